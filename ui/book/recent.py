"""The files opened last, newest first, kept in a small JSON file in the user's own settings folder."""

import json
import logging
from pathlib import Path

MOST = 8

log = logging.getLogger(__name__)


class Recent:
    """The list. A list that cannot be read or written costs nothing but itself."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "gan-day.json"

    def paths(self) -> tuple[Path, ...]:
        """The files, newest first; those that are gone as well, the clerk is told so."""
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ()
        names = [name for name in known if isinstance(name, str)] if isinstance(known, list) else []
        return tuple(Path(name) for name in names)

    def add(self, path: Path) -> None:
        """Put a file first."""
        full = path.absolute()
        self._write([full, *(it for it in self.paths() if it != full)][:MOST])

    def forget(self, path: Path) -> None:
        """Take a file off the list; the file itself is not touched."""
        self._write([it for it in self.paths() if it != path])

    def _write(self, paths: list[Path]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps([str(it) for it in paths], ensure_ascii=False, indent=1)
            self._file.write_text(text, encoding="utf-8")
        except OSError:
            log.warning("the list of recent files was not written", exc_info=True)

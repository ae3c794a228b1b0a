"""A folder that is looked at while the book is open: its new files are brought to the inbox."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from ui.book.session import Session

log = logging.getLogger(__name__)

EVERY = 4_000
"""Milliseconds between two looks: polling sees folders of the network and of USB sticks as well."""
_UNFINISHED = {".tmp", ".part", ".crdownload", ".download", ".khoi"}

Stamp = tuple[int, int]


class FolderWatch(QObject):
    """Remembered for each book on this computer. A file is `found` once it has stopped growing."""

    found = Signal(list)

    def __init__(
        self, settings: QSettings, session: Session, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._session = session
        self._told: dict[Path, Stamp] = {}
        self._before: dict[Path, Stamp] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        session.changed.connect(lambda what: self.start() if what == "file" else None)

    @property
    def folder(self) -> Path | None:
        """The folder of the open book, None where none is watched."""
        if not self._session.is_open:
            return None
        kept = self._settings.value(self._key())
        return Path(str(kept)) if kept else None

    def choose(self, folder: Path | None) -> None:
        """Watch this folder from now on; None stops."""
        if folder is None:
            self._settings.remove(self._key())
        else:
            self._settings.setValue(self._key(), str(folder))
        self.start()

    def start(self) -> None:
        """Begin anew for the book that is open now."""
        self._told.clear()
        self._before.clear()
        if self.folder is not None and not self._session.read_only:
            self._timer.start()
        else:
            self._timer.stop()

    def put_off(self, paths: list[Path]) -> None:
        """These could not be taken now: they are found again at the next look."""
        for path in paths:
            self._told.pop(path, None)

    def look(self) -> None:
        """See what is new and has the size it had at the last look."""
        folder = self.folder
        if folder is None:
            self._timer.stop()
            return
        now = _files(folder)
        new = [
            path
            for path, stamp in now.items()
            if self._before.get(path) == stamp and self._told.get(path) != stamp
        ]
        self._before = now
        if new:
            self._told |= {path: now[path] for path in new}
            self.found.emit(sorted(new))

    def _key(self) -> str:
        name = str(self._session.file.path.resolve()).replace("\\", "|").replace("/", "|")
        return f"watched/{name}"  # a slash would make groups of the settings


def _files(folder: Path) -> dict[Path, Stamp]:
    """The files of the folder with size and time; a folder that is away has none."""
    found: dict[Path, Stamp] = {}
    try:
        for path in folder.iterdir():
            if path.name.startswith((".", "~$")) or path.suffix.lower() in _UNFINISHED:
                continue
            state = path.stat()
            if path.is_file():
                found[path] = (state.st_size, state.st_mtime_ns)
    except OSError:
        log.info("the watched folder cannot be looked at", exc_info=True)
    return found

"""What the clerk switched on, and what was shown when: one small file in the user's own settings. No Qt.

A file that cannot be read costs nothing but itself: nothing is switched on then, and that is said once in the log.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from models.errors import AppError

_NAME = "nhac-viec.json"


@dataclass(frozen=True, slots=True)
class Memory:
    """`books` are switched on; `tried` is the last moment at which a notice went out, None: never. `shown` are,
    for each book, the things to do that the last notice that was seen to appear told of."""

    books: tuple[Path, ...] = ()
    tried: datetime | None = None
    shown: tuple[tuple[Path, frozenset[str]], ...] = ()

    def shown_of(self, book: Path) -> frozenset[str]:
        """What was told of one book."""
        return next((keys for path, keys in self.shown if path == book), frozenset())

    def with_shown(self, book: Path, keys: Iterable[str]) -> "Memory":
        """The same with what has now been told of one book, in place of what was before."""
        others = tuple(it for it in self.shown if it[0] != book)
        return replace(self, shown=(*others, (book, frozenset(keys))))

    def is_done(self, today: date) -> bool:
        """Whether today's notice has gone out."""
        return self.tried is not None and self.tried.date() == today


def read(folder: Path) -> Memory:
    """What is remembered in the settings folder. Raises `ValueError` when the file is no such thing."""
    try:
        text = (folder / _NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Memory()
    except OSError as error:
        raise ValueError(str(error)) from error
    try:
        known = json.loads(text)
        tried = known.get("tried")
        return Memory(
            tuple(Path(_text(it)) for it in known["books"]),
            None if tried is None else datetime.fromisoformat(tried),
            tuple(
                (Path(path), frozenset(_text(it) for it in keys))
                for path, keys in known.get("shown", {}).items()
            ),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def read_or_none(folder: Path) -> Memory:
    """The same for the window: what cannot be read is as if nothing were switched on."""
    try:
        return read(folder)
    except ValueError:
        return Memory()


def write(folder: Path, memory: Memory) -> None:
    """Keep it. Raises `AppError` when the folder cannot be written."""
    known = {
        "books": [str(it) for it in memory.books],
        "tried": None if memory.tried is None else memory.tried.isoformat(timespec="seconds"),
        "shown": {str(path): sorted(keys) for path, keys in memory.shown},
    }
    beside = folder / f"{_NAME}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(folder / _NAME)
    except OSError as error:
        raise AppError(
            f"Không ghi được thiết lập nhắc việc vào “{folder}”. Kiểm tra quyền ghi và chỗ trống của ổ đĩa."
        ) from error


def is_on(folder: Path, book: Path) -> bool:
    """Whether reminders of this book are switched on."""
    return book.absolute() in read_or_none(folder).books


def switch(folder: Path, book: Path, *, on: bool) -> None:
    """Switch the reminders of one book on or off. Raises `AppError` when that cannot be kept."""
    known, full = read_or_none(folder), book.absolute()
    others = tuple(it for it in known.books if it != full)
    shown = tuple(it for it in known.shown if on or it[0] != full)
    write(folder, replace(known, books=(*others, full) if on else others, shown=shown))


def _text(it: object) -> str:
    if not isinstance(it, str):
        raise TypeError("not a text")
    return it

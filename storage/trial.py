"""A backup that is really made and really restored, in a folder of its own, and held against the book."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from models.errors import AppError
from storage import migrations
from storage.backup import backup_to
from storage.block_file import BlockFile
from storage.connection import connect, reading
from storage.failures import told


class Restored(NamedTuple):
    """A restored copy that says the same as the book: where it lies, its years, how large it is in bytes."""

    path: Path
    years: tuple[int, ...]
    size: int


def back_up_and_restore(path: Path, folder: Path, now: datetime) -> Restored:
    """Copy the book at `path` (open or not) into `folder`, put the copy in another place as a clerk would who lost
    the book, open that as a book to write in, and hold every row of every table against the book itself: the years,
    the closed versions, the history and the units' original files.

    Raises `AppError` when any of it fails, or when something else comes back. The book is only read.
    """
    copy, restored = folder / "ban-sao-luu.khoi", folder / "khoi-phuc.khoi"
    for _ in range(
        2
    ):  # somebody may write between the copy and the look: then it is done once more
        backup_to(path, copy, now)
        with told(restored, new=True):
            shutil.copyfile(copy, restored)
        with BlockFile.open(restored, now=now) as book:
            if book.read_only:
                raise AppError(book.read_only_reason)
            years = book.years()
        if _contents(restored) == _contents(path):
            return Restored(restored, years, copy.stat().st_size)
    raise AppError("Bản khôi phục từ bản sao lưu khác với sổ. Sao lưu ra USB rồi báo người hỗ trợ.")


def _contents(path: Path) -> tuple[object, ...]:
    """All that a book holds: the name of each table with a hash over its rows."""
    from storage.opening import newer_copy

    with told(path), closing(connect(path, read_only=True)) as db:
        old = migrations.waiting(db)
        with closing(newer_copy(db) if old else db) as known, reading(known):
            named = known.execute(_TABLES, (migrations.TABLE,)).fetchall()
            return tuple((name, _rows(known, name)) for (name,) in named)


# When a step of the schema was taken is no content: an older book takes its steps anew each time it is looked at.
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    " AND name <> ? ORDER BY name"
)


def _rows(db: sqlite3.Connection, table: str) -> str:
    """A hash over the rows of a table, in the order of its key; each row for itself, originals are large."""
    columns = db.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    order = ", ".join(f'"{name}"' for name, pk in sorted(columns, key=_place) if pk) or "rowid"
    made = hashlib.sha256()
    for row in db.execute(f'SELECT * FROM "{table}" ORDER BY {order}'):  # noqa: S608 - its own names
        made.update(repr(row).encode())
    return made.hexdigest()


def _place(column: tuple[str, int]) -> int:
    """Which place a column has in the key of its table, 0 for none."""
    return column[1]

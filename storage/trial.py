"""A backup that is really made and really restored, in a folder of its own, and held against the book."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from models.errors import AppError
from storage import migrations
from storage.acts.lookups import season_of
from storage.backup import backup_to
from storage.block_file import BlockFile
from storage.book_rows import rows
from storage.connection import connect, reading
from storage.failures import told


class Restored(NamedTuple):
    """A restored copy that says the same as the book: where it lies, its years, how large it is in bytes."""

    path: Path
    years: tuple[int, ...]
    size: int


def back_up_and_restore(path: Path, folder: Path, now: datetime) -> Restored:
    """Copy the book at `path` (open or not) into `folder`, put the copy in another place as a clerk would who lost
    the book, open that as a book to write in, and hold every year and the history against the book itself.

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
    """All that a book says: every year, its closed versions, and how long its history is."""
    from storage import exchange
    from storage.opening import newer_copy

    with told(path), closing(connect(path, read_only=True)) as db:
        old = migrations.waiting(db)
        with closing(newer_copy(db) if old else db) as known, reading(known):
            seasons = tuple(season_of(known, year) for year in rows.years(known))
            documents = tuple((exchange.dumps(it), it.closings) for it in seasons)
            return (documents, _acts(known))


def _acts(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM audit").fetchone()[0])

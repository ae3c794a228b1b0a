"""One year of a book, looked at by a second program: without the lock, so that nobody is kept from writing.

Nothing is written, copied or brought up to date on the disk, and the whole file is not checked: what is read
takes a moment, however large the book.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from models.errors import AppError
from models.season import Season
from storage import checks, migrations
from storage.book_rows import rows
from storage.connection import connect, reading
from storage.failures import DAMAGED, told


def newest_season(path: Path) -> Season | None:
    """The newest year as it stands in the file, without its scores; None for a book without a year.

    Raises `AppError` when the file is not there, is no book, is damaged, belongs to a newer program, or is being
    written at this very moment for longer than a moment.
    """
    with told(path):
        checks.look(path)
        with closing(connect(path, read_only=True)) as db:
            if migrations.unknown(db):
                raise AppError(checks.NEWER.format(name=path.name))
            if migrations.waiting(db):
                from storage.opening import newer_copy

                with closing(newer_copy(db)) as copy:
                    return _newest(path, copy)
            return _newest(path, db)


def _newest(path: Path, connection: sqlite3.Connection) -> Season | None:
    with reading(connection) as db:
        years = rows.years(db)
        try:
            return rows.read_season(db, years[-1], scores=False) if years else None
        except ValueError as error:
            raise AppError(DAMAGED.format(name=path.name)) from error

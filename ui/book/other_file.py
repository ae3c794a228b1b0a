"""What stands in another book (.khoi), which is only looked at: a copy is read, never the file."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from models.errors import AppError
from models.season import Season
from models.table import ScoringTable
from storage import checks
from storage.backup import backup_to
from storage.block_file import BlockFile
from storage.failures import told
from ui.book.scratch import Scratch


class OtherTable(NamedTuple):
    """One year's table of a book, with the name of its block."""

    block: str
    year: int
    table: ScoringTable


def tables_of(path: Path, now: datetime) -> tuple[OtherTable, ...]:
    """The tables of all years of the book at `path`, newest first; years without a table are left out.

    Raises AppError when the file is no book, is damaged or has no table.
    """
    seasons = seasons_of(path, now)
    found = tuple(OtherTable(it.block.name, it.year, it.table) for it in seasons if it.table.rows)
    if not found:
        raise AppError(f"Sổ “{path.name}” chưa có bảng chấm điểm nào. Chọn sổ khác.")
    return found


def seasons_of(path: Path, now: datetime) -> tuple[Season, ...]:
    """All years of the book at `path`, newest first.

    Works on a copy in a folder of its own, so that an older file is not brought up to date and one
    that is open elsewhere is not disturbed. Raises AppError when the file is no book or is damaged.
    """
    with told(path):
        checks.look(path)
    with Scratch("so-khoi-khac-") as folder:
        copy = folder.path / "copy.khoi"
        try:
            backup_to(path, copy, now)
            with BlockFile.open(copy, now=now, backups=None) as book:
                return tuple(book.snapshot(year) for year in reversed(book.years()))
        except AppError as error:  # it names the copy, which nobody knows of
            raise AppError(str(error).replace(copy.name, path.name)) from error

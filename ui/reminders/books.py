"""What is due in one book, read without disturbing whoever works in it. No Qt."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.dates.board import Entry, board, due_now
from storage.looking import newest_season


@dataclass(frozen=True, slots=True)
class BookDue:
    """What is overdue or due today in one book: `block` is how its block is called."""

    path: Path
    block: str
    year: int
    entries: tuple[Entry, ...]

    @property
    def keys(self) -> frozenset[str]:
        """What tells these things to do from others of the same book, whatever its year."""
        return frozenset(key_of(self.year, it) for it in self.entries)


def key_of(year: int, entry: Entry) -> str:
    """A thing to do of one year of a book, as it is remembered."""
    return f"{year}/{entry.task.key}"


def due_in(path: Path, today: date) -> BookDue | None:
    """What the newest year of the book asks for on `today`; None when that is nothing.

    Raises `AppError` when the book cannot be read.
    """
    season = newest_season(path)
    if season is None:
        return None
    due = due_now(board(season, today))
    return BookDue(path, season.block.name, season.year, due) if due else None

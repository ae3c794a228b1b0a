"""What is due and no notice has told of, for the window to list at its start. No Qt."""

from datetime import date
from pathlib import Path

from models.dates.board import Entry, board, due_now
from models.season import Season
from ui.reminders import memory
from ui.reminders.books import key_of


def missed(folder: Path, book: Path, season: Season, today: date) -> tuple[Entry, ...]:
    """What is due on `today` and no notice has told of: the PC was off, the notice did not come, the book was away.

    `folder` is that of the settings. Nothing for a book whose reminders are switched off. Once the window has
    listed them, `note_seen`.
    """
    known, full = memory.read_or_none(folder), book.absolute()
    if full not in known.books:
        return ()
    told = known.shown_of(full)
    return tuple(it for it in due_now(board(season, today)) if key_of(season.year, it) not in told)


def note_seen(folder: Path, book: Path, season: Season, today: date) -> None:
    """The window has shown what is due today. Raises `AppError` when that cannot be kept."""
    known = memory.read_or_none(folder)
    keys = (key_of(season.year, it) for it in due_now(board(season, today)))
    memory.write(folder, known.with_shown(book.absolute(), keys))

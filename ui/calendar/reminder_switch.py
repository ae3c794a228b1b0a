"""Reminders of this book at log-on, switched on and off by the clerk; what was missed while they were on."""

from models.dates.board import Entry
from ui.book import places
from ui.book.session import Session
from ui.reminders import memory, missed, startup


def is_on(session: Session) -> bool:
    """Whether this book reminds when the PC starts."""
    return startup.is_on() and memory.is_on(places.settings(), session.file.path)


def switch(session: Session, *, on: bool) -> None:
    """Remind of this book from the next log-on, or no more. Raises AppError when the system refuses.

    The entry of the PC's start stays as long as another book reminds.
    """
    folder = places.settings()
    memory.switch(folder, session.file.path, on=on)
    startup.switch(on=bool(memory.read_or_none(folder).books))


def missed_entries(session: Session) -> tuple[Entry, ...]:
    """What is due and no notice has told of; told here once."""
    folder, path, today = places.settings(), session.file.path, session.now().date()
    found = missed.missed(folder, path, session.season, today)
    if found:
        missed.note_seen(folder, path, session.season, today)
    return found

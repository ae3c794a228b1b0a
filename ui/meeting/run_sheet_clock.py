"""The time of the agenda item in work: one clock for the open book, counted apart from the PC's clock.

It may jump (time server, dead battery) without a minute of the meeting being lost or won.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from models.errors import AppError
from models.meeting import AgendaItem, Meeting
from models.meeting_day import agenda
from ui.book.session import Session

_SECOND = 1000
KEEP_EVERY = 60
"""Seconds: so much of the time used may be lost at a power cut, no more."""
_USED = "ghi thời gian đã dùng"


class ItemClock(QObject):
    """Runs from the moment an item is begun until the next one, or until it is stopped. What was used is
    written at each of these, every minute and before the book is closed; after the program was closed it
    stands still until it is started again. `failed` says why nothing could be written by itself, with the
    tone of it."""

    ticked = Signal()
    failed = Signal(str, str)

    def __init__(self, session: Session, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__(session)
        self.session = session
        self._seconds = seconds
        self._since: float | None = None
        self._at = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(self._tick)
        self._tried = 0
        session.changed.connect(self._on_change)
        session.closing.connect(self._on_closing)
        session.keeping.connect(self.keep)

    @classmethod
    def of(cls, session: Session) -> "ItemClock":
        """The clock of this session, made when it is first asked for."""
        found = session.findChild(cls)
        return found if isinstance(found, cls) else cls(session)

    @property
    def is_running(self) -> bool:
        """Whether the time of an item is being counted."""
        return self._since is not None

    @property
    def elapsed(self) -> int:
        """Whole seconds since the item was begun or the clock started again; not yet written."""
        return 0 if self._since is None else int(self._seconds() - self._since)

    def used(self, item: AgendaItem) -> int:
        """Seconds of an item, with what runs now."""
        return item.seconds + (self.elapsed if item.code == self._at else 0)

    # ---- acts; each may raise `AppError`

    def go_on(self) -> AgendaItem | None:
        """The next item begins; None at the end, where the clock stops."""
        following = agenda.following(self.session.season.meeting)
        if following is None:
            self.stop()
            return None
        self.stand_at(following)
        return following

    def stand_at(self, item: AgendaItem) -> None:
        """This item begins; the time of the one before is written."""
        meeting = agenda.stand_at(self.session.season.meeting, item.code, self.elapsed)
        self._write(meeting, f"chuyển sang nội dung “{item.title}”", item.code)
        self._run(item.code)

    def note(self, change: Callable[[Meeting], Meeting], label: str, item: str = "") -> None:
        """Write `change` of the meeting's course and the time used by now as one; the item `item` begins
        with it where the agenda has it and the meeting does not stand at it yet."""
        meeting = self.session.season.meeting
        begins = item != meeting.at and any(it.code == item for it in meeting.agenda)
        if begins:
            made = agenda.stand_at(meeting, item, self.elapsed)
        else:
            made = agenda.with_time(meeting, self.elapsed)
        self._write(change(made), label, made.at)
        if begins:
            self._run(item)

    def start(self) -> None:
        """Count on for the item in work."""
        at = self.session.season.meeting.at
        if at and not self.is_running:
            self._run(at)

    def stop(self) -> None:
        """Count no longer; what was used is written."""
        if not self.is_running:
            return
        meeting = agenda.with_time(self.session.season.meeting, self.elapsed)
        self._write(meeting, _USED, meeting.at)
        self._halt()

    # ---- by itself

    def keep(self) -> None:
        """Write the time used by now, where it can be written."""
        session = self.session
        if not self.elapsed or not session.is_open or session.read_only or session.season.is_final:
            return
        self._tried = self.elapsed
        try:
            self.note(lambda it: it, _USED)
        except AppError as error:
            self.failed.emit(str(error), "warn")

    def _tick(self) -> None:
        if self.elapsed - self._tried >= KEEP_EVERY:
            self.keep()
        self.ticked.emit()

    def _write(self, meeting: Meeting, label: str, at: str) -> None:
        """The clock is told before the change is: the others hear of both at once. What is less than a
        second goes on to the next writing."""
        before = self._since, self._at
        if self._since is not None:
            self._since, self._at = self._since + self.elapsed, at
        try:
            self.session.note_meeting(meeting, label)
        except BaseException:
            self._since, self._at = before
            raise
        self._tried = 0

    def _run(self, at: str) -> None:
        self._since, self._at, self._tried = self._seconds(), at, 0
        self._timer.start()
        self.ticked.emit()

    def _halt(self) -> None:
        self._since, self._at = None, ""
        self._timer.stop()
        self.ticked.emit()

    def _on_closing(self) -> None:
        if self.is_running:
            self.keep()
            self._halt()

    def _on_change(self, what: str) -> None:
        """Another file, or the item was changed elsewhere: the time of another item is not this one's."""
        if not self.is_running:
            return
        if what == "file":
            self.keep()  # the same book once more: another one was told of by `closing`
        if what == "file" or not self.session.is_open:
            self._halt()
        elif self.session.season.meeting.at != self._at:
            self._run(self.session.season.meeting.at)

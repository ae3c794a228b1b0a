"""A window that stays open past midnight: the book is told that another day has begun."""

from PySide6.QtCore import QObject, QTimer

from ui.book.session import Session

EVERY = 60_000
"""Milliseconds between two looks: a timer until midnight would oversleep with the PC, and miss a clock set right."""


class DayWatch(QObject):
    """Says "day" through the session once the day is another one than at the last look."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._day = session.now().date()
        timer = QTimer(self, interval=EVERY)
        timer.timeout.connect(self.look)
        timer.start()
        session.changed.connect(self._on_changed)

    def _on_changed(self, what: str) -> None:
        """A sample has a day of its own: opening it is no midnight."""
        if what == "file":
            self._day = self._session.now().date()

    def look(self) -> None:
        """Compare the day with that of the last look."""
        day = self._session.now().date()
        if day == self._day:
            return
        self._day = day
        if self._session.is_open:
            self._session.changed.emit("day")

"""A field for one day, typed as 5/12/2023 or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from models.dates import typed
from models.errors import Problem
from ui.look import icons, theme
from ui.words import text


class DayEdit(QLineEdit):
    """The field. `day` is the day, None when empty or wrong; `wrong` tells the two apart, `problem` says why.

    `year` is that of a day typed without one ("5/12"); without it the nearest such day to the one the field was made
    with is meant; where neither is given such a day is wrong.
    """

    picked = Signal()

    def __init__(
        self,
        day: date | None = None,
        parent: QWidget | None = None,
        *,
        year: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._year, self._first = year, day
        self.setPlaceholderText("ngày/tháng/năm")
        self.setFixedWidth(theme.zoomed(180))
        self.set_day(day)
        opener = self.addAction(icons.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        self._opener = opener
        self.setAccessibleName("")
        opener.setToolTip("Chọn trên lịch (Alt+↓)")
        opener.triggered.connect(self.open_calendar)
        self.editingFinished.connect(self._tidy)
        self._popup: QFrame | None = None

    def setAccessibleName(self, name: str) -> None:
        """The button in the field is called after it: a form may have several days."""
        super().setAccessibleName(name)
        self._opener.setText(f"Chọn trên lịch: {name}" if name else "Chọn trên lịch")

    @property
    def day(self) -> date | None:
        """The day in the field, or None."""
        found = self._read()
        return None if isinstance(found, Problem) else found

    @property
    def problem(self) -> str:
        """What is wrong with what is written, "" when nothing."""
        found = self._read()
        return found.text if isinstance(found, Problem) else ""

    def _read(self) -> date | Problem | None:
        if self._year is None and self._first is not None:
            return typed.read_near(self.text(), self._first)
        return typed.read(self.text(), self._year)

    @property
    def wrong(self) -> bool:
        """Whether something is written that is no day."""
        return bool(self.problem)

    def set_day(self, day: date | None) -> None:
        """Put a day in, or empty the field."""
        self.setText(text.day(day) if day else "")

    def _tidy(self) -> None:
        if self.day is not None:
            self.set_day(self.day)

    def open_calendar(self) -> None:
        """Show a calendar under the field; a click takes the day."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setProperty("role", "popup")
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale("vi_VN"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumSize(320, 240)
        if self.day is not None:
            calendar.setSelectedDate(QDate(self.day.year, self.day.month, self.day.day))
        calendar.clicked.connect(self._pick)
        calendar.activated.connect(self._pick)
        layout.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._popup = popup
        popup.show()
        calendar.setFocus()

    def _pick(self, picked: QDate) -> None:
        self.set_day(date(picked.year(), picked.month(), picked.day()))
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.picked.emit()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

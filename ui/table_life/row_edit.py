"""A small field for the number of a row, counted from 1; empty where there may be none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class RowEdit(QLineEdit):
    """`picked(number)` when the clerk chose another row, by typing or with the arrow keys."""

    picked = Signal(int)

    def __init__(self, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_be_empty = bool(empty)
        self._last = 1
        self._shown = 0
        self.setPlaceholderText(empty)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(84)
        self.setValidator(QIntValidator(0, 99_999, self))
        self.editingFinished.connect(self._entered)

    @property
    def number(self) -> int:
        """The row; 0 for none."""
        return self._shown

    def show_number(self, number: int, last: int) -> None:
        """Show a row without telling; `last` is the highest there is."""
        self._shown, self._last = number, last
        self.setText(str(number) if number else "")

    def _entered(self) -> None:
        text = self.text().strip()
        self._pick(int(text) if text.isdecimal() else 0)

    def _pick(self, number: int) -> None:
        lowest = 0 if self._may_be_empty else 1
        kept = min(max(number, lowest), self._last)
        before = self._shown
        self.show_number(kept, self._last)
        if kept != before:
            self.picked.emit(kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go one row on, Enter takes what is typed."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step:
            self._pick(self._shown + step)
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._emptied()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is left in the field is entered, also when nothing is."""
        super().focusOutEvent(event)
        self._emptied()

    def _emptied(self) -> None:
        """To Qt an empty field is unfinished: `editingFinished` never comes."""
        if not self.hasAcceptableInput():
            self._entered()

"""The fields of the counting desk: one whole number each, and the row of who can vote."""

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.look import theme
from ui.widgets.cards import label

_STEPS = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}


class Walked(QLineEdit):
    """A field of the desk: Enter and Down go on, Up goes back."""

    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def finish(self) -> None:
        """Enter what was typed, if anything was."""
        self.editingFinished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows walk from field to field; with Ctrl they are for others."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self.finish()
        self.moved.emit(step)


class Figure(Walked):
    """A whole number, empty for "not counted". Esc gives back what stood there before it was typed over."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,5}"), self))
        self._shown: int | None = None
        self.editingFinished.connect(self.finish)

    @property
    def value(self) -> int | None:
        """What stands in the field, None when it is empty."""
        return int(self.text()) if self.text() else None

    def show_value(self, value: int | None) -> None:
        """Show a value; what is being typed is left alone."""
        if self.hasFocus() and self.isModified():
            return
        self._shown = value
        if self.value != value:
            self.setText("" if value is None else str(value))

    def finish(self) -> None:
        """Enter what was typed, if anything was."""
        self.setModified(False)
        if self.value != self._shown:
            self._shown = self.value
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what is being typed."""
        if event.key() == Qt.Key.Key_Escape and self.value != self._shown:
            self.setText("" if self._shown is None else str(self._shown))
            self.setModified(False)
            self.selectAll()
            return
        super().keyPressEvent(event)


class Voters(QWidget):
    """Who can vote: members, who is there, and where the two numbers are from."""

    def __init__(self, watch: Callable[[Figure, str], None]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_S)
        self.source = label("", "small", wrap=True)
        self.source.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.source, 1)
        self.figures: dict[str, Figure] = {}
        for key, title in (("members", "Thành viên"), ("present", "Có mặt")):
            made = Figure(title)
            made.setFixedWidth(theme.zoomed(56))
            words = label(title, "small")
            words.setBuddy(made)
            row.addWidget(words)
            row.addWidget(made)
            self.figures[key] = made
            watch(made, f"số {title[:1].lower()}{title[1:]}")

"""What stands in place of the table for a while: a heading, its work, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.table import ScoringTable
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.table_life.put_table import may_put
from ui.widgets.cards import button, label
from ui.widgets.messages import guard


class Panel(QWidget):
    """`done` asks the page to show the table again; `changed_table` follows a table put in force.

    `told(text, tone)` says afterwards what was done.
    """

    done = Signal()
    changed_table = Signal(ScoringTable)
    told = Signal(str, str)

    heading = ""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.sentence = label("", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(self.heading, "section"))
        words.addWidget(self.sentence)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.SPACE_S)
        self.back = button("Quay lại bảng", self.done.emit)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_S)
        head.addLayout(words, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(self.buttons)
        head.setAlignment(self.buttons, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE_SM)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_SM)
        layout.addLayout(head)
        layout.addLayout(self.body, 1)

    def refresh(self) -> None:
        """Show the session as it is now."""

    def take_focus(self) -> None:
        """Put the keyboard on the first input, else on the primary button; never on the way back."""
        buttons = [it for it in self.findChildren(QPushButton) if it.property("role") == "primary"]
        inputs = [it for it in self.findChildren(QWidget) if isinstance(it, _INPUTS)]
        for found in (*inputs, *buttons):
            if found.isVisibleTo(self) and found.isEnabled():
                found.setFocus()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def put_in_force(self, table: ScoringTable, act: str, said: str) -> bool:
        """Put a table in force as one act, asking first when it costs something; whether it was done."""
        if not may_put(self, self.session.season, table):
            return False
        if not guard(self, lambda: self.session.set_table(table, act)):
            return False
        self.told.emit(said, "done")
        self.changed_table.emit(table)
        self.done.emit()
        return True


_INPUTS = (QComboBox, QLineEdit, QAbstractItemView)

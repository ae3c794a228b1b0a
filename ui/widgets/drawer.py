"""The panel at the right that explains or details one thing, 360 pixels wide."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.look import icons, theme
from ui.widgets.cards import Card, button, clear, label
from ui.widgets.scroll import ScrollArea


class Drawer(Card):
    """Title with a close button, scrolling content, buttons at the foot. Esc closes it."""

    closed = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setFixedWidth(theme.DRAWER_WIDTH)
        self._title.setWordWrap(True)
        self.head.setStretch(0, 1)
        close = button("", self.close_drawer, "quiet")
        close.setIcon(icons.icon("cross"))
        close.setFixedSize(30, 30)
        close.setToolTip("Đóng (Esc)")
        close.setAccessibleName("Đóng")
        self.head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = ScrollArea()
        self.body.addWidget(self._scroll, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(theme.SPACE_S)
        self._foot.addStretch(1)
        self.body.addLayout(self._foot)
        self.content = QVBoxLayout()
        self.clear()

    def clear(self) -> QVBoxLayout:
        """Throw the content away and give back the empty layout for the new one."""
        inner = QWidget()
        inner.setProperty("role", "plain")
        self.content = QVBoxLayout(inner)
        self.content.setContentsMargins(0, 0, theme.SPACE_S, 0)
        self.content.setSpacing(theme.SPACE_S)
        self.content.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(inner)
        return self.content

    def add_text(self, text: str, role: str = "") -> None:
        """A paragraph at the end of the content."""
        self.content.addWidget(label(text, role, wrap=True))

    def set_foot(self, text: str, act: Callable[[], object]) -> None:
        """The button at the foot; "" takes it away."""
        clear(self._foot)
        if text:
            self._foot.addWidget(button(text, act))
        self._foot.addStretch(1)

    def close_drawer(self) -> None:
        """Hide the drawer and say so."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

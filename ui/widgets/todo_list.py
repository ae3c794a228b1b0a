"""Things to do as lines: badge, sentence, and the one button that does it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.next_steps import NextStep
from ui.widgets.cards import Badge, button, label, rule
from ui.widgets.cell import small


class TodoList(QScrollArea):
    """Shows next steps; calls `act` with the `wanted` of the line whose button was pressed."""

    def __init__(self, act: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act = act
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[NextStep, ...] | None = None
        self.set_steps(())

    def set_steps(self, steps: Sequence[NextStep], none: str = "") -> None:
        """Show these; `none` is what stands there without any. The same steps stay as they are."""
        if self._shown == tuple(steps) and steps:
            return
        self._shown = tuple(steps)
        inner = QWidget()
        inner.setProperty("role", "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_SM)
        grid.setVerticalSpacing(theme.SPACE_XS)
        grid.setColumnStretch(1, 1)
        for row, step in enumerate(steps):
            self._add(grid, 2 * row, step)
        column.addLayout(grid)
        if not steps:
            column.addWidget(label(none, "muted", wrap=True))
        column.addStretch(1)
        self.setWidget(inner)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its lines, so that a short list leaves room for what stands below it."""
        inner = self.widget()
        return QSize(400, inner.sizeHint().height() + 1 if inner else 0)

    def minimumSizeHint(self) -> QSize:
        """Three lines; the rest scrolls."""
        least = 3 * (theme.CONTROL_HEIGHT + theme.SPACE_S)
        return QSize(300, min(least, self.sizeHint().height()))

    def _add(self, grid: QGridLayout, row: int, step: NextStep) -> None:
        if row:
            grid.addWidget(rule(), row - 1, 0, 1, 3)
        words = StepWords(step.sentence, step.detail)
        pressed = button(step.button, partial(self._act, step.wanted))
        pressed.setAccessibleDescription(f"{step.sentence}. {step.detail}")
        pressed.setObjectName(step.code)
        grid.addWidget(Badge(step.badge, step.tone), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(words, row, 1)
        grid.addWidget(pressed, row, 2, Qt.AlignmentFlag.AlignRight)


class StepWords(QWidget):
    """A sentence, and after it its detail in muted small type; what does not fit is in the tooltip."""

    def __init__(self, sentence: str, detail: str) -> None:
        super().__init__()
        self._sentence = sentence
        self._detail = f"· {detail}" if detail else ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{sentence}. {detail}")
        self.setToolTip(f"{sentence} {self._detail}".strip())

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(240, theme.CONTROL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both parts on one line; the detail is shortened first."""
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        elide = Qt.TextElideMode.ElideRight
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.INK))
        painter.drawText(
            self.rect(), middle, metrics.elidedText(self._sentence, elide, self.width())
        )
        left = metrics.horizontalAdvance(self._sentence + " ")
        detail_font = small(self.font())
        painter.setFont(detail_font)
        painter.setPen(QColor(theme.MUTED))
        room = self.rect().adjusted(left, 0, 0, 0)
        if room.width() > 2 * theme.SPACE_L:
            shown = QFontMetrics(detail_font).elidedText(self._detail, elide, room.width())
            painter.drawText(room, middle, shown)

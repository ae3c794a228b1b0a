"""Things to do as lines: badge, sentence, and the one button that does it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.look import theme
from ui.todo.next_step import NextStep
from ui.widgets.cards import Badge, button, label, rule
from ui.widgets.cell import small
from ui.widgets.scroll import ScrollArea

_WRITING = frozenset({"continue-setup", "import-forms"})


def writes(step: NextStep) -> bool:
    """Whether the act of this step changes the book; pages and exports do not by themselves."""
    return step.wanted in _WRITING


class TodoList(ScrollArea):
    """Shows next steps; calls `act` with the `wanted` of the line whose button was pressed."""

    def __init__(self, act: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act = act
        self._shown: tuple[NextStep, ...] | None = None
        self._reason = ""
        self.set_steps(())

    def set_steps(
        self, steps: Sequence[NextStep], none: str = "", read_only_reason: str = ""
    ) -> None:
        """Show these; `none` is what stands there without any. The same steps stay as they are.

        With `read_only_reason` the buttons of acts that write are disabled and say it.
        """
        if self._shown == tuple(steps) and self._reason == read_only_reason and steps:
            return
        self._shown, self._reason = tuple(steps), read_only_reason
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
        if self._reason and writes(step):
            pressed.setEnabled(False)
            pressed.setToolTip(self._reason)
        grid.addWidget(Badge(step.badge, step.tone), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(words, row, 1)
        grid.addWidget(pressed, row, 2, Qt.AlignmentFlag.AlignRight)


class StepWords(QWidget):
    """A sentence, and below it its detail in muted small type; the tooltip has all of both."""

    def __init__(self, sentence: str, detail: str) -> None:
        super().__init__()
        self._sentence = sentence
        self._detail = detail
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{sentence}. {detail}")
        self.setToolTip(f"{sentence}\n{detail}".strip())

    def sizeHint(self) -> QSize:
        """Both lines."""
        lines = QFontMetrics(self.font()).height() + QFontMetrics(small(self.font())).height()
        return QSize(200, max(theme.CONTROL_HEIGHT, lines + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is too long for its line is shortened at its end."""
        painter = QPainter(self)
        lower = small(self.font()) if self._detail else None
        upper_height = QFontMetrics(self.font()).height()
        lower_height = QFontMetrics(lower).height() if lower else 0
        top = (self.height() - upper_height - lower_height) // 2
        self._line(painter, self._sentence, theme.INK, QRect(0, top, self.width(), upper_height))
        if lower is not None:
            painter.setFont(lower)
            below = QRect(0, top + upper_height, self.width(), lower_height)
            self._line(painter, self._detail, theme.MUTED, below)
        painter.end()

    @staticmethod
    def _line(painter: QPainter, words: str, colour: str, room: QRect) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(colour))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

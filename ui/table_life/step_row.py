"""The four steps of a table's life as one line: mark, name, what is on record."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.look import theme
from ui.table_life.words import Progress, StepView
from ui.widgets.cards import label, restyle
from ui.widgets.frame import ElidedLabel

_MARK = 18


class StepMark(QWidget):
    """A ring for what is to come, a dot in a ring for the present step, a tick for what is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress = "later"
        self.setFixedSize(_MARK, _MARK)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the step is."""
        self._progress = progress
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shape and colour say the same."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(1.5, 1.5, _MARK - 3, _MARK - 3)
        colours = {"done": theme.DONE, "now": theme.ACTION, "later": theme.FAINT}
        ink = QColor(colours[self._progress])
        painter.setPen(QPen(ink, 1.6))
        painter.drawEllipse(place)
        if self._progress == "now":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(place.center(), 4, 4)
        elif self._progress == "done":
            painter.drawPolyline([QPointF(5.5, 9.4), QPointF(8, 11.9), QPointF(12.6, 6.6)])


class _StepCell(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = StepMark()
        self.title = label("", "strong")
        self.detail = ElidedLabel("small")
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.SPACE_S, 0)
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_step(self, step: StepView) -> None:
        """Name, what is on record, and how far."""
        self.mark.show_progress(step.progress)
        self.title.setText(step.title)
        restyle(self.title, role="muted" if step.progress == "later" else "strong")
        self.detail.set_whole(step.detail)
        state = {"done": "đã xong", "now": "bước hiện tại", "later": "chưa đến"}[step.progress]
        self.setAccessibleName(f"{step.title}, {state}: {step.detail}")


class StepRow(QWidget):
    """All steps side by side; `shares` says how the width is shared, one number a step."""

    def __init__(self, shares: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_S)
        self.cells = [_StepCell() for _ in shares]
        for cell, share in zip(self.cells, shares, strict=True):
            row.addWidget(cell, share)

    def show_steps(self, steps: Sequence[StepView]) -> None:
        """Show these, as many as there are cells."""
        for cell, step in zip(self.cells, steps, strict=True):
            cell.show_step(step)

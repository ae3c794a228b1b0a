"""The year's work as one line of stations, with where we are."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.frame.work_state import StepState, YearStep
from ui.look import theme
from ui.widgets.cell import small

_RADIUS = 7.0
_TRACK = 4.0
_WORDS: dict[StepState, str] = {"done": "đã xong", "now": "đang làm", "ahead": "chưa đến"}


class YearLine(QWidget):
    """Stations from left to right. Done ones are filled, the present one is ringed and named in bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[YearStep, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[YearStep]) -> None:
        """Show these stations."""
        self._steps = tuple(steps)
        self.setAccessibleName("Tiến độ trong năm: " + "; ".join(map(_words, self._steps)))
        self.update()

    def sizeHint(self) -> QSize:
        """One line of circles, one of names, one of figures."""
        return QSize(600, self._names_top() + 2 * QFontMetrics(self._name_font()).height())

    def minimumSizeHint(self) -> QSize:
        """The height is fixed, the width gives way."""
        return QSize(200, self.sizeHint().height())

    def _name_font(self) -> QFont:
        return small(self.font())

    @staticmethod
    def _names_top() -> int:
        return int(2 * _RADIUS) + theme.SPACE_S

    def _centre(self, index: int) -> QPointF:
        """The stations stand evenly; the first name and the last stay inside the widget."""
        share = self.width() / max(1, len(self._steps))
        return QPointF(share * (index + 0.5), _RADIUS + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, circles, names."""
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track(painter)
        for index, step in enumerate(self._steps):
            self._paint_station(painter, self._centre(index), step)
            self._paint_name(painter, index, step)
        painter.end()

    def _paint_track(self, painter: QPainter) -> None:
        first, last = self._centre(0), self._centre(len(self._steps) - 1)
        present = next((i for i, it in enumerate(self._steps) if it.state == "now"), None)
        reached = last if present is None else self._centre(present)
        for end, colour in ((last, theme.LINE), (reached, theme.TRACK_DONE)):
            pen = QPen(QColor(colour), _TRACK)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(first, end)

    def _paint_station(self, painter: QPainter, centre: QPointF, step: YearStep) -> None:
        ink = {"done": theme.DONE, "now": theme.ACTION, "ahead": theme.FAINT}[step.state]
        painter.setBrush(QColor(theme.CARD))
        painter.setPen(QPen(QColor(ink), 3 if step.state == "now" else 1.4))
        radius = _RADIUS - (1 if step.state == "now" else 1.4)
        painter.drawEllipse(centre, radius, radius)
        if step.state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink))
            painter.drawEllipse(centre, radius - 2.4, radius - 2.4)

    def _paint_name(self, painter: QPainter, index: int, step: YearStep) -> None:
        share = self.width() / len(self._steps)
        font = self._name_font()
        if step.state == "now":
            font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        line = QRectF(share * index, self._names_top(), share, metrics.height())
        painter.setFont(font)
        painter.setPen(QColor(theme.ACTION if step.state == "now" else theme.INK))
        if step.state == "ahead":
            painter.setPen(QColor(theme.MUTED))
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, step.name)
        painter.setFont(self._name_font())
        painter.setPen(QColor(theme.MUTED))
        painter.drawText(
            line.translated(0, metrics.height()), Qt.AlignmentFlag.AlignHCenter, step.detail
        )

    def event(self, event: QEvent) -> bool:
        """A station's tooltip says it in words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._steps:
            index = int(event.pos().x() * len(self._steps) / max(1, self.width()))
            step = self._steps[min(max(index, 0), len(self._steps) - 1)]
            QToolTip.showText(event.globalPos(), _words(step), self)
            return True
        return super().event(event)


def _words(step: YearStep) -> str:
    detail = f" ({step.detail})" if step.detail else ""
    return f"{step.name}: {_WORDS[step.state]}{detail}"

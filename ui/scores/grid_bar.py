"""The line under the grid: total, rank, what would be with the figure being typed, and the keys."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from models.ranks.ranking import Standing
from ui.look import theme
from ui.words import text

KEYS = "Enter xuống · Tab sang phải · F2 sửa · dấu phẩy hay chấm đều được"


class _OneLine(QLabel):
    """Small words at the right edge that are cut with dots rather than widen the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(KEYS, parent)
        self.setProperty("role", "small")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(theme.MUTED))
        mode = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(self.text(), mode, self.width())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), flags, words)


class GridBar(QFrame):
    """See the module's docstring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "gridbar")
        self.setFixedHeight(theme.PRIMARY_HEIGHT)
        # Placed by hand: a layout would be made anew at each key, and paint the whole page with it.
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._keys = _OneLine(self)

    def show_standing(
        self,
        standing: Standing | None,
        units: int,
        name: str = "",
        guess: str = "",
        *,
        tentative: bool = False,
    ) -> None:
        """Say where the unit stands; `name` where the grid shows several units, `guess` while typing,
        `tentative` while ranked units have only their own points."""
        if standing is None:
            self._words.setText("")
            return
        result = standing.result
        parts = [f"<b>{escape(name)}</b>"] if name else []
        if result.total is None:
            parts.append(f"Chưa đủ điểm, còn trống <b>{len(result.missing)}</b> tiêu chí")
        else:
            parts.append(f"Tổng <b>{text.points(standing.total)}</b>")
        if result.excluded is not None:
            parts.append("Không bình xét, suy tôn")
        elif standing.rank is not None:
            marks = [*(["đồng hạng"] if standing.tied else []), *(["tạm xếp"] if tentative else [])]
            more = f" ({', '.join(marks)})" if marks else ""
            parts.append(f"Hạng <b>{standing.rank}</b> / {units}{more}")
        words = "&nbsp;&nbsp;·&nbsp;&nbsp;".join(parts)
        if guess:
            words += f" <span style='color:{theme.MUTED}'>&nbsp;({escape(guess)})</span>"
        self._words.setText(words)
        self._place()

    def _place(self) -> None:
        wide = min(self._words.sizeHint().width(), self.width() - 2 * theme.SPACE_S)
        self._words.setGeometry(theme.SPACE_S, 0, wide, self.height())
        left = theme.SPACE_S + wide + theme.SPACE_M
        self._keys.setGeometry(left, 0, max(0, self.width() - left - theme.SPACE_S), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys get what room the words leave."""
        super().resizeEvent(event)
        self._place()

    def show_keys(self, words: str = KEYS) -> None:
        """The keys, or why nothing can be typed."""
        self._keys.setText(words)
        self._keys.setToolTip(words)

    @property
    def words(self) -> str:
        """What the line says, as rich text."""
        return self._words.text()


def guess_words(value: str, standing: Standing) -> str:
    """ "nếu 13,5 → hạng 5"."""
    if standing.rank is None:
        return (
            f"nếu {value} → tổng {text.points(standing.total)}"
            if standing.total is not None
            else ""
        )
    return f"nếu {value} → hạng {text.rank(standing)}"

"""The four big buttons of the show, each with the key that does the same."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.look import theme
from ui.widgets.cards import small

BIG = 56
"""How high the buttons of the show are."""


class KeyRow(QWidget):
    """Lùi, Che, Hiện, Tiếp; `do` is told the wish ("back", "cover", "show", "next")."""

    def __init__(self, do: Callable[[str], object]) -> None:
        super().__init__()
        self.buttons = {
            "back": BigButton("← Lùi", "PgUp", partial(do, "back")),
            "cover": BigButton("Che", "B", partial(do, "cover")),
            "show": BigButton("Hiện", "Enter", partial(do, "show")),
            "next": BigButton("Tiếp →", "Space", partial(do, "next"), "primary"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_S)
        row.addStrut(BIG)
        for big in self.buttons.values():
            row.addWidget(big, 1)


class BigButton(QPushButton):
    """A button of the show with the key that does the same; the list keeps the keyboard."""

    def __init__(
        self, text: str, key: str, act: Callable[[], object], role: str = "secondary"
    ) -> None:
        super().__init__()
        self._words, self._key = text, key
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.set_words(text)
        self.clicked.connect(lambda _checked=False: act())

    def set_words(self, text: str) -> None:
        """Say something else."""
        self._words = text
        self.setAccessibleName(text)
        self.setToolTip(f"{text} (phím {self._key})")
        self.update()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def sizeHint(self) -> QSize:
        """Room for the words and the key."""
        return QSize(132, BIG)

    def minimumSizeHint(self) -> QSize:
        """Room for the words alone."""
        return QSize(QFontMetrics(self._bold()).horizontalAdvance(self._words) + 24, BIG)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words in the middle, the key beside them where there is room."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        primary = self.property("role") == "primary"
        ink = theme.FAINT if not self.isEnabled() else theme.ON_ACTION if primary else theme.INK
        bold, tiny = self._bold(), small(self.font())
        wide = QFontMetrics(bold).horizontalAdvance(self._words)
        key = QFontMetrics(tiny).horizontalAdvance(self._key) + 12
        fits = wide + key + 8 <= self.width() - 16
        left = (self.width() - wide - (key + 8 if fits else 0)) / 2
        painter.setFont(bold)
        painter.setPen(QColor(ink))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), middle, self._words)
        if fits:
            box = QRectF(left + wide + 8, (self.height() - 20) / 2, key, 20)
            painter.setPen(QPen(QColor(theme.LINE), 1))
            painter.setBrush(QColor(theme.CARD))
            painter.drawRoundedRect(box, 4, 4)
            painter.setFont(tiny)
            painter.setPen(QColor(theme.MUTED))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._key)

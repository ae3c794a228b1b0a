"""Small parts that every page is put together from: cards, headings, badges, buttons, legends."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.look import icons, theme

Tone = str
"""A key of `theme.TONES`: action, done, warn, error, gold, muted, plain."""
Shape = Literal["square", "hatch", "dot", "ring", "half", "cross", "line"]


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label. Roles: title subtitle section strong figure muted small error done warn key."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def button(
    text: str, act: Callable[[], object] | QMenu, role: str = "secondary", icon: str = ""
) -> QPushButton:
    """A button. Roles: secondary primary link quiet danger. With a QMenu it opens that menu."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    if icon:
        made.setIcon(icons.icon(icon, theme.ON_ACTION if role == "primary" else theme.INK))
        made.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
    if isinstance(act, QMenu):
        made.setProperty("menu", "true")
        act.setParent(made, act.windowFlags())
        made.setMenu(act)
    else:
        made.clicked.connect(lambda _checked=False: act())
    return made


def press_with_enter(window: QWidget, event: QKeyEvent) -> bool:
    """Enter presses the button of `window` that has the keyboard, as the space bar does; False where it does not.

    Qt gives Enter to the primary button of a box whichever button has the keyboard, and to none in a window. One
    of several to choose from that is chosen already has nothing more to do.
    """
    holder = window.focusWidget()
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not isinstance(holder, QPushButton) or holder.isChecked():
        return False
    holder.click()
    return True


def small(font: QFont) -> QFont:
    """The secondary size of a font, for what is painted."""
    made = QFont(font)
    made.setPointSizeF(theme.FONT_SMALL)
    made.setWeight(QFont.Weight.Normal)
    return made


def rule() -> QFrame:
    """A thin line between two parts."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made


def clear(layout: QLayout) -> None:
    """Throw away everything in a layout: widgets, layouts inside it, and stretches."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def restyle(widget: QWidget, **properties: str) -> None:
    """Set style properties, and have them drawn by a widget that has its look already."""
    new = {name: value for name, value in properties.items() if widget.property(name) != value}
    for name, value in new.items():
        widget.setProperty(name, value)
    if not new or not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Card(QFrame):
    """A white sheet with a thin line. `head` holds the title and what stands beside it; add the
    content to `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, theme.SPACE_M)
        self.body.setSpacing(theme.SPACE_S)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.SPACE_S)
        self._title = label(title, "section")
        self.head.addWidget(self._title)
        self.body.addLayout(self.head)
        self.set_title(title)  # hidden now: shown without a parent it would be a window

    def set_title(self, title: str) -> None:
        """Change the heading; "" hides it."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    @classmethod
    def holding(cls, widget: QWidget) -> "Card":
        """A card drawn closely around one widget, as around a table that fills the page."""
        made = cls()
        made.body.setContentsMargins(theme.SPACE_S, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_S)
        made.body.setSpacing(0)
        made.body.addWidget(widget, 1)
        return made


class SectionTitle(QWidget):
    """A heading inside a page, with room for badges and buttons at its right (`row`)."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.SPACE_S)
        self.row.addWidget(label(text, "section"))
        self.row.addStretch(1)


class Badge(QLabel):
    """A word in a tinted pill; the word says the state, the colour only helps to find it."""

    def __init__(self, text: str = "", tone: Tone = "muted", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "badge")
        self.setProperty("tone", tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: Tone) -> None:
        """Say something else; an empty text hides the badge."""
        self.setText(text)
        restyle(self, tone=tone)
        self.setVisible(bool(text))


class EmptyState(QWidget):
    """What an empty page shows: what will be here, and the ways to fill it."""

    def __init__(
        self,
        title: str,
        sentence: str,
        primary: tuple[str, Callable[[], object]] | None = None,
        secondary: tuple[str, Callable[[], object]] | None = None,
        icon: str = "",
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.SPACE_S)
        layout.addStretch(2)
        if icon:
            picture = QLabel()
            picture.setPixmap(icons.pixmap(icon, 40, self.devicePixelRatioF(), theme.MUTED))
            layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(label(title, "section"), 0, Qt.AlignmentFlag.AlignHCenter)
        words = label(sentence, "muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(theme.zoomed(520))
        words.ensurePolished()
        words.setMinimumHeight(
            words.heightForWidth(520)
        )  # beside an alignment the layout never asks
        layout.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.SPACE_S, 0, 0)
        row.setSpacing(theme.SPACE_S)
        row.addStretch(1)
        for given, role in ((secondary, "secondary"), (primary, "primary")):
            if given:
                row.addWidget(button(*given, role=role), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(3)


class Segments(QWidget):
    """A row of buttons of which one is pressed: the views of one page. Emits `changed(index)`.

    With the role "tab" they are the tabs of a page, lower and underlined, so that the two stand apart.
    """

    changed = Signal(int)

    def __init__(
        self,
        texts: Sequence[str],
        parent: QWidget | None = None,
        *,
        role: Literal["segment", "tab"] = "segment",
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_S if role == "segment" else theme.SPACE_M)
        self._group = QButtonGroup(self)
        for index, text in enumerate(texts):
            made = QPushButton(text)
            made.setProperty("role", role)
            made.setCheckable(True)
            made.setAutoDefault(False)
            self._group.addButton(made, index)
            row.addWidget(made)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.changed)

    @property
    def current(self) -> int:
        """Which button is pressed, from 0."""
        return self._group.checkedId()

    @property
    def text(self) -> str:
        """What the pressed button says."""
        return self._group.button(self.current).text()

    def set_text(self, index: int, text: str) -> None:
        """Say something else on one button."""
        self._group.button(index).setText(text)

    def set_current(self, index: int) -> None:
        """Press a button without telling `changed`."""
        self._group.button(index).setChecked(True)


class LegendItem(NamedTuple):
    """One mark of a legend: its words, its colour (a token's value) and its shape."""

    text: str
    colour: str
    shape: Shape = "square"


class Legend(QWidget):
    """What the marks of a picture mean, side by side in small type; with `wrap` in two lines where room is short."""

    def __init__(
        self,
        items: Sequence[LegendItem] = (),
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self._wrap = wrap
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE_SM)
        self.set_items(items)

    def set_items(self, items: Sequence[LegendItem]) -> None:
        """Show these marks instead."""
        clear(self._row)
        for item in items:
            self._row.addWidget(_LegendMark(item, wrap=self._wrap))
        self._row.addStretch(1)


class _LegendMark(QWidget):
    def __init__(self, item: LegendItem, *, wrap: bool) -> None:
        super().__init__()
        self._item = item
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, 0, 0, 0)
        row.addWidget(label(item.text, "small", wrap=wrap))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = QRectF(0, (self.height() - 11) / 2, 11, 11)
        paint_mark(painter, self._item.shape, place, self._item.colour)


def paint_mark(painter: QPainter, shape: Shape, place: QRectF, colour: str) -> None:
    """Draw one mark (state dot, legend square …) into a small square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(colour)
    pen = QPen(ink, 1.6)
    painter.setPen(Qt.PenStyle.NoPen)
    inner = place.adjusted(1, 1, -1, -1)
    if shape == "square":
        painter.fillRect(place, ink)
    elif shape == "hatch":
        painter.fillRect(place, QBrush(ink, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(ink, 1))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
    elif shape == "dot":
        painter.setBrush(ink)
        painter.drawEllipse(place)
    elif shape == "line":
        painter.fillRect(QRectF(place.left(), place.center().y() - 1, place.width(), 2), ink)
    elif shape == "cross":
        painter.setPen(pen)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    else:
        if shape == "half":
            painter.setBrush(ink)
            painter.drawPie(inner, 90 * 16, 180 * 16)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.2))
        painter.drawEllipse(QPointF(inner.center()), inner.width() / 2, inner.height() / 2)
    painter.restore()

"""A plain widget made to scroll up and down, by the keyboard as well."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from ui.look import theme
from ui.widgets.spoken import name_from_around


def scrolled(inner: QWidget) -> QScrollArea:
    """`inner` in a frameless area that scrolls only up and down."""
    inner.setProperty("role", "plain")
    area = ScrollArea()
    area.setWidget(inner)
    return area


class ScrollArea(QScrollArea):
    """Frameless, scrolls only up and down. The Tab key stops at it while there is more to read than is in
    sight and nothing in it takes the keyboard: else the rest could not be reached without a mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    def setWidget(self, widget: QWidget) -> None:
        """Hold this instead."""
        super().setWidget(widget)
        self._on_range(0, self.verticalScrollBar().maximum())

    def _on_range(self, _least: int, most: int) -> None:
        reads = most > 0 and not _takes_keys(self.widget())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reads else Qt.FocusPolicy.NoFocus)

    def showEvent(self, event: QShowEvent) -> None:
        """Called as what stands around it is."""
        super().showEvent(event)
        name_from_around(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame appears."""
        super().focusInEvent(event)
        self._draw_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes."""
        super().focusOutEvent(event)
        self._draw_again()

    def _draw_again(self) -> None:
        # Through what lies on the viewport: asked for a widget of its own making, PySide first makes the
        # Python classes of all of Qt's widgets, a tenth of the program's start.
        inner = self.widget()
        if inner is not None:
            inner.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame while the keys scroll it, drawn below what it holds: nothing moves for it. Where the keyboard only
        waits for the first control inside there is none."""
        super().paintEvent(event)
        if self.hasFocus() and self.focusPolicy() != Qt.FocusPolicy.NoFocus:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.ACTION))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))


def _takes_keys(inner: QWidget | None) -> bool:
    """Whether the Tab key stops anywhere in it."""
    tab = Qt.FocusPolicy.TabFocus
    return inner is not None and any(it.focusPolicy() & tab for it in inner.findChildren(QWidget))


class ScrollWhenSmall(QScrollArea):
    """Fills its room with `inner`, and scrolls only where the room is smaller than `least`, or than
    `inner` can be."""

    def __init__(self, inner: QWidget, least: QSize) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(_Holder(inner, least))


class ViewStack(QStackedWidget):
    """Views of which one is seen. It is as large as that one needs: a wide view out of sight must not make the
    others scroll."""

    def minimumSizeHint(self) -> QSize:
        """That of the view in sight."""
        seen = self.currentWidget()
        return seen.minimumSizeHint().expandedTo(seen.minimumSize()) if seen else QSize()


class _Holder(QWidget):
    """Holds a widget without a layout: through a layout the area would ask how high the pages would
    like to be, and scroll for that."""

    def __init__(self, inner: QWidget, least: QSize) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._inner, self._least = inner, least
        inner.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """What the inner widget can shrink to and still be read."""
        return self._inner.minimumSizeHint().expandedTo(self._least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The inner widget fills all of it."""
        self._inner.resize(event.size())

    def event(self, event: QEvent) -> bool:
        """The inner widget needs another room than before."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def show_focus(window: QWidget) -> None:
    """Scroll so far that what has the keyboard in `window` is seen. Qt does so only for a step from one control of
    an area to the next one of the same."""
    held = window.focusWidget()
    if held is not None:
        show_part(held, held.rect())


def show_part(widget: QWidget, part: QRect) -> None:
    """Scroll so far that a part of a widget is seen; of one that is larger than its room the beginning."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and (inner := around.widget()) is not None:
            room = around.viewport().size() - QSize(theme.SPACE_S, theme.SPACE_S)
            seen = QRect(widget.mapTo(inner, part.topLeft()), part.size().boundedTo(room))
            margins = (seen.width() + theme.SPACE_S) // 2, (seen.height() + theme.SPACE_S) // 2
            around.ensureVisible(seen.center().x(), seen.center().y(), *margins)
        around = around.parentWidget()


def bring_into_view(widget: QWidget) -> None:
    """Scroll so far that all of a widget is seen, once what was just put there has its place."""

    def scroll() -> None:
        around = widget.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and (inner := around.widget()) is not None:
            top = widget.mapTo(inner, widget.rect().topLeft()).y()
            bottom = top + widget.height()
            bar = around.verticalScrollBar()
            low = bottom - around.viewport().height()
            bar.setValue(min(max(bar.value(), low), top))

    # A layout inside a layout gets its place one event later.
    QTimer.singleShot(0, widget, lambda: QTimer.singleShot(0, widget, scroll))

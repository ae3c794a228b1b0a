"""A plain widget made to scroll up and down."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(inner: QWidget) -> QScrollArea:
    """`inner` in a frameless area that scrolls only up and down."""
    inner.setProperty("role", "plain")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


class ScrollWhenSmall(QScrollArea):
    """Fills its room with `inner`, and scrolls only where the room is smaller than `least`, or than
    `inner` can be."""

    def __init__(self, inner: QWidget, least: QSize) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(_Holder(inner, least))


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

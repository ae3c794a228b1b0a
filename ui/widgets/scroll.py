"""A plain widget made to scroll up and down."""

from PySide6.QtCore import Qt, QTimer
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

"""How a control is called by a screen reader, where nothing on it says so."""

from PySide6.QtWidgets import QWidget

_BORROWED = "name from around"
"""The name that was taken, kept with the widget: one that differs from it is its own."""


def name_from_around(widget: QWidget) -> None:
    """Call `widget` as what stands around it: the title of its card, its page or its box.

    A name of its own stays. Asked again it follows a title that has changed.
    """
    own = widget.accessibleName()
    if own and own != widget.property(_BORROWED):
        return
    around = widget.parentWidget()
    while around is not None:
        if name := around.accessibleName() or around.windowTitle():
            widget.setAccessibleName(name)
            widget.setProperty(_BORROWED, name)
            return
        around = around.parentWidget()

"""How a control is called by a screen reader, where nothing on it says so."""

from PySide6.QtWidgets import QWidget

_BORROWED = "name from around"


def name_from_around(widget: QWidget) -> None:
    """Call `widget` as what stands around it: the title of its card, its page or its box.

    A name of its own stays. Asked again it follows a title that has changed.
    """
    if widget.accessibleName() and not widget.property(_BORROWED):
        return
    around = widget.parentWidget()
    while around is not None:
        if name := around.accessibleName() or around.windowTitle():
            widget.setAccessibleName(name)
            widget.setProperty(_BORROWED, True)
            return
        around = around.parentWidget()

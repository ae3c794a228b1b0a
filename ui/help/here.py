"""Which place of the help belongs to what is in view."""

from PySide6.QtWidgets import QWidget

from ui.help import library
from ui.help.library import Place
from ui.widgets.cards import Segments


def place_in_view(key: str, shown: QWidget | None) -> Place:
    """The page of the help under `key`, at the heading of the innermost tab or view that has one."""
    headings = library.page(key).headings
    rows = shown.findChildren(Segments) if shown is not None else []
    said = [it.text for it in rows if it.isVisible()]
    known = [it for it in said if it in headings]
    return Place(key, known[-1] if known else "")

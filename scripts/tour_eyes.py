"""What the clerk of the tour sees: the box or window on top, its fields, buttons and tables."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid


class NotInSightError(AssertionError):
    """The clerk looks for something that is not on the screen."""


def scope() -> QWidget:
    """The topmost box or menu; without one the window."""
    found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if found is None:
        found = next(it for it in QApplication.topLevelWidgets() if it.objectName() == "window")
    return found


def in_sight(made: QWidget) -> bool:
    """Whether it can be clicked, perhaps after scrolling."""
    return made.isVisible() and made.isEnabled()


def of_kind(kind: type[Any], name: str) -> list[Any]:
    """What can be worked with of this kind and name."""
    found = [it for it in scope().findChildren(kind) if in_sight(it)]
    return [it for it in found if it.accessibleName() == name]


def fields(name: str) -> list[Any]:
    """Fields to type into, by their label."""
    return [*of_kind(QLineEdit, name), *of_kind(QPlainTextEdit, name)]


def buttons(words: str) -> list[Any]:
    """Buttons by their words, else by name or tooltip, else by how they begin."""
    found = [it for it in scope().findChildren(QAbstractButton) if in_sight(it)]
    exact = [it for it in found if it.text() == words]
    named = [it for it in found if words in (it.accessibleName(), it.toolTip())]
    return exact or named or [it for it in found if words and it.text().startswith(words)]


def says(words: str) -> bool:
    """Whether something in view begins with these words."""
    shown = (it for it in scope().findChildren(QLabel) if it.isVisible())
    return any(it.text().startswith(words) for it in shown)


def nth_of(found: list[Any], nth: int, words: str) -> Any:
    """The nth of what was found; tells what is in view where there are fewer."""
    if len(found) <= nth:
        raise NotInSightError(f"“{words}” is not in view. There are:\n{inventory()}")
    return found[nth]


def inventory() -> str:
    """What can be worked with, for the one who writes the tour."""
    lines = []
    for made in scope().findChildren(QWidget):
        if not isValid(made) or not made.isVisible():
            continue
        name = made.accessibleName()
        if isinstance(made, QAbstractButton):
            lines.append(f"[{made.text() or name}]")
        elif isinstance(made, QComboBox):
            lines.append(f"“{name}”: {[made.itemText(it) for it in range(made.count())]}")
        elif isinstance(made, QLineEdit | QPlainTextEdit | QAbstractItemView):
            lines.append(f"{type(made).__name__} “{name}”")
        elif isinstance(made, QLabel):
            lines.append(f"    {made.text()}")
    return "\n".join(lines)


Place = tuple[QAbstractItemView, QModelIndex]


def _cells_of(view: QAbstractItemView, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
    model = view.model()
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        for column in range(model.columnCount(above)):
            yield model.index(row, column, above)
        if model.rowCount(model.index(row, 0, above)):
            yield from _cells_of(view, model.index(row, 0, above))


def find_cell(row: str, column: str, nth: int = 0) -> Place:
    """The nth row that says `row`, in the column of this title or number."""
    views = [it for it in scope().findChildren(QAbstractItemView) if in_sight(it)]
    for view in views:
        model = view.model()
        if model is None:
            continue
        heads = {
            str(model.headerData(it, Qt.Orientation.Horizontal) or "").replace("\n", " "): it
            for it in range(model.columnCount())
        }
        if column and column not in heads and not column.isdecimal():
            continue
        wanted = int(column) if column.isdecimal() else heads.get(column, -1)
        if wanted >= 0 and view.isColumnHidden(wanted):  # type: ignore[attr-defined]
            continue
        counted: list[QModelIndex] = []
        for index in _cells_of(view):
            first = index.siblingAtColumn(0)
            if row not in str(index.data() or "") or first in counted:
                continue
            counted.append(first)
            if len(counted) > nth:
                place = index.siblingAtColumn(wanted) if wanted >= 0 else index
                return view, place
    raise NotInSightError(f"no row “{row}” with “{column}” in view. There are:\n{inventory()}")

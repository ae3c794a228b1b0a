"""The hands of the tour's clerk: real clicks and keys, on the thread of the window."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QScrollArea,
    QWidget,
)

from scripts.tour_eyes import NotInSightError, Place, in_sight, scope

Left, NoKey = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def reach(made: QWidget) -> None:
    """Scrolled into view, and in the window that has the keyboard."""
    parent = made.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(made)
            QApplication.processEvents()
        parent = parent.parentWidget()
    if not made.window().isActiveWindow() and made.window().windowType() != Qt.WindowType.Popup:
        made.window().activateWindow()
        QApplication.processEvents()
    if made.visibleRegion().isEmpty():
        raise NotInSightError(f"“{made.accessibleName()}” lies outside what is in view")


def click(made: QWidget) -> None:
    """A click in the middle, on a box to tick on its box."""
    reach(made)
    middle = made.rect().center()
    if isinstance(made, QAbstractButton) and made.text() and made.inherits("QCheckBox"):
        middle = QPoint(10, made.height() // 2)
    QTest.mouseClick(made, Left, NoKey, middle)


def fill(made: Any, words: str) -> None:
    """The field, with these words in place of its own."""
    click(made)
    made.selectAll()
    if not words:
        QTest.keyClick(made, Qt.Key.Key_Delete)
        return
    event = QInputMethodEvent()  # Vietnamese comes in as committed text
    event.setCommitString(words)
    QApplication.sendEvent(made, event)


def _holder() -> Any:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    top = scope()
    if not top.isActiveWindow():
        top.activateWindow()
        QApplication.processEvents()
    return QApplication.focusWidget() or top.focusWidget() or top


def press_key(chord: str) -> None:
    """A key or chord where the keyboard is."""
    combination = QKeySequence(chord)[0]  # type: ignore[index]
    QTest.keyClick(_holder(), combination.key(), combination.keyboardModifiers())


def type_here(words: str) -> None:
    """Letters where the keyboard is, in place of what a field says."""
    made = _holder()
    if isinstance(made, QLineEdit):
        made.selectAll()
    if words.isascii():
        QTest.keyClicks(made, words)
        return
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(made, event)


def click_entry(words: str) -> None:
    """An entry of the menu that is open."""
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        raise NotInSightError(f"no menu is open for “{words}”")
    found = next((it for it in menu.actions() if it.text() == words), None)
    if found is None or not found.isEnabled():
        raise NotInSightError(f"“{words}” is not among {[it.text() for it in menu.actions()]}")
    QTest.mouseClick(menu, Left, NoKey, menu.actionGeometry(found).center())


def click_choice(words: str) -> None:
    """An entry of the list that is open."""
    popup = QApplication.activePopupWidget()
    view = popup.findChild(QAbstractItemView) if popup else None
    if view is None:
        raise NotInSightError(f"no list is open for “{words}”")
    model = view.model()
    texts = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    if words not in texts:
        raise NotInSightError(f"“{words}” is not among {texts}")
    index = model.index(texts.index(words), 0)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Left, NoKey, view.visualRect(index).center())


def _spot(place: Place) -> QPoint:
    view, index = place
    reach(view.viewport())
    view.scrollTo(index)
    QApplication.processEvents()
    bar, seen = view.verticalScrollBar(), view.viewport().rect()
    while view.visualRect(index).center().y() > seen.bottom() and bar.value() < bar.maximum():
        bar.setValue(bar.value() + 1)  # the wheel, where the view does not come along
    spot = view.visualRect(index).center()
    if not seen.contains(spot):
        raise NotInSightError(f"the cell “{index.data()}” cannot be scrolled into view")
    return spot


def click_cell(place: Place) -> None:
    """A cell of a table."""
    QTest.mouseClick(place[0].viewport(), Left, NoKey, _spot(place))


def _hidden(view: QAbstractItemView, column: int) -> bool:
    """Of the two tables of frozen columns each shows its own."""
    return bool(getattr(view, "isColumnHidden", lambda _column: False)(column))


def click_header(words: str) -> None:
    """The title of a column."""
    for view in scope().findChildren(QAbstractItemView):
        header = getattr(view, "horizontalHeader", lambda: None)()
        if not in_sight(view) or header is None:
            continue
        for column in range(view.model().columnCount()):
            title = str(view.model().headerData(column, Qt.Orientation.Horizontal) or "")
            if title.replace("\n", " ") == words and not _hidden(view, column):
                spot = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
                QTest.mouseClick(header.viewport(), Left, NoKey, spot)
                return
    raise NotInSightError(f"no column “{words}” in view")

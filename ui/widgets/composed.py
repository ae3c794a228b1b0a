"""Typing in a table through an input method: words that come whole."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QTreeView


def take_whole(view: QTableView | QTreeView, event: QInputMethodEvent, *, is_open: bool) -> bool:
    """Words that an input method hands over at once open the editor and go into it: Qt would open it and lose them.
    False where there is an editor already or they are still being composed: that Qt does right."""
    if is_open or event.preeditString() or not event.commitString():
        return False
    if view.edit(view.currentIndex(), QAbstractItemView.EditTrigger.AnyKeyPressed, event):
        editor = QApplication.focusWidget()
        if editor is not None and editor is not view:
            QApplication.sendEvent(editor, event)
    return True

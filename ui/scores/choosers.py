"""Choosing a unit or a row of the table: a list that can be searched without accents."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from ui.frame.search import fold
from ui.widgets.choice import Choice

LIST_MOST = 620
FOLDED = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class _Folded(QCompleter):
    """Compares what is typed with the folded names: "dan van" finds "Ban Dân vận"."""

    def splitPath(self, path: str) -> list[str]:
        return [fold(path)]

    def pathFromIndex(self, index: Index) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class Chooser(Choice):
    """A list of (key, text). `picked` carries the key the clerk chose, `turned` −1/+1 for Page keys."""

    picked = Signal(str)
    turned = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(f"{name}: gõ không cần dấu để tìm; PageUp, PageDown: trước, sau")
        self.setEditable(True)
        line = self.lineEdit()
        assert line is not None
        self._line = line
        line.setAccessibleName(name)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        # Long names must not widen the window; the list that opens shows them whole.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        completer = _Folded(self)
        completer.setModel(self.model())
        completer.setCompletionRole(FOLDED)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.activated.connect(self._pick)
        self._line.editingFinished.connect(self._restore)

    def set_items(self, items: Sequence[tuple[str, str]], key: str) -> None:
        """Offer these and show `key`, telling nobody."""
        old = [(self.itemData(it), self.itemText(it)) for it in range(self.count())]
        self.blockSignals(True)
        if old != list(items):
            self.clear()
            for name, text in items:
                self.addItem(text, name)
                self.setItemData(self.count() - 1, fold(text), FOLDED)
                self.setItemData(self.count() - 1, text.strip(), Qt.ItemDataRole.ToolTipRole)
            longest = max((self.fontMetrics().horizontalAdvance(it) for _, it in items), default=0)
            self.view().setMinimumWidth(min(longest + 48, LIST_MOST))
        self.setCurrentIndex(self.findData(key))
        self._line.setCursorPosition(0)
        self.blockSignals(False)

    @property
    def key(self) -> str:
        """The key of what is shown, "" when nothing is offered."""
        return str(self.currentData() or "")

    def _pick(self, _place: int) -> None:
        self._line.setCursorPosition(0)
        self.picked.emit(self.key)

    def _restore(self) -> None:
        """What names nothing is put back."""
        text = self.currentText()
        place = next((it for it in range(self.count()) if self.itemText(it) == text), -1)
        if place < 0:
            self.setEditText(self.itemText(self.currentIndex()))
        self._line.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces the name."""
        super().focusInEvent(event)
        if event.reason() not in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }:
            self._line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn; the rest is as usual."""
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in steps:
            self.turned.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

"""Typing in a cell of the tree: a refused value stays in the editor with the sentence below it."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from ui.builder.tree_model import FIELDS, Node
from ui.look import theme
from ui.scores.editor import STEPS, CellEditor, CellWord
from ui.widgets.cell import PAD, CellDelegate, cell_font
from ui.widgets.columns import COLUMN, RECORD

Index = QModelIndex | QPersistentModelIndex
Enter = Callable[[Node, str, str], str]


class TreeDelegate(CellDelegate):
    """Draws the cells, opens an editor and asks `enter(node, field, text)`, which gives back a refusal.

    `stepped` tells that typing ended with a key, and where to go next (rows, columns).
    """

    stepped = Signal(int, int)

    def __init__(self, view: QTreeView, enter: Enter) -> None:
        super().__init__(view)
        self._view = view
        self._enter = enter
        self._word = CellWord(view.viewport())
        self.editor: CellEditor | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, with a frame where the keyboard is."""
        super().paint(painter, option, index)
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.save()
            painter.setPen(QPen(QColor(theme.ACTION), 1))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -2))
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A text too long for its cell makes the row two lines high; the view shares the width."""
        column, node = index.data(COLUMN), index.data(RECORD)
        if not column.wrap:
            return QSize(0, theme.ROW_HEIGHT)
        room = self._view.columnWidth(index.column()) - 2 * PAD
        if index.column() == self._view.treePosition():
            room -= self._view.indentation() * len(node.path)
        fits = QFontMetrics(cell_font(option.font, column, index)).horizontalAdvance(index.data())
        return QSize(0, theme.ROW_HEIGHT if fits <= room else theme.ROW_HEIGHT_TWO)

    # ---- typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """An editor over the cell."""
        editor = CellEditor(index, parent, figures=FIELDS[index.column()] == "max_points")
        editor.setAccessibleName(
            str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        )
        editor.textEdited.connect(self._typed)
        self.editor = editor
        return editor

    def _typed(self) -> None:
        if self.editor is not None and self.editor.reason:
            self.editor.mark("")
            self._word.hide()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start with what is stored; what was typed is never overwritten."""
        if isinstance(editor, CellEditor) and not editor.touched:
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Over the cell; words get the room up to the right edge, a title is longer than its column."""
        room = option.rect
        if FIELDS[index.column()] in ("title", "evidence"):
            room.setRight(self._view.viewport().width() - 2)
        editor.setGeometry(room)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Called by the view when it must let go of an editor."""
        self.settle()

    def settle(self) -> bool:
        """Enter what is typed. False when it is refused; then the editor stays with the sentence."""
        editor = self.editor
        if editor is None or not editor.touched or not editor.index.isValid():
            return True
        node = editor.index.data(RECORD)
        editor.touched = False
        reason = self._enter(node, FIELDS[editor.index.column()], editor.text())
        if not reason:
            return True
        editor.touched = True
        editor.mark(reason)
        corner = self._word.over.mapFromGlobal(editor.mapToGlobal(QPoint()))
        self._word.say(f"{reason}\nEsc: giữ giá trị cũ.", QRect(corner, editor.size()))
        return False

    def close(self) -> None:
        """Let go of the editor; the value is already entered, or given up."""
        editor, self.editor = self.editor, None
        self._word.hide()
        if editor is not None:
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows up and down end the typing; a refused value keeps the editor."""
        if not isinstance(watched, CellEditor) or watched is not self.editor:
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if (
            event.type() == QEvent.Type.FocusOut
            and self._view.isActiveWindow()
            and not watched.reason
            and self.settle()
        ):
            self.close()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            self._view.setFocus()
            return True
        step = STEPS.get(event.key())
        if step is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        if self.settle():
            self.close()
            self._view.setFocus()
            self.stepped.emit(*step)
        return True

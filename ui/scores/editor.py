"""Typing in one cell: the editor that keeps a wrong value, and the sentence below it."""

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
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from models.errors import Problem
from ui.look import theme
from ui.scores.cell_paint import paint_cell
from ui.scores.model import ScoreModel

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemDelegate.EndEditHint
Key = Qt.Key

STEPS: dict[int, tuple[int, int]] = {
    Key.Key_Return: (1, 0),
    Key.Key_Enter: (1, 0),
    Key.Key_Down: (1, 0),
    Key.Key_Up: (-1, 0),
    Key.Key_Tab: (0, 1),
    Key.Key_Backtab: (0, -1),
}
"""Key that ends the typing → where to go next (rows, columns)."""


class CellEditor(QLineEdit):
    """A line editor laid over one cell; `reason` is why its text was refused, "" while it was not."""

    def __init__(self, index: Index, parent: QWidget, *, figures: bool) -> None:
        super().__init__(parent)
        self.index = QPersistentModelIndex(index)
        self.reason = ""
        self.touched = False
        self.setAlignment(Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft)
        self.setFrame(False)
        self.textEdited.connect(self._touch)
        self.mark("")

    def _touch(self) -> None:
        self.touched = True

    def mark(self, reason: str) -> None:
        """Show by the frame whether the text is refused."""
        self.reason = reason
        colour = theme.ERROR if reason else theme.ACTION
        self.setStyleSheet(
            f"border: 2px solid {colour}; border-radius: 0; padding: 0 6px; min-height: 0;"
            f" background: {theme.CARD}; color: {theme.INK};"
        )


class CellWord(QLabel):
    """One sentence beside a cell: why a value is refused, or why nothing can be typed there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.over = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, words: str, cell: QRect, tone: str = "error") -> None:
        """Show `words` below `cell` (a place in the parent), above it where there is no room."""
        ink, ground = theme.tone_colours(tone)
        self.setStyleSheet(
            f"background: {ground}; color: {ink}; border: 1px solid {ink}; border-radius: 4px;"
            f" padding: 5px 8px; font-size: {theme.FONT_SMALL}pt; font-weight: 500;"
        )
        self.setText(words)
        self.ensurePolished()
        parent = self.over
        metrics = QFontMetrics(self.font())
        longest = max(map(metrics.horizontalAdvance, words.split("\n")))
        room = QRect(0, 0, min(longest + 4, 380, parent.width() - 40), 999)
        high = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()
        self.setFixedSize(room.width() + 20, high + 14)
        left = max(8, min(cell.right() - self.width() + 1, parent.width() - self.width() - 8))
        left = max(left, min(cell.left(), parent.width() - self.width() - 8))
        top = cell.bottom() + 3
        if top + self.height() > parent.height() - 4:
            top = cell.top() - self.height() - 3
        self.move(QPoint(left, top))
        self.show()
        self.raise_()


class ScoreDelegate(QStyledItemDelegate):
    """Draws the cells; opens an editor, asks the model, and keeps a refused value in sight.

    `typing` carries the index and what is typed at each key; `settled` that typing ended and where
    to go next.
    """

    typing = Signal(object, str)
    ended = Signal()
    stepped = Signal(int, int)

    def __init__(self, word: CellWord, view: QTableView) -> None:
        super().__init__(view)
        self._word = word
        self._view = view
        self.is_current: Callable[[Index], bool] = lambda _index: False
        self.editor: CellEditor | None = None

    # ---- drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        model = index.model()
        assert isinstance(model, ScoreModel)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        current = self.is_current(index)
        held = current and self._view.hasFocus()
        paint_cell(
            painter,
            option.rect,
            option.font,
            model,
            index,
            selected=chosen,
            current=current,
            held=held,
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The grid sets heights and widths itself."""
        return QSize(0, 0)

    # ---- typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """An editor over the cell."""
        model = index.model()
        assert isinstance(model, ScoreModel)
        editor = CellEditor(index, parent, figures=model.holds_points(index))
        editor.textEdited.connect(self._typed)
        self.editor = editor
        return editor

    def _typed(self, words: str) -> None:
        editor = self.editor
        if editor is None:
            return
        if editor.reason:
            editor.mark("")
            self._word.hide()
        self.typing.emit(editor.index, words)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start with what is stored; what was typed is never overwritten by a repaint."""
        if isinstance(editor, CellEditor) and not editor.touched:
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Exactly over the cell."""
        editor.setGeometry(option.rect)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Called by the view when it must let go of an editor."""
        self.settle()

    def settle(self) -> bool:
        """Enter what is typed. False when it is refused; then the editor stays with the sentence."""
        editor = self.editor
        if editor is None:
            return True
        model = editor.index.model()
        if not isinstance(model, ScoreModel):
            return True
        if not editor.touched:
            return True
        reason = model.enter(editor.index, editor.text())
        if not reason:
            editor.touched = False
            return True
        editor.mark(reason)
        self._tell(editor, model, reason)
        return False

    def _tell(self, editor: CellEditor, model: ScoreModel, reason: str) -> None:
        found = model.read(editor.index, editor.text())
        advice = found.advice if isinstance(found, Problem) and found.what == reason else ""
        corner = self._word.over.mapFromGlobal(editor.mapToGlobal(QPoint()))
        where = QRect(corner, editor.size())
        self._word.say(f"{reason}\n{advice} Esc: giữ giá trị cũ.".replace("\n ", "\n"), where)

    def close(self) -> None:
        """Let go of the editor; the value is already entered, or given up."""
        editor, self.editor = self.editor, None
        self._word.hide()
        if editor is not None:
            self.closeEditor.emit(editor, Hint.NoHint)
        self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows up and down end the typing; a refused value keeps the editor."""
        if not isinstance(watched, CellEditor) or watched is not self.editor:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if isinstance(event, QKeyEvent) and event.key() == Key.Key_Escape:
                event.accept()
                return True
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut:
            # Another window in front is no reason to enter half a figure.
            if self._view.isActiveWindow() and not watched.reason and self.settle():
                self.close()
            return False
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Key.Key_Escape:
            self.close()
            self._view.setFocus()
            return True
        step = STEPS.get(event.key())
        if step is None:
            return False
        if self.settle():
            self.close()
            self._view.setFocus()
            if event.key() in {Key.Key_Return, Key.Key_Enter} and (
                event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            ):
                step = (-1, 0)
            self.stepped.emit(*step)
        return True

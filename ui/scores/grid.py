"""The score grid: keys, clipboard, frozen columns. Values live in the session, not here."""

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from models.errors import AppError
from ui import theme
from ui.scores import clipboard
from ui.scores.editor import CellWord, ScoreDelegate
from ui.scores.fit import column_widths, row_heights, title_column
from ui.scores.frozen import HEADER_HEIGHT, HEADER_TWO, FrozenColumns, PinnedTable
from ui.scores.layout import Layout
from ui.scores.model import ScoreModel
from ui.session import Session

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key


class ScoreGrid(PinnedTable):
    """Entry of points by keys, as in a spreadsheet; see the page's line of keys.

    `typing` tells (index, text) at each key, `ended` that typing is over, `refused` a message that
    needs a dialog, `turned` −1/+1 for the unit before or after, `menu_asked` where to open a menu.
    """

    typing = Signal(object, str)
    ended = Signal()
    refused = Signal(str, object)
    turned = Signal(int)
    chosen = Signal(object)
    menu_asked = Signal(object)
    note_asked = Signal(object)

    # Qt asks for places while the table is still being made.
    _ready = False

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.scores = ScoreModel(session, self)
        self.word = CellWord(self)
        self._delegate = ScoreDelegate(self.word, self)
        self._delegate.is_current = self._is_current
        self._delegate.typing.connect(self.typing)
        self._delegate.ended.connect(self.ended)
        self._delegate.stepped.connect(self.step)
        self.setModel(self.scores)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setAccessibleName("Bảng điểm")
        self._frozen = FrozenColumns(self)
        self._frozen.setModel(self.scores)
        self._frozen.setItemDelegate(self._delegate)
        self._frozen.setSelectionModel(self.selectionModel())
        self.viewport().stackUnder(self._frozen)
        self._ready = True

    # ---- what is shown

    def show_layout(self, layout: Layout) -> None:
        """Show rows and columns; same ones again only repaint what changed, scroll and choice stay."""
        sheet = self.scores.sheet
        fresh = sheet is None or sheet.layout != layout
        before = self.currentIndex()
        place = (before.row(), before.column())
        same_shape = (
            sheet is not None
            and [it.criterion for it in sheet.layout.rows] == [it.criterion for it in layout.rows]
            and sheet.layout.columns == layout.columns
        )
        scroll = self.verticalScrollBar().value() if same_shape else 0
        if fresh:
            self._delegate.close()
        self.scores.refresh(layout)
        if fresh:
            self._arrange()
            self.verticalScrollBar().setValue(scroll)
            self._choose(*(place if same_shape and place[0] >= 0 else self._first_entry()))

    def _first_entry(self) -> tuple[int, int]:
        """The first empty cell of the first row that takes points: what is to be filled next."""
        for row in range(self.scores.rowCount()):
            cells = [self.scores.index(row, it) for it in range(self.scores.columnCount())]
            cells = [it for it in cells if self.scores.key(it) and self.scores.holds_points(it)]
            if cells:
                empty = [it for it in cells if not it.data(Qt.ItemDataRole.EditRole)]
                return row, (empty or cells)[0].column()
        return 0, 0

    def _choose(self, row: int, column: int) -> None:
        if row < self.scores.rowCount() and column < self.scores.columnCount():
            self.setCurrentIndex(self.scores.index(row, column))

    def _arrange(self) -> None:
        """Widths from the columns' kinds and the room there is; never from all cells."""
        sheet = self.scores.sheet
        if sheet is None or not sheet.layout.columns:
            return
        room = self.width()
        if theme.ROW_HEIGHT * len(sheet.layout.rows) > self.height() - HEADER_TWO:
            room -= self.verticalScrollBar().sizeHint().width()
        widths = column_widths(sheet, self.font(), room)
        heights = row_heights(self.scores, self.font(), widths[title_column(sheet)])
        two = any("\n" in it.title for it in sheet.layout.columns)
        for table in (self, self._frozen):
            table.horizontalHeader().setFixedHeight(HEADER_TWO if two else HEADER_HEIGHT)
            for column, width in enumerate(widths):
                table.horizontalHeader().resizeSection(column, width)
            for row, height in enumerate(heights):
                if table.rowHeight(row) != height:
                    table.setRowHeight(row, height)
        for column in range(len(widths)):
            self._frozen.setColumnHidden(column, column >= sheet.layout.frozen)
        self._place_frozen()

    def _place_frozen(self) -> None:
        sheet = self.scores.sheet
        if sheet is None:
            return
        width = sum(self.columnWidth(it) for it in range(sheet.layout.frozen))
        height = self.viewport().height() + self.horizontalHeader().height()
        self._frozen.setGeometry(0, 0, min(width, self.width()), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out; columns pushed aside where there was less come back into view."""
        super().resizeEvent(event)
        self._arrange()
        self.horizontalScrollBar().setValue(0)
        self.scrollTo(self.currentIndex())

    def updateGeometries(self) -> None:
        """The frozen columns end where the horizontal scroll bar begins."""
        super().updateGeometries()
        if self._ready:
            self._place_frozen()

    def sizeHint(self) -> QSize:
        """Takes what room there is."""
        return QSize(640, 400)

    def _is_current(self, index: Index) -> bool:
        mine = self.currentIndex()
        return (index.row(), index.column()) == (mine.row(), mine.column())

    # ---- moving

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Mark the column in work and repaint the two cells."""
        super().currentChanged(current, previous)
        if not self._ready:
            return
        self.word.hide()
        for table in (self, self._frozen):
            header = table.horizontalHeader()
            header.show_in_work(current.column())  # type: ignore[attr-defined]
            for index in (previous, current):
                if index.isValid():
                    table.update(index)
        self._take_input_method()
        self.chosen.emit(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """No cell looks different with the keyboard here; Qt would paint all of them at each Enter."""
        self._take_input_method()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As above."""

    def _take_input_method(self) -> None:
        """Accents may be composed where something can be typed."""
        able = self.scores.editable(self.currentIndex())
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, able)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view, out from under the frozen columns and the pinned section."""
        sheet = self.scores.sheet if self._ready else None
        if sheet is None or not index.isValid():
            return
        if index.column() >= sheet.layout.frozen:
            super().scrollTo(index, hint)
            hidden = self._frozen.width() - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)
        else:
            across = self.horizontalScrollBar().value()
            super().scrollTo(index, hint)
            self.horizontalScrollBar().setValue(across)
        bar = self.verticalScrollBar()
        while bar.value() > 0 and index.row() != self.pinned_row():
            if self.visualRect(index).top() >= self.pinned_height():
                break
            bar.setValue(bar.value() - 1)

    def step(self, rows: int, columns: int) -> None:
        """Go to the next cell to type in: down the column past group rows, or along the row."""
        here = self.currentIndex()
        if not here.isValid():
            return
        width, height = self.scores.columnCount(), self.scores.rowCount()
        row, column = here.row(), here.column()
        for _ in range(width * height):
            row, column = row + rows, column + columns
            if columns and not 0 <= column < width:
                row, column = row + columns, 0 if columns > 0 else width - 1
            if not 0 <= row < height:
                return
            if self.scores.key(self.scores.index(row, column)) is not None:
                self._choose(row, column)
                return

    def settle(self) -> bool:
        """End typing before the grid shows something else; False while a wrong value stands."""
        if not self._delegate.settle():
            if self._delegate.editor is not None:
                self._delegate.editor.setFocus()
            return False
        if self._delegate.editor is not None:
            self._delegate.close()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A wrong value is put right or given up before another cell is chosen."""
        if self.settle():
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the cell."""
        if self.currentIndex().isValid():
            self.menu_asked.emit(event.globalPos())

    # ---- typing

    def edit(self, index: Any, trigger: Any = None, event: Any = None) -> Any:
        """Open the editor, or say why nothing can be typed here."""
        if trigger is None:
            super().edit(index)
            return None
        asked = trigger in {
            QAbstractItemView.EditTrigger.DoubleClicked,
            QAbstractItemView.EditTrigger.EditKeyPressed,
            QAbstractItemView.EditTrigger.AnyKeyPressed,
        }
        if asked and index.isValid() and not self.scores.editable(index):
            self.explain(self.scores.why_not(index))
            return False
        return super().edit(index, trigger, event)

    def explain(self, words: str) -> None:
        """A sentence at the current cell."""
        where = self.visualRect(self.currentIndex())
        where.translate(self.viewport().pos())
        self.word.say(words, where, "warn")

    def keyboardSearch(self, _search: str) -> None:
        """Typing enters points; it never jumps to a row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet."""
        copies = (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Cut, self.cut),
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
        )
        for wanted, act in copies:
            if event.matches(wanted):
                act()
                return
        plain = self._plain_keys().get((event.key(), event.modifiers().value))
        if plain is not None:
            plain()
        else:
            super().keyPressEvent(event)

    def _plain_keys(self) -> dict[tuple[int, int], Any]:
        none, shift = 0, Qt.KeyboardModifier.ShiftModifier.value
        control, pad = (
            Qt.KeyboardModifier.ControlModifier.value,
            Qt.KeyboardModifier.KeypadModifier.value,
        )
        return {
            (Key.Key_Return, none): lambda: self.step(1, 0),
            (Key.Key_Enter, pad): lambda: self.step(1, 0),
            (Key.Key_Return, shift): lambda: self.step(-1, 0),
            (Key.Key_Tab, none): lambda: self.step(0, 1),
            (Key.Key_Backtab, shift): lambda: self.step(0, -1),
            (Key.Key_Tab, control): self.focusNextChild,
            (Key.Key_Delete, none): self.clear_cells,
            (Key.Key_Backspace, none): self.clear_cells,
            (Key.Key_PageDown, none): lambda: self.turned.emit(1),
            (Key.Key_PageUp, none): lambda: self.turned.emit(-1),
            (Key.Key_Y, control): self.redo,
            (Key.Key_T, control): self.toggle_provisional,
            (Key.Key_F2, shift): lambda: self.note_asked.emit(self.currentIndex()),
        }

    # ---- acts

    def _area(self) -> tuple[int, int, int, int]:
        """top, left, bottom, right of what is chosen."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        rows = [it.row() for it in chosen]
        columns = [it.column() for it in chosen]
        return min(rows), min(columns), max(rows), max(columns)

    def _indexes(self) -> list[QModelIndex]:
        top, left, bottom, right = self._area()
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        return [self.scores.index(row, column) for row in rows for column in columns]

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, for Excel and for another unit."""
        if self.currentIndex().isValid():
            clipboard.put(self.scores, self._area())

    def cut(self) -> None:
        """Copy, then empty."""
        self.copy()
        self.clear_cells()

    def paste(self) -> None:
        """Enter what is on the clipboard from the first chosen cell on: all of it or nothing."""
        if not self._writable():
            return
        area = self._area()
        top, left = area[:2]
        block = clipboard.block_for(area)
        try:
            found = self.scores.paste(top, left, block)
        except AppError as error:
            self.refused.emit(str(error), ())
            return
        if found.problems:
            self.refused.emit("Chưa dán ô nào. Sửa các ô sau rồi dán lại:", found.problems)
            return
        pasted = QItemSelection(
            self.scores.index(top, left),
            self.scores.index(top + len(block) - 1, left + len(block[0]) - 1),
        )
        self.selectionModel().select(pasted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def clear_cells(self) -> None:
        """Empty the chosen cells."""
        if self._writable():
            self._try(lambda: self.scores.clear(self._indexes()))

    def toggle_provisional(self) -> None:
        """Mark the chosen points as provisional, or take the mark off."""
        if self._writable():
            self._try(lambda: self.scores.set_provisional(self._indexes()))

    def undo(self) -> None:
        """Take the last act back."""
        self._try(self.session.undo)

    def redo(self) -> None:
        """Do it again."""
        self._try(self.session.redo)

    def _try(self, act: Any) -> None:
        try:
            act()
        except AppError as error:
            self.refused.emit(str(error), ())

    def _writable(self) -> bool:
        if self.session.read_only:
            self.explain(self.session.read_only_reason)
        return not self.session.read_only

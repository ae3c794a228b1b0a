"""The score grid: keys, clipboard, frozen columns. Values live in the session, not here."""

from functools import cached_property
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.book.session import Session
from ui.look import theme
from ui.scores.editor import CellWord, ScoreDelegate
from ui.scores.fit import column_widths, row_heights, title_column
from ui.scores.frozen import HEADER_HEIGHT, HEADER_TWO, FrozenColumns, PinnedTable
from ui.scores.grid_acts import GridActs
from ui.scores.input_panel import InputPanel
from ui.scores.layout import Layout
from ui.scores.model import ScoreModel
from ui.widgets.composed import take_whole

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
        self.acts = GridActs(self, self.scores, session)
        self.acts.refused.connect(self.refused)
        self.acts.explained.connect(self.explain)
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
        self.panel = InputPanel(self.scores, self)
        self.panel.closed.connect(self.ended)
        self.panel.stepped.connect(self._go_on)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _value: self._take_panel_along())
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
            self.panel.close_panel()
        self.scores.refresh(layout)
        if fresh:
            self._arrange()
            self.verticalScrollBar().setValue(scroll)
            self._choose(*(place if same_shape and place[0] >= 0 else self._first_entry()))

    def go_to(self, stage: str, criterion: str = "") -> None:
        """The cell of a criterion at a stage; without a criterion the first empty one of the stage, else its
        first."""
        found: tuple[int, int] | None = None
        for row in range(self.scores.rowCount()):
            for column in range(self.scores.columnCount()):
                index = self.scores.index(row, column)
                key = self.scores.key(index)
                if key is None or key.stage != stage or not self.scores.holds_points(index):
                    continue
                if criterion not in ("", key.criterion) or not self.scores.editable(index):
                    continue
                found = found or (row, column)
                if criterion or not index.data(Qt.ItemDataRole.EditRole):
                    self._choose(row, column)
                    self.setFocus()
                    return
        if found is not None:
            self._choose(*found)
            self.setFocus()

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
            # A key held down must not leave the cells chosen that were chosen before.
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.scores.index(row, column), flag)

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
        self._take_panel_along()

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
        """Only the current cell looks different with the keyboard here; Qt would paint all at each Enter."""
        self._take_input_method()
        self._frozen.update_both(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As above."""
        self._frozen.update_both(self.currentIndex())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Accents that are composed by the system open the editor as a key does."""
        is_open = self.panel.is_open or self._delegate.editor is not None
        if not take_whole(self, event, is_open=is_open):
            super().inputMethodEvent(event)

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
        if not self.panel.settle():
            return False
        self.panel.close_panel()
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
        numbers = (
            index.isValid() and self.scores.editable(index) and self.scores.asks_numbers(index)
        )
        if trigger is None:
            if numbers:
                self._open_panel(index, "")
            else:
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
        if asked and numbers:
            typed = event.text() if isinstance(event, QKeyEvent) else ""
            self._open_panel(index, typed)
            return True
        return super().edit(index, trigger, event)

    def _open_panel(self, index: Index, typed: str) -> None:
        self.word.hide()
        self.panel.open(index, self._cell_place(index), typed)

    def _cell_place(self, index: Index) -> QRect:
        where = self.visualRect(index)
        where.translate(self.viewport().pos())
        return where

    def _take_panel_along(self) -> None:
        if self.panel.is_open:
            self.panel.follow(self._cell_place(self.panel.index))

    def _go_on(self, rows: int, columns: int) -> None:
        """The panel is done: the keyboard is back here, at the next cell where one was asked for."""
        self.setFocus()
        if rows or columns:
            self.step(rows, columns)

    def explain(self, words: str) -> None:
        """A sentence at the current cell."""
        self.word.say(words, self._cell_place(self.currentIndex()), "warn")

    def keyboardSearch(self, _search: str) -> None:
        """Typing enters points; it never jumps to a row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet."""
        acts = self.acts
        copies = (
            (QKeySequence.StandardKey.Copy, acts.copy),
            (QKeySequence.StandardKey.Cut, acts.cut),
            (QKeySequence.StandardKey.Paste, acts.paste),
            (QKeySequence.StandardKey.Undo, acts.undo),
            (QKeySequence.StandardKey.Redo, acts.redo),
        )
        for wanted, act in copies:
            if event.matches(wanted):
                act()
                return
        plain = self._plain_keys.get((event.key(), event.modifiers().value))
        if plain is not None:
            plain()
        else:
            super().keyPressEvent(event)

    @cached_property
    def _plain_keys(self) -> dict[tuple[int, int], Any]:
        none, shift = 0, Qt.KeyboardModifier.ShiftModifier.value
        control = Qt.KeyboardModifier.ControlModifier.value
        pad = Qt.KeyboardModifier.KeypadModifier.value
        return {
            (Key.Key_Return, none): lambda: self.step(1, 0),
            (Key.Key_Enter, pad): lambda: self.step(1, 0),
            (Key.Key_Return, shift): lambda: self.step(-1, 0),
            (Key.Key_Tab, none): lambda: self.step(0, 1),
            (Key.Key_Backtab, shift): lambda: self.step(0, -1),
            (Key.Key_Tab, control): lambda: self.leave(self.focusNextChild),
            (Key.Key_Backtab, control | shift): lambda: self.leave(self.focusPreviousChild),
            (Key.Key_Delete, none): self.acts.clear_cells,
            (Key.Key_Backspace, none): self.acts.clear_cells,
            (Key.Key_PageDown, none): lambda: self.turned.emit(1),
            (Key.Key_PageUp, none): lambda: self.turned.emit(-1),
            (Key.Key_Y, control): self.acts.redo,
            (Key.Key_T, control): self.acts.toggle_provisional,
            (Key.Key_F2, shift): lambda: self.note_asked.emit(self.currentIndex()),
        }

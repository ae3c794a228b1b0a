"""One table for every list of records: columns as data, rows as frozen records, sorting in Python."""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.frame.search import alphabetical
from ui.look import theme
from ui.widgets.cell import CellDelegate
from ui.widgets.columns import COLUMN, RECORD, ROW_STYLE, Column, Record, RowStyle, shared_widths
from ui.widgets.spoken import name_from_around

Index = QModelIndex | QPersistentModelIndex
Orientation = Qt.Orientation
Role = Qt.ItemDataRole
NO_PARENT = QModelIndex()


class RecordModel(QAbstractTableModel):
    """Records under columns. Sorting moves the records themselves (never a proxy: it missorts points)."""

    def __init__(
        self,
        columns: Sequence[Column],
        row_style: Callable[[Record], RowStyle] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.records: list[Record] = []
        self.sorted_by: tuple[int, bool] | None = None
        self._given: tuple[Record, ...] = ()
        self._row_style = row_style

    def set_records(self, records: Sequence[Record]) -> None:
        """Show these records, in their own order or in the one the clerk chose."""
        self.beginResetModel()
        self._given = tuple(records)
        self.records = self._ordered()
        self.endResetModel()

    def order_by(self, column: int) -> None:
        """Sort by a column: upwards, on the next call downwards, then as given."""
        if self.columns[column].key is None:
            return
        steps = {None: (column, False), (column, False): (column, True), (column, True): None}
        self.layoutAboutToBeChanged.emit()
        self.sorted_by = steps.get(self.sorted_by, (column, False))
        self.records = self._ordered()
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Orientation.Horizontal, 0, len(self.columns) - 1)

    def _ordered(self) -> list[Record]:
        if self.sorted_by is None:
            return list(self._given)
        column, downwards = self.sorted_by
        key = self.columns[column].key
        assert key is not None
        keyed = [(key(record), record) for record in self._given]
        known = [(_sort_key(it), record) for it, record in keyed if it is not None]
        known.sort(key=lambda pair: pair[0], reverse=downwards)
        return [record for _, record in known] + [record for it, record in keyed if it is None]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many records; Qt asks for the children of a cell as well, which has none."""
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """What the cell says, and the column and record for its painter."""
        if not index.isValid():
            return None
        column, record = self.columns[index.column()], self.records[index.row()]
        if role == Role.DisplayRole:
            return column.text(record)
        if role == RECORD:
            return record
        if role == COLUMN:
            return column
        if role == ROW_STYLE:
            return self._row_style(record) if self._row_style else "normal"
        if role == Role.ToolTipRole:
            return column.tooltip(record) if column.tooltip else None
        if role == Role.AccessibleTextRole:
            return self._spoken(column, record)
        return None

    @staticmethod
    def _spoken(column: Column, record: Record) -> str:
        words = [column.title, column.text(record)]
        if column.second:
            words.append(column.second(record))
        if column.checked:
            words.append("đã chọn" if column.checked(record) else "không chọn")
        return ", ".join(word for word in words if word)

    def headerData(
        self, section: int, orientation: Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Titles, with an arrow on the column that sorts."""
        if orientation != Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Role.DisplayRole:
            arrow = ""
            if self.sorted_by and self.sorted_by[0] == section:
                arrow = " ↓" if self.sorted_by[1] else " ↑"
            return column.title + arrow
        if role == Role.TextAlignmentRole:
            sides = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight}
            side = sides.get(column.align, Qt.AlignmentFlag.AlignHCenter)
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Role.ToolTipRole and column.key is not None:
            return "Bấm để xếp theo cột này"
        return None


def _sort_key(value: Any) -> Any:
    return alphabetical(value) if isinstance(value, str) else value


class RecordTable(QTableView):
    """The table itself. Enter or a double click opens a record, Space ticks it, Ctrl+C copies rows.

    `same` gives what identifies a record, so that the chosen row stays chosen when the records are
    made anew. With `fit` the table is as high as its rows and never scrolls.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        same: Callable[[Record], Hashable] | None = None,
        row_style: Callable[[Record], RowStyle] | None = None,
        empty: str = "",
        fit: bool = False,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._own_ground()
        self.rows = RecordModel(columns, row_style, self)
        self._same = same
        self._empty = empty
        self._fit = fit
        self.setModel(self.rows)
        self.setItemDelegate(CellDelegate(self))
        self._dress(several)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self.clicked.connect(self._press)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.selected))
        self.horizontalHeader().sectionClicked.connect(self.rows.order_by)

    def _own_ground(self) -> None:
        """A ground made here. Asked for the one Qt made, PySide makes Python classes of all its widgets
        to find out which of them it is: 10 ms, in the middle of the start."""
        ground = QWidget()
        ground.setBackgroundRole(QPalette.ColorRole.Base)
        ground.setAutoFillBackground(True)
        self.setViewport(ground)

    def _dress(self, several: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self._fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        tall = any(column.second or column.wrap for column in self.rows.columns)
        height = theme.ROW_HEIGHT_TWO if tall else theme.ROW_HEIGHT
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(24)
        header.setFixedHeight(theme.ROW_HEIGHT)
        header.setHighlightSections(False)
        header.setSectionsClickable(any(column.key for column in self.rows.columns))

    # ---- records

    @property
    def records(self) -> list[Record]:
        """What is shown, in the order shown."""
        return self.rows.records

    def set_records(self, records: Sequence[Record]) -> None:
        """Show these; the chosen row and the place stay where they can."""
        before = self.selected
        place = self.verticalScrollBar().value()
        self.rows.set_records(records)
        if self._fit:
            self.setFixedHeight(self.sizeHint().height())
        if before is not None:
            self.select(lambda it: self._identity(it) == self._identity(before))
        self.verticalScrollBar().setValue(place)
        self._share_width()

    def show_columns(self, titles: Collection[str]) -> None:
        """Only these columns; the others wait out of sight, and their room goes to those that stay."""
        for place, column in enumerate(self.rows.columns):
            self.setColumnHidden(place, column.title not in titles)
        self._share_width()

    def set_empty(self, words: str) -> None:
        """What to say while there are no records."""
        self._empty = words
        self.viewport().update()

    def _identity(self, record: Record) -> Any:
        return self._same(record) if self._same else record

    @property
    def selected(self) -> Record | None:
        """The record of the current row, or None."""
        index = self.currentIndex()
        return index.data(RECORD) if index.isValid() else None

    @property
    def selected_records(self) -> list[Record]:
        """All chosen records from top to bottom (more than one with `several`)."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.records[row] for row in chosen]

    def select(self, wanted: Callable[[Record], bool]) -> bool:
        """Choose the first record that is wanted and bring it into view; False when there is none."""
        row = next((row for row, it in enumerate(self.records) if wanted(it)), None)
        if row is None:
            return False
        flags = QItemSelectionModel.SelectionFlag
        index = self.rows.index(row, max(self.currentIndex().column(), 0))
        chosen = flags.ClearAndSelect | flags.Rows
        self.selectionModel().setCurrentIndex(index, chosen)
        self.scrollTo(index)
        return True

    def as_text(self, records: Sequence[Record], *, titles: bool = False) -> str:
        """Records as lines with tabs between, as Excel and Word take them."""
        shown = [it for it in self.rows.columns if it.checked is None and it.link is None]
        lines = [[column.title for column in shown]] if titles else []
        lines += [[column.text(record) for column in shown] for record in records]
        return "\n".join("\t".join(line) for line in lines)

    # ---- mouse and keys

    def _press(self, index: QModelIndex) -> None:
        column, record = self.rows.columns[index.column()], index.data(RECORD)
        if column.link is not None and column.text(record):
            column.link(record)
        else:
            self._tick(column, record)

    def _tick(self, column: Column, record: Record) -> None:
        """Turn the box of one column, where it has one for this record."""
        state = column.checked(record) if column.checked else None
        if state is not None and column.toggle is not None:
            column.toggle(record, not state)
        self.viewport().update()

    def _ticked_by_key(self) -> Column | None:
        """The column that Space turns: the current one, else the only one that has boxes."""
        boxes = [it for it in self.rows.columns if it.checked is not None]
        current = self.rows.columns[self.currentIndex().column()]
        if current in boxes:
            return current
        return boxes[0] if len(boxes) == 1 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Ctrl+C copies; the rest is Qt's."""
        record = self.selected
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = self.selected_records or self.records
            QGuiApplication.clipboard().setText(self.as_text(chosen))
        elif record is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(record)
        elif record is not None and event.key() == Qt.Key.Key_Space:
            column = self._ticked_by_key()
            if column is not None:
                self._tick(column, record)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        index = self.indexAt(event.position().toPoint())
        column = self.rows.columns[index.column()] if index.isValid() else None
        pressable = column is not None and (column.link or column.checked)
        shape = Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    # ---- room

    def sizeHint(self) -> QSize:
        """As high as header and rows."""
        height = self.verticalHeader().defaultSectionSize() * max(1, len(self.records))
        head = 0 if self.horizontalHeader().isHidden() else theme.ROW_HEIGHT
        return QSize(400, height + head + 2 * self.frameWidth() + 1)

    def minimumSizeHint(self) -> QSize:
        """Low enough for a small screen: the rows scroll."""
        return QSize(200, theme.ROW_HEIGHT * 3)

    def showEvent(self, event: QShowEvent) -> None:
        """Called as what stands around it is, where it has no name of its own."""
        super().showEvent(event)
        name_from_around(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        columns = [it for it in enumerate(self.rows.columns) if not self.isColumnHidden(it[0])]
        widths = shared_widths([column for _, column in columns], self.viewport().width())
        for (place, _), width in zip(columns, widths, strict=True):
            self.setColumnWidth(place, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; without any, one muted sentence; a frame where the keyboard is on no row."""
        super().paintEvent(event)
        if self.hasFocus() and not self.selectionModel().hasSelection():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.ACTION))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
            painter.end()
        if not self.records and self._empty:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.MUTED))
            room = self.viewport().rect().adjusted(theme.SPACE_M, theme.SPACE_S, -theme.SPACE_M, 0)
            flags = (
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            )
            painter.drawText(room, flags, self._empty)

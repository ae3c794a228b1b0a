"""Somebody else's table as it was read, with a list above each column to say what the column is."""

from collections.abc import Collection
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from models.table_reading.grid import Place, TableGrid, column_name
from models.table_reading.mapping import ROLES, Mapping
from ui.look import theme
from ui.widgets.cards import restyle
from ui.widgets.choice import Choice

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NO_PARENT = QModelIndex()
UNUSED = "Không dùng"
_NARROWEST, _WIDEST = 168, 340
_LOOKED_AT = 80
_MOST_SPANS = 2000


class GridModel(QAbstractTableModel):
    """The grid as texts; what is not read is muted, cells with an error are tinted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = TableGrid("", ())
        self.mapping = Mapping(None, 0, 0)
        self.wrong: Collection[str] = frozenset()

    def show_grid(self, grid: TableGrid, mapping: Mapping) -> None:
        """Another grid."""
        self.beginResetModel()
        self.grid, self.mapping, self.wrong = grid, mapping, frozenset()
        self.endResetModel()

    def show_reading(self, mapping: Mapping, wrong: Collection[str]) -> None:
        """The same grid read another way; `wrong` are the addresses of cells with an error."""
        self.mapping, self.wrong = mapping, wrong
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """All rows of the grid."""
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """All columns of the grid."""
        return 0 if parent.isValid() else self.grid.width

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """What the cell says and how it looks."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Role.DisplayRole:
            return self.grid.shown(row, column)
        if role == Role.ToolTipRole:
            text = self.grid.shown(row, column)
            return text if len(text) > 18 else None
        if role == Role.ForegroundRole:
            return QBrush(QColor(theme.INK if self._counts(row, column) else theme.MUTED))
        if role == Role.BackgroundRole:
            return self._ground(row, column)
        if role == Role.FontRole and self._is_heading(row):
            bold = QFont()
            bold.setWeight(QFont.Weight.DemiBold)
            return bold
        return None

    def _is_heading(self, row: int) -> bool:
        return row == self.mapping.header

    def _is_read(self, row: int) -> bool:
        return self.mapping.first <= row <= self.mapping.last

    def _counts(self, row: int, column: int) -> bool:
        if self._is_heading(row):
            return True
        used = any(self.mapping.column(role) == column for role in ROLES)
        return used and self._is_read(row) and self.grid.cell(row, column).anchor is None

    def _ground(self, row: int, column: int) -> QBrush | None:
        if self.grid.address(row, column) in self.wrong:
            return QBrush(QColor(theme.ERROR_TINT))
        if self._is_heading(row):
            return QBrush(QColor(theme.GROUP))
        return None if self._is_read(row) else QBrush(QColor(theme.PAGE))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Letters over a sheet, numbers over a Word table; rows by their number."""
        if role != Role.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return column_name(section) if self.grid.source == "sheet" else f"Cột {section + 1}"


class MappingGrid(QWidget):
    """`changed(mapping)` when the clerk chose another meaning for a column."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = GridModel(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName("Bảng trong tệp")
        self.view.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.setWordWrap(False)
        self.view.horizontalHeader().setStretchLastSection(True)
        for header in (self.view.horizontalHeader(), self.view.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        rows = self.view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW_HEIGHT - theme.SPACE_XS)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.strip = QWidget()
        self.strip.setFixedHeight(theme.CONTROL_HEIGHT + theme.SPACE_XS)
        self._clip = QWidget(self.strip)  # keeps the lists off the corner over the row numbers
        self.combos: list[Choice] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.view, 1)
        self.view.horizontalScrollBar().valueChanged.connect(lambda _at: self._place())
        self.view.horizontalHeader().sectionResized.connect(lambda *_: self._place())
        rows.geometriesChanged.connect(self._place)

    def show_grid(self, grid: TableGrid, mapping: Mapping) -> None:
        """Show another grid, with lists that say what its columns were guessed to be."""
        self.model.show_grid(grid, mapping)
        for combo in self.combos:
            combo.hide()
            combo.deleteLater()
        self.combos = [self._combo(column) for column in range(grid.width)]
        for column in range(grid.width):
            self.view.setColumnWidth(column, self._width(column))
        self._join_cells(grid)
        self._choose(mapping)
        self._place()

    def show_reading(self, mapping: Mapping, wrong: Collection[str]) -> None:
        """What is read now, and which cells have an error."""
        self.model.show_reading(mapping, wrong)
        self._choose(mapping)

    def _combo(self, column: int) -> Choice:
        made = Choice(self._clip)
        made.addItem(UNUSED, "")
        for role, words in ROLES.items():
            made.addItem(words, role)
        name = self.model.headerData(column, Qt.Orientation.Horizontal)
        made.setAccessibleName(f"Cột {name} là gì".replace("Cột Cột", "Cột"))
        made.activated.connect(partial(self._chosen, column))
        made.show()
        return made

    def _chosen(self, column: int, place: int) -> None:
        mapping = self.model.mapping
        role = str(self.combos[column].itemData(place))
        if role:
            self.changed.emit(mapping.with_column(role, column))
            return
        held = next((it for it in ROLES if mapping.column(it) == column), None)
        if held is not None:
            self.changed.emit(mapping.with_column(held, None))

    def _choose(self, mapping: Mapping) -> None:
        for column, combo in enumerate(self.combos):
            role = next((it for it in ROLES if mapping.column(it) == column), "")
            combo.setCurrentIndex(combo.findData(role))
            restyle(combo, used="true" if role else "false")

    def _join_cells(self, grid: TableGrid) -> None:
        """Merged cells are shown as one, as in the file."""
        self.view.clearSpans()
        ends: dict[Place, Place] = {}
        for row, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                if cell.anchor is not None:
                    ends[cell.anchor] = (row, column)
        for (top, left), (bottom, right) in list(ends.items())[:_MOST_SPANS]:
            self.view.setSpan(top, left, bottom - top + 1, right - left + 1)

    def _width(self, column: int) -> int:
        """Wide enough for most of what stands in the column from the headings on, and for its list."""
        metrics = self.view.fontMetrics()
        mapping = self.model.mapping
        start = mapping.first if mapping.header is None else mapping.header
        rows = self.model.grid.rows[start : start + _LOOKED_AT]
        texts = [row[column].text for row in rows]
        widest = max((metrics.horizontalAdvance(it[:80]) for it in texts), default=0)
        return min(_WIDEST, max(_NARROWEST, widest + theme.SPACE_L))

    def _place(self) -> None:
        """Each list stands over its column, wherever the table is scrolled to."""
        header = self.view.horizontalHeader()
        left = self.view.verticalHeader().width() + self.view.frameWidth()
        self._clip.setGeometry(left, 0, max(0, self.strip.width() - left), self.strip.height())
        for column, combo in enumerate(self.combos):
            width = header.sectionSize(column) - theme.SPACE_XS
            combo.setGeometry(
                header.sectionViewportPosition(column), 0, width, theme.CONTROL_HEIGHT
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The room for the lists changed."""
        super().resizeEvent(event)
        self._place()

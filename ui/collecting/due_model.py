"""The matrix unit × paper as a Qt model: what each cell and each title says."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from models.collecting.paper_matrix import Cell, Matrix
from ui.collecting import due_words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NO_PARENT = QModelIndex()


class PaperModel(QAbstractTableModel):
    """Column 0 names the unit, each further column is one paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None

    def show(self, matrix: Matrix) -> None:
        """Show this state; the view keeps its place where the shape is the same."""
        old, self.matrix = self.matrix, None
        same = (
            old is not None
            and [it.id for it in old.units] == [it.id for it in matrix.units]
            and [it.code for it in old.papers] == [it.code for it in matrix.papers]
        )
        if same:
            self.matrix = matrix
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last.column())
            return
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """One row a unit."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.units)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """The name and the papers."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.papers) + 1

    def cell(self, index: Index) -> Cell | None:
        """The cell of the matrix; None for the name of a unit."""
        if self.matrix is None or not index.isValid() or index.column() == 0:
            return None
        return self.matrix.cells[index.row()][index.column() - 1]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The words of a cell; the delegate draws it from `cell`."""
        if self.matrix is None or not index.isValid():
            return None
        unit, cell = self.matrix.units[index.row()], self.cell(index)
        if role == Role.DisplayRole:
            return unit.name if cell is None else due_words.line(cell)
        if role == Role.ToolTipRole:
            return unit.name if cell is None else due_words.tooltip(unit.name, cell)
        if role == Role.AccessibleTextRole and cell is not None:
            return f"{unit.name}, {cell.paper.title}, {due_words.line(cell)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """The titles; the header itself asks `due_line` for what stands below."""
        if orientation != Qt.Orientation.Horizontal or self.matrix is None:
            return None
        if not 0 < section <= len(self.matrix.papers):
            return "Đơn vị" if section == 0 and role == Role.DisplayRole else None
        paper, due = self.matrix.papers[section - 1], self.matrix.dues[section - 1]
        if role == Role.DisplayRole:
            return paper.title
        if role == Role.ToolTipRole:
            until = f"Hạn {due.words}, theo {due.source}." if due else "Chưa ghi hạn nộp."
            return f"{paper.title}\n{until}\nBấm để chọn cả cột."
        return None

    def due_line(self, section: int) -> str:
        """The due day of a paper as its column says it."""
        if self.matrix is None or not 0 < section <= len(self.matrix.papers):
            return ""
        due = self.matrix.dues[section - 1]
        return due.short if due else "chưa ghi hạn"

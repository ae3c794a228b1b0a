"""What the clerk does with chosen cells: copy, cut, paste, empty, mark as provisional, undo, redo."""

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Signal,
)
from PySide6.QtWidgets import QTableView

from models.errors import AppError
from ui.book.session import Session
from ui.scores import clipboard
from ui.scores.model import ScoreModel


class GridActs(QObject):
    """Acts on the selection of `view`. `refused` carries a message that needs a dialog (words, bad
    cells), `explained` a sentence to say at the current cell."""

    refused = Signal(str, object)
    explained = Signal(str)

    def __init__(self, view: QTableView, scores: ScoreModel, session: Session) -> None:
        super().__init__(view)
        self._view = view
        self._scores = scores
        self._session = session

    def _area(self) -> clipboard.Area:
        """top, left, bottom, right of what is chosen."""
        chosen = self._view.selectedIndexes() or [self._view.currentIndex()]
        rows = [it.row() for it in chosen]
        columns = [it.column() for it in chosen]
        return min(rows), min(columns), max(rows), max(columns)

    def _indexes(self) -> list[QModelIndex]:
        top, left, bottom, right = self._area()
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        return [self._scores.index(row, column) for row in rows for column in columns]

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, for Excel and for another unit."""
        if self._view.currentIndex().isValid():
            clipboard.put(self._scores, self._area())

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
            found = self._scores.paste(top, left, block)
        except AppError as error:
            self.refused.emit(str(error), ())
            return
        if found.problems:
            self.refused.emit("Chưa dán ô nào. Sửa các ô sau rồi dán lại:", found.problems)
            return
        pasted = QItemSelection(
            self._scores.index(top, left),
            self._scores.index(top + len(block) - 1, left + len(block[0]) - 1),
        )
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().select(pasted, flag)

    def clear_cells(self) -> None:
        """Empty the chosen cells."""
        if self._writable():
            self._try(lambda: self._scores.clear(self._indexes()))

    def toggle_provisional(self) -> None:
        """Mark the chosen points as provisional, or take the mark off."""
        if self._writable():
            self._try(lambda: self._scores.set_provisional(self._indexes()))

    def undo(self) -> None:
        """Take the last act back."""
        self._try(self._session.undo)

    def redo(self) -> None:
        """Do it again."""
        self._try(self._session.redo)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except AppError as error:
            self.refused.emit(str(error), ())

    def _writable(self) -> bool:
        if self._session.read_only:
            self.explained.emit(self._session.read_only_reason)
        return not self._session.read_only

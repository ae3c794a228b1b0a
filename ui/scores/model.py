"""The score grid as a Qt model. It never edits: `enter` asks the session, `refresh` shows what stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.errors import AppError, Problem
from models.season import Score, ScoreKey
from ui.book.session import Session
from ui.scores import entries, tsv
from ui.scores.layout import Layout
from ui.scores.marks import tip
from ui.scores.paste import PastePlan, plan
from ui.scores.sheet import Sheet

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NO_PARENT = QModelIndex()


class ScoreModel(QAbstractTableModel):
    """Shows one `Sheet`; each change of the session makes a new one and repaints the rows it touched."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.sheet: Sheet | None = None

    # ---- what is shown

    def show(self, layout: Layout) -> None:
        """Show other rows and columns."""
        self.beginResetModel()
        self.sheet = self._sheet(layout)
        self.endResetModel()

    def refresh(self, layout: Layout) -> None:
        """Show the session as it is now: repaint changed rows, reset only when rows or columns differ."""
        old = self.sheet
        if old is None or old.layout != layout:
            self.show(layout)
            return
        self.sheet = self._sheet(layout)
        words = old.season.table is not self.sheet.season.table
        words = words or old.season.units is not self.sheet.season.units
        words = words or old.season.pack is not self.sheet.season.pack
        pairs = enumerate(zip(old.row_marks, self.sheet.row_marks, strict=True))
        changed = [row for row, (before, now) in pairs if words or before != now]
        for row in changed:
            for column in range(len(layout.columns)):
                # Cell by cell: for a range a view repaints everything it shows.
                self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def _sheet(self, layout: Layout) -> Sheet:
        session = self.session
        return Sheet(layout, session.season, {it.unit.id: it for it in session.results})

    # ---- Qt asks

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Rows of the layout."""
        return 0 if parent.isValid() or self.sheet is None else len(self.sheet.layout.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Columns of the layout."""
        return 0 if parent.isValid() or self.sheet is None else len(self.sheet.layout.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Text, text to edit, words of the marks, and where figures stand."""
        if self.sheet is None or not index.isValid():
            return None
        where = index.row(), index.column()
        if role == Role.DisplayRole:
            return self.sheet.text(*where)
        if role == Role.EditRole:
            return self.sheet.edit_text(*where)
        if role in {Role.ToolTipRole, Role.AccessibleDescriptionRole}:
            return tip(self.sheet, *where) or None
        if role == Role.TextAlignmentRole:
            return _LEFT if self.sheet.layout.columns[index.column()].is_text else _RIGHT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Titles of the columns; rows have none."""
        if self.sheet is None or orientation != Qt.Orientation.Horizontal:
            return None
        if section >= len(self.sheet.layout.columns):
            return None
        column = self.sheet.layout.columns[section]
        if role == Role.DisplayRole:
            return column.title
        if role == Role.ToolTipRole:
            return column.tip or None
        if role == Role.TextAlignmentRole:
            return _LEFT if column.is_text else _RIGHT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable where a score stands and the file can be written."""
        flags = super().flags(index)
        if self.editable(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Ask the session to enter `value`; False when it cannot be entered."""
        return role == Role.EditRole and not self.enter(index, str(value))

    # ---- the clerk asks

    def editable(self, index: Index) -> bool:
        """Whether anything can be typed in this cell."""
        return index.isValid() and not self.why_not(index)

    def why_not(self, index: Index) -> str:
        """One sentence why nothing can be typed here, "" when it can."""
        if self.sheet is None:
            return ""
        key = self.key(index)
        stage = self.sheet.season.pack.stage(key.stage) if key else None
        later = stage is not None and stage.after_meeting
        off = self.session.read_only_reason if later else self.session.locked_reason
        return off or self.sheet.why_not(index.row(), index.column())

    def key(self, index: Index) -> ScoreKey | None:
        """The score that this cell shows and changes, or None."""
        if self.sheet is None or not index.isValid():
            return None
        return self.sheet.score_key(index.row(), index.column())

    def enter(self, index: Index, text: str) -> str:
        """Enter what was typed; returns why it cannot be, "" when it stands."""
        refusal = self.why_not(index)
        key = self.key(index)
        if refusal or key is None or self.sheet is None:
            return refusal or "Ô này không nhập được."
        kind = self.sheet.layout.columns[index.column()].kind
        try:
            if kind == "points":
                return self._enter_points(key, text)
            self._enter_words(key, kind, text.strip())
        except AppError as error:
            return str(error)
        return ""

    def _enter_points(self, key: ScoreKey, text: str) -> str:
        row = self.session.season.table.row(key.criterion)
        if row is None:
            return "Bảng chấm điểm không còn tiêu chí này."
        old = self.session.season.score(*key)
        entered = entries.read(row, old, text, self.session.read_points)
        if isinstance(entered, Problem):
            return entered.what
        self.set_score(key, entered)
        return ""

    def set_score(self, key: ScoreKey, entered: Score) -> None:
        """Enter points or the numbers behind them; the same ones again keep where they came from.

        Raises `AppError` when it cannot be stored.
        """
        old = self.session.season.score(*key)
        if (entered.points, entered.inputs) != (old.points, old.inputs):
            what = "số liệu" if entered.inputs else "điểm"
            self.session.set_scores({key: entered}, f"sửa {what} {self._called(key)}")

    def _enter_words(self, key: ScoreKey, kind: str, words: str) -> None:
        what = "minh chứng" if kind == "evidence" else "ghi chú"
        score = self.session.season.score(*key)
        changed = (
            replace(score, evidence=words) if kind == "evidence" else replace(score, note=words)
        )
        self.session.set_scores({key: changed}, f"sửa {what} {self._called(key)}")

    def set_note(self, key: ScoreKey, words: str) -> None:
        """Write the note of one stage's score. Raises AppError when it cannot be stored."""
        self._enter_words(key, "note", words.strip())

    def read(self, index: Index, text: str) -> Decimal | Problem | None:
        """What `text` would mean in a cell of points; a Problem where it means nothing."""
        key = self.key(index)
        if key is None or self.sheet is None:
            return Problem("cell-not-entered", "Ô này không nhập được.")
        return self.session.read_points(key.criterion, text)

    def holds_points(self, index: Index) -> bool:
        """Whether the cell is of a column of points."""
        return self.sheet is not None and self.sheet.layout.columns[index.column()].kind == "points"

    def asks_numbers(self, index: Index) -> bool:
        """Whether the points of this cell follow from numbers that are entered in their place."""
        if not self.holds_points(index) or self.key(index) is None or self.sheet is None:
            return False
        return entries.asks(self.sheet.table_row(index.row(), index.column()))

    def clear(self, indexes: Sequence[QModelIndex]) -> int:
        """Empty these cells as one act (empty is not zero); returns how many had something."""
        changes: dict[ScoreKey, Score] = {}
        for index in indexes:
            key = self.key(index)
            if key is None or self.sheet is None or not self.data(index, Role.EditRole):
                continue
            old = changes.get(key, self.session.season.score(*key))
            kind = self.sheet.layout.columns[index.column()].kind
            empty: dict[str, Any] = (
                {"points": None, "inputs": (), "source": ""} if kind == "points" else {kind: ""}
            )
            changes[key] = replace(old, **empty)
        self._set(changes, "xóa")
        return len(changes)

    def set_provisional(self, indexes: Sequence[QModelIndex]) -> bool | None:
        """Mark the points as provisional, or take the mark off when all have it; None: no points."""
        keys = {key for it in indexes if self.holds_points(it) and (key := self.key(it))}
        scores = {key: self.session.season.score(*key) for key in keys}
        filled = {key: it for key, it in scores.items() if it.is_filled}
        if not filled:
            return None
        mark = not all(it.provisional for it in filled.values())
        changes = {key: replace(it, provisional=mark) for key, it in filled.items()}
        self._set(changes, "ghi tạm tính" if mark else "bỏ tạm tính")
        return mark

    def block_text(self, top: int, left: int, bottom: int, right: int) -> str:
        """A rectangle of cells as text for Excel."""
        assert self.sheet is not None
        columns = range(left, right + 1)
        rows = range(top, bottom + 1)
        return tsv.write([[self.sheet.copy_text(row, it) for it in columns] for row in rows])

    def entries_text(self, top: int, left: int, bottom: int, right: int) -> str:
        """The same with only what can be typed in, to be pasted into another unit."""
        assert self.sheet is not None
        columns = range(left, right + 1)
        rows = range(top, bottom + 1)
        return tsv.write([[self.sheet.edit_text(row, it) for it in columns] for row in rows])

    def paste(self, top: int, left: int, block: tsv.Block) -> PastePlan:
        """Enter a block as one act; with any bad cell nothing is entered and the plan names them all."""
        assert self.sheet is not None
        found = plan(self.sheet, top, left, block, self.session.read_points)
        self._set(found.changes, "dán")
        return found

    def _set(self, changes: Mapping[ScoreKey, Score], verb: str) -> None:
        if changes:
            what = self._called(next(iter(changes))) if len(changes) == 1 else self._many(changes)
            self.session.set_scores(changes, f"{verb} {what}")

    def _many(self, changes: Mapping[ScoreKey, Score]) -> str:
        units = {key.unit for key in changes}
        unit = self.session.season.unit(next(iter(units)))
        whose = unit.name if len(units) == 1 and unit else f"{len(units)} đơn vị"
        return f"{len(changes)} ô của {whose}"

    def _called(self, key: ScoreKey) -> str:
        unit = self.session.season.unit(key.unit)
        return f"{key.criterion} của {unit.name if unit else key.unit}"

"""Somebody else's scoring table → rows of ours, with every doubt and fault and its place.

The way: a file or a paste → `TableGrid` → `guess` → `Mapping`, corrected by the clerk → `read`.
Nothing is entered here; who enters the rows does so only when `Imported.is_ready`.
"""

from dataclasses import dataclass

from models.errors import Problem
from models.table import TableRow
from models.table_reading.grid import TableGrid
from models.table_reading.lines import lines_of
from models.table_reading.mapping import ROLES, Mapping
from models.table_reading.notes import Notes, Skipped
from models.table_reading.tree import rows_of


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read: the rows as a tree, with all that is wrong or doubtful, from top to bottom.

    `skipped` are lines that became no row, with the reason. `columns` are the fields of `TableRow`
    that the table has a column for: only those may change what the block already has.
    """

    rows: tuple[TableRow, ...]
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    columns: frozenset[str] = frozenset()

    @property
    def is_ready(self) -> bool:
        """Whether the rows may be entered: there are some, and no error."""
        return bool(self.rows) and not any(it.severity == "error" for it in self.problems)


def read(grid: TableGrid, mapping: Mapping) -> Imported:
    """The rows of the grid as the mapping says; nothing is raised for a bad table."""
    columns = mapping.columns() - {"parent"}
    faults = _mapping_faults(grid, mapping)
    if faults:
        return Imported((), faults, (), columns)
    notes = Notes(grid, mapping)
    rows = rows_of(notes, lines_of(notes))
    problems = notes.problems
    if not rows and not problems:
        what = "Không đọc được dòng nào của bảng chấm điểm."
        advice = "Xem lại hàng đầu, hàng cuối và các cột đã chọn."
        problems = (Problem("table-empty", what, advice),)
    return Imported(rows, problems, notes.skipped, columns)


def _mapping_faults(grid: TableGrid, mapping: Mapping) -> tuple[Problem, ...]:
    """Why the grid cannot be read by this mapping at all."""
    found = []
    if mapping.title is None:
        what, advice = "Chưa chọn cột nội dung.", "Chọn cột ghi nội dung hoặc tiêu chí."
        found.append(Problem("mapping-title", what, advice))
    if mapping.first > mapping.last:
        what, advice = "Hàng đầu nằm dưới hàng cuối.", "Chọn lại hàng đầu và hàng cuối."
        found.append(Problem("mapping-rows", what, advice))
    chosen: dict[int, list[str]] = {}
    for role, words in ROLES.items():
        column = mapping.column(role)
        if column is not None:
            chosen.setdefault(column, []).append(words)
    for column, names in chosen.items():
        if len(names) > 1 or column >= max(grid.width, 1):
            what = f"Cột {column + 1} được chọn cho: {'; '.join(names)}."
            found.append(Problem("mapping-column", what, "Mỗi phần chọn một cột riêng của bảng."))
    return tuple(found)

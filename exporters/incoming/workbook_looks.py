"""What calamine does not tell about a sheet, whatever the file's container: cells in error, formulas
without a stored result, and cells so far out that laying the sheet out would take all memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from models.table_reading.grid import column_name

Cell = tuple[int, int]

LAST_ROW, LAST_COLUMN = 9_999, 701
_LARGEST = 1_000_000
"""Cells of a rectangle: a form has some thousands."""
_MANY_COLUMNS = 100


class UnreadableWorkbookError(Exception):
    """The workbook breaks off or is not what its container must be."""


class LockedWorkbookError(UnreadableWorkbookError):
    """The workbook is encrypted with a password."""


@dataclass(frozen=True, slots=True)
class Looks:
    """One sheet looked over. `formulas` are those of the hollow cells that are known, without "="."""

    far: str = ""
    errors: frozenset[Cell] = frozenset()
    hollow: frozenset[Cell] = frozenset()
    formulas: Mapping[Cell, str] = field(default_factory=dict)


Looker = Callable[[str], Looks]
"""The name of a sheet → what was seen there."""


@dataclass
class Tally:
    """The cells of one sheet while it is looked over."""

    errors: set[Cell] = field(default_factory=set)
    hollow: set[Cell] = field(default_factory=set)
    lowest: Cell = (-1, -1)
    rightmost: Cell = (-1, -1)
    far: str = ""

    def filled(self, row: int, column: int) -> None:
        """A cell with something in it, or the last of a run of them."""
        if not self.far and (row > LAST_ROW or column > LAST_COLUMN):
            self.far = cell_name(row, column)
        if row > self.lowest[0]:
            self.lowest = (row, column)
        if column > self.rightmost[1]:
            self.rightmost = (row, column)

    def far_cell(self) -> str:
        """The cell that makes the sheet too large; "" when it is not."""
        if not self.far and (self.lowest[0] + 1) * (self.rightmost[1] + 1) > _LARGEST:
            is_wide = self.rightmost[1] > _MANY_COLUMNS
            return cell_name(*(self.rightmost if is_wide else self.lowest))
        return self.far

    def looks(self) -> Looks:
        """What is known at the end of the sheet."""
        return Looks(self.far_cell(), frozenset(self.errors), frozenset(self.hollow))


def cell_name(row: int, column: int) -> str:
    """The name of a cell counted from 0: (11, 5) is "F12"."""
    return f"{column_name(column)}{row + 1}"

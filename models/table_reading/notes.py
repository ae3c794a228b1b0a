"""What is told about a grid while it is read: problems with their places, and lines left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from models.errors import Problem, Severity
from models.table_reading.grid import Place, TableGrid
from models.table_reading.mapping import Mapping, heading


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that became no row of the table: its row in the grid (from 0), its text, and why."""

    row: int
    where: str
    text: str
    reason: str


@dataclass(slots=True)
class Notes:
    """Everything told about a grid while it is read."""

    grid: TableGrid
    mapping: Mapping
    found: list[tuple[int, Problem]] = field(default_factory=list)  # with the first row
    left_out: list[Skipped] = field(default_factory=list)
    totals: list[tuple[int, Decimal]] = field(default_factory=list)  # lines "Tổng cộng", points

    @property
    def problems(self) -> tuple[Problem, ...]:
        """From the top of the grid to its end."""
        return tuple(it for _, it in sorted(self.found, key=lambda it: it[0]))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """From the top of the grid to its end."""
        return tuple(sorted(self.left_out, key=lambda it: it.row))

    def tell_cell(self, place: Place, problem: Problem) -> None:
        """Take note of a problem of one cell."""
        row, column = place
        title = heading(self.grid, self.mapping, column)
        where = self.grid.cell_words(row, column, title)
        self._add(row, problem, where, self.grid.address(row, column))

    def tell_rows(
        self, code: str, rows: Sequence[int], what: str, advice: str, severity: Severity = "error"
    ) -> None:
        """Take note of a problem of whole rows."""
        at = "" if len(rows) > 1 or self.mapping.title is None else self.mapping.title
        cell = self.grid.address(rows[0], at) if isinstance(at, int) else ""
        where = self.grid.row_words(rows)
        self._add(rows[0], Problem(code, what, advice, severity=severity), where, cell)

    def skip(self, row: int, text: str, reason: str) -> None:
        """Take note of a line that becomes no row."""
        line = " ".join(text.split())
        self.left_out.append(Skipped(row, self.grid.row_words((row,)), line, reason))

    def _add(self, row: int, it: Problem, where: str, cell: str) -> None:
        is_sheet = self.grid.source == "sheet"
        sheet, address = (self.grid.name, cell) if is_sheet else ("", "")
        placed = Problem(it.code, it.what, it.advice, where, it.severity, sheet, address)
        self.found.append((row, placed))

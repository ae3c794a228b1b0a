"""Somebody else's table as it was read or pasted: a plain grid of shown texts with their addresses.

No meaning yet: `models.table_reading.mapping` says what each column is, `models.table_reading.reader` builds the rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from models.texts import clean

Place = tuple[int, int]
Source = Literal["sheet", "word", "paste"]
CellFlaw = Literal["", "hollow", "error", "date"]

_MOST_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its `text` as shown.

    `anchor` is the row and column (from 0) of the merged cell that covers this one; its own text is
    then empty. `flaw`: "hollow" is a formula stored without its result, "error" one that failed
    (#REF!), "date" a date. `indent` counts steps to the right, as blanks or as Excel's own indent.
    """

    text: str = ""
    anchor: Place | None = None
    flaw: CellFlaw = ""
    indent: int = 0


EMPTY = GridCell()


@dataclass(frozen=True, slots=True)
class TableGrid:
    """One sheet, one Word table or one paste; rows and columns count from 0 and are filled up."""

    name: str
    rows: tuple[tuple[GridCell, ...], ...]
    source: Source = "sheet"

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def cell(self, row: int, column: int | None) -> GridCell:
        """The cell, an empty one where there is none."""
        inside = column is not None and 0 <= row < len(self.rows) and 0 <= column < self.width
        return self.rows[row][column] if inside and column is not None else EMPTY

    def shown(self, row: int, column: int | None) -> str:
        """The text one sees there: of the covering cell where the cell is covered; on one line."""
        cell = self.cell(row, column)
        if cell.anchor is not None:
            cell = self.cell(*cell.anchor)
        return " ".join(cell.text.split())

    def is_blank(self, row: int) -> bool:
        """Whether nothing is written in this row itself."""
        return not any(cell.text.strip() or cell.flaw for cell in self.rows[row])

    def address(self, row: int, column: int) -> str:
        """ "F12" in a sheet, "hàng 5, cột 3" elsewhere."""
        if self.source == "sheet":
            return f"{column_name(column)}{row + 1}"
        return f"hàng {row + 1}, cột {column + 1}"

    def row_words(self, rows: Sequence[int]) -> str:
        """Where rows are, in words: "Trang “Bảng điểm”, hàng 5, 8", "Bảng 2, hàng 5", "Dòng 5"."""
        numbers = ", ".join(str(row + 1) for row in rows[:_MOST_NUMBERS])
        numbers += " …" if len(rows) > _MOST_NUMBERS else ""
        if self.source == "paste":
            return f"Dòng {numbers}"
        return f"{self._name()}, hàng {numbers}"

    def cell_words(self, row: int, column: int, heading: str = "") -> str:
        """Where a cell is, in words: "Trang “Bảng điểm”, ô F12", "Bảng 2, hàng 5, cột Điểm tối đa"."""
        if self.source == "sheet":
            return f"{self._name()}, ô {self.address(row, column)}"
        here = self.row_words((row,))
        # Who pasted cells without headings sees no columns to count.
        named = heading or ("" if self.source == "paste" else str(column + 1))
        return f"{here}, cột {named}" if named else here

    @property
    def row_word(self) -> str:
        """What a row is called: a paste has lines."""
        return "dòng" if self.source == "paste" else "hàng"

    def _name(self) -> str:
        return f"Trang “{self.name}”" if self.source == "sheet" else self.name


@cache
def column_name(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def text_cell(
    text: str, anchor: Place | None = None, flaw: CellFlaw = "", indent: int = 0
) -> GridCell:
    """A cell of this text, cleaned as every text of the program is; its leading blanks are indent."""
    if not text and anchor is None and not flaw:
        return EMPTY
    cleaned = clean(text).replace("\N{NO-BREAK SPACE}", " ")
    body = cleaned.lstrip(" \t")
    blanks = len(cleaned[: len(cleaned) - len(body)].replace("\t", "    "))
    return GridCell(body.rstrip(), anchor, flaw, indent + (blanks + 1) // 2)


def text_grid(name: str, block: Iterable[Sequence[str]], source: Source = "paste") -> TableGrid:
    """A grid without merged cells from rows of texts; short rows are filled up."""
    made = [[text_cell(text) for text in row] for row in block]
    return filled_grid(name, made, source)


def filled_grid(name: str, rows: Sequence[Sequence[GridCell]], source: Source) -> TableGrid:
    """The grid of these cells, without empty rows at the end and with rows of equal length."""
    last = max((number for number, row in enumerate(rows) if any(map(_counts, row))), default=-1)
    kept = rows[: last + 1]
    width = max((_length(row) for row in kept), default=0)
    return TableGrid(
        name,
        tuple((*row[:width], *[EMPTY] * (width - len(row))) for row in kept),
        source,
    )


def _counts(cell: GridCell) -> bool:
    return bool(cell.text or cell.flaw)


def _length(row: Sequence[GridCell]) -> int:
    """The number of cells up to the last one with something in it."""
    return max(
        (number + 1 for number, cell in enumerate(row) if _counts(cell) or cell.anchor), default=0
    )

"""The tables of a Word file that are a unit's form: known by their headings, the columns in any order."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exporters.forms.score.layout import (
    CODE,
    EVIDENCE,
    INPUTS,
    MAXIMUM,
    NOTE,
    POINTS,
    REQUIRED,
    TITLE,
)
from models.table_reading.grid import TableGrid
from models.texts import fold

_HEADER_WITHIN = 40
_LONGEST_HEADING = 80
# In this order, since "Mã tiêu chí" is a code and "Lý do tự chấm" a note; on folded headings.
_ROLES = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        (CODE, r"(ma|s?tt|so tt|so thu tu|ky hieu)\b.*|muc"),
        (NOTE, r"(ghi chu|ly do|thuyet minh|giai trinh)\b.*"),
        (MAXIMUM, r".*\b(toi da|diem chuan|thang diem|khung diem|diem quy dinh)\b.*"),
        (POINTS, r".*\btu (cham|danh gia|cho diem|tinh diem)\b.*"),
        (REQUIRED, r".*\b(ho so|tai lieu|minh chung|kiem chung)\b.*\byeu cau\b.*"),
        (EVIDENCE, r".*\b(ho so|minh chung|kiem chung)\b.*|(tai lieu|can cu)\b.*"),
        (TITLE, r".*\b(noi dung|tieu chi|chi tieu|nhiem vu)\b.*"),
    )
)
_ONLY_POINTS = re.compile(r"(so )?diem( (dat( duoc)?|cham|don vi( cham)?))?|don vi cham|cham diem")
"""A heading that means the unit's points where the maximum has a column of its own."""
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-HĐ])\)?(\s*=.*)?", re.IGNORECASE)

_CLOSING = re.compile(
    r"\b(thu truong|ky ten|ky, dong dau|noi nhan|nguoi (lap|cham|ky)|ngay\b.*\bthang\b.*\bnam)\b"
)


@dataclass(frozen=True, slots=True)
class FormTable:
    """One table of the form. `header` is the last row of its headings, -1 where it goes on from the table
    before; `columns` are key → its columns, all of them where a heading stands twice."""

    grid: TableGrid
    header: int
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[int, str]

    @property
    def inputs(self) -> tuple[tuple[str, int], ...]:
        """The columns in which the unit writes, each with its key."""
        return tuple((key, at) for key in INPUTS for at in self.columns.get(key, ()))

    def text(self, row: int, key: str) -> str:
        """What one sees in the column of this key; of a cell merged over several columns its text."""
        columns = self.columns.get(key, ())
        if not columns:
            return ""
        cell = self.grid.cell(row, columns[0])
        if cell.anchor is not None and cell.anchor[0] == row:
            cell = self.grid.cell(*cell.anchor)
        return cell.text

    def is_heading(self, row: int) -> bool:
        """Whether the row says the headings once more, or numbers the columns right below them."""
        if row <= self.header:
            return True
        said = {at: self.grid.shown(row, at) for at in self.headings}
        if said == self.headings:
            return True
        written = [it for it in (cell.text.strip() for cell in self.grid.rows[row]) if it]
        numbers = [it for it in written if _COLUMN_NUMBER.fullmatch(it)]
        return row == self.header + 1 and len(numbers) == len(written) >= 3

    def is_closing(self, row: int) -> bool:
        """Whether the row is what stands below a table on paper: place and date, who signs."""
        return any(_CLOSING.search(fold(cell.text)) for cell in self.grid.rows[row])

    def place(self, row: int, column: int) -> str:
        """ "bảng 1, dòng 5, cột Tự chấm"; rows count from 1 with the headings."""
        heading = self.headings.get(column) or str(column + 1)
        return f"{self.name}, dòng {row + 1}, cột {heading}"

    @property
    def name(self) -> str:
        """ "bảng 1", counted as the tables stand in the document."""
        return self.grid.name[:1].lower() + self.grid.name[1:]


def form_tables(grids: Iterable[TableGrid]) -> list[FormTable]:
    """The tables with the headings of a form, and those that may go on from the one before."""
    found: list[FormTable] = []
    for grid in grids:
        table = _with_headings(grid)
        if table is None and found:
            before = found[-1]
            if before.grid.width >= grid.width > before.columns[POINTS][0]:
                table = FormTable(grid, -1, before.columns, before.headings)
        if table is not None:
            found.append(table)
    return found


def _with_headings(grid: TableGrid) -> FormTable | None:
    best: FormTable | None = None
    for row in range(min(_HEADER_WITHIN, len(grid.rows))):
        headings = {at: text for at in range(grid.width) if (text := _heading(grid, row, at))}
        columns = _columns(headings)
        if POINTS not in columns or not {CODE, TITLE} & columns.keys():
            continue
        # A heading in two rows ends in the second; headings repeated further down are none.
        goes_on = best is not None and best.header == row - 1
        if best is None or len(columns) - len(best.columns) >= (0 if goes_on else 1):
            best = FormTable(grid, row, columns, headings)
    return best


def _heading(grid: TableGrid, row: int, column: int) -> str:
    """What stands over a column; a title merged over several columns is the heading of its first."""
    anchor = grid.cell(row, column).anchor
    return "" if anchor is not None and anchor[1] != column else grid.shown(row, column)


def _columns(headings: Mapping[int, str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    weak: tuple[int, ...] = ()
    for at, text in headings.items():
        said = fold(text)
        if len(said) > _LONGEST_HEADING:
            continue
        key = next((key for key, pattern in _ROLES if pattern.fullmatch(said)), "")
        if key:
            found[key] = (*found.get(key, ()), at)
        elif _ONLY_POINTS.fullmatch(said):
            weak = (*weak, at)
    if POINTS not in found and weak and MAXIMUM in found:
        found[POINTS] = weak
    return found

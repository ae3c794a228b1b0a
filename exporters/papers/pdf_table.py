"""Tables and signatures of the PDF: rows that stay whole, a signature that never stands alone."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, TableStyle
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from exporters.papers.columns import laid_out
from exporters.papers.layout import (
    CELL_PADDING,
    INK,
    LAST_ROWS,
    MUTED,
    SHADE,
    SIGNING_ROW,
    Letterhead,
    Type,
    scaled,
)
from exporters.papers.pdf_text import escaped, paragraph_style
from models.papers.report import Align, Cell, Row, Table

_ALIGN: dict[Align, int] = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
_LINE = 0.5
_NEARLY_ALL = 0.95
_THICK = 1.5
_BOLD_ROLES = {"group", "total"}
_ENDLESS = 1e6


class _WholeRows(Grid):  # type: ignore[misc]  # reportlab has no types
    """A table that parts between rows, and inside a row only when the row is taller than a page."""

    page_height = 0.0

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits into `height`, and the rest; nothing when it should go to the next page."""
        parts: list[Flowable] = super().split(width, height)
        if not parts and height > self.page_height * _NEARLY_ALL:
            parts = self._splitRows(height, doInRowSplit=1)
        for part in parts:
            part.page_height = self.page_height
        return parts


def grid(
    table: Table,
    letterhead: Letterhead,
    room: tuple[float, float],
    tail: Sequence[Flowable] = (),
) -> list[Flowable]:
    """`table` over the whole width; its last rows go with `tail` (notes and the signature).

    `room` is what the margins of the page leave, in points. Several tables where the columns do not fit side by side.
    """
    parts, size = laid_out(table, letterhead, room[0] / mm)
    *before, last = parts
    made = [_grid(it, letterhead, room, size, ()) for it in before]
    return [*made, _grid(last, letterhead, room, size, tail)]


def _grid(
    table: Table,
    letterhead: Letterhead,
    room: tuple[float, float],
    size: float,
    tail: Sequence[Flowable],
) -> Flowable:
    bold = Type(size, bold=True)
    widths = scaled(tuple(column.width for column in table.columns), room[0])
    head = [
        Text(escaped(column.title), paragraph_style(bold, _head_align(table, column.align)))
        for column in table.columns
    ]
    rows: list[list[Any]] = [head, *(_cells(table, row, size) for row in table.rows)]
    heights = [None, *(_row_height(table, row, size, widths) for row in table.rows)]
    if tail:
        rows.append([list(tail), *[""] * (len(table.columns) - 1)])
        heights.append(None)
    made = _WholeRows(
        rows,
        colWidths=widths,
        rowHeights=heights,
        repeatRows=1,
        style=_lines(table, letterhead.row_padding, signed=bool(tail)),
    )
    made.page_height = room[1]
    made.wrap(*room)
    made.setStyle(TableStyle(_together(table, made, signed=bool(tail))))
    return made


def _row_height(table: Table, row: Row, size: float, widths: tuple[float, ...]) -> float | None:
    """The height of a row to be signed; None for one that is as high as its text."""
    if row.role != "signing":
        return None
    cells = _cells(table, row, size)
    for at, cell in table.placed(row):
        width = sum(widths[at : at + cell.span]) - 2 * CELL_PADDING * mm
        if cells[at].wrap(width, _ENDLESS)[1] + size > SIGNING_ROW * mm:
            return None
    return float(SIGNING_ROW * mm)


def rows_height(made: Flowable, rows: int, width: float) -> float:
    """How high the head of a table made by `grid` is with its first rows; with all, also what ends it."""
    made.wrap(width, made.page_height)
    heights: list[float] = made._rowHeights  # noqa: SLF001  # reportlab offers no other way
    return sum(heights if rows + 2 >= len(heights) else heights[: rows + 1])


def _head_align(table: Table, align: Align) -> int:
    return TA_CENTER if table.look == "grid" else _ALIGN[align]


def _cells(table: Table, row: Row, size: float) -> list[Any]:
    """One paragraph a cell, "" below a span."""
    filled: list[Any] = [""] * len(table.columns)
    for at, cell in table.placed(row):
        kind = Type(
            size, bold=row.role in _BOLD_ROLES and not cell.muted, italic=row.role == "apart"
        )
        align = _ALIGN[table.columns[at].align]
        colour = MUTED if cell.muted or cell.strike else INK
        filled[at] = Text(_marked(cell), paragraph_style(kind, align, colour=colour))
    return filled


def _marked(cell: Cell) -> str:
    text = escaped(cell.text)
    return f"<strike>{text}</strike>" if cell.strike else text


def _lines(table: Table, padding: float, *, signed: bool) -> TableStyle:
    """Grid or statement lines, shades of groups, joined cells."""
    end = -2 if signed else -1
    ink = HexColor(f"#{INK}")
    style: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if table.look == "grid" else "TOP"),
        ("LEFTPADDING", (0, 0), (-1, end), CELL_PADDING * mm),
        ("RIGHTPADDING", (0, 0), (-1, end), CELL_PADDING * mm),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding + 0.5),
    ]
    if table.look == "grid":
        style.append(("GRID", (0, 0), (-1, end), _LINE, ink))
        style.append(("BACKGROUND", (0, 0), (-1, 0), HexColor(f"#{SHADE}")))
    else:
        style.append(("LINEBELOW", (0, 0), (-1, 0), _LINE, ink))
    for number, row in enumerate(table.rows, start=1):
        style.extend(
            ("SPAN", (at, number), (at + it.span - 1, number))
            for at, it in table.placed(row)
            if it.span > 1
        )
        if row.role == "total" and table.look == "statement":
            style.append(("LINEABOVE", (0, number), (-1, number), 1, ink))
        elif row.role in _BOLD_ROLES and table.look == "grid":
            style.append(("BACKGROUND", (0, number), (-1, number), HexColor(f"#{SHADE}")))
        if row.role == "apart" and number > 1 and table.rows[number - 2].role != "apart":
            style.append(("LINEABOVE", (0, number), (-1, number), _THICK, ink))
    if signed:
        style.append(("SPAN", (0, -1), (-1, -1)))
        style.extend((side, (0, -1), (-1, -1), 0) for side in ("LEFTPADDING", "RIGHTPADDING"))
    return TableStyle(style)


def _together(table: Table, made: _WholeRows, *, signed: bool) -> list[Any]:
    """Rows that stay on one page: a group with its first row; the last rows, and the signature. Never more than fit
    on a page below the head, which reportlab would try for ever."""
    heights: list[float] = made._rowHeights  # noqa: SLF001  # reportlab offers no other way
    most = made.page_height * _NEARLY_ALL - heights[0]
    groups = (number for number, row in enumerate(table.rows[:-1], 1) if row.role == "group")
    stretches = [(number, number + 1) for number in groups]
    end = len(table.rows) + signed
    first = max(1, len(table.rows) - (LAST_ROWS if signed else 2) + 1)
    while first < end and sum(heights[first : end + 1]) > most:
        first += 1
    stretches.append((first, end))
    return [
        ("NOSPLIT", (0, start), (0, last))
        for start, last in stretches
        if start < last and sum(heights[start : last + 1]) <= most
    ]

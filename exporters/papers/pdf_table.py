"""Tables and signatures of the PDF: rows that stay whole, a signature that never stands alone."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, TableStyle
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from exporters.papers.fonts import face
from exporters.papers.layout import (
    CELL_PADDING,
    INK,
    LAST_ROWS,
    MUTED,
    SHADE,
    SIGNER_GAP,
    Letterhead,
    Type,
    printable,
    scaled,
    table_size,
)
from models.papers.report import Align, Cell, Row, Signature, Table

_ALIGN: dict[Align, int] = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
_LINE = 0.5
_NEARLY_ALL = 0.95
_THICK = 1.5
_BOLD_ROLES = {"group", "total"}
_LEADING = 1.15


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


def paragraph_style(
    kind: Type, align: int, *, after: float = 0, colour: str = INK, keep: bool = False
) -> ParagraphStyle:
    """A paragraph set in `kind`."""
    return ParagraphStyle(
        "paper",
        fontName=face(bold=kind.bold, italic=kind.italic),
        fontSize=kind.size,
        leading=kind.size * _LEADING,
        alignment=align,
        spaceAfter=after,
        textColor=HexColor(f"#{colour}"),
        keepWithNext=keep,
        splitLongWords=True,
    )


def styled(rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> Grid:
    """A table without lines or padding, to set things side by side."""
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    padding = [(side, (0, 0), (-1, -1), 0) for side in sides]
    return Grid(rows, colWidths=widths, style=TableStyle([*style, *padding]))


def grid(
    table: Table, letterhead: Letterhead, width: float, tail: Sequence[Flowable] = ()
) -> Flowable:
    """`table` over the whole width; its last rows go with `tail` (notes and the signature)."""
    nominal = tuple(column.width for column in table.columns)
    size = table_size(letterhead, nominal, width / mm)
    bold = Type(size, bold=True)
    head = [
        Text(_escaped(column.title), paragraph_style(bold, _head_align(table, column.align)))
        for column in table.columns
    ]
    rows: list[list[Any]] = [head, *(_cells(table, row, size) for row in table.rows)]
    if tail:
        rows.append([list(tail), *[""] * (len(table.columns) - 1)])
    made = _WholeRows(
        rows,
        colWidths=scaled(nominal, width),
        repeatRows=1,
        style=_lines(table, letterhead.row_padding, signed=bool(tail)),
    )
    upright = printable(letterhead, "A4", landscape=width / mm > 200)
    made.page_height = upright[1] * mm
    return made


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


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _marked(cell: Cell) -> str:
    text = _escaped(cell.text)
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
    style.extend(_together(table, signed))
    return TableStyle(style)


def _together(table: Table, signed: bool) -> list[Any]:
    """Rows that stay on one page: a group with its first row; the last rows, and the signature."""
    style: list[Any] = [
        ("NOSPLIT", (0, number), (0, number + 1))
        for number, row in enumerate(table.rows[:-1], start=1)
        if row.role == "group"
    ]
    first = max(1, len(table.rows) - (LAST_ROWS if signed else 2) + 1)
    style.append(("NOSPLIT", (0, first), (0, len(table.rows) + signed)))
    if signed:
        width = len(table.columns) - 1
        style.append(("SPAN", (0, -1), (width, -1)))
        style.extend((side, (0, -1), (-1, -1), 0) for side in ("LEFTPADDING", "RIGHTPADDING"))
    return style


def signature(signed: Signature, letterhead: Letterhead, width: float) -> Flowable:
    """The signers side by side: office, unit, room to sign, name."""
    columns: list[list[Flowable]] = []
    for it in signed.signers:
        cell = [_line(it.office, letterhead.office)]
        if it.unit:
            cell.append(_line(it.unit, letterhead.office_unit))
        cell.append(Spacer(1, letterhead.signing_space * mm))
        columns.append([*cell, _line(it.name, letterhead.name)] if it.name else cell)
    made = styled([columns], [width / len(columns)] * len(columns))
    gap = SIGNER_GAP * mm
    made.setStyle(
        TableStyle([(side, (0, 0), (-1, -1), gap) for side in ("LEFTPADDING", "RIGHTPADDING")])
    )
    return made


def _line(text: str, kind: Type) -> Flowable:
    return Text(escape(text), paragraph_style(kind, TA_CENTER))

"""Drawing one sheet: columns of the widest table, everything else joined over them, rows in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from exporters.papers.excel_formula import formula_text, number_format
from exporters.papers.fonts import text_width, wrap
from exporters.papers.layout import (
    ALERT,
    BEFORE_SIGNATURE,
    DISPLAY_SIZE,
    FONT,
    INK,
    MUTED,
    NOTE_SIZE,
    SHADE,
    Letterhead,
    Type,
    scaled,
    table_size,
)
from models.papers.report import Cell, Column, Heading, Paragraph, Part, Ref, Row, Signature, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_POINTS_IN_MM = 72 / 25.4
_PIXELS_IN_MM = 96 / 25.4
_SIDE_PADDING = 7.0
_SAFETY = 0.95
"""Excel sets text a little wider on screen than on paper; lines are counted for the wider."""
_LEADING = 1.28
_BOLD_ROLES = {"group", "total"}
_DASH = "\N{EM DASH}"


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, kind: Type, align: str = "center", **more: Any) -> Format:
        """The format for text set in `kind`; `more` are XlsxWriter's own properties."""
        wanted = {
            "font_name": FONT,
            "font_size": kind.size,
            "bold": kind.bold,
            "italic": kind.italic,
            "font_color": f"#{INK}",
            "align": align,
            "valign": "vcenter",
            "text_wrap": True,
            **more,
        }
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(wanted)
        return self._made[key]


class SheetWriter:
    """A sheet being filled from the top; `row` is the next free row."""

    def __init__(
        self,
        sheet: Worksheet,
        styles: Styles,
        letterhead: Letterhead,
        width: float,
        tables: Sequence[Table],
    ) -> None:
        self.sheet, self._styles, self._letterhead = sheet, styles, letterhead
        self.row = 0
        self.banner_row: int | None = None
        self.head_row: int | None = None
        widest = max(tables, key=lambda it: len(it.columns), default=None)
        columns = widest.columns if widest else (Column("text", "", 1),)
        self._nominal = tuple(column.width for column in columns)
        self._page = width
        self._widths = scaled(self._nominal, width)
        self.last_column = len(columns) - 1
        for index, each in enumerate(self._widths):
            sheet.set_column_pixels(index, index, round(each * _PIXELS_IN_MM))

    def heading(self, heading: Heading) -> None:
        """Issuer at the left, the State's or the Party's lines at the right, number and date below."""
        letterhead = self._letterhead
        left: list[tuple[str, Type]] = [(heading.issuer, letterhead.issuer)]
        if heading.superior:
            left.insert(0, (heading.superior, letterhead.superior))
        mark = letterhead.issuer_mark or _dashes(
            heading.issuer, letterhead.issuer, letterhead.issuer_rule
        )
        left.append((mark, letterhead.issuer))
        text, kind = letterhead.motto[-1]
        right = [*letterhead.motto, (_dashes(text, kind, 1), Type(kind.size))]
        while len(left) < len(right):
            left.append(("", letterhead.superior))
        while len(right) < len(left):
            right.append(("", letterhead.superior))
        number = (letterhead.number_line(heading), letterhead.number_type)
        place = (heading.place_date, letterhead.place_date)
        shares = (letterhead.left_share, 1 - letterhead.left_share)
        for pair in zip([*left, number], [*right, place], strict=True):
            self._side_by_side(shares, pair)

    def title(self, part: Part, *, annex: bool) -> None:
        """Title and subject over the whole width."""
        letterhead = self._letterhead
        kind = Type(letterhead.body.size, italic=True) if annex else letterhead.subject
        self.gap(6)
        self._across(part.title, letterhead.title)
        lines = part.subject.split("\n")
        for text in lines:
            self._across(text, kind)
        if not annex:
            rule = _dashes(lines[-1], kind, letterhead.title_rule)
            self._across(letterhead.title_mark or rule, letterhead.subject)

    def banner(self, text: str) -> None:
        """A warning in red over the whole width, right above the first table's head."""
        self.banner_row = self.row
        self._across(text, Type(12, bold=True), font_color=f"#{ALERT}")

    def paragraph(self, paragraph: Paragraph) -> None:
        """Running text over the whole width."""
        size = self._letterhead.body.size
        if paragraph.role == "display":
            self._across(paragraph.text, Type(DISPLAY_SIZE, bold=True))
            return
        kinds = {"note": Type(NOTE_SIZE), "heading": Type(size, bold=True), "body": Type(size)}
        self._across(paragraph.text, kinds.get(paragraph.role, kinds["body"]), "left")

    def gap(self, height: float) -> None:
        """An empty row, `height` points high."""
        self.sheet.set_row(self.row, height)
        self.row += 1

    def signature(self, signed: Signature) -> None:
        """Office, unit, room to sign, name: side by side."""
        letterhead = self._letterhead
        self.gap(BEFORE_SIGNATURE * _POINTS_IN_MM)
        shares = (1.0,) * len(signed.signers)
        self._side_by_side(shares, [(it.office, letterhead.office) for it in signed.signers])
        self._side_by_side(shares, [(it.unit, letterhead.office_unit) for it in signed.signers])
        self.gap(letterhead.signing_space * _POINTS_IN_MM)
        self._side_by_side(shares, [(it.name, letterhead.name) for it in signed.signers])

    def table(self, table: Table) -> None:
        """Head and rows; the first table's head is the one that is repeated on every page."""
        spans = self._spans(tuple(column.width for column in table.columns))
        size = table_size(self._letterhead, self._nominal, self._page)
        lined = table.look == "grid"
        if self.head_row is None:
            self.head_row = self.row
        borders: dict[str, Any] = {"border": 1, "bg_color": f"#{SHADE}"} if lined else {"bottom": 1}
        height = 0.0
        for column, (first, last) in zip(table.columns, spans, strict=True):
            kind = Type(size, bold=True)
            style = self._styles.get(kind, "center" if lined else column.align, **borders)
            self._put(first, last, Cell(column.title), style)
            height = max(height, self._height(column.title, kind, first, last))
        self._next(height)
        rows = {row.key: self.row + index for index, row in enumerate(table.rows)}
        columns = {
            column.key: first for column, (first, _) in zip(table.columns, spans, strict=True)
        }
        was_apart = True
        for row in table.rows:
            apart = row.role == "apart"
            self._table_row(table, row, spans, (rows, columns), thick=apart and not was_apart)
            was_apart = apart

    def _table_row(
        self,
        table: Table,
        row: Row,
        spans: Sequence[tuple[int, int]],
        keys: tuple[Mapping[str, int], Mapping[str, int]],
        *,
        thick: bool,
    ) -> None:
        size = table_size(self._letterhead, self._nominal, self._page)
        height = 0.0
        for at, cell in table.placed(row):
            first, last = spans[at][0], spans[at + cell.span - 1][1]
            bold = row.role in _BOLD_ROLES and not cell.muted
            kind = Type(size, bold=bold, italic=row.role == "apart")
            more = _borders(table, row, thick=thick)
            if cell.muted or cell.strike:
                more["font_color"] = f"#{MUTED}"
            if cell.strike:
                more["font_strikeout"] = True
            if cell.number is not None:
                more["num_format"] = number_format(cell)
            style = self._styles.get(kind, table.columns[at].align, **more)
            self._put(first, last, cell, style, keys)
            height = max(height, self._height(cell.text, kind, first, last))
        self._next(height)

    def _put(
        self,
        first: int,
        last: int,
        cell: Cell,
        style: Format,
        keys: tuple[Mapping[str, int], Mapping[str, int]] | None = None,
    ) -> None:
        """Text, number or formula with its known result; never text that Excel takes for a formula."""
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, "", style)
        if cell.number is None:
            if cell.text:
                self.sheet.write_string(self.row, first, cell.text, style)
            else:
                self.sheet.write_blank(self.row, first, None, style)
            return
        text = None
        if cell.formula is not None and keys is not None:
            rows, columns = keys
            text = formula_text(cell.formula, lambda ref: _place(ref, rows, columns))
        if text is None:
            self.sheet.write_number(self.row, first, float(cell.number), style)
        else:
            self.sheet.write_formula(self.row, first, text, style, float(cell.number))

    def _across(self, text: str, kind: Type, align: str = "center", **more: Any) -> None:
        self._put(0, self.last_column, Cell(text), self._styles.get(kind, align, **more))
        self._next(self._height(text, kind, 0, self.last_column))

    def _side_by_side(self, shares: Sequence[float], texts: Sequence[tuple[str, Type]]) -> None:
        spans = self._spans(tuple(shares))
        height = 0.0
        for (text, kind), (first, last) in zip(texts, spans, strict=True):
            self._put(first, last, Cell(text), self._styles.get(kind, valign="top"))
            height = max(height, self._height(text, kind, first, last))
        self._next(height)

    def _spans(self, nominal: tuple[float, ...]) -> list[tuple[int, int]]:
        """Which columns of the sheet each of `nominal` widths takes; every one gets at least one."""
        ends = list(accumulate(self._widths))
        wanted = list(accumulate(scaled(nominal, ends[-1])))
        spans = []
        first = 0
        for index, edge in enumerate(wanted):
            left = len(wanted) - index - 1
            choices = range(first, max(first, self.last_column - left) + 1)
            last = (
                self.last_column if not left else min(choices, key=lambda it: abs(ends[it] - edge))
            )
            spans.append((first, last))
            first = last + 1
        return spans

    def _height(self, text: str, kind: Type, first: int, last: int) -> float:
        """Height in points that `text` needs over these columns."""
        room = sum(self._widths[first : last + 1]) * _POINTS_IN_MM - _SIDE_PADDING
        return len(wrap(text, kind, room * _SAFETY)) * kind.size * _LEADING + 3

    def _next(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.row += 1


def _place(ref: Ref, rows: Mapping[str, int], columns: Mapping[str, int]) -> tuple[int, int]:
    return rows[ref.row], columns[ref.column]


def _borders(table: Table, row: Row, *, thick: bool) -> dict[str, Any]:
    if table.look == "statement":
        return {"top": 1} if row.role == "total" else {}
    more: dict[str, Any] = {"border": 1}
    if row.role in _BOLD_ROLES:
        more["bg_color"] = f"#{SHADE}"
    if thick:
        more["top"] = 2
    return more


def _dashes(text: str, kind: Type, share: float) -> str:
    """A line of dashes that join, `share` as long as `text`."""
    length = text_width(text, kind) * share
    return _DASH * max(1, round(length / text_width(_DASH, kind)))

"""Drawing one sheet: columns of the widest table, everything else joined over them, rows in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Any

from exporters.papers.excel_formula import formula_text, number_format
from exporters.papers.fonts import addressee_indents, text_width, wrap
from exporters.papers.layout import (
    ABOUT_GAP,
    ALERT,
    DISPLAY_SIZE,
    FONT,
    INK,
    MUTED,
    NOTE_SIZE,
    SHADE,
    SIGNING_ROW,
    Letterhead,
    Type,
    scaled,
    table_size,
)
from models.papers.report import Cell, Heading, Paragraph, Part, Ref, Row, Table

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
_LEAST_COLUMNS, _FINE_COLUMNS = 3, 20
"""A sheet without a table, or with one of fewer columns, has so many narrow ones, over which heading, signers and
table are joined."""
_INDENT = 7.0
"""Points that one step of a cell's indent takes."""
_HIGHEST = 409.0
"""Points that a row of Excel can be high."""
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
            "underline": int(kind.underline),
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
        if widest is not None and len(widest.columns) >= _LEAST_COLUMNS:
            self._nominal = tuple(column.width for column in widest.columns)
        else:
            self._nominal = (width / _FINE_COLUMNS,) * _FINE_COLUMNS
        self._page = width
        self._widths = scaled(self._nominal, width)
        self.last_column = len(self._nominal) - 1
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
            self.side_by_side(shares, pair)
        about = letterhead.about_line(heading)
        if about:
            self.gap(ABOUT_GAP)
            self.side_by_side(shares, ((about, letterhead.about), ("", letterhead.about)))

    def title(self, part: Part, *, annex: bool) -> None:
        """Title and subject over the whole width."""
        letterhead = self._letterhead
        kind = Type(letterhead.body.size, italic=True) if annex else letterhead.subject
        self.gap(6)
        if part.title:
            self.across(part.title, letterhead.title)
        if not part.subject:
            return
        lines = part.subject.split("\n")
        for text in lines:
            self.across(text, kind)
        if not annex:
            rule = _dashes(lines[-1], kind, letterhead.title_rule)
            self.across(letterhead.title_mark or rule, letterhead.subject)

    def banner(self, text: str) -> None:
        """A warning in red over the whole width, right above the first table's head."""
        self.banner_row = self.row
        self.across(text, Type(12, bold=True), font_color=f"#{ALERT}")

    def addressees(self, heading: Heading) -> None:
        """ "Kính gửi" with those it goes to."""
        lines = self._letterhead.addressees(heading)
        body = self._letterhead.body
        room = sum(self._widths) * _POINTS_IN_MM
        least = self._letterhead.body_indent * _POINTS_IN_MM
        for line, start in zip(lines, addressee_indents(lines, body, room, least), strict=True):
            self.across(line, body, "left", indent=round(start / _INDENT))

    def paragraph(self, paragraph: Paragraph) -> None:
        """Running text over the whole width."""
        letterhead = self._letterhead
        text = letterhead.text(paragraph)
        if paragraph.role == "display":
            self.across(text, Type(DISPLAY_SIZE, bold=True))
            return
        body = letterhead.body
        kinds = {
            "note": Type(NOTE_SIZE),
            "heading": Type(body.size, bold=True),
            "basis": letterhead.basis,
            "part": letterhead.part,
            "section": letterhead.section,
            "point": letterhead.point,
            "blank": Type(body.size, italic=True),
        }
        framed = {"border": 1, "bg_color": f"#{SHADE}"} if paragraph.role == "blank" else {}
        align = "center" if letterhead.is_centred(paragraph) else "left"
        self.across(text, kinds.get(paragraph.role, body), align, **framed)

    def gap(self, height: float) -> None:
        """An empty row, `height` points high."""
        self.sheet.set_row(self.row, height)
        self.row += 1

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
        height = SIGNING_ROW * _POINTS_IN_MM if row.role == "signing" else 0.0
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

    def across(self, text: str, kind: Type, align: str = "center", **more: Any) -> None:
        """A text over the whole width; one higher than a row can be takes several."""
        style = self._styles.get(kind, align, **more)
        height = self._height(text, kind, 0, self.last_column)
        rows = ceil(height / _HIGHEST)
        if rows == 1:
            self._put(0, self.last_column, Cell(text), style)
            self._next(height)
            return
        self.sheet.merge_range(self.row, 0, self.row + rows - 1, self.last_column, "", style)
        self.sheet.write_string(self.row, 0, text, style)
        for _ in range(rows):
            self._next(height / rows)

    def side_by_side(
        self,
        shares: Sequence[float],
        texts: Sequence[tuple[str, Type]],
        first_align: str = "center",
    ) -> float:
        """Texts beside each other, each with its share of the width; how high they are, in points."""
        spans = self._spans(tuple(shares))
        height = 0.0
        for number, ((text, kind), (first, last)) in enumerate(zip(texts, spans, strict=True)):
            align = "center" if number else first_align
            self._put(first, last, Cell(text), self._styles.get(kind, align, valign="top"))
            height = max(height, self._height(text, kind, first, last))
        self._next(height)
        return height

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
        self.sheet.set_row(self.row, min(height, _HIGHEST))
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

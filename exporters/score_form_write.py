"""The unit's form drawn with XlsxWriter: one table to fill in, its instructions, its hidden identity."""

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from exporters import score_form_layout as layout
from exporters import score_form_paper as paper
from exporters import score_form_words as words
from models.block import Unit
from models.intake import form_stage
from models.points import ZERO, show_short
from models.season import Score, Season
from models.table import TableRow

_FONT = "Times New Roman"
# Column widths are counted in digits of the base font; Calibri is not on every PC, this one is.
_BASE = {
    "default_format_properties": {"font_name": _FONT, "font_size": 12},
    "default_column_width": 72,
    "default_row_height": 21,
}
_YELLOW, _GREY, _RED, _PALE_RED, _HINT = "#FFF9DB", "#EDEFF2", "#B3261E", "#FDECEA", "#55606E"
_SIGNATURE_HEIGHT = 160.0
_TABLE_SIZE = 11
_FIRST_ROWS = 5  # hidden keys, block, title, unit, count: the heading of the table comes next


def build(season: Season, unit: Unit) -> bytes:
    """The form of `unit` as the bytes of an .xlsx file; the same season gives the same bytes.

    Raises AppError when a text is longer than a cell of Excel can hold.
    """
    # mypy: this library brings no types of its own.
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = io.BytesIO()
    # A copy, since the library writes into what it is given: the second form would look otherwise.
    workbook = Workbook(out, {"in_memory": True, **deepcopy(_BASE)})
    form = _Form(season, unit, workbook, workbook.add_worksheet(layout.SHEET))
    form.draw()
    _draw_guide(form, workbook.add_worksheet(layout.GUIDE))
    _write_identity(form, workbook.add_worksheet(layout.HIDDEN))
    workbook.set_properties(
        {
            "title": f"Bảng tự chấm điểm thi đua năm {season.year}",
            "subject": form.identity.unit_name,
            "author": form.identity.block,
            "created": datetime(season.year, 1, 1),
        }
    )
    workbook.close()
    return paper.let_rows_grow(out.getvalue(), form.table_rows)


@dataclass
class _Form:
    """The sheet while it is being drawn, from top to bottom."""

    season: Season
    unit: Unit
    workbook: Any
    sheet: Any
    bands: list[paper.Band] = field(default_factory=list)
    at_row: dict[str, int] = field(default_factory=dict)
    values: dict[str, Decimal] = field(default_factory=dict)
    formats: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.identity = layout.identity_of(self.season, self.unit)
        self.limits = layout.limits(self.season, self.unit)
        self.rows = list(self.season.table.walk())
        self.keys = paper.columns(self.season.table)
        self.column = {key: index for index, key in enumerate(self.keys, start=1)}
        self.width = paper.widths(self.keys, [row.code for _, row in self.rows])
        self.table_rows = range(_FIRST_ROWS + 1, _FIRST_ROWS + 1 + len(self.rows))
        maxima = [it for it in self.limits.values() if it is not None]
        self.maximum_format = _number_format(maxima)
        self.points_format = _number_format([self.season.pack.step])

    # ---- small tools

    def style(self, **wanted: object) -> Any:
        """A cell format; the same wishes give the same format."""
        size = _TABLE_SIZE if "border" in wanted else 12
        properties = {"valign": "vcenter", "font_size": size, **wanted}
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(properties)
        return self.formats[key]

    def add_band(self, row_id: str, band: paper.Band) -> int:
        """Start the next row: its id in the hidden column, its height; returns its index."""
        row = len(self.bands)
        self.bands.append(band)
        self.sheet.set_row(row, band.height)
        self.sheet.write_string(row, 0, row_id)
        return row

    def merged(self, row: int, first: int, last: int, text: str, style: Any) -> None:
        if first < last:
            self.sheet.merge_range(row, first, row, last, "", style)
        self.sheet.write_string(row, first, text, style)

    # ---- the parts, from top to bottom

    def draw(self) -> None:
        self.sheet.set_column(0, 0, 8, None, {"hidden": True})
        for key in self.keys:
            self.sheet.set_column_pixels(self.column[key], self.column[key], self.width[key])
        self._heading()
        self._table_head()
        for depth, row in self.rows:
            (self._criterion if row.is_criterion else self._group)(depth, row)
        self._subtotals()
        self._total()
        self._signature()
        self._guards()
        self._page()

    def _heading(self) -> None:
        self.sheet.set_row(0, None, None, {"hidden": True})
        self.bands.append(paper.Band(0))
        self.sheet.write_string(0, 0, layout.MARK)
        for key in self.keys:
            self.sheet.write_string(0, self.column[key], key)
        last, middle = len(self.keys), self.column[layout.MAXIMUM]
        row = self.add_band(layout.OTHER, paper.Band(20))
        self.merged(row, 1, middle, self.identity.block.upper(), self.style(bold=True))
        if self.season.is_sample:
            sample = self.style(bold=True, align="right", font_color=_RED)
            self.merged(row, middle + 1, last, "DỮ LIỆU MINH HỌA", sample)
        row = self.add_band(layout.OTHER, paper.Band(30))
        title = f"BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM {self.season.year}"
        self.merged(row, 1, last, title, self.style(bold=True, align="center", font_size=15))
        row = self.add_band(layout.OTHER, paper.Band(22))
        name = f"Đơn vị: {self.identity.unit_name}"
        self.merged(row, 1, last, name, self.style(bold=True, align="center", font_size=13))
        row = self.add_band(layout.OTHER, paper.Band(20))
        hint = self.style(italic=True, font_size=11, font_color=_HINT)
        step = show_short(self.season.pack.step)
        text = f"Chỉ ghi vào các ô màu vàng. Bước điểm {step}."
        self.merged(row, 1, middle, text, hint)
        self._count(row, middle + 1, last)

    def _count(self, row: int, first: int, last: int) -> None:
        style = self.style(italic=True, align="right", font_size=11)
        all_of_them = self.season.table.criteria()
        ids, points = self._span(0), self._span(self.column[layout.POINTS])
        filled = sum(self._score(it).points is not None for it in all_of_them)
        formula = (
            f'="Đã ghi "&SUMPRODUCT(--(LEFT({ids},3)="{layout.CRITERION}"),--({points}<>""))'
            f'&"/{len(all_of_them)} tiêu chí"'
        )
        self.sheet.merge_range(row, first, row, last, "", style)
        shown = f"Đã ghi {filled}/{len(all_of_them)} tiêu chí"
        self.sheet.write_formula(row, first, formula, style, shown)

    def _span(self, column: int) -> str:
        """The rows of the table in one column: "$F$7:$F$40"."""
        letters = layout.column_letters(column)
        last = max(self.table_rows.stop, self.table_rows.start + 1)
        return f"${letters}${self.table_rows.start + 1}:${letters}${last}"

    def _table_head(self) -> None:
        names = words.headers(self.keys)
        needed = max(paper.lines(names[it], self.width[it], bold=True) for it in self.keys)
        row = self.add_band(layout.OTHER, paper.Band(paper.height(needed), leads=True))
        style = self.style(bold=True, align="center", border=1, text_wrap=True, bg_color=_GREY)
        for key in self.keys:
            self.sheet.write_string(row, self.column[key], names[key], style)

    def _group(self, depth: int, row: TableRow) -> None:
        note = words.group_note(self.season, self.unit, row)
        title, width = layout.tidy(row.title), self.width[layout.TITLE]
        needed = paper.lines(title, width, bold=True, indent=depth)
        needed += paper.lines(note, width, indent=depth) if note else 0
        at = self.add_band(
            f"{layout.GROUP}{row.code}", paper.Band(paper.height(needed), leads=True)
        )
        self.at_row[row.code] = at
        look: dict[str, object] = {"bold": True, "border": 1}
        if depth == 0:
            look["bg_color"] = _GREY
        for key in self.keys:
            self.sheet.write_blank(at, self.column[key], None, self.style(**look))
        self._code_and_title(at, depth, row, look, note)

    def _criterion(self, depth: int, row: TableRow) -> None:
        score = self._score(row)
        texts = {
            layout.GUIDANCE: words.guidance(row),
            layout.REQUIRED: layout.tidy(row.evidence),
            layout.EVIDENCE: words.fitting(score.evidence, row),
            layout.NOTE: words.fitting(score.note, row),
        }
        needed = paper.lines(layout.tidy(row.title), self.width[layout.TITLE], indent=depth)
        shown = [key for key in texts if key in self.column]
        for key in shown:
            needed = max(needed, paper.lines(texts[key], self.width[key]))
        note = words.group_note(self.season, self.unit, row) if depth == 0 else ""
        needed += paper.lines(note, self.width[layout.TITLE]) if note else 0
        at = self.add_band(f"{layout.CRITERION}{row.code}", paper.Band(paper.height(needed)))
        self.at_row[row.code] = at
        self._code_and_title(at, depth, row, {"border": 1}, note)
        for key in shown:
            self.sheet.write_string(at, self.column[key], texts[key], self._text_style(key))
        # "0.00" alone would hide a third decimal; the red of `_guards` shows it.
        style = self.style(
            border=1, align="center", num_format=self.points_format, locked=False, bg_color=_YELLOW
        )
        column = self.column[layout.POINTS]
        if score.points is None:
            self.sheet.write_blank(at, column, None, style)
        else:
            self.values[row.code] = score.points
            self.sheet.write_number(at, column, float(score.points), style)
        rule = words.validation(self.season, row, self.limits)
        self.sheet.data_validation(at, column, at, column, rule)

    def _text_style(self, key: str) -> Any:
        look: dict[str, object] = {"border": 1, "text_wrap": True}
        if key in layout.INPUTS:
            # As text, so that "12/2023" does not turn into a date.
            return self.style(**look, locked=False, bg_color=_YELLOW, num_format="@")
        return (
            self.style(**look, font_color=_HINT) if key == layout.REQUIRED else self.style(**look)
        )

    def _code_and_title(
        self, at: int, depth: int, row: TableRow, look: dict[str, object], note: str
    ) -> None:
        code = self.style(**look, align="center")
        self.sheet.write_string(at, self.column[layout.CODE], row.code, code)
        column, title = self.column[layout.TITLE], layout.tidy(row.title)
        wrapped = self.style(**look, text_wrap=True, indent=min(depth, 15))
        if note:
            strong = self.style(bold=bool(look.get("bold")), font_size=_TABLE_SIZE)
            slanted = self.style(italic=True, font_size=_TABLE_SIZE)
            self.sheet.write_rich_string(at, column, strong, f"{title}\n", slanted, note, wrapped)
        else:
            self.sheet.write_string(at, column, title, wrapped)
        maximum = self.limits[row.code]
        style = self.style(**look, align="center", num_format=self.maximum_format)
        if maximum is None:
            self.sheet.write_blank(at, self.column[layout.MAXIMUM], None, style)
        else:
            self.sheet.write_number(at, self.column[layout.MAXIMUM], float(maximum), style)

    def _subtotals(self) -> None:
        """The formula of every group, with the value it has now for viewers that do not calculate."""
        for depth, row in reversed(self.rows):
            if row.is_criterion:
                continue
            look: dict[str, object] = {"bold": True, "border": 1, "align": "center"}
            if depth == 0:
                look["bg_color"] = _GREY
            style = self.style(**look, num_format=self.points_format)
            value = self._sum(self.at_row[row.code], row.rows, self.limits[row.code], style)
            self.values[row.code] = value

    def _sum(self, at: int, rows: Sequence[TableRow], cap: Decimal | None, style: Any) -> Decimal:
        column = self.column[layout.POINTS]
        value = sum((self.values.get(it.code, ZERO) for it in rows), ZERO)
        inner = f"SUM({layout.spans([self.at_row[it.code] for it in rows], column) or 0})"
        if cap is not None:
            value = min(value, cap)
            inner = f"MIN({inner},{cap:f})"
        # Rounding takes the binary noise out of 0,1 + 0,2; no block scores in millionths.
        self.sheet.write_formula(at, column, f"=ROUND({inner},6)", style, float(value))
        return value

    def _total(self) -> None:
        at = self.add_band(layout.TOTAL, paper.Band(24, clings=True))
        look: dict[str, object] = {"bold": True, "border": 1, "bg_color": _GREY}
        for key in self.keys:
            self.sheet.write_blank(at, self.column[key], None, self.style(**look))
        first, last = self.column[layout.CODE], self.column[layout.TITLE]
        codes = " + ".join(row.code for row in self.season.table.rows)
        label = f"TỔNG ĐIỂM ({codes})" if len(codes) <= 30 else "TỔNG ĐIỂM"
        self.merged(at, first, last, label, self.style(**look, align="center"))
        sections = self.season.table.rows
        maxima = [self.limits[row.code] for row in sections]
        caps = (self.season.pack.content_total, self.season.pack.total)
        cap = min((it for it in caps if it is not None), default=None)
        highest = sum((it for it in maxima if it is not None), ZERO)
        highest = highest if cap is None else min(highest, cap)
        style = self.style(**look, align="center", num_format=self.maximum_format)
        self.sheet.write_number(at, self.column[layout.MAXIMUM], float(highest), style)
        style = self.style(**look, align="center", num_format=self.points_format)
        self._sum(at, sections, cap, style)

    def _signature(self) -> None:
        """One row, since a row is the only thing that Excel never parts between two pages."""
        at = self.add_band(layout.OTHER, paper.Band(_SIGNATURE_HEIGHT, clings=True))
        first, last = self.column[layout.POINTS], len(self.keys)
        style = self.style(italic=True, font_size=11, valign="top", text_wrap=True)
        self.merged(at, 1, first - 1, f"\n{words.closing_notes(self.season)}", style)
        area = self.style(valign="top", align="center", text_wrap=True)
        self.sheet.merge_range(at, first, at, last, "", area)
        slanted, strong = self.style(italic=True), self.style(bold=True)
        blank = "…………………, ngày …… tháng …… năm ………\n"
        self.sheet.write_rich_string(
            at,
            first,
            *(slanted, f"\n{blank}"),
            *(strong, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ\n"),
            *(slanted, "(Ký, đóng dấu)"),
            area,
        )

    # ---- what keeps the form whole

    def _guards(self) -> None:
        self.sheet.protect("", {"format_columns": True, "format_rows": True})
        points, start = self.column[layout.POINTS], self.table_rows.start
        cell = f"${layout.column_letters(points)}{start + 1}"
        maximum = f"${layout.column_letters(self.column[layout.MAXIMUM])}{start + 1}"
        step, floor = self.season.pack.step, self.season.pack.criterion_floor
        wrong = (
            f'=AND(LEFT($A{start + 1},3)="{layout.CRITERION}",NOT(ISBLANK({cell})),'
            f'IF(ISNUMBER({cell}),OR({cell}<{floor:f},AND({maximum}<>"",{cell}>{maximum}),'
            f"ABS(ROUND({cell}/{step:f},0)*{step:f}-{cell})>0.0000001),TRUE))"
        )
        look = {"bg_color": _PALE_RED, "font_color": _RED, "bold": True}
        rule = {"type": "formula", "criteria": wrong, "format": self.workbook.add_format(look)}
        last = max(self.table_rows.stop - 1, start)
        self.sheet.conditional_format(start, points, last, points, rule)
        self.sheet.ignore_errors(
            {"number_stored_as_text": f"A1:{layout.address(last, len(self.keys))}"}
        )
        criteria = self.season.table.criteria()
        if criteria:
            first = self.at_row[criteria[0].code]
            self.sheet.set_selection(first, points, first, points)

    def _page(self) -> None:
        head = _FIRST_ROWS
        self.sheet.freeze_panes(head + 1, self.column[layout.TITLE] + 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.59, right=0.39, top=0.59, bottom=0.71)
        self.sheet.repeat_rows(head)
        self.sheet.print_area(0, 0, len(self.bands) - 1, len(self.keys))
        self.sheet.set_h_pagebreaks(paper.page_breaks(self.bands, (head, head + 1)))
        font = f'&"{_FONT},Italic"&10'
        name = (
            f"Mã phiếu {self.identity.form_id} · bảng chấm điểm bản {self.identity.table_version}"
        )
        self.sheet.set_footer(f"&L{font}{name}&R{font}Trang &P/&N")
        if self.season.is_sample:
            self.sheet.set_header(f'&R&"{_FONT},Bold"&10Dữ liệu minh họa', {"margin": 0.25})

    def _score(self, row: TableRow) -> Score:
        return self.season.score(self.unit.id, row.code, form_stage(self.season.pack))


def _number_format(values: Sequence[Decimal]) -> str:
    """As many decimals as these values need, and no more."""
    needed = max((-int(it.normalize().as_tuple().exponent) for it in values), default=0)
    return f"#,##0.{'0' * needed}" if needed > 0 else "#,##0"


def _draw_guide(form: _Form, sheet: Any) -> None:
    """The sheet of instructions: one numbered line a row, made to be read and printed."""
    width = 640
    sheet.set_column_pixels(0, 0, width)
    sheet.write_string(0, 0, "HƯỚNG DẪN GHI BẢNG TỰ CHẤM ĐIỂM", form.style(bold=True, font_size=14))
    sheet.set_row(0, 30)
    for row, text in enumerate(words.instructions(form.season), start=1):
        sheet.write_string(row, 0, text, form.style(text_wrap=True))
        sheet.set_row(row, paper.height(paper.lines(text, width * 11 // 12)) + 6)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_identity(form: _Form, sheet: Any) -> None:
    """The very hidden sheet; all values are text, so that no program turns them into numbers."""
    for row, (key, value) in enumerate(form.identity.pairs()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.protect("")
    sheet.very_hidden()

"""The unit's form drawn with XlsxWriter: one table to fill in, its instructions, its hidden identity."""

import io
from copy import deepcopy
from datetime import datetime
from typing import Any

from exporters import score_form_layout as layout
from exporters import score_form_paper as paper
from exporters import score_form_words as words
from exporters.score_form_check import write_check, write_shares
from exporters.score_form_guards import set_page, write_guards
from exporters.score_form_rows import draw_rows
from exporters.score_form_sheet import FIRST_ROWS, FONT, GREY, HINT, RED, Form
from exporters.score_form_sums import write_count, write_subtotals, write_total
from models.block import Unit
from models.points import show_short
from models.season import Season

# Column widths are counted in digits of the base font; Calibri is not on every PC, this one is.
_BASE = {
    "default_format_properties": {"font_name": FONT, "font_size": 12},
    "default_column_width": 72,
    "default_row_height": 21,
}
_SIGNATURE_HEIGHT = 160.0
_COUNT_ROW = FIRST_ROWS - 1


def build(season: Season, unit: Unit) -> bytes:
    """The form of `unit` as the bytes of an .xlsx file; the same season gives the same bytes.

    Raises AppError when a text is longer than a cell of Excel can hold.
    """
    # mypy: this library brings no types of its own.
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = io.BytesIO()
    # A copy, since the library writes into what it is given: the second form would look otherwise.
    workbook = Workbook(out, {"in_memory": True, **deepcopy(_BASE)})
    form = Form(season, unit, workbook, workbook.add_worksheet(layout.SHEET))
    _draw(form)
    _draw_guide(form, workbook.add_worksheet(layout.GUIDE))
    _write_hidden(form, workbook.add_worksheet(layout.HIDDEN))
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


def _draw(form: Form) -> None:
    """The form's own sheet, from top to bottom."""
    form.sheet.set_column(0, 0, 8, None, {"hidden": True})
    for key in form.keys:
        form.sheet.set_column_pixels(form.column[key], form.column[key], form.width[key])
    _heading(form)
    _table_head(form)
    draw_rows(form)
    write_count(form, _COUNT_ROW, form.column[layout.MAXIMUM] + 1, len(form.keys))
    write_subtotals(form)
    write_total(form)
    _signature(form)
    write_guards(form)
    set_page(form)


def _heading(form: Form) -> None:
    form.sheet.set_row(0, None, None, {"hidden": True})
    form.bands.append(paper.Band(0))
    form.sheet.write_string(0, 0, layout.MARK)
    for key in form.keys:
        form.sheet.write_string(0, form.column[key], key)
    last, middle = len(form.keys), form.column[layout.MAXIMUM]
    row = form.add_band(layout.OTHER, paper.Band(20))
    form.merged(row, 1, middle, form.identity.block.upper(), form.style(bold=True))
    if said := paper.marks(form.season):
        sample = form.style(bold=True, align="right", font_color=RED)
        form.merged(row, middle + 1, last, said, sample)
    row = form.add_band(layout.OTHER, paper.Band(30))
    title = f"BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM {form.season.year}"
    form.merged(row, 1, last, title, form.style(bold=True, align="center", font_size=15))
    row = form.add_band(layout.OTHER, paper.Band(22))
    name = f"Đơn vị: {form.identity.unit_name}"
    form.merged(row, 1, last, name, form.style(bold=True, align="center", font_size=13))
    row = form.add_band(layout.OTHER, paper.Band(20))
    hint = form.style(italic=True, font_size=11, font_color=HINT)
    step = show_short(form.season.pack.step)
    text = f"Chỉ ghi vào các ô màu vàng. Bước điểm {step}."
    form.merged(row, 1, middle, text, hint)
    # How many are filled in stands beside it, once the rows are known.


def _table_head(form: Form) -> None:
    names = words.headers(form.keys)
    needed = max(paper.lines(names[it], form.width[it], bold=True) for it in form.keys)
    row = form.add_band(layout.OTHER, paper.Band(paper.height(needed), leads=True))
    style = form.style(bold=True, align="center", border=1, text_wrap=True, bg_color=GREY)
    for key in form.keys:
        form.sheet.write_string(row, form.column[key], names[key], style)


def _signature(form: Form) -> None:
    """One row, since a row is the only thing that Excel never parts between two pages: the check code stays
    beside the signature."""
    at = form.add_band(layout.OTHER, paper.Band(_SIGNATURE_HEIGHT, clings=True))
    first, last = form.column[layout.POINTS], len(form.keys)
    code = form.style(bold=True, valign="top", text_wrap=True)
    write_check(form, at, 1, first - 1, code)
    area = form.style(valign="top", align="center", text_wrap=True)
    form.sheet.merge_range(at, first, at, last, "", area)
    slanted, strong = form.style(italic=True), form.style(bold=True)
    blank = "…………………, ngày …… tháng …… năm ………\n"
    form.sheet.write_rich_string(
        at,
        first,
        *(slanted, f"\n{blank}"),
        *(strong, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ\n"),
        *(slanted, "(Ký, đóng dấu)"),
        area,
    )


def _draw_guide(form: Form, sheet: Any) -> None:
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


def _write_hidden(form: Form, sheet: Any) -> None:
    """The very hidden sheet: whose form it is, as texts, so that no program turns them into numbers; beside
    them what the check code is made of."""
    for row, (key, value) in enumerate(form.identity.pairs()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    write_shares(form, sheet)
    sheet.protect("")
    sheet.very_hidden()

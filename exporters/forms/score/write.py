"""The unit's form drawn with XlsxWriter: one table to fill in, its instructions, its hidden identity."""

from exporters.forms import paper
from exporters.forms.identity import GUIDE, HIDDEN
from exporters.forms.pen import GREY, HINT, new_workbook, write_identity
from exporters.forms.score import layout, words
from exporters.forms.score.check import write_check, write_shares
from exporters.forms.score.guards import set_page, write_guards
from exporters.forms.score.rows import draw_rows
from exporters.forms.score.sheet import FIRST_ROWS, Form
from exporters.forms.score.sums import write_count, write_subtotals, write_total
from models.block import Unit
from models.points import show_short
from models.season import Season

_COUNT_ROW = FIRST_ROWS - 1


def build(season: Season, unit: Unit) -> bytes:
    """The form of `unit` as the bytes of an .xlsx file; the same season gives the same bytes.

    Raises AppError when a text is longer than a cell of Excel can hold.
    """
    title = f"Bảng tự chấm điểm thi đua năm {season.year}"
    out, workbook = new_workbook(title, layout.identity_of(season, unit))
    form = Form(season, unit, workbook, workbook.add_worksheet(layout.SHEET))
    _draw(form)
    guide = words.instructions(season)
    form.draw_guide(workbook.add_worksheet(GUIDE), "HƯỚNG DẪN GHI BẢNG TỰ CHẤM ĐIỂM", guide)
    hidden = workbook.add_worksheet(HIDDEN)
    write_identity(hidden, form.identity)
    write_shares(form, hidden)  # beside it what the check code is made of
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
    title = f"BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM {form.season.year}"
    form.draw_name(form.identity, layout.OTHER, title, last, middle)
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
    """The check code stays beside the signature, on one page."""
    first = form.column[layout.POINTS]
    at = form.draw_signature(layout.OTHER, first, len(form.keys))
    code = form.style(bold=True, valign="top", text_wrap=True)
    write_check(form, at, 1, first - 1, code)

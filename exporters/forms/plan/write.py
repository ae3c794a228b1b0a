"""The year's plan drawn with XlsxWriter: one row an item, room for new ones, lists to choose from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from exporters.forms import paper
from exporters.forms.identity import HIDDEN
from exporters.forms.pen import FONT, GREY, HINT, TABLE_SIZE, new_workbook, write_identity
from exporters.forms.plan import layout
from models.dates.due_days import due
from models.dates.plan_lists import drives
from models.dates.plan_rows import (
    DONE,
    DRIVE,
    DROPPED,
    FINISHED,
    HEADS,
    KEYS,
    MONTH,
    NOTE,
    OPEN,
    RESULT,
    STATE,
    TITLE,
    WHEN,
    WHO,
    row_texts,
)
from models.dates.plan_words import role_name
from models.duties import Deadline, Owner
from models.season import Season

_WIDTHS = {
    TITLE: 236, WHO: 112, DRIVE: 112, WHEN: 108, MONTH: 62,
    RESULT: 160, STATE: 72, DONE: 74, NOTE: 96,
}  # fmt: skip
"""Pixels of the columns; with the number (32) they fill A4 landscape."""
_NUMBER_WIDTH = 32
_HEAD_ROW = 2
_SPARE = 20
"""Rows left for new items, drawn like the others."""
_ROW_HEIGHT = 19.0
_LONGEST_LIST = 255
_HINT = (
    "Sửa thẳng trong bảng, thêm việc ở các dòng trống bên dưới, rồi nhận lại vào chương trình. Cột Hạn ghi "
    "như: trước 05/12; 5/12; tháng 6; quý II; hằng tháng; hội nghị + 5 ngày; chờ thông báo."
)


def build(season: Season) -> bytes:
    """The plan as the bytes of an .xlsx file; the same season gives the same bytes."""
    title = f"Kế hoạch thi đua, khen thưởng năm {season.year}"
    identity = layout.identity_of(season)
    out, workbook = new_workbook(title, identity)
    sheet = workbook.add_worksheet(layout.SHEET)
    styles = _styles(workbook)
    _head(sheet, styles, f"{title} – {season.block.name}")
    for number, it in enumerate(season.plan.items, start=1):
        texts = row_texts(it, season) | {MONTH: _month(it.deadline, season)}
        _row(sheet, styles, number, it.deadline.code, texts)
    last = _HEAD_ROW + len(season.plan.items)
    for row in range(last + 1, last + 1 + _SPARE):
        sheet.set_row(row, _ROW_HEIGHT)
        for column in range(1, len(KEYS) + 2):
            sheet.write_blank(row, column, None, styles[_style_of(column)])
    _lists(sheet, season, _HEAD_ROW + 1, last + _SPARE)
    _page(sheet, season, last + _SPARE, len(season.plan.items))
    write_identity(workbook.add_worksheet(HIDDEN), identity)
    workbook.close()
    return out.getvalue()


def _styles(workbook: Any) -> Mapping[str, Any]:
    cell = {"border": 1, "valign": "vcenter", "font_size": TABLE_SIZE, "text_wrap": True}
    made = {
        "title": {"bold": True, "font_size": 14, "valign": "vcenter"},
        "hint": {"italic": True, "font_size": 10, "font_color": HINT, "valign": "vcenter"},
        "head": {**cell, "bold": True, "align": "center", "bg_color": GREY},
        # Texts as text, so that "12/2023" does not turn into a date.
        "text": {**cell, "num_format": "@"},
        "middle": {**cell, "align": "center"},
        "day": {**cell, "align": "center", "num_format": "dd/mm/yyyy"},
    }
    return {name: workbook.add_format(look) for name, look in made.items()}


def _column(key: str) -> int:
    """The column of a key: the hidden codes and the number stand before it."""
    return KEYS.index(key) + 2


def _style_of(column: int) -> str:
    if column == 1:
        return "middle"
    return "day" if column == _column(DONE) else "text"


def _head(sheet: Any, styles: Mapping[str, Any], title: str) -> None:
    sheet.set_column(0, 0, 8, None, {"hidden": True})
    sheet.set_column_pixels(1, 1, _NUMBER_WIDTH)
    for key, width in _WIDTHS.items():
        sheet.set_column_pixels(_column(key), _column(key), width)
    sheet.set_row(0, 26)
    sheet.write_string(0, 1, title, styles["title"])
    sheet.write_string(1, 1, _HINT, styles["hint"])
    heads = (layout.CODE_HEAD, layout.NUMBER_HEAD, *(HEADS[key] for key in KEYS))
    sheet.set_row(_HEAD_ROW, 34)
    for column, head in enumerate(heads):
        sheet.write_string(_HEAD_ROW, column, head, styles["head"])


def _row(
    sheet: Any, styles: Mapping[str, Any], number: int, code: str, texts: Mapping[str, str]
) -> None:
    row = _HEAD_ROW + number
    needed = max(paper.lines(texts[key], width) for key, width in _WIDTHS.items())
    sheet.set_row(row, max(paper.height(needed), _ROW_HEIGHT))
    sheet.write_string(row, 0, code)
    sheet.write_number(row, 1, number, styles["middle"])
    for key in KEYS:
        text = texts[key]
        if key == DONE and text:
            day = datetime.strptime(text, "%d/%m/%Y")
            sheet.write_datetime(row, _column(key), day, styles["day"])
        elif text:
            sheet.write_string(row, _column(key), text, styles["text"])
        else:
            sheet.write_blank(row, _column(key), None, styles[_style_of(_column(key))])


def _month(it: Deadline, season: Season) -> str:
    """The month in which a thing is due, for sorting and filtering; "" for one that recurs or has no day."""
    if it.kind in ("every_month", "every_quarter"):
        return ""
    last = due(it, season).last
    if it.kind == "quarter" and last is not None:
        return f"Quý {('I', 'II', 'III', 'IV')[it.quarter - 1]}"
    return f"{last.month:02}/{last.year}" if last else ""


def _lists(sheet: Any, season: Season, first: int, last: int) -> None:
    """Lists to choose from; something else may be typed, and is understood or refused when it comes back."""
    roles = [role_name(kind, season) for kind in get_args(Owner)]
    _offer(sheet, (first, last), WHO, [*roles, *(it.name for it in season.units)])
    _offer(sheet, (first, last), DRIVE, drives(season.plan))
    _offer(sheet, (first, last), STATE, (OPEN, FINISHED, DROPPED))


def _offer(sheet: Any, rows: tuple[int, int], key: str, choices: Sequence[str]) -> None:
    """Excel parts a list at commas and takes 255 letters at most: what does not fit is left to be typed."""
    kept: list[str] = []
    for it in choices:
        if "," not in it and len(",".join((*kept, it))) <= _LONGEST_LIST:
            kept.append(it)
    if kept:
        rule = {"validate": "list", "source": kept, "show_error": False}
        sheet.data_validation(rows[0], _column(key), rows[1], _column(key), rule)


def _page(sheet: Any, season: Season, last: int, count: int) -> None:
    """A4 landscape, one page wide, the head on every page; empty rows are not printed."""
    sheet.freeze_panes(_HEAD_ROW + 1, 3)
    sheet.autofilter(_HEAD_ROW, 1, last, len(KEYS) + 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.59, right=0.39, top=0.59, bottom=0.71)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.print_area(0, 0, _HEAD_ROW + max(count, 1), len(KEYS) + 1)
    font = f'&"{FONT},Italic"&10'
    sheet.set_footer(f"&L{font}{layout.SHEET} {season.year}&R{font}Trang &P/&N")
    if said := paper.marks(season):
        sheet.set_header(f'&R&"{FONT},Bold"&10{said}', {"margin": 0.25})

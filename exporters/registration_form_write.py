"""The registration form drawn with XlsxWriter: two tables to fill in, instructions, hidden identity."""

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

from exporters import registration_form_layout as layout
from exporters import registration_form_words as words
from exporters import score_form_paper as paper
from exporters.registration_form_rules import guard_rows, set_page
from exporters.registration_form_sheet import WIDTHS, Draft, row_texts
from exporters.score_form_layout import tidy
from exporters.score_form_sheet import FONT, GREY, HINT, RED, YELLOW
from models.block import Unit
from models.collected import RegisteredTitle
from models.facts import Target
from models.season import Season

_ROWS = {layout.TARGET: 15, layout.TITLE: 10}
_SPARE = {layout.TARGET: 5, layout.TITLE: 3}
"""How many rows each table has at least, and how many stay empty below what is registered already."""
_ROW_HEIGHT = 19.0
_SIGNATURE_HEIGHT = 160.0


def build(season: Season, unit: Unit) -> bytes:
    """The form of `unit` as the bytes of an .xlsx file; the same season gives the same bytes."""
    # mypy: this library brings no types of its own.
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = io.BytesIO()
    base = {
        # Column widths are counted in digits of the base font; Calibri is not on every PC, this one is.
        "default_format_properties": {"font_name": FONT, "font_size": 12},
        "default_column_width": 72,
        "default_row_height": 21,
    }
    workbook = Workbook(out, {"in_memory": True, **base})
    draft = Draft(season, unit, workbook, workbook.add_worksheet(layout.SHEET))
    _draw(draft)
    _draw_guide(draft, workbook.add_worksheet(layout.GUIDE))
    _write_identity(draft, workbook.add_worksheet(layout.HIDDEN))
    workbook.set_properties(
        {
            "title": f"Bản đăng ký thi đua năm {season.year}",
            "subject": draft.mine.unit_name,
            "author": draft.mine.block,
            "created": datetime(season.year, 1, 1),
        }
    )
    workbook.close()
    return paper.let_rows_grow(out.getvalue(), range(len(draft.bands)))


def _draw(draft: Draft) -> None:
    """The form's own sheet, from top to bottom."""
    draft.sheet.set_column(0, 0, 8, None, {"hidden": True})
    for column, width in enumerate(WIDTHS, start=1):
        draft.sheet.set_column_pixels(column, column, width)
    _heading(draft)
    facts, unit = draft.season.facts, draft.unit.id
    _table(
        draft,
        layout.TARGET,
        words.TARGETS_HEAD,
        [it for it in facts.targets if it.unit == unit],
    )
    _key_row(draft, layout.KEYS, layout.TITLE_KEYS)
    _table(
        draft,
        layout.TITLE,
        words.TITLES_HEAD,
        [it for it in facts.titles if it.unit == unit],
    )
    _signature(draft)
    set_page(draft)


def _key_row(draft: Draft, row_id: str, keys: tuple[str, ...]) -> None:
    """A hidden row with the keys of the columns of the table below it."""
    row = draft.add_band(row_id, paper.Band(0, leads=True))
    draft.sheet.set_row(row, None, None, {"hidden": True})
    for column, key in enumerate(keys, start=1):
        if key:
            draft.sheet.write_string(row, column, key)


def _heading(draft: Draft) -> None:
    _key_row(draft, layout.MARK, layout.TARGET_KEYS)
    last, middle = len(WIDTHS), 5
    row = draft.add_band(layout.OTHER, paper.Band(20))
    draft.merged(row, 1, middle, draft.mine.block.upper(), draft.style(bold=True))
    if said := paper.marks(draft.season):
        sample = draft.style(bold=True, align="right", font_color=RED)
        draft.merged(row, middle + 1, last, said, sample)
    row = draft.add_band(layout.OTHER, paper.Band(30))
    style = draft.style(bold=True, align="center", font_size=15)
    draft.merged(row, 1, last, words.title(draft.season), style)
    row = draft.add_band(layout.OTHER, paper.Band(22))
    name = f"Đơn vị: {draft.mine.unit_name}"
    draft.merged(row, 1, last, name, draft.style(bold=True, align="center", font_size=13))
    text = f"Chỉ ghi vào các ô màu vàng. {words.sections_note(draft.season)}".strip()
    needed = paper.height(paper.lines(text, sum(WIDTHS)))
    row = draft.add_band(layout.OTHER, paper.Band(max(needed, 20)))
    hint = draft.style(italic=True, font_size=11, font_color=HINT, text_wrap=True)
    draft.merged(row, 1, last, text, hint)


def _table(
    draft: Draft, prefix: str, head: str, known: list[Target] | list[RegisteredTitle]
) -> None:
    """One table: its title, its head, what is registered already, and empty rows."""
    row = draft.add_band(layout.OTHER, paper.Band(26, leads=True))
    draft.merged(row, 1, len(WIDTHS), head, draft.style(bold=True))
    is_target = prefix == layout.TARGET
    names = words.TARGET_HEADERS if is_target else words.TITLE_HEADERS
    spans = draft.spans(prefix)
    widths = {key: draft.width_of(*span) for key, span in spans.items()}
    needed = max(paper.lines(names[key], widths[key], bold=True) for key in spans)
    row = draft.add_band(layout.OTHER, paper.Band(paper.height(needed), leads=True))
    style = draft.style(bold=True, align="center", border=1, text_wrap=True, bg_color=GREY)
    for key, (first, last) in spans.items():
        draft.merged(row, first, last, names[key], style)
    count = max(_ROWS[prefix], len(known) + _SPARE[prefix])
    drawn = []
    for number in range(1, count + 1):
        fact = known[number - 1] if number <= len(known) else None
        drawn.append(_row(draft, prefix, number, fact))
    guard_rows(draft, prefix, drawn[0], drawn[-1])


def _row(draft: Draft, prefix: str, number: int, fact: Target | RegisteredTitle | None) -> int:
    spans, values = draft.spans(prefix), row_texts(fact)
    needed = max(
        (
            paper.lines(value, draft.width_of(*spans[key]))
            for key, value in values.items()
            if isinstance(value, str)
        ),
        default=1,
    )
    band = paper.Band(max(paper.height(needed), _ROW_HEIGHT))
    at = draft.add_band(f"{prefix}{number}", band)
    for key, (first, last) in spans.items():
        if key == layout.NUMBER:
            style = draft.style(border=1, align="center")
            draft.sheet.write_number(at, first, number, style)
        else:
            _input(draft, at, (first, last), values.get(key), figure=key in draft.figures)
    return at


def _input(
    draft: Draft, at: int, span: tuple[int, int], value: str | Decimal | int | None, *, figure: bool
) -> None:
    """One yellow cell with what it says already."""
    look: dict[str, object] = {"border": 1, "locked": False, "bg_color": YELLOW}
    # Texts as text, so that "12/2023" does not turn into a date.
    style = (
        draft.style(**look, align="center")
        if figure
        else draft.style(**look, text_wrap=True, num_format="@")
    )
    first, last = span
    if first < last:
        draft.sheet.merge_range(at, first, at, last, "", style)
    if value is None or value == "":
        draft.sheet.write_blank(at, first, None, style)
    elif isinstance(value, str):
        draft.sheet.write_string(at, first, tidy(value), style)
    else:
        draft.sheet.write_number(at, first, float(value), style)


def _signature(draft: Draft) -> None:
    """One row, since a row is the only thing that Excel never parts between two pages."""
    at = draft.add_band(layout.OTHER, paper.Band(_SIGNATURE_HEIGHT, clings=True))
    first, last = 5, len(WIDTHS)
    area = draft.style(valign="top", align="center", text_wrap=True)
    draft.sheet.merge_range(at, first, at, last, "", area)
    slanted, strong = draft.style(italic=True), draft.style(bold=True)
    draft.sheet.write_rich_string(
        at,
        first,
        *(slanted, "\n…………………, ngày …… tháng …… năm ………\n"),
        *(strong, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ\n"),
        *(slanted, "(Ký, đóng dấu)"),
        area,
    )


def _draw_guide(draft: Draft, sheet: Any) -> None:
    """The sheet of instructions: one numbered line a row, made to be read and printed."""
    width = 640
    sheet.set_column_pixels(0, 0, width)
    head = draft.style(bold=True, font_size=14)
    sheet.write_string(0, 0, "HƯỚNG DẪN GHI BẢN ĐĂNG KÝ THI ĐUA", head)
    sheet.set_row(0, 30)
    for row, text in enumerate(words.instructions(draft.season), start=1):
        sheet.write_string(row, 0, text, draft.style(text_wrap=True))
        sheet.set_row(row, paper.height(paper.lines(text, width * 11 // 12)) + 6)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_identity(draft: Draft, sheet: Any) -> None:
    """The very hidden sheet; all values are text, so that no program turns them into numbers."""
    for row, (key, value) in enumerate(draft.mine.pairs()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.protect("")
    sheet.very_hidden()

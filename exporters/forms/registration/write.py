"""The registration form drawn with XlsxWriter: two tables to fill in, instructions, hidden identity."""

from decimal import Decimal

from exporters.forms import paper
from exporters.forms.identity import GUIDE, HIDDEN, tidy
from exporters.forms.pen import GREY, HINT, YELLOW, new_workbook, write_identity
from exporters.forms.registration import layout, words
from exporters.forms.registration.rules import guard_rows, set_page
from exporters.forms.registration.sheet import WIDTHS, Draft, row_texts
from models.block import Unit
from models.collected import RegisteredTitle
from models.facts import Target
from models.season import Season

_ROWS = {layout.TARGET: 15, layout.TITLE: 10}
_SPARE = {layout.TARGET: 5, layout.TITLE: 3}
"""How many rows each table has at least, and how many stay empty below what is registered already."""
_ROW_HEIGHT = 19.0


def build(season: Season, unit: Unit) -> bytes:
    """The form of `unit` as the bytes of an .xlsx file; the same season gives the same bytes."""
    title = f"Bản đăng ký thi đua năm {season.year}"
    out, workbook = new_workbook(title, layout.identity_of(season, unit))
    draft = Draft(season, unit, workbook, workbook.add_worksheet(layout.SHEET))
    _draw(draft)
    guide = words.instructions(season)
    draft.draw_guide(workbook.add_worksheet(GUIDE), "HƯỚNG DẪN GHI BẢN ĐĂNG KÝ THI ĐUA", guide)
    write_identity(workbook.add_worksheet(HIDDEN), draft.identity)
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
    draft.draw_signature(layout.OTHER, 5, len(WIDTHS))
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
    draft.draw_name(draft.identity, layout.OTHER, words.title(draft.season), last, middle)
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

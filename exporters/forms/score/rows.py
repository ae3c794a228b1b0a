"""The rows of the form's table: sections and groups, criteria, and the input rows of those with a rule."""

from decimal import Decimal
from typing import Any

from exporters.forms import paper
from exporters.forms.identity import tidy
from exporters.forms.pen import GREY, HINT, TABLE_SIZE, YELLOW
from exporters.forms.score import layout, words
from exporters.forms.score.asks import input_rule, points_rule
from exporters.forms.score.fields import NO_WORD, YES_WORD, FormField
from exporters.forms.score.formula import Place, formula, shown
from exporters.forms.score.sheet import Form
from models.points import ZERO
from models.scores.criterion_inputs import numbers
from models.season import Score
from models.table import TableRow

_SMALL, _SMALLER = 10, 8
"""Size of the words for a unit of measure, and the pixels that this spares."""


def draw_rows(form: Form) -> None:
    """All rows of the table, from top to bottom."""
    for depth, row in form.rows:
        if not row.is_criterion:
            _group(form, depth, row)
        elif row.code in form.exempt:
            _exempt(form, depth, row)
        else:
            _criterion(form, depth, row)


def _group(form: Form, depth: int, row: TableRow) -> None:
    note = words.group_note(form.season, form.unit, row, depth)
    title, width = tidy(row.title), form.width[layout.TITLE]
    needed = paper.lines(title, width, bold=True, indent=depth)
    needed += paper.lines(note, width, indent=depth) if note else 0
    band = paper.Band(paper.height(needed), leads=True)
    at = form.add_band(f"{layout.GROUP}{row.code}", band)
    form.at_row[row.code] = at
    look: dict[str, object] = {"bold": True, "border": 1}
    if depth == 0:
        look["bg_color"] = GREY
    for key in form.keys:
        form.sheet.write_blank(at, form.column[key], None, form.style(**look))
    _code_and_title(form, at, depth, row, look, note)


def _criterion(form: Form, depth: int, row: TableRow) -> None:
    computed = bool(form.fields[row.code])
    prefix = _prefix(computed=computed, free=row.code in form.free)
    at = _own_row(form, depth, row, prefix, leads=computed)
    column = form.column[layout.POINTS]
    if computed:
        _inputs(form, depth, row)
        _computed(form, row, at)
        return
    # "0.00" alone would hide a third decimal; the red marks show it.
    style = form.style(
        border=1, align="center", num_format=form.points_format, locked=False, bg_color=YELLOW
    )
    score = form.score(row)
    if score.points is None:
        form.sheet.write_blank(at, column, None, style)
    else:
        form.values[row.code] = score.points
        form.shown[row.code] = True
        form.sheet.write_number(at, column, float(score.points), style)
    rule = points_rule(form.season, row, form.limits)
    form.sheet.data_validation(at, column, at, column, rule)


def _prefix(*, computed: bool, free: bool) -> str:
    if computed:
        return layout.COMPUTED_FREE if free else layout.COMPUTED
    return layout.CRITERION_FREE if free else layout.CRITERION


def _own_row(form: Form, depth: int, row: TableRow, prefix: str, *, leads: bool = False) -> int:
    """The row of a criterion without its points: code, title, texts of block and unit."""
    score, locked = form.score(row), row.code in form.exempt
    texts = {
        layout.GUIDANCE: words.guidance(row, form.season.pack),
        layout.REQUIRED: tidy(row.evidence),
        layout.EVIDENCE: words.fitting(score.evidence, row),
        layout.NOTE: words.fitting(score.note, row),
    }
    note = words.group_note(form.season, form.unit, row, depth) if depth == 0 else ""
    if row.code in form.exempt:
        note = words.exempt_note(form.exempt[row.code])
    needed = paper.lines(tidy(row.title), form.width[layout.TITLE], indent=depth)
    known = [key for key in texts if key in form.column]
    needed += paper.lines(note, form.width[layout.TITLE], indent=depth) if note else 0
    for key in known:
        needed = max(needed, paper.lines(texts[key], form.width[key]))
    at = form.add_band(f"{prefix}{row.code}", paper.Band(paper.height(needed), leads=leads))
    form.at_row[row.code] = at
    _code_and_title(form, at, depth, row, {"border": 1}, note)
    for key in known:
        form.sheet.write_string(at, form.column[key], texts[key], _text_style(form, key, locked))
    return at


def _text_style(form: Form, key: str, locked: bool) -> Any:
    look: dict[str, object] = {"border": 1, "text_wrap": True}
    if key in layout.INPUTS:
        if locked:
            return form.style(**look, bg_color=GREY, num_format="@")
        # As text, so that "12/2023" does not turn into a date.
        return form.style(**look, locked=False, bg_color=YELLOW, num_format="@")
    return form.style(**look, font_color=HINT) if key == layout.REQUIRED else form.style(**look)


def _code_and_title(
    form: Form, at: int, depth: int, row: TableRow, look: dict[str, object], note: str
) -> None:
    code = form.style(**look, align="center")
    form.sheet.write_string(at, form.column[layout.CODE], row.code, code)
    column, title = form.column[layout.TITLE], tidy(row.title)
    wrapped = form.style(**look, text_wrap=True, indent=min(depth, 15))
    if note:
        strong = form.style(bold=bool(look.get("bold")), font_size=TABLE_SIZE)
        slanted = form.style(italic=True, font_size=TABLE_SIZE)
        form.sheet.write_rich_string(at, column, strong, f"{title}\n", slanted, note, wrapped)
    else:
        form.sheet.write_string(at, column, title, wrapped)
    maximum = form.limits[row.code]
    style = form.style(**look, align="center", num_format=form.maximum_format)
    if maximum is None:
        form.sheet.write_blank(at, form.column[layout.MAXIMUM], None, style)
    else:
        form.sheet.write_number(at, form.column[layout.MAXIMUM], float(maximum), style)


# ---- what does not apply


def _exempt(form: Form, depth: int, row: TableRow) -> None:
    at = _own_row(form, depth, row, layout.EXEMPT)
    style = form.style(
        border=1, align="center", text_wrap=True, bg_color=GREY, font_size=_SMALL, font_color=HINT
    )
    form.sheet.write_string(at, form.column[layout.POINTS], words.NOT_APPLICABLE, style)


# ---- criteria with a rule


def place_of(form: Form, row: TableRow) -> Place:
    """A computed criterion with the cells of its input rows."""
    assert row.rule is not None, "only a rule asks for inputs"
    points = form.column[layout.POINTS]
    drawn = form.inputs[row.code]
    cells = {it.field.key: layout.address(at, points) for it, at in drawn}
    highest = form.limits[row.code]
    section = form.season.table.section_of(row.code)
    lenient = section is not None and section.role != "content"
    fields = tuple(it for it, _ in drawn)
    return Place(row, row.rule, cells, fields, form.season.pack, highest, lenient)


def _computed(form: Form, row: TableRow, at: int) -> None:
    """The locked score cell: its formula, with the value it has now for viewers that do not calculate."""
    place, column = place_of(form, row), form.column[layout.POINTS]
    style = form.style(
        border=1,
        align="center",
        bold=True,
        text_wrap=True,
        bg_color=GREY,
        num_format=_exact_format(form),
    )
    if place.rule.kind == "effect":
        form.sheet.write_blank(at, column, None, style)
        return
    value = shown(place, numbers(form.score(row).inputs))
    form.shown[row.code] = value != ""
    if isinstance(value, Decimal):
        form.values[row.code] = value
    cached = float(value) if isinstance(value, Decimal) else value
    form.sheet.write_formula(at, column, formula(place), style, cached)


def _exact_format(form: Form) -> str:
    """Computed points may be finer than the step of points that people enter."""
    decimals = form.season.pack.decimals
    entered = len(form.points_format.partition(".")[2])
    return f"#,##0.{'0' * max(decimals, entered)}" if max(decimals, entered) else "#,##0"


def _inputs(form: Form, depth: int, row: TableRow) -> None:
    """One row for each number that the rule asks for, right below the criterion's own row."""
    fields, given = form.fields[row.code], form.score(row)
    form.inputs[row.code] = []
    for number, it in enumerate(fields, start=1):
        title, indent = f"↳ {it.field.title}", min(depth + 1, 15)
        needed = paper.lines(title, form.width[layout.TITLE], indent=indent)
        needed = max(needed, paper.lines(it.field.measure, form.width[layout.MAXIMUM] + _SMALLER))
        # A criterion and all its input rows stay on one page.
        band = paper.Band(paper.height(needed), leads=number < len(fields))
        at = form.add_band(it.row_id, band)
        form.inputs[row.code].append((it, at))
        for key in form.keys:
            form.sheet.write_blank(at, form.column[key], None, form.style(border=1))
        style = form.style(border=1, italic=True, text_wrap=True, indent=indent)
        form.sheet.write_string(at, form.column[layout.TITLE], title, style)
        look = {"border": 1, "italic": True, "align": "center", "text_wrap": True}
        style = form.style(**look, font_color=HINT, font_size=_SMALL)
        form.sheet.write_string(at, form.column[layout.MAXIMUM], it.field.measure, style)
        _input_cell(form, row, it, at, given)


def _input_cell(form: Form, row: TableRow, it: FormField, at: int, given: Score) -> None:
    column, value = form.column[layout.POINTS], _said(it, given)
    style = form.style(
        border=1,
        align="center",
        locked=False,
        bg_color=YELLOW,
        text_wrap=bool(it.levels),
        # As text, so that a level such as "1/2" stays one.
        num_format="@" if it.levels else "General",
    )
    if value is None:
        form.sheet.write_blank(at, column, None, style)
    elif isinstance(value, str):
        form.sheet.write_string(at, column, value, style)
    else:
        form.sheet.write_number(at, column, float(value), style)
    form.sheet.data_validation(at, column, at, column, input_rule(row, it))


def _said(it: FormField, score: Score) -> Decimal | str | None:
    """What the unit's own stage says already, as it stands in the input cell."""
    given = numbers(score.inputs)
    if it.levels:
        return next((title for key, title in it.levels if given.get(key, ZERO) > 0), None)
    value = given.get(it.field.key)
    if value is None or not it.field.flag:
        return value
    return YES_WORD if value > 0 else NO_WORD

"""What keeps the form whole: the lock, the red of wrong cells, the page it is printed on."""

from collections.abc import Sequence
from decimal import Decimal

from exporters.forms import paper
from exporters.forms.pen import PALE_RED, RED
from exporters.forms.score import layout
from exporters.forms.score.fields import NO_WORD, YES_WORD, FormField
from exporters.forms.score.formula import quoted
from exporters.forms.score.sheet import FIRST_ROWS, Form
from models.scores.criteria import limits as allowed
from models.scores.criterion_inputs import InputField


def write_guards(form: Form) -> None:
    """Lock the sheet and mark what the unit may not write."""
    form.sheet.protect("", {"format_columns": True, "format_rows": True})
    points, start = form.column[layout.POINTS], form.table_rows.start
    last = max(form.table_rows.stop - 1, start)
    _mark_points(form, start, last)
    for asked, rows in _asked(form).items():
        _mark(form, rows, _wrong_input(asked, f"${layout.address(rows[0], points)}"))
    form.sheet.ignore_errors(
        {"number_stored_as_text": f"A1:{layout.address(last, len(form.keys))}"}
    )
    first = _first_to_fill(form)
    if first is not None:
        form.sheet.set_selection(first, points, first, points)


def _first_to_fill(form: Form) -> int | None:
    """The row of the first yellow cell for points or numbers."""
    for row in form.season.table.criteria():
        if row.code in form.inputs:
            return form.inputs[row.code][0][1]
        if row.code not in form.exempt:
            return form.at_row[row.code]
    return None


def _mark(form: Form, rows: Sequence[int], wrong: str) -> None:
    """Red where the formula `wrong`, written for the first of `rows`, holds."""
    points = form.column[layout.POINTS]
    ranges = layout.spans(rows, points).replace(",", " ")
    look = form.style(bg_color=PALE_RED, font_color=RED, bold=True)
    rule = {"type": "formula", "criteria": wrong, "format": look, "multi_range": ranges}
    form.sheet.conditional_format(rows[0], points, rows[-1], points, rule)


# ---- points that are entered


def _mark_points(form: Form, start: int, last: int) -> None:
    floors: dict[Decimal, list[int]] = {}
    for row in form.season.table.criteria():
        if row.code not in form.exempt and row.code not in form.inputs:
            lowest = allowed(row, form.season.pack)[0]
            floors.setdefault(lowest, []).append(form.at_row[row.code])
    if list(floors) == [form.season.pack.criterion_floor] and not form.inputs and not form.free:
        floors = {form.season.pack.criterion_floor: list(range(start, last + 1))}
    for lowest, rows in floors.items():
        _mark(form, rows, _wrong_points(form, rows[0], lowest))


def _wrong_points(form: Form, row: int, floor: Decimal) -> str:
    """Not a number, outside floor and maximum, finer than the step."""
    step = form.season.pack.step
    cell = f"${layout.address(row, form.column[layout.POINTS])}"
    maximum = f"${layout.address(row, form.column[layout.MAXIMUM])}"
    known = (layout.CRITERION, layout.CRITERION_FREE) if form.free else (layout.CRITERION,)
    marks = [f'LEFT($A{row + 1},3)="{prefix}"' for prefix in known]
    ours = marks[0] if len(marks) == 1 else f"OR({','.join(marks)})"
    return (
        f"=AND({ours},NOT(ISBLANK({cell})),"
        f'IF(ISNUMBER({cell}),OR({cell}<{floor:f},AND({maximum}<>"",{cell}>{maximum}),'
        f"ABS(ROUND({cell}/{step:f},0)*{step:f}-{cell})>0.0000001),TRUE))"
    )


# ---- numbers behind the points

_MARKS = ("x", "1", "0")
"""What people write for yes and no beside the words themselves."""
_Asked = tuple[InputField, tuple[str, ...]]


def _asked(form: Form) -> dict[_Asked, list[int]]:
    """What is asked → the rows that ask for just that; titles do not matter for right and wrong."""
    found: dict[_Asked, list[int]] = {}
    for drawn in form.inputs.values():
        for it, at in drawn:
            field = it.field._replace(key="", title="", measure="")
            found.setdefault((field, _titles(it)), []).append(at)
    return found


def _titles(asked: FormField) -> tuple[str, ...]:
    return tuple(title for _, title in asked.levels)


def _wrong_input(asked: _Asked, cell: str) -> str:
    field, titles = asked
    words = titles or ((YES_WORD, NO_WORD, *_MARKS) if field.flag else ())
    if words:
        # One comparison each: Excel takes no list of constants in this place.
        same = (f'{cell}&""={quoted(it)}' for it in words)
        right = f"OR({','.join(same)})"
    else:
        parts = [f"ISNUMBER({cell})"]
        parts += [] if field.lowest is None else [f"N({cell})>={field.lowest:f}"]
        parts += [] if field.highest is None else [f"N({cell})<={field.highest:f}"]
        parts += [f"INT(N({cell}))=N({cell})"] if field.whole else []
        if field.picked is not None:
            least, most = field.picked
            parts.append(f"OR(N({cell})=0,AND(N({cell})>={least:f},N({cell})<={most:f}))")
        right = f"AND({','.join(parts)})"
    return f"=AND(NOT(ISBLANK({cell})),NOT({right}))"


# ---- the page


def set_page(form: Form) -> None:
    """The heading of the table on every page; a criterion's rows stay on one."""
    head = FIRST_ROWS
    form.sheet.freeze_panes(head + 1, form.column[layout.TITLE] + 1)
    mine = form.identity
    footer = f"Mã phiếu {mine.form_id} · bảng chấm điểm bản {mine.table_version}"
    form.set_page(len(form.keys), footer)
    form.sheet.repeat_rows(head)
    # A page holds a little more than we reckon; its own break might then part a criterion's rows.
    breaks = paper.page_breaks(form.bands, (head, head + 1), every=bool(form.inputs))
    form.sheet.set_h_pagebreaks(breaks)

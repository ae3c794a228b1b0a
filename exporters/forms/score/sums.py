"""The sums of the form: every group, the total, and how many criteria are filled in.

Each formula carries the value it has now, for viewers that do not calculate.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from exporters.forms import paper
from exporters.forms.pen import GREY, HINT
from exporters.forms.score import layout, words
from exporters.forms.score.sheet import Form
from models.points import ZERO, round_points
from models.rulepack import RulePack
from models.scores.criteria import limits
from models.scores.entries import Exempt
from models.table import SectionRole, TableRow

Sum = tuple[str, Decimal]
"""A formula without "=", and its present value."""


def write_count(form: Form, row: int, first: int, last: int) -> None:
    """ "Đã ghi 3/12 tiêu chí" over the table; what may stay empty is not counted."""
    style = form.style(italic=True, align="right", font_size=11)
    needed = [
        it
        for it in form.season.table.criteria()
        if it.code not in form.exempt and it.code not in form.free
    ]
    ids, points = form.span(0), form.span(form.column[layout.POINTS])
    prefixes = [layout.CRITERION]
    if any(form.fields[it.code] for it in needed):
        prefixes.append(layout.COMPUTED)
    parts = (f'SUMPRODUCT(--(LEFT({ids},3)="{prefix}"),--({points}<>""))' for prefix in prefixes)
    formula = f'="Đã ghi "&{_joined(parts)}&"/{len(needed)} tiêu chí"'
    filled = sum(form.shown.get(it.code, False) for it in needed)
    form.sheet.merge_range(row, first, row, last, "", style)
    form.sheet.write_formula(row, first, formula, style, f"Đã ghi {filled}/{len(needed)} tiêu chí")


def _joined(parts: Iterable[str]) -> str:
    found = list(parts)
    return found[0] if len(found) == 1 else f"({'+'.join(found)})"


def write_subtotals(form: Form) -> None:
    """The sum of every group, the innermost first."""
    for depth, row in reversed(form.rows):
        if row.is_criterion:
            continue
        look: dict[str, object] = {"bold": True, "border": 1, "align": "center"}
        if depth == 0:
            look["bg_color"] = GREY
        at = form.at_row[row.code]
        if row.code in form.exempt:
            style = form.style(**look, font_color=HINT, text_wrap=True)
            form.sheet.write_string(at, form.column[layout.POINTS], words.NOT_APPLICABLE, style)
            continue
        style = form.style(**look, num_format=form.points_format)
        made = _capped(_sum(form, row.rows), form.limits[row.code])
        form.values[row.code] = _write(form, at, made, style)


def _sum(form: Form, rows: Sequence[TableRow]) -> Sum:
    """What rows count together; one that does not apply counts what its policy gives."""
    column = form.column[layout.POINTS]
    entered = [it for it in rows if it.code not in form.exempt]
    spans = layout.spans([form.at_row[it.code] for it in entered], column)
    value = sum((form.values.get(it.code, ZERO) for it in entered), ZERO)
    inside = [spans] if spans else []
    for row in rows:
        if row.code in form.exempt:
            text, worth = _instead(form, row, form.exempt[row.code])
            inside += [text] if text else []
            value += worth
    return f"SUM({','.join(inside) or 0})", value


def _instead(form: Form, row: TableRow, exempt: Exempt) -> Sum:
    """What a row counts that does not apply to the unit: nothing, all its points, or another's."""
    most, limit = layout.reachable(row), form.limits[row.code]
    if exempt.policy == "full":
        most = most if limit is None else min(most, limit)
        return f"{most:f}", most
    other = form.season.table.row(exempt.substitute)
    if exempt.policy != "substitute" or other is None or other.code in form.exempt:
        return "", ZERO
    theirs, pack = layout.reachable(other), form.season.pack
    if not theirs:
        return "", ZERO
    cell = layout.address(form.at_row[other.code], form.column[layout.POINTS])
    text, worth = f"N({cell})", form.values.get(other.code, ZERO)
    if most != theirs:
        text = f"ROUND({text}*{most:f}/{theirs:f},{pack.decimals})"
        worth = round_points(worth * most / theirs, pack.decimals, pack.rounding)
    lowest = _lowest_of(row, pack)
    if lowest > _lowest_of(other, pack):
        text, worth = f"MAX({text},{lowest:f})", max(worth, lowest)
    return _capped((text, worth), limit)


def _lowest_of(row: TableRow, pack: RulePack) -> Decimal:
    """The sum of the floors of a row's criteria."""
    return sum((limits(it, pack)[0] for _, it in row.walk() if it.is_criterion), ZERO)


def _capped(made: Sum, most: Decimal | None) -> Sum:
    if most is None:
        return made
    return f"MIN({made[0]},{most:f})", min(made[1], most)


def _write(form: Form, at: int, made: Sum, style: Any) -> Decimal:
    # Rounding takes the binary noise out of 0,1 + 0,2; no block scores in millionths.
    text, value = made
    form.sheet.write_formula(
        at, form.column[layout.POINTS], f"=ROUND({text},6)", style, float(value)
    )
    return value


# ---- the total


def write_total(form: Form) -> None:
    """The last row: contents and bonus less deductions, each within its cap; what it leaves out beside it."""
    note, beside = words.closing_notes(form.season), form.column[layout.POINTS] + 1
    room = sum(form.width[key] for key in form.keys[beside - 1 :])
    needed = paper.height(paper.lines(note, room))
    at = form.add_band(layout.TOTAL, paper.Band(max(needed, 24.0), clings=True))
    look: dict[str, object] = {"bold": True, "border": 1, "bg_color": GREY}
    for key in form.keys:
        form.sheet.write_blank(at, form.column[key], None, form.style(**look))
    first, last = form.column[layout.CODE], form.column[layout.TITLE]
    label = words.total_label(form.season.table)
    form.merged(at, first, last, label, form.style(**look, align="center"))
    style = form.style(**look, align="center", num_format=form.maximum_format)
    form.sheet.write_number(at, form.column[layout.MAXIMUM], float(_highest(form)), style)
    style = form.style(**look, align="center", num_format=form.points_format)
    _write(form, at, _total(form), style)
    if note:
        look = {**look, "bold": False, "italic": True, "text_wrap": True}
        form.merged(at, beside, len(form.keys), note, form.style(**look))


def _total(form: Form) -> Sum:
    pack = form.season.pack
    made = _capped(_role(form, "content"), _contents_cap(form))
    if form.season.table.sections("bonus"):
        made = _added(made, "+", _capped(_role(form, "bonus"), pack.bonus_max))
        made = _capped(made, None if pack.bonus_over_total else pack.total)
    if form.season.table.sections("deduction"):
        made = _added(made, "-", _capped(_role(form, "deduction"), pack.deductions_max))
    return made


def _role(form: Form, role: SectionRole) -> Sum:
    return _sum(form, form.season.table.sections(role))


def _added(one: Sum, sign: str, other: Sum) -> Sum:
    value = one[1] + other[1] if sign == "+" else one[1] - other[1]
    return f"{one[0]}{sign}{other[0]}", value


def _contents_cap(form: Form) -> Decimal | None:
    pack = form.season.pack
    return min((it for it in (pack.content_total, pack.total) if it is not None), default=None)


def _highest(form: Form) -> Decimal:
    """The most that this table can give the unit."""
    pack = form.season.pack
    highest = _maxima(form, "content", _contents_cap(form))
    if form.season.table.sections("bonus"):
        highest += _maxima(form, "bonus", pack.bonus_max)
        if pack.total is not None and not pack.bonus_over_total:
            highest = min(highest, pack.total)
    return highest


def _maxima(form: Form, role: SectionRole, cap: Decimal | None) -> Decimal:
    limits = [form.limits[row.code] for row in form.season.table.sections(role)]
    highest = sum((it for it in limits if it is not None), ZERO)
    return highest if cap is None else min(highest, cap)

"""The rule of a criterion as an Excel formula over its input cells, and the value it has now.

What Excel cannot say by itself (a comparison with other units, a rounding it does not know) shows
`BY_BLOCK` as soon as all numbers are there. A cell stays "" while a number is missing.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from exporters.forms.score.fields import NO_WORD, YES_WORD, FormField
from models.criterion_rule import HUNDRED, Band, CriterionRule, Item
from models.points import ZERO
from models.rulepack import RulePack
from models.scores import criteria
from models.scores.criteria import PLAN, RESULT, VALUE
from models.scores.outcome import floor_of
from models.table import TableRow

BY_BLOCK, NOT_COUNTED = "khối tính", "không tính"
_NOISE = 10
_LONGEST = 8_000
_MOST_BANDS = 60
"""Excel takes 8,192 letters and 64 functions inside one another."""

_EXACT = ("deduct", "per_case", "mixed", "combination", "tiers", "yes_no", "graded")
_COUNTED = ("deduct", "per_case", "mixed", "effect")


class Place(NamedTuple):
    """One computed criterion on the sheet: its input rows with their cells ("F9"), the highest points
    that it can give this unit, and whether a case that is not mentioned counts as none."""

    row: TableRow
    rule: CriterionRule
    cells: Mapping[str, str]
    fields: tuple[FormField, ...]
    pack: RulePack
    highest: Decimal | None
    lenient: bool

    @property
    def span(self) -> str:
        """All input cells, which lie under each other: "F9:F12"."""
        names = list(self.cells.values())
        return names[0] if names[0] == names[-1] else f"{names[0]}:{names[-1]}"


def formula(place: Place) -> str:
    """The formula of the score cell, with its "="."""
    made = _live(place)
    return f"={made or _when_complete(place, quoted(BY_BLOCK))}"


def shown(place: Place, inputs: Mapping[str, Decimal]) -> Decimal | str:
    """What the formula gives for `inputs`: the same points that the program computes."""
    if not is_complete(place, inputs):
        return ""
    if not _live(place):
        return BY_BLOCK
    outcome = criteria.compute(place.row, inputs, place.pack, lenient=place.lenient)
    if outcome.points is not None:
        return outcome.points if place.highest is None else min(outcome.points, place.highest)
    if outcome.policy == "leave_out":
        return NOT_COUNTED
    return "" if place.rule.kind == "graded" else BY_BLOCK


def is_complete(place: Place, inputs: Mapping[str, Decimal]) -> bool:
    """Whether every number is there that the points need."""
    return complete(place.rule, place.fields, inputs, lenient=place.lenient)


def complete(
    rule: CriterionRule,
    fields: tuple[FormField, ...],
    inputs: Mapping[str, Decimal],
    *,
    lenient: bool,
) -> bool:
    """Whether every number is there that the points need; `lenient`: one case is enough."""
    if rule.kind == "graded":
        return any(value > 0 for value in inputs.values())
    if lenient and rule.kind in (*_COUNTED, "combination"):
        return bool(inputs)
    return all(it.field.key in inputs for it in fields)


def _live(place: Place) -> str:
    """The formula without "=", or "" where Excel cannot say it."""
    make = _KINDS.get(place.rule.kind)
    if make is None or not _can_round(place) or len(place.rule.bands) > _MOST_BANDS:
        return ""
    made = make(place)
    return made if len(made) <= _LONGEST else ""


def _can_round(place: Place) -> bool:
    """Whether ROUND rounds as the pack does, or there is nothing to round."""
    if place.pack.rounding == "half_up":
        return True
    rule = place.rule
    if rule.kind not in _EXACT or any(it.most is not None for it in rule.items):
        return False
    given = [it.points for it in rule.items]
    given += [it.points for it in rule.bands]
    given += [it for it in (place.row.max_points, rule.base, rule.all_points) if it is not None]
    return all(-int(it.normalize().as_tuple().exponent) <= place.pack.decimals for it in given)


# ---- building stones


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def quoted(text: str) -> str:
    """A text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


def _when_complete(place: Place, then: str) -> str:
    """`then`, "" while a number is missing. Text in a cell for a number counts as missing."""
    span, wanted = place.span, len(place.cells)
    if place.fields[0].levels:
        return f'IF({span}="","",{then})'
    if place.rule.kind == "graded":
        return f'IF({_count(span, True)}<>1,"",{then})'
    count = f"COUNT({span})"
    if place.fields[0].field.flag:
        count = f"({_count(span, True)}+{_count(span, False)})"
    if place.lenient and place.rule.kind in (*_COUNTED, "combination"):
        wanted = 1
    return f'IF({count}<{wanted},"",{then})'


def _count(cells: str, yes: bool) -> str:
    """How many of the cells say yes, or no, in one of the ways that the reader knows."""
    words = f'{{"{YES_WORD}","x",1}}' if yes else f'{{"{NO_WORD}",0}}'
    return f"SUMPRODUCT(COUNTIF({cells},{words}))"


def _settled(place: Place, raw: str) -> str:
    """Rounded, then held between floor and maximum. The inner rounding takes binary noise out."""
    made = f"ROUND(ROUND({raw},{_NOISE}),{place.pack.decimals})"
    if place.highest is not None:
        made = f"MIN({_number(place.highest)},{made})"
    return f"MAX({_number(floor_of(place.row, place.pack))},{made})"


def _top(place: Place) -> Decimal:
    return place.row.max_points or ZERO


def _cell(place: Place, item: Item) -> str:
    """The number of one item; N makes 0 of a cell that says nothing."""
    name = place.cells[item.code]
    return f"N({name})" if place.lenient else name


def _amount(place: Place, item: Item) -> str:
    name = _cell(place, item)
    return name if item.most is not None else f"{name}*{_number(item.points)}"


def _unless_wiped(place: Place, raw: str, then: str) -> str:
    wiping = [f"{_cell(place, it)}<>0" for it in place.rule.items if it.wipes]
    return f"IF(OR({','.join(wiping)}),{then},{raw})" if wiping else raw


# ---- the kinds


def _deduct(place: Place) -> str:
    return _sum_of_items(place, f"{_number(_top(place))}-")


def _per_case(place: Place) -> str:
    if not place.rule.highest_only:
        return _sum_of_items(place, "")
    amounts = [_amount(place, it) for it in place.rule.items]
    if place.lenient:  # what is not mentioned must not stand above a loss
        names = [place.cells[it.code] for it in place.rule.items]
        pairs = zip(names, amounts, strict=True)
        amounts = [f"IF(ISNUMBER({name}),{amount},-1E+99)" for name, amount in pairs]
    raw = _unless_wiped(place, f"MAX({','.join(amounts)})", "0")
    return _when_complete(place, _settled(place, raw))


def _mixed(place: Place) -> str:
    return _sum_of_items(place, f"{_number(place.rule.base or ZERO)}+")


def _sum_of_items(place: Place, start: str) -> str:
    total = "+".join(_amount(place, it) for it in place.rule.items)
    raw = f"{start}({total})"
    return _when_complete(place, _settled(place, _unless_wiped(place, raw, f"MIN({raw},0)")))


def _combination(place: Place) -> str:
    rule = place.rule
    start = _top(place) if rule.base is None else rule.base
    taken = "+".join(
        f"{_count(place.cells[it.code], True)}*{_number(it.points)}" for it in rule.items
    )
    if rule.all_points is not None:
        everything = f"{_count(place.span, True)}={len(rule.items)}"
        taken = f"IF({everything},{_number(rule.all_points)},{taken})"
    return _when_complete(place, _settled(place, f"{_number(start)}-({taken})"))


def _plan(place: Place) -> str:
    plan, result = place.cells[PLAN], place.cells[RESULT]
    share = _top(place) * place.rule.reached_percent / HUNDRED
    raw = f"{_number(share)}*{result}/{plan}"
    if place.rule.below_plan == "nothing":
        raw = f"IF({result}<{plan},0,{raw})"
    return _planned(place, _settled(place, raw))


def _steps(place: Place) -> str:
    rule = place.rule
    plan, result = place.cells[PLAN], place.cells[RESULT]
    start = _top(place) if rule.base is None else rule.base
    apart = f"({result}-{plan})*100/({plan}*{_number(rule.step_percent)})"
    steps = f"INT(ROUND({apart},{_NOISE}))"
    raw = (
        f"{_number(start)}+{steps}*"
        f"IF({result}<{plan},{_number(rule.under_points)},{_number(rule.step_points)})"
    )
    return _planned(place, _settled(place, raw))


def _planned(place: Place, then: str) -> str:
    """`then`, unless the plan is 0: nothing is divided by it."""
    without = quoted(BY_BLOCK)
    if place.rule.no_plan == "full" and place.row.max_points is not None:
        full = place.row.max_points
        without = _number(full if place.highest is None else min(full, place.highest))
    elif place.rule.no_plan == "leave_out":
        without = quoted(NOT_COUNTED)
    return _when_complete(place, f"IF({place.cells[PLAN]}<=0,{without},{then})")


def _tiers(place: Place) -> str:
    if place.rule.measure == "ratio":
        share = f"ROUND(100*{place.cells[RESULT]}/{place.cells[PLAN]},{_NOISE})"
        return _planned(place, _banded(place, share))
    return _when_complete(place, _banded(place, place.cells[VALUE]))


def _banded(place: Place, value: str) -> str:
    made = "0"
    for band in reversed(place.rule.bands):
        made = f"IF({_holds(band, value)},{_number(band.points)},{made})"
    return _settled(place, made)


def _holds(band: Band, value: str) -> str:
    parts = []
    if band.low is not None:
        parts.append(f"{value}{'>' if band.low_open else '>='}{_number(band.low)}")
    if band.high is not None:
        parts.append(f"{value}{'<' if band.high_open else '<='}{_number(band.high)}")
    return f"AND({','.join(parts)})" if parts else "TRUE"


def _yes_no(place: Place) -> str:
    yes = _count(place.span, True)
    return _when_complete(place, _settled(place, f"IF({yes}>0,{_number(_top(place))},0)"))


def _graded(place: Place) -> str:
    points = {it.code: it.points for it in place.rule.items}
    if place.fields[0].levels:
        made = '""'
        for code, title in reversed(place.fields[0].levels):
            said = f'{place.span}&""={quoted(title)}'
            made = f"IF({said},{_settled(place, _number(points[code]))},{made})"
        return _when_complete(place, made)
    terms = (f"{_count(name, True)}*{_number(points[code])}" for code, name in place.cells.items())
    return _when_complete(place, _settled(place, "+".join(terms)))


def _other_body(place: Place) -> str:
    factor = _number(place.rule.factor_percent / HUNDRED)
    return _when_complete(place, _settled(place, f"{place.cells[VALUE]}*{factor}"))


_KINDS: dict[str, Callable[[Place], str]] = {
    "deduct": _deduct,
    "per_case": _per_case,
    "mixed": _mixed,
    "combination": _combination,
    "plan": _plan,
    "steps": _steps,
    "tiers": _tiers,
    "yes_no": _yes_no,
    "graded": _graded,
    "other_body": _other_body,
}

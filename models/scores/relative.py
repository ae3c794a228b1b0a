"""Kinds of criterion that look at the whole block: the leader takes the maximum (K9), the average (K10).

The points of every unit may change when any unit's number does, so the block is computed at once.
"""

from collections.abc import Mapping
from decimal import Decimal

from models.criterion_rule import HUNDRED, CriterionRule
from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.scores.criteria import PLAN, RESULT, TOO_LARGE, VALUE, banded
from models.scores.outcome import (
    Outcome,
    floored,
    lacking,
    not_entered,
    percent,
    settled,
    unknown,
    without_plan,
)
from models.table import TableRow

NO_UNITS: frozenset[str] = frozenset()
MOST_PLACES = 28
"""As many as numbers are computed with."""


def compute_all(
    row: TableRow,
    inputs: Mapping[str, Mapping[str, Decimal]],
    pack: RulePack,
    apart: frozenset[str] = NO_UNITS,
) -> dict[str, Outcome]:
    """Unit id → outcome, for the units that have numbers; `apart` are compared among themselves only."""
    assert row.rule is not None, "a criterion with a rule"
    try:
        return _compared(row, row.rule, inputs, pack, apart)
    except ArithmeticError:
        return {unit: unknown(TOO_LARGE) for unit in inputs}


def _compared(
    row: TableRow,
    rule: CriterionRule,
    inputs: Mapping[str, Mapping[str, Decimal]],
    pack: RulePack,
    apart: frozenset[str],
) -> dict[str, Outcome]:
    if rule.kind == "average":
        here = {unit: given for unit, given in inputs.items() if unit not in apart}
        there = {unit: given for unit, given in inputs.items() if unit in apart}
        return {**_average(row, here, pack), **_average(row, there, pack)}
    return _leader(row, inputs, pack, apart)


def _leader(
    row: TableRow,
    inputs: Mapping[str, Mapping[str, Decimal]],
    pack: RulePack,
    apart: frozenset[str],
) -> dict[str, Outcome]:
    """K9. Units without a plan, and those set apart, are measured by their results alone."""
    rule = row.rule
    assert rule is not None
    made: dict[str, Outcome] = {}
    planned: dict[str, tuple[Decimal, Decimal]] = {}
    group: dict[str, Decimal] = {}
    for unit, given in inputs.items():
        plan, result = given.get(PLAN), given.get(RESULT)
        if result is None or (plan is None and unit not in apart):
            made[unit] = not_entered(plan, result)
        elif unit not in apart and plan is not None and plan > 0:
            planned[unit] = (plan, result)
        elif unit in apart or rule.no_plan in (None, "own_group"):
            group[unit] = result
        else:
            made[unit] = without_plan(row, rule.no_plan)
    made.update(_by_excess(row, pack, planned))
    best = max(group.values(), default=ZERO)
    for unit, result in group.items():
        made[unit] = _in_group(row, pack, result, best)
    return made


def _by_excess(
    row: TableRow, pack: RulePack, planned: Mapping[str, tuple[Decimal, Decimal]]
) -> dict[str, Outcome]:
    lead = max(
        (it for it in planned.values() if it[1] > it[0]),
        key=lambda it: (it[1] - it[0]) / it[0],
        default=None,
    )
    return {
        unit: _against_leader(row, pack, plan, result, lead)
        for unit, (plan, result) in planned.items()
    }


def _against_leader(
    row: TableRow,
    pack: RulePack,
    plan: Decimal,
    result: Decimal,
    lead: tuple[Decimal, Decimal] | None,
) -> Outcome:
    assert row.rule is not None
    top = row.max_points or ZERO
    part = top * row.rule.reached_percent / HUNDRED

    def under() -> str:
        return f"{show_short(part)} × {show_short(result)} : {show_short(plan)}"

    if result < plan:
        return settled(row, pack, part * result / plan, under)
    if lead is None or result == plan:
        return settled(row, pack, part, lambda: f"đạt kế hoạch {show_short(plan)}", is_sum=False)
    lead_plan, lead_result = lead
    own, leading = (result - plan) * lead_plan, (lead_result - lead_plan) * plan
    raw = top if own == leading else part + (top - part) * own / leading

    def over() -> str:
        mine = (result - plan) * HUNDRED / plan
        if own == leading:
            return f"vượt {percent(mine)}, cao nhất khối"
        best = (lead_result - lead_plan) * HUNDRED / lead_plan
        sums = f"{show_short(part)} + {show_short(top - part)} × {_apart(mine, best)}"
        return f"{sums} (vượt kế hoạch, so với cao nhất)"

    return settled(row, pack, raw, over, is_sum=own != leading)


def _in_group(row: TableRow, pack: RulePack, result: Decimal, best: Decimal) -> Outcome:
    """Without a plan: result against the best result of the group."""
    top = row.max_points or ZERO
    if best <= 0:
        return settled(
            row, pack, ZERO, lambda: "nhóm không có kế hoạch, chưa có kết quả", is_sum=False
        )
    raw = top if result == best else top * result / best

    def words() -> str:
        sums = f"{show_short(top)} × {show_short(result)} : {show_short(best)}"
        return f"nhóm không có kế hoạch: {sums}"

    return settled(row, pack, raw, words)


def _average(
    row: TableRow, inputs: Mapping[str, Mapping[str, Decimal]], pack: RulePack
) -> dict[str, Outcome]:
    """K10: bands over the unit's share of the block's average; all zero means that all are average."""
    rule = row.rule
    assert rule is not None
    numbers = {unit: given[VALUE] for unit, given in inputs.items() if VALUE in given}
    made = {unit: lacking(("số liệu",)) for unit in inputs if unit not in numbers}
    total, count = sum(numbers.values(), ZERO), len(numbers)
    for unit, number in numbers.items():
        share = number * HUNDRED * count / total if total > 0 else HUNDRED

        def name(number: Decimal = number, share: Decimal = share) -> str:
            mean = floored(total / count).normalize()
            return (
                f"{show_short(number)} bằng {percent(share)} bình quân {show_short(mean)} "
                f"của {count} đơn vị"
            )

        made[unit] = banded(row, rule, pack, share, name)
    return made


def _apart(mine: Decimal, best: Decimal) -> str:
    """ "5% : 20%", with as many decimals as it takes to tell the two from each other and from 0."""
    for places in range(2, MOST_PLACES):
        shown = floored(mine, places), floored(best, places)
        if shown[0] and shown[0] != shown[1]:
            break
    return " : ".join(f"{show_short(it.normalize())}%" for it in shown)

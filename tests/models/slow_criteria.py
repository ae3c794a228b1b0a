"""A second, plain, slow calculation of every kind of criterion, written from the rule's docstring alone.

Works on fractions, walks every list anew and keeps nothing. Points are rounded as the pack says, then cut
to the row's maximum and floor. `None` points: no value (an input is missing, or a plan of 0).
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from models.criterion_rule import CriterionRule, Item
from models.rulepack import RulePack
from models.table import TableRow

Inputs = Mapping[str, Fraction]


class Slow(NamedTuple):
    """Points of one unit, the policy that a plan of 0 leads to, and the effects that struck."""

    points: Fraction | None = None
    policy: str | None = None
    effects: tuple[str, ...] = ()


def slow_points(row: TableRow, inputs: Inputs, pack: RulePack) -> Slow:
    """What one unit's numbers give on a row whose rule does not compare units."""
    rule = row.rule
    assert rule is not None
    assert row.max_points is not None
    maximum = Fraction(row.max_points)
    if rule.kind in ("plan", "steps") or (rule.kind == "tiers" and rule.measure == "ratio"):
        if "plan" not in inputs or "result" not in inputs:
            return Slow()
        if inputs["plan"] == 0:
            return slow_without_plan(row)
    effects: tuple[str, ...] = ()
    if rule.kind == "effect":
        inputs = {item.code: inputs.get(item.code, Fraction(0)) for item in rule.items}
    if rule.kind in ("deduct", "per_case", "mixed", "combination", "effect"):
        if any(item.code not in inputs for item in rule.items):
            return Slow()
        effects = tuple(
            item.effect
            for item in rule.items
            if item.effect is not None and slow_cases(item, inputs) >= Fraction(item.effect_from)
        )
    if rule.kind == "effect":
        return Slow(Fraction(0), effects=effects)
    if rule.kind == "tiers":
        return slow_tier(row, slow_measured(rule, inputs), pack)
    if rule.kind == "graded":
        chosen = [item for item in rule.items if inputs.get(item.code) == 1]
        effects = tuple(item.effect for item in chosen if item.effect is not None)
    found = slow_raw(rule, inputs, maximum)
    return Slow(None if found is None else slow_cut(row, found, pack), effects=effects)


def slow_raw(rule: CriterionRule, inputs: Inputs, maximum: Fraction) -> Fraction | None:
    """The points before rounding, maximum and floor."""
    if rule.kind in ("deduct", "per_case", "mixed"):
        return slow_counted(rule, inputs, maximum)
    if rule.kind == "combination":
        return (maximum if rule.base is None else Fraction(rule.base)) - slow_taken(rule, inputs)
    if rule.kind == "plan":
        return slow_plan(rule, inputs, maximum)
    if rule.kind == "steps":
        return slow_steps(rule, inputs, maximum)
    if rule.kind == "yes_no":
        return maximum * inputs["yes"] if "yes" in inputs else None
    if rule.kind == "graded":
        chosen = [Fraction(item.points) for item in rule.items if inputs.get(item.code) == 1]
        return chosen[0] if len(chosen) == 1 else None
    assert rule.kind == "other_body", f"{rule.kind} compares units, or its points are typed"
    return inputs["value"] * Fraction(rule.factor_percent) / 100 if "value" in inputs else None


def slow_counted(rule: CriterionRule, inputs: Inputs, maximum: Fraction) -> Fraction:
    """K1, K2, K13: counted from the maximum, from nothing, or from a base."""
    if rule.kind == "deduct":
        found = maximum - slow_sum(rule, inputs)
    elif rule.kind == "per_case":
        found = slow_most(rule, inputs) if rule.highest_only else slow_sum(rule, inputs)
    else:
        base = Fraction(0) if rule.base is None else Fraction(rule.base)
        found = base + slow_sum(rule, inputs)
    return min(found, Fraction(0)) if slow_wiped(rule, inputs) else found


def slow_without_plan(row: TableRow) -> Slow:
    """A plan of 0: full points, left out, or nothing known until the clerk says so."""
    assert row.rule is not None
    assert row.max_points is not None
    if row.rule.no_plan == "full":
        return Slow(Fraction(row.max_points))
    return Slow(policy="leave_out" if row.rule.no_plan == "leave_out" else None)


def slow_block(
    row: TableRow, inputs_by_unit: Mapping[str, Inputs], pack: RulePack, apart: frozenset[str]
) -> dict[str, Slow]:
    """What the numbers of all units give on a row that compares them; `apart` are a group of their own."""
    assert row.rule is not None
    one = slow_leader if row.rule.kind == "leader" else slow_average
    return {unit: one(row, unit, inputs_by_unit, pack, apart) for unit in inputs_by_unit}


def slow_leader(
    row: TableRow, unit: str, block: Mapping[str, Inputs], pack: RulePack, apart: frozenset[str]
) -> Slow:
    """K9: the one furthest over its plan takes the maximum, the others their share of the excess."""
    rule = row.rule
    assert rule is not None
    assert row.max_points is not None
    maximum, mine = Fraction(row.max_points), block[unit]
    by_result = {
        name: it
        for name, it in block.items()
        if name in apart or (it.get("plan") == 0 and rule.no_plan in (None, "own_group"))
    }
    if unit in by_result:
        if "result" not in mine:
            return Slow()
        return Slow(slow_cut(row, slow_best(maximum, mine["result"], by_result), pack))
    if "plan" not in mine or "result" not in mine:
        return Slow()
    if mine["plan"] == 0:
        return slow_without_plan(row)
    reached = maximum * Fraction(rule.reached_percent) / 100
    furthest = Fraction(0)
    for name, other in block.items():
        if name not in apart and "result" in other and other.get("plan", 0) > 0:
            furthest = max(furthest, (other["result"] - other["plan"]) / other["plan"])
    own = (mine["result"] - mine["plan"]) / mine["plan"]
    if own < 0:
        found = reached * mine["result"] / mine["plan"]
    elif own == 0:
        found = reached
    else:
        found = reached + (maximum - reached) * own / furthest
    return Slow(slow_cut(row, found, pack))


def slow_best(maximum: Fraction, result: Fraction, group: Mapping[str, Inputs]) -> Fraction:
    """Units without a plan: own result / best result of the group × maximum."""
    best = max([it["result"] for it in group.values() if "result" in it], default=Fraction(0))
    return maximum * result / best if best > 0 else Fraction(0)


def slow_average(
    row: TableRow, unit: str, block: Mapping[str, Inputs], pack: RulePack, apart: frozenset[str]
) -> Slow:
    """K10: the band of 100 × own number / average of the own group; average 0: all are 100 %."""
    if "value" not in block[unit]:
        return Slow()
    values = [
        it["value"]
        for name, it in block.items()
        if "value" in it and (name in apart) == (unit in apart)
    ]
    average = sum(values, Fraction(0)) / len(values)
    share = 100 * block[unit]["value"] / average if average != 0 else Fraction(100)
    return slow_tier(row, share, pack)


def slow_cases(item: Item, inputs: Inputs) -> Fraction:
    """How many cases an input stands for; points picked within a range are one case."""
    if item.most is None:
        return inputs[item.code]
    return Fraction(1) if inputs[item.code] != 0 else Fraction(0)


def slow_of(item: Item, inputs: Inputs) -> Fraction:
    """The points of one item: for each case, or as the scorer picked them."""
    if item.most is not None:
        return inputs[item.code]
    return inputs[item.code] * Fraction(item.points)


def slow_sum(rule: CriterionRule, inputs: Inputs) -> Fraction:
    """The points of all items together."""
    return sum((slow_of(item, inputs) for item in rule.items), Fraction(0))


def slow_most(rule: CriterionRule, inputs: Inputs) -> Fraction:
    """The points of the item that gives most."""
    return max((slow_of(item, inputs) for item in rule.items), default=Fraction(0))


def slow_wiped(rule: CriterionRule, inputs: Inputs) -> bool:
    """Whether something happened that takes all points of the criterion."""
    return any(item.wipes and slow_cases(item, inputs) > 0 for item in rule.items)


def slow_taken(rule: CriterionRule, inputs: Inputs) -> Fraction:
    """K16: the points of each true condition, or the one figure for all of them."""
    true = [item for item in rule.items if inputs[item.code] != 0]
    if rule.all_points is not None and len(true) == len(rule.items):
        return Fraction(rule.all_points)
    return sum((Fraction(item.points) for item in true), Fraction(0))


def slow_plan(rule: CriterionRule, inputs: Inputs, maximum: Fraction) -> Fraction:
    """K3: maximum × reached % × result / plan, or nothing under the plan."""
    if rule.below_plan == "nothing" and inputs["result"] < inputs["plan"]:
        return Fraction(0)
    return maximum * Fraction(rule.reached_percent) / 100 * inputs["result"] / inputs["plan"]


def slow_steps(rule: CriterionRule, inputs: Inputs, maximum: Fraction) -> Fraction:
    """K11: count the full steps over the plan, or the begun steps under it, one by one."""
    found = maximum if rule.base is None else Fraction(rule.base)
    share = 100 * inputs["result"] / inputs["plan"]
    step = Fraction(rule.step_percent)
    reached = Fraction(100)
    while reached + step <= share:
        reached += step
        found += Fraction(rule.step_points)
    reached = Fraction(100)
    while reached > share:
        reached -= step
        found -= Fraction(rule.under_points)
    return found


def slow_measured(rule: CriterionRule, inputs: Inputs) -> Fraction | None:
    """The number that bands are about: what was counted, or result / plan as a percentage."""
    if rule.measure == "ratio":
        return 100 * inputs["result"] / inputs["plan"]
    return inputs.get("value")


def slow_tier(row: TableRow, number: Fraction | None, pack: RulePack) -> Slow:
    """K4–K6, K10: the band that holds the number; in no band it earns 0."""
    assert row.rule is not None
    if number is None:
        return Slow()
    for band in row.rule.bands:
        if band.low is not None and (number < band.low or (number == band.low and band.low_open)):
            continue
        if band.high is not None and (
            number > band.high or (number == band.high and band.high_open)
        ):
            continue
        points = slow_cut(row, Fraction(band.points), pack)
        return Slow(points, effects=() if band.effect is None else (band.effect,))
    return Slow(slow_cut(row, Fraction(0), pack))


def slow_cut(row: TableRow, points: Fraction, pack: RulePack) -> Fraction:
    """Rounded, then never above the maximum nor below the floor."""
    assert row.rule is not None
    assert row.max_points is not None
    floor = pack.criterion_floor if row.rule.floor is None else row.rule.floor
    rounded = slow_round(points, pack)
    if rounded > row.max_points:
        rounded = Fraction(row.max_points)
    return Fraction(floor) if rounded < floor else rounded


def slow_round(points: Fraction, pack: RulePack) -> Fraction:
    """Round on the size of the number, as people do, and put the sign back."""
    scale = 10**pack.decimals
    whole, rest = divmod(abs(points) * scale, 1)
    up = {
        "up": rest > 0,
        "down": False,
        "half_up": rest >= Fraction(1, 2),
        "half_down": rest > Fraction(1, 2),
        "half_even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1),
    }[pack.rounding]
    size = Fraction(int(whole) + (1 if up else 0), scale)
    return -size if points < 0 else size

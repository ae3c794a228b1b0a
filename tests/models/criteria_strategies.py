"""Made-up criteria of every kind with all the numbers they ask for, for property tests."""

from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st

from models.criterion_rule import Band, CriterionKind, CriterionRule, Effect, Item
from models.rulepack import RulePack
from models.table import TableRow

D = Decimal
COUNTED: tuple[CriterionKind, ...] = ("deduct", "per_case", "mixed")
SINGLE: tuple[CriterionKind, ...] = (
    *COUNTED,
    "combination",
    "plan",
    "steps",
    "tiers",
    "yes_no",
    "graded",
    "other_body",
    "effect",
)
WITH_POINTS = tuple(kind for kind in SINGLE if kind != "effect")
RELATIVE: tuple[CriterionKind, ...] = ("leader", "average")
EFFECTS: tuple[Effect, ...] = ("lower_class", "no_class", "not_ranked", "not_considered")


def quarters(lowest: int, highest: int) -> st.SearchStrategy[Decimal]:
    """Multiples of a quarter of a point between two whole numbers."""
    return st.integers(lowest * 4, highest * 4).map(lambda n: D(n) / 4)


effects = st.none() | st.sampled_from(EFFECTS)
amounts = st.integers(0, 400).map(lambda n: D(n) / 10)
packs = st.builds(
    lambda decimals, rounding, floor: RulePack(
        "p", "P", decimals=decimals, rounding=rounding, criterion_floor=floor
    ),
    st.integers(0, 3),
    st.sampled_from(["half_up", "half_even", "half_down", "down", "up"]),
    st.sampled_from([D(0), D(0), D(-3)]),
)


@st.composite
def items(draw: st.DrawFn, kind: CriterionKind) -> tuple[Item, ...]:
    """One to four items; mixed ones add and take away, some are picked within a range."""
    lowest = -6 if kind == "mixed" else 0
    found = []
    for number in range(draw(st.integers(1, 4))):
        points = draw(quarters(lowest, 6))
        ranged = kind in COUNTED and draw(st.integers(0, 4)) == 0
        further = draw(quarters(0, 4))
        most = points + (further if points >= 0 else -further)
        found.append(
            Item(
                f"m{number}",
                f"Việc {number}",
                points,
                most=most if ranged else None,
                wipes=kind in COUNTED and draw(st.integers(0, 5)) == 0,
                effect=draw(effects),
                effect_from=D(1) if ranged else D(draw(st.integers(1, 3))),
            )
        )
    return tuple(found)


@st.composite
def bands(draw: st.DrawFn) -> tuple[Band, ...]:
    """Bands over the whole line, each end in one of its two neighbours; now and then one is lacking."""
    ends = sorted(draw(st.sets(st.integers(0, 24).map(lambda n: D(n) * 5), max_size=4)))
    in_lower = [draw(st.booleans()) for _ in ends]
    made = []
    for place in range(len(ends) + 1):
        low, high = (ends[place - 1] if place else None), (ends[place : place + 1] or [None])[0]
        low_open = place > 0 and in_lower[place - 1]
        high_open = place < len(ends) and not in_lower[place]
        made.append(Band(draw(quarters(0, 12)), low, high, low_open, high_open, draw(effects)))
    if len(made) > 1 and draw(st.integers(0, 5)) == 0:
        made.pop(draw(st.integers(0, len(made) - 1)))
    return tuple(made)


@st.composite
def rows(draw: st.DrawFn, kind: CriterionKind) -> TableRow:
    """A criterion of one kind with every figure of its rule made up."""
    found = draw(items(kind)) if kind in (*COUNTED, "combination", "graded", "effect") else ()
    together = sum((it.points for it in found), D(0)) + draw(quarters(0, 4))
    rule = CriterionRule(
        kind,
        items=found,
        bands=draw(bands()) if kind in ("tiers", "average") else (),
        measure=draw(st.sampled_from(["count", "days", "percent", "ratio"])),
        floor=draw(st.sampled_from([None, None, D(0), D(-5)])),
        base=draw(st.none() | quarters(0, 10)),
        reached_percent=draw(st.sampled_from([D(100), D(50), D(70)])),
        below_plan=draw(st.sampled_from(["share", "nothing"])),
        step_percent=draw(st.sampled_from([D(1), D(5), D("2.5")])),
        step_points=draw(quarters(0, 2)),
        under_points=draw(quarters(0, 2)),
        factor_percent=draw(st.integers(1, 150).map(Decimal)),
        all_points=draw(st.none() | st.just(together)),
        highest_only=draw(st.booleans()),
        no_plan=draw(st.sampled_from([None, "leave_out", "full", "own_group"])),
    )
    maximum = draw(st.one_of(quarters(0, 20), st.integers(0, 2000).map(lambda n: D(n) / 100)))
    return TableRow("I.1", "Tiêu chí", maximum, rule=rule)


@st.composite
def numbers(draw: st.DrawFn, row: TableRow) -> dict[str, Decimal]:
    """Everything the rule asks for."""
    rule = row.rule
    assert rule is not None
    if rule.kind in (*COUNTED, "effect"):
        return {it.code: draw(picked(it)) for it in rule.items}
    if rule.kind == "combination":
        return {it.code: D(draw(st.integers(0, 1))) for it in rule.items}
    if rule.kind == "graded":
        return {draw(st.sampled_from(rule.items)).code: D(1)}
    if rule.kind == "yes_no":
        return {"yes": D(draw(st.integers(0, 1)))}
    if rule.kind in ("plan", "steps", "leader") or (rule.kind, rule.measure) == ("tiers", "ratio"):
        plan = draw(st.one_of(st.just(D(0)), st.just(D(20)), amounts))
        return {"plan": plan, "result": draw(st.one_of(st.just(plan), amounts))}
    return {"value": draw(st.one_of(amounts, st.integers(0, 24).map(lambda n: D(n) * 5)))}


def picked(item: Item) -> st.SearchStrategy[Decimal]:
    """How often it happened, or for a range the points that the scorer picked."""
    if item.most is None:
        return st.integers(0, 12).map(Decimal)
    low, high = sorted((item.points, item.most))
    return st.just(D(0)) | st.integers(int(low * 4), int(high * 4)).map(lambda n: D(n) / 4)


class Case(NamedTuple):
    """One criterion, the numbers of one unit, and the pack."""

    row: TableRow
    inputs: dict[str, Decimal]
    pack: RulePack


class BlockCase(NamedTuple):
    """One criterion that compares units, the numbers of each, those set apart, and the pack."""

    row: TableRow
    inputs: dict[str, dict[str, Decimal]]
    apart: frozenset[str]
    pack: RulePack


@st.composite
def cases(draw: st.DrawFn, kind: CriterionKind) -> Case:
    row = draw(rows(kind))
    return Case(row, draw(numbers(row)), draw(packs))


@st.composite
def block_cases(draw: st.DrawFn, kind: CriterionKind) -> BlockCase:
    row = draw(rows(kind))
    units = [f"u{number}" for number in range(draw(st.integers(1, 7)))]
    inputs = {unit: draw(numbers(row)) for unit in units}
    for unit in units:
        if draw(st.integers(0, 9)) == 0:
            inputs[unit].pop(draw(st.sampled_from(sorted(inputs[unit]))))
    some = frozenset(unit for unit in units if draw(st.integers(0, 5)) == 0)
    return BlockCase(row, inputs, some, draw(packs))

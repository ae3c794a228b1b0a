"""Every kind of criterion against the slow calculation, and what must hold whatever the numbers."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.criterion_rule import CriterionKind
from models.scores.criteria import compute
from models.scores.outcome import Outcome
from models.scores.relative import compute_all
from tests.models.criteria_strategies import (
    COUNTED,
    RELATIVE,
    SINGLE,
    WITH_POINTS,
    block_cases,
    cases,
    numbers,
)
from tests.models.slow_criteria import Slow, slow_block, slow_points


def exact(inputs: Mapping[str, Decimal]) -> dict[str, Fraction]:
    return {key: Fraction(value) for key, value in inputs.items()}


def same(outcome: Outcome, slow: Slow) -> None:
    """The program's outcome says what the slow calculation says."""
    assert outcome.points == slow.points, outcome.detail
    assert sorted(it for it, _ in outcome.effects) == sorted(slow.effects)
    assert outcome.policy == slow.policy
    assert outcome.detail


MANY = settings(max_examples=250, deadline=None)
SOME = settings(max_examples=80, deadline=None)
PICK: Any = st.data()


@pytest.mark.parametrize("kind", SINGLE)
@MANY
@given(PICK)
def test_points_equal_the_slow_calculation(kind: CriterionKind, data: st.DataObject) -> None:
    row, inputs, pack = data.draw(cases(kind))
    same(compute(row, inputs, pack), slow_points(row, exact(inputs), pack))


@pytest.mark.parametrize("kind", RELATIVE)
@MANY
@given(PICK)
def test_a_block_equals_the_slow_calculation(kind: CriterionKind, data: st.DataObject) -> None:
    row, inputs, apart, pack = data.draw(block_cases(kind))
    slow = slow_block(row, {unit: exact(it) for unit, it in inputs.items()}, pack, apart)
    found = compute_all(row, inputs, pack, apart)
    assert set(found) == set(slow)
    for unit, outcome in found.items():
        same(outcome, slow[unit])


@pytest.mark.parametrize("kind", [*WITH_POINTS, *RELATIVE])
@SOME
@given(PICK)
def test_points_stay_between_floor_and_maximum(kind: CriterionKind, data: st.DataObject) -> None:
    found: list[Decimal | None]
    if kind in RELATIVE:
        row, block, apart, pack = data.draw(block_cases(kind))
        found = [it.points for it in compute_all(row, block, pack, apart).values()]
    else:
        row, inputs, pack = data.draw(cases(kind))
        found = [compute(row, inputs, pack).points]
    assert row.rule is not None
    assert row.max_points is not None
    floor = pack.criterion_floor if row.rule.floor is None else row.rule.floor
    assert all(it is None or floor <= it <= max(floor, row.max_points) for it in found)


@pytest.mark.parametrize("kind", RELATIVE)
@SOME
@given(PICK, st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(
    kind: CriterionKind, data: st.DataObject, chance: Random
) -> None:
    row, inputs, apart, pack = data.draw(block_cases(kind))
    order = list(inputs)
    chance.shuffle(order)
    before = compute_all(row, inputs, pack, apart)
    after = compute_all(row, {unit: inputs[unit] for unit in order}, pack, apart)
    assert {unit: it.points for unit, it in before.items()} == {
        unit: it.points for unit, it in after.items()
    }


@pytest.mark.parametrize("kind", ["deduct", "mixed", "combination"])
@MANY
@given(PICK)
def test_one_more_violation_never_raises_points(kind: CriterionKind, data: st.DataObject) -> None:
    row, inputs, pack = data.draw(cases(kind))
    assert row.rule is not None
    item = data.draw(st.sampled_from(row.rule.items))
    assume(kind != "mixed" or max(item.points, item.most or item.points) <= 0)
    if kind == "combination" or item.most is not None:
        assume(inputs[item.code] == 0)
    more = item.most if item.most is not None else inputs[item.code] + 1
    before = compute(row, inputs, pack)
    after = compute(row, {**inputs, item.code: more}, pack)
    assert before.points is not None
    assert after.points is not None
    assert after.points <= before.points
    assert len(after.effects) >= len(before.effects)


@pytest.mark.parametrize("kind", WITH_POINTS)
@SOME
@given(PICK)
def test_a_missing_number_is_never_a_zero(kind: CriterionKind, data: st.DataObject) -> None:
    row, inputs, pack = data.draw(cases(kind))
    gone = data.draw(st.sampled_from(sorted(inputs)))
    left = {key: value for key, value in inputs.items() if key != gone}
    outcome = compute(row, left, pack)
    assert (outcome.points, outcome.effects) == (None, ())
    assert outcome.missing
    assert outcome.detail


@pytest.mark.parametrize("kind", RELATIVE)
@SOME
@given(PICK)
def test_a_unit_without_its_number_changes_nobody(kind: CriterionKind, data: st.DataObject) -> None:
    row, inputs, apart, pack = data.draw(block_cases(kind))
    gone = "result" if kind == "leader" else "value"
    blank = {key: it for key, it in data.draw(numbers(row)).items() if key != gone}
    without = compute_all(row, inputs, pack, apart)
    found = compute_all(row, {**inputs, "x": blank}, pack, apart)
    assert found["x"].points is None
    assert {unit: found[unit].points for unit in without} == {
        unit: it.points for unit, it in without.items()
    }


@pytest.mark.parametrize("kind", [*COUNTED, "combination"])
@SOME
@given(PICK)
def test_outside_the_contents_a_case_not_mentioned_did_not_happen(
    kind: CriterionKind, data: st.DataObject
) -> None:
    row, inputs, pack = data.draw(cases(kind))
    said = {key: value for key, value in inputs.items() if value != 0}
    assume(said)
    full, short = compute(row, inputs, pack), compute(row, said, pack, lenient=True)
    assert (full.points, full.effects) == (short.points, short.effects)

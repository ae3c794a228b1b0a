"""The check code: what is certain to change it, and what it is made of."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from models.block import Unit
from models.collecting.check_code import (
    COARSE,
    FINE,
    OFFSET,
    PRIME,
    WEIGHT,
    Slot,
    asked_slots,
    base,
    check_code,
    slots,
    token,
)
from models.criterion_rule import CriterionRule, Item
from models.facts import Facts, NotApplicable
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from tests.exporters.ruled_samples import INPUTS, OTHER, POINTS, SEASON, TABLE, UNIT, given

D = Decimal
HERE = UNIT.id
FULL = given(SEASON, INPUTS, POINTS)
CODES = [row.code for row in TABLE.criteria() if row.rule is None or row.rule.kind == "choice"]
NUMBERED = [it for it in slots(TABLE) if it.key]

points = st.decimals(-4444, 4444, places=2)
small = st.decimals("-40", "40", places=4)


def said(season: Season, code: str, value: Decimal | None) -> Season:
    """The season with other points on one criterion."""
    return season.with_scores({ScoreKey(HERE, code, "self"): Score(value)})


def with_inputs(changes: Mapping[str, Mapping[str, str]]) -> Season:
    merged = {code: {**it, **changes.get(code, {})} for code, it in INPUTS.items()}
    return given(SEASON, merged, POINTS)


def of(season: Season) -> str:
    return check_code(season, HERE, "self")


def test_it_is_six_digits_and_stays_the_same() -> None:
    assert of(FULL) == of(FULL) == "0137-94"
    assert of(SEASON) == f"{base(SEASON, HERE):06}"[:4] + "-" + f"{base(SEASON, HERE):06}"[4:]


def test_it_is_the_sum_that_its_text_says() -> None:
    value = {it.criterion: it.value(FULL.score(HERE, it.criterion, "self")) for it in slots(TABLE)}
    total = base(FULL, HERE)
    for it in slots(TABLE):
        found = it.value(FULL.score(HERE, it.criterion, "self"))
        total += WEIGHT**it.number * (0 if found is None else int(found * 10**6) + OFFSET)
    assert of(FULL).replace("-", "") == f"{total % PRIME:06}"
    assert value["II.5"] == 2, "the second level of the list"


def test_the_weights_of_all_values_differ_and_none_is_nothing() -> None:
    weights = [pow(WEIGHT, number, PRIME) for number in range(1, 5000)]
    assert len(set(weights)) == len(weights)
    assert 0 not in weights
    assert all(PRIME % it for it in range(2, 1000))


@each(st.sampled_from(CODES), points | st.none(), points | st.none())
def test_one_changed_value_always_changes_it(
    code: str, one: Decimal | None, other: Decimal | None
) -> None:
    assert (of(said(FULL, code, one)) == of(said(FULL, code, other))) == (one == other)


@each(st.sampled_from(CODES), small | st.none(), small | st.none())
def test_four_decimals_count(code: str, one: Decimal | None, other: Decimal | None) -> None:
    assert (of(said(FULL, code, one)) == of(said(FULL, code, other))) == (one == other)


@each(points | st.none(), points | st.none())
def test_two_swapped_values_always_change_it(one: Decimal | None, other: Decimal | None) -> None:
    first, second = CODES[0], CODES[-1]
    straight = said(said(FULL, first, one), second, other)
    swapped = said(said(FULL, first, other), second, one)
    assert (of(straight) == of(swapped)) == (one == other)


@pytest.mark.parametrize("slot", NUMBERED, ids=lambda it: f"{it.criterion}#{it.key}")
def test_every_number_behind_the_points_counts(slot: Slot) -> None:
    known = INPUTS[slot.criterion].get(slot.key, "0")
    other = with_inputs({slot.criterion: {slot.key: str(D(known) + 1)}})
    assert of(other) != of(FULL)


@pytest.mark.parametrize("slot", NUMBERED, ids=lambda it: f"{it.criterion}#{it.key}")
def test_no_number_is_another_thing_than_zero(slot: Slot) -> None:
    without = {
        code: {key: it for key, it in numbers.items() if (code, key) != (slot.criterion, slot.key)}
        for code, numbers in INPUTS.items()
    }
    zero = with_inputs({slot.criterion: {slot.key: "0"}})
    assert of(given(SEASON, without, POINTS)) != of(zero)


def test_another_level_of_a_list_is_another_code() -> None:
    codes = set()
    for level in ("tot", "kha", "dat", "chua"):
        codes.add(of(given(SEASON, INPUTS | {"II.5": {level: "1"}}, POINTS)))
    codes.add(of(given(SEASON, {**INPUTS, "II.5": {}}, POINTS)))
    assert len(codes) == 5


def test_it_tells_units_versions_and_years_apart() -> None:
    renamed = replace(TABLE, rows=(replace(TABLE.rows[0], title="Khác"), *TABLE.rows[1:]))
    others = [
        replace(FULL, year=2026),
        replace(FULL, table=replace(TABLE, version=2)),
        replace(FULL, table=renamed),
    ]
    theirs = check_code(given(SEASON, INPUTS, POINTS, OTHER), OTHER.id, "self")
    assert len({of(FULL), theirs, *map(of, others)}) == 5


def test_neither_words_nor_other_stages_nor_other_units_count() -> None:
    key = ScoreKey(HERE, "III.5", "self")
    more = FULL.with_scores(
        {
            key: replace(FULL.scores[key], evidence="Khác", note="Khác", source="x.xlsx"),
            key._replace(stage="block"): Score(D(1)),
            key._replace(unit=OTHER.id): Score(D(1)),
        }
    )
    renamed = replace(more, units=(replace(UNIT, name="Tên mới"), OTHER))
    assert of(renamed) == of(FULL)


def test_what_is_not_asked_does_not_count_and_the_rest_keeps_its_weight() -> None:
    facts = Facts(not_applicable=(NotApplicable(HERE, "III", policy="leave_out"),))
    exempt = replace(FULL, facts=facts)
    assert {it.criterion for it in asked_slots(exempt, HERE)}.isdisjoint({"III.3", "III.5"})
    assert of(said(exempt, "III.5", D(1))) == of(exempt)
    without = {key: it for key, it in FULL.scores.items() if not key.criterion.startswith("III.")}
    assert of(exempt) == of(replace(FULL, scores=without))
    capped = Facts(not_applicable=(NotApplicable(HERE, "III", policy="percent_cap"),))
    assert of(replace(FULL, facts=capped)) == of(FULL)


def test_points_by_hand_where_numbers_are_asked_for_are_not_on_the_form() -> None:
    by_hand = given(SEASON, {}, {"I.1": "9"})
    assert of(by_hand) == of(SEASON)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("99999999.999999", "99999999.999998"),
        ("123456789.25", "123456789.26"),
        ("999999999999", "999999999998"),
        ("999999999999999", "999999999999998"),
        ("-0.01", "0"),
        ("0.000001", "0"),
    ],
)
def test_tokens_of_large_and_fine_numbers_differ(one: str, other: str) -> None:
    assert token(D(one)) != token(D(other))
    assert 0 not in {token(D(one)), token(D(other))}


def test_beyond_the_decimals_that_count_it_stays() -> None:
    assert token(D("1.0000004")) == token(D(1))
    assert token(D("123456789.004")) == token(D(123456789))
    assert token(D("1.00")) == token(D(1)) == token(D("1E0"))


def test_a_unit_without_anything_has_a_code_of_its_own() -> None:
    empty = Unit("Mới", "u-moi")
    season = replace(SEASON, units=(*SEASON.units, empty))
    assert len({check_code(season, it.id, "self") for it in season.units}) == 3


def test_large_values_count_with_fewer_decimals_and_never_jump() -> None:
    fine, coarse = D(FINE), D(COARSE)
    for value in (fine - 1, fine, fine + 1, coarse - 1, coarse, coarse + 1):
        assert token(value) == (int(value) * 10**6 + OFFSET) % PRIME
    tiny, small, half = D("0.000001"), D("0.01"), D("0.5")
    assert token(fine - tiny) != token(fine)
    assert token(fine + tiny) == token(fine) != token(fine + small)
    assert token(coarse - small) != token(coarse) == token(coarse + small)
    assert token(coarse + half) == token(coarse + 1)
    assert token(-coarse - half) == token(-coarse - 1)


def test_a_level_is_said_by_its_place_and_kept_as_one_case() -> None:
    levels = (Item("a", "Tốt", D(9)), Item("b", "Khá", D(7)))
    rule = CriterionRule("graded", levels)
    (slot,) = slots(ScoringTable((TableRow("I", "Mục", D(9), rule=rule),)))
    assert slot.inputs(D(2)) == (Input("b", D(1)),)
    assert slot.inputs(None) == ()
    assert slot.value(Score(inputs=slot.inputs(D(2)))) == 2

"""The steps behind a total: which rule speaks of which row, what it takes, and which document it stands on."""

from dataclasses import replace
from typing import Any

import pytest

from models.rulepack import LegalBasis, Rule
from models.scores.results import Step
from tests.models.drawing import S3_RULES, D, one

OWN = """
    bonus-max deductions-max total-100 line-cap section-cap block-own-deductions no-party-use-union
    no-party-no-union-half honest-provisional
""".split()
PACK = replace(
    S3_RULES,
    legal_bases=(LegalBasis("kh", "Kế hoạch 12/KH"),),
    rules=tuple(Rule(name, name, "", "kh", f"mục {name}") for name in OWN),
)
TWO_OVER = "all=max target:I=10/11/1 target:I=10/11/1"

STEPS = [
    # given, other rules → kind, points, cut and row of the step with this rule
    ("all=max I.1=21", {}, "line-cap", ("cut", "0", "1", "I.1")),
    ("all=max no-party", {}, "no-party-use-union", ("note", "0", "0", "II")),
    ("all=max II.1=0 no-party no-union", {}, "no-party-no-union-half", ("note", "0", "0", "II")),
    ("all=max own:I.3=2", {}, "block-own-deductions", ("note", "0", "0", "I.3")),
    ("all=max own:I.3=6", {}, "criterion-floor", ("note", "0", "0", "I.3")),
    ("all=max I.1=-", {}, "section-incomplete", ("note", "0", "0", "I")),
    ("all=max I.1=-", {}, "incomplete", ("note", "0", "0", "")),
    (TWO_OVER, {"bonus_max": D("1.5")}, "bonus-max", ("sum", "-0.5", "0.5", "")),
    (
        "all=max reminders=4 late=1",
        {"deductions_max": D(2)},
        "deductions-max",
        ("sum", "1", "1", ""),
    ),
    (TWO_OVER, {"total": D("95.5")}, "total-100", ("sum", "-1.5", "1.5", "")),
    (TWO_OVER, {"content_total": D(90)}, "total-100", ("sum", "-5", "5", "")),
    (TWO_OVER, {"total": D(94), "bonus_over_total": True}, "total-100", ("sum", "-1", "1", "")),
]


@pytest.mark.parametrize(("given", "rules", "rule", "expected"), STEPS)
def test_a_rule_leaves_one_step(
    given: str, rules: dict[str, Any], rule: str, expected: tuple[str, str, str, str]
) -> None:
    (step,) = [it for it in one(given, replace(PACK, **rules)).steps if it.rule == rule]
    kind, points, cut, row = expected
    assert (step.kind, step.points, step.cut, step.scope) == (kind, D(points), D(cut), row)
    assert step.basis == (f"Kế hoạch 12/KH, mục {rule}" if rule in OWN else "")
    assert step.label
    assert step.detail


@pytest.mark.parametrize(
    ("given", "rules"),
    [
        (TWO_OVER, {"bonus_max": D(2)}),
        ("all=max reminders=2 late=1", {"deductions_max": D(2)}),
        (TWO_OVER, {"total": D(97)}),
        (TWO_OVER, {"content_total": D(95)}),
        (TWO_OVER, {"total": D(95), "bonus_over_total": True}),
        ("all=max no-union", {}),
    ],
)
def test_what_just_fits_leaves_no_step(given: str, rules: dict[str, Any]) -> None:
    result = one(given, replace(PACK, **rules))
    assert result.cut == 0
    assert not {it.rule for it in result.steps}.intersection(OWN) - {"section-cap"}


def test_cuts_stand_under_their_section_in_the_order_of_the_caps() -> None:
    steps = one("all=max I.1=21 II.1=13 no-party no-union", PACK).steps
    assert [(it.kind, it.rule, it.points, it.cut, it.scope) for it in steps] == [
        ("sum", "section-cap", D(60), D(0), "I"),
        ("cut", "line-cap", D(0), D(1), "I.1"),
        ("sum", "section-cap", D(10), D(0), "II"),
        ("cut", "line-cap", D(0), D(1), "II.1"),
        ("cut", "no-party-no-union-half", D(0), D(10), "II"),
        ("note", "no-party-no-union-half", D(0), D(0), "II"),
        ("sum", "section-cap", D(15), D(0), "III"),
    ]
    assert steps[-1] == Step("sum", "section-cap", "Mục III", "Nội dung III", D(15), scope="III")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("all=max I.1=-", "còn trống 1 tiêu chí: I.1"),
        ("II.1=1 II.2=1 I.4=3", "còn trống 6 tiêu chí: I.1, I.2, I.3, III.1, III.2, III.3"),
        ("II.1=1 II.2=1", "còn trống 7 tiêu chí: I.1, I.2, I.3, I.4, III.1, III.2 …"),
    ],
)
def test_the_first_six_empty_criteria_are_named(given: str, told: str) -> None:
    assert [it.detail for it in one(given, PACK).steps if it.rule == "incomplete"] == [told]


def test_an_incomplete_section_tells_what_is_there() -> None:
    steps = one("I.1=20 I.2=1.5 I.3=0", PACK).steps
    assert [it.detail for it in steps if it.rule == "section-incomplete"] == [
        "chưa đủ điểm; các tiêu chí đã có: 21,50",
        "chưa đủ điểm; các tiêu chí đã có: 0,00",
        "chưa đủ điểm; các tiêu chí đã có: 0,00",
    ]


def test_without_a_basis_of_its_own_the_cap_of_the_bonus_stands_on_that_of_the_whole_table() -> (
    None
):
    rules = tuple(it for it in PACK.rules if it.name != "bonus-max")
    steps = one(TWO_OVER, replace(PACK, rules=rules, bonus_max=D(1))).steps
    assert [it.basis for it in steps if it.rule == "bonus-max"] == ["Kế hoạch 12/KH, mục total-100"]


def test_all_records_of_a_criterion_are_taken_together() -> None:
    result = one("all=max own:I.3=1 own:I.3=2", PACK)
    assert result.groups["I.3"] == D(6)
    assert [it.detail for it in result.steps if it.scope == "I.3"] == ["15 − 3 × 3 = 6"]


def test_zero_is_a_value_and_no_floor() -> None:
    result = one("all=max I.1=0", PACK)
    assert (result.lines["I.1"].points, result.total) == (D(0), D(75))
    assert "criterion-floor" not in {it.rule for it in result.steps}


def test_what_recorded_facts_give_and_take_stands_on_the_document_of_its_rule() -> None:
    names = ("bonus-exceed", "deduct-reminder", "deduct-discipline", "deduct-dossier")
    rules = tuple(Rule(name, name, "", "kh", f"mục {name}") for name in names)
    given = "all=max target:I=10/11/1 reminders=5 dossiers=7 late=1"
    steps = [it for it in one(given, replace(PACK, rules=rules)).steps if it.rule in names]
    assert [(it.kind, it.rule, it.points, it.cut) for it in steps] == [
        ("sum", "bonus-exceed", D(1), D(0)),
        ("note", "bonus-exceed", D(0), D(0)),
        ("sum", "deduct-reminder", D(-2), D(0)),
        ("cut", "deduct-reminder", D(0), D("0.5")),
        ("sum", "deduct-dossier", D("-1.5"), D(0)),
        ("sum", "deduct-discipline", D(-1), D(0)),
    ]
    assert all(it.basis == f"Kế hoạch 12/KH, mục {it.rule}" for it in steps if it.kind != "note")
    assert all(it.label and it.detail for it in steps)


@pytest.mark.parametrize(
    ("target", "each", "earned"),
    [
        ("1/2", "0.5", "0.5"),
        ("1/2/1", "0.5", "1"),
        ("1/2/3", "0.5", "1"),  # at most 1 for each target
        ("1/2/0", "0.5", "0"),
        ("1/2", None, "0"),
        ("2/2/1", "0.5", "0"),
        ("3/2/1", "0.5", "0"),
    ],
)
def test_a_target_earns_its_own_bonus_or_that_of_the_pack(
    target: str, each: str | None, earned: str
) -> None:
    assert PACK.bonus is not None
    rule = replace(PACK.bonus, each_points=None if each is None else D(each))
    assert one(f"all=max target:I={target}", replace(PACK, bonus=rule)).bonus == D(earned)

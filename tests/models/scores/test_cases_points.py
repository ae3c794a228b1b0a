"""The worked cases on points of one unit (rules of S3), each with its number."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models import points
from models.errors import Problem
from models.scores.results import UnitResult
from models.scores.scoring import score
from tests.models.drawing import S3_RULES, one, season

D = Decimal
EACH_TIME = replace(
    S3_RULES,
    deductions=tuple(
        replace(rule, each_time=rule.name == "deduct-discipline") for rule in S3_RULES.deductions
    ),
)
FOUR_TARGETS = " ".join(["target:I=1/2/1"] * 4)
FULL_BONUS = " ".join(["target:I=10/11/1"] * 5)

TOTALS = [
    # no.  given                                                                    total
    (1, f"all=max {FULL_BONUS}", "100"),
    (2, f"all=max I.1=17 II.1=10 III.1=5.5 {FOUR_TARGETS} reminders=2 late=1", "91.5"),
    (3, "all=max reminders=1", "94.5"),
    (3, "all=max reminders=4", "93"),
    (3, "all=max reminders=5", "93"),
    (4, "all=max extended=1", "94.5"),
    (5, "all=max dossiers=0", "95"),
    (5, "all=max dossiers=1", "94"),
    (5, "all=max dossiers=5", "94"),
    (5, "all=max dossiers=6", "93.5"),
    (5, "all=max dossiers=10", "93.5"),
    (5, "all=max dossiers=11", "93"),
    (5, "all=max dossiers=40", "93"),
    (5, "all=max dossiers=3 dossiers=3", "93.5"),
    (6, "all=max waiting=6", "95"),
    (7, "all=max late=2 absent=1", "94"),
    (8, "all=max reminders=4 dossiers=11 late=1", "90"),
    (9, "all=max no-party", "95"),
    (10, "all=max no-party no-union", "85"),
    (11, "all=max II.1=5 II.2=4 no-party no-union", "84"),
    (12, "all=max I.1=10 " + " ".join(["target:I=1/2/1"] * 7), "90"),
    (13, "all=max target:I=10/40/2", "96"),
    (14, "all=max target:I=10/10/1", "95"),
    (16, "all=max target:II=10/11/1", "95"),
    (17, "all=max target:I=-/11/1", "95"),
    (18, "all=max target:I=1/2/0.5 target:I=1/2/0.5 target:I=1/2/0.5", "96.5"),
    (24, "all=max own:I.3=6", "80"),
]


@pytest.mark.parametrize(("number", "given", "total"), TOTALS)
def test_total(number: int, given: str, total: str) -> None:
    assert one(given).total == D(total), f"case {number}: {steps_of(one(given))}"


def steps_of(result: UnitResult) -> list[str]:
    return [f"{it.kind} {it.rule} {it.label}: {it.detail} {it.points}" for it in result.steps]


def cuts(result: UnitResult, rule: str) -> list[Decimal]:
    return [it.cut for it in result.steps if it.kind == "cut" and it.rule == rule]


def note(result: UnitResult, rule: str) -> str:
    return "; ".join(it.detail for it in result.steps if it.kind == "note" and it.rule == rule)


def test_case_3_the_cap_of_reminders_is_shown() -> None:
    assert cuts(one("all=max reminders=5"), "deduct-reminder") == [D("0.5")]


def test_case_6_dossiers_wait_for_the_notice() -> None:
    assert "chờ văn bản thông báo" in note(one("all=max waiting=6"), "deduct-dossier")


def test_case_7_each_time_where_the_pack_says_so() -> None:
    result = one("all=max late=2 absent=1", EACH_TIME)
    assert result.deductions == D(3)
    assert any("từng lần" in it.detail for it in result.steps)


def test_case_9_the_basis_changes_not_the_maximum() -> None:
    result = one("all=max no-party")
    assert result.sections["II"] == D(20)
    assert "công đoàn" in note(result, "no-party-use-union")


def test_case_10_half_of_section_two_with_the_cut_shown() -> None:
    result = one("all=max no-party no-union")
    assert result.sections["II"] == D(10)
    assert cuts(result, "no-party-no-union-half") == [D(10)]


def test_case_11_below_the_half_nothing_is_cut() -> None:
    result = one("all=max II.1=5 II.2=4 no-party no-union")
    assert result.sections["II"] == D(9)
    assert cuts(result, "no-party-no-union-half") == []


def test_case_12_and_13_cuts_of_the_bonus() -> None:
    assert cuts(one("all=max I.1=10 " + " ".join(["target:I=1/2/1"] * 7)), "bonus-exceed") == [D(2)]
    assert cuts(one("all=max target:I=10/40/2"), "bonus-exceed") == [D(1)]


def test_case_15_the_provincial_plan_does_not_count() -> None:
    made = season("Ban A: all=max target:I=12/11/1")
    planned = replace(made.facts.targets[0], planned=D(10))
    result = one("all=max")
    assert result.total == D(95)
    with_plan = replace(made, facts=replace(made.facts, targets=(planned,)))
    assert score(with_plan)[0].bonus == 0


def test_case_16_and_17_say_why_there_is_no_bonus() -> None:
    assert "mục I" in note(one("all=max target:II=10/11/1"), "bonus-exceed")
    assert "không đăng ký" in note(one("all=max target:I=-/11/1"), "bonus-exceed")


def test_case_19_an_incomplete_stage_is_not_counted_as_zero() -> None:
    result = one("all=max I.2=-")
    assert result.total is None
    assert result.missing == ("I.2",)
    assert result.sections["I"] is None
    assert result.sections["II"] == D(20)
    zero = one("all=max I.2=0")
    assert zero.total == D(80)


STAGES = [
    # no.  given                                            official, from
    (20, "I.1@self=14.5 I.1=14", D(14), "block"),
    (21, "I.1@self=14.5 I.1=14 I.1@agreed=0", D(0), "agreed"),
    (22, "III.2@self=5 III.2=4.5 III.2@appraisal=4", D(4), "appraisal"),
]


@pytest.mark.parametrize(("number", "given", "value", "stage"), STAGES)
def test_the_last_stage_with_a_value_counts(
    number: int, given: str, value: Decimal, stage: str
) -> None:
    criterion = given.split("@", maxsplit=1)[0]
    line = one(given).lines[criterion]
    assert (line.points, line.stage) == (value, stage), f"case {number}"


def test_case_23_line_then_section_then_total() -> None:
    result = one("I.1=25 I.2=15 I.3=15 I.4=12 II.1=12 II.2=8 III.1=6 III.2=5 III.3=4")
    assert [(it.scope, it.cut) for it in result.steps if it.kind == "cut"] == [
        ("I.1", D(5)),
        ("I.4", D(2)),
    ]
    assert result.sections["I"] == D(60)
    low = replace(S3_RULES, content_total=D(90), total=D(92))
    capped = one(f"all=max {FULL_BONUS}", low)
    assert capped.cut == D(8)
    assert capped.total == D(92)


def test_case_24_floor_of_a_criterion_unless_the_pack_says_lower() -> None:
    assert one("all=max own:I.3=6").lines["I.3"].points == 0
    lower = replace(S3_RULES, criterion_floor=D(-5))
    assert one("all=max own:I.3=6", lower).lines["I.3"].points == D(-3)
    assert one("all=max own:I.3=7", lower).lines["I.3"].points == D(-5)


def test_case_25_a_total_below_zero_is_shown_with_a_warning() -> None:
    given = "I.1=0 I.2=0 I.3=0 I.4=0 II.1=0 II.2=0 III.1=0 III.2=0 III.3=0 late=1"
    result = one(given)
    assert result.total == D(-1)
    assert any(it.rule == "total-below-zero" for it in result.steps)


@pytest.mark.parametrize("text", ["9,5", "9.5", " 9,50 đ", "９,５", "9,5 điểm", "+9,5"])
def test_case_26_ways_to_write_nine_and_a_half(text: str) -> None:
    assert points.parse(text) == D("9.5")


def test_case_27_more_decimals_than_the_step() -> None:
    refused = points.parse("9,555", step=D("0.01"))
    assert isinstance(refused, Problem)
    assert "0,01" in refused.text
    assert points.parse("1.000,5") == D("1000.5")


def test_steps_add_up_to_the_total() -> None:
    for _, given, total in TOTALS:
        result = one(given)
        assert sum(it.points for it in result.steps if it.kind == "sum") == D(total)


def test_a_stage_is_scored_alone_and_outside_its_scope_by_the_one_before() -> None:
    given = "all=max III.1@appraisal=5 III.2@appraisal=4 III.3@appraisal=3"
    assert one(given, stage="appraisal").sections == {"I": D(60), "II": D(20), "III": D(12)}
    assert one("all=max", stage="self").total is None
    assert one("all=max", stage="appraisal").missing == ("III.1", "III.2", "III.3")

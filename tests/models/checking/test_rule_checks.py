"""Rules of criteria that contradict themselves or their row: each check bites, and lets the mended go."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from models.checking.checks import check_table
from models.criterion_rule import Band, CriterionRule, Item
from models.errors import Problem
from models.rulepack import RulePack
from models.table import ScoringTable, TableRow
from tests.models.problem_codes import codes_of

D = Decimal
PACK = RulePack("thu", "Thử")


def rule(kind: Any, *items: Item, bands: tuple[Band, ...] = (), **more: Any) -> CriterionRule:
    return CriterionRule(kind, items, bands, **more)


def item(points: str, code: str = "a", **more: Any) -> Item:
    return Item(code, f"Việc {code}", D(points), **more)


def band(points: str, low: str | None, high: str | None, ends: str = "[]") -> Band:
    """`ends` "[)" leaves the upper end out."""
    bounds = (None if it is None else D(it) for it in (low, high))
    return Band(D(points), *bounds, ends[0] == "(", ends[1] == ")")


def found(made: CriterionRule, most: str | None = "10", **more: Any) -> tuple[Problem, ...]:
    """The problems of a bonus section with one criterion, so that maxima may be missing."""
    row = TableRow("T.1", "Tiêu chí", None if most is None else D(most), rule=made, **more)
    return check_table(ScoringTable((TableRow("T", "Mục", role="bonus", rows=(row,)),)), PACK)


def codes(made: CriterionRule, most: str | None = "10", **more: Any) -> list[str]:
    problems = found(made, most, **more)
    assert all(it.where == "Tiêu chí T.1" for it in problems)
    return codes_of(problems)


OVER = (band("10", "95", None, "(]"), band("5", "75", "95"), band("0", None, "75", "[)"))

CASES: list[tuple[str, CriterionRule, CriterionRule]] = [
    # code ("?": a warning), what contradicts, the same mended
    ("rule-items-missing", rule("deduct"), rule("deduct", item("1"))),
    ("rule-items-missing", rule("graded"), rule("graded", item("1"))),
    ("rule-items-missing", rule("combination"), rule("combination", item("1"))),
    ("rule-bands-missing", rule("tiers"), rule("tiers", bands=OVER)),
    ("rule-bands-missing", rule("average"), rule("average", bands=OVER)),
    (
        "rule-percent-missing",
        rule("plan", reached_percent=D(0)),
        rule("plan", reached_percent=D(50)),
    ),
    ("rule-percent-missing", rule("steps", step_percent=D(0)), rule("steps", step_percent=D(5))),
    ("rule-percent-missing", rule("other_body", factor_percent=D(0)), rule("other_body")),
    (
        "rule-percent-missing",
        rule("leader", reached_percent=D(-1)),
        rule("leader", reached_percent=D(0)),
    ),
    ("rule-percent-over", rule("plan", reached_percent=D(101)), rule("plan")),
    (
        "rule-percent-over",
        rule("leader", reached_percent=D(150)),
        rule("steps", step_percent=D(150)),
    ),
    (
        "no-plan-policy",
        rule("plan", no_plan="own_group"),
        rule("plan", no_plan="leave_out"),
    ),
    (
        "no-plan-policy",
        rule("leader", no_plan="percent_cap"),
        rule("leader", no_plan="own_group"),
    ),
    (
        "no-plan-policy",
        rule("tiers", bands=OVER, measure="ratio", no_plan="substitute"),
        rule("tiers", bands=OVER, measure="percent", no_plan="substitute"),
    ),
    (
        "cap-below-points",
        rule("tiers", bands=(band("11", None, None),)),
        rule("tiers", bands=(band("10", None, None),)),
    ),
    ("cap-below-points", rule("graded", item("10.5")), rule("graded", item("10"))),
    (
        "cap-below-points",
        rule("mixed", item("-1"), base=D(11)),
        rule("mixed", item("-1"), base=D(10)),
    ),
    ("cap-below-points", rule("steps", base=D(11)), rule("choice", base=D(11))),
    ("item-over-maximum?", rule("per_case", item("12")), rule("per_case", item("10"))),
    ("item-over-maximum?", rule("deduct", item("12")), rule("deduct", item("12", wipes=True))),
    ("floor-over-maximum", rule("choice", floor=D(11)), rule("choice", floor=D(2))),
    (
        "points-below-lowest?",
        rule("graded", item("5"), item("-1", "b")),
        rule("graded", item("5"), item("-1", "b"), floor=D(-5)),
    ),
    ("rule-amount-negative", rule("deduct", item("-1")), rule("mixed", item("-1"))),
    ("rule-amount-negative", rule("per_case", item("-1")), rule("per_case", item("0"))),
    ("rule-amount-negative", rule("steps", under_points=D(-1)), rule("steps", under_points=D(1))),
    (
        "all-points-below-sum",
        rule("combination", item("2"), item("2", "b"), all_points=D(3)),
        rule("combination", item("2"), item("2", "b"), all_points=D(10)),
    ),
    (
        "levels-out-of-order?",
        rule("graded", item("5"), item("3", "b"), item("4", "c")),
        rule("graded", item("5"), item("4", "b"), item("4", "c"), item("0", "d")),
    ),
    (
        "effect-from",
        rule("per_case", item("1", effect="no_class", effect_from=D(0))),
        rule("per_case", item("1", effect="no_class", effect_from=D(3))),
    ),
    (
        "band-percent-over",
        rule("tiers", measure="percent", bands=(band("1", "0", "110"),)),
        rule("tiers", measure="ratio", bands=(band("1", "0", "110"), band("2", "110", None, "(]"))),
    ),
    (
        "band-percent-over",
        rule(
            "tiers", measure="percent", bands=(band("1", "0", "100"), band("2", "100", None, "(]"))
        ),
        rule(
            "tiers", measure="percent", bands=(band("1", "0", "100", "[)"), band("2", "100", None))
        ),
    ),
    (
        "band-below-zero",
        rule("tiers", bands=(band("1", "-5", None),)),
        rule("tiers", bands=(band("1", "0", None),)),
    ),
    (
        "bands-overlap",
        rule("tiers", measure="percent", bands=(band("1", "75", "95"), band("2", "95", None))),
        rule("tiers", measure="percent", bands=OVER),
    ),
    (
        "bands-overlap",
        rule("tiers", bands=(band("1", None, "10"), band("2", "5", None))),
        rule("tiers", bands=(band("1", None, "10"), band("2", "11", None))),
    ),
    (
        "bands-overlap",
        rule(
            "tiers",
            measure="ratio",
            bands=(
                band("1", None, "5", "[)"),
                band("2", "5", "5", "[)"),
                band("3", "5", None, "(]"),
            ),
        ),
        rule(
            "tiers",
            measure="ratio",
            bands=(band("1", None, "5", "[)"), band("2", "5", "5"), band("3", "5", None, "(]")),
        ),
    ),
    (
        "bands-gap?",
        rule("tiers", measure="percent", bands=(band("1", None, "60"), band("2", "61", None))),
        rule(
            "tiers", measure="percent", bands=(band("1", None, "60"), band("2", "60", None, "(]"))
        ),
    ),
    (
        "bands-gap?",
        rule(
            "tiers",
            measure="ratio",
            bands=(band("1", None, "60", "[)"), band("2", "60", None, "(]")),
        ),
        rule("tiers", measure="ratio", bands=(band("1", None, "60", "[)"), band("2", "60", None))),
    ),
    (
        "bands-gap?",
        rule("tiers", measure="percent", bands=(band("1", "50", "100"),)),
        rule("tiers", measure="percent", bands=(band("1", "0", "100"),)),
    ),
    (
        "bands-gap?",
        rule("tiers", measure="days", bands=(band("3", "1", "5"), band("1", "6", None))),
        rule("tiers", measure="count", bands=(band("3", "1", "5"), band("1", "6", None))),
    ),
    (
        "bands-gap?",
        rule("tiers", measure="days", bands=(band("2", "0", "2"), band("1", "4", None))),
        rule("tiers", measure="days", bands=(band("2", "0", "2"), band("1", "2", None, "(]"))),
    ),
    (
        "bands-gap?",
        rule("tiers", bands=(band("1", "1", "5"), band("2", "6", "10"))),
        rule(
            "tiers", bands=(band("1", "1", "5"), band("2", "6", "10"), band("3", "10", None, "(]"))
        ),
    ),
]


@pytest.mark.parametrize(
    ("code", "bad", "good"), CASES, ids=[f"{number}-{it[0]}" for number, it in enumerate(CASES)]
)
def test_a_rule_that_contradicts_itself(code: str, bad: CriterionRule, good: CriterionRule) -> None:
    assert codes(bad) == [code]
    assert codes(good) == []


@pytest.mark.parametrize("kind", ["deduct", "plan", "yes_no", "leader", "combination", "steps"])
def test_rules_that_count_from_the_maximum_need_one(kind: str) -> None:
    made = rule(kind, item("1"))
    assert codes(made, None) == ["maximum-missing"]
    assert codes(made, "10") == []


def test_rules_that_count_up_need_none_outside_the_contents() -> None:
    for made in (rule("per_case", item("1")), rule("steps", base=D(5)), rule("tiers", bands=OVER)):
        assert codes(made, None) == []


def test_a_criterion_without_points_acts_and_has_none() -> None:
    acts = rule("effect", item("0", effect="no_class"))
    assert codes(acts, None) == codes(acts, "0") == []
    assert codes(acts, "5") == ["effect-with-points"]
    assert codes(rule("effect", item("0")), None) == ["effect-missing"]
    content = TableRow(
        "I", "Mục", D(5), rows=(TableRow("I.1", "x", D(5)), TableRow("I.2", "y", rule=acts))
    )
    assert check_table(ScoringTable((content,)), PACK) == ()


def test_two_deductions_on_one_row() -> None:
    assert codes(rule("deduct", item("1")), deduct_each=D(1)) == ["deduct-twice"]
    assert codes(rule("per_case", item("1")), deduct_each=D(1)) == []


def test_codes_of_items() -> None:
    assert codes(rule("deduct", item("1"), item("2"))) == ["item-code-twice"]
    assert codes(rule("deduct", item("1", " "))) == ["item-code-blank"]
    assert codes(rule("deduct", item("1"), item("2", "b"))) == []


def test_a_rule_stands_on_criteria_only() -> None:
    below = TableRow("I.1", "Tiêu chí", D(10))
    group = TableRow("I", "Mục", D(10), rule=rule("yes_no"), rows=(below,))
    (problem,) = check_table(ScoringTable((group,)), PACK)
    assert (problem.code, problem.where) == ("rule-on-group", "Mục I")
    assert not check_table(ScoringTable((replace(group, rule=None),)), PACK)


def test_counting_down_in_a_deduction_section() -> None:
    def told(made: CriterionRule) -> list[str]:
        row = TableRow("T.1", "Tiêu chí", D(10), rule=made)
        section = TableRow("T", "Điểm trừ", role="deduction", rows=(row,))
        return [it.code for it in check_table(ScoringTable((section,)), PACK)]

    assert told(rule("deduct", item("1"))) == ["deduct-in-deductions"]
    assert told(rule("combination", item("1"))) == ["deduct-in-deductions"]
    assert told(rule("per_case", item("1"))) == []


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            rule(
                "tiers",
                measure="percent",
                bands=(band("1", "50", "75", "[)"), band("2", "80", "95")),
            ),
            (
                "Các bậc bỏ trống: dưới 50; giữa 75 và 80; trên 95. Số ở đó được 0 điểm. "
                "Ghi thêm bậc, hoặc nối các bậc."
            ),
        ),
        (
            rule("tiers", measure="percent", bands=(band("1", "75", "95"), band("2", "95", None))),
            "Bậc “75–95” và bậc “từ 95 trở lên” chồng nhau. Sửa để mỗi số chỉ thuộc một bậc.",
        ),
        (
            rule("tiers", measure="percent", bands=(band("1", "0", "100", "[)"),)),
            "Các bậc bỏ trống: từ 100. Số ở đó được 0 điểm. Ghi thêm bậc, hoặc nối các bậc.",
        ),
        *(
            (
                rule("tiers", bands=(band("2", "1", first), band("1", over, None, "(]"))),
                (
                    f"Các bậc bỏ trống: giữa {first} và {next_one}. Số ở đó được 0 điểm. "
                    "Ghi thêm bậc, hoặc nối các bậc."
                ),
            )
            for first, over, next_one in (("4", "5", "6"), ("5", "6", "7"))
        ),
        (rule("combination"), "Quy tắc chưa có điều kiện nào. Ghi ít nhất một."),
        (rule("deduct", item("-1")), "“Việc a” ghi −1 điểm. Ghi 1, không có dấu trừ."),
        (
            rule("graded", item("12")),
            "Mức “Việc a” được 12 điểm, dòng này tối đa 10. Sửa một trong hai số.",
        ),
    ],
)
def test_the_sentence_names_what_disagrees(made: CriterionRule, said: str) -> None:
    assert [it.text for it in found(made)] == [f"Tiêu chí T.1: {said}"]

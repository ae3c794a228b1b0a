"""Scores, numbers and facts of a season that do not fit its table or its rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from models.award_rules import ClassBand
from models.block import Block, Unit
from models.checking.checks import check_season
from models.criterion_rule import Band, CriterionRule, Item
from models.errors import Problem
from models.facts import ClassDecision, Facts, NotApplicable, OwnDeduction, Target
from models.rulepack import LegalBasis, RulePack, Stage
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from tests.models.told import codes_of
from tests.strategies import seasons

D = Decimal
OPEN = Band(D(5))
RULES: dict[str, CriterionRule | None] = {
    "judged": None,
    "count": CriterionRule("deduct", (Item("a", "Vắng", D(1)), Item("b", "Trừ", D(2), most=D(5)))),
    "plan": CriterionRule("plan"),
    "ratio": CriterionRule("tiers", bands=(OPEN,), measure="ratio"),
    "percent": CriterionRule("tiers", bands=(Band(D(5), D(0), D(100)),), measure="percent"),
    "level": CriterionRule("graded", (Item("x", "Tốt", D(5)), Item("y", "Khá", D(3)))),
    "yes": CriterionRule("yes_no"),
    "leader": CriterionRule("leader"),
    "effect": CriterionRule("effect", (Item("a", "Kỷ luật", effect="no_class"),)),
    "low": CriterionRule("choice", floor=D(-5)),
}
ROWS = tuple(
    TableRow(f"I.{key}", key, None if key == "effect" else D(10), rule=rule)
    for key, rule in RULES.items()
)
TABLE = ScoringTable(
    (
        TableRow("I", "Nội dung", D(90), rows=ROWS),
        TableRow("T", "Thưởng", D(5), role="bonus", rows=(TableRow("T.1", "Cờ", D(5)),)),
    )
)
PACK = RulePack("thu", "Thử", stages=(Stage("self", "Tự chấm"),))
SEASON = Season(
    Block("Khối"), 2026, PACK, TABLE, (Unit("Ban A", "a"), Unit("Ban B", "b", kind="sở")), "a"
)


def problems(season: Season) -> list[Problem]:
    """What is found beside the values and numbers that are still missing."""
    still = ("values-missing", "numbers-missing")
    return [it for it in check_season(season) if it.code not in still]


def codes(season: Season) -> list[str]:
    return codes_of(problems(season))


def scored(key: str, points: str | None = None, **inputs: str) -> Season:
    given = tuple(Input(it, D(inputs[it])) for it in sorted(inputs))
    score = Score(None if points is None else D(points), inputs=given)
    return replace(SEASON, scores={ScoreKey("a", f"I.{key}", "self"): score})


def with_facts(*facts: Any, **pack: Any) -> Season:
    kinds: dict[str, Any] = {
        "not_applicable": tuple(it for it in facts if isinstance(it, NotApplicable)),
        "class_decisions": tuple(it for it in facts if isinstance(it, ClassDecision)),
    }
    return replace(SEASON, facts=Facts(**kinds), pack=replace(PACK, **pack))


def test_the_sample_of_these_tests_is_sound() -> None:
    assert codes(SEASON) == []


@pytest.mark.parametrize(
    ("bad", "code", "good"),
    [
        (("judged", "11", {}), "points-over-maximum", ("judged", "10", {})),
        (("judged", "-1", {}), "points-below-floor", ("low", "-5", {})),
        (("low", "-6", {}), "points-below-floor", ("low", "-4.5", {})),
        (("judged", None, {"a": "1"}), "input-unknown", ("count", None, {"a": "1"})),
        (("count", None, {"z": "1"}), "input-unknown", ("count", None, {"a": "0", "b": "3.5"})),
        (("count", None, {"a": "-1"}), "input-too-low", ("count", None, {"a": "0"})),
        (("count", None, {"a": "1.5"}), "input-not-whole", ("count", None, {"b": "2.5"})),
        (("count", None, {"b": "6"}), "input-too-high", ("count", None, {"b": "5"})),
        (("count", None, {"b": "1.5"}), "input-out-of-range", ("count", None, {"b": "2"})),
        (
            ("percent", None, {"value": "101"}),
            "input-too-high",
            ("percent", None, {"value": "99.5"}),
        ),
        (("yes", None, {"yes": "2"}), "input-too-high", ("yes", None, {"yes": "1"})),
        (
            ("level", None, {"x": "1", "y": "1"}),
            "levels-chosen",
            ("level", None, {"x": "0", "y": "1"}),
        ),
        (("effect", "1", {}), "points-on-effect", ("effect", None, {"a": "1"})),
        (("count", "9", {"a": "1"}), "points-beside-inputs?", ("count", "9", {})),
        (
            ("plan", None, {"plan": "0", "result": "5"}),
            "plan-zero",
            ("plan", None, {"plan": "1", "result": "5"}),
        ),
        (("plan", None, {"result": "5"}), "plan-zero", ("plan", None, {"plan": "0"})),
        (
            ("ratio", None, {"plan": "0", "result": "5"}),
            "plan-zero",
            ("leader", None, {"plan": "0", "result": "5"}),
        ),
    ],
)
def test_scores_that_do_not_fit(bad: Any, code: str, good: Any) -> None:
    wrong = scored(bad[0], bad[1], **bad[2])
    assert codes(wrong) == [code]
    assert problems(wrong)[0].where == f"Ban A, tiêu chí I.{bad[0]}"
    assert codes(scored(good[0], good[1], **good[2])) == []


def test_points_over_the_maximum_are_told_with_it() -> None:
    assert [it.text for it in problems(scored("judged", "10.5"))] == [
        "Ban A, tiêu chí I.judged: 10,5 điểm, tối đa 10; phần vượt không được tính. Sửa điểm."
    ]


def test_a_plan_of_0_has_ways_out() -> None:
    season = scored("plan", plan="0", result="5")
    (told,) = problems(season)
    assert told.text == (
        "Ban A, tiêu chí I.plan: Kế hoạch bằng 0 hoặc chưa ghi, quy tắc chưa nói cách tính khi không có "
        "kế hoạch. Ghi kế hoạch, chọn cách tính trong quy tắc của tiêu chí, hoặc ghi “Không áp dụng” "
        "cho đơn vị."
    )
    out = NotApplicable("a", "I", policy="leave_out")
    assert codes(replace(season, facts=Facts(not_applicable=(out,)))) == ["nothing-applies?"]
    row = NotApplicable("a", "I.plan", policy="leave_out")
    assert codes(replace(season, facts=Facts(not_applicable=(row,)))) == []
    other = NotApplicable("b", "I", policy="leave_out")
    for_other = codes(replace(season, facts=Facts(not_applicable=(other,))))
    assert for_other == ["plan-zero", "nothing-applies?"]
    for rule in (
        CriterionRule("plan", no_plan="full"),
        CriterionRule("steps", no_plan="leave_out", step_percent=D(5)),
    ):
        assert codes(replace(season, table=with_plan(rule))) == []
    left_open = CriterionRule("steps", step_percent=D(5))
    assert codes(replace(season, table=with_plan(left_open))) == ["plan-zero"]


def with_plan(rule: CriterionRule) -> ScoringTable:
    """The table with another rule where the plan is asked for."""
    rows = tuple(replace(it, rule=rule) if it.code == "I.plan" else it for it in ROWS)
    return replace(TABLE, rows=(replace(TABLE.rows[0], rows=rows), TABLE.rows[1]))


def test_numbers_are_values_and_what_does_not_apply_is_not_missing() -> None:
    def missing(season: Season) -> list[str]:
        return [it.what for it in check_season(season) if it.code == "values-missing"]

    assert [it.split(":", maxsplit=1)[0] for it in missing(scored("yes", yes="1"))] == [
        "Chưa đủ điểm, còn trống 8 trên 9 tiêu chí",
        "Chưa đủ điểm, còn trống 9 trên 9 tiêu chí",
    ]
    assert len(missing(with_facts(NotApplicable("a", "I", policy="full")))) == 1
    assert len(missing(with_facts(NotApplicable("a", "I"), not_applicable="leave_out"))) == 1
    assert (
        len(missing(with_facts(NotApplicable("a", "I", policy="percent_cap", percent=D(50))))) == 2
    )


@pytest.mark.parametrize(
    ("key", "given", "lacking"),
    [
        ("count", {"a": "1"}, "Trừ"),
        ("count", {"a": "1", "b": "0"}, None),
        ("plan", {"plan": "5"}, "thực hiện"),
        ("plan", {"result": "5"}, None),  # plan-zero speaks of it
        ("leader", {"result": "5"}, "kế hoạch"),
        ("effect", {}, None),
    ],
)
def test_a_criterion_with_some_of_its_numbers_is_told(
    key: str, given: dict[str, str], lacking: str | None
) -> None:
    season = scored(key, **given)
    found = [it for it in check_season(season) if it.code == "numbers-missing"]
    told = [it.text for it in found]
    assert codes_of(found) == ["numbers-missing?"] * len(told)
    where = f"Ban A, tiêu chí I.{key}: Tự chấm mới ghi một phần số liệu, còn thiếu: {lacking}."
    advice = "Ghi đủ, không có thì ghi 0; hoặc xóa phần đã ghi."
    assert told == ([] if lacking is None else [f"{where} {advice}"])
    full = NotApplicable("a", f"I.{key}", policy="full")
    season = replace(season, facts=Facts(not_applicable=(full,)))
    assert "numbers-missing" not in {it.code for it in check_season(season)}


def test_a_stage_of_the_first_ranks_has_no_values_for_the_others() -> None:
    rows = (TableRow("I", "Nội dung", D(10), rows=(TableRow("I.1", "Một", D(10)),)),)
    stages = (Stage("self", "Tự chấm"), Stage("top", "Thẩm định", ranks_to=1))
    first = {
        ScoreKey(unit, "I.1", "self"): Score(D(points)) for unit, points in (("a", 9), ("b", 8))
    }

    def told(unit: str) -> list[str]:
        scores = {**first, ScoreKey(unit, "I.1", "top"): Score(D(7))}
        season = replace(SEASON, table=ScoringTable(rows), pack=replace(PACK, stages=stages))
        found = check_season(replace(season, scores=scores))
        assert codes_of(found) == ["outside-ranks?"] * len(found)
        return [it.text for it in found]

    assert told("a") == []
    assert told("b") == [
        "Ban B: Thẩm định chỉ xét hạng 1, nhưng có điểm ở I.1. Điểm này chưa được tính; kiểm tra lại."
    ]


def test_a_stage_looks_at_its_sections() -> None:
    season = replace(
        scored("yes", yes="1"), pack=replace(PACK, stages=(Stage("self", "Tự", ("T",)),))
    )
    assert codes(season) == ["outside-stage?"]


NA = NotApplicable


@pytest.mark.parametrize(
    ("bad", "code", "good"),
    [
        (
            (NA("a", "X", policy="full"),),
            "not-applicable-unknown",
            (NA("a", "I.yes", policy="full"),),
        ),
        (
            (NA("a", "I", policy="full"), NA("a", "I", policy="full")),
            "not-applicable-twice",
            (NA("a", "I", policy="full"), NA("b", "I", policy="full")),
        ),
        ((NA("a", "I.yes"),), "not-applicable-open", (NA("a", "I.yes", policy="leave_out"),)),
        (
            (NA("a", "I.yes", policy="substitute"),),
            "substitute-unknown",
            (NA("a", "I.yes", policy="substitute", substitute="I.level"),),
        ),
        (
            (NA("a", "I.yes", policy="substitute", substitute="I.yes"),),
            "substitute-itself",
            (NA("a", "I.yes", policy="substitute", substitute="T.1"),),
        ),
        (
            (NA("a", "I", policy="substitute", substitute="I.yes"),),
            "substitute-itself",
            (NA("a", "I", policy="substitute", substitute="T"),),
        ),
        (
            (NA("a", "I.yes", policy="substitute", substitute="T.1"), NA("a", "T", policy="full")),
            "substitute-gone",
            (NA("a", "I.yes", policy="substitute", substitute="T.1"), NA("b", "T", policy="full")),
        ),
        (
            (NA("a", "I.yes", policy="percent_cap"),),
            "not-applicable-percent",
            (NA("a", "I.yes", policy="percent_cap", percent=D(50)),),
        ),
        (
            (NA("a", "I.yes", policy="percent_cap", percent=D(-1)),),
            "not-applicable-percent",
            (NA("a", "I.yes", policy="percent_cap", percent=D(0)),),
        ),
        (
            (NA("a", "I.yes", policy="percent_cap", percent=D(150)),),
            "not-applicable-percent",
            (NA("a", "I.yes", policy="full", percent=D(150)),),
        ),
        (
            (NA("a", "I.yes", policy="own_group"),),
            "own-group-idle?",
            (NA("a", "I.leader", policy="own_group"),),
        ),
    ],
)
def test_what_does_not_apply(bad: tuple[Any, ...], code: str, good: tuple[Any, ...]) -> None:
    wrong = with_facts(*bad)
    assert codes(wrong) == [code]
    known = bad[0].criterion != "X"
    where = f"Ban A, {bad[0].criterion} không áp dụng" if known else "Ban A"
    assert problems(wrong)[0].where == where
    assert codes(with_facts(*good)) == []


def test_facts_belong_to_the_table() -> None:
    def told(**facts: Any) -> list[str]:
        found = problems(replace(SEASON, facts=Facts(**facts)))
        pairs = zip(codes_of(found), found, strict=True)
        return [f"{code} | {it.text}" for code, it in pairs]

    target = Target("a", "Thu ngân sách", "IX")
    assert told(targets=(target,)) == [
        "target-without-section | Ban A, chỉ tiêu “Thu ngân sách”: Chỉ tiêu thuộc mục IX, bảng không có "
        "mục này. Sửa mục của chỉ tiêu."
    ]
    assert told(targets=(replace(target, section="I"),)) == []
    own = OwnDeduction("a", "I.judged", 2)
    assert told(own_deductions=(own,)) == [
        "deduction-without-rule | Ban A, tiêu chí I.judged: Ghi 2 lần trừ, nhưng bảng không quy định mức trừ cho tiêu chí này. "
        "Ghi mức trừ mỗi lần vào bảng chấm điểm, hoặc bỏ sự kiện."
    ]


def test_the_pack_may_say_what_holds() -> None:
    assert codes(with_facts(NA("a", "I.yes"), not_applicable="full")) == []
    half = {"not_applicable": "percent_cap", "not_applicable_percent": D(50)}
    assert codes(with_facts(NA("a", "I.yes"), **half)) == []
    assert codes(with_facts(NA("a", "I.yes"), not_applicable="substitute")) == [
        "substitute-unknown"
    ]


BANDS = (
    ClassBand("Xuất sắc", D(90)),
    ClassBand("Đạt", D(50)),
    ClassBand("Giỏi", D(90), unit_kind="sở"),
)


@pytest.mark.parametrize(
    ("decisions", "found"),
    [
        ((ClassDecision("gone", "Giỏi"),), ["class-unknown"]),
        ((ClassDecision("a", "Đạt"), ClassDecision("b", "Giỏi")), []),
        ((ClassDecision("a", "đạt"),), ["class-unknown"]),
        ((ClassDecision("a", "Giỏi"),), ["class-unknown"]),
        ((ClassDecision("a", "Đạt"), ClassDecision("a", "Đạt")), ["class-decided-twice"]),
    ],
)
def test_class_decisions(decisions: tuple[ClassDecision, ...], found: list[str]) -> None:
    made = with_facts(*decisions, classes=BANDS)
    assert codes(made) == found
    assert all(it.where.endswith(", quyết định xếp loại") for it in problems(made))


def test_a_class_forbids_what_the_table_has() -> None:
    def told(*none_of: str) -> list[str]:
        return codes(with_facts(classes=(ClassBand("A", D(1), none_of=none_of),)))

    assert told("I.count:a", "I.yes") == []
    assert told("I.count:z") == ["class-row-unknown?"]
    assert told("IX") == ["class-row-unknown?"]
    assert told("I") == []  # I.count counts cases
    for idle in ("T", "T.1", "I.judged", "I.plan", "I.percent", "I.level"):
        assert told(idle) == ["class-row-idle?"]
    assert told("I.level:x", "I.effect") == []


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (None, None, []),
        (date(2021, 1, 1), date(2026, 12, 31), []),
        (None, date(2026, 6, 30), ["basis-expired?"]),
        (None, date(2025, 12, 31), ["basis-expired?"]),
        (date(2026, 12, 31), None, []),
        (date(2027, 1, 1), None, ["basis-not-yet?"]),
    ],
)
def test_documents_in_force(start: date | None, end: date | None, found: list[str]) -> None:
    basis = LegalBasis("nd", "Nghị định 98/2023/NĐ-CP", valid_from=start, valid_to=end)
    assert codes(with_facts(legal_bases=(basis,))) == found


@settings(max_examples=100)
@given(seasons())
def test_whatever_a_file_holds_is_told_and_never_breaks_the_check(season: Season) -> None:
    assert all(it.code and it.what.endswith((".", "…")) for it in check_season(season))

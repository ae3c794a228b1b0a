"""Points and numbers that do not fit their criteria, and those that are missing."""

from dataclasses import replace
from typing import Any

import pytest

from models.checking.checks import check_season
from models.criterion_rule import CriterionRule
from models.facts import Facts, NotApplicable
from models.rulepack import (
    Stage,
)
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from tests.models.checked_season import (
    PACK,
    ROWS,
    SEASON,
    TABLE,
    D,
    codes,
    problems,
    scored,
    with_facts,
)
from tests.models.problem_codes import codes_of


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

"""Which entry decides a criterion, what its rule makes of it, and what need not be worked out again."""

from dataclasses import replace

import pytest

from models.criterion_rule import CriterionRule, Item
from models.rulepack import RulePack, Stage
from models.scores import entries
from models.scores.results import LineResult
from models.scores.scoring import score
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from tests.models.drawing import S3_RULES, D, row, season

STAGES = (Stage("self", "Tự chấm"), Stage("block", "Khối chấm"), Stage("last", "Thống nhất"))
PACK = RulePack(id="p", name="P", stages=STAGES)
CASES = CriterionRule("per_case", (Item("a", "Bằng khen", D(2)), Item("b", "Giấy khen", D(1))))
LEADER = CriterionRule("leader", reached_percent=D(50))


def ruled(rule: CriterionRule, **section: object) -> Season:
    """Two units, criterion I.1 with the rule beside a plain I.2."""
    top = row("I", "20", replace(row("I.1", "10"), rule=rule), row("I.2", "10"))
    contents: tuple[TableRow, ...] = (replace(top, **section),)  # type: ignore[arg-type]
    return season("Ban A:\nBan B:", PACK, ScoringTable((*contents, row("II", "5"))))


def numbers(**given: int) -> Score:
    return Score(inputs=tuple(Input(key, D(value)) for key, value in given.items()))


def line(made: Season, code: str = "I.1", stage: str | None = None) -> LineResult:
    return score(made, stage)[0].lines[code]


def at(stage: str, code: str = "I.1", unit: str = "Ban A") -> ScoreKey:
    return ScoreKey(unit, code, stage)


def test_of_a_stage_the_sections_it_does_not_look_at_count_as_they_stood_before_it() -> None:
    made = season("Ban A: all=max I.1@self=3 I.1=4 I.1@agreed=5 III.1@appraisal=1", S3_RULES)
    found = {
        stage: [
            (it.points, it.stage) for it in (line(made, "I.1", stage), line(made, "III.1", stage))
        ]
        for stage in (None, "appraisal", "agreed", "self")
    }
    assert found == {
        None: [(5, "agreed"), (1, "appraisal")],
        "appraisal": [(4, "block"), (1, "appraisal")],
        "agreed": [(5, "agreed"), (None, "")],
        "self": [(3, "self"), (None, "")],
    }


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"self": numbers(a=1, b=0)}, (2, "self")),
        ({"self": numbers(a=1, b=0), "block": numbers(a=2, b=1)}, (5, "block")),
        ({"self": numbers(a=1, b=0), "block": Score(D(3))}, (3, "block")),
        ({"self": Score(D(3)), "block": numbers(a=1, b=0)}, (2, "block")),
        ({"self": numbers(a=1, b=0), "block": Score(evidence="Báo cáo")}, (2, "self")),
        ({"self": numbers(a=1)}, (None, "")),
    ],
)
def test_the_last_stage_with_points_or_numbers_decides(
    given: dict[str, Score], expected: tuple[int | None, str]
) -> None:
    made = ruled(CASES).with_scores({at(stage): it for stage, it in given.items()})
    assert line(made)[:2] == expected


def test_what_is_not_mentioned_is_nothing_outside_the_contents_only() -> None:
    given = {at("block"): numbers(a=1)}
    assert line(ruled(CASES).with_scores(given)).points is None
    for role in ("bonus", "deduction"):
        assert line(ruled(CASES, role=role).with_scores(given)).points == 2


def test_points_chosen_within_a_span_are_no_matter_of_numbers() -> None:
    chosen = Score(D(4), inputs=(Input("value", D(9)),))
    assert line(ruled(CriterionRule("choice")).with_scores({at("block"): chosen})).points == 4


def test_a_unit_whose_points_were_stated_is_still_what_the_others_are_held_against() -> None:
    given = {
        at("self"): numbers(plan=10, result=12),
        at("self", unit="Ban B"): numbers(plan=10, result=11),
        at("block"): Score(D(1)),
    }
    results = score(ruled(LEADER).with_scores(given))
    assert [it.lines["I.1"].points for it in results] == [1, D("7.5")]


@pytest.mark.parametrize(
    ("rule", "given", "other"),
    [
        (CASES, numbers(a=1, b=0), numbers(a=2, b=0)),
        (LEADER, numbers(plan=10, result=11), numbers(plan=10, result=12)),
    ],
)
def test_only_what_changed_is_worked_out_again(
    rule: CriterionRule, given: Score, other: Score
) -> None:
    entries.forget()
    made = ruled(rule).with_scores({at("self"): given})
    first = line(made)
    beside = made.with_scores({at("block", "I.2"): Score(D(5))})
    assert line(beside).outcome is first.outcome
    later = line(made.with_scores({at("self"): Score(), at("last"): given}))
    assert (later.points, later.stage) == (first.points, "last")
    changed = made.with_scores({at("self"): other})
    assert line(changed).outcome is not first.outcome
    assert line(changed) == line(changed.with_scores({at("block", "I.2"): Score(D(5))}))
    entries.forget()
    again = line(made)
    assert again.points == first.points
    assert again.outcome is not first.outcome


def test_a_unit_that_comes_changes_what_the_leader_is() -> None:
    given = {at("self"): numbers(plan=10, result=11)}
    made = ruled(LEADER).with_scores(given)
    assert line(made).points == 10
    ahead = made.with_scores({at("self", unit="Ban B"): numbers(plan=10, result=20)})
    assert line(ahead).points == D("5.5")
    assert line(made).points == 10

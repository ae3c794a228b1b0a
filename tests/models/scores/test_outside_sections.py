"""Bonus and deduction sections of the table itself, and the caps over all bonus, all deductions, the total."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models.criterion_rule import CriterionRule
from models.rulepack import RulePack
from models.scores.scoring import score
from models.season import Input, Score, ScoreKey
from models.table import ScoringTable
from tests.models.drawing import D, row, season

TABLE = ScoringTable(
    (
        row("I", "80", row("I.1", "50"), row("I.2", "30")),
        replace(row("IV", "15", row("IV.1", "10"), row("IV.2", "8")), role="bonus"),
        replace(row("V", "12", row("V.1", "10"), row("V.2", "5")), role="deduction"),
    )
)
FREE = RulePack(id="p", name="P")
CASES = [
    # pack                                             given                          bonus taken cut  total
    ({}, "I.1=50 I.2=20", "0", "0", "0", "70"),
    ({}, "I.1=50 I.2=20 IV.1=4 V.2=1", "4", "1", "0", "73"),
    ({}, "I.1=50 I.2=20 IV.1=10 IV.2=8 V.1=10 V.2=5", "15", "12", "0", "73"),
    ({"bonus_max": 9}, "I.1=50 I.2=20 IV.1=10", "9", "0", "0", "79"),
    ({"deductions_max": 6}, "I.1=50 I.2=20 V.1=10", "0", "6", "0", "64"),
    ({"total": 75}, "I.1=50 I.2=20 IV.1=10 V.2=1", "10", "1", "5", "74"),
    ({"total": 75, "bonus_over_total": True}, "I.1=50 I.2=20 IV.1=10", "10", "0", "0", "80"),
    ({"total": 65, "bonus_over_total": True}, "I.1=50 I.2=20 IV.1=10", "10", "0", "5", "75"),
    ({"content_total": 60, "total": 65}, "I.1=50 I.2=20 IV.1=10", "10", "0", "15", "65"),
]


@pytest.mark.parametrize(("values", "given", "bonus", "taken", "cut", "total"), CASES)
def test_caps_cut_in_order_and_the_steps_add_up(
    values: dict[str, object], given: str, bonus: str, taken: str, cut: str, total: str
) -> None:
    pack = replace(FREE, **{k: v if v is True else D(str(v)) for k, v in values.items()})  # type: ignore[arg-type]
    result = score(season(f"Ban A: {given}", pack, TABLE))[0]
    told = (result.bonus, result.deductions, result.cut, result.total)
    assert told == (D(bonus), D(taken), D(cut), D(total))
    assert sum((it.points for it in result.steps if it.kind == "sum"), Decimal(0)) == D(total)
    assert result.sections == {"I": D(70)}


def test_an_empty_line_there_is_nothing_and_a_hole_in_the_contents_is_one() -> None:
    result = score(season("Ban A: I.1=50 IV.1=4", FREE, TABLE))[0]
    assert (result.total, result.missing) == (None, ("I.2",))
    assert result.groups["IV"] == 4
    assert result.groups["V"] == 0
    assert result.lines["IV.2"].points is None


def test_sections_outside_the_contents_tell_what_they_give_and_take() -> None:
    steps = score(season("Ban A: I.1=50 I.2=20 IV.1=4 IV.2=9 V.2=1", FREE, TABLE))[0].steps
    assert [(it.kind, it.rule, it.label, it.points, it.cut) for it in steps[1:]] == [
        ("sum", "bonus-section", "Mục IV", D(12), D(0)),
        ("cut", "line-cap", "Tiêu chí IV.2", D(0), D(1)),
        ("sum", "deduction-section", "Mục V", D(-1), D(0)),
    ]


@pytest.mark.parametrize(
    ("given", "total", "told"), [("V.1=4", "1", 0), ("V.1=5", "0", 0), ("V.1=5.5", "-0.5", 1)]
)
def test_only_a_total_below_zero_is_told(given: str, total: str, told: int) -> None:
    result = score(season(f"Ban A: I.1=5 I.2=0 {given}", FREE, TABLE))[0]
    assert result.total == D(total)
    assert [it.rule for it in result.steps].count("total-below-zero") == told


def test_half_the_numbers_of_a_bonus_add_nothing_and_say_so() -> None:
    ruled = replace(row("IV", "15"), role="bonus", rule=CriterionRule("plan"))
    half = {ScoreKey("Ban A", "IV", "block"): Score(inputs=(Input("plan", D(10)),))}
    made = season("Ban A: I=50", FREE, ScoringTable((row("I", "80"), ruled))).with_scores(half)
    result = score(made)[0]
    assert (result.total, result.missing) == (D(50), ())
    assert [(it.kind, it.scope) for it in result.steps if it.rule == "not-computed"] == [
        ("note", "IV")
    ]

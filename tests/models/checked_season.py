"""A block-year with a criterion of every kind, as the checks of its scores and facts find it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from models.block import Block, Unit
from models.checking.checks import check_season
from models.criterion_rule import Band, CriterionRule, Item
from models.errors import Problem
from models.facts import ClassDecision, Facts, NotApplicable
from models.rulepack import (
    RulePack,
    Stage,
)
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from tests.models.problem_codes import codes_of

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

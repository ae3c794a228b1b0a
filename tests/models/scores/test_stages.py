"""Rounds of scoring: those that look at the first ranks only, and those that are kept but never count."""

from dataclasses import replace
from decimal import Decimal

from models.rulepack import RulePack, Stage
from models.scores.scoring import score, units_of_stage
from models.season import Score, ScoreKey
from models.table import ScoringTable
from tests.models.drawing import D, row, season

TABLE = ScoringTable((row("I", "100"),))
STAGES = (
    Stage("self", "Tự chấm"),
    Stage("block", "Khối chấm"),
    Stage("appraisal", "Thẩm định", ranks_to=2, after_meeting=True),
)
PACK = RulePack(id="p", name="P", stages=STAGES)
BLOCK = season("A: I=90\nB: I=95\nC: I=80\nD: I=90", PACK, TABLE)


def totals(stage: str | None, appraised: dict[str, int]) -> dict[str, Decimal | None]:
    given = {ScoreKey(unit, "I", "appraisal"): Score(D(it)) for unit, it in appraised.items()}
    return {it.unit.name: it.total for it in score(BLOCK.with_scores(given), stage)}


def test_the_first_ranks_by_the_stages_before_are_appraised() -> None:
    # B leads, A and D share rank 2: all three are looked at; C keeps the block's score.
    assert units_of_stage(BLOCK, "appraisal") == {"A", "B", "D"}
    assert totals("appraisal", {"B": 92, "A": 89}) == {"A": 89, "B": 92, "C": 80, "D": None}
    assert totals(None, {"B": 70, "A": 89}) == {"A": 89, "B": 70, "C": 80, "D": 90}


def test_what_was_appraised_beyond_the_first_ranks_does_not_count() -> None:
    assert totals(None, {"C": 99})["C"] == 80


def test_who_is_looked_at_does_not_move_with_the_appraisal_itself() -> None:
    sunk = BLOCK.with_scores({ScoreKey("B", "I", "appraisal"): Score(D(10))})
    assert units_of_stage(sunk, "appraisal") == {"A", "B", "D"}


def test_a_stage_without_ranks_looks_at_all() -> None:
    assert units_of_stage(BLOCK, "block") is None
    assert units_of_stage(BLOCK, "unknown") is None


def test_a_stage_that_does_not_count_is_kept_beside_the_others() -> None:
    beside = replace(PACK, stages=(*STAGES, Stage("track", "Chấm song song", counts=False)))
    made = replace(BLOCK, pack=beside).with_scores({ScoreKey("A", "I", "track"): Score(D(1))})
    assert score(made)[0].total == 90
    assert score(made, "track")[0].total == 1

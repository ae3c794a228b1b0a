"""What numbers would give before they are entered: the sum in words, points, effects. Knows no Qt."""

from decimal import Decimal
from typing import NamedTuple

from models.scores.criteria import compute
from models.scores.criterion_inputs import numbers
from models.scores.criterion_words import EFFECT_TITLES
from models.scores.outcome import Outcome
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season

NAMED = 2


class Foreseen(NamedTuple):
    """`sum` as a sentence ("15 − 3 lần × 0,5 = 13,5 điểm"), `points` None while numbers are missing,
    `effects` what follows for class or rank, "" for nothing."""

    sum: str
    points: Decimal | None
    effects: str = ""


def foresee(season: Season, key: ScoreKey, entered: Score) -> Foreseen:
    """What the rule of the cell's criterion makes of `entered`; nothing is stored."""
    outcome = _outcome(season, key, entered)
    if outcome is None:
        return Foreseen("", None)
    words = sum_words(outcome)
    row = season.table.row(key.criterion)
    counts = row is not None and row.rule is not None and row.rule.kind != "effect"
    if outcome.points is not None and counts:
        words += " điểm"
    effects = dict.fromkeys(EFFECT_TITLES[effect] for effect, _ in outcome.effects)
    return Foreseen(words, outcome.points if counts else None, ", ".join(effects))


def sum_words(outcome: Outcome) -> str:
    """The sum with the numbers put in; of many numbers that are not there the first are named."""
    words = outcome.detail
    if len(outcome.missing) > NAMED:
        left = len(outcome.missing) - NAMED
        words = f"chưa ghi: {', '.join(outcome.missing[:NAMED])} và {left} số khác"
    return f"{words[:1].upper()}{words[1:]}"


def _outcome(season: Season, key: ScoreKey, entered: Score) -> Outcome | None:
    row, section = season.table.row(key.criterion), season.table.section_of(key.criterion)
    if row is None or row.rule is None or section is None:
        return None
    if not row.rule.is_relative:
        lenient = section.role != "content"
        return compute(row, numbers(entered.inputs), season.pack, lenient=lenient)
    # What the others did decides as well, so the whole block is asked.
    results = score(season.with_scores({key: entered}), key.stage)
    found = next(it for it in results if it.unit.id == key.unit)
    return found.lines[key.criterion].outcome

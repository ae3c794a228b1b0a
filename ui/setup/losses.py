"""What a change of the table or of the rules takes out of the file with it. No Qt, nothing is changed."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from models.rulepack import RulePack
from models.season import ScoreKey, Season
from models.table import ScoringTable

STAGES = "bước chấm"
"""What the places of a loss are when the rules change."""
_MOST_PLACES = 6


class Loss(NamedTuple):
    """Scores that would go: how many points and other entries, of how many units, and where.

    `points` counts cells with a value, `others` those with evidence or a note only. `places` are
    codes of criteria, or names of stages, in the order of the table or of the rules.
    """

    points: int
    others: int
    units: int
    places: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Whether nothing goes."""
        return not self.points and not self.others

    @property
    def amount(self) -> str:
        """ "36 điểm và 2 ô ghi chú": what goes, to stand in a sentence or on a button."""
        parts = [f"{self.points} điểm"] if self.points else []
        parts += [f"{self.others} ô ghi chú, hồ sơ"] if self.others else []
        return " và ".join(parts)

    def sentence(self, what: str) -> str:
        """ "Bỏ 36 điểm của 9 đơn vị ở tiêu chí I.4, II.3." with `what` = "tiêu chí"."""
        shown = ", ".join(self.places[:_MOST_PLACES])
        left = len(self.places) - _MOST_PLACES
        more = f" và {left} {what} khác" if left > 0 else ""
        return f"Bỏ {self.amount} của {self.units} đơn vị ở {what} {shown}{more}."


def lost_to_table(season: Season, table: ScoringTable) -> Loss:
    """The scores of criteria that `table` does not have, be they gone or groups now."""
    kept = {row.code for row in table.criteria()}
    order = [row.code for _, row in season.table.walk()]
    return _loss(season, lambda key: key.criterion, kept, order)


def lost_to_pack(season: Season, pack: RulePack) -> Loss:
    """The scores of stages that `pack` does not have; the places are the names of those stages."""
    kept = {stage.code for stage in pack.stages}
    loss = _loss(season, lambda key: key.stage, kept, [it.code for it in season.pack.stages])
    names = {stage.code: stage.name for stage in season.pack.stages}
    return loss._replace(places=tuple(names.get(code, code) for code in loss.places))


def _loss(
    season: Season, part: Callable[[ScoreKey], str], kept: set[str], order: Sequence[str]
) -> Loss:
    gone = {key: score for key, score in season.scores.items() if part(key) not in kept}
    points = sum(1 for score in gone.values() if score.is_filled)
    found = {part(key) for key in gone}
    known = [code for code in dict.fromkeys(order) if code in found]
    places = (*known, *sorted(found.difference(known)))
    return Loss(points, len(gone) - points, len({key.unit for key in gone}), places)

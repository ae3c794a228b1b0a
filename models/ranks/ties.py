"""Units that share the last places above an award line, and how the meeting parted them.

Points and rules leave them equal; only a confirmed vote, or lots drawn in it, decides between them. Their
rank stays shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.block import Unit
from models.ranks.ranking import Standing, award_line
from models.ranks.winners import Winners, of_award, way_of
from models.season import Season


@dataclass(frozen=True, slots=True)
class Tie:
    """The `units` that are equal at the line of an `award`, where `left` seats are free. `how` they were parted
    ("bỏ phiếu"), "" while they are not, and in which `round`; `chosen` are those of them that were elected."""

    award: str
    units: tuple[Unit, ...]
    left: int
    how: str = ""
    round: int = 1
    chosen: tuple[Unit, ...] = ()


def ties(season: Season, standings: Sequence[Standing]) -> tuple[Tie, ...]:
    """Every group of equals at an award line of the pack, in the order of its quotas."""
    found = []
    for quota in season.pack.quotas:
        line = award_line(standings, quota)
        units = tuple(it.result.unit for it in line.undecided)
        if units:
            tie = Tie(quota.award, units, line.seats - len(line.chosen))
            found.append(_parted(tie, of_award(season, standings, quota.award)))
    return tuple(found)


def settled(season: Season, standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """The standings with what the meeting made of units at an award line (`Standing.settled`)."""
    told: dict[str, str] = {}
    for tie in ties(season, standings):
        what = f" {tie.award}" if len(season.pack.quotas) > 1 else ""
        for unit in tie.units if tie.how else ():
            verb = "được suy tôn" if unit in tie.chosen else "không được suy tôn"
            words = f"{tie.how}: {verb}{what}"
            told[unit.id] = f"{told[unit.id]}; {words}" if unit.id in told else words
    return tuple(replace(it, settled=told.get(it.result.unit.id, "")) for it in standings)


def _parted(tie: Tie, won: Winners) -> Tie:
    """The tie with how the last round that needs no other one parted it; nothing where one of the equals was
    on no paper."""
    equal = {it.id for it in tie.units}
    if won.last is None or not won.asked.issuperset(equal) or equal.intersection(won.tied):
        return tie
    chosen = tuple(it for it in tie.units if it.id in won.chosen)
    return replace(tie, how=way_of(won.last), round=won.last.round, chosen=chosen)

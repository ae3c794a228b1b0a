"""Units that share the last places above an award line, and how the meeting parted them.

Points and rules leave them equal; only a confirmed vote, or lots drawn in it, decides between them. Their
rank stays shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.ballot import Ballot
from models.ballots_faults import by_hands
from models.block import Unit
from models.counting import outcome
from models.ranking import Standing, award_line
from models.season import Season


@dataclass(frozen=True, slots=True)
class Tie:
    """The `units` that are equal at the line of an `award`, where `left` seats are free. `how` they were parted ("bỏ phiếu"), "" while they
    are not, and in which `round`; `chosen` are those of them that were elected."""

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
            left = line.seats - len(line.chosen)
            found.append(_parted(season, standings, Tie(quota.award, units, left)))
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


def is_for(ballot: Ballot, award: str) -> bool:
    """Whether the vote is about this award."""
    return ballot.purpose == "award" and (ballot.award or ballot.title) == award


def _parted(season: Season, standings: Sequence[Standing], tie: Tie) -> Tie:
    """The tie with how the last round that needs no other one parted it."""
    rounds = [it for it in season.meeting.ballots if is_for(it, tie.award)]
    followed = {it.follows for it in rounds}
    asked = {unit for it in rounds for unit in it.candidates}
    elected = set[str]()
    last: Ballot | None = None
    for it in rounds:
        found = outcome(it, standings=standings)
        if not it.is_closed or not found.is_known:
            continue
        elected.update(found.elected)
        if it.code not in followed and not found.run_off:
            last = it
    if last is None or not asked.issuperset(it.id for it in tie.units):
        return tie
    chosen = tuple(it for it in tie.units if it.id in elected)
    return replace(tie, how=_how(last), round=last.round, chosen=chosen)


def _how(ballot: Ballot) -> str:
    if ballot.lots is not None:
        return "bốc thăm"
    return "giơ tay" if by_hands(ballot) else "bỏ phiếu"

"""Who the gold of the flag stands for: by confirmed votes where there are any, before them by points; and when
no line may be drawn yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.ballot import Ballot
from models.ballots import rounds
from models.counting import Outcome, outcome
from models.intake import form_stage
from models.ranking import AwardLine, Standing, award_line
from models.results import UnitResult
from models.rulepack import Quota, Stage
from models.season import Season
from models.ties import is_for


@dataclass(frozen=True, slots=True)
class FlagLine(AwardLine):
    """The line of the flag. `voted`: a confirmed vote says who is `chosen`, be it somebody below a unit that is
    not, and `undecided` are those it left tied. `left` seats are free."""

    voted: bool = False
    left: int = 0


def awaited(season: Season, result: UnitResult) -> Mapping[str, Stage]:
    """The criteria of a unit that rest on the form alone → the stage that has yet to score them.

    Empty once the year is closed: what counts then counts for good.
    """
    first = form_stage(season.pack)
    if season.is_final or not first:
        return {}
    later = season.pack.stages[1:]
    sections = season.table.section_codes()
    contents = {row.code for row in season.table.sections()}
    found = {}
    for code, line in result.lines.items():
        section = sections[code]
        if line.points is None or line.stage != first or section not in contents:
            continue
        due = [
            it
            for it in later
            if it.counts and not it.ranks_to and (not it.sections or section in it.sections)
        ]
        unit = result.unit.id
        if due and not any(season.score(unit, code, it.code).is_filled for it in due):
            found[code] = due[0]
    return found


def flag_line(season: Season, standings: Sequence[Standing]) -> FlagLine | None:
    """The line of the pack's first award, or of the award that was voted on where the pack gives no number.

    A confirmed vote comes before the points. None where there is neither a vote nor a number, and, without a
    vote, while a ranked unit has only its own points, since a line then looks like a decision.
    """
    quota = next(iter(season.pack.quotas), None)
    chains = _confirmed(season, standings, quota)
    if chains:
        return _by_vote(chains[-1][0], quota, standings, [found for _, found in chains])
    if quota is None:
        return None
    if any(it.rank is not None and awaited(season, it.result) for it in standings):
        return None
    line = award_line(standings, quota)
    left = line.seats - len(line.chosen)
    return FlagLine(quota, line.seats, line.chosen, line.undecided, left=left)


_Chain = tuple[Ballot, list[Outcome]]
"""The first round of a vote, and what its confirmed rounds gave."""


def _confirmed(season: Season, standings: Sequence[Standing], quota: Quota | None) -> list[_Chain]:
    """The votes for the award with a confirmed round; without a quota, those for the award voted on last."""
    found = []
    for chain in rounds(season.meeting):
        closed = (outcome(it, standings=standings) for it in chain if it.is_closed)
        known = [it for it in closed if it.is_known]
        if chain[0].purpose == "award" and known:
            found.append((chain[0], known))
    last = next((it.award or it.title for it, _ in reversed(found)), "")
    award = last if quota is None else quota.award
    return [it for it in found if is_for(it[0], award)]


def _by_vote(
    ballot: Ballot,
    quota: Quota | None,
    standings: Sequence[Standing],
    chains: Sequence[Sequence[Outcome]],
) -> FlagLine:
    won = {unit for found in chains for it in found for unit in it.elected}
    last = chains[-1][-1]
    chosen = tuple(it for it in standings if it.result.unit.id in won)
    tied = tuple(it for it in standings if it.result.unit.id in last.tied)
    if quota is None:
        quota = Quota(ballot.award, "number", Decimal(ballot.seats))
    seats = award_line(standings, quota).seats
    return FlagLine(quota, seats, chosen, tied, voted=True, left=last.left)

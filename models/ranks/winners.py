"""Who gets what: the one answer for hall, ranking page, closing, papers and command line.

An award goes by the ranking until the meeting has voted on it; a confirmed vote comes before the points, and
a unit above the line that no vote was held on keeps its place. Nothing is decided by an order on a paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.ballot import Ballot, Purpose
from models.ranks.ranking import AwardLine, Standing, award_line
from models.rulepack import Quota
from models.scores.results import UnitResult
from models.season import Season
from models.texts import fold
from models.voting.ballots_faults import by_hands, by_points
from models.voting.counting import Outcome, outcome
from models.voting.vote_rounds import rounds


@dataclass(frozen=True, slots=True)
class Winners:
    """Who gets one award, or is elected to one office.

    `chosen` are unit ids in the order of the ranking (of the block for an office); `by_rank` are those of them
    on whom no vote was held; `asked` are all on whom one was. `tied` are equal at the `left` seats and nobody has parted them. `by` are the
    ways that decided ("bỏ phiếu"), () for the ranking alone; `last` is the round that left nothing to decide.
    `is_open`: a vote was begun and has no confirmed result yet, so that nobody is chosen. `unfit` were
    elected and are excluded, or gone from the block, since.
    """

    title: str
    quota: Quota | None = None
    seats: int = 0
    chosen: tuple[str, ...] = ()
    by_rank: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    left: int = 0
    by: tuple[str, ...] = ()
    last: Ballot | None = None
    is_open: bool = False
    unfit: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()

    @property
    def basis(self) -> str:
        """What it rests on, as papers say it."""
        if self.is_open:
            return "chưa có kết quả bỏ phiếu"
        if not self.by:
            return "theo điểm, không bỏ phiếu"
        if self.by == (_RANKING,):
            return "theo điểm và xếp hạng, hội nghị xác nhận"
        return f"theo kết quả {', '.join(self.by)}"


OFFICES: tuple[Purpose, ...] = ("head", "deputy")
Chain = tuple[Ballot, ...]
"""A vote with its rounds, the first one first."""
_RANKING = "xếp hạng"


def awards(season: Season) -> tuple[str, ...]:
    """The awards of the pack's quotas, then others that were voted on, each once."""
    voted = (_award(it[0]) for it in rounds(season.meeting) if it[0].purpose == "award")
    named: dict[str, str] = {}
    for it in (*(it.award for it in season.pack.quotas), *voted):
        named.setdefault(fold(it), it)
    return tuple(named.values())


def votes_for(season: Season, award: str) -> tuple[Chain, ...]:
    """The votes about an award. A later round belongs to its first, whatever it is called."""
    return tuple(
        it
        for it in rounds(season.meeting)
        if it[0].purpose == "award" and fold(_award(it[0])) == fold(award)
    )


def quota_of(season: Season, award: str) -> Quota | None:
    """The pack's quota of an award, None where it gives no number."""
    return next((it for it in season.pack.quotas if fold(it.award) == fold(award)), None)


def of_award(season: Season, standings: Sequence[Standing], award: str) -> Winners:
    """Who gets an award as things stand."""
    chains = votes_for(season, award)
    if not chains:
        return by_ranking(season, standings, award)
    results = {it.result.unit.id: it.result for it in standings}
    quota = quota_of(season, award)
    line = award_line(standings, quota) if quota else None
    barred = {unit for unit, it in results.items() if is_barred(season, it)}
    return _by_votes(award, chains, standings, list(results), line, barred)


def by_ranking(season: Season, standings: Sequence[Standing], award: str) -> Winners:
    """Who would get it by the points alone; nobody where the pack gives no number."""
    quota = quota_of(season, award)
    if quota is None:
        return Winners(award)
    line = award_line(standings, quota)
    chosen = _units(line.chosen)
    left = line.seats - len(chosen)
    return Winners(award, quota, line.seats, chosen, chosen, _units(line.undecided), left)


def of_office(season: Season, standings: Sequence[Standing], purpose: Purpose) -> Winners | None:
    """Who was elected head or deputy of next year; None where no vote was held."""
    chains = tuple(it for it in rounds(season.meeting) if it[0].purpose == purpose)
    if not chains:
        return None
    office = "Trưởng" if purpose == "head" else "Phó Trưởng"
    title = f"{office} {season.block.word.lower()} năm {season.year + 1}"
    units = [it.id for it in season.units]
    return _by_votes(title, chains, standings, units, None, frozenset())


def everybody(season: Season, standings: Sequence[Standing]) -> tuple[Winners, ...]:
    """Every award, then next year's head and deputy as far as they were voted on."""
    offices = (of_office(season, standings, it) for it in OFFICES)
    found = (of_award(season, standings, it) for it in awards(season))
    return (*found, *(it for it in offices if it))


def is_barred(season: Season, result: UnitResult) -> bool:
    """Whether a unit may not be voted for (exclude-serious). An exclusion that is said to cover only something
    else bars nobody: the block must judge it."""
    if result.excluded is None:
        return False
    own = [it for it in season.facts.exclusions if it.unit == result.unit.id and it.lifted is None]
    return not own or not all(it.scope for it in own)


def way_of(ballot: Ballot) -> str:
    """How a round decided: "bốc thăm", "giơ tay", "bỏ phiếu", "xếp hạng"."""
    if ballot.lots is not None:
        return "bốc thăm"
    if by_points(ballot):
        return _RANKING
    return "giơ tay" if by_hands(ballot) else "bỏ phiếu"


# ---- inside


def _award(first: Ballot) -> str:
    return first.award or first.title


def _units(standings: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(it.result.unit.id for it in standings)


def _by_votes(
    title: str,
    chains: Sequence[Chain],
    standings: Sequence[Standing],
    units: Sequence[str],
    line: AwardLine | None,
    barred: Iterable[str],
) -> Winners:
    quota = line.quota if line else None
    seats = line.seats if line else max(it[0].seats for it in chains)
    known = [it for chain in chains if (it := _known(chain, standings))]
    if not known:
        return Winners(title, quota, seats, left=seats, is_open=True)
    asked = frozenset(unit for chain in chains for it in chain for unit in it.candidates)
    elected = {unit for its in known for _, found in its for unit in found.elected}
    fit = elected.intersection(units).difference(barred)
    by_rank = tuple(it for it in _units(line.chosen) if it not in asked) if line else ()
    chosen = tuple(it for it in units if it in fit or it in by_rank)
    left = max(0, seats - len(chosen))
    even = {unit for its in known for unit in its[-1][1].tied}
    equal = _units(line.undecided) if line else ()
    if not asked.issuperset(equal):
        even.update(equal)
    return Winners(
        title,
        quota,
        seats,
        chosen,
        by_rank,
        tuple(it for it in units if left and it in even and it not in chosen),
        left,
        tuple(dict.fromkeys(way_of(it) for its in known for it, _ in its)),
        _last(known),
        unfit=tuple(dict.fromkeys(elected.difference(fit))),
        asked=asked,
    )


_Known = list[tuple[Ballot, Outcome]]


def _known(chain: Chain, standings: Sequence[Standing]) -> _Known:
    """The confirmed rounds of a vote with what they gave."""
    closed = [(it, outcome(it, standings=standings)) for it in chain if it.is_closed]
    return [it for it in closed if it[1].is_known]


def _last(known: Sequence[_Known]) -> Ballot | None:
    """The newest round that asks for no other one, None while one is asked for."""
    settled = [its[-1][0] for its in known if not its[-1][1].run_off]
    return settled[-1] if settled else None

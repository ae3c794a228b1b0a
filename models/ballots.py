"""A vote before and after it is counted: who can be voted for and why not, a new ballot filled in from the
season, the rounds of one vote, who has led the block in which year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from models.attendance_sheet import sheet
from models.ballot import Ballot, Purpose
from models.ballots_faults import Names
from models.counting import outcome
from models.meeting import Meeting
from models.ranking import AwardLine, Standing, award_line
from models.season import Season

_CODES: dict[Purpose, str] = {"award": "suy-ton", "head": "truong", "deputy": "pho"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A unit that is not put on the paper, and why. `barred`: it must not be put there by hand either."""

    unit: str
    reason: str
    barred: bool = False


class Led(NamedTuple):
    """Who led the block in one year: unit ids, "" where it is not known."""

    year: int
    head: str
    deputy: str


def names_of(season: Season) -> Names:
    """Unit's id → its name."""
    return {it.id: it.name for it in season.units}


def candidates(
    season: Season, standings: Sequence[Standing], purpose: Purpose, award: str = ""
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """Who stands on the paper, and who is left out with the reason.

    Award: the units above its line in the order of the ranks, with those that share the last place; every
    ranked unit where the pack has no quota for it. Excluded and held units are barred (exclude-serious),
    unless their exclusion covers only something else, which the block must judge. Head and deputy: every
    unit in the block's order, for the deputy without the one just elected head; the sources bar nobody.
    """
    if purpose != "award":
        return _offices(season, purpose)
    line = line_of(season, standings, award)
    chosen, left = [], []
    above = {it.result.unit.id for it in (*line.chosen, *line.undecided)} if line else None
    for it in standings:
        unit = it.result.unit.id
        if it.result.excluded is not None:
            reason = f"không bình xét, suy tôn: {it.result.excluded}"
            left.append(LeftOut(unit, reason, barred=not _narrow(season, unit)))
        elif it.rank is None:
            left.append(LeftOut(unit, "chưa đủ điểm để xếp hạng"))
        elif above is None or unit in above:
            chosen.append(unit)
        else:
            left.append(LeftOut(unit, f"hạng {it.rank}, ngoài {line.seats if line else 0} suất"))
    return tuple(chosen), tuple(left)


def _narrow(season: Season, unit: str) -> bool:
    """Whether every exclusion of the unit is said to cover only a part."""
    own = [it for it in season.facts.exclusions if it.unit == unit and it.lifted is None]
    return bool(own) and all(it.scope for it in own)


def _offices(season: Season, purpose: Purpose) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    heads = elected(season.meeting, "head") if purpose == "deputy" else ()
    left = tuple(LeftOut(it, "đã được bầu Trưởng " + season.block.word.lower()) for it in heads)
    return tuple(it.id for it in season.units if it.id not in heads), left


def line_of(season: Season, standings: Sequence[Standing], award: str) -> AwardLine | None:
    """The line of an award by the pack's quota, None where the pack has none."""
    quota = next((it for it in season.pack.quotas if it.award == award), None)
    return award_line(standings, quota) if quota is not None else None


def present(season: Season) -> int:
    """How many units take part in the season's meeting; 0 while a unit is not noted yet."""
    return sheet(season).present_base or 0


def new_ballot(
    season: Season, standings: Sequence[Standing], purpose: Purpose, award: str = ""
) -> Ballot:
    """A ballot with what the season knows: candidates, members, who is there, seats by the quota.

    The share is left open; only a pack with a single one fills it in.
    """
    chosen, _ = candidates(season, standings, purpose, award)
    line = line_of(season, standings, award) if purpose == "award" else None
    shares = season.pack.thresholds
    return Ballot(
        free_code(season.meeting, purpose),
        title(season, purpose, award),
        purpose,
        award,
        style="agree" if purpose == "award" else "choose",
        seats=line.seats if line and line.seats else 1,
        candidates=chosen,
        threshold=shares[0] if len(shares) == 1 else None,
        members=len(season.units),
        present=present(season),
    )


def title(season: Season, purpose: Purpose, award: str = "") -> str:
    """ "Suy tôn đề nghị tặng Cờ thi đua" · "Bầu Trưởng khối năm 2024"."""
    if purpose == "award":
        return f"Suy tôn đề nghị tặng {award}" if award else "Suy tôn"
    office = "Trưởng" if purpose == "head" else "Phó Trưởng"
    return f"Bầu {office} {season.block.word.lower()} năm {season.year + 1}"


def free_code(meeting: Meeting, purpose: Purpose) -> str:
    """A code that no ballot of the meeting has, nor its rounds."""
    roots = {it.code.partition(".")[0] for it in meeting.ballots}
    stem, number = _CODES[purpose], 1
    while f"{stem}-{number}" in roots:
        number += 1
    return f"{stem}-{number}"


# ---- the rounds of a vote


def with_ballot(meeting: Meeting, ballot: Ballot) -> Meeting:
    """The meeting with this ballot in the place of the one with its code; a new round stands behind the
    one it follows, another new one at the end."""
    ballots = list(meeting.ballots)
    codes = [it.code for it in ballots]
    if ballot.code in codes:
        ballots[codes.index(ballot.code)] = ballot
    elif ballot.follows in codes:
        ballots.insert(codes.index(ballot.follows) + 1, ballot)
    else:
        ballots.append(ballot)
    return replace(meeting, ballots=tuple(ballots))


def without_ballot(meeting: Meeting, code: str) -> Meeting:
    """The meeting without this round."""
    return replace(meeting, ballots=tuple(it for it in meeting.ballots if it.code != code))


def find(meeting: Meeting, code: str) -> Ballot | None:
    """The round with this code, or None."""
    return next((it for it in meeting.ballots if it.code == code), None)


def next_round(meeting: Meeting, code: str) -> Ballot | None:
    """The round that follows this one, or None."""
    return next((it for it in meeting.ballots if it.follows == code), None)


def rounds(meeting: Meeting) -> tuple[tuple[Ballot, ...], ...]:
    """Every vote of the meeting with its rounds, the first round first."""
    found: list[list[Ballot]] = []
    for it in meeting.ballots:
        chain = next(
            (known for known in found if it.follows and known[-1].code == it.follows), None
        )
        if chain is None:
            found.append([it])
        else:
            chain.append(it)
    return tuple(tuple(it) for it in found)


def elected(
    meeting: Meeting, purpose: Purpose, award: str = "", standings: Sequence[Standing] = ()
) -> tuple[str, ...]:
    """Who was elected in all closed rounds of such votes, in the order of the rounds.

    `standings` are asked where the points decided.
    """
    found: dict[str, None] = {}
    for it in meeting.ballots:
        if it.purpose == purpose and it.award == award and it.is_closed:
            found.update(dict.fromkeys(outcome(it, standings=standings).elected))
    return tuple(found)


# ---- who has led the block


def served(years: Sequence[Led], unit: str) -> str:
    """When a unit led the block: "Trưởng 2021, 2023; Phó Trưởng 2022"; "" when it never did, as
    far as the file goes back. A help to those who choose in turn; the sources fix no rotation."""
    heads = [str(it.year) for it in sorted(years) if it.head == unit]
    deputies = [str(it.year) for it in sorted(years) if it.deputy == unit]
    told = (("Trưởng", heads), ("Phó Trưởng", deputies))
    return "; ".join(f"{office} {', '.join(its)}" for office, its in told if its)

"""A vote before it is held: who can be voted for and why not, a new ballot filled in from the season, who has
led the block in which year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from models.award_rules import Threshold
from models.ballot import Ballot, Purpose
from models.meeting import Meeting
from models.meeting_day.attendance_sheet import sheet
from models.ranks.ranking import AwardLine, Standing, award_line
from models.ranks.winners import is_barred, of_office, quota_of
from models.season import Season
from models.texts import words
from models.voting.ballots_faults import Names

_AWARDS = ("co thi dua", "bang khen", "giay khen", "huan chuong")
"""Words by which a share is seen to be for one kind of award."""
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
        return _offices(season, standings, purpose)
    line = line_of(season, standings, award)
    chosen, left = [], []
    above = {it.result.unit.id for it in (*line.chosen, *line.undecided)} if line else None
    for it in standings:
        unit = it.result.unit.id
        if it.result.excluded is not None:
            reason = f"không bình xét, suy tôn: {it.result.excluded}"
            left.append(LeftOut(unit, reason, barred=is_barred(season, it.result)))
        elif it.rank is None:
            left.append(LeftOut(unit, "chưa đủ điểm để xếp hạng"))
        elif above is None or unit in above:
            chosen.append(unit)
        else:
            left.append(LeftOut(unit, f"hạng {it.rank}, ngoài {line.seats if line else 0} suất"))
    return tuple(chosen), tuple(left)


def _offices(
    season: Season, standings: Sequence[Standing], purpose: Purpose
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    head = of_office(season, standings, "head") if purpose == "deputy" else None
    heads = head.chosen if head else ()
    left = tuple(LeftOut(it, "đã được bầu Trưởng " + season.block.word.lower()) for it in heads)
    return tuple(it.id for it in season.units if it.id not in heads), left


def line_of(season: Season, standings: Sequence[Standing], award: str) -> AwardLine | None:
    """The line of an award by the pack's quota, None where the pack has none."""
    quota = quota_of(season, award)
    return award_line(standings, quota) if quota is not None else None


class People(NamedTuple):
    """How many can vote: members, who is there (0: not known), and where the numbers are from:
    "attendance", "ballot" (as in the last vote), "" (the list of units alone)."""

    members: int
    present: int
    source: Literal["attendance", "ballot", ""]


def people(season: Season) -> People:
    """Who a new vote is held among: by the attendance of the meeting; while a unit is not noted there, as in
    the last vote that says how many were there."""
    found = sheet(season)
    if found.present_base is not None and found.members:
        return People(found.members, found.present_base, "attendance")
    last = next((it for it in reversed(season.meeting.ballots) if it.present), None)
    if last is not None:
        return People(last.members or found.members, last.present, "ballot")
    return People(found.members, 0, "")


def new_ballot(
    season: Season, standings: Sequence[Standing], purpose: Purpose, award: str = ""
) -> Ballot:
    """A ballot with what the season knows: candidates, members, who is there, seats by the quota.

    The share is left open, unless exactly one of the pack says that it is for this.
    """
    chosen, _ = candidates(season, standings, purpose, award)
    line = line_of(season, standings, award) if purpose == "award" else None
    called = names_of(season)
    voters = people(season)
    return Ballot(
        free_code(season.meeting, purpose),
        title(season, purpose, award),
        purpose,
        award,
        style="agree" if purpose == "award" else "choose",
        seats=line.seats if line and line.seats else 1,
        candidates=chosen,
        threshold=threshold_for(season, purpose, award),
        members=voters.members,
        present=voters.present,
        names=tuple(called[it] for it in chosen),
    )


def threshold_for(season: Season, purpose: Purpose, award: str = "") -> Threshold | None:
    """The only share of the pack whose title or code names what is voted about; None where there is none, or
    several: the block must decide. Nothing else says what a share is for, and a share must never stand with
    its citation beside a vote it was not made for."""
    told = {it.code: " ".join(words(f"{it.title} {it.code}")) for it in season.pack.thresholds}
    shares = season.pack.thresholds
    if purpose == "award":
        own = " ".join(words(award))
        others = [*_AWARDS, *(" ".join(words(it.award)) for it in season.pack.quotas)]
        others = [it for it in others if it not in own]
        found = [it for it in shares if own and own in told[it.code]] or [
            it
            for it in shares
            if "suy ton" in told[it.code] and not any(other in told[it.code] for other in others)
        ]
    else:
        word = "|".join({"khoi", "cum", *map(re.escape, words(season.block.word))})
        deputy = re.compile(rf"\bpho truong ({word})\b")
        head = re.compile(rf"\btruong ({word})\b")
        if purpose == "deputy":
            found = [it for it in shares if deputy.search(told[it.code])]
        else:
            found = [it for it in shares if head.search(deputy.sub("", told[it.code]))]
    return found[0] if len(found) == 1 else None


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


# ---- who has led the block


def served(years: Sequence[Led], unit: str) -> str:
    """When a unit led the block: "Trưởng 2021, 2023; Phó Trưởng 2022"; "" when it never did, as
    far as the file goes back. A help to those who choose in turn; the sources fix no rotation."""
    heads = [str(it.year) for it in sorted(years) if it.head == unit]
    deputies = [str(it.year) for it in sorted(years) if it.deputy == unit]
    told = (("Trưởng", heads), ("Phó Trưởng", deputies))
    return "; ".join(f"{office} {', '.join(its)}" for office, its in told if its)

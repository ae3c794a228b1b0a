"""A vote before and after it is counted: who can be voted for and why not, a new ballot filled in from the
season, the rounds of one vote, who has led the block in which year."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from models.attendance_sheet import sheet
from models.award_rules import Threshold
from models.ballot import Ballot, Purpose
from models.ballots_faults import Names, name_of
from models.counting import confirmed, outcome
from models.errors import AppError, Problem
from models.meeting import Meeting
from models.ranking import AwardLine, Standing, award_line
from models.season import Season
from models.texts import words

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


def _offices(
    season: Season, standings: Sequence[Standing], purpose: Purpose
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    heads: tuple[str, ...] = ()
    if purpose == "deputy":
        heads = elected(season.meeting, "head", standings=standings)
    left = tuple(LeftOut(it, "đã được bầu Trưởng " + season.block.word.lower()) for it in heads)
    return tuple(it.id for it in season.units if it.id not in heads), left


def line_of(season: Season, standings: Sequence[Standing], award: str) -> AwardLine | None:
    """The line of an award by the pack's quota, None where the pack has none."""
    quota = next((it for it in season.pack.quotas if it.award == award), None)
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


# ---- all votes together


def confirm(season: Season, standings: Sequence[Standing], ballot: Ballot) -> Ballot:
    """The round with its result confirmed (`models.counting.confirmed`). Raises `AppError` while it has none,
    and where the votes of the meeting would contradict each other with it."""
    made = confirmed(ballot, names_of(season), standings)
    after = replace(season, meeting=with_ballot(season.meeting, made))
    wrong = faults_of_meeting(after, standings, made.code)
    if wrong:
        raise AppError(wrong[0].text)
    return made


def faults_of_meeting(
    season: Season, standings: Sequence[Standing] = (), code: str = ""
) -> tuple[Problem, ...]:
    """What cannot be between the votes of the meeting, and between them and the units; `code` not "": only
    what concerns that round. One round by itself: `models.counting.faults`."""
    found = (
        *_gone(season, standings),
        *_too_many(season, standings),
        *_run_offs(season, standings),
        *_outdated(season, standings),
    )
    return tuple(it for codes, it in found if not code or code in codes)


_Found = Iterator[tuple[tuple[str, ...], Problem]]
"""The rounds that a fault concerns, and the fault."""


def _gone(season: Season, standings: Sequence[Standing]) -> _Found:
    """Units on a paper, or elected, that the block no longer has."""
    names = names_of(season)
    for it in season.meeting.ballots:
        listed = outcome(it, names, standings).elected if it.is_closed else it.candidates
        for unit in listed:
            if unit in names:
                continue
            how = "được chọn" if it.is_closed else "có tên trên phiếu"
            name = name_of(it, unit, names)
            what = f"{name[:1].upper()}{name[1:]} {how} nhưng không còn trong danh sách đơn vị."
            again = "mở lại vòng này rồi sửa" if it.is_closed else "sửa"
            advice = f"Hoàn tác việc xóa đơn vị, hoặc {again} danh sách trên phiếu."
            yield (it.code,), Problem("vote-unit-gone", what, advice, _where(it))


def _outdated(season: Season, standings: Sequence[Standing]) -> _Found:
    """A confirmed vote for an award whose list no longer goes with the ranking: somebody elected stands
    below the line now, and somebody above it was not on the paper."""
    names = names_of(season)
    for it in season.meeting.ballots:
        if it.purpose != "award" or not it.is_closed or not standings:
            continue
        above, _left = candidates(season, standings, "award", it.award)
        new = [unit for unit in above if unit not in it.candidates]
        chosen = outcome(it, names, standings).elected
        if new and any(unit not in above for unit in chosen):
            listed = ", ".join(names[unit] for unit in new)
            what = f"Danh sách trên phiếu không còn đúng với xếp hạng: nay có {listed}."
            advice = "Bỏ phiếu lại theo xếp hạng mới, hoặc ghi lý do giữ kết quả khi chốt."
            yield (it.code,), Problem("vote-list-outdated", what, advice, _where(it))


def _too_many(season: Season, standings: Sequence[Standing]) -> _Found:
    """Several votes about one thing that elect more than any of them has seats."""
    about: dict[str, list[tuple[Ballot, ...]]] = defaultdict(list)
    for chain in rounds(season.meeting):
        about[_thing(season, chain[0])].append(chain)
    for thing, chains in about.items():
        won: set[str] = set()
        having: list[tuple[Ballot, ...]] = []
        for chain in chains:
            closed = [outcome(it, standings=standings) for it in chain if it.is_closed]
            units = {unit for it in closed for unit in it.elected}
            won |= units
            having += [chain] if units else []
        seats = max((chain[0].seats for chain in having), default=0)
        if len(having) > 1 and len(won) > seats:
            what = f"{len(having)} lần bỏ phiếu cho {thing} chọn {len(won)} đơn vị, chỉ có {seats} suất."
            advice = "Giữ một lần, mở lại hoặc xóa lần kia."
            codes = tuple(it.code for chain in having for it in chain)
            yield codes, Problem("vote-won-twice", what, advice)


def _run_offs(season: Season, standings: Sequence[Standing]) -> _Found:
    """Rounds for more seats than the round before left, or with a unit that is elected already."""
    names = names_of(season)
    for chain in rounds(season.meeting):
        for first, second in pairwise(chain):
            found = outcome(first, names, standings)
            if not found.is_known:
                continue
            codes = (first.code, second.code)
            if second.seats > found.left:
                what = f"Vòng {second.round} chọn {second.seats} suất, vòng {first.round} chỉ còn {found.left}."
                advice = f"Sửa số suất của vòng {second.round}, hoặc xóa vòng đó."
                yield codes, Problem("vote-run-off-seats", what, advice, _where(second))
            for unit in found.elected:
                if unit in second.candidates:
                    name = name_of(first, unit, names)
                    what = f"{name} đã đạt ở vòng {first.round}, vẫn có tên ở vòng {second.round}."
                    advice = f"Xóa vòng {second.round}, tạo lại từ kết quả vòng {first.round}."
                    yield codes, Problem("vote-elected-again", what, advice, _where(second))


def _thing(season: Season, ballot: Ballot) -> str:
    if ballot.purpose == "award":
        return ballot.award or f"“{ballot.title}”"
    office = "Trưởng" if ballot.purpose == "head" else "Phó Trưởng"
    return f"{office} {season.block.word.lower()}"


def _where(ballot: Ballot) -> str:
    return f"{ballot.title}, vòng {ballot.round}"


# ---- who has led the block


def served(years: Sequence[Led], unit: str) -> str:
    """When a unit led the block: "Trưởng 2021, 2023; Phó Trưởng 2022"; "" when it never did, as
    far as the file goes back. A help to those who choose in turn; the sources fix no rotation."""
    heads = [str(it.year) for it in sorted(years) if it.head == unit]
    deputies = [str(it.year) for it in sorted(years) if it.deputy == unit]
    told = (("Trưởng", heads), ("Phó Trưởng", deputies))
    return "; ".join(f"{office} {', '.join(its)}" for office, its in told if its)

"""The votes of a meeting held against each other, the units, the ranking and the quotas: what cannot be.

One round by itself: `models.voting.counting.faults`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from models.ballot import Ballot
from models.errors import AppError, Problem
from models.ranks.ranking import Standing, award_line
from models.ranks.winners import Chain, is_barred, of_office, quota_of
from models.season import Season
from models.texts import fold
from models.voting.ballots import candidates, names_of
from models.voting.ballots_faults import name_of
from models.voting.counting import confirmed, outcome
from models.voting.vote_rounds import rounds, with_ballot

_Found = Iterator[tuple[tuple[str, ...], Problem]]
"""The rounds that a fault concerns, and the fault."""


def confirm(season: Season, standings: Sequence[Standing], ballot: Ballot) -> Ballot:
    """The round with its result confirmed (`models.voting.counting.confirmed`). Raises `AppError` while it has none,
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
    what concerns that round."""
    found = (
        *_gone(season, standings),
        *_excluded(season, standings),
        *_too_many(season, standings),
        *_run_offs(season, standings),
        *_two_offices(season, standings),
        *_outdated(season, standings),
        *_moved(season, standings),
    )
    return tuple(it for codes, it in found if not code or code in codes)


def _standing_for(season: Season, standings: Sequence[Standing]) -> Iterator[tuple[Ballot, str]]:
    """Every round with who is on its paper, or once it is confirmed who was elected."""
    names = names_of(season)
    for it in season.meeting.ballots:
        listed = outcome(it, names, standings).elected if it.is_closed else it.candidates
        for unit in listed:
            yield it, unit


def _how(ballot: Ballot) -> tuple[str, str]:
    """How a unit stands on the round, and what to do about it first."""
    if ballot.is_closed:
        return "được chọn", "mở lại vòng này rồi sửa"
    return "có tên trên phiếu", "sửa"


def _gone(season: Season, standings: Sequence[Standing]) -> _Found:
    """Units on a paper, or elected, that the block no longer has."""
    names = names_of(season)
    for it, unit in _standing_for(season, standings):
        if unit not in names:
            how, again = _how(it)
            what = f"{_name(it, unit, season)} {how} nhưng không còn trong danh sách đơn vị."
            advice = f"Hoàn tác việc xóa đơn vị, hoặc {again} danh sách trên phiếu."
            yield (it.code,), Problem("vote-unit-gone", what, advice, _where(it))


def _excluded(season: Season, standings: Sequence[Standing]) -> _Found:
    """Units on a paper for an award, or elected, that may not be nominated (exclude-serious)."""
    results = {it.result.unit.id: it.result for it in standings}
    for it, unit in _standing_for(season, standings):
        if it.purpose == "award" and unit in results and is_barred(season, results[unit]):
            how, again = _how(it)
            what = f"{_name(it, unit, season)} {how} nhưng thuộc diện không bình xét, suy tôn."
            advice = f"{again[:1].upper()}{again[1:]} danh sách trên phiếu, hoặc xem lại việc không bình xét."
            yield (it.code,), Problem("vote-unit-excluded", what, advice, _where(it))


def _outdated(season: Season, standings: Sequence[Standing]) -> _Found:
    """A confirmed vote for an award whose list no longer goes with the ranking: somebody elected stands
    below the line now, and somebody above it was not on the paper."""
    names = names_of(season)
    ranked = {it.result.unit.id for it in standings if it.rank is not None}
    for chain in rounds(season.meeting) if standings else ():
        asked = {unit for it in chain for unit in it.candidates}
        for it in chain:
            if it.purpose != "award" or not it.is_closed:
                continue
            above, _left = candidates(season, standings, "award", chain[0].award)
            new = [unit for unit in above if unit not in asked]
            # A unit whose exclusion covers something else has no rank, and may be voted for.
            chosen = ranked.intersection(outcome(it, names, standings).elected)
            if new and not chosen.issubset(above):
                listed = ", ".join(names[unit] for unit in new)
                what = f"Danh sách trên phiếu không còn đúng với xếp hạng: nay có {listed}."
                yield (it.code,), Problem("vote-list-outdated", what, _AGAIN, _where(it))


_AGAIN = "Bỏ phiếu lại theo xếp hạng mới, hoặc ghi lý do giữ kết quả khi chốt."


def _moved(season: Season, standings: Sequence[Standing]) -> _Found:
    """A confirmed result with somebody below a rival whom the day's ranking did not put above it."""
    now = {it.result.unit.id: it.rank for it in standings if it.rank is not None}
    for it in season.meeting.ballots:
        if it.purpose != "award" or not it.is_closed or not it.ranks:
            continue
        then = dict(zip(it.candidates, it.ranks, strict=False))
        chosen = outcome(it, standings=standings).elected
        for unit in chosen:
            over = [
                rival
                for rival in it.candidates
                if rival not in chosen
                and unit in now
                and now.get(rival, now[unit]) < now[unit]
                and then.get(rival, 0) >= then.get(unit, 0)
            ]
            if over:
                who = f"{_name(it, over[0], season)} nay xếp trên {_name(it, unit, season)}"
                what = f"Điểm đã đổi từ khi xác nhận kết quả: {who}."
                yield (it.code,), Problem("vote-ranking-moved", what, _AGAIN, _where(it))


def _too_many(season: Season, standings: Sequence[Standing]) -> _Found:
    """More elected for one thing than there are seats: by the pack's quota, else by the papers."""
    about: dict[str, list[Chain]] = defaultdict(list)
    for chain in rounds(season.meeting):
        about[_thing(chain[0])].append(chain)
    for chains in about.values():
        won: set[str] = set()
        having: list[Chain] = []
        for chain in chains:
            closed = [outcome(it, standings=standings) for it in chain if it.is_closed]
            units = {unit for it in closed for unit in it.elected}
            won |= units
            having += [chain] if units else []
        first = chains[0][0]
        quota = quota_of(season, first.award) if first.purpose == "award" else None
        seats = max((chain[0].seats for chain in having), default=0)
        if quota is not None and standings:
            seats = award_line(standings, quota).seats
        if len(won) <= seats or not having:
            continue
        codes = tuple(it.code for chain in having for it in chain)
        yield codes, _over(season, first, len(having), len(won), seats)


def _over(season: Season, first: Ballot, votes: int, won: int, seats: int) -> Problem:
    thing = first.award or f"“{first.title}”"
    if first.purpose != "award":
        thing = (
            f"{'Trưởng' if first.purpose == 'head' else 'Phó Trưởng'} {season.block.word.lower()}"
        )
    if votes > 1:
        what = f"{votes} lần bỏ phiếu cho {thing} chọn {won} đơn vị, chỉ có {seats} suất."
        return Problem("vote-won-twice", what, "Giữ một lần, mở lại hoặc xóa lần kia.")
    what = f"Bỏ phiếu cho {thing} chọn {won} đơn vị, bộ quy tắc chỉ có {seats} suất."
    advice = "Sửa số suất của lần bỏ phiếu, hoặc số suất trong bộ quy tắc."
    return Problem("vote-seats-over-quota", what, advice)


def _run_offs(season: Season, standings: Sequence[Standing]) -> _Found:
    """Rounds for more seats than the round before left, or with a unit that is elected already."""
    for chain in rounds(season.meeting):
        for first, second in pairwise(chain):
            found = outcome(first, standings=standings)
            if not found.is_known:
                continue
            codes = (first.code, second.code)
            if second.seats > found.left:
                what = f"Vòng {second.round} chọn {second.seats} suất, vòng {first.round} chỉ còn {found.left}."
                advice = f"Sửa số suất của vòng {second.round}, hoặc xóa vòng đó."
                yield codes, Problem("vote-run-off-seats", what, advice, _where(second))
            for unit in found.elected:
                if unit in second.candidates:
                    name = _name(first, unit, season)
                    what = f"{name} đã đạt ở vòng {first.round}, vẫn có tên ở vòng {second.round}."
                    advice = f"Xóa vòng {second.round}, tạo lại từ kết quả vòng {first.round}."
                    yield codes, Problem("vote-elected-again", what, advice, _where(second))


def _two_offices(season: Season, standings: Sequence[Standing]) -> _Found:
    """The unit elected head on the paper for the deputy, or elected there, too."""
    found = of_office(season, standings, "head")
    heads = found.chosen if found else ()
    for it, unit in _standing_for(season, standings):
        if it.purpose == "deputy" and unit in heads:
            how = "trúng cả Phó Trưởng" if it.is_closed else "vẫn có tên trên phiếu bầu Phó Trưởng"
            word = season.block.word.lower()
            what = f"{_name(it, unit, season)} đã được bầu Trưởng {word}, {how} {word}."
            advice = "Bỏ tên đơn vị đó khỏi phiếu bầu Phó Trưởng rồi bầu lại."
            if not it.is_closed:
                advice = "Bỏ tên đơn vị đó khỏi phiếu bầu Phó Trưởng."
            yield (it.code,), Problem("vote-two-offices", what, advice, _where(it))


def _thing(ballot: Ballot) -> str:
    """What a vote is about, the same for all votes about it."""
    return fold(ballot.award or ballot.title) if ballot.purpose == "award" else ballot.purpose


def _name(ballot: Ballot, unit: str, season: Season) -> str:
    name = name_of(ballot, unit, names_of(season))
    return f"{name[:1].upper()}{name[1:]}"


def _where(ballot: Ballot) -> str:
    return f"{ballot.title}, vòng {ballot.round}"

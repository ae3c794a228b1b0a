"""Whether a count can be right: sums that cannot be, each with its code and the pile to count again.

Arithmetic of paper votes, no rule of law: a paper is issued, then returned, then valid or not (RULES.md
and TEMPLATES.md 10: issued ≥ returned = valid + invalid).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from models.ballot import Ballot, Count, VoteLine
from models.errors import Problem

Names = Mapping[str, str]
"""Unit's id → its name; a unit that is not in it has the name it was put on the paper with."""

NO_NAMES: Names = {}
SECOND = "Kiểm lần hai"
PAPERS = (
    ("issued", "phát ra"),
    ("returned", "thu về"),
    ("valid", "hợp lệ"),
    ("invalid", "không hợp lệ"),
    ("blank", "phiếu trắng"),
)
"""The piles of papers and what they are called."""


class Spot(NamedTuple):
    """One figure: `key` is its field in `Ballot` (seats, members, present), in a `Count`, or in the
    `VoteLine` of `candidate`; `in_second`: that of the second count."""

    key: str
    candidate: str = ""
    in_second: bool = False


class Fault(NamedTuple):
    """What cannot be, and the figures that contradict each other, () where none does."""

    problem: Problem
    spots: tuple[Spot, ...] = ()


_Found = Iterator[Fault]
_NEEDED_PAPERS = ("issued", "returned", "valid", "invalid")


def by_hands(ballot: Ballot) -> bool:
    """Whether hands are counted, so that there are no papers."""
    return ballot.threshold is not None and ballot.threshold.method == "hands"


def by_points(ballot: Ballot) -> bool:
    """Whether the ranking decides and nobody votes."""
    return ballot.threshold is not None and ballot.threshold.method == "points"


def name_of(ballot: Ballot, candidate: str, names: Names = NO_NAMES) -> str:
    """What the candidate is called: its name now, else when the paper was made, else its place there."""
    kept = dict(zip(ballot.candidates, ballot.names, strict=False))
    if known := names.get(candidate) or kept.get(candidate):
        return known
    if candidate in ballot.candidates:
        return f"đơn vị thứ {ballot.candidates.index(candidate) + 1} trên phiếu"
    return "đơn vị không có trên phiếu"


def votes_of(count: Count, candidate: str) -> VoteLine:
    """What was counted for a candidate; an empty line where nothing was."""
    found = (it for it in count.votes if it.candidate == candidate)
    return next(found, VoteLine(candidate))


def most_voters(ballot: Ballot) -> tuple[int, str] | None:
    """How many can vote at most, and who they are in words: those who are there, all members while that is
    not noted or where votes in writing are let in; None while neither is known."""
    written = ballot.threshold is not None and ballot.threshold.written_votes
    if ballot.present and not written:
        return ballot.present, "có mặt"
    return (ballot.members, "thành viên") if ballot.members else None


def uncounted(ballot: Ballot, count: Count, names: Names = NO_NAMES) -> tuple[str, ...]:
    """What must still be counted before anything can be said of the result, in words."""
    if by_points(ballot):
        return ()
    papers = () if by_hands(ballot) else _NEEDED_PAPERS
    found = [words for key, words in PAPERS if key in papers and getattr(count, key) is None]
    empty = [it for it in ballot.candidates if votes_of(count, it).votes is None]
    counted = "số tay giơ cho" if by_hands(ballot) else "số phiếu của"
    return (*found, *(f"{counted} {name_of(ballot, it, names)}" for it in empty))


def count_faults(ballot: Ballot, names: Names = NO_NAMES) -> tuple[Problem, ...]:
    """Everything that cannot be, in the order in which the clerk counts; () while nothing contradicts."""
    return tuple(it.problem for it in located_faults(ballot, names))


def located_faults(ballot: Ballot, names: Names = NO_NAMES) -> tuple[Fault, ...]:
    """The same with the figures that contradict each other.

    A count that is not finished is no fault. The second count is held against the first only when it is
    complete, so that it stays blind.
    """
    found = [*_paper(ballot, names)]
    if by_points(ballot):
        return tuple(found)
    found += _sums(ballot, names)
    if ballot.second is not None and not by_hands(ballot):
        again = replace(ballot, count=ballot.second, second=None)
        found += [_of_second(it) for it in _sums(again, names)]
        found += _differences(ballot, ballot.second, names)
    return tuple(found)


def _of_second(fault: Fault) -> Fault:
    spots = tuple(
        it if it.key in ("members", "present") else it._replace(in_second=True)
        for it in fault.spots
    )
    return Fault(replace(fault.problem, where=SECOND), spots)


def _fault(code: str, what: str, advice: str, *spots: Spot) -> Fault:
    return Fault(Problem(code, _big(what), advice), spots)


def _paper(ballot: Ballot, names: Names) -> _Found:
    """The ballot itself: seats, candidates, who votes."""
    if ballot.seats < 1:
        advice = "Sửa số suất của lần bỏ phiếu."
        yield _fault("vote-seats", "Số suất phải từ 1 trở lên.", advice, Spot("seats"))
    for candidate, times in Counter(ballot.candidates).items():
        if times > 1:
            what = f"{name_of(ballot, candidate, names)} có tên {times} lần trên phiếu."
            advice = "Sửa danh sách trên phiếu, để mỗi đơn vị một dòng."
            yield _fault("vote-candidate-twice", what, advice, *_both(candidate))
    if ballot.members and ballot.present > ballot.members and not by_points(ballot):
        what = f"Có mặt {ballot.present}, thành viên chỉ {ballot.members}."
        spots = Spot("members"), Spot("present")
        advice = "Xem lại số thành viên, số có mặt theo điểm danh."
        yield _fault("vote-present-over-members", what, advice, *spots)
    if by_hands(ballot) and ballot.threshold and ballot.threshold.base in ("issued", "valid"):
        what = "Giơ tay thì không có phiếu, nhưng tỷ lệ lại tính trên số phiếu."
        advice = "Sửa cách quyết định: tính trên số có mặt hoặc số thành viên."
        yield _fault("vote-hands-on-papers", what, advice)


def _both(candidate: str) -> tuple[Spot, ...]:
    return Spot("votes", candidate), Spot("against", candidate)


def _sums(ballot: Ballot, names: Names) -> _Found:
    yield from _negative(ballot, names)
    if not by_hands(ballot):
        yield from _issued(ballot)
        yield from _piles(ballot.count)
    yield from _lines(ballot, names)


def _negative(ballot: Ballot, names: Names) -> _Found:
    count = ballot.count
    figures = [(Spot(key), it, getattr(count, key)) for key, it in PAPERS]
    for line in count.votes:
        name = name_of(ballot, line.candidate, names)
        figures += [
            (it, pile_of(ballot, it.key, name), getattr(line, it.key))
            for it in _both(line.candidate)
        ]
    for spot, words, value in figures:
        if value is not None and value < 0:
            what = f"{words} {value}, nhỏ hơn 0."
            yield _fault("vote-negative", what, "Đếm lại, ghi số từ 0 trở lên.", spot)


def pile_of(ballot: Ballot, key: str, name: str) -> str:
    """What is counted for a candidate: "phiếu đồng ý của Ban A", "số tay giơ cho Ban A"."""
    if by_hands(ballot):
        return f"số tay giơ không đồng ý {name}" if key == "against" else f"số tay giơ cho {name}"
    if ballot.style == "choose":
        return f"phiếu của {name}"
    return f"phiếu {'không ' if key == 'against' else ''}đồng ý của {name}"


def _recount(ballot: Ballot, pile: str) -> str:
    return f"Đếm lại {pile}" if by_hands(ballot) else f"Đếm lại chồng {pile}"


def _issued(ballot: Ballot) -> _Found:
    """No more papers are handed out than can vote."""
    issued, bound = ballot.count.issued, most_voters(ballot)
    if issued is None or bound is None or issued <= bound[0]:
        return
    most, who = bound
    what = f"Phát ra {issued} phiếu, {who} chỉ {most}."
    advice = f"Đếm lại số phiếu phát ra, hoặc xem lại số {who}."
    code = "vote-issued-over-present" if who == "có mặt" else "vote-issued-over-members"
    yield _fault(code, what, advice, Spot("issued"), _voters(ballot))


def _voters(ballot: Ballot) -> Spot:
    bound = most_voters(ballot)
    return Spot("present" if bound and bound[1] == "có mặt" else "members")


def _piles(count: Count) -> _Found:
    issued, returned, valid = count.issued, count.returned, count.valid
    invalid, blank = count.invalid, count.blank
    if issued is not None and returned is not None and returned > issued:
        what = f"Thu về {returned}, nhưng phát ra chỉ {issued}."
        advice = "Đếm lại chồng phiếu thu về, hoặc số phát ra."
        spots = Spot("issued"), Spot("returned")
        yield _fault("vote-returned-over-issued", what, advice, *spots)
    if returned is not None and valid is not None and invalid is not None:
        total = valid + invalid
        if total != returned:
            what = f"Hợp lệ {valid} + không hợp lệ {invalid} = {total}, nhưng thu về {returned}."
            pile = "không hợp lệ" if total > returned else "hợp lệ"
            advice = f"Đếm lại chồng phiếu {pile}, hoặc số thu về."
            spots3 = Spot("returned"), Spot("valid"), Spot("invalid")
            yield _fault("vote-papers-sum", what, advice, *spots3)
    if invalid is not None and blank is not None and blank > invalid:
        what = f"Phiếu trắng {blank}, nhưng không hợp lệ chỉ {invalid}."
        advice = "Phiếu trắng nằm trong số không hợp lệ: đếm lại chồng phiếu trắng."
        spots = Spot("invalid"), Spot("blank")
        yield _fault("vote-blank-over-invalid", what, advice, *spots)


def _lines(ballot: Ballot, names: Names) -> _Found:
    count, listed = ballot.count, Counter(it.candidate for it in ballot.count.votes)
    for candidate, times in listed.items():
        name = name_of(ballot, candidate, names)
        if candidate not in ballot.candidates:
            what = f"Có số phiếu của {name}, nhưng đơn vị không có tên trên phiếu."
            advice = "Sửa danh sách trên phiếu, hoặc kiểm lại từ đầu để bỏ số phiếu đó."
            yield _fault("vote-not-on-paper", what, advice)
        if times > 1:
            what = f"Số phiếu của {name} được ghi {times} lần."
            advice = f"{_recount(ballot, pile_of(ballot, 'votes', name))}, ghi một lần."
            yield _fault("vote-line-twice", what, advice, *_both(candidate))
    valid = None if count.valid is None else (count.valid, "hợp lệ")
    found = most_voters(ballot) if by_hands(ballot) else valid
    if found is None:
        return
    for line in count.votes:
        yield from _line(ballot, line, found, name_of(ballot, line.candidate, names))
    if ballot.style == "choose":
        yield from _total(ballot, found)


def _total(ballot: Ballot, bound: tuple[int, str]) -> _Found:
    """All votes together, where each voter has as many as there are seats."""
    most, who = bound
    total = sum(it.votes or 0 for it in ballot.count.votes)
    if total <= most * ballot.seats:
        return
    counted, each, piles = "phiếu của", "phiếu", "chồng phiếu của"
    if by_hands(ballot):
        counted, each, piles = "tay giơ cho", "người", "số tay giơ cho"
    what = (
        f"Cộng {total} {counted} các đơn vị, nhưng {most} {each} × {ballot.seats} suất ="
        f" {most * ballot.seats}."
    )
    advice = f"Đếm lại {piles} từng đơn vị, hoặc {_bound_words(ballot, who)}."
    spots = [Spot("votes", it) for it in ballot.candidates]
    yield _fault("vote-sum-over-seats", what, advice, *spots, _bound_spot(ballot))


def _bound_spot(ballot: Ballot) -> Spot:
    return _voters(ballot) if by_hands(ballot) else Spot("valid")


def _bound_words(ballot: Ballot, who: str) -> str:
    return f"số {who}" if by_hands(ballot) else f"số phiếu {who}"


def _line(ballot: Ballot, line: VoteLine, bound: tuple[int, str], name: str) -> _Found:
    (votes, against), (most, who) = (line.votes, line.against), bound
    pile = pile_of(ballot, "votes", name)
    if votes is not None and votes > most:
        counted = "tay giơ" if by_hands(ballot) else "phiếu"
        what = f"{name}: {votes} {counted}, nhưng {who} chỉ {most}."
        advice = f"{_recount(ballot, pile)}, hoặc {_bound_words(ballot, who)}."
        spots = Spot("votes", line.candidate), _bound_spot(ballot)
        yield _fault("vote-line-over-valid", what, advice, *spots)
    elif ballot.style == "agree" and votes is not None and against is not None:
        total = votes + against
        if total > most:
            what = f"{name}: đồng ý {votes} + không đồng ý {against} = {total}, nhưng {who} chỉ {most}."
            piles = "số tay giơ" if by_hands(ballot) else "hai chồng phiếu"
            base = _bound_words(ballot, who)
            advice = f"Đếm lại {piles} đồng ý, không đồng ý của {name}, hoặc {base}."
            spots3 = *_both(line.candidate), _bound_spot(ballot)
            yield _fault("vote-agree-over-valid", what, advice, *spots3)


def _differences(ballot: Ballot, second: Count, names: Names) -> _Found:
    """Where the second count is not the first, figure by figure."""
    if uncounted(ballot, second) or uncounted(ballot, ballot.count):
        return
    first = ballot.count
    papers = () if by_hands(ballot) else PAPERS
    pairs = [
        (
            it,
            f"phiếu {it.removeprefix('phiếu ')}",
            Spot(key),
            getattr(first, key),
            getattr(second, key),
        )
        for key, it in papers
    ]
    for candidate in ballot.candidates:
        name = name_of(ballot, candidate, names)
        one, other = votes_of(first, candidate), votes_of(second, candidate)
        for spot in _both(candidate)[: 2 if ballot.style == "agree" else 1]:
            side = "không đồng ý" if spot.key == "against" else "đồng ý"
            words = f"{name}, {side}" if ballot.style == "agree" else name
            pile = pile_of(ballot, spot.key, name)
            pairs.append((words, pile, spot, getattr(one, spot.key), getattr(other, spot.key)))
    for words, pile, spot, was, now in pairs:
        if was != now:
            what = f"{_big(words)}: lần đầu {_shown(was)}, lần hai {_shown(now)}."
            advice = f"{_recount(ballot, pile)}, rồi sửa lần kiểm sai."
            found = Problem("vote-second-differs", what, advice, SECOND)
            yield Fault(found, (spot, spot._replace(in_second=True)))


def _shown(value: int | None) -> str:
    return "chưa ghi" if value is None else str(value)


def _big(text: str) -> str:
    return text[:1].upper() + text[1:]

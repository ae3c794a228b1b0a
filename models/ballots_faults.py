"""Whether a count can be right: sums that cannot be, each with its code and the pile to count again.

Arithmetic of paper votes, no rule of law: a paper is issued, then returned, then valid or not (RULES.md
and TEMPLATES.md 10: issued ≥ returned = valid + invalid).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

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
    return (*found, *(f"số phiếu của {name_of(ballot, it, names)}" for it in empty))


def count_faults(ballot: Ballot, names: Names = NO_NAMES) -> tuple[Problem, ...]:
    """Everything that cannot be, in the order in which the clerk counts; () while nothing contradicts.

    A count that is not finished is no fault. The second count is held against the first only when it is
    complete, so that it stays blind.
    """
    found = [*_paper(ballot, names)]
    if by_points(ballot):
        return tuple(found)
    found += _sums(ballot, names)
    if ballot.second is not None:
        again = replace(ballot, count=ballot.second, second=None)
        found += [replace(it, where=SECOND) for it in _sums(again, names)]
        found += _differences(ballot, ballot.second, names)
    return tuple(found)


def _paper(ballot: Ballot, names: Names) -> Iterator[Problem]:
    """The ballot itself: seats, candidates, who votes."""
    if ballot.seats < 1:
        yield Problem("vote-seats", "Số suất phải từ 1 trở lên.", "Sửa số suất của lần bỏ phiếu.")
    for candidate, times in Counter(ballot.candidates).items():
        if times > 1:
            what = f"{name_of(ballot, candidate, names)} có tên {times} lần trên phiếu."
            yield Problem("vote-candidate-twice", _big(what), "Sửa danh sách trên phiếu.")
    if ballot.members and ballot.present > ballot.members and not by_points(ballot):
        what = f"Có mặt {ballot.present}, thành viên chỉ {ballot.members}."
        yield Problem("vote-present-over-members", what, "Xem lại số thành viên, số có mặt.")
    if by_hands(ballot) and ballot.threshold and ballot.threshold.base in ("issued", "valid"):
        what = "Giơ tay thì không có phiếu, nhưng tỷ lệ lại tính trên số phiếu."
        advice = "Sửa cách quyết định: tính trên số có mặt hoặc số thành viên."
        yield Problem("vote-hands-on-papers", what, advice)


def _sums(ballot: Ballot, names: Names) -> Iterator[Problem]:
    yield from _negative(ballot)
    if not by_hands(ballot):
        yield from _issued(ballot)
        yield from _piles(ballot.count)
    yield from _lines(ballot, names)


def _negative(ballot: Ballot) -> Iterator[Problem]:
    count = ballot.count
    figures = [getattr(count, key) for key, _ in PAPERS]
    figures += [it for line in count.votes for it in (line.votes, line.against)]
    if any(it is not None and it < 0 for it in figures):
        yield Problem("vote-negative", "Có số phiếu nhỏ hơn 0.", "Ghi số nguyên từ 0 trở lên.")


def _issued(ballot: Ballot) -> Iterator[Problem]:
    """No more papers are handed out than can vote."""
    issued, bound = ballot.count.issued, most_voters(ballot)
    if issued is None or bound is None or issued <= bound[0]:
        return
    most, who = bound
    what = f"Phát ra {issued} phiếu, {who} chỉ {most}."
    advice = f"Đếm lại số phiếu phát ra, hoặc xem lại số {who}."
    code = "vote-issued-over-present" if who == "có mặt" else "vote-issued-over-members"
    yield Problem(code, what, advice)


def _piles(count: Count) -> Iterator[Problem]:
    issued, returned, valid = count.issued, count.returned, count.valid
    invalid, blank = count.invalid, count.blank
    if issued is not None and returned is not None and returned > issued:
        what = f"Thu về {returned}, nhưng phát ra chỉ {issued}."
        advice = "Đếm lại chồng phiếu thu về, hoặc số phát ra."
        yield Problem("vote-returned-over-issued", what, advice)
    if returned is not None and valid is not None and invalid is not None:
        total = valid + invalid
        if total != returned:
            what = f"Hợp lệ {valid} + không hợp lệ {invalid} = {total}, nhưng thu về {returned}."
            pile = "không hợp lệ" if total > returned else "hợp lệ"
            advice = f"Đếm lại chồng phiếu {pile}, hoặc số thu về."
            yield Problem("vote-papers-sum", what, advice)
    if invalid is not None and blank is not None and blank > invalid:
        what = f"Phiếu trắng {blank}, nhưng không hợp lệ chỉ {invalid}."
        advice = "Phiếu trắng nằm trong số không hợp lệ: đếm lại chồng phiếu trắng."
        yield Problem("vote-blank-over-invalid", what, advice)


def _lines(ballot: Ballot, names: Names) -> Iterator[Problem]:
    count, listed = ballot.count, Counter(it.candidate for it in ballot.count.votes)
    if any(it not in ballot.candidates for it in listed):
        what = "Có số phiếu của đơn vị không có tên trên phiếu."
        yield Problem("vote-not-on-paper", what, "Sửa danh sách trên phiếu, hoặc bỏ số phiếu đó.")
    if any(times > 1 for times in listed.values()):
        what = "Một đơn vị được ghi số phiếu hai lần."
        yield Problem("vote-line-twice", what, "Bỏ một lần ghi.")
    valid = None if count.valid is None else (count.valid, "hợp lệ")
    found = most_voters(ballot) if by_hands(ballot) else valid
    if found is None:
        return
    most, who = found
    bound = f"{who} chỉ {most}"
    for line in count.votes:
        yield from _line(ballot, line, most, bound, name_of(ballot, line.candidate, names))
    if ballot.style == "choose":
        total = sum(it.votes or 0 for it in count.votes)
        if total > most * ballot.seats:
            each = "người" if by_hands(ballot) else "phiếu"
            what = (
                f"Cộng {total} phiếu của các đơn vị, nhưng {most} {each} × {ballot.seats} suất ="
                f" {most * ballot.seats}."
            )
            yield Problem("vote-sum-over-seats", what, "Kiểm lại số phiếu từng đơn vị.")


def _line(ballot: Ballot, line: VoteLine, most: int, bound: str, name: str) -> Iterator[Problem]:
    votes, against = line.votes, line.against
    if votes is not None and votes > most:
        what = f"{name}: {votes} phiếu, nhưng {bound}."
        yield Problem("vote-line-over-valid", _big(what), f"Kiểm lại số phiếu của {name}.")
    elif ballot.style == "agree" and votes is not None and against is not None:
        total = votes + against
        if total > most:
            what = f"{name}: đồng ý {votes} + không đồng ý {against} = {total}, nhưng {bound}."
            advice = f"Kiểm lại số phiếu đồng ý, không đồng ý của {name}."
            yield Problem("vote-agree-over-valid", _big(what), advice)


def _differences(ballot: Ballot, second: Count, names: Names) -> Iterator[Problem]:
    """Where the second count is not the first, figure by figure."""
    if uncounted(ballot, second) or uncounted(ballot, ballot.count):
        return
    first = ballot.count
    papers = () if by_hands(ballot) else PAPERS
    pairs = [(it, f"số {it}", getattr(first, key), getattr(second, key)) for key, it in papers]
    for candidate in ballot.candidates:
        name = name_of(ballot, candidate, names)
        one, other = votes_of(first, candidate), votes_of(second, candidate)
        pile = f"số phiếu của {name}"
        pairs.append((name, pile, one.votes, other.votes))
        if ballot.style == "agree":
            pairs.append((f"{name}, không đồng ý", pile, one.against, other.against))
    for words, pile, was, now in pairs:
        if was != now:
            what = f"{_big(words)}: lần đầu {_shown(was)}, lần hai {_shown(now)}."
            advice = f"Hai lần kiểm phải như nhau: đếm lại {pile}, sửa lần đếm sai."
            yield Problem("vote-second-differs", what, advice, SECOND)


def _shown(value: int | None) -> str:
    return "chưa ghi" if value is None else str(value)


def _big(text: str) -> str:
    return text[:1].upper() + text[1:]

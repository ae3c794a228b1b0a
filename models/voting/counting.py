"""Who is elected: shares in whole numbers, ties left open, run-offs. Nothing is decided by an order.

A share is the block's or the pack's (`Threshold`); where nobody has decided one, nobody is elected. A result
that was confirmed is kept with the ballot: no later score changes it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from models.award_rules import Threshold
from models.ballot import Ballot, Count
from models.errors import AppError, Problem
from models.ranks.ranking import Standing
from models.texts import few
from models.voting.ballots_faults import (
    NO_NAMES,
    Names,
    by_hands,
    by_points,
    count_faults,
    name_of,
    uncounted,
    votes_of,
)

__all__ = [
    "Line",
    "Outcome",
    "base_of",
    "confirmed",
    "drawable",
    "faults",
    "needed",
    "outcome",
    "reopened",
    "result_word",
    "run_off",
    "uncounted",
    "with_candidates",
    "without_next",
]

_NEXT = re.compile(r"(?:Cần|Có thể) bỏ phiếu vòng \d+ .*$")
"""What a result says of a next round (`_words`)."""
UNDECIDED = "Chưa quyết định tỷ lệ cần đạt."
BASE_WORDS = {
    "members": "số thành viên",
    "present": "số có mặt",
    "issued": "số phiếu phát ra",
    "valid": "số phiếu hợp lệ",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate's part of the result. `missing` votes to the share needed, 0 when it is reached;
    None where no votes decide. `words` say it: "cần 10/14, đạt 9, thiếu 1"."""

    candidate: str
    votes: int | None
    missing: int | None
    words: str

    @property
    def reached(self) -> bool:
        """Whether the candidate has the share that is needed."""
        return self.missing == 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round gave.

    `elected` by their votes. `tied` share the last seats, of which `left` are free: nobody picks among
    them. `run_off` are the candidates of a next round, in the order of the paper, () when there is none
    to hold. `lines` stand in the order of the paper, empty while nothing can be said. `waiting` is why
    nothing can be said yet, "" when it can; `words` the result, or why there is none, in full sentences.
    """

    elected: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    run_off: tuple[str, ...] = ()
    left: int = 0
    needed: int | None = None
    base: int | None = None
    lines: tuple[Line, ...] = ()
    waiting: str = ""
    words: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the round has a result, be it that nobody is elected."""
        return not self.waiting

    def line(self, candidate: str) -> Line | None:
        """The candidate's part, None while nothing can be said."""
        return next((it for it in self.lines if it.candidate == candidate), None)


def needed(threshold: Threshold, base: int) -> int:
    """How many votes the share asks of `base`, in whole numbers: 2/3 of 9 is 6 (≥), more than 1/2 of 16
    is 9, 80/100 of 14 is 12 (≥)."""
    share, rest = divmod(base * threshold.numerator, threshold.denominator)
    if threshold.at_least:
        return share + (1 if rest else 0)
    return share + 1


def base_of(ballot: Ballot) -> int | None:
    """The number the share is taken of, None while it is not known."""
    threshold = ballot.threshold
    if threshold is None:
        return None
    if threshold.base in ("members", "present"):
        return (ballot.members if threshold.base == "members" else ballot.present) or None
    return ballot.count.issued if threshold.base == "issued" else ballot.count.valid


def faults(ballot: Ballot, names: Names = NO_NAMES) -> tuple[Problem, ...]:
    """What cannot be right in the counts and the lots, each with its code and what to count again."""
    found = count_faults(ballot, names)
    return found or tuple(_lots_fault(ballot))


def outcome(ballot: Ballot, names: Names = NO_NAMES, standings: Sequence[Standing] = ()) -> Outcome:
    """Who is elected by this round; nothing while a fault stands, a count is missing or no share is
    decided. `standings` are asked only where the points decide (method "points"). A confirmed round gives
    what was confirmed."""
    if ballot.is_closed and ballot.result:
        return _kept(ballot)
    waiting = _waiting(ballot, names, standings)
    if waiting:
        return Outcome(waiting=waiting, words=waiting)
    found = _by_points(ballot, standings) if by_points(ballot) else _by_votes(ballot)
    found = _with_lots(ballot, found)
    return replace(found, words=_words(ballot, found, names))


def run_off(ballot: Ballot, standings: Sequence[Standing] = ()) -> Ballot:
    """The next round: between the tied, or the first of those that did not reach the share, for the seats
    that are left. The rules stay, the counts are empty. Raises `AppError` when none is to be held."""
    found = outcome(ballot, standings=standings)
    if not found.run_off:
        raise AppError(found.waiting or "Vòng này đã có kết quả, không phải bỏ phiếu lại.")
    root = ballot.code.rpartition(".")[0] if ballot.follows else ballot.code
    # Where the points left a tie, the block still has to say how it votes.
    threshold = None if by_points(ballot) else ballot.threshold
    return replace(
        reopened(with_candidates(ballot, found.run_off)),
        code=f"{root}.{ballot.round + 1}",
        seats=found.left,
        threshold=threshold,
        round=ballot.round + 1,
        follows=ballot.code,
        count=Count(),
        second=None,
        lots=None,
    )


def confirmed(
    ballot: Ballot, names: Names = NO_NAMES, standings: Sequence[Standing] = ()
) -> Ballot:
    """The round with its result written down, so that it stands whatever is scored later. Raises `AppError`
    while there is no result."""
    found = outcome(ballot, names, standings)
    if not found.is_known:
        raise AppError(f"Chưa xác nhận được kết quả: {found.waiting}")
    return replace(
        with_candidates(ballot, ballot.candidates, names),
        is_closed=True,
        tied=found.tied,
        elected=found.elected,
        result=found.words,
        ranks=_ranks(ballot, standings),
    )


def _ranks(ballot: Ballot, standings: Sequence[Standing]) -> tuple[int, ...]:
    """The ranks of the candidates of an award, 0 for none; () where no ranking is looked at."""
    ranks = {it.result.unit.id: it.rank or 0 for it in standings}
    if ballot.purpose != "award" or not ranks:
        return ()
    return tuple(ranks.get(it, 0) for it in ballot.candidates)


def reopened(ballot: Ballot) -> Ballot:
    """The round as it was before its result was confirmed."""
    return replace(ballot, is_closed=False, tied=(), elected=(), result="", ranks=())


def without_next(words: str) -> str:
    """The words of a result without what they say of a next round: whether it was held is known later."""
    return _NEXT.sub("", words).rstrip()


def with_candidates(ballot: Ballot, candidates: Sequence[str], names: Names = NO_NAMES) -> Ballot:
    """The ballot with these units on its paper, and what they are called now, or were called before."""
    kept = dict(zip(ballot.candidates, ballot.names, strict=False))
    called = tuple(names.get(it) or kept.get(it, "") for it in candidates)
    return replace(ballot, candidates=tuple(candidates), names=called if any(called) else ())


def result_word(ballot: Ballot, found: Outcome, candidate: str) -> str:
    """A candidate's result in the words of desk and minutes; "" while nothing can be said."""
    line = found.line(candidate)
    if line is None:
        return ""
    if candidate in found.elected:
        drawn = ballot.lots is not None and candidate in ballot.lots.chosen
        return "Trúng thăm" if drawn else "Đạt"
    if candidate in found.tied:
        return "Cùng hạng" if by_points(ballot) else "Bằng phiếu"
    if line.missing is None:
        return "Ngoài số suất"
    return "Đạt, ngoài số suất" if line.reached else "Không đạt"


# ---- inside


def _kept(ballot: Ballot) -> Outcome:
    """What was confirmed; of the votes, which stay with the ballot, also what each candidate has."""
    left = ballot.seats - len(ballot.elected)
    if by_points(ballot):
        # The ranks of that day are gone; those of today may be others.
        lines = tuple(Line(it, None, None, "") for it in ballot.candidates)
        found = Outcome(run_off=ballot.tied, lines=lines)
    elif _waiting(ballot, NO_NAMES, ()):
        found = Outcome()
    else:
        found = _with_lots(ballot, _by_votes(ballot))
    return replace(found, elected=ballot.elected, tied=ballot.tied, left=left, words=ballot.result)


def _waiting(ballot: Ballot, names: Names, standings: Sequence[Standing]) -> str:
    """Why nothing can be said yet, "" when it can."""
    if not ballot.candidates:
        return "Trên phiếu chưa có đơn vị nào."
    wrong = faults(ballot, names)
    if wrong:
        return wrong[0].text
    if ballot.threshold is None:
        return UNDECIDED
    if by_points(ballot):
        ranked = {it.result.unit.id for it in standings if it.rank is not None}
        lost = [it for it in ballot.candidates if it not in ranked]
        if lost:
            return f"Chưa có hạng của {name_of(ballot, lost[0], names)}."
        against = _lots_against(ballot, _by_points(ballot, standings))
        return against[0].text if against else ""
    empty = uncounted(ballot, ballot.count, names)
    if empty:
        return f"Chưa đếm: {few(empty, 'số')}."
    if (
        ballot.second is not None
        and not by_hands(ballot)
        and (empty := uncounted(ballot, ballot.second, names))
    ):
        return f"Kiểm lần hai chưa xong: {few(empty, 'số')}."
    if base_of(ballot) is None:
        return f"Chưa ghi {BASE_WORDS[ballot.threshold.base]}."
    return ""


def _by_votes(ballot: Ballot) -> Outcome:
    base = base_of(ballot)
    assert ballot.threshold is not None and base is not None, "asked of a complete count only"  # noqa: PT018
    # Without a single vote nobody is elected, however small the share.
    need = max(1, needed(ballot.threshold, base))
    votes = {it: votes_of(ballot.count, it).votes or 0 for it in ballot.candidates}
    lines = tuple(_line(it, votes[it], need, base) for it in ballot.candidates)
    reached = [it for it in ballot.candidates if votes[it] >= need]
    elected, tied = _first(reached, ballot.seats, lambda it: -votes[it])
    left = ballot.seats - len(elected)
    rest: tuple[str, ...] = tied
    if left and not tied:
        others = [it for it in ballot.candidates if votes[it] < need]
        first, bound = _first(others, left + 1, lambda it: -votes[it])
        rest = (*first, *bound)
    again = tuple(it for it in ballot.candidates if it in rest)
    return Outcome(elected, tied, again, left, need, base, lines)


def _by_points(ballot: Ballot, standings: Sequence[Standing]) -> Outcome:
    ranks = {it.result.unit.id: it.rank or 0 for it in standings}
    elected, tied = _first(ballot.candidates, ballot.seats, lambda it: ranks[it])
    lines = tuple(Line(it, None, None, f"hạng {ranks[it]}") for it in ballot.candidates)
    return Outcome(elected, tied, tied, ballot.seats - len(elected), None, None, lines)


def _first(
    candidates: Sequence[str], seats: int, key: Callable[[str], int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first `seats` by `key`, and the equals that no longer fit: nobody is picked among them."""
    chosen: list[str] = []
    for _, group in groupby(sorted(candidates, key=key), key=key):
        equals = tuple(group)
        if len(chosen) == seats:
            break
        if len(chosen) + len(equals) > seats:
            return tuple(chosen), equals
        chosen.extend(equals)
    return tuple(chosen), ()


def _line(candidate: str, votes: int, need: int, base: int) -> Line:
    missing = max(0, need - votes)
    lacks = f", thiếu {missing}" if missing else ""
    return Line(candidate, votes, missing, f"cần {need}/{base}, đạt {votes}{lacks}")


def _undrawn(ballot: Ballot) -> Outcome | None:
    """The result of the votes alone, None while the counts give none."""
    bare = replace(ballot, lots=None)
    return _by_votes(bare) if not _waiting(bare, NO_NAMES, ()) else None


def _lots_fault(ballot: Ballot) -> list[Problem]:
    """Lots decide only between those that are equal now, for exactly the seats that are left. Where the points
    decide, who is equal is known only with the ranking (`_waiting`)."""
    found = None if ballot.lots is None or by_points(ballot) else _undrawn(ballot)
    return _lots_against(ballot, found) if found else []


def drawable(ballot: Ballot, found: Outcome) -> tuple[str, ...]:
    """Between whom lots may be drawn: the tied, and in a later round those who stay equal without reaching the
    share, if the block decides so; () where nobody is equal."""
    if found.tied or ballot.round == 1 or by_points(ballot):
        return found.tied
    votes = {votes_of(ballot.count, it).votes for it in found.run_off}
    return found.run_off if len(found.run_off) > found.left > 0 and len(votes) == 1 else ()


def _lots_against(ballot: Ballot, found: Outcome) -> list[Problem]:
    lots = ballot.lots
    if lots is None:
        return []
    advice = "Bỏ kết quả bốc thăm cũ, bốc thăm lại giữa các đơn vị bằng phiếu."
    if set(lots.among) != set(drawable(ballot, found)):
        what = "Kết quả bốc thăm không phải giữa các đơn vị đang bằng phiếu."
        return [Problem("vote-lots-not-tied", what, advice)]
    drawn = set(lots.chosen)
    if not drawn <= set(lots.among) or len(drawn) != found.left or len(lots.chosen) != found.left:
        what = f"Bốc thăm được {len(lots.chosen)} đơn vị, còn {found.left} suất."
        return [Problem("vote-lots-seats", what, advice)]
    return []


def _with_lots(ballot: Ballot, found: Outcome) -> Outcome:
    lots = ballot.lots
    if lots is None or set(lots.among) != set(drawable(ballot, found)):
        return found
    chosen = tuple(it for it in ballot.candidates if it in lots.chosen)
    if len(chosen) != found.left:
        return found
    return replace(found, elected=(*found.elected, *chosen), tied=(), run_off=(), left=0)


def _words(ballot: Ballot, found: Outcome, names: Names) -> str:
    """The result in sentences: who is elected, who is tied, what is next."""

    def told(candidates: Sequence[str]) -> str:
        listed = [name_of(ballot, it, names) for it in candidates]
        return ", ".join(listed[:-1]) + " và " + listed[-1] if len(listed) > 1 else listed[0]

    parts = []
    if found.elected:
        verb = "Được suy tôn" if ballot.purpose == "award" else "Trúng cử"
        parts.append(f"{verb}: {told(found.elected)}.")
    elif not found.tied:
        assert ballot.threshold is not None, "without a share nothing is worked out"
        base = BASE_WORDS[ballot.threshold.base]
        parts.append(f"Chưa đơn vị nào đạt {found.needed}/{found.base} {base}.")
    if ballot.lots is not None and not found.tied and set(ballot.lots.chosen) <= set(found.elected):
        parts.append(f"Bốc thăm chọn {told(ballot.lots.chosen)}.")
    if found.tied:
        equal = "cùng hạng" if by_points(ballot) else "bằng phiếu"
        parts.append(f"{told(found.tied)} {equal} ở {found.left} suất.")
    if found.run_off and not found.tied and found.elected:
        parts.append(f"Còn {found.left} suất chưa có đơn vị đạt.")
    if found.run_off:
        again = told(found.run_off)
        between = f"giữa {again}" if len(found.run_off) > 1 else f"cho {again}"
        must = "Cần" if found.tied else "Có thể"
        parts.append(f"{must} bỏ phiếu vòng {ballot.round + 1} {between}.")
    text = " ".join(parts)
    return text[:1].upper() + text[1:]

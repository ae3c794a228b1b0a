"""A count drawn as text: one line of words for the papers, then one line for each candidate.

    seats=2 share=>1/2 base=valid members=17 present=17 style=choose
    17 17 16 1 0
    A 9
    B 8

Papers: issued, returned, valid, invalid, blank; "-" is not counted. On a ballot "agree" a line may be
`A 9/7` (for, against). Share: `>=2/3` or `>1/2`; without one nobody has decided.
"""

from models.award_rules import Threshold, VoteBase, VoteMethod
from models.ballot import Ballot, BallotStyle, Count, VoteLine
from models.voting.counting import faults, outcome


def threshold(share: str, base: str = "valid", method: str = "ballot") -> Threshold:
    at_least = share.startswith(">=")
    numerator, _, denominator = share.lstrip(">=").partition("/")
    known: VoteBase = base  # type: ignore[assignment]
    how: VoteMethod = method  # type: ignore[assignment]
    return Threshold("t", "Tỷ lệ", how, known, int(numerator), int(denominator), at_least)


def drawn(drawing: str) -> Ballot:
    head, papers, *lines = [it.strip() for it in drawing.strip().splitlines()]
    words = dict(it.split("=", 1) for it in head.split())
    share = words.get("share")
    style: BallotStyle = words.get("style", "choose")  # type: ignore[assignment]
    return Ballot(
        code="suy-ton-1",
        title="Suy tôn",
        style=style,
        seats=int(words.get("seats", 1)),
        candidates=tuple(it.split()[0] for it in lines),
        threshold=threshold(share, words.get("base", "valid"), words.get("method", "ballot"))
        if share
        else None,
        members=int(words.get("members", 0)),
        present=int(words.get("present", 0)),
        count=count_of(papers, lines),
    )


def count_of(papers: str, lines: list[str]) -> Count:
    return Count(*map(_figure, papers.split()), votes=tuple(_line(it) for it in lines))  # type: ignore[misc, arg-type]


def _line(text: str) -> VoteLine:
    name, _, figures = text.partition(" ")
    votes, _, against = figures.strip().partition("/")
    return VoteLine(name, _figure(votes), _figure(against or "-"))


def _figure(text: str) -> int | None:
    return None if text in ("-", "") else int(text)


def codes(ballot: Ballot) -> list[str]:
    return [it.code for it in faults(ballot)]


def told(ballot: Ballot) -> str:
    """The outcome in one line: "trúng A; bằng B C; còn 1; vòng sau B C"."""
    found = outcome(ballot)
    if not found.is_known:
        return f"chưa: {found.waiting}"
    parts = [
        ("trúng", found.elected),
        ("bằng", found.tied),
        ("còn", (str(found.left),) if found.left else ()),
        ("vòng sau", found.run_off),
    ]
    return "; ".join(f"{word} {' '.join(its)}" for word, its in parts if its)

"""Equals at an award line: who they are, how many seats are left, and what the meeting made of them."""

from dataclasses import replace

import pytest

from models.ballot import Ballot, Count, VoteLine
from models.meeting import Meeting
from models.ranks.ranking import rank
from models.ranks.ties import settled, ties
from models.rulepack import Quota
from models.scores.scoring import score
from models.season import Season
from models.voting.counting import outcome
from tests.models.drawing import S3_RULES, D, season
from tests.models.drawn_ballots import threshold

FLAG, PRAISE = "Cờ thi đua", "Bằng khen"
FOUR = """
    Ban A: all=max
    Ban B: all=max I.1=19
    Ban C: all=max I.1=19
    Ban D: all=max I.1=1
"""


def block(*seats: int, drawing: str = FOUR) -> Season:
    """So many seats for the flag, then for the second award."""
    quotas = tuple(
        Quota(name, "number", D(it)) for name, it in zip((FLAG, PRAISE), seats, strict=False)
    )
    return season(drawing, replace(S3_RULES, quotas=quotas))


def vote(award: str, votes: str, **more: object) -> Ballot:
    """ "Ban B=6 Ban C=3" counted and confirmed."""
    lines = tuple(VoteLine(f"Ban {it[0]}", int(it[2:])) for it in votes.split())
    made = Ballot(
        award, f"Suy tôn {award}", award=award, threshold=threshold(">1/2"), is_closed=True
    )
    made = replace(made, candidates=tuple(it.candidate for it in lines), members=9, present=9)
    return replace(made, count=Count(9, 9, 9, 0, 0, lines), **more)  # type: ignore[arg-type]


def told(made: Season, *ballots: Ballot) -> dict[str, str]:
    made = replace(made, meeting=Meeting(ballots=ballots))
    found = settled(made, rank(score(made), made.pack))
    assert [it.result.unit.id for it in found] == ["Ban A", "Ban B", "Ban C", "Ban D"]
    return {it.result.unit.id[-1]: it.settled for it in found}


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        ((1,), []),
        ((2,), [(FLAG, "BC", 1)]),
        ((3,), []),
        ((2, 2), [(FLAG, "BC", 1), (PRAISE, "BC", 1)]),
    ],
)
def test_who_is_equal_at_the_line_and_how_many_seats_are_left(
    seats: tuple[int, ...], expected: list[tuple[str, str, int]]
) -> None:
    made = block(*seats)
    found = ties(made, rank(score(made), made.pack))
    assert [(it.award, "".join(u.id[-1] for u in it.units), it.left) for it in found] == expected
    assert all((it.how, it.chosen) == ("", ()) for it in found)


def test_what_the_meeting_made_of_equals_stands_beside_their_rank() -> None:
    none = dict.fromkeys("ABCD", "")
    assert told(block(2)) == none
    assert told(block(2), vote(FLAG, "B=3 C=6", is_closed=False)) == none
    assert told(block(2), vote(FLAG, "A=3 B=6")) == none  # C was on no paper
    assert told(block(2), vote(FLAG, "B=3 C=6")) == {
        **none,
        "B": "bỏ phiếu: không được suy tôn",
        "C": "bỏ phiếu: được suy tôn",
    }


def test_of_two_awards_each_is_named() -> None:
    both = told(block(2, 2), vote(FLAG, "B=3 C=6"), vote(PRAISE, "B=6 C=3"))
    assert both == {
        "A": "",
        "B": f"bỏ phiếu: không được suy tôn {FLAG}; bỏ phiếu: được suy tôn {PRAISE}",
        "C": f"bỏ phiếu: được suy tôn {FLAG}; bỏ phiếu: không được suy tôn {PRAISE}",
        "D": "",
    }


def test_the_round_that_parted_them_is_the_last_one() -> None:
    tied = vote(FLAG, "B=4 C=4")
    again = vote(FLAG, "B=6 C=3", code="2", round=2, follows=tied.code)
    made = replace(block(2), meeting=Meeting(ballots=(tied, again)))
    (found,) = ties(made, rank(score(made), made.pack))
    assert (found.how, found.round, [it.id for it in found.chosen]) == ("bỏ phiếu", 2, ["Ban B"])
    (before,) = ties(block(2), rank(score(made), made.pack))
    assert (before.how, before.round) == ("", 1)


def test_where_points_decide_the_paper_shows_ranks_and_leaves_equals_to_the_block() -> None:
    made = block(2)
    ballot = vote(FLAG, "A=0 B=0 C=0", seats=2, is_closed=False)
    points = threshold(">1/2", method="points")
    ballot = replace(ballot, count=Count(), threshold=points)
    found = outcome(ballot, standings=rank(score(made), made.pack))
    assert (found.elected, found.left, found.needed, found.base) == (("Ban A",), 1, None, None)
    assert found.tied == found.run_off == ("Ban B", "Ban C")
    assert [(it.candidate, it.words) for it in found.lines] == [
        ("Ban A", "hạng 1"),
        ("Ban B", "hạng 2"),
        ("Ban C", "hạng 2"),
    ]

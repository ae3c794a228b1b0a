"""Sums that cannot be: which figures contradict each other, and what is to be counted again."""

from dataclasses import replace

import pytest

from models.ballot import Ballot, Count, VoteLine
from models.voting.ballots_faults import (
    SECOND,
    Fault,
    count_faults,
    located_faults,
    name_of,
    pile_of,
    uncounted,
)
from tests.models.drawn_ballots import count_of, drawn

HANDS = "share=>1/2 method=hands base=present present=9 members=11"
NAMES = {"A": "Ban Dân vận"}


def spots(fault: Fault) -> str:
    """ "valid A.votes 2:B.against": "2:" is a figure of the second count."""
    return " ".join(
        f"{'2:' if it.in_second else ''}{it.candidate}{'.' if it.candidate else ''}{it.key}"
        for it in fault.spots
    )


def told(ballot: Ballot) -> list[tuple[str, str]]:
    found = located_faults(ballot, NAMES)
    assert tuple(it.problem for it in found) == count_faults(ballot, NAMES)
    assert all(it.problem.what.endswith(".") and it.problem.advice for it in found)
    return [(it.problem.code, spots(it)) for it in found]


@pytest.mark.parametrize(
    ("drawing", "code", "where"),
    [
        ("share=>1/2 seats=0\n- - - - -\nA -", "vote-seats", "seats"),
        (
            "share=>1/2 members=14 present=15\n- - - - -\nA -",
            "vote-present-over-members",
            "members present",
        ),
        ("share=>1/2\n-1 - - - -\nA -", "vote-negative", "issued"),
        ("share=>1/2\n- -1 - - -\nA -", "vote-negative", "returned"),
        ("share=>1/2\n- - -1 - -\nA -", "vote-negative", "valid"),
        ("share=>1/2\n- - - -1 -\nA -", "vote-negative", "invalid"),
        ("share=>1/2\n- - - - -1\nA -", "vote-negative", "blank"),
        ("share=>1/2\n- - - - -\nA -1", "vote-negative", "A.votes"),
        ("share=>1/2 style=agree\n- - - - -\nA 0/-1", "vote-negative", "A.against"),
        ("present=16 share=>1/2\n17 - - - -\nA -", "vote-issued-over-present", "issued present"),
        ("members=16 share=>1/2\n17 - - - -\nA -", "vote-issued-over-members", "issued members"),
        ("share=>1/2\n34 35 - - -\nA -", "vote-returned-over-issued", "issued returned"),
        ("share=>1/2\n17 17 15 1 -\nA -", "vote-papers-sum", "returned valid invalid"),
        ("share=>1/2\n- - - 1 2\nA -", "vote-blank-over-invalid", "invalid blank"),
        ("share=>1/2\n- - 16 - -\nA 17", "vote-line-over-valid", "A.votes valid"),
        (
            "share=>1/2 style=agree\n- - 16 - -\nA 10/7",
            "vote-agree-over-valid",
            "A.votes A.against valid",
        ),
        (
            "share=>1/2 seats=2\n- - 9 - -\nA 9\nB 9\nC 1",
            "vote-sum-over-seats",
            "A.votes B.votes C.votes valid",
        ),
        (f"{HANDS}\n- - - - -\nA 10", "vote-line-over-valid", "A.votes present"),
        (
            f"{HANDS} style=agree\n- - - - -\nA 5/5",
            "vote-agree-over-valid",
            "A.votes A.against present",
        ),
        (
            f"{HANDS.replace('present=9', 'present=0')}\n- - - - -\nA 12",
            "vote-line-over-valid",
            "A.votes members",
        ),
        (f"{HANDS}\n- - - - -\nA 6\nB 4", "vote-sum-over-seats", "A.votes B.votes present"),
        ("share=>1/2 method=hands base=issued\n- - - - -\nA 5", "vote-hands-on-papers", ""),
        ("share=>1/2 method=hands base=valid\n- - - - -\nA 5", "vote-hands-on-papers", ""),
    ],
)
def test_the_figures_that_contradict_each_other(drawing: str, code: str, where: str) -> None:
    first, *more = told(drawn(drawing))
    assert first == (code, where)
    assert {it for it, _ in more} <= {"vote-sum-over-seats"}  # it follows from some of them


@pytest.mark.parametrize(
    "drawing",
    [
        "share=>1/2 members=17 present=17\n17 17 16 1 1\nA 16",
        "share=>1/2 members=17 present=17 style=agree\n17 17 16 1 0\nA 9/7",
        "share=>1/2 seats=2\n9 9 9 0 0\nA 9\nB 9",
        "share=>1/2\n- - - - -\nA -",
        f"{HANDS}\n- - - - -\nA 5\nB 4",
        f"{HANDS} style=agree\n- - - - -\nA 5/4",
        "share=>1/2 method=points members=5 present=9\n9 99 9 9 9\nA 99",
    ],
)
def test_what_just_fits_is_no_fault(drawing: str) -> None:
    assert told(drawn(drawing)) == []


def test_a_unit_twice_and_one_that_is_not_on_the_paper() -> None:
    twice = drawn("share=>1/2\n- - - - -\nA -\nA -")
    assert ("vote-candidate-twice", "A.votes A.against") in told(twice)
    ballot = drawn("share=>1/2\n9 9 9 0 0\nA 5")
    lines = (VoteLine("A", 2), VoteLine("A", 3), VoteLine("Z", 1))
    found = replace(ballot, count=replace(ballot.count, votes=lines))
    assert told(found) == [("vote-line-twice", "A.votes A.against"), ("vote-not-on-paper", "")]
    first, second = located_faults(found, NAMES)
    assert first.problem.what == "Số phiếu của Ban Dân vận được ghi 2 lần."
    assert first.problem.advice == "Đếm lại chồng phiếu của Ban Dân vận, ghi một lần."
    assert "đơn vị không có trên phiếu" in second.problem.what


@pytest.mark.parametrize(
    ("drawing", "what", "advice"),
    [
        (
            "share=>1/2 style=agree\n- - 16 - -\nA 10/7",
            "Ban Dân vận: đồng ý 10 + không đồng ý 7 = 17, nhưng hợp lệ chỉ 16.",
            "Đếm lại hai chồng phiếu đồng ý, không đồng ý của Ban Dân vận, hoặc số phiếu hợp lệ.",
        ),
        (
            f"{HANDS} style=agree\n- - - - -\nA 5/5",
            "Ban Dân vận: đồng ý 5 + không đồng ý 5 = 10, nhưng có mặt chỉ 9.",
            "Đếm lại số tay giơ đồng ý, không đồng ý của Ban Dân vận, hoặc số có mặt.",
        ),
        (
            "share=>1/2\n17 17 15 1 -\nA -",
            "Hợp lệ 15 + không hợp lệ 1 = 16, nhưng thu về 17.",
            "Đếm lại chồng phiếu hợp lệ, hoặc số thu về.",
        ),
        (
            "share=>1/2\n- - - - -1\nA -",
            "Phiếu trắng -1, nhỏ hơn 0.",
            "Đếm lại, ghi số từ 0 trở lên.",
        ),
    ],
)
def test_the_pile_to_count_again_is_named(drawing: str, what: str, advice: str) -> None:
    problem = count_faults(drawn(drawing), NAMES)[0]
    assert (problem.what, problem.advice) == (what, advice)


BOTH = drawn("share=>1/2 style=agree members=9 present=9\n9 9 8 1 0\nA 5/3\nB 4/2")


def second(papers: str, *lines: str) -> Ballot:
    return replace(BOTH, second=count_of(papers, list(lines)))


@pytest.mark.parametrize(
    ("papers", "lines", "where"),
    [
        ("9 9 8 1 0", ["A 5/3", "B 4/2"], []),
        ("9 9 8 1 0", ["A 6/2", "B 4/2"], ["A.votes 2:A.votes", "A.against 2:A.against"]),
        ("9 8 7 1 0", ["A 5/2", "B 4/2"],
         ["returned 2:returned", "valid 2:valid", "A.against 2:A.against"]),
        ("9 9 8 1 -", ["A 5/3", "B 4/2"], ["blank 2:blank"]),
        ("9 9 8 - 0", ["A 6/2", "B 4/2"], []),  # not finished: it stays blind
    ],
)  # fmt: skip
def test_a_second_count_is_held_against_the_first(
    papers: str, lines: list[str], where: list[str]
) -> None:
    assert told(second(papers, *lines)) == [("vote-second-differs", it) for it in where]


def test_what_is_wrong_in_the_second_count_is_told_of_it() -> None:
    found = second("10 9 8 2 0", "A 7/2", "B 4/2")
    assert told(found)[:3] == [
        ("vote-issued-over-present", "2:issued present"),
        ("vote-papers-sum", "2:returned 2:valid 2:invalid"),
        ("vote-agree-over-valid", "2:A.votes 2:A.against 2:valid"),
    ]
    assert {it.where for it in count_faults(found)} == {SECOND}
    named = [it.what for it in count_faults(found, NAMES)]
    assert named[2].startswith("Ban Dân vận: đồng ý 7")
    assert named[3:] == [
        "Phát ra: lần đầu 9, lần hai 10.",
        "Không hợp lệ: lần đầu 1, lần hai 2.",
        "Ban Dân vận, đồng ý: lần đầu 5, lần hai 7.",
        "Ban Dân vận, không đồng ý: lần đầu 3, lần hai 2.",
    ]
    unsaid = count_faults(second("9 9 8 1 -", "A 5/3", "B 4/2"))
    assert [(it.what, it.advice) for it in unsaid] == [
        (
            "Phiếu trắng: lần đầu 0, lần hai chưa ghi.",
            "Đếm lại chồng phiếu trắng, rồi sửa lần kiểm sai.",
        )
    ]
    by_hands = drawn(f"{HANDS}\n- - - - -\nA 5\nB 4")
    assert told(replace(by_hands, second=Count(votes=(VoteLine("A", 9), VoteLine("B", 9))))) == []


def test_the_members_are_no_figure_of_the_second_count() -> None:
    unnoted = replace(second("10 10 8 2 0", "A 5/3", "B 4/2"), present=0)
    assert told(unnoted)[0] == ("vote-issued-over-members", "2:issued members")


def test_what_is_still_to_be_counted() -> None:
    ballot = drawn("share=>1/2\n9 - 9 - -\nA 5\nB -")
    assert uncounted(ballot, ballot.count) == (
        "thu về",
        "không hợp lệ",
        "số phiếu của đơn vị thứ 2 trên phiếu",
    )
    hands = drawn(f"{HANDS}\n- - - - -\nA -")
    assert uncounted(hands, hands.count, NAMES) == ("số tay giơ cho Ban Dân vận",)
    points = drawn("share=>1/2 method=points\n- - - - -\nA -")
    assert uncounted(points, points.count) == ()


def test_a_candidate_is_called_by_its_name_now_then_then_by_its_place() -> None:
    ballot = replace(drawn("share=>1/2\n- - - - -\nA -\nB -"), names=("Ban cũ", ""))
    assert [name_of(ballot, it, NAMES) for it in "AB"] == ["Ban Dân vận", "đơn vị thứ 2 trên phiếu"]
    assert name_of(ballot, "A") == "Ban cũ"
    assert name_of(ballot, "Z") == "đơn vị không có trên phiếu"


@pytest.mark.parametrize(
    ("head", "votes", "against"),
    [
        ("share=>1/2", "phiếu của X", "phiếu của X"),
        ("share=>1/2 style=agree", "phiếu đồng ý của X", "phiếu không đồng ý của X"),
        (HANDS, "số tay giơ cho X", "số tay giơ không đồng ý X"),
    ],
)
def test_what_is_counted_for_a_candidate(head: str, votes: str, against: str) -> None:
    ballot = drawn(f"{head}\n- - - - -\nA -")
    assert [pile_of(ballot, key, "X") for key in ("votes", "against")] == [votes, against]

"""Votes in whole numbers: the worked cases 37–43, what is refused, ties, run-offs, lots."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.ballot import Ballot, Count, Lots, VoteLine
from models.errors import AppError
from models.voting.counting import base_of, faults, needed, outcome, run_off
from tests.models.drawn_ballots import codes, count_of, drawn, threshold, told

# ---- the worked cases


@pytest.mark.parametrize(
    ("case", "share", "base", "enough"),
    [
        (37, ">=2/3", 9, 6),
        (38, ">1/2", 16, 9),
        (39, ">=80/100", 14, 12),
        (0, ">1/2", 17, 9),
        (0, ">=1/2", 17, 9),
        (0, ">=1/2", 16, 8),
        (0, ">2/3", 9, 7),
        (0, ">=1/1", 11, 11),
        (0, ">1/1", 11, 12),
    ],
)
def test_cases_37_to_39_shares(case: int, share: str, base: int, enough: int) -> None:
    assert needed(threshold(share), base) == enough


def test_case_40_papers_that_do_not_add_up() -> None:
    ballot = drawn("share=>=2/3\n17 17 16 2 0\nA 13")
    assert codes(ballot) == ["vote-papers-sum"]
    assert faults(ballot)[0].text == (
        "Hợp lệ 16 + không hợp lệ 2 = 18, nhưng thu về 17."
        " Đếm lại chồng phiếu không hợp lệ, hoặc số thu về."
    )
    assert told(ballot).startswith("chưa: Hợp lệ 16")


def test_case_41_more_votes_than_papers() -> None:
    ballot = drawn("share=>1/2\n16 16 16 0 0\nA 9\nB 8")
    assert codes(ballot) == ["vote-sum-over-seats"]
    assert faults(ballot)[0].what == "Cộng 17 phiếu của các đơn vị, nhưng 16 phiếu × 1 suất = 16."
    agree = drawn("share=>1/2 style=agree\n16 16 16 0 0\nA 9\nB 8")
    assert codes(agree) == []
    assert codes(drawn("share=>1/2 style=agree\n16 16 16 0 0\nA 17\nB 8")) == [
        "vote-line-over-valid"
    ]


def test_case_42_nobody_reaches_the_share() -> None:
    ballot = drawn("share=>1/2\n16 16 16 0 0\nA 8\nB 8\nC 0")
    assert told(ballot) == "còn 1; vòng sau A B"
    assert [it.words for it in outcome(ballot).lines] == [
        "cần 9/16, đạt 8, thiếu 1",
        "cần 9/16, đạt 8, thiếu 1",
        "cần 9/16, đạt 0, thiếu 9",
    ]


def test_case_43_the_second_of_two_seats_is_shared() -> None:
    ballot = drawn("seats=2 share=>1/3\n16 16 16 0 0\nA 12\nB 9\nC 9")
    assert told(ballot) == "trúng A; bằng B C; còn 1; vòng sau B C"
    again = run_off(ballot)
    assert (again.seats, again.candidates, again.round, again.follows, again.code) == (
        1,
        ("B", "C"),
        2,
        "suy-ton-1",
        "suy-ton-1.2",
    )
    assert again.count == Count()
    third = run_off(replace(again, count=count_of("16 16 16 0 0", ["B 8", "C 8"])))
    assert (third.code, third.follows, third.round) == ("suy-ton-1.3", "suy-ton-1.2", 3)


# ---- what is refused, with its code


@pytest.mark.parametrize(
    ("drawing", "code"),
    [
        ("share=>1/2\n34 35 35 0 0\nA 20", "vote-returned-over-issued"),
        ("share=>1/2\n17 17 15 1 0\nA 13", "vote-papers-sum"),
        ("share=>1/2\n17 17 16 1 2\nA 13", "vote-blank-over-invalid"),
        ("share=>1/2\n17 17 16 1 0\nA 17", "vote-line-over-valid"),
        ("share=>1/2 style=agree\n17 17 16 1 0\nA 10/7", "vote-agree-over-valid"),
        ("share=>1/2 seats=2\n9 9 9 0 0\nA 9\nB 9\nC 1", "vote-sum-over-seats"),
        ("share=>1/2 present=16\n17 17 17 0 0\nA 9", "vote-issued-over-present"),
        ("share=>1/2 members=14 present=15\n14 14 14 0 0\nA 9", "vote-present-over-members"),
        ("share=>1/2 seats=0\n- - - - -\nA -", "vote-seats"),
        ("share=>1/2\n- - - - -\nA -\nA -", "vote-candidate-twice"),
        ("share=>1/2\n9 9 -1 10 0\nA 0", "vote-negative"),
        ("share=>1/2 method=hands base=valid present=9\n- - - - -\nA 5", "vote-hands-on-papers"),
        ("share=>1/2 method=hands base=present present=9\n- - - - -\nA 10", "vote-line-over-valid"),
    ],
)
def test_a_count_that_cannot_be_has_a_code(drawing: str, code: str) -> None:
    ballot = drawn(drawing)
    assert code in codes(ballot)
    assert not outcome(ballot).elected
    assert not outcome(ballot).is_known


def test_votes_beside_the_paper_are_refused() -> None:
    ballot = drawn("share=>1/2\n9 9 9 0 0\nA 5")
    strange = replace(ballot.count, votes=(*ballot.count.votes, VoteLine("Z", 1)))
    assert codes(replace(ballot, count=strange)) == ["vote-not-on-paper"]
    twice = replace(ballot.count, votes=(VoteLine("A", 2), VoteLine("A", 3)))
    assert codes(replace(ballot, count=twice)) == ["vote-line-twice"]


def test_written_votes_are_bound_by_the_members() -> None:
    ballot = drawn("share=>1/2 members=11 present=9\n11 11 11 0 0\nA 9")
    assert codes(ballot) == ["vote-issued-over-present"]
    assert ballot.threshold is not None
    written = replace(ballot.threshold, written_votes=True)
    assert codes(replace(ballot, threshold=written)) == []
    assert codes(replace(ballot, threshold=written, members=10)) == ["vote-issued-over-members"]


def test_without_attendance_the_members_bound_the_count() -> None:
    assert codes(drawn("share=>1/2 members=11\n12 12 12 0 0\nA 9")) == ["vote-issued-over-members"]
    assert codes(drawn("share=>1/2 members=11\n11 11 11 0 0\nA 9")) == []
    hands = "share=>1/2 method=hands base=members members=11 style=agree\n- - - - -\nA "
    assert codes(drawn(hands + "12/0")) == ["vote-line-over-valid"]
    assert codes(drawn(hands + "6/6")) == ["vote-agree-over-valid"]
    assert faults(drawn(hands + "12/0"))[0].what.endswith("12 tay giơ, nhưng thành viên chỉ 11.")
    assert codes(drawn(hands + "6/5")) == []


def test_a_count_that_is_not_finished_is_no_fault_and_no_result() -> None:
    ballot = drawn("share=>1/2\n17 - - - -\nA -\nB 3")
    assert codes(ballot) == []
    assert told(ballot) == ("chưa: Chưa đếm: thu về, hợp lệ, không hợp lệ và 1 số khác.")


def test_nobody_is_elected_by_a_rule_that_nobody_made() -> None:
    assert told(drawn("present=9\n9 9 9 0 0\nA 9")) == "chưa: Chưa quyết định tỷ lệ cần đạt."


def test_the_base_must_be_known() -> None:
    assert told(drawn("share=>1/2 base=members\n9 9 9 0 0\nA 9")) == "chưa: Chưa ghi số thành viên."


@pytest.mark.parametrize(
    ("base", "taken_of"), [("members", 14), ("present", 13), ("issued", 12), ("valid", 10)]
)
def test_the_share_is_taken_of_the_stated_base(base: str, taken_of: int) -> None:
    ballot = drawn(f"share=>1/2 base={base} members=14 present=13\n12 11 10 1 0\nA 9")
    assert base_of(ballot) == taken_of
    assert outcome(ballot).lines[0].words.startswith(f"cần {taken_of // 2 + 1}/{taken_of}, đạt 9")


def test_hands_need_no_papers() -> None:
    ballot = drawn("share=>1/2 method=hands base=present present=11 style=agree\n- - - - -\nA 6/5")
    assert told(ballot) == "trúng A"


def test_no_vote_elects_nobody() -> None:
    assert told(drawn("share=>=0/1\n0 0 0 0 0\nA 0")) == "còn 1; vòng sau A"


# ---- the second, blind count


def test_the_second_count_must_be_the_first() -> None:
    first = drawn("share=>1/2\n17 17 16 1 0\nA 9\nB 7")
    begun = replace(first, second=count_of("17 17 - - -", ["A -", "B -"]))
    assert codes(begun) == []
    assert told(begun).startswith("chưa: Kiểm lần hai chưa xong")
    other = replace(first, second=count_of("17 17 16 1 0", ["A 8", "B 8"]))
    assert [it.text for it in faults(other, {"A": "Ban A", "B": "Ban B"})] == [
        (
            "Kiểm lần hai: Ban A: lần đầu 9, lần hai 8."
            " Đếm lại chồng phiếu của Ban A, rồi sửa lần kiểm sai."
        ),
        (
            "Kiểm lần hai: Ban B: lần đầu 7, lần hai 8."
            " Đếm lại chồng phiếu của Ban B, rồi sửa lần kiểm sai."
        ),
    ]
    assert told(replace(first, second=first.count)) == "trúng A"
    wrong = replace(first, second=count_of("17 17 16 2 0", ["A 9", "B 7"]))
    assert [it.where for it in faults(wrong)] == ["Kiểm lần hai", "Kiểm lần hai"]


# ---- lots


def test_lots_decide_only_among_the_tied() -> None:
    tied = drawn("seats=2 share=>1/3\n16 16 16 0 0\nA 12\nB 9\nC 9")
    assert told(replace(tied, lots=Lots(("B", "C"), ("C",), "Ông An"))) == "trúng A C"
    assert codes(replace(tied, lots=Lots(("A", "B"), ("B",)))) == ["vote-lots-not-tied"]
    assert codes(replace(tied, lots=Lots(("B", "C"), ("B", "C")))) == ["vote-lots-seats"]
    assert codes(replace(tied, lots=Lots(("B", "C"), ("A",)))) == ["vote-lots-seats"]


def test_a_run_off_is_held_only_where_there_is_reason() -> None:
    with pytest.raises(AppError, match="đã có kết quả"):
        run_off(drawn("share=>1/2\n9 9 9 0 0\nA 9"))
    with pytest.raises(AppError, match="Chưa quyết định"):
        run_off(drawn("present=9\n9 9 9 0 0\nA 9"))


@pytest.mark.parametrize(
    ("drawing", "result"),
    [
        # nobody reaches it: the first (seats + 1), and who is equal with the last of them
        ("share=>1/2\n20 20 20 0 0\nA 8\nB 6\nC 5\nD 1", "còn 1; vòng sau A B"),
        ("share=>1/2\n20 20 20 0 0\nA 8\nB 5\nC 5\nD 2", "còn 1; vòng sau A B C"),
        ("share=>1/2\n20 20 20 0 0\nA 5\nB 5\nC 5\nD 5", "còn 1; vòng sau A B C D"),
        # one of two reaches it: between the next two for the seat left
        ("seats=2 share=>1/2\n20 20 20 0 0\nA 18\nB 9\nC 8\nD 5", "trúng A; còn 1; vòng sau B C"),
        # more reach it than there are seats: the most votes, never the order of the paper
        ("share=>1/2 style=agree\n9 9 9 0 0\nA 6\nB 9\nC 6", "trúng B"),
        ("share=>1/2 style=agree\n9 9 9 0 0\nA 9\nB 9\nC 6", "bằng A B; còn 1; vòng sau A B"),
        ("seats=3 share=>1/2 style=agree\n9 9 9 0 0\nA 9\nB 4", "trúng A; còn 2; vòng sau B"),
    ],
)
def test_outcomes(drawing: str, result: str) -> None:
    assert told(drawn(drawing)) == result


def test_the_result_in_words() -> None:
    names = {"A": "Ban A", "B": "Ban B", "C": "Ban C"}
    tied = drawn("seats=2 share=>1/3\n16 16 16 0 0\nA 12\nB 9\nC 9")
    assert outcome(tied, names).words == (
        "Được suy tôn: Ban A. Ban B và Ban C bằng phiếu ở 1 suất."
        " Cần bỏ phiếu vòng 2 giữa Ban B và Ban C."
    )
    assert outcome(replace(tied, lots=Lots(("B", "C"), ("C",))), names).words == (
        "Được suy tôn: Ban A và Ban C. Bốc thăm chọn Ban C."
    )
    none = drawn("share=>1/2\n16 16 16 0 0\nA 8\nB 8")
    assert outcome(none, names).words == (
        "Chưa đơn vị nào đạt 9/16 số phiếu hợp lệ. Có thể bỏ phiếu vòng 2 giữa Ban A và Ban B."
    )
    assert outcome(none).words.endswith("giữa đơn vị thứ 1 trên phiếu và đơn vị thứ 2 trên phiếu.")


# ---- against a plain second calculation, on random counts


def slow_outcome(ballot: Ballot) -> tuple[set[str], set[str], set[str]]:
    """Elected, tied and in the run-off, by fractions and by comparing each with each."""
    share = ballot.threshold
    base = base_of(ballot)
    assert share is not None
    assert base is not None
    bound = Fraction(share.numerator, share.denominator) * base
    votes = {it.candidate: it.votes or 0 for it in ballot.count.votes}
    ok = {
        name: n > 0 and (n >= bound if share.at_least else n > bound) for name, n in votes.items()
    }
    better = {
        name: sum(1 for other in votes if ok[other] and votes[other] > votes[name])
        for name in votes
    }
    equal = {
        name: sum(1 for other in votes if ok[other] and votes[other] == votes[name])
        for name in votes
    }
    won = {name for name in votes if ok[name] and better[name] + equal[name] <= ballot.seats}
    tied = {
        name
        for name in votes
        if ok[name] and better[name] < ballot.seats < better[name] + equal[name]
    }
    if tied or len(won) >= ballot.seats:
        return won, tied, tied
    left = ballot.seats - len(won)
    rest = {
        name
        for name in votes
        if not ok[name]
        and sum(1 for other in votes if not ok[other] and votes[other] > votes[name]) <= left
    }
    return won, tied, rest


@st.composite
def counted(draw: st.DrawFn) -> Ballot:
    valid, invalid = draw(st.integers(0, 30)), draw(st.integers(0, 4))
    names = [f"u{it}" for it in range(draw(st.integers(1, 7)))]
    most = st.integers(0, valid) if draw(st.booleans()) else st.integers(0, min(valid, 3))
    votes = tuple(VoteLine(it, draw(most)) for it in names)
    denominator = draw(st.integers(1, 100))
    share = threshold(
        f"{draw(st.sampled_from(['>', '>=']))}{draw(st.integers(0, denominator))}/{denominator}",
        draw(st.sampled_from(["members", "present", "issued", "valid"])),
    )
    issued = valid + invalid + draw(st.integers(0, 3))
    present = max(1, issued + draw(st.integers(0, 3)))
    return Ballot(
        "b",
        "",
        style="agree",
        seats=draw(st.integers(1, 4)),
        candidates=tuple(names),
        threshold=share,
        members=present + draw(st.integers(0, 3)),
        present=present,
        count=Count(issued, valid + invalid, valid, invalid, 0, votes),
    )


@settings(max_examples=3000)
@given(counted(), st.randoms(use_true_random=False))
def test_outcomes_against_fractions_and_without_regard_to_the_order(
    ballot: Ballot, chance: object
) -> None:
    found = outcome(ballot)
    assert found.is_known, found.waiting
    won, tied, again = slow_outcome(ballot)
    assert (set(found.elected), set(found.tied), set(found.run_off)) == (won, tied, again)
    assert found.left == ballot.seats - len(won)
    assert len(found.elected) <= ballot.seats
    mixed = list(ballot.candidates)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    other = outcome(replace(ballot, candidates=tuple(mixed)))
    assert Counter(other.elected) == Counter(found.elected)
    assert (set(other.tied), set(other.run_off)) == (set(found.tied), set(found.run_off))
    assert other.left == found.left
    for candidate in mixed:
        assert other.line(candidate) == found.line(candidate)


@settings(max_examples=3000)
@given(st.integers(0, 200), st.integers(1, 100), st.integers(1, 100), st.booleans())
def test_shares_against_fractions(base: int, one: int, other: int, least: bool) -> None:
    numerator, denominator = sorted((one, other))
    share = threshold(f"{'>=' if least else '>'}{numerator}/{denominator}")
    exact = Fraction(numerator, denominator) * base
    enough = needed(share, base)
    assert enough == (ceil(exact) if least else floor(exact) + 1)
    assert (enough >= exact) if least else (enough > exact)
    assert not ((enough - 1 >= exact) if least else (enough - 1 > exact))


@settings(max_examples=2000)
@given(counted(), st.sampled_from(["issued", "returned", "valid", "invalid"]), st.integers(1, 9))
def test_papers_that_do_not_add_up_never_elect(ballot: Ballot, pile: str, by: int) -> None:
    """One pile counted wrongly: told, or (issued only) larger than it must be."""
    figure = getattr(ballot.count, pile)
    wrong = replace(ballot, count=replace(ballot.count, **{pile: figure + by}))
    if pile == "issued":
        expected = figure + by > ballot.present
    else:
        expected = True
    assert bool(faults(wrong)) is expected
    assert outcome(wrong).is_known is not expected


# ---- in words


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        (
            "seats=3 share=>1/2\n9 9 9 0 0\nA 7\nB 6\nC 5",
            "Được suy tôn: Ban A, Ban B và Ban C.",
        ),
        (
            "seats=2 share=>1/2\n9 9 9 0 0\nA 7\nB 4",
            "Được suy tôn: Ban A. Còn 1 suất chưa có đơn vị đạt. Có thể bỏ phiếu vòng 2 cho Ban B.",
        ),
    ],
)
def test_a_result_names_everybody_once(drawing: str, words: str) -> None:
    assert outcome(drawn(drawing), {it: f"Ban {it}" for it in "ABC"}).words == words


def test_rounds_keep_the_whole_code_of_the_first() -> None:
    first = replace(drawn("share=>1/2\n9 9 9 0 0\nA 4\nB 4"), code="khen.1")
    second = run_off(first)
    assert (second.code, second.follows) == ("khen.1.2", "khen.1")
    third = run_off(replace(second, count=first.count))
    assert (third.code, third.follows) == ("khen.1.3", "khen.1.2")


def test_too_many_lots_are_told_with_what_is_left() -> None:
    tied = drawn("share=>1/2 style=agree\n9 9 9 0 0\nA 6\nB 6")
    (wrong,) = faults(replace(tied, lots=Lots(("A", "B"), ("A", "B"))))
    assert wrong.what == "Bốc thăm được 2 đơn vị, còn 1 suất."

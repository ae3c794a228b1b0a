"""The scene of a vote: no figure before the count stands, then what was needed and who is elected."""

from dataclasses import replace

from models.award_rules import Threshold
from models.ballot import Ballot, Count, Lots, VoteLine
from models.season import Season
from tests.models.hall.test_scenes import lines, meeting, scene

HALF = Threshold("t", "Suy tôn", numerator=2, denominator=3, at_least=True)
COUNTED = Count(14, 14, 14, 0, 0, (VoteLine("Ban A", 9), VoteLine("Ban B", 5)))


def vote(**changes: object) -> Season:
    it = Ballot(
        "B", "Suy tôn Cờ", candidates=("Ban A", "Ban B"), threshold=HALF, present=14, count=COUNTED
    )
    return meeting(ballots=(replace(it, **changes),))  # type: ignore[arg-type]


def test_a_count_on_its_way_is_not_for_the_hall() -> None:
    shown = scene(vote(), "ballot", "B")
    assert lines(shown) == ["Ban A", "Ban B"]
    assert (shown.lines, shown.note) == ((), "Đang bỏ phiếu, kiểm phiếu.")


def test_a_closed_count_says_what_was_needed_and_what_lacks() -> None:
    shown = scene(vote(is_closed=True), "ballot", "B")
    assert lines(shown) == ["Ban A 9", "Ban B 5"]
    assert shown.rows[0].second == "cần 10/14, đạt 9, thiếu 1"
    assert shown.lines == ("Phiếu phát ra 14 · thu về 14 · hợp lệ 14 · không hợp lệ 0",)
    assert {it.tone for it in shown.rows} == {"plain"}


def test_who_is_elected_is_said_in_words_beside_the_gold() -> None:
    count = replace(COUNTED, votes=(VoteLine("Ban A", 10), VoteLine("Ban B", 4)))
    shown = scene(vote(is_closed=True, count=count), "ballot", "B")
    assert [(it.tone, it.aside) for it in shown.rows] == [("flag", "được suy tôn"), ("plain", "")]
    assert shown.note.startswith("Được suy tôn: Ban A.")


def test_what_is_wrong_with_a_count_never_reaches_the_hall() -> None:
    wrong = replace(COUNTED, returned=15)
    shown = scene(vote(is_closed=True, count=wrong), "ballot", "B")
    assert (lines(shown), shown.note) == (["Ban A", "Ban B"], "Đang bỏ phiếu, kiểm phiếu.")


def test_lots_say_who_was_drawn_and_hands_say_they_were_hands() -> None:
    tied = replace(COUNTED, votes=(VoteLine("Ban A", 10), VoteLine("Ban B", 10)))
    lots = Lots(("Ban A", "Ban B"), ("Ban B",), "Bà Dung")
    shown = scene(vote(is_closed=True, count=tied, style="agree", lots=lots), "ballot", "B")
    assert [it.second for it in shown.rows] == [
        "cần 10/14, đạt 10, không trúng thăm",
        "cần 10/14, đạt 10, trúng thăm",
    ]
    hands = replace(HALF, method="hands", base="present")
    shown = scene(vote(is_closed=True, threshold=hands), "ballot", "B")
    assert shown.lines == ("Giơ tay · có mặt 14",)

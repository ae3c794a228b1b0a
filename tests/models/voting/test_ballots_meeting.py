"""A confirmed result stands whatever comes later; votes that contradict each other or the block are told."""

from dataclasses import replace
from datetime import date

import pytest

from models.award_rules import Threshold
from models.ballot import Ballot, Count, Lots, VoteLine
from models.errors import AppError
from models.hall import scenes
from models.meeting import Meeting
from models.meeting_day.after_meeting import won
from models.meeting_day.closing import checklist
from models.papers.minutes_votes import votes
from models.papers.report import Paragraph, Table
from models.ranks.ranking import Standing, rank
from models.rulepack import Quota
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from models.voting.ballots import candidates, new_ballot
from models.voting.counting import confirmed, outcome, reopened, result_word, run_off
from models.voting.votes_together import confirm, faults_of_meeting
from tests.models.drawing import D
from tests.models.drawing import season as drawn_season
from tests.models.problem_codes import codes_of

THREE = """
    Ban A: all=max
    Ban B: all=max I.1=19
    Ban C: all=max I.1=18
"""
FLAG = "Cờ thi đua"
DAY = date(2023, 12, 19)
POINTS = Threshold("own", "Theo điểm", "points")
HALF = Threshold("own", "Khối quyết định", "ballot", "valid")


def ranked(season: Season) -> tuple[Standing, ...]:
    return rank(score(season), season.pack)


def with_votes(season: Season, *ballots: Ballot) -> Season:
    return replace(season, meeting=Meeting(ballots=ballots))


def by_points(seats: int = 1, drawing: str = THREE) -> tuple[Season, Ballot]:
    season = drawn_season(drawing)
    made = replace(new_ballot(season, ranked(season), "award", FLAG), threshold=POINTS, seats=seats)
    return season, made


def voted(code: str, *figures: int, purpose: str = "head", **changes: object) -> Ballot:
    names = ("Ban A", "Ban B", "Ban C")[: len(figures)]
    lines = tuple(VoteLine(name, it) for name, it in zip(names, figures, strict=True))
    made = Ballot(code, f"Bầu {code}", purpose, candidates=names, threshold=HALF)  # type: ignore[arg-type]
    made = replace(made, count=Count(9, 9, 9, 0, 0, lines), members=9, **changes)  # type: ignore[arg-type]
    return confirmed(made, {it: it for it in names})


def codes(season: Season, code: str = "") -> list[str]:
    return codes_of(faults_of_meeting(season, ranked(season), code))


def told(season: Season) -> list[str]:
    """The votes in the minutes, line by line."""
    found = []
    for it in votes(season, ranked(season), {}):
        if isinstance(it, Paragraph):
            found.append(it.text)
        elif isinstance(it, Table):
            found += [" | ".join(cell.text for cell in row.cells) for row in it.rows]
    return found


def later(season: Season) -> Season:
    """Ban A falls to the last rank."""
    return season.with_scores({ScoreKey("Ban A", "I.1", "agreed"): Score(D(1))})


def test_a_later_score_does_not_change_a_confirmed_vote_by_points() -> None:
    season, made = by_points()
    kept = confirm(season, ranked(season), made)
    assert (kept.elected, kept.result) == (("Ban A",), "Được suy tôn: Ban A.")
    after = later(with_votes(season, kept))
    assert outcome(made, standings=ranked(after)).elected == ("Ban B",)
    assert outcome(kept, standings=ranked(after)).elected == ("Ban A",)
    (winner,) = won(after, ranked(after))
    assert [it.name for it in winner.units] == ["Ban A"]
    minutes = told(after)
    assert "Kết quả: Được suy tôn: Ban A." in minutes
    assert minutes[2:5] == [
        "1 | Ban A | Đạt",
        "2 | Ban B | Ngoài số suất",
        "3 | Ban C | Ngoài số suất",
    ]
    shown = scenes.build("ballot", made.code, after, score(after), ranked(after))
    assert [it.aside for it in shown.rows] == ["được suy tôn", "", ""]
    assert shown.note == "Được suy tôn: Ban A."


def test_a_reopened_round_is_worked_out_anew() -> None:
    season, made = by_points()
    again = reopened(confirm(season, ranked(season), made))
    assert again == made
    assert outcome(again, standings=ranked(later(season))).elected == ("Ban B",)


def test_a_confirmed_tie_by_points_stays_the_tie_of_that_day() -> None:
    season, made = by_points(2, "Ban A: all=max\nBan B: all=max I.1=19\nBan C: all=max I.1=19")
    kept = confirm(season, ranked(season), made)
    after = later(with_votes(season, kept))
    found = outcome(kept, standings=ranked(after))
    assert (found.elected, found.tied, found.run_off, found.left) == (
        ("Ban A",),
        ("Ban B", "Ban C"),
        ("Ban B", "Ban C"),
        1,
    )
    second = run_off(kept, ranked(after))
    assert (second.candidates, second.names) == (("Ban B", "Ban C"), ("Ban B", "Ban C"))
    assert (second.elected, second.tied, second.result) == ((), (), "")


def test_a_confirmed_count_keeps_its_figures() -> None:
    kept = voted("truong", 6, 3)
    found = outcome(kept)
    assert [it.words for it in found.lines] == ["cần 5/9, đạt 6", "cần 5/9, đạt 3, thiếu 2"]
    assert (found.elected, found.words) == (("Ban A",), "Trúng cử: Ban A.")
    lots = Lots(("Ban A", "Ban B"), ("Ban B",), "Ông Z")
    drawn = voted("pho", 6, 6, style="agree", lots=lots)
    assert (outcome(drawn).elected, outcome(drawn).tied) == (("Ban B",), ())
    assert [result_word(drawn, outcome(drawn), it) for it in drawn.candidates] == [
        "Đạt, ngoài số suất",
        "Trúng thăm",
    ]


def test_nothing_is_confirmed_while_there_is_no_result() -> None:
    season, made = by_points()
    with pytest.raises(AppError, match="Chưa quyết định tỷ lệ"):
        confirm(season, ranked(season), replace(made, threshold=None))


# ---- votes against each other


def test_two_votes_for_one_thing_do_not_both_win() -> None:
    season = drawn_season(THREE)
    one, other = voted("1", 6, 3), voted("2", 3, 6)
    both = with_votes(season, one, other)
    assert codes(both) == codes(both, "1") == codes(both, "2") == ["vote-won-twice"]
    assert faults_of_meeting(both)[0].text == (
        "2 lần bỏ phiếu cho Trưởng khối chọn 2 đơn vị, chỉ có 1 suất."
        " Giữ một lần, mở lại hoặc xóa lần kia."
    )
    with pytest.raises(AppError, match="2 lần bỏ phiếu cho Trưởng khối"):
        confirm(with_votes(season, one, reopened(other)), (), reopened(other))
    assert codes(with_votes(season, one, reopened(other))) == []
    assert codes(with_votes(season, one, replace(other, purpose="deputy"))) == []
    awards = [replace(it, purpose="award", award=FLAG) for it in (one, other)]
    assert codes(with_votes(season, *awards)) == ["vote-won-twice"]
    parted = [awards[0], replace(awards[1], award="Bằng khen")]
    assert codes(with_votes(season, *parted)) == []
    found = checklist(both, score(both), ranked(both), date(2023, 12, 20))
    (point,) = (it for it in found if it.code == "counts")
    assert (point.ok, point.sentence) == (False, faults_of_meeting(both)[0].text)


def test_a_run_off_fills_only_the_seats_that_were_left() -> None:
    season = drawn_season(THREE)
    first = voted("1", 8, 5, 5, seats=2, threshold=replace(HALF, denominator=3), style="agree")
    second = run_off(first)
    assert codes(with_votes(season, first, second)) == []
    more = with_votes(season, first, replace(second, seats=2))
    for code in ("", first.code, second.code):
        assert codes(more, code) == ["vote-run-off-seats"]
    assert codes(more, "other") == []
    assert faults_of_meeting(more)[0].what == "Vòng 2 chọn 2 suất, vòng 1 chỉ còn 1."
    again = replace(second, candidates=("Ban A", "Ban B"))
    assert codes(with_votes(season, first, again)) == ["vote-elected-again"]


# ---- units that go


def test_a_winner_who_leaves_the_block_is_still_named_and_told() -> None:
    season, made = by_points()
    assert made.names == ("Ban A", "Ban B", "Ban C")
    kept = confirm(season, ranked(season), made)
    after = with_votes(replace(season, units=season.units[1:]), kept)
    assert codes(after) == ["vote-unit-gone"]
    assert faults_of_meeting(after)[0].text == (
        f"{made.title}, vòng 1: Ban A được chọn nhưng không còn trong danh sách đơn vị."
        " Hoàn tác việc xóa đơn vị, hoặc mở lại vòng này rồi sửa danh sách trên phiếu."
    )
    assert "1 | Ban A | Đạt" in told(after)
    shown = scenes.build("ballot", made.code, after, score(after), ranked(after))
    assert shown.rows[0].text == "Ban A"
    loser = with_votes(replace(season, units=season.units[:2]), kept)
    assert codes(loser) == []
    assert codes(with_votes(loser, made)) == ["vote-unit-gone"]


def test_a_name_that_changes_is_the_name_of_today() -> None:
    season, made = by_points()
    units = (replace(season.units[0], name="Ban Một"), *season.units[1:])
    renamed = with_votes(replace(season, units=units), made)
    assert any(it.startswith("1 | Ban Một") for it in told(renamed))
    assert candidates(renamed, ranked(renamed), "award", FLAG)[0][0] == "Ban A"


def test_a_ranking_that_moved_on_after_the_vote_is_told_and_keeps_the_result() -> None:
    season = drawn_season(THREE)
    pack = replace(season.pack, quotas=(Quota(FLAG, "number", D(1)),))
    season = replace(season, pack=pack)
    ballot = voted("co", 9, purpose="award", award=FLAG)
    season = with_votes(season, ballot)
    assert codes(season) == []
    moved = later(season)
    assert codes(moved) == ["vote-list-outdated"]
    [fault] = faults_of_meeting(moved, ranked(moved))
    assert "nay có Ban B" in fault.what
    counts = next(
        it for it in checklist(moved, score(moved), ranked(moved), DAY) if it.code == "counts"
    )
    assert not counts.ok
    # What was voted stays what was voted.
    assert outcome(ballot, {}, ranked(moved)).elected == ("Ban A",)

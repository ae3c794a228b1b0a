"""What a ballot is filled in with, who is left out and why, the rounds of a vote, who led the block."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.award_rules import Threshold
from models.ballot import Ballot, Count, VoteLine
from models.collected import Attendance, Presence
from models.facts import Exclusion
from models.meeting import Meeting
from models.ranks.ranking import Standing, rank
from models.rulepack import Quota
from models.scores.scoring import score
from models.season import Season
from models.voting.ballots import Led, candidates, new_ballot, people, served
from models.voting.counting import Outcome, outcome, run_off
from models.voting.vote_rounds import (
    next_round,
    result_words,
    rounds,
    with_ballot,
    without_ballot,
)
from models.year_plan import YearPlan
from tests.models.drawing import S3_RULES
from tests.models.drawing import season as drawn_season

FIVE = """
    Ban A: all=max
    Ban B: all=max I.1=19
    Ban C: all=max I.2=14
    Ban D: I.1=20
    Ban E: all=max excluded
"""
FLAG = "Cờ thi đua"


def heads(meeting: Meeting) -> set[str]:
    """Whom the confirmed rounds elected head."""
    found = (it for it in meeting.ballots if it.purpose == "head" and it.is_closed)
    return {unit for it in found for unit in outcome(it).elected}


def block(quota: int | None = 2, drawing: str = FIVE) -> tuple[Season, tuple[Standing, ...]]:
    quotas = () if quota is None else (Quota(FLAG, "number", Decimal(quota)),)
    made = drawn_season(drawing, replace(S3_RULES, quotas=quotas))
    return made, rank(score(made), made.pack)


def reasons(season: Season, standings: tuple[Standing, ...], award: str = FLAG) -> list[str]:
    _, left = candidates(season, standings, "award", award)
    return [f"{it.unit}: {it.reason}{' (cấm)' if it.barred else ''}" for it in left]


def test_the_award_line_with_those_who_share_the_last_place() -> None:
    season, standings = block(quota=2)
    assert candidates(season, standings, "award", FLAG)[0] == ("Ban A", "Ban B", "Ban C")
    assert reasons(season, standings) == [
        "Ban D: chưa đủ điểm để xếp hạng",
        "Ban E: không bình xét, suy tôn: Sai phạm nghiêm trọng (cấm)",
    ]
    season, standings = block(quota=1)
    assert candidates(season, standings, "award", FLAG)[0] == ("Ban A",)
    assert reasons(season, standings)[:2] == [
        "Ban B: hạng 2, ngoài 1 suất",
        "Ban C: hạng 2, ngoài 1 suất",
    ]


def test_without_a_quota_every_ranked_unit_stands() -> None:
    season, standings = block(quota=None)
    assert candidates(season, standings, "award", FLAG)[0] == ("Ban A", "Ban B", "Ban C")


def test_a_held_unit_is_barred_and_a_narrow_exclusion_is_the_blocks_to_judge() -> None:
    season, _ = block()
    records = (
        Exclusion("Ban A", "Đang thanh tra", hold=True),
        Exclusion("Ban B", "Không xét", scope="danh hiệu tập thể"),
    )
    held = replace(season, facts=replace(season.facts, exclusions=records))
    told = reasons(held, rank(score(held), held.pack))
    assert told == [
        "Ban D: chưa đủ điểm để xếp hạng",
        "Ban A: không bình xét, suy tôn: tạm dừng, chờ kết luận: Đang thanh tra (cấm)",
        "Ban B: không bình xét, suy tôn: Không xét, áp dụng cho danh hiệu tập thể",
    ]


def test_every_unit_may_lead_and_the_elected_head_is_no_deputy() -> None:
    season, standings = block()
    assert len(candidates(season, standings, "head")[0]) == 5
    won = Ballot(
        "truong-1",
        "Bầu Trưởng khối",
        "head",
        candidates=("Ban A", "Ban B"),
        threshold=Threshold("own", "", "ballot", "valid"),
        count=Count(5, 5, 5, 0, 0, (VoteLine("Ban A", 4), VoteLine("Ban B", 1))),
        is_closed=True,
    )
    after = replace(season, meeting=Meeting(ballots=(won,)))
    chosen, left = candidates(after, standings, "deputy")
    assert "Ban A" not in chosen
    assert [(it.unit, it.reason) for it in left] == [("Ban A", "đã được bầu Trưởng khối")]
    undone = replace(after, meeting=Meeting(ballots=(replace(won, is_closed=False),)))
    assert "Ban A" in candidates(undone, standings, "deputy")[0]


def test_a_new_ballot_knows_members_and_who_is_there() -> None:
    season, standings = block()
    name, day = season.meeting.name, date(2023, 12, 19)
    ways: tuple[Presence, ...] = ("present", "late", "excused", "absent", "present")
    came = tuple(
        Attendance(unit.id, name, day, how) for unit, how in zip(season.units, ways, strict=True)
    )
    season = replace(season, plan=YearPlan(meeting=day))
    partly = replace(season, facts=replace(season.facts, attendance=came[:4]))
    assert people(partly) == (5, 0, "")  # of one unit nothing is noted yet
    season = replace(season, facts=replace(season.facts, attendance=came))
    assert people(season) == (5, 3, "attendance")
    made = new_ballot(season, standings, "award", FLAG)
    assert (made.members, made.present, made.seats, made.threshold) == (5, 3, 2, None)
    assert (made.code, made.title) == ("suy-ton-1", "Suy tôn đề nghị tặng Cờ thi đua")
    deputy = new_ballot(season, standings, "deputy")
    assert deputy.title == "Bầu Phó Trưởng khối năm 2024"
    assert (made.style, deputy.style) == ("agree", "choose")
    again = replace(season, meeting=Meeting(ballots=(replace(made, members=4, present=2),)))
    assert people(again) == (5, 3, "attendance")
    nobody = replace(again, facts=replace(again.facts, attendance=()))
    assert people(nobody) == (4, 2, "ballot")
    last = new_ballot(nobody, standings, "head")
    assert (last.members, last.present) == (4, 2)
    assert new_ballot(again, standings, "award", FLAG).code == "suy-ton-2"


def test_a_next_round_is_spoken_of_only_while_one_can_be_held() -> None:
    season, _ = block()
    first = Ballot("a", "Bầu", "head", candidates=("Ban A",))
    found = Outcome(words="Trúng cử: Ban A. Cần bỏ phiếu vòng 2 cho 1 suất.")
    assert result_words(season, first, found) == found.words
    ballots = (first, replace(first, code="a.2", follows="a", round=2))
    followed = replace(season, meeting=Meeting(ballots=ballots))
    assert result_words(followed, first, found) == "Trúng cử: Ban A."
    assert result_words(followed, ballots[1], found) == found.words
    closed = replace(season, closed_on=date(2023, 12, 19))
    assert result_words(closed, first, found) == "Trúng cử: Ban A."


VOTES = (("award", FLAG), ("head", ""), ("deputy", ""))


@pytest.mark.parametrize(
    ("shares", "filled"),
    [
        (("Suy tôn",), "Suy tôn – –"),
        (("Phiếu suy tôn Cờ thi đua",), "Phiếu suy tôn Cờ thi đua – –"),
        (("Suy tôn Bằng khen",), "– – –"),
        (("Suy tôn", "Suy tôn Cờ thi đua"), "Suy tôn Cờ thi đua – –"),
        (("Suy tôn", "Suy tôn"), "– – –"),
        (("Bầu Trưởng khối",), "– Bầu Trưởng khối –"),
        (("Bầu Phó Trưởng khối",), "– – Bầu Phó Trưởng khối"),
        (("Bầu Trưởng khối, Phó Trưởng khối",), "– Bầu Trưởng khối, Phó Trưởng khối ="),
        (("Biểu quyết thông qua tăng trưởng",), "– – –"),
    ],
)
def test_a_share_of_the_pack_is_filled_in_only_where_it_says_so(
    shares: tuple[str, ...], filled: str
) -> None:
    season, standings = block()
    made = tuple(Threshold(f"t{n}", it, rule="vote") for n, it in enumerate(shares))
    given = replace(season, pack=replace(season.pack, thresholds=made))
    found = [new_ballot(given, standings, it, award).threshold for it, award in VOTES]  # type: ignore[arg-type]
    told = [it.title if it else "–" for it in found]
    told[2] = "=" if found[2] is not None and found[2] == found[1] else told[2]
    assert " ".join(told) == filled


def test_the_head_elected_by_points_is_no_candidate_for_deputy() -> None:
    season, standings = block()
    points = Threshold("own", "Theo điểm", "points")
    head = Ballot("truong-1", "Bầu", "head", candidates=("Ban A", "Ban B"), threshold=points)
    head = replace(head, is_closed=True)
    after = replace(season, meeting=Meeting(ballots=(head,)))
    chosen, left = candidates(after, standings, "deputy")
    assert "Ban A" not in chosen
    assert [it.unit for it in left] == ["Ban A"]


def test_the_points_alone_leave_a_tie_open() -> None:
    season, standings = block(quota=2)
    made = replace(
        new_ballot(season, standings, "award", FLAG),
        threshold=Threshold("own", "Theo điểm", "points"),
    )
    found = outcome(made, standings=standings)
    assert (found.elected, found.tied, found.left) == (("Ban A",), ("Ban B", "Ban C"), 1)
    again = run_off(made, standings)
    assert (again.candidates, again.seats, again.threshold) == (("Ban B", "Ban C"), 1, None)
    mixed = replace(made, candidates=("Ban C", "Ban B", "Ban A"))
    assert outcome(mixed, standings=standings).elected == ("Ban A",)
    assert outcome(made).waiting == "Chưa có hạng của Ban A."
    assert outcome(replace(made, names=())).waiting == "Chưa có hạng của đơn vị thứ 1 trên phiếu."


def test_earlier_rounds_are_kept_and_add_up() -> None:
    first = Ballot(
        "truong-1",
        "Bầu",
        "head",
        seats=2,
        candidates=("A", "B", "C"),
        threshold=Threshold("own", "", "ballot", "valid", 1, 3),
        count=Count(9, 9, 9, 0, 0, tuple(map(VoteLine, "ABC", (8, 5, 5)))),
        is_closed=True,
    )
    other = Ballot("pho-1", "Bầu", "deputy")
    meeting = Meeting(ballots=(first, other))
    second = run_off(first)
    meeting = with_ballot(meeting, second)
    assert [it.code for it in meeting.ballots] == ["truong-1", "truong-1.2", "pho-1"]
    assert next_round(meeting, "truong-1") == second
    assert [[it.code for it in chain] for chain in rounds(meeting)] == [
        ["truong-1", "truong-1.2"],
        ["pho-1"],
    ]
    assert heads(meeting) == {"A"}
    counted = Count(9, 9, 9, 0, 0, tuple(map(VoteLine, "BC", (3, 6))))
    meeting = with_ballot(meeting, replace(second, count=counted, is_closed=True))
    assert heads(meeting) == {"A", "C"}
    assert [it.code for it in without_ballot(meeting, "truong-1.2").ballots] == [
        "truong-1",
        "pho-1",
    ]


def test_who_served_when() -> None:
    years = (Led(2023, "a", "b"), Led(2021, "a", "c"), Led(2022, "b", "a"))
    assert served(years, "a") == "Trưởng 2021, 2023; Phó Trưởng 2022"
    assert served(years, "b") == "Trưởng 2022; Phó Trưởng 2023"
    assert served(years, "x") == ""

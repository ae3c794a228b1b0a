"""What is open before closing, what a corrigendum changed, what follows the meeting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from models.award_rules import Threshold
from models.ballot import Ballot, Count, Lots, VoteLine
from models.collected import Attendance, Discussion
from models.duties import Deadline, RequiredPaper
from models.facts import Exclusion
from models.meeting import Meeting
from models.meeting_day.after_meeting import duties, won
from models.meeting_day.closing import changes, checklist, closing_fault, open_points
from models.ranks.ranking import rank
from models.rulepack import Quota
from models.scores.scoring import score
from models.season import NO_SCORE, Score, ScoreKey, Season
from models.submission import Submission
from models.year_plan import YearPlan
from tests.models.collecting.test_appraisal import ANSWER, BOARD, FIRST_TWO
from tests.models.drawing import D, season

TODAY = date(2023, 12, 19)
FLAG = "Cờ thi đua"
HALF = Threshold("half", "Quá nửa", "ballot", "valid", 1, 2)
PACK = replace(BOARD, quotas=(Quota(FLAG, "number", D(1)),))
BLOCK_LAST = replace(
    PACK,
    stages=tuple(replace(it, after_meeting=it.code == "appraisal") for it in PACK.stages),
)
WHOLE = """
    Ban A: all=max
    Ban B: all=max I.1=10
    Ban C: all=max I.1=5
"""


def drawn(drawing: str = WHOLE, pack: object = PACK, **more: object) -> Season:
    made = season(drawing, pack)  # type: ignore[arg-type]
    there = tuple(Attendance(it.id, "Hội nghị tổng kết", TODAY) for it in made.units)
    made = replace(
        made, plan=replace(ANSWER, meeting=TODAY), facts=replace(made.facts, attendance=there)
    )
    appraised = {ScoreKey(it.id, "III.1", "appraisal"): Score(D(6)) for it in made.units}
    return replace(made.with_scores(appraised), **more)  # type: ignore[arg-type]


def with_facts(made: Season, **lists: object) -> Season:
    return replace(made, facts=replace(made.facts, **lists))  # type: ignore[arg-type]


def listed(made: Season) -> dict[str, str]:
    """Code of an open point → its sentence."""
    results = score(made)
    found = checklist(made, results, rank(results, made.pack), TODAY)
    return {it.code: it.sentence for it in open_points(found)}


def vote(code: str, *votes: int, award: str = FLAG, **more: object) -> Ballot:
    names = ("Ban A", "Ban B", "Ban C")[: len(votes)]
    lines = tuple(VoteLine(name, it) for name, it in zip(names, votes, strict=True))
    count = Count(9, 9, 9, 0, 0, lines)
    made = Ballot(code, f"Suy tôn {award}", award=award, candidates=names, threshold=HALF)
    made = replace(made, members=9, present=9, count=count, is_closed=True)
    return replace(made, **more)  # type: ignore[arg-type]


def in_meeting(made: Season, *ballots: Ballot) -> Season:
    return replace(made, meeting=Meeting(ballots=ballots))


def test_nothing_is_open_when_every_point_is_settled() -> None:
    assert listed(drawn()) == {}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            drawn("Ban A: all=max\nBan B: I.1=10"),
            {"scores": "Chưa đủ điểm: Ban B. Nhập điểm, hoặc ghi lý do không bình xét."},
        ),
        (
            with_facts(
                drawn("Ban A: all=max\nBan B: I.1=10"), exclusions=(Exclusion("Ban B", "Vi phạm"),)
            ),
            {},
        ),
        (
            drawn(plan=YearPlan(meeting=TODAY)),
            {
                "appraisal": "Chưa ghi văn bản kết quả thẩm định của Ban Thi đua. 3 đơn vị có điểm chờ "
                "thẩm định."
            },
        ),
        (drawn(pack=FIRST_TWO, plan=YearPlan(meeting=TODAY)), {}),
        (
            with_facts(drawn(), attendance=(Attendance("Ban A", "Hội nghị tổng kết", TODAY),)),
            {"attendance": "Chưa ghi có mặt, vắng của Ban B, Ban C."},
        ),
        (
            drawn(plan=replace(ANSWER, meeting=date(2023, 12, 18))),
            {"attendance": "Chưa ghi có mặt, vắng của Ban A, Ban B, Ban C."},
        ),
        (
            with_facts(drawn(), discussions=(Discussion("Ban A", "I.1", D(20), D(19)),)),
            {"discussions": "1 đề nghị chưa có kết luận."},
        ),
        (
            drawn(submissions=(Submission(1, "A.xlsx", datetime(2023, 12, 5, 8), "0", 9),)),
            {"inbox": "1 tệp chưa nhận, chưa trả lại."},
        ),
        (
            in_meeting(drawn(), vote("1", 6, 3, is_closed=False)),
            {"counts": "Chưa ghi nhận kết quả: Suy tôn Cờ thi đua."},
        ),
        (
            in_meeting(drawn(), vote("1", 6, 9, count=Count(9, 10, 9, 1, 0))),
            {"counts": "Số phiếu chưa khớp: Suy tôn Cờ thi đua."},
        ),
    ],
)
def test_each_open_point_says_what_is_open(made: Season, expected: dict[str, str]) -> None:
    assert listed(made) == expected


def test_a_letter_does_not_stand_for_units_without_points_of_the_appraisal() -> None:
    """Each of them is named; an excluded unit is not waited for, half an appraisal is one."""
    gone = {ScoreKey(it, "III.1", "appraisal"): NO_SCORE for it in ("Ban A", "Ban C")}
    made = drawn().with_scores(gone)
    words = "Đã ghi văn bản kết quả thẩm định. 2 đơn vị chưa có điểm thẩm định: Ban A, Ban C."
    assert listed(made) == {"appraisal": words}
    out = with_facts(made, exclusions=(Exclusion("Ban C", "Vi phạm"),))
    words = "Đã ghi văn bản kết quả thẩm định. 1 đơn vị chưa có điểm thẩm định: Ban A."
    assert listed(out) == {"appraisal": words}
    assert listed(out.with_scores({ScoreKey("Ban A", "III.2", "appraisal"): Score(D(0))})) == {}


def test_an_absence_nobody_has_decided_is_open() -> None:
    absent = Attendance("Ban C", "Hội nghị tổng kết", TODAY, "absent")
    made = drawn()
    made = with_facts(made, attendance=(*made.facts.attendance[:2], absent))
    assert listed(made) == {"proposals": "1 đề nghị chưa quyết định."}


def test_a_tie_at_the_award_line_is_settled_by_a_vote_without_a_tie() -> None:
    tied = drawn("Ban A: all=max\nBan B: all=max\nBan C: all=max I.1=5")
    words = f"{FLAG}: Ban A, Ban B cùng hạng, chưa phân định. Bỏ phiếu rồi ghi nhận kết quả."
    assert listed(tied) == {"ties": words}
    assert listed(in_meeting(tied, vote("1", 6, 3))) == {}
    again = (vote("1", 4, 4), vote("1.2", 7, 2, round=2, follows="1"))
    assert listed(in_meeting(tied, again[0])) == {"ties": words}
    assert listed(in_meeting(tied, *again)) == {}
    assert listed(in_meeting(tied, vote("1", 6, 3, award="Bằng khen"))) == {"ties": words}


def ties_told(made: Season) -> str:
    results = score(made)
    found = checklist(made, results, rank(results, made.pack), TODAY)
    return next(it.sentence for it in found if it.code == "ties")


def test_a_settled_tie_is_told_with_the_way_it_was_settled() -> None:
    tied = drawn("Ban A: all=max\nBan B: all=max\nBan C: all=max I.1=5")
    again = (vote("1", 4, 4), vote("1.2", 7, 2, round=2, follows="1"))
    hands = replace(HALF, method="hands", base="present")
    lots = Lots(("Ban A", "Ban B"), ("Ban B",))
    for ballots, how in (
        ([vote("1", 6, 3)], "bỏ phiếu: Ban A"),
        (again, "bỏ phiếu, vòng 2: Ban A"),
        ([vote("1", 3, 6, threshold=hands)], "giơ tay: Ban B"),
        ([vote("1", 6, 6, style="agree", lots=lots)], "bốc thăm: Ban B"),
    ):
        words = f"{FLAG}: Ban A, Ban B cùng hạng, đã phân định bằng {how}."
        assert ties_told(in_meeting(tied, *ballots)) == words
    elsewhere = vote("1", 6, 3, candidates=("Ban A", "Ban C"))
    counted = (VoteLine("Ban A", 6), VoteLine("Ban C", 3))
    elsewhere = replace(elsewhere, count=replace(elsewhere.count, votes=counted))
    assert "chưa phân định" in ties_told(in_meeting(tied, elsewhere)), "Ban B was never voted on"
    assert ties_told(drawn()) == "Không có đơn vị nào đồng hạng tại vạch."


def test_a_season_without_units_cannot_be_closed() -> None:
    assert "chưa có kết quả nào để chốt" in listed(drawn(units=()))["scores"]


def told(before: Season, after: Season) -> list[str]:
    return [f"{it.unit.name} | {it.what} | {it.old} | {it.new}" for it in changes(before, after)]


def test_changes_name_every_figure_that_differs() -> None:
    before = drawn()
    after = before.with_scores({ScoreKey("Ban B", "I.1", "agreed"): Score(D(20))})
    after = with_facts(after, exclusions=(Exclusion("Ban C", "Vi phạm"),))
    assert told(before, after) == [
        "Ban A | Hạng | 1 | 1 =",
        f"Ban A | {FLAG} | được chọn theo điểm, không bỏ phiếu | None",
        "Ban B | Hạng | 2 | 1 =",
        "Ban B | Tổng điểm | 85 | 95",
        "Ban B | Mục I | 50 | 60",
        "Ban B | I.1 Nội dung I.1 | 10 | 20",
        "Ban C | Hạng | 3 | None",
        "Ban C | Không bình xét, suy tôn | None | Vi phạm",
    ]
    assert told(after, after) == []
    assert told(before, replace(before, units=before.units[:2]))[0] == (
        "Ban C | Đơn vị | có trong danh sách | None"
    )


def test_points_of_a_stage_after_the_meeting_are_no_correction() -> None:
    before = drawn(pack=BLOCK_LAST)
    later = before.with_scores({ScoreKey("Ban A", "I.1", "appraisal"): Score(D(1))})
    assert score(later) != score(before)
    assert told(before, later) == []
    corrected = later.with_scores({ScoreKey("Ban C", "I.1", "agreed"): Score(D(6))})
    assert [it.split(" | ")[0] for it in told(before, corrected)] == ["Ban C"] * 3


@pytest.mark.parametrize(
    ("made", "day", "expected"),
    [
        (drawn(), TODAY, ""),
        (drawn(plan=ANSWER), date(2023, 1, 1), ""),
        (drawn(units=()), TODAY, "Chưa có đơn vị hoặc bảng chấm điểm"),
        (drawn(), date(2023, 12, 20), "Ngày chốt 20/12/2023 sau hôm nay."),
        (drawn(), date(2023, 12, 18), "Ngày chốt 18/12/2023 trước ngày hội nghị 19/12/2023."),
    ],
)
def test_a_closing_no_reason_can_excuse_is_refused(made: Season, day: date, expected: str) -> None:
    told_why = closing_fault(made, day, TODAY)
    assert told_why.startswith(expected)
    assert bool(told_why) is bool(expected)


def winners(made: Season) -> Sequence[str]:
    found = won(made, rank(score(made), made.pack))
    return [f"{it.title}: {', '.join(unit.name for unit in it.units)} ({it.how})" for it in found]


def test_who_won_comes_from_all_rounds_of_the_vote_or_from_the_points() -> None:
    assert winners(drawn()) == [f"{FLAG}: Ban A (theo điểm, không bỏ phiếu)"]
    rounds = (
        vote("1", 8, 5, 5, seats=2),
        vote("1.2", 2, 7, candidates=("Ban B", "Ban C"), round=2, follows="1",
             count=Count(9, 9, 9, 0, 0, (VoteLine("Ban B", 2), VoteLine("Ban C", 7)))),
        vote("t", 1, 8, award="", purpose="head"),
        vote("p", 8, 1, award="", purpose="deputy", is_closed=False),
    )  # fmt: skip
    assert winners(in_meeting(drawn(), *rounds)) == [
        f"{FLAG}: Ban A, Ban C (theo kết quả bỏ phiếu)",
        "Trưởng khối năm 2024: Ban B (theo kết quả bỏ phiếu)",
        "Phó Trưởng khối năm 2024:  (chưa có kết quả bỏ phiếu)",
    ]


def test_duties_are_those_of_pack_and_plan_and_the_notice() -> None:
    pack = replace(
        PACK,
        deadlines=(
            Deadline("dossier", "Trình hồ sơ", "after_meeting", days=5),
            Deadline("report", "Nộp", "after_meeting", "units", days=3),
        ),
        papers=(RequiredPaper("bc", "Báo cáo thành tích", "units", "report", originals=2),),
    )
    made = replace(drawn(pack=pack), head="Ban B", plan=replace(ANSWER, meeting=TODAY))
    made = in_meeting(made, vote("t", 1, 8, award="", purpose="head"))
    found = duties(made, won(made, rank(score(made), made.pack)))
    assert [(it.title, it.who, it.due) for it in found] == [
        (
            "Báo cáo thành tích, 2 bản chính",
            "Ban A",
            "trong 3 ngày sau hội nghị, đến hết 22/12/2023 (thứ Sáu)",
        ),
        (
            "Trình hồ sơ",
            "Trưởng khối (Ban B)",
            "trong 5 ngày sau hội nghị, đến hết 24/12/2023 (Chủ nhật)",
        ),
        ("Thông báo Trưởng khối năm 2024: Ban B", "Trưởng khối (Ban B)", "sau hội nghị"),
    ]
    assert duties(drawn(), ()) == ()

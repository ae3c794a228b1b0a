"""What the list before closing says of each point, and what a corrigendum and the days after it tell."""

from dataclasses import replace
from datetime import date

import pytest

from models.ballot import Count, VoteLine
from models.collected import Discussion
from models.duties import Deadline, RequiredPaper
from models.facts import Exclusion
from models.meeting import Meeting
from models.meeting_day.after_meeting import duties, won
from models.meeting_day.closing import CheckItem, changes, checklist
from models.ranks.ranking import rank
from models.rulepack import Quota
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from models.year_plan import PaperDue, YearPlan
from tests.models.collecting.test_appraisal import FIRST_TWO
from tests.models.drawing import D
from tests.models.meeting_day.test_closing import (
    BLOCK_LAST,
    FLAG,
    PACK,
    TODAY,
    drawn,
    in_meeting,
    vote,
    with_facts,
)

FIVE = "\n".join(f"Ban {name}: I.1=1" for name in "ABCDE")


def listed(made: Season) -> dict[str, CheckItem]:
    results = score(made)
    found = checklist(made, results, rank(results, made.pack), TODAY)
    return {it.code: it for it in found}


def test_every_point_has_a_title_and_the_page_that_settles_it() -> None:
    pages = {
        "scores": "page:scores",
        "inbox": "page:import",
        "appraisal": "page:papers/appraisal",
        "proposals": "page:papers/due/proposals",
        "doubts": "page:papers/checks",
        "provisional": "page:scores",
        "attendance": "page:meeting/agenda/people",
        "discussions": "page:meeting/discussion",
        "counts": "page:meeting/votes",
        "ties": "page:meeting/votes",
    }
    tied = "Ban A: all=max\nBan B: all=max"
    unasked = drawn(plan=YearPlan(meeting=TODAY))
    first_two = drawn(pack=FIRST_TWO)
    for made in (drawn(), drawn(FIVE), drawn(pack=BLOCK_LAST), first_two, drawn(tied), unasked):
        found = listed(made)
        assert {code: it.wanted for code, it in found.items()} == pages
        assert all(it.title and it.sentence for it in found.values())
    assert listed(drawn(units=()))["scores"].wanted == "page:overview"


@pytest.mark.parametrize(
    ("made", "code", "sentence"),
    [
        (drawn(), "scores", "3 đơn vị đủ điểm."),
        (
            with_facts(drawn(), exclusions=(Exclusion("Ban B", "Vi phạm"),)),
            "scores",
            "2 đơn vị đủ điểm. Không bình xét, suy tôn, có ghi lý do: Ban B.",
        ),
        (
            drawn(FIVE),
            "scores",
            (
                "Chưa đủ điểm: Ban A, Ban B, Ban C và 2 đơn vị khác."
                " Nhập điểm, hoặc ghi lý do không bình xét."
            ),
        ),
        (drawn(), "inbox", "Không còn tệp nào chờ nhận."),
        (drawn(), "appraisal", "Đã ghi văn bản kết quả thẩm định."),
        (drawn(), "attendance", "Đã ghi có mặt, vắng của 3 đơn vị."),
        (drawn(), "counts", "Không có cuộc bỏ phiếu nào."),
        (in_meeting(drawn(), vote("1", 6, 3)), "counts", "1 vòng bỏ phiếu đã ghi nhận kết quả."),
        (drawn(pack=replace(PACK, quotas=())), "ties", "Khối chưa ghi số lượng khen thưởng"),
    ],
)
def test_how_a_point_stands(made: Season, code: str, sentence: str) -> None:
    assert listed(made)[code].sentence.startswith(sentence)


def test_points_that_differ_from_what_the_meeting_agreed_on_are_open() -> None:
    agreed = Discussion("Ban A", "I.1", D(20), D(18), outcome="accepted")
    made = with_facts(drawn(), discussions=(agreed,))
    found = listed(made)["discussions"]
    assert (found.ok, found.sentence.partition(". ")[2]) == (
        False,
        "Điểm đang tính khác điểm hội nghị đã thống nhất: I.1 của Ban A 20 → 18.",
    )
    entered = made.with_scores({ScoreKey("Ban A", "I.1", "agreed"): Score(D(18))})
    assert listed(entered)["discussions"].ok


def test_each_award_with_equals_is_told_in_a_sentence_of_its_own() -> None:
    other = "Bằng khen"
    pack = replace(PACK, quotas=(*PACK.quotas, Quota(other, "number", D(1))))
    tied = drawn("Ban A: all=max\nBan B: all=max", pack=pack)
    votes = (vote("1", 6, 3), vote("2", 3, 6, award=other))
    assert listed(in_meeting(tied, *votes))["ties"].sentence == (
        f"{FLAG}: Ban A, Ban B cùng hạng, đã phân định bằng bỏ phiếu: Ban A."
        f" {other}: Ban A, Ban B cùng hạng, đã phân định bằng bỏ phiếu: Ban B."
    )


def told(before: Season, after: Season) -> list[str]:
    return [f"{it.unit.name} | {it.what} | {it.old} | {it.new}" for it in changes(before, after)]


def test_votes_counted_again_are_told_of_the_units_that_are_there() -> None:
    made = drawn()
    lines = tuple(VoteLine(name, votes) for name, votes in (("Ban A", 6), ("x", 3)))
    before = vote("1", 6, 3, candidates=("Ban A", "x"), count=Count(9, 9, 9, 0, 0, lines))
    again = replace(before.count, votes=(replace(lines[0], votes=5), lines[1]))
    assert told(
        replace(made, meeting=Meeting(ballots=(before,))),
        replace(made, meeting=Meeting(ballots=(replace(before, count=again),))),
    ) == [f"Ban A | Số phiếu: Suy tôn {FLAG}, vòng 1 | 6 | 5"]


def test_papers_after_the_meeting_by_their_day_and_both_offices() -> None:
    pack = replace(
        PACK,
        deadlines=(
            Deadline("before", "Trước hội nghị", "before", "units", month=12, day=5),
            Deadline("untold", "Chờ báo", "announced", "units"),
            Deadline("last", "Cuối năm", "before", "board", month=12, day=31),
        ),
        papers=(
            RequiredPaper("a", "Báo cáo sớm", "units", "before"),
            RequiredPaper("b", "Báo cáo chờ báo", "units", "untold"),
            RequiredPaper("c", "Báo cáo cuối năm", "board", "last"),
            RequiredPaper("d", "Báo cáo theo kế hoạch", "units"),
        ),
    )
    made = drawn(pack=pack)
    dues = (PaperDue("d", date(2023, 12, 29)),)
    made = replace(made, head="Ban B", plan=replace(made.plan, dues=dues))
    chosen = (
        vote("t", 1, 8, award="", purpose="head"),
        vote("p", 8, 1, award="", purpose="deputy"),
    )
    made = in_meeting(made, *chosen)
    found = duties(made, won(made, rank(score(made), made.pack)))
    assert [(it.title, it.who) for it in found] == [
        ("Báo cáo theo kế hoạch", "Ban A"),
        ("Báo cáo cuối năm", "Ban Thi đua"),
        (
            "Thông báo Trưởng khối năm 2024: Ban B; Phó Trưởng khối năm 2024: Ban A",
            "Trưởng khối (Ban B)",
        ),
    ]

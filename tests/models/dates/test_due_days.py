"""Until when a paper is in time, for every kind of deadline and for the year's own plan."""

from dataclasses import replace
from datetime import date

import pytest

from models.block import Block
from models.dates.due_days import Due, due_day
from models.dates.workdays import WorkDays
from models.duties import Deadline, RequiredPaper
from models.rulepack import LegalBasis, Rule, RulePack
from models.season import Season
from models.year_plan import PaperDue, YearPlan

PAPER = RequiredPaper("report", "Báo cáo tổng kết", deadline="d")
MEETING = date(2023, 12, 19)


def season(deadline: Deadline | None, plan: YearPlan | None = None) -> Season:
    pack = RulePack(
        "p",
        "Bộ quy tắc thử",
        legal_bases=(LegalBasis("kh", "Kế hoạch 12/KH"),),
        rules=(Rule("when", "Ngày nộp", "", "kh", "mục 3.2"),),
        deadlines=(deadline,) if deadline else (),
    )
    return Season(Block("Khối"), 2023, pack, plan=plan or YearPlan())


def drawn(deadline: Deadline | None, plan: YearPlan | None = None) -> str:
    due = due_day(PAPER, season(deadline, plan))
    if due is None:
        return "không có hạn"
    last = f"{due.last:%d/%m/%Y}" if due.last else "–"
    return f"{last} | {due.words} | {due.short} | {due.source}"


@pytest.mark.parametrize(
    ("deadline", "meeting", "expected"),
    [
        (
            Deadline("d", "", "before", month=12, day=5, rule="when"),
            None,
            "04/12/2023 | trước 05/12/2023 (thứ Ba) | trước 05/12 | Kế hoạch 12/KH, mục 3.2",
        ),
        (
            Deadline("d", "", "before", month=12, day=5, day_counts=True),
            None,
            "05/12/2023 | đến hết 05/12/2023 (thứ Ba) | đến 05/12 | Bộ quy tắc thử",
        ),
        (
            Deadline("d", "", "before", month=1, day=1),
            None,
            "31/12/2022 | trước 01/01/2023 (Chủ nhật) | trước 01/01 | Bộ quy tắc thử",
        ),
        (
            Deadline("d", "", "window", month=12, day=7, last_month=12, last_day=14),
            None,
            "14/12/2023 | từ 07/12/2023 đến hết 14/12/2023 (thứ Năm) | 07/12–14/12 | Bộ quy tắc thử",
        ),
        (
            Deadline("d", "", "month", month=2),
            None,
            "28/02/2023 | trong tháng 2, đến hết 28/02/2023 (thứ Ba) | đến 28/02 | Bộ quy tắc thử",
        ),
        (
            Deadline("d", "", "month", month=1, last_month=3),
            None,
            (
                "31/03/2023 | trong tháng 1 đến tháng 3, đến hết 31/03/2023 (thứ Sáu) | đến 31/03"
                " | Bộ quy tắc thử"
            ),
        ),
        (
            Deadline("d", "", "after_meeting", days=3),
            MEETING,
            (
                "22/12/2023 | trong 3 ngày sau hội nghị, đến hết 22/12/2023 (thứ Sáu) | đến 22/12"
                " | Bộ quy tắc thử"
            ),
        ),
        (
            Deadline("d", "", "after_meeting", days=5, working=True),
            MEETING,
            (
                "26/12/2023 | trong 5 ngày làm việc sau hội nghị, đến hết 26/12/2023 (thứ Ba) | đến 26/12"
                " | Bộ quy tắc thử"
            ),
        ),
        (
            Deadline("d", "", "after_meeting", days=3),
            None,
            (
                "– | trong 3 ngày sau hội nghị, chưa ghi ngày hội nghị | chưa ghi ngày hội nghị"
                " | Bộ quy tắc thử"
            ),
        ),
        (
            Deadline("d", "", "after_meeting", days=5, month=12, day=25),
            MEETING,
            (
                "24/12/2023 | trong 5 ngày sau hội nghị, đến hết 24/12/2023 (Chủ nhật) | đến 24/12"
                " | Bộ quy tắc thử"
            ),
        ),
        (
            Deadline("d", "", "after_meeting", days=9, month=12, day=25),
            MEETING,
            (
                "24/12/2023 | trong 9 ngày sau hội nghị và trước 25/12/2023 (thứ Hai) | trước 25/12"
                " | Bộ quy tắc thử"
            ),
        ),
        (
            Deadline("d", "", "after_meeting", days=9, month=12, day=25),
            None,
            (
                "24/12/2023 | trong 9 ngày sau hội nghị (chưa ghi ngày hội nghị) và trước 25/12/2023"
                " (thứ Hai) | trước 25/12 | Bộ quy tắc thử"
            ),
        ),
        (
            Deadline("d", "", "announced"),
            None,
            "– | chờ thông báo | chờ thông báo | Bộ quy tắc thử",
        ),
        (None, MEETING, "không có hạn"),
    ],
)
def test_every_kind_of_deadline(
    deadline: Deadline | None, meeting: date | None, expected: str
) -> None:
    assert drawn(deadline, YearPlan(meeting)) == expected


def test_the_plan_of_the_year_goes_before_the_pack() -> None:
    pack = Deadline("d", "", "before", month=12, day=5)
    plan = YearPlan(
        dues=(PaperDue("other", date(2023, 1, 1)), PaperDue("report", date(2023, 12, 11)))
    )
    assert drawn(pack, plan) == (
        "10/12/2023 | trước 11/12/2023 (thứ Hai) | trước 11/12 | kế hoạch năm của khối"
    )
    counts = replace(plan, dues=(PaperDue("report", date(2023, 12, 11), day_counts=True),))
    assert drawn(pack, counts).startswith("11/12/2023 | đến hết 11/12/2023 (thứ Hai)")


def test_a_meeting_moved_moves_what_is_counted_from_it() -> None:
    it = Deadline("d", "", "after_meeting", days=3)
    moved = [drawn(it, YearPlan(date(2023, 12, day))).split(" | ")[0] for day in (19, 21)]
    assert moved == ["22/12/2023", "24/12/2023"]


def test_the_same_deadline_comes_every_year_anew() -> None:
    leap = replace(season(Deadline("d", "", "month", month=2)), year=2024)
    due = due_day(PAPER, leap)
    assert due is not None
    assert due.last == date(2024, 2, 29)


def test_days_over_are_counted_from_the_last_day_in_time() -> None:
    due = Due(date(2023, 12, 4), "", "", "")
    assert [due.days_over(date(2023, 12, day)) for day in (3, 4, 5, 8)] == [0, 0, 1, 4]
    assert Due(None, "", "", "").days_over(date(2023, 12, 8)) == 0


def test_working_days_pass_over_saturday_and_sunday() -> None:
    friday = date(2023, 12, 22)
    assert [WorkDays().is_working(date(2023, 12, day)) for day in (22, 23, 24, 25)] == [
        True,
        False,
        False,
        True,
    ]
    assert WorkDays().counted(friday, 1, working=True) == date(2023, 12, 25)
    assert WorkDays().counted(friday, 1, working=False) == date(2023, 12, 23)
    assert WorkDays().counted(friday, 0, working=True) == friday

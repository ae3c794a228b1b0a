"""The year as the sources fix it (DOMAIN.md) for 2021–2030, two of the years against a table written by hand,
and the cases on dates (CASES.md 44–50)."""

from calendar import monthrange
from dataclasses import replace
from datetime import date

import pytest

from models.block import Block
from models.dates.board import board
from models.dates.due_days import due, due_day
from models.dates.items import tasks
from models.dates.moving import conflicts, with_meeting
from models.dates.workdays import WorkDays, with_weekday
from models.duties import Deadline, RequiredPaper
from models.rulepack import RulePack
from models.season import Season
from models.year_plan import DayOff, Mark, PlanItem, YearPlan

CALENDAR = (
    Deadline("pledge", "Ký giao ước thi đua", "month", month=1),
    Deadline("plan", "Gửi kế hoạch, bảng điểm", "month", month=2),
    Deadline("registration", "Gửi đăng ký thi đua", "before", day=15, month=3),
    Deadline("budget", "Nộp dự toán", "before", day=31, month=5),
    Deadline("half-year", "Báo cáo 6 tháng", "month", month=6),
    Deadline("inspection", "Kiểm tra giao ước", "month", "board", month=7),
    Deadline("unit-year", "Báo cáo của đơn vị", "before", "units", day=30, month=11),
    Deadline("self-score", "Nộp bảng tự chấm", "before", "units", day=5, month=12),
    Deadline("block-year", "Gửi kết quả của khối", "before", day=7, month=12),
    Deadline("models", "Nộp hồ sơ điển hình", "before", "units", day=11, month=12),
    Deadline(
        "appraisal", "Thẩm định", "window", "board", day=7, month=12, last_day=14, last_month=12
    ),
    Deadline(
        "council", "Hội đồng họp", "window", "council", day=15, month=12, last_day=22, last_month=12
    ),
    Deadline("nominated", "Báo cáo thành tích", "after_meeting", "units", days=3),
    Deadline("dossier", "Trình hồ sơ", "after_meeting", days=5, day=25, month=12),
)
PACK = RulePack("p", "Lịch năm", deadlines=CALENDAR)


def year(number: int, meeting: date | None = None, **plan: object) -> Season:
    made = YearPlan(meeting or date(number, 12, 19), **plan)  # type: ignore[arg-type]
    return Season(Block("Khối"), number, PACK, plan=made)


def drawn(season: Season) -> str:
    lines = []
    for it in tasks(season):
        first = f"{it.due.first:%d/%m} → " if it.due.first else ""
        assert it.due.last is not None
        lines.append(f"{it.key:<12} {first}{with_weekday(it.due.last)}")
    return "\n".join(lines)


# Written by hand from a paper calendar. S0: meeting on Tuesday 19/12/2023; "before" ends on the day before.
IN_2023 = """\
pledge       01/01 → 31/01/2023 (thứ Ba)
plan         01/02 → 28/02/2023 (thứ Ba)
registration 14/03/2023 (thứ Ba)
budget       30/05/2023 (thứ Ba)
half-year    01/06 → 30/06/2023 (thứ Sáu)
inspection   01/07 → 31/07/2023 (thứ Hai)
unit-year    29/11/2023 (thứ Tư)
self-score   04/12/2023 (thứ Hai)
block-year   06/12/2023 (thứ Tư)
models       10/12/2023 (Chủ nhật)
appraisal    07/12 → 14/12/2023 (thứ Năm)
council      15/12 → 22/12/2023 (thứ Sáu)
nominated    22/12/2023 (thứ Sáu)
dossier      24/12/2023 (Chủ nhật)"""
IN_2024 = """\
pledge       01/01 → 31/01/2024 (thứ Tư)
plan         01/02 → 29/02/2024 (thứ Năm)
registration 14/03/2024 (thứ Năm)
budget       30/05/2024 (thứ Năm)
half-year    01/06 → 30/06/2024 (Chủ nhật)
inspection   01/07 → 31/07/2024 (thứ Tư)
unit-year    29/11/2024 (thứ Sáu)
self-score   04/12/2024 (thứ Tư)
block-year   06/12/2024 (thứ Sáu)
models       10/12/2024 (thứ Ba)
appraisal    07/12 → 14/12/2024 (thứ Bảy)
council      15/12 → 22/12/2024 (Chủ nhật)
nominated    22/12/2024 (Chủ nhật)
dossier      24/12/2024 (thứ Ba)"""


@pytest.mark.parametrize(("number", "table"), [(2023, IN_2023), (2024, IN_2024)])
def test_the_year_against_the_table_written_by_hand(number: int, table: str) -> None:
    assert drawn(year(number)) == table


@pytest.mark.parametrize("number", range(2021, 2031))
def test_ten_years(number: int) -> None:
    last = {it.key: it.due.last for it in tasks(year(number))}
    before = {"registration": (3, 15), "budget": (5, 31), "unit-year": (11, 30)}
    before |= {"self-score": (12, 5), "block-year": (12, 7), "models": (12, 11)}
    wanted = {key: date(number, *it).toordinal() - 1 for key, it in before.items()}
    ends = {"pledge": 1, "plan": 2, "half-year": 6, "inspection": 7}
    wanted |= {
        key: date(number, it, monthrange(number, it)[1]).toordinal() for key, it in ends.items()
    }
    on = {"appraisal": 14, "council": 22, "nominated": 22, "dossier": 24}
    wanted |= {key: date(number, 12, day).toordinal() for key, day in on.items()}
    assert {key: it.toordinal() for key, it in last.items() if it} == wanted
    assert not [it for it in conflicts(year(number)) if it.code == "due-clash"]


def test_the_days_of_2021_alone() -> None:
    """S3 III, IV: that year the meeting came before 31/12, the reports before 15/12."""
    own = (
        PlanItem(Deadline("meeting", "Họp khối", "before", day=31, month=12)),
        PlanItem(Deadline("unit-year", "Báo cáo của đơn vị", "before", "units", day=15, month=12)),
    )
    season = year(2021, date(2021, 12, 30), items=own)
    last = {it.key: it.due.last for it in tasks(season)}
    assert last["meeting"] == date(2021, 12, 30)
    assert last["unit-year"] == date(2021, 12, 14)
    assert [it.key for it in tasks(season)].count("unit-year") == 1
    assert "meeting-after-bound" not in {it.code for it in conflicts(season)}
    late = replace(season, plan=replace(season.plan, meeting=date(2021, 12, 31)))
    assert "meeting-after-bound" in {it.code for it in conflicts(late)}


# ---- CASES.md


def test_case_44_before_a_day_the_day_itself_is_late() -> None:
    paper = RequiredPaper("report", "Báo cáo", deadline="d")
    found = []
    for counts in (False, True):
        deadline = Deadline("d", "Nộp", "before", day=5, month=12, day_counts=counts)
        pack = RulePack("p", "Thử", deadlines=(deadline,))
        day = due_day(paper, replace(year(2023), pack=pack))
        assert day is not None
        found.append(day.days_over(date(2023, 12, 5)))
    assert found == [1, 0]


def test_cases_45_to_47_days_after_the_meeting() -> None:
    season = year(2023)
    nominated, dossier = CALENDAR[-2:]
    assert with_weekday(due(nominated, season).last or date.min) == "22/12/2023 (thứ Sáu)"
    found = due(dossier, season)
    assert found.words == "trong 5 ngày sau hội nghị, đến hết 24/12/2023 (Chủ nhật)"
    assert (found.reason, found.clash) == ("19/12 + 5 ngày, không quá 24/12", "")
    moved = with_meeting(season, date(2023, 12, 21), date(2023, 12, 15))
    after = due(dossier, moved)
    assert after.last == date(2023, 12, 24)
    assert after.clash == (
        "21/12 + 5 ngày là 26/12/2023, quá hạn trước 25/12: phải xong trong 24/12/2023 (Chủ nhật)."
    )
    told = [it for it in conflicts(moved) if it.code == "due-clash"]
    assert [(it.where, it.what) for it in told] == [("Trình hồ sơ", after.clash)]


def test_case_48_working_days_over_new_year() -> None:
    known = WorkDays.of((DayOff(date(2024, 1, 1), "Tết Dương lịch"),))
    assert known.counted(date(2023, 12, 28), 5, working=True) == date(2024, 1, 5)
    assert WorkDays().counted(date(2023, 12, 28), 5, working=True) == date(2024, 1, 4)


@pytest.mark.parametrize(
    ("day", "group", "left"), [(6, "month", 8), (14, "today", 0), (15, "overdue", -1)]
)
def test_case_49_the_last_day_of_a_window_is_open(day: int, group: str, left: int) -> None:
    found = board(year(2023), date(2023, 12, day))
    it = next(it for it in found if it.task.key == "appraisal")
    assert (it.group, it.left) == (group, left)


def test_case_50_a_month_is_over_on_the_first_of_the_next() -> None:
    groups = {
        day: next(it.group for it in board(year(2023), day) if it.task.key == "half-year")
        for day in (date(2023, 6, 1), date(2023, 6, 23), date(2023, 6, 30), date(2023, 7, 1))
    }
    assert list(groups.values()) == ["month", "week", "today", "overdue"]


def test_a_season_that_ends_in_the_next_year() -> None:
    """Review in January of the year after: the cap of December does not fit, what has `years` does."""
    season = year(2023, date(2024, 1, 16), marks=(Mark("pledge", "done", date(2023, 1, 20)),))
    assert due(CALENDAR[-2], season).last == date(2024, 1, 19)
    assert due(CALENDAR[-1], season).clash
    fitting = replace(CALENDAR[-1], day=31, month=1, years=1)
    assert (due(fitting, season).last, due(fitting, season).clash) == (date(2024, 1, 21), "")
    every = Deadline("watch", "Theo dõi", "every_month", month=1, last_month=2, years=1)
    moved = replace(season, plan=replace(season.plan, items=(PlanItem(every),)))
    keys = [it.key for it in tasks(moved)][-2:]
    assert keys == ["watch@2024-01", "watch@2024-02"]
    assert [it.due.last for it in tasks(moved)][-2:] == [date(2024, 1, 31), date(2024, 2, 29)]

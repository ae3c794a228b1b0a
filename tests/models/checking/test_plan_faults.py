"""What no plan of a year can mean is told with its own code; the same plan mended is not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.block import Block
from models.checking.checks import check_season
from models.checking.plan_faults import CHECKS, own_faults, plan_faults
from models.duties import Deadline, RequiredPaper
from models.errors import Problem
from models.rulepack import RulePack
from models.season import Season
from models.year_plan import DayOff, Mark, Move, PaperDue, PlanItem, YearPlan

PACK = RulePack(
    "p",
    "Thử",
    deadlines=(
        Deadline("of-pack", "Của tỉnh", "before", day=5, month=12),
        Deadline("after-pack", "Sau đó", "after_item", item="of-pack", days=1),
        Deadline("hand-in", "Nộp báo cáo", "before", "units", day=5, month=12),
        Deadline("often", "Hằng tháng", "every_month", month=3, last_month=4),
    ),
    papers=(RequiredPaper("report", "Báo cáo", deadline="hand-in"),),
)
DAY = date(2023, 12, 19)


def season(*items: Deadline, year: int = 2023, **plan: Any) -> Season:
    made = YearPlan(items=tuple(PlanItem(it) for it in items), **plan)
    return Season(Block("Khối"), year, PACK, plan=made)


def due(kind: str = "before", code: str = "d", **said: Any) -> Deadline:
    whole = {"day": 5, "month": 12} if kind == "before" else {}
    return Deadline(code, "Việc", kind, **(whole | said))  # type: ignore[arg-type]


def after(item: str, code: str = "d", **said: Any) -> Deadline:
    return due("after_item", code, item=item, **said)


FAULTS: list[tuple[str, str, Season, Season]] = [
    # code, place, plan that cannot be, the same mended
    (
        "plan-title-blank",
        "plan.items[0].deadline.title",
        season(replace(due(), title=" ")),
        season(due()),
    ),
    (
        "plan-code-blank",
        "plan.items[0].deadline.code",
        season(due(code=" ")),
        season(due(code="a")),
    ),
    (
        "plan-code-sign",
        "plan.items[0].deadline.code",
        season(due(code="a@2")),
        season(due(code="a-2")),
    ),
    ("plan-code-sign", "plan.items[0].deadline.code", season(due(code="paper:a")), season(due())),
    (
        "plan-code-twice",
        "plan.items[1].deadline.code",
        season(due(), due("month", month=2)),
        season(due(), due("month", "e", month=2)),
    ),
    ("date-impossible", "plan.items[0].deadline.day", season(due(day=31, month=2)), season(due())),
    (
        "date-impossible",
        "plan.items[0].deadline.day",
        season(due(day=29, month=2)),
        season(due(day=29, month=2), year=2024),
    ),
    (
        "date-impossible",
        "plan.items[0].deadline.day",
        season(due(day=29, month=2, years=1), year=2024),
        season(due(day=29, month=2, years=1)),
    ),
    (
        "date-impossible",
        "plan.items[0].deadline.day",
        season(due("every_month", day=32)),
        season(due("every_month", day=31)),
    ),
    (
        "date-impossible",
        "plan.items[0].deadline.day",
        season(due("every_quarter", day=-1)),
        season(due("every_quarter", day=0)),
    ),
    (
        "date-impossible",
        "plan.items[0].deadline.quarter",
        season(due("quarter", quarter=5)),
        season(due("quarter", quarter=4)),
    ),
    (
        "date-impossible",
        "plan.items[0].deadline.quarter",
        season(due("quarter")),
        season(due("quarter", quarter=1)),
    ),
    (
        "date-impossible",
        "plan.items[0].deadline.month",
        season(due("every_month", last_month=13)),
        season(due("every_month", last_month=12)),
    ),
    (
        "date-impossible",
        "plan.items[0].deadline.month",
        season(due("month")),
        season(due("month", month=12)),
    ),
    ("date-missing", "plan.items[0].deadline.day", season(due(day=0)), season(due(day=1))),
    (
        "date-missing",
        "plan.items[0].deadline.day",
        season(due("after_meeting", month=3)),
        season(due("after_meeting", month=3, day=1)),
    ),
    (
        "years-impossible",
        "plan.items[0].deadline.years",
        season(due(years=-1)),
        season(due(years=0)),
    ),
    (
        "years-impossible",
        "plan.items[0].deadline.years",
        season(due(years=6)),
        season(due(years=5)),
    ),
    (
        "days-negative",
        "plan.items[0].deadline.days",
        season(due("after_meeting", days=-1)),
        season(due("after_meeting")),
    ),
    (
        "days-too-many",
        "plan.items[0].deadline.days",
        season(due("after_meeting", days=367)),
        season(due("after_meeting", days=366)),
    ),
    (
        "window-backwards",
        "plan.items[0].deadline.last_day",
        season(due("window", day=15, month=8, last_day=14, last_month=3)),
        season(due("window", day=15, month=8, last_day=14, last_month=2)),
    ),
    (
        "window-backwards",
        "plan.items[0].deadline.last_month",
        season(due("month", month=8, last_month=3)),
        season(due("month", month=8, last_month=2)),
    ),
    (
        "window-backwards",
        "plan.items[0].deadline.last_month",
        season(due("every_month", month=12, last_month=1)),
        season(due("every_month", month=1, last_month=12)),
    ),
    (
        "date-impossible",
        "plan.items[0].deadline.last_day",
        season(due("window", day=15, month=12, last_day=29, last_month=2), year=2022),
        season(due("window", day=15, month=12, last_day=29, last_month=2)),
    ),
    (
        "item-unknown",
        "plan.items[0].deadline.item",
        season(after("nowhere")),
        season(after("of-pack")),
    ),
    (
        "item-circular",
        "plan.items[0].deadline.item",
        season(after("d")),
        season(after("after-pack")),
    ),
    (
        "item-circular",
        "plan.items[1].deadline.item",
        season(after("e"), after("d", "e")),
        season(after("e"), due(code="e")),
    ),
    (
        "item-recurs",
        "plan.items[0].deadline.item",
        season(after("often")),
        season(after("of-pack")),
    ),
    (
        "item-recurs",
        "pack.deadlines[1].item",
        season(due("every_month", "of-pack")),
        season(due("month", "of-pack", month=3)),
    ),
    (
        "item-circular",
        "pack.deadlines[1].item",
        season(after("after-pack", "of-pack")),
        season(after("of-pack")),
    ),
    (
        "day-off-twice",
        "plan.days_off[1].day",
        season(days_off=(DayOff(DAY), DayOff(DAY, "Nghỉ"))),
        season(days_off=(DayOff(DAY),)),
    ),
    (
        "day-off-both",
        "plan.days_off[1].day",
        season(days_off=(DayOff(DAY), DayOff(DAY, works=True))),
        season(),
    ),
]


@pytest.mark.parametrize(("code", "place", "wrong", "mended"), FAULTS)
def test_what_no_plan_can_mean(code: str, place: str, wrong: Season, mended: Season) -> None:
    found = [*plan_faults(wrong)]
    assert (code, place) in [(it.problem.code, it.place) for it in found]
    assert all(it.problem.severity == "error" and it.problem.advice for it in found)
    assert code in {it.code for it in check_season(wrong)}
    assert [*plan_faults(mended)] == []
    assert code not in {it.code for it in check_season(mended)}


def test_only_what_is_sound_by_itself_is_held_against_the_rest() -> None:
    both = season(after("nowhere"), due("before", "e", day=0))
    assert [it.problem.code for it in plan_faults(both)] == ["date-missing"]
    pack_changed = season(after("nowhere"), days_off=(DayOff(DAY), DayOff(DAY)))
    assert [it.problem.code for it in own_faults(pack_changed)] == ["day-off-twice"]


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (
            season(due(day=29, month=2)),
            "Thời hạn “Việc” ghi ngày 29/02, năm 2023 không có ngày đó.",
        ),
        (season(due(day=31, month=4)), "Thời hạn “Việc” ghi ngày 31/04, không có ngày đó."),
        (
            season(after("d")),
            "Thời hạn “Việc” tính từ “Việc”, việc này lại tính từ chính nó.",
        ),
        (
            season(days_off=(DayOff(DAY), DayOff(DAY, works=True))),
            "Ngày 19/12/2023 (thứ Ba) vừa ghi nghỉ, vừa ghi làm bù.",
        ),
        (season(due(code=""), due(code="")), "Việc “Việc” chưa có mã."),
        (season(due(years=7)), "Thời hạn “Việc” ghi 7 năm sau năm thi đua."),
    ],
)
def test_in_words(wrong: Season, what: str) -> None:
    assert next(plan_faults(wrong)).problem.what == what


def warnings(known: Season) -> list[Problem]:
    return [it for check in CHECKS for it in check(known)]


WARNINGS: list[tuple[str, str, Season, Season]] = [
    (
        "mark-unknown",
        "Có 2 ghi nhận (đã xong, tạm gác hoặc không làm) của việc không còn trong kế hoạch.",
        season(
            marks=(
                Mark("x", "done", DAY),
                Mark("often@2023-05", "done", DAY),
                Mark("paper:report", "done", DAY),
            )
        ),
        season(marks=(Mark("often@2023-04", "done", DAY), Mark("of-pack", "done", DAY))),
    ),
    (
        "mark-twice",
        "Việc “Của tỉnh” có 2 ghi nhận trái nhau hoặc lặp lại.",
        season(marks=(Mark("of-pack", "done", DAY), Mark("of-pack", "waived", DAY, "vì"))),
        season(marks=(Mark("often@2023-03", "done", DAY), Mark("often@2023-04", "done", DAY))),
    ),
    (
        "mark-twice",
        "Việc “Hằng tháng” (tháng 03/2023) có 2 ghi nhận trái nhau hoặc lặp lại.",
        season(marks=(Mark("often@2023-03", "done", DAY), Mark("often@2023-03", "done", DAY))),
        season(),
    ),
    (
        "mark-twice",
        "Việc “Báo cáo” có 2 ghi nhận trái nhau hoặc lặp lại.",
        season(marks=(Mark("paper:report", "done", DAY), Mark("paper:report", "done", DAY))),
        season(),
    ),
    (
        "mark-reason",
        "Có 2 việc tạm gác hoặc không làm mà chưa ghi lý do.",
        season(marks=(Mark("of-pack", "snoozed", DAY, " "), Mark("after-pack", "waived", DAY))),
        season(marks=(Mark("of-pack", "done", DAY), Mark("after-pack", "waived", DAY, "vì"))),
    ),
    (
        "plan-paper-twice",
        "Giấy tờ “Tham luận” của kế hoạch cùng mã với một giấy tờ khác nên không được theo dõi riêng.",
        season(papers=(RequiredPaper("report", "Tham luận"),)),
        season(papers=(RequiredPaper("talk", "Tham luận"),)),
    ),
    (
        "plan-paper-twice",
        "Giấy tờ “Một” của kế hoạch cùng mã với một giấy tờ khác nên không được theo dõi riêng.",
        season(papers=(RequiredPaper("a", "Một"), RequiredPaper("a", "Hai"))),
        season(papers=(RequiredPaper("a", "Một"), RequiredPaper("b", "Hai"))),
    ),
    (
        "plan-due-twice",
        "Giấy tờ “Báo cáo” có 2 hạn nộp trong kế hoạch.",
        season(dues=(PaperDue("report", DAY), PaperDue("report", DAY))),
        season(dues=(PaperDue("report", DAY),)),
    ),
    (
        "plan-due-unknown",
        "Kế hoạch đặt hạn cho 1 giấy tờ không còn yêu cầu nộp.",
        season(dues=(PaperDue("x", DAY), PaperDue("report", DAY))),
        season(dues=(PaperDue("report", DAY),)),
    ),
    (
        "day-works-anyway",
        "Ngày 19/12/2023 (thứ Ba) ghi làm bù, nhưng vốn là ngày làm việc.",
        season(days_off=(DayOff(DAY, works=True),)),
        season(days_off=(DayOff(date(2023, 12, 23), works=True), DayOff(date(2023, 12, 24)))),
    ),
    (
        "day-off-far",
        "Ngày nghỉ ghi 01/01/2025, cách năm thi đua 2023 hơn một năm.",
        season(days_off=(DayOff(date(2025, 1, 1)),)),
        season(days_off=(DayOff(date(2024, 12, 31)), DayOff(date(2022, 1, 1)))),
    ),
    (
        "meeting-far",
        "Ngày hội nghị ghi 19/12/2021, cách năm thi đua 2023 hơn một năm.",
        season(meeting=date(2021, 12, 19)),
        season(meeting=date(2024, 1, 19)),
    ),
    (
        "move-idle",
        "Lần dời hội nghị ghi 19/12/2023 không đổi ngày.",
        season(meeting=DAY, moves=(Move(DAY, DAY, DAY),)),
        season(meeting=DAY, moves=(Move(DAY, None, DAY),)),
    ),
    (
        "move-gap",
        "Lần dời hội nghị ghi 19/12/2023 chuyển sang 20/12/2023, nhưng sau đó ngày hội nghị là 19/12/2023.",
        season(meeting=DAY, moves=(Move(DAY, DAY, date(2023, 12, 20)),)),
        season(meeting=date(2023, 12, 20), moves=(Move(DAY, DAY, date(2023, 12, 20)),)),
    ),
    (
        "move-gap",
        "Lần dời hội nghị ghi 19/12/2023 chuyển sang chưa có ngày, nhưng sau đó ngày hội nghị là 18/12/2023.",
        season(meeting=DAY, moves=(Move(DAY, DAY, None), Move(DAY, date(2023, 12, 18), DAY))),
        season(meeting=DAY, moves=(Move(DAY, DAY, None), Move(DAY, None, DAY))),
    ),
]


@pytest.mark.parametrize(("code", "what", "doubtful", "mended"), WARNINGS)
def test_what_is_doubtful_is_told(code: str, what: str, doubtful: Season, mended: Season) -> None:
    found = warnings(doubtful)
    assert [(it.code, it.what) for it in found] == [(code, what)]
    assert found[0].advice
    assert found[0].severity == ("error" if code == "mark-twice" else "warning")
    assert warnings(mended) == []
    assert code in {it.code for it in check_season(doubtful)}


def test_marks_are_not_judged_while_nobody_can_say_what_there_is_to_do() -> None:
    broken = season(due(day=0), marks=(Mark("x", "done", DAY),))
    assert [it.code for it in warnings(broken)] == ["date-missing"]
    assert warnings(season()) == []

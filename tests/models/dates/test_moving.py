"""A moved meeting: what goes with it, what stays, what then does not fit together."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.block import Block
from models.dates.due_days import named
from models.dates.items import tasks
from models.dates.moving import changes, conflicts, with_meeting
from models.duties import COUNTED, Deadline, RequiredPaper
from models.rulepack import LegalBasis, Rule, RulePack
from models.season import Season
from models.year_plan import DayOff, Move, PaperDue, PlanItem, YearPlan
from tests.models.plan_strategies import DAYS, planned

NOTED = date(2023, 12, 1)
OLD, NEW = date(2023, 12, 19), date(2023, 12, 21)


def season(*deadlines: Deadline, meeting: date | None = OLD, **plan: object) -> Season:
    basis, rule = LegalBasis("kh", "Kế hoạch 12/KH"), Rule("r", "Ngày", "", "kh", "mục 3")
    pack = RulePack("p", "Thử", legal_bases=(basis,), rules=(rule,), deadlines=deadlines)
    return Season(Block("Khối"), 2023, pack, plan=YearPlan(meeting, **plan))  # type: ignore[arg-type]


def hangs(season: Season, it: Deadline) -> bool:
    """Whether the day of the meeting is somewhere behind this one's."""
    while it.kind == "after_item":
        behind = named(season, it.item)
        if behind is None:
            return False
        it = behind
    return it.kind == "after_meeting"


@settings(max_examples=200, deadline=None)
@given(planned(), DAYS, st.none() | DAYS)
def test_there_and_back_is_the_same_plan(known: Season, start: date, other: date | None) -> None:
    begun = with_meeting(known, start, NOTED)
    there = with_meeting(begun, other, NOTED, "vì")
    back = with_meeting(there, start, NOTED)
    assert changes(begun, back) == ()
    assert tasks(back) == tasks(begun)
    assert conflicts(back) == conflicts(begun)
    assert replace(back, plan=replace(back.plan, moves=begun.plan.moves)) == begun
    new = back.plan.moves[len(begun.plan.moves) :]
    if other == start:
        assert new == ()
    else:
        assert new == (Move(NOTED, start, other, "vì"), Move(NOTED, other, start))


@settings(max_examples=200, deadline=None)
@given(planned(), DAYS, DAYS)
def test_a_moved_meeting_changes_what_hangs_on_it_and_nothing_else(
    known: Season, start: date, other: date
) -> None:
    before = with_meeting(known, start, NOTED)
    after = with_meeting(before, other, NOTED)
    old, new = ({it.key: it for it in tasks(of)} for of in (before, after))
    moved = {it.task.key for it in changes(before, after)}
    assert old.keys() == new.keys()
    for key, it in new.items():
        same = (old[key].due.first, old[key].due.last) == (it.due.first, it.due.last)
        assert (key in moved) == (not same)
        if not hangs(after, it.deadline):
            assert it == old[key]
        plain = it.deadline.kind == "after_meeting" and not it.deadline.working
        if plain and it.deadline.roll == "none" and not it.deadline.day:
            days = [
                (one.first or one.last or date.min, two.first or two.last or date.min)
                for one, two in [(old[key].due, it.due)]
            ]
            assert [two - one for one, two in days] == [other - start]


def test_old_and_new_of_each_in_the_order_of_the_new_days() -> None:
    known = season(
        Deadline("late", "Trình hồ sơ", "after_meeting", days=5),
        Deadline("fixed", "Đăng ký", "before", day=15, month=3),
        Deadline("free", "Sau hội nghị", "after_meeting", days=1, bound="not_before"),
        Deadline("soon", "Gửi giấy mời", "after_meeting", days=7, earlier=True),
        Deadline("chain", "In giấy mời", "after_item", item="soon", days=1, earlier=True),
        Deadline("capped", "Trong năm", "after_meeting", days=9, day=25, month=12),
    )
    moved = with_meeting(known, NEW, NOTED, "Tỉnh họp")
    told = [f"{it.task.title}: {it.old.short} > {it.new.short}" for it in changes(known, moved)]
    assert told == [
        "In giấy mời: đến 11/12 > đến 13/12",
        "Gửi giấy mời: đến 12/12 > đến 14/12",
        "Sau hội nghị: từ 20/12 > từ 22/12",
        "Trình hồ sơ: đến 24/12 > đến 26/12",
    ]
    unset = changes(known, with_meeting(known, None, NOTED))
    assert [it.task.key for it in unset] == ["late", "free", "soon", "chain"], "without days last"
    own = PlanItem(Deadline("more", "Thêm", "after_meeting"))
    assert changes(known, replace(known, plan=replace(known.plan, items=(own,)))) == ()


def test_the_history_of_moves() -> None:
    first = with_meeting(season(meeting=None), OLD, NOTED)
    assert first.plan.moves == (), "the first day that is set is no move"
    assert with_meeting(first, OLD, NOTED, "lại") is first
    later = date(2023, 12, 5)
    moved = with_meeting(with_meeting(first, None, NOTED, "hoãn"), NEW, later)
    assert moved.plan.moves == (Move(NOTED, OLD, None, "hoãn"), Move(later, None, NEW))
    assert moved.plan.meeting == NEW


def told(known: Season) -> list[str]:
    found = conflicts(known)
    assert all(it.severity == "warning" and it.advice for it in found)
    return [f"{it.code} | {it.where} | {it.what}" for it in found]


def test_what_fits_together_says_nothing() -> None:
    good = Deadline("meeting", "Họp khối", "before", day=19, month=12, day_counts=True)
    month = Deadline(
        "m", "Cả tháng", "month", month=12
    )  # its last day is a Sunday, and that is well
    assert told(season(good, month)) == []
    assert told(season(good, month, meeting=None)) == []


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (
            season(meeting=date(2023, 12, 23)),
            ["meeting-day-off | Ngày hội nghị | Hội nghị rơi vào ngày nghỉ 23/12/2023 (thứ Bảy)."],
        ),
        (
            season(meeting=OLD, days_off=(DayOff(OLD, "Nghỉ"),)),
            ["meeting-day-off | Ngày hội nghị | Hội nghị rơi vào ngày nghỉ 19/12/2023 (thứ Ba)."],
        ),
        (
            season(meeting=date(2023, 12, 23), days_off=(DayOff(date(2023, 12, 23), works=True),)),
            [],
        ),
        (
            season(Deadline("meeting", "Họp khối", "before", day=19, month=12)),
            [
                (
                    "meeting-after-bound | Ngày hội nghị | Hội nghị 19/12/2023 (thứ Ba) sau hạn “Họp khối” "
                    "(trước 19/12/2023 (thứ Ba))."
                )
            ],
        ),
        (
            season(Deadline("meeting", "Họp khối", "announced")),
            [],
        ),
        (
            season(
                Deadline("meeting", "Họp khối", "before", day=30, month=11, rule="r"),
                items=(PlanItem(Deadline("meeting", "Họp", "before", day=25, month=12)),),
            ),
            [
                (
                    "meeting-after-bound | Ngày hội nghị | Hội nghị 19/12/2023 (thứ Ba) sau hạn “Họp khối” "
                    "(trước 30/11/2023 (thứ Năm))."
                ),
                (
                    "due-after-bound | Họp | Kế hoạch của khối để 24/12/2023 (Chủ nhật), quy định là trước "
                    "30/11/2023 (thứ Năm) (Kế hoạch 12/KH, mục 3)."
                ),
            ],
        ),
        (
            season(
                Deadline("a", "Nộp", "after_meeting", days=4),
                Deadline("b", "Tiếp", "after_item", item="a", days=1),
                Deadline("c", "Thêm", "after_item", item="b", days=1),
            ),
            [
                "due-day-off | Nộp | Hạn rơi vào ngày nghỉ 23/12/2023 (thứ Bảy).",
                "due-day-off | Tiếp | Hạn rơi vào ngày nghỉ 24/12/2023 (Chủ nhật).",
            ],
        ),
        (
            season(Deadline("a", "Nộp", "after_meeting", days=9, day=22, month=12)),
            [
                (
                    "due-clash | Nộp | 19/12 + 9 ngày là 28/12/2023, quá hạn trước 22/12: phải xong trong "
                    "21/12/2023 (thứ Năm)."
                )
            ],
        ),
    ],
)
def test_what_does_not_fit_together(known: Season, expected: list[str]) -> None:
    assert told(known) == expected


def with_paper(
    code: str, day: date, *, sent: date | None = None, meeting: date | None = None
) -> Season:
    paper = RequiredPaper(code, "Bảng tự chấm", deadline="d")
    deadline = Deadline("d", "Nộp", "before", day=5, month=12)
    pack = RulePack("p", "Thử", deadlines=(deadline,), papers=(paper,))
    plan = YearPlan(meeting, dues=(PaperDue(code, day, day_counts=True),), forms_sent=sent)
    return Season(Block("Khối"), 2023, pack, plan=plan)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (with_paper("self-score", date(2023, 12, 4)), []),
        (
            with_paper("self-score", date(2023, 12, 5)),
            [
                (
                    "due-after-bound | Bảng tự chấm | Kế hoạch của khối để 05/12/2023 (thứ Ba), quy định là trước "
                    "05/12/2023 (thứ Ba) (Thử)."
                )
            ],
        ),
        (with_paper("self-score", date(2023, 12, 4), sent=date(2023, 12, 4)), []),
        (
            with_paper("self-score", date(2023, 12, 3), sent=date(2023, 12, 4)),
            [
                (
                    "due-before-form | Bảng tự chấm | Hạn nộp 03/12/2023 (Chủ nhật) trước ngày xuất biểu mẫu "
                    "04/12/2023."
                )
            ],
        ),
        (with_paper("self-score", date(2023, 12, 4), meeting=date(2023, 12, 5)), []),
        (
            with_paper("self-score", date(2023, 12, 4), meeting=date(2023, 12, 4)),
            [
                (
                    "due-after-meeting | Bảng tự chấm | Hạn nộp 04/12/2023 (thứ Hai) không trước ngày hội nghị "
                    "04/12/2023."
                )
            ],
        ),
        (
            with_paper(
                "report", date(2023, 12, 3), sent=date(2023, 12, 4), meeting=date(2023, 12, 1)
            ),
            [],
        ),
    ],
)
def test_papers_against_form_meeting_and_regulation(known: Season, expected: list[str]) -> None:
    assert told(known) == expected


def test_a_paper_counted_from_the_meeting_is_told_when_it_falls_on_a_day_off() -> None:
    paper = RequiredPaper("report", "Báo cáo", deadline="d")
    deadline = Deadline("d", "Nộp", "after_meeting", days=4)
    pack = RulePack("p", "Thử", deadlines=(deadline,), papers=(paper,))
    known = Season(Block("Khối"), 2023, pack, plan=YearPlan(OLD))
    assert told(known) == ["due-day-off | Báo cáo | Hạn rơi vào ngày nghỉ 23/12/2023 (thứ Bảy)."]
    assert {it.deadline.kind for it in tasks(known)} <= set(COUNTED)

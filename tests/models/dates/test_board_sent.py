"""A paper noted as sent does the thing it belongs to; what the clerk noted of the thing itself goes before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.block import Block, Unit
from models.dates.board import Entry, board, sent_now
from models.duties import Deadline
from models.paper_record import PaperRecord
from models.rulepack import RulePack
from models.season import Season
from models.year_plan import Mark, PlanItem, YearPlan

TODAY = date(2023, 6, 15)
SENT = date(2023, 6, 12)
PAPER = "ke-hoach-tong-ket"
UNITS = (Unit("Ban A", "a"), Unit("Ban B", "b"))
TASK = Deadline("it", "Ban hành kế hoạch", "before", day=10, month=6, paper=PAPER)


def season(*records: PaperRecord, task: Deadline = TASK, marks: tuple[Mark, ...] = ()) -> Season:
    plan = YearPlan(items=(PlanItem(task),), written=records, marks=marks)
    return Season(Block("Khối"), 2023, RulePack("p", "Thử"), units=UNITS, plan=plan)


def entry(of: Season, today: date = TODAY) -> Entry:
    return next(it for it in board(of, today) if it.task.key.startswith("it"))


def test_it_is_done_on_the_day_it_was_sent_for_that_reason() -> None:
    record = PaperRecord(PAPER, number="05", signed=SENT, sent=SENT)
    found = entry(season(record))
    assert (found.group, found.sent, found.mark) == ("done", record, None)
    assert not found.is_open


@pytest.mark.parametrize(
    "record",
    [
        PaperRecord(PAPER, exported=SENT),
        PaperRecord(PAPER, signed=SENT),
        PaperRecord(PAPER, sent=TODAY + timedelta(days=1)),
        PaperRecord("giay-moi", sent=SENT),
    ],
    ids=["exported", "signed", "not yet", "another paper"],
)
def test_anything_less_leaves_it_open(record: PaperRecord) -> None:
    found = entry(season(record))
    assert (found.group, found.sent) == ("overdue", None)


@pytest.mark.parametrize(
    ("mark", "group"),
    [
        (Mark("it", "done", TODAY, result="Đã trao tay"), "done"),
        (Mark("it", "waived", TODAY, "không cần"), "waived"),
        (Mark("it", "snoozed", TODAY + timedelta(days=3), "còn thiếu phụ lục"), "snoozed"),
        (Mark("it", "snoozed", TODAY, "còn thiếu phụ lục"), "overdue"),
    ],
)
def test_what_the_clerk_noted_of_it_goes_before(mark: Mark, group: str) -> None:
    found = entry(season(PaperRecord(PAPER, sent=SENT), marks=(mark,)))
    assert (found.group, found.sent, found.mark) == (group, None, mark)


def test_of_a_paper_of_units_all_must_be_sent() -> None:
    one, two = PaperRecord(PAPER, "a", sent=SENT), PaperRecord(PAPER, "b", sent=TODAY)
    assert entry(season(one)).sent is None
    assert entry(season(two, one)).sent == two
    bare = replace(season(one), units=())
    assert entry(bare).sent is None


def test_what_recurs_is_not_done_by_one_paper() -> None:
    monthly = Deadline("it", "Báo cáo", "every_month", paper=PAPER)
    assert all(
        it.sent is None for it in board(season(PaperRecord(PAPER, sent=SENT), task=monthly), TODAY)
    )


def test_noting_that_it_was_sent_ends_what_put_it_off() -> None:
    off, other = Mark("it", "snoozed", date(2023, 7, 1), "chờ"), Mark("x", "snoozed", TODAY, "chờ")
    given = season(marks=(off, other))
    plan = sent_now(given, PaperRecord(PAPER, sent=SENT), TODAY)
    assert plan.marks == (other,)
    assert entry(replace(given, plan=plan)).group == "done"
    assert sent_now(given, PaperRecord(PAPER, signed=SENT), TODAY).marks == (off, other)
    # Put off again since: another note of the same paper leaves that alone.
    late = replace(given, plan=replace(plan, marks=(off,)))
    assert sent_now(late, PaperRecord(PAPER, sent=SENT, note="x"), TODAY).marks == (off,)


def test_what_is_not_done_by_it_stays_put_off() -> None:
    off = Mark("it", "snoozed", date(2023, 7, 1), "chờ")
    of_one_unit = PaperRecord(PAPER, "a", sent=SENT)
    assert sent_now(season(marks=(off,)), of_one_unit, TODAY).marks == (off,)
    tomorrow = PaperRecord(PAPER, sent=TODAY + timedelta(days=1))
    assert sent_now(season(marks=(off,)), tomorrow, TODAY).marks == (off,)
    monthly = season(task=Deadline("it", "Báo cáo", "every_month", paper=PAPER))
    key = next(it.task.key for it in board(monthly, TODAY))
    put_off = replace(off, key=key)
    given = replace(monthly, plan=replace(monthly.plan, marks=(put_off,)))
    assert sent_now(given, PaperRecord(PAPER, sent=SENT), TODAY).marks == (put_off,)

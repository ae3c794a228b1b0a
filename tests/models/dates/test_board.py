"""The board: every task stands in one group, what is finished stays finished, papers finish by themselves."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.block import Block, Unit
from models.collected import Receipt, Waiver
from models.dates.board import GROUP_NAMES, Entry, board, counts, due_now, percent_done
from models.dates.items import tasks
from models.duties import Deadline, RequiredPaper
from models.facts import Facts
from models.rulepack import RulePack
from models.season import Season
from models.submission import Submission
from models.year_plan import Mark, PaperDue, PlanItem, YearPlan
from tests.models.plan_strategies import DAYS, after, marks, planned

TODAY = date(2023, 6, 15)
UNITS = (Unit("Ban A", "a"), Unit("Ban B", "b"))


def item(code: str, **said: object) -> PlanItem:
    return PlanItem(replace(Deadline(code, f"Việc {code}", "announced"), **said))  # type: ignore[arg-type]


def on(code: str, day: date, **said: object) -> PlanItem:
    """Due to the end of this day."""
    return item(code, kind="before", day=day.day, month=day.month, day_counts=True, **said)


def season(*items: PlanItem, papers: tuple[RequiredPaper, ...] = (), **plan: object) -> Season:
    pack = RulePack("p", "Thử", papers=papers)
    made = YearPlan(items=items, **plan)  # type: ignore[arg-type]
    return Season(Block("Khối"), 2023, pack, units=UNITS, plan=made)


def groups(of: Season, today: date = TODAY) -> dict[str, str]:
    return {it.task.key: it.group for it in board(of, today)}


@pytest.mark.parametrize(
    ("left", "group"),
    [
        (-160, "overdue"),
        (-1, "overdue"),
        (0, "today"),
        (1, "week"),
        (7, "week"),
        (8, "month"),
        (30, "month"),
        (31, "later"),
        (180, "later"),
    ],
)
def test_groups_by_days_left(left: int, group: str) -> None:
    day = TODAY + timedelta(days=left)
    found = board(season(on("it", day)), TODAY)
    assert [(it.group, it.left) for it in found] == [(group, left)]


def test_what_has_no_last_day() -> None:
    meeting = TODAY
    rows = {
        "untold": item("it"),
        "today": item("it", kind="after_meeting", bound="not_before"),
        "week": item("it", kind="after_meeting", bound="not_before", days=7),
        "month": item("it", kind="after_meeting", bound="not_before", days=8),
        "later": item("it", kind="after_meeting", bound="not_before", days=31),
    }
    for group, it in rows.items():
        found = board(season(it, meeting=meeting), TODAY)
        assert [(one.group, one.left) for one in found] == [(group, None)]
    begun = item("it", kind="after_meeting", bound="not_before", days=1, earlier=True)
    assert groups(season(begun, meeting=meeting)) == {"it": "later"}, (
        "never overdue, and nobody is nagged"
    )


def test_the_order_of_the_board() -> None:
    days = {"c": 40, "b": 3, "a": 3, "e": -1, "f": -9, "g": 0, "h": 20}
    items = [on(code, TODAY + timedelta(days=left)) for code, left in days.items()]
    items += [item("u"), item("n", kind="after_meeting", bound="not_before", days=2), item("t")]
    found = board(season(*items, meeting=TODAY), TODAY)
    assert [it.task.key for it in found] == ["f", "e", "g", "n", "b", "a", "h", "c", "u", "t"]


@pytest.mark.parametrize(
    ("state", "day", "group"),
    [
        ("done", TODAY + timedelta(days=300), "done"),
        ("waived", TODAY + timedelta(days=300), "waived"),
        ("snoozed", TODAY + timedelta(days=1), "snoozed"),
        ("snoozed", TODAY, "overdue"),
        ("snoozed", TODAY - timedelta(days=1), "overdue"),
    ],
)
def test_what_the_clerk_noted(state: str, day: date, group: str) -> None:
    mark = Mark("it", state, day, "vì")  # type: ignore[arg-type]
    known = season(on("it", TODAY - timedelta(days=3)), marks=(mark,))
    (found,) = board(known, TODAY)
    assert (found.group, found.left, found.mark) == (group, -3, mark)
    assert found.is_open == (state == "snoozed")


def test_one_of_two_marks_counts_the_same_everywhere() -> None:
    two = (Mark("it", "done", TODAY), Mark("it", "waived", TODAY, "vì"))
    known = season(on("it", TODAY), marks=two)
    assert board(known, TODAY)[0].mark == known.plan.mark("it") == two[0]


PAPER = RequiredPaper("self-score", "Bảng tự chấm")
LATE = PaperDue("self-score", TODAY)


def of_paper(*receipts: Receipt, **more: object) -> Entry:
    known = replace(season(papers=(PAPER,), dues=(LATE,)), facts=Facts(receipts=receipts))
    (found,) = board(replace(known, **more), TODAY)  # type: ignore[arg-type]
    return found


def test_a_paper_of_the_units_is_done_when_all_have_handed_it_in() -> None:
    a, b = Receipt("a", "self-score", TODAY), Receipt("b", "self-score", None)
    assert (of_paper().group, of_paper().owing) == ("overdue", ("a", "b"))
    assert (of_paper(a).group, of_paper(a).owing) == ("overdue", ("b",))
    assert (of_paper(a, b).group, of_paper(a, b).owing) == ("done", ())
    back = Receipt("b", "self-score", TODAY, complete=False)
    assert of_paper(a, back).owing == ("b",)
    assert of_paper(units=()).group == "overdue", "no unit has handed in anything"


def test_a_file_nobody_decided_on_keeps_a_paper_open_and_reminds_nobody() -> None:
    a = Receipt("a", "self-score", TODAY)
    arrived = datetime(2023, 6, 10, 8)
    file = Submission(1, "B.xlsx", arrived, "0" * 64, 10, unit="b", kind="scores")
    found = of_paper(a, submissions=(file,))
    assert (found.group, found.owing) == ("overdue", ())


def test_a_paper_let_off_counts_as_in() -> None:
    a = Receipt("a", "self-score", TODAY)
    waiver = Waiver("b", "missing:self-score", "ốm", TODAY)
    assert of_paper(facts=Facts(receipts=(a,), waivers=(waiver,))).group == "done"


def test_the_clerks_mark_goes_before_what_the_units_owe() -> None:
    mark = Mark("paper:self-score", "waived", TODAY, "không cần")
    found = of_paper(plan=YearPlan(dues=(LATE,), marks=(mark,)))
    assert (found.group, found.owing, found.mark) == ("waived", ("a", "b"), mark)
    later = replace(mark, state="snoozed", day=TODAY + timedelta(days=1))
    a, b = Receipt("a", "self-score", TODAY), Receipt("b", "self-score", TODAY)
    assert of_paper(plan=YearPlan(dues=(LATE,), marks=(later,))).group == "snoozed"
    done = of_paper(a, b, plan=YearPlan(dues=(LATE,), marks=(later,)))
    assert (done.group, done.mark) == ("done", later)


def test_counts_what_is_due_now_and_how_much_is_done() -> None:
    items = [on(f"i{left}", TODAY + timedelta(days=left)) for left in (-2, -1, 0, 3, 50)]
    noted = (Mark("i3", "done", TODAY), Mark("i50", "waived", TODAY, "vì"))
    found = board(season(*items, marks=noted), TODAY)
    told = counts(found)
    assert list(told) == list(GROUP_NAMES)
    assert {group: it for group, it in told.items() if it} == {
        "overdue": 2,
        "today": 1,
        "done": 1,
        "waived": 1,
    }
    assert [it.task.key for it in due_now(found)] == ["i-2", "i-1", "i0"]
    assert percent_done(found) == 25
    assert percent_done(found[1:]) == 33
    assert percent_done([it for it in found if it.group == "waived"]) is None
    assert percent_done([it for it in found if it.group == "done"]) == 100
    assert percent_done([]) is None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_task_stands_in_one_group_and_finished_ones_stay(data: st.DataObject) -> None:
    bare = data.draw(planned())
    keys = tuple(it.key for it in tasks(bare))
    known = replace(bare, plan=replace(bare.plan, marks=data.draw(marks(keys))))
    today = data.draw(DAYS)
    found = board(known, today)
    assert sorted(it.task.key for it in found) == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert sum(counts(found).values()) == len(keys)
    places = [list(GROUP_NAMES).index(it.group) for it in found]
    assert places == sorted(places)
    for it in found:
        if it.group == "overdue":
            assert it.task.due.last is not None
            assert it.task.due.last < today
        if it.group == "snoozed":
            assert it.mark is not None
            assert it.mark.day > today
    closed = {it.task.key: it.group for it in found if not it.is_open}
    later = {it.task.key: it.group for it in board(known, data.draw(after(today)))}
    assert {key: later[key] for key in closed} == closed

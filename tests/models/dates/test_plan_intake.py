"""Whatever stands in a sheet: it is understood or refused, and taking it in twice doubles nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.block import Block, Unit
from models.checking.plan_faults import plan_faults
from models.dates.plan_intake import Preview, preview
from models.dates.plan_rows import (
    DONE,
    DRIVE,
    DROPPED,
    FINISHED,
    MONTH,
    NOTE,
    OPEN,
    PUT_OFF,
    RESULT,
    STATE,
    TITLE,
    WHEN,
    WHO,
    SheetRow,
    row_texts,
)
from models.duties import Deadline
from models.rulepack import RulePack
from models.season import Season
from models.year_plan import Mark, PlanItem, YearPlan
from tests.models.problem_codes import codes_of

TODAY = date(2023, 6, 1)
ITEMS = (
    PlanItem(Deadline("a", "Gửi báo cáo", "before", month=12, day=5)),
    PlanItem(Deadline("b", "Họp", "after_meeting", days=0), drive="Đợt 1"),
    PlanItem(Deadline("c", "Báo cáo", "every_quarter"), in_charge="Văn phòng"),
    PlanItem(Deadline("d", "Nộp", "after_item", item="a", days=3)),
)
MARKS = (
    Mark("a", "snoozed", date(2023, 11, 1), "Chờ"),
    Mark("b", "done", date(2023, 12, 19), result="Biên bản"),
)
PACK = RulePack("p", "Bộ thử", deadlines=(Deadline("p1", "Nộp dự toán", "month", month=5),))
SEASON = Season(
    Block("Khối"), 2023, PACK, units=(Unit("Báo", "u"),), plan=YearPlan(items=ITEMS, marks=MARKS)
)
TEXTS = {
    TITLE: ("Gửi báo cáo", "gửi  báo cáo", "Họp", "Việc mới", "Nộp", "Nộp dự toán", ""),
    WHO: ("Trưởng khối", "Các đơn vị", "Báo", "Ông A", ""),
    DRIVE: ("", "Đợt 2"),
    WHEN: (
        *("5/12", "trước 5/12", "31/02", "tháng 6", "hằng tháng", "“Nộp” + 1 ngày"),
        *("“Việc mới” + 2 ngày", "“Báo cáo” + 2 ngày", "hội nghị + 5 ngày, trước 25/12", ""),
    ),
    MONTH: ("", "6", "Quý II", "x"),
    RESULT: ("", "Báo cáo"),
    STATE: (OPEN, FINISHED, DROPPED, PUT_OFF, "Xong 1/4 kỳ", "lạ", ""),
    DONE: ("", "1/6", "30/02", "20/12/2023"),
    NOTE: ("", "Đã gộp"),
}


@st.composite
def sheet_rows(draw: st.DrawFn) -> list[SheetRow]:
    columns = draw(st.sets(st.sampled_from(list(TEXTS)))) | {TITLE}
    rows = []
    for place in range(draw(st.integers(0, 6))):
        texts = {
            key: draw(st.one_of(st.sampled_from(TEXTS[key]), st.text(max_size=6)))
            for key in TEXTS
            if key in columns
        }
        cells = {key: f"{key}{place}" for key in texts}
        rows.append(
            SheetRow(texts, cells, "S", draw(st.sampled_from(("", "", *"abcdx", "p1", "x@1"))))
        )
    return rows


def held(rows: list[SheetRow], given_: Season = SEASON) -> Preview:
    return preview("t.xlsx", rows, given_, TODAY)


@settings(max_examples=200)
@given(sheet_rows())
def test_what_enters_is_sound_and_entering_it_again_changes_nothing(rows: list[SheetRow]) -> None:
    found = held(rows)
    assert len(found.changes) == len(rows) + len(found.of("missing"))
    for it in found.changes:
        assert (it.state == "refused") == any(p.severity == "error" for p in it.problems)
        assert bool(it.moved) == (it.state == "changed")
        assert all(p.cell and p.advice for p in it.problems)
    plan = found.accepted(SEASON)
    codes = [it.deadline.code for it in plan.items]
    assert len(codes) == len(set(codes))
    assert codes[: len(ITEMS)] == list("abcd"), "what is there stays in its place"
    assert len({it.key for it in plan.marks}) == len(plan.marks)
    after = replace(SEASON, plan=plan)
    assert not list(plan_faults(after))
    if not found.of("refused"):
        again = held(rows, after)
        assert len(again.accepted(after).items) == len(plan.items)


def test_every_item_says_the_same_going_out_and_coming_back() -> None:
    rows = [SheetRow(row_texts(it, SEASON), {}, "S", it.deadline.code) for it in SEASON.plan.items]
    found = held(rows)
    assert [it.state for it in found.changes] == ["same"] * 4
    assert found.accepted(SEASON) == SEASON.plan


def test_rows_without_a_column_leave_what_it_says_alone() -> None:
    found = held([SheetRow({TITLE: "Họp", WHEN: "tháng 7"}, {WHEN: "B2"}, "S", "b")])
    (change,) = found.of("changed")
    assert change.moved == ("Hạn: cùng ngày hội nghị → tháng 7",)
    assert change.new is not None
    assert (change.new.drive, change.new_mark) == ("Đợt 1", MARKS[1])


def test_two_rows_of_one_title_are_two_items_for_good() -> None:
    rows = [SheetRow({TITLE: "Họp giao ban", WHEN: it}, {}, "S") for it in ("tháng 1", "tháng 2")]
    after = replace(SEASON, plan=held(rows).accepted(SEASON))
    assert [it.deadline.code for it in after.plan.items[4:]] == ["viec-1", "viec-2"]
    assert [it.state for it in held(rows, after).changes[:2]] == ["same", "same"]


def test_days_that_lead_back_to_themselves_over_two_rows_are_refused_both() -> None:
    rows = [
        SheetRow({TITLE: "Một", WHEN: "“Hai” + 1 ngày"}, {WHEN: "B2"}, "S"),
        SheetRow({TITLE: "Hai", WHEN: "“Một” + 1 ngày"}, {WHEN: "B3"}, "S"),
    ]
    found = held(rows)
    assert [it.problems[0].cell for it in found.of("refused")] == ["B2", "B3"]
    assert found.accepted(SEASON) == SEASON.plan


def test_what_hangs_already_refuses_no_row_that_has_no_part_in_it() -> None:
    lost = PlanItem(Deadline("lost", "Theo việc đã bỏ", "after_item", item="gone", days=1))
    hanging = replace(SEASON, plan=YearPlan(items=(*ITEMS, lost)))
    rows = [SheetRow({TITLE: it, WHEN: "tháng 7"}, {WHEN: "B2"}, "S") for it in ("Một", "Hai")]
    assert [it.state for it in held(rows, hanging).changes[:2]] == ["new", "new"]


FAULTS = {
    # what stands in the row of "Gửi báo cáo": code of the fault, column of its cell
    ((TITLE, " "),): ("title-missing", TITLE),
    ((WHEN, "31/02"),): ("day-impossible", WHEN),
    ((STATE, "lạ"),): ("state-unknown", STATE),
    ((STATE, FINISHED),): ("done-without-day", DONE),
    ((STATE, FINISHED), (DONE, "30/02")): ("day-impossible", DONE),
    ((STATE, DROPPED),): ("waived-without-reason", NOTE),
    ((STATE, OPEN), (NOTE, "Chờ")): ("note-open?", NOTE),
    ((STATE, OPEN), (DONE, "1/6")): ("note-open?", DONE),
}


@pytest.mark.parametrize("said", FAULTS)
def test_a_fault_of_a_row_is_told_at_its_cell(said: tuple[tuple[str, str], ...]) -> None:
    texts = {TITLE: "Gửi báo cáo", DONE: "", NOTE: ""} | dict(said)
    (change, *_) = held([SheetRow(texts, {it: it.upper() for it in texts}, "S", "a")]).changes
    code, column = FAULTS[said]
    assert codes_of(change.problems) == [code]
    assert change.problems[0].cell == column.upper()
    assert change.problems[0].where == f"Trang “S”, ô {column.upper()}"


def test_a_mark_goes_out_with_its_day_and_its_words() -> None:
    marks = (
        Mark("a", "waived", date(2023, 5, 2), "Đã gộp"),
        Mark("b", "done", date(2023, 12, 19), result="Biên bản"),
    )
    season = replace(SEASON, plan=replace(SEASON.plan, marks=marks))
    told = [row_texts(it, season) for it in ITEMS]
    assert [(it[STATE], it[DONE], it[NOTE]) for it in told] == [
        (DROPPED, "02/05/2023", "Đã gộp"),
        (FINISHED, "19/12/2023", "Biên bản"),
        ("Xong 0/4 kỳ", "", ""),
        (OPEN, "", ""),
    ]

"""The block's plan: taken from a template, copied from last year, changed item by item, shown as lists."""

from dataclasses import replace
from datetime import date

import pytest

from models.block import Block, Unit
from models.checking.plan_faults import plan_faults
from models.dates.board import board, percent_done
from models.dates.items import tasks
from models.dates.plan_edit import copied, days_on_days_off, put, removed, take
from models.dates.plan_lists import Wanted, by_month, drives, filtered
from models.dates.plan_template import PlanTemplate, TemplateItem
from models.duties import Deadline
from models.season import Season
from models.year_plan import Mark, Move, PaperDue, PlanItem, YearPlan
from ui.book import shipped

TEMPLATES = {it.id: it for it in shipped.plans()}
MEETING = date(2023, 12, 19)


def season(pack_id: str = "lao-cai-3666", year: int = 2023, **plan: object) -> Season:
    pack = shipped.find_pack(pack_id)
    assert pack is not None
    units = (Unit("Đơn vị A", "a"), Unit("Đơn vị B", "b"))
    return Season(Block("Khối mẫu"), year, pack, units=units, plan=replace(YearPlan(), **plan))


def taken(start: Season, template: str) -> Season:
    return replace(start, plan=take(start, TEMPLATES[template]).plan)


def item(code: str, kind: str = "month", **day: object) -> PlanItem:
    return PlanItem(replace(Deadline(code, f"Việc {code}", kind, month=6), **day))


def days(it: Season) -> dict[str, date | None]:
    return {task.key: task.due.last for task in tasks(it)}


# ---- taking a template


def test_the_end_of_the_year_is_planned_in_one_act() -> None:
    """S0 with its meeting on 19/12/2023: days as its plan has them (CASES 45 and 46)."""
    start = season(meeting=MEETING)
    made = take(start, TEMPLATES["tong-ket-khoi"])
    assert len(made.items) == 11
    assert made.dues == (
        PaperDue("self-score", date(2023, 12, 5)),
        PaperDue("unit-year", date(2023, 12, 11)),
    )
    assert made.plan.template == "tong-ket-khoi"
    found = days(replace(start, plan=made.plan))
    assert found["dossier"] == date(2023, 12, 24)
    assert found["nominated-reports"] == date(2023, 12, 22)
    assert found["meeting-day"] == MEETING
    assert found["paper:self-score"] == date(2023, 12, 4)
    assert found["paper:unit-year"] == date(2023, 12, 10)
    assert found["unit-summary"] == date(2023, 12, 10)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_taking_twice_doubles_nothing_and_every_plan_is_sound(template: PlanTemplate) -> None:
    for pack in shipped.packs():
        start = season(pack.id)
        once = take(start, template)
        after = replace(start, plan=once.plan)
        again = take(after, template)
        assert again.plan == once.plan
        assert len(again.there) == len(template.items)
        assert len(once.items) + len(once.dues) + len(once.there) == len(template.items)
        keys = [it.key for it in tasks(after)]
        assert len(keys) == len(set(keys))
        made = [it.deadline for it in once.plan.items]
        assert not list(plan_faults(after))
        assert {it.rule for it in made} - {""} <= {it.name for it in pack.rules}


def test_a_plan_on_its_own_pack_shows_every_day_once() -> None:
    """The twelve months of S1: what the pack knows already keeps its source, four lines are new."""
    start = season("ke-hoach-khoi-2023")
    before = days(start)
    after = taken(start, "ke-hoach-khoi")
    added = {"agree-table", "board-plan", "board-report", "province-conference"}
    assert set(days(after)) == set(before) | added
    assert {key: day for key, day in days(after).items() if key in before} == before
    sources = {it.key: it.due.source for it in tasks(after)}
    assert sources["council"].endswith(", mục III.7")
    assert sources["agree-table"].endswith(", mục II.1")


def test_a_rule_of_another_document_is_not_cited() -> None:
    """ "council" is a rule of the ward's pack, too; it must not stand for the province's."""
    after = taken(season("phuong"), "ke-hoach-khoi")
    council = next(it for it in after.plan.items if it.deadline.code == "council")
    assert council.deadline.rule == ""


def test_only_what_was_chosen_comes_with_the_item_its_day_is_counted_from() -> None:
    lines = (
        TemplateItem(item("a")),
        TemplateItem(item("b", "after_item", item="a", days=3, month=0)),
        TemplateItem(item("c")),
    )
    template = PlanTemplate("thu", "Thử", "Kế hoạch thử", items=lines)
    made = take(season(), template, {"b"})
    assert [it.deadline.code for it in made.items] == ["a", "b"]
    assert take(season(), template, ()).plan == YearPlan()


def test_the_day_that_the_block_has_set_for_a_paper_stays() -> None:
    own = PaperDue("self-score", date(2023, 12, 1))
    made = take(season(dues=(own,)), TEMPLATES["tong-ket-khoi"])
    assert made.plan.dues == (own, PaperDue("unit-year", date(2023, 12, 11)))
    assert [it.code for it in made.there] == ["self-score"]


# ---- last year's plan


def test_last_years_plan_comes_without_its_marks_letters_and_meeting() -> None:
    marks = (Mark("pledge", "done", date(2023, 1, 30)),)
    last = taken(season("ke-hoach-khoi-2023", meeting=MEETING, marks=marks), "ke-hoach-khoi")
    last = replace(last, plan=replace(last.plan, moves=(Move(MEETING, MEETING, None),)))
    made = copied(last, season("ke-hoach-khoi-2023", 2024))
    assert made.plan == YearPlan(items=last.plan.items, template="ke-hoach-khoi")
    assert copied(last, replace(season(year=2024), plan=made.plan)).there == last.plan.items


def test_fixed_days_of_papers_go_to_the_new_year_and_days_off_are_told() -> None:
    """05/12/2027 is a Sunday, so that "before 05/12" ends on Saturday 04/12."""
    last = taken(season(year=2026), "tong-ket-khoi")
    made = copied(last, season(year=2027))
    assert [(it.paper, it.day) for it in made.plan.dues] == [
        ("self-score", date(2027, 12, 5)),
        ("unit-year", date(2027, 12, 11)),
    ]
    told = {it.task.key: it for it in made.off}
    assert told["paper:self-score"].text == (
        "“Kết quả tự chấm điểm của đơn vị”: hạn 04/12/2027 (thứ Bảy) là ngày nghỉ; "
        "nên xong trong 03/12/2027 (thứ Sáu)."
    )
    assert "paper:unit-year" not in told  # 10/12/2027 is a Friday


def test_a_holiday_counts_as_day_off_and_the_end_of_a_month_does_not() -> None:
    start = season(year=2027, items=(item("a", "before", day=4, month=9), item("b", month=10)))
    assert date(2027, 10, 31).weekday() == 6
    assert [it.task.key for it in days_on_days_off(start)] == []
    holidays = replace(start.plan, days_off=shipped.days_off(2027))
    (found,) = days_on_days_off(replace(start, plan=holidays))
    assert (found.last, found.instead) == (date(2027, 9, 3), date(2027, 9, 1))


def test_a_leap_day_moves_to_the_last_of_february() -> None:
    last = season(year=2024, dues=(PaperDue("self-score", date(2024, 2, 29)),))
    leap = item("a", "window", month=2, day=29, last_month=2, last_day=29)
    last = replace(last, plan=put(last, leap))
    made = replace(season(year=2025), plan=copied(last, season(year=2025)).plan)
    assert made.plan.dues[0].day == date(2025, 2, 28)
    assert days(made)["a"] == date(2025, 2, 28)
    assert not list(plan_faults(made))


@pytest.mark.parametrize(("year", "last_day"), [(2023, 29), (2024, 28), (2026, 28), (2027, 29)])
def test_a_span_over_the_turn_of_the_year_ends_on_a_leap_day_of_the_year_after(
    year: int, last_day: int
) -> None:
    span = item("a", "window", month=12, day=1, last_month=2, last_day=29)
    plan = copied(season(year=2023, items=(span,)), season(year=year)).plan
    assert [it.deadline.last_day for it in plan.items] == [last_day]


def test_words_that_name_a_year_are_told() -> None:
    items = (
        item("a", title="Phát động thi đua năm 2025"),
        item("b"),
        item("c", title="Đề án 1924"),
    )
    made = copied(season(year=2024, items=items), season(year=2025))
    assert made.dated == items[:1]


# ---- item by item


def test_a_new_item_gets_a_code_that_nothing_has_nor_had() -> None:
    old = Mark("viec-2@2026-03", "done", date(2026, 3, 1))
    start = season(items=(item("viec-1"),), marks=(old,))
    plan = put(start, item(""))
    assert [it.deadline.code for it in plan.items] == ["viec-1", "viec-3"]


def test_a_changed_item_stays_in_its_place_and_one_of_the_pack_gives_way_to_it() -> None:
    start = season(items=(item("a"), item("b")))
    plan = put(start, item("a", title="Tên khác"))
    assert [it.deadline.title for it in plan.items] == ["Tên khác", "Việc b"]
    own = replace(start, plan=put(start, item("budget", "before", month=5, day=20)))
    assert days(own)["budget"] == date(2023, 5, 19)
    assert len(days(own)) == len(days(start))


def test_what_goes_with_an_item_is_told() -> None:
    marks = (
        Mark("a@2023-03", "done", date(2023, 3, 1)),
        Mark("ab", "done", date(2023, 3, 1)),
        Mark("budget", "done", date(2023, 5, 1)),
    )
    hanging = item("c", "after_item", item="a", days=2, month=0)
    start = season(items=(item("a", "every_month"), item("budget"), hanging), marks=marks)
    gone = removed(start, "a")
    assert gone.marks == marks[:1]
    assert gone.hanging == (hanging,)
    assert gone.plan.marks == marks[1:]
    assert [it.deadline.code for it in gone.plan.items] == ["budget", "c"]
    back = removed(start, "budget")  # the pack's own day comes back, and it was done
    assert back.marks == ()
    assert back.plan.marks == marks


# ---- lists


def test_filters_by_owner_quarter_drive_and_state() -> None:
    ward = taken(season("phuong", 2024), "phuong")
    entries = board(ward, date(2024, 4, 1))
    assert len(entries) == 36
    second = filtered(entries, Wanted(quarter=2))
    assert {it.task.due.last.month for it in second if it.task.due.last} == {4, 5, 6}
    assert len(second) == 8
    council = filtered(entries, Wanted(owner="council", quarter=2))
    assert [it.task.key for it in council] == ["m4-review", "m5-education", "m6-review"]
    first = drives(ward.plan)[0]
    assert first == "Đợt thi đua thứ nhất"
    kept = filtered(entries, Wanted(drive=first))
    assert [it.task.key for it in kept] == ["m1-drive", "m4-review"]
    late = filtered(entries, Wanted(groups=frozenset({"overdue"})))
    assert len(late) == 11
    assert len(set(drives(ward.plan))) == len(drives(ward.plan))
    assert filtered(entries, Wanted()) == entries


def test_months_stand_in_order_what_lasts_all_year_first_what_has_no_day_last() -> None:
    office = taken(season("trong-co-quan"), "trong-co-quan")
    office = replace(office, plan=put(office, item("x", "before", month=3, day=1)))
    grouped = by_month(board(office, date(2023, 6, 1)))
    assert [title for title, _ in grouped] == [
        "Thường xuyên trong năm",
        "Tháng 2/2023",
        "Chưa có ngày",
    ]
    assert [len(found) for _, found in grouped] == [17, 1, 2]
    whole_year = grouped[0][1]
    for quarter in (1, 2, 3, 4):
        assert set(whole_year) <= set(filtered(whole_year, Wanted(quarter=quarter)))


def test_a_season_over_two_years_keeps_its_order() -> None:
    items = (
        item("jan", month=1, years=1),
        item("dec", "window", month=12, day=15, last_month=1, last_day=15),
        item("nov", month=11),
    )
    grouped = by_month(board(season("trong", items=items), date(2023, 11, 1)))
    assert [title for title, _ in grouped] == ["Tháng 11/2023", "Tháng 1/2024"]
    assert [it.task.key for it in grouped[1][1]] == ["dec", "jan"]
    assert percent_done([it for _, group in grouped for it in group]) == 0

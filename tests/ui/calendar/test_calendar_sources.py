"""Where the plan of a year comes from and where it goes: templates, last year, calendars on paper and as files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exporters.forms import plan_form
from models.dates.moving import conflicts
from models.duties import Deadline
from models.year_plan import PlanItem, YearPlan
from storage.audit import Act
from storage.block_file import BlockFile
from tests.ui.calendar_desk import HALF, PLAN, Open, opener, pick, planned
from tests.ui.page_samples import NOW
from ui.book import shipped
from ui.calendar.plan_tab import PlanTab
from ui.calendar.sheet_box import SheetBox
from ui.calendar.template_box import TemplateBox

# ---- where items come from


@pytest.fixture
def opened(tmp_path: Path, qtbot: Any) -> Iterator[Open]:
    yield from opener(tmp_path, qtbot)


def choosing(monkeypatch: Any, template: str, left_out: tuple[str, ...] = ()) -> None:
    def accept(box: TemplateBox) -> bool:
        box.choice.setCurrentIndex(box.choice.findData(template))
        for line in box.template.items:
            if line.code in left_out:
                box._turn(line, on=False)
        return True

    monkeypatch.setattr(TemplateBox, "exec", accept)


@pytest.mark.parametrize("template", [it.id for it in shipped.plans()])
def test_every_plan_that_ships_is_taken_in_one_act(
    opened: Open, monkeypatch: Any, template: str
) -> None:
    tab = opened(PlanTab, YearPlan())
    choosing(monkeypatch, template)
    tab.take_template()
    plan = tab.session.season.plan
    assert plan.items
    assert plan.template == template
    assert not [it for it in conflicts(tab.session.season) if it.severity == "error"]
    tab.session.undo()
    assert tab.session.season.plan == YearPlan()


def test_lines_that_are_not_ticked_stay_out_and_taking_again_doubles_nothing(
    opened: Open, monkeypatch: Any
) -> None:
    tab = opened(PlanTab, YearPlan())
    first = next(it for it in shipped.plans() if it.id == "phuong").items[0].code
    choosing(monkeypatch, "phuong", (first,))
    tab.take_template()
    codes = [it.deadline.code for it in tab.session.season.plan.items]
    assert first not in codes
    choosing(monkeypatch, "phuong")
    tab.take_template()
    again = [it.deadline.code for it in tab.session.season.plan.items]
    assert sorted(again) == sorted([*codes, first])


def test_the_box_of_templates_says_what_is_new_and_what_is_there(opened: Open, qtbot: Any) -> None:
    tab = opened(PlanTab, YearPlan())
    template = next(it for it in shipped.plans() if it.id == "phuong")
    there = replace(template.items[0].item)
    season_ = replace(tab.session.season, plan=YearPlan(items=(there,)))
    box = TemplateBox(season_, [template])
    qtbot.addWidget(box)
    assert box.count.text() == (
        f"Thêm {len(template.items) - 1} việc vào kế hoạch năm 2023. 1 việc trong năm đã có, giữ như đang ghi."
    )
    for line in template.items:
        box._turn(line, on=False)
    assert not box._ok.isEnabled()


def test_the_box_of_templates_says_which_day_of_the_rules_becomes_another_one(
    opened: Open, qtbot: Any
) -> None:
    template = next(it for it in shipped.plans() if it.id == "phuong")
    first, second = (it.item.deadline for it in template.items[:2])
    moved = Deadline(first.code, "Hạn cũ của quy tắc", "before", month=7, day=14)
    start = opened(PlanTab, YearPlan()).session.season
    pack = replace(start.pack, deadlines=(moved, second))
    box = TemplateBox(replace(start, pack=pack), [template])
    qtbot.addWidget(box)
    assert box.count.text() == (
        f"Thêm {len(template.items)} việc vào kế hoạch năm 2023. Thay hạn của bộ quy tắc: “Hạn cũ của quy tắc”."
    )


def test_last_years_plan_comes_from_another_book(
    opened: Open, tmp_path: Path, monkeypatch: Any
) -> None:
    last = replace(planned(), year=2022)
    other = tmp_path / "năm 2022.khoi"
    BlockFile.create(other, last, Act(NOW, "Tạo sổ")).close()
    monkeypatch.setattr("ui.widgets.files.ask_open", lambda *_: other)
    monkeypatch.setattr("ui.calendar.plan_tab.ask", lambda *_given: "copy")
    tab = opened(PlanTab, YearPlan(meeting=date(2023, 12, 20)))
    tab.copy_last()
    plan = tab.session.season.plan
    assert plan.items == PLAN.items
    assert plan.meeting == date(2023, 12, 20)
    tab.session.undo()
    assert tab.session.season.plan.items == ()


def test_an_item_others_count_from_is_not_dropped_without_a_word(
    opened: Open, monkeypatch: Any
) -> None:
    after = PlanItem(Deadline("then", "Báo cáo sau sơ kết", "after_item", item="half", days=5))
    tab = opened(PlanTab, replace(PLAN, items=(*PLAN.items, after)))
    asked: list[str] = []

    def no(*given: Any) -> None:
        asked.append(given[-1])

    monkeypatch.setattr("ui.calendar.plan_tab.ask", no)
    tab.remove(pick(tab, "half"))
    assert asked == ["“Báo cáo sau sơ kết” đang tính hạn từ việc này."]
    assert HALF in tab.session.season.plan.items


@pytest.mark.parametrize(
    ("act", "suffix"),
    [
        ("calendar_file", ".ics"),
        ("sheet", ".xlsx"),
        ("month_list", ".pdf"),
        ("A4", ".pdf"),
        ("A3", ".pdf"),
    ],
)
def test_the_year_leaves_as_files(
    opened: Open, qtbot: Any, tmp_path: Path, monkeypatch: Any, act: str, suffix: str
) -> None:
    tab = opened(PlanTab)
    target = tmp_path / f"ra{suffix}"
    monkeypatch.setattr("ui.widgets.files.ask_save", lambda *_: target)
    with qtbot.waitSignal(tab.told, timeout=20_000) as said:
        if act.startswith("A"):
            tab._out.wall_calendar(act)
        else:
            getattr(tab._out, act)()
    assert said.args[0] == f"Đã ghi {target.name}."
    assert target.stat().st_size > 500
    tab.jobs.wait()


def test_a_plan_worked_on_in_excel_comes_back_as_one_act(
    opened: Open, tmp_path: Path, monkeypatch: Any
) -> None:
    tab = opened(PlanTab)
    book = tmp_path / "ke hoach.xlsx"
    plan_form.write(tab.session.season, book)
    again = replace(HALF, result="Báo cáo sơ kết 6 tháng")
    other = replace(tab.session.season, plan=replace(PLAN, items=(again, *PLAN.items[:3])))
    plan_form.write(other, book)
    monkeypatch.setattr("ui.widgets.files.ask_open", lambda *_: book)
    seen: list[list[str]] = []

    def accept(box: SheetBox) -> bool:
        seen.append([f"{it.state}: {it.title}" for it in box.table.records])
        missing = next(it for it in box.table.records if it.state == "missing")
        box._turn(missing, on=True)
        return True

    monkeypatch.setattr(SheetBox, "exec", accept)
    tab.take_sheet()
    assert seen == [
        [
            "changed: Sơ kết 6 tháng",
            "missing: Phát động đợt cuối năm",
            "same: Gửi báo cáo kết quả",
            "same: Trình hồ sơ",
            "same: Gửi giấy mời",
        ]
    ]
    items = {it.deadline.code: it for it in tab.session.season.plan.items}
    assert items["half"].result == "Báo cáo sơ kết 6 tháng"
    assert "drive" not in items
    tab.session.undo()
    assert tab.session.season.plan == PLAN


def test_a_file_that_is_no_plan_is_refused_with_a_sentence(
    opened: Open, tmp_path: Path, monkeypatch: Any
) -> None:
    tab = opened(PlanTab)
    bad = tmp_path / "hỏng.xlsx"
    bad.write_bytes(b"not a workbook")
    told: list[str] = []
    monkeypatch.setattr("ui.widgets.files.ask_open", lambda *_: bad)
    monkeypatch.setattr(
        "ui.calendar.plan_tab.tell", lambda *given: told.append(" ".join(given[1:]))
    )
    tab.take_sheet()
    assert len(told) == 1
    assert "hỏng.xlsx" in told[0]
    assert tab.session.season.plan == PLAN


def test_one_row_of_what_recurs_does_not_take_all_of_it_out_unasked(
    opened: Open, monkeypatch: Any
) -> None:
    every = PlanItem(Deadline("k4", "Báo cáo hằng tháng", "every_month", day=25))
    tab = opened(PlanTab, YearPlan(items=(every,)))
    asked: list[str] = []
    monkeypatch.setattr("ui.calendar.plan_tab.ask", lambda *given: asked.append(given[-1]))
    tab.remove(pick(tab, "k4@2023-03"))
    assert asked == ["Việc này lặp lại: cả 12 lần trong năm đều bỏ."]
    assert tab.session.season.plan.items == (every,)

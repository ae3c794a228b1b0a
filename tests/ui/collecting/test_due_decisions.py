"""Due days and the block's own papers, meetings, and the decisions on what is proposed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from models.collected import Attendance, Waiver
from models.duties import RequiredPaper
from models.facts import DisciplineFault, Exclusion, Reminder
from models.year_plan import PaperDue, YearPlan
from tests.models.paper_drawing import PACK, season
from tests.ui.due_desk import DRAWING, TODAY, answer, lines, made_tab, undo_label
from ui.collecting.due_papers import DuePapersTab
from ui.collecting.due_plan import PlanBox
from ui.collecting.meeting_view import MeetingBox


@pytest.fixture
def tab(tmp_path: Path, qtbot: Any) -> Iterator[DuePapersTab]:
    made = made_tab(tmp_path, qtbot, season(DRAWING))
    yield made
    made.session.close()


# ---- the year's papers and days


def test_due_days_and_own_papers_are_set_in_one_act(tab: DuePapersTab) -> None:
    def fill(box: PlanBox) -> bool:
        box.meeting.set_day(date(2023, 12, 19))
        box._lines[1].day.set_day(date(2023, 12, 5))
        box._lines[1].counts.setChecked(True)
        box.add_own()
        line = box._lines[-1]
        assert line.title is not None
        assert line.pages is not None
        line.title.setText(" Tham luận ")
        line.pages.setText("3")
        box.finish()
        return bool(box.result())

    tab.ask_plan = fill
    tab.edit_plan()
    plan = tab.session.season.plan
    assert plan.meeting == date(2023, 12, 19)
    assert plan.papers[-1] == RequiredPaper("own-1", "Tham luận", pages=3)
    assert PaperDue("self-score", date(2023, 12, 5), day_counts=True) in plan.dues
    assert tab.grid.papers.due_line(2) == "đến 05/12"
    assert undo_label(tab) == "sửa giấy tờ, hạn nộp năm 2023"
    tab.session.undo()
    assert tab.session.season.plan == season(DRAWING).plan


@pytest.mark.parametrize(
    ("title", "day", "pages", "words"),
    [
        ("Tham luận", "31/11/2023", "", "Không có ngày 31/11/2023. Xem lại ngày và tháng."),
        ("", "", "", "Ghi tên giấy tờ, hoặc bỏ dòng trống."),
        ("Tham luận", "", "một", "Ghi số trang, số bản là số nguyên từ 0 đến 999."),
        ("Tóm tắt", "", "", "Hai giấy tờ cùng tên. Đổi một tên."),
    ],
)
def test_the_box_stays_while_something_is_wrong(
    tab: DuePapersTab, title: str, day: str, pages: str, words: str
) -> None:
    box = PlanBox(tab.session.season, parent=tab)
    box.add_own()
    line = box._lines[-1]
    assert line.title is not None
    assert line.pages is not None
    line.title.setText(title)
    line.day.setText(day)
    line.pages.setText(pages)
    box.finish()
    assert box.error.text().endswith(words)
    assert not box.result()


def test_a_new_line_is_scrolled_to_and_what_was_said_of_it_goes_once_it_is_right(
    tab: DuePapersTab, qtbot: Any
) -> None:
    box = PlanBox(tab.session.season, parent=tab)
    box.show()
    for _ in range(9):  # more than there is room for
        box.add_own()
    last = box._lines[-1].title
    assert last is not None
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())
    assert box.focusWidget() is last
    for number, line in enumerate(box._lines):
        if line.title is not None:
            line.title.setText(f"Giấy tờ {number}")
    first = box._lines[0].day
    first.setText("31/11/2023")
    box.finish()
    assert box.error.isVisible()
    qtbot.waitUntil(lambda: first.visibleRegion().boundingRect().height() == first.height())
    last.setText("Tham luận")
    assert box.error.isVisible(), "the day is still wrong"
    first.setText("30/11/2023")
    assert not box.error.isVisible()
    box.finish()
    assert box.result()


def test_a_paper_of_which_something_came_is_not_dropped(tab: DuePapersTab) -> None:
    box = PlanBox(tab.session.season, parent=tab)
    summary = next(it for it in box._lines if it.paper.code == "summary")
    merits = next(it for it in box._lines if it.paper.code == "merits")
    summary.widgets[-1].click()  # type: ignore[attr-defined]
    assert box.error.text().startswith("“Tóm tắt” đã có 1 lần nhận nên không bỏ được.")
    merits.widgets[-1].click()  # type: ignore[attr-defined]
    assert [it.code for it in box.plan().papers] == ["summary"]
    assert [it.paper for it in box.plan().dues] == ["report", "summary"]


def test_a_double_click_on_a_title_opens_its_due_day(tab: DuePapersTab) -> None:
    asked: list[PlanBox] = []

    def keep(box: PlanBox) -> bool:
        asked.append(box)
        return False

    tab.ask_plan = keep
    tab.grid.horizontalHeader().sectionDoubleClicked.emit(3)
    (box,) = asked
    assert box.focusWidget().accessibleName() == "Hạn nộp của Tóm tắt"


def test_what_is_empty_says_how_to_fill_it(tmp_path: Path, qtbot: Any) -> None:
    bare = replace(season(""), pack=replace(PACK, papers=()), plan=YearPlan())
    tab = made_tab(tmp_path / "a", qtbot, bare)
    wanted: list[str] = []
    tab.wanted.connect(wanted.append)
    assert tab._empty.currentIndex() == 0
    assert tab.primary() is None
    shown_now = tab._empty.currentWidget()
    assert shown_now is not None
    shown_now.findChildren(QPushButton)[0].click()
    assert wanted == ["page:units"]
    tab.session.close()
    one = made_tab(
        tmp_path / "b", qtbot, replace(season("Ban A:"), pack=bare.pack, plan=YearPlan())
    )
    assert one._empty.currentIndex() == 1
    assert one.sentence() == "Chưa có giấy tờ nào phải nộp."
    assert [it[0] for it in one.secondary()] == ["Thêm giấy tờ, hạn nộp…"]
    one.session.close()


# ---- meetings


def test_a_meeting_is_noted_for_all_units_in_one_act(tab: DuePapersTab) -> None:
    def fill(box: MeetingBox) -> bool:
        box.name.setText("Họp khối quý III")
        box.day.set_day(date(2023, 10, 3))
        box.line("Ban Nội chính")[0].setCurrentIndex(2)
        _presence, wrong, who = box.line("Báo Lào Cai")
        wrong.setChecked(True)
        who.setText("chuyên viên")
        box.finish()
        return bool(box.result())

    tab.views._group.button(1).click()
    tab.meetings.ask = fill
    primary = tab.primary()
    assert primary is not None
    assert primary[0] == "Ghi dự họp…"
    primary[1]()  # type: ignore[operator]
    found = tab.session.season.facts.attendance
    assert [(it.unit, it.presence, it.wrong_composition, it.who) for it in found] == [
        ("Ban Dân vận", "present", False, ""),
        ("Ban Nội chính", "absent", False, ""),
        ("Ban Tổ chức", "present", False, ""),
        ("Báo Lào Cai", "present", True, "chuyên viên"),
    ]
    assert undo_label(tab) == "ghi dự họp “Họp khối quý III”"
    assert tab.meetings.table.as_text(tab.meetings.table.records) == (
        "Họp khối quý III\t03/10/2023 (thứ Ba)\t3\tBan Nội chính\tBáo Lào Cai"
    )
    assert tab.sentence() == "1 cuộc họp đã ghi, 1 lượt vắng không có lý do."
    tab.session.undo()
    assert not tab.session.season.facts.attendance


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("", "03/10/2023", "Ghi tên cuộc họp."),
        ("Họp", "", "Ghi ngày họp."),
        ("Họp", "31/11/2023", "Không có ngày 31/11/2023. Xem lại ngày và tháng."),
        ("Họp", "01/10/2023", "Đã ghi một cuộc họp cùng tên, cùng ngày. Mở cuộc họp đó để sửa."),
    ],
)
def test_a_meeting_needs_a_name_and_a_day_of_its_own(
    tab: DuePapersTab, name: str, day: str, words: str
) -> None:
    known = Attendance("Ban Dân vận", "Họp", date(2023, 10, 1))
    tab.session.change_fact(None, known, "ghi")
    box = MeetingBox(tab.session.season, None, tab)
    box.name.setText(name)
    box.day.setText(day)
    box.finish()
    assert (box.error.text(), box.result()) == (words, 0)


def test_a_meeting_moved_to_another_day_keeps_what_was_decided(tab: DuePapersTab) -> None:
    session, held = tab.session, date(2023, 10, 3)
    session.change_facts(
        (),
        [
            Attendance("Ban Dân vận", "Họp", held, "absent", note="ốm"),
            Attendance("Ban Nội chính", "Họp", held, "absent"),
            DisciplineFault("Ban Dân vận", "absent", about="absent:Họp:2023-10-03"),
            Waiver("Ban Nội chính", "absent:Họp:2023-10-03", "Có giấy mời muộn"),
        ],
        "ghi",
    )

    def fill(box: MeetingBox) -> bool:
        box.day.set_day(date(2023, 10, 4))
        return True

    tab.meetings.ask = fill
    tab.meetings.change(tab.meetings.table.records[0])
    facts = session.season.facts
    assert [it.about for it in facts.discipline] == ["absent:Họp:2023-10-04"]
    assert [it.about for it in facts.waivers] == ["absent:Họp:2023-10-04"]
    assert {it.held for it in facts.attendance} == {date(2023, 10, 4)}
    assert facts.attendance[0].note == "ốm"
    tab.meetings.remove(tab.meetings.table.records[0])
    assert not session.season.facts.attendance


def test_meetings_of_one_name_without_a_day_stand_apart_until_they_have_one(
    tab: DuePapersTab,
) -> None:
    session, units = tab.session, ("Ban Dân vận", "Ban Nội chính")
    first = [Attendance(it, "Họp", presence="absent") for it in units]
    second = [Attendance(it, "Họp", note="quý II") for it in units]
    second[0] = replace(second[0], presence="absent")
    decided = [DisciplineFault(it, "absent", about="absent:Họp:") for it in units]
    session.change_facts((), [*first, *second, *decided], "ghi")
    tab.show_target("meetings")
    table = tab.meetings.table
    assert table.as_text(table.records).splitlines() == [
        "Họp\tChưa ghi ngày\t0\tBan Dân vận, Ban Nội chính\t–",
        "Họp\tChưa ghi ngày\t1\tBan Dân vận\t–",
    ]
    assert tab.sentence() == (
        "2 cuộc họp đã ghi, 3 lượt vắng không có lý do. 2 cuộc họp chưa ghi ngày; bấm Sửa để ghi."
    )

    def fill(box: MeetingBox) -> bool:
        box.day.set_day(date(2023, 6, 1))
        return True

    tab.meetings.ask = fill
    tab.meetings.change(table.records[1])
    facts = session.season.facts
    held = [(it.unit, it.held, it.presence) for it in facts.attendance if it.unit in units]
    assert sorted(held, key=str) == sorted(
        [
            *((it, None, "absent") for it in units),
            ("Ban Dân vận", date(2023, 6, 1), "absent"),
            ("Ban Nội chính", date(2023, 6, 1), "present"),
        ],
        key=str,
    )
    # The decision on the unit that came to this one is about the other one.
    assert {(it.unit, it.about) for it in facts.discipline} == {
        ("Ban Dân vận", "absent:Họp:2023-06-01"),
        ("Ban Nội chính", "absent:Họp:"),
    }
    states = [(it.unit.name, it.key, it.state, it.stale) for it in tab.proposals.found]
    assert [it for it in states if it[1].startswith("absent")] == [
        ("Ban Dân vận", "absent:Họp:", "open", False),
        ("Ban Dân vận", "absent:Họp:2023-06-01", "accepted", False),
        ("Ban Nội chính", "absent:Họp:", "accepted", False),
    ]


def test_a_decision_on_a_meeting_that_got_its_day_elsewhere_can_be_taken_back(
    tab: DuePapersTab,
) -> None:
    undated = Attendance("Báo Lào Cai", "Họp", presence="absent")
    old = DisciplineFault("Báo Lào Cai", "absent", about="absent:Họp:")
    tab.session.change_facts((), [undated, old], "ghi")
    tab.session.change_fact(undated, replace(undated, held=date(2023, 10, 3)), "ghi ngày")
    tab.show_target("proposals")
    assert not [it for it in tab.proposals.found if it.stale]
    tab.proposals.table.select(lambda it: it.fault == "absent")
    tab.proposals.reopens.click()
    assert not tab.session.season.facts.discipline


# ---- proposals


def shown(tab: DuePapersTab) -> list[str]:
    return tab.proposals.table.as_text(tab.proposals.table.records).splitlines()


def test_a_proposal_is_accepted_with_enter_and_the_next_one_comes(
    tab: DuePapersTab, qtbot: Any
) -> None:
    tab.show_target("proposals")
    view = tab.proposals
    assert shown(tab) == [
        "Ban Nội chính\t− 1 điểm\tChờ quyết định",
        "Ban Tổ chức\t− 1 điểm\tChờ quyết định",
        "Báo Lào Cai\t− 1 điểm\tChờ quyết định",
    ]
    assert view._grounds.text() == (
        "“Báo cáo” hạn trước 05/12/2023 (thứ Ba), nhận 06/12/2023 (thứ Tư), trễ 2 ngày."
    )
    assert "Trừ 1 điểm một lần trong năm, dù vi phạm mấy lần." in view._rule.text()
    assert view._citation.text() == "Hướng dẫn 1560, mục II.2b"
    assert tab.primary() is None
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert [it.about for it in tab.session.season.facts.discipline] == ["late:report"]
    assert undo_label(tab) == "chấp nhận trừ điểm Ban Nội chính: Nộp muộn “Báo cáo”"
    assert shown(tab)[-1] == "Ban Nội chính\t− 1 điểm\tĐã trừ"
    assert view.table.selected is not None
    assert view.table.selected.unit.name == "Ban Tổ chức"
    assert tab.session.result("Ban Nội chính").deductions == 1
    assert tab.sentence() == "2 đề nghị chờ anh/chị chấp nhận hoặc bỏ qua."


def test_a_proposal_is_waived_with_a_reason_and_opened_again(tab: DuePapersTab) -> None:
    tab.show_target("proposals")
    view = tab.proposals
    answer(tab, reason="Bão, đường tắc")
    view.waives.click()
    assert tab.session.season.facts.waivers == (
        Waiver("Ban Nội chính", "late:report", "Bão, đường tắc", TODAY),
    )
    assert lines(tab)[2].split("\t")[1] == "06/12 · bỏ qua"
    view.table.select(lambda it: it.state == "waived")
    assert view._answer.text() == "Khối bỏ qua: Bão, đường tắc"
    assert not view.accepts.isVisibleTo(view)
    view.reopens.click()
    assert not tab.session.season.facts.waivers
    assert undo_label(tab) == "rút lại quyết định về Ban Nội chính: Nộp muộn “Báo cáo”"


def test_a_second_breach_that_takes_nothing_more_says_so(tab: DuePapersTab) -> None:
    tab.session.change_fact(None, DisciplineFault("Báo Lào Cai", "other", "Việc khác"), "ghi")
    tab.show_target("proposals")
    assert shown(tab)[-1] == "Báo Lào Cai\tKhông trừ thêm\tChờ quyết định"
    tab.proposals.table.select(lambda it: it.unit.name == "Báo Lào Cai")
    assert tab.proposals._answer.text().startswith("Đơn vị đã bị trừ theo quy tắc này")


def test_a_deduction_without_reason_any_more_stands_out(tab: DuePapersTab) -> None:
    old = DisciplineFault("Ban Dân vận", "late_paper", "Nộp muộn “Báo cáo”", about="late:report")
    tab.session.change_fact(None, old, "ghi")
    tab.show_target("proposals")
    assert shown(tab)[-1] == "Ban Dân vận\tKhông còn căn cứ\tXem lại"
    tab.proposals.table.select(lambda it: it.stale)
    tab.proposals.reopens.click()
    assert not tab.session.season.facts.discipline


def test_a_serious_criticism_is_recorded_as_an_exclusion(tab: DuePapersTab) -> None:
    paper = Reminder("Ban Dân vận", "77/UBND", date(2023, 9, 5), serious=True)
    tab.session.change_fact(None, paper, "ghi")
    tab.show_target("proposals")
    view = tab.proposals
    view.table.select(lambda it: it.fault is None)
    assert view.accepts.text() == "Ghi không bình xét"
    view.accepts.click()
    assert tab.session.season.facts.exclusions == (
        Exclusion(
            "Ban Dân vận",
            "Có văn bản phê bình về sai phạm nghiêm trọng",
            "77/UBND",
            date(2023, 9, 5),
        ),
    )
    assert undo_label(tab).startswith("ghi không bình xét, suy tôn Ban Dân vận")
    assert "Ban Dân vận\tKhông bình xét\tKhông xét" in shown(tab)


def test_a_pack_without_the_rule_says_why_nothing_is_proposed(tmp_path: Path, qtbot: Any) -> None:
    given = season(DRAWING)
    tab = made_tab(tmp_path, qtbot, replace(given, pack=replace(PACK, deductions=())))
    tab.show_target("proposals")
    assert not tab.proposals.table.records
    assert tab.proposals._grounds.text().startswith("Bộ quy tắc “Bộ quy tắc thử” không quy định")
    assert not tab.proposals.accepts.isVisibleTo(tab.proposals)
    tab.session.close()

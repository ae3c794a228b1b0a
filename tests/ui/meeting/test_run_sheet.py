"""The tab "Chương trình, dự họp": the agenda by keyboard, its clock, attendance with one key a unit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from models.collected import Attendance, Waiver
from models.meeting import Guest, Quorum
from tests.ui.score_samples import opened, sample
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.meeting.run_sheet import RunSheetTab
from ui.meeting.run_sheet_clock import ItemClock
from ui.widgets.forms import FormDialog

Key = Qt.Key
DAY = date(2023, 12, 19)
NOW = datetime(2023, 12, 19, 8)
UNITS = ["Ban Dân vận", "Ban Nội chính", "Ban Tổ chức", "Báo Lào Cai", "Văn phòng"]


class Watch:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def tab(tmp_path: Path, qtbot: Any, watch: Watch) -> Iterator[RunSheetTab]:
    given = sample()
    given = replace(given, plan=replace(given.plan, meeting=DAY))
    made = shown(opened(tmp_path, given, lambda: NOW), qtbot, watch)
    yield made
    made.session.close()


def shown(session: Session, qtbot: Any, watch: Watch) -> RunSheetTab:
    ItemClock(session, watch)
    made = RunSheetTab(session, Jobs())
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.activateWindow()
    made.refresh("file")
    session.changed.connect(made.refresh)
    return made


def answering(tab: RunSheetTab, **answers: Any) -> list[FormDialog]:
    asked: list[FormDialog] = []

    def fill(dialog: FormDialog) -> dict[str, Any]:
        asked.append(dialog)
        return {**dialog.form.values(), **answers}

    tab.ask = fill
    return asked


def titles(tab: RunSheetTab) -> list[str]:
    """The agenda, "*" where the meeting stands."""
    meeting = tab.session.season.meeting
    return [f"{'*' if it.code == meeting.at else ''}{it.title}" for it in meeting.agenda]


def people(tab: RunSheetTab) -> str:
    found = {it.unit: it for it in tab.session.season.facts.attendance}
    marks = {"present": "c", "late": "m", "absent": "v", "excused": "l"}
    return " ".join(marks[found[it].presence] if it in found else "?" for it in UNITS)


def test_an_empty_agenda_is_proposed_and_can_be_taken_back(tab: RunSheetTab) -> None:
    assert tab.sentence() == "Chưa có chương trình hội nghị."
    assert tab.primary() is None  # one button is enough: that of the empty page
    proposing = [it for it in tab.findChildren(QPushButton) if it.text() == "Đề xuất chương trình"]
    proposing[0].click()
    assert len(titles(tab)) == 9
    assert "19/12/2023 (thứ Ba)" in tab.sentence()
    assert tab.session.undo_label == "đề xuất chương trình hội nghị"
    tab.session.undo()
    assert titles(tab) == []


def test_one_key_goes_on_and_the_time_is_counted_for_the_item(
    tab: RunSheetTab, watch: Watch
) -> None:
    tab.propose()
    table = tab.agenda.table
    QTest.keyClick(table, Key.Key_F6)
    assert titles(tab)[0].startswith("*Khai mạc")
    watch.at += 125
    tab.clock.ticked.emit()
    assert tab.agenda.time.text() == "2:05 / 10′"
    QTest.keyClick(table, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    meeting = tab.session.season.meeting
    assert meeting.agenda[0].seconds == 125
    assert meeting.agenda[0].done
    assert meeting.at == meeting.agenda[1].code
    watch.at += 30
    tab.agenda.pause()
    assert not tab.clock.is_running
    assert tab.session.season.meeting.agenda[1].seconds == 30
    watch.at += 600  # a break
    tab.agenda.pause()
    watch.at += 5
    QTest.keyClick(table, Key.Key_F6)
    assert tab.session.season.meeting.agenda[1].seconds == 35
    assert tab.session.undo_label == "đề xuất chương trình hội nghị", "the course is no act to undo"


def test_the_chairman_takes_another_item_first(tab: RunSheetTab, watch: Watch) -> None:
    tab.propose()
    tab.agenda.go_on()
    watch.at += 60
    tab.agenda.choose("4")
    QTest.keyClick(tab.agenda.table, Key.Key_F7)
    meeting = tab.session.season.meeting
    assert (meeting.at, meeting.agenda[0].seconds) == ("4", 60)


def test_after_the_last_item_the_clock_stops(tab: RunSheetTab, watch: Watch) -> None:
    tab.propose()
    for _ in range(9):
        tab.agenda.go_on()
    watch.at += 61
    assert tab.primary() == ("Dừng giờ", tab.agenda.pause)
    tab.agenda.go_on()
    assert not tab.clock.is_running
    assert tab.session.season.meeting.agenda[-1].seconds == 61
    assert tab.primary() is None


def test_after_a_power_cut_it_stands_at_the_same_item_and_waits(
    tab: RunSheetTab, watch: Watch, qtbot: Any
) -> None:
    tab.propose()
    tab.agenda.go_on()
    watch.at += 50
    tab.agenda.go_on()
    path = tab.session.file.path
    tab.session.close()
    again = Session(clock=lambda: NOW)
    again.open(path)
    other = shown(again, qtbot, watch)
    watch.at += 7200
    other.clock.ticked.emit()
    assert other.agenda.now.text().startswith("2. Báo cáo tổng kết")
    assert other.agenda.time.text() == "0:00 / 30′"
    assert other.agenda.pausing.text() == "Tính giờ tiếp"
    assert other.agenda.then.text().startswith("Giờ đang dừng, bấm “Tính giờ tiếp” để đếm. Tiếp")
    other.agenda.pausing.click()
    assert other.agenda.then.text().startswith("Tiếp theo: ")
    again.close()


def test_a_minute_of_time_used_is_the_most_that_a_power_cut_takes(
    tab: RunSheetTab, watch: Watch
) -> None:
    def in_file() -> int:
        return tab.session.file.snapshot().meeting.agenda[0].seconds

    tab.propose()
    tab.agenda.go_on()
    for _ in range(60):
        watch.at += 0.99
        tab.clock._timer.timeout.emit()
    assert in_file() == 0
    watch.at += 1
    tab.clock._timer.timeout.emit()
    assert in_file() == 60
    watch.at += 30.5
    tab.settle()
    assert in_file() == 90
    assert tab.clock.used(tab.session.season.meeting.agenda[0]) == 90
    watch.at += 30
    tab.session.open(tab.session.file.path)  # the same book once more
    assert in_file() == 120
    assert not tab.clock.is_running


def test_another_book_is_given_nothing_of_the_time(
    tab: RunSheetTab, watch: Watch, tmp_path: Path
) -> None:
    tab.propose()
    tab.agenda.go_on()
    watch.at += 40
    first, session = tab.session.file.path, tab.session
    meeting = session.season.meeting
    session.create(tmp_path / "khac.khoi", replace(session.season, meeting=meeting))
    assert session.season.meeting.agenda[0].seconds == 0
    session.open(first)
    assert session.season.meeting.agenda[0].seconds == 40


def test_taking_back_an_item_in_work_keeps_it_and_its_time(tab: RunSheetTab, watch: Watch) -> None:
    tab.propose()
    tab.agenda.go_on()
    answering(tab, title="Văn nghệ", minutes=5)
    tab.agenda.choose("1")
    tab.agenda.add()
    tab.agenda.go_on()
    watch.at += 600
    tab.clock.stop()
    tab.session.undo()
    meeting = tab.session.season.meeting
    assert titles(tab)[1] == "*Văn nghệ"
    assert [it.seconds for it in meeting.agenda if it.code == meeting.at] == [600]


def test_rows_are_changed_by_keyboard(tab: RunSheetTab) -> None:
    tab.propose()
    table = tab.agenda.table
    tab.agenda.choose("1")
    answering(tab, title="Văn nghệ", minutes=5)
    QTest.keyClick(table, Key.Key_Insert)
    assert titles(tab)[1] == "Văn nghệ"
    assert tab.session.undo_label == "thêm nội dung “Văn nghệ”"
    QTest.keyClick(table, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(tab)[0] == "Văn nghệ"
    answering(tab, person="Đội văn nghệ", minutes=None)
    QTest.keyClick(table, Key.Key_Return)
    first = tab.session.season.meeting.agenda[0]
    assert (first.person, first.minutes) == ("Đội văn nghệ", 0)
    QTest.keyClick(table, Key.Key_Delete)
    assert "Văn nghệ" not in titles(tab)
    tab.session.undo()
    assert titles(tab)[0] == "Văn nghệ"


def test_one_key_a_unit_and_the_keyboard_goes_on(tab: RunSheetTab) -> None:
    tab.show_target("people/Ban Dân vận")
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4):
        QTest.keyClick(tab.people.units, key)
    assert people(tab) == "c m v l ?"
    assert tab.session.undo_label == "ghi Báo Lào Cai: vắng có lý do"
    assert {it.held for it in tab.session.season.facts.attendance} == {DAY}
    tab.session.undo()
    assert people(tab) == "c m v ? ?"
    primary = tab.primary()
    assert primary is not None
    assert primary[0] == "Còn lại có mặt"
    tab.people.rest_present()
    assert people(tab) == "c m v c c"
    assert tab.primary() is None
    assert tab.sentence().startswith("4/5 đơn vị có mặt (1 đến muộn), 1 vắng không lý do")


def test_who_is_excused_is_asked_for_the_reason_where_it_is_typed(tab: RunSheetTab) -> None:
    tab.show_target("people/Ban Dân vận")
    QTest.keyClick(tab.people.units, Key.Key_4)

    def noted() -> str:
        return str(tab.people.units.as_text(tab.people.units.records[:1]).rpartition("\t")[2])

    assert noted() == "Chưa ghi lý do vắng"
    tab.show_target("people/Ban Dân vận")
    answering(tab, note="Họp Chính phủ")
    QTest.keyClick(tab.people.units, Key.Key_Return)
    assert noted() == "Họp Chính phủ"


def test_the_form_of_an_item_asks_what_its_scene_is_about(tab: RunSheetTab) -> None:
    tab.propose()
    row = tab.agenda.table.records[1]
    shown: list[set[str]] = []

    def choose(dialog: FormDialog, scene: str, **values: str) -> dict[str, Any]:
        for name, value in {"scene": scene, **values}.items():
            made = dialog.form.input(name)
            if hasattr(made, "findData"):
                made.setCurrentIndex(made.findData(value))
            else:
                made.setText(value)
        fields = ("unit", "criterion", "words")
        shown.append({it for it in fields if dialog.form.input(it).isVisibleTo(dialog)})
        return dialog.form.values()

    def item() -> tuple[str, str]:
        made = tab.session.season.meeting.agenda[0]
        return made.scene, made.about

    tab.ask = lambda dialog: choose(dialog, "unit", unit="Văn phòng")
    tab.agenda.change(row)
    assert item() == ("unit", "Văn phòng")
    tab.ask = lambda dialog: choose(dialog, "message", words="Nghỉ giải lao")
    tab.agenda.change(tab.agenda.table.records[1])
    assert item() == ("message", "Nghỉ giải lao")
    tab.ask = lambda dialog: choose(dialog, "ranking")
    tab.agenda.change(tab.agenda.table.records[1])
    assert item() == ("ranking", "")
    assert shown == [{"unit"}, {"words"}, set()]


@pytest.mark.parametrize("height", [480, 517, 560, 601])
def test_no_row_of_the_agenda_is_cut_in_half(tab: RunSheetTab, height: int) -> None:
    tab.propose()
    tab.resize(1000, height)
    table = tab.agenda.table
    row = table.rowHeight(0)
    assert table.viewport().height() % row == 0
    assert table.viewport().height() // row < len(table.records), "the rest is scrolled to"
    table.scrollToBottom()
    last = table.visualRect(table.rows.index(len(table.records) - 1, 0))
    assert last.bottom() < table.viewport().height()
    assert table.rowAt(0) >= 0
    assert table.rowViewportPosition(table.rowAt(0)) == 0


def test_composition_and_who_came_are_noted_on_the_same_line(tab: RunSheetTab) -> None:
    tab.show_target("people/Ban Dân vận")
    QTest.keyClick(tab.people.units, Key.Key_1)
    tab.people.choose("Ban Dân vận")
    QTest.keyClick(tab.people.units, Key.Key_Space)
    answering(tab, who="Ông A, chuyên viên", note="Cử đi thay")
    QTest.keyClick(tab.people.units, Key.Key_Return)
    assert tab.session.season.facts.attendance == (
        Attendance(
            *("Ban Dân vận", "Hội nghị tổng kết", DAY, "present", True, "Ông A, chuyên viên"),
            note="Cử đi thay",
        ),
    )


def test_guests_quorum_and_hour_are_the_meeting_s(tab: RunSheetTab) -> None:
    tab.show_target("people")
    assert tab.people.quorum.text() == "Số đơn vị tối thiểu phải dự: chưa quy định."
    answering(tab, name="Phạm C", organisation="Ban Thi đua")
    tab.people.add_guest()
    assert tab.session.season.meeting.guests == (Guest("Phạm C", organisation="Ban Thi đua"),)
    answering(tab, numerator=2, denominator=3, document="Quy chế")
    tab.edit_meeting()
    assert tab.session.season.meeting.quorum == Quorum(2, 3, document="Quy chế")
    answering(tab, begins="8:05")
    tab.edit_meeting()
    assert tab.session.season.meeting.begins == "08:05"
    assert tab.people.quorum.text().startswith("Khối quy định từ 2/3 số đơn vị phải dự (Quy chế)")


def test_attendance_and_decisions_go_with_the_day_of_the_meeting(tab: RunSheetTab) -> None:
    tab.show_target("people/Ban Dân vận")
    QTest.keyClick(tab.people.units, Key.Key_3)
    waiver = Waiver("Ban Dân vận", "absent:Hội nghị tổng kết:2023-12-19", "Ốm")
    tab.session.change_fact(None, waiver, "không trừ")
    answering(tab, day=date(2023, 12, 21), name="Hội nghị năm")
    tab.edit_meeting()
    season = tab.session.season
    assert (season.meeting.name, season.plan.meeting) == ("Hội nghị năm", date(2023, 12, 21))
    [record] = season.facts.attendance
    assert (record.meeting, record.held) == ("Hội nghị năm", date(2023, 12, 21))
    assert season.facts.waivers[0].about == "absent:Hội nghị năm:2023-12-21"
    assert people(tab) == "v ? ? ? ?"


def test_after_closing_nothing_can_be_changed(tab: RunSheetTab) -> None:
    tab.propose()
    tab.agenda.go_on()
    tab.clock.stop()
    tab.session.close_year(DAY, "0.1.0")
    assert tab.sentence().startswith("Năm 2023 đã chốt kết quả.")
    assert tab.primary() is None
    assert [it[0] for it in tab.secondary()] == ["In maket…"]
    before = tab.session.season
    tab.agenda.go_on()
    tab.agenda.remove()
    tab.people.rest_present()
    tab.edit_meeting()
    assert tab.session.season == before

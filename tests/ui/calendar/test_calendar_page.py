"""The page "Lịch và hạn": what is due as text, noting, putting off, the plan, a moved meeting, days off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from models.duties import Deadline
from models.year_plan import DayOff, Mark, Move, PlanItem, YearPlan
from tests.ui.calendar_desk import HALF, PLAN, Open, answering, lines, opener, pick
from tests.ui.page_samples import NOW
from ui.calendar.board_tab import BoardTab
from ui.calendar.days_tab import DaysTab
from ui.calendar.item_box import ItemBox
from ui.calendar.move_box import MoveBox
from ui.calendar.plan_tab import PlanTab
from ui.widgets.forms import FormDialog

BOARD = """
Quá hạn (2)
Quá 159 ngày | Sơ kết 6 tháng | Văn phòng | T6 30/06
Quá 1 ngày | Gửi giấy mời | Trưởng khối | T3 05/12
Hôm nay (1)
Hôm nay | Phát động đợt cuối năm | Trưởng khối | T4 06/12
30 ngày tới (2)
Còn 16 ngày | Gửi báo cáo kết quả | Trưởng khối | T6 22/12
Còn 18 ngày | Trình hồ sơ | Trưởng khối | CN 24/12"""


@pytest.fixture
def opened(tmp_path: Path, qtbot: Any) -> Iterator[Open]:
    yield from opener(tmp_path, qtbot)


def test_the_board_shows_everything_overdue_first(opened: Open) -> None:
    tab = opened(BoardTab)
    assert lines(tab) == BOARD
    assert tab.sentence() == "2 việc quá hạn, 1 việc đến hạn hôm nay. Đã xong 0% việc của năm."


def test_what_is_done_is_noted_with_day_and_result_and_can_be_taken_back(opened: Open) -> None:
    tab = opened(BoardTab)
    asked = answering(tab, result="Đã gửi 12 giấy mời", file="08/GM-KTĐ")
    tab.act(pick(tab, "inv"))
    assert asked == ["Ghi đã xong"]
    mark = Mark("inv", "done", NOW.date(), result="Đã gửi 12 giấy mời", file="08/GM-KTĐ")
    assert tab.session.season.plan.marks == (mark,)
    assert "Gửi giấy mời" not in lines(tab)
    tab.view.set_current(1)
    tab.refresh("season")
    assert lines(tab) == "\nĐã xong (1)\nĐã xong | Gửi giấy mời | Trưởng khối | T3 05/12"
    tab.take_back(pick(tab, "inv").entry)
    assert tab.session.season.plan.marks == ()
    tab.session.undo()
    assert tab.session.season.plan.marks == (mark,)


def test_a_day_in_the_future_is_no_day_of_being_done(opened: Open, qtbot: Any) -> None:
    tab = opened(BoardTab)

    def try_it(dialog: FormDialog) -> None:
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.form.input("day").setText("07/12/2023")
        dialog.finish()
        assert dialog.isVisible()  # it stays open, and says why
        said = [it.text() for it in dialog.findChildren(QLabel)]
        assert "Ngày xong không thể sau hôm nay." in said
        dialog.reject()

    tab.ask = try_it
    tab.done(pick(tab, "inv").entry)
    assert tab.session.season.plan.marks == ()


def test_what_is_put_off_comes_back_on_its_day(opened: Open) -> None:
    tab = opened(BoardTab)
    answering(tab, day=date(2023, 12, 11), reason="Chờ số liệu")
    tab.snooze(pick(tab, "half").entry)
    assert "Tạm gác | Sơ kết 6 tháng | Văn phòng | T6 30/06" in lines(tab)
    tab.session._clock = lambda: datetime(2023, 12, 11, 7)
    tab.refresh("file")
    assert "Quá 164 ngày | Sơ kết 6 tháng" in lines(tab)


def test_what_is_left_needs_a_reason_and_counts_no_more(opened: Open) -> None:
    tab = opened(BoardTab)
    answering(tab, reason="Năm nay không tổ chức")
    tab.waive(pick(tab, "half").entry)
    assert "Sơ kết" not in lines(tab)
    assert tab.session.season.plan.marks == (
        Mark("half", "waived", NOW.date(), "Năm nay không tổ chức"),
    )
    answering(tab)
    tab.done(pick(tab, "inv").entry)
    assert tab.sentence().endswith("Đã xong 25% việc của năm.")  # one of four


def test_one_owner_is_chosen(opened: Open) -> None:
    tab = opened(
        BoardTab,
        replace(
            PLAN,
            items=(
                *PLAN.items,
                PlanItem(Deadline("b", "Thẩm định", "before", "board", month=12, day=8)),
            ),
        ),
    )
    place = tab.owner.findData("board")
    tab.owner.setCurrentIndex(place)
    assert lines(tab).splitlines()[2].startswith("Còn 1 ngày | Thẩm định | ")
    assert len(tab.table.records) == 2


def test_an_empty_year_offers_the_plan(opened: Open, qtbot: Any) -> None:
    tab = opened(BoardTab, YearPlan())
    made = next(it for it in tab.findChildren(QPushButton) if it.text() == "Lập kế hoạch năm")
    with qtbot.waitSignal(tab.wanted) as asked:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert asked.args == ["page:calendar/plan"]


# ---- the plan


def test_the_plan_stands_month_by_month(opened: Open) -> None:
    tab = opened(PlanTab)
    assert (
        lines(tab)
        == """
Tháng 6/2023
Sơ kết 6 tháng | Văn phòng | T6 30/06 | Báo cáo | Quá 159 ngày
Tháng 12/2023
Gửi giấy mời | Trưởng khối | T3 05/12 | Quá 1 ngày
Phát động đợt cuối năm | Trưởng khối | T4 06/12 | Hôm nay
Gửi báo cáo kết quả | Trưởng khối | T6 22/12 | Còn 16 ngày
Trình hồ sơ | Trưởng khối | CN 24/12 | Còn 18 ngày"""
    )
    tab.quarter.setCurrentIndex(tab.quarter.findData(2))
    assert len(tab.table.records) == 2
    tab.quarter.setCurrentIndex(0)
    tab.drive.setCurrentIndex(tab.drive.findData("Đợt 1"))
    assert [it.key for it in tab.table.records if it.entry] == ["half"]
    tab.drive.setCurrentIndex(0)
    tab.state.setCurrentIndex(tab.state.findText("Quá hạn"))
    assert [it.key for it in tab.table.records if it.entry] == ["half", "inv"]


def test_an_item_is_written_in_the_box(opened: Open, qtbot: Any) -> None:
    tab = opened(PlanTab)
    box = ItemBox(tab.session.season)
    qtbot.addWidget(box)
    box.parts.input("title").setText("Gửi thông báo Trưởng khối năm sau")
    box.parts.input("kind").setCurrentIndex(box.parts.input("kind").findData("after_item"))
    box.parts.input("item").setCurrentIndex(box.parts.input("item").findData("dos"))
    box.parts.input("days").setText("2")
    assert box.day.text() == (
        "Hạn: trong 2 ngày sau “Trình hồ sơ”, đến hết 26/12/2023 (thứ Ba) (24/12 + 2 ngày)."
    )
    box.finish()
    made = box.item()
    assert made.deadline.code == "gui-thong-bao-truong-khoi-nam"
    assert (made.deadline.kind, made.deadline.item, made.deadline.days) == ("after_item", "dos", 2)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": "before", "day": "31", "month": "2"}, "31/02"),
        ({"kind": "after_item", "days": "3"}, "không có trong danh sách"),
    ],
)
def test_what_no_day_can_mean_is_told_at_its_field(
    opened: Open, qtbot: Any, fields: dict[str, str], wrong: str
) -> None:
    tab = opened(PlanTab)
    box = ItemBox(tab.session.season)
    qtbot.addWidget(box)
    box.show()
    box.parts.input("title").setText("Việc thử")
    for name, value in fields.items():
        field = box.parts.input(name)
        if name == "kind":
            field.setCurrentIndex(field.findData(value))
        else:
            field.setText(value)
    box.finish()
    assert box.isVisible()
    assert any(wrong in it for it in box._faults({}).values())


@pytest.mark.parametrize("written", ["5/12", "05.12", "5-12", "5 tháng 12"])
def test_a_day_may_be_typed_whole(opened: Open, qtbot: Any, written: str) -> None:
    box = item_box(opened, qtbot)
    box.activateWindow()
    box.parts.input("day").setFocus()
    qtbot.waitUntil(box.parts.input("day").hasFocus)
    box.parts.input("day").insert(written)
    qtbot.keyClick(box.parts.input("day"), Qt.Key.Key_Tab)
    assert [box.parts.input(it).text() for it in ("day", "month")] == ["5", "12"]
    assert box.day.text() == "Hạn: trước 05/12/2023 (thứ Ba)."


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/02", "Không có ngày 31/02. Xem lại ngày và tháng."),
        ("05-12-23", "Ở đây chỉ ghi ngày và tháng, như 05/12. Năm chọn ở ô “Của năm”."),
        ("mai", "Chưa đọc được ngày. Ghi ngày như 05/12."),
        ("32", "Ghi số nguyên từ 1 đến 31."),
    ],
)
def test_a_whole_day_that_is_none_is_told_at_its_field(
    opened: Open, qtbot: Any, written: str, said: str
) -> None:
    box = item_box(opened, qtbot)
    box.parts.input("day").insert(written)
    box.finish()
    assert box.isVisible()
    assert box.parts.wrong() == {"day": said}


def item_box(opened: Open, qtbot: Any) -> ItemBox:
    box = ItemBox(opened(PlanTab).session.season)
    qtbot.addWidget(box)
    box.show()
    box.parts.input("title").setText("Việc thử")
    return box


def test_an_item_that_would_count_from_itself_is_refused(opened: Open, qtbot: Any) -> None:
    first = PlanItem(Deadline("a", "Việc A", "after_item", item="b", days=1))
    second = PlanItem(Deadline("b", "Việc B", "before", month=5, day=5))
    tab = opened(PlanTab, YearPlan(items=(first, second)))
    box = ItemBox(tab.session.season, second)
    qtbot.addWidget(box)
    kind = box.parts.input("kind")
    kind.setCurrentIndex(kind.findData("after_item"))
    box.parts.input("item").setCurrentIndex(box.parts.input("item").findData("a"))
    box.parts.input("days").setText("1")
    assert "lại tính từ chính nó" in box._faults({})["item"]


def test_an_own_item_is_taken_out_and_comes_back_by_undo(opened: Open) -> None:
    tab = opened(PlanTab)
    tab.remove(pick(tab, "half"))
    assert HALF not in tab.session.season.plan.items
    tab.session.undo()
    assert tab.session.season.plan.items == PLAN.items


# ---- the day of the meeting


def moved(box: MoveBox) -> list[str]:
    return [
        f"{it.task.title}: {it.old.last:%d/%m} → {it.new.last:%d/%m}"
        for it in box.changes
        if it.old.last and it.new.last
    ]


def test_a_new_day_shows_what_moves_and_what_clashes(opened: Open, qtbot: Any) -> None:
    tab = opened(DaysTab)
    box = MoveBox(tab.session.season, NOW.date())
    qtbot.addWidget(box)
    box.show()
    assert not box._ok.isEnabled()
    box.day.setText("21/12/2023")
    assert moved(box) == ["Gửi giấy mời: 05/12 → 07/12", "Gửi báo cáo kết quả: 22/12 → 24/12"]
    assert "21/12 + 5 ngày là 26/12/2023, quá hạn trước 25/12" in box.faults.text()
    assert box._ok.text() == "Vẫn lưu ngày này"
    box.day.setText("31/02/2023")
    assert not box._ok.isEnabled()
    assert "Không có ngày 31/02/2023" in box.error.text()


def test_the_move_is_kept_with_its_reason(opened: Open, monkeypatch: Any) -> None:
    tab = opened(DaysTab)

    def accept(box: MoveBox) -> bool:
        box.day.setText("21/12/2023")
        box.reason.setText("Trùng họp")
        return True

    monkeypatch.setattr(MoveBox, "exec", accept)
    tab.move_meeting()
    plan = tab.session.season.plan
    assert plan.meeting == date(2023, 12, 21)
    assert plan.moves == (Move(NOW.date(), date(2023, 12, 19), date(2023, 12, 21), "Trùng họp"),)
    assert tab.meeting.text() == "21/12/2023 (thứ Năm)"
    tab.session.undo()
    assert tab.session.season.plan == PLAN


def test_a_day_set_elsewhere_is_noted_as_a_move_too(opened: Open) -> None:
    tab = opened(DaysTab)
    tab.session.set_plan(replace(PLAN, meeting=date(2023, 12, 20)), "sửa ngày hội nghị")
    assert tab.session.season.plan.moves == (
        Move(NOW.date(), date(2023, 12, 19), date(2023, 12, 20)),
    )


def test_days_off_are_added_once_and_in_order(opened: Open) -> None:
    tab = opened(DaysTab, replace(PLAN, days_off=(DayOff(date(2024, 1, 1), "Tết Dương lịch"),)))
    answering(tab, day=date(2023, 9, 4), works=False, name="Nghỉ bù Quốc khánh")
    tab.add_day()
    assert [it.day for it in tab.session.season.plan.days_off] == [
        date(2023, 9, 4),
        date(2024, 1, 1),
    ]
    assert tab._wrong_day({"day": date(2024, 1, 1), "works": False}) == {
        "day": "Ngày này đã có trong danh sách. Bỏ dòng cũ trước."
    }
    assert (
        "vốn là ngày làm việc"
        in tab._wrong_day({"day": date(2023, 12, 20), "works": True})["works"]
    )
    tab.remove_day(tab.session.season.plan.days_off[0])
    assert [it.day for it in tab.session.season.plan.days_off] == [date(2024, 1, 1)]


def test_reminders_are_switched_on_and_off_for_this_book(
    opened: Open, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "cài đặt"))
    tab = opened(BoardTab)
    entry = tmp_path / "cài đặt" / "autostart"
    assert tab.secondary()[-1][0] == "Bật nhắc khi mở máy"
    tab.turn_reminders()
    assert tab.secondary()[-1][0] == "Tắt nhắc khi mở máy"
    assert len(list(entry.iterdir())) == 1
    said: list[str] = []
    tab.told.connect(lambda words, *_rest: said.append(words))
    tab.refresh("file")
    tab.refresh("file")
    assert said == [
        "Chưa nhắc được khi mở máy: Sơ kết 6 tháng, Gửi giấy mời, Phát động đợt cuối năm."
    ]
    tab.turn_reminders()
    assert list(entry.iterdir()) == []
    assert tab.secondary()[-1][0] == "Bật nhắc khi mở máy"

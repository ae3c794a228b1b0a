"""Boxes: advice for expected failures, the crash box for faults, verbs on the buttons."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.errors import AppError
from ui.book.jobs import Cancelled
from ui.widgets import messages
from ui.widgets.messages import AskBox, Box, Choice, CrashBox
from ui.widgets.notice import LATER, SOON, Notice, PageArea


def seen(box: Box) -> str:
    return "\n".join(it.text() for it in box.findChildren(QLabel))


def press(text: str, found: list[str]) -> None:
    """Press a button of the box that is about to open, and keep what the box said."""

    def when_open() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, Box):
            QTimer.singleShot(5, when_open)
            return
        found.append(seen(box))
        next(it for it in box.findChildren(QPushButton) if it.text() == text).click()

    QTimer.singleShot(0, when_open)


def test_a_question_has_verbs_and_gives_back_the_answer(qtbot: QtBot) -> None:
    said: list[str] = []
    press("Xóa đơn vị", said)
    choices = [Choice("remove", "Xóa đơn vị", "danger")]
    assert messages.ask(None, "Xóa Ban Dân vận", "Mất 12 điểm.", choices) == "remove"
    assert "Mất 12 điểm." in said[0]


def test_leaving_a_question_answers_nothing(qtbot: QtBot) -> None:
    press("Thôi", [])
    assert messages.ask(None, "Xóa", "Mất 12 điểm.", [Choice("remove", "Xóa")]) is None


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    choices = [Choice("", "Thôi"), Choice("file", "Lấy từ tệp"), Choice("do", "Xóa", "primary")]
    box = AskBox("Xóa", "Mất 12 điểm.", choices)
    qtbot.addWidget(box)
    box.show()
    for name, answer in (("Thôi", ""), ("Lấy từ tệp", "file"), ("Xóa", "do")):
        box.answer = None
        next(it for it in box.findChildren(QPushButton) if it.text() == name).setFocus()
        QTest.keyClick(box.focusWidget(), Qt.Key.Key_Return)
        assert box.answer == answer
        box.show()


def test_the_primary_answer_takes_enter(qtbot: QtBot) -> None:
    box = AskBox("Chốt", "Chốt kết quả?", [Choice("", "Thôi"), Choice("do", "Chốt", "primary")])
    qtbot.addWidget(box)
    box.show()
    default = [it.text() for it in box.findChildren(QPushButton) if it.isDefault()]
    assert default == ["Chốt"]


def test_an_expected_failure_is_advice(qtbot: QtBot) -> None:
    said: list[str] = []
    press("Đã hiểu", said)
    messages.show_error(None, AppError("Ổ đĩa đầy. Xóa bớt rồi thử lại."))
    assert "Ổ đĩa đầy. Xóa bớt rồi thử lại." in said[0]
    assert "Traceback" not in said[0]


def test_a_cancelled_job_says_nothing(qtbot: QtBot) -> None:
    messages.show_error(None, Cancelled())
    assert QApplication.activeModalWidget() is None


def test_guard_tells_whether_it_went_well(qtbot: QtBot) -> None:
    def refuse() -> None:
        raise AppError("Tệp chỉ đọc.")

    said: list[str] = []
    press("Đã hiểu", said)
    assert not messages.guard(None, refuse)
    assert "Tệp chỉ đọc." in said[0]
    assert messages.guard(None, lambda: None)


def test_guard_lets_a_fault_of_the_program_through() -> None:
    def fault() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        messages.guard(None, fault)


def test_the_crash_box_has_everything_to_copy(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        {}["không có"]
    except KeyError as error:
        box = CrashBox(error)
    qtbot.addWidget(box)
    next(it for it in box.findChildren(QPushButton) if it.text() == "Sao chép").click()
    copied = QApplication.clipboard().text()
    for part in ("Python 3.", "PySide6 6.", "Qt 6.", "Nhật ký:", "KeyError: 'không có'"):
        assert part in copied


def test_a_notice_says_one_thing_at_a_time(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    pressed: list[str] = []
    notice.say("Đã ghi 9 biểu mẫu.", "done", ("Mở thư mục", lambda: pressed.append("mở")))
    next(it for it in notice.findChildren(QPushButton) if it.text() == "Mở thư mục").click()
    assert pressed == ["mở"]
    notice.say("Đã dừng.", "warn")
    shown = [it.text() for it in notice.findChildren(QPushButton) if it.isVisibleTo(notice)]
    assert shown == [""]


# ---- the notice goes when the work goes on


@pytest.fixture
def area(qtbot: QtBot) -> PageArea:
    """A page area with two fields in view."""
    made = PageArea()
    for name in ("một", "hai"):
        field = QLineEdit()
        field.setObjectName(name)
        made.column.addWidget(field)
    qtbot.addWidget(made)
    made.resize(400, 300)  # the mouse rests at the top, not on the notice
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    fields(made)[0].setFocus()
    return made


def fields(area: PageArea) -> list[QLineEdit]:
    return area.findChildren(QLineEdit)


def test_a_floating_notice_goes_after_the_clerk_went_on_typing(
    qtbot: QtBot, area: PageArea
) -> None:
    notice = area.notice
    notice.say("Đã áp dụng.")
    assert not notice._going.isActive()
    QTest.keyClick(area.windowHandle(), Qt.Key.Key_A)
    assert notice._going.isActive()
    assert notice._going.interval() == SOON
    assert notice.isVisible()
    with qtbot.waitSignal(notice._going.timeout):
        notice._going.start(0)
    assert not notice.isVisible()
    QTest.keyClick(area.windowHandle(), Qt.Key.Key_A)
    assert not notice._going.isActive()


def test_a_floating_notice_goes_after_the_clerk_went_to_another_field(area: PageArea) -> None:
    area.notice.say("Đã áp dụng.", "done", ("Hoàn tác", lambda: None))
    fields(area)[1].setFocus()
    assert area.notice._going.isActive()
    assert area.notice._going.interval() == LATER


def test_a_notice_of_an_error_stays(area: PageArea) -> None:
    area.notice.say("Đã ghi.")
    fields(area)[1].setFocus()
    area.notice.say("Không ghi được.", "error")
    fields(area)[0].setFocus()
    QTest.keyClick(area.windowHandle(), Qt.Key.Key_A)
    assert not area.notice._going.isActive()


def test_a_notice_stays_while_the_keyboard_is_on_it(qtbot: QtBot, area: PageArea) -> None:
    notice = area.notice
    notice.say("Đã áp dụng.", "done", ("Hoàn tác", lambda: None))
    fields(area)[1].setFocus()
    next(it for it in notice.findChildren(QPushButton) if it.text() == "Hoàn tác").setFocus()
    with qtbot.waitSignal(notice._going.timeout):
        notice._going.start(0)
    assert notice.isVisible()
    assert notice._going.isActive()

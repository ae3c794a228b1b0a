"""Boxes: advice for expected failures, the crash box for faults, verbs on the buttons."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.errors import AppError
from ui.jobs import Cancelled
from ui.widgets import messages
from ui.widgets.messages import AskBox, Box, Choice, CrashBox
from ui.widgets.notice import Notice


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

"""Where the keyboard is after an act of the meeting whose button has gone: in the tab, never at the block's name."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.models.meeting_day.test_closing import drawn, in_meeting, vote
from tests.ui.meeting_desk import Desk, Windows
from ui.widgets.records import RecordTable


@pytest.fixture
def windows(
    qtbot: QtBot,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Windows]:
    made = Windows(qtbot, tmp_path, capsys, monkeypatch)
    yield made
    made.end()


def press(desk: Desk, words: str, tab: QWidget) -> None:
    """Press the button with the keyboard on it; afterwards a list of the tab has the keyboard."""
    page = desk.window.pages["meeting"]

    def shown() -> list[QPushButton]:
        found = [it for it in page.findChildren(QPushButton) if it.text() == words]
        return [it for it in found if it.isVisible()]

    desk.qtbot.waitUntil(lambda: bool(shown()))
    shown()[0].setFocus()
    desk.press(words)
    desk.window.activateWindow()  # without a window manager a closed box gives the keyboard to nobody
    desk.qtbot.wait(1)
    focus = QApplication.focusWidget()
    assert isinstance(focus, RecordTable)
    assert tab.isAncestorOf(focus)
    assert focus.isVisible()


def test_after_lots_and_a_confirmed_result(windows: Windows) -> None:
    desk = windows.start(in_meeting(drawn(), vote("1", 6, 6, style="agree", is_closed=False)))
    votes = desk.tab("votes")
    desk.answer(**{"Ban A": True, "witnesses": "Bà Bình"})
    press(desk, "Ghi kết quả bốc thăm…", votes)
    press(desk, "Xác nhận kết quả", votes)


def test_after_the_clock_was_stopped(windows: Windows) -> None:
    desk = windows.start(drawn())
    agenda = desk.tab("agenda")
    agenda.propose()
    agenda.clock.stand_at(desk.session.season.meeting.agenda[-1])
    press(desk, "Dừng giờ", agenda)


def test_after_closing_and_opening(windows: Windows) -> None:
    desk = windows.start(drawn())
    closing = desk.tab("closing")
    desk.answer(day=f"{date(2023, 12, 19):%d/%m/%Y}")
    press(desk, "Chốt kết quả…", closing)
    desk.answer(reason="Cộng sai mục I")
    press(desk, "Mở đính chính…", closing)
    press(desk, "Thôi đính chính", closing)

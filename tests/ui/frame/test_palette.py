"""The command palette: typed without accents, worked by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.widgets.palette import Entry, Palette

# The offscreen platform cannot give the keyboard to a pop-up as a real one does.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot: QtBot, done: list[str]) -> Palette:
    names = ("Tổng quan", "Xếp hạng", "Nhận biểu mẫu…", "Ban Dân vận Tỉnh ủy")
    entries = [Entry(it, "", "home", lambda it=it: done.append(it)) for it in names]
    entries.append(
        Entry("Sao lưu ra USB…", "Ctrl B", "backup", lambda: done.append("usb"), "dự phòng")
    )
    made = Palette(entries)
    qtbot.addWidget(made)
    made.show()
    return made


def test_everything_is_offered_at_first(palette: Palette) -> None:
    assert len(palette.found) == 5


def test_typing_without_accents_finds_and_enter_does_it(
    palette: Palette, done: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(palette.field, "xep hang")
    assert [it.text for it in palette.found] == ["Xếp hạng"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["Xếp hạng"]
    assert not palette.isVisible()


def test_arrows_choose_while_the_keyboard_stays_in_the_field(
    palette: Palette, done: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["Xếp hạng"]


def test_other_words_for_it_find_it_too(palette: Palette) -> None:
    palette.search("du phong")
    assert [it.text for it in palette.found] == ["Sao lưu ra USB…"]


def test_nothing_found_is_said_and_enter_does_nothing(
    palette: Palette, done: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(palette.field, "zzz")
    assert palette._nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == []


def test_a_click_does_it(palette: Palette, done: list[str], qtbot: QtBot) -> None:
    place = palette.list.visualItemRect(palette.list.item(3)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert done == ["Ban Dân vận Tỉnh ủy"]

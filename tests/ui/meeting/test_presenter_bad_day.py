"""A bad day before the hall: cables, power, clocks, one screen, a chair who goes back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.hall import scenes
from tests.ui.hall_samples import (
    NOW,
    Clocks,
    FakeScreen,
    FakeScreens,
    a_session,
    change_a_score,
    choose,
    hall,
    making,
    presenter,
    show,
)
from ui.meeting.presenter import PresenterTab
from ui.meeting.presenter_clock import Countdown

Key = Qt.Key


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def beamer() -> FakeScreen:
    return FakeScreen("EPSON", "42")


@pytest.fixture
def screens(beamer: FakeScreen) -> FakeScreens:
    return FakeScreens(beamer)


@pytest.fixture
def make(
    tmp_path: Path, qtbot: QtBot, screens: FakeScreens, clocks: Clocks
) -> Iterator[Callable[[], PresenterTab]]:
    yield from making(tmp_path, screens, clocks, qtbot.addWidget)


@pytest.fixture
def tab(make: Callable[[], PresenterTab]) -> PresenterTab:
    return make()


def test_the_projector_is_unplugged_in_the_reveal(
    tab: PresenterTab, screens: FakeScreens, beamer: FakeScreen, qtbot: QtBot
) -> None:
    tab.open_hall()
    show(tab, "reveal", item="c")
    tab.do("next")
    tab.do("next")
    stood = hall(tab)
    assert tab.desk.window is not None
    with qtbot.waitSignal(tab.told) as said:
        screens.unplug(beamer)
    assert said.args is not None
    assert said.args[0].startswith("Màn chiếu đã mất tín hiệu")
    assert tab.sentence() == said.args[0]
    assert tab.desk.window.isHidden()  # not over the clerk's own window
    change_a_score(tab)
    screens.plug(FakeScreen("EPSON", "42"))
    assert not tab.desk.window.isHidden()
    assert tab.desk.window.isFullScreen()
    assert hall(tab) == stood
    tab.do("next")
    assert hall(tab) == scenes.at_step(stood, stood.step + 1)


def test_another_screen_that_was_there_is_not_taken_by_itself(
    tab: PresenterTab, screens: FakeScreens, beamer: FakeScreen
) -> None:
    other = FakeScreen("CHỦ TRÌ")
    screens.plug(other)
    tab.open_hall()
    screens.unplug(beamer)
    assert tab.desk.state == "lost"
    tab.desk.move_to(other)
    assert tab.desk.window is not None
    assert tab.desk.window.on_screen is other


def test_a_screen_of_no_concern_goes_and_comes(tab: PresenterTab, screens: FakeScreens) -> None:
    other = FakeScreen("CHỦ TRÌ")
    screens.plug(other)
    tab.open_hall()
    frozen = show(tab, "ranking", item="b")
    screens.unplug(other)
    QApplication.processEvents()
    assert tab.desk.state == "on"
    assert hall(tab) == frozen


@pytest.mark.parametrize("covered", [False, True])
def test_after_a_power_cut_the_same_frozen_scene_comes_back(
    make: Callable[[], PresenterTab], *, covered: bool
) -> None:
    tab = make()
    tab.open_hall()
    show(tab, "ranking", item="b")
    show(tab, "reveal", item="c")
    tab.do("next")
    tab.do("next")
    stood = hall(tab)
    if covered:
        tab.do("cover")
    tab.keep()
    change_a_score(tab)
    tab.desk.stop()
    tab.session.close()  # what was written is all there is

    again = make()
    assert again.session.season.meeting.at == "c"
    assert again.picture.scene is None  # nothing goes to the projector by itself
    assert not again.desk.is_open
    offered = {it[0]: it[1] for it in again.secondary()}
    go_on: Any = offered["Tiếp tục chiếu cảnh đang dở"]
    go_on()
    assert again.desk.is_open
    assert again.show_.covered == covered
    if covered:
        again.do("cover")
    assert hall(again) == stood
    again.do("back")
    assert hall(again) == scenes.at_step(stood, stood.step - 1)
    again.do("next")
    again.do("next")
    assert hall(again) == scenes.at_step(stood, stood.step + 1)
    assert again.tree.entry() is not None
    assert again.tree.entry().item == "c"  # type: ignore[union-attr]


def test_what_is_shown_is_written_soon_after_the_key(tab: PresenterTab, qtbot: QtBot) -> None:
    show(tab, "ranking", item="b")
    qtbot.waitUntil(lambda: tab.session.season.meeting.shown is not None)
    shown = tab.session.season.meeting.shown
    assert shown is not None
    assert scenes.from_text(shown.scene) == hall(tab)
    assert shown.frozen == NOW


def test_a_scene_that_cannot_be_read_is_not_offered(tab: PresenterTab) -> None:
    show(tab, "ranking", item="b")
    tab.keep()
    meeting = tab.session.season.meeting
    assert meeting.shown is not None
    broken = replace(meeting, shown=replace(meeting.shown, scene="{"))
    tab.session.note_meeting(broken, "hỏng")
    assert tab.show_.unfinished() is None


def test_the_chair_wants_to_go_back_three_scenes(tab: PresenterTab) -> None:
    tab.open_hall()
    shown = [
        show(tab, "opening", item="a"),
        show(tab, "ranking", item="b"),
        show(tab, "unit", "Ban Dân vận"),
        show(tab, "criterion", "I.2"),
    ]
    change_a_score(tab)
    for wanted in reversed(shown[:-1]):
        tab.do("back")
        assert hall(tab) == wanted
    assert not tab.buttons["back"].isEnabled()
    for wanted in shown[1:]:
        tab.do("next")
        assert hall(tab) == wanted


def test_every_scene_shown_before_is_one_line_of_a_menu(tab: PresenterTab) -> None:
    first = show(tab, "ranking", item="b")
    show(tab, "reveal", item="c")
    for _ in range(3):
        tab.do("next")
    show(tab, "closing", item="d")
    tab._list_before()
    acts = tab.before.menu().actions()
    assert [it.text() for it in acts] == [
        "10:03  Bế mạc: 4 Bế mạc",
        "10:03  Công bố từng hạng: 3 Công bố",
        "10:03  Bảng xếp hạng: 2 Thống nhất điểm",
    ]
    acts[1].trigger()
    assert (hall(tab).kind, hall(tab).step) == ("reveal", 3)
    tab._list_before()
    tab.before.menu().actions()[-1].trigger()
    assert hall(tab) == first


def test_a_laptop_with_one_screen(
    make: Callable[[], PresenterTab], screens: FakeScreens, beamer: FakeScreen, qtbot: QtBot
) -> None:
    screens.others.clear()
    tab = make()
    assert "Windows+P" in tab.sentence()
    tab.open_hall()
    assert tab.desk.state == "window"
    assert tab.desk.window is not None
    assert hall(tab) == scenes.backdrop(tab.session.season)  # never a white window
    assert hall(tab).unofficial
    frozen = show(tab, "ranking", item="b")
    qtbot.keyClick(tab.desk.window, Key.Key_B)
    assert tab.sentence() == "Cửa sổ chiếu đang che. Bấm phím B để hiện lại."
    qtbot.keyClick(tab.desk.window, Key.Key_B)
    qtbot.keyClick(tab.desk.window, Key.Key_F5)
    assert tab.desk.window.isFullScreen()
    qtbot.keyClick(tab.desk.window, Key.Key_Escape)
    assert not tab.desk.window.isFullScreen()
    assert tab.desk.is_open
    screens.plug(beamer)  # the desktop was extended
    assert tab.desk.window.on_screen is beamer
    assert hall(tab) == frozen


def test_esc_ends_the_window_of_one_screen(
    make: Callable[[], PresenterTab], screens: FakeScreens, qtbot: QtBot
) -> None:
    screens.others.clear()
    tab = make()
    tab.open_hall()
    assert tab.desk.window is not None
    qtbot.keyClick(tab.desk.window, Key.Key_Escape)
    assert tab.desk.window.isHidden()
    assert tab.desk.state == "closed"


def test_a_hall_closed_by_the_system_is_known_to_be_closed(tab: PresenterTab) -> None:
    tab.open_hall()
    assert tab.desk.window is not None
    tab.desk.window.close()
    assert not tab.desk.is_open
    tab.open_hall()
    assert not tab.desk.window.isHidden()


def test_a_jump_of_the_clock_does_not_shorten_the_countdown(
    tab: PresenterTab, clocks: Clocks
) -> None:
    tab.show_.countdown._seconds = lambda: clocks.run
    tab.open_hall()
    choose(tab, "countdown")
    tab.do("show")
    assert hall(tab).left == 300
    clocks.run += 61
    clocks.now += timedelta(days=400)
    tab._tick()
    assert hall(tab).left == 239
    assert tab.countdown.left.text() == "03:59"
    tab.countdown.starter.click()
    clocks.run += 30
    tab._tick()
    assert hall(tab).left == 239
    tab.countdown.starter.click()
    clocks.run += 500
    tab._tick()
    assert hall(tab).left == 0


def test_the_countdown_goes_on_after_a_power_cut(
    make: Callable[[], PresenterTab], clocks: Clocks
) -> None:
    tab = make()
    tab.show_.countdown._seconds = lambda: clocks.run
    choose(tab, "countdown")
    tab.do("show")
    tab.keep()
    tab.session.close()
    clocks.now += timedelta(seconds=100)
    again = make()
    again.show_.countdown._seconds = lambda: clocks.run
    again.show_.resume()
    again._tick()
    assert hall(again).left == 200


def test_time_runs_down_in_whole_seconds() -> None:
    clocks = Clocks()
    count = Countdown(lambda: clocks.run)
    count.set(61)
    assert (count.left(), count.words(), count.tone()) == (61, "01:01", "action")
    count.start()
    clocks.run = 0.5
    assert count.left() == 61
    clocks.run = 1.5
    assert (count.left(), count.tone()) == (60, "warn")
    clocks.run = 500
    assert (count.left(), count.words(), count.tone()) == (0, "00:00", "error")
    assert not count.is_running


def test_a_file_that_can_only_be_read_is_shown_all_the_same(
    tab: PresenterTab, tmp_path: Path, qtbot: QtBot, screens: FakeScreens
) -> None:
    second = a_session(tmp_path)
    assert second.read_only
    reader = presenter(second, tmp_path, screens, qtbot.addWidget)
    assert show(reader, "ranking", item="b").kind == "ranking"
    reader.keep()
    assert second.season.meeting.shown is None
    second.close()

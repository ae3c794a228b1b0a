"""The presenter: only its keys change the hall, and what hangs there is frozen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.ballot import Ballot
from models.hall import scenes
from models.hall.scenes import Scene
from tests.ui.hall_samples import (
    NOW,
    Clocks,
    FakeScreen,
    FakeScreens,
    a_session,
    change_a_score,
    choose,
    comes,
    figures,
    hall,
    making,
    show,
    with_agenda,
)
from ui.book.jobs import Jobs
from ui.frame.main_window import MainWindow
from ui.meeting.presenter import PresenterTab

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


# ---- the four keys


def test_choosing_prepares_and_only_the_key_shows(tab: PresenterTab) -> None:
    tab.open_hall()
    show(tab, "opening", item="a")
    choose(tab, "ranking", item="b")
    assert hall(tab).kind == "opening"
    assert comes(tab).kind == "ranking"
    tab.do("show")
    assert hall(tab).kind == "ranking"
    assert hall(tab).frozen == NOW
    assert comes(tab).kind == "reveal"


def test_what_hangs_in_the_hall_does_not_follow_the_book(tab: PresenterTab, clocks: Clocks) -> None:
    tab.open_hall()
    frozen = show(tab, "ranking", item="b")
    assert tab.hint.isHidden()
    clocks.now += timedelta(minutes=4)
    change_a_score(tab)
    assert hall(tab) == frozen
    assert not tab.hint.isHidden()
    assert tab.hint._text.text().startswith("Số liệu đã đổi từ lúc đóng băng.")
    tab.show_.show_again()
    assert figures(hall(tab)) != figures(frozen)
    assert hall(tab).stamp == "Số liệu lúc 10:07, ngày 19/12/2023"
    assert tab.hint.isHidden()


def test_a_reveal_goes_on_from_its_frozen_copy(tab: PresenterTab) -> None:
    tab.open_hall()
    frozen = show(tab, "reveal", item="c")
    assert hall(tab).step == 0
    tab.do("next")
    change_a_score(tab)
    while tab.following.picture.scene is not None and tab.following.picture.scene.kind == "reveal":
        tab.do("next")
    assert hall(tab).step == scenes.steps(frozen)
    assert figures(hall(tab)) == figures(frozen)
    for _ in range(scenes.steps(frozen)):
        tab.do("back")
    assert hall(tab) == frozen


def test_next_shows_what_the_second_picture_promised(tab: PresenterTab) -> None:
    show(tab, "opening", item="a")
    seen = 0
    while tab.buttons["next"].isEnabled():
        promised = tab.following.picture.scene
        assert promised is not None
        tab.do("next")
        assert replace(hall(tab), frozen=None) == replace(promised, frozen=None)
        seen += 1
    assert hall(tab).kind == "closing"
    assert seen > scenes.steps(tab.show_.frames[2].scene)


def test_the_cover_hides_the_scene_and_gives_it_back(tab: PresenterTab) -> None:
    tab.open_hall()
    frozen = show(tab, "ranking", item="b")
    tab.do("cover")
    assert hall(tab) == Scene("blank")
    assert tab.sentence() == "Màn hình 2 (1280 × 720) đang che. Bấm phím B để hiện lại."
    assert tab.buttons["cover"].words == "Bỏ che"
    tab.do("cover")
    assert hall(tab) == frozen


def test_keys_work_from_the_list_and_from_the_hall(tab: PresenterTab, qtbot: QtBot) -> None:
    tab.open_hall()
    choose(tab, "opening", item="a")
    qtbot.keyClick(tab.tree, Key.Key_Return)
    assert hall(tab).kind == "opening"
    qtbot.keyClick(tab.tree, Key.Key_Space)
    assert hall(tab).kind == "ranking"
    assert tab.desk.window is not None
    qtbot.keyClick(tab.desk.window, Key.Key_PageUp)
    assert hall(tab).kind == "opening"
    qtbot.keyClick(tab.tree, Key.Key_B)
    assert hall(tab).kind == "blank"
    qtbot.keyClick(tab.desk.window, Key.Key_PageDown)
    assert hall(tab).kind == "ranking"
    qtbot.keyClick(tab.desk.window, Key.Key_Escape)
    assert tab.desk.is_open  # on its own screen the hall is ended by the presenter alone


def test_the_key_show_in_the_reveal_keeps_its_step(tab: PresenterTab) -> None:
    show(tab, "reveal", item="c")
    tab.do("next")
    tab.do("next")
    tab.do("show")
    assert (hall(tab).kind, hall(tab).step) == ("reveal", 2)


def test_a_message_inside_the_reveal_does_not_end_it(tab: PresenterTab) -> None:
    show(tab, "reveal", item="c")
    tab.do("next")
    tab.do("next")
    stood = hall(tab)
    choose(tab, "message")
    assert not tab.message.isHidden()
    assert tab.following.words.text() == "Gõ lời nhắn ở ô dưới hình rồi bấm Hiện."
    tab.message.field.setPlainText("Nghỉ giải lao\nđến 10:30")
    tab.do("show")
    assert (hall(tab).big, hall(tab).lines) == ("Nghỉ giải lao", ("đến 10:30",))
    tab.do("back")
    assert hall(tab) == stood
    tab.do("next")
    assert hall(tab) == scenes.at_step(stood, stood.step + 1)


def test_an_empty_message_is_not_shown_and_said(tab: PresenterTab, qtbot: QtBot) -> None:
    show(tab, "opening", item="a")
    choose(tab, "message")
    with qtbot.waitSignal(tab.told) as said:
        tab.do("show")
    assert said.args is not None
    assert said.args[:2] == ["Gõ lời nhắn ở ô dưới hình rồi bấm Hiện.", "warn"]
    assert hall(tab).kind == "opening"


def test_every_line_of_the_list_can_be_shown(tab: PresenterTab) -> None:
    for group in tab.tree.groups:
        for entry in group.entries:
            _, about, item = entry.line
            if entry.kind != "message":
                assert show(tab, entry.kind, about, item).kind == entry.kind
    titles = [group.title for group in tab.tree.groups]
    assert titles == ["Chương trình", "Cảnh chung", "Từng đơn vị", "Từng tiêu chí"]


# ---- beside the picture


def test_not_official_stands_until_the_closing(tab: PresenterTab) -> None:
    show(tab, "ranking", item="b")
    assert tab.state.text() == "CHƯA CHÍNH THỨC"
    assert not tab.state.isHidden()
    tab.keep()
    tab.session.close_year(date(2023, 12, 19), "thử")
    assert tab.state.isHidden()
    assert hall(tab).unofficial  # frozen as it was
    assert not tab.hint.isHidden()
    tab.show_.show_again()
    assert not hall(tab).unofficial
    assert tab.settle()  # a closed year is not written to


def test_the_rehearsal_is_marked(tab: PresenterTab) -> None:
    assert tab.rehearsal.isHidden()
    meeting = replace(tab.session.season.meeting, is_rehearsal=True)
    tab.session.set_meeting(meeting, "tập dượt")
    assert not tab.rehearsal.isHidden()
    assert show(tab, "ranking", item="b").rehearsal


def test_an_item_of_the_run_sheet_takes_the_meeting_there(tab: PresenterTab) -> None:
    show(tab, "opening", item="a")
    tab.keep()
    show(tab, "ranking", item="b")
    tab.keep()
    meeting = tab.session.season.meeting
    assert meeting.at == "b"
    assert [it.done for it in meeting.agenda] == [True, False, False, False]
    assert tab.notes.item.text() == "Thống nhất điểm"
    assert tab.notes.words.text() == "Văn phòng\nChậm"
    assert tab.time.time.text() == "10:03 · 45′"
    assert tab.time.caption.text() == "Giờ · mục này còn"
    tab.clock.stop()
    tab._tick()
    assert tab.time.caption.text() == "Giờ · mục này còn, đang dừng"
    assert tab.session.undo_label == ""


def test_the_exact_picture_has_the_halls_size(tab: PresenterTab) -> None:
    show(tab, "ranking", item="b")
    picture = tab.picture.canvas.picture
    assert (picture.width, picture.height) == (1280, 720)


# ---- in the window


def test_f5_opens_the_hall_and_the_window_ends_it(qtbot: QtBot, tmp_path: Path) -> None:
    session = a_session(tmp_path, with_agenda())
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat")
    qtbot.addWidget(window)
    window.show()
    window.acts_by_id["hall"].trigger()
    page: Any = window.pages["meeting"]
    tab: PresenterTab = page.tab
    assert isinstance(tab, PresenterTab)
    assert tab.desk.state == "window"  # the tests' computer has one screen
    assert tab.desk.window is not None
    window.do("page:scores")
    assert tab.desk.is_open
    window.close()
    assert tab.desk.window.isHidden()


def test_closing_the_file_takes_the_hall_away(qtbot: QtBot, tmp_path: Path) -> None:
    session = a_session(tmp_path, with_agenda())
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat")
    qtbot.addWidget(window)
    window.show()
    window.do("hall")
    page: Any = window.pages["meeting"]
    hall_window = page.tab.desk.window
    with qtbot.waitSignal(hall_window.destroyed):
        window.do("close")
    assert not session.is_open


def test_a_result_that_is_asked_for_is_shown_only_where_the_hall_is_open(
    make: Callable[[], PresenterTab],
) -> None:
    tab = make()
    won = Ballot("co", "Suy tôn Cờ thi đua", "award", award="Cờ thi đua", is_closed=True)
    meeting = tab.session.season.meeting
    tab.session.set_meeting(replace(meeting, ballots=(won,)), "bỏ phiếu")
    tab.refresh("season")
    tab.show_target("result:co")
    assert comes(tab).kind == "ballot"
    assert not tab.desk.is_open
    assert tab.picture.scene is None or tab.picture.scene.kind != "ballot"
    tab.open_hall()
    tab.show_target("ballot:co")
    assert hall(tab).kind != "ballot", "chosen is not shown"
    tab.show_target("result:co")
    assert hall(tab).kind == "ballot"

"""What the presenter leaves in the file, which ballot an item means, and the mark of a reopened result."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.ballot import Ballot
from models.hall import scenes
from models.meeting import AgendaItem, Meeting
from models.season import Season
from tests.ui.hall_samples import (
    FakeScreen,
    FakeScreens,
    a_session,
    figures,
    hall,
    presenter,
    show,
    with_agenda,
)
from ui.book import open_book
from ui.meeting.presenter import KEEP_AFTER, PresenterTab
from ui.meeting.presenter_list import groups
from ui.meeting.run_sheet_clock import ItemClock

DAY = date(2023, 12, 19)


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
def tab(tmp_path: Path, qtbot: QtBot, watch: Watch) -> Iterator[PresenterTab]:
    session = a_session(tmp_path)
    ItemClock(session, watch)
    yield presenter(session, tmp_path, FakeScreens(FakeScreen("EPSON")), qtbot.addWidget)
    session.close()


def written(tab: PresenterTab) -> Meeting:
    return tab.session.file.snapshot().meeting


# ---- in the file


def test_keys_that_follow_one_another_do_not_put_the_writing_off(
    tab: PresenterTab, qtbot: QtBot
) -> None:
    show(tab, "ranking", item="b")
    for _ in range(8):
        qtbot.wait(KEEP_AFTER // 2)
        tab.do("cover")
    assert written(tab).shown is not None


def test_a_frame_is_written_without_scoring_anything(
    tab: PresenterTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(open_book, "score", never)
    monkeypatch.setattr(open_book, "rank", never)
    shown = show(tab, "ranking", item="b")
    tab.keep()
    stored = written(tab)
    assert tab.session.season.meeting == stored
    assert stored.at == "b"
    assert stored.shown is not None
    assert scenes.from_text(stored.shown.scene) == shown
    assert [it.kind for it in tab.session.history()] == ["create"]
    assert [it.kind for it in tab.session.file.history(limit=1)] == ["course"]


def test_time_used_is_written_with_a_frame_and_when_the_page_is_left(
    tab: PresenterTab, watch: Watch
) -> None:
    show(tab, "ranking", item="b")
    tab.keep()
    watch.at += 20.6
    show(tab, "unit", "Ban Dân vận")
    tab.keep()
    assert written(tab).agenda[1].seconds == 20
    watch.at += 0.5  # together with what was left over of the second before
    assert tab.settle()
    assert written(tab).agenda[1].seconds == 21


def test_closing_the_book_writes_frame_and_time(tab: PresenterTab, watch: Watch) -> None:
    show(tab, "ranking", item="b")
    tab.keep()
    watch.at += 45
    shown = show(tab, "unit", "Ban Dân vận")
    path = tab.session.file.path
    tab.desk.stop()
    tab.session.close()
    again = a_session(path.parent)
    meeting = again.season.meeting
    again.close()
    assert meeting.agenda[1].seconds == 45
    assert meeting.shown is not None
    assert scenes.from_text(meeting.shown.scene) == shown


# ---- a result opened again


def test_what_was_official_is_marked_once_the_result_is_opened_again(tab: PresenterTab) -> None:
    tab.open_hall()
    tab.session.close_year(DAY, "1")
    official = show(tab, "ranking", item="b")
    show(tab, "unit", "Ban Dân vận")
    assert not hall(tab).unofficial
    tab.session.open_year("Cộng sai mục II")
    assert hall(tab).unofficial, "the hall is painted anew at once"
    assert tab.hint.isHidden(), "no figure has changed"
    tab._list_before()
    tab.before.menu().actions()[1].trigger()
    assert hall(tab).kind == "ranking"
    assert hall(tab).unofficial
    assert figures(hall(tab)) == figures(official)
    tab.do("back")
    assert hall(tab).unofficial
    tab.keep()
    stored = written(tab).shown
    assert stored is not None
    assert scenes.from_text(stored.scene).unofficial


def test_the_hall_is_marked_while_the_clerk_looks_at_another_page(tab: PresenterTab) -> None:
    tab.open_hall()
    tab.session.close_year(DAY, "1")
    show(tab, "ranking", item="b")
    tab.session.changed.disconnect(tab.refresh)  # a page only refreshes the tab in view
    tab.session.open_year("Cộng sai mục II")
    assert tab.desk.window is not None
    painted = tab.desk.window.canvas.scene
    assert painted is not None
    assert painted.unofficial


def test_the_reason_of_a_corrigendum_outlives_two_hundred_frames(tab: PresenterTab) -> None:
    session = tab.session
    session.close_year(DAY, "1")
    session.open_year("Cộng sai mục II")
    for number in range(201):
        item = "ab"[number % 2]
        session.note_meeting(replace(session.season.meeting, at=item), "chiếu")
        session.set_meeting(replace(session.season.meeting, place=str(number)), "sửa")
    assert session.reason_of_opening() == "Cộng sai mục II"


# ---- which ballot


AWARD = Ballot("B1", "Suy tôn Cờ thi đua", award="Cờ thi đua")
AGAIN = replace(AWARD, code="B1.2", round=2, follows="B1")
HEAD = Ballot("B2", "Bầu Trưởng khối", "head")
DEPUTY = Ballot("B3", "Bầu Phó Trưởng khối", "deputy")


@pytest.mark.parametrize(
    ("title", "about", "ballots", "expected"),
    [
        ("Bình xét, suy tôn đề nghị tặng Cờ thi đua", "", (AWARD, HEAD), "B1"),
        ("Bình xét, suy tôn", "B2", (AWARD, HEAD), "B2"),
        ("Bình xét, suy tôn", "", (AWARD, replace(AWARD, code="B9", award="Bằng khen")), ""),
        ("Suy tôn bằng khen", "", (AWARD, replace(AWARD, code="B9", award="Bằng khen")), "B9"),
        ("Bầu Trưởng khối, Phó Trưởng khối năm 2024", "", (AWARD,), ""),
        ("Bầu Trưởng khối, Phó Trưởng khối năm 2024", "", (AWARD, HEAD), "B2"),
        ("Bầu Trưởng khối, Phó Trưởng khối năm 2024", "", (AWARD, HEAD, DEPUTY), ""),
        ("Bầu Phó Trưởng khối", "", (AWARD, HEAD, DEPUTY), "B3"),
        ("Bầu Trưởng khối", "", (AWARD, HEAD, DEPUTY), "B2"),
        ("Lấy phiếu", "", (AWARD,), ""),
        ("Lấy phiếu", "không có", (AWARD,), ""),
        ("Suy tôn", "", (AWARD, AGAIN), "B1.2"),
        ("Lấy phiếu", "B1", (AWARD, AGAIN), "B1.2"),
    ],
)
def test_an_item_shows_its_own_ballot_or_what_it_is_called(
    title: str, about: str, ballots: tuple[Ballot, ...], expected: str
) -> None:
    item = AgendaItem("v", title, 2, scene="ballot", about=about)
    meeting = Meeting(agenda=(item,), ballots=ballots)
    made: Season = replace(with_agenda(), meeting=meeting)
    entry = groups(made)[0].entries[0]
    wanted = ("ballot", expected) if expected else ("message", title)
    assert (entry.kind, entry.about) == wanted


def test_what_comes_new_in_the_list_is_open_and_its_state_whole(tab: PresenterTab) -> None:
    tree, session = tab.tree, tab.session
    meeting = session.season.meeting
    session.set_meeting(replace(meeting, agenda=(), at=""), "bỏ chương trình")
    heads = [tree.topLevelItem(it) for it in range(tree.topLevelItemCount())]
    assert heads[0] is not None
    assert heads[0].text(0) == "Cảnh chung"
    session.set_meeting(replace(meeting, ballots=(AWARD, AGAIN)), "thêm chương trình")
    open_ = {}
    for place in range(tree.topLevelItemCount()):
        head = tree.topLevelItem(place)
        assert head is not None
        open_[head.text(0)] = head.isExpanded()
    assert open_["Chương trình"]
    assert open_["Bỏ phiếu"]
    words = max((it.text(1) for it in tree._lines()), key=len)
    assert words
    assert tree.columnWidth(1) >= tree.fontMetrics().horizontalAdvance(words)


def test_one_button_leads_opening_the_hall_then_going_on(tab: PresenterTab) -> None:
    assert tab.primary() is not None
    assert tab.buttons["next"].property("role") == "secondary"
    tab.open_hall()
    assert tab.primary() is None
    assert tab.buttons["next"].property("role") == "primary"


def test_the_list_follows_the_arrows_down_to_its_end(tab: PresenterTab) -> None:
    tree = tab.tree
    tree.setFixedHeight(160)
    for item in tree._lines():
        parent = item.parent()
        assert parent is not None
        parent.setExpanded(True)
    last = tree._lines()[-1]
    tree.setCurrentItem(last)
    tree.scrollToItem(last)
    assert tree.viewport().rect().contains(tree.visualItemRect(last).center())

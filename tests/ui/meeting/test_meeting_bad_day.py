"""A bad day through the window: power, a merged unit, long names, a clock that jumps, a contested point.

What the presenter does by itself with cables, screens and clocks stands in `test_presenter_bad_day`, papers
that do not add up in `test_votes_tab`, the tie at the flag line in `test_meeting_replay`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.facts import Exclusion
from models.season import Season
from scripts.hall_screens import long_block
from tests.ui.hall_samples import hall
from tests.ui.meeting_desk import MORNING, Desk, Windows, tables, texts
from tests.ui.meeting_figures import changes, in_hall, in_minutes, of, of_json, of_minutes, of_scene
from ui.book import shipped
from ui.hall.layout import lay_out

Key = Qt.Key
MERGED = "Ủy ban Kiểm tra và Nội chính Tỉnh ủy"
REASON = "Hợp nhất từ tháng 11, tính điểm vào đơn vị mới"


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


def begun(windows: Windows, given: Season | None = None) -> Desk:
    """The meeting stands at its fourth item, where points are agreed; the hall is open."""
    desk = windows.start(given or shipped.sample())
    desk.tab("agenda")
    desk.press("Đề xuất chương trình")
    desk.window.do("hall")
    desk.show("ranking", item="4")
    return desk


def propose(desk: Desk, place: str, new: str) -> Any:
    talk = desk.tab("discussion", place)
    desk.answer(new=new, by="Ông Cường", why="Báo cáo chậm")
    desk.key(talk.table, Key.Key_Return)
    return talk


def accept(desk: Desk, talk: Any) -> None:
    desk.answer(method="agreement")
    desk.key(talk.table, Key.Key_F8)


def everywhere(desk: Desk, whole: str) -> None:
    """Minutes and JSON say this ranking."""
    assert of(desk.session.standings) == whole
    assert of_minutes(desk.minutes()) == in_minutes(whole)
    assert of_json(desk.said("ranking", desk.path, "--json")) == whole


def test_the_power_fails_in_the_discussion(windows: Windows) -> None:
    desk = begun(windows)
    accept(desk, propose(desk, "bnc|I.2.1", "9,25"))
    stood = desk.show("discussion", "bnc|I.2.1|1")
    talk = propose(desk, "blc|I.1.1", "11,5")
    ranks, season = of(desk.session.standings), desk.session.season

    again = windows.after_a_power_cut(desk)
    assert again.session.season == season, "nothing is lost"
    assert again.session.season.meeting.at == "4"
    tab = again.presenter
    assert tab.picture.scene is None, "nothing goes to the projector by itself"
    again.press("Tiếp tục chiếu cảnh đang dở")
    assert hall(tab) == stood
    everywhere(again, ranks)
    waiting = again.tab("discussion").card
    assert waiting.points.text() == talk.card.points.text() == "10,5 → 11,5"
    accept(again, again.tab("discussion"))
    assert [it[1] for it in changes(again.minutes())] == ["9,25", "11,50"]
    assert hall(again.presenter) == stood


def test_the_presenter_is_left_and_looked_at_again(windows: Windows) -> None:
    """The menu of its head must not go with the head."""
    desk = begun(windows)
    for key in ("agenda", "discussion", "votes", "closing", "presenter"):
        desk.tab(key)
        desk.qtbot.wait(1)
    page = desk.window.pages["meeting"]
    [look] = [it for it in page.findChildren(QPushButton) if it.text() == "Cách chiếu"]
    look.menu().aboutToShow.emit()
    assert "Nền tối" in [it.text() for it in look.menu().actions()]


def test_a_point_already_agreed_is_contested_and_taken_back(windows: Windows) -> None:
    desk = begun(windows)
    before = of(desk.session.standings)
    accept(desk, propose(desk, "bnc|I.2.1", "9,25"))
    agreed = of(desk.session.standings)
    frozen = desk.show("ranking", item="4")
    accept(desk, propose(desk, "bnc|I.2.1", "9,75"))
    assert [it[:2] for it in changes(desk.minutes())] == [("9,75", "9,25"), ("9,25", "9,75")]
    everywhere(desk, before)
    assert of_scene(hall(desk.presenter)) == of_scene(frozen) == in_hall(agreed)
    assert not desk.presenter.hint.isHidden(), "the presenter is told that the figures changed"
    name = "Ban Nội chính Tỉnh ủy"
    assert desk.session.undo_label == f"thống nhất I.2.1 của {name} 9,25 → 9,75"
    desk.window.do("undo")
    everywhere(desk, agreed)
    assert [it[2] for it in changes(desk.minutes())][1] == "Chờ quyết định"


def test_a_unit_was_merged_in_november(windows: Windows) -> None:
    """One of the two goes on under a new name, the other is kept out; the hall keeps what it was shown."""
    desk = begun(windows)
    accept(desk, propose(desk, "ubkt|I.2.1", "8"))
    session = desk.session
    shown = desk.show("ranking", item="4")
    old = session.season.unit("ubkt")
    assert old is not None
    session.change_unit(replace(old, name=MERGED, short_name=""))
    session.change_fact(None, Exclusion("bnc", REASON, "QĐ 12"), "ghi không bình xét BNC")
    assert hall(desk.presenter) == shown
    assert old.name in {it.text for it in hall(desk.presenter).rows}
    again = desk.show("ranking", item="4")
    rows = {it.key: it for it in again.rows}
    assert rows["ubkt"].text == MERGED
    assert (rows["bnc"].mark, rows["bnc"].tone, rows["bnc"].figure) == ("–", "apart", "")
    assert REASON not in str(again), "the reason is for the minutes"
    everywhere(desk, of(desk.session.standings))
    assert of_scene(again) == in_hall(of(desk.session.standings))
    minutes = desk.minutes()
    [table] = tables(minutes, "number", "what", "old", "new")
    assert table.rows[0].cells[1].text.startswith(f"{MERGED}\n")
    assert any(REASON in it and "QĐ 12" in it for it in texts(minutes))
    desk.tab("votes")
    desk.answer(seats=1, way="open")
    desk.press("Suy tôn Cờ thi đua của UBND tỉnh…")
    votes = desk.tab("votes")
    assert "bnc" not in votes.ballot.candidates
    assert REASON in votes.desk.left_out.text()


def test_a_unit_is_taken_out_that_hangs_in_the_hall(windows: Windows) -> None:
    desk = begun(windows)
    propose(desk, "bdv|I.2.1", "8")
    shown = desk.show("unit", "bdv")
    desk.session.remove_unit("bdv")
    assert hall(desk.presenter) == shown
    desk.key(desk.presenter.tree, Key.Key_Return)
    assert hall(desk.presenter) == shown, "what cannot be built is not shown"
    again = desk.show("ranking", item="4")
    assert "bdv" not in {it.key for it in again.rows}
    everywhere(desk, of(desk.session.standings))
    assert of_scene(again) == in_hall(of(desk.session.standings))
    desk.window.do("undo")
    desk.key(desk.presenter.tree, Key.Key_Return)
    assert "bdv" in {it.key for it in hall(desk.presenter).rows}


def test_20_units_with_the_longest_names_turn_page_by_page(windows: Windows) -> None:
    given = long_block()
    desk = begun(windows, replace(given, meeting=replace(given.meeting, agenda=())))
    names = {it.name for it in given.units}
    assert len(names) == 20
    assert min(map(len, names)) >= 60
    tab, seen = desk.presenter, list[str]()
    for _ in range(len(names)):
        scene = hall(tab)
        assert tab.desk.window is not None
        size = tab.desk.window.canvas.size()
        made = lay_out(scene, size.width(), size.height())
        seen += [" ".join(it.lines) for it in made.words if it.role == "text"]
        if made.page + 1 == made.pages:
            break
        desk.clicker(Key.Key_PageDown)
    assert sorted(seen) == sorted(names)
    [table] = tables(desk.minutes(), "rank", "unit", "total")
    assert {it.cells[1].text for it in table.rows} == names


def test_the_clock_jumps_back_and_forth(windows: Windows) -> None:
    """A scene says the time of its freezing as the computer has it; the order of what was done is kept."""
    desk = begun(windows)
    accept(desk, propose(desk, "bnc|I.2.1", "9,25"))
    desk.moment = datetime(2020, 1, 1)
    accept(desk, propose(desk, "blc|I.1.1", "11,5"))
    shown = desk.show("ranking", item="4")
    assert shown.stamp == "Số liệu lúc 00:00, ngày 01/01/2020"
    desk.moment = MORNING + timedelta(days=400)
    wanted = of(desk.session.standings)
    everywhere(desk, wanted)
    assert of_scene(hall(desk.presenter)) == in_hall(wanted)
    acts = [it.what for it in desk.session.history() if it.what.startswith("thống nhất")]
    assert [it.split()[2] for it in acts] == ["I.1.1", "I.2.1"], (
        "newest first, whatever the clock said"
    )
    assert desk.session.undo_label.startswith("thống nhất I.1.1")
    again = windows.after_a_power_cut(desk)
    everywhere(again, wanted)
    again.presenter.resume()
    assert hall(again.presenter) == shown

"""The page of units: every act goes through the session and can be undone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models.block import Unit
from models.rulepack import Stage
from tests.ui.page_samples import UNITS, filled, season, session_of
from ui.book.jobs import Jobs
from ui.pages import units
from ui.pages.units import UnitsPage
from ui.widgets.paste_units import PasteUnits


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[UnitsPage]:
    session = session_of(tmp_path, filled(season(), "self", ["u1", "u2"]))
    made = UnitsPage(session, Jobs())
    session.changed.connect(made.session_changed)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    yield made
    session.close()


def names(page: UnitsPage) -> list[str]:
    return [it.unit.name for it in page.table.records]


def choose(page: UnitsPage, unit: str) -> None:
    page.show_target(unit)


def test_the_list_shows_role_form_and_rank(page: UnitsPage) -> None:
    first, second, third = page.table.as_text(page.table.records).splitlines()[:3]
    assert first.split("\t")[4:] == ["Trưởng khối", "Đã nộp", "95,00", "1"]
    assert second.split("\t")[4:] == ["Phó Trưởng khối", "Đã nộp", "92,00", "2"]
    assert third.split("\t")[2:] == ["Không", "Có", "", "Chưa nộp", "–", "–"]


def test_alt_down_moves_a_unit_and_keeps_it_chosen(qtbot: QtBot, page: UnitsPage) -> None:
    choose(page, "u1")
    page.table.setFocus()
    page._move(1)
    assert names(page)[:2] == [UNITS[1].name, UNITS[0].name]
    assert page.table.selected.unit.id == "u1"
    page.session.undo()
    assert names(page)[0] == UNITS[0].name


def test_the_first_cannot_move_up_nor_the_last_down(page: UnitsPage) -> None:
    choose(page, "u1")
    assert not page._acts["up"].isEnabled()
    assert page._acts["down"].isEnabled()
    page._move(-1)
    assert names(page) == [it.name for it in UNITS]


def test_a_deputy_made_head_leaves_the_other_office(page: UnitsPage) -> None:
    choose(page, "u2")
    page._set_role("head")
    assert (page.session.season.head, page.session.season.deputy) == ("u2", "")
    page.session.undo()
    assert (page.session.season.head, page.session.season.deputy) == ("u1", "u2")


def test_removal_asks_with_what_goes_and_undo_brings_it_back(
    page: UnitsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, text: str, _choices: object) -> str:
        asked.append(text)
        return "remove"

    monkeypatch.setattr(units, "ask", answer)
    before = page.session.season
    page.remove(before.units[0])
    assert asked[0].startswith("Bỏ khỏi sổ 6 điểm của đơn vị này. Khối sẽ không còn Trưởng khối.")
    assert len(names(page)) == 4
    page.session.undo()
    assert page.session.season == before


def test_a_removal_that_is_not_confirmed_does_nothing(
    page: UnitsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "ask", lambda *_args: None)
    page.remove(page.session.season.units[0])
    assert len(names(page)) == 5


def test_a_pasted_list_is_entered_only_when_accepted(qtbot: QtBot, page: UnitsPage) -> None:
    QGuiApplication.clipboard().setText("Báo Lào Cai\nĐài Phát thanh\nHội Nông dân\n")
    box = PasteUnits(page.session.season.units, page)
    qtbot.addWidget(box)
    assert [it.name for it in box.units()] == ["Đài Phát thanh", "Hội Nông dân"]
    assert box.add.text() == "Thêm 2 đơn vị"
    assert len(page.session.season.units) == 5
    box.input.setPlainText("Báo Lào Cai")
    assert not box.add.isEnabled()


def test_added_units_stand_at_the_end(page: UnitsPage) -> None:
    page.session.add_unit(Unit("Hội Nông dân"))
    assert names(page)[-1] == "Hội Nông dân"


def test_what_a_trait_means_stands_below(page: UnitsPage) -> None:
    choose(page, "u4")
    assert "tối đa 50% số điểm" in page._traits.text()


def test_a_read_only_book_offers_no_act(qtbot: QtBot, page: UnitsPage) -> None:
    from ui.book.session import Session

    second = Session()
    second.open(page.session.file.path)
    other = UnitsPage(second, Jobs())
    qtbot.addWidget(other)
    other.show()
    choose(other, "u1")
    assert not any(it.isEnabled() for it in other._acts.values())
    assert second.read_only_reason in other._subtitle.text()
    second.close()


def test_delete_asks_before_anything_goes(
    qtbot: QtBot, page: UnitsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(units, "ask", lambda _parent, title, *_rest: asked.append(title))
    choose(page, "u5")
    page.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert asked == ["Xóa Trường Chính trị tỉnh?"]


def form_of_first(page: UnitsPage) -> str:
    return page.table.as_text(page.table.records).splitlines()[0].split("\t")[5]


def test_the_first_stage_may_have_any_name_or_be_missing(qtbot: QtBot, tmp_path: Path) -> None:
    given = season()
    stages = (Stage("tu-cham", "Tự chấm"), Stage("khoi", "Khối chấm"))
    given = replace(given, pack=replace(given.pack, stages=stages))
    session = session_of(tmp_path, filled(given, "tu-cham", ["u1"]))
    page = UnitsPage(session, Jobs())
    qtbot.addWidget(page)
    page.show()
    assert form_of_first(page) == "Đã nộp"
    # A file of an earlier version may hold rules without stages; none can be made any more.
    session._set_season(replace(given, pack=replace(given.pack, stages=()), scores={}))
    page.session_changed("season")
    assert form_of_first(page) == ""
    session.close()

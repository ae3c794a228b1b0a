"""Several proposals accepted in one act, and where the list begins."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from models.collected import Waiver
from tests.models.paper_drawing import season
from tests.ui.due_desk import DRAWING, TODAY, made_tab, undo_label
from ui.collecting.due_papers import DuePapersTab


@pytest.fixture
def tab(tmp_path: Path, qtbot: Any) -> Iterator[DuePapersTab]:
    made = made_tab(tmp_path, qtbot, season(DRAWING))
    yield made
    made.session.close()


def look(tab: DuePapersTab, view: int) -> None:
    tab.views.findChildren(QPushButton)[view].click()


def test_the_list_begins_with_the_first_that_waits(tab: DuePapersTab) -> None:
    look(tab, 2)
    table = tab.proposals.table
    table.select(lambda it: it.unit.name == "Báo Lào Cai")
    look(tab, 0)
    look(tab, 2)
    assert table.selected == table.records[0]
    assert table.selected_records == table.records[:1]


def test_the_chosen_lines_are_accepted_in_one_act(tab: DuePapersTab, qtbot: Any) -> None:
    waiver = Waiver("Ban Tổ chức", "late:report", "Bão", TODAY)
    tab.session.change_fact(None, waiver, "ghi")
    tab.show_target("proposals")
    view = tab.proposals
    waiting = [it for it in view.found if it.state == "open"]
    assert len(waiting) > 1
    qtbot.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.accepts.text() == "Chấp nhận các dòng đã chọn"
    assert view._grounds.text().count("•") == len(waiting)
    assert not view.waives.isVisibleTo(view), "a reason belongs to one of them"
    heard: list[Any] = []
    view.told.connect(lambda *said: heard.append(said))
    view.accepts.click()
    assert {it.about for it in tab.session.season.facts.discipline} == {it.key for it in waiting}
    assert not [it for it in view.found if it.state == "open"]
    assert undo_label(tab) == f"chấp nhận {len(waiting)} đề nghị về {len(waiting)} đơn vị"
    assert heard[-1][0].startswith(f"Đã chấp nhận {len(waiting)} đề nghị")
    tab.session.undo()
    assert not tab.session.season.facts.discipline
    assert tab.session.season.facts.waivers == (waiver,)

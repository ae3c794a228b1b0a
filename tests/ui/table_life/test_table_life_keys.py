"""The import of a table by the keyboard alone, and when the table changes meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.table import ScoringTable
from tests.ui.life_samples import DRAFT, buttons, draft_session
from tests.ui.table_life.test_table_life_import import GOOD, choose, read, step, workbook
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.table_life.import_table import RESULT, ImportTable


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = draft_session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> ImportTable:
    made = ImportTable(session, Jobs())
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    return made


def held(panel: ImportTable) -> object:
    """What has the keyboard: the words of a button, else the widget."""
    QApplication.processEvents()
    found = panel.focusWidget()
    return found.text() if isinstance(found, QPushButton) else found


def test_the_keyboard_goes_along_from_step_to_step(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    panel.take_focus()
    assert held(panel) == "Chọn tệp…"
    read(qtbot, panel, workbook(tmp_path, GOOD, (("x",), ("y",))))
    assert held(panel) is panel.choices
    qtbot.keyClick(panel.choices, Qt.Key.Key_Return)
    assert held(panel) == "Tiếp", "all columns are guessed"
    buttons(panel)["Tiếp"].click()
    assert held(panel) == "Thay bảng hiện có"
    buttons(panel)["Bước trước"].click()
    assert held(panel) == "Tiếp"
    choose(panel, 1, "Không dùng")
    buttons(panel)["Tiếp"].click()
    assert held(panel) is panel.result.rows, "nothing to enter yet"
    buttons(panel)["Bước trước"].click()
    assert held(panel) is panel.columns.combos[0]


def test_the_keyboard_is_not_taken_from_elsewhere(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    panel, search = ImportTable(session, Jobs()), QLineEdit()
    column.addWidget(panel)
    column.addWidget(search)
    window.show()
    search.setFocus()
    read(qtbot, panel, workbook(tmp_path, GOOD))
    assert window.focusWidget() is search


def test_the_last_step_follows_a_change_of_the_table(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    panel.session.changed.connect(lambda _what: panel.refresh())
    read(qtbot, panel, workbook(tmp_path, GOOD))
    panel.review()
    QTest.mouseClick(panel.result.views.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    before = len(panel.result.changes.records)
    assert before > 0
    panel.session.set_table(replace(DRAFT, rows=panel.found.rows))
    assert panel.result.changes.records == []
    assert panel.result.changes.isVisible(), "the view stays"
    panel.session.set_table(ScoringTable())
    assert "Thêm vào bảng" not in buttons(panel)
    assert "Lập bảng này" in buttons(panel)
    assert panel.result.rows.isVisible()
    panel.session.undo()
    panel.session.undo()
    assert len(panel.result.changes.records) == before
    assert step(panel) == RESULT


def test_an_emptied_row_number_is_never_left_empty(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    read(qtbot, panel, workbook(tmp_path, GOOD))
    for name, shown in (("first", "1"), ("header", "")):
        pick = panel.picks[name]
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return):
            pick.show_number(2, 8)
            pick.setFocus()
            pick.selectAll()
            qtbot.keyClick(pick, Qt.Key.Key_Backspace)
            qtbot.keyClick(pick, key)
            assert pick.text() == shown
    assert panel.mapping.header is None
    assert panel.mapping.first == 0

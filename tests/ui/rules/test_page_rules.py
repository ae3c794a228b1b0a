"""The rules inside the page of the table: two views of one editor, and what leaving the page asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.page_samples import season, session_of
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.pages.table import TablePage
from ui.rules.page_specs import PAGES


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = session_of(tmp_path, season())
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> TablePage:
    made = TablePage(session, Jobs())
    session.changed.connect(made.session_changed)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(page: TablePage) -> str:
    editor = page.rules.editor
    assert editor is not None
    assert editor.isVisible()
    return PAGES[editor.list.currentRow()].key


def test_both_views_are_the_editor_at_two_places(page: TablePage) -> None:
    assert page.rules.editor is None
    page.views.set_current(1)
    page.views.changed.emit(1)
    assert shown(page) == "totals"
    page.views.set_current(2)
    page.views.changed.emit(2)
    assert shown(page) == "open"


def test_what_is_to_be_chosen_is_reached_from_the_overview(page: TablePage) -> None:
    page.show_target("open")
    assert page.views.current == 2
    assert shown(page) == "open"


def test_changes_that_are_not_in_force_are_asked_about(page: TablePage, session: Session) -> None:
    page.show_target("open")
    editor = page.rules.editor
    assert editor is not None
    editor.draft.put({"board": "Phòng Nội vụ"})

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        next(it for it in box.findChildren(QPushButton) if it.text() == "Áp dụng").click()

    QTimer.singleShot(0, press)
    assert page.settle()
    assert session.season.pack.board == "Phòng Nội vụ"
    assert page.settle()


def test_after_changes_come_into_force_the_clerk_is_where_they_were(
    page: TablePage, session: Session
) -> None:
    page.show_target("open")
    editor = page.rules.editor
    assert editor is not None
    editor.show_page("classes")
    editor.draft.put({"board": "Phòng Nội vụ"})
    assert editor.apply()
    assert session.season.pack.board == "Phòng Nội vụ"
    assert shown(page) == "classes"
    page.show_target("open")
    assert shown(page) == "open"
    editor.show_page("classes")
    page.views.set_current(0)
    page.views.changed.emit(0)
    session.undo()
    page.show_target("open")
    assert shown(page) == "open"

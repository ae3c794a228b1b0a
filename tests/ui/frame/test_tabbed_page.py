"""Pages parted into tabs: the head is low, what was told goes with its view, the work has the room."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.collected import Discussion
from models.points import ZERO
from models.season import ScoreKey
from tests.ui.page_samples import session_of
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.frame.main_window import MainWindow
from ui.frame.tab import Tab
from ui.frame.tabbed_page import TabbedPage
from ui.meeting.discussion import DiscussionTab

OFFICE_SCREEN = 1366, 768
HEAD = 140
"""So much of a page may stand above the work of a tab that has views of its own (pixels at 100 %)."""


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    session = session_of(tmp_path, shipped.sample())
    path = session.file.path
    session.close()
    made = MainWindow(session, Jobs(), tmp_path, path)
    qtbot.addWidget(made)
    made.resize(*OFFICE_SCREEN)
    made.show()
    yield made
    session.close()


def tab_of(window: MainWindow, target: str) -> Tab:
    window.do(f"page:{target}")
    QApplication.processEvents()
    page = window.pages[window.current_key]
    assert isinstance(page, TabbedPage)
    return page.tab


def top(window: MainWindow, widget: QWidget) -> int:
    return widget.mapTo(window.pages[window.current_key], QPoint(0, 0)).y()


def test_two_rows_of_views_leave_the_height_to_the_work(window: MainWindow) -> None:
    due = tab_of(window, "papers/due")
    assert 0 < top(window, due.grid) < HEAD  # type: ignore[attr-defined]
    talks = tab_of(window, "meeting/discussion")
    assert 0 < top(window, talks.table) < HEAD  # type: ignore[attr-defined]


def test_what_was_told_goes_when_another_view_is_looked_at(window: MainWindow) -> None:
    tab = tab_of(window, "papers/due")
    page = window.pages["papers"]
    assert isinstance(page, TabbedPage)
    for buttons in (tab.views, page.tabs):  # type: ignore[attr-defined]
        tab.tell("Đã ghi nhận.", button=("Hoàn tác", window.session.undo))
        assert window.notice.isVisible()
        buttons.findChildren(QPushButton)[(buttons.current + 1) % 2].click()
        assert not window.notice.isVisible()


def in_sight(tab: DiscussionTab) -> int:
    room = tab.table.viewport().rect()
    rows = range(len(tab.table.records))
    whole = [it for it in rows if room.contains(tab.table.visualRect(tab.table.rows.index(it, 0)))]
    return sum(1 for it in whole if tab.table.records[it].is_score)


def test_six_criteria_at_least_are_in_sight_in_the_discussion(window: MainWindow) -> None:
    tab = tab_of(window, "meeting/discussion")
    assert isinstance(tab, DiscussionTab)
    assert not tab.changes.isVisible(), "there is nothing to list yet"
    assert in_sight(tab) >= 6
    season = window.session.season
    unit = season.units[0].id
    talks = [
        Discussion(unit, it.code, ZERO, ZERO, by="Ông X", why="Báo cáo chậm")
        for it in season.table.criteria()[:4]
    ]
    window.session.change_facts((), talks, "nêu đề nghị")
    QApplication.processEvents()
    assert tab.changes.isVisible()
    assert in_sight(tab) >= 6
    key = ScoreKey(unit, talks[0].criterion, "agreed")
    window.session.set_points(key, Decimal(5))  # one more stage is in use
    QApplication.processEvents()
    assert in_sight(tab) >= 6


def test_the_keyboard_stands_in_the_points_of_the_discussion(window: MainWindow) -> None:
    tab = tab_of(window, "meeting/discussion")
    assert window.focusWidget() is tab.table  # type: ignore[attr-defined]

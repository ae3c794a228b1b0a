"""How large the window is: remembered, never too small to work in, and never larger than the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.light_pages import PAGES, open_session
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.look import theme


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = open_session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session, tmp_path: Path) -> MainWindow:
    made = MainWindow(session, Jobs(), tmp_path / "cai-dat", pages=PAGES)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = MainWindow(Session(), Jobs(), tmp_path / "cai-dat", pages=PAGES)
    qtbot.addWidget(made)
    made.show()
    return made


def test_its_size_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    first = MainWindow(Session(), Jobs(), tmp_path, pages=PAGES)
    qtbot.addWidget(first)
    first.show()
    first.resize(800, 720)  # the offscreen screen is 800 pixels wide and high
    first.close()
    second = MainWindow(Session(), Jobs(), tmp_path, pages=PAGES)
    qtbot.addWidget(second)
    assert (second.width(), second.height()) == (800, 720)


def test_it_is_never_smaller_than_a_small_office_screen(empty: MainWindow) -> None:
    empty.resize(300, 200)
    # The offscreen screen is 800 pixels wide: there the window keeps to it, and its pages scroll.
    assert (empty.width(), empty.height()) == (800, theme.MINIMUM_SIZE[1])


def test_on_a_tiny_screen_all_of_a_page_can_be_scrolled_to(window: MainWindow) -> None:
    window.resize(800, 680)
    page = window.pages["overview"]
    page.setMinimumSize(900, 700)
    for _ in range(3):  # one event for each layout on the way up
        QApplication.processEvents()
    room = next(it for it in window.findChildren(QScrollArea) if it.isAncestorOf(page))
    assert room.horizontalScrollBar().maximum() > 0
    assert room.verticalScrollBar().maximum() > 0


class _Greedy(QWidget):
    """Would like to be very high, as a long table, and can be small."""

    def sizeHint(self) -> QSize:
        return QSize(100, 2000)

    def minimumSizeHint(self) -> QSize:
        return QSize(10, 10)


def test_where_there_is_room_nothing_scrolls_however_high_a_page_would_like_to_be(
    window: MainWindow,
) -> None:
    window.resize(1366, 768)
    page = window.pages["overview"]
    words = QLabel("chữ xuống dòng")
    words.setWordWrap(True)
    page.body.addWidget(words)
    page.body.addWidget(_Greedy())
    for _ in range(3):
        QApplication.processEvents()
    room = next(it for it in window.findChildren(QScrollArea) if it.isAncestorOf(page))
    assert (room.horizontalScrollBar().maximum(), room.verticalScrollBar().maximum()) == (0, 0)
    assert page.height() == room.viewport().height()

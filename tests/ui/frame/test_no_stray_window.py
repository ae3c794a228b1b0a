"""No part of a page is ever shown as a window of its own: it would flash and take the keyboard."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.frame.page_list import PAGES


class _Windows(QObject):
    """Remembers every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session(tmp_path / "sao-luu", clock=lambda: datetime(2026, 11, 20, 9, 0))
    made.create(tmp_path / "mau.khoi", shipped.sample())
    yield made
    made.close()


def test_all_pages_come_into_being_inside_the_window(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    windows = _Windows()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(windows)
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat")
    qtbot.addWidget(window)
    window.show()
    for target in [it.key for it in PAGES] + ["table/open", "table/edit"]:
        window.do(f"page:{target}")
        QApplication.processEvents()
    app.removeEventFilter(windows)
    assert windows.shown == ["MainWindow"]

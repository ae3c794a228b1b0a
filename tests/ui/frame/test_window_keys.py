"""Enter in the window does what the space bar does on the button that has the keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.light_pages import PAGES
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.pages.start import StartPage


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(Session(), Jobs(), tmp_path, pages=PAGES)
    qtbot.addWidget(window)
    window.show()
    start = window.findChild(StartPage)
    assert start is not None
    wishes: list[str] = []
    start.wanted.disconnect()
    start.wanted.connect(wishes.append)
    for name in ("Tạo sổ mới…", "Xem sổ mẫu"):
        next(it for it in start.findChildren(QPushButton) if it.text() == name).setFocus()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert wishes == ["new", "sample"]

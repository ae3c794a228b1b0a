"""What every page does: a fault while it is shown is told and ends nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from models.errors import AppError
from tests.ui.light_pages import CountingPage, open_session
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.widgets.cards import button
from ui.widgets.messages import Box


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = open_session(tmp_path)
    yield made
    made.close()


class FaultyPage(CountingPage):
    def refresh(self, what: str) -> None:
        # Raised by the interpreter itself: such an error ended the process when it left showEvent.
        list(zip([1], [], strict=True))


class RefusedPage(CountingPage):
    def refresh(self, what: str) -> None:
        message = "USB không còn nối."
        raise AppError(message)


def test_a_fault_while_a_page_is_shown_goes_to_the_crash_box(
    qtbot: QtBot, session: Session
) -> None:
    page = FaultyPage(session, Jobs())
    qtbot.addWidget(page)
    with qtbot.captureExceptions() as faults:
        page.show()
        qtbot.waitUntil(lambda: len(faults) == 1)
        page.session_changed("scores")
        qtbot.waitUntil(lambda: len(faults) == 2)
    assert page.isVisible()
    assert [it[0] for it in faults] == [ValueError, ValueError]


def test_an_expected_failure_while_a_page_is_shown_is_advice(
    qtbot: QtBot, session: Session
) -> None:
    page = RefusedPage(session, Jobs())
    qtbot.addWidget(page)
    said: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, Box):
            said.extend(it.text() for it in box.findChildren(QLabel))
            box.accept()
        else:
            QTimer.singleShot(5, read)

    QTimer.singleShot(0, read)
    page.show()
    qtbot.waitUntil(lambda: bool(said))
    assert "USB không còn nối." in said


def test_the_keyboard_goes_to_the_work_when_its_button_goes(qtbot: QtBot, session: Session) -> None:
    page = CountingPage(session, Jobs())
    qtbot.addWidget(page)
    work = QListWidget()
    page.body.addWidget(work)
    pressed: list[str] = []
    page.set_buttons(("Xác nhận", lambda: pressed.append("xác nhận")), [("In", lambda: None)])
    page.show()
    qtbot.waitUntil(page.isVisible)

    def head() -> dict[str, QPushButton]:
        return {it.text(): it for it in page.findChildren(QPushButton) if it.isVisibleTo(page)}

    head()["Xác nhận"].setFocus()
    page.set_buttons(None, [("In", lambda: None)])
    qtbot.waitUntil(work.hasFocus)
    head()["In"].setFocus()
    page.set_buttons(("Vòng 2", lambda: None), [("In", lambda: None)])

    def is_there() -> bool:
        made = head().get("In")
        return made is not None and made.hasFocus()

    qtbot.waitUntil(is_there)


def test_a_menu_is_renewed_under_the_button_that_stays(qtbot: QtBot, session: Session) -> None:
    page = CountingPage(session, Jobs())
    qtbot.addWidget(page)
    page.show()

    def menu(words: str) -> QMenu:
        made = QMenu()
        made.addAction(words)
        return made

    page.set_buttons(None, [("Việc khác", menu("một"))])
    [first] = page.findChildren(QPushButton)
    page.set_buttons(None, [("Việc khác", menu("hai"))])
    [second] = page.findChildren(QPushButton)
    assert first is second
    assert [it.text() for it in second.menu().actions()] == ["hai"]


def test_without_a_list_the_keyboard_goes_to_the_button_that_leads(
    qtbot: QtBot, session: Session
) -> None:
    page = CountingPage(session, Jobs())
    qtbot.addWidget(page)
    first, leads = button("Chương trình", lambda: None), button("Đề xuất", lambda: None, "primary")
    for made in (first, leads):
        page.body.addWidget(made)
    page.show()
    page.take_focus()
    qtbot.waitUntil(leads.hasFocus)


def test_work_that_wants_other_buttons_as_the_keyboard_comes_to_it_gets_them(
    qtbot: QtBot, session: Session
) -> None:
    def heads() -> list[str]:
        return [it.text() for it in page.findChildren(QPushButton) if it.isVisibleTo(page)]

    class Work(QListWidget):
        begun = False

        def focusInEvent(self, event: QFocusEvent) -> None:
            if self.begun:
                page.set_buttons(None, [("Biên bản…", print), ("Vì sao?", print)])

    page, work = CountingPage(session, Jobs()), Work()
    qtbot.addWidget(page)
    page.set_buttons(None, [("Thêm nội dung…", print)])
    page.body.addWidget(work)
    page.show()
    page.activateWindow()
    [first] = page.findChildren(QPushButton)
    qtbot.waitUntil(lambda: first.isVisible() and page.isActiveWindow())
    first.setFocus()
    assert first.hasFocus()
    work.begun = True
    page.set_buttons(None, [("Biên bản…", print)])
    qtbot.waitUntil(lambda: heads() == ["Biên bản…", "Vì sao?"])
    page.set_buttons(None, [("Biên bản…", print), ("Vì sao?", print)])
    assert heads() == ["Biên bản…", "Vì sao?"]

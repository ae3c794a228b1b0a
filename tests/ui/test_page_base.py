"""What every page does: a fault while it is shown is told and ends nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.errors import AppError
from tests.ui.light_pages import CountingPage, open_session
from ui.jobs import Jobs
from ui.session import Session
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

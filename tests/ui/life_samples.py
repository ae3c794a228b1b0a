"""What the tests of the table's life share: a block with an unissued table, and answers to boxes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from models.table import ScoringTable
from models.table_life import TableLife
from models.tables import steps
from tests.ui.page_samples import TABLE, season, session_of
from ui.book.session import Session
from ui.widgets.forms import FormDialog
from ui.widgets.messages import AskBox

DRAFT = replace(TABLE, life=TableLife())
DAY = date(2023, 2, 10)


def draft_session(folder: Path, **changes: object) -> Session:
    """A real file whose table is a draft without a fault."""
    return session_of(folder, season(**{"table": DRAFT, **changes}))


def issue(session: Session) -> ScoringTable:
    """Issue the table of the session; the issued table."""
    made = steps.issue(session.season.table, session.season.pack, "05/KH-KTĐ", DAY)
    session.set_table(made)
    return made


def shown(widget: QWidget) -> list[str]:
    """The texts of the labels in view."""
    QApplication.processEvents()
    return [it.text() for it in widget.findChildren(QLabel) if it.isVisible() and it.text()]


def buttons(widget: QWidget) -> dict[str, QPushButton]:
    """The buttons in view by their words."""
    QApplication.processEvents()
    return {it.text(): it for it in widget.findChildren(QPushButton) if it.isVisible()}


def answer_form(values: Mapping[str, object], seen: list[str] | None = None) -> None:
    """Fill the form that opens next and press its button; what it objects to goes into `seen`."""

    def fill(box: QWidget) -> None:
        assert isinstance(box, FormDialog)
        for name, value in values.items():
            field = box.form.input(name)
            if isinstance(value, date):
                field.set_day(value)
            elif hasattr(field, "setPlainText"):
                field.setPlainText(str(value))
            else:
                field.setText(str(value))
        box.finish()
        if box.isVisible() and seen is not None:
            seen.extend(shown(box))

    _when_open(fill)


def answer_box(verb: str, seen: list[str]) -> None:
    """Press the button with this verb in the question that opens next; its texts go into `seen`."""

    def press(box: QWidget) -> None:
        assert isinstance(box, AskBox)
        seen.extend(shown(box))
        next(it for text, it in buttons(box).items() if verb in text).click()

    _when_open(press)


def _when_open(act: Callable[[QWidget], None]) -> None:
    """Do this with the box that opens next; a box that stays open is left, so that no test hangs."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QDialog):
            QTimer.singleShot(5, look)
            return
        try:
            act(box)
        finally:
            if box.isVisible():
                box.reject()

    QTimer.singleShot(0, look)

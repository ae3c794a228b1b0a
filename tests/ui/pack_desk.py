"""Steps of a clerk in the pack editor, shared by its tests."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.rules.editor import PackEditor
from ui.rules.pack_page import PackPage
from ui.rules.record_list import RecordList
from ui.widgets.messages import AskBox

Fill = dict[str, Any]


def editor_over(qtbot: QtBot, session: Session) -> PackEditor:
    """The editor in view, told of what changes as its page tells it."""
    made = PackEditor(session, Jobs())
    session.changed.connect(lambda _what: made.refresh())
    qtbot.addWidget(made)
    made.resize(1100, 560)
    made.show()
    return made


def fail_at_refusals(monkeypatch: Any) -> None:
    """A refusal that nobody expects fails the test; a box would wait for ever."""

    def fail(_parent: object, error: Exception) -> None:
        raise AssertionError(str(error))

    monkeypatch.setattr("ui.widgets.messages.show_error", fail)


def page(editor: PackEditor, key: str) -> PackPage:
    editor.show_page(key)
    return editor.pages[key]


def records(editor: PackEditor, key: str, kind: str = "") -> RecordList:
    return page(editor, key).lists[kind or key]


def choose(made: RecordList, place: int) -> None:
    assert made.table.select(lambda it: it.place == place)


def texts(widget: Any) -> list[str]:
    QApplication.processEvents()  # what was just put there is shown by an event
    return [it.text() for it in widget.findChildren(QLabel) if not it.isHidden()]


def answer(verb: str) -> list[str]:
    """Press this button in the next question; what the question said is added to the list."""
    seen: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, AskBox)
        seen.extend(texts(box))
        next(it for it in box.findChildren(QPushButton) if it.text() == verb).click()

    QTimer.singleShot(0, press)
    return seen


def fill(made: RecordList, given: Fill) -> None:
    assert made.form is not None
    for name, value in given.items():
        field = made.form.input(name)
        if isinstance(value, bool):
            field.setChecked(value)
        elif hasattr(field, "findData"):
            place = field.findData(value)
            assert place >= 0, (name, value)
            field.setCurrentIndex(place)
        elif hasattr(field, "setPlainText"):
            field.setPlainText(value)
        else:
            field.setText(value)

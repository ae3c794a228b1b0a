"""A box of fields that is left: what was typed is given up only when that is said twice."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.paper_record import PaperRecord, Signing
from models.papers.kinds import PAPERS
from tests.ui.page_samples import BLOCK, TODAY
from ui.documents.record_forms import ask_record, ask_signing, ask_texts
from ui.widgets.forms import FormDialog

PLAN = PAPERS["ke-hoach-tong-ket"]
RECORD = PaperRecord(PLAN.key)
Left = Callable[[QtBot, FormDialog], None]


def by_escape(qtbot: QtBot, box: FormDialog) -> None:
    focus = box.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Escape)


def by_button(qtbot: QtBot, box: FormDialog) -> None:
    [made] = [it for it in box.findChildren(QPushButton) if it.text() == "Thôi"]
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)


def by_frame(_qtbot: QtBot, box: FormDialog) -> None:
    box.close()


def texts(ask: Callable[[FormDialog], None]) -> object:
    return ask_texts(PLAN, RECORD, ask)


def record(ask: Callable[[FormDialog], None]) -> object:
    return ask_record(PLAN, RECORD, None, 0, TODAY, ask)


def signing(ask: Callable[[FormDialog], None]) -> object:
    return ask_signing(BLOCK, ask)


BOXES = {
    "texts": (texts, PLAN.prose[0].key),
    "record": (record, "note"),
    "signing": (signing, "name"),
}


@pytest.mark.parametrize("left", [by_escape, by_button, by_frame])
@pytest.mark.parametrize("name", BOXES)
def test_typed_words_are_not_dropped_unasked(qtbot: QtBot, name: str, left: Left) -> None:
    opened, field = BOXES[name]
    said: list[str] = []

    def person(box: FormDialog) -> None:
        qtbot.addWidget(box)
        box.show()
        typed = box.form.input(field)
        typed.setFocus()
        qtbot.keyClicks(typed, "loi van")
        left(qtbot, box)
        assert box.isVisible()
        said.append(box._unsaved.text())
        assert box.form.values()[field] == "loi van"
        qtbot.keyClicks(typed, " nua")
        assert box._unsaved.isHidden(), "more was typed: nothing is given up any more"
        left(qtbot, box)
        assert box.isVisible()
        left(qtbot, box)
        assert not box.isVisible()

    assert opened(person) is None
    assert said == ["Nội dung vừa ghi chưa lưu. Bấm Thôi lần nữa để bỏ."]


@pytest.mark.parametrize("left", [by_escape, by_button, by_frame])
def test_a_box_in_which_nothing_was_typed_closes_at_once(qtbot: QtBot, left: Left) -> None:
    def person(box: FormDialog) -> None:
        qtbot.addWidget(box)
        box.show()
        typed = box.form.input("name")
        qtbot.keyClicks(typed, "x")
        qtbot.keyClick(typed, Qt.Key.Key_Backspace)
        left(qtbot, box)
        assert not box.isVisible()

    assert ask_signing(BLOCK, person) is None
    assert BLOCK.signing == Signing()


def test_a_day_that_is_none_is_typed_too(qtbot: QtBot) -> None:
    def person(box: FormDialog) -> None:
        qtbot.addWidget(box)
        box.show()
        typed = box.form.input("sent")
        typed.setFocus()
        qtbot.keyClicks(typed, "32/13")
        by_escape(qtbot, box)
        assert box.isVisible()
        box.reject()

    assert ask_record(PLAN, RECORD, None, 0, TODAY, person) is None

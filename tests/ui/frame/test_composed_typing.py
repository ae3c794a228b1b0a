"""Vietnamese typed into the grids, by both ways a PC composes it: nothing is lost, the first letter never doubled.

An input method hands over what is half composed ("pre-edit") and then the whole. UniKey is none: it lets the first
key through, then takes it back with Backspace and sends the accented letter.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.errors import AppError
from tests.ui.builder_keys import go, shown_builder
from tests.ui.score_samples import opened, sample
from ui.book.jobs import Jobs
from ui.builder import tree_view
from ui.pages.scores import ScoresPage

Key = Qt.Key
Way = Callable[[QWidget], None]


def held() -> QWidget:
    """What has the keyboard now: the grid, then the editor that its first key opened."""
    QApplication.processEvents()
    found = QApplication.focusWidget()
    assert found is not None
    return found


def composing(words: str, *, whole: str = "") -> None:
    event = QInputMethodEvent(words, [])
    event.setCommitString(whole)
    QApplication.sendEvent(held(), event)


def by_input_method(_grid: QWidget) -> None:
    """ "Đạt" and " tốt", half composed at first."""
    composing("d")
    composing("đ")
    composing("đạ")
    composing("", whole="Đạt")
    composing("t")
    composing("", whole=" tốt")


def by_unikey(_grid: QWidget) -> None:
    """ "Đ" as D, D taken back, and so on."""
    QTest.keyClick(held(), Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(held(), Key.Key_Backspace)
    for letter in "Đạt tốt":
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(held(), event)


WAYS = pytest.mark.parametrize("way", [by_input_method, by_unikey])


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[ScoresPage]:
    session = opened(tmp_path, sample())
    made = ScoresPage(session, Jobs())
    session.changed.connect(made.session_changed)
    qtbot.addWidget(made)
    made.resize(1300, 620)
    made.show()
    made.activateWindow()
    made.show_target("Ban Dân vận")
    yield made
    session.close()


def words_cell(page: ScoresPage) -> Any:
    """A cell for words beside the points of a criterion."""
    grid = page.grid
    kinds = [it.kind for it in grid.scores.sheet.layout.columns]  # type: ignore[union-attr]
    column = next(place for place, it in enumerate(kinds) if it in ("evidence", "note"))
    index = grid.scores.index(3, column)
    assert grid.scores.editable(index)
    return index


@WAYS
def test_words_typed_into_a_cell_of_the_score_grid(way: Way, page: ScoresPage) -> None:
    index = words_cell(page)
    page.grid.setCurrentIndex(index)
    page.grid.setFocus()
    way(page.grid)
    assert isinstance(held(), QLineEdit)
    QTest.keyClick(held(), Key.Key_Return)
    assert index.data(Qt.ItemDataRole.EditRole) == "Đạt tốt"


@WAYS
def test_words_typed_over_a_title_of_the_table(way: Way, qtbot: QtBot) -> None:
    builder = shown_builder(qtbot)
    go(builder, "I.1")
    builder.tree.setFocus()
    way(builder.tree)
    QTest.keyClick(held(), Key.Key_Return)
    row = next(it for _, it in builder.table.walk() if it.code == "I.1")
    assert row.title == "Đạt tốt"


def test_points_that_an_input_method_hands_over(page: ScoresPage) -> None:
    grid = page.grid
    grid.setCurrentIndex(grid.scores.index(3, 4))
    grid.setFocus()
    composing("", whole="1")
    composing("", whole="2,5")
    QTest.keyClick(held(), Key.Key_Return)
    assert grid.scores.index(3, 4).data() == "12,50"


@WAYS
def test_leaving_in_the_middle_keeps_what_stands_there(way: Way, page: ScoresPage) -> None:
    index = words_cell(page)
    page.grid.setCurrentIndex(index)
    page.grid.setFocus()
    way(page.grid)
    assert page.settle()
    assert index.data(Qt.ItemDataRole.EditRole) == "Đạt tốt"


def test_what_was_handed_over_whole_is_entered_when_the_page_is_left(
    page: ScoresPage,
) -> None:
    index = words_cell(page)
    page.grid.setCurrentIndex(index)
    page.grid.setFocus()
    composing("", whole="Đạ")
    composing("t")
    page.settle()
    assert index.data(Qt.ItemDataRole.EditRole) == "Đạ"


def test_a_fault_while_words_come_leaves_the_tree_with_its_own_keys(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else every later key would open the editor by itself, beside the keys of the acts."""
    builder = shown_builder(qtbot)
    usual = builder.tree.editTriggers()

    def fails(*_view: object, **_state: object) -> bool:
        raise AppError("Ổ đĩa đầy.")

    monkeypatch.setattr(tree_view, "take_whole", fails)
    with pytest.raises(AppError):
        builder.tree.inputMethodEvent(QInputMethodEvent("", []))
    assert builder.tree.editTriggers() == usual

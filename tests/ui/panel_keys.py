"""Keys on the page of scores, and what its panel of numbers holds."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.pages.scores import ScoresPage
from ui.scores.grid import ScoreGrid
from ui.scores.number_form import NumberField

UNIT = "Ban Dân vận"
BLOCK = 4
"""The column of the block's own points."""


def shown(session: Session, qtbot: Any) -> ScoresPage:
    page = ScoresPage(session, Jobs())
    session.changed.connect(page.session_changed)
    qtbot.addWidget(page)
    page.resize(1300, 620)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    page.show_target(UNIT)
    return page


def at(grid: ScoreGrid, row: int, column: int = BLOCK) -> None:
    grid.setCurrentIndex(grid.scores.index(row, column))
    grid.setFocus()


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """A key on whatever has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier)


def write(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def figures(grid: ScoreGrid) -> list[str]:
    assert grid.panel.form is not None
    return [it.text() for it in grid.panel.form.parts if isinstance(it, NumberField)]


def place(grid: ScoreGrid) -> tuple[int, int]:
    return grid.currentIndex().row(), grid.currentIndex().column()


def numbers(page: ScoresPage, criterion: str, stage: str = "block") -> dict[str, str]:
    score = page.session.season.score(page.unit, criterion, stage)
    return {it.key: f"{it.value.normalize():f}" for it in score.inputs}

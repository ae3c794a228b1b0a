"""The keyboard and the clipboard in tests of the table builder."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.tables import edit
from tests.ui.builder_samples import PACK, TABLE
from ui.builder.builder import Builder

Key, Mod = Qt.Key, Qt.KeyboardModifier


def shown_builder(qtbot: QtBot) -> Builder:
    """A builder on screen with the small table, the keyboard in its tree."""
    made = Builder()
    qtbot.addWidget(made)
    made.resize(1130, 600)
    made.show()
    made.start(TABLE, PACK)
    made.tree.setFocus()
    QApplication.processEvents()
    return made


def press(qtbot: QtBot, builder: Builder, key: Key, mod: Mod = Mod.NoModifier) -> None:
    """A key where the keyboard is: in the open editor, else in the tree."""
    qtbot.keyClick(builder.tree.cells.editor or builder.tree, key, mod)


def typed(builder: Builder, words: str) -> None:
    editor = builder.tree.cells.editor
    assert editor is not None
    editor.selectAll()
    event = QInputMethodEvent()  # as Vietnamese is typed: the test's keys know no accents
    event.setCommitString(words)
    QApplication.sendEvent(editor, event)


def codes(builder: Builder) -> list[str]:
    return [it.code for _, it in builder.table.walk()]


def go(builder: Builder, code: str, column: int = 1) -> None:
    path = edit.path_of(builder.table, code)
    assert path is not None
    assert builder.tree.go_to(path, column)


def told(builder: Builder) -> list[tuple[str, str]]:
    heard: list[tuple[str, str]] = []
    builder.told.connect(lambda words, tone: heard.append((words, tone)))
    return heard


def clip(words: str) -> None:
    QGuiApplication.clipboard().setText(words)

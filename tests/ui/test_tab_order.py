"""The Tab key: it reaches every control of every page and box once, never gets stuck, and what has the keyboard is in
sight."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.every_view import Walk
from ui.scores.grid import ScoreGrid
from ui.widgets.cards import Segments, label
from ui.widgets.messages import Box
from ui.widgets.scroll import scrolled

PLAIN = Qt.KeyboardModifier.NoModifier


def stops(root: QWidget) -> set[QWidget]:
    """What the Tab key should reach under `root`: of buttons of which one is pressed that one, as everywhere."""
    return {
        it
        for it in root.findChildren(QWidget)
        if it.isVisible()
        and it.isEnabled()
        and it.window() is root
        and it.focusPolicy() & Qt.FocusPolicy.TabFocus
        and it.focusProxy() is None
        and not _waits_beside_the_pressed_one(it)
    }


def _waits_beside_the_pressed_one(it: QWidget) -> bool:
    group = it.group() if isinstance(it, QAbstractButton) else None
    return bool(group and group.exclusive() and group.checkedButton() not in (None, it))


def said(it: QWidget) -> str:
    return f"{type(it).__name__} “{it.accessibleName() or getattr(it, 'text', str)()}”"


def out_of_sight(held: QWidget) -> bool:
    """Whether not even its upper left corner, as large as a small button, can be seen."""
    seen = corner = QRect(QPoint(), held.size().boundedTo(QSize(40, 20)))
    inside = held
    while not inside.isWindow():
        inside, place = inside.parentWidget(), inside.pos()
        seen, corner = seen.translated(place) & inside.rect(), corner.translated(place)
    return seen != corner


def faults(root: QWidget) -> list[str]:
    """What is wrong with the way of the Tab key through a window: one round, until the keyboard is where it was."""
    root.activateWindow()
    before = stops(root)
    if root.focusWidget() not in before:
        first = root.focusWidget() or root
        first.focusNextPrevChild(True)
    order: list[QWidget] = []
    hidden = []
    while (held := root.focusWidget()) is not None and held not in order:
        order.append(held)
        if out_of_sight(held):
            hidden.append(f"không thấy {said(held)}")
        keys = Qt.KeyboardModifier.ControlModifier if isinstance(held, ScoreGrid) else PLAIN
        QTest.keyClick(held, Qt.Key.Key_Tab, keys)
        QApplication.processEvents()
    missed = before.intersection(stops(root)).difference(order)
    stuck = [f"không ra khỏi {said(held)}"] if order and held is not order[0] else []
    return stuck + hidden + [f"không tới {said(it)}" for it in missed]


def test_tab_reaches_every_control_of_every_page_and_box_in_sight(
    qapp: QApplication, tmp_path: Path
) -> None:
    found: dict[str, list[str]] = {}

    def look(name: str, root: QWidget) -> None:
        found.setdefault(name, []).extend(faults(root))

    walk = Walk(tmp_path)
    try:
        for view in walk.views():
            look(view, walk.window)
            walk.open_boxes(look)
        walk.open_by_wish(look, "continue-setup", "new", "help", "about")
    finally:
        walk.end()
    assert {name: said for name, said in found.items() if said} == {}
    assert len(found) > 80, "the walk has lost its way"


def test_a_control_that_keeps_the_key_is_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    row = QHBoxLayout(root)
    for made in (QLineEdit(), QPlainTextEdit(), QLineEdit()):
        row.addWidget(made)
    root.show()
    assert [it.split(" “")[0] for it in faults(root)] == [
        "không ra khỏi QPlainTextEdit",
        "không tới QLineEdit",
    ]


def test_arrows_go_from_view_to_view(qtbot: QtBot) -> None:
    views = Segments(["Một", "Hai", "Ba"])
    qtbot.addWidget(views)
    views.show()
    views.activateWindow()
    QApplication.processEvents()
    seen: list[int] = []
    views.changed.connect(seen.append)
    views.findChildren(QPushButton)[0].setFocus()
    for _ in range(2):
        QTest.keyClick(views.focusWidget(), Qt.Key.Key_Right)
    assert views.current == 2
    assert seen == [1, 2]


def long_box(qtbot: QtBot) -> tuple[Box, QPushButton, QLineEdit]:
    """A box with a button above fields that scroll, scrolled to their end."""
    box = Box("Thử")
    qtbot.addWidget(box)
    above = box.add_button("Trước", list)
    inner = QWidget()
    column = QVBoxLayout(inner)
    for place in range(30):
        column.addWidget(QLineEdit(str(place)))
    area = scrolled(inner)
    box.body.addWidget(area)
    box.resize(400, 300)
    box.show()
    box.activateWindow()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    QWidget.setTabOrder(above, inner.findChildren(QLineEdit)[0])
    return box, above, inner.findChildren(QLineEdit)[0]


def test_what_gets_the_keyboard_from_outside_its_scroll_area_comes_into_view(qtbot: QtBot) -> None:
    box, above, first = long_box(qtbot)
    above.setFocus()
    assert out_of_sight(first)
    QTest.keyClick(above, Qt.Key.Key_Tab)
    assert box.focusWidget() is first
    assert not out_of_sight(first)


@pytest.mark.parametrize(("words", "stop"), [("kể từng việc một ", True), ("ngắn", False)])
def test_a_text_longer_than_its_room_is_scrolled_by_keys(
    words: str, stop: bool, qtbot: QtBot
) -> None:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.addWidget(label(words * (200 if stop else 1), wrap=True))
    area = scrolled(inner)
    qtbot.addWidget(area)
    area.resize(200, 100)
    area.show()
    QApplication.processEvents()
    assert bool(area.focusPolicy() & Qt.FocusPolicy.TabFocus) == stop
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    assert (area.verticalScrollBar().value() > 0) == stop

"""What has the keyboard looks clearly different: for every class of control, in the program's own look."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.every_view import Walk, settle
from tests.ui.look.test_theme import contrast
from tests.ui.test_tab_order import said, stops
from ui.look import style

WHITE = 0xFFFFFF
CLEAR = 3.0
"""Contrast of a changed pixel to what it was before (WCAG 2.2, 2.4.13)."""
LEAST = 80
"""So many of them: the edge of the smallest button, a cross of 30 × 30."""


@pytest.fixture
def looked(qapp: QApplication) -> Iterator[None]:
    before = qapp.font(), qapp.palette(), qapp.styleSheet()
    style.apply(qapp)
    yield
    qapp.setFont(before[0])
    qapp.setPalette(before[1])
    qapp.setStyleSheet(before[2])


def kind(it: QWidget) -> tuple[str, str, bool]:
    """Controls that are drawn in the same way."""
    checked = getattr(it, "isChecked", bool)()
    return type(it).__name__, it.property("role") or "", checked


def clearly_changed(one: QImage, other: QImage) -> int:
    """How many pixels differ so that it is seen."""
    before, after = (memoryview(it.constBits()).cast("I") for it in (one, other))
    pairs = Counter((a & WHITE, b & WHITE) for a, b in zip(before, after, strict=True) if a != b)
    return sum(
        count for (a, b), count in pairs.items() if contrast(f"#{a:06x}", f"#{b:06x}") >= CLEAR
    )


def picture(it: QWidget, held: QWidget) -> QImage:
    """Of `it` while `held` has the keyboard."""
    held.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert held.hasFocus(), said(held)
    return it.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_the_keyboard_is_seen_on_every_kind_of_control(
    looked: None, qapp: QApplication, tmp_path: Path
) -> None:
    changed: dict[tuple[str, str, bool], int] = {}

    def look(_name: str, root: QWidget) -> None:
        root.activateWindow()
        for it in sorted(stops(root), key=said):
            others = [other for other in stops(root) if kind(other) != kind(it)]
            if kind(it) not in changed and it.isVisible() and others:
                held = picture(it, it)
                changed[kind(it)] = clearly_changed(held, picture(it, others[0]))

    walk = Walk(tmp_path)
    try:
        for view in walk.views():
            look(view, walk.window)
            walk.open_boxes(look)
        walk.open_by_wish(look, "continue-setup", "new")
    finally:
        walk.end()
    assert {what: count for what, count in changed.items() if count < LEAST} == {}
    assert len(changed) > 30, "the walk has lost its way"

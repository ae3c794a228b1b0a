"""What a screen reader is told: every control of every page and box has a name, and no two have the same."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.every_view import Walk
from ui.widgets.cards import Card
from ui.widgets.columns import Column
from ui.widgets.records import RecordTable

Text = QAccessible.Text
LETTER = re.compile(r"[^\W\d_]{2}")
BOXES = ("continue-setup", "new", "help", "about")


def controls(root: QWidget) -> Iterator[QAccessibleInterface]:
    """What can be seen under `root` and takes the keyboard or can be pressed, as Qt's tree tells it; the cells
    of tables are told by their models and stay out."""
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        it = waiting.pop()
        if it is None or not it.isValid() or it.state().invisible:
            continue
        acts = it.actionInterface()
        if it.state().focusable or (acts and acts.actionNames()):
            yield it
        if not isinstance(it.object(), QAbstractItemView):
            waiting += [it.child(place) for place in range(it.childCount())]


def name_of(it: QAccessibleInterface) -> str:
    """As on Windows. On Linux Qt names a closed list by what is chosen in it, which is no name."""
    made = it.object()
    if not isinstance(made, QComboBox):
        return it.text(Text.Name)
    labels = it.relations(QAccessible.RelationFlag.Label)
    return made.accessibleName() or "".join(of.text(Text.Name) for of, _ in labels)


def faults(root: QWidget) -> list[str]:
    """Controls without a name that can be read out, and those that cannot be told apart."""
    found, told = [], Counter[tuple[str, ...]]()
    for it in controls(root):
        role, name = it.role().name, name_of(it)
        if not LETTER.search(name):
            around = it.parent().object() if it.parent() else None
            found.append(f"{role} “{name}” {type(it.object()).__name__} in {around}")
        told[role, name, it.text(Text.Description)] += 1
    return found + [f"{count} × {what}" for what, count in told.items() if count > 1]


def test_every_control_of_every_page_and_box_has_a_name_of_its_own(
    qapp: QApplication, tmp_path: Path
) -> None:
    found: dict[str, list[str]] = {}
    seen = 0

    def look(name: str, root: QWidget) -> None:
        nonlocal seen
        seen += 1
        found.setdefault(name, []).extend(faults(root))

    walk = Walk(tmp_path)
    try:
        for view in walk.views():
            look(view, walk.window)
            walk.open_boxes(look)
        walk.open_by_wish(look, *BOXES)
    finally:
        walk.end()
    assert {name: said for name, said in found.items() if said} == {}
    assert seen > 80, "the walk has lost its way"
    assert len(set(walk.boxes)) > 25


def test_a_nameless_and_a_doubled_control_are_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    row = QHBoxLayout(root)
    for made in (QPushButton("×"), QLineEdit(), QPushButton("Xóa"), QPushButton("Xóa")):
        row.addWidget(made)
    root.show()
    assert sorted(it.split()[0] for it in faults(root)) == ["2", "Button", "EditableText"]


def test_a_table_is_called_as_its_card_and_follows_it(qtbot: QtBot) -> None:
    card = Card("Đơn vị")
    qtbot.addWidget(card)
    table = RecordTable([Column("Tên", str)])
    card.body.addWidget(table)
    card.show()
    assert table.accessibleName() == "Đơn vị"
    card.hide()
    card.set_title("Đơn vị dự họp")
    card.show()
    assert table.accessibleName() == "Đơn vị dự họp"


def test_a_name_given_after_the_first_show_stays(qtbot: QtBot) -> None:
    card = Card("Đơn vị")
    qtbot.addWidget(card)
    table = RecordTable([Column("Tên", str)])
    card.body.addWidget(table)
    card.show()
    table.setAccessibleName("Khách mời")
    for _ in range(2):
        card.hide()
        card.show()
        assert table.accessibleName() == "Khách mời"
    table.setAccessibleName("")  # given up: the card's again
    card.hide()
    card.show()
    assert table.accessibleName() == "Đơn vị"


def test_a_name_of_its_own_stays(qtbot: QtBot) -> None:
    card = Card("Đơn vị")
    qtbot.addWidget(card)
    table = RecordTable([Column("Tên", str)])
    table.setAccessibleName("Khách mời")
    card.body.addWidget(table)
    card.body.addWidget(QCheckBox("Chọn hết"))
    card.show()
    assert table.accessibleName() == "Khách mời"

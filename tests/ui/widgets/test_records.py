"""The table of records: its model, its order, its keys."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.widgets.columns import Column, shared_widths
from ui.widgets.records import RecordModel, RecordTable


@dataclass(frozen=True)
class Row:
    name: str
    points: Decimal | None


ROWS = [
    Row("Văn phòng", Decimal("95.5")),
    Row("Đảng ủy Khối", None),
    Row("Ban Dân vận", Decimal(100)),
    Row("Báo Lào Cai", Decimal("9.75")),
]
NAME = Column("Đơn vị", lambda it: it.name, key=lambda it: it.name, stretch=1)
POINTS = Column(
    "Tổng", lambda it: str(it.points or "–"), key=lambda it: it.points, align="right", width=80
)


def names(model: RecordModel) -> list[str]:
    return [it.name for it in model.records]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = RecordModel([NAME, POINTS])
    model.set_records(ROWS)
    qtmodeltester.check(model)
    model.order_by(1)
    model.set_records(ROWS[:2])
    qtmodeltester.check(model)


def test_points_are_ordered_as_points_and_nothing_comes_last() -> None:
    model = RecordModel([NAME, POINTS])
    model.set_records(ROWS)
    model.order_by(1)
    assert names(model) == ["Báo Lào Cai", "Văn phòng", "Ban Dân vận", "Đảng ủy Khối"]
    model.order_by(1)
    assert names(model) == ["Ban Dân vận", "Văn phòng", "Báo Lào Cai", "Đảng ủy Khối"]
    model.order_by(1)
    assert names(model) == [it.name for it in ROWS]


def test_names_are_ordered_by_the_vietnamese_alphabet() -> None:
    model = RecordModel([NAME, POINTS])
    model.set_records(ROWS)
    model.order_by(0)
    assert names(model) == ["Ban Dân vận", "Báo Lào Cai", "Đảng ủy Khối", "Văn phòng"]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Đơn vị ↑"


def test_a_column_without_key_does_not_sort() -> None:
    model = RecordModel([Column("Tên", lambda it: it.name)])
    model.set_records(ROWS)
    model.order_by(0)
    assert names(model) == [it.name for it in ROWS]


def test_figures_stand_under_a_heading_at_their_side() -> None:
    model = RecordModel([NAME, POINTS])
    right = model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight


def test_a_cell_can_be_read_aloud() -> None:
    model = RecordModel([Column("Đơn vị", lambda it: it.name, second=lambda _it: "tạm tính")])
    model.set_records(ROWS)
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Đơn vị, Văn phòng, tạm tính"


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    made = RecordTable([NAME, POINTS], same=lambda it: it.name)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.set_records(ROWS)
    made.show()
    return made


def test_the_chosen_record_stays_chosen_when_the_records_are_made_anew(table: RecordTable) -> None:
    table.select(lambda it: it.name == "Ban Dân vận")
    table.set_records([Row(it.name, Decimal(1)) for it in reversed(ROWS)])
    assert table.selected == Row("Ban Dân vận", Decimal(1))


def test_enter_opens_and_arrows_move(table: RecordTable, qtbot: QtBot) -> None:
    table.select(lambda it: it is ROWS[0])
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [ROWS[1]]


def test_a_chosen_row_is_copied_as_text(table: RecordTable, qtbot: QtBot) -> None:
    table.select(lambda it: it is ROWS[0])
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Văn phòng\t95.5"
    assert table.as_text(ROWS[:1], titles=True).splitlines()[0] == "Đơn vị\tTổng"


def test_the_columns_fill_the_width(table: RecordTable) -> None:
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    assert table.columnWidth(1) == 80


def test_too_little_room_takes_half_the_name_at_most_and_hides_no_column() -> None:
    columns = [replace(NAME, width=260), *(replace(POINTS, width=120),) * 5]
    assert shared_widths(columns, 1000) == [400, *(120,) * 5]
    assert shared_widths(columns, 760) == [160, *(120,) * 5]
    tight = shared_widths(columns, 600)
    assert 590 <= sum(tight) <= 600
    assert tight[0] >= 100
    assert len(set(tight[1:])) == 1


def test_a_link_is_called_with_its_record(qtbot: QtBot) -> None:
    pressed: list[Row] = []
    made = RecordTable([Column("", lambda _it: "Vì sao?", link=pressed.append)])
    qtbot.addWidget(made)
    made.set_records(ROWS)
    made.show()
    place = made.visualRect(made.rows.index(2, 0)).center()
    qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pressed == [ROWS[2]]


def test_space_and_mouse_tick_what_can_be_ticked(qtbot: QtBot) -> None:
    ticked: set[str] = set()

    def toggle(row: Row, on: bool) -> None:
        ticked.symmetric_difference_update({row.name})
        assert (row.name in ticked) == on

    box = Column(
        "",
        checked=lambda it: None if it.points is None else it.name in ticked,
        toggle=toggle,
        width=44,
    )
    made = RecordTable([box, NAME])
    qtbot.addWidget(made)
    made.set_records(ROWS)
    made.show()
    for row in (0, 1):
        place = made.visualRect(made.rows.index(row, 0)).center()
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert ticked == {"Văn phòng"}
    made.select(lambda it: it.name == "Ban Dân vận")
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert ticked == {"Văn phòng", "Ban Dân vận"}
    assert "đã chọn" in made.rows.data(made.rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)


def test_each_box_of_a_row_is_turned_by_itself(qtbot: QtBot) -> None:
    ticked: set[tuple[str, str]] = set()

    def boxes(title: str) -> Column:
        def toggle(row: Row, _on: bool) -> None:
            ticked.symmetric_difference_update({(row.name, title)})

        return Column(title, width=60, checked=lambda it: (it.name, title) in ticked, toggle=toggle)

    made = RecordTable([NAME, boxes("Đảng"), boxes("Công đoàn")])
    qtbot.addWidget(made)
    made.set_records(ROWS)
    made.show()
    for column in (1, 2):
        place = made.visualRect(made.rows.index(0, column)).center()
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert len(ticked) == column
    assert ticked == {("Văn phòng", "Đảng"), ("Văn phòng", "Công đoàn")}
    made.setCurrentIndex(made.rows.index(0, 1))
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert ticked == {("Văn phòng", "Công đoàn")}
    made.setCurrentIndex(made.rows.index(0, 0))
    qtbot.keyClick(made, Qt.Key.Key_Space)  # which box is meant cannot be told
    assert ticked == {("Văn phòng", "Công đoàn")}


def test_with_fit_the_table_is_as_high_as_its_rows(qtbot: QtBot) -> None:
    made = RecordTable([NAME], fit=True)
    qtbot.addWidget(made)
    made.set_records(ROWS[:1])
    low = made.height()
    made.set_records(ROWS)
    assert made.height() - low == 3 * made.verticalHeader().defaultSectionSize()


def test_every_kind_of_cell_can_be_painted(qtbot: QtBot) -> None:
    made = RecordTable(
        [
            Column("", checked=lambda it: it.points is not None, width=40),
            Column("Tên", lambda it: it.name, second=lambda _it: "dòng hai", bold=True),
            Column("Trạng thái", lambda _it: "Mới", badge=True, tone=lambda _it: "done"),
            Column("", mark=lambda _it: ("half", "warn"), width=30),
            Column("", lambda _it: "Xem", link=lambda _it: None),
        ],
        row_style=lambda it: "group" if it.points is None else "muted",
    )
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.set_records(ROWS)
    made.select(lambda _it: True)
    made.show()
    colours = {made.grab().toImage().pixelColor(x, 60).name() for x in range(0, 700, 3)}
    assert len(colours) > 3

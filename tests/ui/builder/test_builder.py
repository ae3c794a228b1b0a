"""The tree of the table builder: real keys and clicks on a draft."""

import time
from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models.table import ScoringTable, TableRow
from models.tables import edit
from tests.models.tables.test_table_edit import drawn
from tests.ui.builder_keys import codes, go, press, shown_builder, told, typed
from tests.ui.builder_samples import PACK, TABLE, big_table, row
from ui.builder.builder import PROBLEMS, Builder
from ui.builder.marks import marks, meter
from ui.builder.tree_model import MIME, TreeModel

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def builder(qtbot: QtBot) -> Iterator[Builder]:
    made = shown_builder(qtbot)
    yield made
    made.tree.cells.close()


# ---- the model


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = TreeModel()
    model.show(TABLE, marks(TABLE, PACK))
    qtmodeltester.check(model)
    model.show(big_table(), {})
    qtmodeltester.check(model)


def test_only_another_shape_makes_a_new_tree() -> None:
    model = TreeModel()
    assert model.show(TABLE, {})
    assert not model.show(edit.change(TABLE, (0, 0), title="Khác"), {})
    assert model.show(edit.indent(TABLE, (0, 1)).table, {})


# ---- meter and marks


def test_the_meter_says_how_far_the_contents_are_off() -> None:
    assert meter(TABLE, PACK) == ("95/95", "đủ khung", "done")
    less = edit.change(TABLE, (2,), max_points=Decimal(12))
    assert meter(less, PACK).difference == "còn thiếu 3 điểm"
    more = edit.change(TABLE, (2,), max_points=Decimal("15.5"))
    assert meter(more, PACK)[1:] == ("thừa 0,5 điểm", "error")
    bonus = TableRow("IV", "Thưởng", Decimal(5), role="bonus")
    assert meter(ScoringTable((*TABLE.rows, bonus)), PACK).words == "95/95 · 5/5"


def test_marks_name_sum_maximum_evidence_and_code() -> None:
    bad = ScoringTable(
        (
            row("I", "Mục", "10", row("I.1", "Một", "4"), TableRow("I.1", "Hai", None)),
            TableRow("", "", Decimal(1), "Có"),
        )
    )
    found = {path: [it.words for it in made] for path, made in marks(bad, PACK).items()}
    assert found == {
        (0,): ["Ghi 10 điểm, các dòng con cộng lại 4."],
        (0, 0): ["Mã I.1 có 2 dòng."],
        (0, 1): ["Mã I.1 có 2 dòng.", "Chưa ghi điểm tối đa.", "Chưa ghi hồ sơ kiểm chứng."],
        (1,): ["Chưa có mã.", "Chưa ghi nội dung."],
    }


def test_a_parent_that_differs_shows_both_figures(builder: Builder) -> None:
    go(builder, "I.2.b")
    builder.enter(builder.tree.node, "max_points", "10")  # type: ignore[arg-type]
    index = builder.model.index_of((0, 1), 2)
    assert index.data() == "40 ≠ 35"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Ghi 40 điểm, các dòng con cộng lại 35."
    assert builder.difference.text() == "dòng con không khớp ở 1 mục"


# ---- typing


def test_a_cell_is_typed_in_by_keys_and_enter_goes_down(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "I.2.a", 2)
    press(qtbot, builder, Key.Key_Return)
    typed(builder, "30,5")
    press(qtbot, builder, Key.Key_Return)
    assert builder.table.row("I.2.a").max_points == Decimal("30.5")  # type: ignore[union-attr]
    assert builder.tree.node is not None
    assert builder.tree.node.row.code == "I.2.b"
    assert builder.tree.cells.editor is None


def test_tab_goes_to_the_next_cell_of_the_row(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "II.1", 0)
    press(qtbot, builder, Key.Key_F2)
    typed(builder, "II.7")
    press(qtbot, builder, Key.Key_Tab)
    typed(builder, "Tên khác")
    press(qtbot, builder, Key.Key_Tab)
    typed(builder, "19")
    press(qtbot, builder, Key.Key_Tab)
    typed(builder, "Thông báo xếp loại")
    press(qtbot, builder, Key.Key_Return)
    expected = TableRow("II.7", "Tên khác", Decimal(19), "Thông báo xếp loại")
    assert builder.table.row("II.7") == expected


@pytest.mark.parametrize(
    ("column", "words", "sentence"),
    [
        (0, "I.1", "Mã I.1 đã có ở dòng “Hoàn thành chương trình công tác năm th…”. Ghi mã khác."),
        (0, " ", "Dòng nào cũng phải có mã. Ghi mã, ví dụ I.2."),
        (2, "mười", "“mười” không phải là số điểm. Ghi số, ví dụ 9,5."),
        (2, "-3", "Điểm tối đa không thể nhỏ hơn 0. Điểm trừ ghi ở cách chấm."),
        (2, "=SUM(C3:C5)", "“=SUM(C3:C5)” không phải là số điểm. Ghi số, ví dụ 9,5."),
    ],
)
def test_a_refused_value_stays_in_sight_and_esc_gives_it_up(
    qtbot: QtBot, builder: Builder, column: int, words: str, sentence: str
) -> None:
    go(builder, "II.1", column)
    press(qtbot, builder, Key.Key_F2)
    typed(builder, words)
    press(qtbot, builder, Key.Key_Return)
    assert builder.tree.cells.editor is not None
    assert builder.tree.cells.editor.reason == sentence
    assert not builder.settle()
    assert builder.table == TABLE
    press(qtbot, builder, Key.Key_Escape)
    assert builder.tree.cells.editor is None
    assert builder.settle()
    assert not builder.is_changed


def test_nothing_is_done_over_a_refused_value(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "II.1", 2)
    press(qtbot, builder, Key.Key_F2)
    typed(builder, "x")
    for key, mod in ((Key.Key_D, Mod.ControlModifier), (Key.Key_Insert, Mod.NoModifier)):
        qtbot.keyClick(builder.tree, key, mod)
        assert builder.tree.cells.editor is not None
        assert builder.tree.cells.editor.hasFocus()
        assert builder.tree.cells.editor.text() == "x"
        assert builder.table == TABLE


def test_a_title_is_typed_in_a_wide_field(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "I.2.a")
    press(qtbot, builder, Key.Key_F2)
    editor = builder.tree.cells.editor
    assert editor is not None
    assert editor.width() > 400


def test_insert_adds_a_row_and_opens_its_title(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "I.1")
    press(qtbot, builder, Key.Key_Insert)
    typed(builder, "Việc mới")
    press(qtbot, builder, Key.Key_Return)
    assert builder.table.rows[0].rows[1] == TableRow("I.3", "Việc mới")
    go(builder, "I.3")
    press(qtbot, builder, Key.Key_Insert, Mod.AltModifier)
    typed(builder, "Dòng con")
    press(qtbot, builder, Key.Key_Escape)
    assert builder.table.rows[0].rows[1].rows == (TableRow("I.3.a", ""),)


def test_an_empty_table_begins_with_insert(qtbot: QtBot, builder: Builder) -> None:
    builder.start(ScoringTable(), PACK)
    assert builder.rule.row is None
    press(qtbot, builder, Key.Key_Insert)
    typed(builder, "Mục đầu")
    press(qtbot, builder, Key.Key_Return)
    assert builder.table.rows == (TableRow("I", "Mục đầu"),)


# ---- moving


def test_alt_and_arrows_move_indent_and_outdent(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "I.2")
    press(qtbot, builder, Key.Key_Up, Mod.AltModifier)
    assert codes(builder)[:3] == ["I", "I.2", "I.2.a"]
    press(qtbot, builder, Key.Key_Down, Mod.AltModifier)
    assert builder.table == TABLE
    press(qtbot, builder, Key.Key_Right, Mod.AltModifier)
    assert builder.table.rows[0].rows[0].rows[0].code == "I.2"
    assert builder.tree.node is not None
    assert builder.tree.node.row.code == "I.2"
    press(qtbot, builder, Key.Key_Left, Mod.AltModifier)
    assert builder.table == TABLE
    assert not builder.is_changed


def test_several_chosen_rows_move_together_and_stop_at_the_end(
    qtbot: QtBot, builder: Builder
) -> None:
    builder.start(big_table(1, 2), PACK)
    go(builder, "1.1.2")
    press(qtbot, builder, Key.Key_Down, Mod.ShiftModifier)
    for _ in range(4):
        press(qtbot, builder, Key.Key_Down, Mod.AltModifier)
    last = [it.code for it in builder.table.rows[0].rows[0].rows]
    assert last == ["1.1.1", "1.1.4", "1.1.5", "1.1.2", "1.1.3"]
    press(qtbot, builder, Key.Key_Right, Mod.AltModifier)
    assert [it.code for it in builder.table.row("1.1.5").rows] == ["1.1.2", "1.1.3"]  # type: ignore[union-attr]
    press(qtbot, builder, Key.Key_Left, Mod.AltModifier)
    assert [it.code for it in builder.table.rows[0].rows[0].rows] == last


def test_a_row_is_dragged_under_another(builder: Builder) -> None:
    model = builder.model
    data = model.mimeData([model.index_of((0, 0), column) for column in range(5)])
    # Let go on a row: its last child; between two rows: there.
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index_of((2,)))
    assert [it.code for it in builder.table.rows[2].rows] == ["III.1", "I.1"]
    back = model.mimeData([model.index_of((2, 1))])
    model.dropMimeData(back, Qt.DropAction.MoveAction, 0, 0, model.index_of((0,)))
    assert builder.table == TABLE


def test_a_row_is_not_dropped_into_itself(builder: Builder) -> None:
    heard = told(builder)
    model = builder.model
    data = model.mimeData([model.index_of((0, 1))])
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index_of((0, 1, 0)))
    words = "Không chuyển được dòng I.2 vào trong chính nó. Thả vào mục khác."
    assert heard == [(words, "error")]
    foreign = QMimeData()
    foreign.setText("chữ")
    model.dropMimeData(foreign, Qt.DropAction.MoveAction, -1, -1, model.index_of((0,)))
    assert MIME not in foreign.formats()
    assert builder.table == TABLE


def test_delete_takes_the_branch_and_ctrl_z_brings_it_back(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "I.2")
    heard = told(builder)
    press(qtbot, builder, Key.Key_Delete, Mod.ControlModifier)
    assert heard == [("Đã xóa 3 dòng. Lấy lại bằng Ctrl+Z trong bảng.", "warn")]
    assert codes(builder) == ["I", "I.1", "II", "II.1", "III", "III.1"]
    press(qtbot, builder, Key.Key_Z, Mod.ControlModifier)
    assert builder.table == TABLE
    assert builder.tree.node is not None
    press(qtbot, builder, Key.Key_Y, Mod.ControlModifier)
    assert "I.2" not in codes(builder)
    press(qtbot, builder, Key.Key_Z, Mod.ControlModifier)
    press(qtbot, builder, Key.Key_Z, Mod.ControlModifier)
    assert not builder.is_changed


def test_ctrl_d_copies_the_branch(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "I.2")
    press(qtbot, builder, Key.Key_D, Mod.ControlModifier)
    assert codes(builder)[5:8] == ["I.3", "I.3.a", "I.3.b"]


def test_codes_are_counted_anew_on_demand(builder: Builder) -> None:
    heard = told(builder)
    moved = edit.move_up(TABLE, (0, 1)).table
    builder.take(moved, "thử")
    go(builder, "I.2")
    builder.rows.acts()["renumber_all"]()
    assert [it.code for it in builder.table.rows[0].rows] == ["I.1", "I.2"]
    assert builder.table.rows[0].rows[0].rows[0].code == "I.1.a"
    assert heard[-1][0].startswith("Đã đổi 4 mã")
    builder.rows.acts()["renumber_all"]()
    assert heard[-1] == ("Các mã đã theo thứ tự, không có gì phải đổi.", "done")


# ---- going about


def test_search_without_accents_keeps_the_rows_above_in_sight(
    qtbot: QtBot, builder: Builder
) -> None:
    press(qtbot, builder, Key.Key_F, Mod.ControlModifier)
    assert builder.search.hasFocus()
    qtbot.keyClicks(builder.search, "van ban tham muu")
    shown = [
        it.row.code for it in builder.model.nodes() if not builder.tree.is_out_of_sight(it.path)
    ]
    assert shown == ["I", "I.2", "I.2.b"]
    qtbot.keyClick(builder.search, Key.Key_Escape)
    assert builder.tree.hasFocus()
    assert not any(builder.tree.is_out_of_sight(it.path) for it in builder.model.nodes())


def test_space_folds_and_a_change_elsewhere_leaves_it_folded(
    qtbot: QtBot, builder: Builder
) -> None:
    go(builder, "I.2")
    press(qtbot, builder, Key.Key_Space)
    assert not builder.tree.isExpanded(builder.model.index_of((0, 1)))
    go(builder, "III.1")
    press(qtbot, builder, Key.Key_D, Mod.ControlModifier)
    assert not builder.tree.isExpanded(builder.model.index_of((0, 1)))
    assert builder.tree.isExpanded(builder.model.index_of((2,)))
    builder.tree.fold_all(closed=True)
    assert not builder.tree.isExpanded(builder.model.index_of((2,)))
    assert builder.tree.path == (2,)


def test_a_click_on_a_problem_goes_to_its_cell(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "I.2.b")
    builder.enter(builder.tree.node, "max_points", "")  # type: ignore[arg-type]
    go(builder, "III")
    button = next(it for it in builder.findChildren(QPushButton) if "Cần xem lại" in it.text())
    assert button.text() == f"Cần xem lại ({len(builder.problems)})"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    place = next(i for i, it in enumerate(builder.list.problems) if it.code == "maximum-missing")
    spot = builder.list.visualItemRect(builder.list.item(place)).center()
    qtbot.mouseClick(builder.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert builder.tree.node is not None
    assert (builder.tree.node.row.code, builder.tree.field) == ("I.2.b", "max_points")
    assert builder.sides.current == PROBLEMS


def test_a_double_click_opens_the_editor(qtbot: QtBot, builder: Builder) -> None:
    spot: QPoint = builder.tree.visualRect(builder.model.index_of((1, 0), 1)).center()
    qtbot.mouseClick(builder.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(builder.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert isinstance(builder.tree.cells.editor, QLineEdit)
    assert builder.tree.cells.editor.text() == "Xếp loại tổ chức đảng"


def test_230_rows_are_edited_without_waiting(qtbot: QtBot, builder: Builder) -> None:
    table = big_table()
    builder.start(table, PACK)
    go(builder, "5.2.3")
    started = time.process_time()
    for _ in range(5):
        press(qtbot, builder, Key.Key_D, Mod.ControlModifier)
        press(qtbot, builder, Key.Key_Up, Mod.AltModifier)
        press(qtbot, builder, Key.Key_Delete, Mod.ControlModifier)
        QApplication.processEvents()
    each = (time.process_time() - started) / 15
    assert len(codes(builder)) == 230
    assert each < 0.5  # about 0.03 s; a table that is laid out anew for every row takes seconds
    for _ in range(15):
        press(qtbot, builder, Key.Key_Z, Mod.ControlModifier)
    assert drawn(builder.table) == drawn(table)
    assert not builder.is_changed


def test_a_new_row_ends_a_search_that_would_hide_it(qtbot: QtBot, builder: Builder) -> None:
    builder.search.setText("xep loai")
    go(builder, "II.1")
    press(qtbot, builder, Key.Key_Insert)
    assert builder.search.text() == ""
    assert builder.tree.node is not None
    assert builder.tree.node.row.code == "II.2"


def test_in_a_small_window_the_words_get_the_room(builder: Builder) -> None:
    builder.resize(950, 600)
    QApplication.processEvents()
    assert builder.tree.isColumnHidden(4)
    builder.resize(1130, 600)
    QApplication.processEvents()
    assert not builder.tree.isColumnHidden(4)
    width = sum(builder.tree.columnWidth(it) for it in range(5))
    assert builder.tree.viewport().width() - 5 <= width <= builder.tree.viewport().width()

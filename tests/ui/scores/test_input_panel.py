"""The panel at a cell whose points follow from numbers, by real keys on a real file."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton

from models.criterion_rule import CriterionRule, Item
from models.season import Score
from tests.ui.panel_keys import BLOCK, UNIT, at, figures, numbers, place, press, shown, write
from tests.ui.ruled_samples import season
from tests.ui.score_samples import opened
from ui.book.session import Session
from ui.pages.scores import ScoresPage
from ui.scores.number_form import ChoiceField

Key = Qt.Key
D = Decimal
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def page(tmp_path: Path, qtbot: Any) -> Iterator[ScoresPage]:
    session = opened(tmp_path, season())
    yield shown(session, qtbot)
    session.close()


# ---- the panel


def test_f2_opens_the_numbers_and_enter_saves_and_goes_down(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1)
    press(Key.Key_F2)
    assert grid.panel.isVisible()
    assert figures(grid) == ["3", "1", "0"]
    assert (
        grid.panel.sum.text()
        == "15 − 3 văn bản × 0,5 − 1 lần × 1 (Vắng họp không lý do) = 12,5 điểm"
    )
    write("5")
    assert (
        grid.panel.sum.text()
        == "15 − 5 văn bản × 0,5 − 1 lần × 1 (Vắng họp không lý do) = 11,5 điểm"
    )
    assert "nếu 11,5" in page.bar.words
    press(Key.Key_Return)
    assert not grid.panel.isVisible()
    assert place(grid) == (2, BLOCK)
    assert QApplication.focusWidget() is grid
    assert grid.scores.index(1, BLOCK).data() == "11,50"
    assert numbers(page, "I.1") == {"late": "5", "absent": "1", "wrong": "0"}
    assert page.session.undo_label == f"sửa số liệu I.1 của {UNIT}"
    page.session.undo()
    assert grid.scores.index(1, BLOCK).data() == "12,50"


def test_a_figure_key_opens_the_panel_with_it(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 2)
    QTest.keyClicks(grid, "9")
    assert figures(grid) == ["9", "95"]
    press(Key.Key_Escape)
    assert not grid.panel.isVisible()
    assert numbers(page, "I.2") == {"plan": "100", "result": "95"}
    assert page.session.undo_label == ""
    assert place(grid) == (2, BLOCK)


def test_a_double_click_opens_the_panel(page: ScoresPage) -> None:
    grid = page.grid
    where = grid.visualRect(grid.scores.index(1, BLOCK)).center()
    for act in (QTest.mouseClick, QTest.mouseDClick):
        act(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert grid.panel.isVisible()


def test_enter_goes_on_to_the_next_empty_number(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1, 3 + 3)
    press(Key.Key_F2)
    assert figures(grid) == ["", "", ""]
    write("2")
    press(Key.Key_Return)
    assert grid.panel.isVisible()
    write("1")
    press(Key.Key_Return)
    write("0")
    press(Key.Key_Return)
    assert not grid.panel.isVisible()
    assert numbers(page, "I.1", "agreed") == {"late": "2", "absent": "1", "wrong": "0"}


def test_zeros_are_put_where_nothing_is_written(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1, 6)
    QTest.keyClicks(grid, "4")
    press(Key.Key_0, ALT)
    assert figures(grid) == ["4", "0", "0"]
    assert grid.panel.sum.text().endswith("= 13 điểm")
    press(Key.Key_Return)
    assert grid.scores.index(1, 6).data() == "13,00"


def test_numbers_that_lack_one_are_kept_and_show_no_points(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 2, 6)
    press(Key.Key_F2)
    write("120")
    assert grid.panel.sum.text() == "Chưa ghi: thực hiện"
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert numbers(page, "I.2", "agreed") == {"plan": "120"}
    index = grid.scores.index(2, 6)
    assert index.data() == "–"
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("Chưa ghi: thực hiện")


def test_a_wrong_number_stays_with_its_sentence(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1)
    QTest.keyClicks(grid, "2,5")
    field = grid.panel.form.parts[0]  # type: ignore[union-attr]
    field.setText("2,5")
    press(Key.Key_Return)
    assert grid.panel.isVisible()
    said = [it.text() for it in grid.panel.form._errors]  # type: ignore[union-attr]
    assert said[0] == "Ghi số nguyên. Anh/chị nhập 2,5. Ghi số không có phần lẻ."
    page.turn(1)
    assert page.unit == UNIT
    press(Key.Key_Escape)
    assert numbers(page, "I.1")["late"] == "3"


def test_tab_walks_the_numbers_and_then_along_the_row(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 2)
    press(Key.Key_F2)
    press(Key.Key_Tab)
    write("99")
    press(Key.Key_Tab)
    assert not grid.panel.isVisible()
    assert place(grid) == (2, 5)
    assert numbers(page, "I.2")["result"] == "99"
    press(Key.Key_F2)
    press(Key.Key_Backtab)
    assert place(grid) == (2, BLOCK)


def test_a_level_is_chosen_by_its_place_and_says_its_effect(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 6)
    QTest.keyClicks(grid, "4")
    assert "không xếp loại" in grid.panel.sum.text()
    [part] = grid.panel.form.parts  # type: ignore[union-attr]
    assert isinstance(part, ChoiceField)
    texts = [it.text() for it in part.findChildren(QRadioButton)]
    assert texts[0] == "Hoàn thành xuất sắc (12 điểm)"
    write("1")
    press(Key.Key_Return)
    assert numbers(page, "II.2") == {"a": "1"}
    assert grid.scores.index(6, BLOCK).data() == "12,00"


def test_yes_or_no_by_key_and_back_to_nothing(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 7)
    QTest.keyClicks(grid, "0")
    press(Key.Key_Return)
    assert grid.scores.index(7, BLOCK).data() == "0,00"
    at(grid, 7)
    press(Key.Key_F2)
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert numbers(page, "II.3") == {}
    assert grid.scores.index(7, BLOCK).data() == "–"


def test_points_can_be_stated_without_numbers(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1, 6)
    press(Key.Key_F2)
    grid.panel.other.click()
    write("16")
    press(Key.Key_Return)
    assert grid.panel.sum.text().startswith("Tối đa 15 điểm. Anh/chị nhập 16.")
    press(Key.Key_Backspace)
    write("4")
    press(Key.Key_Return)
    assert page.session.season.score(UNIT, "I.1", "agreed") == Score(D(14))
    assert page.session.undo_label == f"sửa điểm I.1 của {UNIT}"
    at(grid, 1, 6)
    press(Key.Key_F2)
    assert grid.panel.line.isVisible()
    assert grid.panel.line.text() == "14"


def test_stating_points_says_that_the_numbers_go(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1)
    press(Key.Key_F2)
    grid.panel.other.click()
    assert grid.panel.sum.isVisible()
    write("10")
    press(Key.Key_Return)
    assert page.session.season.score(UNIT, "I.1", "block") == Score(D(10))
    page.session.undo()
    assert numbers(page, "I.1")["late"] == "3"


def test_delete_empties_the_numbers(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1)
    press(Key.Key_Delete)
    assert not page.session.season.score(UNIT, "I.1", "block").is_filled
    assert grid.scores.index(1, BLOCK).data() == "–"
    page.session.undo()
    assert grid.scores.index(1, BLOCK).data() == "12,50"


def test_a_click_elsewhere_enters_what_is_right(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1)
    QTest.keyClicks(grid, "1")
    where = grid.visualRect(grid.scores.index(3, 3)).center()
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where
    )
    assert not grid.panel.isVisible()
    assert numbers(page, "I.1")["late"] == "1"
    assert place(grid) == (3, 3)


def test_the_panel_never_leaves_the_grid(page: ScoresPage) -> None:
    grid = page.grid
    for height in (620, 460):
        page.resize(1180, height)
        QApplication.processEvents()
        for row in (1, 2, 5, 6, 7, 10, 12):
            at(grid, row)
            press(Key.Key_F2)
            assert grid.panel.isVisible(), row
            assert grid.rect().contains(grid.panel.geometry()), (height, row)
            press(Key.Key_Escape)


def test_a_read_only_file_opens_no_panel(tmp_path: Path, qtbot: Any) -> None:
    first = opened(tmp_path, season())
    second = Session(clock=first.now)
    second.open(first.file.path)
    page = shown(second, qtbot)
    at(page.grid, 1)
    QTest.keyClick(page.grid, Key.Key_F2)
    assert not page.grid.panel.isVisible()
    assert page.grid.word.text() == second.read_only_reason
    second.close()
    first.close()


def test_the_panel_goes_along_when_the_grid_scrolls(page: ScoresPage) -> None:
    page.resize(1300, 420)
    QApplication.processEvents()
    grid = page.grid
    at(grid, 5)
    press(Key.Key_F2)
    before = grid.panel.pos()
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().value() + 2)
    assert grid.panel.isVisible()
    assert grid.panel.pos() != before or grid.verticalScrollBar().maximum() == 0
    assert grid.rect().contains(grid.panel.geometry())
    assert grid.panel.pos() != QPoint()


def test_a_long_list_of_counts_scrolls_with_the_keyboard(tmp_path: Path, qtbot: Any) -> None:
    made = season()
    items = tuple(Item(f"k{it}", f"Vi phạm thứ {it} của quy chế", D("0.5")) for it in range(14))
    first = made.table.rows[0]
    changed = replace(first.rows[0], rule=CriterionRule("deduct", items))
    rows = (replace(first, rows=(changed, *first.rows[1:])), *made.table.rows[1:])
    session = opened(tmp_path, replace(made, table=replace(made.table, rows=rows)))
    page = shown(session, qtbot)
    grid = page.grid
    at(grid, 1, 6)
    press(Key.Key_F2)
    form = grid.panel.form
    assert form is not None
    assert grid.rect().contains(grid.panel.geometry())
    for count in range(14):
        write(str(count % 2))
        last = form.parts[count]
        seen = form.parentWidget().rect().contains(last.mapTo(form.parentWidget(), QPoint(5, 5)))
        assert seen, count
        if count == 5:
            assert grid.panel.sum.text().endswith("Vi phạm thứ 7 của quy chế và 6 số khác")
        press(Key.Key_Return)
    assert not grid.panel.isVisible()
    assert grid.scores.index(1, 6).data() == "11,50"
    session.close()


def test_a_wrong_number_keeps_the_view(page: ScoresPage) -> None:
    at(page.grid, 1)
    QTest.keyClicks(page.grid, "2,5")
    page.grid.panel.form.parts[0].setText("2,5")  # type: ignore[union-attr]
    QTest.mouseClick(page.views.findChildren(QPushButton)[2], Qt.MouseButton.LeftButton)
    assert page.views.current == 0
    assert page.grid.panel.isVisible()
    press(Key.Key_Escape)
    QTest.mouseClick(page.views.findChildren(QPushButton)[2], Qt.MouseButton.LeftButton)
    assert page.facts.isVisible()
    assert page.settle()


def test_the_figure_of_the_stage_before_is_seen_whole(page: ScoresPage) -> None:
    at(page.grid, 1)
    press(Key.Key_F2)
    form = page.grid.panel.form
    assert form is not None
    beside = [it for it in form.findChildren(QLabel) if it.text().startswith("tự chấm: ")]
    assert [it.text() for it in beside] == ["tự chấm: 2", "tự chấm: 0", "tự chấm: 0"]
    QApplication.processEvents()
    for made in beside:
        room = made.fontMetrics().horizontalAdvance(made.text())
        assert made.visibleRegion().boundingRect().width() >= room


def test_a_long_sentence_under_the_sum_is_seen_whole(page: ScoresPage) -> None:
    at(page.grid, 1)
    press(Key.Key_F2)
    panel = page.grid.panel
    panel._say("ngắn", "small")
    low = panel.sum.height()
    panel._say("một câu dài " * 20, "small")
    assert panel.sum.height() == panel.sum.heightForWidth(panel.sum.width()) > low
    assert panel.rect().contains(panel.sum.geometry())

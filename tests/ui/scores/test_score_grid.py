"""The keys of the score grid and the page around it, on a real file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.score_samples import opened, sample, self_scored, with_facts
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.pages.scores import ScoresPage
from ui.scores.editor import CellEditor
from ui.scores.grid import ScoreGrid

Key = Qt.Key
UNIT = "Ban Dân vận"


@pytest.fixture
def page(tmp_path: Path, qtbot: Any) -> Iterator[ScoresPage]:
    session = opened(tmp_path, with_facts(sample()))
    page = shown(session, qtbot)
    yield page
    session.close()


def shown(session: Session, qtbot: Any) -> ScoresPage:
    page = ScoresPage(session, Jobs())
    session.changed.connect(page.session_changed)
    qtbot.addWidget(page)
    page.resize(1300, 620)
    page.show()
    page.activateWindow()
    page.show_target(UNIT)
    return page


def at(grid: ScoreGrid, row: int, column: int) -> None:
    grid.setCurrentIndex(grid.scores.index(row, column))
    grid.setFocus()


def press(grid: ScoreGrid, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    modifier = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(grid, key, modifier)


def write(grid: ScoreGrid, words: str, end: Qt.Key | None = Key.Key_Return) -> CellEditor:
    """Type as a clerk does: the first key opens the editor."""
    QTest.keyClicks(grid, words[0])
    editor = grid.viewport().findChildren(CellEditor)[-1]
    QTest.keyClicks(editor, words[1:])
    if end is not None:
        QTest.keyClick(editor, end)
    return editor


def place(grid: ScoreGrid) -> tuple[int, int]:
    return grid.currentIndex().row(), grid.currentIndex().column()


def test_a_typed_figure_replaces_the_old_and_enter_goes_down(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 3, 4)
    write(grid, "12.5")
    assert page.session.season.score(UNIT, "I.3", "block").points is not None
    assert grid.scores.index(3, 4).data() == "12,50"
    assert place(grid) == (4, 4)


def test_enter_passes_over_group_rows(page: ScoresPage) -> None:
    at(page.grid, 4, 4)
    press(page.grid, Key.Key_Return)
    assert place(page.grid) == (6, 4)


def test_tab_goes_right_past_what_cannot_be_typed(page: ScoresPage) -> None:
    at(page.grid, 1, 4)
    press(page.grid, Key.Key_Tab)
    assert place(page.grid) == (1, 6)
    at(page.grid, 1, 9)
    press(page.grid, Key.Key_Tab)
    assert place(page.grid) == (2, 3)


def test_a_wrong_value_stays_in_the_editor_with_the_sentence(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 11, 4)
    editor = write(grid, "4,5")
    assert editor.text() == "4,5"
    assert grid.word.isVisible()
    assert grid.word.text().startswith("Tối đa 4 điểm. Anh/chị nhập 4,5.")
    assert place(grid) == (11, 4)
    assert page.session.season.score(UNIT, "III.3", "block").points == 4
    QTest.keyClick(editor, Key.Key_Escape)
    assert not grid.word.isVisible()
    assert grid.scores.index(11, 4).data() == "4,00"


def test_a_wrong_value_holds_the_page_until_it_is_put_right(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 11, 4)
    editor = write(grid, "9")
    page.turn(1)
    assert page.unit == UNIT
    other = grid.visualRect(grid.scores.index(1, 4)).center()
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, other
    )
    assert place(grid) == (11, 4)
    QTest.keyClicks(editor, "\b3")
    QTest.keyClick(editor, Key.Key_Return)
    assert page.session.season.score(UNIT, "III.3", "block").points == 3


def test_f2_edits_what_is_there_and_delete_empties(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 2, 4)
    press(grid, Key.Key_F2)
    [editor] = grid.viewport().findChildren(CellEditor)
    assert editor.text() == "14"
    QTest.keyClick(editor, Key.Key_Escape)
    press(grid, Key.Key_Delete)
    assert grid.scores.index(2, 4).data() == "–"


def test_undo_and_redo_by_keys(page: ScoresPage) -> None:
    grid, control = page.grid, Qt.KeyboardModifier.ControlModifier
    at(grid, 2, 4)
    write(grid, "9")
    press(grid, Key.Key_Z, control)
    assert grid.scores.index(2, 4).data() == "14,00"
    press(grid, Key.Key_Y, control)
    assert grid.scores.index(2, 4).data() == "9,00"


def test_what_is_typed_shows_its_rank_before_it_is_entered(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 3, 4)
    before = page.session.season
    editor = write(grid, "15", end=None)
    assert "nếu 15 → hạng 3" in page.bar.words
    QTest.keyClick(editor, Key.Key_Escape)
    assert "nếu" not in page.bar.words
    assert page.session.season is before


def test_a_cell_that_cannot_be_typed_in_opens_no_editor_and_says_why(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1, 5)
    QTest.keyClicks(grid, "5")
    assert grid.viewport().findChildren(CellEditor) == []
    assert grid.word.text() == "Thẩm định chỉ chấm mục III."
    assert place(grid) == (1, 5)


def test_a_read_only_file_opens_no_editor(tmp_path: Path, qtbot: Any) -> None:
    first = opened(tmp_path, sample())
    second = Session(clock=first.now)
    second.open(first.file.path)
    assert second.read_only
    page = shown(second, qtbot)
    at(page.grid, 1, 4)
    QTest.keyClicks(page.grid, "5")
    assert page.grid.viewport().findChildren(CellEditor) == []
    assert page.grid.word.text() == second.read_only_reason
    press(page.grid, Key.Key_Delete)
    assert second.season.score(UNIT, "I.1", "block").points == 20
    second.close()
    first.close()


def test_copied_cells_are_pasted_into_another_unit(page: ScoresPage) -> None:
    grid, control = page.grid, Qt.KeyboardModifier.ControlModifier
    at(grid, 0, 4)
    for _ in range(11):
        press(grid, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(grid, Key.Key_C, control)
    assert QGuiApplication.clipboard().text().splitlines()[:3] == ["57,00", "20,00", "14,00"]
    page.show_target("Báo Lào Cai")
    at(grid, 0, 4)
    press(grid, Key.Key_V, control)
    assert page.session.result("Báo Lào Cai").total is not None
    assert page.session.undo_label == "dán 9 ô của Báo Lào Cai"


def test_a_bad_paste_is_told_in_one_message(page: ScoresPage, qtbot: Any) -> None:
    grid = page.grid
    grid.refused.disconnect()
    told: list[tuple[str, Any]] = []
    grid.refused.connect(lambda words, bad: told.append((words, bad)))
    QGuiApplication.clipboard().setText("20\n99\nx")
    at(grid, 1, 4)
    press(grid, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    [(words, bad)] = told
    assert words.startswith("Chưa dán ô nào")
    assert [it.split(":")[0] for it in bad] == ["Dòng 2, tiêu chí I.2", "Dòng 3, tiêu chí I.3"]
    assert page.session.undo_label == ""


def test_page_keys_turn_to_the_next_unit_and_keep_the_place(page: ScoresPage) -> None:
    at(page.grid, 3, 4)
    press(page.grid, Key.Key_PageDown)
    assert (page.unit, page.units.currentText()) == ("Ban Nội chính", "Ban Nội chính")
    assert place(page.grid) == (3, 4)
    press(page.grid, Key.Key_PageUp)
    assert page.unit == UNIT


def test_a_unit_is_found_without_accents(page: ScoresPage) -> None:
    completer = page.units.completer()
    completer.setCompletionPrefix("noi ch")
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "Ban Nội chính"
    completer.activated[QModelIndex].emit(completer.completionModel().index(0, 0))
    assert page.unit == "Ban Nội chính"


def test_a_name_that_is_none_is_put_back(page: ScoresPage) -> None:
    page.units.setEditText("không có đơn vị này")
    page.units.lineEdit().editingFinished.emit()
    assert page.units.currentText() == UNIT


def test_the_view_by_criterion_edits_as_well(page: ScoresPage) -> None:
    page.views.set_current(1)
    page.refresh("view")
    at(page.grid, 3, 3)
    write(page.grid, "10")
    assert page.session.season.score("Báo Lào Cai", "I.3", "block").points == 10
    assert place(page.grid) == (4, 3)


def test_choice_and_scroll_stay_after_a_figure(page: ScoresPage) -> None:
    page.resize(1300, 360)
    grid = page.grid
    at(grid, 11, 4)
    scroll = grid.verticalScrollBar().value()
    assert scroll > 0
    write(grid, "3")
    assert place(grid) == (11, 4)
    assert grid.verticalScrollBar().value() == scroll
    assert grid.pinned_row() >= 0


def test_frozen_columns_stay_when_the_grid_scrolls(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1, 9)
    assert grid.horizontalScrollBar().value() > 0 or grid.horizontalScrollBar().maximum() == 0
    assert grid._frozen.columnViewportPosition(0) == 0
    at(grid, 1, 3)
    left = grid.visualRect(grid.currentIndex()).left()
    assert left >= grid._frozen.width() - 1


def test_a_click_on_a_sum_explains_the_section(page: ScoresPage) -> None:
    page.open_why()
    grid = page.grid
    where = grid.visualRect(grid.scores.index(0, 4)).center()
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where
    )
    assert page.why.shown.title == "Mục I: vì sao 57,00?"


def test_a_narrow_window_starts_without_the_explanation(tmp_path: Path, qtbot: Any) -> None:
    session = opened(tmp_path, sample())
    page = ScoresPage(session, Jobs())
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    assert not page.why.isVisible()
    page.open_why()
    assert page.why.isVisible()
    page.why.close_drawer()
    page.refresh("scores")
    assert not page.why.isVisible()
    session.close()


def test_the_paper_is_asked_of_the_window(page: ScoresPage, qtbot: Any) -> None:
    page.open_why()
    with qtbot.waitSignal(page.wanted) as asked:
        page.why._foot.itemAt(0).widget().click()
    assert asked.args == [f"page:documents/phieu-diem/{UNIT}"]


def test_the_menu_of_a_cell_offers_what_can_be_done(page: ScoresPage) -> None:
    at(page.grid, 6, 4)
    menu = page.cell_menu()
    texts = {it.text().split("\t")[0]: it for it in menu.actions() if it.text()}
    assert texts["Tạm tính"].isChecked()
    assert texts["Sửa"].isEnabled()
    texts["Tạm tính"].trigger()
    assert not page.session.season.score(UNIT, "II.1", "block").provisional
    at(page.grid, 0, 4)
    assert not next(
        it for it in page.cell_menu().actions() if it.text().startswith("Sửa")
    ).isEnabled()


def test_a_file_without_units_says_where_to_begin(tmp_path: Path, qtbot: Any) -> None:
    session = opened(tmp_path, sample(""))
    page = ScoresPage(session, Jobs())
    qtbot.addWidget(page)
    page.show()
    assert not page.grid.isVisible()
    with qtbot.waitSignal(page.wanted) as asked:
        buttons = [
            it for it in page.findChildren(type(page._open_why)) if it.text() == "Mở trang Đơn vị"
        ]
        buttons[-1].click()
    assert asked.args == ["page:units"]
    session.close()


def test_the_mouse_over_the_frozen_columns_scrolls_the_grid(page: ScoresPage) -> None:
    page.resize(1300, 360)
    grid = page.grid
    grid._frozen.verticalScrollBar().setValue(3)
    assert grid.verticalScrollBar().value() == 3
    assert grid.rowAt(QPoint(0, 0).y()) == grid._frozen.rowAt(0)


def test_a_scrolled_grid_hides_whole_rows_only(page: ScoresPage) -> None:
    page.resize(1300, 360)
    grid = page.grid
    bar = grid.verticalScrollBar()
    assert bar.maximum() > 2
    for value in range(bar.maximum() + 1):
        bar.setValue(value)
        edge = grid.pinned_height()
        assert grid.rowViewportPosition(grid.rowAt(edge)) == edge
    at(grid, 1, 4)
    assert grid.visualRect(grid.currentIndex()).top() >= grid.pinned_height()


def test_the_line_above_says_which_points_are_owed(page: ScoresPage) -> None:
    assert page._subtitle.text().split(" · ")[2] == "1 tiêu chí chưa có điểm tự chấm"
    page.show_target("Ban Nội chính")
    assert "chưa có điểm tự chấm" in page._subtitle.text()
    page.show_target("Báo Lào Cai")
    assert "còn trống 7 tiêu chí" in page._subtitle.text()
    page.views.set_current(1)
    page.refresh("view")
    assert "1 đơn vị chưa đủ điểm khối chấm" in page._subtitle.text()
    page._pick_criterion("II.1")
    assert "5 đơn vị chưa đủ điểm tự chấm" in page._subtitle.text()


def test_a_rank_by_the_form_alone_is_marked_under_the_grid(tmp_path: Path, qtbot: Any) -> None:
    session = opened(tmp_path, self_scored())
    page = shown(session, qtbot)
    assert "/ 3 (đồng hạng, tạm xếp)" in page.bar.words
    assert page._subtitle.text() == f"{UNIT} · chưa có điểm khối chấm"
    session.close()


def test_the_facts_have_the_width_to_themselves_on_a_narrow_window(page: ScoresPage) -> None:
    page.resize(1140, 620)
    page.open_why()
    assert page.why.isVisible()
    page.views.set_current(2)
    page.refresh("view")
    assert not page.why.isVisible()
    for card in page.facts.cards.values():
        edge = card._add.mapTo(page.facts, card._add.rect().topRight()).x()
        assert not card.isVisible() or edge <= page.facts.width()
    page.views.set_current(0)
    page.refresh("view")
    assert page.why.isVisible()


def test_beside_the_drawer_the_figure_that_counts_is_still_in_view(page: ScoresPage) -> None:
    # The font of the tests is wider than the program's; with that one 1090 is enough.
    page.resize(1160, 620)
    page.open_why()
    QApplication.processEvents()
    grid = page.grid
    official = next(
        number
        for number, it in enumerate(grid.scores.sheet.layout.columns)
        if it.kind == "official"
    )
    right = grid.columnViewportPosition(official) + grid.columnWidth(official)
    assert right <= grid.viewport().width()

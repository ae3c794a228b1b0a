"""What is half typed in the editor of the table or beside it: kept in sight, asked about, told."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from models.table import ScoringTable
from models.table_life import TableLife
from models.tables import edit
from tests.ui.builder_keys import go, press, shown_builder, typed
from tests.ui.builder_samples import DEDUCT, TABLE, session_of
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.builder.builder import RULE, Builder
from ui.frame.main_window import MainWindow
from ui.pages import table as page_module
from ui.pages.table import TablePage
from ui.rules import editor as editor_module

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = session_of(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> TablePage:
    made = TablePage(session, Jobs())
    session.changed.connect(made.session_changed)
    qtbot.addWidget(made)
    made.resize(1178, 700)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


@pytest.fixture
def builder(qtbot: QtBot) -> Iterator[Builder]:
    made = shown_builder(qtbot)
    yield made
    made.tree.cells.close()


def asked(monkeypatch: pytest.MonkeyPatch, module: object, answer: str | None) -> list[str]:
    said: list[str] = []

    def ask(_at: object, title: str, words: str, _choices: object) -> str | None:
        said.append(f"{title} {words}")
        return answer

    monkeypatch.setattr(module, "ask", ask)
    return said


def shown_buttons(page: TablePage) -> dict[str, str]:
    """The buttons in view with their roles."""
    QApplication.processEvents()
    found = [it for it in page.findChildren(QPushButton) if it.isVisible() and it.text()]
    return {it.text(): str(it.property("role")) for it in found}


def segment(page: TablePage, place: int) -> None:
    QTest.mouseClick(page.views.findChildren(QPushButton)[place], Left)
    QApplication.processEvents()


def refused(qtbot: QtBot, builder: Builder) -> None:
    """A value in I.1 that cannot be entered."""
    go(builder, "I.1", 2)
    press(qtbot, builder, Key.Key_Return)
    typed(builder, "abc")
    press(qtbot, builder, Key.Key_Return)
    assert builder.tree.cells.editor is not None
    assert builder.tree.cells.editor.reason


def stands(builder: Builder) -> bool:
    """Whether the refused value is in sight with the keyboard on it."""
    editor = builder.tree.cells.editor
    return (
        editor is not None
        and editor.text() == "abc"
        and editor.isVisible()
        and editor.hasFocus()
        and builder.tree.path == (0, 0)
    )


# ---- a refused value of the tree


def test_the_search_never_hides_a_refused_value(qtbot: QtBot, builder: Builder) -> None:
    refused(qtbot, builder)
    builder.search.setFocus()
    qtbot.keyClicks(builder.search, "phong")
    QApplication.processEvents()
    assert stands(builder)
    assert builder.search.text() == ""
    press(qtbot, builder, Key.Key_Escape)
    builder.search.setFocus()
    qtbot.keyClicks(builder.search, "phong")
    assert builder.search.text() == "phong"
    assert builder.tree.is_out_of_sight((0, 0))


def test_a_click_on_another_row_leaves_a_refused_value_in_its_place(
    qtbot: QtBot, builder: Builder
) -> None:
    refused(qtbot, builder)
    other = builder.tree.visualRect(builder.model.index_of((1, 0))).center()
    for click in (qtbot.mouseClick, qtbot.mouseDClick):
        click(builder.tree.viewport(), Left, Qt.KeyboardModifier.NoModifier, other)
        assert stands(builder)
    press(qtbot, builder, Key.Key_Escape)
    qtbot.mouseClick(builder.tree.viewport(), Left, Qt.KeyboardModifier.NoModifier, other)
    assert builder.tree.path == (1, 0)


def test_folding_esc_and_problems_leave_a_refused_value_in_its_place(
    qtbot: QtBot, builder: Builder
) -> None:
    builder.take(edit.change(TABLE, (2, 0), evidence=""), "thử")
    refused(qtbot, builder)
    builder.tree.fold_all(closed=True)
    assert stands(builder)
    builder.go_to_problem(builder.problems[0])
    assert stands(builder)
    builder.search.setFocus()
    qtbot.keyClick(builder.search, Key.Key_Escape)
    assert stands(builder)
    builder.tree.setFocus()
    qtbot.keyClick(builder.tree, Key.Key_Down)
    assert stands(builder)


# ---- the rule beside the tree


def wrong_figure(page: TablePage) -> None:
    page.builder.take(edit.change(page.builder.table, (0, 0), rule=DEDUCT), "thử")
    page.builder.tree.go_to((0, 0))
    assert page.builder.rule.form is not None
    points = page.builder.rule.form.inputs["items"].blocks[0].points
    points.setFocus()
    points.selectAll()
    event = QInputMethodEvent()
    event.setCommitString("nửa")
    QApplication.sendEvent(points, event)


def test_a_wrong_figure_of_a_rule_keeps_the_editor(page: TablePage) -> None:
    heard: list[str] = []
    page.told.connect(lambda words, _tone, _button: heard.append(words))
    page.edit("I.1")
    wrong_figure(page)
    page.builder.show_side(1)
    page.builder.tree.setFocus()
    assert not page.save()
    assert heard[-1] == "Trừ: “nửa” chưa ghi được. Ghi số, ví dụ 0,5."
    assert page.builder.sides.current == RULE
    assert page.builder.rule.wrong_figure() is QApplication.focusWidget()
    assert not page.settle()
    page.leave()
    assert page.editing
    assert page.session.season.table == TABLE


def test_a_wrong_figure_is_let_go_aloud_when_another_row_is_chosen(page: TablePage) -> None:
    heard: list[str] = []
    page.told.connect(lambda words, _tone, _button: heard.append(words))
    page.edit("I.1")
    wrong_figure(page)
    page.builder.tree.go_to((1, 0))
    assert heard[-1] == "Trừ: “nửa” không ghi được, giữ như cũ. Ghi số, ví dụ 0,5."
    assert page.save()
    saved = page.session.season.table.row("I.1")
    assert saved is not None
    assert saved.rule == DEDUCT


# ---- the rules of the block beside the editor


def test_changed_rules_are_asked_about_from_the_editor_too(
    page: TablePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment(page, 1)
    assert page.rules.editor is not None
    page.rules.editor.draft.put({"board": "Phòng Thi đua"})
    segment(page, 0)
    page.edit("I.1")
    said = asked(monkeypatch, editor_module, None)
    assert not page.settle()
    assert said[0].startswith("Bộ quy tắc có sửa đổi chưa áp dụng")
    assert page.rules.editor.draft.is_dirty
    asked(monkeypatch, editor_module, "drop")
    assert page.settle()


def test_other_rules_are_seen_in_the_editor_and_the_draft_stays(page: TablePage) -> None:
    page.edit("I.1")
    page.builder.enter(page.builder.tree.node, "title", "Tên khác")  # type: ignore[arg-type]
    assert page.builder.meter.text() == "95/95"
    page.session.set_pack(replace(page.session.season.pack, content_total=Decimal(80)))
    assert page.builder.meter.text() == "95/80"
    page.session.undo()
    assert page.builder.meter.text() == "95/95"
    assert page.builder.table.rows[0].rows[0].title == "Tên khác"
    assert page.builder.is_changed


def test_a_wrong_value_of_the_rules_keeps_them_in_view(page: TablePage) -> None:
    segment(page, 1)
    editor = page.rules.editor
    assert editor is not None
    editor.show_page("totals")
    values = editor.pages["totals"].values
    assert values is not None
    total = values.form.input("total")
    kept = total.text()
    total.setText("abc")
    segment(page, 0)
    assert page.views.current == 1
    assert total.isVisible()
    page.show_panel(page_module.VERSIONS)
    assert page.panel is None
    page.edit("I.1")
    assert not page.editing
    total.setText(kept)
    segment(page, 0)
    assert page.views.current == 0
    assert page.table.isVisible()


def test_the_act_of_the_menu_only_brings_the_editor_that_is_open(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(session, Jobs(), tmp_path / "dat")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.show_file()
    window.do("edit-table")
    page = window.pages["table"]
    assert isinstance(page, TablePage)
    page.builder.enter(page.builder.tree.node, "title", "Tên khác")  # type: ignore[arg-type]
    said = asked(monkeypatch, page_module, "drop")
    window.do("edit-table")
    assert said == []
    assert page.editing
    assert page.builder.is_changed


def test_the_key_of_undo_does_not_throw_changed_rules_away(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    window = MainWindow(session, Jobs(), tmp_path / "dat")
    qtbot.addWidget(window)
    window.show()
    window.show_file()
    window.do("page:table/open")
    page = window.pages["table"]
    assert isinstance(page, TablePage)
    editor = page.rules.editor
    assert editor is not None
    session.set_pack(replace(session.season.pack, board="Ban Thi đua"))
    editor.draft.put({"board": "Phòng Thi đua"})
    window.activateWindow()
    QApplication.processEvents()
    editor.list.setFocus()
    QTest.keyClick(editor.list, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.draft.pack.board == "Phòng Thi đua"
    assert session.season.pack.board == "Ban Thi đua"
    editor.discard()
    QTest.keyClick(editor.list, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.season.pack.board == ""


# ---- buttons of the page


def primary(page: TablePage) -> list[str]:
    return [words for words, role in shown_buttons(page).items() if role == "primary"]


def test_there_is_one_primary_button_the_next_thing_to_do(page: TablePage) -> None:
    assert primary(page) == ["Gửi xin ý kiến…"]
    page.session.set_table(edit.change(TABLE, (0, 0), max_points=Decimal(19)))
    assert page.strip.errors
    assert primary(page) == ["Sửa bảng"]
    assert shown_buttons(page)["Gửi xin ý kiến…"] == "secondary"
    page.session.set_table(edit.change(TABLE, (0, 0), evidence=""))
    assert page.strip.warnings
    assert primary(page) == ["Gửi xin ý kiến…"]
    answered = TableLife("opinion", letter="12/CV", answer="3/SNV")
    page.session.set_table(replace(page.session.season.table, life=answered))
    assert primary(page) == ["Sửa bảng"], "warnings keep the table from being issued"
    page.session.set_table(replace(TABLE, life=TableLife("issued", number="05/KH")))
    assert primary(page) == ["Xuất biểu mẫu"]
    segment(page, 1)
    assert primary(page) == []


def test_a_file_to_look_at_shows_its_versions_and_gives_forms(
    page: TablePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "read_only", property(lambda _it: True))
    page.refresh("season")
    wanted: list[str] = []
    page.wanted.connect(wanted.append)
    QApplication.processEvents()
    found = {it.text(): it for it in page.findChildren(QPushButton) if it.isVisibleTo(page)}
    assert not {"Lấy bảng", "Sửa bảng"} & found.keys()
    found["Xuất biểu mẫu"].click()
    assert wanted == ["forms-out"]
    found["Các bản đã có…"].click()
    assert page.panel is not None
    assert page.panel.isVisible()
    page.session.set_table(ScoringTable())
    assert "Xuất biểu mẫu" not in shown_buttons(page)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("import_table:ImportTable", "Chọn tệp…"),
        ("copy_year:CopyYear", "Chọn sổ khác…"),
        ("versions:Versions", "So từ bản"),
    ],
)
def test_a_panel_opens_with_the_keyboard_on_its_work(
    page: TablePage, name: str, wanted: str
) -> None:
    page.show_panel(name)
    focus = QApplication.focusWidget()
    assert focus is not None
    words = focus.text() if isinstance(focus, QPushButton) else focus.accessibleName()
    assert words == wanted
    page.take_focus()
    assert QApplication.focusWidget() is focus
    QTest.keyClick(focus, Key.Key_Escape)
    assert page.panel is None
    assert page.table.hasFocus()

"""The builder on its page: opened, saved as one act, left, and what is said before scores go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from models.season import Score, ScoreKey
from models.table import ScoringTable
from models.table_life import TableLife
from models.tables import edit
from tests.ui.builder_samples import DEDUCT, TABLE, big_table, session_of
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.builder.builder import PROBLEMS
from ui.frame.main_window import MainWindow
from ui.pages import table as page_module
from ui.pages.table import TablePage
from ui.table_life import put_table

Key, Mod = Qt.Key, Qt.KeyboardModifier


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
    QApplication.processEvents()
    return made


def press(page: TablePage, words: str) -> None:
    QApplication.processEvents()
    found = [it for it in page.findChildren(QPushButton) if it.text() == words and it.isVisible()]
    assert len(found) == 1, words
    found[0].click()


def buttons(page: TablePage) -> set[str]:
    QApplication.processEvents()
    return {it.text() for it in page.findChildren(QPushButton) if it.isVisible()}


def change(page: TablePage, code: str, field: str, words: str) -> None:
    path = edit.path_of(page.builder.table, code)
    assert path is not None
    page.builder.tree.go_to(path)
    assert page.builder.tree.node is not None
    assert page.builder.enter(page.builder.tree.node, field, words) == ""


def asked(
    monkeypatch: pytest.MonkeyPatch, answer: str | None, module: Any = page_module
) -> list[str]:
    said: list[str] = []

    def ask(_at: object, title: str, words: str, _choices: object) -> str | None:
        said.append(f"{title} {words}")
        return answer

    monkeypatch.setattr(module, "ask", ask)
    return said


def told(page: TablePage) -> list[str]:
    heard: list[str] = []
    page.told.connect(lambda words, _tone, _button: heard.append(words))
    return heard


def test_the_editor_opens_in_the_page_and_closes_without_a_word(page: TablePage) -> None:
    press(page, "Sửa bảng")
    assert page.editing
    assert page.builder.isVisible()
    assert not page.views.isVisible()
    assert page.builder.tree.hasFocus()
    press(page, "Đóng")
    assert not page.editing
    assert page.table.isVisible()


def test_enter_on_a_row_opens_the_editor_there(qtbot: QtBot, page: TablePage) -> None:
    page.table.select(lambda it: it.row.code == "I.2.b")
    qtbot.keyClick(page.table, Key.Key_Return)
    assert page.editing
    assert page.builder.tree.path == (0, 1, 1)


def test_saving_is_one_act_and_an_unbalanced_table_is_saved_as_it_is(page: TablePage) -> None:
    heard = told(page)
    press(page, "Sửa bảng")
    change(page, "I.2.a", "max_points", "20")
    change(page, "II.1", "title", "Xếp loại đảng bộ")
    press(page, "Lưu bảng")
    saved = page.session.season.table
    assert not page.editing
    assert saved.row("I.2.a").max_points == Decimal(20)  # type: ignore[union-attr]
    assert saved.version == TABLE.version
    assert heard[-1] == "Đã lưu bảng chấm điểm. Điểm nội dung: dòng con không khớp ở 1 mục."
    page.session.undo()
    assert page.session.season.table == TABLE


def test_ctrl_s_saves_and_goes_on(qtbot: QtBot, page: TablePage) -> None:
    heard = told(page)
    press(page, "Sửa bảng")
    change(page, "III", "max_points", "12")
    qtbot.keyClick(page.builder.tree, Key.Key_S, Mod.ControlModifier)
    assert page.editing
    assert not page.builder.is_changed
    assert heard[-1] == "Đã lưu bảng chấm điểm. Điểm nội dung: còn thiếu 3 điểm."
    qtbot.keyClick(page.builder.tree, Key.Key_Z, Mod.ControlModifier)
    assert page.builder.is_changed
    qtbot.keyClick(page.builder.tree, Key.Key_Y, Mod.ControlModifier)
    qtbot.keyClick(page.builder.tree, Key.Key_S, Mod.ControlModifier)
    assert heard[-1] == "Bảng không có gì thay đổi."


def test_what_scores_would_go_is_said_before(
    page: TablePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.session.set_scores(
        {ScoreKey(it, "I.1", "self"): Score(Decimal(18)) for it in ("u1", "u2")}, "chấm"
    )
    said = asked(monkeypatch, None, put_table)
    press(page, "Sửa bảng")
    change(page, "I.1", "code", "I.9")
    press(page, "Lưu bảng")
    assert "Bỏ 2 điểm của 2 đơn vị ở tiêu chí I.1." in said[0]
    assert page.editing
    assert page.session.season.table == TABLE
    asked(monkeypatch, "put", put_table)
    heard = told(page)
    press(page, "Lưu bảng")
    assert page.session.season.table.row("I.9") is not None
    assert heard[-1].endswith("Bỏ 2 điểm của 2 đơn vị ở tiêu chí I.1.")
    page.session.undo()
    assert page.session.season.score("u1", "I.1", "self").points == Decimal(18)


@pytest.mark.parametrize(
    ("answer", "leaves", "title"),
    [(None, False, "Nhóm I.2"), ("drop", True, None), ("save", True, "Nhóm I.2")],
)
def test_leaving_with_unsaved_changes_asks(
    page: TablePage,
    monkeypatch: pytest.MonkeyPatch,
    answer: str | None,
    leaves: bool,
    title: str | None,
) -> None:
    said = asked(monkeypatch, answer)
    press(page, "Sửa bảng")
    assert page.settle()
    assert not said
    change(page, "I.2", "title", "Nhóm I.2")
    assert page.settle() is leaves
    assert len(said) == 1
    stored = page.session.season.table.row("I.2")
    draft = page.builder.table.row("I.2")
    assert stored is not None
    assert draft is not None
    if answer == "save":
        assert stored.title == title
    else:
        assert stored == TABLE.row("I.2")
    assert page.editing is (answer != "drop")


def test_a_refused_value_keeps_the_page(qtbot: QtBot, page: TablePage) -> None:
    press(page, "Sửa bảng")
    page.builder.tree.go_to((0, 0), 2)
    qtbot.keyClick(page.builder.tree, Key.Key_F2)
    editor = page.builder.tree.cells.editor
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "abc")
    assert not page.settle()
    assert not page.save()
    qtbot.keyClick(editor, Key.Key_Escape)
    assert page.settle()


def test_a_change_of_an_issued_table_is_a_new_version_and_says_so(
    page: TablePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = TableLife("issued", number="05/KH-KTĐ", issued_on=date(2023, 2, 10))
    page.session.set_table(replace(TABLE, life=life))
    heard = told(page)
    press(page, "Sửa bảng")
    assert page._subtitle.text().startswith(
        "Bản 1 đã ban hành (05/KH-KTĐ): lưu thay đổi sẽ thành bản 2, dự thảo"
    )
    change(page, "I.1", "title", "Tên khác")
    said = asked(monkeypatch, None, put_table)
    press(page, "Lưu bảng")
    assert said[0].startswith(
        "Lập bản 2? Bản 1 (05/KH-KTĐ ngày 10/02/2023) đã ban hành và đang dùng."
    )
    assert page.session.season.table.version == 1, "the issued table stays while nobody agreed"
    asked(monkeypatch, "put", put_table)
    press(page, "Lưu bảng")
    saved = page.session.season.table
    assert (saved.version, saved.life.state) == (2, "draft")
    assert heard[-1] == "Đã lưu thành bản 2, dự thảo. Bản 1 đã ban hành vẫn giữ."
    assert page.session.season.earlier_tables[-1].life.number == "05/KH-KTĐ"


def test_codes_that_cannot_be_told_apart_are_not_saved(page: TablePage) -> None:
    press(page, "Sửa bảng")
    twice = replace(TABLE.rows[2], code="II")
    page.builder.take(ScoringTable((*TABLE.rows[:2], twice)), "thử")
    heard = told(page)
    assert not page.save()
    assert heard[-1].startswith("Chưa lưu được bảng. Dòng II: Mã II có 2 dòng.")
    assert page.builder.sides.current == PROBLEMS
    assert page.builder.tree.path == (1,)
    assert page.session.season.table == TABLE


def test_a_rule_on_a_row_that_got_children_is_left_out_when_saved(page: TablePage) -> None:
    press(page, "Sửa bảng")
    page.builder.take(edit.change(TABLE, (0, 0), rule=DEDUCT), "thử")
    page.builder.tree.go_to((0, 1))
    page.builder.rows.acts()["indent"]()
    assert page.save()
    saved = page.session.season.table.row("I.1")
    assert saved is not None
    assert saved.rule is None
    assert not page.builder.is_changed


def test_the_rule_is_read_in_the_view(page: TablePage) -> None:
    page.session.set_table(edit.change(TABLE, (0, 0), rule=DEDUCT))
    line = next(it for it in page.table.records if it.row.code == "I.1")
    assert line.rule == "Từ 20 điểm trừ dần. Văn bản chậm: −0,5/văn bản."
    texts = [column.text(line) for column in page.table.rows.columns]
    assert "Trừ từ điểm tối đa" in texts


def test_tables_from_elsewhere_stand_in_the_place_of_the_table(page: TablePage) -> None:
    assert "Lấy bảng" in buttons(page)
    for name in page_module._PANELS.values():
        page.show_panel(name)
        assert page.panel is not None
        assert page.panel.isVisible()
        assert not page.strip.isVisible()
        page.panel.done.emit()
        assert page.panel is None
        assert page.table.isVisible()


def test_an_empty_table_is_begun_in_the_editor(page: TablePage) -> None:
    page.session.set_table(ScoringTable())
    press(page, "Lập bảng")
    assert page.editing
    assert page.builder.table.rows == ()


def test_nothing_is_edited_in_a_file_that_can_only_be_read(
    page: TablePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "read_only", property(lambda _it: True))
    page.refresh("season")
    assert "Sửa bảng" not in buttons(page)
    page.show_target("edit")
    assert not page.editing


def test_230_rows_worth_1000_points_are_built_and_saved(page: TablePage) -> None:
    press(page, "Sửa bảng")
    page.builder.take(big_table(), "dán")
    assert page.builder.meter.text() == "1.000/95"
    assert page.save()
    assert len(list(page.session.season.table.walk())) == 230


def test_the_windows_undo_is_not_meant_in_the_editor(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    session.set_table(edit.change(TABLE, (0, 0), title="Trong sổ"))
    window = MainWindow(session, Jobs(), tmp_path / "dat")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.show_file()
    window.do("page:table/edit")
    page = window.pages["table"]
    assert isinstance(page, TablePage)
    page.builder.tree.go_to((0, 0))
    QApplication.processEvents()
    qtbot.keyClick(page.builder.tree, Key.Key_D, Mod.ControlModifier)
    qtbot.keyClick(page.builder.tree, Key.Key_Z, Mod.ControlModifier)
    assert not page.builder.is_changed
    assert session.season.table.rows[0].rows[0].title == "Trong sổ"
    qtbot.keyClick(page.builder._undo, Key.Key_Z, Mod.ControlModifier)
    assert session.season.table.rows[0].rows[0].title == "Trong sổ"

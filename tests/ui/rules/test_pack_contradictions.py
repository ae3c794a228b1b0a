"""The pack editor where values disagree: marked in the list and at their fields, and reached from the bar."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.rulepack import RulePack
from tests.ui.pack_desk import answer, choose, editor_over, fail_at_refusals, page, records, texts
from tests.ui.pack_samples import FULL, full_session
from ui.book.session import Session
from ui.rules.editor import PackEditor
from ui.rules.fields import field_of
from ui.rules.kinds import TIE_BREAKS
from ui.rules.page_specs import PAGES
from ui.rules.parts import Scene
from ui.words import rule_words


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    fail_at_refusals(monkeypatch)
    made = full_session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def editor(qtbot: QtBot, session: Session) -> PackEditor:
    made = editor_over(qtbot, session)
    made.activateWindow()
    return made


def marked(editor: PackEditor) -> list[str]:
    """The keys of the pages that the list marks."""
    return [
        spec.key
        for place, spec in enumerate(PAGES)
        if editor.list.item(place).text().startswith("● ")
    ]


def error(editor: PackEditor, key: str, path: str) -> str:
    made = page(editor, key).values
    assert made is not None
    return made.form._rows[path].error.text()


def test_both_fields_that_disagree_are_marked_and_the_first_one_is_gone_to(
    editor: PackEditor,
) -> None:
    made = page(editor, "totals").values
    assert made is not None
    made.form.input("content_total").setText("120")
    assert error(editor, "totals", "content_total")
    assert error(editor, "totals", "total") == error(editor, "totals", "content_total")
    assert not error(editor, "totals", "step")
    assert marked(editor) == ["totals"]
    made.form.input("step").setFocus()
    editor.bar.show_button.click()
    assert editor.focusWidget() is made.form.input("content_total")
    made.form.input("content_total").setText("95")
    assert not error(editor, "totals", "total")
    assert marked(editor) == []


def test_contradictions_on_several_pages_are_all_marked(editor: PackEditor) -> None:
    impossible = replace(FULL.deadlines[0], day=31, month=2)
    hardly = replace(FULL.thresholds[0], numerator=90, denominator=80)
    editor.draft.take(replace(FULL, deadlines=(impossible,), thresholds=(hardly,)))
    assert marked(editor) == ["thresholds", "deadlines"]
    assert "Còn 1 chỗ nữa." in editor.bar.words.text()
    editor.draft.discard()
    assert marked(editor) == []


def test_a_value_that_is_wrong_by_itself_is_told_only_once(editor: PackEditor) -> None:
    editor.draft.take(replace(FULL, total=Decimal(-5)))
    assert [it.place for it in editor.draft.faults()].count("total") == 1
    assert all("Tổng điểm các mục" not in it.problem.text for it in editor.draft.faults())


def test_a_record_that_contradicts_itself_opens_at_its_field(editor: PackEditor) -> None:
    hardly = replace(FULL.thresholds[0], numerator=90, denominator=80)
    editor.draft.take(replace(FULL, thresholds=(hardly,)))
    made = records(editor, "thresholds")
    source = made.table.rows.columns[1]
    assert source.text(made.table.records[0]) == "Mâu thuẫn"
    editor.bar.show_button.click()
    assert made.form is not None
    assert editor.focusWidget() is made.form.input("numerator")
    assert "90/80" in made.form._rows["numerator"].error.text()
    made.form.input("numerator").setText("60")
    QTest.keyClick(made.form.input("numerator"), Qt.Key.Key_Return)
    assert not made.is_open
    assert editor.draft.pack.thresholds[0].numerator == 60
    assert marked(editor) == []


# ---- the panel of the source


def test_the_panel_follows_the_page_in_view(editor: PackEditor) -> None:
    choose(records(editor, "quotas"), 0)
    assert "Mỗi khối 1 cờ." in texts(editor.panel)
    deadlines = records(editor, "deadlines")
    assert "Mỗi khối 1 cờ." not in texts(editor.panel)
    choose(deadlines, 0)
    before = texts(editor.panel)
    editor.draft.put({"quotas": (replace(FULL.quotas[0], value=Decimal(2)),)})
    assert texts(editor.panel) == before
    editor.show_page("quotas")
    assert "Mỗi khối 1 cờ." in texts(editor.panel)


def test_typing_a_value_keeps_its_source_beside_it(editor: PackEditor) -> None:
    made = page(editor, "totals").values
    assert made is not None
    choose(records(editor, "totals", "sections"), 1)
    made.picked.emit("total")
    made.form.input("deductions_max").setText("10")
    assert "Tổng điểm là 100." in texts(editor.panel)


# ---- what the block chooses


def test_all_that_is_left_is_kept_after_one_question(editor: PackEditor, session: Session) -> None:
    view = page(editor, "open").open_view
    assert view is not None
    assert view.rest_button.text() == "Giữ tất cả 3 giá trị còn lại như hiện nay"
    answer("Thôi")
    view.rest_button.click()
    assert editor.draft.pack == FULL
    seen = answer("Giữ tất cả")
    view.rest_button.click()
    [told] = [it for it in seen if "• Bước điểm: " in it]
    for entry in view.entries:
        kept = entry.now.text().partition(": ")[2] or "không đặt giá trị nào"
        assert f"• {entry.value.title}: {kept}\n" in told, "what is kept stands beside each"
    assert view.state.text() == "Khối đã chọn đủ 3 giá trị."
    assert view.rest_button.isHidden()
    acts = len(session.history())
    assert editor.apply()
    assert session.season.undecided == ()
    assert len(session.history()) == acts + 1
    session.undo()
    assert session.season.pack == FULL


def test_value_and_choice_stand_in_one_line(editor: PackEditor) -> None:
    view = page(editor, "open").open_view
    assert view is not None
    editor.resize(900, 600)
    editor.show()
    QApplication.processEvents()
    for entry in view.entries:
        now, act = entry.now, entry.choose_button
        beside = act.mapTo(entry, act.rect().topLeft()).y() - now.geometry().top()
        assert abs(beside) < act.height(), entry.value.title


def test_enter_chooses_the_value_and_goes_on_to_the_next(editor: PackEditor) -> None:
    view = page(editor, "open").open_view
    assert view is not None
    step = view.entry("step")
    step.choose_button.setFocus()
    QTest.keyClick(step.choose_button, Qt.Key.Key_Return)
    assert step.form is not None
    step.form.input("step").setText("0,5")
    QTest.keyClick(step.form.input("step"), Qt.Key.Key_Return)
    assert not step.is_open
    assert editor.draft.pack.decided == ("step",)
    assert editor.focusWidget() is view.entry("tie_breaks").choose_button


def test_what_is_no_figure_is_kept_as_it_stands(editor: PackEditor) -> None:
    view = page(editor, "open").open_view
    assert view is not None
    ties = view.entry("tie_breaks")
    assert ties.keep_button.text() == "Giữ như hiện nay"
    assert ties.now.text().startswith("Hiện nay: ")
    assert view.entry("step").keep_button.text() == "Giữ như đang tính"
    assert ties.back_button.text() == "Bỏ lựa chọn"


def test_a_long_list_is_counted_not_told_in_full() -> None:
    many = tuple(replace(FULL.deadlines[0], code=str(it), title=f"Việc {it}") for it in range(36))
    words = rule_words.current(Scene(replace(FULL, deadlines=many)), "deadlines")
    assert words == "36 thời hạn: Việc 0; Việc 1; Việc 2 và 33 thời hạn khác"
    few = rule_words.current(Scene(FULL), "deadlines")
    assert few == "Đăng ký thi đua: Các đơn vị · trước 15/03"


def test_without_sections_it_is_said_where_they_are_written() -> None:
    part = next(it for it in TIE_BREAKS.parts if it.name == "section")
    assert "Tổng điểm và mức trần" in field_of(part, Scene(RulePack("x", "X"))).help
    assert not field_of(part, Scene(FULL)).help


def test_two_classes_that_disagree_are_both_marked(editor: PackEditor) -> None:
    best, good = FULL.classes
    editor.draft.take(replace(FULL, classes=(best, replace(good, lowest=Decimal(95)))))
    made = records(editor, "classes")
    source = made.table.rows.columns[1]
    assert [source.text(it) for it in made.table.records] == ["Mâu thuẫn", "Mâu thuẫn"]

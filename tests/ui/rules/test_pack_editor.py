"""The editor of the rule pack over a real file: see, change, refuse, apply, undo."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.rulepack import TieBreak
from tests.ui.pack_desk import (
    answer,
    choose,
    editor_over,
    fail_at_refusals,
    page,
    records,
    texts,
)
from tests.ui.pack_samples import FULL, full_session
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.rules.editor import PackEditor
from ui.rules.page_specs import PAGES


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    fail_at_refusals(monkeypatch)
    made = full_session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def editor(qtbot: QtBot, session: Session) -> PackEditor:
    return editor_over(qtbot, session)


def test_every_page_shows_its_values_with_their_sources(editor: PackEditor) -> None:
    for spec in PAGES:
        made = page(editor, spec.key)
        if made.values is not None:
            shown = " ".join(texts(made.values))
            for path in spec.values:
                assert editor._value_source(path).short in shown
        for kind in spec.lists:
            assert len(made.lists[kind].table.records) == len(getattr(FULL, kind))
    assert not editor.draft.is_dirty
    assert not editor.bar.isVisible()


def test_the_panel_shows_the_words_of_the_source(editor: PackEditor) -> None:
    made = page(editor, "totals")
    assert made.values is not None
    made.values.picked.emit("total")
    assert "Tổng điểm là 100." in texts(editor.panel)
    choose(records(editor, "quotas"), 0)
    assert "Mỗi khối 1 cờ." in texts(editor.panel)
    assert any(it.startswith("Quyết định số 1/QĐ-UBND") for it in texts(editor.panel))


def test_a_changed_value_comes_into_force_as_one_act_that_can_be_undone(
    qtbot: QtBot, editor: PackEditor, session: Session
) -> None:
    totals = page(editor, "totals").values
    assert totals is not None
    totals.form.input("deductions_max").setText("10")
    totals.form.input("board").setText("Phòng Thi đua")
    ranking = page(editor, "ranking").values
    assert ranking is not None
    box = ranking.form.input("rank_style")
    box.setCurrentIndex(box.findData("dense"))
    assert session.season.pack == FULL
    assert editor.bar.badge.text() == "3 sửa đổi"
    assert "Điểm trừ tối đa tất cả: không giới hạn → 10 điểm" in editor.bar.words.text()
    acts = len(session.history())
    with qtbot.waitSignals([editor.done, editor.told]):
        editor.bar.apply_button.click()
    assert session.season.pack == replace(
        FULL, deductions_max=Decimal(10), board="Phòng Thi đua", rank_style="dense"
    )
    assert len(session.history()) == acts + 1
    assert not editor.bar.isVisible()
    session.undo()
    assert session.season.pack == FULL
    assert ranking.form.input("rank_style").currentData() == "competition"
    assert not editor.draft.is_dirty


def test_a_wrong_figure_is_told_at_its_field_and_keeps_the_page(editor: PackEditor) -> None:
    made = page(editor, "totals").values
    assert made is not None
    made.form.input("total").setText("nhiều")
    assert made.form._rows["total"].error.text().startswith("“nhiều” không phải là số điểm.")
    assert not editor.draft.is_dirty
    editor.show_page("rules")
    assert editor.list.currentRow() == 1
    made.form.input("board").setText("Phòng Thi đua")
    assert editor.draft.pack.board == "Phòng Thi đua"
    assert not editor.apply()
    made.form.input("total").setText("100")
    editor.show_page("rules")
    assert PAGES[editor.list.currentRow()].key == "rules"


def test_a_pack_that_contradicts_itself_is_not_put_in_force(
    editor: PackEditor, session: Session
) -> None:
    made = page(editor, "bonus").values
    assert made is not None
    made.form.input("bonus.each_max").setText("9")
    assert editor.bar.isVisible()
    assert not editor.bar.apply_button.isEnabled()
    said = editor.bar.words.text()
    assert "9" in said
    assert "5" in said
    assert editor.list.item(2).text() == "● Điểm thưởng"
    editor.show_page("rules")
    editor.bar.show_button.click()
    assert PAGES[editor.list.currentRow()].key == "bonus"
    assert not editor.apply()
    assert session.season.pack == FULL
    editor.bar.discard_button.click()
    assert not editor.bar.isVisible()
    assert made.form.input("bonus.each_max").text() == "1"


# ---- what it costs


def test_stages_that_go_with_scores_are_told_before(editor: PackEditor, session: Session) -> None:
    made = records(editor, "stages")
    choose(made, 0)
    made.remove_button.click()
    assert "Bỏ 30 điểm của 5 đơn vị ở bước chấm Tự chấm." in editor.bar.words.text()
    seen = answer("Thôi")
    assert not editor.apply()
    assert any("Bỏ 30 điểm của 5 đơn vị ở bước chấm Tự chấm." in it for it in seen)
    assert session.season.pack == FULL
    assert editor.draft.is_dirty
    answer("Bỏ 30 điểm và áp dụng")
    assert editor.apply()
    assert not session.season.scores
    session.undo()
    assert len(session.season.scores) == 30


# ---- what the sources leave open


def test_a_value_is_chosen_also_when_it_stays(editor: PackEditor, session: Session) -> None:
    view = page(editor, "open").open_view
    assert view is not None
    assert view.state.text() == "Còn 3 trên 3 giá trị khối chưa chọn."
    entry = view.entry("step")
    assert entry.now.text() == "Đang tính: 0,01 điểm"
    entry.keep_button.click()
    assert entry.badge.text() == "Khối đã chọn"
    assert entry.now.text() == "Khối chọn: 0,01 điểm"
    assert editor.list.item(0).text() == "Khối tự chọn (2)"
    assert editor.apply()
    assert session.season.pack == replace(FULL, decided=("step",))
    entry.back_button.click()
    assert editor.draft.pack == FULL


def test_an_open_value_is_chosen_in_its_fields(editor: PackEditor) -> None:
    view = page(editor, "open").open_view
    assert view is not None
    step = view.entry("step")
    step.open_choice()
    assert step.form is not None
    step.form.input("step").setText("0,3x")
    assert not step.settle()
    step.form.input("step").setText("0,25")
    assert step.settle()
    assert not step.is_open
    assert editor.draft.pack.step == Decimal("0.25")
    assert editor.draft.pack.decided == ("step",)


def test_a_value_that_was_only_looked_at_is_not_chosen(editor: PackEditor) -> None:
    view = page(editor, "open").open_view
    assert view is not None
    for field in ("step", "tie_breaks"):
        view.entry(field).open_choice()
        editor.show_page("rules")
        assert not view.entry(field).is_open
        editor.show_page("open")
    assert not editor.draft.is_dirty
    step = view.entry("step")
    step.open_choice()
    assert step.form is not None
    step.form.input("step").setText("0,5")
    editor.show_page("rules")
    assert editor.draft.pack.step == Decimal("0.5")
    assert editor.draft.pack.decided == ("step",)


def test_an_open_list_is_chosen_in_place(editor: PackEditor) -> None:
    view = page(editor, "open").open_view
    assert view is not None
    view.entry("step").open_choice()
    ties = view.entry("tie_breaks")
    ties.open_choice()
    assert not view.entry("step").is_open
    assert ties.list is not None
    choose(ties.list, 1)
    ties.list.up_button.click()
    assert ties.settle()
    assert editor.draft.pack.tie_breaks == (TieBreak("bonus"), TieBreak("section", "I"))
    assert editor.draft.pack.decided == ("tie_breaks",)


def test_a_value_changed_on_its_own_page_is_chosen_with_it(editor: PackEditor) -> None:
    made = page(editor, "bonus").values
    assert made is not None
    made.form.input("bonus.each_points").setText("0,5")
    assert editor.draft.pack.decided == ("bonus.each_points",)
    assert "Nguồn: Khối tự chọn" in " ".join(texts(made))


# ---- what is half written


def test_a_record_that_is_being_written_is_let_go_aloud(
    editor: PackEditor, session: Session
) -> None:
    heard: list[str] = []
    editor.told.connect(lambda words, _tone: heard.append(words))
    session.set_pack(replace(FULL, board="Phòng Thi đua"))
    made = records(editor, "quotas")
    choose(made, 0)
    made.edit()
    session.undo()
    assert heard == [], "nothing was typed"
    made.edit()
    assert made.form is not None
    made.form.input(made.form.parts[0].name).setText("9")
    assert made.form.touched
    session.redo()
    assert heard == ["Bộ quy tắc vừa đổi ở nơi khác; các sửa đổi dở đã bỏ."]
    assert not made.is_open


def test_a_file_to_look_at_takes_no_other_pack(qtbot: QtBot, session: Session) -> None:
    second = Session(None, clock=session.now)
    second.open(session.file.path)
    assert second.read_only
    made = PackEditor(second, Jobs())
    qtbot.addWidget(made)
    assert not made.choose_act.isEnabled()
    assert not made.read_act.isEnabled()
    second.close()

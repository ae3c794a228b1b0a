"""The pack editor beside other packs, other files, and a page that is left."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pack_desk import answer, choose, editor_over, fail_at_refusals, fill, page, records
from tests.ui.pack_samples import FULL, full_session
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.rules import pack_files
from ui.rules.editor import PackEditor
from ui.rules.page_specs import PAGES
from ui.rules.rules_view import RulesView
from ui.rules.take import TakePack


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    fail_at_refusals(monkeypatch)
    made = full_session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def editor(qtbot: QtBot, session: Session) -> PackEditor:
    return editor_over(qtbot, session)


# ---- a file that can only be looked at, another file, other packs


def test_a_file_that_can_only_be_read_shows_everything_and_changes_nothing(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "read_only", property(lambda _self: True))
    made = PackEditor(session, Jobs())
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    totals = page(made, "totals")
    assert totals.values is not None
    assert not totals.values.form.input("total").isEnabled()
    assert not totals.lists["sections"].add_button.isVisible()
    choose(totals.lists["sections"], 0)
    totals.lists["sections"].edit()
    assert not totals.lists["sections"].is_open
    view = page(made, "open").open_view
    assert view is not None
    assert not view.entry("step").keep_button.isVisible()
    assert not made.choose_act.isEnabled()


def test_changes_not_in_force_yet_stay_when_scores_change(
    editor: PackEditor, session: Session
) -> None:
    made = page(editor, "totals").values
    assert made is not None
    made.form.input("total").setText("120")
    key = next(iter(session.season.scores))
    session.set_points(key, Decimal(1))
    assert editor.draft.pack.total == 120
    told: list[str] = []
    editor.told.connect(lambda words, _tone: told.append(words))
    session.set_pack(replace(FULL, board="Nơi khác"))
    assert editor.draft.pack.board == "Nơi khác"
    assert not editor.draft.is_dirty
    assert told == ["Bộ quy tắc vừa đổi ở nơi khác; các sửa đổi dở đã bỏ."]


def test_another_pack_is_shown_before_it_is_taken(
    qtbot: QtBot, editor: PackEditor, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(FULL, id="khac", name="Khác", deductions_max=Decimal(10), quotas=())
    box = TakePack(session.season, [FULL, other], "Chọn", "1 sửa đổi chưa áp dụng sẽ bỏ.")
    qtbot.addWidget(box)
    assert box.state.text() == "Giống bộ đang áp dụng. Bộ này để mở 3 giá trị khối phải chọn."
    box.choice.setCurrentIndex(1)
    assert [(it.what, it.old, it.new) for it in box.table.records] == [
        ("Tên bộ quy tắc", "Bộ quy tắc đầy đủ", "Khác"),
        ("Điểm trừ tối đa tất cả", "không giới hạn", "10 điểm"),
        ("Chỉ tiêu “Cờ thi đua”", "Cờ thi đua: 1 đơn vị", "không có"),
    ]
    assert box.pack == other
    fewer = replace(other, stages=FULL.stages[1:])
    costly = TakePack(session.season, [fewer], "Chọn")
    qtbot.addWidget(costly)
    assert costly.state.text().endswith("Bỏ 30 điểm của 5 đơn vị ở bước chấm Tự chấm.")
    taken: Callable[..., Any] = lambda *_given: other  # noqa: E731
    monkeypatch.setattr(pack_files, "choose", taken)
    editor.choose_shipped()
    assert session.season.pack == other
    assert editor.name.text() == "Khác"
    session.undo()
    assert session.season.pack == FULL


def test_a_pack_goes_out_into_a_file_and_comes_back(
    qtbot: QtBot,
    editor: PackEditor,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "bo quy tac.json"
    monkeypatch.setattr(pack_files, "ask_save", lambda *_given: file)
    monkeypatch.setattr(TakePack, "exec", lambda _self: 1)
    editor.draft.put({"board": "Chưa áp dụng"})
    with qtbot.waitSignal(editor.told) as told:
        editor.write_file()
    assert told.args == ["Đã lưu bộ quy tắc ra “bo quy tac.json”.", "done"]
    session.set_pack(replace(FULL, board="Nơi khác", quotas=()))
    back = shipped.read_pack_file(file).pack
    editor.take(replace(back, decided=()), file.name)
    assert replace(session.season.pack, decided=()) == FULL


def test_a_pack_of_a_file_is_asked_for_where_files_are_looked_at(
    qtbot: QtBot, editor: PackEditor, session: Session
) -> None:
    with qtbot.waitSignal(editor.file_wanted):
        editor.read_act.trigger()
    assert session.season.pack == FULL


def test_the_choice_of_shipped_packs_begins_with_the_one_in_force(
    editor: PackEditor, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []
    monkeypatch.setattr(TakePack, "ask", lambda box: offered.extend(it.id for it in box._packs))
    known = next(it for it in shipped.packs() if it.id == "lao-cai-3666")
    session.set_pack(known)
    editor.choose_shipped()
    assert offered[0] == "lao-cai-3666"
    assert len(offered) == len(shipped.packs())
    assert session.season.pack == known


def test_changes_are_asked_about_before_the_page_is_left(
    editor: PackEditor, session: Session
) -> None:
    assert editor.leave()
    editor.draft.put({"board": "Phòng Thi đua"})
    seen = answer("Thôi")
    assert not editor.leave()
    assert "Cơ quan thẩm định, nhận hồ sơ: Ban Thi đua → Phòng Thi đua" in seen
    answer("Áp dụng")
    assert editor.leave()
    assert session.season.pack.board == "Phòng Thi đua"
    editor.draft.put({"board": "Khác", "bonus.each_max": Decimal(9)})
    answer("Bỏ sửa đổi")
    assert editor.leave()
    assert editor.draft.pack.board == "Phòng Thi đua"


def test_the_view_of_the_page_makes_the_editor_when_it_is_looked_at(
    qtbot: QtBot, session: Session
) -> None:
    view = RulesView(session, Jobs())
    qtbot.addWidget(view)
    view.refresh()
    assert view.settle()
    assert view.editor is None
    view.show_part(open_values=True)
    made = view.editor
    assert made is not None
    assert PAGES[made.list.currentRow()].key == "open"
    view.show_part()
    assert PAGES[made.list.currentRow()].key == "totals"
    made.show_page("rules")
    view.show_part()
    assert PAGES[made.list.currentRow()].key == "rules"
    with qtbot.waitSignal(view.told):
        made.told.emit("Đã làm.", "done")


def test_another_file_is_shown_as_it_is(
    editor: PackEditor, session: Session, tmp_path: Path
) -> None:
    editor.draft.put({"board": "Chưa áp dụng"})
    other = replace(session.season, pack=replace(FULL, name="Khối khác"))
    session.create(tmp_path / "Khac.khoi", other)
    assert editor.name.text() == "Khối khác"
    assert not editor.draft.is_dirty


def test_a_record_that_is_being_written_stays_when_something_else_is_done(
    editor: PackEditor, session: Session
) -> None:
    made = records(editor, "classes")
    made.add()
    fill(made, {"name": "Khá", "lowest": "50"})
    session.set_points(next(iter(session.season.scores)), Decimal(1))
    assert made.is_open
    assert made.finish()
    choose(made, 2)
    made.edit()
    editor.draft.take(FULL)
    assert made.finish()
    assert made.records == FULL.classes

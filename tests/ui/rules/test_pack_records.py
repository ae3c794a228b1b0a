"""Records of every kind in the pack editor: add, change, order, take out."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.rulepack import OpenValue, Rule, Tier
from tests.ui.pack_desk import (
    Fill,
    choose,
    editor_over,
    fail_at_refusals,
    fill,
    records,
)
from tests.ui.pack_samples import FULL, full_session
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


# ---- records

ADDED: list[tuple[str, str, Fill]] = [
    ("totals", "sections", {"code": "IV", "title": "Khác", "max_points": "0"}),
    ("deductions", "deductions", {"title": "Chậm", "fact": "discipline", "method": "flat", "points": "1"}),
    ("stages", "stages", {"name": "Thẩm tra", "sections": "III", "ranks_to": "3", "after_meeting": True}),
    ("ranking", "tie_breaks", {"kind": "fewest_deductions"}),
    ("quotas", "quotas", {"award": "Bằng khen", "kind": "percent", "value": "20"}),
    ("classes", "classes", {"name": "Khá", "lowest": "50"}),
    ("thresholds", "thresholds", {"title": "Bầu Trưởng khối", "method": "hands", "base": "members", "numerator": "1", "denominator": "2"}),
    ("deadlines", "deadlines", {"title": "Hồ sơ", "kind": "after_meeting", "days": "5"}),
    ("papers", "papers", {"title": "Báo cáo", "deadline": "dang-ky", "pages": "1"}),
    ("legal-bases", "legal_bases", {"document": "Luật số 06", "valid_from": "01/01/2024"}),
    ("rules", "rules", {"title": "Mới", "text": "Nội dung", "basis": "qd"}),
    ("open", "open_values", {"field": "class_cap", "title": "Xếp loại trên bao nhiêu điểm?"}),
]  # fmt: skip


@pytest.mark.parametrize(("key", "kind", "given"), ADDED, ids=[it[1] for it in ADDED])
def test_a_record_of_every_kind_is_added_changed_moved_and_taken_out(
    editor: PackEditor, session: Session, key: str, kind: str, given: Fill
) -> None:
    made = records(editor, key, kind)
    before = getattr(FULL, kind)
    made.add_button.click()
    fill(made, given)
    assert made.finish(), made.form and made.form.wrong()
    assert len(made.records) == len(before) + 1
    new = made.records[-1]
    assert editor.apply(), editor.bar.words.text()
    assert getattr(session.season.pack, kind) == (*before, new)
    choose(made, len(before))
    made.edit_button.click()
    assert made.finish()
    assert made.records[-1] == new
    choose(made, len(before))
    if before:
        made.up_button.click()
        assert made.records[-2] == new
        made.down_button.click()
    assert made.records == (*before, new)
    made.remove_button.click()
    assert made.records == before
    session.undo()
    assert session.season.pack == FULL


def test_what_does_not_matter_is_neither_shown_nor_kept(editor: PackEditor) -> None:
    made = records(editor, "deductions")
    choose(made, 1)
    made.edit()
    assert made.form is not None
    assert not made.form.input("points").isVisible()
    assert made.form.input("tiers").isVisible()
    fill(made, {"method": "per_case", "points": "0,5"})
    assert made.form.input("points").isVisible()
    assert made.finish()
    assert made.records[1].tiers == ()
    assert made.records[1].points == Decimal("0.5")
    assert made.records[1].name == "ho-so"


def test_tiers_are_written_one_a_line(editor: PackEditor) -> None:
    made = records(editor, "quotas")
    made.add()
    fill(made, {"award": "Bằng khen", "kind": "by_size", "sizes": ""})
    assert not made.finish()
    fill(made, {"sizes": "5-9: một"})
    assert not made.finish()
    assert made.form is not None
    assert "Dòng 1" in made.form._rows["sizes"].error.text()
    fill(made, {"sizes": "5-9: 1\ntừ 10: 2"})
    assert made.finish()
    assert made.records[-1].sizes == (Tier(5, 9, Decimal(1)), Tier(10, None, Decimal(2)))


def test_a_record_with_a_mark_that_is_there_is_refused(editor: PackEditor) -> None:
    made = records(editor, "quotas")
    made.add()
    fill(made, {"award": "Cờ thi đua", "kind": "number", "value": "2"})
    assert not made.finish()
    assert made.form is not None
    assert made.form._rows["award"].error.text() == "Đã có chỉ tiêu này."
    made.close_form()
    assert made.records == FULL.quotas


def test_leaving_a_page_takes_the_record_that_is_being_written(editor: PackEditor) -> None:
    made = records(editor, "classes")
    made.add()
    editor.show_page("rules")  # nothing was written: nothing is kept, nothing is asked
    assert PAGES[editor.list.currentRow()].key == "rules"
    editor.show_page("classes")
    assert not made.is_open
    made.add()
    fill(made, {"name": "Khá"})
    editor.show_page("rules")
    assert PAGES[editor.list.currentRow()].key == "classes"
    fill(made, {"lowest": "50"})
    editor.show_page("rules")
    assert [it.name for it in editor.draft.pack.classes] == ["Xuất sắc", "Tốt", "Khá"]


def test_a_rule_becomes_the_source_of_a_value_and_what_names_it_goes_along(
    editor: PackEditor,
) -> None:
    pack = replace(
        FULL,
        open_values=(*FULL.open_values, OpenValue("deductions.nhac-nho.each_time", "Mấy lần?")),
        decided=("deductions.nhac-nho.each_time",),
        rules=(*FULL.rules, Rule("nhac-nho", "Nhắc nhở", "Trừ 0,5 điểm.", "qd")),
        papers=(replace(FULL.papers[0], rule="nhac-nho"),),
    )
    editor.draft.take(pack)
    made = records(editor, "rules")
    choose(made, 2)
    made.edit()
    fill(made, {"name": "step"})
    assert made.finish()
    changed = editor.draft.pack
    assert changed.rules[2].name == "step"
    assert changed.deductions[0].name == "step"
    assert changed.papers[0].rule == "step"
    assert changed.open_values[-1].field == "deductions.step.each_time"
    assert changed.decided == ("deductions.step.each_time",)
    made.edit()
    fill(made, {"name": "total-100"})
    assert not made.finish()
    assert made.form is not None
    assert made.form._rows["name"].error.text() == "Đã có quy tắc này."


def test_a_source_that_is_taken_away_is_gone(editor: PackEditor) -> None:
    editor.draft.take(replace(FULL, deductions=(replace(FULL.deductions[0], name="flag"),)))
    made = records(editor, "deductions")
    choose(made, 0)
    made.edit()
    fill(made, {"name": ""})
    assert made.finish()
    assert made.records[0].name == "nhac-nho"


def test_a_new_threshold_says_nothing_before_the_clerk_does(editor: PackEditor) -> None:
    made = records(editor, "thresholds")
    made.add()
    assert made.form is not None
    assert [made.form.input(it).text() for it in ("numerator", "denominator")] == ["", ""]
    assert made.form.input("method").currentText() == "Chưa chọn"
    fill(made, {"title": "Suy tôn Bằng khen"})
    assert not made.finish()
    wrong = made.form.wrong()
    assert set(wrong) == {"method", "numerator", "denominator", "base"}

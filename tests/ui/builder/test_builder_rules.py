"""How a criterion is scored, beside the tree: every kind by keys, its words, its trial, its faults."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.criterion_rule import Band, CriterionKind, CriterionRule, Item
from models.scores.criterion_words import KIND_TITLES, describe
from models.table import TableRow
from models.tables.edit import path_of
from tests.ui.builder_samples import DEDUCT, PACK, TABLE
from ui.builder.builder import Builder
from ui.builder.rule_form import RuleForm
from ui.builder.rule_inputs import Figure
from ui.builder.rule_kinds import KINDS, as_kind, named, new_band, new_item
from ui.builder.rule_lists import BandBlock, ItemBlock
from ui.builder.trial import Trial

Key = Qt.Key
D = Decimal
ROW = TableRow("I.1", "Tiêu chí", D(15))


@pytest.fixture
def builder(qtbot: QtBot) -> Iterator[Builder]:
    made = Builder()
    qtbot.addWidget(made)
    made.resize(1130, 700)
    made.show()
    made.start(TABLE, PACK)
    made.tree.setFocus()
    made.tree.go_to((0, 1, 1))
    QApplication.processEvents()
    yield made
    made.tree.cells.close()


def rule_of(builder: Builder, code: str = "I.2.b") -> CriterionRule | None:
    found = builder.table.row(code)
    assert found is not None
    return found.rule


def choose(builder: Builder, kind: CriterionKind | None) -> None:
    combo = builder.rule.kind
    assert combo is not None
    combo.setCurrentIndex(combo.findData(kind))
    QApplication.processEvents()


def write(made: QLineEdit, words: str) -> None:
    made.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(made, event)
    if not words:
        QTest.keyClick(made, Key.Key_Delete)
    QApplication.processEvents()


def form(builder: Builder) -> RuleForm:
    assert builder.rule.form is not None
    return builder.rule.form


def trial(builder: Builder) -> Trial:
    assert builder.rule.trial is not None
    return builder.rule.trial


def shown(widget: QWidget) -> list[str]:
    return [it.text() for it in widget.findChildren(QLabel) if it.isVisible() and it.text()]


def figure(widget: QWidget, name: str) -> Figure:
    return next(it for it in widget.findChildren(Figure) if it.name == name)


# ---- choosing a kind


def test_f4_and_arrows_choose_how_a_criterion_is_scored(qtbot: QtBot, builder: Builder) -> None:
    qtbot.keyClick(builder.tree, Key.Key_F4)
    assert builder.rule.kind is not None
    assert builder.rule.kind.hasFocus()
    qtbot.keyClick(builder.rule.kind, Key.Key_Down)
    rule = rule_of(builder)
    assert rule is not None
    assert rule.kind == "deduct"
    assert builder.rule.kind.hasFocus()
    qtbot.keyClick(builder.rule.kind, Key.Key_Escape)
    assert builder.tree.hasFocus()
    assert builder.model.index_of((0, 1, 1), 4).data() == "Trừ từ điểm tối đa"


@pytest.mark.parametrize("kind", KIND_TITLES)
def test_every_kind_has_words_an_example_fields_and_a_trial(
    builder: Builder, kind: CriterionKind
) -> None:
    choose(builder, kind)
    found = builder.table.row("I.2.b")
    assert found is not None
    assert found.rule is not None
    assert found.rule.kind == kind
    words = shown(builder.rule)
    assert f"{KINDS[kind].what} Ví dụ: {KINDS[kind].example}" in words
    assert describe(named(found), PACK) in words
    if kind == "choice":
        assert trial(builder).isHidden()
    else:
        assert trial(builder).result.text()
        assert "chưa ghi:" not in trial(builder).result.text()
    for name, made in form(builder).inputs.items():
        assert getattr(found.rule, name) == getattr(form(builder).rule, name), made
    choose(builder, None)
    assert rule_of(builder) is None
    builder.undo()
    builder.undo()
    assert builder.table == TABLE


def test_every_kind_is_offered() -> None:
    assert set(KINDS) == {None, *KIND_TITLES}


# ---- fields and the trial


def test_what_is_typed_is_the_rule_and_the_trial_counts_with_it(builder: Builder) -> None:
    choose(builder, "deduct")
    [block] = form(builder).inputs["items"].blocks
    assert isinstance(block, ItemBlock)
    write(block.title, "Văn bản chậm")
    write(block.points, "0,5")
    write(block.measure, "văn bản")
    assert rule_of(builder) == DEDUCT
    assert describe(builder.table.row("I.2.b"), PACK) in shown(builder.rule)  # type: ignore[arg-type]
    assert trial(builder).result.text() == "15 − 3 văn bản × 0,5 = 13,5"
    write(figure(trial(builder), "Văn bản chậm"), "40")
    assert trial(builder).result.text() == "15 − 40 văn bản × 0,5 = −5; thấp nhất 0"


def test_a_wrong_figure_says_so_and_changes_nothing(builder: Builder) -> None:
    choose(builder, "deduct")
    before = rule_of(builder)
    [block] = form(builder).inputs["items"].blocks
    for words, sentence in (
        ("nửa", "Trừ: Ghi số, ví dụ 0,5."),
        ("-1", "Trừ: Thấp nhất 0."),
        ("", "Trừ: Ghi một số."),
        ("0,333", "Trừ: Ghi nhiều nhất 2 chữ số lẻ."),
    ):
        write(block.points, words)
        assert sentence in shown(block)
        assert rule_of(builder) == before
    write(block.points, "2")
    assert not any(it.startswith("Trừ:") for it in shown(block))
    assert rule_of(builder) != before


def test_typing_in_one_field_is_taken_back_together(builder: Builder) -> None:
    choose(builder, "other_body")
    percent = form(builder).inputs["factor_percent"]
    for words in ("5", "50", "50,5"):
        write(percent, words)
    rule = rule_of(builder)
    assert rule is not None
    assert rule.factor_percent == D("50.5")
    assert trial(builder).result.text() == "90 × 50,5% = 45,45; tối đa 15"
    builder.undo()
    assert rule_of(builder) == CriterionRule("other_body")
    assert form(builder).inputs["factor_percent"].text() == "100"


def test_a_percentage_over_100_where_it_cannot_be_is_refused(builder: Builder) -> None:
    choose(builder, "plan")
    write(form(builder).inputs["reached_percent"], "150")
    assert "Tối đa 100." in shown(form(builder))
    rule = rule_of(builder)
    assert rule is not None
    assert rule.reached_percent == 100
    choose(builder, "steps")
    write(form(builder).inputs["step_percent"], "0")
    assert "Thấp nhất 0,01." in shown(form(builder))


def test_items_are_added_and_dropped_with_codes_of_their_own(
    qtbot: QtBot, builder: Builder
) -> None:
    choose(builder, "graded")
    levels = form(builder).inputs["items"]
    titles = [block.title.text() for block in levels.blocks]
    assert titles == [
        *("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành"),
    ]
    levels.blocks[1].dropped.emit()
    levels.add()
    assert levels.blocks[-1].title.hasFocus()
    write(levels.blocks[-1].title, "Chưa xếp loại")
    rule = rule_of(builder)
    assert rule is not None
    assert [(it.code, it.title) for it in rule.items] == [
        ("1", "Hoàn thành xuất sắc"),
        ("3", "Hoàn thành"),
        ("4", "Không hoàn thành"),
        ("2", "Chưa xếp loại"),
    ]
    assert trial(builder).result.text() == "Mức “Hoàn thành xuất sắc”: 15 điểm"


def test_what_is_rarely_needed_is_unfolded(builder: Builder) -> None:
    choose(builder, "deduct")
    [block] = form(builder).inputs["items"].blocks
    assert not block.wipes.isVisible()
    block._toggle()
    assert block.wipes.isVisible()
    write(block.title, "Bỏ họp")
    write(block.most, "5")
    block.wipes.click()
    block.effect.setCurrentIndex(block.effect.findData("not_considered"))
    rule = rule_of(builder)
    assert rule is not None
    assert rule.items == (
        Item("1", "Bỏ họp", D(1), "lần", D(5), wipes=True, effect="not_considered"),
    )


def test_tiers_have_open_and_closed_ends(qtbot: QtBot, builder: Builder) -> None:
    choose(builder, "tiers")
    bands = form(builder).inputs["bands"]
    first = bands.blocks[0]
    assert isinstance(first, BandBlock)
    qtbot.mouseClick(first.low_end, Qt.MouseButton.LeftButton)
    write(first.low, "95")
    write(first.points, "1,5")
    write(bands.blocks[1].high, "95")
    qtbot.mouseClick(bands.blocks[1].high_end, Qt.MouseButton.LeftButton)
    rule = rule_of(builder)
    assert rule is not None
    assert rule.bands == (Band(D("1.5"), D(95), low_open=True), Band(D(0), high=D(95)))
    write(figure(trial(builder), "Số lượng"), "95")
    assert trial(builder).result.text() == "95, bậc đến 95: 0 điểm"
    bands.add()
    assert rule_of(builder).bands[-1] == Band(D(0))  # type: ignore[union-attr]


def test_another_measure_asks_for_other_figures(builder: Builder) -> None:
    choose(builder, "tiers")
    assert "no_plan" not in form(builder).inputs
    measure = form(builder).inputs["measure"]
    measure.setCurrentIndex(measure.findData("ratio"))
    QApplication.processEvents()
    assert "no_plan" in form(builder).inputs
    assert figure(trial(builder), "Kế hoạch").text() == "100"


def test_a_relative_rule_is_tried_against_another_unit(builder: Builder) -> None:
    choose(builder, "leader")
    assert trial(builder).result.text().endswith("= 11,25")
    write(figure(trial(builder), "Đơn vị khác: thực hiện"), "101")
    assert trial(builder).result.text() == "Vượt 5%, cao nhất khối: 15 điểm"


def test_what_a_case_does_beside_points_is_said(builder: Builder) -> None:
    choose(builder, "effect")
    write(form(builder).inputs["items"].blocks[0].title, "Nộp muộn")
    assert trial(builder).result.text() == "Nộp muộn: 3 lần → hạ một bậc xếp loại"


def test_faults_of_the_rule_stand_below_it(builder: Builder) -> None:
    choose(builder, "tiers")
    write(form(builder).inputs["bands"].blocks[1].high, "20")
    mine = [it for it in builder.problems if "I.2.b" in it.where]
    assert mine, "two tiers lie over each other"
    assert any(it.startswith(mine[0].what) for it in shown(builder.rule))


# ---- sections, guidance, deduction


def test_a_section_is_said_to_be_bonus(builder: Builder) -> None:
    builder.tree.go_to((2,))
    combos = builder.rule.findChildren(QWidget, options=Qt.FindChildOption.FindChildrenRecursively)
    role = next(it for it in combos if it.accessibleName() == "Mục này là")
    role.setCurrentIndex(role.findData("bonus"))  # type: ignore[attr-defined]
    assert builder.table.rows[2].role == "bonus"
    assert builder.meter.text().startswith("80/95 · 15/5")
    assert builder.difference.text() == "còn thiếu 15 điểm"
    assert builder.model.index_of((2,), 4).data() == "Điểm thưởng"


def test_guidance_and_the_blocks_own_deduction_are_kept(builder: Builder) -> None:
    write(figure(builder.rule, "Khối trừ mỗi lần vi phạm"), "0,5")
    found = builder.table.row("I.2.b")
    assert found is not None
    assert found.deduct_each == D("0.5")
    assert path_of(builder.table, "I.2.b") == builder.tree.path


# ---- from one kind to another


def test_items_are_kept_where_the_new_kind_has_them() -> None:
    item = Item("1", "Chậm", D(2), "văn bản", most=D(5), wipes=True, effect="no_class")
    old = CriterionRule("deduct", (item,))
    assert as_kind(old, "mixed", ROW).items == (item,)
    per_case = as_kind(old, "per_case", ROW).items
    assert per_case == (Item("1", "Chậm", D(2), "văn bản", most=D(5)),)
    effect = as_kind(CriterionRule("deduct", (Item("1", "Chậm"),)), "effect", ROW)
    assert effect.items[0].effect == "lower_class"
    levels = as_kind(old, "graded", ROW)
    assert [it.points for it in levels.items] == [D(15), D(12), D(9), D(0)]
    assert [it.title for it in as_kind(levels, "deduct", ROW).items] == [""]


def test_new_entries_fit_beside_the_old_ones() -> None:
    assert new_item("deduct", (Item("1", "a"), Item("3", "b"))).code == "2"
    assert new_band((Band(D(2), low=D(5)),)) == Band(D(0), high=D(5), high_open=True)
    assert new_band((Band(D(2), low=D(5), low_open=True),)) == Band(D(0), high=D(5))
    assert new_band(()) == Band(D(0))


def test_a_long_title_does_not_make_the_trial_wider_than_the_panel(builder: Builder) -> None:
    builder.enter(builder.tree.node, "title", "Có kế hoạch và tổ chức thực hiện " * 4)  # type: ignore[arg-type]
    choose(builder, "yes_no")
    inner = builder.rule.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= builder.rule.viewport().width()
    [box] = trial(builder).findChildren(QCheckBox)
    assert box.accessibleName().startswith("Có kế hoạch")
    before = trial(builder).result.text()
    box.click()
    assert trial(builder).result.text() != before

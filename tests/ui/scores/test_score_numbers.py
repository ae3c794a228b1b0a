"""Cells whose points follow from numbers: marks, clipboard, what does not apply."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from models.criterion_rule import CriterionRule
from models.facts import NotApplicable
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from tests.ui.panel_keys import BLOCK, UNIT, at, press, shown
from tests.ui.ruled_samples import TABLE, filled, season
from tests.ui.score_samples import opened
from ui.pages.scores import ScoresPage
from ui.scores import tsv
from ui.scores.foresee import foresee
from ui.scores.layout import by_section, by_unit
from ui.scores.marks import marks, tip
from ui.scores.model import ScoreModel
from ui.scores.sheet import Sheet

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


# ---- marks, words, and what does not apply


def sheet_of(made: Season, unit: str = UNIT) -> Sheet:
    return Sheet(by_unit(made, unit), made, {it.unit.id: it for it in score(made)})


def test_a_computed_figure_is_marked_and_says_its_sum() -> None:
    sheet = sheet_of(season())
    assert marks(sheet, 1, BLOCK) == ("differs", "computed")
    assert tip(sheet, 1, BLOCK).splitlines() == [
        "15 − 3 văn bản × 0,5 − 1 lần × 1 (Vắng họp không lý do) = 12,5",
        "Nhập tay",
        "Khác Tự chấm: 14",
    ]
    assert marks(sheet, 3, BLOCK) == ()
    assert tip(sheet, 1, 0).splitlines()[1].startswith("Từ 15 điểm trừ dần.")
    assert tip(sheet, 1, 7) == "15 − 3 văn bản × 0,5 − 1 lần × 1 (Vắng họp không lý do) = 12,5"


def test_bonus_and_deduction_sections_show_their_sum_and_no_holes() -> None:
    sheet = sheet_of(season())
    column = [sheet.text(row, BLOCK) for row in range(len(sheet.layout.rows))]
    assert column[9:] == ["", "", "0,50", "0,50", ""]
    assert [sheet.text(row, 6) for row in (9, 10, 11, 12)] == ["", "", "", ""]
    assert sheet.results[UNIT].missing == ()


def test_what_does_not_apply_is_neither_empty_nor_zero() -> None:
    made = season()
    facts = replace(
        made.facts,
        not_applicable=(
            NotApplicable(UNIT, "I.1", "không được giao"),
            NotApplicable(UNIT, "II", policy="full"),
        ),
    )
    sheet = sheet_of(replace(made, facts=facts))
    assert [sheet.text(1, it) for it in (3, BLOCK, 7)] == ["không áp dụng"] * 3
    assert sheet.why_not(1, BLOCK).startswith("I.1 không áp dụng cho đơn vị này.")
    assert "không tính" in tip(sheet, 1, 7)
    assert (sheet.text(4, 7), sheet.text(5, 7)) == ("40,00", "không áp dụng")
    assert sheet.copy_text(1, BLOCK) == ""


def test_a_plan_of_nothing_is_shown_as_not_applying() -> None:
    sheet = sheet_of(season(), "Ban Tổ chức")
    assert (sheet.text(2, BLOCK), sheet.text(2, 7)) == ("không áp dụng", "không áp dụng")
    assert tip(sheet, 2, BLOCK) == "Không có kế hoạch giao: không tính"
    assert sheet.score_key(2, BLOCK) is not None


def test_a_stage_for_the_first_ranks_leaves_the_others_aside() -> None:
    made = season()
    stages = tuple(
        replace(it, ranks_to=2) if it.code == "appraisal" else it for it in made.pack.stages
    )
    made = replace(made, pack=replace(made.pack, stages=stages))
    third, first = sheet_of(made), sheet_of(made, "Ban Nội chính")
    assert third.text(1, 5) == ""
    assert third.why_not(1, 5) == "Thẩm định chỉ xét các đơn vị xếp hạng 1 đến 2."
    assert first.text(1, 5) == "–"
    assert first.score_key(1, 5) is not None
    kept = made.with_scores({ScoreKey(UNIT, "I.3", "appraisal"): Score(D(20))})
    assert sheet_of(kept).text(3, 5) == "20,00"
    assert sheet_of(kept).row_marks != third.row_marks


def test_numbers_of_another_unit_move_a_relative_figure() -> None:
    made = season()
    leader = CriterionRule("leader", reached_percent=D(50))
    rows = list(TABLE.rows)
    first = replace(rows[0].rows[1], rule=leader)
    rows[0] = replace(rows[0], rows=(rows[0].rows[0], first, rows[0].rows[2]))
    made = replace(made, table=replace(made.table, rows=tuple(rows)))
    before, key = sheet_of(made, "Ban Nội chính"), ScoreKey(UNIT, "I.2", "block")
    entered = filled(plan="100", result="150")
    after = sheet_of(made.with_scores({key: entered}), "Ban Nội chính")
    assert (before.text(2, BLOCK), after.text(2, BLOCK)) == ("20,00", "15,00")
    assert before.row_marks[2] != after.row_marks[2]
    assert foresee(made, key, entered).points == D(20)


def test_an_unchanged_row_is_not_painted_again() -> None:
    one, two = sheet_of(season()), sheet_of(season())
    assert one.row_marks == two.row_marks


# ---- clipboard


@pytest.fixture
def model(tmp_path: Path, qapp: object) -> Iterator[ScoreModel]:
    session = opened(tmp_path, season())
    model = ScoreModel(session)
    layout = by_unit(session.season, UNIT)
    model.show(layout)
    session.changed.connect(lambda _what: model.refresh(layout))
    yield model
    session.close()


def test_copied_numbers_are_pasted_into_another_unit(page: ScoresPage) -> None:
    grid = page.grid
    at(grid, 1)
    for _ in range(6):
        QTest.keyClick(grid, Key.Key_Down, SHIFT)
    press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["12,50", "9,50"]
    page.show_target("Văn phòng")
    at(grid, 1)
    press(Key.Key_V, CONTROL)
    score = page.session.season.score
    for code in ("I.1", "I.2", "I.3", "II.1", "II.2", "II.3"):
        mine, theirs = score("Văn phòng", code, "block"), score(UNIT, code, "block")
        assert (mine.points, mine.inputs) == (theirs.points, theirs.inputs), code
    assert page.session.undo_label == "dán 6 ô của Văn phòng"


def test_a_plain_figure_is_the_one_number_or_is_refused(model: ScoreModel) -> None:
    assert model.paste(5, BLOCK, tsv.read("6")).problems == ()
    assert model.session.season.score(UNIT, "II.1", "block") == filled(value="6")
    assert model.paste(1, BLOCK, tsv.read("12")).problems == (
        "Dòng 1, tiêu chí I.1: I.1 tính từ 3 số, không nhận một con số.",
    )
    assert model.paste(6, BLOCK, tsv.read("10")).problems == (
        "Dòng 1, tiêu chí II.2: II.2 chọn một mức, không nhận một con số.",
    )
    assert model.paste(1, BLOCK, tsv.read("12 điểm")).problems == ()
    assert model.session.season.score(UNIT, "I.1", "block") == Score(D(12))
    assert model.paste(6, BLOCK, tsv.read("hoàn thành")).problems == ()
    assert model.session.season.score(UNIT, "II.2", "block") == filled(c="1")
    assert model.paste(7, BLOCK, tsv.read("Không")).problems == ()
    assert model.session.season.score(UNIT, "II.3", "block") == filled(yes="0")


@pytest.mark.parametrize(
    ("row", "words", "why"),
    [
        (1, "16 điểm", "Tối đa 15 điểm. Anh/chị nhập 16."),
        (1, "late=1; nothing=2", "I.1 tính từ 3 số, không nhận một con số."),
        (1, "late=-1; absent=0", "Thấp nhất 0 văn bản. Anh/chị nhập −1."),
        (5, "hai", "“hai” không phải là số."),
        (5, "1,5", "Ghi số nguyên. Anh/chị nhập 1,5."),
        (7, "2", "Nhiều nhất 1. Anh/chị nhập 2."),
    ],
)
def test_what_cannot_be_taken_is_refused_in_one_sentence(
    model: ScoreModel, row: int, words: str, why: str
) -> None:
    assert model.enter(model.index(row, BLOCK), words) == why
    assert model.session.undo_label == ""


def test_the_same_numbers_keep_the_name_of_the_form(model: ScoreModel) -> None:
    key = ScoreKey(UNIT, "II.1", "block")
    model.session.set_scores({key: replace(filled(value="2"), source="a.xlsx")}, "nhận")
    assert model.enter(model.index(5, BLOCK), "2 ngày") == ""
    assert model.session.season.score(*key).source == "a.xlsx"


def test_all_units_side_by_side_show_computed_points(tmp_path: Path, qapp: object) -> None:
    session = opened(tmp_path, season())
    model = ScoreModel(session)
    model.show(by_section(session.season, "I", "block"))
    texts = [[model.index(row, it).data() for it in (1, 2, 4)] for row in range(3)]
    assert texts == [
        ["12,50", "9,50", "44,00"],
        ["15,00", "12,50", "49,50"],
        ["10,50", "không áp dụng", "32,50"],
    ]
    session.close()


def test_the_menu_names_what_is_edited(page: ScoresPage) -> None:
    at(page.grid, 1)
    assert page.cell_menu().actions()[0].text().startswith("Sửa số liệu")
    at(page.grid, 3)
    assert page.cell_menu().actions()[0].text() == "Sửa\tF2"


def test_the_line_above_counts_only_what_is_owed(page: ScoresPage) -> None:
    assert page._subtitle.text() == f"{UNIT} · 6 tiêu chí chưa có điểm tự chấm"
    page.show_target("Văn phòng")
    assert "còn trống 7 tiêu chí" in page._subtitle.text()

"""The explanation adds up to what it explains, for units, sections and single lines."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.block import Unit
from models.facts import OwnDeduction
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Season
from tests.models.drawing import season as drawn_season
from tests.ui.score_samples import PACK, sample, self_scored, with_facts
from ui.scores.why import Statement, basis, statement
from ui.scores.why_view import WhyDrawer

CASES = (
    "all=max",
    "I.1=20 I.2=14 I.3=13 I.4=10 II.1=12 II.2=6 III.1=6 III.2=4.5 III.3=4 reminders=5 late=1",
    "all=max no-party no-union dossiers=7 target:I=100/110/1",
    "I.1=25 I.2=15 I.3=15 I.4=10 II.1=12 II.2=8 III.1=6 III.2=5 III.3=4 own:I.3=2",
    "I.1=20 I.2=14 own:I.3=9 I.3=15 I.4=10 II.1=12 II.2=8 III.1=6 III.2=5 III.3=4",
)


def of(words: str, scope: str = "") -> Statement:
    made = drawn_season(f"Ban A: {words}", PACK)
    return statement(made, score(made)[0], scope)


def first(made: Season) -> UnitResult:
    return score(made)[0]


def told(shown: Statement) -> list[str]:
    return [f"{it.kind} {it.label}: {it.detail} [{it.amount}]" for it in shown.entries]


@pytest.mark.parametrize("words", CASES)
def test_the_lines_of_every_explanation_add_up(words: str) -> None:
    made = drawn_season(f"Ban A: {words}", PACK)
    result = first(made)
    assert statement(made, result).sum == result.total
    for _, row in made.table.walk():
        assert statement(made, result, row.code).sum == result.groups[row.code], row.code


def test_a_unit_reads_like_a_bank_statement() -> None:
    made = with_facts(sample())
    shown = statement(made, first(made))
    assert (shown.title, shown.total) == ("Vì sao 89,50?", "89,50")
    assert told(shown) == [
        "sum Mục I: Nội dung I [57,00]",
        "sum Mục II: Nội dung II; tạm tính [18,00]",
        "sum Mục III: Nội dung III [14,50]",
        "sum Điểm thưởng: 1 chỉ tiêu vượt đăng ký; tối đa 5 (mục II.2a) [+ 1,00]",
        "note Thu ngân sách: đăng ký 100, thực hiện 110: thưởng 1 (mục II.2a) []",
        "sum Nhắc nhở: 2 văn bản (12/UBND; 15/UBND) × 0,5; tối đa 2 (mục II.2b) [− 1,00]",
    ]
    assert shown.remarks == (
        "Tạm tính, chờ kết quả xếp loại chính thức: II.1.",
        "Theo Hướng dẫn 1560/SNV-TĐKT.",
    )


def test_a_cut_is_shown_but_does_not_count() -> None:
    lines = told(of(CASES[1]))
    assert "cut Nhắc nhở: 2,5 chỉ trừ 2 (mục II.2b) [− 0,50]" in lines


def test_a_section_shows_its_lines_and_its_own_cap() -> None:
    shown = of(CASES[2], "II")
    assert told(shown)[-1].startswith("sum Vượt mức tối đa của mục II: 20 cắt còn 10")
    assert (shown.total_label, shown.total) == ("Mục II", "10,00")
    capped = told(of(CASES[3], "I"))
    assert capped[0] == "sum I.1 Nội dung I.1: Khối chấm, tối đa 20 [20,00]"
    assert capped[1].startswith("cut Tiêu chí I.1: 25 cắt còn 20")


def test_a_line_shows_its_stages_and_which_one_counts() -> None:
    made = with_facts(sample())
    assert told(statement(made, first(made), "I.2")) == [
        "note Tự chấm: nhập tay [14,50]",
        "sum Khối chấm: nhập tay [14,00]",
    ]
    facts = replace(made.facts, own_deductions=(OwnDeduction("Ban Dân vận", "I.3", 2),))
    made = replace(made, facts=facts)
    shown = statement(made, first(made), "I.3")
    assert told(shown)[-1] == "sum Tiêu chí I.3: 13 − 2 × 3 = 7 [− 6,00]"
    assert "từ tệp “bieu mau dan van.xlsx”" in shown.entries[0].detail


def test_what_is_missing_is_said() -> None:
    shown = of("I.1=20")
    assert (shown.title, shown.total) == ("Chưa đủ điểm", "–")
    assert any("còn trống 8 tiêu chí" in it for it in told(shown))
    assert of("I.1=20", "I").title == "Mục I chưa đủ điểm"
    assert "note I.2 Nội dung I.2: chưa có điểm [–]" in told(of("I.1=20", "I"))
    assert of("I.1=20", "I.2").title == "I.2 chưa có điểm"


def test_rounding_and_exclusion_are_said() -> None:
    made = drawn_season("Ban A: all=max excluded", replace(PACK, rank_on="rounded", decimals=0))
    scores = {
        key: replace(it, points=Decimal("3.5")) if key.criterion == "III.3" else it
        for key, it in made.scores.items()
    }
    made = made.with_scores(scores)
    remarks = statement(made, first(made)).remarks
    assert remarks[0].startswith("Không bình xét, suy tôn:")
    assert remarks[1] == "Khi xếp hạng làm tròn thành 95."


def test_the_drawer_goes_in_and_back_by_keys(qtbot: Any) -> None:
    made = with_facts(sample())
    drawer = WhyDrawer()
    qtbot.addWidget(drawer)
    drawer.show()
    drawer.explain(made, first(made))
    drawer.view.setFocus()
    QTest.keyClick(drawer.view, Qt.Key.Key_Down)
    QTest.keyClick(drawer.view, Qt.Key.Key_Down)
    QTest.keyClick(drawer.view, Qt.Key.Key_Return)
    assert drawer.shown.title == "Mục II: vì sao 18,00?"
    QTest.keyClick(drawer.view, Qt.Key.Key_Down)
    QTest.keyClick(drawer.view, Qt.Key.Key_Return)
    assert drawer.shown.title == "II.1: vì sao 12,00?"
    assert drawer._back.text() == "← Mục II"
    QTest.keyClick(drawer, Qt.Key.Key_Escape)
    QTest.keyClick(drawer, Qt.Key.Key_Escape)
    assert drawer.shown.title == "Vì sao 89,50?"
    assert drawer.isVisible()
    QTest.keyClick(drawer, Qt.Key.Key_Escape)
    assert not drawer.isVisible()


def test_another_unit_starts_at_its_whole(qtbot: Any) -> None:
    made = with_facts(sample())
    results = score(made)
    drawer = WhyDrawer()
    qtbot.addWidget(drawer)
    drawer.explain(made, results[0], "I")
    drawer.explain(made, results[0])
    assert drawer.shown.title.startswith("Mục I")
    assert not drawer.basis.text()
    drawer.explain(made, results[1])
    assert drawer.unit.text() == results[1].unit.name
    assert drawer.shown.title == "Vì sao 95,00?"
    assert "Vì sao 95,00?" in drawer.view.accessibleName()
    assert "Tổng điểm: 95,00" in drawer.view.accessibleDescription()


def test_a_click_on_a_line_opens_it(qtbot: Any) -> None:
    made = with_facts(sample())
    drawer = WhyDrawer()
    qtbot.addWidget(drawer)
    drawer.resize(360, 500)
    drawer.show()
    drawer.explain(made, first(made))
    where = drawer.view._placed[2].place.center()
    QTest.mouseClick(drawer.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert drawer.shown.total_label == "Mục III"


def test_units_without_organisations_are_explained() -> None:
    made = drawn_season("Ban A: all=max", PACK)
    made = replace(made, units=(Unit("Ban A", "Ban A", has_party=False),))
    assert any("công đoàn" in it for it in told(statement(made, first(made))))


def test_the_stages_behind_a_total_are_named() -> None:
    made = self_scored()
    alone, _, mixed = score(made)
    assert basis(made, alone) == "mới có tự chấm"
    assert basis(made, mixed) == "1 tiêu chí theo điểm tự chấm, 8 theo điểm khối chấm"
    assert basis(made, first(sample())) == ""

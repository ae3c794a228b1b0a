"""What changed in the rule of a criterion: every part by itself, in the words of the clerk."""

from dataclasses import fields, replace
from typing import Any

import pytest

from models.criterion_rule import Band, CriterionRule, Item
from models.tables.rule_diff import rule_changes
from tests.models.drawing import D

RULE = CriterionRule("plan")
PARTS: list[tuple[str, Any, str, str, str]] = [
    ("measure", "days", "đơn vị đo", "số lần", "số ngày"),
    ("measure", "percent", "đơn vị đo", "số lần", "phần trăm"),
    ("measure", "ratio", "đơn vị đo", "số lần", "tỷ lệ so kế hoạch"),
    ("floor", D("-1.5"), "điểm thấp nhất", "", "−1,5"),
    ("base", D(0), "điểm gốc", "", "0"),
    ("reached_percent", D(50), "phần trăm điểm khi đạt kế hoạch", "100", "50"),
    ("below_plan", "nothing", "khi chưa đạt kế hoạch", "tính theo tỷ lệ", "0 điểm"),
    ("step_percent", D(2), "mỗi bước, phần trăm", "1", "2"),
    ("step_points", D("0.5"), "điểm mỗi bước vượt", "0", "0,5"),
    ("under_points", D("0.5"), "điểm mỗi bước hụt", "0", "0,5"),
    ("factor_percent", D(70), "hệ số, phần trăm", "100", "70"),
    ("all_points", D(9), "điểm khi vi phạm tất cả", "", "9"),
    ("highest_only", True, "chỉ lấy lần cao nhất", "không", "có"),
    ("no_plan", "full", "khi không có kế hoạch", "", "tính đủ điểm"),
    ("unit_word", "ha", "tên đơn vị đo", "", "ha"),
]


@pytest.mark.parametrize(("name", "value", "part", "old", "new"), PARTS)
def test_each_part_is_told_alone(name: str, value: Any, part: str, old: str, new: str) -> None:
    changed = replace(RULE, **{name: value})
    assert list(rule_changes(RULE, changed)) == [(f"quy tắc chấm, {part}", old, new)]
    assert list(rule_changes(changed, RULE)) == [(f"quy tắc chấm, {part}", new, old)]


def test_no_part_of_a_rule_is_passed_over() -> None:
    told = {name for name, *_ in PARTS} | {"kind", "items", "bands"}
    assert told == {it.name for it in fields(CriterionRule)}


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (Item("a", "Trễ", D("0.5")), "a. Trễ: 0,5"),
        (Item("a", "Trễ", D(2), "lần", most=D(5)), "a. Trễ: 2 đến 5 mỗi lần"),
        (Item("a", "Trễ", D(1), wipes=True), "a. Trễ: 1, một lần là hết điểm"),
        (Item("a", "Trễ", D(1), effect="no_class"), "a. Trễ: 1, từ 1 lần không xếp loại"),
        (Item("a", "Trễ", D(1), effect_from=D(3)), "a. Trễ: 1, từ 3 lần"),
        (
            Item("a", "Trễ", D(1), "văn bản", wipes=True, effect="lower_class", effect_from=D(2)),
            "a. Trễ: 1 mỗi văn bản, một lần là hết điểm, từ 2 lần hạ một bậc xếp loại",
        ),
    ],
)
def test_an_item_in_words(item: Item, words: str) -> None:
    other = Item("b", "Sai", D(1))
    changed = replace(RULE, items=(item, other))
    assert list(rule_changes(RULE, changed)) == [
        ("quy tắc chấm, các việc được đếm", "", f"{words}; b. Sai: 1")
    ]


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (Band(D(8)), "mọi mức: 8"),
        (Band(D(8), low=D(90)), "từ 90: 8"),
        (Band(D(8), low=D(90), low_open=True), "trên 90: 8"),
        (Band(D(8), high=D(0)), "đến 0: 8"),
        (Band(D(8), D(90), D(100), high_open=True), "từ 90 đến dưới 100: 8"),
        (Band(D(0), high=D(50), effect="no_class"), "đến 50: 0, không xếp loại"),
    ],
)
def test_a_band_in_words(band: Band, words: str) -> None:
    changed = replace(RULE, bands=(band, Band(D(1))))
    assert list(rule_changes(RULE, changed)) == [
        ("quy tắc chấm, các bậc", "", f"{words}; mọi mức: 1")
    ]


def test_another_kind_is_told_first() -> None:
    steps = CriterionRule("steps", step_points=D(1))
    assert list(rule_changes(RULE, steps)) == [
        ("quy tắc chấm", "Tỷ lệ đạt kế hoạch", "Mỗi phần trăm vượt"),
        ("quy tắc chấm, điểm mỗi bước vượt", "0", "1"),
    ]
    judged = "Người chấm cho điểm trong mức tối đa"
    assert list(rule_changes(None, RULE)) == [("quy tắc chấm", judged, "Tỷ lệ đạt kế hoạch")]
    assert list(rule_changes(RULE, None)) == [("quy tắc chấm", "Tỷ lệ đạt kế hoạch", judged)]
    assert list(rule_changes(None, None)) == []

"""Which numbers a rule asks for, and which of them may stand in its fields."""

from decimal import Decimal
from typing import Any

import pytest

from models.criterion_rule import CriterionRule, Item
from models.scores.criterion_inputs import InputField, Misfit, as_inputs, input_fields, numbers
from models.season import Input
from models.table import TableRow

D = Decimal
CASES = (Item("a", "Trễ", D("0.5")), Item("b", "Thiếu", D(5), "hồ sơ", most=D(2)))
COUNTED = [
    InputField("a", "Trễ", "lần", whole=True),
    InputField("b", "Thiếu (2–5 điểm)", "điểm", highest=D(5), picked=(D(2), D(5))),
]
FLAGS = [
    InputField(it.code, it.title, whole=True, highest=D(1), flag=True)
    for it in (Item("a", "Trễ"), Item("b", "Thiếu"))
]


def fields(kind: Any, *items: Item, **more: Any) -> list[InputField]:
    rule = CriterionRule(kind, items, **more)
    return list(input_fields(TableRow("I.1", "Họp đủ", D(10), rule=rule)))


@pytest.mark.parametrize("kind", ["deduct", "per_case", "mixed", "effect"])
def test_cases_are_counted_or_their_points_picked(kind: str) -> None:
    assert fields(kind, *CASES) == COUNTED


def test_points_picked_below_0_stay_below() -> None:
    (made,) = fields("mixed", Item("a", "Chậm", D(-2), most=D(-5)))
    assert made == InputField(
        "a", "Chậm (−5–−2 điểm)", "điểm", lowest=D(-5), highest=D(0), picked=(D(-5), D(-2))
    )


def test_conditions_and_levels_are_yes_or_no() -> None:
    assert fields("combination", *CASES) == FLAGS
    assert fields("graded", *CASES) == [it._replace(one_of=True) for it in FLAGS]
    assert fields("yes_no") == [InputField("yes", "Họp đủ", whole=True, highest=D(1), flag=True)]


def test_plans_and_measures_have_their_units() -> None:
    both = [InputField("plan", "Kế hoạch", "hộ"), InputField("result", "Thực hiện", "hộ")]
    for kind in ("plan", "steps", "leader"):
        assert fields(kind, unit_word="hộ") == both
    assert fields("tiers", measure="ratio", unit_word="hộ") == both
    assert fields("tiers") == [InputField("value", "Số lượng", whole=True)]
    assert fields("tiers", measure="days") == [
        InputField("value", "Số ngày chậm", "ngày", whole=True)
    ]
    assert fields("tiers", measure="percent") == [
        InputField("value", "Tỷ lệ đạt", "%", highest=D(100))
    ]
    assert fields("average", unit_word="tin") == [InputField("value", "Số liệu", "tin")]
    assert fields("other_body") == [InputField("value", "Điểm do nơi khác chấm", "điểm")]


def test_what_is_judged_or_chosen_asks_for_no_number() -> None:
    assert fields("choice") == []
    assert input_fields(TableRow("I.1", "Họp đủ", D(10))) == ()


@pytest.mark.parametrize(
    ("value", "misfit"),
    [
        ("-1", Misfit("low", "0")),
        ("5.5", Misfit("high", "5")),
        ("1", Misfit("between", "2 đến 5")),
        ("2.5", None),
        ("0", None),
    ],
)
def test_a_number_that_may_not_stand_says_what_it_must_keep_to(
    value: str, misfit: Misfit | None
) -> None:
    assert COUNTED[1].misfit(D(value)) == misfit
    assert COUNTED[0].misfit(D("1.5")) == Misfit("fraction")


def test_numbers_are_kept_in_one_order_and_without_what_is_empty() -> None:
    kept = as_inputs({"b": D(0), "a": D(1), "c": None})
    assert kept == (Input("a", D(1)), Input("b", D(0)))
    assert numbers(kept) == {"a": D(1), "b": D(0)}

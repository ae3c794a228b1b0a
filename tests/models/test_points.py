"""Reading points: what is one number is read, what stands apart is never joined into another."""

from decimal import Decimal

import pytest

from models import points
from models.errors import Problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9,5 đ", "9.5"),
        ("9,5\N{NO-BREAK SPACE}đ", "9.5"),
        ("8 điểm", "8"),
        ("8 Điểm.", "8"),
        ("5đ.", "5"),
        ("\n 7 \t", "7"),
        ("１２，５", "12.5"),
        ("1 000", "1000"),
        ("1\N{NARROW NO-BREAK SPACE}234 567,5", "1234567.5"),
        ("1 500 điểm", "1500"),
        ("1.000,5", "1000.5"),
        ("1,000.5", "1000.5"),
        ("1.000.000", "1000000"),
        ("1,000,000.5", "1000000.5"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_one_number(text: str, value: str) -> None:
    assert points.parse(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "1 5",
        "5\n3",
        "1\n0",
        "9 5",
        "9²",
        "9½",
        "٣",
        "1 00",
        "1  000",
        "9  đ",
        "1,5 đ đ",
        "đ",
        "9 , 5",
        "123456789012345678901",
    ],
)
def test_what_stands_apart_is_not_joined(text: str) -> None:
    refused = points.parse(text)
    assert isinstance(refused, Problem)
    assert refused.code == "points-not-a-number"


@pytest.mark.parametrize(
    ("text", "step", "highest", "meant"),
    [
        ("1.000", "0.5", "10", "1"),  # only as one, where the maximum is 10
        ("1.500", "1", None, "1500"),  # only as a thousand, where the step is 1
        ("1.000", "0.5", None, "points-ambiguous"),
        ("1,500", "1", None, "points-off-step"),  # a comma alone is never a thousands mark
        ("1.500", "1", "1000", "points-off-step"),
        ("12.000", "1", "10", "points-over-maximum"),
        ("0,25", "0.5", "10", "points-off-step"),
        ("0,25", "0", "10", "0.25"),  # a step of 0 asks for nothing
        ("-0,5", "0.5", "10", "points-below-floor"),
        ("10", "0.5", "10", "10"),
        ("0", "0.5", "10", "0"),
    ],
)
def test_step_and_range_decide(text: str, step: str, highest: str | None, meant: str) -> None:
    most = None if highest is None else Decimal(highest)
    read = points.parse(text, step=Decimal(step), highest=most)
    assert (read.code if isinstance(read, Problem) else read) == (
        meant if meant.startswith("points-") else Decimal(meant)
    )


@pytest.mark.parametrize(
    ("value", "shown", "short", "signed", "plain"),
    [
        ("0", "0,00", "0", "+ 0,00", "0.00"),
        ("0E-9", "0,00", "0", "+ 0,00", "0.00"),
        ("-0.5", "−0,50", "−0,5", "− 0,50", "-0.50"),
        ("0.5", "0,50", "0,5", "+ 0,50", "0.50"),
        ("12.5000", "12,50", "12,5", "+ 12,50", "12.50"),
        ("12.125", "12,125", "12,125", "+ 12,125", "12.125"),
        ("1E+3", "1.000,00", "1.000", "+ 1.000,00", "1000.00"),
    ],
)
def test_points_are_shown_exactly(
    value: str, shown: str, short: str, signed: str, plain: str
) -> None:
    exact = Decimal(value)
    assert points.show(exact) == shown
    assert points.show_short(exact) == short
    assert points.show_signed(exact) == signed
    assert points.plain(exact) == plain


@pytest.mark.parametrize(
    ("rounding", "rounded"),
    [
        ("half_up", "0.13 0.14 -0.13"),
        ("half_even", "0.12 0.14 -0.12"),
        ("half_down", "0.12 0.13 -0.12"),
        ("down", "0.12 0.13 -0.12"),
        ("up", "0.13 0.14 -0.13"),
    ],
)
def test_halves_are_rounded_as_the_rules_say(rounding: points.Rounding, rounded: str) -> None:
    values = [Decimal(text) for text in "0.125 0.135 -0.125".split()]
    assert [points.round_points(value, 2, rounding) for value in values] == [
        Decimal(text) for text in rounded.split()
    ]


def test_halves_go_up_where_nothing_else_is_said() -> None:
    assert points.round_points(Decimal("0.125"), 2) == Decimal("0.13")


def test_as_many_decimals_as_asked_for() -> None:
    assert points.show_signed(Decimal("-1.5"), 3) == "− 1,500"
    assert points.plain(Decimal("1.5"), 0) == "1.5"


def test_an_empty_text_is_not_zero() -> None:
    assert points.parse(" \n") is None

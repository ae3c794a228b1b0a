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
    ],
)
def test_what_stands_apart_is_not_joined(text: str) -> None:
    refused = points.parse(text)
    assert isinstance(refused, Problem)
    assert refused.code == "points-not-a-number"


def test_an_empty_text_is_not_zero() -> None:
    assert points.parse(" \n") is None

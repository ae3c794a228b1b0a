"""Codes as printed: how the block counts, the next one, and the first that is free."""

import pytest

from models.table import ScoringTable, TableRow
from models.tables.codes import (
    Style,
    free_code,
    last_part,
    next_code,
    roman,
    style_at,
    style_of,
    styles,
    token,
)


def rows(*codes: str) -> tuple[TableRow, ...]:
    return tuple(TableRow(code, code) for code in codes)


@pytest.mark.parametrize(
    ("style", "marks"),
    [
        ("roman", {1: "I", 4: "IV", 9: "IX", 14: "XIV", 39: "XXXIX", 40: "40"}),
        ("letter", {1: "a", 5: "đ", 6: "e", 23: "y", 24: "24"}),
        ("capital", {1: "A", 4: "D", 26: "Z", 27: "27"}),
        ("number", {1: "1", 40: "40"}),
    ],
)
def test_the_marks_of_a_style(style: Style, marks: dict[int, str]) -> None:
    assert {number: token(style, number) for number in marks} == marks


def test_roman_letters() -> None:
    assert [roman(it) for it in (-1, 0, 3, 49, 90, 99, 100, 148)] == (
        ["", "", "III", "XLIX", "XC", "XCIX", "C", "CXLVIII"]
    )


@pytest.mark.parametrize(
    ("style", "marks"),
    [
        ("roman", "I V X XIV XVI"),
        ("number", "1 07 100"),
        ("letter", "a đ y"),
        ("capital", "A C Z"),
        (None, "aa AB ab f IA 1a ٣ Đ"),
    ],
)
def test_the_style_of_a_mark(style: Style | None, marks: str) -> None:
    assert {mark: style_of(mark) for mark in marks.split()} == dict.fromkeys(marks.split(), style)
    assert style_of("") is None


def test_a_block_counts_as_its_first_row_at_a_depth_does() -> None:
    assert styles(ScoringTable()) == ("roman", "number", "letter", "number")
    third = TableRow("A.I.1", "", rows=(TableRow("A.I.1.-", "", rows=rows("A.I.1.-.a")),))
    table = ScoringTable(
        (TableRow("A", "", rows=(TableRow("A.I", "", rows=(third,)),)), *rows("1"))
    )
    known = styles(table)
    assert known == ("capital", "roman", "number", "number", "letter")
    assert [style_at(known, depth) for depth in (0, 4, 5, 9)] == (
        ["capital", "letter", "number", "number"]
    )


@pytest.mark.parametrize(
    ("style", "siblings", "code"),
    [
        ("roman", "", "P.I"),
        ("roman", "P.I P.IV P.II", "P.V"),
        ("roman", "P.XXXIX", "P.40"),
        ("roman", "P.40", "P.41"),  # figures go on where the letters end
        ("letter", "P.a P.d", "P.đ"),
        ("letter", "P.y", "P.24"),
        ("capital", "P.Z", "P.27"),
        ("capital", "P.A P.7", "P.H"),
        ("number", "P.2 P.10 P.x", "P.11"),
        ("number", "P.999999", "P.1000000"),
        ("number", "P.2 P.1000000", "P.3"),  # no number of a row, a stray figure
        ("letter", "P.?", "P.a"),
    ],
)
def test_the_next_code_follows_the_last_one(style: Style, siblings: str, code: str) -> None:
    assert next_code("P", rows(*siblings.split()), style, set()) == code


def test_a_code_that_another_row_has_is_passed_over() -> None:
    assert free_code("P", "roman", 2, {"P.II", "P.III", "IV"}) == "P.IV"
    assert free_code("", "roman", 1, {"I"}) == "II"
    assert next_code("P", rows("P.I"), "roman", {"P.II"}) == "P.III"
    assert last_part("I.2.a") == "a"
    assert last_part("I") == "I"

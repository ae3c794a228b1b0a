"""Single texts of a scoring table: marks of rows, maxima, deductions of a case."""

from decimal import Decimal

import pytest

from models.table_reading.values import (
    DOTTED,
    LETTER,
    NUMBER,
    PART,
    ROMAN,
    Token,
    deduction,
    maximum,
    token,
)
from tests.models.problem_codes import codes_of

D = Decimal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I", Token("I", ROMAN)),
        ("Mục II.", Token("II", ROMAN)),
        ("Phần I:", Token("I", PART)),
        ("(3)", Token("3", NUMBER)),
        ("a)", Token("a", LETTER)),
        ("(b", Token("b", LETTER)),
        ("1,10", Token("1.10", DOTTED)),
        ("I.2.a", Token("I.2.a", DOTTED)),
        ("Nội dung", None),
        ("", None),
    ],
)
def test_a_mark_is_known_without_its_dots_and_brackets(text: str, found: Token | None) -> None:
    assert token(text) == found


@pytest.mark.parametrize(
    ("text", "value", "code", "keep"),
    [
        ("tối đa 5", D(5), "", False),
        ("tối đa không quá 5", None, "table-points", False),
        ("2–5", D(5), "maximum-range?", True),
        ("0,5/lần", None, "maximum-per-case?", True),
        ("10%", None, "table-points", False),
        ("=B2", None, "formula-text", False),
        ("-", None, "", False),
    ],
)
def test_a_maximum_is_one_number_or_told(
    text: str, value: Decimal | None, code: str, *, keep: bool
) -> None:
    found = maximum(text)
    assert (found.value, found.keep) == (value, keep)
    assert codes_of([found.problem] if found.problem else []) == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "value", "code", "keep"),
    [
        ("-0,5", D("0.5"), "", False),
        ("− 0,5 điểm/lần", D("0.5"), "", False),
        ("trừ 1 điểm", D(1), "", False),
        ("Bị trừ: 2đ/văn bản", D(2), "", True),
        ("1 điểm mỗi trường hợp", D(1), "", False),
        ("0", None, "", False),
        ("x", None, "", False),
        ("trừ toàn bộ", None, "deduction-not-a-number?", True),
        ("=SUM(A1)", None, "formula-text", False),
    ],
)
def test_a_deduction_is_an_amount_of_one_case_or_kept_as_text(
    text: str, value: Decimal | None, code: str, *, keep: bool
) -> None:
    found = deduction(text)
    assert (found.value, found.keep) == (value, keep)
    assert codes_of([found.problem] if found.problem else []) == ([code] if code else [])

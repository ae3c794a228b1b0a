"""Numbers as people type them, and formulas without a result worked out where they are plain sums."""

from decimal import Decimal
from typing import Any

import pytest

from exporters.forms.score.fields import FormField
from exporters.forms.score.inputs import read_input
from exporters.forms.score.values import Checker, bare_number
from exporters.incoming.workbook_cells import Sheet
from exporters.incoming.workbook_sums import summed
from models.scores.criterion_inputs import ONE, InputField

D = Decimal
COUNT = FormField("sl:I#a", InputField("a", "Báo cáo chậm", "báo cáo", whole=True))
FLAG = FormField("sl:I#yes", InputField("yes", "Có hay không", "có/không", flag=True))
LEVEL = FormField("sl:I#", InputField("", "Mức"), (("tot", "Hoàn thành tốt"), ("kem", "Không đạt")))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3),
        ("'3", 3),
        ("３ báo cáo", 3),
        ("\u20093\u2009báo cáo\u200b", 3),
        ("\u00a03\u00a0báo cáo", 3),
    ],
)
def test_counts(typed: str, value: int) -> None:
    assert read_input(typed, COUNT) == ({"a": D(value)}, None)


@pytest.mark.parametrize("typed", ["3/4", "3 4", "'", "ba", "3\n4"])
def test_what_is_no_count(typed: str) -> None:
    found, problem = read_input(typed, COUNT)
    assert found == {}
    assert problem is None or problem.code == "input-not-a-number"


def test_choices_typed_with_an_old_font() -> None:
    assert read_input("Khoâng", FLAG) == ({"yes": D(0)}, None)
    assert read_input("Kh«ng ®¹t", LEVEL) == ({"kem": ONE}, None)
    assert read_input("Hoaøn thaønh toát", LEVEL) == ({"tot": ONE}, None)


@pytest.mark.parametrize(
    ("text", "bare"), [("９．５", "9.5"), ("'8 ", "8"), ("8\u2007đ", "8 đ"), ("8\n9", "8\n9")]
)
def test_what_is_taken_off(text: str, bare: str) -> None:
    assert bare_number(text) == bare


@pytest.mark.parametrize(
    "text", ["8/10", " 8 / 10 ", "8,5/10 đ", "８／１０", "'8/10", "8⁄10", "8/10 điểm"]
)
def test_points_out_of_a_total_are_refused(text: str) -> None:
    points, problem = Checker(D("0.25"), D(0)).points(text, D(10))
    assert points is None
    assert problem is not None
    assert problem.code == "points-fraction"
    assert problem.what == f"“{text.strip()}” là dạng điểm trên tổng, không phải số điểm."


# ---- sums


def worked_out(formula: str, *cells: Any, **others: str) -> Any:
    """The value of A1, which holds this formula; B1, C1 … hold `cells`, `others` are more formulas."""
    places = {(0, 0): formula} | {(int(it[1]) - 1, ord(it[0]) - 65): others[it] for it in others}
    sheet = Sheet("a", [["", *cells]], hollow=frozenset(places), formulas=places)
    made = summed(sheet)
    assert ((0, 0) in made.hollow) == (made.rows[0][0] == "")
    return made.rows[0][0]


@pytest.mark.parametrize(
    ("formula", "cells", "value"),
    [
        ("SUM(B1:D1)", (1, 2.25, 3), 6.25),
        ("sum($B$1,D1)", (1, 2, 3), 4),
        ("B1+C1+D1", (0.1, 0.2, 0.3), 0.6),
        ("B1-(C1-D1)", (5, 3, 1), 3),
        ("-B1+10", (4,), 6),
        ("SUM(B1:C1,SUM(D1),1.5)-0.5", (1, 2, 3), 7),
        ("SUM(D1:B1)", (1, 2, 3), 6),
        ("5", (), 5),
        ("SUM(B1:Z9)", (2,), 2),
        (" SUM( B1 ; C1 )", (1, 2), ""),
        ("B1*2", (1,), ""),
        ("B1", ("8",), ""),
        ("B1", (True,), ""),
        ("B1:C1", (1, 2), ""),
        ("SUM(B1:C1", (1, 2), ""),
        ("SUM(B1 C1)", (1, 2), ""),
        ("B1+", (1,), ""),
        ("A1+1", (), ""),
        ("SUM(A1:XFD1048576)", (1,), ""),
        ("IF(B1>0,B1,0)", (1,), ""),
        ("LOG10(B1)", (1,), ""),
        ("10%", (), ""),
        ("(" * 500 + "1" + ")" * 500, (), ""),
        ("-" * 5000 + "1", (), ""),
    ],
)
def test_sums(formula: str, cells: tuple[Any, ...], value: float | str) -> None:
    assert worked_out(formula, *cells) == value


def test_sums_of_sums_and_circles() -> None:
    assert worked_out("SUM(B2:B3)", 1, B2="B1+1", B3="SUM(B1,B2)") == 5
    assert worked_out("B2", 1, B2="B3", B3="B2") == ""
    assert worked_out("B2+1", 1, B2="B1*2") == ""


def test_an_error_is_never_counted() -> None:
    sheet = Sheet(
        "a",
        [["", ""]],
        errors=frozenset({(0, 1)}),
        hollow=frozenset({(0, 0)}),
        formulas={(0, 0): "SUM(B1:C1)"},
    )
    assert summed(sheet).hollow == {(0, 0)}

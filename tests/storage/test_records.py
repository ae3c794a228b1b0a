"""Texts and numbers have one form in the file, however they came in."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.block import Unit
from models.errors import AppError
from models.facts import Target
from models.season import Input, Score
from models.table import TableRow
from models.texts import clean
from storage.book_rows import records
from tests.storage.samples import FACTS, TABLE


@given(st.text(st.characters()))
def test_cleaning_gives_storable_text_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not {it for it in cleaned if unicodedata.category(it) == "Cc"} - {"\n", "\t"}


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\r\nb\rc\vd\u2028e", "a\nb\nc\nd\ne"),
        ("To\u0302\u0309ng", "Tổng"),
        ("x\x00y\x7f\x85", "xy"),
        ("\ud800!", "?!"),
        ("  giữ khoảng trắng ", "  giữ khoảng trắng "),
    ],
)
def test_cleaning(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9
    )
)
def test_numbers_are_exact_and_equal_ones_read_alike(value: Decimal) -> None:
    text = records.decimal_text(value)
    assert Decimal(text) == value
    assert text == records.decimal_text(value * Decimal("1.000"))
    assert "E" not in text.upper()


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+2", "100"), ("-0.00", "0"), ("9.50", "9.5"), ("1E-7", "0.0000001"), ("-0.25", "-0.25")],
)
def test_numbers_in_plain_digits(value: str, text: str) -> None:
    assert records.decimal_text(Decimal(value)) == text


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1E+15", "1E-13", "1E+999999"])
def test_numbers_that_cannot_be_kept(value: str) -> None:
    with pytest.raises(AppError):
        records.decimal_text(Decimal(value))


def test_records_come_back_from_text() -> None:
    for record in (TABLE, FACTS, Unit("Đơn vị", "u")):
        assert records.from_text(records.to_text(record), type(record)) == record


def test_a_record_of_an_older_version_takes_the_defaults() -> None:
    assert records.from_text('{"code":"I","title":"Mục"}', TableRow) == TableRow("I", "Mục")


def test_records_are_cleaned_all_the_way_down() -> None:
    row = TableRow("I", "a\r\n", rows=(TableRow("I.1", "b\v", Decimal("1.50")),))
    assert str(records.normal(row)) == str(
        TableRow("I", "a\n", rows=(TableRow("I.1", "b\n", Decimal("1.5")),))
    )
    assert records.plain(Target("u", "t", "I", registered=Decimal("1.0")))["registered"] == "1"


def test_named_parts_of_a_record_keep_their_names() -> None:
    kept = records.normal(Score(inputs=(Input("ke\u0302", Decimal("1.50")),)))
    assert (kept.inputs[0].key, str(kept.inputs[0].value)) == ("kê", "1.5")
    assert records.normal({"e\u0302": Decimal("2.0")}) == {"ê": Decimal(2)}

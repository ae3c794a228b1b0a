"""The fingerprint of a table: another meaning is another table, another wording of the heading is not."""

from dataclasses import replace

import pytest

from models.table import ScoringTable, TableRow
from tests.models.drawing import D

ONE = TableRow("I.1", "Thu ngân sách", D(10), deduct_each=D(1))
TWO = TableRow("I.2", "Cải cách hành chính", D(10))


def table(*rows: TableRow) -> ScoringTable:
    return ScoringTable((TableRow("I", "Nhiệm vụ", D(20), rows=rows),))


@pytest.mark.parametrize(
    "other",
    [
        table(replace(ONE, title=TWO.title), replace(TWO, title=ONE.title)),
        table(replace(ONE, deduct_each=D(2)), TWO),
        table(replace(ONE, deduct_each=None), TWO),
        table(replace(ONE, max_points=D(9)), TWO),
        table(replace(ONE, code="I.3"), TWO),
        table(TWO, ONE),
    ],
)
def test_another_meaning_is_another_table(other: ScoringTable) -> None:
    assert other.fingerprint() != table(ONE, TWO).fingerprint()


def test_the_same_meaning_is_the_same_table() -> None:
    written = replace(ONE, max_points=D("10.0"), evidence="Báo cáo", guidance="Theo quý")
    renamed = replace(table(written, TWO), title="Bảng", version=2)
    assert renamed.fingerprint() == table(ONE, TWO).fingerprint()


def test_every_row_knows_its_top_section() -> None:
    assert table(ONE, TWO).section_codes() == {"I": "I", "I.1": "I", "I.2": "I"}

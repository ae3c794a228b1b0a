"""Sections and maxima of a table against each other and against the pack."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from models.checking.checks import check_table
from models.rulepack import BonusRule, FrameworkSection, RulePack
from models.table import ScoringTable, TableRow
from tests.models.problem_codes import codes_of

D = Decimal
PACK = RulePack("thu", "Thử")


def row(code: str, most: str | None, *rows: TableRow, **more: Any) -> TableRow:
    return TableRow(code, code, None if most is None else D(most), rows=rows, **more)


def codes(*sections: TableRow, **pack: Any) -> list[tuple[str, str]]:
    found = check_table(ScoringTable(sections), replace(PACK, **pack))
    return list(zip(codes_of(found), (it.where for it in found), strict=True))


CONTENT = row("I", "95", row("I.1", "95"))
BONUS = row("T", "5", row("T.1", "5"), role="bonus")
MINUS = row("P", "15", row("P.1", "10"), row("P.2", "5"), role="deduction")


def test_a_whole_table_with_all_roles_is_sound() -> None:
    limits = {"total": D(100), "content_total": D(95), "bonus_max": D(5), "deductions_max": D(15)}
    assert codes(CONTENT, BONUS, MINUS, **limits) == []


def test_only_contents_make_the_total() -> None:
    assert codes(CONTENT, BONUS, MINUS, content_total=D(95)) == []
    assert codes(row("I", "90", row("I.1", "90")), BONUS, content_total=D(95)) == [
        ("content-total", "")
    ]


def test_contents_are_worth_their_rows_and_caps_can_be_reached() -> None:
    assert codes(row("I", "95", row("I.1", "94"))) == [("children-differ", "Mục I")]
    assert codes(CONTENT, row("T", "5", row("T.1", "4"), role="bonus")) == [
        ("cap-never-reached?", "Mục T")
    ]
    assert codes(CONTENT, row("T", "5", row("T.1", "4"), row("T.2", "4"), role="bonus")) == []
    assert codes(CONTENT, row("T", "5", row("T.1", None), role="bonus")) == []


def test_a_cap_is_not_below_one_of_its_lines() -> None:
    assert codes(CONTENT, row("T", "5", row("T.1", "6"), role="bonus")) == [
        ("cap-below-points", "Mục T")
    ]
    assert codes(CONTENT, row("T", "6", row("T.1", "6"), row("T.2", "6"), role="bonus")) == []


def test_contents_need_maxima() -> None:
    assert codes(row("I", None, row("I.1", None))) == [("maximum-missing", "Tiêu chí I.1")]
    assert codes(row("T", None, row("T.1", None), role="bonus")) == []


def test_a_role_belongs_to_a_top_section() -> None:
    assert codes(row("I", "5", row("I.1", "5", role="bonus"))) == [
        ("role-on-lower-row", "Dòng I.1")
    ]
    assert codes(row("T", "5", row("T.1", "5", role="bonus"), role="bonus")) == []


def test_the_framework_speaks_of_contents() -> None:
    framework = (FrameworkSection("I", "Một", D(95)),)
    assert codes(CONTENT, BONUS, MINUS, sections=framework) == []
    assert codes(CONTENT, row("IV", "5"), sections=framework) == [("section-unknown", "Mục IV")]
    assert codes(replace(CONTENT, role="bonus"), sections=framework) == [("section-role", "Mục I")]
    over = row("I", "96", row("I.1", "96"))
    assert codes(over, sections=framework) == [("section-over-framework", "Mục I")]
    assert codes(BONUS, sections=framework) == [("section-missing", "")]


@pytest.mark.parametrize(
    ("pack", "found"),
    [
        ({"bonus_max": D(5)}, []),
        ({"bonus_max": D(4)}, [("bonus-over-pack", "Mục T")]),
        ({"bonus_max": D(6)}, [("bonus-total?", "")]),
        ({"total": D(100), "content_total": D(95)}, []),
        ({"total": D(105), "content_total": D(95)}, [("bonus-total?", "")]),
        ({"total": D(95), "content_total": D(95), "bonus_over_total": True}, []),
        ({"bonus_max": D(10), "bonus": BonusRule("b", "B", ("I",), D(1), D(5))}, []),
        (
            {"bonus_max": D(5), "bonus": BonusRule("b", "B", ("I",), D(1), D(5))},
            [("bonus-total?", "")],
        ),
    ],
)
def test_bonus_sections_make_what_the_pack_gives(pack: dict[str, Any], found: list[Any]) -> None:
    assert codes(CONTENT, BONUS, **pack) == found


def test_a_deduction_section_keeps_within_the_pack() -> None:
    assert codes(CONTENT, MINUS, deductions_max=D(10)) == [("deductions-over-pack", "Mục P")]
    assert codes(CONTENT, MINUS, deductions_max=D(15)) == []


def test_evidence_is_named_where_the_pack_asks_for_it() -> None:
    assert codes(CONTENT, evidence_required=True) == [("evidence-missing?", "")]
    with_papers = row("I", "95", row("I.1", "95", evidence="Báo cáo"))
    assert codes(with_papers, evidence_required=True) == []


def test_nothing_to_look_at() -> None:
    assert codes() == [("table-empty", "")]

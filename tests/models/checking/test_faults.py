"""Packs and tables that would make every figure wrong are named, with the place of the fault."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from models.checking.checks import check_pack, check_season, check_table
from models.checking.faults import pack_faults, table_faults
from models.rulepack import (
    BonusRule,
    DeductionRule,
    FrameworkSection,
    OrganisationRule,
    Quota,
    RulePack,
    Stage,
    TieBreak,
    Tier,
)
from models.table import ScoringTable, TableRow
from tests.models.drawing import S3_RULES, SMALL_TABLE, season
from ui.book import shipped

D = Decimal


def dossiers(*tiers: Tier, **more: Any) -> tuple[DeductionRule, ...]:
    return (DeductionRule("x", "Hồ sơ", "dossiers", "tiers", tiers=tiers, **more),)


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"stages": ()}, "stages-missing", "stages"),
        ({"stages": (Stage("a", "A"), Stage("a", "B"))}, "stage-twice", "stages[1].code"),
        ({"stages": (Stage(" ", "A"),)}, "stage-blank", "stages[0].code"),
        ({"step": D(0)}, "step-not-positive", "step"),
        ({"decimals": 7}, "decimals-out-of-range", "decimals"),
        ({"decimals": -1}, "decimals-out-of-range", "decimals"),
        ({"total": D(-1)}, "amount-negative", "total"),
        ({"content_total": D(-1)}, "amount-negative", "content_total"),
        (
            {"sections": (FrameworkSection("I", "Một", D(-1)),)},
            "amount-negative",
            "sections[0].max_points",
        ),
        ({"bonus": BonusRule("b", "B", ("I",), D(-1), D(5))}, "amount-negative", "bonus.each_max"),
        ({"bonus": BonusRule("b", "B", ("I",), D(1), D(-5))}, "amount-negative", "bonus.total_max"),
        (
            {"bonus": BonusRule("b", "B", ("I",), D(1), D(5), D(-1))},
            "amount-negative",
            "bonus.each_points",
        ),
        ({"deductions": dossiers(points=D("-0.5"))}, "amount-negative", "deductions[0].points"),
        ({"deductions": dossiers(cap=D(-2))}, "amount-negative", "deductions[0].cap"),
        (
            {"deductions": dossiers(Tier(1, None, D(-1)))},
            "amount-negative",
            "deductions[0].tiers[0].points",
        ),
        (
            {"deductions": dossiers(Tier(1, 5, D(1)), Tier(5, None, D(2)))},
            "tiers-out-of-order",
            "deductions[0].tiers[1]",
        ),
        (
            {"deductions": dossiers(Tier(1, None, D(1)), Tier(6, 9, D(2)))},
            "tiers-out-of-order",
            "deductions[0].tiers[1]",
        ),
        (
            {"deductions": dossiers(Tier(5, 1, D(1)))},
            "tiers-out-of-order",
            "deductions[0].tiers[0]",
        ),
        ({"quotas": (Quota("Cờ", "number", D(-1)),)}, "amount-negative", "quotas[0].value"),
        (
            {"organisation": OrganisationRule("II", "a", "b", D(101))},
            "percent-out-of-range",
            "organisation.neither_percent",
        ),
    ],
)
def test_a_pack_that_no_regulation_can_mean(changes: Any, code: str, place: str) -> None:
    pack = replace(S3_RULES, **changes)
    assert [it.code for it in check_pack(pack)] == [code]
    assert [it.place for it in pack_faults(pack)] == [place]
    assert code in {it.code for it in check_season(season("Ban A: all=max", pack))}


def test_shipped_and_empty_packs_are_sound() -> None:
    assert check_pack(S3_RULES) == ()
    assert check_pack(RulePack("x", "Chưa chọn")) == ()
    assert all(check_pack(pack) == () for pack in shipped.packs())


def row(code: str, *rows: TableRow, most: str = "10", each: str | None = None) -> TableRow:
    return TableRow(code, code, D(most), deduct_each=(each and D(each)) or None, rows=rows)


def test_a_negative_deduction_says_what_to_write() -> None:
    table = ScoringTable((row("I", row("I.1", each="-3")),))
    (fault,) = table_faults(table)
    assert fault.place == "rows[0].rows[0].deduct_each"
    assert fault.problem.text == (
        "Tiêu chí I.1: Mức trừ mỗi lần ghi −3. Ghi 3: mức trừ ghi không có dấu trừ."
    )
    assert fault.problem in check_table(table, S3_RULES)


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ((row("I", row("I.1"), row("I.1"), row("I.1")),), ["code-twice"]),
        ((row("I", row("I.1")), row("I.1")), ["code-twice"]),
        ((row(" "),), ["code-blank"]),
        ((row("I", most="-1"),), ["maximum-negative"]),
        ((row("I", row("I.1"), most="-1"),), ["maximum-negative"]),
    ],
)
def test_faults_of_a_table(table: tuple[TableRow, ...], codes: list[str]) -> None:
    assert [it.problem.code for it in table_faults(ScoringTable(table))] == codes


def test_a_table_without_faults() -> None:
    assert not list(table_faults(SMALL_TABLE))


def test_rules_that_name_no_section_of_the_table_are_doubtful() -> None:
    pack = replace(
        S3_RULES,
        tie_breaks=(TieBreak("section", "ZZ"), TieBreak("section", "I")),
        stages=(Stage("self", "Tự chấm"), Stage("x", "Thẩm định", ("IX",))),
        provisional_sections=("II", "I.1", "X"),
    )
    found = check_season(season("Ban A: all=max", pack))
    told = [it for it in found if it.code == "rule-without-section"]
    assert [(it.severity, it.what.split(" nói")[0]) for it in told] == [
        ("warning", "Thứ tự phân định khi bằng điểm"),
        ("warning", "Bước Thẩm định"),
        ("warning", "Quy tắc điểm tạm tính"),
    ]
    assert "mục X," in told[2].what


def test_names_that_differ_by_case_only_are_one_unit() -> None:
    found = check_season(season("Đơn vị A: all=max\nĐƠN VỊ  A: all=max"))
    assert [it.code for it in found].count("unit-twice") == 1

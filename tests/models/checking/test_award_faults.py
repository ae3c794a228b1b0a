"""Classes, shares, quotas, days, papers and documents that disagree are named; mended they are not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.award_rules import ClassBand, Threshold
from models.checking.checks import check_pack
from models.checking.faults import pack_faults
from models.duties import Deadline, RequiredPaper
from models.rulepack import (
    BonusRule,
    LegalBasis,
    OpenValue,
    OrganisationRule,
    Quota,
    Rule,
    RulePack,
    Stage,
    Tier,
)
from tests.models.problem_codes import codes_of

D, S = Decimal, Stage
PACK = RulePack("thu", "Thử")


def band(name: str, lowest: str, **more: Any) -> ClassBand:
    return ClassBand(name, D(lowest), **more)


def share(top: int, bottom: int, **more: Any) -> Threshold:
    return Threshold("c", "Bầu", numerator=top, denominator=bottom, **more)


def bonus(rule: str) -> BonusRule:
    return BonusRule(rule, "Thưởng", ("I",), D(1), D(5))


def sized(*sizes: Tier) -> tuple[Quota, ...]:
    return (Quota("Cờ", "by_size", sizes=sizes),)


def due(kind: Any, **more: Any) -> tuple[Deadline, ...]:
    return (Deadline("x", "Báo cáo", kind, **more),)


CASES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    # code, place, values that disagree, the same mended
    (
        "percent-missing",
        "not_applicable_percent",
        {"not_applicable": "percent_cap"},
        {"not_applicable": "percent_cap", "not_applicable_percent": D(50)},
    ),
    (
        "percent-out-of-range",
        "not_applicable_percent",
        {"not_applicable_percent": D(101)},
        {"not_applicable_percent": D(100)},
    ),
    (
        "percent-out-of-range",
        "classes[0].top_percent",
        {"classes": (band("A", "90", top_percent=D(120)),)},
        {"classes": (band("A", "90", top_percent=D(20)),)},
    ),
    (
        "percent-out-of-range",
        "quotas[0].value",
        {"quotas": (Quota("Cờ", "percent", D(200)),)},
        {"quotas": (Quota("Cờ", "number", D(200)),)},
    ),
    (
        "classes-not-falling",
        "classes[1].lowest",
        {"classes": (band("Tốt", "70"), band("Xuất sắc", "90"))},
        {"classes": (band("Xuất sắc", "90"), band("Tốt", "70"))},
    ),
    (
        "classes-not-falling",
        "classes[1].lowest",
        {"classes": (band("A", "80"), band("B", "80", over=True))},
        {"classes": (band("A", "80", over=True), band("B", "80"))},
    ),
    (
        "class-same-bound",
        "classes[1].lowest",
        {"classes": (band("A", "80"), band("B", "80"))},
        {"classes": (band("A", "80", top_percent=D(20)), band("B", "80"))},
    ),
    (
        "class-same-bound",
        "classes[2].lowest",
        {
            "classes": (
                band("A", "80", unit_kind="x"),
                band("A", "70"),
                band("B", "80", unit_kind="x"),
            )
        },
        {"classes": (band("A", "80", unit_kind="x"), band("A", "80"), band("B", "70"))},
    ),
    (
        "class-blank",
        "classes[0].name",
        {"classes": (band(" ", "1"),)},
        {"classes": (band("A", "1"),)},
    ),
    (
        "class-over-class-cap",
        "classes[0].lowest",
        {"class_cap": D(100), "classes": (band("A", "101"),)},
        {"class_cap": D(100), "classes": (band("A", "100"),)},
    ),
    (
        "class-over-total",
        "classes[0].lowest",
        {"total": D(100), "classes": (band("A", "100", over=True),)},
        {"total": D(100), "classes": (band("A", "100", over=True),), "bonus_over_total": True},
    ),
    (
        "numerator",
        "thresholds[0].numerator",
        {"thresholds": (share(3, 2),)},
        {"thresholds": (share(2, 3),)},
    ),
    (
        "numerator",
        "thresholds[0].numerator",
        {"thresholds": (share(0, 2),)},
        {"thresholds": (share(1, 2),)},
    ),
    (
        "numerator",
        "thresholds[0].at_least",
        {"thresholds": (share(1, 1),)},
        {"thresholds": (share(1, 1, at_least=True),)},
    ),
    (
        "denominator",
        "thresholds[0].denominator",
        {"thresholds": (share(1, 0),)},
        {"thresholds": (share(1, 2),)},
    ),
    (
        "threshold-twice",
        "thresholds[1].code",
        {"thresholds": (share(1, 2), share(2, 3))},
        {"thresholds": (share(1, 2), Threshold("d", "Suy tôn"))},
    ),
    (
        "threshold-base",
        "thresholds[0].base",
        {"thresholds": (share(1, 2, method="hands", base="valid"),)},
        {"thresholds": (share(1, 2, method="hands"), Threshold("d", "x", base="valid"))},
    ),
    (
        "quota-twice",
        "quotas[1].award",
        {"quotas": (Quota("Cờ", "number", D(1)), Quota("Cờ", "percent", D(20)))},
        {"quotas": (Quota("Cờ", "number", D(1)), Quota("Bằng khen", "percent", D(20)))},
    ),
    (
        "quota-not-whole",
        "quotas[0].value",
        {"quotas": (Quota("Cờ", "number", D("1.5")),)},
        {"quotas": (Quota("Cờ", "percent", D("12.5")),)},
    ),
    (
        "tiers-missing",
        "quotas[0].sizes",
        {"quotas": sized()},
        {"quotas": sized(Tier(1, None, D(1)))},
    ),
    (
        "tiers-gap",
        "quotas[0].sizes[1]",
        {"quotas": sized(Tier(1, 9, D(1)), Tier(12, None, D(2)))},
        {"quotas": sized(Tier(1, 9, D(1)), Tier(10, None, D(2)))},
    ),
    (
        "tiers-out-of-order",
        "quotas[0].sizes[1]",
        {"quotas": sized(Tier(1, 9, D(1)), Tier(9, None, D(2)))},
        {"quotas": sized(Tier(5, 9, D(1)), Tier(10, 12, D(2)))},
    ),
    (
        "quota-not-whole",
        "quotas[0].sizes",
        {"quotas": sized(Tier(1, None, D("0.5")))},
        {"quotas": sized(Tier(1, None, D(0)))},
    ),
    (
        "date-impossible",
        "deadlines[0].day",
        {"deadlines": due("before", day=31, month=2)},
        {"deadlines": due("before", day=28, month=2)},
    ),
    (
        "date-impossible",
        "deadlines[0].day",
        {"deadlines": due("after_meeting", days=5, day=31, month=11)},
        {"deadlines": due("after_meeting", days=5)},
    ),
    (
        "date-impossible",
        "deadlines[0].last_day",
        {"deadlines": due("window", day=7, month=12, last_day=32, last_month=12)},
        {"deadlines": due("window", day=7, month=12, last_day=14, last_month=12)},
    ),
    (
        "date-impossible",
        "deadlines[0].month",
        {"deadlines": due("month", month=13)},
        {"deadlines": due("month", month=6, last_month=7)},
    ),
    (
        "window-backwards",
        "deadlines[0].last_day",
        {"deadlines": due("window", day=14, month=12, last_day=7, last_month=12)},
        {"deadlines": due("window", day=14, month=11, last_day=7, last_month=12)},
    ),
    (
        "window-backwards",
        "deadlines[0].last_month",
        {"deadlines": due("month", month=7, last_month=6)},
        {"deadlines": due("announced", month=7, last_month=6)},
    ),
    (
        "days-negative",
        "deadlines[0].days",
        {"deadlines": due("after_meeting", days=-1)},
        {"deadlines": due("after_meeting")},
    ),
    (
        "deadlines-twice",
        "deadlines[1].code",
        {"deadlines": due("announced") * 2},
        {"deadlines": due("announced")},
    ),
    (
        "deadline-unknown",
        "papers[0].deadline",
        {"papers": (RequiredPaper("p", "Báo cáo", deadline="y"),), "deadlines": due("announced")},
        {"papers": (RequiredPaper("p", "Báo cáo", deadline="x"),), "deadlines": due("announced")},
    ),
    (
        "amount-negative",
        "papers[0].pages",
        {"papers": (RequiredPaper("p", "Báo cáo", pages=-1),)},
        {"papers": (RequiredPaper("p", "Báo cáo", pages=1),)},
    ),
    (
        "basis-unknown",
        "rules[0].basis",
        {"rules": (Rule("r", "R", "", "hd"),)},
        {"rules": (Rule("r", "R", "", "hd"),), "legal_bases": (LegalBasis("hd", "HD 1"),)},
    ),
    (
        "rule-unknown",
        "stages[0].rule",
        {"rules": (Rule("r", "R", ""),), "stages": (S("a", "A", rule="s"),)},
        {"rules": (Rule("r", "R", ""),), "stages": (S("a", "A", rule="r"),)},
    ),
    (
        "rule-unknown",
        "bonus.name",
        {"rules": (Rule("r", "R", ""),), "bonus": bonus("s")},
        {"rules": (Rule("r", "R", ""),), "bonus": bonus("r")},
    ),
    (
        "rule-unknown",
        "organisation.union_rule",
        {"rules": (Rule("r", "R", ""),), "organisation": OrganisationRule("I", "s", "r", D(50))},
        {"rules": (Rule("r", "R", ""),), "organisation": OrganisationRule("I", "", "r", D(50))},
    ),
    (
        "rule-unknown",
        "organisation.neither_rule",
        {"rules": (Rule("r", "R", ""),), "organisation": OrganisationRule("I", "r", "s", D(50))},
        {"rules": (), "organisation": OrganisationRule("I", "r", "s", D(50))},
    ),
    (
        "class-cap-over-total",
        "class_cap",
        {"class_cap": D(101), "total": D(100)},
        {"class_cap": D(100), "total": D(100)},
    ),
    (
        "class-cap-over-total",
        "class_cap",
        {"class_cap": D(111), "total": D(100), "bonus_over_total": True, "bonus_max": D(10)},
        {"class_cap": D(110), "total": D(100), "bonus_over_total": True, "bonus_max": D(10)},
    ),
    (
        "validity-backwards",
        "legal_bases[0].valid_to",
        {"legal_bases": (LegalBasis("a", "A", "", None, date(2024, 1, 1), date(2023, 1, 1)),)},
        {"legal_bases": (LegalBasis("a", "A", "", None, date(2024, 1, 1), date(2024, 1, 1)),)},
    ),
    (
        "validity-backwards",
        "rules[0].valid_to",
        {"rules": (Rule("r", "R", "", "", "", date(2024, 1, 2), date(2024, 1, 1)),)},
        {"rules": (Rule("r", "R", "", "", "", None, date(2024, 1, 1)),)},
    ),
    (
        "decided-unknown",
        "decided[0]",
        {"decided": ("decimals",)},
        {"decided": ("decimals",), "open_values": (OpenValue("decimals", "Số lẻ"),)},
    ),
    (
        "open-values-blank",
        "open_values[0].field",
        {"open_values": (OpenValue(" ", "Số lẻ"),)},
        {"open_values": (OpenValue("decimals", "Số lẻ"),)},
    ),
]


@pytest.mark.parametrize(
    ("code", "place", "bad", "good"),
    CASES,
    ids=[f"{number}-{it[0]}" for number, it in enumerate(CASES)],
)
def test_two_values_that_disagree(
    code: str, place: str, bad: dict[str, Any], good: dict[str, Any]
) -> None:
    found = list(pack_faults(replace(PACK, **bad)))
    assert [it.place for it in found] == [place]
    assert codes_of(it.problem for it in found) == [code]
    assert list(pack_faults(replace(PACK, **good))) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"classes": (band("Tốt", "70"), band("Xuất sắc", "90.5"))},
            (
                "Các mức xếp loại không giảm dần: “Tốt” từ 70 điểm, “Xuất sắc” từ 90,5 điểm. "
                "Xếp mức cao nhất lên trước."
            ),
        ),
        (
            {"deadlines": due("before", day=31, month=2)},
            ("Thời hạn “Báo cáo” ghi ngày 31/02, không có ngày đó. Ghi lại ngày, tháng."),
        ),
    ],
)
def test_the_sentence_names_both_values(changes: dict[str, Any], said: str) -> None:
    assert [it.text for it in check_pack(replace(PACK, **changes))] == [said]

"""Values of a rule pack that disagree are named; the same values mended are not."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from models.award_rules import Threshold
from models.checking.checks import check_pack
from models.checking.faults import pack_faults
from models.duties import Deadline, RequiredPaper
from models.rulepack import (
    BonusRule,
    DeductionRule,
    FrameworkSection,
    LegalBasis,
    OrganisationRule,
    Quota,
    RulePack,
    Stage,
    TieBreak,
    Tier,
)
from tests.models.problem_codes import codes_of

D = Decimal
PACK = RulePack("thu", "Thử")


def sections(*points: str | None) -> tuple[FrameworkSection, ...]:
    codes = ("I", "II", "III")
    return tuple(
        FrameworkSection(code, code, None if it is None else D(it))
        for code, it in zip(codes, points, strict=False)
    )


def bonus(each: str, total: str, given: str | None = None) -> BonusRule:
    return BonusRule("b", "Vượt", ("I",), D(each), D(total), None if given is None else D(given))


def per_case(points: str, cap: str | None = None, **more: Any) -> DeductionRule:
    rule = DeductionRule("d", "Nhắc nhở", "reminders", "per_case", D(points))
    return replace(rule, cap=None if cap is None else D(cap), **more)


def organisation(section: str) -> OrganisationRule:
    return OrganisationRule(section, "", "", D(50))


def tiers(*given: Tier, cap: str | None = None) -> DeductionRule:
    most = None if cap is None else D(cap)
    return DeductionRule("t", "Hồ sơ", "dossiers", "tiers", cap=most, tiers=given)


S = Stage
TWO = (S("a", "Tự chấm"), S("b", "Khối chấm"))
CASES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    # code, place, values that disagree, the same mended
    (
        "content-over-total",
        "content_total",
        {"content_total": D(101), "total": D(100)},
        {"content_total": D(100), "total": D(100)},
    ),
    (
        "totals-differ",
        "total",
        {"content_total": D(95), "total": D(100), "bonus_max": D(6)},
        {"content_total": D(95), "total": D(100), "bonus_max": D(5)},
    ),
    (
        "totals-differ",
        "total",
        {"content_total": D(95), "total": D(100), "bonus": bonus("1", "4")},
        {"content_total": D(95), "total": D(99), "bonus": bonus("1", "4")},
    ),
    (
        "totals-differ",
        "total",
        {"content_total": D(100), "total": D(100), "bonus_max": D(15)},
        {"content_total": D(100), "total": D(100), "bonus_max": D(15), "bonus_over_total": True},
    ),
    (
        "sections-differ",
        "sections",
        {"sections": sections("60", "20", "10"), "content_total": D(95)},
        {"sections": sections("60", "20", "15"), "content_total": D(95)},
    ),
    (
        "sections-differ",
        "sections",
        {"sections": sections("60", "40", None), "content_total": D(95)},
        {"sections": sections("60", "30", None), "content_total": D(95)},
    ),
    (
        "sections-differ",
        "sections",
        {"sections": sections("60", "41"), "total": D(100)},
        {"sections": sections("60", "35"), "total": D(100)},
    ),
    (
        "section-twice",
        "sections[1].code",
        {"sections": sections("1") * 2},
        {"sections": sections("1", "2")},
    ),
    (
        "section-blank",
        "sections[0].code",
        {"sections": (FrameworkSection(" ", "x"),)},
        {"sections": (FrameworkSection("I", "x"),)},
    ),
    (
        "bonus-each-over-all",
        "bonus.each_max",
        {"bonus": bonus("6", "5")},
        {"bonus": bonus("5", "5")},
    ),
    (
        "bonus-each-over-max",
        "bonus.each_points",
        {"bonus": bonus("1", "5", "2")},
        {"bonus": bonus("1", "5", "1")},
    ),
    (
        "bonus-rule-over-all",
        "bonus.total_max",
        {"bonus": bonus("1", "5"), "bonus_max": D(4)},
        {"bonus": bonus("1", "5"), "bonus_max": D(10)},
    ),
    (
        "deduction-twice",
        "deductions[1].name",
        {"deductions": (per_case("1"), per_case("2"))},
        {"deductions": (per_case("1"), tiers(Tier(1, None, D(1))))},
    ),
    (
        "cap-below-points",
        "deductions[0].cap",
        {"deductions": (per_case("2", "1"),)},
        {"deductions": (per_case("2", "2"),)},
    ),
    (
        "cap-below-points",
        "deductions[0].cap",
        {"deductions": (tiers(Tier(1, None, D(2)), cap="1"),)},
        {"deductions": (tiers(Tier(1, None, D(2)), cap="2"),)},
    ),
    (
        "deduction-over-all",
        "deductions[0].cap",
        {"deductions": (per_case("1", "6"),), "deductions_max": D(5)},
        {"deductions": (per_case("1", "5"),), "deductions_max": D(5)},
    ),
    (
        "deduction-over-all",
        "deductions[0].points",
        {"deductions": (per_case("6"),), "deductions_max": D(5)},
        {"deductions": (per_case("6"),)},
    ),
    (
        "tiers-missing",
        "deductions[0].tiers",
        {"deductions": (tiers(),)},
        {"deductions": (tiers(Tier(1, None, D(1))),)},
    ),
    (
        "tiers-gap",
        "deductions[0].tiers[1]",
        {"deductions": (tiers(Tier(1, 5, D(1)), Tier(8, None, D(2))),)},
        {"deductions": (tiers(Tier(1, 5, D(1)), Tier(6, None, D(2))),)},
    ),
    (
        "stage-section-unknown",
        "stages[0].sections",
        {"sections": sections("1", "2"), "stages": (S("a", "A", ("II", "IX")),)},
        {"sections": sections("1", "2"), "stages": (S("a", "A", ("II",)),)},
    ),
    (
        "ranks-before-scores",
        "stages[0].ranks_to",
        {"stages": (S("a", "A", ranks_to=3), S("b", "B"))},
        {"stages": (S("a", "A"), S("b", "B", ranks_to=3))},
    ),
    (
        "ranks-before-scores",
        "stages[1].ranks_to",
        {"stages": (S("a", "A", counts=False), S("b", "B", ranks_to=3))},
        {"stages": (S("a", "A"), S("b", "B", ranks_to=3, counts=False))},
    ),
    (
        "ranks-negative",
        "stages[1].ranks_to",
        {"stages": (TWO[0], S("b", "B", ranks_to=-1))},
        {"stages": TWO},
    ),
    (
        "stages-none-counts",
        "stages",
        {"stages": tuple(replace(it, counts=False) for it in TWO)},
        {"stages": (replace(TWO[0], counts=False), TWO[1])},
    ),
    (
        "tie-break-twice",
        "tie_breaks[2]",
        {"tie_breaks": (TieBreak("section", "I"), TieBreak("bonus"), TieBreak("section", "I"))},
        {"tie_breaks": (TieBreak("section", "I"), TieBreak("bonus"), TieBreak("section", "II"))},
    ),
    (
        "deduction-over-all",
        "deductions[0].tiers",
        {"deductions": (tiers(Tier(1, None, D(6))),), "deductions_max": D(5)},
        {"deductions": (tiers(Tier(1, None, D(6))),), "deductions_max": D(6)},
    ),
    (
        "tiers-out-of-order",
        "deductions[0].tiers[0]",
        {"deductions": (tiers(Tier(-1, None, D(1))),)},
        {"deductions": (tiers(Tier(0, None, D(1))),)},
    ),
    (
        "section-unknown",
        "organisation.section",
        {"sections": sections("1", "2"), "organisation": organisation("IX")},
        {"sections": sections("1", "2"), "organisation": organisation("II")},
    ),
    (
        "section-unknown",
        "bonus.sections",
        {"sections": sections("1", "2"), "bonus": replace(bonus("1", "5"), sections=("I", "IX"))},
        {"sections": sections("1", "2"), "bonus": bonus("1", "5")},
    ),
    (
        "section-unknown",
        "provisional_sections",
        {"sections": sections("1", "2"), "provisional_sections": ("IX",)},
        {"sections": sections("1", "2"), "provisional_sections": ("I", "II.1")},
    ),
    (
        "section-unknown",
        "tie_breaks[1].section",
        {
            "sections": sections("1"),
            "tie_breaks": (TieBreak("bonus"), TieBreak("section", "IX")),
        },
        {"sections": sections("1"), "tie_breaks": (TieBreak("bonus"), TieBreak("section", "I"))},
    ),
    (
        "floor-over-total",
        "criterion_floor",
        {"criterion_floor": D(101), "total": D(100)},
        {"criterion_floor": D(100), "total": D(100)},
    ),
    (
        "floor-over-total",
        "criterion_floor",
        {"criterion_floor": D(6), "sections": sections("60", "5")},
        {"criterion_floor": D(5), "sections": sections("60", "5")},
    ),
    ("name-blank", "name", {"name": " "}, {"name": "Thử"}),
    ("name-blank", "stages[1].name", {"stages": (S("a", "A"), S("b", ""))}, {"stages": TWO}),
    (
        "name-blank",
        "deductions[0].title",
        {"deductions": (replace(per_case("1"), title=""),)},
        {"deductions": (per_case("1"),)},
    ),
    (
        "name-blank",
        "quotas[0].award",
        {"quotas": (Quota(" ", "number", D(1)),)},
        {"quotas": (Quota("Cờ thi đua", "number", D(1)),)},
    ),
    (
        "name-blank",
        "thresholds[0].title",
        {"thresholds": (Threshold("c", " ", numerator=1, denominator=2),)},
        {"thresholds": (Threshold("c", "Bầu", numerator=1, denominator=2),)},
    ),
    (
        "name-blank",
        "deadlines[0].title",
        {"deadlines": (Deadline("x", " ", "announced"),)},
        {"deadlines": (Deadline("x", "Báo cáo", "announced"),)},
    ),
    (
        "name-blank",
        "papers[0].title",
        {"papers": (RequiredPaper("p", " "),)},
        {"papers": (RequiredPaper("p", "Báo cáo"),)},
    ),
    (
        "name-blank",
        "legal_bases[0].document",
        {"legal_bases": (LegalBasis("nd", " "),)},
        {"legal_bases": (LegalBasis("nd", "Nghị định"),)},
    ),
    ("id-blank", "id", {"id": " "}, {"id": "x"}),
    ("version-below-one", "version", {"version": 0}, {"version": 1}),
    ("decimals-out-of-range", "decimals", {"decimals": 7}, {"decimals": 0}),
    ("amount-negative", "bonus_max", {"bonus_max": D(-1)}, {"bonus_max": D(0)}),
    ("amount-negative", "deductions_max", {"deductions_max": D(-1)}, {"deductions_max": D(0)}),
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
            {"content_total": D(950), "total": D(1000), "bonus_max": D(60)},
            (
                "Các mục 950 điểm cộng điểm thưởng tối đa 60 là 1.010, tổng điểm của bảng lại ghi 1.000. "
                "Sửa cho khớp, hoặc cho phép điểm thưởng vượt tổng điểm."
            ),
        ),
        (
            {"deductions": (tiers(Tier(1, 5, D(1)), Tier(8, None, D(2))),)},
            (
                "Các bậc của quy tắc “Hồ sơ” bỏ trống 6–7: một bậc đến 5, bậc sau từ 8. "
                "Ghi các bậc nối tiếp nhau."
            ),
        ),
        (
            {"sections": sections("1", "2"), "organisation": organisation("IX")},
            (
                "Quy tắc về tổ chức đảng, công đoàn áp dụng cho mục IX, khung chỉ có mục I, II. "
                "Sửa mã mục."
            ),
        ),
        (
            {"deductions": (tiers(Tier(5, 1, D(1))),)},
            "Một bậc của quy tắc “Hồ sơ” từ 5 đến 1. Ghi số từ 0, số nhỏ trước, số lớn sau.",
        ),
        (
            {"deductions": (tiers(Tier(-1, None, D(1))),)},
            "Một bậc của quy tắc “Hồ sơ” từ -1. Ghi số từ 0, số nhỏ trước, số lớn sau.",
        ),
        (
            {"criterion_floor": D(200), "total": D(100)},
            (
                "Điểm thấp nhất của tiêu chí 200 lớn hơn tổng điểm của bảng 100. "
                "Sửa một trong hai số."
            ),
        ),
    ],
)
def test_the_sentence_names_both_values(changes: dict[str, Any], said: str) -> None:
    assert [it.text for it in check_pack(replace(PACK, **changes))] == [said]


def test_a_pack_with_bonus_sections_may_name_them_in_a_stage() -> None:
    pack = replace(PACK, sections=sections("1"), stages=(S("a", "A", ("IV",)),))
    assert [it.code for it in check_pack(pack)] == ["stage-section-unknown"]
    assert check_pack(replace(pack, bonus_max=D(5))) == ()


def test_a_pack_without_a_framework_may_name_any_section() -> None:
    pack = replace(
        PACK,
        bonus=bonus("1", "5"),
        organisation=organisation("IX"),
        provisional_sections=("IX",),
        tie_breaks=(TieBreak("section", "IX"),),
        stages=(S("a", "A", ("IX",)),),
    )
    assert check_pack(pack) == ()


def test_single_values_come_first() -> None:
    pack = replace(PACK, total=D(-1), content_total=D(95), tie_breaks=(TieBreak("bonus"),) * 2)
    assert [it.code for it in check_pack(pack)] == ["amount-negative"]

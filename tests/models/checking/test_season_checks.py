"""Units, offices and documents of a season, and rules that name what its table does not have."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from models.award_rules import ClassBand
from models.checking.checks import check_season
from models.rulepack import (
    BonusRule,
    FrameworkSection,
    LegalBasis,
    OrganisationRule,
    Stage,
    TieBreak,
)
from models.season import Season
from models.table import ScoringTable
from tests.models.checked_season import PACK, SEASON, TABLE, D, codes, problems, with_facts
from tests.models.problem_codes import codes_of
from tests.strategies import seasons


def test_the_sample_of_these_tests_is_sound() -> None:
    assert codes(SEASON) == []


def test_a_class_forbids_what_the_table_has() -> None:
    def told(*none_of: str) -> list[str]:
        return codes(with_facts(classes=(ClassBand("A", D(1), none_of=none_of),)))

    assert told("I.count:a", "I.yes") == []
    assert told("I.count:z") == ["class-row-unknown?"]
    assert told("IX") == ["class-row-unknown?"]
    assert told("I") == []  # I.count counts cases
    for idle in ("T", "T.1", "I.judged", "I.plan", "I.percent", "I.level"):
        assert told(idle) == ["class-row-idle?"]
    assert told("I.level:x", "I.effect") == []


def test_units_have_names_of_their_own_and_offices_a_unit() -> None:
    def told(*names: str, head: str = "a", deputy: str = "") -> list[str]:
        units = tuple(
            replace(SEASON.units[0], name=it, id=key) for it, key in zip(names, "abc", strict=False)
        )
        found = problems(replace(SEASON, units=units, head=head, deputy=deputy))
        pairs = zip(codes_of(found), found, strict=True)
        return [f"{code} | {it.what}" for code, it in pairs]

    assert told("Ban A", "Ban B", deputy="b") == []
    assert told(head="") == ["no-units | Chưa có đơn vị nào."]
    assert told("Ban B", "Ban A", "ban  a") == ["unit-twice | Đơn vị “Ban A” có 2 lần trong khối."]
    assert told("Ban A", head="") == ["no-head? | Chưa chọn đơn vị Trưởng khối."]
    assert told("Ban A", deputy="a") == [
        "head-is-deputy | Trưởng khối và Phó Trưởng khối là một đơn vị."
    ]


RULED: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    # what names a section that nothing has, how the sentence calls it, the same mended
    (
        {"tie_breaks": (TieBreak("bonus"), TieBreak("section", "IX"))},
        "Thứ tự phân định khi bằng điểm",
        {"tie_breaks": (TieBreak("bonus"), TieBreak("section", "T"))},
    ),
    (
        {"bonus": BonusRule("b", "Thưởng", ("IX",), D(1), D(5))},
        "Quy tắc điểm thưởng",
        {"bonus": BonusRule("b", "Thưởng", ("I",), D(1), D(5))},
    ),
    (
        {"organisation": OrganisationRule("IX", "", "", D(50))},
        "Quy tắc về tổ chức đảng, công đoàn",
        {"organisation": OrganisationRule("I", "", "", D(50))},
    ),
    (
        {"stages": (Stage("self", "Tự chấm", ("I", "IX")),)},
        "Bước Tự chấm",
        {"stages": (Stage("self", "Tự chấm", ("I", "T")),)},
    ),
    (
        {"provisional_sections": ("I.yes", "IX")},
        "Quy tắc điểm tạm tính",
        {"provisional_sections": ("I.yes",)},
    ),
]


@pytest.mark.parametrize(("bad", "name", "good"), RULED)
def test_rules_name_sections_of_the_table(
    bad: dict[str, Any], name: str, good: dict[str, Any]
) -> None:
    def told(pack: dict[str, Any], table: ScoringTable = TABLE) -> list[str]:
        made = replace(SEASON, pack=replace(PACK, **pack), table=table)
        found = [it for it in problems(made) if it.code == "rule-without-section"]
        assert codes_of(found) == ["rule-without-section?"] * len(found)
        return [it.what for it in found]

    assert told(bad) == [f"{name} nói tới mục IX, bảng chấm điểm không có mục này."]
    assert told(good) == []
    assert told(bad, ScoringTable()) == []
    assert told(bad | {"sections": (FrameworkSection("IX", "Chín"),)}) == []


def test_a_document_is_told_with_the_day_on_which_it_ended() -> None:
    def told(end: date) -> list[str]:
        basis = LegalBasis("nd", "Nghị định 98", valid_to=end)
        return [it.what for it in problems(with_facts(legal_bases=(basis,)))]

    assert told(date(2025, 12, 31)) == ["Nghị định 98 hết hiệu lực 31/12/2025, từ trước năm 2026."]
    assert told(date(2026, 1, 1)) == ["Nghị định 98 hết hiệu lực 01/01/2026, trong năm 2026."]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (None, None, []),
        (date(2021, 1, 1), date(2026, 12, 31), []),
        (None, date(2026, 6, 30), ["basis-expired?"]),
        (None, date(2025, 12, 31), ["basis-expired?"]),
        (date(2026, 12, 31), None, []),
        (date(2027, 1, 1), None, ["basis-not-yet?"]),
    ],
)
def test_documents_in_force(start: date | None, end: date | None, found: list[str]) -> None:
    basis = LegalBasis("nd", "Nghị định 98/2023/NĐ-CP", valid_from=start, valid_to=end)
    assert codes(with_facts(legal_bases=(basis,))) == found


@settings(max_examples=100)
@given(seasons())
def test_whatever_a_file_holds_is_told_and_never_breaks_the_check(season: Season) -> None:
    assert all(it.code and it.what.endswith((".", "…")) for it in check_season(season))

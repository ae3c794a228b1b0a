"""Deductions of every method over every kind of fact; bonus by the section the table puts a row in."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models.rulepack import DeductionRule, RulePack, Tier
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.table import ScoringTable, TableRow
from tests.models.drawing import S3_RULES, one, season

D = Decimal
FACTS = "all=max reminders=2 dossiers=3 waiting=4 late=2"
KINDS = {"reminders": ("văn bản", 2), "dossiers": ("hồ sơ", 7), "discipline": ("lần", 2)}


def pack(**more: object) -> RulePack:
    rule = {"name": "x", "title": "Trừ", "points": D(1), "tiers": (Tier(1, None, D(1)),), **more}
    return replace(S3_RULES, deductions=(DeductionRule(**rule),))  # type: ignore[arg-type]


def details(result: UnitResult, kind: str = "sum") -> list[str]:
    return [it.detail for it in result.steps if it.rule == "x" and it.kind == kind]


@pytest.mark.parametrize("fact", KINDS)
@pytest.mark.parametrize("method", ["per_case", "tiers", "flat"])
def test_every_method_counts_every_kind_of_fact_in_its_own_words(method: str, fact: str) -> None:
    word, cases = KINDS[fact]
    result = one(FACTS, pack(fact=fact, method=method))
    assert result.deductions == (cases if method == "per_case" else 1)
    assert details(result)[0].startswith(f"{cases} {word}")


@pytest.mark.parametrize(("method", "taken"), [("per_case", 3), ("tiers", 1), ("flat", 1)])
def test_every_method_waits_for_the_notice(method: str, taken: int) -> None:
    result = one(FACTS, pack(fact="dossiers", method=method, needs_notice=True))
    assert result.deductions == taken
    assert details(result)[0].startswith("3 hồ sơ")
    assert details(result, "note") == ["4 hồ sơ chờ văn bản thông báo, chưa trừ"]


def test_a_reminder_without_its_paper_waits_where_the_pack_asks_for_it() -> None:
    waiting = one(
        "all=max reminders=2", pack(fact="reminders", method="per_case", needs_notice=True)
    )
    assert waiting.deductions == 0
    assert details(waiting, "note") == ["2 văn bản chờ số, ký hiệu, chưa trừ"]


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("per_case", {}),
        ("tiers", {"tiers": (Tier(1, None, D(3)),)}),
        ("flat", {"each_time": True}),
    ],
)
def test_every_method_keeps_the_cap(method: str, more: dict[str, object]) -> None:
    given = "all=max late=3"
    result = one(given, pack(fact="discipline", method=method, cap=D(2), **more))
    assert result.deductions == 2
    assert [it.cut for it in result.steps if it.kind == "cut" and it.rule == "x"] == [D(1)]


def test_bonus_follows_the_section_of_the_table_not_the_dots() -> None:
    table = ScoringTable(
        (
            TableRow("I", "Mục một", D(60), rows=(TableRow("1", "Tiêu chí", D(60)),)),
            TableRow("II", "Mục hai", D(20), rows=(TableRow("I.9", "Tiêu chí", D(20)),)),
        )
    )
    drawn = "Ban A: I.9=20 target:1=1/2/1 target:I.9=1/2/1"
    (result,) = score(season(drawn, S3_RULES, table))
    assert result.bonus == 1
    assert [it.label for it in result.steps if "chỉ thưởng" in it.detail] == ["Chỉ tiêu I.9"]


def test_a_pack_without_a_total_caps_nothing_over_the_table() -> None:
    free = replace(S3_RULES, total=None, content_total=None)
    assert one("all=max " + "target:I=1/2/1 " * 5, replace(free, total=D(97))).total == 97
    assert one("all=max " + "target:I=1/2/1 " * 5, free).total == 100
    over = ScoringTable((TableRow("I", "Mục một", D(150)),))
    (result,) = score(season("Ban A: all=max", replace(free, organisation=None), over))
    assert (result.total, result.cut) == (150, 0)

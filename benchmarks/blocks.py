"""Large made-up blocks to measure on."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from models.block import Block, Unit
from models.criterion_rule import Band, CriterionRule, Item
from models.rulepack import RulePack
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from ui.book import shipped


def large_block(units: int = 60, criteria: int = 120) -> Season:
    """A block with every score of two stages entered, three sections, groups of ten criteria."""
    pack: RulePack = shipped.sample().pack
    sections = []
    for number, code in enumerate(("I", "II", "III")):
        count = criteria // 3 + (number < criteria % 3)
        groups = []
        for first in range(0, count, 10):
            rows = tuple(
                TableRow(
                    f"{code}.{first // 10 + 1}.{i + 1}", f"Tiêu chí {first + i + 1}", Decimal(2)
                )
                for i in range(min(10, count - first))
            )
            groups.append(TableRow(f"{code}.{first // 10 + 1}", "Nhóm", rows=rows))
        sections.append(TableRow(code, f"Mục {code}", rows=tuple(groups)))
    table = ScoringTable(tuple(sections))
    members = tuple(Unit(f"Đơn vị {n:02}", f"u{n}") for n in range(units))
    scores = {
        ScoreKey(unit.id, row.code, stage): Score(Decimal((n * 7 + i * 3) % 200) / 100)
        for n, unit in enumerate(members)
        for i, row in enumerate(table.criteria())
        for stage in ("self", "block")
    }
    return Season(Block("Khối lớn"), 2023, pack, table, members, head="u0", scores=scores)


_HALF = Decimal(50)
_RULES = (
    CriterionRule("leader", reached_percent=_HALF),
    CriterionRule(
        "average", bands=(Band(Decimal(2), low=Decimal(100)), Band(Decimal(1), low=_HALF))
    ),
    CriterionRule(
        "deduct", items=(Item("a", "Chậm", Decimal("0.5")), Item("b", "Sai", Decimal(1)))
    ),
)


def relative_block(units: int = 60, criteria: int = 120) -> Season:
    """The large block with a rule on every criterion; two of three compare the units with each other."""
    season = large_block(units, criteria)
    number = iter(range(criteria))
    table = ScoringTable(tuple(_ruled(row, number) for row in season.table.rows))
    scores = {
        ScoreKey(unit.id, row.code, stage): Score(inputs=_inputs(row, n * 7 + i * 3))
        for n, unit in enumerate(season.units)
        for i, row in enumerate(table.criteria())
        for stage in ("self", "block")
    }
    return replace(season, table=table, scores=scores)


def _ruled(row: TableRow, number: Iterator[int]) -> TableRow:
    if row.rows:
        return replace(row, rows=tuple(_ruled(it, number) for it in row.rows))
    return replace(row, rule=_RULES[next(number) % len(_RULES)])


def _inputs(row: TableRow, seed: int) -> tuple[Input, ...]:
    assert row.rule is not None
    if row.rule.kind == "leader":
        return (Input("plan", Decimal(100)), Input("result", Decimal(80 + seed % 60)))
    if row.rule.kind == "average":
        return (Input("value", Decimal(seed % 90)),)
    return (Input("a", Decimal(seed % 4)), Input("b", Decimal(seed % 2)))

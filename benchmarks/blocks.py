"""Large made-up blocks to measure on."""

from decimal import Decimal

from models.block import Block, Unit
from models.rulepack import RulePack
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from ui import shipped


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

"""The regulation in words: validity of a rule, and what the block chose where the source is silent."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from models.points import ZERO, show_short
from models.rulepack import LegalBasis, Rule, RulePack
from models.season import Season
from models.table import TableRow
from ui.rules import values
from ui.rules.parts import Scene
from ui.words import text

_LISTED = 6
"""So many records of a list are told in full; of more only the number and the first ones."""
_SHOWN = 3


class Validity(NamedTuple):
    """Since when and until when a rule is in force, and whether it was on the day asked for."""

    words: str
    in_force: bool


def reference_day(season: Season, today: date) -> date:
    """The day rules are judged by: today, or the end of a year that is over."""
    return min(today, date(season.year, 12, 31))


def validity(pack: RulePack, rule: Rule, day: date) -> Validity:
    """The rule's own days, else those of its document."""
    basis = basis_of(pack, rule)
    start = rule.valid_from or (basis.valid_from if basis else None)
    end = rule.valid_to or (basis.valid_to if basis else None)
    parts = [f"từ {text.day(start)}"] if start else []
    parts += [f"đến {text.day(end)}"] if end else []
    words = f"hiệu lực {' '.join(parts)}" if parts else ""
    return Validity(words, not ((end and end < day) or (start and start > day)))


def basis_of(pack: RulePack, rule: Rule) -> LegalBasis | None:
    """The document a rule stands in."""
    return next((it for it in pack.legal_bases if it.code == rule.basis), None)


def section_points(row: TableRow) -> Decimal:
    """The maximum of a row; of a group without one, the sum of what is below it."""
    if row.max_points is not None:
        return row.max_points
    return sum((section_points(child) for child in row.rows), ZERO)


def current(scene: Scene, field: str) -> str:
    """What stands at an open value now, chosen or not; "" where nothing does."""
    in_pack = any(it.max_points is not None for it in scene.pack.sections)
    if field == values.EACH_SECTION and not in_pack:
        return " · ".join(
            f"{row.code}: {show_short(section_points(row))} điểm" for row in scene.table.rows
        )
    kind = values.list_of(scene.pack, field)
    records = values.get(scene.pack, field) if kind is not None and field == kind.key else ()
    if kind is not None and len(records) > _LISTED:
        shown = "; ".join(kind.name(it) for it in records[:_SHOWN])
        return f"{len(records)} {kind.one}: {shown} và {len(records) - _SHOWN} {kind.one} khác"
    return values.words_of(scene, field)

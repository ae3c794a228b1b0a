"""Classes (xếp loại): bands over the points, their further conditions, and what lowers or takes a class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.award_rules import ClassBand
from models.points import ZERO, round_points, show_short
from models.ranks.ranking import Standing
from models.rulepack import RulePack
from models.scores.results import UnitResult
from models.season import Season
from models.table import SectionRole, TableRow

ONE = Decimal(1)
BARRING = ("no_class", "not_considered")
"""Effects that leave a unit without a class."""
COUNTING = ("deduct", "per_case", "mixed", "combination", "effect")
"""Kinds of criterion whose numbers say how often something happened."""


@dataclass(frozen=True, slots=True)
class ClassResult:
    """The class of one unit ("": none) and why, the deciding reason last.

    `decided`: set by the competent body (`ClassDecision`), whatever the points say. `lowered`: by how
    many bands effects of criteria took it down.
    """

    name: str
    why: tuple[str, ...] = ()
    decided: bool = False
    lowered: int = 0


def classify(season: Season, standings: Sequence[Standing]) -> dict[str, ClassResult]:
    """Unit id → class, in the order of the standings; {} for a pack without classes.

    The best band counts whose bound and conditions all hold. Then the effects of criteria: lower_class
    takes one band off for each; no_class and not_considered take the class. An incomplete unit has none.
    """
    if not season.pack.classes:
        return {}
    ranks = [it.rank for it in standings if it.rank is not None]
    return {it.result.unit.id: _class_of(season, it, ranks) for it in standings}


def _class_of(season: Season, standing: Standing, ranks: Sequence[int]) -> ClassResult:
    result = standing.result
    decision = next((it for it in season.facts.class_decisions if it.unit == result.unit.id), None)
    if decision is not None:
        paper = f" ({decision.document})" if decision.document else ""
        return ClassResult(decision.name, (f"cấp có thẩm quyền quyết định{paper}",), decided=True)
    bands = bands_for(season.pack, result.unit.kind)
    points = _points(standing, season.pack, bands)
    if points is None:
        return ClassResult("", ("chưa đủ điểm",))
    barred = [it.why for it in result.effects if it.effect in BARRING]
    if barred:
        return ClassResult("", tuple(f"không xếp loại: {why}" for why in barred))
    place, why = _best(season, standing, points, bands, ranks)
    lowered = [it.why for it in result.effects if it.effect == "lower_class"]
    for reason in lowered:
        place += 1
        why.append(f"hạ một bậc: {reason}")
    name = bands[place].name if place < len(bands) else ""
    return ClassResult(name, tuple(why), lowered=len(lowered))


def bands_for(pack: RulePack, kind: str) -> tuple[ClassBand, ...]:
    """The bands for a kind of unit: its own where the pack has any, else those for all units."""
    own = tuple(it for it in pack.classes if it.unit_kind and it.unit_kind == kind)
    return own or tuple(it for it in pack.classes if not it.unit_kind)


def _points(standing: Standing, pack: RulePack, bands: Sequence[ClassBand]) -> Decimal | None:
    """Bands of one kind of unit are written on the points that this kind can reach, so its own total is
    held against them; else the total that is ranked."""
    own = any(it.unit_kind for it in bands)
    points = standing.result.total if own else standing.total
    if points is None:
        return None
    if own and pack.rank_on == "rounded":
        points = round_points(points, pack.decimals, pack.rounding)
    return points if pack.class_cap is None else min(points, pack.class_cap)


def _best(
    season: Season,
    standing: Standing,
    points: Decimal,
    bands: Sequence[ClassBand],
    ranks: Sequence[int],
) -> tuple[int, list[str]]:
    """The place of the first band that holds, and what kept the unit out of the better ones."""
    why: list[str] = []
    for place, band in enumerate(bands):
        if points < band.lowest or (band.over and points == band.lowest):
            continue
        against = _against(season, standing, band, ranks)
        if against:
            why.append(f"không đạt {band.name}: {against}")
            continue
        bound = f"{'trên' if band.over else 'từ'} {show_short(band.lowest)}"
        why.append(f"{show_short(points)} điểm, {band.name} {bound}")
        return place, why
    why.append(f"{show_short(points)} điểm, dưới mọi mức xếp loại")
    return len(bands), why


def _against(season: Season, standing: Standing, band: ClassBand, ranks: Sequence[int]) -> str:
    """The first condition of the band that does not hold, "" when all do."""
    result = standing.result
    most = band.deductions_most
    if most is not None and result.deductions > most:
        return f"điểm trừ {show_short(result.deductions)}, cho phép {show_short(most)}"
    if band.top_percent is not None and not _in_top(standing, band.top_percent, ranks):
        return f"không trong {show_short(band.top_percent)}% đứng đầu"
    for name in band.none_of:
        count = _counted(season, result, name)
        if count is None:
            return f"chưa ghi số lần {_title(season, name)}"
        if count > 0:
            return f"có {show_short(count)} lần {_title(season, name)}"
    return ""


def _in_top(standing: Standing, percent: Decimal, ranks: Sequence[int]) -> bool:
    """Whether as many units as stand before this one, and itself, are within `percent` of the ranked.

    Units that share a rank stand or fall together.
    """
    if standing.rank is None:
        return False
    place = 1 + sum(1 for it in ranks if it < standing.rank)
    return Decimal(place) * 100 <= percent * len(ranks)


def counts_in(row: TableRow, role: SectionRole, item: str = "") -> tuple[TableRow, ...]:
    """The criteria that tell whether something happened in a row: itself, or of a section or group those
    that count cases; every deduction does."""
    found = tuple(it for _, it in row.walk() if it.is_criterion)
    if role == "deduction":
        return found
    if row.is_criterion:
        return found if _is_counted(row, item) else ()
    return tuple(it for it in found if it.rule is not None and it.rule.kind in COUNTING)


def _is_counted(row: TableRow, item: str) -> bool:
    """Whether the numbers of a criterion (or of its item) say how often something happened."""
    rule = row.rule
    if rule is None:
        return False
    if rule.kind == "tiers":
        return rule.measure in ("count", "days")
    return rule.kind in COUNTING or rule.kind == "yes_no" or (rule.kind == "graded" and bool(item))


def _counted(season: Season, result: UnitResult, name: str) -> Decimal | None:
    """How often a criterion (row code), one of its items ("row:item") or anything in a section or group
    was counted; None where points were stated without the count."""
    code, _, item = name.partition(":")
    row, section = season.table.row(code), season.table.section_of(code)
    if row is None or section is None:
        return ZERO
    rows = counts_in(row, section.role, item)
    found = [_cases(season, result, it, item, section.role) for it in rows]
    known = sum((it for it in found if it is not None), ZERO)
    return None if known <= 0 and None in found else known


def _cases(
    season: Season, result: UnitResult, row: TableRow, item: str, role: SectionRole
) -> Decimal | None:
    """How often one criterion, or one of its items, was counted. Points picked from a range are one case,
    and so is a deduction without a count; where none is deducted there is none."""
    line = result.lines.get(row.code)
    if line is None or not line.stage:
        return ZERO
    inputs = season.score(result.unit.id, row.code, line.stage).inputs
    if not inputs or not _is_counted(row, item):
        if role == "deduction" and not line.points:
            return ZERO
        return None if _is_counted(row, item) else ONE
    assert row.rule is not None, "only numbers of a rule are counted"
    picked = {it.code for it in row.rule.items if it.most is not None}
    return sum(
        (
            ONE if it.key in picked and it.value else it.value
            for it in inputs
            if not item or it.key == item
        ),
        ZERO,
    )


def _title(season: Season, name: str) -> str:
    code, _, item = name.partition(":")
    row = season.table.row(code)
    if row is None:
        return code
    found: Mapping[str, str] = {it.code: it.title for it in row.rule.items} if row.rule else {}
    return found.get(item, row.title)

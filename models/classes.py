"""Classes (xếp loại): bands over the points, their further conditions, and what lowers or takes a class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.award_rules import ClassBand
from models.points import ZERO, round_points, show_short
from models.ranking import Standing
from models.results import UnitResult
from models.rulepack import RulePack
from models.season import Season

BARRING = ("no_class", "not_considered")
"""Effects that leave a unit without a class."""


@dataclass(frozen=True, slots=True)
class ClassResult:
    """The class of one unit ("": none) and why, the deciding reason last.

    `decided`: set by the competent body (`ClassDecision`), whatever the points say.
    """

    name: str
    why: tuple[str, ...] = ()
    decided: bool = False


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
    return ClassResult(bands[place].name if place < len(bands) else "", tuple(why))


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


def _counted(season: Season, result: UnitResult, name: str) -> Decimal | None:
    """How often a criterion (row code) or one of its items ("row:item") was counted; None where points
    were stated without the count."""
    code, _, item = name.partition(":")
    line = result.lines.get(code)
    if line is None or not line.stage:
        return ZERO
    inputs = season.score(result.unit.id, code, line.stage).inputs
    if not inputs:
        return None
    return sum((it.value for it in inputs if not item or it.key == item), ZERO)


def _title(season: Season, name: str) -> str:
    code, _, item = name.partition(":")
    row = season.table.row(code)
    if row is None:
        return code
    found: Mapping[str, str] = {it.code: it.title for it in row.rule.items} if row.rule else {}
    return found.get(item, row.title)

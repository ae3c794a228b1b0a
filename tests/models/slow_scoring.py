"""A second, plain, slow calculation of totals and ranks, written apart from the program's own.

Works on fractions, asks every question anew, keeps nothing, and knows S3's rules by heart instead of
reading them from a pack; only the figures that a pack varies are passed in.
"""

from fractions import Fraction

from models.season import Season
from models.table import TableRow
from tests.models.slow_criteria import slow_round


def slow_total(season: Season, unit_id: str) -> Fraction | None:
    """The unit's total, or None when a criterion has no value at any stage."""
    content = Fraction(0)
    for section in season.table.rows:
        points = slow_row(season, unit_id, section)
        if points is None:
            return None
        content += min(points, slow_half(season, unit_id, section, points))
    content_total = season.pack.content_total
    if content_total is not None and content > Fraction(content_total):
        content = Fraction(content_total)
    gained = content + slow_bonus(season, unit_id)
    return min(gained, Fraction(season.pack.total)) - slow_deductions(season, unit_id)


def slow_row(season: Season, unit_id: str, row: TableRow) -> Fraction | None:
    """Points of a row by its leaves, each cut to its own maximum, floored at the pack's floor."""
    if not row.rows:
        found = None
        for stage in season.pack.stages:
            for key, entry in season.scores.items():
                here = (key.unit, key.criterion, key.stage) == (unit_id, row.code, stage.code)
                if here and entry.points is not None:
                    found = Fraction(entry.points)
        if found is None:
            return None
        if row.max_points is not None and found > row.max_points:
            found = Fraction(row.max_points)
        for fact in season.facts.own_deductions:
            if (fact.unit, fact.criterion) == (unit_id, row.code) and row.deduct_each is not None:
                for _ in range(fact.cases):
                    found -= Fraction(row.deduct_each)
        return (
            found if found > season.pack.criterion_floor else Fraction(season.pack.criterion_floor)
        )
    total = Fraction(0)
    for child in row.rows:
        points = slow_row(season, unit_id, child)
        if points is None:
            return None
        total += points
    if row.max_points is not None and total > row.max_points:
        return Fraction(row.max_points)
    return total


def slow_half(season: Season, unit_id: str, section: TableRow, points: Fraction) -> Fraction:
    """Half of section II for a unit with neither Party organisation nor union, rounded."""
    unit = next(it for it in season.units if it.id == unit_id)
    if (
        section.code == "II"
        and not unit.has_party
        and not unit.has_union
        and section.max_points is not None
    ):
        return slow_round(Fraction(section.max_points) / 2, season.pack)
    return points


def slow_bonus(season: Season, unit_id: str) -> Fraction:
    """At most 1 for each target of section I beyond the unit's own registration, at most 5 in all."""
    earned = Fraction(0)
    for target in season.facts.targets:
        if target.unit != unit_id or target.section != "I":
            continue
        if target.registered is None or target.result is None:
            continue
        beyond = Fraction(target.result) - Fraction(target.registered)
        if target.better == "lower":
            beyond = -beyond
        if beyond <= 0 or target.bonus is None or target.bonus < 0:
            continue
        earned += 1 if target.bonus > 1 else Fraction(target.bonus)
    return earned if earned < 5 else Fraction(5)


def slow_deductions(season: Season, unit_id: str) -> Fraction:
    """Reminders 0.5 each up to 2; dossiers with a notice by tiers; 1 for breaches of discipline."""
    taken = Fraction(0)
    for fact in season.facts.reminders:
        if fact.unit == unit_id and taken < 2:
            taken += Fraction(1, 2)
    dossiers = 0
    for fact in season.facts.dossiers:
        if fact.unit == unit_id and fact.notice.strip() != "":
            dossiers += fact.count
    if dossiers >= 11:
        taken += 2
    elif dossiers >= 6:
        taken += Fraction(3, 2)
    elif dossiers >= 1:
        taken += 1
    if any(fact.unit == unit_id for fact in season.facts.discipline):
        taken += 1
    return taken


def slow_ranks(season: Season) -> dict[str, int | None]:
    """Rank = 1 + how many ranked units are strictly better (competition, no tie-break)."""
    shut_out = {fact.unit for fact in season.facts.exclusions if fact.lifted is None}
    totals = {it.id: slow_total(season, it.id) for it in season.units if it.id not in shut_out}
    ranks: dict[str, int | None] = {}
    for unit in season.units:
        mine = totals.get(unit.id)
        if mine is None:
            ranks[unit.id] = None
        else:
            ranks[unit.id] = 1 + sum(
                1 for other in totals.values() if other is not None and other > mine
            )
    return ranks

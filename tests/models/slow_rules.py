"""A second, plain, slow calculation of whole seasons with rules: sections by role, caps, what does not apply.

Written from the docstrings of the records. It knows the official points only, of one stage, and tables
whose groups are worth what their rows are worth.
"""

from fractions import Fraction
from typing import NamedTuple

from models.facts import NotApplicable
from models.rulepack import RulePack
from models.season import Season
from models.table import TableRow
from tests.models.slow_criteria import Slow, slow_block, slow_points, slow_round

STAGE = "self"


class Sum(NamedTuple):
    """Total and the figure that ranks compare (None: incomplete), and whether an effect keeps it out."""

    total: Fraction | None
    compared: Fraction | None
    is_out: bool


def slow_sums(season: Season) -> dict[str, Sum]:
    """Every unit's total."""
    return {unit.id: slow_unit(season, unit.id) for unit in season.units}


def slow_unit(season: Season, unit: str) -> Sum:
    """Contents, bonus and deductions of one unit under the caps of the pack."""
    pack = season.pack
    content: Fraction | None = Fraction(0)
    for section in season.table.sections("content"):
        points = slow_row(season, unit, section)
        content = None if points is None or content is None else content + points
    bonus = slow_role(season, unit, "bonus", pack.bonus_max)
    taken = slow_role(season, unit, "deduction", pack.deductions_max)
    effects = [
        it
        for row in season.table.criteria()
        if slow_applies(season, unit, row)
        for it in slow_leaf(season, unit, row).effects
    ]
    is_out = "not_ranked" in effects or "not_considered" in effects
    is_out = is_out or not slow_anything(season, unit)
    if content is None:
        return Sum(None, None, is_out)
    total = slow_capped(pack, content, bonus) - taken
    reachable, full = (
        slow_reach(season, unit, without=True),
        slow_reach(season, unit, without=False),
    )
    if reachable == full or content <= 0 or reachable <= 0:
        return Sum(total, total, is_out)
    share = min(slow_round(content * full / reachable, pack), full)
    return Sum(total, slow_capped(pack, share, bonus) - taken, is_out)


def slow_anything(season: Season, unit: str) -> bool:
    """Whether the contents have a criterion left that gives points, if they ever had one."""
    gone = slow_left_out(season, unit)
    below = {it.code for _, row in season.table.walk() if row.code in gone for _, it in row.walk()}
    giving = {
        row.code
        for section in season.table.sections("content")
        for _, row in section.walk()
        if not row.rows and row.max_points and (row.rule is None or row.rule.kind != "effect")
    }
    return not giving or bool(giving - below)


def slow_lowest(row: TableRow, pack: RulePack) -> Fraction:
    """The floors of everything in a row, together."""
    if row.rows:
        return sum((slow_lowest(it, pack) for it in row.rows), Fraction(0))
    if row.rule is not None and row.rule.kind == "effect":
        return Fraction(0)
    own = None if row.rule is None else row.rule.floor
    return Fraction(pack.criterion_floor if own is None else own)


def slow_reach(season: Season, unit: str, *, without: bool) -> Fraction:
    """What the unit can reach in the contents, all in all or without what is left out for it."""
    gone = slow_left_out(season, unit) if without else set()

    def reach(row: TableRow) -> Fraction:
        if row.code in gone:
            return Fraction(0)
        most = slow_most_of(season, unit, row)
        if not row.rows:
            return most
        return min(most, sum((reach(it) for it in row.rows), Fraction(0)))

    return sum((reach(it) for it in season.table.sections("content")), Fraction(0))


def slow_most_of(season: Season, unit: str, row: TableRow) -> Fraction:
    """The maximum of a row of the contents, or the rounded percentage of it."""
    assert row.max_points is not None
    most = Fraction(row.max_points)
    fact = slow_fact(season, unit, row)
    if fact is None or fact.policy != "percent_cap":
        return most
    percent = season.pack.not_applicable_percent if fact.percent is None else fact.percent
    assert percent is not None
    return min(most, slow_round(most * Fraction(percent) / 100, season.pack))


def slow_capped(pack: RulePack, content: Fraction, bonus: Fraction) -> Fraction:
    """First the contents to theirs, then the total; bonus over the total where the pack lets it."""
    if pack.content_total is not None:
        content = min(content, Fraction(pack.content_total))
    if pack.total is None:
        return content + bonus
    if pack.bonus_over_total:
        return min(content, Fraction(pack.total)) + bonus
    return min(content + bonus, Fraction(pack.total))


def slow_role(season: Season, unit: str, role: str, most: object) -> Fraction:
    """All bonus or all deductions; an empty line is nothing."""
    points = Fraction(0)
    for section in season.table.rows:
        if section.role == role:
            points += slow_row(season, unit, section) or Fraction(0)
    return points if most is None else min(points, Fraction(most))  # type: ignore[call-overload, no-any-return]


def slow_row(season: Season, unit: str, row: TableRow) -> Fraction | None:
    """A row after its cap, or what the policy says where it does not apply."""
    fact = slow_fact(season, unit, row)
    if fact is not None and fact.policy == "leave_out":
        return Fraction(0)
    if fact is not None and fact.policy == "full":
        return Fraction(row.max_points or 0)
    if fact is not None and fact.policy == "substitute":
        other = season.table.row(fact.substitute)
        assert other is not None
        theirs = slow_row(season, unit, other)
        if theirs is None or not other.max_points or other.code in slow_left_out(season, unit):
            return None
        mine = Fraction(row.max_points or 0)
        if mine != other.max_points:
            theirs = slow_round(theirs * mine / Fraction(other.max_points), season.pack)
        return min(max(theirs, slow_lowest(row, season.pack)), mine)
    points = slow_sum_below(season, unit, row)
    if points is None or row.max_points is None:
        return points
    return min(points, slow_most_of(season, unit, row))


def slow_sum_below(season: Season, unit: str, row: TableRow) -> Fraction | None:
    """What the rows below give together, or the points of the criterion itself."""
    section = season.table.section_of(row.code)
    assert section is not None
    if not row.rows:
        found = slow_leaf(season, unit, row)
        if found.points is None and (section.role != "content" or found.policy == "leave_out"):
            return Fraction(0)
        return found.points
    total = Fraction(0)
    for child in row.rows:
        points = slow_row(season, unit, child)
        if points is None:
            return None
        total += points
    return total


def slow_leaf(season: Season, unit: str, row: TableRow) -> Slow:
    """The points of a criterion before anything that does not apply."""
    here = season.score(unit, row.code, STAGE)
    if row.rule is None or row.rule.kind == "choice":
        if here.points is None or row.max_points is None:
            return Slow()
        floor = season.pack.criterion_floor
        if row.rule is not None and row.rule.floor is not None:
            floor = row.rule.floor
        return Slow(max(min(Fraction(here.points), Fraction(row.max_points)), Fraction(floor)))
    if not here.inputs:
        return Slow(Fraction(0)) if row.rule.kind == "effect" else Slow()
    if not row.rule.is_relative:
        given = {key: Fraction(value) for key, value in here.inputs}
        return slow_points(row, given, season.pack)
    block = {}
    for other in season.units:
        inputs = season.score(other.id, row.code, STAGE).inputs
        if inputs and slow_applies(season, other.id, row):
            block[other.id] = {key: Fraction(value) for key, value in inputs}
    apart = frozenset(
        it.id
        for it in season.units
        if (fact := slow_fact(season, it.id, row)) is not None and fact.policy == "own_group"
    )
    return slow_block(row, block, season.pack, apart).get(unit, Slow())


def slow_fact(season: Season, unit: str, row: TableRow) -> NotApplicable | None:
    """What is recorded of this very row for this unit, with the pack's policy where it says none."""
    for fact in season.facts.not_applicable:
        if (fact.unit, fact.criterion) == (unit, row.code):
            return fact
    return None


def slow_applies(season: Season, unit: str, row: TableRow) -> bool:
    """Whether neither the row nor one above it is left out, given in full or replaced."""
    for _, above in season.table.walk():
        fact = slow_fact(season, unit, above)
        replaced = fact is not None and fact.policy in ("leave_out", "full", "substitute")
        if replaced and any(below.code == row.code for _, below in above.walk()):
            return False
    return True


def slow_left_out(season: Season, unit: str) -> set[str]:
    """The rows of the contents that are left out for this unit."""
    left_out = set()
    waiting = list(season.table.sections("content"))
    while waiting:
        row = waiting.pop()
        fact = slow_fact(season, unit, row)
        if fact is not None and fact.policy in ("full", "substitute"):
            continue
        no_plan = not row.rows and slow_leaf(season, unit, row).policy == "leave_out"
        if no_plan or (fact is not None and fact.policy == "leave_out"):
            left_out.add(row.code)
        else:
            waiting.extend(row.rows)
    return left_out

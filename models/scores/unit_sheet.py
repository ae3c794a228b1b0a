"""The working paper of one unit: the points of its rows, summed up from the leaves of the table.

A line is cut to its own maximum, then every group and section to theirs; what does not apply to the unit
goes by the policy that holds.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import cast

from models.block import Unit
from models.points import ZERO, round_points
from models.rulepack import RulePack
from models.scores import steps as words
from models.scores.criteria import limits
from models.scores.entries import Exempt, Plan
from models.scores.outcome import floor_of
from models.scores.results import EffectResult, LineResult, Step
from models.season import Score, Season
from models.table import TableRow


@dataclass(slots=True)
class Sheet:
    """The working paper of one unit while its table is summed up from the leaves.

    `special` are the criteria that need more than their entered points, `unusual` those of them that need
    more than what their rule gives. `lenient` holds in bonus and
    deduction sections: an empty line there means that nothing happened.
    """

    season: Season
    unit: Unit
    plan: Plan
    asked: Mapping[str, tuple[str, ...]]
    scores: Mapping[tuple[str, str, str], Score]
    own_cases: Mapping[str, int]
    exempt: Mapping[str, Exempt]
    provisional: frozenset[str]
    special: frozenset[str]
    unusual: frozenset[str]
    by_hand: bool
    floor: Decimal
    lenient: bool = False
    left_out: set[str] = field(default_factory=set)
    lines: dict[str, LineResult] = field(default_factory=dict)
    groups: dict[str, Decimal | None] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    effects: list[EffectResult] = field(default_factory=list)
    seeking: frozenset[str] = frozenset()


def new_sheet(season: Season, unit: Unit, plan: Plan) -> Sheet:
    """An empty working paper."""
    own_cases = _own_cases(season, unit.id)
    exempt = plan.exempt.get(unit.id, {})
    provisional = frozenset() if unit.id in plan.classified else plan.provisional
    return Sheet(
        season=season,
        unit=unit,
        plan=plan,
        asked=plan.asked[unit.id],
        # A plain tuple finds what a ScoreKey put there, and is made four times as fast.
        scores=cast("Mapping[tuple[str, str, str], Score]", season.scores),
        own_cases=own_cases,
        exempt=exempt,
        provisional=provisional,
        special=frozenset((*plan.ruled, *own_cases, *exempt)),
        unusual=frozenset((*own_cases, *exempt)),
        by_hand=not season.is_final,
        floor=season.pack.criterion_floor,
    )


def _own_cases(season: Season, unit: str) -> dict[str, int]:
    """Criterion code → cases of the block's own deduction, all records together."""
    cases: dict[str, int] = {}
    for fact in season.facts.own_deductions:
        if fact.unit == unit:
            cases[fact.criterion] = cases.get(fact.criterion, 0) + fact.cases
    return cases


def section_limit(season: Season, unit: Unit, section: TableRow) -> Decimal | None:
    """The most a unit can reach in a row, in points, after no-party-no-union-half on its section;
    rounded as the pack rounds."""
    rule = season.pack.organisation
    maximum = section.max_points
    if rule is None or maximum is None or section.code != rule.section:
        return maximum
    if unit.has_party or unit.has_union:
        return maximum
    return part_of(season.pack, maximum, rule.neither_percent)


def part_of(pack: RulePack, points: Decimal, percent: Decimal) -> Decimal:
    """A percentage of points, rounded as the pack rounds where it needs to be ("10", not "10.00")."""
    exact = points * percent / 100
    rounded = round_points(exact, pack.decimals, pack.rounding)
    return exact if rounded == exact else rounded


def row_points(sheet: Sheet, row: TableRow, limit: Decimal | None) -> Decimal | None:
    """Points of a section or group after its cap; None when anything below it has no value."""
    if not row.rows:
        points = _leaf(sheet, row, row.max_points)  # what caps the section comes after its rows
    elif row.code in sheet.exempt:
        return _exempt_row(sheet, row, limit)
    else:
        points = _sum_below(sheet, row)
    if points is not None and limit is not None and points > limit:
        sheet.steps.append(words.cap(sheet.season.pack, row, points, limit))
        points = limit
        if row.is_criterion:
            sheet.lines[row.code] = sheet.lines[row.code]._replace(points=points)
    sheet.groups[row.code] = points
    return points


def _sum_below(sheet: Sheet, row: TableRow) -> Decimal | None:
    total: Decimal | None = ZERO
    for child in row.rows:
        most = child.max_points
        points = row_points(sheet, child, most) if child.rows else _leaf(sheet, child, most)
        if total is not None:
            total = None if points is None else total + points
    return total


def _leaf(sheet: Sheet, row: TableRow, highest: Decimal | None) -> Decimal | None:
    """Points of a criterion: the deciding stage's value within its floor and `highest`."""
    code = row.code
    if code in sheet.special:
        ruled = sheet.plan.ruled.get(code, {}).get(sheet.unit.id)
        if ruled is None or not ruled.is_plain or code in sheet.unusual:
            if code in sheet.exempt:
                return _exempt_row(sheet, row, highest)
            return _ruled(sheet, row, highest)
        line = ruled.waiting if code in sheet.provisional else ruled.line
        sheet.lines[code] = line
        sheet.groups[code] = line.points
        return line.points
    unit, scores = sheet.unit.id, sheet.scores
    for stage in sheet.asked[code]:
        found = scores.get((unit, code, stage))
        if found is not None and found.points is not None:
            points = found.points
            if highest is not None and points > highest:
                points = _cut(sheet, row, points, highest)
            if points < sheet.floor:
                sheet.steps.append(words.floored(row, points, sheet.floor))
                points = sheet.floor
            provisional = (found.provisional and sheet.by_hand) or code in sheet.provisional
            sheet.lines[code] = LineResult(points, stage, provisional)
            sheet.groups[code] = points
            return points
    return _nothing(sheet, row)


def _nothing(sheet: Sheet, row: TableRow) -> Decimal | None:
    """No value: a hole in the contents, nothing at all in bonus and deduction sections."""
    sheet.lines[row.code] = LineResult(None, "", provisional=False)
    silent = sheet.lenient or _only_acts(row)
    if not silent:
        sheet.missing.append(row.code)
    sheet.groups[row.code] = ZERO if silent else None
    return sheet.groups[row.code]


def _cut(sheet: Sheet, row: TableRow, points: Decimal, limit: Decimal) -> Decimal:
    """`limit` where there are more points, with the step that says so."""
    if points <= limit:
        return points
    sheet.steps.append(words.cap(sheet.season.pack, row, points, limit))
    return limit


def _ruled(sheet: Sheet, row: TableRow, highest: Decimal | None) -> Decimal | None:
    """What the rule made of the numbers entered; points stated without numbers stand as they are."""
    code = row.code
    found = sheet.plan.ruled.get(code, {}).get(sheet.unit.id)
    if found is None:
        return _entered(sheet, row, highest)
    line, outcome, *_ = found
    if outcome.policy == "leave_out":
        label = f"{words.named(row)} không áp dụng"
        sheet.steps.append(Step("note", "not-applicable", label, outcome.detail, scope=row.code))
        return _left_out(sheet, row)
    for effect, why in outcome.effects:
        sheet.effects.append(EffectResult(effect, why, code))
    if line.points is None:
        if sheet.lenient:
            label = f"{words.named(row)} chưa tính được"
            sheet.steps.append(Step("note", "not-computed", label, outcome.detail, scope=code))
        points = _nothing(sheet, row)
        sheet.lines[code] = LineResult(None, "", provisional=False, outcome=outcome)
        return points
    provisional = (line.provisional and sheet.by_hand) or code in sheet.provisional
    if provisional != line.provisional:
        line = line._replace(provisional=provisional)
    if code in sheet.own_cases:
        return _finished(sheet, row, line, highest)
    sheet.lines[code] = line
    sheet.groups[code] = line.points
    return line.points


def _entered(sheet: Sheet, row: TableRow, highest: Decimal | None) -> Decimal | None:
    """Points that were stated directly: cut, less the block's own deduction, floored."""
    if _only_acts(row):
        return _nothing(sheet, row)
    for stage in sheet.asked[row.code]:
        found = sheet.scores.get((sheet.unit.id, row.code, stage))
        if found is not None and found.points is not None:
            provisional = (found.provisional and sheet.by_hand) or row.code in sheet.provisional
            line = LineResult(found.points, stage, provisional)
            return _finished(sheet, row, line, highest)
    return _nothing(sheet, row)


def _finished(sheet: Sheet, row: TableRow, line: LineResult, highest: Decimal | None) -> Decimal:
    """The line cut to `highest`, the block's own deductions taken from that, never below its floor."""
    points = line.points or ZERO
    if highest is not None:
        points = _cut(sheet, row, points, highest)
    cases = sheet.own_cases.get(row.code, 0)
    if cases and row.deduct_each is not None:
        sheet.steps.append(words.own_deduction(sheet.season.pack, row, points, cases))
        points -= cases * row.deduct_each
    points = _lifted(sheet, row, points, floor_of(row, sheet.season.pack))
    sheet.lines[row.code] = line._replace(points=points)
    sheet.groups[row.code] = points
    return points


def _lifted(sheet: Sheet, row: TableRow, points: Decimal, floor: Decimal) -> Decimal:
    """`floor` where there are fewer points, with the step that says so."""
    if points >= floor:
        return points
    sheet.steps.append(words.floored(row, points, floor))
    return floor


# ---- rows that do not apply


def _exempt_row(sheet: Sheet, row: TableRow, limit: Decimal | None) -> Decimal | None:
    """What the policy gives for a row that does not apply to the unit, never above the row's limit.

    Full points are a matter of the contents: nothing is added nor taken for a bonus or a deduction that
    does not apply.
    """
    exempt = sheet.exempt[row.code]
    if exempt.policy == "leave_out":
        sheet.steps.append(words.exempted(row, exempt, None))
        return _left_out(sheet, row)
    if exempt.policy == "full":
        points: Decimal | None = ZERO if sheet.lenient else sheet.plan.reachable[row.code]
        _fill(sheet, row)
    elif exempt.policy == "substitute":
        points = _substitute(sheet, row, exempt)
        _fill(sheet, row)
        if points is None and not sheet.lenient:
            sheet.missing.append(row.code)
    else:
        limit = capped_by_policy(sheet, row, limit)
        points = _ruled(sheet, row, limit) if row.is_criterion else _sum_below(sheet, row)
    if points is not None and limit is not None:
        points = min(points, limit) if exempt.policy == "full" else _cut(sheet, row, points, limit)
    if points is None and sheet.lenient:
        points = ZERO
    sheet.steps.append(words.exempted(row, exempt, points, in_contents=not sheet.lenient))
    sheet.groups[row.code] = points
    if row.is_criterion:
        line = sheet.lines.get(row.code, LineResult(None, "", provisional=False))
        sheet.lines[row.code] = line._replace(points=points)
    return points


def capped_by_policy(sheet: Sheet, row: TableRow, limit: Decimal | None) -> Decimal | None:
    """The row's limit after percent_cap; unchanged under other policies."""
    exempt, most = sheet.exempt.get(row.code), sheet.plan.reachable[row.code]
    return limit if exempt is None else percent_limit(sheet.season.pack, exempt, most, limit)


def percent_limit(
    pack: RulePack, exempt: Exempt, most: Decimal, limit: Decimal | None
) -> Decimal | None:
    """The limit of a row worth `most` after percent_cap, rounded as the pack rounds; unchanged under
    other policies."""
    if exempt.policy != "percent_cap" or exempt.percent is None or not most:
        return limit
    share = part_of(pack, most, exempt.percent)
    return share if limit is None else min(limit, share)


def reach(sheet: Sheet) -> tuple[Decimal, Decimal]:
    """What the unit could reach in the contents without the rows left out, and with them; both after
    the caps that hold for it."""
    sections = sheet.season.table.sections("content")
    return (
        sum((_reach(sheet, it, sheet.left_out) for it in sections), ZERO),
        sum((_reach(sheet, it, frozenset()) for it in sections), ZERO),
    )


def _reach(sheet: Sheet, row: TableRow, without: AbstractSet[str]) -> Decimal:
    if row.code in without:
        return ZERO
    limit = capped_by_policy(sheet, row, section_limit(sheet.season, sheet.unit, row))
    if not row.rows:
        return limit or ZERO
    below = sum((_reach(sheet, it, without) for it in row.rows), ZERO)
    return below if limit is None else min(limit, below)


def nothing_applies(sheet: Sheet) -> bool:
    """Whether every criterion of the contents that gives points is left out for the unit."""
    if not sheet.left_out:
        return False
    giving: set[str] = set()
    gone: set[str] = set()
    for section in sheet.season.table.sections("content"):
        for _, row in section.walk():
            if row.code in sheet.left_out:
                gone.update(it.code for _, it in row.walk())
            if row.is_criterion and row.max_points != 0 and not _only_acts(row):
                giving.add(row.code)
    return bool(giving) and giving <= gone


def _only_acts(row: TableRow) -> bool:
    """Whether the criterion has no points and only acts on class or rank."""
    return row.rule is not None and row.rule.kind == "effect"


def _left_out(sheet: Sheet, row: TableRow) -> Decimal:
    """Neither points nor a hole: the row is taken out of what the unit can reach."""
    if not sheet.lenient:
        sheet.left_out.add(row.code)
    _fill(sheet, row)
    sheet.groups[row.code] = ZERO
    return ZERO


def _fill(sheet: Sheet, row: TableRow) -> None:
    """Everything below a row that is not scored by itself stays without a value, and is not missing."""
    for _, below in row.walk():
        sheet.groups[below.code] = None
        if below.is_criterion:
            sheet.lines[below.code] = LineResult(None, "", provisional=False)


def _substitute(sheet: Sheet, row: TableRow, exempt: Exempt) -> Decimal | None:
    """The points of the row that stands in, in proportion to the two maxima, within the row's floor;
    None where it has none itself, or is left out for the unit in whole or in part."""
    other = sheet.season.table.row(exempt.substitute)
    if other is None or row.code in sheet.seeking:
        return None
    scratch = replace(
        sheet,
        left_out=set(),
        lines={},
        groups={},
        missing=[],
        steps=[],
        effects=[],
        seeking=sheet.seeking | {row.code},
    )
    points = row_points(scratch, other, other.max_points)
    most, theirs = sheet.plan.reachable[row.code], sheet.plan.reachable[other.code]
    if points is None or not theirs or scratch.left_out:
        return None
    pack = sheet.season.pack
    if most != theirs:
        points = round_points(points * most / theirs, pack.decimals, pack.rounding)
    lowest = sum((limits(it, pack)[0] for _, it in row.walk() if it.is_criterion), ZERO)
    return _lifted(sheet, row, points, lowest)

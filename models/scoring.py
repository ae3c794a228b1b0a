"""The one calculation of points: `score(season)` for screen, hall, Excel, Word and PDF alike.

Order of caps: line (criterion), group (every section and group), then the whole table. Bonus stands
outside the sections. Each cap that bites leaves a step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from models import adjustments
from models.block import Unit
from models.points import ZERO, show, show_short
from models.results import LineResult, Step, StepKind, UnitResult
from models.rulepack import RulePack, Stage
from models.season import Score, Season
from models.table import TableRow


def score(season: Season, stage: str | None = None) -> tuple[UnitResult, ...]:
    """The points of every unit, in the order of the units.

    `stage` None gives the official points: of each criterion the last stage that has a value. With a
    stage's code the criteria in that stage's scope count by that stage alone (a missing value makes
    the total incomplete); criteria outside its scope count by the last earlier stage with a value.
    """
    plan = _plan(season, stage)
    return tuple(_score_unit(season, unit, plan) for unit in season.units)


def official(season: Season, unit: str, criterion: str) -> tuple[Decimal | None, str]:
    """The value of one criterion as entered, and the stage it comes from ("" when there is none)."""
    for stage in reversed(season.pack.stages):
        points = season.score(unit, criterion, stage.code).points
        if points is not None:
            return points, stage.code
    return None, ""


def section_limit(season: Season, unit: Unit, section: TableRow) -> Decimal | None:
    """The most a unit can reach in a section, in points, after no-party-no-union-half."""
    rule = season.pack.organisation
    maximum = section.max_points
    if rule is None or maximum is None or section.code != rule.section:
        return maximum
    if unit.has_party or unit.has_union:
        return maximum
    return maximum * rule.neither_percent / 100


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is the same for all units: criterion → the stages to ask, the deciding one first; section →
    its criteria; row → its section; the criteria that wait for the official classification, and the
    units that have theirs."""

    stages: Mapping[str, tuple[str, ...]]
    criteria: Mapping[str, tuple[str, ...]]
    section_of: Mapping[str, str]
    provisional: frozenset[str]
    classified: frozenset[str]
    is_official: bool


def _plan(season: Season, stage: str | None) -> _Plan:
    chosen = None if stage is None else season.pack.stage(stage)
    asked: dict[str, tuple[str, ...]] = {}
    criteria = {}
    for section in season.table.rows:
        codes = tuple(row.code for _, row in section.walk() if row.is_criterion)
        criteria[section.code] = codes
        asked.update(dict.fromkeys(codes, _asked_stages(season.pack.stages, chosen, section.code)))
    provisional = _provisional(season) if chosen is None else frozenset()
    classified = frozenset(it.unit for it in season.facts.classifications)
    section_of = season.table.section_codes()
    return _Plan(asked, criteria, section_of, provisional, classified, chosen is None)


def _provisional(season: Season) -> frozenset[str]:
    """The criteria of the sections that rest on a classification not out yet (honest-provisional)."""
    if season.is_final:
        return frozenset()
    return frozenset(
        below.code
        for _, row in season.table.walk()
        if row.code in season.pack.provisional_sections
        for _, below in row.walk()
        if below.is_criterion
    )


def _asked_stages(stages: tuple[Stage, ...], chosen: Stage | None, section: str) -> tuple[str, ...]:
    if chosen is None:
        return tuple(it.code for it in reversed(stages))
    if not chosen.sections or section in chosen.sections:
        return (chosen.code,)
    earlier = stages[: stages.index(chosen)]
    return tuple(it.code for it in reversed(earlier))


@dataclass(slots=True)
class _Sheet:
    """The working paper of one unit while its table is summed up from the leaves."""

    season: Season
    unit: Unit
    plan: _Plan
    own_cases: Mapping[str, int]
    scores: Mapping[tuple[str, str, str], Score]
    provisional: frozenset[str]
    lines: dict[str, LineResult] = field(default_factory=dict)
    groups: dict[str, Decimal | None] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def _score_unit(season: Season, unit: Unit, plan: _Plan) -> UnitResult:
    scores = cast("Mapping[tuple[str, str, str], Score]", season.scores)
    provisional = frozenset() if unit.id in plan.classified else plan.provisional
    sheet = _Sheet(season, unit, plan, _own_cases(season, unit.id), scores, provisional)
    sections: dict[str, Decimal | None] = {}
    for section in season.table.rows:
        sections[section.code] = _section(sheet, section)
    bonus, bonus_steps = adjustments.bonus(season.pack, season.facts, unit.id, plan.section_of)
    taken, taken_steps = adjustments.deductions(season.pack, season.facts, unit.id)
    cut, cut_steps = _table_cut(season.pack, sections, bonus)
    steps = [*sheet.steps, *bonus_steps, *cut_steps, *taken_steps]
    total: Decimal | None = None
    if not sheet.missing:
        total = sum((it or ZERO for it in sections.values()), ZERO) + bonus - cut - taken
        if total < 0:
            steps.append(
                Step("note", "total-below-zero", "Tổng điểm dưới 0", "kiểm tra lại điểm trừ")
            )
    else:
        steps.append(Step("note", "incomplete", "Chưa đủ điểm", _missing_text(sheet.missing)))
    return UnitResult(
        unit=unit,
        lines=sheet.lines,
        groups=sheet.groups,
        sections=sections,
        bonus=bonus,
        deductions=taken,
        cut=cut,
        total=total,
        missing=tuple(sheet.missing),
        provisional=any(line.provisional for line in sheet.lines.values()),
        excluded=adjustments.exclusion(season.facts, unit.id),
        steps=tuple(steps),
    )


def _own_cases(season: Season, unit: str) -> dict[str, int]:
    """Criterion code → cases of the block's own deduction, all records together."""
    cases: dict[str, int] = {}
    for fact in season.facts.own_deductions:
        if fact.unit == unit:
            cases[fact.criterion] = cases.get(fact.criterion, 0) + fact.cases
    return cases


def _missing_text(missing: list[str]) -> str:
    shown = ", ".join(missing[:6])
    return f"còn trống {len(missing)} tiêu chí: {shown}{' …' if len(missing) > 6 else ''}"


def _section(sheet: _Sheet, section: TableRow) -> Decimal | None:
    """Points of one top section; its own step stands before the cuts inside it."""
    first = len(sheet.steps)
    points = _row(sheet, section, section_limit(sheet.season, sheet.unit, section))
    lines = [sheet.lines[code] for code in sheet.plan.criteria[section.code]]
    notes = [*_organisation_note(sheet, section), *_state_notes(sheet, section, lines)]
    sheet.steps.extend(step for _, step in notes)
    label = f"Mục {section.code}"
    if points is None:
        partial = sum((it.points for it in lines if it.points is not None), ZERO)
        detail = f"chưa đủ điểm; các tiêu chí đã có: {show(partial)}"
        step = Step("note", "section-incomplete", label, detail, scope=section.code)
    else:
        detail = "; ".join([section.title, *(word for word, _ in notes)])
        step = Step("sum", "section-cap", label, detail, points, scope=section.code)
    sheet.steps.insert(first, step)
    return points


def _organisation_note(sheet: _Sheet, section: TableRow) -> list[tuple[str, Step]]:
    """Which organisation's result the section rests on (no-party-use-union, no-party-no-union-half)."""
    pack, unit = sheet.season.pack, sheet.unit
    rule = pack.organisation
    if rule is None or section.code != rule.section or unit.has_party:
        return []
    if unit.has_union:
        name, word = rule.union_rule, "tính theo kết quả công đoàn"
        label = "Đơn vị không có tổ chức đảng"
        detail = "lấy kết quả tổ chức công đoàn làm căn cứ"
    else:
        name, word = rule.neither_rule, "không có tổ chức đảng, công đoàn"
        label = "Không có tổ chức đảng và công đoàn"
        detail = f"tối đa {show_short(rule.neither_percent)}% số điểm mục {section.code}"
    return [(word, _note("note", pack, name, label, detail, section.code))]


def _state_notes(
    sheet: _Sheet, section: TableRow, lines: Sequence[LineResult]
) -> list[tuple[str, Step]]:
    """What may still change in the section: provisional points, a stage of its own that is awaited."""
    pack, code = sheet.season.pack, section.code
    notes = []
    if any(line.provisional for line in lines):
        detail = "chưa có kết quả phân loại chính thức"
        step = _note("state", pack, "honest-provisional", f"Mục {code} tạm tính", detail, code)
        notes.append(("tạm tính", step))
    order = [stage.code for stage in pack.stages]
    for place, stage in enumerate(pack.stages):
        if stage.rule and code in stage.sections and sheet.plan.is_official:
            late = sum(1 for line in lines if line.stage and order.index(line.stage) < place)
            if late:
                word = f"chờ {stage.name.lower()}"
                detail = f"{late} tiêu chí chưa có điểm {stage.name.lower()}"
                notes.append(
                    (word, _note("state", pack, stage.rule, f"Mục {code} {word}", detail, code))
                )
    return notes


def _note(kind: StepKind, pack: RulePack, rule: str, label: str, detail: str, scope: str) -> Step:
    return Step(kind, rule, label, detail, basis=pack.citation(rule), scope=scope)


def _row(sheet: _Sheet, row: TableRow, limit: Decimal | None) -> Decimal | None:
    """Points of a row after its cap; None when anything below it has no value."""
    points = _sum_below(sheet, row) if row.rows else _criterion(sheet, row)
    if points is not None and limit is not None and points > limit:
        sheet.steps.append(_cap_step(sheet, row, points, limit))
        points = limit
        if row.is_criterion:
            sheet.lines[row.code] = sheet.lines[row.code]._replace(points=points)
    sheet.groups[row.code] = points
    return points


def _sum_below(sheet: _Sheet, row: TableRow) -> Decimal | None:
    total: Decimal | None = ZERO
    for child in row.rows:
        points = _row(sheet, child, child.max_points)
        total = None if points is None or total is None else total + points
    return total


def _cap_step(sheet: _Sheet, row: TableRow, points: Decimal, limit: Decimal) -> Step:
    pack = sheet.season.pack
    rule = "line-cap" if row.is_criterion else "section-cap"
    organisation = pack.organisation
    if organisation and row.code == organisation.section and limit != row.max_points:
        rule = organisation.neither_rule
    detail = f"{show_short(points)} cắt còn {show_short(limit)} (tối đa {show_short(limit)})"
    label = f"{'Tiêu chí' if row.is_criterion else 'Mục'} {row.code}"
    return Step(
        "cut", rule, label, detail, cut=points - limit, basis=pack.citation(rule), scope=row.code
    )


def _criterion(sheet: _Sheet, row: TableRow) -> Decimal | None:
    """The deciding stage's value: cut to the maximum, less the block's own deduction, floored."""
    code, highest = row.code, row.max_points
    found, stage = _deciding(sheet, code)
    if found is None or found.points is None:
        sheet.missing.append(code)
        sheet.lines[code] = LineResult(None, "", provisional=False)
        return None
    points = found.points
    if highest is not None and points > highest:
        sheet.steps.append(_cap_step(sheet, row, points, highest))
        points = highest
    if code in sheet.own_cases:
        points -= _own_deduction(sheet, row, points)
    if points < sheet.season.pack.criterion_floor:
        points = _floored(sheet, row, points)
    by_hand = found.provisional and not sheet.season.is_final
    provisional = by_hand or code in sheet.provisional
    sheet.lines[code] = LineResult(points, stage, provisional)
    return points


def _deciding(sheet: _Sheet, criterion: str) -> tuple[Score | None, str]:
    """The first of the stages to ask that has a value, and its code."""
    unit, scores = sheet.unit.id, sheet.scores
    for stage in sheet.plan.stages[criterion]:
        # A plain tuple finds what a ScoreKey put there, and is made four times as fast.
        entry = scores.get((unit, criterion, stage))
        if entry is not None and entry.points is not None:
            return entry, stage
    return None, ""


def _own_deduction(sheet: _Sheet, row: TableRow, points: Decimal) -> Decimal:
    """What the block's own deduction per case takes from a criterion (block-own-deductions)."""
    cases = sheet.own_cases[row.code]
    if row.deduct_each is None:
        return ZERO
    taken = cases * row.deduct_each
    sums = f"{show_short(points)} − {cases} × {show_short(row.deduct_each)} = {show_short(points - taken)}"
    rule = "block-own-deductions"
    basis = sheet.season.pack.citation(rule)
    label = f"Tiêu chí {row.code}"
    sheet.steps.append(Step("note", rule, label, sums, basis=basis, scope=row.code))
    return taken


def _floored(sheet: _Sheet, row: TableRow, points: Decimal) -> Decimal:
    """Not below the pack's floor of a criterion; the lift leaves a step."""
    floor = sheet.season.pack.criterion_floor
    detail = f"{show_short(points)} tính là {show_short(floor)} (thấp nhất {show_short(floor)})"
    label = f"Tiêu chí {row.code}"
    sheet.steps.append(Step("note", "criterion-floor", label, detail, scope=row.code))
    return floor


def _table_cut(
    pack: RulePack, sections: Mapping[str, Decimal | None], bonus: Decimal
) -> tuple[Decimal, tuple[Step, ...]]:
    """What the caps over the whole table take away: first the contents, then the total (total-100)."""
    content = sum((it for it in sections.values() if it is not None), ZERO)
    kept = content if pack.content_total is None else min(content, pack.content_total)
    kept = kept + bonus if pack.total is None else min(kept + bonus, pack.total)
    cut = content + bonus - kept
    if cut <= 0:
        return ZERO, ()
    detail = f"{show_short(content + bonus)} cắt còn {show_short(kept)} (tổng tối đa của bảng)"
    step = Step(
        "sum", "total-100", "Vượt tổng điểm của bảng", detail, -cut, cut, pack.citation("total-100")
    )
    return cut, (step,)

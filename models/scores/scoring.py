"""The one calculation of points: `score(season)` for screen, hall, Excel, Word and PDF alike.

Order of caps: line (criterion), group (every section and group), then the whole table. Bonus stands
outside the sections. Each cap that bites leaves a step.
"""

from dataclasses import replace
from decimal import Decimal

from models.block import Unit
from models.points import ZERO, round_points, show_short
from models.ranks.ranking import rank
from models.rulepack import RulePack, Stage
from models.scores import adjustments
from models.scores import steps as words
from models.scores.entries import Plan, awaited, make_plan
from models.scores.results import EffectResult, Step, UnitResult
from models.scores.unit_sheet import (
    Sheet,
    new_sheet,
    nothing_applies,
    reach,
    row_points,
    section_limit,
)
from models.season import Season
from models.table import TableRow

OUTSIDE = ("not_ranked", "not_considered")
"""Effects that keep a unit out of ranking and nomination."""
NOTHING_APPLIES = "không có nội dung nào áp dụng"
"""Why a unit to which all contents are left out is neither ranked nor given a class."""


def score(season: Season, stage: str | None = None) -> tuple[UnitResult, ...]:
    """The points of every unit, in the order of the units.

    `stage` None gives the official points: of each criterion the last stage that counts and has a value.
    With a stage's code the criteria and units in that stage's scope count by that stage alone (a missing
    value makes the total incomplete); what is outside its scope counts by the last earlier stage with a
    value.
    """
    chosen = None if stage is None else season.pack.stage(stage)
    plan = make_plan(season, chosen, _covered(season, chosen))
    return tuple(_score_unit(season, unit, plan) for unit in season.units)


def _covered(season: Season, chosen: Stage | None) -> dict[str, frozenset[str]]:
    """The stages that look at the first ranks only, as far as they matter here → their units."""
    limited = [it for it in season.pack.stages if it.ranks_to]
    if not limited:
        return {}
    used = {key.stage for key in season.scores}
    waited = awaited(season) if chosen is None else None
    if waited is not None and not _could_wait(season, waited):
        waited = None
    found = {}
    for stage in limited:
        matters = stage.code in used or stage is chosen or stage is waited
        units = units_of_stage(season, stage.code) if matters else None
        if units is not None:
            found[stage.code] = units
    return found


def _could_wait(season: Season, waited: Stage) -> bool:
    """Whether anything was entered in the sections that the awaited stage looks at."""
    section_of = season.table.section_codes() if waited.sections else {}
    return any(
        it.is_filled and (not waited.sections or section_of.get(key[1]) in waited.sections)
        for key, it in season.scores.items()
    )


def units_of_stage(season: Season, stage: str) -> frozenset[str] | None:
    """The units that a stage looks at, where it looks only at ranks 1 … k; None when at all."""
    chosen = season.pack.stage(stage)
    if chosen is None or not chosen.ranks_to:
        return None
    before = season.pack.stages[: season.pack.stages.index(chosen)]
    earlier = replace(season, pack=replace(season.pack, stages=before))
    standings = rank(score(earlier), earlier.pack)
    return frozenset(
        it.result.unit.id for it in standings if it.rank is not None and it.rank <= chosen.ranks_to
    )


def _score_unit(season: Season, unit: Unit, plan: Plan) -> UnitResult:
    sheet = new_sheet(season, unit, plan)
    pack, facts = season.pack, season.facts
    sections = {it.code: _section(sheet, it) for it in season.table.sections("content")}
    if nothing_applies(sheet):
        sheet.effects.append(EffectResult("not_considered", NOTHING_APPLIES, ""))
    contents, sheet.steps = sheet.steps, []
    sheet.lenient = True
    bonus, bonus_steps = adjustments.bonus(pack, facts, unit.id, plan.section_of)
    bonus = _capped_bonus(sheet, bonus + _outside(sheet, "bonus", 1))
    extra, sheet.steps = sheet.steps, []
    taken, taken_steps = adjustments.deductions(pack, facts, unit.id)
    taken = _capped_deductions(sheet, taken + _outside(sheet, "deduction", -1))
    content = sum((it or ZERO for it in sections.values()), ZERO)
    cut, cut_steps = _table_cut(pack, content, bonus)
    steps = [*contents, *bonus_steps, *extra, *cut_steps, *taken_steps, *sheet.steps]
    total: Decimal | None = None
    scaled: Decimal | None = None
    if sheet.missing:
        detail = words.missing_text(sheet.missing)
        steps.append(Step("note", "incomplete", "Chưa đủ điểm", detail))
    else:
        total = content + bonus - cut - taken
        found = _share(sheet, content)
        if found is not None:
            scaled = found.scaled + bonus - _table_cut(pack, found.scaled, bonus)[0] - taken
            steps.append(words.share(found, scaled))
        if total < 0:
            label = "Tổng điểm dưới 0"
            steps.append(Step("note", "total-below-zero", label, "kiểm tra lại điểm trừ"))
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
        excluded=_excluded(season, sheet),
        steps=tuple(steps),
        share=scaled,
        effects=tuple(sheet.effects),
        waiting=tuple(it for it in sections if _waits(sheet, it)),
    )


def _waits(sheet: Sheet, section: str) -> bool:
    """Whether points of the section wait for the Board's letter; where nothing was entered, nothing
    waits."""
    lines = (sheet.lines[it] for it in sheet.plan.criteria[section])
    return sheet.plan.waits(sheet.unit.id, section) and any(it.stage for it in lines)


def _excluded(season: Season, sheet: Sheet) -> str | None:
    """Why the unit is neither ranked nor nominated: a recorded reason, the effect of a criterion, or
    that nothing applies to it."""
    recorded = adjustments.exclusion(season.facts, sheet.unit.id)
    reasons = [it.why for it in sheet.effects if it.effect in OUTSIDE]
    return "; ".join([*([recorded] if recorded is not None else []), *reasons]) or None


def _section(sheet: Sheet, section: TableRow) -> Decimal | None:
    """Points of one content section; its own step stands before the cuts inside it."""
    first, pack = len(sheet.steps), sheet.season.pack
    points = row_points(sheet, section, section_limit(sheet.season, sheet.unit, section))
    lines = [sheet.lines[code] for code in sheet.plan.criteria[section.code]]
    notes = [
        *words.organisation(pack, sheet.unit, section),
        *words.states(pack, sheet.plan, section, lines, awaited=_waits(sheet, section.code)),
    ]
    sheet.steps.extend(step for _, step in notes)
    partial = ZERO
    if points is None:
        partial = sum((it.points for it in lines if it.points is not None), ZERO)
    step = words.section_step(section, points, partial, [word for word, _ in notes])
    sheet.steps.insert(first, step)
    return points


def _outside(sheet: Sheet, role: str, sign: int) -> Decimal:
    """Points of the table's own bonus or deduction sections, each with its step."""
    total = ZERO
    for section in sheet.season.table.rows:
        if section.role != role:
            continue
        first = len(sheet.steps)
        points = row_points(sheet, section, section.max_points) or ZERO
        if points or any(sheet.lines[it].outcome for it in sheet.plan.criteria[section.code]):
            label = f"Mục {section.code}"
            step = Step(
                "sum", f"{role}-section", label, section.title, sign * points, scope=section.code
            )
            sheet.steps.insert(first, step)
        total += points
    return total


def _capped_bonus(sheet: Sheet, bonus: Decimal) -> Decimal:
    """At most the pack's bonus_max of all bonus counts."""
    most = sheet.season.pack.bonus_max
    if most is None or bonus <= most:
        return bonus
    label = "Vượt mức điểm thưởng"
    pack = sheet.season.pack
    basis = pack.citation("bonus-max") or pack.citation("total-100")
    sheet.steps.append(words.over_all("bonus-max", label, bonus, most, basis, -1))
    return most


def _capped_deductions(sheet: Sheet, taken: Decimal) -> Decimal:
    """At most the pack's deductions_max of all deductions is taken."""
    most = sheet.season.pack.deductions_max
    if most is None or taken <= most:
        return taken
    label = "Vượt mức điểm trừ"
    basis = sheet.season.pack.citation("deductions-max")
    sheet.steps.append(words.over_all("deductions-max", label, taken, most, basis, 1))
    return most


def _share(sheet: Sheet, content: Decimal) -> words.Share | None:
    """The contents as their share of what the unit could reach; None when that is no less than all
    others can reach, when no row applies to it, and when there is nothing to take a share of."""
    if not sheet.left_out or content <= 0:
        return None
    reachable, full = reach(sheet)
    if reachable <= 0 or reachable == full:
        return None
    pack = sheet.season.pack
    scaled = round_points(content * full / reachable, pack.decimals, pack.rounding)
    return words.Share(content, reachable, full, min(scaled, full))


def _table_cut(
    pack: RulePack, content: Decimal, bonus: Decimal
) -> tuple[Decimal, tuple[Step, ...]]:
    """What the caps over the whole table take away: first the contents, then the total (total-100)."""
    kept = content if pack.content_total is None else min(content, pack.content_total)
    if pack.total is not None and pack.bonus_over_total:
        kept = min(kept, pack.total)
    kept += bonus
    if pack.total is not None and not pack.bonus_over_total:
        kept = min(kept, pack.total)
    cut = content + bonus - kept
    if cut <= 0:
        return ZERO, ()
    detail = f"{show_short(content + bonus)} cắt còn {show_short(kept)} (tổng tối đa của bảng)"
    basis = pack.citation("total-100")
    return cut, (Step("sum", "total-100", "Vượt tổng điểm của bảng", detail, -cut, cut, basis),)

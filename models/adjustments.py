"""Bonus, deductions and exclusions of one unit: recorded facts weighed by the rules of the pack.

Every function is pure and gives back the amount (points, never negative) with the steps behind it.
Rules of S3: bonus-exceed, deduct-reminder, deduct-dossier, deduct-discipline, exclude-serious
(Hướng dẫn 1560/SNV-TĐKT of 2021, II.2).
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from models.facts import (
    DisciplineFault,
    Exclusion,
    Facts,
    IneligibleDossiers,
    Reminder,
    Target,
)
from models.points import ZERO, show_short
from models.results import Step
from models.rulepack import BonusRule, DeductionRule, FactKind, RulePack

Amount = tuple[Decimal, tuple[Step, ...]]


def bonus(pack: RulePack, facts: Facts, unit: str, sections: Mapping[str, str]) -> Amount:
    """Bonus for exceeded targets, each and all of them capped (bonus-exceed).

    `sections` is the table's `section_codes()`: a target may stand in any row of its section.
    """
    rule = pack.bonus
    if rule is None:
        return ZERO, ()
    basis = pack.citation(rule.name)
    steps: list[Step] = []
    earned = ZERO
    counted = 0
    for target in facts.targets:
        if target.unit != unit:
            continue
        section = sections.get(target.section, target.section)
        points, step = _target_bonus(rule, target, section, basis)
        earned += points
        counted += points > 0
        if step is not None:
            steps.append(step)
    capped = min(earned, rule.total_max)
    if earned > capped:
        steps.append(_cut(rule.name, rule.title, earned, capped, "tất cả chỉ tiêu", basis))
    if capped:
        detail = f"{counted} chỉ tiêu vượt đăng ký; tối đa {show_short(rule.total_max)}"
        steps.insert(0, Step("sum", rule.name, rule.title, detail, capped, ZERO, basis))
    return capped, tuple(steps)


def _target_bonus(
    rule: BonusRule, target: Target, section: str, basis: str
) -> tuple[Decimal, Step | None]:
    """What one target earns after its own cap, and the step to show (the cut, or why nothing)."""

    def nothing(why: str) -> tuple[Decimal, Step]:
        return ZERO, Step("note", rule.name, target.name, why, basis=basis)

    if section not in rule.sections:
        where = ", ".join(rule.sections)
        return nothing(f"không thưởng: chỉ thưởng chỉ tiêu mục {where}")
    if target.registered is None:
        return nothing(
            "không thưởng: đầu năm đơn vị không đăng ký chỉ tiêu này nên không có gì để so"
        )
    if target.result is None:
        return nothing("chưa có kết quả thực hiện")
    if not exceeds(target):
        return nothing(
            f"không thưởng: thực hiện {show_short(target.result)}, "
            f"đăng ký {show_short(target.registered)}, chưa vượt"
        )
    proposed = rule.each_points if target.bonus is None else target.bonus
    if proposed is None:
        return nothing("vượt đăng ký, khối chưa ghi số điểm thưởng")
    points = min(max(proposed, ZERO), rule.each_max)
    if proposed > points:
        return points, _cut(rule.name, target.name, proposed, points, "mỗi chỉ tiêu", basis)
    return points, None


def exceeds(target: Target) -> bool:
    """ "Vượt": the result is more than registered (or less, where less is better); equal is not enough.

    What has no result, or was never registered, exceeds nothing.
    """
    if target.result is None or target.registered is None:
        return False
    if target.better == "lower":
        return target.result < target.registered
    return target.result > target.registered


def deductions(pack: RulePack, facts: Facts, unit: str) -> Amount:
    """All deductions of the pack for one unit, each rule within its own cap; the pack's cap over all of
    them (`deductions_max`) also counts what the table takes, so scoring puts it on."""
    total = ZERO
    steps: list[Step] = []
    for rule in pack.deductions:
        amount, rule_steps = _METHODS[rule.method](rule, facts, unit, pack.citation(rule.name))
        total += amount
        steps.extend(rule_steps)
    return total, tuple(steps)


def _per_case(rule: DeductionRule, facts: Facts, unit: str, basis: str) -> Amount:
    """Points × cases (deduct-reminder)."""
    cases, waiting = _cases(rule, facts, unit)
    steps = _waiting_note(rule, waiting, basis)
    if not cases:
        return ZERO, steps
    limit = "" if rule.cap is None else f"; tối đa {show_short(rule.cap)}"
    detail = f"{cases} {_WORDS[rule.fact]} × {show_short(rule.points)}{limit}"
    return _taken(rule, rule.points * cases, detail, steps, basis)


def _tiers(rule: DeductionRule, facts: Facts, unit: str, basis: str) -> Amount:
    """Points by the number of cases (deduct-dossier)."""
    cases, waiting = _cases(rule, facts, unit)
    steps = _waiting_note(rule, waiting, basis)
    tier = next(
        (it for it in rule.tiers if it.first <= cases and (it.last is None or cases <= it.last)),
        None,
    )
    if tier is None:
        return ZERO, steps
    span = f"từ {tier.first} trở lên" if tier.last is None else f"{tier.first}–{tier.last}"
    detail = f"{cases} {_WORDS[rule.fact]}, bậc {span}"
    return _taken(rule, tier.points, detail, steps, basis)


def _flat(rule: DeductionRule, facts: Facts, unit: str, basis: str) -> Amount:
    """Points once, or each time where the pack says so (deduct-discipline)."""
    cases, waiting = _cases(rule, facts, unit)
    steps = _waiting_note(rule, waiting, basis)
    if not cases:
        return ZERO, steps
    counted = f"{cases} {_WORDS[rule.fact]}"
    if rule.each_time:
        detail = f"{counted} × {show_short(rule.points)} (khối quy định trừ từng lần)"
    elif cases > 1:
        detail = f"{counted}, trừ một lần {show_short(rule.points)} (khối quy định)"
    else:
        detail = counted
    raw = rule.points * cases if rule.each_time else rule.points
    return _taken(rule, raw, detail, steps, basis)


def _taken(
    rule: DeductionRule, raw: Decimal, detail: str, more: tuple[Step, ...], basis: str
) -> Amount:
    """At most the rule's cap is taken; what the cap spares leaves a step."""
    amount = raw if rule.cap is None else min(raw, rule.cap)
    steps = [Step("sum", rule.name, rule.title, detail, -amount, ZERO, basis)]
    if raw > amount:
        words = f"{show_short(raw)} chỉ trừ {show_short(amount)}"
        steps.append(Step("cut", rule.name, rule.title, words, cut=raw - amount, basis=basis))
    return amount, (*steps, *more)


def _cases(rule: DeductionRule, facts: Facts, unit: str) -> tuple[int, int]:
    """How many cases of the unit count, and how many still wait for their paper."""
    counted = waiting = 0
    records: Sequence[Reminder | IneligibleDossiers | DisciplineFault] = getattr(facts, rule.fact)
    for it in records:
        if it.unit != unit:
            continue
        cases = it.count if isinstance(it, IneligibleDossiers) else 1
        if waits(rule, it):
            waiting += cases
        else:
            counted += cases
    return counted, waiting


def waits(rule: DeductionRule, record: Reminder | IneligibleDossiers | DisciplineFault) -> bool:
    """Whether the rule asks for a paper that has not come: the Board's notice, or the reminder itself.

    A breach of discipline has no paper of its own, so it never waits.
    """
    if not rule.needs_notice or isinstance(record, DisciplineFault):
        return False
    paper = record.notice if isinstance(record, IneligibleDossiers) else record.document
    return not paper.strip()


def _waiting_note(rule: DeductionRule, waiting: int, basis: str) -> tuple[Step, ...]:
    if not waiting:
        return ()
    paper = "văn bản thông báo" if rule.fact == "dossiers" else "số, ký hiệu"
    detail = f"{waiting} {_WORDS[rule.fact]} chờ {paper}, chưa trừ"
    return (Step("note", rule.name, rule.title, detail, basis=basis),)


_WORDS: dict[FactKind, str] = {"reminders": "văn bản", "dossiers": "hồ sơ", "discipline": "lần"}
"""How one case of a kind is counted in words."""

_METHODS: dict[str, Callable[[DeductionRule, Facts, str, str], Amount]] = {
    "per_case": _per_case,
    "tiers": _tiers,
    "flat": _flat,
}


def exclusion(facts: Facts, unit: str) -> str | None:
    """Why the unit is neither reviewed nor nominated, or None (exclude-serious)."""
    standing = [it for it in facts.exclusions if it.unit == unit and it.lifted is None]
    return "; ".join(_reason(it) for it in standing) if standing else None


def _reason(record: Exclusion) -> str:
    since = f" ngày {record.since:%d/%m/%Y}" if record.since else ""
    return f"{record.reason} ({record.document}{since})" if record.document else record.reason


def _cut(rule: str, label: str, before: Decimal, after: Decimal, what: str, basis: str) -> Step:
    detail = (
        f"{show_short(before)} cắt còn {show_short(after)} (tối đa {show_short(after)} cho {what})"
    )
    return Step("cut", rule, label, detail, cut=before - after, basis=basis)

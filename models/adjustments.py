"""Bonus, deductions and exclusions of one unit: recorded facts weighed by the rules of the pack.

Every function is pure and gives back the amount (points, never negative) with the steps behind it.
Rules of S3: bonus-exceed, deduct-reminder, deduct-dossier, deduct-discipline, exclude-serious
(Hướng dẫn 1560/SNV-TĐKT of 2021, II.2).
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from models.facts import Exclusion, Facts, IneligibleDossiers, Target
from models.points import ZERO, show_short
from models.results import Step
from models.rulepack import BonusRule, DeductionRule, RulePack

Amount = tuple[Decimal, tuple[Step, ...]]


def bonus(pack: RulePack, facts: Facts, unit: str) -> Amount:
    """Bonus for exceeded targets, each and all of them capped (bonus-exceed)."""
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
        points, step = _target_bonus(rule, target, basis)
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


def _target_bonus(rule: BonusRule, target: Target, basis: str) -> tuple[Decimal, Step | None]:
    """What one target earns after its own cap, and the step to show (the cut, or why nothing)."""

    def nothing(why: str) -> tuple[Decimal, Step]:
        return ZERO, Step("note", rule.name, target.name, why, basis=basis)

    if target.section.split(".", maxsplit=1)[0] not in rule.sections:
        where = ", ".join(rule.sections)
        return nothing(f"không thưởng: chỉ thưởng chỉ tiêu mục {where}")
    if target.registered is None:
        return nothing(
            "không thưởng: đầu năm đơn vị không đăng ký chỉ tiêu này nên không có gì để so"
        )
    if target.result is None:
        return nothing("chưa có kết quả thực hiện")
    if not _exceeds(target.result, target.registered, target.better):
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


def _exceeds(result: Decimal, registered: Decimal, better: str) -> bool:
    """ "Vượt" means more than registered (or less, where less is better); equal is not enough."""
    return result > registered if better == "higher" else result < registered


def deductions(pack: RulePack, facts: Facts, unit: str) -> Amount:
    """All deductions of the pack for one unit; each rule has its own cap, there is none over all."""
    total = ZERO
    steps: list[Step] = []
    for rule in pack.deductions:
        amount, rule_steps = _METHODS[rule.method](rule, facts, unit, pack.citation(rule.name))
        total += amount
        steps.extend(rule_steps)
    return total, tuple(steps)


def _per_case(rule: DeductionRule, facts: Facts, unit: str, basis: str) -> Amount:
    """Points × cases, at most the cap (deduct-reminder)."""
    cases = _cases(rule, facts, unit)
    if not cases:
        return ZERO, ()
    raw = rule.points * cases
    amount = raw if rule.cap is None else min(raw, rule.cap)
    limit = "" if rule.cap is None else f"; tối đa {show_short(rule.cap)}"
    detail = f"{cases} văn bản × {show_short(rule.points)}{limit}"
    steps = [Step("sum", rule.name, rule.title, detail, -amount, ZERO, basis)]
    if raw > amount:
        steps.append(
            Step(
                "cut",
                rule.name,
                rule.title,
                f"{show_short(raw)} chỉ trừ {show_short(amount)}",
                cut=raw - amount,
                basis=basis,
            )
        )
    return amount, tuple(steps)


def _tiers(rule: DeductionRule, facts: Facts, unit: str, basis: str) -> Amount:
    """Points by the number of cases; those without the Board's notice wait (deduct-dossier)."""
    records = [it for it in facts.dossiers if it.unit == unit]
    waiting = sum(it.count for it in records if rule.needs_notice and not _has_notice(it))
    cases = sum(it.count for it in records) - waiting
    steps: list[Step] = []
    tier = next(
        (it for it in rule.tiers if it.first <= cases and (it.last is None or cases <= it.last)),
        None,
    )
    amount = tier.points if tier else ZERO
    if tier:
        span = f"từ {tier.first} trở lên" if tier.last is None else f"{tier.first}–{tier.last}"
        detail = f"{cases} hồ sơ, bậc {span}"
        steps.append(Step("sum", rule.name, rule.title, detail, -amount, ZERO, basis))
    if waiting:
        detail = f"{waiting} hồ sơ chờ văn bản thông báo, chưa trừ"
        steps.append(Step("note", rule.name, rule.title, detail, basis=basis))
    return amount, tuple(steps)


def _flat(rule: DeductionRule, facts: Facts, unit: str, basis: str) -> Amount:
    """Points once, or each time where the pack says so (deduct-discipline)."""
    cases = _cases(rule, facts, unit)
    if not cases:
        return ZERO, ()
    amount = rule.points * cases if rule.each_time else rule.points
    if rule.each_time:
        detail = f"{cases} lần × {show_short(rule.points)} (khối quy định trừ từng lần)"
    elif cases > 1:
        detail = f"{cases} lần, trừ một lần {show_short(rule.points)} (khối quy định)"
    else:
        detail = "1 lần"
    return amount, (Step("sum", rule.name, rule.title, detail, -amount, ZERO, basis),)


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


def _cases(rule: DeductionRule, facts: Facts, unit: str) -> int:
    records: Sequence[object] = getattr(facts, rule.fact)
    if rule.fact == "dossiers":
        return sum(it.count for it in facts.dossiers if it.unit == unit)
    return sum(1 for it in records if getattr(it, "unit", "") == unit)


def _has_notice(record: IneligibleDossiers) -> bool:
    return bool(record.notice.strip())


def _cut(rule: str, label: str, before: Decimal, after: Decimal, what: str, basis: str) -> Step:
    detail = (
        f"{show_short(before)} cắt còn {show_short(after)} (tối đa {show_short(after)} cho {what})"
    )
    return Step("cut", rule, label, detail, cut=before - after, basis=basis)

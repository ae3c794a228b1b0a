"""Bonus, deductions and exclusions of one unit: recorded facts weighed by the rules of the pack.

Every function is pure and gives back the amount (points, never negative) with the steps behind it.
Rules of S3: bonus-exceed, deduct-reminder, deduct-dossier, deduct-discipline, exclude-serious
(Hướng dẫn 1560/SNV-TĐKT of 2021, II.2).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from models.facts import (
    DisciplineFault,
    Exclusion,
    Facts,
    Fault,
    IneligibleDossiers,
    Reminder,
    Target,
)
from models.points import ZERO, show_short
from models.rulepack import BonusRule, DeductionRule, FactKind, RulePack
from models.scores.results import Step

Amount = tuple[Decimal, tuple[Step, ...]]
_Weighed = Reminder | IneligibleDossiers | DisciplineFault

FAULT_TITLES: dict[Fault, str] = {
    "absent": "Vắng họp khối",
    "wrong_composition": "Dự họp sai thành phần",
    "late_paper": "Gửi văn bản, hồ sơ chậm",
    "other": "Việc khác",
}
"""The breaches of the block's rules as screen and paper call them."""
HELD = "tạm dừng, chờ kết luận"
"""What a hold is called: the unit is out until the matter is settled."""


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
        points, told = _target_bonus(rule, target, section, basis)
        earned += points
        counted += points > 0
        steps.extend(told)
    capped = min(earned, rule.total_max)
    if earned > capped:
        steps.append(_cut(rule.name, rule.title, earned, capped, "tất cả chỉ tiêu", basis))
    if capped:
        detail = f"{counted} chỉ tiêu vượt đăng ký; tối đa {show_short(rule.total_max)}"
        steps.insert(0, Step("sum", rule.name, rule.title, detail, capped, ZERO, basis))
    return capped, tuple(steps)


def _target_bonus(rule: BonusRule, target: Target, section: str, basis: str) -> Amount:
    """What one target earns after its own cap, and its steps: what it rests on and its cut, or why
    it earns nothing."""

    def nothing(why: str) -> Amount:
        return ZERO, (Step("note", rule.name, target.name, why, basis=basis),)

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
    words = f"{_against(target)}: thưởng {show_short(points)}"
    steps = [Step("note", rule.name, target.name, words)]
    if proposed > points:
        steps.append(_cut(rule.name, target.name, proposed, points, "mỗi chỉ tiêu", basis))
    return points, tuple(steps)


def _against(target: Target) -> str:
    """The two figures that are compared: "đăng ký 100, thực hiện 110 tỷ đồng"."""
    assert target.registered is not None
    assert target.result is not None
    gap = "" if target.measure in {"", "%"} else " "
    words = (
        f"đăng ký {show_short(target.registered)}, "
        f"thực hiện {show_short(target.result)}{gap}{target.measure}"
    )
    return f"{words} (thấp hơn là vượt)" if target.better == "lower" else words


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


def taken_by_each(pack: RulePack, facts: Facts, kind: FactKind) -> tuple[Decimal, ...]:
    """What each fact of a kind takes beyond those of its unit before it, in the order of entry; 0 for
    one that waits for its paper and for what a cap spares. The cap over all deductions is not in it."""
    rules = replace(pack, deductions=tuple(it for it in pack.deductions if it.fact == kind))
    records: Sequence[_Weighed] = getattr(facts, kind)

    def total(place: int, unit: str) -> Decimal:
        before: dict[str, Any] = {kind: records[:place]}
        return deductions(rules, replace(facts, **before), unit)[0]

    return tuple(
        total(place + 1, it.unit) - total(place, it.unit) for place, it in enumerate(records)
    )


def earned_by_each(
    pack: RulePack, facts: Facts, sections: Mapping[str, str]
) -> tuple[Decimal, ...]:
    """What each target earns beyond those of its unit before it, in the order of entry; see `bonus`."""

    def total(place: int, unit: str) -> Decimal:
        return bonus(pack, replace(facts, targets=facts.targets[:place]), unit, sections)[0]

    return tuple(
        total(place + 1, it.unit) - total(place, it.unit) for place, it in enumerate(facts.targets)
    )


def _per_case(rule: DeductionRule, facts: Facts, unit: str, basis: str) -> Amount:
    """Points × cases (deduct-reminder)."""
    cases, waiting, papers = _cases(rule, facts, unit)
    steps = _waiting_note(rule, waiting, basis)
    if not cases:
        return ZERO, steps
    limit = "" if rule.cap is None else f"; tối đa {show_short(rule.cap)}"
    detail = f"{cases} {_WORDS[rule.fact]}{papers} × {show_short(rule.points)}{limit}"
    return _taken(rule, rule.points * cases, detail, steps, basis)


def _tiers(rule: DeductionRule, facts: Facts, unit: str, basis: str) -> Amount:
    """Points by the number of cases (deduct-dossier)."""
    cases, waiting, papers = _cases(rule, facts, unit)
    steps = _waiting_note(rule, waiting, basis)
    tier = next(
        (it for it in rule.tiers if it.first <= cases and (it.last is None or cases <= it.last)),
        None,
    )
    if tier is None:
        return ZERO, steps
    span = f"từ {tier.first} trở lên" if tier.last is None else f"{tier.first}–{tier.last}"
    detail = f"{cases} {_WORDS[rule.fact]}{papers}, bậc {span}"
    return _taken(rule, tier.points, detail, steps, basis)


def _flat(rule: DeductionRule, facts: Facts, unit: str, basis: str) -> Amount:
    """Points once, or each time where the pack says so (deduct-discipline)."""
    cases, waiting, papers = _cases(rule, facts, unit)
    steps = _waiting_note(rule, waiting, basis)
    if not cases:
        return ZERO, steps
    counted = f"{cases} {_WORDS[rule.fact]}{papers}"
    if rule.each_time:
        detail = f"{counted} × {show_short(rule.points)} (khối quy định trừ từng lần)"
    else:
        detail = f"{counted}, trừ một lần {show_short(rule.points)} (khối quy định)"
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


def _cases(rule: DeductionRule, facts: Facts, unit: str) -> tuple[int, int, str]:
    """How many cases of the unit count, how many still wait for their paper, and what those that count
    rest on: " (12/UBND ngày 03/04/2023)", "" when nothing says it."""
    counted = waiting = 0
    found: list[_Weighed] = []
    records: Sequence[_Weighed] = getattr(facts, rule.fact)
    for it in records:
        if it.unit != unit:
            continue
        cases = it.count if isinstance(it, IneligibleDossiers) else 1
        if waits(rule, it):
            waiting += cases
        else:
            counted += cases
            found.append(it)
    return counted, waiting, _papers(rule, found)


def _papers(rule: DeductionRule, records: Sequence[_Weighed]) -> str:
    """Each document once, in the order of entry; and for how many cases none is on record."""
    named: dict[str, int] = {}
    unnamed = 0
    for it in records:
        cases = it.count if isinstance(it, IneligibleDossiers) else 1
        words = grounds(it)
        if words:
            named[words] = named.get(words, 0) + cases
        else:
            unnamed += cases
    if not named:
        return ""
    word = _WORDS[rule.fact]
    several = len(named) > 1 or unnamed
    told = [
        f"{words}: {cases} {word}" if several and rule.fact == "dossiers" else words
        for words, cases in named.items()
    ]
    if unnamed:
        told.append(f"{unnamed} {word} chưa ghi văn bản")
    return f" ({'; '.join(told)})"


def grounds(record: Reminder | IneligibleDossiers | DisciplineFault) -> str:
    """What a deduction rests on: the paper with its day and issuer, or the breach with its day and
    paper; "" when nothing of it was written down."""
    if isinstance(record, IneligibleDossiers):
        return record.notice.strip()
    if isinstance(record, Reminder):
        parts = (
            record.document.strip(),
            f"ngày {record.issued:%d/%m/%Y}" if record.issued else "",
            f"của {record.issuer.strip()}" if record.issuer.strip() else "",
        )
        return " ".join(it for it in parts if it)
    told, paper, day = record.what.strip(), record.document.strip(), record.happened
    if not told and (paper or day is not None):
        told = FAULT_TITLES[record.fault].lower()
    # Clerks write the day into the words as well: it is said once.
    if day is not None and not re.search(rf"\b0?{day.day}/0?{day.month}\b", told):
        told = f"{told} ngày {day:%d/%m/%Y}"
    return f"{told}, theo {paper}" if paper else told


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
    """ "Vi phạm (77/UBND ngày 05/09/2023)"; a hold and a narrower scope say so."""
    since = f"ngày {record.since:%d/%m/%Y}" if record.since else ""
    paper = f"{record.document} {since}".strip() if record.document else ""
    if since and not paper:
        paper = f"từ {since}"
    words = f"{record.reason} ({paper})" if paper else record.reason
    if record.hold:
        words = f"{HELD}: {words}"
    return f"{words}, áp dụng cho {record.scope}" if record.scope else words


def _cut(rule: str, label: str, before: Decimal, after: Decimal, what: str, basis: str) -> Step:
    detail = (
        f"{show_short(before)} cắt còn {show_short(after)} (tối đa {show_short(after)} cho {what})"
    )
    return Step("cut", rule, label, detail, cut=before - after, basis=basis)

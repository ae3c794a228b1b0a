"""The registers of recorded facts over all units, as rows: whose, which paper, and what each one does.

Knows no Qt. What a record takes or earns is what it adds to those of its unit before it, so that the
amounts of a unit add up to what its result says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from models.facts import (
    DisciplineFault,
    Exclusion,
    Fact,
    IneligibleDossiers,
    Reminder,
    Target,
)
from models.points import show, show_short, show_signed
from models.rulepack import DeductionRule
from models.rulepack import FactKind as WeighedKind
from models.scores.adjustments import HELD, earned_by_each, exceeds, grounds, taken_by_each, waits
from models.scores.results import UnitResult
from models.season import Season
from ui.scores.fact_fields import EXCLUDE_RULE, KINDS, FactKind

REGISTERS = (
    ("reminders", "Nhắc nhở, phê bình"),
    ("dossiers", "Hồ sơ không đủ điều kiện"),
    ("discipline", "Kỷ luật, vi phạm"),
    ("exclusions", "Không bình xét, tạm dừng"),
    ("targets", "Chỉ tiêu vượt"),
)
"""Kinds of facts with the name of their register, in the order shown."""
KIND: dict[str, FactKind] = {it.kind: it for it in KINDS}
_WEIGHED: dict[str, WeighedKind] = {
    "reminders": "reminders",
    "dossiers": "dossiers",
    "discipline": "discipline",
}
NO_RULE = "bộ quy tắc không trừ"
_SETTLED = "đã ghi không bình xét"
_EARNS = ": thưởng "
"""What parts the figures from the points in the step of a target that earned its bonus."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One record: `place` counts the records of its kind as they were entered, `amount` is what it adds
    to the total (below 0 for a deduction), `effect` the same in words, `why` what lies behind it.
    `settled` of a serious reminder: what the block has recorded for it."""

    place: int
    fact: Any
    unit: str
    amount: Decimal
    effect: str
    tone: str
    why: str = ""
    settled: str = ""


def rows(season: Season, results: Sequence[UnitResult], kind: str) -> tuple[RegisterRow, ...]:
    """The register of a kind, in the order of entry."""
    facts: Sequence[Fact] = getattr(season.facts, kind)
    if kind == "exclusions":
        return tuple(_excluded(season, place, it) for place, it in enumerate(facts))
    if kind == "targets":
        return _targets(season, results)
    return _deducted(season, _WEIGHED[kind], facts)


def _deducted(season: Season, kind: WeighedKind, facts: Sequence[Fact]) -> tuple[RegisterRow, ...]:
    pack = season.pack
    rules = [it for it in pack.deductions if it.fact == kind]
    amounts = taken_by_each(pack, season.facts, kind)
    bare = replace(pack, deductions=tuple(replace(it, cap=None) for it in rules))
    asked = taken_by_each(bare, season.facts, kind)
    made = []
    for place, (it, taken, wanted) in enumerate(zip(facts, amounts, asked, strict=True)):
        assert isinstance(it, Reminder | IneligibleDossiers | DisciplineFault)
        words, tone, why = show_signed(-taken), "error", ""
        if not rules:
            words, tone, why = "0,00", "muted", NO_RULE
        elif all(waits(rule, it) for rule in rules):
            words, tone, why = "Chưa trừ", "warn", "chờ văn bản"
        elif wanted > taken:
            why = _at_most(rules)
            words, tone = (words, tone) if taken else ("0,00", "muted")
        elif not taken:
            words, tone, why = "0,00", "muted", "đã tính ở lần trước"
        settled = _SETTLED if isinstance(it, Reminder) and _is_excluded(season, it) else ""
        made.append(RegisterRow(place, it, _name(season, it), -taken, words, tone, why, settled))
    return tuple(made)


def _at_most(rules: Sequence[DeductionRule]) -> str:
    """What is said where the cap of a rule spares points."""
    most = sum((it.cap for it in rules if it.cap is not None), Decimal(0))
    return f"đã trừ đủ mức tối đa {show_short(most)} điểm"


def _excluded(season: Season, place: int, it: Fact) -> RegisterRow:
    assert isinstance(it, Exclusion)
    words, tone = "Không bình xét, suy tôn", "error"
    why = HELD if it.hold else ""
    if it.lifted is not None:
        words, tone, why = "Đã bỏ", "muted", f"từ {it.lifted:%d/%m/%Y}"
    return RegisterRow(place, it, _name(season, it), Decimal(0), words, tone, why)


def _targets(season: Season, results: Sequence[UnitResult]) -> tuple[RegisterRow, ...]:
    """Every registered target with what came of it; the reasons are those of the unit's own steps."""
    rule = season.pack.bonus
    earned = earned_by_each(season.pack, season.facts, season.table.section_codes())
    told = {it.unit.id: it.steps for it in results}
    made = []
    for place, (it, points) in enumerate(zip(season.facts.targets, earned, strict=True)):
        steps = [
            step.detail
            for step in told.get(it.unit, ())
            if rule is not None and step.rule == rule.name and step.label == it.name
        ]
        why = "; ".join(dict.fromkeys(steps)) if rule else "bộ quy tắc không thưởng"
        if any(_EARNS in step for step in steps):
            # The figures stand in columns of their own: said is only what they do not show.
            rest = [step for step in dict.fromkeys(steps) if _EARNS not in step]
            full = [] if points or it.bonus == 0 else ["đã đủ mức thưởng tối đa"]
            why = "; ".join([*rest, *full])
        words = show_signed(points) if points else "0,00"
        tone = "done" if points else "muted"
        made.append(RegisterRow(place, it, _name(season, it), points, words, tone, why))
    return tuple(made)


def _name(season: Season, fact: Fact) -> str:
    unit = season.unit(fact.unit)
    return unit.name if unit else fact.unit


def exceeded(target: Target) -> str:
    """ "Có", "Không", or "–" while the two figures are not both there."""
    if target.registered is None or target.result is None:
        return "–"
    return "Có" if exceeds(target) else "Không"


def summary(found: Sequence[RegisterRow], kind: str) -> str:
    """One sentence on a register: how many records of how many units, and what they come to."""
    if not found:
        return ""
    units = len({it.fact.unit for it in found})
    noun = KIND[kind].noun
    head = f"{len(found)} {noun} của {units} đơn vị"
    if kind == "dossiers":
        head = f"{sum(it.fact.count for it in found)} {noun} của {units} đơn vị"
    total = sum((it.amount for it in found), Decimal(0))
    if kind == "exclusions":
        open_ones = sum(1 for it in found if it.fact.lifted is None)
        return f"{head}, {open_ones} đang có hiệu lực."
    if kind == "targets":
        over = sum(1 for it in found if exceeds(it.fact))
        return f"{head}, {over} vượt đăng ký, thưởng {show(total)} điểm."
    waiting = sum(1 for it in found if it.effect == "Chưa trừ")
    tail = f", {waiting} chưa trừ vì chờ văn bản" if waiting else ""
    return f"{head}, {f'trừ {show(-total)} điểm' if total else 'chưa trừ điểm nào'}{tail}."


def unsettled(season: Season) -> tuple[Reminder, ...]:
    """The reminders for a serious violation whose unit was not excluded for them (exclude-serious): the
    program proposes, the block decides."""
    known = season.facts.reminders
    return tuple(it for it in known if it.serious and not _is_excluded(season, it))


def _is_excluded(season: Season, reminder: Reminder) -> bool:
    """Whether the unit of a serious reminder is out, or was for that very paper."""
    return reminder.serious and any(
        it.unit == reminder.unit and (it.lifted is None or _rests_on(it, reminder))
        for it in season.facts.exclusions
    )


def _rests_on(record: Exclusion, reminder: Reminder) -> bool:
    return bool(reminder.document) and reminder.document in record.document


def proposed(reminder: Reminder) -> Exclusion:
    """The exclusion that a serious reminder asks for, to be looked over and recorded by the clerk."""
    return Exclusion(
        reminder.unit,
        "Bị phê bình bằng văn bản về vi phạm nghiêm trọng",
        reminder.document,
        reminder.issued,
    )


def hint(season: Season, reminder: Reminder) -> str:
    """What the rule says of a serious reminder, with its place."""
    basis = season.pack.citation(EXCLUDE_RULE)
    paper = grounds(reminder) or "có văn bản phê bình"
    return (
        f"{_name(season, reminder)}: {paper}, vi phạm nghiêm trọng. "
        f"Đơn vị có thể không được bình xét, suy tôn{f' ({basis})' if basis else ''}."
    )

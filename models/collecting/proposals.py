"""Deductions and exclusions that the records give reason for; the clerk accepts or waives each of them.

Nothing here changes a point: accepting writes a `DisciplineFault` or an `Exclusion`, which counts.
Rules of S3: deduct-discipline, exclude-serious (Hướng dẫn 1560/SNV-TĐKT of 2021, II.2b).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from models.block import Unit
from models.collected import Attendance, Waiver
from models.collecting.paper_matrix import Cell, Matrix, late_key, matrix, missing_key
from models.dates.due_days import Due
from models.dates.workdays import with_weekday
from models.facts import DisciplineFault, Exclusion, Fact, Facts, Fault, Reminder
from models.points import ZERO, show_short
from models.rulepack import DeductionRule, RulePack
from models.scores.adjustments import deductions
from models.season import Season

ProposalState = Literal["open", "accepted", "waived"]
EXCLUDE = "exclude-serious"
"""The rule by which a written criticism for a serious violation excludes the unit."""

_ASK_DAYS = "nếu là nhiều cuộc họp, ghi ngày từng cuộc rồi hãy quyết định."
_STALE = "Nay không còn căn cứ trong sổ; xem lại, rút nếu không trừ nữa."


@dataclass(frozen=True, slots=True)
class Proposal:
    """One breach with the rule that it falls under; `key` is the same as long as the breach is.

    `fault` None: the unit is to be excluded. `what` says it shortly, `grounds` with the dates, `rule`
    what the pack says of it and how often it counts, `citation` where that stands. `points` is what one
    such breach costs, `adds` what accepting it (open) still takes from this unit. `reason` is that of the
    waiver. `stale`: it was accepted, and the records no longer give reason for it. `earlier` is the
    decision that was made while the meeting had no day.
    """

    key: str
    unit: Unit
    fault: Fault | None
    what: str
    grounds: str
    rule: str = ""
    citation: str = ""
    points: Decimal = ZERO
    adds: Decimal = ZERO
    happened: date | None = None
    document: str = ""
    state: ProposalState = "open"
    reason: str = ""
    stale: bool = False
    earlier: DisciplineFault | Waiver | None = None

    @property
    def sentence(self) -> str:
        """All of it: the breach, the rule and where it stands."""
        place = f" ({self.citation})" if self.citation else ""
        return f"{self.grounds} {self.rule}{place}".strip()

    def fact(self) -> DisciplineFault | Exclusion:
        """The fact that accepting it writes."""
        if self.fault is None:
            return Exclusion(self.unit.id, self.what, self.document, self.happened)
        return DisciplineFault(
            self.unit.id,
            self.fault,
            self.what,
            self.happened,
            self.grounds,
            self.document,
            about=self.key,
        )


def meeting_keys(meeting: str, held: date | None) -> tuple[str, str]:
    """The keys of the two breaches at one meeting: absence, wrong composition."""
    place = f"{meeting}:{held.isoformat() if held else ''}"
    return f"absent:{place}", f"composition:{place}"


def discipline_rule(pack: RulePack) -> DeductionRule | None:
    """The pack's deduction for breaches of the block's own rules, or None."""
    return next((it for it in pack.deductions if it.fact == "discipline"), None)


def why_none(pack: RulePack) -> str:
    """Why late papers and absences propose nothing under this pack, "" where they do."""
    if discipline_rule(pack) is not None:
        return ""
    return (
        f"Bộ quy tắc “{pack.name}” không quy định trừ điểm khi nộp văn bản chậm, vắng họp hay họp sai "
        "thành phần, nên không có đề nghị nào. Khối có quy định thì ghi vào bộ quy tắc, phần điểm trừ."
    )


def how_often(season: Season, rule: DeductionRule) -> str:
    """Whether the rule takes its points once or each time, as the pack has it; and whether the block has
    settled it."""
    each = show_short(rule.points)
    if rule.method == "tiers":
        words = "Mức trừ theo số lần vi phạm trong năm."
    elif rule.method == "per_case" or rule.each_time:
        words = f"Mỗi lần trừ {each} điểm."
    else:
        words = f"Trừ {each} điểm một lần trong năm, dù vi phạm mấy lần."
    if rule.cap is not None:
        words = f"{words[:-1]}, tối đa {show_short(rule.cap)} điểm."
    asked = f"deductions.{rule.name}.each_time"
    if any(it.field == asked for it in season.undecided):
        words += " Khối chưa chốt trừ một lần hay từng lần."
    return words


def proposals(season: Season, today: date, found: Matrix | None = None) -> tuple[Proposal, ...]:
    """All of them in the order of the units: open, accepted and waived.

    `found` is the matrix of the same season and day where the caller has it already.
    """
    rule = discipline_rule(season.pack)
    made: list[Proposal] = []
    if rule is not None:
        made += _of_papers(season, found or matrix(season, today))
        made += _decided_without_day(season, list(_of_meetings(season)))
        made = [_weighed(season, rule, it) for it in made]
        made += _stale(season, made)
    if season.pack.rule(EXCLUDE) is not None:
        made += _of_reminders(season)
    order = {unit.id: place for place, unit in enumerate(season.units)}
    return tuple(sorted(made, key=lambda it: order[it.unit.id]))


# ---- what gives reason


def _of_papers(season: Season, found: Matrix) -> Iterator[Proposal]:
    """Each paper that came late, or has not come and its last day is over.

    While a file waits by which it may have been in time, nothing new is proposed; what was accepted before
    is not in doubt yet.
    """
    accepted = {(it.unit, it.about) for it in season.facts.discipline}
    for unit, row in zip(found.units, found.cells, strict=True):
        for cell in row:
            if not cell.days or cell.due is None:
                continue
            made = _of_paper(unit, cell, cell.due)
            if cell.state != "waiting" or any((unit.id, it) in accepted for it in _keys(made.key)):
                yield made


def _of_paper(unit: Unit, cell: Cell, due: Due) -> Proposal:
    title = cell.paper.title
    if cell.is_in:
        assert cell.received is not None
        verb = "đưa vào sổ ngày" if cell.is_inbox_day else "nhận"
        came = f"{verb} {with_weekday(cell.received)}, trễ {cell.days} ngày"
        what, key = f"Nộp muộn “{title}”", late_key(cell.paper.code)
        day: date | None = cell.received
    else:
        back = f"đã trả lại vì {cell.reason}, " if cell.reason else ""
        came = f"{back}chưa có bản đủ, quá hạn {cell.days} ngày"
        what, key, day = f"Chưa nộp “{title}” khi hết hạn", missing_key(cell.paper.code), due.last
    grounds = f"{unit.name}: “{title}” hạn {due.words}, {came}."
    return Proposal(key, unit, "late_paper", what, grounds, happened=day)


def _of_meetings(season: Season) -> Iterator[Proposal]:
    """Absence without leave and wrong composition, each breach once; who comes late is there."""
    found: dict[tuple[str, str], list[Proposal]] = {}
    for it in season.facts.attendance:
        unit = season.unit(it.unit)
        if unit is None:
            continue
        if it.presence == "absent":
            made = _of_meeting(unit, it, "absent", "Vắng", "vắng không có lý do")
        elif it.wrong_composition and it.presence != "excused":
            words = "dự không đúng thành phần" + (f" ({it.who})" if it.who else "")
            made = _of_meeting(unit, it, "wrong_composition", "Sai thành phần", words)
        else:
            continue
        found.setdefault((unit.id, made.key), []).append(made)
    for first, *more in found.values():
        # Without a day nobody can tell one meeting that was recorded twice from two of one name.
        asked = f" Sổ có {len(more) + 1} dòng như vậy: {_ASK_DAYS}"
        in_doubt = more and first.happened is None
        yield replace(first, grounds=first.grounds + asked) if in_doubt else first


def _of_meeting(unit: Unit, it: Attendance, fault: Fault, short: str, words: str) -> Proposal:
    absent, composition = meeting_keys(it.meeting, it.held)
    day = f" ngày {with_weekday(it.held)}" if it.held else " (chưa ghi ngày họp)"
    return Proposal(
        absent if fault == "absent" else composition,
        unit,
        fault,
        f"{short} “{it.meeting}”",
        f"{unit.name}: “{it.meeting}”{day}, {words}.",
        happened=it.held,
    )


def _decided_without_day(season: Season, made: Sequence[Proposal]) -> Iterator[Proposal]:
    """A decision on a meeting that had no day yet goes with the first of its name that has one now."""
    facts: list[DisciplineFault | Waiver] = [*season.facts.discipline, *season.facts.waivers]
    known = {(it.unit.id, it.key) for it in made}
    decided = {(it.unit, it.about) for it in facts}
    left = [it for it in facts if it.about and (it.unit, it.about) not in known]
    for it in made:
        # The day is the last part of the key: see `meeting_keys`.
        without_day = it.unit.id, f"{it.key.rpartition(':')[0]}:"
        fact = next((fact for fact in left if (fact.unit, fact.about) == without_day), None)
        if fact is None or (it.unit.id, it.key) in decided:
            yield it
        else:
            left.remove(fact)
            yield replace(it, earlier=fact)


def _of_reminders(season: Season) -> Iterator[Proposal]:
    """A criticism in writing for a serious violation: neither reviewed nor nominated."""
    rule = season.pack.rule(EXCLUDE)
    assert rule is not None
    seen: set[tuple[str, str]] = set()
    for it in season.facts.reminders:
        unit = season.unit(it.unit)
        key = f"serious:{it.document or it.issued or ''}"
        if unit is None or not it.serious or (it.unit, key) in seen:
            continue
        seen.add((it.unit, key))
        made = Proposal(
            key,
            unit,
            None,
            "Có văn bản phê bình về sai phạm nghiêm trọng",
            f"{unit.name}: {_paper(it)} phê bình về sai phạm nghiêm trọng.",
            rule.text or f"{rule.title}.",
            season.pack.citation(EXCLUDE),
            happened=it.issued,
            document=it.document,
        )
        excluded = made.fact() in season.facts.exclusions or any(
            it.document and other.unit == it.unit and other.document == it.document
            for other in season.facts.exclusions
        )
        yield _answered(season, made, is_accepted=excluded)


def _paper(it: Reminder) -> str:
    day = f"ngày {it.issued:%d/%m/%Y}" if it.issued else ""
    issuer = f"của {it.issuer}" if it.issuer else ""
    return " ".join(filter(None, (it.document or "văn bản", day, issuer)))


# ---- what became of it, and what it costs


def _weighed(season: Season, rule: DeductionRule, made: Proposal) -> Proposal:
    """With the rule in words, the points, and what the clerk has decided."""
    record = season.pack.rule(rule.name)
    text = (record.text if record else "") or f"{rule.title}."
    fact = made.fact()
    assert isinstance(fact, DisciplineFault)
    alone = deductions(season.pack, Facts(discipline=(fact,)), made.unit.id)[0]
    made = replace(
        made,
        rule=f"{text} {how_often(season, rule)}",
        citation=season.pack.citation(rule.name),
        points=alone,
    )
    about = _keys(made.key)
    accepted = isinstance(made.earlier, DisciplineFault) or any(
        it.unit == made.unit.id and it.about in about for it in season.facts.discipline
    )
    made = _answered(season, made, is_accepted=accepted)
    if made.state != "open":
        return made
    facts = season.facts
    before = deductions(season.pack, facts, made.unit.id)[0]
    after = replace(facts, discipline=(*facts.discipline, fact))
    return replace(made, adds=deductions(season.pack, after, made.unit.id)[0] - before)


def _answered(season: Season, made: Proposal, *, is_accepted: bool) -> Proposal:
    if is_accepted:
        return replace(made, state="accepted")
    about = _keys(made.key)
    waived = (it for it in season.facts.waivers if it.unit == made.unit.id and it.about in about)
    waiver = made.earlier if isinstance(made.earlier, Waiver) else next(waived, None)
    return made if waiver is None else replace(made, state="waived", reason=waiver.reason)


def _keys(key: str) -> tuple[str, ...]:
    """The keys of one breach: a paper that was missing and came at last is late for the same reason."""
    kind, _, paper = key.partition(":")
    both = (late_key(paper), missing_key(paper))
    return both if kind in ("late", "missing") else (key,)


def _stale(season: Season, made: list[Proposal]) -> Iterator[Proposal]:
    """Breaches that count though the records that gave reason for them say otherwise now."""
    known = {(it.unit.id, key) for it in made for key in _keys(it.key)}
    spoken_for = [it.earlier for it in made if it.earlier is not None]
    for fact in season.facts.discipline:
        unit = season.unit(fact.unit)
        if unit is None or not fact.about or (fact.unit, fact.about) in known:
            continue
        if fact in spoken_for:
            spoken_for.remove(fact)
            continue
        yield Proposal(
            fact.about,
            unit,
            fact.fault,
            fact.what,
            f"{unit.name}: đã trừ điểm ({fact.what}). {_STALE}",
            happened=fact.happened,
            document=fact.document,
            state="accepted",
            stale=True,
        )


def answer_of(season: Season, made: Proposal) -> tuple[Fact, ...]:
    """The recorded facts by which a proposal was accepted or waived; taking them out opens it again."""
    about = _keys(made.key)
    facts = season.facts
    if made.earlier is not None:
        return (made.earlier,)
    if made.state == "waived":
        return tuple(it for it in facts.waivers if it.unit == made.unit.id and it.about in about)
    if made.state == "open":
        return ()
    if made.fault is not None:
        return tuple(it for it in facts.discipline if it.unit == made.unit.id and it.about in about)
    return tuple(
        it
        for it in facts.exclusions
        if it == made.fact()
        or (made.document and it.unit == made.unit.id and it.document == made.document)
    )

"""Checks for scores that stand out: full marks, a jump, bonus or points without a ground.

None of them is a rule. No source says what is "far" or a "jump": the bounds below only decide when the
program asks, nothing follows from them, and every doubt may be accepted with a note
(`models.collecting.kept_warnings`). What stands out is said in `what`, the question to ask in `advice`.
"""

from collections.abc import Iterator
from decimal import Decimal

from models.block import Unit
from models.collecting.doubts import SECTION_FULL, Doubt, Look
from models.collecting.intake import form_stage
from models.criterion_rule import HUNDRED
from models.errors import Problem
from models.points import ZERO, round_points, show_short
from models.rulepack import BonusRule
from models.scores.adjustments import exceeds
from models.scores.results import UnitResult
from models.scores.unit_sheet import section_limit
from models.season import Season
from models.table import TableRow
from models.texts import name_key

FAR_PERCENT = Decimal(20)
"""Ask when two stages differ by so many per cent of a criterion's maximum, or more. No rule."""
JUMP_PERCENT = Decimal(10)
"""Ask when a total, in per cent of its year's maximum, moved by so much since last year. No rule."""

FULL_MARKS = "full-marks"
JUMP = "jump-last-year"
BONUS_NO_TARGET = "bonus-without-target"
BONUS_NOT_EXCEEDED = "bonus-not-exceeded"
EVIDENCE_EMPTY = "evidence-empty"
FAR_FROM_SELF = "far-from-self"
CODES = (
    FULL_MARKS,
    SECTION_FULL,
    JUMP,
    BONUS_NO_TARGET,
    BONUS_NOT_EXCEEDED,
    EVIDENCE_EMPTY,
    FAR_FROM_SELF,
)
MOVED = {
    SECTION_FULL: "điểm hoặc số đơn vị đã đổi",
    BONUS_NO_TARGET: "điểm thưởng hoặc chỉ tiêu đã đổi",
    BONUS_NOT_EXCEEDED: "chỉ tiêu đã đổi",
    EVIDENCE_EMPTY: "điểm hoặc hồ sơ kiểm chứng đã đổi",
}
"""What must have changed for a sentence of a code to be true no longer; of the others it is the points."""
_NOTED, _REPLIED = "đã ghi lý do ở ô điểm", "đã có giải trình được trả lời"


def doubts(look: Look) -> tuple[Doubt, ...]:
    """Everything that stands out, check by check, in the order of the units and of the table."""
    return tuple(it for check in CHECKS for it in check(look))


def explained(look: Look) -> tuple[tuple[Doubt, str], ...]:
    """What would be asked about if nobody had said why since, each with how it was said."""
    return tuple((doubt, said) for doubt, said in _far(look) if said)


def answered(look: Look) -> frozenset[str]:
    """The codes that `doubts` can speak of: without last year's season nothing is known of a jump."""
    return frozenset(CODES) - (frozenset() if look.last_year else {JUMP})


def _doubt(unit: Unit | None, row: TableRow | None, code: str, what: str, advice: str) -> Doubt:
    kind = "" if row is None else "tiêu chí " if row.is_criterion else "mục "
    parts = (unit.name if unit else "Cả khối", f"{kind}{row.code}" if row else "")
    where = ", ".join(it for it in parts if it)
    problem = Problem(code, what, advice, where, "warning")
    return Doubt(unit.id if unit else "", row.code if row else "", problem)


# ---- full marks


def _full_marks(look: Look) -> Iterator[Doubt]:
    """100/100: all contents at the most the unit can reach, or the total at the most of the table."""
    pack = look.season.pack
    for result in look.results.values():
        reach = [
            (result.groups[it.code], _most(look.season, result, it))
            for it in look.season.table.sections()
        ]
        got = sum((points or ZERO for points, _ in reach), ZERO)
        most = sum((limit or ZERO for _, limit in reach), ZERO)
        full = most > 0 and all(_is_full(*it) for it in reach)
        if not full and pack.total is not None and result.total == pack.total:
            full, got, most = True, pack.total, pack.total
        if full:
            what = f"Đạt {show_short(got)} trên {show_short(most)} điểm, bằng mức tối đa."
            advice = "Hỏi lại: đơn vị có thật không thiếu sót ở tiêu chí nào?"
            yield _doubt(result.unit, None, FULL_MARKS, what, advice)


def _section_full(look: Look) -> Iterator[Doubt]:
    """A whole section at its maximum in all units it applies to parts nobody."""
    for section in look.season.table.sections():
        reach = [
            (it.groups[section.code], _most(look.season, it, section))
            for it in look.results.values()
        ]
        asked = [it for it in reach if it[1] is None or it[1] > 0]
        if len(asked) > 1 and all(_is_full(*it) for it in asked):
            what = f"Cả {len(asked)} đơn vị đều đạt điểm tối đa của mục {section.code}."
            advice = "Hỏi lại: các đơn vị ngang nhau thật, hay mục này chưa được chấm kỹ?"
            yield _doubt(None, section, SECTION_FULL, what, advice)


def _is_full(points: Decimal | None, most: Decimal | None) -> bool:
    """Whether points reach a maximum; a row that does not apply stands in nobody's way."""
    return most is not None and points is not None and points >= most


def _most(season: Season, result: UnitResult, row: TableRow) -> Decimal | None:
    """The most the unit can reach on a row, without what does not apply to it; None where the table sets
    no maximum."""
    if row.is_criterion:
        applies = row.code in result.missing or result.lines[row.code].points is not None
        return row.max_points if applies else ZERO
    limit = section_limit(season, result.unit, row)
    parts = [_most(season, result, it) for it in row.rows]
    if any(it is None for it in parts):
        return limit
    most = sum((it or ZERO for it in parts), ZERO)
    if not most:  # nothing below was scored by itself: the row stands as a fact settles it
        return result.groups[row.code] or ZERO
    return most if limit is None else min(limit, most)


# ---- last year


def _jump(look: Look) -> Iterator[Doubt]:
    """The total moved far since last year; tables differ, so shares of the maximum are compared."""
    last, before = look.last_year, look.last_results
    if last is None or before is None:
        return
    names = {name_key(it.unit.name): it for it in before.values()}
    then_full, now_full = _full(last), _full(look.season)
    if not then_full or not now_full:
        return
    for result in look.results.values():
        earlier = before.get(result.unit.id) or names.get(name_key(result.unit.name))
        if earlier is None or earlier.total is None or result.total is None:
            continue
        moved = result.total * HUNDRED / now_full - earlier.total * HUNDRED / then_full
        if abs(moved) >= JUMP_PERCENT:
            shown = round_points(abs(moved), 1).normalize()
            what = (
                f"Năm nay {show_short(result.total)} trên {show_short(now_full)} điểm, năm {last.year} "
                f"{show_short(earlier.total)} trên {show_short(then_full)}: "
                f"{'tăng' if moved > 0 else 'giảm'} {show_short(shown)}% mức tối đa."
            )
            advice = "Hỏi lại: kết quả đổi nhiều vì việc gì?"
            yield _doubt(result.unit, None, JUMP, what, advice)


def _full(season: Season) -> Decimal | None:
    """The most a total can come to, as far as pack and table say; None where they do not."""
    pack = season.pack
    if pack.total is not None:
        return pack.total
    maxima = [it.max_points for it in season.table.sections()]
    known = [it for it in maxima if it is not None]
    if not known or len(known) < len(maxima):
        return pack.content_total
    return sum(known, ZERO) or None


# ---- bonus


def _bonus_without_target(look: Look) -> Iterator[Doubt]:
    """Points in a bonus section of a unit that exceeded none of its registered targets (bonus-exceed);
    a pack without that rule gives bonus for something else."""
    rule = look.season.pack.bonus
    if rule is None:
        return
    earned = {
        it.unit
        for it in look.season.facts.targets
        if exceeds(it) and _is_rewarded(look.season, rule, it.section)
    }
    for result in look.results.values():
        if result.unit.id in earned:
            continue
        for section in look.season.table.sections("bonus"):
            points = result.groups.get(section.code) or ZERO
            if points > 0:
                what = (
                    f"Có {show_short(points)} điểm thưởng, nhưng đơn vị không có chỉ tiêu nào vượt mức "
                    "đăng ký."
                )
                advice = "Hỏi lại: thưởng cho chỉ tiêu nào? Ghi đăng ký và kết quả của chỉ tiêu đó."
                yield _doubt(result.unit, section, BONUS_NO_TARGET, what, advice)


def _is_rewarded(season: Season, rule: BonusRule, section: str) -> bool:
    top = season.table.section_of(section)
    return (top.code if top else section) in rule.sections


def _bonus_not_exceeded(look: Look) -> Iterator[Doubt]:
    """A bonus is proposed for a target that is not better than registered (bonus-exceed)."""
    season = look.season
    if season.pack.bonus is None:
        return
    for target in season.facts.targets:
        unit = season.unit(target.unit)
        if unit is None or not target.bonus or target.bonus < 0 or exceeds(target):
            continue
        if target.registered is None:
            why = "đầu năm đơn vị không đăng ký"
        elif target.result is None:
            why = "chưa ghi kết quả"
        else:
            why = (
                f"kết quả {show_short(target.result)}, đăng ký {show_short(target.registered)}, "
                "chưa vượt"
            )
        what = f"Đề xuất thưởng {show_short(target.bonus)} điểm cho “{target.name}”, nhưng {why}."
        advice = "Hỏi lại: căn cứ nào để thưởng?"
        row = season.table.row(target.section)
        yield _doubt(unit, row, BONUS_NOT_EXCEEDED, what, advice)


# ---- evidence


def _evidence_empty(look: Look) -> Iterator[Doubt]:
    """Points without evidence where the table asks for it (evidence-column); one doubt a section."""
    season = look.season
    if not season.pack.evidence_required:
        return
    asked = [
        (section, [row for _, row in section.walk() if row.is_criterion and row.evidence.strip()])
        for section in season.table.rows
        if section.role != "deduction"
    ]
    given = {(key.unit, key.criterion) for key, it in season.scores.items() if it.evidence.strip()}
    given.update((it.unit, it.criterion) for it in season.facts.evidence_files)
    for result in look.results.values():
        for section, rows in asked:
            bare = [
                row.code
                for row in rows
                if (result.lines[row.code].points or ZERO) > 0
                and (result.unit.id, row.code) not in given
            ]
            if bare:
                # All of them: another one later must make another sentence.
                what = f"Có điểm, chưa có hồ sơ kiểm chứng: {', '.join(bare)}."
                advice = "Hỏi lại: hồ sơ nào làm căn cứ cho điểm này?"
                yield _doubt(result.unit, section, EVIDENCE_EMPTY, what, advice)


# ---- stages


def _far_from_self(look: Look) -> Iterator[Doubt]:
    """The last stage with a value is far from the unit's own, and nobody wrote down why."""
    return (doubt for doubt, said in _far(look) if not said)


def _far(look: Look) -> Iterator[tuple[Doubt, str]]:
    """The points far from the unit's own, each with where the reason was written, "" for nowhere."""
    season = look.season
    form = form_stage(season.pack)
    own = look.stages.get(form)
    used = [it for it in season.pack.stages if it.counts and it.code in look.stages]
    later = [it for it in used if it.code != form]
    if own is None or not later:
        return
    replied = {(it.unit, it.criterion) for it in season.facts.explanations if it.answer.strip()}
    for unit in season.units:
        for row in season.table.criteria():
            entries = [(it, season.score(unit.id, row.code, it.code)) for it in later]
            given = [stage for stage, entry in entries if entry.is_filled]
            noted = any(entry.note.strip() for _, entry in entries)
            if not given or not row.max_points:
                continue
            last = given[-1]
            first = own[unit.id].lines[row.code].points
            points = look.stages[last.code][unit.id].lines[row.code].points
            if first is None or points is None:
                continue
            if abs(points - first) * HUNDRED >= FAR_PERCENT * row.max_points:
                what = (
                    f"{last.name} {show_short(points)}, đơn vị tự chấm {show_short(first)} trên "
                    f"{show_short(row.max_points)} điểm, chưa ghi lý do."
                )
                advice = "Hỏi lại: chênh lệch vì sao? Ghi lý do vào ghi chú của ô điểm."
                said = _NOTED if noted else _REPLIED if (unit.id, row.code) in replied else ""
                yield _doubt(unit, row, FAR_FROM_SELF, what, advice), said


CHECKS = (
    _full_marks,
    _section_full,
    _jump,
    _bonus_without_target,
    _bonus_not_exceeded,
    _evidence_empty,
    _far_from_self,
)

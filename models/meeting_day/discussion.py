"""Changing points in the meeting: a proposal old → new, its decision, what it would do to the ranks.

A proposal is a recorded `Discussion`; accepted, its new points become the score of the agreed stage in
the same act. How many hands are enough is nowhere fixed: the clerk says what the meeting decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from models.collected import DecisionMethod, Discussion, Outcome
from models.collecting.taking import Taking
from models.errors import AppError
from models.points import flaw, show, show_short
from models.ranks.ranking import Standing, rank
from models.rulepack import Stage
from models.scores.criteria import limits
from models.scores.entries import appraising
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from models.table import TableRow

NOTHING = "–"
METHODS: tuple[tuple[DecisionMethod, str], ...] = (
    ("agreement", "Hội nghị thống nhất"),
    ("hands", "Giơ tay biểu quyết"),
)
_VERBS: dict[Outcome, str] = {
    "accepted": "thống nhất",
    "rejected": "không thông qua",
    "withdrawn": "rút đề nghị",
    "open": "nêu lại",
}


@dataclass(frozen=True, slots=True)
class Moved:
    """The place of one unit before and after a change that is not entered."""

    before: Standing
    after: Standing

    @property
    def name(self) -> str:
        """The unit, as short as it has a name."""
        unit = self.before.result.unit
        return unit.short_name or unit.name


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What accepting a proposal would do: to the unit itself, and to the others whose place moves.

    For the operator only; no scene is ever made of it.
    """

    own: Moved
    others: tuple[Moved, ...]


def agreed_stage(season: Season, criterion: str) -> Stage | None:
    """The stage in which the meeting's points of a criterion stand: the last one before or at the
    meeting that counts and looks at the criterion's section; None where that is the Board's own stage,
    whose figures are not the block's to change."""
    section = season.table.section_of(criterion)
    code = section.code if section else ""
    fitting = [
        it
        for it in season.pack.stages
        if it.counts
        and not it.after_meeting
        and not it.ranks_to
        and (not it.sections or code in it.sections)
    ]
    if not fitting or fitting[-1] == appraising(season.pack):
        return None
    return fitting[-1]


def points_of(results: Sequence[UnitResult], unit: str, criterion: str) -> Decimal | None:
    """The points of a unit's criterion that count now."""
    result = next((found for found in results if found.unit.id == unit), None)
    line = result.lines.get(criterion) if result else None
    return line.points if line else None


def overwritten(season: Season) -> tuple[Discussion, ...]:
    """The proposals that the meeting accepted last for their criterion, where other points stand there now."""
    last = {
        (it.unit, it.criterion): it for it in season.facts.discussions if it.outcome == "accepted"
    }
    found = []
    for it in last.values():
        stage = agreed_stage(season, it.criterion)
        if stage is not None and season.score(it.unit, it.criterion, stage.code).points != it.new:
            found.append(it)
    return tuple(found)


def superseded_by(season: Season, it: Discussion) -> Discussion | None:
    """The last accepted proposal on the same criterion of the unit that came after this accepted one."""
    found = season.facts.discussions
    if it.outcome != "accepted" or it not in found:
        return None
    after = found[found.index(it) + 1 :]
    later = [other for other in after if other.outcome == "accepted" and is_same_place(it, other)]
    return later[-1] if later else None


def change_words(season: Season, it: Discussion) -> str:
    """ "III.2 của Ban Dân vận 8 → 7,5"."""
    unit = season.unit(it.unit)
    old = NOTHING if it.old is None else show_short(it.old)
    new = NOTHING if it.new is None else show_short(it.new)
    return f"{it.criterion} của {unit.name if unit else it.unit} {old} → {new}"


def propose(season: Season, results: Sequence[UnitResult], it: Discussion) -> Discussion:
    """The proposal with the points that count now as its old ones. Raises `AppError` when it cannot be
    made: unknown unit or criterion, points out of range, nothing changed, another one still open."""
    row = season.table.row(it.criterion)
    if season.is_final:
        raise AppError("Kết quả đã chốt. Mở đính chính rồi sửa điểm.")
    if season.unit(it.unit) is None or row is None or not row.is_criterion:
        raise AppError("Đơn vị hoặc tiêu chí không còn trong sổ. Chọn lại.")
    if agreed_stage(season, it.criterion) is None:
        raise AppError(
            "Bộ quy tắc không có vòng chấm nào của khối sau vòng thẩm định để ghi điểm thống nhất. "
            "Thêm vòng “Thống nhất” vào bộ quy tắc, phần Các bước chấm."
        )
    if any(is_same_place(it, other) and other.outcome == "open" for other in discussions(season)):
        raise AppError(
            f"Đề nghị sửa {it.criterion} của đơn vị này còn chờ quyết định. Quyết định hoặc rút đề nghị "
            "đó trước."
        )
    old = points_of(results, it.unit, it.criterion)
    wrong = new_points_fault(season, row, old, it.new)
    if wrong:
        raise AppError(wrong)
    made = replace(it, old=old, outcome="open", raised_in=len(season.closings))
    _must_count(season, results, made)
    return made


def new_points_fault(
    season: Season, row: TableRow, old: Decimal | None, new: Decimal | None
) -> str:
    """Why these points cannot be proposed for a criterion, "" when they can."""
    if new is None:
        return "Ghi điểm đề nghị."
    if new == old:
        return f"Điểm đang là {show_short(new)}. Ghi số điểm khác."
    lowest, highest = limits(row, season.pack)
    found = flaw(new, step=season.pack.step, lowest=lowest, highest=highest)
    return f"{found.what} {found.advice}" if found else ""


def discussions(season: Season) -> tuple[Discussion, ...]:
    """All proposals in their order."""
    return season.facts.discussions


def of_meeting(season: Season) -> tuple[Discussion, ...]:
    """The proposals as the meeting itself left them: none that a corrigendum raised, and what only a
    corrigendum decided is still open."""
    raised = (it for it in season.facts.discussions if not it.raised_in)
    return tuple(
        replace(it, outcome="open", for_=0, against=0, abstained=0, note="")
        if it.decided_in
        else it
        for it in raised
    )


def decided_since(before: Season, after: Season) -> tuple[Discussion, ...]:
    """The proposals that were decided between two closed versions of a result."""
    return tuple(
        it
        for it in after.facts.discussions
        if it.outcome != "open" and it not in before.facts.discussions
    )


def address(season: Season, place: int) -> str:
    """How a scene names the proposal at this place of the list: "unit|criterion|2", the second one on that
    criterion of that unit. It stays the same when proposals on other units go."""
    it = season.facts.discussions[place]
    earlier = season.facts.discussions[: place + 1]
    number = sum(1 for other in earlier if is_same_place(it, other))
    return f"{it.unit}|{it.criterion}|{number}"


def addressed(season: Season, about: str) -> Discussion | None:
    """The proposal with this `address`; without a number the latest one on that criterion of that unit."""
    unit, _, rest = about.partition("|")
    criterion, _, number = rest.partition("|")
    alike = [it for it in season.facts.discussions if (it.unit, it.criterion) == (unit, criterion)]
    if not number:
        return alike[-1] if alike else None
    place = int(number) if number.isdecimal() else 0
    return alike[place - 1] if 0 < place <= len(alike) else None


def last_decided(season: Season, unit: str, criterion: str) -> Discussion | None:
    """The latest proposal on this criterion of this unit that the meeting accepted or rejected."""
    found = [
        it
        for it in season.facts.discussions
        if (it.unit, it.criterion) == (unit, criterion) and it.outcome in ("accepted", "rejected")
    ]
    return found[-1] if found else None


def recall_words(it: Discussion) -> str:
    """What was decided before, when the point is raised again: "Hội nghị đã thống nhất 7,25 (giơ tay 7–2–1).
    Nêu lại?"; the hands are for, against, abstained."""
    points = NOTHING if it.new is None else show_short(it.new)
    verb = "thống nhất" if it.outcome == "accepted" else "không thông qua đề nghị"
    hands = f" (giơ tay {it.for_}–{it.against}–{it.abstained})" if it.method == "hands" else ""
    return f"Hội nghị đã {verb} {points}{hands}. Nêu lại?"


def is_same_place(it: Discussion, other: Discussion) -> bool:
    """Whether both speak of the same criterion of the same unit."""
    return (it.unit, it.criterion) == (other.unit, other.criterion)


def decide(
    season: Season, results: Sequence[UnitResult], it: Discussion, decision: Mapping[str, object]
) -> Taking:
    """The whole of a decision as one act: the proposal with `decision` (outcome, method, hands, note),
    and when it is accepted the agreed score.

    Raises `AppError` when the points have changed since it was made, and for hands nobody counted.
    """
    made = replace(it, **decision, decided_in=len(season.closings))  # type: ignore[arg-type]
    label = f"{_VERBS[made.outcome]} {change_words(season, it)}"
    if made.outcome in ("accepted", "rejected") and made.method == "hands" and not _hands(made):
        raise AppError("Ghi số người giơ tay, hoặc chọn “Hội nghị thống nhất”.")
    if made.outcome != "accepted":
        return Taking(label, old_facts=(it,), new_facts=(made,))
    stage = agreed_stage(season, it.criterion)
    if season.table.row(it.criterion) is None or season.unit(it.unit) is None or stage is None:
        raise AppError("Bảng chấm điểm hoặc bộ quy tắc đã đổi. Rút đề nghị này, rồi nêu lại.")
    now = points_of(results, it.unit, it.criterion)
    if now != it.old:
        was = NOTHING if it.old is None else show_short(it.old)
        raise AppError(
            f"Điểm {it.criterion} nay là {NOTHING if now is None else show_short(now)}, lúc đề nghị là "
            f"{was}. Rút đề nghị này, rồi nêu lại."
        )
    _must_count(season, results, made)
    key = ScoreKey(it.unit, it.criterion, stage.code)
    changed = {key: agreed_score(season, results, made, key)}
    return Taking(label, scores=changed, old_facts=(it,), new_facts=(made,))


def _must_count(season: Season, results: Sequence[UnitResult], it: Discussion) -> None:
    """Raises `AppError` when the agreed points would not be those that count: what the meeting decides
    must be what is ranked."""
    stage = agreed_stage(season, it.criterion)
    assert stage is not None, "asked before"
    key = ScoreKey(it.unit, it.criterion, stage.code)
    changed = season.with_scores({key: agreed_score(season, results, it, key)})
    if points_of(score(changed), it.unit, it.criterion) != it.new:
        raise AppError(
            f"Điểm ghi ở vòng “{stage.name}” không thành điểm tính của {it.criterion}: tiêu chí không áp "
            "dụng cho đơn vị, hoặc vòng sau đã có điểm. Xem lại ở trang Chấm điểm."
        )


def agreed_score(
    season: Season, results: Sequence[UnitResult], it: Discussion, key: ScoreKey
) -> Score:
    """The score of the agreed stage: the new points with why; evidence and doubt of before stay."""
    result = next(found for found in results if found.unit.id == it.unit)
    deciding = season.score(it.unit, it.criterion, result.lines[it.criterion].stage)
    before = season.score(*key)
    return replace(
        before,
        points=it.new,
        inputs=(),
        source="",
        evidence=it.evidence or before.evidence,
        note=it.why or before.note,
        provisional=deciding.provisional,
    )


def _hands(it: Discussion) -> int:
    return it.for_ + it.against + it.abstained


def hands_words(it: Discussion) -> str:
    """What a show of hands came to; whether it is enough is for the meeting to say."""
    told = f"Đồng ý {it.for_}, không đồng ý {it.against}, không có ý kiến {it.abstained}"
    if it.for_ > it.against:
        return f"{told}: đồng ý nhiều hơn không đồng ý."
    if it.for_ == it.against:
        return f"{told}: hai bên bằng nhau."
    return f"{told}: đồng ý ít hơn không đồng ý."


def outcome_words(it: Discussion) -> str:
    """How it was decided: "Thông qua, hội nghị thống nhất", "Không thông qua, giơ tay 3–5, 1 trắng"."""
    heads: dict[Outcome, str] = {
        "open": "Chờ quyết định",
        "accepted": "Thông qua",
        "rejected": "Không thông qua",
        "withdrawn": "Đã rút",
    }
    head = heads[it.outcome]
    if it.outcome not in ("accepted", "rejected"):
        return head
    if it.method == "agreement":
        return f"{head}, hội nghị thống nhất"
    told = f"đồng ý {it.for_}, không đồng ý {it.against}"
    told += f", không có ý kiến {it.abstained}" if it.abstained else ""
    return f"{head}, giơ tay: {told}"


# ---- for the operator only


def what_if(
    season: Season,
    results: Sequence[UnitResult],
    standings: Sequence[Standing],
    it: Discussion,
) -> WhatIf | None:
    """The ranks if the proposal were accepted; None where it cannot be. Nothing is entered."""
    stage = agreed_stage(season, it.criterion)
    known = season.unit(it.unit) is not None and season.table.row(it.criterion) is not None
    if stage is None or not known or it.new is None:
        return None
    key = ScoreKey(it.unit, it.criterion, stage.code)
    changed = season.with_scores({key: agreed_score(season, results, it, key)})
    after = {found.result.unit.id: found for found in rank(score(changed), season.pack)}
    moved = [Moved(found, after[found.result.unit.id]) for found in standings]
    own = next(found for found in moved if found.before.result.unit.id == it.unit)
    others = (
        found for found in moved if found is not own and _place(found.before) != _place(found.after)
    )
    return WhatIf(own, tuple(others))


def what_if_words(found: WhatIf) -> str:
    """ "Nếu thông qua: tổng 94,5 → 94, hạng 2 → 4; Văn phòng hạng 3 → 2." """
    own = found.own
    before, after = own.before.total, own.after.total
    total = f"tổng {_figure(before)} → {_figure(after)}, " if before != after else ""
    if _place(own.before) == _place(own.after):
        place = f"hạng {_place(own.before)} không đổi"
    else:
        place = f"hạng {_place(own.before)} → {_place(own.after)}"
    if own.before.rank is None and own.after.rank is None:
        place = "đơn vị không xếp hạng"
    others = [f"{it.name} hạng {_place(it.before)} → {_place(it.after)}" for it in found.others]
    return f"Nếu thông qua: {'; '.join([total + place, *others])}."


def _place(it: Standing) -> str:
    if it.rank is None:
        return NOTHING
    return f"{it.rank} =" if it.tied else str(it.rank)


def _figure(value: Decimal | None) -> str:
    return NOTHING if value is None else show(value)

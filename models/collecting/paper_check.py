"""Paper equals file: the code on the signed paper against ours, and scores typed a second time, blind.

Nothing is decided here: which of the two counts is settled with the unit.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from models.block import Unit
from models.collected import SecondEntry, SignedPaper
from models.collecting.check_code import Slot, asked_slots, check_code
from models.collecting.intake import form_stage
from models.errors import Problem
from models.scores.criterion_inputs import input_fields
from models.season import Score, ScoreKey, Season

PaperState = Literal["none", "equal", "different"]
_DIGITS = 6
_BETWEEN = re.compile(r"[\s.\-\N{EN DASH}\N{NON-BREAKING HYPHEN}]+")
_NAMED = 6
_WHEN_IT_COMES = "Khi bản giấy đến, gõ mã kiểm tra in cạnh chữ ký; bản giấy không có mã thì nhập lại từ bản giấy."
_ASK_WHICH = (
    "Hỏi đơn vị bản nào là bản chính. Bản giấy đúng thì nhập lại từ bản giấy và lấy điểm lần hai; tệp đúng"
    " thì xin đơn vị in lại từ tệp, ký lại."
)
_PRINT_ANEW = "Xin đơn vị in lại từ biểu mẫu của bảng đang dùng, ký lại."


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """How the signed paper of a unit stands to its scores. `ours` is the code of the scores as they are now,
    "" when there are none; `paper` what was typed from the paper, None when it has not come. A paper that was
    printed from an earlier form is equal where that form says the same of these scores.

    `what` and `advice` are sentences; `second` is the last time the scores were typed again.
    """

    unit: Unit
    state: PaperState
    ours: str
    paper: SignedPaper | None
    second: SecondEntry | None
    what: str
    advice: str


def typed_code(text: str) -> str | Problem | None:
    """A code as people type it ("482716", "4827 16"), None for an empty text, or why it is none."""
    bare = _BETWEEN.sub("", text)
    if not bare:
        return None
    if not (bare.isascii() and bare.isdecimal() and len(bare) == _DIGITS):
        return Problem(
            "paper-code",
            f"“{text.strip()}” không phải mã kiểm tra: mã có {_DIGITS} chữ số, ví dụ 4827-16.",
            "Gõ lại đúng mã in cạnh chữ ký trên bản giấy.",
        )
    return f"{bare[:4]}-{bare[4:]}"


def paper_checks(season: Season) -> tuple[PaperCheck, ...]:
    """Every unit of the block, in its order."""
    stage = form_stage(season.pack)
    ours = {it.id: _ours(season, it.id, stage) for it in season.units}
    return tuple(_check(season, it, stage, ours) for it in season.units)


def _ours(season: Season, unit: str, stage: str) -> str:
    filled = any(season.score(unit, it.code, stage).is_filled for it in season.table.criteria())
    return check_code(season, unit, stage) if filled else ""


def _check(season: Season, unit: Unit, stage: str, all_ours: Mapping[str, str]) -> PaperCheck:
    papers = [it for it in season.facts.signed_papers if it.unit == unit.id]
    seconds = [it for it in season.facts.second_entries if it.unit == unit.id and it.stage == stage]
    paper, ours = papers[-1] if papers else None, all_ours[unit.id]
    state: PaperState = "none"
    form: _Form | None = None
    if paper and ours:
        code = typed_code(paper.code)
        form = None if code == ours else _earlier_form(season, unit.id, stage, code)
        is_equal = code == ours or (form is not None and not form.lacking)
        state = "equal" if is_equal else "different"
    made = PaperCheck(unit, state, ours, paper, seconds[-1] if seconds else None, "", "")
    what, advice = _words(made)
    if form is not None:
        what, advice = f"{what} {form.sentence}", _PRINT_ANEW if form.lacking else advice
    elif paper and state == "different":
        what += _whose(season, unit, paper, all_ours)
        what += _by_hand(season, unit, stage)
    return replace(made, what=what, advice=advice)


@dataclass(frozen=True, slots=True)
class _Form:
    """The form that a paper was printed from: its version where that is not the one in force (else 0),
    whether what does not apply was noted later, and the criteria with scores that it did not ask for."""

    version: int
    is_before: bool
    lacking: tuple[str, ...]

    @property
    def sentence(self) -> str:
        parts = [f"in từ biểu mẫu bản {self.version}"] if self.version else []
        parts += [("" if parts else "in ") + "trước khi ghi phần không áp dụng"] * self.is_before
        if self.lacking:
            parts.append(f"khớp với bản đó nhưng không có tiêu chí {_listed(self.lacking)}")
        return f"Bản giấy {', '.join(parts)}."


def _earlier_form(
    season: Season, unit: str, stage: str, code: str | Problem | None
) -> _Form | None:
    """The form that makes this code of the scores as they are now: that of an earlier version of the table,
    of before (some of) what does not apply to the unit was noted, or both."""
    now = _filled(season, unit, stage)
    mine = [it for it in season.facts.not_applicable if it.unit == unit]
    for kept in range(len(mine), -1, -1):
        later = mine[kept:]
        noted = tuple(it for it in season.facts.not_applicable if it not in later)
        facts = replace(season.facts, not_applicable=noted)
        for table in (season.table, *reversed(season.earlier_tables)):
            then = replace(season, table=table, facts=facts)
            if check_code(then, unit, stage) == code:
                lacking = now.keys() - _filled(then, unit, stage).keys()
                codes = dict.fromkeys(it.criterion for it in now if it in lacking)
                version = 0 if table is season.table else table.version
                return _Form(version, bool(later), tuple(codes))
    return None


def _filled(season: Season, unit: str, stage: str) -> dict["SlotKey", Decimal]:
    """The values that the form asks for and that are there, in the order of the table."""
    found = {
        SlotKey(it.criterion, it.key): it.value(season.score(unit, it.criterion, stage))
        for it in asked_slots(season, unit)
    }
    return {key: value for key, value in found.items() if value is not None}


def _words(made: PaperCheck) -> tuple[str, str]:
    if made.state == "equal":
        return "Bản giấy và tệp bằng nhau.", ""
    if made.state == "different" and made.paper:
        return (
            f"Bản giấy khác tệp: mã trên giấy {made.paper.code}, mã của điểm đã nhận {made.ours}.",
            _ASK_WHICH,
        )
    if made.paper:
        return (
            "Đã có bản giấy, chưa có điểm tự chấm.",
            "Nhận tệp của đơn vị, hoặc nhập từ bản giấy.",
        )
    if made.ours:
        return "Chưa có bản giấy đã ký.", _WHEN_IT_COMES
    return "Chưa có điểm tự chấm.", "Nhận tệp của đơn vị, hoặc nhập từ bản giấy."


def _whose(season: Season, unit: Unit, paper: SignedPaper, ours: Mapping[str, str]) -> str:
    """The paper of another unit laid to this one's, as the code tells."""
    code = typed_code(paper.code)
    other = next((it for it in season.units if it.id != unit.id and ours[it.id] == code), None)
    if other is not None:
        return f" Mã trên giấy là mã của {other.name}; xem có gõ nhầm dòng không."
    return ""


def _by_hand(season: Season, unit: Unit, stage: str) -> str:
    """The form prints numbers where the block has only points: the codes can never be equal then."""
    codes = [
        row.code
        for row in season.table.criteria()
        if input_fields(row)
        and (it := season.score(unit.id, row.code, stage)).points is not None
        and not it.inputs
    ]
    if not codes:
        return ""
    return f" Tiêu chí {_listed(codes)} đang ghi thẳng điểm, chưa ghi số liệu như trên bản giấy."


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(codes[:_NAMED]) + (" …" if codes[_NAMED:] else "")


# ---- the second entry


class SlotKey(NamedTuple):
    """One value of a unit: the criterion, and the key of the number behind it ("" for points and levels)."""

    criterion: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that was typed another way the second time; None is an empty cell."""

    slot: Slot
    first: Decimal | None
    second: Decimal | None

    @property
    def key(self) -> SlotKey:
        """Which value it is."""
        return SlotKey(self.slot.criterion, self.slot.key)


def differences(
    season: Season, unit_id: str, stage: str, second: Mapping[SlotKey, Decimal | None]
) -> tuple[Difference, ...]:
    """What the second entry says otherwise, in the order of the table; what it does not name is empty."""
    found = []
    for slot in asked_slots(season, unit_id):
        first = slot.value(season.score(unit_id, slot.criterion, stage))
        again = second.get(SlotKey(slot.criterion, slot.key))
        if first != again:
            found.append(Difference(slot, first, again))
    return tuple(found)


def settled(
    season: Season, unit_id: str, stage: str, taken: Sequence[Difference]
) -> dict[ScoreKey, Score]:
    """The scores to set so that the values `taken` are those of the second entry; all else stays.

    They count as typed by hand: the name of the file they came from goes.
    """
    made: dict[ScoreKey, Score] = {}
    for it in taken:
        key = ScoreKey(unit_id, it.slot.criterion, stage)
        old = made.get(key, season.score(*key))
        if not it.slot.fields:
            made[key] = replace(old, points=it.second, inputs=(), source="")
            continue
        mine = {field.key for field in it.slot.levels} or {it.slot.key}
        kept = [given for given in old.inputs if given.key not in mine]
        inputs = tuple(sorted((*kept, *it.slot.inputs(it.second))))
        # Points beside numbers follow from them.
        points = None if inputs else old.points
        made[key] = replace(old, points=points, inputs=inputs, source="")
    return made


def second_entry(
    unit_id: str, stage: str, today: date, found: Sequence[Difference], taken: Sequence[Difference]
) -> SecondEntry:
    """The record of a second entry that is settled."""
    note = f"Lấy điểm lần hai ở {len(taken)} chỗ." if taken else ""
    return SecondEntry(unit_id, stage, today, len(found), note)

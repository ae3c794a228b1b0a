"""Registration and pledge: what a unit's form would change, how targets ended, who has signed.

`exporters.forms.registration_form` reads a file into a `RegistrationReading`; `changes` holds it against the
season, so that the clerk sees it before anything is entered. Nothing is entered here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from models.block import Unit
from models.collected import Pledge, RegisteredTitle
from models.collecting.intake import State
from models.collecting.twice import refuse_clashes
from models.criterion_rule import HUNDRED
from models.errors import Problem
from models.facts import Target
from models.scores.adjustments import exceeds
from models.scores.criteria import PLAN, RESULT
from models.scores.criterion_inputs import InputField, as_inputs, input_fields, numbers
from models.season import Score, ScoreKey, Season
from models.table import TableRow
from models.texts import few, name_key

Registered = Target | RegisteredTitle
Step = Literal["new", "changed", "same", "removed"]
Outcome = Literal["exceeded", "met", "missed"]
_LISTED = 2


@dataclass(frozen=True, slots=True)
class RegistrationReading:
    """What one file says. `unit` is the unit's id from inside the form, "" when it has none."""

    path: str
    unit: str = ""
    targets: tuple[Target, ...] = ()
    titles: tuple[RegisteredTitle, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The file's own name, as it goes into the record of where a value came from."""
        return self.path.replace("\\", "/").rsplit("/", maxsplit=1)[-1]


class RegistrationLine(NamedTuple):
    """One target or title: as it stands in the book, and as it would after accepting the form."""

    old: Registered | None
    new: Registered | None

    @property
    def step(self) -> Step:
        """What accepting the form does to it."""
        if self.old is None:
            return "new"
        if self.new is None:
            return "removed"
        return "same" if self.old == self.new else "changed"


@dataclass(frozen=True, slots=True)
class RegistrationPreview:
    """What accepting one form would do; a refused form changes nothing.

    `old_facts` and `new_facts` are the records that differ, to be put one in the place of the other as
    one act.
    """

    reading: RegistrationReading
    unit: Unit | None
    state: State
    lines: tuple[RegistrationLine, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def old_facts(self) -> tuple[Registered, ...]:
        """The records that go or change."""
        return tuple(it.old for it in self.lines if it.old is not None and it.step != "same")

    @property
    def new_facts(self) -> tuple[Registered, ...]:
        """The records that come or change."""
        return tuple(it.new for it in self.lines if it.new is not None and it.step != "same")

    def count(self, step: Step) -> int:
        """How many targets and titles the form treats so."""
        return sum(1 for it in self.lines if it.step == step)


def changes(season: Season, reading: RegistrationReading) -> RegistrationPreview:
    """Hold a reading against the season: the unit's targets and titles become those of the form.

    What was recorded later on a target of the same name stays: result, bonus, note, criterion. A faulty
    form changes nothing.
    """
    unit = season.unit(reading.unit)
    if unit is None or any(it.severity == "error" for it in reading.problems):
        return RegistrationPreview(reading, unit, "refused", (), reading.problems)
    facts = season.facts
    targets = _paired_targets([it for it in facts.targets if it.unit == unit.id], reading.targets)
    titles = _paired_titles([it for it in facts.titles if it.unit == unit.id], reading.titles)
    lines = (*targets, *titles)
    state: State = "same"
    if any(it.step != "same" for it in lines):
        state = "changed" if any(it.old for it in lines) else "new"
    problems = (*reading.problems, *_lost_results(targets))
    return RegistrationPreview(reading, unit, state, lines, problems)


def previews(
    season: Season, readings: Sequence[RegistrationReading]
) -> tuple[RegistrationPreview, ...]:
    """Hold each reading against the season, and several of one unit against each other."""
    done = [changes(season, it) for it in readings]
    return refuse_clashes(done, _says, _refuse, "registration-form", "tệp đăng ký")


def _says(preview: RegistrationPreview) -> tuple[object, ...]:
    return preview.reading.targets, preview.reading.titles


def _refuse(preview: RegistrationPreview, problem: Problem) -> RegistrationPreview:
    if problem in preview.problems:
        return preview
    return replace(preview, state="refused", lines=(), problems=(*preview.problems, problem))


def _paired_targets(old: list[Target], new: Sequence[Target]) -> list[RegistrationLine]:
    """The form's targets in its order, each with the one it takes the place of; then those that go."""
    left = list(old)
    pairs = [(it, _same_target(left, it)) for it in new]
    lines = [RegistrationLine(before, _kept(before, it)) for it, before in pairs]
    return [*lines, *(RegistrationLine(it, None) for it in left)]


def _same_target(left: list[Target], wanted: Target) -> Target | None:
    """The target of the same name, taken out of `left`; of several that of the same section."""
    named = [it for it in left if name_key(it.name) == name_key(wanted.name)]
    found = next((it for it in named if it.section == wanted.section), None)
    if found is None and len(named) == 1:
        found = named[0]
    if found is not None:
        left.remove(found)
    return found


def _kept(old: Target | None, new: Target) -> Target:
    """The target as the form has it, with what the block recorded on it since."""
    if old is None:
        return new
    return replace(
        new,
        section=new.section or old.section,
        result=old.result,
        bonus=old.bonus,
        note=old.note,
        criterion=old.criterion,
        half_year=old.half_year,
        half_year_before=old.half_year_before,
    )


def _paired_titles(
    old: list[RegisteredTitle], new: Sequence[RegisteredTitle]
) -> list[RegistrationLine]:
    left = list(old)
    lines = []
    for it in new:
        found = next((had for had in left if _title_key(had) == _title_key(it)), None)
        if found is not None:
            left.remove(found)
        lines.append(RegistrationLine(found, it))
    return [*lines, *(RegistrationLine(it, None) for it in left)]


def _title_key(title: RegisteredTitle) -> tuple[str, str, str]:
    return name_key(title.title), title.whom, name_key(title.name)


def _lost_results(lines: Sequence[RegistrationLine]) -> list[Problem]:
    """Targets that the form leaves out although their results are on record already."""
    gone = [it.old for it in lines if it.new is None]
    lost = [it.name for it in gone if isinstance(it, Target) and it.result is not None]
    if not lost:
        return []
    listed = few([f"“{it}”" for it in lost], "chỉ tiêu", _LISTED)
    return [
        Problem(
            "registration-result-lost",
            f"Tệp không còn {len(lost)} chỉ tiêu mà sổ đã ghi kết quả: {listed}.",
            "Nhận thì kết quả đó bỏ theo. Nếu chỉ đổi tên thì sửa tên chỉ tiêu trong sổ trước khi nhận.",
            severity="warning",
        )
    ]


# ---- how a target ended


class Comparison(NamedTuple):
    """How a result compares, in per cent (100: just as much), exact to 28 digits.

    None where one of the two figures is missing, or what it is compared with is 0.
    """

    of_registered: Decimal | None = None
    of_planned: Decimal | None = None
    of_last_year: Decimal | None = None


class HalfYear(NamedTuple):
    """How the first six months compare, in per cent; None as in `Comparison`."""

    of_planned: Decimal | None = None
    of_registered: Decimal | None = None
    of_same_period: Decimal | None = None


def comparison(target: Target) -> Comparison:
    """The result of a target against what was registered, what was planned, and last year's result."""
    bases = (target.registered, target.planned, target.last_year)
    return Comparison(*(_percent(target.result, it) for it in bases))


def half_year_comparison(target: Target) -> HalfYear:
    """The first six months of a target against the whole year's plan and registration, and the same period."""
    bases = (target.planned, target.registered, target.half_year_before)
    return HalfYear(*(_percent(target.half_year, it) for it in bases))


def _percent(value: Decimal | None, base: Decimal | None) -> Decimal | None:
    return None if value is None or not base else value * HUNDRED / base


def outcome(target: Target) -> Outcome | None:
    """Whether the result exceeds what was registered, just meets it or misses it; None while open."""
    if target.result is None or target.registered is None:
        return None
    if exceeds(target):
        return "exceeded"
    return "met" if target.result == target.registered else "missed"


# ---- the way into the scoring table


class PlanInputs(NamedTuple):
    """The scores to set, and why the rest of the linked targets cannot be taken over."""

    scores: Mapping[ScoreKey, Score]
    problems: tuple[Problem, ...]


def plan_fields(row: TableRow) -> dict[str, InputField]:
    """The fields of a criterion that asks for a plan and its result, by key; {} for any other."""
    fields = {it.key: it for it in input_fields(row)}
    return fields if fields.keys() == {PLAN, RESULT} else {}


def plan_inputs(season: Season) -> PlanInputs:
    """Plan and result of linked targets, where the criterion has none yet, at the first stage that scores it.

    The plan is what the unit registered; what its superior planned where it registered nothing. What was
    entered already stays, and points stated by hand are left alone.
    """
    linked: dict[tuple[str, str], list[Target]] = {}
    for target in season.facts.targets:
        if target.criterion:
            linked.setdefault((target.unit, target.criterion), []).append(target)
    scores: dict[ScoreKey, Score] = {}
    problems = []
    for (unit, code), targets in linked.items():
        row, key = season.table.row(code), ScoreKey(unit, code, _stage(season, code))
        problem = _not_linked(row, targets)
        if problem or row is None:
            problems += [problem] if problem else []
            continue
        old = season.score(*key)
        if old.points is not None and not old.inputs:
            continue
        given = _given(targets[0], numbers(old.inputs))
        fields = plan_fields(row)
        if any(fields[it].misfit(value) for it, value in given.items()):
            problems.append(_misfit(targets[0], code))
        elif given:
            scores[key] = replace(old, inputs=as_inputs({**numbers(old.inputs), **given}))
    return PlanInputs(scores, tuple(problems))


def _given(target: Target, known: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """What the target says of the fields that are still empty."""
    plan = target.planned if target.registered is None else target.registered
    said = {PLAN: plan, RESULT: target.result}
    return {key: it for key, it in said.items() if it is not None and key not in known}


def _stage(season: Season, code: str) -> str:
    """The first stage that scores a criterion."""
    section = season.table.section_codes().get(code, "")
    stages = (it.code for it in season.pack.stages if not it.sections or section in it.sections)
    return next(stages, "")


def _not_linked(row: TableRow | None, targets: Sequence[Target]) -> Problem | None:
    """Why the targets of one unit cannot feed the criterion they name."""
    code, name = targets[0].criterion, targets[0].name
    if row is None or not plan_fields(row):
        return Problem(
            "registration-criterion",
            f"Tiêu chí {code} không tính theo kế hoạch và kết quả, hoặc không còn trong bảng.",
            "Chọn lại tiêu chí của chỉ tiêu.",
            f"Chỉ tiêu “{name}”",
        )
    if len(targets) > 1:
        return Problem(
            "registration-criterion-twice",
            f"{len(targets)} chỉ tiêu của cùng đơn vị gắn với tiêu chí {code}.",
            "Chỉ gắn một chỉ tiêu với mỗi tiêu chí, hoặc nhập số liệu ở trang Chấm điểm.",
            f"Chỉ tiêu “{name}”",
        )
    return None


def _misfit(target: Target, code: str) -> Problem:
    return Problem(
        "registration-misfit",
        f"Số liệu không ghi được vào tiêu chí {code}: tiêu chí không nhận số âm.",
        "Sửa số liệu của chỉ tiêu, hoặc nhập ở trang Chấm điểm.",
        f"Chỉ tiêu “{target.name}”",
    )


# ---- pledges


def pledge(season: Season, unit: str) -> Pledge | None:
    """What is recorded of the unit's pledge; of several records the last."""
    return next((it for it in reversed(season.facts.pledges) if it.unit == unit), None)


def unsigned(season: Season) -> tuple[Unit, ...]:
    """The units that have not signed the year's pledge, in the block's order."""
    found = ((it, pledge(season, it.id)) for it in season.units)
    return tuple(unit for unit, signed in found if signed is None or signed.signed is None)


def unregistered(season: Season) -> tuple[Unit, ...]:
    """The units that registered neither a target nor a title, in the block's order."""
    facts = season.facts
    known = {it.unit for it in facts.targets} | {it.unit for it in facts.titles}
    return tuple(it for it in season.units if it.id not in known)

"""Taking in the units' forms: what was read, and what it would change. Nothing is entered here.

`exporters.score_form` reads a file into a `FormReading`; `previews` holds the readings against the
season, so that the clerk sees new, changed, same or refused before anything is accepted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from models.block import Unit
from models.errors import Problem
from models.rulepack import RulePack
from models.season import Score, ScoreKey, Season

State = Literal["new", "changed", "same", "refused"]


def form_stage(pack: RulePack) -> str:
    """The code of the stage that the units' forms fill in: the pack's first; "" in a pack without any."""
    return pack.stages[0].code if pack.stages else ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """One criterion as the unit filled it in; `cell` is the address of its points ("F12")."""

    criterion: str
    points: Decimal | None
    evidence: str = ""
    note: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class FormReading:
    """What one file says. `unit` is the unit's id from inside the form, "" when it has none."""

    path: str
    unit: str = ""
    lines: tuple[FormLine, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The file's own name, as it goes into the record of where a value came from."""
        return self.path.replace("\\", "/").rsplit("/", maxsplit=1)[-1]


@dataclass(frozen=True, slots=True)
class Change:
    """One score that accepting the form would set."""

    key: ScoreKey
    old: Score
    new: Score


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting one form would do. A refused form changes nothing."""

    reading: FormReading
    unit: Unit | None
    state: State
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    def scores(self) -> Mapping[ScoreKey, Score]:
        """The scores to set when the clerk accepts."""
        return {change.key: change.new for change in self.changes}


def previews(season: Season, readings: Sequence[FormReading]) -> tuple[Preview, ...]:
    """Hold each reading against the season.

    Of two files of one unit that say the same the later is refused; when they differ both are, since
    only the unit knows which one it means. A faulty file does not stand in the way of its mended copy.
    """
    done = [_preview(season, reading) for reading in readings]
    sound = [it.state != "refused" for it in done]
    for index, current in enumerate(done):
        for before in range(index):
            earlier = done[before]
            if not (sound[before] and sound[index]) or current.unit != earlier.unit:
                continue
            if _says(current) == _says(earlier):
                done[index] = _refuse(current, _same_twice(earlier, current))
            else:
                problem = _two_versions(earlier, current)
                done[before], done[index] = _refuse(earlier, problem), _refuse(current, problem)
    return tuple(done)


def _preview(season: Season, reading: FormReading) -> Preview:
    unit = season.unit(reading.unit)
    if unit is None or any(it.severity == "error" for it in reading.problems):
        return Preview(reading, unit, "refused", (), reading.problems)
    stage = form_stage(season.pack)
    changes = []
    had_values = False
    for line in reading.lines:
        key = ScoreKey(unit.id, line.criterion, stage)
        old = season.score(*key)
        had_values = had_values or old.points is not None
        new = Score(line.points, line.evidence, line.note, reading.name, old.provisional)
        if _content(new) != _content(old):
            changes.append(Change(key, old, new))
    state: State = ("changed" if had_values else "new") if changes else "same"
    return Preview(reading, unit, state, tuple(changes), reading.problems)


def _content(score: Score) -> tuple[Decimal | None, str, str]:
    return score.points, score.evidence, score.note


def _says(preview: Preview) -> list[tuple[str, Decimal | None, str, str]]:
    lines = preview.reading.lines
    return [(it.criterion, it.points, it.evidence, it.note) for it in lines]


def _same_twice(earlier: Preview, current: Preview) -> Problem:
    return Problem(
        "form-twice",
        f"Tệp này giống hệt tệp “{earlier.reading.name}” của {_name(current)}.",
        "Chỉ cần nhận một tệp.",
    )


def _two_versions(earlier: Preview, current: Preview) -> Problem:
    return Problem(
        "form-two-versions",
        f"{_name(current)} có hai tệp khác nhau: “{earlier.reading.name}” và “{current.reading.name}”.",
        "Hỏi đơn vị tệp nào là bản chính, bỏ tệp kia ra rồi nhận lại.",
    )


def _name(preview: Preview) -> str:
    return preview.unit.name if preview.unit else ""


def _refuse(preview: Preview, problem: Problem) -> Preview:
    if problem in preview.problems:
        return preview
    return replace(preview, state="refused", changes=(), problems=(*preview.problems, problem))

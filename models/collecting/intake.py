"""Taking in the units' forms: what was read, and what it would change. Nothing is entered here.

`exporters.forms.score_form` reads a file into a `FormReading`; `previews` holds the readings against the
season, so that the clerk sees new, changed, same or refused before anything is accepted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from models.block import Unit
from models.collecting.twice import refuse_clashes
from models.errors import Problem
from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.scores.criteria import YES
from models.scores.criterion_inputs import InputField, input_fields, numbers
from models.season import NO_SCORE, Input, Score, ScoreKey, Season
from models.table import TableRow
from models.texts import lowered

State = Literal["new", "changed", "same", "refused"]
_ARROW, _EMPTY = "\N{RIGHTWARDS ARROW}", "trống"


def form_stage(pack: RulePack) -> str:
    """The code of the stage that the units' forms fill in: the pack's first; "" in a pack without any."""
    return pack.stages[0].code if pack.stages else ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """One criterion as the unit filled it in; `cell` is the address of its points ("F12").

    `inputs` are the numbers behind a criterion with a rule, from `input_cells`; its points are then
    None, since they follow from the numbers.
    """

    criterion: str
    points: Decimal | None
    evidence: str = ""
    note: str = ""
    cell: str = ""
    inputs: tuple[Input, ...] = ()
    input_cells: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether the form says points or numbers (empty is not zero)."""
        return self.points is not None or bool(self.inputs)

    @property
    def says_something(self) -> bool:
        """Whether anything at all was written on this criterion."""
        return self.is_filled or bool(self.evidence or self.note)


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
    """One score that accepting the form would set; `moved` are the numbers behind it that change, in
    words: "văn bản chậm 2 → 3"."""

    key: ScoreKey
    old: Score
    new: Score
    moved: tuple[str, ...] = ()


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
    """Hold each reading against the season, and several of one unit against each other."""
    done = [preview_of(season, reading) for reading in readings]
    return refuse_clashes(done, _says, _refuse, "form", "tệp")


def preview_of(season: Season, reading: FormReading) -> Preview:
    """One reading held against the season, the other files left aside."""
    unit = season.unit(reading.unit)
    if unit is None or any(it.severity == "error" for it in reading.problems):
        return Preview(reading, unit, "refused", (), reading.problems)
    stage, name, known = form_stage(season.pack), reading.name, season.scores
    ruled = {row.code: row for row in season.table.criteria() if row.rule and input_fields(row)}
    changes = []
    had_values = False
    for line in reading.lines:
        key = ScoreKey(unit.id, line.criterion, stage)
        old = known.get(key, NO_SCORE)
        had_values = had_values or old.is_filled
        row = ruled.get(line.criterion)
        new = taken(line, old, ruled=row is not None, source=name)
        if _content(new) != _content(old):
            moved = input_changes(row, old.inputs, new.inputs) if row else ()
            changes.append(Change(key, old, new, moved))
    state: State = ("changed" if had_values else "new") if changes else "same"
    return Preview(reading, unit, state, tuple(changes), reading.problems)


def taken(line: FormLine, old: Score, *, ruled: bool, source: str = "") -> Score:
    """The score that one line of a form would set in place of `old`; `source` is the name of its file.

    A form cannot state the points of a criterion with a rule (`ruled`): what was stated by hand stands
    until numbers come.
    """
    keeps = ruled and not line.inputs and not old.inputs
    points = old.points if keeps else line.points
    texts = line.evidence, line.note, source
    return Score(points, *texts, provisional=old.provisional, inputs=line.inputs)


def input_changes(row: TableRow, old: tuple[Input, ...], new: tuple[Input, ...]) -> tuple[str, ...]:
    """The numbers of a criterion that differ, in the order of its rule: "văn bản chậm 2 → 3"."""
    before, after = numbers(old), numbers(new)
    fields = input_fields(row)
    if fields and fields[0].one_of:
        was, becomes = _level(fields, before), _level(fields, after)
        return () if was == becomes else (f"mức {was} {_ARROW} {becomes}",)
    return tuple(
        f"{_inside(it)}{_value(it, before)} {_ARROW} {_value(it, after)}"
        for it in fields
        if before.get(it.key) != after.get(it.key)
    )


def _level(fields: tuple[InputField, ...], given: Mapping[str, Decimal]) -> str:
    return next((it.title for it in fields if given.get(it.key, ZERO) > 0), _EMPTY)


def _value(field: InputField, given: Mapping[str, Decimal]) -> str:
    value = given.get(field.key)
    if value is None:
        return _EMPTY
    if field.flag:
        return "có" if value > 0 else "không"
    return f"{show_short(value)}{'%' if field.measure == '%' else ''}"


def _inside(field: InputField) -> str:
    """The title as it stands inside a sentence; the lone yes or no of a criterion needs none."""
    title = "" if field.key == YES else f"{field.title} "
    return lowered(title)


def _content(score: Score) -> tuple[Decimal | None, str, str, tuple[Input, ...]]:
    return score.points, score.evidence, score.note, score.inputs


def _says(preview: Preview) -> list[tuple[str, Decimal | None, str, str, tuple[Input, ...]]]:
    lines = preview.reading.lines
    return [(it.criterion, it.points, it.evidence, it.note, it.inputs) for it in lines]


def _refuse(preview: Preview, problem: Problem) -> Preview:
    if problem in preview.problems:
        return preview
    return replace(preview, state="refused", changes=(), problems=(*preview.problems, problem))

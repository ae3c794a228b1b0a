"""The form of an earlier version of the table, carried over into one of the present version.

What the unit wrote on criteria that are the same in both goes along; the rest is to be filled in anew.
"""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from exporters.forms import score_form
from exporters.forms.score.read import read_bytes
from models.collecting.intake import FormReading, form_stage, taken
from models.errors import AppError
from models.scores.criterion_inputs import input_fields
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable
from models.tables.diff import unchanged

EARLIER = "form-earlier-table"
"""The code of the problem that such a form is refused with."""


class Carried(NamedTuple):
    """What went along into the new form: how many criteria with something written, and the codes of those left
    behind because they are others now or are gone."""

    filled: int
    left: tuple[str, ...]


def carry(reading: FormReading, data: bytes, season: Season, target: Path) -> Carried:
    """Write the unit's form of the present version with what its earlier form (`data`) says. Raises `AppError`
    when the file is no form of an earlier version, or cannot be written."""
    told, earlier = _read(reading, data, season)
    unit = season.unit(told.unit)
    if unit is None:
        raise AppError(
            "Tệp này không phải biểu mẫu của một bản trước. Xuất biểu mẫu mới cho đơn vị."
        )
    same = {it.code: it for it in unchanged(earlier, season.table)}
    stage = form_stage(season.pack)
    kept = {
        ScoreKey(unit.id, it.criterion, stage): taken(
            it, Score(), ruled=bool(input_fields(same[it.criterion]))
        )
        for it in told.lines
        if it.criterion in same and it.says_something
    }
    others = {
        key: it for key, it in season.scores.items() if (key.unit, key.stage) != (unit.id, stage)
    }
    score_form.write(replace(season, scores=others | kept), unit, target)
    left = [it.criterion for it in told.lines if it.criterion not in same and it.says_something]
    return Carried(len(kept), tuple(left))


def _read(reading: FormReading, data: bytes, season: Season) -> tuple[FormReading, ScoringTable]:
    """The form as its own version of the table understands it."""
    name = reading.name
    for earlier in reversed(season.earlier_tables):
        told = read_bytes(
            reading.path, name, data, replace(season, table=earlier, earlier_tables=())
        )
        if told.unit:
            return told, earlier
    return replace(reading, unit=""), season.table

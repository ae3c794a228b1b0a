"""Doubt: something in a season's scores that may well be right but should be asked about, and what the
checks that raise doubts look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.collecting.intake import form_stage
from models.errors import Problem
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Season

SECTION_FULL = "section-full"
OF_BLOCK = (SECTION_FULL,)
"""Codes of doubts about the whole block; they name no unit."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning with its place: `unit` is "" for the whole block, `criterion` the code of a criterion or
    section, "" for the whole table."""

    unit: str
    criterion: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Look:
    """Everything the checks look at, calculated once for all of them.

    `results` are the official ones by unit, `stages` those of single stages: stage → unit → result.
    `last_year` is the season before, None where the file does not have it; `last_results` are its own.
    """

    season: Season
    results: Mapping[str, UnitResult]
    stages: Mapping[str, Mapping[str, UnitResult]]
    last_year: Season | None = None
    last_results: Mapping[str, UnitResult] | None = None


def look_at(
    season: Season, last_year: Season | None = None, results: Sequence[UnitResult] | None = None
) -> Look:
    """What to check in `season`; `results` are its official ones when they are already known."""
    used = {key.stage for key, it in season.scores.items() if it.is_filled}
    codes = [it.code for it in season.pack.stages if it.counts and it.code in used]
    # A single stage has nothing to be held against.
    compared = codes if form_stage(season.pack) in codes and len(codes) > 1 else []
    return Look(
        season,
        by_unit(score(season) if results is None else results),
        {code: by_unit(score(season, code)) for code in compared},
        last_year,
        None if last_year is None else by_unit(score(last_year)),
    )


def by_unit(results: Sequence[UnitResult]) -> dict[str, UnitResult]:
    """The results by the id of their unit."""
    return {it.unit.id: it for it in results}

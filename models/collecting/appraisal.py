"""The appraisal by the body outside the block (thẩm định): who waits for it, what is asked, what it changed.

The gate itself stands in scoring: until the letter with the result is entered, the points of the sections
that are appraised carry the mark "chờ thẩm định" (`UnitResult.waiting`), even when figures were typed
already. The mark changes no figure. Rule: board-appraisal (Hướng dẫn 1560/SNV-TĐKT, II.1); packs that
appraise the first ranks only say so with `Stage.ranks_to`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from models.block import Unit
from models.collected import Explanation
from models.rulepack import Stage
from models.scores.entries import appraising
from models.scores.results import UnitResult
from models.scores.scoring import score, units_of_stage
from models.season import Season
from models.table import TableRow

ByStage = Mapping[str, Mapping[str, UnitResult]]
"""Stage → unit → its result by that stage alone."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit with the codes of its sections that wait for the letter."""

    unit: Unit
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of the table that goes with the request: a section or a criterion of one unit.

    `points`: stage before the appraisal → what it gave, None where it gave nothing.
    """

    unit: Unit
    row: TableRow
    points: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the appraisal made of one criterion of one unit; `before` None: the block had no points."""

    unit: Unit
    row: TableRow
    before: Decimal | None
    after: Decimal

    @property
    def amount(self) -> Decimal | None:
        """Points gained (or lost, below 0); None where there was nothing to compare with."""
        return None if self.before is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Gate:
    """How far the appraisal has come: `done` of `total` points of units and criteria are entered."""

    stage: Stage
    units: tuple[Unit, ...]
    sections: tuple[TableRow, ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A criterion on which a later stage gave less than the unit itself."""

    row: TableRow
    own: Decimal
    given: Decimal
    stage: str


def gate(season: Season) -> Gate | None:
    """The appraisal of the season, or None where the pack has no stage for it."""
    stage = appraising(season.pack)
    if stage is None:
        return None
    units, rows = appraised_units(season), sections(season)
    codes = [it.code for row in rows for _, it in row.walk() if it.is_criterion]
    done = sum(
        1 for unit in units for code in codes if season.score(unit.id, code, stage.code).is_filled
    )
    return Gate(stage, units, rows, done, len(units) * len(codes))


def sections(season: Season) -> tuple[TableRow, ...]:
    """The sections of the table that are appraised: those the stage names, else all contents."""
    stage = appraising(season.pack)
    if stage is None:
        return ()
    named = stage.sections
    return tuple(it for it in season.table.sections() if not named or it.code in named)


def appraised_units(season: Season) -> tuple[Unit, ...]:
    """The units that are appraised: all, or those on ranks 1 … k by the stages before."""
    stage = appraising(season.pack)
    if stage is None:
        return ()
    chosen = units_of_stage(season, stage.code)
    return tuple(it for it in season.units if chosen is None or it.id in chosen)


def waiting(season: Season, results: Sequence[UnitResult] | None = None) -> tuple[Waiting, ...]:
    """The units with sections that wait for the letter; `results` are the season's own when known."""
    found = score(season) if results is None else results
    return tuple(Waiting(it.unit, it.waiting) for it in found if it.waiting)


def unappraised(season: Season, results: Sequence[UnitResult]) -> tuple[Unit, ...]:
    """The units to be appraised without a single point of the appraisal, for whatever letter there is; an
    excluded unit is not waited for."""
    stage = appraising(season.pack)
    codes = [it.code for row in sections(season) for _, it in row.walk() if it.is_criterion]
    if stage is None or not codes:
        return ()
    out = {it.unit.id for it in results if it.excluded is not None}
    return tuple(
        unit
        for unit in appraised_units(season)
        if unit.id not in out
        and not any(season.score(unit.id, code, stage.code).is_filled for code in codes)
    )


def stages_before(season: Season) -> tuple[Stage, ...]:
    """The stages whose points the request tells: those before the appraisal."""
    stage = appraising(season.pack)
    return () if stage is None else season.pack.stages[: season.pack.stages.index(stage)]


def request_rows(season: Season, stages: ByStage | None = None) -> tuple[RequestRow, ...]:
    """Unit by unit every appraised section with its criteria, in the order of the table.

    `stages` are the results by stage when they are already known.
    """
    earlier = [it.code for it in stages_before(season)]
    known = stages or {}
    given = {it: known[it] if it in known else _by_unit(score(season, it)) for it in earlier}
    return tuple(
        RequestRow(
            unit,
            row,
            {code: results[unit.id].groups.get(row.code) for code, results in given.items()},
        )
        for unit in appraised_units(season)
        for section in sections(season)
        for _, row in section.walk()
    )


def differences(season: Season) -> tuple[Difference, ...]:
    """Where the appraisal gave other points than stood before it, by unit and criterion."""
    stage = appraising(season.pack)
    if stage is None:
        return ()
    pack = replace(season.pack, stages=stages_before(season))
    before = _by_unit(score(replace(season, pack=pack)))
    after = _by_unit(score(season, stage.code))
    found = []
    for unit in appraised_units(season):
        for section in sections(season):
            for row in (it for _, it in section.walk() if it.is_criterion):
                new = after[unit.id].lines.get(row.code)
                if new is None or new.stage != stage.code or new.points is None:
                    continue
                old = before[unit.id].lines.get(row.code)
                was = None if old is None else old.points
                if was != new.points:
                    found.append(Difference(unit, row, was, new.points))
    return tuple(found)


def _by_unit(results: Sequence[UnitResult]) -> dict[str, UnitResult]:
    return {it.unit.id: it for it in results}


# ---- the units' explanations


def cuts(season: Season, result: UnitResult) -> tuple[Cut, ...]:
    """The criteria on which the unit got less than it gave itself: what it may write an explanation to."""
    stages = season.pack.stages
    if not stages:
        return ()
    own_stage = stages[0].code
    own = _by_unit(score(season, own_stage))[result.unit.id].lines
    found = []
    for row in season.table.criteria():
        mine, now = own.get(row.code), result.lines.get(row.code)
        if mine is None or now is None or mine.points is None or now.points is None:
            continue
        if mine.stage == own_stage and now.stage != own_stage and now.points < mine.points:
            found.append(Cut(row, mine.points, now.points, now.stage))
    return tuple(found)


def explanations(season: Season) -> tuple[Explanation, ...]:
    """The explanations of all units, those without an answer first, else in the order of entry."""
    given = season.facts.explanations
    return (*(it for it in given if not is_answered(it)), *(it for it in given if is_answered(it)))


def is_answered(explanation: Explanation) -> bool:
    """Whether the block has said what it makes of the explanation."""
    return bool(explanation.answer.strip() or explanation.answered)

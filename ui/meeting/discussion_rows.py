"""The scores that are spoken about, as lines of a table: of one unit, or of one criterion. Knows no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.collected import Discussion
from models.discussion import points_of
from models.report_words import stages_used
from models.results import UnitResult
from models.season import Season
from models.table import TableRow
from ui.scores.staged import Staged


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line: a criterion of a unit, or the head of a section (`row` without points of its own).

    `stages` are the points as each stage gives them, `counts` those that count now. `state` says whether
    a proposal is open or one was accepted.
    """

    unit: str
    row: TableRow
    title: str
    second: str
    stages: Mapping[str, Decimal | None]
    counts: Decimal | None = None
    state: str = ""

    @property
    def is_score(self) -> bool:
        """Whether points stand here that can be changed."""
        return self.row.is_criterion


def stages_shown(season: Season) -> tuple[tuple[str, str], ...]:
    """Code and name of the stages in which something stands."""
    names = {it.code: it.name for it in season.pack.stages}
    return tuple((code, names[code]) for code in stages_used(season))


def of_unit(season: Season, results: Sequence[UnitResult], unit: str) -> tuple[ScoreRow, ...]:
    """The whole table for one unit, sections as heads."""
    rows = [row for _, row in season.table.walk()]
    sections = frozenset(it.code for it in season.table.rows)
    staged = Staged(season, frozenset((unit,)), sections)
    made = []
    for row in rows:
        if not row.is_criterion:
            made.append(ScoreRow(unit, row, f"{row.code}. {row.title}", "", {}))
            continue
        made.append(_score_row(season, results, staged, unit, row, (row.code, row.title)))
    return tuple(made)


def of_criterion(
    season: Season, results: Sequence[UnitResult], criterion: str
) -> tuple[ScoreRow, ...]:
    """One criterion for all units, in the block's order."""
    row, section = season.table.row(criterion), season.table.section_of(criterion)
    if row is None or section is None:
        return ()
    units = frozenset(it.id for it in season.units)
    staged = Staged(season, units, frozenset((section.code,)))
    return tuple(
        _score_row(season, results, staged, it.id, row, (it.name, "")) for it in season.units
    )


def _score_row(
    season: Season,
    results: Sequence[UnitResult],
    staged: Staged,
    unit: str,
    row: TableRow,
    words: tuple[str, str],
) -> ScoreRow:
    return ScoreRow(
        unit,
        row,
        *words,
        {code: _given(season, staged, unit, row, code) for code in stages_used(season)},
        points_of(results, unit, row.code),
        _state(season.facts.discussions, unit, row.code),
    )


def _given(season: Season, staged: Staged, unit: str, row: TableRow, stage: str) -> Decimal | None:
    """The points that one stage gives: as typed, or worked out from its numbers."""
    entry = season.score(unit, row.code, stage)
    if not entry.inputs:
        return entry.points
    outcome = staged.outcome(unit, row.code, stage)
    return entry.points if outcome is None else outcome.points


def _state(known: Sequence[Discussion], unit: str, criterion: str) -> str:
    found = [it.outcome for it in known if (it.unit, it.criterion) == (unit, criterion)]
    if "open" in found:
        return "Đang bàn"
    return "Đã sửa" if "accepted" in found else ""

"""The scores that are spoken about, as lines of a table: of one unit, or of one criterion. Knows no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from models.collected import Discussion
from models.meeting_day.discussion import points_of
from models.papers.words import stages_used
from models.ranks.ranking import compared
from models.scores.results import UnitResult
from models.season import Season
from models.table import TableRow
from ui.scores.staged import Staged
from ui.words import text

Kind = Literal["score", "group", "amount", "total"]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line: a criterion of a unit, the head of a section with its sum, or at the end what comes on top
    ("amount", signed) and the total. Only a criterion ("score") can be proposed about.

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
    kind: Kind = "score"

    @property
    def is_score(self) -> bool:
        """Whether points stand here that can be changed."""
        return self.kind == "score"


def stages_shown(season: Season) -> tuple[tuple[str, str], ...]:
    """Code and name of the stages in which something stands."""
    names = {it.code: it.name for it in season.pack.stages}
    return tuple((code, names[code]) for code in stages_used(season))


def of_unit(season: Season, results: Sequence[UnitResult], unit: str) -> tuple[ScoreRow, ...]:
    """The whole table for one unit, sections as heads with their sums; at the end what makes the total of them,
    in the words of the hall."""
    rows = [row for _, row in season.table.walk()]
    sections = frozenset(it.code for it in season.table.rows)
    staged = Staged(season, frozenset((unit,)), sections)
    result = next((it for it in results if it.unit.id == unit), None)
    made = []
    for row in rows:
        if row.is_criterion:
            words = (row.code, row.title)
            made.append(_score_row(season, results, staged, unit, row, words))
        else:
            points = result.groups.get(row.code) if result else None
            title = f"{row.code}. {row.title}"
            made.append(ScoreRow(unit, row, title, "", {}, points, kind="group"))
    return (*made, *_sums(season, result)) if result else tuple(made)


def _sums(season: Season, result: UnitResult) -> list[ScoreRow]:
    """Bonus, deductions and total as the one calculation has them; the sections before add up to the total."""

    def made(key: str, title: str, points: Decimal | None, kind: Kind = "amount") -> ScoreRow:
        # No code of the table begins like this: it is no row of it.
        return ScoreRow(
            result.unit.id, TableRow(f"={key}", title), title, "", {}, points, kind=kind
        )

    found = [
        made("bonus", "Điểm thưởng", result.bonus),
        made("deductions", "Điểm trừ", -result.deductions),
    ]
    if result.cut:
        found.append(made("cut", "Vượt mức tối đa, không tính", -result.cut))
    total = "Tổng điểm"
    if result.share is not None:
        ranked = text.points(compared(result, season.pack))
        total = f"{total} (so theo tỷ lệ điểm có thể đạt: {ranked})"
    return [*found, made("total", total, result.total, "total")]


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

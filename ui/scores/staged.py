"""What the one calculation says at a stage of the units and sections that are shown, and no more.

The grid asks after each key press, so of the rest of the block only what decides about the shown part
is worked out: the criteria that compare the units. Knows no Qt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from models.scores.outcome import Outcome
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow

ByUnit = Mapping[str, UnitResult]


@dataclass(frozen=True)
class Staged:
    """`units` and `sections` are those shown; results are made once for each stage, when asked for."""

    season: Season
    units: frozenset[str]
    sections: frozenset[str]

    def result(self, unit: str, stage: str) -> UnitResult:
        """The points of one shown unit at a stage."""
        if stage not in self._made:
            self._made[stage] = _score(self._narrow(stage), stage)
        return self._made[stage][unit]

    def outcome(self, unit: str, code: str, stage: str) -> Outcome | None:
        """What the rule of a criterion makes of the numbers of a stage, None where it says nothing."""
        if code in self._relative:
            line = self._compare(stage)[unit].lines.get(code)
        else:
            line = self.result(unit, stage).lines.get(code)
        return None if line is None else line.outcome

    @cached_property
    def _made(self) -> dict[str, ByUnit]:
        return {}

    @cached_property
    def _compared(self) -> dict[str, ByUnit]:
        return {}

    @cached_property
    def _whole(self) -> bool:
        """Whether ranks decide which units a stage looks at: then all of the block counts."""
        return any(it.ranks_to for it in self.season.pack.stages)

    @cached_property
    def _rows(self) -> tuple[TableRow, ...]:
        """The sections to sum up. A criterion that does not apply may take another section's points."""
        if self.season.facts.not_applicable:
            return self.season.table.rows
        return tuple(it for it in self.season.table.rows if it.code in self.sections)

    @cached_property
    def _relative(self) -> frozenset[str]:
        """The shown criteria that need units which are not shown."""
        if self._whole or len(self.units) == len(self.season.units):
            return frozenset()
        return frozenset(
            row.code
            for section in self._rows
            for _, row in section.walk()
            if row.is_criterion and row.rule is not None and row.rule.is_relative
        )

    def _narrow(self, stage: str) -> Season:
        if self._whole:
            return self.season
        shown = tuple(it for it in self.season.units if it.id in self.units)
        table = replace(self.season.table, rows=self._rows)
        narrow = replace(self.season, units=shown, table=table)
        return narrow.with_scores(self._settled(stage)) if self._relative else narrow

    def _compare(self, stage: str) -> ByUnit:
        """All units in the criteria that compare them, and in nothing else."""
        if stage not in self._compared:
            rows = tuple(
                replace(top, rows=tuple(it for _, it in top.walk() if it.code in self._relative))
                for top in self._rows
                if any(it.code in self._relative for _, it in top.walk())
            )
            self._compared[stage] = _score(replace(self.season, table=ScoringTable(rows)), stage)
        return self._compared[stage]

    def _settled(self, stage: str) -> dict[ScoreKey, Score]:
        """The points that the comparison gave the shown units, in place of their numbers."""
        found = {}
        for unit in self.units:
            for code, line in self._compare(stage)[unit].lines.items():
                outcome = line.outcome
                if outcome is not None and outcome.points is not None:
                    old = self.season.score(unit, code, line.stage)
                    key = ScoreKey(unit, code, line.stage)
                    found[key] = replace(old, points=outcome.points, inputs=())
        return found


def _score(season: Season, stage: str) -> ByUnit:
    return {it.unit.id: it for it in score(season, stage)}

"""One thing to do next, and what is looked at to find it. No Qt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.block import Unit
from models.collecting.intake import form_stage
from models.ranks.ranking import Standing
from models.scores.results import UnitResult
from models.season import Season
from models.texts import few
from ui.frame.work_state import Cell, Progress

Tone = Literal["error", "warn", "action", "muted", "done"]

FIRST = 3
"""So many names stand in a sentence."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do. `code` never changes; `wanted` is the id of the act or page that does it.

    `count` is how many things wait in it, `things` what they are called, "" where they are not counted.
    """

    code: str
    tone: Tone
    badge: str
    sentence: str
    detail: str
    button: str
    wanted: str
    count: int = 1
    things: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every check looks at; `today` None where no day is known: then nothing is overdue."""

    season: Season
    results: Sequence[UnitResult]
    standings: Sequence[Standing]
    state: Progress
    today: date | None = None

    def units(self, column: str, wanted: Callable[[Cell], bool]) -> list[Unit]:
        """The units whose cells of a column are as wanted."""
        cells = self.state.column(column)
        return [
            unit
            for unit, cell in zip(self.state.units, cells, strict=False)
            if cell.total and wanted(cell)
        ]

    @property
    def form(self) -> str:
        """The stage that the units' forms fill in."""
        return form_stage(self.season.pack)

    @property
    def set_up(self) -> bool:
        """Whether there is anything to be scored."""
        return bool(self.season.units and self.season.table.criteria())


def some_names(names: Iterable[str], most: int = FIRST) -> str:
    """The first names of a list, and how many more there are."""
    return few(list(names), "đơn vị", most)


def names(units: Iterable[Unit]) -> str:
    """The first units by their short names, and how many more there are."""
    return some_names(unit.short_name or unit.name for unit in units)

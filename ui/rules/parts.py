"""One value of a rule pack as data: what it is called, how it is typed, how it is said. No Qt.

Every form, list and sentence about a pack is made from these descriptions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.table import ScoringTable
from ui.rules import compact
from ui.words import text

PartKind = Literal[
    "text", "multiline", "points", "percent", "whole", "day", "yes_no", "choice", "codes", "tiers"
]
Choices = tuple[tuple[Any, str], ...]


class Scene(NamedTuple):
    """What the choices and words of a value depend on."""

    pack: RulePack
    table: ScoringTable = ScoringTable()


@dataclass(frozen=True, slots=True)
class Part:
    """One value. `name` is its field, or its path in the pack ("bonus.each_max").

    `unit` stands after a figure ("điểm"), `nothing` is said where there is no value; a choice that
    may be left open has an entry with the value None. `when` names another value of the same record and
    what it must be for this one to matter. `lowest` and `highest` bound figures; `default` is taken
    where the value does not matter. `without` is said where a choice has nothing to choose from. `beside`: as
    that of a `Field`. `month` names the value that takes the month of a day typed as "5/12", and the kinds of day
    of which that is so.
    """

    name: str
    label: str
    kind: PartKind = "text"
    help: str = ""
    required: bool = False
    choices: Choices | Callable[[Scene], Choices] = ()
    unit: str = ""
    nothing: str = "không ghi"
    when: tuple[str, tuple[Any, ...]] | None = None
    lowest: Decimal | None = ZERO
    highest: Decimal | None = None
    default: Any = None
    without: str = ""
    beside: str = ""
    month: tuple[str, tuple[Any, ...]] | None = None

    def choices_in(self, scene: Scene) -> Choices:
        """The (value, label) pairs to choose from."""
        return self.choices(scene) if callable(self.choices) else self.choices

    def matters(self, values: dict[str, Any]) -> bool:
        """Whether the value means anything beside the others of its record."""
        return self.when is None or values.get(self.when[0]) in self.when[1]

    def words(self, value: Any, scene: Scene) -> str:
        """The value as it is said in a list or a comparison."""
        if self.kind == "choice":
            found = next((words for key, words in self.choices_in(scene) if key == value), None)
            return found or str(value or self.nothing)
        if self.kind == "yes_no":
            return "có" if value else "không"
        if value is None or value in ("", ()):
            return self.nothing
        if self.kind == "codes":
            return compact.show_codes(value)
        if self.kind == "tiers":
            return "; ".join(compact.show_tiers(value).splitlines())
        if isinstance(value, date):
            return text.day(value)
        return _figure(value, self.unit) if isinstance(value, Decimal | int) else str(value)


def _figure(value: Decimal | int, unit: str) -> str:
    words = show_short(Decimal(value))
    if unit == "%":
        return f"{words}%"
    return f"{words} {unit}".strip()

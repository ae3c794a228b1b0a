"""The registration form's sheet while it is being drawn: its columns, and what a record says in them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from exporters.forms.pen import Pen
from exporters.forms.registration import layout
from models.collected import RegisteredTitle
from models.facts import Target

WIDTHS = (36, 268, 104, 92, 92, 92, 92, 92, 156)
"""Pixels of the columns; together they fill A4 landscape at full size."""


@dataclass
class Draft(Pen):
    """The registration form's sheet; its two tables share the columns."""

    figures: ClassVar[frozenset[str]] = frozenset({*layout.FIGURES, layout.COUNT})

    def __post_init__(self) -> None:
        self.identity = layout.identity_of(self.season, self.unit)

    def spans(self, prefix: str) -> dict[str, tuple[int, int]]:
        """Column key of a table → its first and last column, counted from the hidden one."""
        keys = layout.TARGET_KEYS if prefix == layout.TARGET else layout.TITLE_KEYS
        found: dict[str, tuple[int, int]] = {}
        last = ""
        for column, key in enumerate(keys, start=1):
            last = key or last
            found[last] = (found[last][0] if last in found else column, column)
        return found

    def width_of(self, first: int, last: int) -> int:
        """Pixels of the columns from `first` to `last`."""
        return sum(WIDTHS[first - 1 : last])


def row_texts(fact: Target | RegisteredTitle | None) -> dict[str, str | Decimal | int | None]:
    """Column key → what the record says there; {} for an empty row."""
    if isinstance(fact, Target):
        return {
            layout.NAME: fact.name,
            layout.SECTION: layout.section_label(fact.section),
            layout.MEASURE: fact.measure,
            layout.PLANNED: fact.planned,
            layout.REGISTERED: fact.registered,
            layout.LAST_YEAR: fact.last_year,
            layout.BETTER: layout.BETTER_WORDS[fact.better],
            layout.COUNTED: fact.counted,
        }
    if fact is None:
        return {}
    return {
        layout.NAME: fact.title,
        layout.KIND: layout.KIND_WORDS[fact.kind],
        layout.WHOM: layout.WHOM_WORDS[fact.whom],
        layout.COUNT: fact.count,
        layout.PERSON: fact.name,
        layout.NOTE: fact.note,
    }

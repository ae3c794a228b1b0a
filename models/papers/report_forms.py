"""What the report forms of HD 1560/SNV-TĐKT are made of: headings, their order, what is asked for in each place.

Headings and order are binding. In a heading `{this}` is the period of the report, `{next}` the one after it.
"""

from dataclasses import dataclass
from typing import Literal

from models.papers.prose import ProseField

HeadingRole = Literal["part", "section", "point"]


@dataclass(frozen=True, slots=True)
class Item:
    """One place below a heading: what the clerk writes there, and what the program knows of it.

    `known` names what the program knows; where that is `enough`, no blank is left beside it. `lead` is a line of
    the form itself.
    """

    field: ProseField
    known: str = ""
    enough: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A heading of a form with what stands below it; several `lines` are a heading on several lines."""

    role: HeadingRole
    lines: tuple[str, ...]
    items: tuple[Item, ...] = ()


def asked(key: str, title: str, prompt: str, known: str = "", *, enough: bool = False) -> Item:
    """A place for which the form says what belongs there."""
    return Item(ProseField(key, title, prompt), known, enough)


def prose_of(form: tuple[Place, ...]) -> tuple[ProseField, ...]:
    """The places of a form that the clerk can write in, in its order."""
    return tuple(it.field for place in form for it in place.items)

"""What scoring says of one unit: figures, and the steps that explain every one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from models.block import Unit
from models.points import ZERO

StepKind = Literal["sum", "cut", "note", "state"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation "Vì sao?".

    sum: `points` (signed) enter the total; the sum of all such steps is the total. cut: a cap took
    `cut` points away before they could enter. note: something that changes no figure but must be
    known. state: what of a section may still change (provisional, awaiting a stage). `rule` is the rule's name in the pack, `basis` its document and clause, `scope` the code
    of the row it speaks of.
    """

    kind: StepKind
    rule: str
    label: str
    detail: str = ""
    points: Decimal = ZERO
    cut: Decimal = ZERO
    basis: str = ""
    scope: str = ""


class LineResult(NamedTuple):
    """The official value of one criterion: its points after floor and cap (None: no value yet), the
    stage it comes from, and whether it is provisional."""

    points: Decimal | None
    stage: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class UnitResult:
    """All points of one unit. `sections` + `bonus` − `deductions` − `cut` = `total`.

    `groups` holds every section and group by code after its caps; None marks an incomplete one.
    `cut` is what the caps over the whole table took away. `total` is None while `missing` criteria
    have no value. `excluded` is the reason the unit is not ranked, or None.
    """

    unit: Unit
    lines: Mapping[str, LineResult]
    groups: Mapping[str, Decimal | None]
    sections: Mapping[str, Decimal | None]
    bonus: Decimal
    deductions: Decimal
    cut: Decimal
    total: Decimal | None
    missing: tuple[str, ...]
    provisional: bool
    excluded: str | None
    steps: tuple[Step, ...]

"""What scoring says of one unit: figures, and the steps that explain every one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from models.block import Unit
from models.criterion_rule import Effect
from models.points import ZERO
from models.scores.outcome import Outcome

StepKind = Literal["sum", "line", "cut", "note", "state"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation "Vì sao?".

    sum: `points` (signed) enter the total; the sum of all such steps is the total. line: how the points
    of one criterion were computed, with the numbers put in. cut: a cap took `cut` points away before
    they could enter. note: something that changes no figure but must be known. state: what of a section
    may still change (provisional, awaiting a stage). `rule` is the rule's name in the pack, `basis` its
    document and clause, `scope` the code of the row it speaks of.
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
    stage it comes from, whether it is provisional, and what its rule made of the numbers entered."""

    points: Decimal | None
    stage: str
    provisional: bool
    outcome: Outcome | None = None


class EffectResult(NamedTuple):
    """What a criterion does beside points: lowers the class, or keeps the unit out. `why` in words. `scope`
    is its code; "" where the unit is out because nothing of the table applies to it."""

    effect: Effect
    why: str
    scope: str


@dataclass(frozen=True, slots=True)
class UnitResult:
    """All points of one unit. `sections` + `bonus` − `deductions` − `cut` = `total`.

    `sections` are the contents only; bonus and deduction sections of the table are in `bonus` and
    `deductions`. `share` is the figure that is compared when points are out of the unit's reach because
    something does not apply to it, else None: its contents × full / attainable maximum, rounded as the
    pack rounds, then bonus, the caps of the whole table and deductions as in every total. What is printed
    is what is ranked.
    `groups` holds every section and group by code after its caps; None marks an incomplete one.
    `cut` is what the caps over the whole table took away. `total` is None while `missing` criteria
    have no value. `excluded` is the reason the unit is not ranked, or None. `waiting` are the sections
    whose points wait for the letter of the body that appraises them: no figure is another for it.
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
    share: Decimal | None = None
    effects: tuple[EffectResult, ...] = ()
    waiting: tuple[str, ...] = ()

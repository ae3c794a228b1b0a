"""What a regulation says about classes and votes: bands with their conditions, shares of a vote."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

VoteMethod = Literal["hands", "ballot", "points"]
VoteBase = Literal["members", "present", "issued", "valid"]


@dataclass(frozen=True, slots=True)
class ClassBand:
    """One class (xếp loại), best first: from `lowest` points on (`over`: more than).

    Only lower bounds are kept, so that no total falls between two bands. `unit_kind` not "": the band is
    for units of that kind only. Further conditions, all of which must hold: deductions at most
    `deductions_most` points; among the first `top_percent` % of the ranked units; none of the criteria
    or items `none_of` (row code, or "row:item") counted.
    """

    name: str
    lowest: Decimal
    over: bool = False
    unit_kind: str = ""
    deductions_most: Decimal | None = None
    top_percent: Decimal | None = None
    none_of: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The share of votes that something needs: `numerator` / `denominator` of `base`, compared in whole
    numbers; `at_least` (≥) or more than (>). `written_votes`: members who are away may vote in writing.

    `rule` names its source; "" means that the block itself set it.
    """

    code: str
    title: str
    method: VoteMethod = "ballot"
    base: VoteBase = "present"
    numerator: int = 1
    denominator: int = 2
    at_least: bool = False
    written_votes: bool = False
    rule: str = ""

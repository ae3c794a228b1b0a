"""The records of a vote in the meeting: what is asked, what was counted, lots that were drawn by hand.

Whether a count can be right and who is elected is worked out from these (`models.voting.counting`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.award_rules import Threshold

Purpose = Literal["award", "head", "deputy"]
BallotStyle = Literal["choose", "agree"]
CandidateOrder = Literal["ranking", "drawn"]


@dataclass(frozen=True, slots=True)
class VoteLine:
    """The votes for one candidate (a unit's id); `against` is counted on ballots of style "agree" only."""

    candidate: str
    votes: int | None = None
    against: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """One counting of the papers, in whole numbers; None where nobody has counted yet (empty is not zero).

    `blank` papers are among the invalid ones. `counted_by` is who counted.
    """

    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None
    blank: int | None = None
    votes: tuple[VoteLine, ...] = ()
    counted_by: str = ""


@dataclass(frozen=True, slots=True)
class Lots:
    """Lots drawn by hand between the tied: who was drawn, before which witnesses."""

    among: tuple[str, ...]
    chosen: tuple[str, ...]
    witnesses: str = ""
    drawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One round of one vote.

    `candidates` are unit ids in the order of the paper. "choose": at most `seats` names are left on a
    paper; "agree": each candidate is agreed to or not. `threshold` None: nobody has decided what is needed.
    `members` and `present` are the bases known in the meeting. `follows` is the code of the round before;
    `second` the second, blind count, which must equal the first. `is_closed`: the result stands.
    `names` are what the candidates were called when the paper was made, in their order, so that a unit that
    leaves the block still has a name here. `elected`, `tied` and `result` (in words) are written when the
    result is confirmed, so that a later score does not change it; "" in a file of an older program. `ranks`
    are those of the candidates on that day, in their order, 0 for none: by them it is told when the ranking
    has moved since.
    """

    code: str
    title: str
    purpose: Purpose = "award"
    award: str = ""
    style: BallotStyle = "choose"
    seats: int = 1
    candidates: tuple[str, ...] = ()
    order: CandidateOrder = "ranking"
    threshold: Threshold | None = None
    members: int = 0
    present: int = 0
    round: int = 1
    follows: str = ""
    count: Count = Count()
    second: Count | None = None
    lots: Lots | None = None
    is_closed: bool = False
    names: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    elected: tuple[str, ...] = ()
    result: str = ""
    ranks: tuple[int, ...] = ()

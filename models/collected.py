"""What is recorded while the units' papers come in: each record a dated event, never a judgement.

Whether something is late, doubtful or equal to its paper is computed from these when it is asked for.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

How = Literal["file", "paper", "both"]
Presence = Literal["present", "late", "absent", "excused"]
AwardKind = Literal["title", "commendation"]
Whom = Literal["collective", "individual"]
DecisionMethod = Literal["agreement", "hands"]
Outcome = Literal["open", "accepted", "rejected", "withdrawn"]
AwardLevel = Literal["state", "province", "ministry", "badge", "own", "block"]


@dataclass(frozen=True, slots=True)
class Pledge:
    """Whether the unit has signed the year's pledge (giao ước thi đua); `signed` None: not signed."""

    unit: str
    signed: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegisteredTitle:
    """A title (danh hiệu thi đua) or a form of commendation that the unit registers for.

    `count` is how many of them; `name` the collective or person where the registration names one.
    """

    unit: str
    title: str
    kind: AwardKind = "title"
    whom: Whom = "collective"
    count: int = 1
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Commended:
    """What a unit's collectives or persons were proposed for and given this year, at one level.

    state, province, ministry: by whom it is given; badge: the province's badge (Huy hiệu Vì sự nghiệp xây dựng
    và phát triển tỉnh, HD 1560/SNV-TĐKT form 02); own: by the unit itself; block: by the block. `proposed` and
    `granted` are counts, None where nobody has said; `small` of those granted are small collectives and people
    who do the work themselves. `by_drive`: for a drive or a sudden deed, not for the usual year's work.
    """

    unit: str
    title: str
    level: AwardLevel = "province"
    whom: Whom = "collective"
    proposed: int | None = None
    granted: int | None = None
    small: int | None = None
    by_drive: bool = False
    name: str = ""
    document: str = ""
    decided: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exemplar:
    """An exemplary model (điển hình tiên tiến) that the unit proposes: a collective or a person.

    `position` is a person's office, `deeds` the achievements in short, `award` the form of commendation
    that is proposed or was given, by `document` on the day `decided`.
    """

    unit: str
    name: str
    whom: Whom = "collective"
    position: str = ""
    deeds: str = ""
    award: str = ""
    document: str = ""
    decided: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One arrival of a required paper; `paper` is its code in the pack or the year's plan.

    A paper that is not `complete` went back to the unit with `reason`; its next arrival is another
    receipt. `pages` and `originals` are counts, 0 where nobody counted.
    """

    unit: str
    paper: str
    received: date | None = None
    how: How = "file"
    complete: bool = True
    reason: str = ""
    pages: int = 0
    originals: int = 0
    file: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """How the unit took part in one meeting of the block, known by its name and day."""

    unit: str
    meeting: str
    held: date | None = None
    presence: Presence = "present"
    wrong_composition: bool = False
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A proposed deduction that the block does not make; `about` is the key of the proposal."""

    unit: str
    about: str
    reason: str = ""
    waived: date | None = None


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """The signed self-score table came on paper with this check code printed beside the signature."""

    unit: str
    code: str
    received: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SecondEntry:
    """The scores of a stage were typed from paper a second time, blind; `differences` were found."""

    unit: str
    stage: str
    done: date | None = None
    differences: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file of evidence, copied into the block's evidence folder as `file` (relative, with "/").

    `original` is the name it came under; `sha256` and `size` (bytes) are those of the copy when made.
    """

    unit: str
    criterion: str
    title: str
    file: str
    original: str = ""
    sha256: str = ""
    size: int = 0
    added: date | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The unit's written explanation (giải trình) to a cut on one criterion, and the answer to it."""

    unit: str
    criterion: str
    text: str
    document: str = ""
    received: date | None = None
    answer: str = ""
    answered: date | None = None


@dataclass(frozen=True, slots=True)
class KeptWarning:
    """The clerk lets a warning stand. `what` is the sentence that was accepted: another figure makes
    another sentence, which is asked again. `code` is the check's; `criterion` "" for the whole unit.
    """

    unit: str
    criterion: str
    code: str
    what: str
    note: str
    accepted: date | None = None


@dataclass(frozen=True, slots=True)
class UnitAlias:
    """Another way the unit is written in what it sends, confirmed by the clerk once."""

    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Discussion:
    """A change of one score that was proposed in the meeting, in the order of the proposals.

    `old` and `new` are points; `by` who proposed it. Decided by agreement or by a show of hands, whose
    numbers stand in `for_`, `against` and `abstained`. Accepted, `new` is the agreed score. `raised_in` and
    `decided_in` are the corrigendum in which that happened, 0 for the meeting itself.
    """

    unit: str
    criterion: str
    old: Decimal | None = None
    new: Decimal | None = None
    by: str = ""
    why: str = ""
    evidence: str = ""
    method: DecisionMethod = "agreement"
    for_: int = 0
    against: int = 0
    abstained: int = 0
    outcome: Outcome = "open"
    note: str = ""
    raised_in: int = 0
    decided_in: int = 0

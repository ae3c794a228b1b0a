"""Recorded facts that change a unit's points or rank: each one a dated paper or event, never a figure.

The rule pack says what a fact costs or earns; the fact only says what happened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from models.collected import (
    Attendance,
    Commended,
    Discussion,
    EvidenceFile,
    Exemplar,
    Explanation,
    KeptWarning,
    Pledge,
    Receipt,
    RegisteredTitle,
    SecondEntry,
    SignedPaper,
    UnitAlias,
    Waiver,
)
from models.criterion_rule import NotApplicablePolicy
from models.errors import AppError

Better = Literal["higher", "lower"]
Fault = Literal["absent", "wrong_composition", "late_paper", "other"]


@dataclass(frozen=True, slots=True)
class Target:
    """A target the unit registered, and how it ended (chỉ tiêu đăng ký đầu năm).

    Bonus compares `result` with the unit's own `registered`, never with `planned`, the superior's
    plan. `bonus` is what the block proposes, in points; None takes the pack's figure. `last_year` is
    the result of the year before, `counted` how the figure is counted. `criterion` is the criterion of
    the table whose plan and result this target is, "" for none. `half_year` is the result of the first six
    months, `half_year_before` that of the same period last year (HD 1560/SNV-TĐKT, form 02: the half-year report).
    """

    unit: str
    name: str
    section: str
    registered: Decimal | None = None
    result: Decimal | None = None
    planned: Decimal | None = None
    measure: str = ""
    better: Better = "higher"
    bonus: Decimal | None = None
    note: str = ""
    last_year: Decimal | None = None
    counted: str = ""
    criterion: str = ""
    half_year: Decimal | None = None
    half_year_before: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A written reminder or criticism by the provincial Party committee or People's Committee.

    `extended` (the deadline was extended) changes nothing in the points: HD 1560, II.2b. A `serious` one
    is for a serious violation: the unit is then neither reviewed nor nominated (exclude-serious), which
    the program proposes and the block records as an `Exclusion`.
    """

    unit: str
    document: str = ""
    issued: date | None = None
    extended: bool = False
    note: str = ""
    issuer: str = ""
    serious: bool = False


@dataclass(frozen=True, slots=True)
class IneligibleDossiers:
    """Award dossiers found ineligible; `notice` is the Board's paper, empty until it has come."""

    unit: str
    count: int
    notice: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DisciplineFault:
    """A breach of the block's own rules: absence, wrong composition, a late paper.

    `document` is the paper that establishes it; `about` the key of the proposal that was accepted, ""
    when the clerk wrote it by hand.
    """

    unit: str
    fault: Fault = "other"
    what: str = ""
    happened: date | None = None
    note: str = ""
    document: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class OwnDeduction:
    """`cases` of the block's own deduction on one criterion (`deduct_each` of the table's row)."""

    unit: str
    criterion: str
    cases: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """The unit is scored but neither reviewed nor nominated (không bình xét, suy tôn).

    `hold` is until a matter is settled (tạm dừng), the same in effect until `lifted`. `scope` says in
    words what it covers where it does not cover all ("danh hiệu tập thể").
    """

    unit: str
    reason: str
    document: str = ""
    since: date | None = None
    lifted: date | None = None
    hold: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Classification:
    """The year's official classification of the unit has come out (kết quả xếp loại chính thức).

    From then on the points that rest on it are no longer provisional (HD 1560/SNV-TĐKT, II.1 note).
    """

    unit: str
    document: str = ""
    issued: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A criterion or a whole section that does not apply to the unit (không được giao, không có).

    `policy` None takes the pack's. leave_out: neither scored nor in the attainable maximum; full: full
    points; substitute: the points of criterion `substitute`, in proportion to the two maxima;
    percent_cap: at most `percent` % of the maximum (None: the pack's); own_group: compared only with
    the units of the same fact (criteria that compare units).
    """

    unit: str
    criterion: str
    reason: str = ""
    document: str = ""
    policy: NotApplicablePolicy | None = None
    substitute: str = ""
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ClassDecision:
    """The class that the competent body set for the unit, whatever its points (ba chữ ký, T12)."""

    unit: str
    name: str
    document: str = ""
    decided: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one season, each kind in the order of entry."""

    targets: tuple[Target, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    dossiers: tuple[IneligibleDossiers, ...] = ()
    discipline: tuple[DisciplineFault, ...] = ()
    own_deductions: tuple[OwnDeduction, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    classifications: tuple[Classification, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    class_decisions: tuple[ClassDecision, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    titles: tuple[RegisteredTitle, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    signed_papers: tuple[SignedPaper, ...] = ()
    second_entries: tuple[SecondEntry, ...] = ()
    evidence_files: tuple[EvidenceFile, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    kept_warnings: tuple[KeptWarning, ...] = ()
    aliases: tuple[UnitAlias, ...] = ()
    discussions: tuple[Discussion, ...] = ()
    commended: tuple[Commended, ...] = ()
    exemplars: tuple[Exemplar, ...] = ()


Fact = (
    Target
    | Reminder
    | IneligibleDossiers
    | DisciplineFault
    | OwnDeduction
    | Exclusion
    | Classification
    | NotApplicable
    | ClassDecision
    | Pledge
    | RegisteredTitle
    | Receipt
    | Attendance
    | Waiver
    | SignedPaper
    | SecondEntry
    | EvidenceFile
    | Explanation
    | KeptWarning
    | UnitAlias
    | Discussion
    | Commended
    | Exemplar
)

FACT_KINDS: dict[str, type] = {
    "targets": Target,
    "reminders": Reminder,
    "dossiers": IneligibleDossiers,
    "discipline": DisciplineFault,
    "own_deductions": OwnDeduction,
    "exclusions": Exclusion,
    "classifications": Classification,
    "not_applicable": NotApplicable,
    "class_decisions": ClassDecision,
    "pledges": Pledge,
    "titles": RegisteredTitle,
    "receipts": Receipt,
    "attendance": Attendance,
    "waivers": Waiver,
    "signed_papers": SignedPaper,
    "second_entries": SecondEntry,
    "evidence_files": EvidenceFile,
    "explanations": Explanation,
    "kept_warnings": KeptWarning,
    "aliases": UnitAlias,
    "discussions": Discussion,
    "commended": Commended,
    "exemplars": Exemplar,
}
"""Field of `Facts` → the record it holds; the one list that storage and forms are built from."""


def kind_of(fact: Fact) -> str:
    """The field of `Facts` that `fact` belongs to."""
    return next(kind for kind, record in FACT_KINDS.items() if isinstance(fact, record))


FactLists = Mapping[str, tuple[Fact, ...]]
"""Some of the lists of `Facts`, each whole and in its order."""


def with_replaced(facts: Facts, old: Sequence[Fact], new: Sequence[Fact]) -> FactLists:
    """The lists that change when `new` comes in the place of `old`: what is in both stays, a new fact takes
    the place of an old one of its kind, the others go to the end. Raises `AppError` when an old one is not
    there (any more)."""
    come = list(new)
    gone = [it for it in old if not _taken_out(come, it)]
    lists: dict[str, list[Fact | None]] = {
        kind_of(it): list(getattr(facts, kind_of(it))) for it in (*gone, *come)
    }
    for it in gone:
        known = lists[kind_of(it)]
        if it not in known:
            raise AppError("Mục cần sửa không còn như lúc mở ra. Mở lại danh sách rồi sửa.")
        instead = next((other for other in come if kind_of(other) == kind_of(it)), None)
        if instead is not None:
            come.remove(instead)
        known[known.index(it)] = instead
    for it in come:
        lists[kind_of(it)].append(it)
    return {kind: tuple(it for it in known if it is not None) for kind, known in lists.items()}


def _taken_out(facts: list[Fact], wanted: Fact) -> bool:
    if wanted not in facts:
        return False
    facts.remove(wanted)
    return True

"""A rule pack: the regulation one block scores by in one year, as data with its sources.

Every figure that law or a guide fixes, and every figure the block chose where the sources are silent
(`open_values`), stands here and nowhere in the code.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from models.award_rules import ClassBand, Threshold
from models.criterion_rule import NotApplicablePolicy
from models.duties import Deadline, RequiredPaper
from models.points import HUNDREDTH, ZERO, Rounding

DeductionMethod = Literal["per_case", "tiers", "flat"]
FactKind = Literal["reminders", "dossiers", "discipline"]
TieBreakKind = Literal["section", "bonus", "fewest_deductions"]
RankStyle = Literal["competition", "dense"]
RankOn = Literal["rounded", "exact"]
QuotaKind = Literal["number", "percent", "by_size"]
QuotaRounding = Literal["down", "up", "half_up"]


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A document that rules rest on, with the days it is in force (None: open end)."""

    code: str
    document: str
    title: str = ""
    issued: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule by its name: what it says, and the document and clause it stands in.

    `valid_from` and `valid_to` narrow the validity of the document; None takes the document's.
    """

    name: str
    title: str
    text: str
    basis: str = ""
    clause: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class FrameworkSection:
    """A content section of the framework; `max_points` None where the source does not fix it."""

    code: str
    title: str
    max_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BonusRule:
    """Bonus for exceeded targets of `sections`: at most `each_max` a target, `total_max` in all.

    `each_points` is what one exceeded target earns when the clerk gives no figure of its own; None
    where the block has not decided.
    """

    name: str
    title: str
    sections: tuple[str, ...]
    each_max: Decimal
    total_max: Decimal
    each_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """From `first` to `last` cases (both counted; None: and more) cost `points`."""

    first: int
    last: int | None
    points: Decimal


@dataclass(frozen=True, slots=True)
class DeductionRule:
    """A deduction that follows from recorded facts.

    per_case: `points` a case, at most `cap`. tiers: by the number of cases, counted only with a
    notice of the Board where `needs_notice`. flat: `points` once, or each time when `each_time`.
    """

    name: str
    title: str
    fact: FactKind
    method: DeductionMethod
    points: Decimal = ZERO
    cap: Decimal | None = None
    tiers: tuple[Tier, ...] = ()
    needs_notice: bool = False
    each_time: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationRule:
    """Section scored on the Party organisation's result: what holds for units that have none.

    With a union its result is the basis (`union_rule`); with neither the section counts at most
    `neither_percent` of its maximum (`neither_rule`).
    """

    section: str
    union_rule: str
    neither_rule: str
    neither_percent: Decimal


@dataclass(frozen=True, slots=True)
class Stage:
    """One round of scoring; `sections` empty means the whole table. `rule` names its basis, if any.

    `ranks_to` k > 0: only the units that stand on ranks 1 … k by the stages before (0: all units).
    `after_meeting` tells when it happens. A stage that does not `count` is kept beside the others and
    never decides the official points (two tracks side by side).
    """

    code: str
    name: str
    sections: tuple[str, ...] = ()
    rule: str = ""
    ranks_to: int = 0
    after_meeting: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class TieBreak:
    """One link of the chain that parts equal totals; `section` is its code for kind "section"."""

    kind: TieBreakKind
    section: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many units may be proposed for an award: a number, a percentage of the block's units, or by
    the size of the block (`sizes`: from … to units → that many)."""

    award: str
    kind: QuotaKind
    value: Decimal = ZERO
    rounding: QuotaRounding = "down"
    sizes: tuple[Tier, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class OpenValue:
    """A value the sources leave open: the block decides it, and the program says so."""

    field: str
    title: str
    note: str = ""


DEFAULT_STAGES = (
    Stage("self", "Tự chấm"),
    Stage("block", "Khối chấm"),
    Stage("appraisal", "Thẩm định"),
    Stage("agreed", "Thống nhất"),
)


@dataclass(frozen=True, slots=True)
class RulePack:
    """Everything `score` and `rank` need to know of the regulation; see the module's docstring.

    `total` = `content_total` + bonus in the usual table (95 + 5); None: no cap over the table. `board`
    is the name of the body that appraises, "" where the pack names none. `step` is the smallest difference
    between two scores, `decimals` and `rounding` how a total is rounded, `rank_on` whether rounded or
    exact totals are compared; points that a criterion's rule computes are rounded the same way.
    `provisional_sections` rest on a classification that is not out yet. `bonus_over_total`: bonus may
    pass `total`, which then caps the contents alone. `bonus_max` and `deductions_max` cap all bonus and
    all deductions together. `not_applicable` is what holds for a row that does not apply to a unit (None:
    not said), `not_applicable_percent` the share for percent_cap. Classes are taken on at most
    `class_cap` points. `decided` names the open values that the block has settled.
    """

    id: str
    name: str
    version: int = 1
    board: str = ""
    legal_bases: tuple[LegalBasis, ...] = ()
    rules: tuple[Rule, ...] = ()
    total: Decimal | None = None
    content_total: Decimal | None = None
    sections: tuple[FrameworkSection, ...] = ()
    evidence_required: bool = False
    bonus: BonusRule | None = None
    bonus_over_total: bool = False
    bonus_max: Decimal | None = None
    deductions: tuple[DeductionRule, ...] = ()
    deductions_max: Decimal | None = None
    organisation: OrganisationRule | None = None
    provisional_sections: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = field(default=DEFAULT_STAGES)
    criterion_floor: Decimal = ZERO
    step: Decimal = HUNDREDTH
    decimals: int = 2
    rounding: Rounding = "half_up"
    rank_on: RankOn = "exact"
    rank_style: RankStyle = "competition"
    tie_breaks: tuple[TieBreak, ...] = ()
    quotas: tuple[Quota, ...] = ()
    classes: tuple[ClassBand, ...] = ()
    class_cap: Decimal | None = None
    not_applicable: NotApplicablePolicy | None = None
    not_applicable_percent: Decimal | None = None
    thresholds: tuple[Threshold, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    papers: tuple[RequiredPaper, ...] = ()
    open_values: tuple[OpenValue, ...] = ()
    decided: tuple[str, ...] = ()

    @property
    def board_name(self) -> str:
        """The body that appraises and receives dossiers, as texts call it."""
        return self.board or "cơ quan thẩm định"

    def rule(self, name: str) -> Rule | None:
        """The rule with this name, or None where the pack does not have it."""
        return next((rule for rule in self.rules if rule.name == name), None)

    def stage(self, code: str) -> Stage | None:
        """The stage with this code, or None."""
        return next((stage for stage in self.stages if stage.code == code), None)

    def citation(self, rule_name: str) -> str:
        """Document and clause behind a rule: "Hướng dẫn 1560/SNV-TĐKT, mục II.2b"; "" when none."""
        rule = self.rule(rule_name)
        if rule is None:
            return ""
        basis = next((basis for basis in self.legal_bases if basis.code == rule.basis), None)
        return ", ".join(part for part in (basis.document if basis else "", rule.clause) if part)

"""How the points of a criterion come about, as data: the kinds K1–K16 of a scoring table.

A criterion without a rule is scored by judgement within 0 … maximum. With a rule its points follow from
what was counted or measured (`Score.inputs`); `models.scores.criteria` has one small function per kind.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from models.points import ZERO

CriterionKind = Literal[
    "deduct",
    "per_case",
    "mixed",
    "combination",
    "plan",
    "steps",
    "tiers",
    "yes_no",
    "graded",
    "leader",
    "average",
    "other_body",
    "choice",
    "effect",
]
Measure = Literal["count", "days", "percent", "ratio"]
Effect = Literal["lower_class", "no_class", "not_ranked", "not_considered"]
NotApplicablePolicy = Literal["leave_out", "full", "substitute", "percent_cap", "own_group"]

UNSCORED: tuple[NotApplicablePolicy, ...] = ("leave_out", "full", "substitute")
"""Policies under which a row is not scored by itself, nor compared with the others."""
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing counted under a criterion, one level of a graded list, or one condition.

    `points` are for each case (deduct, combination: taken away; per_case, graded: given; mixed: signed).
    `most` not None: the scorer picks the points of a case itself, `points` … `most` ("trừ 2–5 đ"); the
    input is then the points picked, 0 where it did not happen. `measure` is the word for a case (lần,
    văn bản, hồ sơ). `wipes`: one case takes all points of the criterion. `effect` acts on the class or
    the rank from `effect_from` cases on.
    """

    code: str
    title: str
    points: Decimal = ZERO
    measure: str = ""
    most: Decimal | None = None
    wipes: bool = False
    effect: Effect | None = None
    effect_from: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Band:
    """One tier: what is measured lies between `low` and `high` (None: open end) and earns `points`.

    `low_open` (>) and `high_open` (<) leave the end itself out; else it belongs to the tier (≥, ≤).
    """

    points: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class CriterionRule:
    """The rule of one criterion; which fields matter depends on `kind`. Points are never above the
    row's maximum nor below `floor` (None: the pack's floor of a criterion), and rounded as the pack rounds.
    A number that was not entered makes the points unknown; only in bonus and deduction sections does a
    case that is not mentioned count as none. An item that `wipes` leaves 0 at most.

    deduct (K1): maximum − Σ count × points of `items`. per_case (K2): Σ count × points; `highest_only`:
    only the item that gives most counts. mixed (K13): `base` + Σ count × signed points. combination
    (K16): `base` (None: maximum) − points of each condition that is true; `all_points` instead when all
    are.
    plan (K3): maximum × `reached_percent` % × result / plan (100: proportional; 50: half for reaching
    the plan); `below_plan` "nothing" gives 0 under the plan. steps (K11): `base` (None: maximum) for
    reaching the plan, + `step_points` for each full `step_percent` % over it, − `under_points` for each
    begun `step_percent` % under it.
    tiers (K4–K6): points of the band in which the number lies: a count, days late, a percentage
    (`measure`), or result / plan as percentage ("ratio"). yes_no (K7): maximum or 0. graded (K8): points
    of the chosen item.
    leader (K9): of the units with a plan the one furthest over it takes the maximum; the others get
    `reached_percent` % of the maximum for reaching the plan and their share (own excess / leader's
    excess) of the rest; under the plan `reached_percent` % × result / plan. Nobody over the plan: nobody
    leads. Units without a plan (`no_plan` None or own_group) and units set apart are their own group:
    result / best result of the group × maximum.
    average (K10): `bands` over 100 × own number / average of the block's numbers (all 0: all are 100 %).
    other_body (K12): what another body gave × `factor_percent` %.
    choice (K14): the scorer's own points within `floor` … maximum. effect (K15): no points; `items` act
    on class or rank.
    A number that lies in no band earns 0. `no_plan` says what a plan of 0 (none was given) means:
    leave_out or full; None (plan, steps, tiers by ratio) asks the clerk to say so for the unit.
    """

    kind: CriterionKind
    items: tuple[Item, ...] = ()
    bands: tuple[Band, ...] = ()
    measure: Measure = "count"
    floor: Decimal | None = None
    base: Decimal | None = None
    reached_percent: Decimal = HUNDRED
    below_plan: Literal["share", "nothing"] = "share"
    step_percent: Decimal = Decimal(1)
    step_points: Decimal = ZERO
    under_points: Decimal = ZERO
    factor_percent: Decimal = HUNDRED
    all_points: Decimal | None = None
    highest_only: bool = False
    no_plan: NotApplicablePolicy | None = None
    unit_word: str = ""

    @property
    def is_relative(self) -> bool:
        """Whether the points of one unit depend on what the other units did."""
        return self.kind in ("leader", "average")

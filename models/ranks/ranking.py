"""Ranks: a sort key and groups of equals. Nothing is ever ordered by name.

Units that share a rank keep the order in which the block lists its units.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from itertools import groupby

from models.points import round_points, show
from models.rulepack import Quota, RulePack, TieBreak
from models.scores.results import UnitResult

Key = tuple[Decimal, ...]
"""The total and then a value for each link of the tie-break chain; more is better in all."""

_HIGHER = {"bonus": "điểm thưởng cao hơn", "fewest_deductions": "ít điểm trừ hơn"}
_LOWER = {"bonus": "điểm thưởng thấp hơn", "fewest_deductions": "nhiều điểm trừ hơn"}
_QUOTA_ROUNDING = {"down": ROUND_DOWN, "up": ROUND_UP, "half_up": ROUND_HALF_UP}


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's place. `rank` is None for an excluded unit and for one without a complete total.

    `total` is the figure that was compared (rounded where the pack ranks rounded totals). `tied`
    tells that the rank is shared. `tie_note` says what parted equal totals, or that nothing did; `settled`
    how the meeting parted the unit from its equals at an award line (`models.ranks.ties`), "" where it did not.
    """

    result: UnitResult
    rank: int | None
    total: Decimal | None
    tied: bool = False
    tie_note: str = ""
    settled: str = ""


@dataclass(frozen=True, slots=True)
class AwardLine:
    """Who stands above the line of one award: `chosen` by rank; `undecided` share the last places.

    `seats` is the number the quota gives. With `undecided` units nobody is dropped and nobody picked:
    the block decides between them for the seats that are left.
    """

    quota: Quota
    seats: int
    chosen: tuple[Standing, ...]
    undecided: tuple[Standing, ...]


def rank(results: Sequence[UnitResult], pack: RulePack) -> tuple[Standing, ...]:
    """The standings: ranked units first, then those without a complete total, then the excluded."""
    ranked = [it for it in results if it.total is not None and it.excluded is None]
    keyed = sorted(((_key(it, pack), it) for it in ranked), key=lambda pair: pair[0], reverse=True)
    standings: list[Standing] = []
    # Equal totals lie side by side, and among them those that no link of the chain parts.
    for _, same_total in groupby(keyed, key=lambda pair: pair[0][0]):
        rivals = list(same_total)
        begun = Counter(key[:place] for key, _ in rivals for place in range(1, len(key) + 1))
        above: Key = ()
        for key, group in groupby(rivals, key=lambda pair: pair[0]):
            equals = [it for _, it in group]
            place = len(standings) + 1
            if pack.rank_style == "dense" and standings:
                place = (standings[-1].rank or 0) + 1
            note = _tie_note(key, above, begun, pack) if len(rivals) > 1 else ""
            above = key
            tied = len(equals) > 1
            standings.extend(Standing(it, place, key[0], tied, note) for it in equals)
    incomplete = [it for it in results if it.total is None and it.excluded is None]
    excluded = [it for it in results if it.excluded is not None]
    apart = (Standing(it, None, compared(it, pack)) for it in (*incomplete, *excluded))
    return (*standings, *apart)


def compared(result: UnitResult, pack: RulePack) -> Decimal | None:
    """The total that ranks are made from, rounded or exact as the pack says; where something does not
    apply to the unit, the total by its share of the attainable points."""
    total = result.total if result.share is None else result.share
    if total is None or pack.rank_on == "exact":
        return total
    return round_points(total, pack.decimals, pack.rounding)


def tie_break_name(tie_break: TieBreak) -> str:
    """How a link of the chain is called on screen and paper."""
    if tie_break.kind == "section":
        return f"mục {tie_break.section} cao hơn"
    return _HIGHER[tie_break.kind]


def _lost_by(tie_break: TieBreak) -> str:
    """The same link said of the unit that came off worse by it."""
    if tie_break.kind == "section":
        return f"mục {tie_break.section} thấp hơn"
    return _LOWER[tie_break.kind]


def award_line(standings: Sequence[Standing], quota: Quota) -> AwardLine:
    """Apply one quota. A group of equals that does not fit into the seats stays undecided."""
    seats = _seats(quota, len(standings))
    chosen: list[Standing] = []
    undecided: tuple[Standing, ...] = ()
    placed = [it for it in standings if it.rank is not None]
    for _, group in groupby(placed, key=lambda it: it.rank):
        equals = tuple(group)
        if len(chosen) >= seats:
            break
        if len(chosen) + len(equals) > seats:
            undecided = equals
            break
        chosen.extend(equals)
    return AwardLine(quota, seats, tuple(chosen), undecided)


def _seats(quota: Quota, units: int) -> int:
    if quota.kind == "number":
        return int(quota.value)
    if quota.kind == "by_size":
        fitting = (it for it in quota.sizes if it.first <= units <= (it.last or units))
        return next((int(it.points) for it in fitting), 0)
    share = quota.value * units / 100
    return int(share.quantize(Decimal(1), rounding=_QUOTA_ROUNDING[quota.rounding]))


def _key(result: UnitResult, pack: RulePack) -> Key:
    total = compared(result, pack)
    assert total is not None, "only complete totals are ranked"
    return (total, *(_tie_value(result, it) for it in pack.tie_breaks))


def _tie_value(result: UnitResult, tie_break: TieBreak) -> Decimal:
    """More is better for every link of the chain."""
    if tie_break.kind == "section":
        return result.groups.get(tie_break.section) or Decimal(0)
    return result.bonus if tie_break.kind == "bonus" else -result.deductions


def _tie_note(key: Key, above: Key, begun: Counter[Key], pack: RulePack) -> str:
    """What parted the unit with this key from the others with the same total, or that nothing did.

    `begun` counts how many of them begin alike, link by link of the chain; `above` is the key just
    before this one, () for the first. Who came off worse is told the figure that was better, too.
    """
    if begun[key] > 1:
        if pack.tie_breaks:
            return "cùng điểm, bằng nhau ở mọi tiêu chí phân định"
        return "cùng điểm, chưa có tiêu chí phân định"
    deepest = max(place for place in range(1, len(key)) if begun[key[:place]] > 1)
    link, own = pack.tie_breaks[deepest - 1], show(abs(key[deepest]))
    if above[:deepest] != key[:deepest]:
        return f"cùng điểm, phân định theo {tie_break_name(link)} ({own})"
    return f"cùng điểm, phân định theo {_lost_by(link)} ({own}; {show(abs(above[deepest]))})"

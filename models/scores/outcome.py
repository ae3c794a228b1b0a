"""What the rule of a criterion makes of the numbers given: points, with the sum in words on demand.

A whole block is computed anew at every key press, so words are only made when somebody asks why.
"""

from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from typing import NamedTuple

from models.criterion_rule import Effect, NotApplicablePolicy
from models.points import ZERO, round_points, show_short
from models.rulepack import RulePack
from models.table import TableRow

Words = Callable[[], str]


class Outcome(NamedTuple):
    """Points of one criterion of one unit (None: not known yet), and what else follows.

    `effects` act on class or rank, each with the reason in words. `policy` not None: the numbers say
    that the criterion does not apply (no plan), and what holds then. `missing` are the titles of the
    numbers that are not there.
    """

    points: Decimal | None
    say: Words
    effects: tuple[tuple[Effect, str], ...] = ()
    policy: NotApplicablePolicy | None = None
    missing: tuple[str, ...] = ()

    @property
    def detail(self) -> str:
        """The sum with the numbers put in: "15 − 3 lần × 0,5 = 13,5"; or why there is none."""
        return self.say()


def floor_of(row: TableRow, pack: RulePack) -> Decimal:
    """The lowest points of a criterion: its rule's own floor, else the pack's."""
    if row.rule is not None and row.rule.floor is not None:
        return row.rule.floor
    return pack.criterion_floor


def settled(
    row: TableRow,
    pack: RulePack,
    raw: Decimal,
    words: Words,
    effects: tuple[tuple[Effect, str], ...] = (),
    *,
    is_sum: bool = True,
) -> Outcome:
    """`raw` rounded as the pack rounds, then held between floor and maximum; each leaves its words.

    `is_sum`: the words are a sum ("15 − 3 × 0,5 = 13,5"), else a finding ("có: 5 điểm").
    """
    rounded = round_points(raw, pack.decimals, pack.rounding) + ZERO  # never "-0"
    points, lowest, highest = rounded, floor_of(row, pack), row.max_points
    if highest is not None and points > highest:
        points = highest
    points = max(points, lowest)

    def say() -> str:
        figure = show_short(rounded)
        parts = [f"{words()} = {figure}" if is_sum else f"{words()}: {figure} điểm"]
        if rounded != raw:
            parts.append(f"làm tròn {pack.decimals} chữ số lẻ")
        if points < rounded:
            parts.append(f"tối đa {show_short(points)}")
        elif points > rounded:
            parts.append(f"thấp nhất {show_short(points)}")
        return "; ".join(parts)

    return Outcome(points, say, effects)


def floored(number: Decimal, places: int = 2) -> Decimal:
    """`number` cut to `places` decimals, for words: what is not quite 100 is never shown as 100.

    A number too long for that loses its decimals only.
    """
    try:
        return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR)
    except InvalidOperation:
        return number.to_integral_value(rounding=ROUND_FLOOR)


def percent(share: Decimal) -> str:
    """A percentage in words, "66,66%"; one below a hundredth with as many decimals as it takes."""
    places = max(2, 1 - share.adjusted()) if share > 0 else 2
    return f"{show_short(floored(share, places).normalize())}%"


def unknown(why: str, missing: tuple[str, ...] = ()) -> Outcome:
    """No points yet, and why."""
    return Outcome(None, lambda: why, missing=missing)


def lacking(missing: tuple[str, ...]) -> Outcome:
    """Numbers that were not entered: empty is not zero."""
    return unknown(f"chưa ghi: {', '.join(missing)}", missing)


def not_entered(plan: Decimal | None, result: Decimal | None) -> Outcome:
    """Plan or result is still to come. (A plan of 0 is entered: it says that there is none.)"""
    titles = (("kế hoạch", plan), ("thực hiện", result))
    return lacking(tuple(title for title, number in titles if number is None))


def without_plan(row: TableRow, policy: NotApplicablePolicy | None) -> Outcome:
    """A plan of 0: there is nothing to divide by, so the policy of the rule decides."""
    if policy == "full" and row.max_points is not None:
        full = row.max_points
        return Outcome(full, lambda: f"không có kế hoạch giao: tính đủ {show_short(full)}")
    if policy == "leave_out":
        return Outcome(None, lambda: "không có kế hoạch giao: không tính", policy="leave_out")
    return unknown(
        "kế hoạch bằng 0, quy tắc chưa nói cách tính; ghi ở mục Không áp dụng của đơn vị"
    )

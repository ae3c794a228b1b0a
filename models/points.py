"""Exact points: `Decimal` from the key press to the signed table, never a float.

Unit: one point of the scoring table. `parse` reads what people write, `show` writes what Vietnamese
readers expect (decimal comma, dot for thousands).
"""

import re
import unicodedata
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from functools import cache
from typing import Literal

from models.errors import Problem

Rounding = Literal["half_up", "half_even", "half_down", "down", "up"]

ZERO = Decimal(0)
HUNDREDTH = Decimal("0.01")
MINUS = "\N{MINUS SIGN}"

_ROUNDING_MODES: dict[Rounding, str] = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "half_down": ROUND_HALF_DOWN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}
_UNIT_WORD = re.compile(r"(?<=[0-9]) ?(?:điểm|đ)\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_GROUPED = re.compile(
    r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
)
_SPACED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_ONE_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
# What a Vietnamese or East Asian keyboard, Word and Excel put for the signs of a number.
_SIGNS = str.maketrans(
    "０１２３４５６７８９．，＋－\N{MINUS SIGN}\N{EN DASH}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}",
    "0123456789.,+---  ",
)
_LONGEST = 20


def parse(
    text: str,
    *,
    step: Decimal = HUNDREDTH,
    lowest: Decimal | None = ZERO,
    highest: Decimal | None = None,
) -> Decimal | Problem | None:
    """Read points as people type them: "9,5", "9.5", " 9,50 đ", "９,５", "1.000,5".

    Returns the exact value, None for an empty text (empty is not zero), or a `Problem` that says
    what is wrong. `step` is the smallest difference the block uses; `highest` the maximum of the
    criterion, in points. A text that can be read two ways ("1.000") is taken when only one reading
    fits the step and the range, else refused; a comma alone is never a thousands mark. Inside only one
    space is allowed, before the word for points ("8 điểm") or between groups of thousands ("1 000").
    """
    cleaned = _clean(text)
    if not cleaned:
        return None
    readings = _readings(cleaned)
    if not readings:
        return Problem(
            "points-not-a-number",
            f"“{text.strip()}” không phải là số điểm.",
            "Ghi số, ví dụ 9,5.",
        )
    flaws = [flaw(value, step=step, lowest=lowest, highest=highest) for value in readings]
    fitting = [value for value, bad in zip(readings, flaws, strict=True) if bad is None]
    if len(fitting) > 1:
        return Problem(
            "points-ambiguous",
            f"“{text.strip()}” có thể đọc là {show_short(fitting[0])} hoặc {show_short(fitting[1])}.",
            "Viết không có dấu chấm ngăn hàng nghìn.",
        )
    if fitting and (fitting[0] == readings[0] or "," not in cleaned):
        return fitting[0]
    return flaws[0]


def flaw(
    value: Decimal, *, step: Decimal, lowest: Decimal | None, highest: Decimal | None
) -> Problem | None:
    """Why `value` may not be entered for a criterion (range, step), or None when it may."""
    if lowest is not None and value < lowest:
        return Problem(
            "points-below-floor",
            f"Thấp nhất {show_short(lowest)} điểm. Anh/chị nhập {show_short(value)}.",
            f"Ghi từ {show_short(lowest)} trở lên; điểm trừ ghi ở mục điểm trừ.",
        )
    if highest is not None and value > highest:
        return Problem(
            "points-over-maximum",
            f"Tối đa {show_short(highest)} điểm. Anh/chị nhập {show_short(value)}.",
            f"Ghi {show_short(highest)} hoặc thấp hơn.",
        )
    if step > 0 and value % step:
        return Problem(
            "points-off-step",
            f"{show_short(value)} lẻ hơn bước điểm {show_short(step)} của khối.",
            f"Ghi bội số của {show_short(step)}.",
        )
    return None


def round_points(value: Decimal, decimals: int, rounding: Rounding = "half_up") -> Decimal:
    """`value` rounded to `decimals` places in the way the block's rule pack says."""
    return value.quantize(_place(decimals), rounding=_ROUNDING_MODES[rounding])


@cache
def _place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def show(value: Decimal, decimals: int = 2) -> str:
    """Points with a fixed number of decimals and a comma: 97,50 · 1.000,00 · −0,50.

    More decimals than asked for are shown rather than rounded away: what is printed is exact.
    """
    exact = max(decimals, -int(value.normalize().as_tuple().exponent))
    whole = f"{abs(value):,.{exact}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{MINUS}{whole}" if value < 0 else whole


def show_short(value: Decimal) -> str:
    """Points without needless zeros: 97,5 · 4 · 1.000."""
    return show(value, 0)


def show_signed(value: Decimal, decimals: int = 2) -> str:
    """An amount that is added or taken away: "+ 4,00", "− 1,00"."""
    return f"{MINUS if value < 0 else '+'} {show(abs(value), decimals)}"


def plain(value: Decimal, decimals: int = 2) -> str:
    """The machine form, exact and with a dot: "12.50"."""
    exact = max(decimals, -int(value.normalize().as_tuple().exponent))
    return f"{value:.{exact}f}"


def _clean(text: str) -> str:
    """Full-width digits, odd spaces and minus signs written plainly, the word for "points" taken out.

    Nothing is ever joined: what stands apart inside ("1 5", two lines) stays apart.
    """
    plain_signs = unicodedata.normalize("NFC", text.strip()).translate(_SIGNS)
    without_unit = _UNIT_WORD.sub("", plain_signs)
    return without_unit if len(without_unit) <= _LONGEST else "?"


def _readings(cleaned: str) -> list[Decimal]:
    """Every number that `cleaned` can mean; the decimal reading first."""
    readings = []
    if _SPACED.fullmatch(cleaned):
        return [Decimal(cleaned.replace(" ", "").replace(",", "."))]
    if _PLAIN.fullmatch(cleaned):
        readings.append(Decimal(cleaned.replace(",", ".")))
    if _ONE_GROUP.fullmatch(cleaned):
        readings.append(Decimal(cleaned.replace(",", "").replace(".", "")))
    elif _GROUPED.fullmatch(cleaned) and not readings:
        decimal_mark = "," if cleaned.rfind(",") > cleaned.rfind(".") else "."
        if cleaned.count(decimal_mark) > 1:
            readings.append(Decimal(cleaned.replace(decimal_mark, "")))
        else:
            thousands = "." if decimal_mark == "," else ","
            readings.append(Decimal(cleaned.replace(thousands, "").replace(decimal_mark, ".")))
    return readings

"""Where the bands of a rule overlap, and where they leave numbers out.

Counts and days are whole, so that 1–5 and 6–10 touch each other. Counts begin at 1, days at 0.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from models.criterion_rule import HUNDRED, Band, CriterionRule
from models.points import ZERO, show_short
from models.scores.criteria import band_words

_NO_END = Decimal("Infinity")
_ONE = Decimal(1)


class _Span(NamedTuple):
    """A band as numbers: from `low` to `high`, each end counted or not."""

    low: Decimal
    low_open: bool
    high: Decimal
    high_open: bool
    band: Band


def band_overlap(rule: CriterionRule) -> str:
    """The first two bands that share a number, or one that holds none, in a sentence; "" when none."""
    spans = _spans(rule)
    for span in spans:
        if span.low > span.high or (span.low == span.high and (span.low_open or span.high_open)):
            return f"Không số nào thuộc bậc {_words(span.band)}."
    for before, after in pairwise(spans):
        shared = before.high > after.low or (
            before.high == after.low and not before.high_open and not after.low_open
        )
        if shared:
            return f"Bậc {_words(before.band)} và bậc {_words(after.band)} chồng nhau."
    return ""


def band_gaps(rule: CriterionRule) -> tuple[str, ...]:
    """The stretches from 0 on that lie in no band, in words; the bands must not overlap."""
    return tuple(_gaps(rule))


def in_order(rule: CriterionRule) -> tuple[Band, ...]:
    """The bands from the lowest number on."""
    return tuple(span.band for span in _spans(rule))


def _gaps(rule: CriterionRule) -> Iterator[str]:
    spans = _spans(rule)
    first, last = spans[0], spans[-1]
    whole = _is_whole(rule)
    # That nothing happened needs no tier of its own: it earns 0 as it is. No day late is a number.
    start = _ONE if whole and rule.measure == "count" else ZERO
    if first.low > start:
        end = "dưới" if not first.low_open else "đến"
        yield f"{end} {show_short(first.low)}"
    for before, after in pairwise(spans):
        touching = before.high == after.low and not (before.high_open and after.low_open)
        next_whole = whole and after.low == before.high + _ONE
        if not touching and not (next_whole and not before.high_open and not after.low_open):
            yield f"giữa {show_short(before.high)} và {show_short(after.low)}"
    top = HUNDRED if rule.kind == "tiers" and rule.measure == "percent" else _NO_END
    if last.high < top or (last.high == top and last.high_open and top.is_finite()):
        start_word = "từ" if last.high_open else "trên"
        yield f"{start_word} {show_short(last.high)}"


def _is_whole(rule: CriterionRule) -> bool:
    return rule.kind == "tiers" and rule.measure in ("count", "days")


def _spans(rule: CriterionRule) -> list[_Span]:
    whole = _is_whole(rule)
    return sorted((_span(band, whole=whole) for band in rule.bands), key=lambda it: it[:2])


def _span(band: Band, *, whole: bool) -> _Span:
    low = -_NO_END if band.low is None else band.low
    high = _NO_END if band.high is None else band.high
    low_open, high_open = band.low_open, band.high_open
    if whole and low.is_finite() and low % 1 == 0 and low_open:
        low, low_open = low + _ONE, False
    if whole and high.is_finite() and high % 1 == 0 and high_open:
        high, high_open = high - _ONE, False
    return _Span(low, low_open, high, high_open, band)


def _words(band: Band) -> str:
    return f"“{band_words(band)}”"

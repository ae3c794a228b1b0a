"""Lists that fit into one field of a form: codes with commas, tiers with one line each. No Qt."""

import re
from decimal import Decimal

from models import points
from models.errors import Problem
from models.points import show_short
from models.rulepack import Tier

_RANGE = re.compile(r"(\d{1,6})\s*(?:-|–|—|đến)\s*(\d{1,6})")
_FROM = re.compile(r"từ\s*(\d{1,6})(?:\s*trở lên)?|(\d{1,6})\s*trở lên")
_ONE = re.compile(r"\d{1,6}")
_UNIT = re.compile(r"\s*(?:điểm|đ|đơn vị)\.?$")


def show_codes(codes: tuple[str, ...]) -> str:
    """ "I, II, III"."""
    return ", ".join(codes)


def read_codes(text: str) -> tuple[str, ...]:
    """Codes between commas, semicolons or line ends, each once."""
    parts = (it.strip() for it in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(it for it in parts if it))


def show_tiers(tiers: tuple[Tier, ...]) -> str:
    """One line a tier: "1–5: 1", "từ 11: 2"."""
    return "\n".join(f"{_span(it)}: {show_short(it.points)}" for it in tiers)


def _span(tier: Tier) -> str:
    if tier.last is None:
        return f"từ {tier.first}"
    return str(tier.first) if tier.first == tier.last else f"{tier.first}–{tier.last}"


def read_tiers(text: str) -> tuple[Tier, ...] | str:
    """The tiers of a text with one line each, or the sentence of what is wrong with it."""
    tiers: list[Tier] = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=1):
        found = _tier(line.casefold())
        if isinstance(found, str):
            return f"Dòng {number} “{line}”: {found}"
        tiers.append(found)
    return tuple(tiers)


def _tier(line: str) -> Tier | str:
    span, _, amount = line.partition(":")
    ends = _ends(span.strip())
    if ends is None:
        return "ghi khoảng trước dấu hai chấm, ví dụ 1–5: 1 hoặc từ 11: 2."
    value = points.parse(_UNIT.sub("", amount.strip()), lowest=None)
    if isinstance(value, Problem):
        return f"{value.what} {value.advice}"
    if not isinstance(value, Decimal):
        return "chưa ghi số sau dấu hai chấm."
    return Tier(*ends, value)


def _ends(span: str) -> tuple[int, int | None] | None:
    if found := _RANGE.fullmatch(span):
        return int(found[1]), int(found[2])
    if found := _FROM.fullmatch(span):
        return int(found[1] or found[2]), None
    return (int(span), int(span)) if _ONE.fullmatch(span) else None

"""Codes of the scoring table as printed: I / I.1 / I.1.a, the next free one, and the block's own pattern."""

from collections.abc import Iterable, Sequence
from typing import Literal

from models.table import ScoringTable, TableRow

Style = Literal["roman", "capital", "number", "letter"]

# Points of a law are lettered without f, j, w, z (Luật Ban hành văn bản quy phạm pháp luật, practice).
LETTERS = "abcdđeghiklmnopqrstuvxy"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROMAN = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_DEFAULT: tuple[Style, ...] = ("roman", "number", "letter", "number")


def token(style: Style, number: int) -> str:
    """The mark of the `number`th row (from 1) in a style; plain figures where the letters end."""
    if style == "roman" and number < 40:
        return roman(number)
    if style == "letter" and number <= len(LETTERS):
        return LETTERS[number - 1]
    if style == "capital" and number <= len(CAPITALS):
        return CAPITALS[number - 1]
    return str(number)


def roman(number: int) -> str:
    """The number in Roman letters, "" from 0 down."""
    made, rest = "", max(number, 0)
    for value, mark in _ROMAN:
        made += mark * (rest // value)
        rest %= value
    return made


def last_part(code: str) -> str:
    """ "a" of "I.2.a"."""
    return code.rpartition(".")[2]


def style_of(mark: str) -> Style | None:
    """How a mark is counted, None when it follows no known way. "C" is a capital, "I" and "V" are Roman."""
    if mark.isdecimal() and mark.isascii():
        return "number"
    if mark and set(mark) <= set("IVX"):
        return "roman"
    if len(mark) == 1 and mark in LETTERS:
        return "letter"
    if len(mark) == 1 and mark in CAPITALS:
        return "capital"
    return None


def styles(table: ScoringTable) -> tuple[Style, ...]:
    """How the block counts at each depth: as the first row there does, else I / 1 / a / 1."""
    found: dict[int, Style] = {}
    for depth, row in table.walk():
        style = style_of(last_part(row.code))
        if style is not None:
            found.setdefault(depth, style)
    deepest = max((*found, len(_DEFAULT) - 1))
    return tuple(found.get(depth, _DEFAULT[min(depth, 3)]) for depth in range(deepest + 1))


def style_at(known: Sequence[Style], depth: int) -> Style:
    """The style at a depth; deeper than any row, plain figures."""
    return known[depth] if depth < len(known) else "number"


def joined(parent: str, mark: str) -> str:
    """A row's whole code: the parent's in front, nothing in front of a section's."""
    return f"{parent}.{mark}" if parent else mark


def next_code(parent: str, siblings: Iterable[TableRow], style: Style, taken: set[str]) -> str:
    """The code after the last one counted among the siblings that no row of the table has."""
    marks = {last_part(row.code) for row in siblings}
    number = max((_number(style, mark) for mark in marks), default=0) + 1
    return free_code(parent, style, number, taken)


def free_code(parent: str, style: Style, number: int, taken: set[str]) -> str:
    """The first code from `number` on that is not taken."""
    while joined(parent, token(style, number)) in taken:
        number += 1
    return joined(parent, token(style, number))


def _number(style: Style, mark: str) -> int:
    """Which number a mark stands for in a style, 0 when it is none of it."""
    most = {"roman": 39, "letter": len(LETTERS), "capital": len(CAPITALS)}.get(style, 0)
    places = (number for number in range(1, most + 1) if token(style, number) == mark)
    found = next(places, 0)
    if not found and mark.isdecimal() and mark.isascii() and len(mark) <= 6:
        return int(mark)
    return found

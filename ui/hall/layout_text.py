"""Text on a picture, measured: sizes in pixels, lines broken between words, nothing painted yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from ui.look import theme

Align = Literal["left", "center", "right"]
REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700
LEADING = 1.24
"""Height of a line in its size: room for stacked accents above and a dot below."""
DESCENT = 0.23
"""How far letters and the dots under them reach below the baseline, in their size."""
CAPITALS = 1.4
"""The same for a text in capitals, whose accents stand higher."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text with its lines, in `rect`. `least` is the smallest size it may have, in pixels.

    `group` is the row it moves with ("" stands still); `role` tells it from the others of its group.
    `ink` is a token of `theme.HALL`. Lines are `step` pixels apart.
    """

    role: str
    lines: tuple[str, ...]
    rect: QRectF
    px: int
    weight: int
    ink: str
    align: Align
    least: int
    step: float
    group: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What is the same text on two pictures."""
        return self.group, self.role

    def placed(self) -> Iterator[tuple[float, float, str]]:
        """Left edge, baseline and text of each line."""
        metrics = measure(self.px, self.weight)
        # Below the baseline only what a letter can need; the rest is room for accents on capitals.
        above = self.step - DESCENT * self.px
        for number, line in enumerate(self.lines):
            spare = self.rect.width() - metrics.horizontalAdvance(line)
            shift = {"left": 0.0, "center": spare / 2, "right": spare}[self.align]
            yield self.rect.left() + shift, self.rect.top() + number * self.step + above, line


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled rectangle: the ground of a row, a rule; `colour` is a token of `theme.HALL`."""

    role: str
    rect: QRectF
    colour: str
    group: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What is the same ground on two pictures."""
        return self.group, self.role


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything of one page of a scene at one size, in logical pixels."""

    width: int
    height: int
    words: tuple[Words, ...] = ()
    grounds: tuple[Ground, ...] = ()
    page: int = 0
    pages: int = 1


@lru_cache(maxsize=256)
def font(px: int, weight: int) -> QFont:
    """The program's letters at this size in pixels."""
    made = QFont(theme.FONT_FAMILY)
    made.setPixelSize(px)
    made.setWeight(QFont.Weight(weight))
    return made


@lru_cache(maxsize=256)
def measure(px: int, weight: int) -> QFontMetricsF:
    """The metrics of `font`."""
    return QFontMetricsF(font(px, weight))


def least(height: int, share: float) -> int:
    """The size that is at least 1/`share` of the picture's height."""
    return ceil(height / share)


def advance(text: str, px: int, weight: int) -> float:
    """How wide a text is on one line."""
    return _advance(text, px, weight)


@lru_cache(maxsize=4096)
def _advance(text: str, px: int, weight: int) -> float:
    return measure(px, weight).horizontalAdvance(text)


@lru_cache(maxsize=4096)
def wrap(text: str, px: int, weight: int, width: float) -> tuple[str, ...]:
    """The text in lines no wider than `width`, broken between words; a word that is wider than a line is
    broken inside, so that nothing is ever cut."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}".strip()
            if not line or advance(longer, px, weight) <= width:
                line = longer
            else:
                lines.append(line)
                line = word
            while advance(line, px, weight) > width and len(line) > 1:
                fits = _fitting(line, px, weight, width)
                lines.append(line[:fits])
                line = line[fits:]
        lines.append(line)
    return tuple(lines)


def _fitting(line: str, px: int, weight: int, width: float) -> int:
    count = len(line) - 1
    while count > 1 and advance(line[:count], px, weight) > width:
        count -= 1
    return count


def balanced(text: str, px: int, weight: int, width: float) -> tuple[str, ...]:
    """`wrap` with lines of about the same length, for what stands in the middle."""
    lines = wrap(text, px, weight, width)
    best = lines
    narrower = width
    while len(lines) > 1:
        narrower *= 0.94
        tried = wrap(text, px, weight, narrower)
        if len(tried) > len(lines) or narrower < width / 3:
            break
        best = tried
    return best


def line_step(px: int, text: str = "") -> float:
    """The height of a line at this size."""
    return px * (CAPITALS if text and text == text.upper() and text != text.lower() else LEADING)

"""`lay_out`: where everything of a scene stands at a size, as rectangles and letter sizes; nothing is painted.

What is painted and what a test measures are the same figures.
"""

from dataclasses import replace

from PySide6.QtCore import QRectF

from models.hall.scenes import Scene
from ui.hall.layout_frame import FOOT_NOTES, Frame, frame, page_words
from ui.hall.layout_rows import Fit, sheets
from ui.hall.layout_slides import slide
from ui.hall.layout_table import page_of, table
from ui.hall.layout_text import (
    BOLD,
    MEDIUM,
    Ground,
    Picture,
    Words,
    advance,
    least,
    line_step,
    wrap,
)

NARROWEST = 1.2
"""Width to height of the narrowest picture; a screen of 5 : 4 is filled."""
SMALLEST = (160, 90)
"""In less room nothing can be read, so nothing is drawn (a window that is not laid out yet)."""
SLIDES = ("opening", "message", "countdown", "closing")


def lay_out(scene: Scene, width: int, height: int) -> Picture:
    """The picture of `scene` in width × height logical pixels; one that is narrower than `NARROWEST` is less
    high, and stands in the middle."""
    height = min(height, int(width / NARROWEST))
    if scene.kind == "blank" or width < SMALLEST[0] or height < SMALLEST[1]:
        return Picture(width, height)
    if scene.kind in SLIDES:
        return slide(scene, width, height)
    around, fits = _fitted(scene, width, height, "")
    page = page_of(scene, fits)
    if len(fits) > 1:
        around, fits = _fitted(scene, width, height, page_words(page, len(fits)))
        page = min(page_of(scene, fits), len(fits) - 1)
    top, words, grounds = _above(scene, around)
    words += around.words
    grounds += around.grounds
    note, room = _note(scene, around, top)
    if fits:
        area = QRectF(around.body.left(), top, around.body.width(), room)
        note = [_raised(it, top + sum(fits[page].heights) + height * 0.03) for it in note]
        row_words, row_grounds = table(scene, fits[page], area, around)
        words += row_words
        grounds += row_grounds
    return Picture(width, height, (*words, *note), tuple(grounds), page, max(1, len(fits)))


def pages(scene: Scene, width: int, height: int) -> int:
    """On how many pages the scene stands at this size; which one is `Scene.page`."""
    return lay_out(scene, width, height).pages


def _fitted(scene: Scene, width: int, height: int, which: str) -> tuple[Frame, list[Fit]]:
    """Heading, foot and pages: the roomy heading where one page holds all, else the narrow one if that helps."""
    found = []
    for dense in (False, True):
        around = frame(scene, width, height, dense=dense, which=which)
        top, _, _ = _above(scene, around)
        _, room = _note(scene, around, top)
        fits = sheets(scene, around.body.width() - 2 * around.inset, room, height)
        found.append((around, fits))
        if len(fits) <= 1:
            break
    return min(found, key=lambda it: len(it[1]))


def _above(scene: Scene, around: Frame) -> tuple[float, list[Words], list[Ground]]:
    """What stands large between heading and rows (old → new), and where the rows begin."""
    top = around.body.top()
    if not scene.big or scene.kind != "discussion":
        return top, [], []
    px = round(around.height / 6.5)
    old, arrow, new = scene.big.partition(" → ")
    parts = [(old, MEDIUM, "MUTED"), ("→", MEDIUM, "MUTED"), (new, BOLD, "ACTION")]
    if not arrow:
        parts = [(old, BOLD, "INK")]
    top += around.height * 0.02
    words = []
    left = around.body.left() + around.inset
    step = line_step(px)
    for number, (text, weight, ink) in enumerate(parts):
        wide = advance(text, px, weight)
        rect = QRectF(left, top, wide, step)
        floor = least(around.height, 10)
        words.append(Words(f"big{number}", (text,), rect, px, weight, ink, "left", floor, step))
        left += wide + px * 0.3
    return top + step + around.height * 0.01, words, []


def _note(scene: Scene, around: Frame, top: float) -> tuple[list[Words], float]:
    """The note under the rows, above the foot, and the room it leaves to the rows."""
    room = around.body.bottom() - top
    if not scene.note or scene.kind in FOOT_NOTES:
        return [], room
    px = least(around.height, 30)
    step = line_step(px)
    lines = wrap(scene.note, px, MEDIUM, around.body.width())
    tall = step * len(lines)
    rect = QRectF(around.body.left(), around.body.bottom() - tall, around.body.width(), tall)
    words = Words("note", lines, rect, px, MEDIUM, "INK", "left", px, step)
    return [words], room - tall - around.height * 0.01


def _raised(note: Words, top: float) -> Words:
    """The note close under the rows where they leave more room than they need."""
    rect = QRectF(note.rect)
    rect.moveTop(min(top, rect.top()))
    return replace(note, rect=rect)

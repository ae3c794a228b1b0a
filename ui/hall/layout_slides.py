"""Pictures that stand in the middle: opening, backdrop, message, countdown, closing."""

from typing import NamedTuple

from PySide6.QtCore import QRectF

from models.hall.scenes import MAKET, Scene
from ui.hall.layout_frame import NAME, SMALL, frame, page_words
from ui.hall.layout_text import (
    BOLD,
    MEDIUM,
    REGULAR,
    SEMIBOLD,
    Picture,
    Words,
    balanced,
    least,
    line_step,
    wrap,
)


class Part(NamedTuple):
    """One text of the stack: wished and smallest size as parts of the height, space before it in lines."""

    role: str
    text: str
    wished: float
    smallest: float
    weight: int
    ink: str
    before: float = 0.0


def slide(scene: Scene, width: int, height: int) -> Picture:
    """The scene's texts one under the other, as large as they fit; more pages when they do not."""
    around = frame(scene, width, height, bare=True)
    body = around.body.adjusted(0, height * 0.02, 0, -height * 0.02)
    parts = [it for it in _parts(scene) if it.text]
    scale = 1.0
    laid = _stack(parts, body, height, scale)
    while _tall(laid) > body.height() and scale > 0.2:
        scale -= 0.04
        laid = _stack(parts, body, height, scale)
    sheets = _sheets(laid, body.height())
    page = min(max(scene.page or 0, 0), len(sheets) - 1)
    if len(sheets) > 1:
        which = page_words(page, len(sheets))
        around = frame(scene, width, height, bare=True, which=which)
    words = _centred(sheets[page], body)
    return Picture(width, height, (*around.words, *words), around.grounds, page, len(sheets))


def _parts(scene: Scene) -> list[Part]:
    if scene.kind == "opening" and scene.about == MAKET:
        holders = [
            Part(f"line{n}", it, 24, 36, SEMIBOLD, "MUTED", 0.05)
            for n, it in enumerate(scene.lines)
        ]
        main = Part("big", scene.big, 12, 24, BOLD, "INK", 0.4)
        return [*holders, main, Part("note", scene.note, 22, 36, MEDIUM, "MUTED", 0.9)]
    block = Part("block", scene.block.upper(), 26, 36, SEMIBOLD, "MUTED")
    lines = [
        Part(
            f"line{n}",
            it,
            22,
            NAME if scene.kind == "message" else 36,
            REGULAR,
            "MUTED",
            0.7 if n == 0 else 0.1,
        )
        for n, it in enumerate(scene.lines)
    ]
    if scene.kind == "opening":
        return [block, Part("title", scene.title.upper(), 11, 24, BOLD, "INK", 0.8), *lines]
    if scene.kind == "countdown":
        return [
            Part("title", scene.title, 13, 24, SEMIBOLD, "INK"),
            Part("big", remaining(scene), 3.2, 8, BOLD, "INK", 0.1),
            Part("note", scene.note, 22, 36, MEDIUM, "WARN", 0.1),
            *lines,
        ]
    if scene.kind == "closing":
        return [block, Part("big", scene.big, 11, 24, BOLD, "INK", 0.8), *lines]
    return [Part("big", scene.big, 9, NAME, BOLD, "INK"), *lines]


def remaining(scene: Scene) -> str:
    """ "14:05", "1:05:00"; a time of day that is not running yet stands as it is."""
    if scene.left is None:
        return scene.clock or "0:00"
    minutes, rest = divmod(scene.left, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _stack(parts: list[Part], body: QRectF, height: int, scale: float) -> list[tuple[float, Words]]:
    """Each text with the space before it, not placed yet."""
    made: list[tuple[float, Words]] = []
    for it in parts:
        floor = least(height, min(it.smallest, SMALL))
        px = _unbroken(it, max(floor, round(height / it.wished * scale)), floor, body.width())
        step = line_step(px, it.text)
        lines = balanced(it.text, px, it.weight, body.width())
        rect = QRectF(body.left(), 0, body.width(), step * len(lines))
        words = Words(it.role, lines, rect, px, it.weight, it.ink, "center", floor, step)
        made.append((it.before * step if made else 0.0, words))
    return made


def _unbroken(part: Part, px: int, floor: int, width: float) -> int:
    """A somewhat smaller size, where that saves a break of a line."""
    lines = len(wrap(part.text, px, part.weight, width))
    for smaller in range(px - 1, max(floor, round(px * 0.7)) - 1, -1):
        if len(wrap(part.text, smaller, part.weight, width)) < lines:
            return smaller
    return px


def _tall(laid: list[tuple[float, Words]]) -> float:
    return sum(gap + it.rect.height() for gap, it in laid)


def _sheets(laid: list[tuple[float, Words]], room: float) -> list[list[tuple[float, Words]]]:
    """One page where all fits, else as many as the lines need at their smallest size."""
    if not laid or _tall(laid) <= room:
        return [laid]
    sheets: list[list[tuple[float, Words]]] = [[]]
    for gap, it in laid:
        lines = it.lines
        before = gap
        while lines:
            free = room - _tall(sheets[-1]) - (before if sheets[-1] else 0)
            count = min(int(free / it.step), len(lines))
            if count < 1 and sheets[-1]:
                sheets.append([])
                continue
            sheets[-1].append((before if sheets[-1] else 0.0, _some(it, lines[: max(count, 1)])))
            lines = lines[max(count, 1) :]
            before = 0.0
    return sheets


def _some(it: Words, lines: tuple[str, ...]) -> Words:
    rect = QRectF(it.rect.left(), 0, it.rect.width(), it.step * len(lines))
    return Words(it.role, lines, rect, it.px, it.weight, it.ink, it.align, it.least, it.step)


def _centred(laid: list[tuple[float, Words]], body: QRectF) -> list[Words]:
    top = body.top() + max(0.0, (body.height() - _tall(laid)) / 2)
    made = []
    for gap, it in laid:
        top += gap
        rect = QRectF(it.rect.left(), top, it.rect.width(), it.rect.height())
        made.append(
            Words(it.role, it.lines, rect, it.px, it.weight, it.ink, it.align, it.least, it.step)
        )
        top = rect.bottom()
    return made

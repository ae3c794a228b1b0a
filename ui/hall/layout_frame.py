"""What all pictures have in common: the heading with its rule, and the foot with stamp and marks."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from models.hall.scenes import Scene
from models.hall.scenes_record import UNOFFICIAL, steps
from ui.hall.layout_text import (
    BOLD,
    MEDIUM,
    REGULAR,
    SEMIBOLD,
    Ground,
    Words,
    advance,
    balanced,
    least,
    line_step,
    wrap,
)

SMALL = 42.0
"""Secondary text is at least 1/42 of the height."""
MARK = 36.0
FOOT_NOTES = ("ranking", "reveal")
"""Kinds of scene whose note says what the gold means, small at the foot."""
TITLED = ("unit", "discussion")
"""Kinds of scene whose title is a unit's name."""
NAME, NAME_MANY = 24.0, 32.0
"""Unit names: at least 1/24 of the height with up to 12 on a page, 1/32 with up to 20."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room that heading and foot leave to a picture, with what they put on it."""

    width: int
    height: int
    words: tuple[Words, ...]
    grounds: tuple[Ground, ...]
    body: QRectF

    @property
    def inset(self) -> float:
        """From the edge of a row to its text."""
        return self.height / 60


def frame(
    scene: Scene,
    width: int,
    height: int,
    *,
    dense: bool = False,
    bare: bool = False,
    which: str = "",
) -> Frame:
    """Heading and foot; `dense` leaves more room for many rows, `bare` has no heading at all. `which` says
    the page where there are several."""
    margin = width * (0.04 if dense else 0.0573)
    inner = QRectF(margin, 0, width - 2 * margin, height)
    at = " · ".join(it for it in (which, scene.stamp) if it)
    words: list[Words] = []
    grounds: list[Ground] = []
    top = height * (0.024 if dense else 0.052)
    tag = _tag(scene, inner, top, height)
    words += tag
    if not bare:
        area = QRectF(inner.left(), top, inner.width(), 0)
        head, top = _head(scene, area, tag[0].rect if tag else None, height, dense)
        beside = _beside_title(head, at, inner, height) if dense else []
        at = "" if beside else at
        if beside:
            head = [_only_its_text(it) if it.role == "title" else it for it in head]
        words += head + beside
        rule = QRectF(inner.left(), top, inner.width(), max(2.0, round(height / 270)))
        grounds.append(Ground("rule", rule, "INK"))
        top = rule.bottom()
    elif tag:
        top = tag[0].rect.bottom()
    low, bottom = _foot(scene, inner, height, at)
    body = QRectF(inner.left(), top, inner.width(), bottom - top)
    return Frame(width, height, tuple(words + low), tuple(grounds), body)


def _tag(scene: Scene, inner: QRectF, top: float, height: int) -> list[Words]:
    """Rehearsal and sample data, at the top right: what the whole picture is."""
    said = " · ".join(it for it in scene.marks if it != UNOFFICIAL)
    if not said:
        return []
    px = least(height, MARK)
    wide = advance(said, px, BOLD)
    rect = QRectF(inner.right() - wide, top, wide, line_step(px, said))
    return [Words("tag", (said,), rect, px, BOLD, "WARN", "right", px, rect.height())]


def _head(
    scene: Scene, area: QRectF, tag: QRectF | None, height: int, dense: bool
) -> tuple[list[Words], float]:
    """Block (beside the tag), title and the lines under it, and where they end."""
    top = area.top()
    made: list[Words] = []
    room = area.width() - (tag.width() + height / 30 if tag is not None else 0)
    small = least(height, SMALL if dense else 36)
    is_name = scene.kind in TITLED
    share = NAME if is_name or not dense else 30
    title = _shrunk(scene.title, least(height, 24 if dense else 18.5), least(height, share), area)
    under = least(height, 36 if dense else 26 if scene.kind == "unit" else 30)
    ink = "INK" if scene.kind == "unit" else "MUTED"
    parts = [
        ("block", scene.block.upper(), small, SEMIBOLD, "MUTED", room, SMALL),
        ("title", scene.title, title, BOLD, "INK", area.width(), share),
        *(
            (f"line{n}", it, under, MEDIUM, ink, area.width(), 36)
            for n, it in enumerate(scene.lines)
        ),
    ]
    for role, text, px, weight, tint, wide, part in parts:
        if not text:
            continue
        step = line_step(px, text)
        lines = balanced(text, px, weight, wide)
        rect = QRectF(area.left(), top, wide, step * len(lines))
        made.append(Words(role, lines, rect, px, weight, tint, "left", least(height, part), step))
        top = rect.bottom()
        if role == "block":
            top = max(top, tag.bottom() if tag is not None else 0) + (
                0 if dense else height * 0.006
            )
    return made, top + height * (0.01 if dense else 0.022)


def _beside_title(head: list[Words], at: str, inner: QRectF, height: int) -> list[Words]:
    """The stamp at the right of the title, where many rows need the room at the foot; [] when it does not
    fit there."""
    title = next((it for it in head if it.role == "title"), None)
    px = least(height, SMALL)
    wide = advance(at, px, REGULAR)
    if not at or title is None or len(title.lines) > 1:
        return []
    if advance(title.lines[0], title.px, BOLD) + wide + height / 30 > inner.width():
        return []
    step = line_step(px)
    rect = QRectF(inner.right() - wide, title.rect.bottom() - step, wide, step)
    return [Words("stamp", (at,), rect, px, REGULAR, "MUTED", "right", px, step)]


def _only_its_text(title: Words) -> Words:
    """The title no wider than it is written, since something stands beside it."""
    rect = QRectF(title.rect)
    rect.setWidth(advance(title.lines[0], title.px, title.weight))
    return replace(title, rect=rect)


def _shrunk(text: str, largest: int, floor: int, area: QRectF) -> int:
    """The largest size at which a title takes one line, else two; never under `floor`."""
    for most in (1, 2):
        for px in range(largest, floor - 1, -1):
            if len(wrap(text, px, BOLD, area.width())) <= most:
                return px
    return floor


def _foot(scene: Scene, inner: QRectF, height: int, at: str) -> tuple[list[Words], float]:
    """Note and stamp at the left, "CHƯA CHÍNH THỨC" at the right; where the body must end."""
    bottom = height * (1 - 0.025)
    made: list[Words] = []
    wide = 0.0
    top = bottom
    if UNOFFICIAL in scene.marks:
        px = least(height, MARK)
        wide = advance(UNOFFICIAL, px, BOLD)
        step = line_step(px, UNOFFICIAL)
        rect = QRectF(inner.right() - wide, bottom - step, wide, step)
        made.append(Words("mark", (UNOFFICIAL,), rect, px, BOLD, "ERROR", "right", px, step))
        top = rect.top()
    note = scene.note if scene.kind in FOOT_NOTES else ""
    px = least(height, SMALL)
    step = line_step(px)
    room = inner.width() - wide - height / 20
    whole = _low_lines(note, at, px, room)
    # The note of a reveal would tell its end too early; its room is kept, so that no row moves.
    is_told = scene.kind != "reveal" or scene.step == steps(scene)
    lines = whole if is_told else _low_lines("", at, px, room)
    if lines:
        rect = QRectF(inner.left(), bottom - step * len(lines), room, step * len(lines))
        made.append(Words("low", lines, rect, px, REGULAR, "MUTED", "left", px, step))
    return made, min(top, bottom - step * len(whole)) - height * 0.008


def _low_lines(note: str, at: str, px: int, room: float) -> tuple[str, ...]:
    """Note and stamp on one line where they fit, else each on its own, without a last word hanging alone."""
    parts = [it for it in (note, at) if it]
    if advance("  ".join(parts), px, REGULAR) <= room:
        return (" ".join(parts),) if parts else ()
    return tuple(line for it in parts for line in balanced(it, px, REGULAR, room))


def page_words(page: int, pages: int) -> str:
    """ "Trang 1/2"."""
    return f"Trang {page + 1}/{pages}"

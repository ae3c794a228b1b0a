"""Rows of a table fitted into the room there is: one size for a page, names on whole lines, else more pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from models.hall.scenes import Scene, SceneRow
from ui.hall.layout_frame import NAME, NAME_MANY, SMALL
from ui.hall.layout_text import (
    BOLD,
    MEDIUM,
    REGULAR,
    SEMIBOLD,
    advance,
    balanced,
    least,
    line_step,
    wrap,
)

FEW, MANY = 12, 20
"""With up to `FEW` units the larger least size of names holds, with more the smaller; `MANY` are the most on a
page."""
TEXT = 30.0
"""Rows that are no names are at least 1/30 of the height."""
LARGEST, LARGEST_FEW = 20, 14
"""Rows are at most so large a part of the height, a few of them larger than many."""
LESSER = 0.72
"""A unit that stands apart from the ranking, and what is said beside a row, are so much smaller than its text."""
NAMED = ("ranking", "reveal", "criterion", "ballot")
"""Kinds of scene whose rows are units."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand at one size: left edges and widths, in pixels from the row's own."""

    mark: float
    text: float
    aside: float
    figure: float
    gap: float


@dataclass(frozen=True, slots=True)
class Fit:
    """Rows of one page at one size; `lesser` is that of units outside the ranking and of what is said beside a
    row. `pad` stands above and below the text of a row."""

    rows: tuple[SceneRow, ...]
    px: int
    lesser: int
    small: int
    least: int
    pad: float
    columns: Columns
    heights: tuple[float, ...]

    @property
    def lines(self) -> int:
        """All lines of text together."""
        return sum(len(self.text_lines(it)) for it in self.rows)

    def size(self, row: SceneRow) -> int:
        """The size of a row's text."""
        return self.lesser if row.tone == "apart" else self.px

    def width(self, row: SceneRow) -> float:
        """How wide a row's text may be: one that stands apart has no figure beside it."""
        spare = self.columns.figure + self.columns.gap if row.tone == "apart" else 0.0
        return self.columns.text + spare

    def text_lines(self, row: SceneRow) -> tuple[str, ...]:
        """The lines of a row's text."""
        return wrap(row.text, self.size(row), text_weight(row), self.width(row))

    def drawn_lines(self, row: SceneRow) -> tuple[str, ...]:
        """The same number of lines; a name on two is parted in its middle, so that no single word hangs under it."""
        lines = self.text_lines(row)
        if len(lines) != 2:
            return lines
        return balanced(row.text, self.size(row), text_weight(row), self.width(row))

    def second_lines(self, row: SceneRow) -> tuple[str, ...]:
        """The small lines under it."""
        if not row.second:
            return ()
        return wrap(row.second, self.small, REGULAR, self.columns.text)


def text_weight(row: SceneRow) -> int:
    """How heavy a row's text is set."""
    return {"total": BOLD, "now": SEMIBOLD, "head": SEMIBOLD, "apart": REGULAR}.get(
        row.tone, MEDIUM
    )


def mark_weight(scene: Scene) -> int:
    """Ranks and codes are bold; the labels of a discussion are not."""
    return MEDIUM if scene.kind == "discussion" else BOLD


def floor_of(scene: Scene, height: int) -> int:
    """The smallest size of the rows' text, in pixels."""
    if scene.kind not in NAMED:
        return least(height, TEXT)
    return least(height, NAME if len(scene.rows) <= FEW else NAME_MANY)


def sheets(scene: Scene, width: float, room: float, height: int) -> list[Fit]:
    """The rows of the scene page by page, on as few pages as the smallest sizes allow.

    `room` is the height for rows on a page, `height` that of the whole picture.
    """
    rows = _short(scene, width, room, height)
    if not rows:
        return []
    for pages in range(1, len(rows) + 1):
        groups = split(rows, pages, together=scene.kind == "reveal")
        if max(len(it) for it in groups) > MANY and scene.kind in NAMED:
            continue
        fitted = [fit(scene, it, width, room, height) for it in groups]
        done = [it for it in fitted if it is not None]
        if len(done) == len(fitted):
            return _alike(scene, done, width, room, height)
    return [least_fit(scene, (row,), width, room, height) for row in rows]


def split(rows: Sequence[SceneRow], pages: int, *, together: bool) -> list[tuple[SceneRow, ...]]:
    """The rows in at most so many pages of about the same length; those that appear `together` are not parted."""
    places = [
        it for it in range(1, len(rows)) if not together or rows[it].shown != rows[it - 1].shown
    ]
    cuts = [0]
    for number in range(1, pages):
        wished = ceil(len(rows) * number / pages)
        later = [it for it in places if it > cuts[-1]]
        cuts += [min(later, key=lambda it: abs(it - wished))] if later else []
    return [tuple(rows[first:end]) for first, end in pairwise([*cuts, len(rows)])]


def _alike(scene: Scene, done: list[Fit], width: float, room: float, height: int) -> list[Fit]:
    """All pages at the size of the page that has the smallest."""
    px = min(it.px for it in done)
    return [it if it.px == px else _at(scene, it.rows, px, width, room, height) for it in done]


def fit(
    scene: Scene, rows: tuple[SceneRow, ...], width: float, room: float, height: int
) -> Fit | None:
    """The rows as large as they go on one page; None when they do not at their smallest size. A size at
    which fewer lines are broken is better than a larger one."""
    floor = floor_of(scene, height)
    best: Fit | None = None
    share = min(LARGEST, max(LARGEST_FEW, LARGEST // 2 + len(scene.rows)))
    px = max(round(height / share), floor)
    while px >= floor:
        tried = _at(scene, rows, px, width, room, height)
        snug = 0.0 if px == floor else 0.1 * px
        if tried.pad >= snug and (best is None or tried.lines < best.lines):
            best = tried
        px = px - 2 if px - 2 > floor or px == floor else floor
    return best


def least_fit(
    scene: Scene, rows: tuple[SceneRow, ...], width: float, room: float, height: int
) -> Fit:
    """The rows at their smallest size, whether they fit or not."""
    return _at(scene, rows, floor_of(scene, height), width, room, height)


def _at(
    scene: Scene, rows: tuple[SceneRow, ...], px: int, width: float, room: float, height: int
) -> Fit:
    # What a candidate lacks is read from the last row of the hall, too.
    small = max(least(height, TEXT if scene.kind == "ballot" else SMALL), round(px * 0.6))
    lesser = min(px, max(least(height, NAME_MANY), round(px * LESSER)))
    columns = _columns(scene, px, lesser, width)
    bare = Fit(rows, px, lesser, small, floor_of(scene, height), 0, columns, ())
    tall = [
        len(bare.text_lines(it)) * line_step(bare.size(it))
        + len(bare.second_lines(it)) * line_step(small)
        for it in rows
    ]
    pad = (room - sum(tall)) / (2 * len(rows))
    loose = min(pad, 0.24 * px)
    heights = tuple(it + 2 * max(loose, 0.0) for it in tall)
    return replace(bare, pad=loose, heights=heights)


def _columns(scene: Scene, px: int, lesser: int, width: float) -> Columns:
    """The same columns for all pages and steps of a scene."""
    gap = 0.8 * px
    weight = mark_weight(scene)
    mark = max((advance(it.mark, px, weight) for it in scene.rows), default=0.0)
    aside = max((advance(it.aside, lesser, REGULAR) for it in scene.rows), default=0.0)
    figure = max((advance(it.figure, px, BOLD) for it in scene.rows), default=0.0)
    taken = sum(it + gap for it in (mark, aside, figure) if it)
    return Columns(mark, width - taken, aside, figure, gap)


def _short(scene: Scene, width: float, room: float, height: int) -> tuple[SceneRow, ...]:
    """The rows, one whose text alone would not fit on a page as several."""
    px = floor_of(scene, height)
    columns = _columns(scene, px, px, width)
    most = max(1, int(room * 0.9 / line_step(px)))
    made: list[SceneRow] = []
    for row in scene.rows:
        lines = wrap(row.text, px, text_weight(row), columns.text)
        if len(lines) <= most:
            made.append(row)
            continue
        chunks = [" ".join(lines[at : at + most]) for at in range(0, len(lines), most)]
        made.append(replace(row, text=chunks[0]))
        made += [
            replace(row, key=f"{row.key}/{n}", text=it, mark="", figure="", aside="", second="")
            for n, it in enumerate(chunks[1:], start=1)
        ]
    return tuple(made)

"""The rows of one page placed: rank, name, figure, the grounds behind them, the gold line, the pause."""

from PySide6.QtCore import QRectF

from models.hall.scenes import Scene, SceneRow
from ui.hall.layout_frame import NAME_MANY, SMALL, Frame
from ui.hall.layout_rows import TEXT, Fit, mark_weight, text_weight
from ui.hall.layout_text import (
    BOLD,
    DESCENT,
    REGULAR,
    SEMIBOLD,
    Align,
    Ground,
    Words,
    least,
    line_step,
)

_INKS = {"apart": "MUTED", "done": "MUTED", "head": "MUTED"}
_GROUNDS = {"flag": "FLAG", "now": "NOW", "undecided": "NOW"}


def page_of(scene: Scene, fits: list[Fit]) -> int:
    """The page to show: the one asked for; in a reveal where it happens; else where "now" stands."""
    if not fits:
        return 0
    if scene.page is not None:
        return min(max(scene.page, 0), len(fits) - 1)
    key = ""
    if scene.kind == "reveal" and not scene.is_whole:
        here = _banner_row(scene) or _newest(scene)
        key = here.key if here else scene.rows[-1].key
    else:
        key = next((it.key for it in scene.rows if it.tone == "now"), "")
    found = [n for n, it in enumerate(fits) if any(row.key == key for row in it.rows)]
    return found[0] if found else 0


def _newest(scene: Scene) -> SceneRow | None:
    """The row that appeared last, the first of those that came together."""
    seen = [it for it in scene.rows if it.shown <= scene.step]
    last = max((it.shown for it in seen), default=0)
    return next((it for it in seen if it.shown == last), None)


def _banner_row(scene: Scene) -> SceneRow | None:
    """The row in whose place the pause stands: the lowest of those that come next; None where no pause is."""
    if not scene.banner or scene.step != scene.banner_at:
        return None
    hidden = [it for it in scene.rows if it.shown > scene.step]
    following = min((it.shown for it in hidden), default=0)
    return next((it for it in reversed(hidden) if it.shown == following), None)


def table(scene: Scene, fit: Fit, area: QRectF, around: Frame) -> tuple[list[Words], list[Ground]]:
    """Texts and grounds of the page's rows, from the top of `area` down."""
    words: list[Words] = []
    grounds: list[Ground] = []
    newest = _newest(scene) if scene.kind == "reveal" else None
    pause = _banner_row(scene)
    thin = max(1.0, around.height / 720)
    top = area.top()
    for row, tall in zip(fit.rows, fit.heights, strict=True):
        place = QRectF(area.left(), top, area.width(), tall)
        top += tall
        gold = row.line and (scene.kind != "reveal" or scene.step >= scene.banner_at > 0)
        if gold:
            grounds.append(_under(place, max(3.0, around.height / 216), "FLAG_LINE", row.key))
        if pause is not None and row.key == pause.key:
            words.append(_banner(scene, fit, place, around))
            grounds.insert(0, Ground("banner", place, "FLAG", "banner"))
            continue
        if row.shown > scene.step:
            continue
        fresh = newest is not None and row.shown == newest.shown > 0 and scene.step <= row.told
        fresh = fresh and not scene.is_whole
        colour = _GROUNDS.get(row.tone) or ("NOW" if fresh else "")
        if colour:
            grounds.insert(0, Ground("ground", place, colour, row.key))
        if not gold and row.tone != "apart":
            grounds.append(_under(place, thin, "LINE", row.key))
        if row.tone == "total":
            rule = QRectF(place.left(), place.top(), place.width(), 2 * thin)
            grounds.append(Ground("total", rule, "INK", row.key))
        words += _row(scene, fit, row, place, around)
    return words, grounds


def _under(place: QRectF, thick: float, colour: str, group: str) -> Ground:
    rect = QRectF(place.left(), place.bottom() - thick, place.width(), thick)
    return Ground("under", rect, colour, group)


def _banner(scene: Scene, fit: Fit, place: QRectF, around: Frame) -> Words:
    step = line_step(fit.px)
    top = place.top() + (place.height() - step) / 2
    rect = QRectF(place.left() + around.inset, top, place.width() - 2 * around.inset, step)
    return Words(
        "banner", (scene.banner,), rect, fit.px, SEMIBOLD, "GOLD", "left", fit.least, step, "banner"
    )


def _row(scene: Scene, fit: Fit, row: SceneRow, place: QRectF, around: Frame) -> list[Words]:
    """Mark, text, the small lines under it, aside and figure of one row."""
    columns, px = fit.columns, fit.size(row)
    floor = least(around.height, NAME_MANY) if row.tone == "apart" else fit.least
    step = line_step(px)
    lines = fit.drawn_lines(row)
    second = fit.second_lines(row)
    small = line_step(fit.small)
    tall = len(lines) * step + len(second) * small
    top = place.top() + (place.height() - tall) / 2
    left, right = place.left() + around.inset, place.right() - around.inset
    start = left + (columns.mark + columns.gap if columns.mark else 0)
    middle = top + (len(lines) - 1) * step / 2
    ink = _INKS.get(row.tone, "INK")
    made = []

    def put(
        role: str, text: str, x: float, wide: float, weight: int, tint: str, side: Align, size: int
    ) -> None:
        if text:
            # Whatever its size, it stands on the line of the row's text.
            own = line_step(size)
            high = middle + (step - DESCENT * px) - (own - DESCENT * size)
            rect = QRectF(x, high, wide, own)
            low = min(floor, least(around.height, NAME_MANY)) if size < px else floor
            made.append(Words(role, (text,), rect, size, weight, tint, side, low, own, row.key))

    labels = scene.kind == "discussion"
    mark_ink = "MUTED" if labels else ink
    put("mark", row.mark, left, columns.mark, mark_weight(scene), mark_ink, "left", px)
    rect = QRectF(start, top, fit.width(row), len(lines) * step)
    made.append(Words("text", lines, rect, px, text_weight(row), ink, "left", floor, step, row.key))
    if second:
        low = least(around.height, TEXT if scene.kind == "ballot" else SMALL)
        rect = QRectF(start, rect.bottom(), columns.text, len(second) * small)
        made.append(
            Words("second", second, rect, fit.small, REGULAR, "MUTED", "left", low, small, row.key)
        )
    if row.told <= scene.step:
        put("figure", row.figure, right - columns.figure, columns.figure, BOLD, ink, "right", px)
    aside = right - (columns.figure + columns.gap if columns.figure else 0) - columns.aside
    aside_ink = {"flag": "GOLD", "now": "ACTION", "done": "DONE"}.get(row.tone, "MUTED")
    put("aside", row.aside, aside, columns.aside, REGULAR, aside_ink, "right", fit.lesser)
    return made

"""HallCanvas: paints one scene and nothing else. A change fades in 200 ms, ranks that change slide in 600 ms.

What stands where comes from `ui.hall.layout`, the colours from `theme.HALL`.
"""

from dataclasses import replace

from PySide6.QtCore import QAbstractAnimation, QPointF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from models.hall.scenes import Scene
from ui.hall.layout import lay_out
from ui.hall.layout_text import Ground, Picture, Words, font
from ui.look import style, theme

FADE, SLIDE = 200, 600
"""Milliseconds."""
ROWS = ("ranking", "reveal", "criterion", "ballot")
"""Kinds of scene whose rows move to their new place instead of the whole picture fading."""
_PLACE_MOVED = 0.5

Colours = dict[str, QColor]


class HallCanvas(QWidget):
    """The picture of the hall. `animations` False shows every change at once.

    A preview is the exact picture of the hall: give it the hall's size with `as_on`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.load_fonts()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.scene: Scene | None = None
        self.animations = True
        self.picture = Picture(0, 0)
        self._colours = hall_colours("light")
        self._sheet: QSize | None = None
        self._before: Picture | None = None
        self._faded: QPixmap | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.valueChanged.connect(self.update)
        self._motion.finished.connect(self._rest)

    # ---- what is shown

    def show_scene(self, scene: Scene, animate: bool = True) -> None:
        """Show this scene; a change is animated where `animate` and `animations` say so."""
        earlier, before = self.scene, self.picture
        old = self._snapshot() if animate and self.animations and self.isVisible() else None
        self._motion.stop()
        self._before = self._faded = None
        self.scene = scene
        self._lay_out()
        if old is not None and earlier is not None and not _alike(earlier, scene):
            if _same_rows(earlier, scene, before, self.picture):
                self._before = before
                moved = bool(_shifts(before, self.picture))
                self._move(SLIDE if moved else FADE)
            else:
                self._faded = old
                self._move(FADE)
        self.update()

    def set_look(self, look: str) -> None:
        """ "light" or "dark"."""
        self._colours = hall_colours(look)
        self.settle()
        self.update()

    def as_on(self, size: QSize | None) -> None:
        """Draw the picture as it is on a screen of this size (logical pixels), scaled into the widget."""
        if size != self._sheet:
            self._sheet = size
            self.settle()
            self._lay_out()
            self.update()

    @property
    def is_moving(self) -> bool:
        """Whether a change is still on its way."""
        return self._motion.state() == QAbstractAnimation.State.Running

    def settle(self) -> None:
        """The end of the change at once."""
        self._motion.stop()
        self._rest()

    # ---- time

    def _move(self, length: int) -> None:
        self._motion.setEndValue(float(length))
        self._motion.setDuration(length)
        self._motion.start()

    def _rest(self) -> None:
        self._before = self._faded = None
        self.update()

    # ---- drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture is laid out anew for its size, without any movement."""
        super().resizeEvent(event)
        self.settle()
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, rules and grounds, texts; on the way what is left of the picture before."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        # Before the first scene a tinted ground: bare white looks like a program that hangs.
        painter.fillRect(self.rect(), self._colours["NOW" if self.scene is None else "GROUND"])
        self._to_sheet(painter)
        time = float(self._motion.currentValue() or 0.0) if self.is_moving else None
        if time is None:
            paint(painter, self.picture, self._colours)
        elif self._before is not None:
            paint_moving(painter, self._before, self.picture, self._colours, time)
        else:
            paint(painter, self.picture, self._colours)
            if self._faded is not None:
                painter.resetTransform()
                painter.setOpacity(1 - min(1.0, time / FADE))
                painter.drawPixmap(0, 0, self._faded)
        painter.end()

    def _to_sheet(self, painter: QPainter) -> None:
        wide, high = self.picture.width, self.picture.height
        if not wide or not high or (wide, high) == (self.width(), self.height()):
            return
        scale = min(self.width() / wide, self.height() / high)
        painter.translate((self.width() - wide * scale) / 2, (self.height() - high * scale) / 2)
        painter.scale(scale, scale)

    def _lay_out(self) -> None:
        size = self._sheet or self.size()
        if self.scene is not None:
            self.picture = lay_out(self.scene, size.width(), size.height())

    def _snapshot(self) -> QPixmap:
        made = QPixmap(self.size() * self.devicePixelRatioF())
        made.setDevicePixelRatio(self.devicePixelRatioF())
        made.fill(self._colours["GROUND"])
        painter = QPainter(made)
        self._to_sheet(painter)
        paint(painter, self.picture, self._colours)
        painter.end()
        return made


def hall_colours(look: str) -> Colours:
    """The tokens of one look as colours."""
    return {token: QColor(value) for token, value in theme.HALL[look].items()}


def paint(painter: QPainter, picture: Picture, colours: Colours) -> None:
    """A picture at rest."""
    for ground in picture.grounds:
        painter.fillRect(ground.rect, colours[ground.colour])
    for words in picture.words:
        _write(painter, words, colours)


def paint_moving(
    painter: QPainter, before: Picture, after: Picture, colours: Colours, time: float
) -> None:
    """The picture `after` on its way: rows come from their old place, what is new appears, what is gone
    disappears. `time` in milliseconds since the change."""
    appear = min(1.0, time / FADE)
    way = _eased(min(1.0, time / SLIDE))
    shifts = {group: by * (1 - way) for group, by in _shifts(before, after).items()}
    _paint_new(
        painter,
        after.grounds,
        {it.key: it.colour for it in before.grounds},
        shifts,
        appear,
        colours,
    )
    known = {(it.key, it.lines) for it in before.words}
    still = {(it.key, it.lines) for it in after.words}
    for words in after.words:
        strength = 1.0 if (words.key, words.lines) in known else appear
        _write(painter, words, colours, shifts.get(words.group, 0.0), strength)
    if appear < 1:
        for words in before.words:
            if (words.key, words.lines) not in still:
                _write(painter, words, colours, strength=1 - appear)


def _paint_new(
    painter: QPainter,
    grounds: tuple[Ground, ...],
    earlier: dict[tuple[str, str], str],
    shifts: dict[str, float],
    appear: float,
    colours: Colours,
) -> None:
    for it in grounds:
        strength = 1.0 if earlier.get(it.key) == it.colour else appear
        place = it.rect.translated(0, shifts.get(it.group, 0.0))
        painter.fillRect(place, _faint(colours[it.colour], strength))


def _write(
    painter: QPainter, words: Words, colours: Colours, shift: float = 0.0, strength: float = 1.0
) -> None:
    painter.setFont(font(words.px, words.weight))
    painter.setPen(_faint(colours[words.ink], strength))
    for left, base, line in words.placed():
        painter.drawText(QPointF(left, base + shift), line)


def _faint(colour: QColor, strength: float) -> QColor:
    """The colour laid on thinly. (The painter's own opacity makes every letter a path: three times slower.)"""
    if strength >= 1:
        return colour
    made = QColor(colour)
    made.setAlphaF(strength)
    return made


def _eased(part: float) -> float:
    """Quick at first, gently at rest."""
    return 1 - (1 - part) ** 3


def _tops(picture: Picture) -> dict[str, float]:
    return {it.group: it.rect.top() for it in picture.words if it.group and it.role == "text"}


def _shifts(before: Picture, after: Picture) -> dict[str, float]:
    """Row → how far above (−) or below its new place it stood, for the rows that have moved."""
    old = _tops(before)
    apart = ((group, old[group] - top) for group, top in _tops(after).items() if group in old)
    return {group: by for group, by in apart if abs(by) > _PLACE_MOVED}


def _alike(earlier: Scene, scene: Scene) -> bool:
    """Whether nothing is to be animated: the same picture, or a countdown one second later."""
    return earlier == replace(scene, left=earlier.left, until=earlier.until, note=earlier.note)


def _same_rows(earlier: Scene, scene: Scene, before: Picture, after: Picture) -> bool:
    """Whether rows can move: the same kind of picture with the same heading and page."""
    return (
        scene.kind in ROWS
        and (earlier.kind, earlier.title, earlier.block) == (scene.kind, scene.title, scene.block)
        and (before.page, before.pages) == (after.page, after.pages)
        and (before.width, before.height) == (after.width, after.height)
    )

"""The program's own line icons: small SVG files painted on demand in a colour of the theme.

The files use lines, curves, circles and rectangles only, so a few lines read them here and the
start of the program does not load an SVG library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

import resources
from ui.look import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap

GRID = 18
STROKE = 1.6
RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0, 3.0)

_SHAPE = re.compile(r"<(path|circle|rect)\s([^>]*)/>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_TOKEN = re.compile(r"[MLHVCZ]|-?\d+(?:\.\d+)?")


def icon(name: str, colour: str = "", chosen: str = "") -> QIcon:
    """The icon `name` (a file of resources/icons) in `colour`, muted when not given.

    `chosen` is the colour when the button is checked or the row is selected.
    """
    return _icon(name, colour or theme.MUTED, chosen or colour or theme.MUTED)


def pixmap(name: str, size: int, ratio: float, colour: str) -> QPixmap:
    """The icon as a picture of `size` logical pixels for a screen of that pixel ratio."""
    from PySide6.QtGui import QPixmap

    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return picture


def paint(painter: QPainter, name: str, where: QRectF, colour: str) -> None:
    """Draw the icon into a square of any size."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(where.topLeft())
    painter.scale(where.width() / GRID, where.height() / GRID)
    pen = QPen(QColor(colour), STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(outline(name))
    painter.restore()


@cache
def _icon(name: str, colour: str, chosen: str) -> QIcon:
    from PySide6.QtGui import QIcon  # its classes are many; the first window paints its icons

    made = QIcon()
    for ratio in RATIOS:
        made.addPixmap(pixmap(name, theme.ICON_SIZE, ratio, colour))
        if chosen != colour:
            lit = pixmap(name, theme.ICON_SIZE, ratio, chosen)
            made.addPixmap(lit, QIcon.Mode.Normal, QIcon.State.On)
            made.addPixmap(lit, QIcon.Mode.Selected)
    return made


@cache
def outline(name: str) -> QPainterPath:
    """The lines of an icon on the 18 × 18 grid."""
    drawing = QPainterPath()
    text = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    for kind, written in _SHAPE.findall(text):
        given = dict(_ATTRIBUTE.findall(written))
        if kind == "path":
            _trace(drawing, iter(_TOKEN.findall(given["d"])))
        elif kind == "circle":
            centre = QPointF(float(given["cx"]), float(given["cy"]))
            drawing.addEllipse(centre, float(given["r"]), float(given["r"]))
        else:
            corner, size = (float(given["x"]), float(given["y"])), (given["width"], given["height"])
            radius = float(given.get("rx", 0))
            drawing.addRoundedRect(QRectF(*corner, *map(float, size)), radius, radius)
    return drawing


def _trace(drawing: QPainterPath, tokens: Iterator[str]) -> None:
    """Follow the commands M L H V C Z with absolute coordinates."""

    def point() -> QPointF:
        return QPointF(float(next(tokens)), float(next(tokens)))

    for command in tokens:
        if command == "M":
            drawing.moveTo(point())
        elif command == "L":
            drawing.lineTo(point())
        elif command == "H":
            drawing.lineTo(float(next(tokens)), drawing.currentPosition().y())
        elif command == "V":
            drawing.lineTo(drawing.currentPosition().x(), float(next(tokens)))
        elif command == "C":
            drawing.cubicTo(point(), point(), point())
        else:
            drawing.closeSubpath()

"""Makes so-khoi.ico, so-khoi-tep.ico and cai-dat.bmp from the program's own icon (resources/icons/flag.svg).

    .venv/bin/python packaging/windows/icon.py

They are kept in git, so that the build needs no Qt on the machine it runs on.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image  # noqa: E402
from PySide6.QtCore import QBuffer, QPointF, QRectF, Qt  # noqa: E402
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap, QPolygonF  # noqa: E402

from ui import icons, theme  # noqa: E402

BESIDE = (164, 314)  # what stands at the left of the installer's last page
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def mark(painter: QPainter, where: QRectF) -> None:
    """The block's flag, white on the colour of acts."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.ACTION))
    painter.drawRoundedRect(where, where.width() * 0.2, where.width() * 0.2)
    inner = where.adjusted(*(where.width() * it for it in (0.16, 0.16, -0.16, -0.16)))
    icons.paint(painter, "flag", inner, theme.CARD)


def program(painter: QPainter, size: int) -> None:
    """The program: the mark alone."""
    edge = size * 0.03
    mark(painter, QRectF(edge, edge, size - 2 * edge, size - 2 * edge))


def book(painter: QPainter, size: int) -> None:
    """A block's file: a sheet with a folded corner, and the mark on it."""
    left, right, fold = size * 0.14, size * 0.86, size * 0.24
    corners = [(left, 0), (right - fold, 0), (right, fold), (right, size - 1), (left, size - 1)]
    painter.setPen(QColor(theme.MUTED))
    painter.setBrush(QColor(theme.CARD))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.setBrush(QColor(theme.LINE))
    folded = [(right - fold, 0), (right, fold), (right - fold, fold)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in folded]))
    wide = size * 0.5
    mark(painter, QRectF((size - wide) / 2, size * 0.36, wide, wide))


def drawn(draw: object, size: int) -> Image.Image:
    """One size of an icon; small ones are drawn at their own size, not scaled down."""
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    assert callable(draw)
    draw(painter, size)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def beside() -> Image.Image:
    """The installer's last page: the mark on the colour of the page."""
    wide, high = BESIDE
    picture = Image.new("RGB", BESIDE, theme.ACTION_TINT)
    picture.paste(drawn(program, 96), ((wide - 96) // 2, high // 4), drawn(program, 96))
    return picture


def main() -> None:
    """Write all three."""
    app = QGuiApplication([])
    beside().save(HERE / "cai-dat.bmp")
    for name, draw in (("so-khoi.ico", program), ("so-khoi-tep.ico", book)):
        pictures = [drawn(draw, it) for it in SIZES]
        pictures[-1].save(
            HERE / name,
            format="ICO",
            bitmap_format="bmp",  # the old corners of Windows read no PNG inside an icon
            sizes=[(it, it) for it in SIZES[:-1]] + [(256, 256)],
            append_images=pictures[:-1],
        )
    app.quit()


if __name__ == "__main__":
    main()

"""The QR code at the foot of a page, as dark squares and as a picture."""

from io import BytesIO

import segno

from exporters.papers.layout import QR_SIDE

_PIXELS = 8
_MM_IN_INCH = 25.4


def squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of the code from the top, True where it is dark; without a margin of its own."""
    return tuple(tuple(bool(it) for it in row) for row in _code(text).matrix)


def picture(text: str) -> bytes:
    """The code as a PNG that is `QR_SIDE` millimetres wide when it is placed as it is."""
    code = _code(text)
    dots = code.symbol_size(scale=_PIXELS, border=0)[0]
    buffer = BytesIO()
    code.save(buffer, kind="png", scale=_PIXELS, border=0, dpi=round(dots / QR_SIDE * _MM_IN_INCH))
    return buffer.getvalue()


def _code(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="l", encoding="utf-8")

"""The type of the papers: Times New Roman where the PC has it, else its bundled metric twin.

Both have the same widths, so a length measured here holds for Word and Excel too.
"""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import resources
from exporters.papers.layout import Type

FAMILY = "Paper"
_SYSTEM = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
_BUNDLED = (
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf",
)


@cache
def face(*, bold: bool = False, italic: bool = False) -> str:
    """The PDF name of one face; the family is registered the first time it is asked for."""
    _register()
    return _name(bold=bold, italic=italic)


def text_width(text: str, kind: Type) -> float:
    """Width of one line of `text`, in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, face(bold=kind.bold, italic=kind.italic), kind.size))


def wrap(text: str, kind: Type, width: float) -> list[str]:
    """The lines `text` breaks into at `width` points; a longer word stands alone on its line."""
    lines: list[str] = []
    for stretch in text.split("\n"):
        line = ""
        for word in stretch.split(" "):
            longer = f"{line} {word}" if line else word
            if line and text_width(longer, kind) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def rule_length(text: str, kind: Type, width: float, share: float) -> float:
    """Length, in points, of the line below `text`: `share` of the longest line it breaks into."""
    longest = max(text_width(line, kind) for line in wrap(text, kind, width))
    return share * min(longest, width)


def has_letter(letter: str) -> bool:
    """Whether the type can print this character, in all of its faces."""
    from reportlab.pdfbase.pdfmetrics import getFont

    faces = (face(bold=b, italic=i) for i in (False, True) for b in (False, True))
    return all(ord(letter) in getFont(name).face.charToGlyph for name in faces)


def addressee_indents(lines: Sequence[str], kind: Type, width: float, least: float) -> list[float]:
    """Where each line of "Kính gửi" begins, in points: in the middle of the page as a whole, the dashes of
    several addressees below the colon (NĐ 30/2020, Phụ lục I); never left of `least`."""
    if not lines:
        return []
    colon = text_width(lines[0].partition(":")[0], kind)
    longest = max([text_width(lines[0], kind), *(colon + text_width(it, kind) for it in lines[1:])])
    start = max(least, (width - longest) / 2)
    return [start, *[start + colon] * (len(lines) - 1)]


def files() -> tuple[Path, ...]:
    """Regular, bold, italic and bold italic: the system's four if all are there, else the bundled."""
    folder = Path(os.environ.get("WINDIR", "")) / "Fonts"
    system = tuple(folder / name for name in _SYSTEM)
    if all(path.is_file() for path in system):
        return system
    return tuple(resources.path(f"fonts/{name}") for name in _BUNDLED)


def _name(*, bold: bool, italic: bool) -> str:
    return f"{FAMILY}{'-Bold' if bold else ''}{'-Italic' if italic else ''}"


@cache
def _register() -> None:
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    regular, bold, italic, both = (
        _name(bold=b, italic=i) for i in (False, True) for b in (False, True)
    )
    for name, path in zip((regular, bold, italic, both), files(), strict=True):
        registerFont(TTFont(name, str(path)))
    registerFontFamily(FAMILY, normal=regular, bold=bold, italic=italic, boldItalic=both)

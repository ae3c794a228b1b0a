"""A form as a sheet of A4 paper: what a text needs, row heights, where pages break.

Excel keeps no rows together by itself and does not grow rows with merged cells, so both are worked
out here. Lengths are pixels at 96 dpi across and points (1/72 inch) down, as Excel counts them.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from models.season import Season

PAGE_WIDTH = 1024
"""Pixels across A4 landscape (297 mm) between margins of 15 and 10 mm, at full size."""
PAGE_HEIGHT = 500.0
"""Points down A4 landscape (210 mm) between margins of 15 and 18 mm, a little spared."""
LINE = 14.5
PADDING = 4.0
TALLEST = 409.0
_EM = 44 / 3
_CELL_EDGE = 7
_INDENT = 9
_SLACK = 1.05

# Thousandths of an em in Times New Roman: what a typist's line is made of.
_WIDTHS = {
    letter: width
    for width, letters in (
        (250, " .,"),
        (278, "ijlt/:;|"),
        (333, "frIJ-()[]"),
        (389, "s"),
        (444, "aceyz“”"),
        (500, "0123456789bdghknopquvxđ–"),
        (556, "FPSE"),
        (611, "LTZ"),
        (667, "BCR"),
        (722, "ADGHKNOQUVXYwĐ"),
        (778, "m"),
        (889, "M%W"),
    )
    for letter in letters
}
_OTHER = 600


def width_for(texts: Sequence[str]) -> int:
    """Pixels that a column needs so that none of these short texts is broken."""
    longest = max((_length(it) for it in texts), default=0)
    return int(longest * _SLACK * 1.06) + 2 * _CELL_EDGE


def lines(text: str, width: int, *, bold: bool = False, indent: int = 0) -> int:
    """How many lines `text` takes in a cell `width` pixels wide, set in 11 points."""
    room = max(width - _CELL_EDGE - indent * _INDENT, 24)
    stretch = _SLACK * (1.06 if bold else 1)
    return sum(_wrapped(paragraph, room, stretch) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: int, stretch: float) -> int:
    count, used = 1, 0.0
    space = _WIDTHS[" "] * _EM / 1000
    for word in paragraph.split(" "):
        length = _length(word) * stretch
        if used and used + space + length > room:
            count, used = count + 1, 0.0
        used += length + (space if used else 0)
        while used > room:
            count, used = count + 1, used - room
    return count


def _length(word: str) -> float:
    """Pixels; an accent takes no room of its own."""
    bare = unicodedata.normalize("NFD", word)
    widths = (_WIDTHS.get(it, _OTHER) for it in bare if not unicodedata.combining(it))
    return sum(widths) * _EM / 1000


def height(line_count: int) -> float:
    """Height in points of a row with so many lines; Excel allows no row above 409."""
    return min(line_count * LINE + PADDING, TALLEST)


@dataclass(frozen=True, slots=True)
class Band:
    """One printed row. `leads` must not end a page (a heading), `clings` must not begin the last
    part of the paper on its own: it is kept with the row before it."""

    height: float
    leads: bool = False
    clings: bool = False


def page_breaks(bands: Sequence[Band], head: tuple[int, int], *, every: bool = False) -> list[int]:
    """Indices of the rows that begin a page where an ordinary break would look wrong, or of `every` page.

    `head` is the first row of the repeated heading and the row after it. A heading is taken along to
    the next page, and so is what must stay with the rows that cling at the end.
    """
    repeated = sum(band.height for band in bands[head[0] : head[1]])
    breaks = []
    start, used = 0, 0.0
    index = 0
    while index < len(bands):
        if used + bands[index].height > PAGE_HEIGHT and index > start:
            moved = index
            while moved > start + 1 and (bands[moved].clings or bands[moved - 1].leads):
                moved -= 1
            if moved == start + 1:
                moved = index
            if moved != index or every:
                breaks.append(moved)
            start = index = moved
            used = repeated
        used += bands[index].height
        index += 1
    return breaks


def let_rows_grow(data: bytes, rows: range) -> bytes:
    """The workbook with the heights of `rows` (counted from 0) as a proposal instead of an order.

    Excel then makes a row taller when the unit types more evidence than fits; XlsxWriter can only
    fix a height.
    """

    def loosened(match: re.Match[bytes]) -> bytes:
        return (
            match[0].replace(b' customHeight="1"', b"") if int(match[1]) - 1 in rows else match[0]
        )

    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = re.sub(rb'<row r="(\d+)"[^>]*>', loosened, content)
            target.writestr(part, content)
    return out.getvalue()


def marks(season: Season) -> str:
    """What a form of a practice copy, or of illustrative data, says on every page; "" for a real one."""
    found = ["TẬP DƯỢT"] if season.meeting.is_rehearsal else []
    if season.is_sample:
        found.append("DỮ LIỆU MINH HỌA")
    return " · ".join(found)

"""The papers of a vote as a PDF: one, two or four on a sheet, exactly as many as are asked for.

Order of the parts after the party's form 11 (TEMPLATES.md 9): title, instruction, table, place of the
stamp. Imported only when papers are printed, so reportlab may stand at the top here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from exporters.files import save
from exporters.papers.fonts import face, text_width, wrap
from exporters.papers.layout import ALERT, INK, MUTED, SHADE, Type
from models.ballot import Ballot
from models.errors import AppError
from models.papers.words import plain_name
from models.season import Season
from models.voting.ballots import names_of
from models.voting.ballots_faults import name_of

A4, A5 = (210.0, 297.0), (148.5, 210.0)
SIZES = (13.0, 12.0, 11.0, 10.0, 9.5, 9.0)
"""Sizes of the table's text, the largest that fits is taken; below the last one it is hard to read."""
_GRIDS = {("A4", 1): (1, 1), ("A4", 2): (2, 1), ("A4", 4): (2, 2), ("A5", 1): (1, 1)}
"""Columns and rows of papers on a sheet; two stand side by side on an A4 that lies."""
_WORDS = {1: "một", 2: "hai", 4: "bốn"}
_POINTS = "Điểm"
_STAMP, _SEAL = 24.0, 42.0
"""Millimetres kept for the stamp, and what a whole seal with its caption takes where there is room."""
_LEADING = 1.2
_PAD = 1.0
_SIDE = 1.8
"""Millimetres between a name and the line at its left."""
_LINE = 0.6


@dataclass(frozen=True, slots=True)
class Layout:
    """Sheet ("A4", "A5") and how many papers stand on it (1, 2 or 4; A5: 1)."""

    page: str = "A4"
    each: int = 2

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the sheet as it lies, in millimetres."""
        width, height = A5 if self.page == "A5" else A4
        return (height, width) if (self.page, self.each) == ("A4", 2) else (width, height)

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of one paper, in millimetres."""
        columns, rows = _GRIDS[self.page, self.each]
        width, height = self.sheet
        return width / columns, height / rows

    @property
    def words(self) -> str:
        """ "A4, hai phiếu một trang"."""
        return f"{self.page}, {_WORDS[self.each]} phiếu một trang"


LAYOUTS = tuple(Layout(*it) for it in _GRIDS)
"""Every way in which papers are printed."""


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: float
    align: str = "center"


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    lines: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Slip:
    """One paper, laid out: everything in points from its top left corner."""

    width: float
    height: float
    margin: float
    scale: float
    size: float
    columns: tuple[_Column, ...]
    rows: tuple[_Row, ...]
    heads: tuple[str, ...]
    told: tuple[str, ...]


def file_name(season: Season, ballot: Ballot) -> str:
    """ "Phieu Suy ton de nghi tang Co thi dua - vong 1 - 2023.pdf"."""
    again = f" - vong {ballot.round}" if ballot.round > 1 else ""
    trial = " - TAP DUOT" if season.meeting.is_rehearsal else ""
    return f"Phieu {plain_name(ballot.title, 80)}{again} - {season.year}{trial}.pdf"


def write(
    season: Season,
    ballot: Ballot,
    target: Path,
    *,
    copies: int,
    layout: Layout,
    points: Mapping[str, str] | None = None,
) -> None:
    """Write `copies` papers at `target`. `points`: unit's id → its points, printed beside its name.

    Raises `AppError` when the list does not fit at a size that can be read, when there is nothing to
    print, and when the file cannot be put there.
    """
    if not ballot.candidates:
        raise AppError("Trên phiếu chưa có đơn vị nào. Chọn danh sách trên phiếu trước khi in.")
    if copies < 1:
        raise AppError("Số phiếu in phải từ 1 trở lên.")
    slip = _laid_out(season, ballot, layout, points or {})
    if slip is None:
        raise AppError(_too_many(season, ballot, layout, points or {}))
    buffer = BytesIO()
    width, height = (it * mm for it in layout.sheet)
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1, lang="vi-VN")
    canvas.setTitle(ballot.title)
    columns, rows = _GRIDS[layout.page, layout.each]
    each = columns * rows
    for start in range(0, copies, each):
        for place in range(min(each, copies - start)):
            row, column = divmod(place, columns)
            canvas.saveState()
            canvas.translate(column * slip.width, height - row * slip.height)
            _draw(canvas, season, ballot, slip)
            canvas.restoreState()
        _cuts(canvas, width, height, columns, rows)
        canvas.showPage()
    canvas.save()
    save(target, buffer.getvalue())


def fitting(season: Season, ballot: Ballot, points: Mapping[str, str]) -> tuple[Layout, ...]:
    """The layouts on which the whole list fits at a size that can be read."""
    return tuple(it for it in LAYOUTS if _laid_out(season, ballot, it, points) is not None)


def _too_many(season: Season, ballot: Ballot, layout: Layout, points: Mapping[str, str]) -> str:
    others = [f"“{it.words}”" for it in fitting(season, ballot, points)]
    instead = (
        f"Chọn {' hoặc '.join(others)}." if others else "Bớt đơn vị trong danh sách trên phiếu."
    )
    return f"{len(ballot.candidates)} đơn vị không đủ chỗ trên khổ “{layout.words}”. {instead}"


def instruction(ballot: Ballot) -> str:
    """How the paper is filled in, and how many there are to choose."""
    if ballot.style == "agree":
        return f"Đánh dấu X vào một trong hai cột ở mỗi dòng. Số suất: {ballot.seats:02}."
    return f"Được để lại không quá {ballot.seats:02} đơn vị. Gạch ngang tên các đơn vị không chọn."


def stamp_words(season: Season) -> str:
    """Whose stamp the paper carries: that of the head, who chairs the meeting."""
    head = season.unit(season.head)
    return f"Dấu của {head.name}" if head else "Dấu của đơn vị chủ trì"


# ---- laying out


def _laid_out(
    season: Season, ballot: Ballot, layout: Layout, points: Mapping[str, str]
) -> _Slip | None:
    """The paper at the largest size at which it all fits, None when it fits at none."""
    wide, high = (it * mm for it in layout.paper)
    small = layout.each == 4
    margin = {4: 8, 2: 10}.get(layout.each, 10 if layout.page == "A5" else 18) * mm
    scale = 0.8 if small else 1.0
    for size in (it for it in SIZES if it <= 13 * scale):
        slip = _at_size(season, ballot, points, (wide, high), margin, scale, size)
        if _used(season, ballot, slip) <= high - 2 * margin:
            return slip
    return None


def _at_size(
    season: Season,
    ballot: Ballot,
    points: Mapping[str, str],
    paper: tuple[float, float],
    margin: float,
    scale: float,
    size: float,
) -> _Slip:
    width = paper[0] - 2 * margin
    body, bold = Type(size), Type(size, bold=True)
    columns = [_Column("TT", 3 * size)]
    marks = ["Đồng ý", "Không đồng ý"] if ballot.style == "agree" else []
    figures = any(it in points for it in ballot.candidates)
    # Two or three short words fit into so much in two or three lines.
    rest = [*([_POINTS] if figures else []), *marks]
    narrow = 4.4 * size
    columns.append(_Column("Đơn vị", width - 3 * size - narrow * len(rest), "left"))
    columns += [_Column(it, narrow) for it in rest]
    rows = []
    names = names_of(season)
    for place, unit_id in enumerate(ballot.candidates, 1):
        lines = _evenly(name_of(ballot, unit_id, names), body, columns[1].width - 2 * _SIDE * mm)
        cells = [
            str(place),
            "",
            *([points.get(unit_id, "–")] if figures else []),
            *("" for _ in marks),
        ]
        least = size * (2.0 if marks else 1.8)
        high = max(least, len(lines) * size * _LEADING + 2 * _PAD * mm)
        rows.append(_Row(tuple(cells), tuple(lines), high))
    heads = tuple("\n".join(wrap(it.title, bold, it.width - _PAD * mm)) for it in columns)
    told = tuple(_evenly(instruction(ballot), Type(max(size - 1, 9), italic=True), width))
    return _Slip(*paper, margin, scale, size, tuple(columns), tuple(rows), heads, told)


def _evenly(text: str, kind: Type, width: float) -> list[str]:
    """The lines of a text of about one length, so that no word is left alone on the last."""
    lines = wrap(text, kind, width)
    room = text_width(text, kind) / len(lines)
    while room < width and len(wrap(text, kind, room)) > len(lines):
        room += kind.size
    return wrap(text, kind, min(room, width))


def _head_lines(season: Season, ballot: Ballot, slip: _Slip) -> list[tuple[str, Type, float]]:
    """The lines above the table: text, type, and the space below, in points."""
    width, scale = slip.width - 2 * slip.margin, slip.scale
    block, title = Type(12 * scale, bold=True), Type(16 * scale, bold=True)
    subject = Type(13 * scale, bold=True)
    found = [(it, block, 1.0) for it in _evenly(season.block.name.upper(), block, width)]
    found[-1] = (*found[-1][:2], 8 * scale)
    again = f" (vòng {ballot.round})" if ballot.round > 1 else ""
    word = "PHIẾU SUY TÔN" if ballot.purpose == "award" else "PHIẾU BẦU"
    found.append((word, title, 3 * scale))
    lines = _evenly(f"{_subject(season, ballot)}{again}", subject, width)
    found += [(it, subject, 1.0) for it in lines]
    found[-1] = (*found[-1][:2], 8 * scale)
    return found


def _subject(season: Season, ballot: Ballot) -> str:
    """What stands below the title: the name of the vote without the word the title has said."""
    for word in ("Suy tôn ", "Bầu "):
        if ballot.title.startswith(word):
            rest = ballot.title.removeprefix(word)
            text = rest[:1].upper() + rest[1:]
            return (
                text
                if str(season.year) in text or ballot.purpose != "award"
                else (f"{text} năm {season.year}")
            )
    return ballot.title


def _used(season: Season, ballot: Ballot, slip: _Slip) -> float:
    """How high everything on the paper is."""
    above = _head_lines(season, ballot, slip)
    high = sum(kind.size * _LEADING + below for _, kind, below in above)
    high += len(slip.told) * slip.size * _LEADING + 6 + _head_height(slip)
    high += sum(it.height for it in slip.rows)
    return float(high + (_STAMP * slip.scale + 4) * mm)


def _head_height(slip: _Slip) -> float:
    most = max(it.count("\n") + 1 for it in slip.heads)
    return float(most * slip.size * _LEADING + 2 * _PAD * mm)


# ---- drawing, from the top left corner of the paper downwards


def _draw(canvas: Canvas, season: Season, ballot: Ballot, slip: _Slip) -> None:
    if season.meeting.is_rehearsal:
        _trial(canvas, slip)
    centre, y = slip.width / 2, -slip.margin
    for text, kind, below in _head_lines(season, ballot, slip):
        y -= kind.size
        _text(canvas, text, kind, centre, y, "center")
        y -= kind.size * (_LEADING - 1) + below
    italic = Type(max(slip.size - 1, 9), italic=True)
    for text in slip.told:
        y -= italic.size
        _text(canvas, text, italic, centre, y, "center")
        y -= italic.size * (_LEADING - 1)
    y = _table(canvas, slip, y - 6)
    _foot(canvas, season, slip, y - 4 * mm)


def _table(canvas: Canvas, slip: _Slip, top: float) -> float:
    """The table from `top`; where it ends."""
    bold, body = Type(slip.size, bold=True), Type(slip.size)
    canvas.setLineWidth(_LINE)
    canvas.setStrokeColor(HexColor(f"#{INK}"))
    height, left, y = _head_height(slip), slip.margin, top
    for column, head in zip(slip.columns, slip.heads, strict=True):
        canvas.setFillColor(HexColor(f"#{SHADE}"))
        canvas.rect(left, y - height, column.width, height, fill=1)
        _lines(canvas, head.split("\n"), bold, (left, y, column.width, height), "center")
        left += column.width
    y -= height
    for row in slip.rows:
        left = slip.margin
        for place, column in enumerate(slip.columns):
            canvas.rect(left, y - row.height, column.width, row.height, fill=0)
            lines = list(row.lines) if place == 1 else [row.cells[place]]
            box = (left, y, column.width, row.height)
            _lines(canvas, lines, body, box, column.align)
            left += column.width
        y -= row.height
    return y


def _lines(
    canvas: Canvas,
    lines: list[str],
    kind: Type,
    box: tuple[float, float, float, float],
    align: str,
) -> None:
    """Lines in the middle of a cell (left, top, width, height)."""
    left, top, width, height = box
    step = kind.size * _LEADING
    y = top - (height - len(lines) * step) / 2 - kind.size * 0.95
    x = left + width / 2 if align == "center" else left + _SIDE * mm
    for text in lines:
        _text(canvas, text, kind, x, y, align)
        y -= step


def _foot(canvas: Canvas, season: Season, slip: _Slip, top: float) -> None:
    """The place of the stamp at the right, and that figures are made up where they are."""
    room = slip.height - slip.margin + top
    side = min(_SEAL * mm, max(_STAMP * slip.scale * mm, room))
    kind = Type(max(9, 10 * slip.scale), italic=True)
    words = _evenly(stamp_words(season), kind, slip.width / 2 - slip.margin - 6 * mm)
    box_width = max(_SEAL * slip.scale * mm, *(text_width(it, kind) + 6 * mm for it in words))
    right = slip.width - slip.margin
    bottom = max(top - side, -slip.height + slip.margin)
    canvas.saveState()
    canvas.setDash(2, 2)
    canvas.setStrokeColor(HexColor(f"#{MUTED}"))
    canvas.rect(right - box_width, bottom, box_width, top - bottom, fill=0)
    canvas.restoreState()
    # At the top, so that the stamp does not cover whose it is.
    high = len(words) * kind.size * _LEADING + 2 * _PAD * mm
    _lines(canvas, words, kind, (right - box_width, top, box_width, high), "center")
    notes = [("DỮ LIỆU MINH HOẠ", Type(9, bold=True), ALERT)] if season.is_sample else []
    if not season.is_final and len(slip.columns) > 2 and slip.columns[2].title == _POINTS:
        notes.append(("Điểm chưa chính thức.", Type(9, italic=True), INK))
    for place, (text, small, colour) in enumerate(notes):
        _text(canvas, text, small, slip.margin, bottom + place * 12, "left", colour)


def _trial(canvas: Canvas, slip: _Slip) -> None:
    """ "TẬP DƯỢT" across the whole paper, behind everything."""
    kind = Type(54 * slip.scale, bold=True)
    canvas.saveState()
    canvas.translate(slip.width / 2, -slip.height / 2)
    canvas.rotate(45)
    canvas.setFont(face(bold=True), kind.size)
    canvas.setFillColor(HexColor(f"#{ALERT}"))
    canvas.setFillAlpha(0.25)  # after the colour, which brings its own
    canvas.drawCentredString(0, -kind.size / 3, "TẬP DƯỢT")
    canvas.restoreState()


def _text(
    canvas: Canvas, text: str, kind: Type, x: float, y: float, align: str, colour: str = INK
) -> None:
    canvas.setFont(face(bold=kind.bold, italic=kind.italic), kind.size)
    canvas.setFillColor(HexColor(f"#{colour}"))
    draw = canvas.drawCentredString if align == "center" else canvas.drawString
    draw(x, y, text)


def _cuts(canvas: Canvas, width: float, height: float, columns: int, rows: int) -> None:
    """Where the sheet is cut."""
    canvas.saveState()
    canvas.setDash(1, 3)
    canvas.setLineWidth(0.4)
    canvas.setStrokeColor(HexColor(f"#{MUTED}"))
    for place in range(1, columns):
        canvas.line(width * place / columns, 0, width * place / columns, height)
    for place in range(1, rows):
        canvas.line(0, height * place / rows, width, height * place / rows)
    canvas.restoreState()

"""The twelve months of a year drawn on one page, Monday first; the days carry numbers and short words."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from exporters.papers.fonts import face, text_width, wrap
from exporters.papers.layout import ALERT, INK, MUTED, SHADE, Type

_COLUMNS, _ROWS = 4, 3
_WEEK, _WEEKS = 7, 6
_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_SATURDAY = 5
_GAP = 4.0
"""Between two months, in millimetres on A4; all lengths grow with the page."""
_CLOSED = "D9D9D9"
_A4_WIDTH = 273.0
_LINE, _FRAME = 0.4, 1.6
_SMALLEST = 3.5


@dataclass(frozen=True, slots=True)
class DayMark:
    """What stands in a day: things to do from number `first` to `last` (0: none), a `word` about the day.

    `closed`: offices are closed; `framed`: drawn with a thick frame.
    """

    first: int = 0
    last: int = 0
    word: str = ""
    closed: bool = False
    framed: bool = False

    @property
    def numbers(self) -> str:
        """ "12", "12–14", "" for none."""
        if not self.first:
            return ""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


class YearSheet(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The page: title, months, legend. `size` in points is all it takes; `warning` says that it is no real one."""

    def __init__(
        self,
        size: tuple[float, float],
        year: int,
        title: str,
        marks: Mapping[date, DayMark],
        legend: tuple[str, ...],
        warning: str = "",
    ) -> None:
        super().__init__()
        self.warning = warning
        self.width, self.height = size
        self.year, self.title, self.marks, self.legend = year, title, marks, legend
        self.scale = self.width / (_A4_WIDTH * mm)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The whole page."""
        return self.width, self.height

    def draw(self) -> None:
        """From the top downwards."""
        scale = self.scale
        y = self.height - 15 * scale
        self._centred(f"LỊCH NĂM {self.year}", Type(17 * scale, bold=True), self.width / 2, y)
        title = self._fitting(self.title, Type(11 * scale), self.width)
        self._centred(self.title, title, self.width / 2, y - 15 * scale)
        if self.warning:
            warned = Type(10 * scale, bold=True)
            right = self.width - text_width(self.warning, warned)
            self._left(self.warning, warned, right, y, ALERT)
        kind = Type(8 * scale)
        lines = [line for it in self.legend for line in wrap(it, kind, self.width)]
        foot = len(lines) * kind.size * 1.25
        for place, line in enumerate(lines):
            self._left(line, kind, 0, foot - (place + 1) * kind.size * 1.25 + 2 * scale)
        top, gap = y - 22 * scale, _GAP * mm * scale
        width = (self.width - (_COLUMNS - 1) * gap) / _COLUMNS
        height = (top - foot - 2 * scale - (_ROWS - 1) * gap) / _ROWS
        for month in range(1, 13):
            row, column = divmod(month - 1, _COLUMNS)
            self._month(month, column * (width + gap), top - row * (height + gap), width, height)

    def _month(self, month: int, left: float, top: float, width: float, height: float) -> None:
        scale = self.scale
        head, names = 13 * scale, 9 * scale
        centre = left + width / 2
        self._centred(f"Tháng {month}", Type(10 * scale, bold=True), centre, top - 10 * scale)
        cell, high = width / _WEEK, (height - head - names) / _WEEKS
        for place, name in enumerate(_DAYS):
            kind = Type(6.5 * scale, bold=place >= _SATURDAY)
            self._centred(name, kind, left + (place + 0.5) * cell, top - head - names * 0.75)
        first, days = monthrange(self.year, month)
        framed = []
        for day in range(1, days + 1):
            week, weekday = divmod(first + day - 1, _WEEK)
            box = left + weekday * cell, top - head - names - (week + 1) * high, cell, high
            mark = self.marks.get(date(self.year, month, day), DayMark())
            self._day(day, mark, box, is_weekend=weekday >= _SATURDAY)
            if mark.framed:
                framed.append(box)
        for box in framed:  # above the lines of its neighbours
            self.canv.setLineWidth(_FRAME * scale)
            self.canv.rect(*box, fill=0)

    def _day(
        self, day: int, mark: DayMark, box: tuple[float, float, float, float], *, is_weekend: bool
    ) -> None:
        left, bottom, width, height = box
        scale, canvas = self.scale, self.canv
        canvas.setLineWidth(_LINE * scale)
        canvas.setStrokeColor(HexColor(f"#{MUTED}"))
        shaded = mark.closed or (is_weekend and mark.word != "làm")
        canvas.setFillColor(HexColor(f"#{_CLOSED if mark.closed else SHADE}"))
        canvas.rect(*box, fill=int(shaded))
        canvas.setStrokeColor(HexColor(f"#{INK}"))
        number = Type(7.5 * scale, bold=mark.closed or is_weekend)
        self._left(str(day), number, left + 1.5 * scale, bottom + height - 7 * scale)
        if mark.word:
            room = width - text_width(str(day), number) - 4 * scale
            kind = self._fitting(mark.word, Type(6.5 * scale), room)
            right = left + width - 1.2 * scale - text_width(mark.word, kind)
            self._left(mark.word, kind, right, bottom + height - 6.5 * scale)
        if mark.first:
            kind = self._fitting(mark.numbers, Type(8 * scale, bold=True), width - 2 * scale)
            self._centred(mark.numbers, kind, left + width / 2, bottom + 2.5 * scale)

    def _fitting(self, text: str, kind: Type, room: float) -> Type:
        """`kind`, smaller where the text would not fit into the room."""
        wide = text_width(text, kind)
        if wide <= room:
            return kind
        return Type(max(kind.size * room / wide, _SMALLEST), kind.bold, kind.italic)

    def _left(self, text: str, kind: Type, x: float, y: float, colour: str = INK) -> None:
        self.canv.setFillColor(HexColor(f"#{colour}"))
        self.canv.setFont(face(bold=kind.bold, italic=kind.italic), kind.size)
        self.canv.drawString(x, y, text)

    def _centred(self, text: str, kind: Type, x: float, y: float) -> None:
        self._left(text, kind, x - text_width(text, kind) / 2, y)

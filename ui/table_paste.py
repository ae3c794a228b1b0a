"""Reading a scoring table that was copied out of Excel or Word. No Qt; nothing is entered here."""

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from models import points
from models.errors import Problem
from models.table import TableRow

_HEADINGS = {
    "code": ("mã", "stt", "tt", "số tt", "mục"),
    "max_points": ("điểm tối đa", "điểm chuẩn", "thang điểm", "số điểm", "điểm"),
    "evidence": ("hồ sơ", "minh chứng", "tài liệu"),
    "guidance": ("hướng dẫn", "cách chấm", "cách tính", "ghi chú"),
    "title": ("nội dung", "tiêu chí", "tên"),
}
_PLACES = {"code": 0, "title": 1, "max_points": 2, "evidence": 3}
_LEVELS = (
    re.compile(r"(?:phần |mục )?([A-HK])", re.IGNORECASE),
    re.compile(r"([IVX]+)"),
    re.compile(r"(\d{1,3})"),
    re.compile(r"([a-zđ])"),
)
_DOTTED = re.compile(r"[0-9A-Za-zđĐ]{1,5}(?:\.[0-9A-Za-zđĐ]{1,5})+")
_TOTAL = re.compile(r"(tổng|cộng)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PastedTable:
    """What was read: the rows as a tree, and every line that could not be taken as it stands."""

    rows: tuple[TableRow, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Node:
    row: TableRow
    token: str
    level: int
    children: list["_Node"] = field(default_factory=list)

    def built(self) -> TableRow:
        return replace(self.row, rows=tuple(child.built() for child in self.children))


def read_table(pasted: str) -> PastedTable:
    """Sections, groups and criteria from lines of code, title, maximum, evidence with tabs between.

    A first line of headings says which column is what. Codes may be whole ("I.2.a") or as printed in
    a table ("I", then "1", then "a"): those get the code of the row above in front. A line of totals
    is left out.
    """
    lines = [
        [" ".join(unicodedata.normalize("NFC", cell).split()) for cell in line]
        for line in csv.reader(pasted.strip("\r\n").splitlines(keepends=True), delimiter="\t")
    ]
    places = _headings(lines[0]) if lines else {}
    reader = _Reader()
    for number, line in enumerate(lines[1:] if places else lines, 2 if places else 1):
        if any(line):
            reader.take(number, _cells(line, places or _PLACES))
    return PastedTable(tuple(node.built() for node in reader.tops), tuple(reader.problems))


def _headings(line: Sequence[str]) -> dict[str, int]:
    """Column of each field, when this is a line of headings; else empty."""
    found: dict[str, int] = {}
    for place, cell in enumerate(line):
        lower = cell.casefold()
        name = next((it for it, words in _HEADINGS.items() if lower.startswith(words)), None)
        if name is not None and len(lower) < 60:
            found.setdefault(name, place)
    return found if {"title", "max_points"} <= found.keys() else {}


def _cells(line: Sequence[str], places: dict[str, int]) -> dict[str, str]:
    return {name: line[place] if place < len(line) else "" for name, place in places.items()}


class _Reader:
    def __init__(self) -> None:
        self.tops: list[_Node] = []
        self.problems: list[Problem] = []
        self._open: list[_Node] = []  # from the top section to the last row
        self._known: dict[str, _Node] = {}

    def take(self, number: int, cells: dict[str, str]) -> None:
        """One line of the paste."""
        title, code = cells["title"], cells.get("code", "").strip(" .)")
        if not title and code and not _level(code):
            title, code = code, ""
        if _TOTAL.fullmatch(title) or not title:
            return
        maximum = self._points(number, cells.get("max_points", ""))
        row = TableRow(code, title, maximum, cells.get("evidence", ""), cells.get("guidance", ""))
        if not code and maximum is None:
            what = f"“{title[:60]}” không có mã và điểm nên được bỏ qua."
            self._tell(number, "table-line-skipped", what, "Ghi mã nếu đây là một mục.", "warning")
            return
        self._place(row)

    def _points(self, number: int, text: str) -> Decimal | None:
        value = points.parse(text)
        if isinstance(value, Problem):
            self._tell(number, "table-points", value.what, value.advice, "error")
            return None
        return value

    def _tell(self, number: int, code: str, what: str, advice: str, severity: str) -> None:
        self.problems.append(Problem(code, what, advice, f"Dòng {number}", severity))  # type: ignore[arg-type]

    def _place(self, row: TableRow) -> None:
        """Find the row this one stands under, and give it its whole code."""
        token = row.code
        if _DOTTED.fullmatch(token):
            before, _, last = token.rpartition(".")
            parent = self._by_dots(before)
            code = f"{parent.row.code}.{last}" if parent else token
            level = parent.level + 1 if parent else 0
        else:
            level = _level(token) or 3
            while self._open and self._open[-1].level >= level:
                self._open.pop()
            parent = self._open[-1] if self._open else None
            if not token:
                token = str(len(parent.children) + 1) if parent else str(len(self.tops) + 1)
            code = f"{parent.row.code}.{token}" if parent else token
        node = _Node(replace(row, code=code), row.code, level)
        (parent.children if parent else self.tops).append(node)
        self._known.setdefault(code, node)
        if parent in self._open:
            del self._open[self._open.index(parent) + 1 :]
        self._open.append(node)

    def _by_dots(self, before: str) -> _Node | None:
        """The row that "I.2" or "1" in front of the last dot means: by whole code, else as printed."""
        near = next((it for it in reversed(self._open) if it.token == before), None)
        return near or self._known.get(before)


def _level(token: str) -> int:
    """1 for A, 2 for I, 3 for 1, 4 for a; 0 when it is no such mark."""
    for level, pattern in enumerate(_LEVELS, 1):
        if pattern.fullmatch(token) and not (level == 1 and token.islower()):
            return level
    return 0

"""Reading a scoring table that was copied out of Excel or Word. No Qt; nothing is entered here."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from models import points
from models.errors import Problem, Severity
from models.table import ScoringTable, TableRow
from ui.scores import tsv

_HEADINGS = {
    "code": ("mã", "stt", "tt", "số tt", "mục"),
    "deduct_each": ("trừ", "điểm trừ", "mức trừ"),
    "max_points": ("điểm tối đa", "điểm chuẩn", "thang điểm", "số điểm", "điểm"),
    "evidence": ("hồ sơ", "minh chứng", "tài liệu"),
    "guidance": ("hướng dẫn", "cách chấm", "cách tính", "ghi chú"),
    "title": ("nội dung", "tiêu chí", "tên"),
}
_PLACES = {"code": 0, "title": 1, "max_points": 2, "evidence": 3}
_CARRIED = {
    "deduct_each": "mức trừ/lần",
    "guidance": "cách chấm",
    "evidence": "hồ sơ kiểm chứng",
    "max_points": "điểm tối đa",
}
_MOST_CODES = 6
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
    """What was read: the rows as a tree, and every line that could not be taken as it stands.

    `columns` are the fields of a row that the paste has a column for.
    """

    rows: tuple[TableRow, ...]
    problems: tuple[Problem, ...] = ()
    columns: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Node:
    row: TableRow
    token: str
    level: int
    line: int
    children: list["_Node"] = field(default_factory=list)

    def built(self) -> TableRow:
        return replace(self.row, rows=tuple(child.built() for child in self.children))


def read_table(pasted: str) -> PastedTable:
    """Sections, groups and criteria from lines of code, title, maximum, evidence with tabs between.

    A first line of headings says which column is what, and may name two more: the block's own
    deduction ("Trừ/lần") and how a row is scored ("Cách chấm"). Codes may be whole ("I.2.a") or as
    printed in a table ("I", then "1", then "a"): those get the code of the row above in front. A
    line of totals is left out. A code that two lines have is told with both lines.
    """
    lines = [(number, row) for number, row in enumerate(tsv.read_words(pasted), 1) if any(row)]
    places = _headings(lines[0][1]) if lines else {}
    if places:
        lines = lines[1:]
    width = max((len(row) for _, row in lines), default=0)
    columns = places or {name: place for name, place in _PLACES.items() if place < width}
    reader = _Reader()
    for number, row in lines:
        reader.take(number, {name: row[place] for name, place in columns.items()})
    rows = tuple(node.built() for node in reader.tops)
    return PastedTable(rows, (*reader.problems, *reader.repeated()), frozenset(columns))


def changed_table(old: ScoringTable, read: PastedTable) -> tuple[ScoringTable, tuple[str, ...]]:
    """The table in force after the paste, and a sentence for each kind of thing carried over.

    What the paste has no column for stays as it is on the row of the same code; so do the title of
    the table and the document that issued it. `old` itself comes back when nothing changed, else
    its `version` goes up by one (the first table of a file keeps its number).
    """
    missing = [name for name in _CARRIED if name not in read.columns]
    before = {row.code: row for _, row in old.walk()}
    carried: dict[str, list[str]] = {name: [] for name in missing}
    rows = tuple(_carry(row, before, carried) for row in read.rows)
    told = tuple(
        f"Giữ {_CARRIED[name]} của {len(codes)} dòng đang có ({some_codes(codes)}):"
        " bảng dán không có cột này."
        for name, codes in carried.items()
        if codes
    )
    if rows == old.rows:
        return old, told
    return replace(old, rows=rows, version=old.version + bool(old.rows)), told


def some_codes(codes: Sequence[str]) -> str:
    """ "I.3.1, I.4.1 …": the first codes, so that the sentence stays short."""
    return ", ".join(codes[:_MOST_CODES]) + (" …" if len(codes) > _MOST_CODES else "")


def _carry(row: TableRow, before: dict[str, TableRow], carried: dict[str, list[str]]) -> TableRow:
    """The row with what the paste could not say of it; `carried` takes note of the codes."""
    rows = tuple(_carry(child, before, carried) for child in row.rows)
    old = before.get(row.code)
    if old is None:
        return replace(row, rows=rows)
    kept = {}
    for name, codes in carried.items():
        value = getattr(old, name)
        # A deduction is recorded against a criterion; a group has none of its own.
        fits = name != "deduct_each" or not rows
        if value not in (None, "") and fits:
            kept[name] = value
            codes.append(row.code)
    for name in ("title", "evidence", "guidance"):
        # Line ends inside a cell do not come through a paste: they make no other text.
        if getattr(row, name) and getattr(row, name) == _one_line(getattr(old, name)):
            kept[name] = getattr(old, name)
    return replace(row, rows=rows, **kept)


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _headings(line: Sequence[str]) -> dict[str, int]:
    """Column of each field, when this is a line of headings; else empty."""
    found: dict[str, int] = {}
    for place, cell in enumerate(line):
        lower = cell.casefold()
        name = next((it for it, words in _HEADINGS.items() if lower.startswith(words)), None)
        if name is not None and len(lower) < 60:
            found.setdefault(name, place)
    return found if {"title", "max_points"} <= found.keys() else {}


class _Reader:
    def __init__(self) -> None:
        self.tops: list[_Node] = []
        self.problems: list[Problem] = []
        self._open: list[_Node] = []  # from the top section to the last row
        self._known: dict[str, _Node] = {}
        self._all: list[_Node] = []

    def take(self, number: int, cells: dict[str, str]) -> None:
        """One line of the paste."""
        title, code = cells.get("title", ""), cells.get("code", "").strip(" .)")
        if not title and code and not _level(code):
            title, code = code, ""
        if _TOTAL.fullmatch(title) or not title:
            return
        maximum = self._points(f"Dòng {number}", cells.get("max_points", ""))
        taken = self._points(f"Dòng {number}, cột Trừ/lần", cells.get("deduct_each", ""), None)
        row = TableRow(
            code,
            title,
            maximum,
            cells.get("evidence", ""),
            cells.get("guidance", ""),
            # "−0,5" says of a deduction what "0,5" says.
            abs(taken) if taken else None,
        )
        if not code and maximum is None:
            what = f"“{title[:60]}” không có mã và điểm nên được bỏ qua."
            self._tell(
                f"Dòng {number}",
                "table-line-skipped",
                what,
                "Ghi mã nếu đây là một mục.",
                "warning",
            )
            return
        self._place(row, number)

    def repeated(self) -> tuple[Problem, ...]:
        """Every code that stands on more than one line: points of the two could not be told apart."""
        lines: dict[str, list[_Node]] = {}
        for node in self._all:
            lines.setdefault(node.row.code, []).append(node)
        return tuple(
            Problem(
                "code-twice",
                f"Mã {code} ghi ở {len(nodes)} dòng: "
                + "; ".join(f"{it.line} (“{it.row.title[:40]}”)" for it in nodes)
                + ".",
                "Mỗi dòng một mã riêng.",
                f"Dòng {', '.join(str(it.line) for it in nodes)}",
            )
            for code, nodes in lines.items()
            if len(nodes) > 1
        )

    def _points(
        self, where: str, text: str, lowest: Decimal | None = points.ZERO
    ) -> Decimal | None:
        value = points.parse(text, lowest=lowest)
        if isinstance(value, Problem):
            self._tell(where, "table-points", value.what, value.advice, "error")
            return None
        return value

    def _tell(self, where: str, code: str, what: str, advice: str, severity: Severity) -> None:
        self.problems.append(Problem(code, what, advice, where, severity))

    def _place(self, row: TableRow, line: int) -> None:
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
        node = _Node(replace(row, code=code), row.code, level, line)
        self._all.append(node)
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

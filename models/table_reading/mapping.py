"""Which column of somebody else's table means what, where its rows begin and end: guessed, then edited."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from typing import Final

from models.table_reading.grid import TableGrid
from models.table_reading.values import is_points, is_token, is_total, split_token


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a grid is read. Rows and columns count from 0; None: there is no such column.

    `header` is the last row of the headings (None: there are none); rows `first` … `last`, both
    included, are read. The other fields are named by `ROLES`.
    """

    header: int | None
    first: int
    last: int
    code: int | None = None
    title: int | None = None
    max_points: int | None = None
    evidence: int | None = None
    guidance: int | None = None
    deduct_each: int | None = None
    parent: int | None = None

    def column(self, role: str) -> int | None:
        """The column of this role (a key of `ROLES`)."""
        found: int | None = getattr(self, role)
        return found

    def with_column(self, role: str, column: int | None) -> "Mapping":
        """The same with this column for the role; no other role keeps that column."""
        given: dict[str, int | None] = {
            other: None for other in ROLES if column is not None and self.column(other) == column
        }
        given[role] = column
        return replace(self, **given)  # type: ignore[arg-type]  # roles name columns only

    def columns(self) -> frozenset[str]:
        """The roles that have a column; each but "parent" is a field of `TableRow`."""
        return frozenset(role for role in ROLES if self.column(role) is not None)


# The field of `Mapping` → what the clerk sees; the order in which they are offered.
ROLES: Final[Table[str, str]] = {
    "code": "Mã (TT, STT)",
    "title": "Nội dung, tiêu chí",
    "max_points": "Điểm tối đa",
    "evidence": "Hồ sơ kiểm chứng",
    "guidance": "Cách chấm, ghi chú",
    "deduct_each": "Mức trừ mỗi lần",
    "parent": "Thuộc mục (mã mục trên)",
}

_HEADER_WITHIN = 40
_MOST_HEADER_ROWS = 3
_LONGEST_HEADING = 80
_DEFAULT = {"code": 0, "title": 1, "max_points": 2, "evidence": 3}
# Other bodies' own columns of points: filled in later, never a maximum.
_NOT_MAXIMUM = re.compile(
    r"tự chấm|tự đánh giá|điểm chấm|khối chấm|thẩm định|thống nhất|đạt|kết quả|xếp|lý do|năm trước"
)
_STRONG_MAXIMUM = r"(?!nội dung|tiêu chí|chỉ tiêu).*(tối đa|điểm chuẩn|thang điểm|khung điểm|điểm quy định|barem).*"
# Strongest first: a heading takes the first role that has a word for it, a role its best heading.
_WORDS: tuple[tuple[str, str], ...] = (
    ("parent", r"thuộc( mục)?|(mã )?mục cha|mã cha|mã (của )?mục trên|(mã )?cấp trên"),
    ("code", r"(s?tt|số tt|số thứ tự|ký hiệu|mã|mã số|mã tiêu chí|mã mục|mục)( \(.*)?"),
    ("deduct_each", r"(điểm |mức )?trừ\b(?!.*tối đa).*"),
    ("max_points", _STRONG_MAXIMUM),
    ("evidence", r".*(minh chứng|kiểm chứng).*"),
    ("evidence", r"(hồ sơ|tài liệu).*"),
    (
        "guidance",
        r"(cách|phương pháp) (tính|chấm|cho|đánh giá).*|hướng dẫn.*|(nội dung )?yêu cầu.*",
    ),
    ("title", r".*(nội dung|tiêu chí|chỉ tiêu|hoạt động|nhiệm vụ).*"),
    ("max_points", r"(số |mức )?điểm(?! (cộng|thưởng|trừ))\b.*|max"),
    ("max_points", r"(điểm )?(cộng|thưởng)\b.*"),
    ("title", r"(tên|công việc|diễn giải|danh mục|mục)\b.*"),
    ("guidance", r"ghi chú.*|diễn giải.*|quy định.*|điều kiện.*"),
)
_PATTERNS = tuple((role, re.compile(words)) for role, words in _WORDS)
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-HĐ])\)?(?:\s*=.*)?", re.IGNORECASE)
_AFTER_TABLE = re.compile(
    r"nơi nhận|người lập|người chấm|(tm|kt|tl|tuq)\.|xác nhận|thủ trưởng|trưởng khối|.*\bngày\b.*tháng\b.*năm",
    re.IGNORECASE,
)


def guess(grid: TableGrid) -> Mapping:
    """The likeliest reading of the grid; every field of it is open to the clerk's correction."""
    header, columns = _headings(grid)
    first = 0 if header is None else header + 1
    while first < len(grid.rows) and (
        grid.is_blank(first) or (header is not None and _numbers_columns(grid, first))
    ):
        first += 1
    columns = _by_content(grid) if header is None else _with_code(grid, columns, first)
    made = Mapping(header, first, max(first, len(grid.rows) - 1), **columns)
    return replace(made, last=_last(grid, made))


def likeliest(grids: Sequence[TableGrid]) -> int:
    """Which of the grids of a file looks most like a scoring table; the first of equals."""

    def worth(number: int) -> tuple[bool, int, int]:
        found = guess(grids[number])
        return found.header is not None, len(found.columns()), found.last - found.first

    return max(range(len(grids)), key=worth, default=0)


def heading(grid: TableGrid, mapping: Mapping, column: int) -> str:
    """The heading of a column as shown, "" when the table has none."""
    return "" if mapping.header is None else grid.shown(mapping.header, column)


def _headings(grid: TableGrid) -> tuple[int | None, dict[str, int]]:
    """The last row of the headings and the column of each role; (None, {}) when there are none."""
    best: tuple[int, ...] | None = None
    found: tuple[int | None, dict[str, int]] = (None, {})
    for top in range(min(_HEADER_WITHIN, len(grid.rows))):
        for depth in range(1, _MOST_HEADER_ROWS + 1):
            bottom = top + depth - 1
            if bottom >= len(grid.rows) or (depth > 1 and not _goes_on(grid, bottom)):
                break
            texts = _texts(grid, top, bottom)
            columns = _roles(texts)
            if not {"title", "max_points"} <= columns.keys():
                continue
            # The most roles; a sure maximum; then the fewest rows; then the highest.
            sure = bool(re.fullmatch(_STRONG_MAXIMUM, texts[columns["max_points"]]))
            worth = (len(columns), sure, -depth, -top)
            if best is None or worth > best:
                best, found = worth, (_bottom_of(grid, bottom), columns)
    return found


def _goes_on(grid: TableGrid, row: int) -> bool:
    """Whether this may be a further row of the headings: no points, no code of its own in it."""
    texts = [cell.text.strip() for cell in grid.rows[row] if cell.text.strip()]
    return bool(texts) and not any(is_points(it) or is_token(it) for it in texts)


def _bottom_of(grid: TableGrid, row: int) -> int:
    """The last row of the headings: those merged downwards take the rows below along."""
    below = row + 1
    while below < len(grid.rows) and any(
        cell.anchor is not None and cell.anchor[0] <= row for cell in grid.rows[below]
    ):
        below += 1
    return below - 1


def _texts(grid: TableGrid, top: int, bottom: int) -> list[str]:
    """What stands over each column, each text once, from the bottom up (the nearest says the most)."""
    made = []
    for column in range(grid.width):
        texts = [_plain(grid.shown(row, column)) for row in range(bottom, top - 1, -1)]
        made.append(" ".join(dict.fromkeys(filter(None, texts))))
    return made


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _roles(texts: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for role, pattern in _PATTERNS:
        if role in found:
            continue
        for column, text in enumerate(texts):
            usable = text and len(text) <= _LONGEST_HEADING and column not in found.values()
            if not usable or not pattern.fullmatch(text):
                continue
            if role == "max_points" and "tối đa" not in text and _NOT_MAXIMUM.search(text):
                continue
            found[role] = column
            break
    return found


def _numbers_columns(grid: TableGrid, row: int) -> bool:
    """A row "(1) (2) (3)" or "A B 1 2" under the headings: letters first, then numbers from 1."""
    matches = [_COLUMN_NUMBER.fullmatch(cell.text) for cell in grid.rows[row] if cell.text]
    marks = [it[1].upper() for it in matches if it is not None]
    if len(marks) < 3 or len(marks) < len(matches):
        return False
    letters = [it for it in marks if not it.isdecimal()]
    numbers = [str(it + 1) for it in range(len(marks) - len(letters))]
    return marks == ["A", "B", "C", "D", "E", "F", "G", "H"][: len(letters)] + numbers


def _with_code(grid: TableGrid, columns: dict[str, int], first: int) -> dict[str, int]:
    """The same with a column of codes that has no heading of its own: it stands before the title,
    or under the title's heading, merged over both."""
    if "code" in columns:
        return columns
    taken, title = set(columns.values()), columns["title"]
    if _mostly_tokens(_column(grid, title, first)) and title + 1 not in taken:
        return {**columns, "code": title, "title": title + 1} if title + 1 < grid.width else columns
    before = [it for it in range(title) if it not in taken]
    codes = [it for it in before if _mostly_tokens(_column(grid, it, first))]
    return {**columns, "code": codes[-1]} if codes else columns


def _by_content(grid: TableGrid) -> dict[str, int]:
    """The columns of a table without headings: code, title, maximum, evidence, unless it shows others."""
    usual = {role: place for role, place in _DEFAULT.items() if place < grid.width}
    if not grid.rows or _fits(grid, usual):
        return usual
    title = max(range(grid.width), key=lambda it: sum(map(_letters, _column(grid, it))))
    found = {"title": title}
    before = [it for it in range(title) if any(map(is_token, _column(grid, it)))]
    if before:
        found["code"] = before[-1]
    after = [it for it in range(title + 1, grid.width) if _mostly_points(_column(grid, it))]
    if after:
        found["max_points"] = after[0]
        rest = [it for it in range(after[0] + 1, grid.width) if any(_column(grid, it))]
        if rest and not _mostly_points(_column(grid, rest[0])):
            found["evidence"] = rest[0]
    return found


def _fits(grid: TableGrid, columns: dict[str, int]) -> bool:
    codes = [it for it in _column(grid, 0) if it]
    if "title" not in columns:
        return False
    titles = [it for it in _column(grid, 1) if it and not is_points(it)]
    # Points elsewhere and none here: another order. None at all: they are written wrongly.
    elsewhere = any(_mostly_points(_column(grid, it)) for it in range(3, grid.width))
    no_points = elsewhere and not any(map(is_points, _column(grid, 2)))
    return bool(titles) and not no_points and all(is_token(it) or is_total(it) for it in codes)


def _column(grid: TableGrid, column: int, first: int = 0) -> list[str]:
    return [row[column].text.strip() for row in grid.rows[first:]]


def _letters(text: str) -> int:
    return 0 if is_points(text) or is_token(text) else len(text)


def _mostly_points(texts: Sequence[str]) -> bool:
    written = [it for it in texts if it]
    return bool(written) and 2 * sum(map(is_points, written)) > len(written)


def _mostly_tokens(texts: Sequence[str]) -> bool:
    written = [it for it in texts if it]
    return bool(written) and 2 * sum(map(is_token, written)) > len(written)


def _last(grid: TableGrid, mapping: Mapping) -> int:
    """The last row that says something of the table: a code, points, a deduction or a total."""
    last = mapping.first
    for row in range(mapping.first, len(grid.rows)):
        if _ends_before(grid, mapping, row):
            break
        if any(_says(grid, mapping, row)):
            last = row
    return last


def _says(grid: TableGrid, mapping: Mapping, row: int) -> Iterator[bool]:
    for role in ("max_points", "deduct_each"):
        yield bool(grid.cell(row, mapping.column(role)).text)
    code, title = grid.cell(row, mapping.code).text, grid.cell(row, mapping.title).text
    yield is_total(code) or is_total(title)
    yield bool(code) and bool(is_token(code) or split_token(code))
    yield bool(title) and bool(split_token(title)) and mapping.code is None
    # Merged into the row above: it goes on.
    anchor = grid.cell(row, mapping.max_points).anchor
    yield anchor is not None and anchor[0] < row


def _ends_before(grid: TableGrid, mapping: Mapping, row: int) -> bool:
    """Signatures, receivers, place and date: what stands below a table on paper."""
    texts = [cell.text for cell in grid.rows[row] if cell.text]
    points = grid.cell(row, mapping.max_points).text
    return bool(texts) and not is_points(points) and bool(_AFTER_TABLE.match(texts[0]))

"""From lines with marks to the tree of rows with whole codes, and what does not hang together in it."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from models.points import ZERO, show_short
from models.table import SectionRole, TableRow
from models.table_reading.lines import SECTION, Line
from models.table_reading.notes import Notes
from models.table_reading.values import DOTTED, PART, ROMAN, token
from models.tables.codes import roman

_LISTED = 6
_DEEPEST = 12
_AFTER = {"I": "H", "L": "K", "V": "U", "X": "VW"}  # Roman letters: the parts that go before them
_BONUS, _DEDUCTION = r"(thưởng|cộng)", r"(trừ|phạt)"
_LEAD = r"(các )?(nội dung )?(mục )?(tính )?(điểm )?"
_AND = r"( điểm)?\s*(,|;|/|&|\+|-|–|và|hoặc)\s*(điểm )?"
_BOTH = re.compile(
    rf"{_LEAD}({_BONUS}{_AND}{_DEDUCTION}|{_DEDUCTION}{_AND}{_BONUS})\b", re.IGNORECASE
)
_CHILD_ROLES: dict[SectionRole, re.Pattern[str]] = {
    "bonus": re.compile(rf"{_LEAD}(được )?{_BONUS}\b(?! tác)", re.IGNORECASE),
    "deduction": re.compile(rf"{_LEAD}(bị )?{_DEDUCTION}\b", re.IGNORECASE),
}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROLE_TITLES: dict[SectionRole, tuple[re.Pattern[str], str]] = {
    "bonus": (
        re.compile(r"(các )?(nội dung )?(điểm (thưởng|cộng)|(thưởng|cộng) điểm)", re.IGNORECASE),
        "điểm thưởng",
    ),
    "deduction": (
        re.compile(r"(các )?(nội dung )?(điểm trừ|trừ điểm|điểm phạt)", re.IGNORECASE),
        "điểm trừ",
    ),
}


@dataclass(slots=True, eq=False)
class _Node:
    """A line in its place. `whole`: its code was written whole and no row gives it its beginning."""

    line: Line
    rank: float
    parent: "_Node | None" = None
    children: list["_Node"] = field(default_factory=list)
    mark: str = ""
    printed: str = ""
    code: str = ""
    whole: bool = False
    role: SectionRole = "content"
    parted: bool = False  # out of a section of bonus and deductions

    def walk(self) -> Iterator["_Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def row(self) -> TableRow:
        it = self.line
        return TableRow(
            self.code,
            it.title,
            it.max_points,
            it.evidence,
            "\n".join(it.guidance),
            # Points are taken from a criterion; a group has no deduction of its own.
            None if self.children else it.deduct_each,
            role=self.role,
            rows=tuple(child.row() for child in self.children),
        )


def rows_of(notes: Notes, lines: Sequence[Line]) -> tuple[TableRow, ...]:
    """The tree of these lines; whatever is wrong with it goes to `notes`."""
    tops = _by_parents(notes, lines) if any(it.parent for it in lines) else _by_marks(notes, lines)
    _give_codes(notes, tops)
    tops = [it for top in tops for it in _parted(notes, top)]
    _give_roles(notes, tops)
    nodes = [node for top in tops for node in top.walk()]
    _codes_twice(notes, nodes)
    _maxima(notes, nodes)
    _sums(notes, nodes)
    _totals(notes, tops)
    return tuple(top.row() for top in tops)


# ---- by the marks: I, 1, a), –, and codes written whole


def _by_marks(notes: Notes, lines: Sequence[Line]) -> list[_Node]:
    tops: list[_Node] = []
    path: list[_Node] = []  # from the top section to the line before
    known: dict[str, _Node] = {}
    lost: dict[str, list[_Node]] = {}
    _letters_after_letters(lines)
    for line in lines:
        node = _Node(line, line.rank, mark=line.mark, printed=line.mark)
        if line.rank == DOTTED:
            before, _, node.mark = line.mark.rpartition(".")
            node.parent = _named_by(before, path, known)
            if node.parent is None:
                lost.setdefault(before, []).append(node)
                node.parent = _nearest(before, path, known)
                node.mark, node.whole = line.mark, True
            node.rank = node.parent.rank + 0.1 if node.parent else ROMAN
        else:
            while path and path[-1].rank >= node.rank:
                path.pop()
            node.parent = path[-1] if path else None
        (node.parent.children if node.parent else tops).append(node)
        path = [*_path(node.parent), node]
        node.code = _code(node) if node.mark else ""
        known.setdefault(node.code or node.printed, node)
    for before, nodes in lost.items():
        codes = _some([it.line.mark for it in nodes])
        what = f"{codes} thuộc mục {before}, nhưng phía trên không có dòng {before}."
        advice = f"Thêm dòng {before}, hoặc sửa mã."
        notes.tell_rows("parent-missing", [it.line.row for it in nodes], what, advice)
    return tops


def _letters_after_letters(lines: Sequence[Line]) -> None:
    """Where parts A … H have no Roman rows under them, the I after H is the next letter."""
    before = ""
    for at, line in enumerate(lines):
        if line.rank == ROMAN:
            follows = before and before in _AFTER.get(line.mark, "")
            below = itertools.takewhile(lambda it: it.rank != PART, lines[at + 1 :])
            if not follows or any(it.rank == ROMAN and it.mark not in _AFTER for it in below):
                return
            line.rank = PART
        if line.rank == PART:
            before = line.mark


def _named_by(before: str, path: Sequence[_Node], known: dict[str, _Node]) -> _Node | None:
    """The row that "I.2" or "1" in front of the last dot means: as printed, by whole code, or the
    section I where sections are Roman and their rows count 1.1, 1.2."""
    near = next((it for it in reversed(path) if it.printed == before), None)
    if near is None and before.isdecimal():
        near = next((it for it in path if _value_of(it.printed) == int(before)), None)
    return near or known.get(before)


def _nearest(before: str, path: Sequence[_Node], known: dict[str, _Node]) -> _Node | None:
    """For a lost row: the nearest row above that its code does name ("I" for I.2.1)."""
    while "." in before:
        before = before.rpartition(".")[0]
        found = _named_by(before, path, known)
        if found is not None:
            return found
    return None


def _path(node: _Node | None) -> list[_Node]:
    made: list[_Node] = []
    while node is not None:
        made.append(node)
        node = node.parent
    return made[::-1]


def _code(node: _Node) -> str:
    if node.parent is None or node.whole:
        return node.mark
    return f"{node.parent.code}.{node.mark}" if node.parent.code else ""


# ---- by a column that names the row above


def _by_parents(notes: Notes, lines: Sequence[Line]) -> list[_Node]:
    nodes = [_Node(it, it.rank, mark=it.mark, printed=it.mark, whole=bool(it.mark)) for it in lines]
    known: dict[str, _Node] = {}
    for node in nodes:
        if node.mark:
            known.setdefault(node.mark.casefold(), node)
    for node in nodes:
        named = token(node.line.parent)
        wanted = named.text if named else node.line.parent
        if not wanted:
            continue
        node.parent = known.get(wanted.casefold())
        if node.parent is None:
            what = f"Thuộc mục “{wanted}”, nhưng bảng không có dòng mã {wanted}."
            advice = f"Thêm dòng {wanted}, hoặc sửa cột thuộc mục."
            notes.tell_rows("parent-missing", (node.line.row,), what, advice)
    _break_cycles(notes, nodes)
    for node in nodes:
        if node.parent is not None:
            node.parent.children.append(node)
    return [it for it in nodes if it.parent is None]


def _break_cycles(notes: Notes, nodes: Sequence[_Node]) -> None:
    """Rows that stand under themselves, or under too many others, become top rows and are told."""
    settled: set[_Node] = set()
    for start in nodes:
        chain: list[_Node] = []
        node: _Node | None = start
        while node is not None and node not in settled and node not in chain:
            chain.append(node)
            node = node.parent
        if node is not None and node in chain:
            circle = chain[chain.index(node) :]
            names = [it.mark or it.line.title[:40] for it in (*circle, node)]
            what = f"Các dòng thuộc lẫn nhau thành vòng: {' → '.join(names)}."
            advice = "Sửa cột thuộc mục để một dòng trong vòng thuộc mục khác."
            notes.tell_rows("cycle", sorted(it.line.row for it in circle), what, advice)
            for it in circle:
                it.parent = None
        settled.update(chain)
    for node in nodes:
        if len(_path(node)) > _DEEPEST:
            what = f"Dòng nằm dưới hơn {_DEEPEST - 1} cấp."
            notes.tell_rows("too-deep", (node.line.row,), what, "Bớt số cấp của bảng.")
            node.parent = None


# ---- codes


def _give_codes(notes: Notes, tops: Sequence[_Node]) -> None:
    """Whole codes for all, from the top down; lines without a mark take the next free number."""
    made: list[_Node] = []
    level = list(tops)
    groups: list[Sequence[_Node]] = [level]
    while groups:
        group = groups.pop()
        taken = {it.mark for it in group}
        number = 0
        for node in group:
            if not node.mark:
                number, node.mark = _next(number, taken, _writer(node))
                taken.add(node.mark)
                made.append(node)
            elif node.mark.isdecimal():
                number = max(number, int(node.mark))
            node.code = _code(node)
            groups.append(node.children)
    if made:
        made.sort(key=lambda it: it.line.row)
        words = _some([f"{notes.grid.row_word} {it.line.row + 1} → {it.code}" for it in made])
        what = f"{len(made)} dòng không có mã được đặt mã theo thứ tự: {words}."
        rows = [it.line.row for it in made]
        notes.tell_rows("codes-made", rows, what, "Xem lại các mã này.", "warning")


def _parted(notes: Notes, top: _Node) -> list[_Node]:
    """A section of bonus and deductions is two sections; together the deductions would be added."""
    if not _BOTH.match(top.line.title) and not _is_mixed(top):
        return [top]
    roles = [_said_role(it.line.title) for it in top.children]
    if sorted(map(str, roles)) != ["bonus", "deduction"]:
        what = f"Mục {top.code} có cả điểm thưởng và điểm trừ."
        advice = "Tách thành hai mục, một mục điểm thưởng và một mục điểm trừ, rồi nhập lại."
        notes.tell_rows("roles-mixed", (top.line.row,), what, advice)
        return [top]
    for child in top.children:
        child.parent, child.parted = None, True
    notes.skip(top.line.row, top.line.title, "Tách thành mục điểm thưởng và mục điểm trừ.")
    return top.children


def _is_mixed(top: _Node) -> bool:
    """Whether a section of bonus holds deductions, or one of deductions a bonus."""
    for role, (pattern, _) in _ROLE_TITLES.items():
        others = [it for other, (it, _) in _ROLE_TITLES.items() if other != role]
        if pattern.match(top.line.title):
            return any(it.match(node.line.title) for node in top.walk() for it in others)
    return False


def _said_role(title: str) -> SectionRole | None:
    """What the title of a row says of its points; None when nothing, or both."""
    said = [role for role, pattern in _CHILD_ROLES.items() if pattern.match(title)]
    return said[0] if len(said) == 1 and not _BOTH.match(title) else None


def _give_roles(notes: Notes, tops: Sequence[_Node]) -> None:
    """Top sections whose titles say that their points come on top, or are taken away."""
    for node in tops:
        parted = _said_role(node.line.title) if node.parted else None
        for role, (pattern, words) in _ROLE_TITLES.items():
            if role == parted or pattern.match(node.line.title):
                node.role = role
                what = f"Mục {node.code} được hiểu là mục {words}, theo tên của mục."
                advice = "Sửa loại của mục nếu không đúng."
                notes.tell_rows("role-read", (node.line.row,), what, advice, "warning")


def _writer(node: _Node) -> Callable[[int], str]:
    return roman if node.line.rank == SECTION else str


def _next(number: int, taken: set[str], write: Callable[[int], str]) -> tuple[int, str]:
    number += 1
    while write(number) in taken:
        number += 1
    return number, write(number)


def _value_of(text: str) -> int:
    """The value of a Roman number, 0 for another text."""
    if not text or any(it not in _ROMAN_VALUES for it in text):
        return 0
    values = [_ROMAN_VALUES[it] for it in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


# ---- what does not hang together


def _codes_twice(notes: Notes, nodes: Sequence[_Node]) -> None:
    by_code: dict[str, list[_Node]] = {}
    for node in nodes:
        by_code.setdefault(node.code, []).append(node)
    for code, same in by_code.items():
        if len(same) > 1:
            same.sort(key=lambda it: it.line.row)
            named = "; ".join(f"{it.line.row + 1} (“{it.line.title[:40]}”)" for it in same)
            what = f"Mã {code} ghi ở {len(same)} {notes.grid.row_word}: {named}."
            advice = "Mỗi dòng một mã riêng."
            if "." in code and code.endswith(".1") and notes.grid.source == "sheet":
                advice += " Ô số của Excel đổi 1.10 thành 1.1: ghi mã dạng chữ."
            notes.tell_rows("code-twice", [it.line.row for it in same], what, advice)


def _maxima(notes: Notes, nodes: Sequence[_Node]) -> None:
    for node in nodes:
        # A maximum that was there but unreadable or merged is told already.
        told = node.line.unread_maximum or node.line.shared_from is not None
        if not node.children and node.line.max_points is None and not told:
            what = f"Tiêu chí {node.code} chưa có điểm tối đa."
            advice = "Ghi điểm tối đa trong tệp, hoặc ghi trong bảng sau khi nhập."
            notes.tell_rows("maximum-missing", (node.line.row,), what, advice, "warning")


def _sums(notes: Notes, nodes: Sequence[_Node]) -> None:
    for node in nodes:
        if not node.children or node.line.max_points is None:
            continue
        if any(it.line.unread_maximum or it.line.shared_from is not None for it in node.children):
            continue
        parts = sum((_most(it) for it in node.children), ZERO)
        if parts != node.line.max_points:
            written = show_short(node.line.max_points)
            what = f"Mục {node.code} ghi {written} điểm, các dòng con cộng lại {show_short(parts)}."
            notes.tell_rows(
                "children-differ", (node.line.row,), what, "Sửa cho bằng nhau.", "warning"
            )


def _most(node: _Node) -> Decimal:
    """The most a row can give: its own maximum, else that of the rows under it."""
    if node.line.max_points is not None:
        return node.line.max_points
    return sum((_most(it) for it in node.children), ZERO)


def _totals(notes: Notes, tops: Sequence[_Node]) -> None:
    """The line "Tổng cộng" against the sections above it, with the bonus points or without."""
    for row, total in notes.totals:
        above = [it for it in tops if it.line.row < row]
        content = sum((_most(it) for it in above if it.role == "content"), ZERO)
        bonus = sum((_most(it) for it in above if it.role == "bonus"), ZERO)
        if total not in {content, content + bonus}:
            what = f"Dòng tổng ghi {show_short(total)}, các mục phía trên cộng lại {show_short(content)}."
            advice = "Kiểm tra có thiếu dòng hoặc thừa dòng không."
            notes.tell_rows("total-differs", (row,), what, advice, "warning")


def _some(words: Sequence[str]) -> str:
    return ", ".join(words[:_LISTED]) + (" …" if len(words) > _LISTED else "")

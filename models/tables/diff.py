"""What changed between two scoring tables, row by row, in words. Nothing is changed here.

A row is known again by its code and title; where only one of the two stayed it is still the same row:
renumbered (same title) or rewritten (same code).
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from models.points import show_short
from models.table import ScoringTable, TableRow
from models.tables.rule_diff import rule_changes
from models.texts import name_key

DifferenceKind = Literal["added", "removed", "moved", "changed"]

TITLES: dict[DifferenceKind, str] = {
    "added": "Thêm",
    "removed": "Bỏ",
    "moved": "Chuyển",
    "changed": "Sửa",
}
ROLES = {"content": "nội dung", "bonus": "điểm thưởng", "deduction": "điểm trừ"}
_TITLE = "nội dung"
_TEXTS = {"evidence": "hồ sơ kiểm chứng", "guidance": "cách chấm"}
_POINTS = {"max_points": "điểm tối đa", "deduct_each": "trừ mỗi lần"}
_CODE, _PARENT, _PLACE = "mã", "nằm trong", "thứ tự"
_ROLE = "loại mục"
_TOP = "ngoài cùng"
_BARE = frozenset((*_POINTS.values(), _CODE, _PARENT, _PLACE, _ROLE))
_LONGEST = 90


class Change(NamedTuple):
    """One part of a row that is not what it was; "" where there was, or is, nothing."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row that differs. `code` and `title` are the new ones, of a removed row its own.

    "moved": another code, another group or another place among its neighbours; `changes` then also
    holds what else is new about it. The rows inside a renumbered group whose codes only follow are not
    told one by one. `code` is "" where the heading of the whole table differs.
    """

    kind: DifferenceKind
    code: str
    title: str
    changes: tuple[Change, ...] = ()


def differences(old: ScoringTable, new: ScoringTable) -> tuple[RowDifference, ...]:
    """Every difference of the rows and of the heading, in the order of the new table.

    Removed rows stand where they stood. Empty exactly when rows and heading are equal; version and
    papers of the table do not count.
    """
    found: list[tuple[tuple[int, int], RowDifference]] = []
    if old.title != new.title:
        change = Change("tên bảng", old.title, new.title)
        found.append(((-2, 0), RowDifference("changed", "", new.title, (change,))))
    before, after = _nodes(old), _nodes(new)
    match = _matched(before, after)
    strayed = _strayed(before, after, match)
    for node in after:
        origin = match.get(node.at)
        if origin is None:
            told: RowDifference | None = _whole("added", node.row)
        else:
            told = _told(before, after, match, node, node.at in strayed)
        if told is not None:
            found.append(((node.at, 0), told))
    back = {origin: at for at, origin in match.items()}
    place = -1
    for node in before:
        place = back.get(node.at, place)
        if node.at not in back:
            found.append(((place, 1 + node.at), _whole("removed", node.row)))
    return tuple(it for _, it in sorted(found, key=lambda pair: pair[0]))


def in_words(difference: RowDifference) -> str:
    """One Vietnamese sentence: "Sửa I.2 “Cải cách hành chính”: điểm tối đa từ 20 thành 25."."""
    name = f"{difference.code} “{_short(difference.title)}”" if difference.code else "tên bảng"
    if difference.kind in ("added", "removed"):
        which = (it.new or it.old for it in difference.changes if it.what == _POINTS["max_points"])
        points = "".join(f" ({it} điểm)" for it in which)
        return f"{TITLES[difference.kind]} {name}{points}."
    said = "; ".join(_said(it) for it in difference.changes)
    return f"{TITLES[difference.kind]} {name}: {said}."


def _said(change: Change) -> str:
    bare = change.what in _BARE
    old, new = (it if bare or it.isdecimal() else f"“{_short(it)}”" for it in change[1:])
    if not change.old:
        return f"{change.what} ghi thêm {new}"
    if not change.new:
        return f"{change.what} bỏ {old}"
    return f"{change.what} từ {old} thành {new}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"


# ---- which row is which


class _Node(NamedTuple):
    """A row with its number from the top, that of its parent (-1: none) and its place there."""

    at: int
    row: TableRow
    parent: int
    place: int


def _nodes(table: ScoringTable) -> list[_Node]:
    found: list[_Node] = []

    def take(rows: tuple[TableRow, ...], parent: int) -> None:
        for place, row in enumerate(rows):
            node = _Node(len(found), row, parent, place)
            found.append(node)
            take(row.rows, node.at)

    take(table.rows, -1)
    return found


def _matched(before: list[_Node], after: list[_Node]) -> dict[int, int]:
    """Number of a new row → number of the old row it is."""
    match: dict[int, int] = {}
    keys: tuple[tuple[Callable[[_Node], Hashable], bool], ...] = (
        (lambda it: (it.row.code, it.row.title), False),
        (lambda it: name_key(it.row.title), True),
        (lambda it: it.row.code, False),
    )
    for key, only_one in keys:
        _pair(before, after, match, key, only_one)
    return match


def _pair(
    before: list[_Node],
    after: list[_Node],
    match: dict[int, int],
    key: Callable[[_Node], Hashable],
    only_one: bool,
) -> None:
    """Pair what is still free by a key, the first with the first; `only_one`: no key that stands twice."""
    taken = set(match.values())
    free: dict[Hashable, list[int]] = defaultdict(list)
    for node in before:
        if node.at not in taken and key(node):
            free[key(node)].append(node.at)
    left = [node for node in after if node.at not in match]
    times = Counter(key(node) for node in left)
    for node in left:
        waiting = free.get(key(node), [])
        if waiting and not (only_one and (len(waiting) > 1 or times[key(node)] > 1)):
            match[node.at] = waiting.pop(0)


def _home(match: dict[int, int], node: _Node) -> int:
    """The old number of the group a new row stands in: -1 at the top, -2 in a group that is new."""
    return -1 if node.parent == -1 else match.get(node.parent, -2)


def _strayed(before: list[_Node], after: list[_Node], match: dict[int, int]) -> set[int]:
    """New rows that stand elsewhere among the neighbours they had: as few as explain the order."""
    groups: dict[int, list[_Node]] = defaultdict(list)
    for node in after:
        origin = match.get(node.at)
        if origin is not None and before[origin].parent == _home(match, node):
            groups[node.parent].append(node)
    strayed: set[int] = set()
    for nodes in groups.values():
        kept = _rising([before[match[it.at]].place for it in nodes])
        strayed.update(it.at for number, it in enumerate(nodes) if number not in kept)
    return strayed


def _rising(places: list[int]) -> set[int]:
    """The positions of one longest rising part of `places`: at least one, and all different."""
    ends: list[int] = []  # for each length the position of the smallest last place
    before: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(ends, place, key=places.__getitem__)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [number]
    kept = set()
    at = ends[-1]
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


# ---- what is new about a row


def _told(
    before: list[_Node],
    after: list[_Node],
    match: dict[int, int],
    node: _Node,
    strayed: bool,
) -> RowDifference | None:
    """What is to be said of a row that stayed, None when nothing."""
    old = before[match[node.at]]
    moves: list[Change] = []
    home, away = _code_at(before, old.parent), _code_at(after, node.parent)
    if old.row.code != node.row.code and not _follows(before, after, match, node):
        moves.append(Change(_CODE, old.row.code, node.row.code))
    if old.parent != _home(match, node):
        moves.append(Change(_PARENT, home or _TOP, away or _TOP))
    elif strayed and not moves:
        moves.append(Change(_PLACE, f"thứ {old.place + 1}", f"thứ {node.place + 1}"))
    changes = (*moves, *_changes(old.row, node.row))
    if not changes:
        return None
    return RowDifference("moved" if moves else "changed", node.row.code, node.row.title, changes)


def _code_at(nodes: list[_Node], at: int) -> str:
    return "" if at < 0 else nodes[at].row.code


def _follows(before: list[_Node], after: list[_Node], match: dict[int, int], node: _Node) -> bool:
    """Whether the code is only new because that of the group is: I.2 in I, now II.2 in II."""
    old = before[match[node.at]]
    if node.parent < 0 or old.parent != _home(match, node):
        return False
    was, now = _code_at(before, old.parent), _code_at(after, node.parent)
    return old.row.code.startswith(was) and node.row.code == now + old.row.code[len(was) :]


def _whole(kind: DifferenceKind, row: TableRow) -> RowDifference:
    """A row that is new or gone, with everything that is said on it."""
    empty = TableRow(row.code, row.title)
    pair = (empty, row) if kind == "added" else (row, empty)
    return RowDifference(kind, row.code, row.title, tuple(_changes(*pair)))


def _changes(old: TableRow, new: TableRow) -> Iterator[Change]:
    """Everything on the row itself; its place and the rows inside are told elsewhere."""
    if old.title != new.title:
        yield Change(_TITLE, old.title, new.title)
    for name, what in _POINTS.items():
        before: Decimal | None = getattr(old, name)
        after: Decimal | None = getattr(new, name)
        if before != after:
            yield Change(what, _shown(before), _shown(after))
    if old.role != new.role:
        yield Change(_ROLE, ROLES[old.role], ROLES[new.role])
    for change in rule_changes(old.rule, new.rule):
        yield Change(*change)
    for name, what in _TEXTS.items():
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Change(what, was, now)


def _shown(value: Decimal | None) -> str:
    return "" if value is None else show_short(value)


def unchanged(old: ScoringTable, new: ScoringTable) -> tuple[TableRow, ...]:
    """The criteria of `new` that are scored as in `old`: a unit's points on them still mean the same."""
    told = {(row.code, row.title, row.max_points, row.rule) for row in old.criteria()}
    return tuple(
        row for row in new.criteria() if (row.code, row.title, row.max_points, row.rule) in told
    )

"""Editing a scoring table: each operation takes an immutable table and gives back another one.

A row is named by its path: the places from the top section down, (0, 2) is the third row of the first
section, () the table itself. Scores hang on the codes of criteria: a code that stands is never changed
but by the clerk (`change`, `renumber`); what is put in gets a code that no other row has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from models.errors import AppError
from models.table import ScoringTable, TableRow
from models.tables import codes as table_codes

Path = tuple[int, ...]
Rows = tuple[TableRow, ...]
Where = Literal["before", "after", "under"]


class Edited(NamedTuple):
    """The table after an operation, and where the row it was about stands now."""

    table: ScoringTable
    path: Path


class Renumbered(NamedTuple):
    """The table with new codes, and old → new for every code that is another one now."""

    table: ScoringTable
    codes: dict[str, str]


# ---- looking


def paths(table: ScoringTable) -> Iterator[tuple[Path, TableRow]]:
    """Every row with its path, from top to bottom."""

    def walk(rows: Rows, above: Path) -> Iterator[tuple[Path, TableRow]]:
        for place, row in enumerate(rows):
            yield (*above, place), row
            yield from walk(row.rows, (*above, place))

    return walk(table.rows, ())


def row_at(table: ScoringTable, path: Path) -> TableRow | None:
    """The row at a path, or None."""
    rows, found = table.rows, None
    for place in path:
        if not 0 <= place < len(rows):
            return None
        found = rows[place]
        rows = found.rows
    return found


def path_of(table: ScoringTable, code: str) -> Path | None:
    """Where the row with this code stands, or None."""
    return next((path for path, row in paths(table) if row.code == code), None)


def roots(chosen: Iterable[Path]) -> tuple[Path, ...]:
    """The chosen paths without those that stand under another chosen one, from top to bottom."""
    ordered = sorted(set(chosen))
    kept: list[Path] = []
    for path in ordered:
        if not any(path[: len(it)] == it for it in kept):
            kept.append(path)
    return tuple(kept)


# ---- putting in


def insert(table: ScoringTable, path: Path, where: Where, row: TableRow | None = None) -> Edited:
    """Put a row (an empty one) before or after the row at `path`, or under it as its last child."""
    return paste(table, path, where, (row or TableRow("", ""),))


def paste(table: ScoringTable, path: Path, where: Where, rows: Sequence[TableRow]) -> Edited:
    """Put rows with all below them in; `path` of the answer is the first of them.

    A code that is free and fits under its new parent stays as it is, any other is given anew.
    """
    if where == "under" or not path:
        parent, place = path, len(_children(table, path))
    else:
        parent, place = path[:-1], path[-1] + (where == "after")
    coder = _Coder(table)
    above = row_at(table, parent)
    ready = coder.fitted(rows, above.code if above else "", _children(table, parent), len(parent))
    return Edited(_put(table, parent, place, ready), (*parent, place))


def duplicate(table: ScoringTable, path: Path) -> Edited:
    """Put a copy of the row, with all below it, right after it."""
    row = _must(table, path)
    coder = _Coder(table)
    above = row_at(table, path[:-1])
    [copy] = coder.fitted(
        (row,), above.code if above else "", _children(table, path[:-1]), len(path) - 1
    )
    place = path[-1] + 1
    return Edited(_put(table, path[:-1], place, (copy,)), (*path[:-1], place))


# ---- taking out and moving


def remove(table: ScoringTable, chosen: Iterable[Path]) -> Edited:
    """Take rows out with all below them; `path` is the row that stands in their place then, else ()."""
    gone = roots(chosen)
    made = table
    for path in reversed(gone):
        made = _take(made, path)[0]
    return Edited(made, _nearest(made, gone[0]) if gone else ())


def move(table: ScoringTable, chosen: Iterable[Path], parent: Path, place: int) -> Edited:
    """Move rows under `parent` (() for the sections) before its child number `place`.

    Raises AppError when a row would come to stand under itself.
    """
    moved = roots(chosen)
    for path in moved:
        if parent[: len(path)] == path:
            code = _must(table, path).code
            message = f"Không chuyển được dòng {code} vào trong chính nó. Thả vào mục khác."
            raise AppError(message)
    rows = tuple(_must(table, path) for path in moved)
    made = table
    for path in reversed(moved):
        made = _take(made, path)[0]
        if path[:-1] == parent and path[-1] < place:
            place -= 1
        parent = _after_taking(parent, path)
    place = max(0, min(place, len(_children(made, parent))))
    return Edited(_put(made, parent, place, rows), (*parent, place))


def move_up(table: ScoringTable, path: Path) -> Edited:
    """Change places with the row before it under the same parent; the first one stays."""
    if not path or path[-1] == 0:
        return Edited(table, path)
    return move(table, (path,), path[:-1], path[-1] - 1)


def move_down(table: ScoringTable, path: Path) -> Edited:
    """Change places with the row after it under the same parent; the last one stays."""
    if not path or path[-1] >= len(_children(table, path[:-1])) - 1:
        return Edited(table, path)
    return move(table, (path,), path[:-1], path[-1] + 2)


def indent(table: ScoringTable, path: Path) -> Edited:
    """Put the row under the one before it, as its last child; the first of its parent stays."""
    if not path or path[-1] == 0:
        return Edited(table, path)
    parent = (*path[:-1], path[-1] - 1)
    return move(table, (path,), parent, len(_children(table, parent)))


def outdent(table: ScoringTable, path: Path) -> Edited:
    """Put the row right after its parent; a section stays. What stands below its siblings stays there."""
    if len(path) < 2:
        return Edited(table, path)
    return move(table, (path,), path[:-2], path[-2] + 1)


# ---- changing


def change(table: ScoringTable, path: Path, **fields: Any) -> ScoringTable:
    """The table with other values in one row: any field of `TableRow` but `rows`.

    Raises AppError for a blank code and for one that another row has.
    """
    row = _must(table, path)
    code = fields.get("code", row.code)
    if not code.strip():
        raise AppError("Dòng nào cũng phải có mã. Ghi mã, ví dụ I.2.")
    if code != row.code:
        other = next((it for _, it in table.walk() if it.code == code), None)
        if other is not None:
            message = f"Mã {code} đã có ở dòng “{_short(other.title)}”. Ghi mã khác."
            raise AppError(message)
    return _replace_at(table, path, lambda it: replace(it, **fields))


def renumber(table: ScoringTable, path: Path = ()) -> Renumbered:
    """Count the rows below `path` anew by the block's pattern; the row itself keeps its code.

    A code that a row outside the branch has is passed over.
    """
    known = table_codes.styles(table)
    old = [row.code for it, row in paths(table) if it[: len(path)] == path and it != path]
    taken = {row.code for _, row in table.walk()} - set(old)
    changed: dict[str, str] = {}

    def counted(rows: Rows, parent: str, depth: int) -> Rows:
        made = []
        style = table_codes.style_at(known, depth)
        for number, row in enumerate(rows, 1):
            code = table_codes.free_code(parent, style, number, taken)
            taken.add(code)
            if code != row.code:
                changed[row.code] = code
            made.append(replace(row, code=code, rows=counted(row.rows, code, depth + 1)))
        return tuple(made)

    if not path:
        return Renumbered(replace(table, rows=counted(table.rows, "", 0)), changed)
    code = _must(table, path).code
    made = _replace_at(table, path, lambda it: replace(it, rows=counted(it.rows, code, len(path))))
    return Renumbered(made, changed)


def tidied(table: ScoringTable) -> ScoringTable:
    """The table as it is put in force: what means nothing on a row is taken off it.

    Only criteria have a rule and a deduction per case, only top sections a role.
    """

    def row(it: TableRow, depth: int) -> TableRow:
        rows = tuple(row(child, depth + 1) for child in it.rows)
        made = replace(it, rows=rows, role=it.role if depth == 0 else "content")
        return replace(made, rule=None, deduct_each=None) if rows else made

    return replace(table, rows=tuple(row(it, 0) for it in table.rows))


# ---- inside


class _Coder:
    """Gives rows that come in codes of their own."""

    def __init__(self, table: ScoringTable) -> None:
        self._styles = table_codes.styles(table)
        self._taken = {row.code for _, row in table.walk()}

    def fitted(self, rows: Sequence[TableRow], parent: str, siblings: Rows, depth: int) -> Rows:
        """The rows with codes that are free, under a parent with this code."""
        made: list[TableRow] = []
        for row in rows:
            code = self._code(row.code, parent, (*siblings, *made), depth)
            self._taken.add(code)
            below = self.fitted(row.rows, code, (), depth + 1)
            made.append(replace(row, code=code, rows=below))
        return tuple(made)

    def _code(self, code: str, parent: str, siblings: Rows, depth: int) -> str:
        mark = table_codes.last_part(code)
        for wanted in (code, table_codes.joined(parent, mark)):
            fits = not parent or wanted.startswith(f"{parent}.")
            if mark and fits and wanted not in self._taken:
                return wanted
        style = table_codes.style_at(self._styles, depth)
        for sibling in siblings:
            style = table_codes.style_of(table_codes.last_part(sibling.code)) or style
        return table_codes.next_code(parent, siblings, style, self._taken)


def _must(table: ScoringTable, path: Path) -> TableRow:
    row = row_at(table, path)
    if row is None:
        message = f"no row at {path}"
        raise LookupError(message)
    return row


def _children(table: ScoringTable, path: Path) -> Rows:
    return _must(table, path).rows if path else table.rows


def _with_children(
    table: ScoringTable, path: Path, change_rows: Callable[[Rows], Rows]
) -> ScoringTable:
    if not path:
        return replace(table, rows=change_rows(table.rows))
    return _replace_at(table, path, lambda it: replace(it, rows=change_rows(it.rows)))


def _replace_at(
    table: ScoringTable, path: Path, act: Callable[[TableRow], TableRow]
) -> ScoringTable:
    def inside(rows: Rows, rest: Path) -> Rows:
        here, below = rest[0], rest[1:]
        row = rows[here]
        made = replace(row, rows=inside(row.rows, below)) if below else act(row)
        return (*rows[:here], made, *rows[here + 1 :])

    return replace(table, rows=inside(table.rows, path))


def _put(table: ScoringTable, parent: Path, place: int, rows: Rows) -> ScoringTable:
    return _with_children(table, parent, lambda it: (*it[:place], *rows, *it[place:]))


def _take(table: ScoringTable, path: Path) -> tuple[ScoringTable, TableRow]:
    row, place = _must(table, path), path[-1]
    made = _with_children(table, path[:-1], lambda it: (*it[:place], *it[place + 1 :]))
    return made, row


def _after_taking(path: Path, taken: Path) -> Path:
    """Where a row stands once another one, not above it, is taken out."""
    depth = len(taken) - 1
    if len(path) > depth and path[:depth] == taken[:depth] and path[depth] > taken[depth]:
        return (*path[:depth], path[depth] - 1, *path[depth + 1 :])
    return path


def _nearest(table: ScoringTable, path: Path) -> Path:
    """The row that stands at a path now, else the one before it, else their parent."""
    if row_at(table, path) is not None:
        return path
    if path[-1] > 0:
        return (*path[:-1], path[-1] - 1)
    return path[:-1]


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"

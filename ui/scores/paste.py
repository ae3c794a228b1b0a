"""What a pasted block would enter: all of it, or nothing and a sentence for each bad cell.

A block is laid over the grid row by row. A filled cell that falls on a group row, a stage that does
not score the section or a computed column is bad: shifting it to the next criterion could put points
where nobody meant them. Empty cells over such places are passed over, elsewhere they clear.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.errors import Problem
from models.season import Score, ScoreKey
from ui.scores import entries
from ui.scores.entries import ReadPoints
from ui.scores.sheet import Sheet
from ui.scores.tsv import Block


@dataclass(frozen=True, slots=True)
class PastePlan:
    """`changes` to enter as one act, or `problems` when anything is bad; then nothing is entered."""

    changes: Mapping[ScoreKey, Score]
    problems: tuple[str, ...]


def plan(sheet: Sheet, top: int, left: int, block: Block, read_points: ReadPoints) -> PastePlan:
    """Hold `block` against the grid with its first cell at (top, left)."""
    problems = list(_outside(sheet, top, left, block))
    changes: dict[ScoreKey, Score] = {}
    if not problems:
        for line, cells in enumerate(block):
            for offset, cell in enumerate(cells):
                row, column = top + line, left + offset
                problem = _take(sheet, changes, row, column, cell, read_points)
                if problem:
                    where = place(sheet, row, column, several=len(cells) > 1)
                    problems.append(f"Dòng {line + 1}, {where}: {problem}")
    return PastePlan({} if problems else changes, tuple(problems))


def _outside(sheet: Sheet, top: int, left: int, block: Block) -> tuple[str, ...]:
    rows = len(sheet.layout.rows) - top
    columns = len(sheet.layout.columns) - left
    if not block:
        return ("Trong bộ nhớ tạm không có ô nào để dán.",)
    if len(block) > rows:
        return (f"Vùng dán có {len(block)} dòng, từ ô này xuống chỉ còn {rows} dòng.",)
    if len(block[0]) > columns:
        return (f"Vùng dán có {len(block[0])} cột, từ ô này sang phải chỉ còn {columns} cột.",)
    return ()


def _take(
    sheet: Sheet,
    changes: dict[ScoreKey, Score],
    row: int,
    column: int,
    cell: str,
    read_points: ReadPoints,
) -> str:
    """Put one cell into `changes`; returns why it cannot be taken, "" when it can."""
    key = sheet.score_key(row, column)
    if key is None:
        return sheet.why_not(row, column) if cell.strip() else ""
    entry = changes.get(key, sheet.season.score(*key))
    kind = sheet.layout.columns[column].kind
    if kind == "evidence":
        changes[key] = replace(entry, evidence=_lines(cell))
        return ""
    if kind == "note":
        changes[key] = replace(entry, note=_lines(cell))
        return ""
    own = sheet.table_row(row, column)
    if own is None:
        return ""
    entered = entries.read(own, entry, cell, read_points)
    if isinstance(entered, Problem):
        return entered.what
    if (entered.points, entered.inputs) != (entry.points, entry.inputs):
        changes[key] = entered
    return ""


def _lines(cell: str) -> str:
    """What was written, with one kind of line end inside."""
    return "\n".join(cell.strip().splitlines())


def place(sheet: Sheet, row: int, column: int, *, several: bool) -> str:
    """How a cell is called in a message: "tiêu chí I.3", with unit or stage where they differ."""
    own = sheet.table_row(row, column)
    parts = []
    if not sheet.layout.rows[row].criterion:
        unit = sheet.season.unit(sheet.layout.rows[row].unit)
        parts.append(unit.name if unit else "")
    if own is not None:
        parts.append(f"{'tiêu chí' if own.is_criterion else 'mục'} {own.code}")
    if several and sheet.layout.rows[row].criterion:
        parts.append(f"cột {sheet.layout.columns[column].title}")
    return ", ".join(parts)

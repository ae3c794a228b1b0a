"""Scoring tables drawn as text, one line a row: code, maximum ("-": none), then the title.

    I 60 Nhiệm vụ chính trị
    I.1 20 Hoàn thành chương trình
    I.1.a 5 Đúng hạn [Báo cáo]

A row stands under the row above it whose code is the longest beginning of its own; what stands in
brackets is the evidence.
"""

from dataclasses import replace
from decimal import Decimal

from models.table import ScoringTable, TableRow


def drawn(drawing: str) -> ScoringTable:
    """The table of a drawing."""
    open_rows: list[tuple[TableRow, list[TableRow]]] = []
    tops: list[TableRow] = []

    def close(down_to: int) -> None:
        while len(open_rows) > down_to:
            row, below = open_rows.pop()
            made = replace(row, rows=tuple(below))
            (open_rows[-1][1] if open_rows else tops).append(made)

    for line in filter(None, (it.strip() for it in drawing.splitlines())):
        row = _row(line)
        while open_rows and not row.code.startswith(f"{open_rows[-1][0].code}."):
            close(len(open_rows) - 1)
        open_rows.append((row, []))
    close(0)
    return ScoringTable(tuple(tops))


def _row(line: str) -> TableRow:
    code, points, *words = line.split(" ", 2)
    title, _, evidence = "".join(words).partition(" [")
    return TableRow(
        code, title, None if points == "-" else Decimal(points), evidence.removesuffix("]")
    )

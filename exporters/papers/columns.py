"""The columns of a table on its page: wide enough for their longest word, and no column lost where all do not fit."""

from collections.abc import Sequence
from dataclasses import replace

from exporters.papers.fonts import text_width
from exporters.papers.layout import CELL_PADDING, Letterhead, Type, scaled, table_size
from models.papers.report import Row, Table

_POINTS_IN_MM = 72 / 25.4
_MOST = 35.0
"""A longer word is broken rather than given more, in millimetres."""
_SQUEEZED = 0.75
"""A column of a table that is parted stays at least so wide, as a share of its own width."""
_SPARE = 0.6


def laid_out(
    table: Table, letterhead: Letterhead, available: float
) -> tuple[tuple[Table, ...], float]:
    """`table` for a page with `available` millimetres between the margins, and the size of its text.

    A column too narrow for a word takes width from those that have some to spare. Where not even the longest
    words fit side by side the table is parted: one below the other, each with the columns that say whose row
    it is.
    """
    nominal = tuple(it.width for it in table.columns)
    size = table_size(letterhead, nominal, available)
    needs = tuple(_need(table, at, size) for at in range(len(nominal)))
    if all(need <= width for need, width in zip(needs, scaled(nominal, available), strict=True)):
        return (table,), size
    if sum(needs) <= available:
        return (_widened(table, needs, available),), size
    parts = tuple(
        _widened(_only(table, places), tuple(needs[it] for it in places), available)
        for places in _groups(nominal, needs, _leading(table), available)
    )
    return parts, size


def _need(table: Table, at: int, size: float) -> float:
    """Millimetres that the longest word of a column takes with the padding of its cell."""
    words = {(it, True) for it in table.columns[at].title.split()}
    for row in table.rows:
        for place, cell in table.placed(row):
            if place == at and cell.span == 1:
                bold = row.role in ("group", "total")
                words.update((it, bold) for line in cell.text.split("\n") for it in line.split(" "))
    longest = max((text_width(it, Type(size, bold=bold)) for it, bold in words), default=0.0)
    return min(longest / _POINTS_IN_MM + 2 * CELL_PADDING + _SPARE, _MOST)


def _widened(table: Table, needs: Sequence[float], available: float) -> Table:
    """Every column what it needs, and of the rest as much as it had more."""
    widths = scaled(tuple(it.width for it in table.columns), available)
    extra = [max(0.0, width - need) for width, need in zip(widths, needs, strict=True)]
    share = (available - sum(needs)) / (sum(extra) or 1.0)
    columns = tuple(
        replace(column, width=need + more * share if sum(extra) else column.width)
        for column, need, more in zip(table.columns, needs, extra, strict=True)
    )
    return replace(table, columns=columns)


def _leading(table: Table) -> int:
    """How many columns say whose row it is: up to the first one of text."""
    named = (at for at, column in enumerate(table.columns) if column.align == "left")
    return next(named, 0) + 1


def _groups(
    nominal: Sequence[float], needs: Sequence[float], leading: int, available: float
) -> list[tuple[int, ...]]:
    """Which columns stand together: the leading ones with as many of the others as fit beside them."""
    wanted = [max(need, own * _SQUEEZED) for need, own in zip(needs, nominal, strict=True)]
    first = tuple(range(leading))
    room = available - sum(wanted[:leading])
    groups: list[tuple[int, ...]] = []
    taken: tuple[int, ...] = ()
    for at in range(leading, len(nominal)):
        if taken and sum(wanted[it] for it in taken) + wanted[at] > room:
            groups.append((*first, *taken))
            taken = ()
        taken = (*taken, at)
    return [*groups, (*first, *taken)]


def _only(table: Table, places: Sequence[int]) -> Table:
    """The columns at these places; a cell over several of them stands in every part that has one of them."""
    rows = []
    for row in table.rows:
        cells = []
        for at, cell in table.placed(row):
            span = sum(at <= it < at + cell.span for it in places)
            if span:
                cells.append(replace(cell, span=span))
        rows.append(Row(row.key, tuple(cells), row.role))
    return replace(table, columns=tuple(table.columns[it] for it in places), rows=tuple(rows))

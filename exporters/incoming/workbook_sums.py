"""Formulas stored without a result, worked out where they are plain sums: SUM, +, −, constants.

Exact, in decimals; anything else stays without a result and is told to the clerk.
"""

import re
from dataclasses import replace
from decimal import Decimal

from exporters.incoming.workbook_cells import Sheet, exact
from exporters.incoming.workbook_looks import Cell
from exporters.incoming.workbook_xlsx import position

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<area>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)"
    r"|(?P<sum>SUM\s*\()|(?P<sign>[-+(),]))\s*",
    re.IGNORECASE,
)
_DEEPEST = 20
_MOST_CELLS = 2_000
_ZERO = Decimal(0)


def summed(sheet: Sheet) -> Sheet:
    """The sheet with the results of its hollow formulas that are plain sums."""
    if not sheet.formulas:
        return sheet
    found: dict[Cell, Decimal] = {}
    for cell in sheet.formulas:
        try:
            found[cell] = _Work(sheet).cell(cell, 0)
        except _NotPlainError:
            continue
    rows = [list(row) for row in sheet.rows]
    for (row, column), value in found.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = int(value) if value == value.to_integral_value() else float(value)
    return replace(sheet, rows=rows, hollow=sheet.hollow - found.keys())


class _NotPlainError(Exception):
    """The formula is no plain sum, or counts something that is no number."""


class _Work:
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._counted = 0

    def cell(self, cell: Cell, depth: int) -> Decimal:
        """The number of a cell that holds a formula, a number or nothing."""
        self._counted += 1
        row, column = cell
        if cell in self._sheet.errors or self._counted > _MOST_CELLS or depth > _DEEPEST:
            raise _NotPlainError
        if cell in self._sheet.hollow:
            return self._formula(self._sheet.formulas.get(cell, ""), depth)
        cells = self._sheet.rows[row] if row < len(self._sheet.rows) else []
        value = cells[column] if column < len(cells) else ""
        if value == "":
            return _ZERO
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _NotPlainError
        return exact(value)

    def _formula(self, text: str, depth: int) -> Decimal:
        tokens = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise _NotPlainError
            tokens.append((str(found.lastgroup), found[0].strip()))
            at = found.end()
        value, rest = self._sum(tokens, depth)
        if rest:
            raise _NotPlainError
        return value

    def _sum(
        self, tokens: list[tuple[str, str]], depth: int
    ) -> tuple[Decimal, list[tuple[str, str]]]:
        """Terms with + and − between them, and what is left behind them."""
        value, rest = self._term(tokens, depth)
        while rest and rest[0][1] in {"+", "-"}:
            sign = rest[0][1]
            term, rest = self._term(rest[1:], depth)
            value = value + term if sign == "+" else value - term
        return value, rest

    def _term(
        self, tokens: list[tuple[str, str]], depth: int
    ) -> tuple[Decimal, list[tuple[str, str]]]:
        if not tokens or depth > _DEEPEST:
            raise _NotPlainError
        (kind, text), rest = tokens[0], tokens[1:]
        if kind == "number":
            return Decimal(text), rest
        if kind == "area":
            if ":" in text:
                raise _NotPlainError
            return self._area(text, depth), rest
        if text in {"+", "-"}:
            value, rest = self._term(rest, depth + 1)
            return (value if text == "+" else -value), rest
        if kind == "sum":
            return self._arguments(rest, depth + 1)
        if text == "(":
            value, rest = self._sum(rest, depth + 1)
            if rest and rest[0][1] == ")":
                return value, rest[1:]
        raise _NotPlainError

    def _arguments(
        self, rest: list[tuple[str, str]], depth: int
    ) -> tuple[Decimal, list[tuple[str, str]]]:
        total = _ZERO
        while True:
            if rest and rest[0][0] == "area" and ":" in rest[0][1]:
                value, rest = self._area(rest[0][1], depth), rest[1:]
            else:
                value, rest = self._sum(rest, depth)
            total += value
            if not rest or rest[0][1] not in {",", ")"}:
                raise _NotPlainError
            ends, rest = rest[0][1] == ")", rest[1:]
            if ends:
                return total, rest

    def _area(self, text: str, depth: int) -> Decimal:
        corners = [position(it) for it in text.upper().replace("$", "").split(":")]
        first, last = corners[0], corners[-1]
        if first is None or last is None:
            raise _NotPlainError
        top, bottom = sorted((first[0], last[0]))
        left, right = sorted((first[1], last[1]))
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise _NotPlainError
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        cells = ((row, column) for row in rows for column in columns)
        return sum((self.cell(it, depth + 1) for it in cells), _ZERO)

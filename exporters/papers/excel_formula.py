"""A report's neutral formula as Excel writes it, and the number format of a figure."""

from collections.abc import Callable, Sequence

from models.papers.report import Cell, Formula, Ref
from models.points import MINUS

_FUNCTIONS = {"half_up": "ROUND", "down": "ROUNDDOWN", "up": "ROUNDUP"}
_GUARD_DECIMALS = 8

Place = Callable[[Ref], tuple[int, int]]


def formula_text(formula: Formula, place: Place) -> str | None:
    """ "=SUM(C9:F9)-G9"; None for a way of rounding that Excel has no function for.

    `place` gives row and column, from 0. Sums of binary fractions are brought to eight decimals
    before they are rounded down or up, so that 91,5 never becomes 91,49.
    """
    text = _sum([place(it) for it in formula.plus])
    for ref in formula.minus:
        text += f"-{_address(*place(ref))}"
    if formula.cap is not None:
        text = f"MIN({formula.cap},{text})"
    if formula.decimals is None:
        return f"={text}"
    function = _FUNCTIONS.get(formula.rounding)
    if function is None:
        return None
    return f"={function}(ROUND({text},{_GUARD_DECIMALS}),{formula.decimals})"


def number_format(cell: Cell) -> str:
    """The format under which Excel shows the cell's number as the report's text does."""
    _, _, decimals = cell.text.partition(",")
    places = "." + "0" * len(decimals) if decimals else ""
    plain = f"#,##0{places}"
    return f"+ {plain};{MINUS} {plain}" if cell.text.startswith(("+ ", f"{MINUS} ")) else plain


def _sum(places: Sequence[tuple[int, int]]) -> str:
    """SUM over a stretch of neighbours, else the cells one by one."""
    rows = sorted({row for row, _ in places})
    columns = sorted({column for _, column in places})
    in_line = len(rows) == 1 or len(columns) == 1
    count = (rows[-1] - rows[0] + 1) * (columns[-1] - columns[0] + 1)
    if in_line and count == len(places) > 1:
        return f"SUM({_address(rows[0], columns[0])}:{_address(rows[-1], columns[-1])})"
    return "+".join(_address(*it) for it in places)


def _address(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"

"""Blocks of cells as text, the way Excel puts them on the clipboard and takes them from it."""

import csv
import io
from collections.abc import Iterable, Sequence

Block = tuple[tuple[str, ...], ...]


def read(text: str) -> Block:
    """Rows of cells; quotes around tabs and line ends are understood, short rows are filled up.

    The line end that Excel puts after the last row makes no row of its own.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows = [tuple(row) or ("",) for row in csv.reader(io.StringIO(lines, newline=""), "excel-tab")]
    width = max((len(row) for row in rows), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in rows)


def write(rows: Iterable[Sequence[str]]) -> str:
    """The same the other way round; cells with tabs, quotes or line ends are quoted."""
    target = io.StringIO(newline="")
    csv.writer(target, "excel-tab", lineterminator="\n").writerows(rows)
    return target.getvalue().removesuffix("\n")

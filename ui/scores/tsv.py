"""Blocks of cells as text, the way Excel puts them on the clipboard and takes them from it.

The one reader of pasted cells: of scores, of lists of units, of scoring tables. Quotes are read by
Excel's own rule: a cell is quoted only when it starts with a quote, holds a tab, a line end or a
quote, and its closing quote stands right before a tab, a line end or the end. Any other quote is
text, so that a name such as "Đạt chuẩn never takes the rows below it into its cell.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

Block = tuple[tuple[str, ...], ...]

# Possessive: a cell without a closing quote is given up at once, however long the text is.
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\r\n]|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_NEEDS_QUOTES = re.compile(r'"|.*[\t\r\n]', re.DOTALL)


def read(text: str) -> Block:
    """Rows of cells; short rows are filled up.

    The line end that Excel puts after the last row makes no row of its own.
    """
    rows: list[list[str]] = []
    place, row = 0, [""] if text else []
    while place < len(text):
        cell, place = _cell(text, place)
        row[-1] = cell
        if place < len(text) and text[place] == "\t":
            place += 1
            row.append("")
            continue
        rows.append(row)
        row = []
        end = _LINE_END.match(text, place)
        if end is not None:
            place = end.end()
            row = [""] if place < len(text) else []
    if row:  # the text ends with a tab: its last cell is empty
        rows.append(row)
    width = max(map(len, rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def _cell(text: str, start: int) -> tuple[str, int]:
    """The cell that starts at `start`, and the place right after it."""
    quoted = _QUOTED.match(text, start)
    if quoted is not None and any(mark in quoted[1] for mark in '\t\r\n"'):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, start)
    assert plain is not None, "an empty cell matches too"
    return plain[0], plain.end()


def read_words(text: str) -> Block:
    """The same for names and titles: composed letters, and one space between words."""
    return tuple(
        tuple(" ".join(unicodedata.normalize("NFC", cell).split()) for cell in row)
        for row in read(text)
    )


def write(rows: Iterable[Sequence[str]]) -> str:
    """The same the other way round: `read` gives back these rows when all have the same width."""
    lines = ["\t".join(map(_written, row)) for row in rows]
    # A last row of nothing but one empty cell is seen only by the line end behind it.
    return "\n".join(lines) + ("\n" if lines and not lines[-1] else "")


def _written(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.match(cell) else cell

"""A scoring table copied out of Excel or Word, and what it changes. No Qt; nothing is entered here."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.table import ScoringTable, TableRow
from models.table_reading.grid import text_grid
from models.table_reading.mapping import guess
from models.table_reading.reader import Imported, read
from models.tables.steps import with_rows
from ui.scores import tsv

_CARRIED = {
    "deduct_each": "mức trừ/lần",
    "guidance": "cách chấm",
    "evidence": "hồ sơ kiểm chứng",
    "max_points": "điểm tối đa",
    "rule": "quy tắc chấm",
}
_MOST_CODES = 6
# The check of the table that is shown beside the paste tells these against the rule pack.
_CHECKED_LATER = frozenset({"children-differ", "maximum-missing"})


def read_table(pasted: str) -> Imported:
    """Sections, groups and criteria from lines of code, title, maximum, evidence with tabs between.

    Headings, marks and amounts are read as in a file (`models.table_reading.reader`); every line counts, as
    the clerk chose what to copy.
    """
    grid = text_grid("Bảng dán", tsv.read(pasted))
    if not grid.rows:
        return Imported(())
    found = read(grid, replace(guess(grid), last=len(grid.rows) - 1))
    problems = tuple(it for it in found.problems if it.code not in _CHECKED_LATER)
    return replace(found, problems=problems)


def changed_table(old: ScoringTable, read: Imported) -> tuple[ScoringTable, tuple[str, ...]]:
    """The table in force after the paste, and a sentence for each kind of thing carried over.

    What the paste has no column for stays as it is on the row of the same code; so does the title of
    the table. `old` itself comes back when nothing changed; an issued one goes on as the draft of its
    next version.
    """
    missing = [name for name in _CARRIED if name not in read.columns]
    before = {row.code: row for _, row in old.walk()}
    carried: dict[str, list[str]] = {name: [] for name in missing}
    rows = tuple(_carry(row, before, carried) for row in read.rows)
    told = tuple(
        f"Giữ {_CARRIED[name]} của {len(codes)} dòng đang có ({some_codes(codes)}):"
        " bảng dán không có cột này."
        for name, codes in carried.items()
        if codes
    )
    return with_rows(old, rows), told


def some_codes(codes: Sequence[str]) -> str:
    """ "I.3.1, I.4.1 …": the first codes, so that the sentence stays short."""
    return ", ".join(codes[:_MOST_CODES]) + (" …" if len(codes) > _MOST_CODES else "")


def _carry(row: TableRow, before: dict[str, TableRow], carried: dict[str, list[str]]) -> TableRow:
    """The row with what the paste could not say of it; `carried` takes note of the codes."""
    rows = tuple(_carry(child, before, carried) for child in row.rows)
    old = before.get(row.code)
    if old is None:
        return replace(row, rows=rows)
    kept: dict[str, Any] = {"role": old.role}
    for name, codes in carried.items():
        value = getattr(old, name)
        # Points are entered and taken on a criterion; a group has no such rules of its own.
        fits = name not in {"deduct_each", "rule"} or not rows
        if value not in (None, "") and fits:
            kept[name] = value
            codes.append(row.code)
    for name in ("title", "evidence", "guidance"):
        # Line ends inside a cell do not always come through a paste: they make no other text.
        if getattr(row, name) and _one_line(getattr(row, name)) == _one_line(getattr(old, name)):
            kept[name] = getattr(old, name)
    return replace(row, rows=rows, **kept)


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())

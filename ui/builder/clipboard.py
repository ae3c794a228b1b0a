"""Rows of the table on their way to and from Excel. Knows no Qt; nothing is entered here."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from models import points, table_edit
from models.errors import Problem
from models.table import ScoringTable, TableRow
from models.table_edit import Path
from models.texts import clean
from ui.scores import tsv
from ui.table_paste import read_table

Rows = tuple[TableRow, ...]


class Pasted(NamedTuple):
    """What a paste would put in: rows, or the sentences of why nothing is; `notes` may stand."""

    rows: Rows = ()
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def as_text(rows: Iterable[TableRow]) -> str:
    """Code, title, maximum, evidence of the rows and of all below them, as Excel takes them."""
    return tsv.write(
        (it.code, it.title, _figure(it.max_points), it.evidence)
        for row in rows
        for _, it in row.walk()
    )


def column_of(text: str) -> tuple[str, ...]:
    """The cells when the text is one column (or one cell), else ()."""
    cells = tsv.read(text)
    return tuple(row[0].strip() for row in cells) if cells and len(cells[0]) == 1 else ()


def read_rows(text: str) -> Pasted:
    """The rows that a paste means. One that cannot be read whole is refused whole."""
    words = column_of(text)
    if words:  # bare titles: nothing else is known of the rows
        return Pasted(tuple(TableRow("", " ".join(it.split())) for it in words if it))
    found = read_table(text)
    errors = tuple(it.text for it in found.problems if it.severity == "error")
    notes = tuple(it.text for it in found.problems if it.severity != "error")
    if not found.rows and not errors:
        errors = ("Không thấy dòng nào có nội dung.",)
    return Pasted((), errors) if errors else Pasted(found.rows, (), notes)


def fill_down(
    table: ScoringTable, places: Sequence[Path], field: str, words: Sequence[str]
) -> tuple[ScoringTable, tuple[str, ...]]:
    """The table with the cells put into one field of successive rows, or why not.

    Nothing is put in when one cell is wrong, or when there are more cells than rows.
    """
    if len(words) > len(places):
        return table, (f"Chép {len(words)} ô nhưng từ đây chỉ còn {len(places)} dòng.",)
    made, wrong = table, []
    for path, cell in zip(places, words, strict=False):
        value = read_field(field, cell)
        if isinstance(value, Problem):
            row = table_edit.row_at(table, path)
            wrong.append(f"Dòng {row.code if row else ''}: {value.what} {value.advice}".strip())
        else:
            made = table_edit.change(made, path, **{field: value})
    return (table, tuple(wrong)) if wrong else (made, ())


def read_field(field: str, text: str) -> Any:
    """What a typed text means in a field of `TableRow`: the value, or a `Problem`."""
    if field == "max_points":
        found = points.parse(text)
        if isinstance(found, Problem) and found.code == "points-below-floor":
            what = "Điểm tối đa không thể nhỏ hơn 0."
            return Problem(found.code, what, "Điểm trừ ghi ở cách chấm.")
        return found
    return " ".join(clean(text).split())


def _figure(value: Decimal | None) -> str:
    """With a decimal comma and no dots for thousands: Excel reads it in either language of ours."""
    return "" if value is None else points.plain(value, 0).replace(".", ",")

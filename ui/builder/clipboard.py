"""Rows of the table on their way to and from Excel. Knows no Qt; nothing is entered here."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from models import points
from models.errors import Problem
from models.points import show_short
from models.table import ScoringTable, TableRow
from models.table_reading.values import formula_in_words
from models.tables import edit
from models.tables.edit import Path
from models.texts import clean
from ui.files.table_paste import read_table
from ui.scores import tsv

Rows = tuple[TableRow, ...]
MOST_LETTERS = 5_000
"""Far more than a cell of any scoring table has; whole documents end up on the clipboard, too."""
_SHOWN = 60
_BLANKS = " \t\r\n\N{NO-BREAK SPACE}"


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
    return tuple(row[0].strip(_BLANKS) for row in cells) if cells and len(cells[0]) == 1 else ()


def read_rows(text: str) -> Pasted:
    """The rows that a paste means. One that cannot be read whole is refused whole."""
    words = column_of(text)
    if words:  # bare titles: nothing else is known of the rows
        return _bare_titles(words)
    found = read_table(text)
    errors = tuple(it.text for it in found.problems if it.severity == "error")
    errors += tuple(_too_long(found.rows))
    notes = tuple(it.text for it in found.problems if it.severity != "error")
    if not found.rows and not errors:
        errors = ("Không thấy dòng nào có nội dung.",)
    return Pasted((), errors) if errors else Pasted(found.rows, (), notes)


def _too_long(rows: Rows) -> Iterator[str]:
    for _, row in (it for top in rows for it in top.walk()):
        for text in (row.title, row.evidence):
            if len(text) > MOST_LETTERS:
                yield f"Dòng {row.code}: {read_cell('title', text).text}"


def _bare_titles(words: Sequence[str]) -> Pasted:
    read = [(at, read_cell("title", it)) for at, it in enumerate(words, 1) if it]
    wrong = [f"Dòng {at}: {it.text}" for at, it in read if isinstance(it, Problem)]
    return Pasted((), tuple(wrong)) if wrong else Pasted(tuple(TableRow("", it) for _, it in read))


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
        value = read_cell(field, cell)
        if isinstance(value, Problem):
            row = edit.row_at(table, path)
            wrong.append(f"Dòng {row.code if row else ''}: {value.what} {value.advice}".strip())
        else:
            made = edit.change(made, path, **{field: value})
    return (table, tuple(wrong)) if wrong else (made, ())


def read_cell(field: str, text: str) -> Any:
    """What a cell, typed or pasted, means in a field of a row; what is no text is a `Problem`."""
    value = read_field(field, text)
    if not isinstance(value, str):
        return value
    if formula_in_words(value):
        what = f"Công thức “{value[:_SHOWN]}” không phải là chữ."
        return Problem("formula-text", what, "Ghi chữ thay cho công thức.")
    if not value and text.strip(_BLANKS):
        return Problem(
            "text-unreadable", "Ô không có chữ nào đọc được.", "Chép lại ô, hoặc gõ chữ."
        )
    if len(value) > MOST_LETTERS:
        what = f"Ô có {show_short(Decimal(len(value)))} ký tự, nhiều nhất {show_short(Decimal(MOST_LETTERS))}."
        return Problem("text-too-long", what, "Chép một ô ngắn hơn.")
    return value


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

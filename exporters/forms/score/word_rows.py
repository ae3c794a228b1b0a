"""Which row of the scoring table a row in a Word file is: by its code, else by its title, never by its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from exporters.forms.score import layout
from exporters.forms.score.fields import form_fields
from exporters.forms.score.values import short_title
from models.errors import Problem
from models.table import ScoringTable, TableRow
from models.table_reading.values import is_total, split_token
from models.texts import fold, words

_INPUT_MARK = "↳"
_SAME_WORDS = 60
"""Percent of the words of the shorter title that must be in the other for both to be one title."""
_LISTED = 4


class NamedRow(NamedTuple):
    """What a row is: the id it would have in a workbook ("" for none of ours), its criterion, and what keeps
    it from being sure."""

    row_id: str
    criterion: TableRow | None = None
    problem: Problem | None = None


@dataclass
class RowNamer:
    """Names the rows of a form from top to bottom: input rows belong to the criterion above them."""

    table: ScoringTable
    _codes: dict[str, list[TableRow]] = field(default_factory=dict)
    _titles: dict[str, list[TableRow]] = field(default_factory=dict)
    _group: TableRow | None = None
    _above: TableRow | None = None

    def __post_init__(self) -> None:
        for _, row in self.table.walk():
            self._codes.setdefault(_code(row.code), []).append(row)
            self._titles.setdefault(_title(row.title), []).append(row)

    def named(self, code: str, title: str) -> NamedRow:
        """The row with these texts in its columns of codes and titles."""
        field_id = self._field(code, title)
        if field_id:
            return NamedRow(field_id, self._above)
        by_code = self._by_code(code)
        by_title = self._by_title(title)
        if by_code is None and not by_title:
            by_code, by_title = self._in_one(title or code)
        if by_code is not None:
            return self._taken(by_code, _doubt(by_code, by_title, title))
        if len(by_title) > 1 and self._group is not None:
            inside = {row.code for depth, row in self._group.walk() if depth}
            by_title = [it for it in by_title if it.code in inside] or by_title
        if len(by_title) == 1:
            return self._taken(by_title[0], None)
        if by_title:
            return NamedRow(layout.OTHER, None, _several(by_title))
        return NamedRow(layout.TOTAL if is_total(title or code) else "")

    def _taken(self, row: TableRow, problem: Problem | None) -> NamedRow:
        if row.is_criterion:
            self._above = row
            return NamedRow(f"{layout.CRITERION}{row.code}", row, problem)
        self._group, self._above = row, None
        return NamedRow(f"{layout.GROUP}{row.code}", None, None)

    def _field(self, code: str, title: str) -> str:
        """The id of an input row of the criterion above, "" when it is none."""
        said = title.strip()
        if self._above is None or (code.strip() and not said.startswith(_INPUT_MARK)):
            return ""
        wanted = _title(said.removeprefix(_INPUT_MARK))
        fields = form_fields(self._above)
        same = [it.row_id for it in fields if wanted and _title(it.field.title) == wanted]
        return same[0] if len(same) == 1 else ""

    def _by_code(self, code: str) -> TableRow | None:
        found = self._codes.get(_code(code), [])
        exact = [it for it in found if it.code == code.strip()]
        rows = exact or found
        return rows[0] if len(rows) == 1 else None

    def _by_title(self, title: str) -> list[TableRow]:
        """The rows of this title; a form prints its notes on lines below it."""
        for said in (title, title.partition("\n")[0]):
            found = self._titles.get(_title(said), [])
            if found and _title(said):
                return found
        return []

    def _in_one(self, text: str) -> tuple[TableRow | None, list[TableRow]]:
        """Code and title in one cell: "I.1. Hoàn thành nhiệm vụ", "1) Hoàn thành nhiệm vụ"."""
        split = split_token(text)
        if split is None:
            return None, []
        return self._by_code(split[0].text), self._by_title(split[1])


def _code(text: str) -> str:
    return "".join(fold(text).split()).strip(".):-–(")


def _title(text: str) -> str:
    return " ".join(words(text))


def _doubt(row: TableRow, by_title: Sequence[TableRow], title: str) -> Problem | None:
    """What speaks against a row that was found by its code."""
    if not row.is_criterion or not words(title) or row in by_title:
        return None
    said, known = set(words(title)), set(words(row.title))
    if by_title:
        other = by_title[0].code
        what = f"Mã {row.code} nhưng nội dung là của tiêu chí {other}."
        advice = "Xin đơn vị ghi lại đúng mã và nội dung theo bảng chấm điểm của khối."
        return Problem("form-row-mixed", what, advice)
    least = min(len(said), len(known))
    if 100 * len(said & known) >= _SAME_WORDS * least:
        return None
    what = f"Nội dung “{short_title(title)}” khác nội dung của tiêu chí {row.code} trong bảng."
    advice = "Nhận theo mã; hỏi đơn vị nếu không chắc là cùng một tiêu chí."
    return Problem("form-title-differs", what, advice, severity="warning")


def _several(rows: Sequence[TableRow]) -> Problem:
    codes = ", ".join(it.code for it in rows[:_LISTED]) + (" …" if len(rows) > _LISTED else "")
    what = f"Nội dung này có ở {len(rows)} dòng của bảng: {codes}."
    return Problem("form-row-unclear", what, "Xin đơn vị ghi thêm mã tiêu chí rồi gửi lại.")

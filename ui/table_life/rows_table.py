"""The rows of a table to look at: code, text with what backs it, maximum."""

from models.points import show_short
from models.table import TableRow
from ui.widgets.columns import Column
from ui.widgets.records import RecordTable

_INDENT = "\N{EN SPACE}"

Line = tuple[int, TableRow]


def rows_table(empty: str = "Chưa có dòng nào.") -> RecordTable:
    """The list; give it `list(table.walk())`."""
    return RecordTable(
        [
            Column("Mã", lambda it: it[1].code, width=84),
            Column(
                "Nội dung, tiêu chí · hồ sơ kiểm chứng",
                lambda it: _INDENT * it[0] + it[1].title,
                width=200,
                stretch=1,
                second=lambda it: f"{_INDENT * it[0]}{it[1].evidence}" if it[1].evidence else "",
                tooltip=_whole,
            ),
            Column(
                "Điểm tối đa", _points, width=92, align="right", bold=lambda it: bool(it[1].rows)
            ),
            Column("Trừ/lần", _deduct, width=72, align="right"),
        ],
        same=lambda it: it[1].code,
        row_style=lambda it: "group" if it[0] == 0 else "normal",
        empty=empty,
    )


def _whole(line: Line) -> str:
    row = line[1]
    return "\n".join(it for it in (row.title, row.guidance, row.evidence) if it)


def _points(line: Line) -> str:
    return "" if line[1].max_points is None else show_short(line[1].max_points)


def _deduct(line: Line) -> str:
    return "" if line[1].deduct_each is None else show_short(line[1].deduct_each)

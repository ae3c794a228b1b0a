"""The table in force as the page shows it, to look at: its lines and columns."""

from dataclasses import dataclass
from decimal import Decimal

from models.points import show_short
from models.rulepack import RulePack
from models.scores.criterion_words import KIND_TITLES, describe
from models.table import TableRow
from ui.builder import marks
from ui.widgets.columns import Column, RowStyle
from ui.words import text

_INDENT = "\N{EN SPACE}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table with its depth and, for a group, what its rows make together."""

    depth: int
    row: TableRow
    points: Decimal
    rule: str = ""

    @classmethod
    def of(cls, row: TableRow, depth: int, pack: RulePack) -> "Line":
        """A row as the page shows it."""
        return cls(depth, row, marks.most(row), _rule_of(row, pack))


def columns() -> list[Column]:
    """Columns of the whole table."""
    return [
        Column("Mã", lambda it: it.row.code, width=60),
        Column(
            "Nội dung, tiêu chí · hồ sơ tài liệu kiểm chứng",
            _title,
            width=320,
            stretch=1,
            second=_evidence,
            tooltip=_whole,
        ),
        Column(
            "Cách chấm",
            lambda it: _kind(it.row),
            width=150,
            small=True,
            tone=lambda _it: "muted",
            tooltip=lambda it: it.rule,
        ),
        Column("Điểm tối đa", _points, width=92, align="right", bold=_is_group),
    ]


def _evidence(line: Line) -> str:
    return f"{_INDENT * line.depth}{line.row.evidence}" if line.row.evidence else ""


def section_columns() -> list[Column]:
    """Columns of the list of sections beside it."""
    return [
        Column("Mục", lambda it: it.row.code, width=56, bold=True),
        Column("", lambda it: f"{_criteria(it.row)} tiêu chí", width=110, stretch=1),
        Column("Điểm", lambda it: show_short(it.points), width=64, align="right", bold=True),
    ]


def _criteria(row: TableRow) -> int:
    return sum(1 for _, it in row.walk() if it.is_criterion)


def _is_group(line: Line) -> bool:
    return not line.row.is_criterion


def row_style(line: Line) -> RowStyle:
    """Sections are drawn as groups."""
    return "group" if line.depth == 0 else "normal"


def _title(line: Line) -> str:
    return _INDENT * line.depth + line.row.title


def _whole(line: Line) -> str:
    parts = (line.row.title, line.rule, line.row.guidance, line.row.evidence)
    return "\n".join(it for it in parts if it)


def _points(line: Line) -> str:
    if line.row.max_points is None and line.row.is_criterion:
        return text.NOTHING
    return show_short(line.points)


def _kind(row: TableRow) -> str:
    """How a criterion is scored, in a word or two."""
    if row.rule is not None and row.is_criterion:
        return KIND_TITLES[row.rule.kind]
    return f"Trừ {show_short(row.deduct_each)} mỗi lần" if row.deduct_each is not None else ""


def _rule_of(row: TableRow, pack: RulePack) -> str:
    """The rule in full."""
    if row.rule is not None and row.is_criterion:
        return describe(row, pack)
    taken = show_short(row.deduct_each) if row.deduct_each is not None else ""
    return f"Khối trừ {taken} điểm mỗi lần vi phạm." if taken else ""

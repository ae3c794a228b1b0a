"""Bảng chấm điểm: the table in force, whether it fits the frame, and the rules behind it. To look at."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.checks import check_table
from models.errors import Problem
from models.points import show_short
from models.table import TableRow
from ui import rule_words, text, theme
from ui.jobs import Jobs
from ui.pages.base import Page
from ui.session import Session
from ui.widgets.cards import Badge, Card, EmptyState, Segments, clear, label
from ui.widgets.columns import Column, RowStyle
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.widgets.rule_list import OpenValueList, RuleList
from ui.widgets.scroll import scrolled

_INDENT = "\N{EN SPACE}"
_SIDE = 272


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the table with its depth and, for a group, what its rows make together."""

    depth: int
    row: TableRow
    points: Decimal


class TablePage(Page):
    """Three views: the table, the rules with their documents, and what the block chose itself."""

    key = "table"
    title = "Bảng chấm điểm"
    icon = "table"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.views = Segments(["Bảng điểm", "Quy tắc và căn cứ", "Khối tự chọn"])
        self.views.changed.connect(self._show_view)
        self.table = RecordTable(_columns(), same=lambda it: it.row.code, row_style=_style)
        self.meter = label("", "figure")
        self.verdict = Badge()
        self.problems = QVBoxLayout()
        self.problems.setSpacing(theme.SPACE_S)
        self.rules = RuleList()
        self.values = OpenValueList()
        row = QWidget()
        columns = QHBoxLayout(row)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.SPACE_M)
        columns.addWidget(Card.holding(self.table), 1)
        columns.addWidget(self._side())
        self._stack = QStackedWidget()
        for view in (row, self.rules, self.values, self._empty()):
            self._stack.addWidget(view)
        self.add_tools(self.views)
        self.body.addWidget(self._stack, 1)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "Chưa có bảng chấm điểm",
            "Bảng gồm mục, tiêu chí, điểm tối đa và hồ sơ kiểm chứng của từng tiêu chí.",
            ("Dán từ Excel", lambda: self.wanted.emit("edit-table")),
            ("Lấy bảng mẫu", self.take_sample),
            "table",
        )

    def _side(self) -> Card:
        side = Card("So với khung")
        side.setFixedWidth(_SIDE)
        side.head.addStretch(1)
        side.head.addWidget(self.verdict)
        side.body.addWidget(self.meter)
        side.body.addWidget(label("điểm nội dung · điểm thưởng", "small"))
        self.sections = RecordTable(_section_columns(), fit=True)
        side.body.addWidget(self.sections)
        inner = QWidget()
        inner.setProperty("role", "plain")
        inner.setLayout(self.problems)
        self.problems.setContentsMargins(0, theme.SPACE_S, theme.SPACE_S, 0)
        side.body.addWidget(scrolled(inner), 1)
        return side

    # ---- showing

    def refresh(self, what: str) -> None:
        """The table, its check, and the rules as they are now."""
        season = self.session.season
        self.table.set_records(
            [
                _Line(depth, row, rule_words.section_points(row))
                for depth, row in season.table.walk()
            ]
        )
        self.meter.setText(rule_words.meter(season))
        self.sections.set_records(
            [_Line(0, row, rule_words.section_points(row)) for row in season.table.rows]
        )
        self._show_problems(check_table(season.table, season.pack))
        day = rule_words.reference_day(season, self.session.now().date())
        self.rules.show_pack(season.pack, day)
        self.values.show_season(season)
        self.set_subtitle(self._where_from())
        self._show_buttons()
        self._show_view(self.views.current)

    def _show_view(self, index: int) -> None:
        empty = index == 0 and not self.session.season.table.rows
        self._stack.setCurrentIndex(3 if empty else index)

    def _show_buttons(self) -> None:
        season = self.session.season
        if self.session.read_only or not season.table.rows:
            self.set_buttons(None)
        else:
            change = ("Sửa bảng…", lambda: self.wanted.emit("edit-table"))
            send = ("Xuất biểu mẫu", lambda: self.wanted.emit("forms-out"))
            errors = self.verdict.text() != _FITS
            self.set_buttons(change if errors else send, () if errors else (change,))

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        clear(self.problems)
        errors = [it for it in problems if it.severity == "error"]
        warnings = len(problems) - len(errors)
        if errors:
            self.verdict.show_state(f"{len(errors)} lỗi", "error")
        elif warnings:
            self.verdict.show_state(f"{warnings} cảnh báo", "warn")
        else:
            self.verdict.show_state(_FITS, "done")
        for problem in problems:
            words = label(problem.text, "", wrap=True)
            self.problems.addWidget(words)
        if not problems:
            self.problems.addWidget(
                label("Bảng khớp khung, không có gì phải sửa.", "muted", wrap=True)
            )
        self.problems.addStretch(1)

    def _where_from(self) -> str:
        table = self.session.season.table
        if not table.rows:
            return "Chưa có bảng nào. Có bảng rồi mới xuất được biểu mẫu tự chấm."
        parts = [f"Bản {table.version}", f"{len(table.criteria())} tiêu chí"]
        parts.append(table.issued or "chưa ghi văn bản ban hành")
        return " · ".join(parts)

    def take_sample(self) -> None:
        """Put the sample's table in force; undo takes it back."""
        from ui import shipped

        if guard(self, lambda: self.session.set_table(shipped.sample().table)):
            self.tell("Đã lấy bảng mẫu. Sửa điểm và tiêu chí cho đúng bảng của khối.", "warn")


_FITS = "Khớp khung"


def _columns() -> list[Column]:
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
        Column("Điểm tối đa", _points, width=92, align="right", bold=_is_group),
        Column("Trừ/lần", _deduct, width=72, align="right", tooltip=_deduct_words),
    ]


def _evidence(line: _Line) -> str:
    return f"{_INDENT * line.depth}{line.row.evidence}" if line.row.evidence else ""


def _section_columns() -> list[Column]:
    return [
        Column("Mục", lambda it: it.row.code, width=56, bold=True),
        Column("", lambda it: f"{_criteria(it.row)} tiêu chí", width=110, stretch=1),
        Column("Điểm", lambda it: show_short(it.points), width=64, align="right", bold=True),
    ]


def _criteria(row: TableRow) -> int:
    return sum(1 for _, it in row.walk() if it.is_criterion)


def _is_group(line: _Line) -> bool:
    return not line.row.is_criterion


def _style(line: _Line) -> RowStyle:
    return "group" if line.depth == 0 else "normal"


def _title(line: _Line) -> str:
    return _INDENT * line.depth + line.row.title


def _whole(line: _Line) -> str:
    return "\n".join(it for it in (line.row.title, line.row.guidance, line.row.evidence) if it)


def _points(line: _Line) -> str:
    if line.row.max_points is None and line.row.is_criterion:
        return text.NOTHING
    return show_short(line.points)


def _deduct_words(line: _Line) -> str:
    taken = _deduct(line)
    return f"Khối trừ {taken} điểm mỗi lần vi phạm" if taken else ""


def _deduct(line: _Line) -> str:
    return show_short(line.row.deduct_each) if line.row.deduct_each is not None else ""

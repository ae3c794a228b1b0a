"""The two tables of the discussion: scores through the stages, and the proposals in their order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics, QResizeEvent

from models.collected import Discussion
from models.meeting_day import discussion
from models.points import show_signed
from ui.look import theme
from ui.meeting.discussion_card import TONES, change
from ui.meeting.discussion_rows import ScoreRow
from ui.widgets.cell import PAD, cell_font
from ui.widgets.columns import Column, Record
from ui.widgets.records import RecordTable
from ui.words import text

CHANGES_SHOWN = 2
"""So many proposals are in sight below the points; the rest is scrolled to."""
_TITLE, _MOST, _STAGE, _COUNTS = 300, 62, 84, 86
"""Widths in pixels; a title needs its own to stand in two lines."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal with its place among all, from 0. `replaced` is the later one whose points stand now."""

    place: int
    it: Discussion
    unit: str
    criterion: str
    replaced: Discussion | None = None

    @property
    def outcome(self) -> str:
        """How it was decided, in a few words, and what became of it."""
        if self.replaced is not None:
            return f"Đã thay bằng {text.points_short(self.replaced.new)}"
        return discussion.outcome_words(self.it).partition(",")[0]

    @property
    def tone(self) -> str:
        """The colour of that; what was replaced holds no longer."""
        return "muted" if self.replaced is not None else TONES[self.it.outcome]


class ScoreTable(RecordTable):
    """Each row as high as its words need, one line or two, so that more of them are in sight."""

    def set_records(self, records: Sequence[Record]) -> None:
        """Show these, as every table does."""
        super().set_records(records)
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that had room in one line may need two now."""
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        column, room = self.rows.columns[0], self.columnWidth(0) - 2 * PAD
        self.verticalHeader().setMinimumSectionSize(theme.ROW_DENSE)
        for place, record in enumerate(self.records):
            index = self.rows.index(place, 0)
            metrics = QFontMetrics(cell_font(self.font(), column, index))
            wraps = column.wrap and metrics.horizontalAdvance(column.text(record)) > room
            two = wraps or bool(column.second and column.second(record))
            self.setRowHeight(place, theme.ROW_DENSE_TWO if two else theme.ROW_DENSE)


def needed(stages: int) -> int:
    """How wide the table must be for a column of each stage."""
    return _TITLE + _MOST + stages * _STAGE + _COUNTS


def scores(head: str, stages: Sequence[tuple[str, str]], *, wide: bool) -> RecordTable:
    """The table of scores: a column for each stage in use (code, name), or where there is no room for
    them a line below the title."""
    given = [
        Column(name, _stage(code), width=_STAGE, align="right", tone=lambda _it: "muted")
        for code, name in stages
    ]
    title = Column(head, _title, width=150, stretch=1, wrap=True)
    if not wide:
        given = []
        title = Column(head, _title, width=150, stretch=1, second=_line(stages), middle=True)
    table = ScoreTable(
        (
            title,
            Column("Tối đa", _most, width=_MOST, align="right"),
            *given,
            Column("Đang tính", _counts, width=_COUNTS, align="right", bold=True),
        ),
        same=lambda it: (it.unit, it.row.code),
        row_style=lambda it: "normal" if it.is_score else "group",
    )
    table.setAccessibleName("Điểm qua các vòng")
    return table


def changes() -> RecordTable:
    """The table of all proposals."""
    table = RecordTable(
        (
            Column("", lambda it: str(it.place + 1), width=36, align="right"),
            Column("Đơn vị", lambda it: it.unit, width=80, stretch=3, middle=True),
            Column("Tiêu chí", lambda it: it.criterion, width=72),
            Column("Điểm", lambda it: change(it.it), width=92, align="right", bold=True),
            Column("Người đề nghị", lambda it: it.it.by, width=104, stretch=2),
            Column(
                "Kết quả",
                lambda it: it.outcome,
                width=160,
                badge=True,
                tone=lambda it: it.tone,
                tooltip=lambda it: discussion.outcome_words(it.it),
            ),
        ),
        same=lambda it: it.place,
    )
    table.verticalHeader().setMinimumSectionSize(theme.ROW_DENSE)
    table.verticalHeader().setDefaultSectionSize(theme.ROW_DENSE)
    table.setAccessibleName("Các đề nghị sửa điểm")
    return table


def _stage(code: str) -> Callable[[ScoreRow], str]:
    return lambda it: text.points(it.stages.get(code)) if it.is_score else ""


def _most(it: ScoreRow) -> str:
    return text.points_short(it.row.max_points) if it.kind in ("score", "group") else ""


def _counts(it: ScoreRow) -> str:
    if it.kind == "amount" and it.counts:
        return show_signed(it.counts)
    return text.points(it.counts)


def _title(it: ScoreRow) -> str:
    """The criterion or unit, and whether points of it are spoken about or were changed."""
    words = f"{it.title} {it.second}".strip()
    return f"{words} ({it.state.lower()})" if it.state else words


def _line(stages: Sequence[tuple[str, str]]) -> Callable[[ScoreRow], str]:
    """ "Tự chấm 12 · Khối chấm 11,5"."""

    def words(it: ScoreRow) -> str:
        if not it.is_score:
            return ""
        told = (f"{name} {text.points_short(it.stages.get(code))}" for code, name in stages)
        return " · ".join(told)

    return words

"""The two tables of the discussion: scores through the stages, and the proposals in their order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models import discussion
from models.collected import Discussion
from ui import text
from ui.meeting.discussion_card import TONES
from ui.meeting.discussion_rows import ScoreRow
from ui.widgets.columns import Column
from ui.widgets.records import RecordTable


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal with its place among all, from 0."""

    place: int
    it: Discussion
    unit: str
    criterion: str


def scores(head: str, stages: Sequence[tuple[str, str]], *, wide: bool) -> RecordTable:
    """The table of scores: a column for each stage in use (code, name), or where there is no room for
    them a line below the title."""
    given = [
        Column(name, _stage(code), width=86, align="right", tone=lambda _it: "muted")
        for code, name in stages
    ]
    title = Column(head, _title, width=150, stretch=1, wrap=True)
    if not wide:
        given = []
        title = Column(head, _title, width=150, stretch=1, second=_line(stages), middle=True)
    table = RecordTable(
        (
            title,
            Column("Tối đa", _most, width=64, align="right"),
            *given,
            Column("Đang tính", _counts, width=86, align="right", bold=True),
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
            Column("Tiêu chí", lambda it: it.criterion, width=76),
            Column("Điểm", _change, width=92, align="right", bold=True),
            Column("Người đề nghị", lambda it: it.it.by, width=112, stretch=2),
            Column(
                "Kết quả",
                lambda it: discussion.outcome_words(it.it).partition(",")[0],
                width=128,
                badge=True,
                tone=lambda it: TONES[it.it.outcome],
                tooltip=lambda it: discussion.outcome_words(it.it),
            ),
        ),
        same=lambda it: it.place,
        empty="Chưa có đề nghị nào. Mỗi đề nghị thành một dòng trong biên bản.",
    )
    table.setAccessibleName("Các đề nghị sửa điểm")
    return table


def _stage(code: str) -> Callable[[ScoreRow], str]:
    return lambda it: text.points(it.stages.get(code)) if it.is_score else ""


def _most(it: ScoreRow) -> str:
    return text.points_short(it.row.max_points)


def _counts(it: ScoreRow) -> str:
    return text.points(it.counts) if it.is_score else ""


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


def _change(entry: Entry) -> str:
    it = entry.it
    return f"{text.points_short(it.old)} → {text.points_short(it.new)}"

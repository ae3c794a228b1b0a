"""The box of a new meeting day: what moves with it and what clashes, before it is accepted."""

from datetime import date
from functools import cached_property

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models.dates.moving import Change, changes, conflicts, with_meeting
from models.dates.workdays import with_weekday
from models.errors import Problem
from models.papers.kinds import PAPERS
from models.papers.naming import naming
from models.season import Season
from models.texts import few
from ui.look import theme
from ui.widgets.cards import label
from ui.widgets.columns import Column
from ui.widgets.day_edit import DayEdit
from ui.widgets.messages import Box
from ui.widgets.records import RecordTable
from ui.words import task_words as words
from ui.words import text

_WIDTH, _TABLE = 760, 170
_TOLD = 3
"""So many sentences of what clashes stand in the box, which has to fit a small screen."""


class MoveBox(Box):
    """The day at the top; below it, live, the days old → new and the sentences of what does not fit."""

    def __init__(self, season: Season, today: date, parent: QWidget | None = None) -> None:
        super().__init__("Ngày hội nghị", parent)
        self._season, self._today = season, today
        old = season.plan.meeting
        self.add_text("Đổi ngày hội nghị" if old else "Ghi ngày hội nghị", "section")
        if old:
            self.add_text(f"Đang là {with_weekday(old)}.", "muted")
        self.day = DayEdit(old, year=season.year)
        self.day.setAccessibleName("Ngày hội nghị mới")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Lý do đổi ngày")
        self.reason.setPlaceholderText("Lý do, ví dụ: trùng họp Hội đồng nhân dân")
        self.reason.setVisible(old is not None)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_SM)
        row.addWidget(self.day)
        row.addWidget(self.reason, 1)
        self.body.addLayout(row)
        self.moved = label("", "strong", wrap=True)
        self.body.addWidget(self.moved)
        self.table = RecordTable(
            (
                Column("Việc", lambda it: it.task.title, width=240, stretch=4),
                Column("Đang là", lambda it: _shown(it.old.last), width=150, stretch=2),
                Column("Thành", lambda it: _shown(it.new.last), width=150, stretch=2, bold=True),
                Column("Cách tính", lambda it: it.new.reason, width=150, stretch=3),
            ),
            same=lambda it: it.task.key,
            empty="Không có hạn nào tính theo ngày hội nghị.",
        )  # fmt: skip
        self.table.setAccessibleName("Các hạn đổi theo")
        self.table.setMinimumSize(_WIDTH, _TABLE)
        self.body.addWidget(self.table, 1)
        self.faults = label("", "warn", wrap=True)
        self.body.addWidget(self.faults)
        self.more = label("", "small", wrap=True)
        self.body.addWidget(self.more)
        self.named = label("", "muted", wrap=True)
        self.body.addWidget(self.named)
        self.error = label("", "error", wrap=True)
        self.body.addWidget(self.error)
        self.add_button("Thôi", self.reject)
        self._ok = self.add_button("Lưu ngày này", self.finish, "primary")
        self.day.textChanged.connect(self._show)
        self._show()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What moves as the box stands."""
        return changes(self._season, self.result_season)

    @property
    def result_season(self) -> Season:
        """The season with the day of the box; with what was there while the day is wrong."""
        if self.day.wrong:
            return self._season
        return with_meeting(self._season, self.day.day, self._today, self.reason.text().strip())

    def _show(self) -> None:
        found = self.changes
        self.error.setText(self.day.problem if self.day.wrong else "")
        self.error.setVisible(bool(self.error.text()))
        self.table.set_records(found)
        self.table.setVisible(bool(found))
        moved = self.result_season is not self._season
        self.moved.setText(f"{len(found)} hạn đổi theo ngày này." if found else "")
        self.moved.setVisible(bool(found))
        told = new_conflicts(self._season, self.result_season)
        self.faults.setText("\n".join(f"• {it.text}" for it in told[:_TOLD]))
        self.faults.setVisible(bool(told))
        self.more.setText(f"… và {len(told) - _TOLD} chỗ nữa, xem ở thẻ này sau khi lưu.")
        self.more.setVisible(len(told) > _TOLD)
        self.named.setText(self._named_words if moved else "")
        self.named.setVisible(bool(self.named.text()))
        self._ok.setEnabled(moved and not self.day.wrong)
        self._ok.setText("Vẫn lưu ngày này" if told else "Lưu ngày này")
        self._fit()

    def _fit(self) -> None:
        """As high as what it says now, and on the screen: sentences come and go with every day typed."""
        if not self.isVisible():
            return
        self.adjustSize()
        room = self.screen().availableGeometry()
        low = self.frameGeometry().bottom() - room.bottom()
        self.move(self.x(), max(room.top(), self.y() - max(0, low)))

    @cached_property
    def _named_words(self) -> str:
        """Which papers name the day that is left; drawn once, when a new day is typed."""
        old = self._season.plan.meeting
        found = [PAPERS[it].title for it in naming(self._season, old)] if old else []
        if not old or not found:
            return ""
        return f"Văn bản đang nêu ngày {text.day(old)}: {few(found, 'loại', 6)}. Xuất lại sau khi đổi ngày."

    def finish(self) -> None:
        """Close with the day, unless it is none."""
        if self.day.wrong:
            self.day.setFocus()
            return
        self.accept()


def new_conflicts(before: Season, after: Season) -> tuple[Problem, ...]:
    """What clashes after a move and did not before it."""
    known = set(conflicts(before))
    return tuple(it for it in conflicts(after) if it not in known)


def _shown(day: date | None) -> str:
    return f"{words.weekday(day)} {text.day(day)}" if day else text.NOTHING

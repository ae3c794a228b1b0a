"""Tab "Hội nghị, ngày nghỉ": the day of the meeting with its moves and what clashes, and the days off that count."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.dates.moving import conflicts
from models.dates.workdays import WorkDays, with_weekday
from models.season import Season
from models.year_plan import DayOff, YearPlan
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.calendar.move_box import MoveBox
from ui.frame.tab import Tab
from ui.look import theme
from ui.pages.base import Button
from ui.widgets.cards import Card, button, clear, label
from ui.widgets.columns import Column
from ui.widgets.forms import Field, FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.words import task_words as words
from ui.words import text

Ask = Callable[[FormDialog], dict[str, Any] | None]


class DaysTab(Tab):
    """Left the meeting, right the days off; either can be changed, each change is one act."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the form in place of a person.
        self.ask: Ask = FormDialog.ask
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self._meeting_card(), 1)
        row.addWidget(self._days_card(), 1)
        self.body.addLayout(row, 1)

    def _meeting_card(self) -> Card:
        card = Card("Ngày hội nghị tổng kết")
        self.meeting = label("", "title")
        self.count = label("", "muted", wrap=True)
        card.body.addWidget(self.meeting)
        card.body.addWidget(self.count)
        self.clashes = QVBoxLayout()
        self.clashes.setSpacing(theme.SPACE_S)
        card.body.addLayout(self.clashes)
        card.body.addWidget(label("Các lần đổi ngày", "section"))
        self.moves = RecordTable(
            (
                Column("Ghi ngày", lambda it: text.day(it.noted), width=100),
                Column("Từ", lambda it: _day(it.old), width=100),
                Column("Sang", lambda it: _day(it.new), width=100),
                Column("Lý do", lambda it: it.reason or text.NOTHING, width=120, stretch=1),
            ),
            empty="Chưa đổi lần nào.",
        )
        self.moves.setAccessibleName("Các lần đổi ngày hội nghị")
        card.body.addWidget(self.moves, 1)
        return card

    def _days_card(self) -> Card:
        card = Card("Ngày nghỉ, ngày làm bù")
        self._add = button("Thêm ngày…", self.add_day, icon="plus")
        self._take = button("Lấy lịch nghỉ lễ", self.take_holidays)
        card.head.addStretch(1)
        card.head.addWidget(self._take)
        card.head.addWidget(self._add)
        self.days = RecordTable(
            (
                Column("Ngày", lambda it: text.day(it.day), width=100),
                Column("Thứ", lambda it: words.weekday(it.day), width=84),
                Column("Tên", lambda it: it.name or text.NOTHING, width=130, stretch=1),
                Column("", lambda it: "làm bù" if it.works else "nghỉ", width=64),
                Column("", lambda _it: "" if self.session.locked else "Bỏ", width=46, link=self.remove_day),
            ),
            same=lambda it: it.day,
            empty="Chưa có ngày nào: hạn tính theo ngày làm việc mới trừ thứ Bảy, Chủ nhật.",
        )  # fmt: skip
        self.days.setAccessibleName("Ngày nghỉ, ngày làm bù")
        remove = QShortcut(QKeySequence("Del"), self.days)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(lambda: self.remove_day(self.days.selected))
        card.body.addWidget(self.days, 1)
        note = "Lịch nghỉ lễ có sẵn theo Bộ luật Lao động; ngày hoán đổi do Chính phủ quyết định từng năm, xem lại trước khi dùng."
        card.body.addWidget(label(note, "small", wrap=True))
        return card

    @property
    def _season(self) -> Season:
        return self.session.season

    # ---- showing

    def refresh(self, what: str) -> None:
        """The days as they are now."""
        plan = self._season.plan
        day = plan.meeting
        self.meeting.setText(with_weekday(day) if day else "Chưa ghi")
        self.count.setText(self._distance(day))
        clear(self.clashes)
        for it in conflicts(self._season):
            self.clashes.addWidget(label(f"• {it.text}", "warn", wrap=True))
        self.moves.set_records(plan.moves)
        self.days.set_records(plan.days_off)
        for made in (self._add, self._take):
            made.setEnabled(not self.session.locked)
            made.setToolTip(self.session.locked_reason)

    def _distance(self, day: date | None) -> str:
        if day is None:
            return "Các hạn “sau hội nghị” chờ ngày này."
        left = (day - self.session.now().date()).days
        return (
            f"Còn {left} ngày."
            if left > 0
            else "Hôm nay."
            if left == 0
            else f"Đã qua {-left} ngày."
        )

    def sentence(self) -> str:
        """What the days are for."""
        if self.session.locked_reason:
            return self.session.locked_reason
        return "Đổi ngày hội nghị thì các hạn tính từ hội nghị đổi theo; xem trước rồi mới lưu."

    def primary(self) -> Button | None:
        """The day of the meeting."""
        if self.session.locked:
            return None
        verb = "Đổi" if self._season.plan.meeting else "Ghi"
        return f"{verb} ngày hội nghị…", self.move_meeting

    # ---- acts

    def move_meeting(self) -> None:
        """Ask for the day, show what moves, write it down as one act."""
        box = MoveBox(self._season, self.session.now().date(), self)
        moved = box.result_season if box.exec() else None
        box.deleteLater()
        if moved is None or moved is self._season:
            return
        day = moved.plan.meeting
        label_ = f"hội nghị ngày {text.day(day)}" if day else "bỏ ngày hội nghị"
        self._write(moved.plan, label_)

    def add_day(self) -> None:
        """Ask for one day off, or a weekend day worked instead."""
        fields = (
            Field("day", "Ngày", "day", required=True, year=self._season.year),
            Field("works", "Là gì", "choice", choices=((False, "Ngày nghỉ"), (True, "Ngày làm bù"))),
            Field("name", "Tên"),
        )  # fmt: skip
        box = FormDialog("Thêm ngày", fields, {"works": False}, check=self._wrong_day, parent=self)
        given = self.ask(box)
        box.deleteLater()
        if given is None:
            return
        made = DayOff(given["day"], given["name"], bool(given["works"]))
        self._write_days((*self._season.plan.days_off, made), f"thêm ngày {text.day(made.day)}")

    def _wrong_day(self, values: Any) -> dict[str, str]:
        day = values["day"]
        if any(it.day == day for it in self._season.plan.days_off):
            return {"day": "Ngày này đã có trong danh sách. Bỏ dòng cũ trước."}
        if values["works"] and WorkDays().is_working(day):
            return {
                "works": f"{with_weekday(day)} vốn là ngày làm việc. Làm bù chỉ vào thứ Bảy, Chủ nhật."
            }
        return {}

    def remove_day(self, day: DayOff | None) -> None:
        """Take a day off the list."""
        if day is None or self.session.locked:
            return
        kept = tuple(it for it in self._season.plan.days_off if it != day)
        self._write_days(kept, f"bỏ ngày {text.day(day.day)}")

    def take_holidays(self) -> None:
        """The public holidays of the year and of the quarter after it; days that stand in the list stay."""
        known = {it.day for it in self._season.plan.days_off}
        new = tuple(it for it in shipped.days_off(self._season.year) if it.day not in known)
        if not new:
            self.tell("Danh sách đã có đủ ngày nghỉ lễ của năm.", "muted")
            return
        after = f", cả đầu năm {new[-1].day.year}" if new[-1].day.year > self._season.year else ""
        self._write_days((*self._season.plan.days_off, *new), f"lấy {len(new)} ngày nghỉ lễ{after}")

    def _write_days(self, days: tuple[DayOff, ...], told: str) -> None:
        ordered = tuple(sorted(days, key=lambda it: it.day))
        self._write(replace(self._season.plan, days_off=ordered), told)

    def _write(self, plan: YearPlan, told: str) -> None:
        if guard(self, partial(self.session.set_plan, plan, told)):
            self.tell(f"Đã ghi: {told}.", button=("Hoàn tác", self.session.undo))


def _day(day: date | None) -> str:
    return text.day(day) if day else text.NOTHING

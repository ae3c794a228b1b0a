"""Tab "Chương trình, dự họp": the run sheet with its clock, and who takes part in the meeting."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.facts import Fact
from models.meeting_day import agenda
from models.season import Season
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting.meeting_view import meetings, moved
from ui.frame.tab import Tab
from ui.look import theme
from ui.meeting import run_sheet_words as words
from ui.meeting.attendance_view import AttendanceView
from ui.meeting.run_sheet_agenda import AgendaView
from ui.meeting.run_sheet_clock import ItemClock
from ui.pages.base import Button
from ui.widgets.cards import EmptyState, Segments
from ui.widgets.forms import FormDialog
from ui.widgets.messages import guard

Ask = Callable[[FormDialog], dict[str, Any] | None]
_AGENDA, _PEOPLE, _EMPTY = range(3)
MAKET = "page:documents/maket"


class RunSheetTab(Tab):
    """Two views of one meeting: what comes when, and who is there."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the forms in place of a person.
        self.ask: Ask = FormDialog.ask
        self.clock = ItemClock.of(session)
        self.views = Segments(("Chương trình", "Dự họp"))
        self.views.changed.connect(self._pick)
        self.views.changed.connect(self.other_view)
        self.agenda = AgendaView(session, self.clock)
        self.people = AttendanceView(session)
        for view in (self.agenda, self.people):
            view.told.connect(self.told)
            view.ask = self._asked
        self.clock.ticked.connect(self.head_changed)
        self.clock.failed.connect(self.tell)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.agenda)
        self._stack.addWidget(self.people)
        self._stack.addWidget(
            EmptyState(
                "Chưa có chương trình hội nghị",
                "Chương trình đề xuất có hai phần theo kế hoạch tổng kết: tổng kết, thảo luận, thống nhất "
                "điểm; bình xét, suy tôn, công bố, bầu. Anh/chị sửa nội dung, người thực hiện và số phút.",
                ("Đề xuất chương trình", self.propose),
                icon="calendar",
            )
        )
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.views)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)

    # ---- what is shown

    def refresh(self, what: str) -> None:
        """Show the session as it is now."""
        self.agenda.refresh()
        self.people.refresh()
        self._show()

    def _show(self) -> None:
        view = self.views.current
        empty = view == _AGENDA and not self.session.season.meeting.agenda
        self._stack.setCurrentIndex(_EMPTY if empty else view)

    def _pick(self, _view: int) -> None:
        self._show()
        self.head_changed.emit()

    def sentence(self) -> str:
        """Where agenda or attendance stand; a file that cannot be changed says why."""
        off = self.session.locked_reason
        if off:
            return off
        season = self.session.season
        people = self.views.current == _PEOPLE
        return words.attendance_sentence(season) if people else words.sentence(season)

    def primary(self) -> Button | None:
        """The next item; who is not noted yet."""
        if self.session.locked:
            return None
        meeting = self.session.season.meeting
        if self.views.current == _PEOPLE:
            return ("Còn lại có mặt", self.people.rest_present) if self.people.rest else None
        if not meeting.agenda:
            return None  # the empty page itself says what to do
        if agenda.following(meeting) is None:
            return ("Dừng giờ", self.agenda.pause) if self.clock.is_running else None
        begun = agenda.current(meeting) is not None
        return ("Nội dung tiếp  F6" if begun else "Bắt đầu hội nghị"), self.agenda.go_on

    def secondary(self) -> Sequence[Button]:
        """The meeting's own data, and what is added."""
        found: list[Button] = [("In maket…", partial(self.wanted.emit, MAKET))]
        if self.session.locked:
            return found
        found.insert(0, ("Thông tin hội nghị…", self.edit_meeting))
        if self.views.current == _AGENDA:
            found.append(("Thêm nội dung…", self.agenda.add))
        return found

    def show_target(self, target: str) -> None:
        """ "people" for who takes part, "people/<unit id>" for one unit; an item's code in the agenda."""
        kind, _, unit = target.partition("/")
        self.views.set_current(_PEOPLE if kind == "people" else _AGENDA)
        self._pick(self.views.current)
        if kind != "people":
            self.agenda.choose(target)
        elif unit:
            self.people.choose(unit)

    def settle(self) -> bool:
        """The time used by now is written before the page is left."""
        self.clock.keep()
        return True

    # ---- what the clerk does

    def propose(self) -> None:
        """Fill an empty agenda with the two parts."""
        season = self.session.season
        if self.session.locked or season.meeting.agenda:
            return
        made = replace(season.meeting, agenda=agenda.proposed(season))
        guard(self, lambda: self.session.set_meeting(made, "đề xuất chương trình hội nghị"))
        self.agenda.table.setFocus()

    def _asked(self, dialog: FormDialog) -> dict[str, Any] | None:
        return self.ask(dialog)

    def edit_meeting(self) -> None:
        """Ask for name, day, place, chair, secretary and quorum."""
        if self.session.locked:
            return
        season = self.session.season
        dialog = FormDialog(
            "Thông tin hội nghị",
            words.meeting_fields(),
            words.meeting_values(season),
            check=words.meeting_faults,
            parent=self,
        )
        values = self.ask(dialog)
        dialog.deleteLater()
        if values is not None:
            guard(self, lambda: self._write(season, values))

    def _write(self, season: Season, values: dict[str, Any]) -> None:
        """Attendance goes with the meeting's name and day: nobody is noted twice for it."""
        meeting, plan = season.meeting, season.plan
        made = words.meeting_of(meeting, values)
        name, day = made.name, values["day"]
        if (name, day) != (meeting.name, plan.meeting):
            old, new = _renamed(season, name, day)
            if old:
                self.session.change_facts(old, new, f"sửa dự họp “{name}”")
        if day != plan.meeting:
            self.session.set_plan(replace(plan, meeting=day), "sửa ngày hội nghị")
        if made != meeting:
            self.session.set_meeting(made, "sửa thông tin hội nghị")


def _renamed(season: Season, name: str, day: Any) -> tuple[list[Fact], list[Fact]]:
    """The attendance of the meeting, and what was decided on it, under its new name and day."""
    old: list[Fact] = []
    new: list[Fact] = []
    for it in meetings(season):
        if it.name == season.meeting.name and it.held in (season.plan.meeting, None):
            before, after = moved(season, it, name, day)
            old += [*it.records, *before]
            new += [*(replace(one, meeting=name, held=day) for one in it.records), *after]
    return old, new

"""The meetings of the block: who took part, who was absent, whose composition was wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from models.collected import Attendance, Presence
from models.collecting.proposals import meeting_keys
from models.dates.workdays import with_weekday
from models.facts import Fact
from models.season import Season
from ui.book.session import Session
from ui.collecting import due_words
from ui.look import theme
from ui.widgets.cards import Card, label
from ui.widgets.choice import Choice
from ui.widgets.columns import Column
from ui.widgets.day_edit import DayEdit
from ui.widgets.messages import Box, guard
from ui.widgets.records import RecordTable
from ui.widgets.scroll import scrolled

PRESENCE: tuple[tuple[Presence, str], ...] = (
    ("present", "Có mặt"),
    ("late", "Đến muộn"),
    ("absent", "Vắng"),
    ("excused", "Vắng có lý do"),
)
_EMPTY = (
    "Ghi mỗi cuộc họp của khối: đơn vị nào dự, vắng, sai thành phần. Vắng và sai thành phần thành đề nghị "
    "trừ điểm theo bộ quy tắc."
)
_HEADS = ("Đơn vị", "Dự họp", "", "Người dự, chức vụ")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting with what is recorded of it. `number` parts those of one name without a day."""

    name: str
    held: date | None
    records: tuple[Attendance, ...]
    number: int = 1

    def count(self, *wanted: Presence) -> int:
        """How many units took part in one of these ways."""
        return sum(1 for it in self.records if it.presence in wanted)


def meetings(season: Season) -> tuple[Meeting, ...]:
    """The meetings that are recorded, by their days.

    Of meetings without a day only the name is known: a unit that is recorded again under it took part in
    another one.
    """
    found: dict[tuple[str, date | None, int], list[Attendance]] = {}
    for it in season.facts.attendance:
        number = 1
        while it.held is None and any(
            known.unit == it.unit for known in found.get((it.meeting, None, number), ())
        ):
            number += 1
        found.setdefault((it.meeting, it.held, number), []).append(it)
    made = [Meeting(name, held, tuple(its), no) for (name, held, no), its in found.items()]
    return tuple(sorted(made, key=lambda it: it.held or date.min))


class MeetingBox(Box):
    """One meeting: its name, its day, and a line for each unit."""

    def __init__(
        self, season: Season, meeting: Meeting | None, parent: QWidget | None = None
    ) -> None:
        title = "Ghi dự họp" if meeting is None else "Sửa dự họp"
        super().__init__(title, parent)
        self._season, self._meeting = season, meeting
        self.add_text(title, "section")
        self.name = QLineEdit(meeting.name if meeting else "")
        self.name.setPlaceholderText("Hội nghị sơ kết, họp khối quý III…")
        self.name.setAccessibleName("Tên cuộc họp")
        self.day = DayEdit(meeting.held if meeting else None, year=season.year)
        self.day.setAccessibleName("Ngày họp")
        top = QGridLayout()
        top.setColumnMinimumWidth(0, 120)
        top.setColumnStretch(1, 1)
        for row, (words, made) in enumerate((("Cuộc họp *", self.name), ("Ngày *", self.day))):
            top.addWidget(label(words), row, 0)
            top.addWidget(made, row, 1)
        self.body.addLayout(top)
        self._lines: dict[str, tuple[Choice, QCheckBox, QLineEdit]] = {}
        area = scrolled(self._units())
        area.setMinimumSize(780, 320)
        self.body.addWidget(area, 1)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)
        self.add_button("Thôi", self.reject)
        self.add_button("Lưu", self.finish, "primary")
        self.name.setFocus()

    def _units(self) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, theme.SPACE_S, 0)
        grid.setHorizontalSpacing(theme.SPACE_SM)
        grid.setVerticalSpacing(theme.SPACE_XS)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(3, 3)
        for column, words in enumerate(_HEADS):
            grid.addWidget(label(words, "small"), 0, column)
        known = {it.unit: it for it in self._meeting.records} if self._meeting else {}
        for row, unit in enumerate(self._season.units, 1):
            record = known.get(unit.id, Attendance(unit.id, ""))
            presence = Choice()
            for key, words in PRESENCE:
                presence.addItem(words, key)
            presence.setCurrentIndex([key for key, _ in PRESENCE].index(record.presence))
            presence.setAccessibleName(f"Dự họp: {unit.name}")
            wrong = QCheckBox("Sai thành phần")
            wrong.setChecked(record.wrong_composition)
            wrong.setAccessibleName(f"Sai thành phần: {unit.name}")
            who = QLineEdit(record.who)
            who.setAccessibleName(f"Người dự: {unit.name}")
            self._lines[unit.id] = presence, wrong, who
            for column, made in enumerate((label(unit.name, wrap=True), presence, wrong, who)):
                grid.addWidget(made, row, column)
        grid.setRowStretch(len(self._lines) + 1, 1)
        return inner

    def line(self, unit: str) -> tuple[Choice, QCheckBox, QLineEdit]:
        """The widgets of one unit: how it took part, wrong composition, who came."""
        return self._lines[unit]

    def finish(self) -> None:
        """Close when name and day are there; else say what is missing and stay."""
        wrong = ""
        if not self.name.text().strip():
            wrong = "Ghi tên cuộc họp."
        elif self.day.day is None:
            wrong = self.day.problem if self.day.wrong else "Ghi ngày họp."
        elif self._is_other():
            wrong = "Đã ghi một cuộc họp cùng tên, cùng ngày. Mở cuộc họp đó để sửa."
        self.error.setText(wrong)
        self.error.setVisible(bool(wrong))
        if not wrong:
            self.accept()

    def _is_other(self) -> bool:
        """Whether name and day are those of another meeting."""
        key = (self.name.text().strip(), self.day.day)
        mine = (self._meeting.name, self._meeting.held) if self._meeting else None
        return key != mine and any((it.name, it.held) == key for it in meetings(self._season))

    def records(self) -> tuple[Attendance, ...]:
        """What the box says of every unit; notes of earlier records stay."""
        known = {it.unit: it for it in self._meeting.records} if self._meeting else {}
        name, held = self.name.text().strip(), self.day.day
        return tuple(
            replace(
                known.get(unit, Attendance(unit, name)),
                meeting=name,
                held=held,
                presence=presence.currentData(),
                wrong_composition=wrong.isChecked(),
                who=who.text().strip(),
            )
            for unit, (presence, wrong, who) in self._lines.items()
        )


def moved(
    season: Season, meeting: Meeting, name: str, held: date | None
) -> tuple[list[Fact], list[Fact]]:
    """The faults and waivers that speak of a meeting, before and after it got another name or day.

    Of a meeting without a day only those of units with a breach at it: there may be another of its name.
    """
    old_keys = meeting_keys(meeting.name, meeting.held)
    names = dict(zip(old_keys, meeting_keys(name, held), strict=True))
    units = {
        it.unit
        for it in meeting.records
        if meeting.held or it.presence == "absent" or it.wrong_composition
    }
    facts = season.facts
    faults = [it for it in facts.discipline if it.about in names and it.unit in units]
    waivers = [it for it in facts.waivers if it.about in names and it.unit in units]
    old: list[Fact] = [*faults, *waivers]
    new: list[Fact] = [replace(it, about=names[it.about]) for it in faults]
    new += [replace(it, about=names[it.about]) for it in waivers]
    return old, new


class MeetingsView(QWidget):
    """The list of meetings; Enter opens one."""

    told = Signal(str, str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        # Tests answer the box in place of a person.
        self.ask: Callable[[MeetingBox], bool] = lambda box: bool(box.exec())
        self.table = RecordTable(
            (
                Column("Cuộc họp", lambda it: it.name, stretch=2, width=240),
                Column("Ngày", _day, width=200, tone=_day_tone),
                Column(
                    "Có mặt", lambda it: str(it.count("present", "late")), align="right", width=80
                ),
                Column("Vắng", _absent, stretch=2, width=220, tone=_absent_tone),
                Column("Sai thành phần", _wrong, stretch=1, width=160, tone=_wrong_tone),
                Column("", lambda _it: "Sửa", width=56, link=self.change),
                Column("", lambda _it: "Bỏ", width=48, link=self.remove),
            ),
            same=lambda it: (it.name, it.held, it.meeting.number),
            empty=_EMPTY,
        )
        self.table.setAccessibleName("Các cuộc họp của khối")
        self.table.opened.connect(self.change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Card.holding(self.table))

    def refresh(self) -> None:
        """Show the session as it is now."""
        season = self.session.season
        names = {it.id: it.short_name or it.name for it in season.units}
        self.table.set_records([_Row(it, names) for it in meetings(season)])

    def sentence(self) -> str:
        """Where the meetings stand."""
        season = self.session.season
        absent = sum(1 for it in season.facts.attendance if it.presence == "absent")
        held = meetings(season)
        undated = sum(1 for it in held if it.held is None)
        return due_words.meetings_sentence(len(held), undated, absent)

    def add(self) -> None:
        """Ask for a new meeting."""
        self._edit(None)

    def change(self, row: "_Row") -> None:
        """Ask for what is to be changed."""
        self._edit(row.meeting)

    def _edit(self, meeting: Meeting | None) -> None:
        if self.session.locked:
            return
        season = self.session.season
        box = MeetingBox(season, meeting, self)
        done = self.ask(box)
        new = box.records()
        name, held = box.name.text().strip(), box.day.day
        box.deleteLater()
        if not done:
            return
        old: list[Fact] = list(meeting.records) if meeting else []
        came: list[Fact] = list(new)
        if meeting is not None and (name, held) != (meeting.name, meeting.held):
            before, after = moved(season, meeting, name, held)
            old, came = old + before, came + after
        words = f"ghi dự họp “{name}”" if meeting is None else f"sửa dự họp “{name}”"
        guard(self, lambda: self.session.change_facts(old, came, words))

    def remove(self, row: "_Row") -> None:
        """Take a meeting out; undo brings it back."""
        if not self.session.locked:
            words = f"bỏ dự họp “{row.name}”"
            records = row.meeting.records
            guard(self, partial(self.session.change_facts, records, (), words))


@dataclass(frozen=True, slots=True)
class _Row:
    """A meeting as the table shows it, with the short names of the units."""

    meeting: Meeting
    names: dict[str, str]

    @property
    def name(self) -> str:
        return self.meeting.name

    @property
    def held(self) -> date | None:
        return self.meeting.held

    def count(self, *wanted: Presence) -> int:
        return self.meeting.count(*wanted)

    def listed(self, found: Sequence[Attendance]) -> str:
        """The units of some records, "–" for none."""
        return ", ".join(self.names.get(it.unit, "") for it in found) or "–"


def _day(row: _Row) -> str:
    return with_weekday(row.held) if row.held else "Chưa ghi ngày"


def _day_tone(row: _Row) -> str:
    return "plain" if row.held else "warn"


def _absent(row: _Row) -> str:
    return row.listed([it for it in row.meeting.records if it.presence == "absent"])


def _absent_tone(row: _Row) -> str:
    return "error" if row.count("absent") else "plain"


def _wrong(row: _Row) -> str:
    return row.listed([it for it in row.meeting.records if it.wrong_composition])


def _wrong_tone(row: _Row) -> str:
    return "warn" if any(it.wrong_composition for it in row.meeting.records) else "plain"

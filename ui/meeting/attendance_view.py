"""Who takes part: the units with one key for each way, the guests below, the quorum as it stands."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.collected import Presence
from models.meeting import Guest
from models.meeting_day import attendance_sheet
from models.meeting_day.attendance_sheet import Line, Sheet
from ui.book.session import Session
from ui.collecting.meeting_view import PRESENCE
from ui.look import theme
from ui.widgets.cards import Card, button, label
from ui.widgets.columns import Column
from ui.widgets.forms import Field, FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.words import text

Ask = Callable[[FormDialog], dict[str, Any] | None]
_WORDS = dict(PRESENCE)
_TONES: dict[Presence | None, str] = {
    "present": "done",
    "late": "warn",
    "absent": "error",
    "excused": "muted",
    None: "plain",
}
_BY_KEY: dict[int, Presence] = {
    Qt.Key.Key_1: "present",
    Qt.Key.Key_2: "late",
    Qt.Key.Key_3: "absent",
    Qt.Key.Key_4: "excused",
}
_KEYS = (
    "1: có mặt · 2: đến muộn · 3: vắng · 4: vắng có lý do · Dấu cách: sai thành phần · "
    "Enter: người dự, lý do vắng"
)

_NO_GUEST = "Đại biểu không thuộc đơn vị của khối, ví dụ đại diện cơ quan thi đua, khen thưởng."
_GUESTS_SHOWN = 4
_HOW_TO_REASON = "Chọn dòng này, bấm Enter, ghi ở ô “Lý do vắng, ghi chú”."


class PeopleTable(RecordTable):
    """A record table in which one key says how a unit takes part."""

    noted = Signal(object, str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of attendance; the rest as in every table."""
        presence = _BY_KEY.get(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if presence is not None and plain and self.selected is not None:
            self.noted.emit(self.selected, presence)
        else:
            super().keyPressEvent(event)


class AttendanceView(QWidget):
    """Each key is one act of the session, named after the unit."""

    told = Signal(str, str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.ask: Ask = FormDialog.ask
        self.sheet = Sheet(())
        self.units = self._make_units()
        self.guests = self._make_guests()
        self.quorum = label("", "muted", wrap=True)
        self.hint = label("", "warn", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.hint)
        column.addWidget(Card.holding(self.units), 1)
        foot = QHBoxLayout()
        foot.addWidget(self.quorum, 1)
        foot.addWidget(label(_KEYS, "small"))
        column.addLayout(foot)
        card = Card("Đại biểu mời")
        card.body.setSpacing(theme.SPACE_XS)
        card.head.addStretch(1)
        self.adding = button("Thêm đại biểu…", self.add_guest, icon="plus")
        card.head.addWidget(self.adding)
        card.body.addWidget(self.guests)
        self.no_guest = label(_NO_GUEST, "muted", wrap=True)
        card.body.addWidget(self.no_guest)
        column.addWidget(card)

    def _make_units(self) -> PeopleTable:
        table = PeopleTable(
            (
                Column("Đơn vị", lambda it: it.unit.name, width=220, stretch=3, middle=True),
                Column("Dự họp", _presence, width=130, badge=True, tone=_tone),
                Column(
                    "Sai thành phần",
                    lambda _it: "",
                    width=120,
                    checked=lambda it: it.record.wrong_composition if it.is_there else None,
                    toggle=self.set_wrong,
                ),
                Column("Người dự, chức vụ", _field("who"), width=170, stretch=3),
                Column(
                    "Ghi chú",
                    _note,
                    width=140,
                    stretch=2,
                    tone=lambda it: "warn" if _wants_reason(it) else "plain",
                    tooltip=lambda it: _HOW_TO_REASON if _wants_reason(it) else _note(it),
                ),
            ),
            same=lambda it: it.unit.id,
            empty="Chưa có đơn vị nào. Ghi các đơn vị ở trang Đơn vị.",
        )
        table.setAccessibleName("Đơn vị dự họp")
        table.noted.connect(self.note)
        table.opened.connect(self.describe)
        return table

    def _make_guests(self) -> RecordTable:
        table = RecordTable(
            (
                Column("Họ tên", lambda it: it.name, width=160, stretch=2),
                Column("Chức vụ", lambda it: it.position, width=130, stretch=2),
                Column("Cơ quan", lambda it: it.organisation, width=150, stretch=3),
                Column(
                    "Dự họp",
                    lambda it: _WORDS[it.presence],
                    width=130,
                    badge=True,
                    tone=lambda it: _TONES[it.presence],
                ),
            ),
        )
        table.setAccessibleName("Đại biểu mời")
        table.opened.connect(self.change_guest)
        remove = QShortcut(QKeySequence("Del"), table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.remove_guest)
        return table

    # ---- what is shown

    def refresh(self) -> None:
        """Show the session as it is now."""
        self.sheet = attendance_sheet.sheet(self.session.season)
        self.units.set_records(self.sheet.lines)
        self.guests.set_records(self.sheet.guests)
        guests = self.sheet.guests
        self.guests.setVisible(bool(guests))
        self.no_guest.setVisible(not guests)
        high = min(len(guests), _GUESTS_SHOWN) + 1
        self.guests.setFixedHeight(high * theme.ROW_HEIGHT + theme.SPACE_XS)
        self.quorum.setText(attendance_sheet.quorum_words(self.sheet))
        self.hint.setText(self._doubt())
        self.hint.setVisible(bool(self.hint.text()))
        self.adding.setEnabled(not self.session.locked)
        self.adding.setToolTip(self.session.locked_reason)

    def _doubt(self) -> str:
        if self.session.season.plan.meeting is None:
            return "Chưa ghi ngày họp. Ghi ở “Thông tin hội nghị” để dự họp có ngày."
        other = self.sheet.other_day
        if other is None:
            return ""
        return (
            f"Sổ có dự họp cùng tên ngày {text.day(other)}. Nếu là hội nghị này, sửa ngày ở trang Hồ sơ, "
            "Giấy tờ phải nộp, Dự họp."
        )

    @property
    def rest(self) -> tuple[Line, ...]:
        """The units nothing is noted of."""
        return tuple(it for it in self.sheet.lines if it.record is None)

    def choose(self, unit: str) -> None:
        """Go to one unit."""
        self.units.select(lambda it: it.unit.id == unit)
        self.units.setFocus()

    # ---- units

    def note(self, line: Line, presence: Presence) -> None:
        """How one unit takes part; the keyboard goes on to the next."""
        words_of_act = f"ghi {line.unit.name}: {_WORDS[presence].lower()}"
        if self._note({line.unit.id: presence}, words_of_act):
            units = [it.unit.id for it in self.sheet.lines]
            place = units.index(line.unit.id) + 1
            self.choose(units[min(place, len(units) - 1)])

    def rest_present(self) -> None:
        """All units that nothing is noted of are there."""
        left: dict[str, Presence] = {it.unit.id: "present" for it in self.rest}
        if left:
            self._note(left, f"ghi {len(left)} đơn vị có mặt")

    def _note(self, changes: Mapping[str, Presence], words_of_act: str) -> bool:
        if self.session.locked:
            return False
        old, new = attendance_sheet.noted(self.session.season, changes)
        if not new:
            return True
        return guard(self, lambda: self.session.change_facts(old, new, words_of_act))

    def set_wrong(self, line: Line, wrong: bool) -> None:
        """Whether those who came are the right ones."""
        said = "sai thành phần" if wrong else "đúng thành phần"
        self._describe(line, {"wrong_composition": wrong}, f"ghi {line.unit.name}: {said}")

    def describe(self, line: Line) -> None:
        """Ask for who came, and all else that is noted of one unit."""
        if self.session.locked:
            return
        record = line.record
        dialog = FormDialog(
            line.unit.name,
            (
                Field("presence", "Dự họp", "choice", choices=PRESENCE),
                Field("who", "Người dự, chức vụ"),
                Field("wrong_composition", "Sai thành phần", "yes_no"),
                Field("note", "Lý do vắng, ghi chú", placeholder="Lý do, văn bản xin vắng"),
            ),
            {
                "presence": record.presence if record else "present",
                "who": record.who if record else "",
                "wrong_composition": record.wrong_composition if record else False,
                "note": record.note if record else "",
            },
            parent=self,
        )
        values = self.ask(dialog)
        dialog.deleteLater()
        if values is not None:
            self._describe(line, values, f"ghi dự họp của {line.unit.name}")

    def _describe(self, line: Line, values: Mapping[str, object], words_of_act: str) -> None:
        if self.session.locked:
            return
        old, new = attendance_sheet.described(self.session.season, line.unit.id, values)
        if new:
            guard(self, lambda: self.session.change_facts(old, new, words_of_act))

    # ---- guests

    def add_guest(self) -> None:
        """Ask for one more guest."""
        made = self._asked("Thêm đại biểu", Guest(""))
        if made is not None:
            self._set((*self.sheet.guests, made), f"thêm đại biểu {made.name}")

    def change_guest(self, guest: Guest) -> None:
        """Ask for what is to be changed."""
        made = self._asked("Sửa đại biểu", guest)
        if made is not None and made != guest:
            guests = list(self.sheet.guests)
            guests[guests.index(guest)] = made
            self._set(tuple(guests), f"sửa đại biểu {made.name}")

    def remove_guest(self) -> None:
        """Take the chosen guest out; undo brings it back."""
        guest = self.guests.selected
        if guest is not None and not self.session.locked:
            guests = list(self.sheet.guests)
            guests.remove(guest)
            self._set(tuple(guests), f"bỏ đại biểu {guest.name}")

    def _asked(self, title: str, guest: Guest) -> Guest | None:
        if self.session.locked:
            return None
        names = ("name", "position", "organisation", "presence", "note")
        dialog = FormDialog(
            title,
            (
                Field("name", "Họ tên", required=True),
                Field("position", "Chức vụ"),
                Field("organisation", "Cơ quan"),
                Field("presence", "Dự họp", "choice", choices=PRESENCE),
                Field("note", "Ghi chú"),
            ),
            {it: getattr(guest, it) for it in names},
            parent=self,
        )
        values = self.ask(dialog)
        dialog.deleteLater()
        return None if values is None else replace(guest, **values)

    def _set(self, guests: tuple[Guest, ...], words_of_act: str) -> None:
        made = replace(self.session.season.meeting, guests=guests)
        guard(self, partial(self.session.set_meeting, made, words_of_act))


def _presence(line: Line) -> str:
    return _WORDS[line.presence] if line.presence else "Chưa ghi"


def _wants_reason(line: Line) -> bool:
    """Excused, and nobody wrote down why."""
    return line.presence == "excused" and not (line.record and line.record.note)


def _note(line: Line) -> str:
    if _wants_reason(line):
        return "Chưa ghi lý do vắng"
    return line.record.note if line.record else ""


def _tone(line: Line) -> str:
    return _TONES[line.presence]


def _field(name: str) -> Callable[[Line], str]:
    return lambda line: getattr(line.record, name) if line.record else ""

"""Giao ước thi đua: which unit has signed the year's pledge, and on which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.block import Unit
from models.collected import Pledge
from models.collecting.registration import pledge, unsigned
from ui.book.session import Session
from ui.collecting import registration_fields as forms
from ui.look import theme
from ui.widgets.cards import Card, button, label
from ui.widgets.columns import Column
from ui.widgets.day_edit import DayEdit
from ui.widgets.forms import FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.words import text


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """One unit with what is recorded of its pledge."""

    unit: Unit
    pledge: Pledge | None

    @property
    def signed(self) -> date | None:
        """The day on which it signed, None while it has not."""
        return self.pledge.signed if self.pledge else None


class PledgesView(QWidget):
    """Units are ticked, then all of them get the day at the foot in one act. `ticked_changed` tells the
    tab to name its button anew."""

    ticked_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._off: set[str] = set()
        self.table = RecordTable(
            [
                Column("", width=44, checked=self._ticked, toggle=self._toggle),
                Column("Đơn vị", lambda it: it.unit.name, width=260, stretch=2, bold=True),
                Column(
                    "Giao ước",
                    lambda it: "Đã ký" if it.signed else "Chưa ký",
                    width=120,
                    badge=True,
                    tone=lambda it: "done" if it.signed else "warn",
                ),
                Column("Ngày ký", _day_words, width=120, align="right", key=lambda it: it.signed),
                Column(
                    "Ghi chú", lambda it: it.pledge.note if it.pledge else "", width=160, stretch=2
                ),
            ],
            same=lambda it: it.unit.id,
            empty="Chưa có đơn vị nào. Nhập danh sách ở trang Đơn vị.",
        )
        self.table.opened.connect(self.change)
        self.table.chosen.connect(lambda _it: self._show_acts())
        card = Card.holding(self.table)
        card.body.addWidget(self._foot())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(card)
        shortcut = QShortcut(QKeySequence("F2"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._change_chosen)

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_XS)
        row.setSpacing(theme.SPACE_S)
        words = label("Ngày ký của các đơn vị đã chọn")
        self.day = DayEdit()
        self.day.setAccessibleName("Ngày ký")
        words.setBuddy(self.day)
        row.addWidget(words)
        row.addWidget(self.day)
        row.addStretch(1)
        self._change = button("Sửa ngày ký…", self._change_chosen)
        row.addWidget(self._change)
        return foot

    # ---- showing

    def refresh(self) -> None:
        """Every unit as it stands; the day at the foot is today until another is typed."""
        season = self.session.season
        if not self.day.text().strip():
            self.day.set_day(self.session.now().date())
        self.table.set_records([PledgeRow(it, pledge(season, it.id)) for it in season.units])
        self._show_acts()

    def _show_acts(self) -> None:
        if self.session.is_open:
            may = self.table.selected is not None and not self.session.locked
            self._change.setEnabled(may)
            self._change.setToolTip(self.session.locked_reason or "Sửa ngày ký (F2)")

    def _ticked(self, row: PledgeRow) -> bool | None:
        if row.signed or self.session.locked:
            return None
        return row.unit.id not in self._off

    def _toggle(self, row: PledgeRow, on: bool) -> None:
        if on:
            self._off.discard(row.unit.id)
        else:
            self._off.add(row.unit.id)
        self.ticked_changed.emit()

    @property
    def ticked(self) -> tuple[Unit, ...]:
        """The units that have not signed and are ticked."""
        open_units = unsigned(self.session.season)
        return tuple(it for it in open_units if it.id not in self._off)

    # ---- acts

    def sign(self) -> str:
        """Record that the ticked units signed on the day at the foot; what was done, or what is wrong."""
        day, units = self.day.day, self.ticked
        if day is None or day > self.session.now().date():
            self.day.setFocus()
            wrong = "Ngày ký sau hôm nay." if day else "Ghi ngày ký như 15/01/2023."
            return f"{wrong} Sửa ngày ở cuối bảng rồi ghi lại."
        label_words = (
            f"ghi {units[0].name} ký giao ước"
            if len(units) == 1
            else f"ghi {len(units)} đơn vị ký giao ước"
        )
        made = [Pledge(it.id, day, _note(pledge(self.session.season, it.id))) for it in units]
        return self._put(units, made, label_words)

    def _put(self, units: Sequence[Unit], made: Sequence[Pledge], words: str) -> str:
        ids = {it.id for it in units}
        old = [it for it in self.session.season.facts.pledges if it.unit in ids]
        done = guard(self, lambda: self.session.change_facts(old, made, words))
        return f"Đã {words}." if done else ""

    def _change_chosen(self) -> None:
        if self.table.selected is not None:
            self.change(self.table.selected)

    def change(self, row: PledgeRow) -> None:
        """Ask for the day and the note of one unit; an empty day takes the signature back."""
        if self.session.locked:
            return
        today = self.session.now().date()

        def check(values: dict[str, date | str | None]) -> dict[str, str]:
            day = values["signed"]
            late = isinstance(day, date) and day > today
            return {"signed": "Ngày ký sau hôm nay. Sửa lại ngày."} if late else {}

        box = FormDialog(
            "Giao ước thi đua",
            forms.fields_of_pledge(),
            forms.values_of(row.pledge or Pledge(row.unit.id, today)),
            check,
            intro=row.unit.name,
            parent=self,
        )
        values = box.ask()
        if values is None:
            return
        new = Pledge(row.unit.id, values["signed"], values["note"])
        if new != row.pledge:
            kept = [new] if new.signed or new.note else []
            self._put([row.unit], kept, f"sửa giao ước của {row.unit.name}")


def _day_words(row: PledgeRow) -> str:
    return text.day(row.signed) if row.signed else text.NOTHING


def _note(found: Pledge | None) -> str:
    return found.note if found else ""

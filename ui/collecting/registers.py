"""Tab "Sổ ghi nhận": the facts behind deductions, bonus and exclusions of all units, a register each."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from models.facts import Fact, Reminder
from models.points import ZERO, show_signed
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting import register_rows as registers
from ui.collecting.register_rows import KIND, REGISTERS, RegisterRow
from ui.frame.tab import Tab
from ui.look import theme
from ui.pages.base import Button
from ui.scores.fact_dialog import Ask, ask_fact
from ui.scores.fact_fields import FactKind
from ui.scores.fact_forms import FAULTS
from ui.widgets.cards import Badge, Card, EmptyState, Segments, clear, label
from ui.widgets.columns import Column
from ui.widgets.forms import FormDialog
from ui.widgets.messages import guard
from ui.widgets.notice import Notice
from ui.widgets.records import RecordTable
from ui.words import text

_EMPTY = {
    "reminders": "Ghi mỗi văn bản nhắc nhở, phê bình một dòng: số, ngày, cơ quan ban hành. Được gia "
    "hạn vẫn ghi.",
    "dossiers": "Ghi số hồ sơ khen thưởng không đủ điều kiện và văn bản thông báo. Chưa có văn bản "
    "thì chưa trừ điểm.",
    "discipline": "Ghi từng lần đơn vị không chấp hành quy chế của khối: vắng họp, sai thành phần, "
    "gửi chậm.",
    "exclusions": "Ghi đơn vị không bình xét, suy tôn hoặc tạm dừng chờ kết luận, kèm văn bản, từ ngày "
    "nào đến ngày nào.",
    "targets": "Chỉ tiêu vượt tính từ số đơn vị đăng ký đầu năm và kết quả thực hiện. Ghi ở đây hoặc "
    "nhận từ bản đăng ký của đơn vị.",
}
_HINTS = 2


class RegistersTab(Tab):
    """One register at a time; each record is written by the same form as in the drawer of its unit."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the form in place of a person.
        self.ask: Ask = FormDialog.ask
        self.kind = REGISTERS[0][0]
        self._rows: tuple[RegisterRow, ...] = ()
        self.choice = Segments([title for _, title in REGISTERS])
        self.choice.changed.connect(self._pick)
        self.choice.changed.connect(self.other_view)
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        self.body.addLayout(row)
        self._hints = QVBoxLayout()
        self._hints.setSpacing(theme.SPACE_XS)
        self.body.addLayout(self._hints)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        self.tables: dict[str, RecordTable] = {}
        self.cards: dict[str, QWidget] = {}
        self._badges: dict[str, Badge] = {}
        self._rules: dict[str, Any] = {}
        self._empty: dict[str, EmptyState] = {}

    # ---- showing

    def refresh(self, what: str) -> None:
        """The register in view as the session is now."""
        season = self.session.season
        self._rows = registers.rows(season, self.session.results, self.kind)
        for place, (kind, title) in enumerate(REGISTERS):
            count = len(getattr(season.facts, kind))
            self.choice.set_text(place, f"{title} ({count})" if count else title)
        self._show_hints()
        if not self._rows:
            self._stack.setCurrentWidget(self._empty_state())
            return
        card = self._card()
        self.tables[self.kind].set_records(self._rows)
        amount = sum((it.amount for it in self._rows), ZERO)
        tone = "done" if amount > 0 else "error"
        self._badges[self.kind].show_state(show_signed(amount) if amount else "", tone)
        rules = KIND[self.kind].rules(season)
        cited = dict.fromkeys(season.pack.citation(it) for it in rules)
        self._rules[self.kind].setText("; ".join(it for it in cited if it))
        self._stack.setCurrentWidget(card)

    def _card(self) -> QWidget:
        if self.kind not in self.cards:
            kind = KIND[self.kind]
            table = RecordTable((*_columns(self.kind), *self._acts()), same=lambda it: it.place)
            table.setAccessibleName(dict(REGISTERS)[self.kind])
            table.opened.connect(self.change)
            remove = QShortcut(QKeySequence("Delete"), table)
            remove.setContext(Qt.ShortcutContext.WidgetShortcut)
            remove.activated.connect(lambda: self.remove(table.selected))
            card = Card(kind.title)
            self._badges[self.kind] = Badge()
            self._rules[self.kind] = label("", "small")
            card.head.addWidget(self._badges[self.kind])
            card.head.addStretch(1)
            card.head.addWidget(self._rules[self.kind])
            card.body.addWidget(table, 1)
            self.tables[self.kind], self.cards[self.kind] = table, card
            self._stack.addWidget(card)
        return self.cards[self.kind]

    def _acts(self) -> Sequence[Column]:
        return (
            Column("", lambda _it: "Sửa", width=52, link=self.change),
            Column("", lambda _it: "Xóa", width=52, link=self.remove),
        )

    def _empty_state(self) -> EmptyState:
        if self.kind not in self._empty:
            title = dict(REGISTERS)[self.kind]
            made = EmptyState(
                f"{title}: chưa ghi gì",
                _EMPTY[self.kind],
                (_add_words(KIND[self.kind]), self.add),
                ("Sang trang Chấm điểm", lambda: self.wanted.emit("page:scores")),
                "papers",
            )
            self._empty[self.kind] = made
            self._stack.addWidget(made)
        return self._empty[self.kind]

    def _show_hints(self) -> None:
        """Serious reminders that led to no exclusion: what the rule says, and the form already filled."""
        clear(self._hints)
        if self.kind not in ("reminders", "exclusions"):
            return
        for it in registers.unsettled(self.session.season)[:_HINTS]:
            strip = Notice(self, closable=False)
            act = (
                None if self.session.locked else ("Ghi không bình xét…", partial(self.exclude, it))
            )
            strip.say(registers.hint(self.session.season, it), "warn", act)
            self._hints.addWidget(strip)

    def sentence(self) -> str:
        """What the register in view comes to."""
        if self.session.locked_reason:
            return self.session.locked_reason
        return (
            registers.summary(self._rows, self.kind) or "Mỗi điểm trừ, điểm thưởng dẫn một văn bản."
        )

    def primary(self) -> Button | None:
        """Thêm, for the register in view."""
        if self.session.locked or not self.session.season.units or not self._rows:
            return None
        return _add_words(KIND[self.kind]), self.add

    def _pick(self, place: int) -> None:
        self.kind = REGISTERS[place][0]
        self.refresh("season")
        self.head_changed.emit()

    def show_target(self, target: str) -> None:
        """A register by the name of its kind, and one unit's first record in it: "reminders/<unit id>"."""
        kind, _, unit = target.partition("/")
        place = next((at for at, it in enumerate(REGISTERS) if it[0] == kind), None)
        if place is None:
            return
        self.choice.set_current(place)
        self._pick(place)
        if unit and self.kind in self.tables:
            self.tables[self.kind].select(lambda it: it.fact.unit == unit)

    # ---- acts

    def add(self) -> None:
        """Ask for a new record of the register in view, and for whose it is."""
        self._edit(KIND[self.kind], "", None)

    def change(self, row: RegisterRow) -> None:
        """Ask for the new content of a record."""
        self._edit(KIND[self.kind], row.fact.unit, row.fact)

    def remove(self, row: RegisterRow | None) -> None:
        """Take a record out; undo brings it back."""
        if row is None or self.session.locked:
            return
        words = f"bỏ {KIND[self.kind].noun} của {row.unit}"
        guard(self, lambda: self.session.change_fact(row.fact, None, words))

    def exclude(self, reminder: Reminder) -> None:
        """The form of an exclusion, filled in from a serious reminder."""
        start = registers.proposed(reminder)
        if self._edit(KIND["exclusions"], reminder.unit, None, start):
            unit = self.session.season.unit(reminder.unit)
            words = f"Đã ghi không bình xét, suy tôn: {unit.name if unit else reminder.unit}."
            self.tell(words, button=("Hoàn tác", self.session.undo))
            if self.kind in self.tables:
                self.tables[self.kind].select(lambda it: it.fact == reminder)

    def _edit(self, kind: FactKind, unit: str, old: Fact | None, start: Fact | None = None) -> bool:
        """Ask for a record and write it down; whether something was written."""
        if self.session.locked:
            return False
        season = self.session.season
        new = ask_fact(season, kind, unit, old, ask=self.ask, start=start, parent=self)
        if new is None or new == old:
            return False
        owner = season.unit(new.unit)
        verb = "thêm" if old is None else "sửa"
        words = f"{verb} {kind.noun} của {owner.name if owner else new.unit}"
        return guard(self, lambda: self.session.change_fact(old, new, words))


def _add_words(kind: FactKind) -> str:
    return f"{kind.heading or f'Thêm {kind.noun}'}…"


def _day(value: Any) -> str:
    return text.day(value) if value else text.NOTHING


def _words(
    title: str, name: str, *, width: int, stretch: int, wrap: bool = False, second: str = ""
) -> Column:
    """A column of one written field, whole in its tooltip; `second` is the field below it."""
    return Column(
        title,
        lambda it: getattr(it.fact, name) or text.NOTHING,
        width=width,
        stretch=stretch,
        wrap=wrap,
        second=(lambda it: getattr(it.fact, second)) if second else None,
        tooltip=lambda it: "\n".join(
            filter(None, (getattr(it.fact, name), getattr(it.fact, second) if second else ""))
        ),
    )


_EFFECT_WIDTH = {"exclusions": 186, "targets": 84}


def _columns(kind: str) -> Sequence[Column]:
    """Whose, the columns of the kind, and what it does."""
    unit = Column(
        "Đơn vị", lambda it: it.unit, width=126, stretch=2, key=lambda it: it.unit, wrap=True
    )
    effect = Column(
        "Tác động",
        lambda it: it.effect,
        width=_EFFECT_WIDTH.get(kind, 182),
        second=lambda it: "" if kind == "targets" else it.why,
        tone=lambda it: it.tone,
        bold=True,
        align="right" if kind != "exclusions" else "left",
    )
    return (unit, *_OWN[kind], effect)


_OWN: dict[str, Sequence[Column]] = {
    "reminders": (
        _words("Số văn bản", "document", width=154, stretch=3, second="note"),
        Column("Ngày", lambda it: _day(it.fact.issued), width=98, key=lambda it: it.fact.issued),
        _words("Cơ quan", "issuer", width=76, stretch=1, wrap=True),
        Column(
            "Tính chất",
            lambda it: "Nghiêm trọng" if it.fact.serious else "Nhắc nhở",
            width=146,
            tone=lambda it: "error" if it.fact.serious else "plain",
            second=lambda it: it.settled or ("đã gia hạn" if it.fact.extended else ""),
            tooltip=lambda it: "\n".join(
                filter(None, ("Đã gia hạn" if it.fact.extended else "", it.settled.capitalize()))
            ),
        ),
    ),
    "dossiers": (
        Column(
            "Số hồ sơ",
            lambda it: str(it.fact.count),
            width=80,
            align="right",
            key=lambda it: it.fact.count,
        ),
        Column(
            "Văn bản thông báo",
            lambda it: it.fact.notice or "Chưa có",
            width=170,
            stretch=2,
            tone=lambda it: "plain" if it.fact.notice else "warn",
            second=lambda it: it.fact.note,
        ),
    ),
    "discipline": (
        Column(
            "Vi phạm",
            lambda it: dict(FAULTS)[it.fact.fault],
            width=180,
            stretch=2,
            second=lambda it: it.fact.what,
            tooltip=lambda it: it.fact.what,
        ),
        Column(
            "Ngày", lambda it: _day(it.fact.happened), width=108, key=lambda it: it.fact.happened
        ),
        _words("Văn bản", "document", width=156, stretch=2, second="note"),
    ),
    "exclusions": (
        _words("Lý do", "reason", width=150, stretch=3, wrap=True),
        _words("Văn bản", "document", width=110, stretch=1, wrap=True),
        Column(
            "Từ ngày",
            lambda it: _day(it.fact.since),
            width=108,
            second=lambda it: f"đến {_day(it.fact.lifted)}" if it.fact.lifted else "",
            key=lambda it: it.fact.since,
        ),
        Column(
            "Áp dụng cho", lambda it: it.fact.scope or "Tất cả", width=100, stretch=1, wrap=True
        ),
    ),
    "targets": (
        Column(
            "Chỉ tiêu",
            lambda it: it.fact.name,
            width=190,
            stretch=4,
            second=lambda it: it.why,
            tooltip=lambda it: "\n".join(filter(None, (it.fact.name, it.why))),
        ),
        Column("Mục", lambda it: it.fact.section, width=54),
        Column(
            "Đăng ký", lambda it: text.points_short(it.fact.registered), width=80, align="right"
        ),
        Column(
            "Thực hiện",
            lambda it: text.points_short(it.fact.result),
            width=88,
            align="right",
            second=lambda it: it.fact.measure,
        ),
        Column("Vượt", lambda it: registers.exceeded(it.fact), width=66),
    ),
}

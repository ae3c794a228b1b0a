"""The list of what the units registered, targets or titles: one table, its acts below it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from models.block import Unit
from models.collecting.registration import Registered, comparison, outcome
from models.facts import Target
from models.papers.registration import OUTCOMES, percent_words
from models.season import Season
from ui.book.session import Session
from ui.collecting import registration_fields as forms
from ui.collecting.registration_fields import KINDS, WHOM
from ui.look import theme
from ui.widgets.cards import Card, EmptyState, button
from ui.widgets.columns import Column
from ui.widgets.forms import Field, FormDialog, Values
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.words import text

_TONES = {"exceeded": "done", "met": "action", "missed": "warn"}


@dataclass(frozen=True, slots=True)
class RegisteredRow:
    """One record with the unit it belongs to."""

    unit: Unit
    fact: Any


@dataclass(frozen=True, slots=True)
class ListKind:
    """What parts the list of targets from that of titles."""

    kind: str
    noun: str
    about: str
    columns: Callable[[], list[Column]]
    fields: Callable[[Season], Sequence[Field]]
    make: Callable[[Values, Any], Registered]
    check: Callable[[Season, Values, Any, str], Mapping[str, str]]
    name: Callable[[Any], str]


def _unit_column(second: Callable[[RegisteredRow], str] | None = None) -> Column:
    return Column(
        "Đơn vị",
        lambda it: it.unit.name,
        width=176,
        middle=True,
        second=second,
        key=lambda it: it.unit.name,
        tooltip=lambda it: it.unit.name,
    )


def _target_columns() -> list[Column]:
    return [
        _unit_column(_section_words),
        Column(
            "Chỉ tiêu",
            lambda it: it.fact.name,
            width=190,
            stretch=1,
            bold=True,
            wrap=True,
            tooltip=_target_tooltip,
            key=lambda it: it.fact.name,
        ),
        _figure("Năm trước", "last_year"),
        _figure("Kế hoạch", "planned"),
        _figure("Đăng ký", "registered", lambda it: it.fact.measure),
        _figure("Kết quả", "result"),
        Column(
            "% đăng ký",
            lambda it: percent_words(comparison(it.fact).of_registered),
            width=86,
            align="right",
            key=lambda it: comparison(it.fact).of_registered,
        ),
        Column("So đăng ký", _outcome_words, width=100, badge=True, tone=_outcome_tone),
    ]


def _figure(title: str, name: str, second: Callable[[RegisteredRow], str] | None = None) -> Column:
    return Column(
        title,
        lambda it: text.points_short(getattr(it.fact, name)),
        width=84,
        align="right",
        second=second,
        key=lambda it: getattr(it.fact, name),
    )


def _section_words(row: RegisteredRow) -> str:
    fact: Target = row.fact
    section = f"Mục {fact.section}" if fact.section else "Chưa chọn mục"
    return f"{section} · tiêu chí {fact.criterion}" if fact.criterion else section


def _target_tooltip(row: RegisteredRow) -> str:
    fact: Target = row.fact
    counted = f"Cách tính: {fact.counted}" if fact.counted else ""
    return "\n".join(it for it in (fact.name, counted) if it)


def _outcome_words(row: RegisteredRow) -> str:
    found = outcome(row.fact)
    return OUTCOMES[found] if found else ""


def _outcome_tone(row: RegisteredRow) -> str:
    return _TONES.get(outcome(row.fact) or "", "muted")


def _title_columns() -> list[Column]:
    return [
        _unit_column(),
        Column(
            "Danh hiệu, hình thức khen thưởng",
            lambda it: it.fact.title,
            width=340,
            stretch=2,
            bold=True,
            second=lambda it: it.fact.name,
            tooltip=lambda it: it.fact.title,
            key=lambda it: it.fact.title,
        ),
        Column(
            "Loại",
            lambda it: dict(WHOM)[it.fact.whom],
            width=160,
            second=lambda it: dict(KINDS)[it.fact.kind],
        ),
        Column("Số lượng", lambda it: str(it.fact.count), width=84, align="right"),
        Column("Ghi chú", lambda it: it.fact.note, width=110, stretch=1, wrap=True),
    ]


TARGETS = ListKind(
    "targets",
    "chỉ tiêu",
    "Chỉ tiêu các đơn vị đăng ký đầu năm; cuối năm ghi kết quả để so với đăng ký, kế hoạch và năm trước.",
    _target_columns,
    forms.fields_of_target,
    forms.target_of,
    forms.check_target,
    lambda it: it.name,
)
TITLES = ListKind(
    "titles",
    "danh hiệu, hình thức",
    "Danh hiệu thi đua và hình thức khen thưởng các đơn vị đăng ký.",
    _title_columns,
    forms.fields_of_title,
    forms.title_of,
    lambda _season, _values, _old, _unit: {},
    lambda it: it.title,
)


class RegisteredList(QWidget):
    """The records of one kind, of all units or of one; `wants_forms` asks the tab for the units' forms."""

    wants_forms = Signal()

    def __init__(self, session: Session, kind: ListKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.kind = kind
        self.unit = ""
        self.table = RecordTable(
            kind.columns(),
            same=lambda it: (it.unit.id, kind.name(it.fact)),
            empty=f"Đơn vị này chưa đăng ký {kind.noun}.",
        )
        self.table.opened.connect(self.change)
        self.table.chosen.connect(lambda _it: self._show_acts())
        filled = Card.holding(self.table)
        filled.body.addWidget(self._foot())
        empty = EmptyState(
            f"Chưa có {kind.noun} đăng ký",
            f"{kind.about} Xuất biểu mẫu gửi đơn vị điền, hoặc ghi tay.",
            ("Xuất biểu mẫu đăng ký…", self.wants_forms.emit),
            (f"Thêm {kind.noun}", self.add),
            "papers",
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(filled)
        self._stack.addWidget(empty)
        for keys, act in (
            ("F2", self._change_chosen),
            ("Delete", self.remove),
            ("Ctrl+N", self.add),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_XS)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        column.addLayout(row)
        self._acts: dict[str, tuple[QPushButton, str]] = {}
        for key, words, act, hint in (
            ("add", f"Thêm {self.kind.noun}", self.add, "Ctrl+N"),
            ("change", "Sửa", self._change_chosen, "F2"),
            ("remove", "Xóa", self.remove, "Delete"),
        ):
            if key == "remove":
                row.addStretch(1)
            made = button(words, act, "danger" if key == "remove" else "secondary")
            self._acts[key] = (made, f"{words} ({hint})")
            row.addWidget(made)
        return foot

    # ---- showing

    def refresh(self) -> None:
        """The records as they are now, by unit, then by the sections of the table."""
        season = self.session.season
        facts: Sequence[Registered] = getattr(season.facts, self.kind.kind)
        order = {code: place for place, code in enumerate(season.table.section_codes())}
        rows = []
        for unit in season.units:
            if self.unit in ("", unit.id):
                own = [it for it in facts if it.unit == unit.id]
                own.sort(key=lambda it: order.get(getattr(it, "section", ""), len(order)))
                rows += [RegisteredRow(unit, it) for it in own]
        self.table.set_records(rows)
        self._stack.setCurrentIndex(1 if self.is_empty else 0)
        self._show_acts()

    @property
    def is_empty(self) -> bool:
        """Whether no unit registered anything of this kind yet."""
        season = self.session.season
        return bool(season.units) and not getattr(season.facts, self.kind.kind)

    def _show_acts(self) -> None:
        if not self.session.is_open:
            return
        reason = self.session.locked_reason
        for key, (made, hint) in self._acts.items():
            chosen = key == "add" or self.table.selected is not None
            made.setEnabled(chosen and not self.session.locked)
            made.setToolTip(reason or hint)

    # ---- acts

    def add(self) -> None:
        """Ask for a new record and put it at the end of the unit's."""
        season = self.session.season
        if self.session.locked or not season.units:
            return
        fields = (forms.unit_field(season), *self.kind.fields(season))
        start = {**forms.values_of(None), "unit": self.unit}
        box = FormDialog(
            f"Thêm {self.kind.noun}",
            fields,
            start,
            lambda values: self.kind.check(season, values, None, ""),
            parent=self,
        )
        values = box.ask()
        if values is None:
            return
        made = self.kind.make(values, None)
        label = f"thêm {self.kind.noun} đăng ký của {_unit_name(season, made.unit)}"
        if guard(self, lambda: self.session.change_fact(None, made, label)):
            self._choose(made)

    def _change_chosen(self) -> None:
        if self.table.selected is not None:
            self.change(self.table.selected)

    def change(self, row: RegisteredRow) -> None:
        """Ask for a record anew; at the end of the year this is where its result is written."""
        if self.session.locked:
            return
        season, old = self.session.season, row.fact
        box = FormDialog(
            f"Sửa {self.kind.noun}",
            self.kind.fields(season),
            forms.values_of(old),
            lambda values: self.kind.check(season, values, old, row.unit.id),
            intro=row.unit.name,
            parent=self,
        )
        values = box.ask()
        if values is None:
            return
        new = self.kind.make(values, old)
        label = f"sửa {self.kind.noun} đăng ký của {row.unit.name}"
        if new != old and guard(self, lambda: self.session.change_fact(old, new, label)):
            self._choose(new)

    def remove(self) -> None:
        """Take the chosen record out; undo brings it back."""
        row: RegisteredRow | None = self.table.selected
        if row is None or self.session.locked:
            return
        label = f"xóa {self.kind.noun} đăng ký của {row.unit.name}"
        guard(self, lambda: self.session.change_fact(row.fact, None, label))

    def _choose(self, fact: Registered) -> None:
        self.table.select(lambda it: it.fact == fact)


def _unit_name(season: Season, unit: str) -> str:
    found = season.unit(unit)
    return found.name if found else unit

"""Đơn vị: the members of the block, who heads it, and what the block's papers carry in the heading."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from models.block import Unit
from models.collecting.intake import form_stage
from models.ranks.ranking import Standing
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.files.unit_list import name_taken, removal_words, role, trait_words
from ui.frame.work_state import Cell, progress
from ui.look import theme
from ui.pages.base import Page
from ui.widgets.block_form import ask_block, ask_unit
from ui.widgets.cards import Card, EmptyState, Tone, button, label
from ui.widgets.columns import Column
from ui.widgets.messages import Choice, ask, guard
from ui.widgets.paste_units import PasteUnits
from ui.widgets.records import RecordTable
from ui.words import text


@dataclass(frozen=True, slots=True)
class _Row:
    """One unit as the list shows it."""

    number: int
    unit: Unit
    role: str
    form: Cell
    standing: Standing


_NO_FORM = Cell("open", 0, 0, ())
"""What stands for each unit while the rule pack has no stage that forms fill in."""


class UnitsPage(Page):
    """The list with its acts below it; the order of the list is the order on every paper."""

    key = "units"
    title = "Đơn vị"
    icon = "unit"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.table = RecordTable(_columns(), same=lambda it: it.unit.id)
        self.table.opened.connect(lambda it: self.change(it.unit))
        self.table.chosen.connect(lambda _row: self._show_choice())
        self._traits = label("", "muted", wrap=True)
        self._acts: dict[str, QPushButton] = {}
        self._hints: dict[str, str] = {}
        filled = Card.holding(self.table)
        filled.body.addWidget(self._foot())
        empty = EmptyState(
            "Chưa có đơn vị nào",
            "Danh sách đơn vị thành viên của khối trong năm. Thứ tự ở đây là thứ tự trên mọi văn bản.",
            ("Thêm đơn vị", self.add),
            ("Dán từ Excel", self.paste),
            "unit",
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)  # first: what a stack shows without a page is a window
        self._stack.addWidget(filled)
        self._stack.addWidget(empty)
        self._keys()

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_XS)
        column.setSpacing(theme.SPACE_S)
        # Always two lines high: the buttons below stay where they are whatever the sentence.
        self._traits.setFixedHeight(2 * self._traits.fontMetrics().lineSpacing() + 2)
        column.addWidget(self._traits)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        column.addLayout(row)
        for key, words, act, hint in (
            ("change", "Sửa", lambda: self._with_chosen(self.change), "F2"),
            ("up", "Lên", lambda: self._move(-1), "Alt+↑"),
            ("down", "Xuống", lambda: self._move(1), "Alt+↓"),
            ("head", "Đặt Trưởng khối", lambda: self._set_role("head"), ""),
            ("deputy", "Đặt Phó khối", lambda: self._set_role("deputy"), ""),
            ("remove", "Xóa", lambda: self._with_chosen(self.remove), "Delete"),
        ):
            if key == "remove":
                row.addStretch(1)
            made = button(words, act, "danger" if key == "remove" else "secondary")
            self._hints[key] = f"{words} ({hint})" if hint else words
            self._acts[key] = made
            row.addWidget(made)
        return foot

    def _keys(self) -> None:
        for keys, act in (
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
            ("F2", lambda: self._with_chosen(self.change)),
            ("Delete", lambda: self._with_chosen(self.remove)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- showing

    def refresh(self, what: str) -> None:
        """The list as it is now."""
        season = self.session.season
        cells = progress(season).column(form_stage(season.pack))
        cells = cells or (_NO_FORM,) * len(season.units)
        self.table.set_records(
            [
                _Row(place + 1, unit, role(season, unit), cell, self.session.standing(unit.id))
                for place, (unit, cell) in enumerate(zip(season.units, cells, strict=True))
            ]
        )
        self._stack.setCurrentIndex(0 if season.units else 1)
        if self.session.locked:
            self.set_subtitle(f"{self._counts()} {self.session.locked_reason}")
            self.set_buttons(None)
        else:
            self.set_subtitle(self._counts())
            others = (("Thông tin khối", self.change_block), ("Dán từ Excel", self.paste))
            self.set_buttons(("Thêm đơn vị", self.add), others if season.units else others[:1])
        self._show_choice()

    def show_target(self, target: str) -> None:
        """Choose the unit with this id."""
        self.table.select(lambda it: it.unit.id == target)

    def _counts(self) -> str:
        season = self.session.season
        return f"{len(season.units)} đơn vị. Thứ tự ở đây là thứ tự trên văn bản."

    def _show_choice(self) -> None:
        row: _Row | None = self.table.selected
        season = self.session.season if self.session.is_open else None
        may = row is not None and season is not None and not self.session.locked
        reason = self.session.locked_reason if season is not None else ""
        for key, made in self._acts.items():
            made.setEnabled(may)
            made.setToolTip(reason or self._hints[key])
        if row is None or season is None:
            self._traits.setText("Chọn một đơn vị để sửa, chuyển vị trí hoặc đặt Trưởng khối.")
            return
        self._traits.setText(trait_words(season, row.unit))
        if may:
            self._acts["up"].setEnabled(row.number > 1)
            self._acts["down"].setEnabled(row.number < len(season.units))
            self._acts["head"].setEnabled(row.unit.id != season.head)
            self._acts["deputy"].setEnabled(row.unit.id != season.deputy)

    # ---- acts

    def _with_chosen(self, act: Callable[[Unit], None]) -> None:
        row: _Row | None = self.table.selected
        if row is not None and not self.session.locked:
            act(row.unit)

    def add(self) -> None:
        """Ask for a new unit and put it at the end."""
        unit = ask_unit(self, None, lambda name: name_taken(self.session.season, name))
        if unit is not None and guard(self, lambda: self.session.add_unit(unit)):
            self.table.select(lambda it: it.unit.name == unit.name)

    def change(self, unit: Unit) -> None:
        """Ask for a unit's data anew."""
        if self.session.locked:
            return
        changed = ask_unit(
            self, unit, lambda name: name_taken(self.session.season, name, but=unit.id)
        )
        if changed is not None and changed != unit:
            guard(self, lambda: self.session.change_unit(changed))

    def remove(self, unit: Unit) -> None:
        """Take a unit out after saying exactly what goes with it."""
        title = f"Xóa {unit.name}?"
        words = removal_words(self.session.season, unit)
        if ask(self, title, words, [Choice("remove", "Xóa đơn vị", "danger")]) != "remove":
            return
        if guard(self, lambda: self.session.remove_unit(unit.id)):
            self.tell(f"Đã xóa {unit.name}.", button=("Hoàn tác", self.session.undo))

    def paste(self) -> None:
        """Add units from a list copied out of Excel, after a preview."""
        units = PasteUnits(self.session.season.units, self).ask()
        if units:
            guard(self, lambda: self.session.add_units(units))

    def change_block(self) -> None:
        """Ask for what the papers carry in the heading."""
        season = self.session.season
        block = ask_block(self, season.block)
        if block is not None and block != season.block:
            guard(self, lambda: self.session.set_block(block, season.head, season.deputy))

    def _move(self, by: int) -> None:
        row: _Row | None = self.table.selected
        place = row.number - 1 + by if row else -1
        if row is None or self.session.locked or not 0 <= place < len(self.table.records):
            return
        guard(self, lambda: self.session.move_unit(row.unit.id, place))

    def _set_role(self, which: str) -> None:
        """Name the chosen unit head or deputy; who held the other office and is named here leaves it."""
        row: _Row | None = self.table.selected
        if row is None:
            return
        season, chosen = self.session.season, row.unit.id
        if which == "head":
            head, deputy = chosen, "" if season.deputy == chosen else season.deputy
        else:
            head, deputy = "" if season.head == chosen else season.head, chosen
        guard(self, lambda: self.session.set_block(season.block, head, deputy))


def _columns() -> list[Column]:
    return [
        Column("STT", lambda it: str(it.number), width=44, align="right"),
        Column(
            "Đơn vị",
            lambda it: it.unit.name,
            width=260,
            stretch=1,
            second=_more,
            bold=True,
            middle=True,
        ),
        Column("Đảng", lambda it: _yes(it.unit.has_party), width=74, align="center"),
        Column("Công đoàn", lambda it: _yes(it.unit.has_union), width=88, align="center"),
        Column("Vai trò", lambda it: it.role, width=136, badge=True, tone=lambda _it: "action"),
        Column("Bảng tự chấm", _form_words, width=112, badge=True, tone=_form_tone),
        Column("Tổng điểm", _total, width=86, align="right"),
        Column(
            "Hạng",
            lambda it: text.rank(it.standing),
            width=104,
            align="right",
            bold=True,
            second=_why_no_rank,
            tooltip=_why_no_rank,
        ),
    ]


def _more(row: _Row) -> str:
    return " · ".join(it for it in (row.unit.short_name, row.unit.kind) if it)


def _yes(value: bool) -> str:
    return "Có" if value else "Không"


def _form_words(row: _Row) -> str:
    if not row.form.total:
        return ""
    if row.form.mark == "done":
        return "Đã nộp"
    return f"{row.form.done}/{row.form.total} tiêu chí" if row.form.done else "Chưa nộp"


def _form_tone(row: _Row) -> Tone:
    return {"done": "done", "part": "warn", "open": "muted", "blocked": "error"}[row.form.mark]


def _why_no_rank(row: _Row) -> str:
    """What stands under the dash; nothing for a unit that has its rank."""
    if row.standing.rank is not None:
        return ""
    return "không bình xét" if row.standing.result.excluded is not None else "chưa đủ điểm"


def _total(row: _Row) -> str:
    return text.points(row.standing.total)

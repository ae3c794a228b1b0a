"""Scores typed from paper a second time, blind: empty cells first, then what differs, settled one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from models.block import Unit
from models.collecting.check_code import Slot, asked_slots
from models.collecting.paper_check import Difference, SlotKey, differences
from models.errors import Problem
from models.points import show_short
from ui.book.session import Session
from ui.frame.search import fold
from ui.look import theme
from ui.scores.entries import read_number
from ui.widgets.cards import button, label, restyle
from ui.widgets.columns import Column
from ui.widgets.messages import Box
from ui.widgets.records import RecordTable
from ui.widgets.scroll import ScrollArea
from ui.words.text import NOTHING

_CELL_WIDTH = 130
_CODE_WIDTH = 64
KEEP, TAKE = "Giữ điểm đã nhập", "Lấy điểm lần hai"
_YES, _NO = frozenset({"co", "c", "x", "1"}), frozenset({"khong", "k", "0"})
Read = Callable[[str], Decimal | Problem | None]


class _Line(QLineEdit):
    """One cell; Enter and the arrows go down and up."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {
            Qt.Key.Key_Return: 1,
            Qt.Key.Key_Enter: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }
        if event.key() in steps:
            self.stepped.emit(steps[event.key()])
        else:
            super().keyPressEvent(event)


class EntryCell(QWidget):
    """The cell of one value with the sentence of why it cannot be taken."""

    def __init__(self, slot: Slot, read: Read) -> None:
        super().__init__()
        self.slot = slot
        self._read = read
        self.line = _Line()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFixedWidth(theme.zoomed(_CELL_WIDTH))
        self.line.setAccessibleName(f"{slot.criterion} {slot_title(slot)}")
        self.words = label("", "error", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.words)
        self.line.textEdited.connect(lambda _text: self._say(""))
        self.line.editingFinished.connect(self.check)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.line.text().strip()

    def value(self) -> Decimal | None:
        """What is typed; None where it is empty or cannot be taken."""
        found = self._read(self.line.text())
        return None if isinstance(found, Problem) else found

    def check(self) -> bool:
        """Whether the text can be taken; the sentence why not stands below it."""
        found = self._read(self.line.text())
        self._say(f"{found.what} {found.advice}" if isinstance(found, Problem) else "")
        return not isinstance(found, Problem)

    def _say(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.words.setVisible(bool(sentence))
        restyle(self.line, bad="true" if sentence else "false")


@dataclass(frozen=True, slots=True)
class _Choice:
    """A difference and what was chosen for it: `KEEP`, `TAKE` or "" while nothing is."""

    difference: Difference
    chosen: str = ""


class SecondEntryDialog(Box):
    """Two steps in one box. When it is accepted, `found` are the differences, `taken` those settled for the
    second entry."""

    def __init__(
        self, session: Session, unit: Unit, stage: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Nhập lại từ bản giấy: {unit.name}", parent)
        self.setMinimumSize(860, 580)
        self._session, self._unit, self._stage = session, unit, stage
        self._warned = False
        self.found: tuple[Difference, ...] = ()
        self.add_text(f"Nhập lại từ bản giấy: {unit.name}", "section")
        self._intro = label("", "muted", wrap=True)
        self.body.addWidget(self._intro)
        self._steps = QStackedLayout()
        self.body.addLayout(self._steps, 1)
        self.cells = [
            EntryCell(it, self._reader(it)) for it in asked_slots(session.season, unit.id)
        ]
        self._steps.addWidget(self._entry_page())
        self.table = self._difference_table()
        self._steps.addWidget(self.table)
        self._state = label("", "small")
        self.foot.insertWidget(0, self._state)
        self._keep_all = self.add_button("Giữ tất cả", lambda: self._choose_all(KEEP))
        self._take_all = self.add_button("Lấy lần hai tất cả", lambda: self._choose_all(TAKE))
        self._back = self.add_button("Quay lại", self._show_entry)
        self.add_button("Thôi", self.reject)
        self._next = button("Xem khác biệt", self.go_on, "primary")
        self.foot.addWidget(self._next)
        self._show_entry()

    # ---- the first step

    def _entry_page(self) -> ScrollArea:
        inner = QWidget()
        inner.setProperty("role", "plain")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, theme.SPACE_S, 0)
        grid.setHorizontalSpacing(theme.SPACE_SM)
        grid.setVerticalSpacing(theme.SPACE_S)
        grid.setColumnMinimumWidth(0, _CODE_WIDTH)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        top = Qt.AlignmentFlag.AlignTop
        before = ""
        for at, cell in enumerate(self.cells):
            code = cell.slot.criterion
            shown = "" if code == before else code
            before = code
            for column, words in enumerate((shown, slot_title(cell.slot))):
                made = label(words, "" if column else "strong", wrap=column > 0)
                made.setAlignment(top)
                made.setContentsMargins(0, theme.SPACE_S, 0, 0)
                grid.addWidget(made, at, column)
            grid.addWidget(cell, at, 2, top)
            cell.line.stepped.connect(lambda step, place=at: self._step(place, step))
            cell.line.textEdited.connect(lambda _text: self._count())
        grid.setRowStretch(len(self.cells), 1)
        self._scroll = ScrollArea()
        self._scroll.setWidget(inner)
        return self._scroll

    def _reader(self, slot: Slot) -> Read:
        def read(text: str) -> Decimal | Problem | None:
            if not text.strip():
                return None
            if slot.levels:
                return _read_level(slot, text)
            field = slot.field
            if field is None:
                return self._session.read_points(slot.criterion, text)
            if field.flag:
                return _read_flag(text)
            return read_number(field, text)

        return read

    def _step(self, place: int, step: int) -> None:
        """Go on when the cell can be taken; behind the last one is the button."""
        if not self.cells[place].check():
            return
        wanted = place + step
        if wanted >= len(self.cells):
            self._next.setFocus()
        elif wanted >= 0:
            self._go_to(self.cells[wanted])

    def _go_to(self, cell: EntryCell) -> None:
        cell.line.setFocus()
        cell.line.selectAll()
        self._scroll.ensureWidgetVisible(cell, 0, 2 * theme.CONTROL_HEIGHT)

    def _count(self) -> None:
        self._warned = False
        typed = sum(not it.is_empty for it in self.cells)
        self._state.setText(
            f"Đã nhập {typed}/{len(self.cells)} ô. Ô trên giấy để trống thì bỏ trống."
        )

    def _show_entry(self) -> None:
        self._steps.setCurrentIndex(0)
        self._intro.setText(
            "Gõ từng ô như trên bản giấy đã ký; Enter sang ô dưới. Điểm đã nhập lần đầu được che đi."
        )
        self._next.setText("Xem khác biệt")
        self._next.setEnabled(bool(self.cells))
        for made in (self._keep_all, self._take_all, self._back):
            made.hide()
        self._count()
        if self.cells:
            self._go_to(next((it for it in self.cells if it.is_empty), self.cells[0]))

    # ---- the second step

    def _difference_table(self) -> RecordTable:
        table = RecordTable(
            (
                Column("Nội dung", _where, stretch=1, width=240, wrap=True),
                Column("Lần một", lambda it: _said(it, first=True), width=110, align="right"),
                Column("Lần hai", lambda it: _said(it, first=False), width=110, align="right"),
                self._answer(KEEP),
                self._answer(TAKE),
            ),
            same=lambda it: it.difference.key,
            empty="Hai lần nhập giống nhau.",
        )
        table.setAccessibleName("Khác biệt giữa hai lần nhập")
        table.opened.connect(lambda it: self.choose(it, KEEP if it.chosen == TAKE else TAKE))
        return table

    def _answer(self, answer: str) -> Column:
        """A column of round marks to press, one of the two in each row."""
        return Column(
            answer,
            lambda _it: answer,
            width=142,
            align="center",
            mark=lambda it: ("dot", "action") if it.chosen == answer else ("ring", "muted"),
            link=lambda it: self.choose(it, answer),
        )

    def go_on(self) -> None:
        """From the cells to the differences; there, accept what was chosen."""
        if self._steps.currentIndex() == 1:
            if self.is_settled:
                self.accept()
            return
        wrong = [it for it in self.cells if not it.check()]
        if wrong:
            self._go_to(wrong[0])
            return
        second = {SlotKey(it.slot.criterion, it.slot.key): it.value() for it in self.cells}
        self.found = differences(self._session.season, self._unit.id, self._stage, second)
        self.table.set_records([_Choice(it) for it in self.found])
        self._steps.setCurrentIndex(1)
        self._intro.setText(
            "Chọn điểm đúng cho từng chỗ khác nhau; chưa rõ thì hỏi đơn vị trước khi lưu."
            if self.found
            else "Không có chỗ nào khác. Lưu để ghi nhận đã nhập lần hai."
        )
        self._back.show()
        for made in (self._keep_all, self._take_all):
            made.setVisible(bool(self.found))
        self._next.setText("Lưu")
        self._show_state()
        if self.found:
            self.table.select(lambda _it: True)
            self.table.setFocus()

    def choose(self, choice: _Choice, chosen: str) -> None:
        """Settle one difference, and go to the next that is not."""
        self.table.set_records(
            [
                _Choice(it.difference, chosen) if it.difference is choice.difference else it
                for it in self.table.records
            ]
        )
        self.table.select(lambda it: not it.chosen)
        self._show_state()

    def _choose_all(self, chosen: str) -> None:
        self.table.set_records([_Choice(it.difference, chosen) for it in self.table.records])
        self._show_state()

    def _show_state(self) -> None:
        self._warned = False
        left = sum(not it.chosen for it in self.table.records)
        count = len(self.found)
        self._state.setText(
            f"{count} chỗ khác, còn {left} chỗ chưa chọn." if left else f"{count} chỗ khác."
        )
        self._next.setEnabled(self.is_settled)
        if self.is_settled:
            self._next.setFocus()

    @property
    def is_settled(self) -> bool:
        """Whether every difference has its answer."""
        return all(it.chosen for it in self.table.records)

    @property
    def taken(self) -> Sequence[Difference]:
        """The differences for which the second entry counts."""
        return [it.difference for it in self.table.records if it.chosen == TAKE]

    def reject(self) -> None:
        """Leave; what was typed is given up only when it is said twice."""
        typed = sum(not it.is_empty for it in self.cells)
        if typed and not self._warned:
            self._warned = True
            self._state.setText(f"Bấm Thôi lần nữa để bỏ {typed} ô đã nhập.")
            return
        super().reject()


# ---- words


def slot_title(slot: Slot) -> str:
    """What one cell asks for."""
    title = " ".join(slot.row.title.split())
    if slot.levels:
        listed = " · ".join(f"{at} {it.title}" for at, it in enumerate(slot.levels, start=1))
        return f"{title}\nGõ số của mức: {listed}"
    if slot.field is None:
        most = slot.row.max_points
        return title if most is None else f"{title} (tối đa\N{NO-BREAK SPACE}{show_short(most)})"
    if slot.field.flag:
        own = "" if slot.field.title == slot.row.title else f"\n↳ {slot.field.title}"
        return f"{title}{own}\nGõ C là có, K là không"
    measure = f" ({slot.field.measure})" if slot.field.measure else ""
    return f"{title}\n↳ {slot.field.title}{measure}"


def _where(choice: _Choice) -> str:
    slot = choice.difference.slot
    inner = f": {slot.field.title}" if slot.field and slot.field.title != slot.row.title else ""
    return f"{slot.criterion} {' '.join(slot.row.title.split())}{inner}"


def _said(choice: _Choice, *, first: bool) -> str:
    slot = choice.difference.slot
    value = choice.difference.first if first else choice.difference.second
    if value is None:
        return f"{NOTHING} (trống)"
    if slot.levels:
        return slot.levels[int(value) - 1].title
    if slot.field is not None and slot.field.flag:
        return "Có" if value > 0 else "Không"
    return show_short(value)


def _read_level(slot: Slot, text: str) -> Decimal | Problem:
    said = fold(text)
    for at, it in enumerate(slot.levels, start=1):
        if said in {str(at), fold(it.title)}:
            return Decimal(at)
    what = f"“{text.strip()}” không phải mức nào."
    return Problem("entry-level", what, f"Gõ số từ 1 đến {len(slot.levels)}.")


def _read_flag(text: str) -> Decimal | Problem:
    said = fold(text)
    if said in _YES or said in _NO:
        return Decimal(said in _YES)
    return Problem("entry-flag", f"“{text.strip()}” không phải Có hoặc Không.", "Gõ C hoặc K.")

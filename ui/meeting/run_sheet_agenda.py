"""The agenda as a table with the clock of the item in work; every row is changed by keyboard."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.errors import AppError
from models.hall.scenes import KIND_NAMES
from models.meeting import AgendaItem, Meeting
from models.meeting_day import agenda
from ui.book.session import Session
from ui.look import theme
from ui.meeting import run_sheet_words as words
from ui.meeting.run_sheet_clock import ItemClock
from ui.widgets.cards import Card, button, label
from ui.widgets.columns import Column
from ui.widgets.forms import FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable

Ask = Callable[[FormDialog], dict[str, Any] | None]
_KEYS = (
    "F6: nội dung tiếp · F7: đến nội dung đang chọn · Enter: sửa · Insert: thêm · Delete: xóa · "
    "Alt+↑ Alt+↓: chuyển"
)


class WholeRows(QWidget):
    """Room for a table of rows of one height in which none is cut in half at the bottom."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self._table = table
        table.setParent(self)
        table.setVerticalScrollMode(RecordTable.ScrollMode.ScrollPerItem)

    def minimumSizeHint(self) -> QSize:
        """As low as the table can be."""
        return self._table.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many rows as have room as a whole."""
        head = self._table.horizontalHeader().height() + 2 * self._table.frameWidth()
        row = self._table.verticalHeader().defaultSectionSize()
        high = head + max(1, (self.height() - head) // row) * row
        self._table.setGeometry(0, 0, self.width(), high)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: an item with its number, or the head of a part (`item` None)."""

    title: str
    number: int = 0
    item: AgendaItem | None = None
    part: int = 1


class AgendaView(QWidget):
    """Above where the meeting stands, below the items in their two parts."""

    told = Signal(str, str, object)

    def __init__(self, session: Session, clock: ItemClock) -> None:
        super().__init__()
        self.session = session
        self.clock = clock
        # What is painted is the meeting that was shown: the file may be closed by then.
        self._shown = Meeting()
        self.ask: Ask = FormDialog.ask
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self._now_card())
        self.table = self._make_table()
        column.addWidget(Card.holding(WholeRows(self.table)), 1)
        column.addWidget(label(_KEYS, "small"))
        self._add_keys()
        clock.ticked.connect(self._show_now)

    def _now_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_M, theme.SPACE_S)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        said = QVBoxLayout()
        said.setSpacing(2)
        self.now = label("", "section", wrap=True)
        self.then = label("", "muted", wrap=True)
        said.addWidget(self.now)
        said.addWidget(self.then)
        row.addLayout(said, 1)
        self.time = label("", "figure")
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.time)
        self.pausing = button("Tạm dừng giờ", self.pause)
        row.addWidget(self.pausing, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        return card

    def _make_table(self) -> RecordTable:
        table = RecordTable(
            (
                Column("", _number, width=44, align="right", bold=self._is_now),
                Column(
                    "Nội dung",
                    lambda it: it.title,
                    width=240,
                    stretch=4,
                    wrap=True,
                    bold=self._is_now,
                    tone=lambda it: "action" if self._is_now(it) else "plain",
                ),
                Column("Người thực hiện", _of("person"), width=130, stretch=2, wrap=True),
                Column("Dự kiến", _planned, width=70, align="right"),
                Column("Đã dùng", self._used, width=76, align="right", tone=self._used_tone),
                Column("Màn chiếu", _scene, width=132, stretch=1, wrap=True),
                Column("Tài liệu phát", _of("handout"), width=130, stretch=2, wrap=True),
            ),
            same=lambda it: (it.part, it.item.code if it.item else ""),
            row_style=lambda it: "normal" if it.item else "group",
        )
        table.setAccessibleName("Chương trình hội nghị")
        table.opened.connect(self.change)
        return table

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, QWidget, Callable[[], object]], ...] = (
            ("F6", self, self.go_on),
            ("Ctrl+Right", self, self.go_on),
            ("F7", self, self.go_to_chosen),
            ("Ins", self.table, self.add),
            ("Del", self.table, self.remove),
            ("Alt+Up", self.table, lambda: self.move_item(-1)),
            ("Alt+Down", self.table, lambda: self.move_item(1)),
        )
        for key, on, act in keys:
            made = QShortcut(QKeySequence(key), on)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    # ---- what is shown

    def refresh(self) -> None:
        """Show the session as it is now."""
        meeting = self._shown = self.session.season.meeting
        rows: list[Row] = []
        for part, title in agenda.PARTS.items():
            rows.append(Row(title, part=part))
            rows += [
                Row(it.title, number, it, part)
                for number, it in enumerate(meeting.agenda, 1)
                if it.part == part
            ]
        self.table.set_records(rows)
        self._show_now()

    def _show_now(self) -> None:
        """What is in work, its time, and what comes next; called every second while the clock runs."""
        if not self.session.is_open:
            return
        meeting = self.session.season.meeting
        current, following = agenda.current(meeting), agenda.following(meeting)
        number = meeting.agenda.index(current) + 1 if current else 0
        self.now.setText(f"{number}. {current.title}" if current else "Hội nghị chưa bắt đầu")
        self.then.setText(self._then(current, following))
        self.time.setText(_of_planned(self.clock.used(current), current) if current else "")
        self.pausing.setVisible(current is not None)
        self.pausing.setText("Tạm dừng giờ" if self.clock.is_running else "Tính giờ tiếp")
        self.pausing.setEnabled(not self.session.locked)
        self.table.viewport().update()

    def _then(self, current: AgendaItem | None, following: AgendaItem | None) -> str:
        """What comes next; before it that the clock stands, which after the program was closed is easily missed."""
        words_of_next = "Nội dung cuối của chương trình."
        if following is not None:
            person = f" ({following.person})" if following.person else ""
            words_of_next = f"Tiếp theo: {following.title}{person}"
        if current is None or self.clock.is_running or self.session.locked:
            return words_of_next
        return f"Giờ đang dừng, bấm “Tính giờ tiếp” để đếm. {words_of_next}"

    def _is_now(self, row: Row) -> bool:
        return row.item is not None and row.item.code == self._shown.at

    def _used(self, row: Row) -> str:
        if row.item is None:
            items = [it for it in self._shown.agenda if it.part == row.part]
            seconds = sum(self.clock.used(it) for it in items)
            return f"{seconds // 60}′" if seconds else ""
        seconds = self.clock.used(row.item)
        return f"{seconds // 60}′" if seconds or row.item.done or self._is_now(row) else "–"

    def _used_tone(self, row: Row) -> str:
        late = row.item is not None and agenda.over(row.item, self.clock.used(row.item))
        return "warn" if late else "plain"

    def choose(self, code: str) -> None:
        """Go to one item."""
        self.table.select(lambda it: it.item is not None and it.item.code == code)
        self.table.setFocus()

    # ---- what the clerk does

    def go_on(self) -> None:
        """The next item; at the end only the clock stops."""
        if self.session.locked or not self.session.season.meeting.agenda:
            return
        if guard(self, self.clock.go_on):
            self.choose(self.session.season.meeting.at)

    def go_to_chosen(self) -> None:
        """The chosen item is in work now: the chairman takes things in another order."""
        item = self._chosen()
        if item is not None and not self.session.locked:
            guard(self, lambda: self.clock.stand_at(item))

    def pause(self) -> None:
        """Stop the clock, or let it count on."""
        if not self.session.locked:
            guard(self, self.clock.stop if self.clock.is_running else self.clock.start)

    def _chosen(self) -> AgendaItem | None:
        row = self.table.selected
        return row.item if row else None

    def add(self) -> None:
        """Ask for a new item, after the chosen one."""
        row = self.table.selected
        meeting = self.session.season.meeting
        blank = AgendaItem(agenda.new_code(meeting.agenda), "", row.part if row else 1)
        made = self._asked("Thêm nội dung", blank)
        if made is not None:
            after = row.item.code if row and row.item else ""
            self._set(agenda.with_item(meeting, made, after), f"thêm nội dung “{made.title}”")
            self.choose(made.code)

    def change(self, row: Row) -> None:
        """Ask for what is to be changed."""
        if row.item is None:
            return
        made = self._asked("Sửa nội dung", row.item)
        if made is not None and made != row.item:
            meeting = agenda.with_item(self.session.season.meeting, made)
            self._set(meeting, f"sửa nội dung “{made.title}”")

    def _asked(self, title: str, item: AgendaItem) -> AgendaItem | None:
        if self.session.locked:
            return None
        dialog = words.ItemDialog(title, self.session.season, item, self)
        values = self.ask(dialog)
        dialog.deleteLater()
        return None if values is None else words.item_of(item, values)

    def remove(self) -> None:
        """Take the chosen item out; undo brings it back."""
        item = self._chosen()
        if item is None or self.session.locked:
            return
        try:
            made = agenda.without_item(self.session.season.meeting, item.code)
        except AppError as error:
            self.told.emit(str(error), "warn", None)
            return
        if self._set(made, f"xóa nội dung “{item.title}”"):
            done = f"Đã xóa nội dung “{item.title}”."
            self.told.emit(done, "done", ("Hoàn tác", self.session.undo))

    def move_item(self, step: int) -> None:
        """The chosen item one place up or down."""
        item = self._chosen()
        if item is None or self.session.locked:
            return
        meeting = self.session.season.meeting
        made = agenda.moved(meeting, item.code, step)
        if made != meeting:
            self._set(made, f"chuyển nội dung “{item.title}”")
            self.choose(item.code)

    def _set(self, meeting: Meeting, words_of_act: str) -> bool:
        return guard(self, lambda: self.session.set_meeting(meeting, words_of_act))


def _number(row: Row) -> str:
    return str(row.number) if row.item else ""


def _of(name: str) -> Callable[[Row], str]:
    return lambda row: getattr(row.item, name) if row.item else ""


def _planned(row: Row) -> str:
    if row.item is None:
        return ""
    return f"{row.item.minutes}′" if row.item.minutes else "–"


def _scene(row: Row) -> str:
    return KIND_NAMES[row.item.scene] if row.item else ""


def _of_planned(seconds: int, item: AgendaItem) -> str:
    """ "12:05 / 40′": used and planned."""
    used = f"{seconds // 60}:{seconds % 60:02}"
    return f"{used} / {item.minutes}′" if item.minutes else used

"""Tab "Việc theo hạn": what is overdue, due today, soon and later; each line with the act that does it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QWidget

from models.dates.board import GROUP_NAMES, Entry, Group, board, counts, percent_done
from models.dates.plan_words import owners_among
from models.season import Season
from models.texts import few
from models.year_plan import Mark, YearPlan
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.calendar.task_forms import Ask, ask_done, ask_snoozed, ask_waived
from ui.frame.tab import Tab
from ui.look import theme
from ui.pages.base import Button
from ui.widgets.cards import Card, EmptyState, Segments, Tone
from ui.widgets.choice import Choice
from ui.widgets.columns import Column
from ui.widgets.forms import FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.words import task_words as words
from ui.words.task_words import CLOSED_GROUPS, OPEN_GROUPS

_NEAR: tuple[tuple[Group, str], ...] = (
    ("overdue", "quá hạn"),
    ("today", "đến hạn hôm nay"),
    ("week", "trong 7 ngày tới"),
)


class Line(NamedTuple):
    """A line of the board: the heading of a group, or an entry under it."""

    group: Group
    entry: Entry | None
    size: int = 0

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return self.entry.task.key if self.entry else self.group


class BoardTab(Tab):
    """Open things by group, or what is settled; one owner or all."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the forms in place of a person.
        self.ask: Ask = FormDialog.ask
        self._entries: tuple[Entry, ...] = ()
        self.view = Segments(["Đang chờ", "Đã xong, không làm"])
        self.view.changed.connect(lambda _place: self._show())
        self.owner = Choice()
        self.owner.setAccessibleName("Ai làm")
        self.owner.currentIndexChanged.connect(lambda _place: self._show())
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_SM)
        row.addWidget(self.view)
        row.addStretch(1)
        row.addWidget(self.owner)
        self.body.addLayout(row)
        self.table = self._make_table()
        self._empty = EmptyState(
            "Chưa có việc nào có hạn",
            "Lấy một kế hoạch mẫu của năm, hoặc thêm từng việc; hạn của bộ quy tắc và của giấy tờ phải nộp "
            "tự có ở đây.",
            ("Lập kế hoạch năm", partial(self.wanted.emit, "page:calendar/plan")),
            icon="calendar",
        )
        card = Card()
        card.body.addWidget(self.table, 1)
        self._stack = QStackedLayout()
        self.body.addLayout(
            self._stack, 1
        )  # first: what it takes without a parent would be a window
        self._stack.addWidget(card)
        self._stack.addWidget(self._empty)

    def _make_table(self) -> RecordTable:
        table = RecordTable(
            (
                Column("Còn lại", self._badge, width=124, badge=True, tone=_tone),
                Column(
                    "Việc",
                    self._title,
                    width=240,
                    stretch=5,
                    second=lambda it: words.detail(it.entry, self._season) if it.entry else "",
                    tooltip=lambda it: words.when_in_full(it.entry.task) if it.entry else "",
                ),
                Column("Ai làm", self._owner, width=130, stretch=2, wrap=True),
                Column("Hạn", lambda it: words.when(it.entry.task) if it.entry else "", width=86),
                Column("", self._deed, width=132, link=self.act),
                Column("", lambda it: "Khác…" if it.entry and not self.session.read_only else "", width=72, link=self.offer),
            ),
            same=lambda it: it.key,
            row_style=lambda it: "normal" if it.entry else "group",
        )  # fmt: skip
        table.setAccessibleName("Việc theo hạn")
        table.opened.connect(self.act)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Space", lambda: self._on_chosen(self.done)),
            ("Menu", lambda: self.offer(table.selected)),
        )
        for key, act in keys:
            made = QShortcut(QKeySequence(key), table)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(act)
        return table

    @property
    def _season(self) -> Season:
        return self.session.season

    def _badge(self, line: Line) -> str:
        return words.badge(line.entry)[0] if line.entry else ""

    def _deed(self, line: Line) -> str:
        """What can be done from here; a book that is only looked at leads on, but notes nothing."""
        deed = words.deed(line.entry) if line.entry else None
        return deed.words if deed and (deed.wanted or not self.session.read_only) else ""

    def _title(self, line: Line) -> str:
        if line.entry is None:
            return f"{GROUP_NAMES[line.group]} ({line.size})"
        return words.title(line.entry, self._season)

    def _owner(self, line: Line) -> str:
        return words.owner(line.entry.task, self._season) if line.entry else ""

    # ---- showing

    def refresh(self, what: str) -> None:
        """The board of today; a year of 500 things takes some milliseconds."""
        season = self.session.season
        self._entries = board(season, self.session.now().date())
        self._offer_owners()
        self._show()
        if what == "file":
            self._tell_missed()

    def _tell_missed(self) -> None:
        from ui.calendar import reminder_switch

        found = reminder_switch.missed_entries(self.session)
        if found:
            named = few([it.task.title for it in found], "việc", 3)
            self.tell(f"Chưa nhắc được khi mở máy: {named}.", "warn")

    def _offer_owners(self) -> None:
        present = {it.task.deadline.owner for it in self._entries}
        self.owner.offer([("", "Mọi người làm"), *owners_among(present, self._season)])

    def _show(self) -> None:
        self.table.set_records(self._lines())
        settled = self._settled
        self.table.set_empty("Chưa ghi việc nào xong." if settled else "Không còn việc nào chờ.")
        self._stack.setCurrentIndex(0 if self._entries else 1)
        self.head_changed.emit()

    @property
    def _settled(self) -> bool:
        return self.view.current == 1

    def _lines(self) -> list[Line]:
        wanted = self.owner.currentData()
        entries = [it for it in self._entries if not wanted or it.task.deadline.owner == wanted]
        found: list[Line] = []
        for group in CLOSED_GROUPS if self._settled else OPEN_GROUPS:
            inside = [it for it in entries if it.group == group]
            if inside:
                found.append(Line(group, None, len(inside)))
                found += [Line(group, it) for it in inside]
        return found

    def sentence(self) -> str:
        """How many are overdue, due today and soon, and how much is done."""
        if not self._entries:
            return "Mọi hạn trong năm ở một chỗ, việc quá hạn đứng đầu."
        found = counts(self._entries)
        said = [f"{found[group]} việc {name}" for group, name in _NEAR if found[group]]
        done = percent_done(self._entries)
        head = ", ".join(said) or "Không có việc nào quá hạn hoặc đến hạn trong 7 ngày tới"
        return f"{head}. Đã xong {done}% việc của năm."

    def primary(self) -> Button | None:
        """What the first open line asks for."""
        first = next((it.entry for it in self._lines() if it.entry), None)
        if first is None or self._settled:
            return None
        deed = words.deed(first)
        if not deed.wanted and self.session.read_only:
            return None
        return deed.words, partial(self.act, Line(first.group, first))

    def secondary(self) -> Sequence[Button]:
        """Letters to the units that owe, and reminders at the start of the PC."""
        owing = any(it.task.paper and it.group == "overdue" for it in self._entries)
        found: list[Button] = []
        if owing:
            found.append(("Nhắc đơn vị…", partial(self.wanted.emit, "page:documents/nhac-nop")))
        words_ = "Tắt nhắc khi mở máy" if self._reminds else "Bật nhắc khi mở máy"
        return (*found, (words_, self.turn_reminders))

    @property
    def _reminds(self) -> bool:
        from ui.calendar import reminder_switch

        return reminder_switch.is_on(self.session)

    def turn_reminders(self) -> None:
        """Remind of this book at every log-on, or no more."""
        from ui.calendar import reminder_switch

        on = not self._reminds
        if guard(self, lambda: reminder_switch.switch(self.session, on=on)):
            said = (
                "Từ lần mở máy sau sẽ nhắc việc quá hạn, đến hạn"
                if on
                else "Không nhắc khi mở máy nữa"
            )
            self.tell(f"{said}.")
            self.head_changed.emit()

    def show_target(self, target: str) -> None:
        """One thing to do by its key."""
        self.view.set_current(0)
        self.owner.setCurrentIndex(0)
        self._show()
        self.table.select(lambda it: it.key == target)

    # ---- acts

    def act(self, line: Line) -> None:
        """Do it: go where it is done, or note that it is done."""
        if line.entry is None:
            return
        deed = words.deed(line.entry)
        if deed.wanted:
            self.wanted.emit(deed.wanted)
        elif line.entry.is_open or line.group == "done":
            self.done(line.entry)

    def offer(self, line: Line | None) -> None:
        """The menu of a line: done, put off, left, taken back."""
        if line is None or line.entry is None or self.session.read_only:
            return
        entry = line.entry
        menu = QMenu(self)
        if entry.is_open:
            menu.addAction("Ghi đã xong…", partial(self.done, entry))
            menu.addAction("Tạm gác…", partial(self.snooze, entry))
            menu.addAction("Không làm việc này…", partial(self.waive, entry))
        if entry.task.own is not None and not self.session.locked:
            target = f"page:calendar/plan/{entry.task.deadline.code}"
            menu.addAction("Sửa việc trong kế hoạch", partial(self.wanted.emit, target))
        if entry.sent is not None:
            menu.addAction("Chưa xong, nhắc lại sau…", partial(self.snooze, entry))
            target = "/".join(it for it in (entry.sent.kind, entry.sent.unit) if it)
            menu.addAction("Xem văn bản", partial(self.wanted.emit, f"page:documents/{target}"))
        if entry.mark is not None:
            menu.addAction("Bỏ ghi nhận, chờ lại", partial(self.take_back, entry))
        place = self.table.visualRect(self.table.currentIndex())
        menu.exec(self.table.viewport().mapToGlobal(QPoint(place.right() - 60, place.bottom())))
        menu.deleteLater()

    def _on_chosen(self, act: Callable[[Entry], object]) -> None:
        line = self.table.selected
        if line is not None and line.entry is not None:
            act(line.entry)

    def done(self, entry: Entry) -> None:
        """Note that it is done: when, with what result."""
        self._note(entry, ask_done, "ghi đã xong")

    def snooze(self, entry: Entry) -> None:
        """Put it off until a day, with the reason."""
        self._note(entry, ask_snoozed, "tạm gác")

    def waive(self, entry: Entry) -> None:
        """Leave it for this year, with the reason."""
        self._note(entry, ask_waived, "không làm")

    def _note(self, entry: Entry, form: Callable[..., Mark | None], verb: str) -> None:
        if self.session.read_only:
            return
        mark = form(entry, self.session.now().date(), self.ask, self)
        if mark is not None:
            plan = self.session.season.plan.with_mark(mark)
            self._write(plan, f"{verb}: {entry.task.title}")

    def take_back(self, entry: Entry) -> None:
        """What was noted goes; it waits again."""
        plan = self.session.season.plan.without_mark(entry.task.key)
        self._write(plan, f"bỏ ghi nhận: {entry.task.title}")

    def _write(self, plan: YearPlan, label: str) -> None:
        if guard(self, lambda: self.session.set_plan(plan, label)):
            self.tell(f"Đã {label}.", button=("Hoàn tác", self.session.undo))


def _tone(line: Line) -> Tone:
    return words.badge(line.entry)[1] if line.entry else "plain"

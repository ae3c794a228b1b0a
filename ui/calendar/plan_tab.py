"""Tab "Kế hoạch năm": everything of the year month by month; own items are written, changed and taken out here."""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QWidget

from models.dates.board import Entry, Group, board
from models.dates.plan_edit import copied, put, removed
from models.dates.plan_lists import Wanted, by_month, drives, filtered
from models.dates.plan_words import owners_among
from models.errors import AppError
from models.season import Season
from models.year_plan import PlanItem, YearPlan
from ui.book import other_file, shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.calendar.item_box import ItemBox
from ui.calendar.plan_out import PlanOut
from ui.calendar.sheet_box import SheetBox
from ui.calendar.template_box import TemplateBox
from ui.frame.tab import Tab
from ui.look import theme
from ui.pages.base import Button
from ui.widgets import files
from ui.widgets.cards import Card, EmptyState, Tone
from ui.widgets.choice import Choice
from ui.widgets.columns import Column
from ui.widgets.messages import Choice as Choice_
from ui.widgets.messages import ask, guard, tell
from ui.widgets.records import RecordTable
from ui.words import task_words as words
from ui.words.task_words import OPEN_GROUPS

_QUARTERS = ((0, "Cả năm"), (1, "Quý I"), (2, "Quý II"), (3, "Quý III"), (4, "Quý IV"))
_OPEN: frozenset[Group] = frozenset(OPEN_GROUPS)
_STATES: tuple[tuple[frozenset[Group], str], ...] = (
    (frozenset(), "Mọi trạng thái"),
    (_OPEN, "Chưa xong"),
    (frozenset({"done"}), "Đã xong"),
    (frozenset({"overdue"}), "Quá hạn"),
)


class Line(NamedTuple):
    """A line of the plan: the heading of a month, or an entry in it."""

    month: str
    entry: Entry | None

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return self.entry.task.key if self.entry else self.month


class PlanTab(Tab):
    """Month by month, by quarter, owner, drive and state; Insert adds, Enter changes, Delete takes out."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._entries: tuple[Entry, ...] = ()
        self._out = PlanOut(session, jobs, self, self.told.emit)
        self.quarter = self._filter("Quý", _QUARTERS)
        self.state = self._filter("Trạng thái", _STATES)
        self.owner = self._filter("Ai làm", ((None, "Mọi người làm"),))
        self.drive = self._filter("Đợt, phong trào", (("", "Mọi đợt, phong trào"),))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_SM)
        for made in (self.quarter, self.owner, self.drive, self.state):
            row.addWidget(made)
        row.addStretch(1)
        self.body.addLayout(row)
        self.table = self._make_table()
        card = Card()
        card.body.addWidget(self.table, 1)
        self._empty = EmptyState(
            "Kế hoạch năm chưa có việc nào",
            "Lấy một kế hoạch mẫu rồi sửa theo khối, hoặc thêm từng việc.",
            ("Lấy kế hoạch mẫu…", self.take_template),
            ("Thêm việc…", self.add),
            "calendar",
        )
        self._stack = QStackedLayout()
        self.body.addLayout(
            self._stack, 1
        )  # first: what it takes without a parent would be a window
        self._stack.addWidget(card)
        self._stack.addWidget(self._empty)

    def _filter(self, name: str, choices: Sequence[tuple[Any, str]]) -> Choice:
        made = Choice()
        made.setAccessibleName(name)
        for key, title in choices:
            made.addItem(title, key)
        made.currentIndexChanged.connect(lambda _place: self._show())
        return made

    def _make_table(self) -> RecordTable:
        table = RecordTable(
            (
                Column(
                    "Việc", self._title, width=240, stretch=5,
                    second=lambda it: it.entry.task.own.drive if it.entry and it.entry.task.own else "",
                    tooltip=lambda it: words.when_in_full(it.entry.task) if it.entry else "",
                ),
                Column("Ai làm", self._owner, width=140, stretch=2, wrap=True),
                Column("Hạn", lambda it: words.when(it.entry.task) if it.entry else "", width=86,
                       second=lambda it: it.entry.task.due.reason if it.entry else ""),
                Column("Kết quả", _result, width=130, stretch=3, wrap=True),
                Column("Trạng thái", lambda it: words.badge(it.entry)[0] if it.entry else "", width=124, badge=True, tone=_tone),
                Column("", self._change_words, width=52, link=self.change),
                Column("", self._remove_words, width=46, link=self.remove),
            ),
            same=lambda it: it.key,
            row_style=lambda it: "normal" if it.entry else "group",
            empty="Không có việc nào như bộ lọc đang chọn.",
        )  # fmt: skip
        table.setAccessibleName("Kế hoạch năm")
        table.opened.connect(self.change)
        for key, act in (("Ins", self.add), ("Del", lambda: self.remove(table.selected))):
            made = QShortcut(QKeySequence(key), table)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(act)
        return table

    @property
    def _season(self) -> Season:
        return self.session.season

    def _title(self, line: Line) -> str:
        return words.title(line.entry, self._season) if line.entry else line.month

    def _owner(self, line: Line) -> str:
        return words.owner(line.entry.task, self._season) if line.entry else ""

    def _change_words(self, line: Line) -> str:
        return "Sửa" if line.entry and not line.entry.task.paper and not self.session.locked else ""

    def _remove_words(self, line: Line) -> str:
        return "Bỏ" if line.entry and line.entry.task.own and not self.session.locked else ""

    # ---- showing

    def refresh(self, what: str) -> None:
        """The plan as it is now."""
        self._entries = board(self._season, self.session.now().date())
        present = {it.task.deadline.owner for it in self._entries}
        owners = owners_among(present, self._season)
        self.owner.offer([(None, "Mọi người làm"), *owners])
        named = drives(self._season.plan)
        self.drive.offer([("", "Mọi đợt, phong trào"), *((it, it) for it in named)])
        self.drive.setVisible(self.drive.count() > 1)
        self._show()

    def _show(self) -> None:
        self.table.set_records(self._lines())
        self._stack.setCurrentIndex(0 if self._entries else 1)
        self.head_changed.emit()

    def _lines(self) -> list[Line]:
        wanted = Wanted(
            self.owner.currentData(),
            self.quarter.currentData(),
            self.drive.currentData(),
            _STATES[self.state.currentIndex()][0],
        )
        found: list[Line] = []
        for month, entries in by_month(filtered(self._entries, wanted)):
            found += [Line(month, None), *(Line(month, it) for it in entries)]
        return found

    def sentence(self) -> str:
        """How many things the year holds, and where they come from."""
        if self.session.locked_reason:
            return self.session.locked_reason
        own = len(self._season.plan.items)
        rest = len([it for it in self._entries if not it.task.own])
        said = [f"{own} việc của khối"] if own else []
        said += [f"{rest} hạn theo bộ quy tắc và giấy tờ phải nộp"] if rest else []
        return f"{', '.join(said)}." if said else "Cả năm theo tháng, ai làm, kết quả phải có."

    def primary(self) -> Button | None:
        """Thêm việc."""
        return None if self.session.locked or not self._entries else ("Thêm việc…", self.add)

    def secondary(self) -> Sequence[Button]:
        """Where items come from and where the plan goes."""
        out = QMenu(self)
        for words_, act in (
            ("Văn bản Kế hoạch năm", partial(self.wanted.emit, "page:documents/ke-hoach")),
            ("Bảng Excel để sửa…", self._out.sheet),
            ("Tệp lịch cho Outlook, điện thoại (.ics)…", self._out.calendar_file),
            ("Lịch treo tường A4…", partial(self._out.wall_calendar, "A4")),
            ("Lịch treo tường A3…", partial(self._out.wall_calendar, "A3")),
            ("Việc trong tháng, một trang…", self._out.month_list),
        ):
            out.addAction(words_, act)
        found: list[Button] = [("Xuất, in", out)] if self._entries else []
        if not self.session.locked:
            found = [("Lấy việc từ", self._sources()), *found]
        return found

    def _sources(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Kế hoạch mẫu…", self.take_template)
        menu.addAction("Kế hoạch năm trước…", self.copy_last)
        menu.addAction("Bảng Excel…", self.take_sheet)
        return menu

    def show_target(self, target: str) -> None:
        """One item by its code."""
        for choice in (self.quarter, self.owner, self.drive, self.state):
            choice.setCurrentIndex(0)
        self.table.select(lambda it: bool(it.entry) and it.entry.task.deadline.code == target)

    # ---- acts

    def add(self) -> None:
        """Ask for a new item."""
        item = self._asked(None)
        if item is not None:
            self._write(put(self._season, item), f"thêm việc: {item.deadline.title}")
            self.table.select(lambda it: bool(it.entry) and it.entry.task.own == item)

    def take_template(self) -> None:
        """Offer the plans that ship with the program and take the ticked lines of one."""
        if self.session.locked:
            return
        box = TemplateBox(self._season, shipped.plans(), self)
        taken = box.taken() if box.exec() else None
        title = box.template.title
        box.deleteLater()
        if taken is not None:
            count = len(taken.items) + len(taken.dues)
            self._write(taken.plan, f"lấy {count} việc từ kế hoạch mẫu “{title}”")

    def take_sheet(self) -> None:
        """Take back a plan that was worked on in Excel: shown row by row, then entered as one act."""
        path = None if self.session.locked else files.ask_open(self, "Chọn tệp kế hoạch", "excel")
        if path is None:
            return
        from exporters.forms import plan_form

        found = plan_form.read(path, self._season, self.session.now().date())
        if found.problems:
            tell(
                self, f"Không nhận được “{path.name}”", "\n".join(it.text for it in found.problems)
            )
            return
        box = SheetBox(self._season, found, self)
        plan = box.plan() if box.exec() else None
        count = box.count
        box.deleteLater()
        if plan is not None:
            self._write(plan, f"nhận {count} thay đổi từ “{path.name}”")

    def copy_last(self) -> None:
        """Copy the plan of the year before: of this book, else of a book that is asked for."""
        guard(self, self._copy_last)

    def _copy_last(self) -> None:
        year = self._season.year
        last = self.session.season_of(year - 1)
        if last is None:
            path = files.ask_open(self, f"Chọn sổ năm {year - 1}", "block")
            if path is None:
                return
            found = other_file.seasons_of(path, self.session.now())
            last = next((it for it in found if it.year == year - 1), None)
            if last is None:
                years = ", ".join(str(it.year) for it in found)
                raise AppError(
                    f"“{path.name}” không có năm {year - 1} (có: {years}). Chọn sổ khác."
                )
        made = copied(last, self._season)
        count = len(made.plan.items) - len(self._season.plan.items)
        if made.plan == self._season.plan:
            tell(
                self,
                "Không có gì để chép",
                f"Kế hoạch năm {last.year} không có việc nào mà năm {year} chưa có.",
            )
            return
        told = [it.text for it in made.off]
        told += [f"“{it.deadline.title}”: có nêu năm, đọc lại." for it in made.dated]
        words_ = f"Chép {count} việc của năm {last.year} sang năm {year}; ghi nhận đã xong không chép. Hạn nộp giấy tờ, lời văn của văn bản cũng chép, lời văn là bản nháp."
        if ask(
            self,
            "Chép kế hoạch năm trước",
            words_,
            [Choice_("copy", "Chép", "primary")],
            "\n".join(told),
        ):
            self._write(made.plan, f"chép {count} việc từ kế hoạch năm {last.year}")

    def change(self, line: Line) -> None:
        """Ask for the new content of an item; a day of the pack becomes an item of the block's own."""
        if line.entry is None or line.entry.task.paper or self.session.locked:
            return
        old = line.entry.task.own or PlanItem(line.entry.task.deadline)
        new = self._asked(old)
        if new is None or new == old:
            return
        self._write(put(self._season, new), f"sửa việc: {new.deadline.title}")

    def remove(self, line: Line | None) -> None:
        """Take an own item out; a day of the pack that it stood for counts again."""
        if line is None or line.entry is None or line.entry.task.own is None or self.session.locked:
            return
        gone = line.entry.task.own.deadline
        made = removed(self._season, gone.code)
        times = len([it for it in self._entries if it.task.deadline.code == gone.code])
        lost = [f"Việc này lặp lại: cả {times} lần trong năm đều bỏ."] if times > 1 else []
        lost += [f"{len(made.marks)} ghi nhận của việc này cũng bỏ."] if made.marks else []
        lost += [f"“{it.deadline.title}” đang tính hạn từ việc này." for it in made.hanging]
        if lost and not ask(
            self,
            "Bỏ việc",
            f"Bỏ “{gone.title}” khỏi kế hoạch?",
            [Choice_("drop", "Bỏ việc", "danger")],
            "\n".join(lost),
        ):
            return
        self._write(made.plan, f"bỏ việc: {gone.title}")

    def _asked(self, old: PlanItem | None) -> PlanItem | None:
        if self.session.locked:
            return None
        box = ItemBox(self._season, old, self)
        item = box.item() if box.exec() else None
        box.deleteLater()
        return item

    def _write(self, plan: YearPlan, label: str) -> None:
        if guard(self, partial(self.session.set_plan, plan, label)):
            self.tell(f"Đã {label}.", button=("Hoàn tác", self.session.undo))


def _result(line: Line) -> str:
    if line.entry is None:
        return ""
    mark, own = line.entry.mark, line.entry.task.own
    return (mark.result if mark else "") or (own.result if own else "")


def _tone(line: Line) -> Tone:
    return words.badge(line.entry)[1] if line.entry else "plain"

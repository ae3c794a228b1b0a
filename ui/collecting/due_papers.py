"""Giấy tờ phải nộp: who has handed in what, who came to the meetings, and what is to be deducted for it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from exporters.incoming.page_count import count_pages
from models.collected import How, Receipt
from models.collecting.paper_matrix import Cell, Matrix, matrix
from models.errors import AppError
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting import due_words
from ui.collecting.due_grid import PaperGrid, legend_items
from ui.collecting.due_plan import PlanBox
from ui.collecting.due_receipt import ReceiptDialog, draft, from_inbox, receipt_of
from ui.collecting.meeting_view import MeetingsView
from ui.collecting.proposal_view import ProposalsView
from ui.frame.tab import Tab
from ui.look import theme
from ui.pages.base import Button
from ui.widgets import files
from ui.widgets.cards import Card, EmptyState, Legend, LegendItem, Segments, label
from ui.widgets.choice import Choice
from ui.widgets.forms import FormDialog
from ui.widgets.messages import guard
from ui.words import text

_VIEWS = ("Giấy tờ", "Dự họp", "Đề nghị trừ điểm")
_PAPERS, _MEETINGS, _PROPOSALS = range(3)
_NO_UNITS = (
    "Chưa có đơn vị nào",
    "Ghi các đơn vị thành viên; mỗi đơn vị là một dòng, mỗi giấy tờ phải nộp là một cột.",
)
_NO_PAPERS = (
    "Chưa có giấy tờ nào phải nộp",
    "Bộ quy tắc không nêu giấy tờ của đơn vị. Ghi giấy tờ khối yêu cầu và hạn nộp, rồi đánh dấu khi nhận.",
)
_KEYS = "Dấu cách: nhận hôm nay · Enter: ghi chi tiết · Delete: bỏ lần cuối"


class DuePapersTab(Tab):
    """Three views of one year: papers, meetings, proposals."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the boxes in place of a person.
        self.ask: Callable[[FormDialog], dict[str, Any] | None] = FormDialog.ask
        self.ask_plan: Callable[[PlanBox], bool] = lambda box: bool(box.exec())
        self.pick_file: Callable[[], Path | None] = partial(
            files.ask_open, self, "Chọn tệp của đơn vị", "word"
        )
        self._matrix: Matrix | None = None
        self.views = Segments(_VIEWS)
        self.views.changed.connect(self._pick)
        self.views.changed.connect(self.other_view)
        self.grid = PaperGrid()
        self.grid.opened.connect(self.open_cell)
        self.grid.came.connect(self.came_today)
        self.grid.taken_back.connect(self.take_back)
        self.grid.menu_asked.connect(self._menu)
        self.grid.due_asked.connect(self.edit_plan)
        self.meetings = MeetingsView(session)
        self.proposals = ProposalsView(session)
        for view in (self.meetings, self.proposals):
            view.told.connect(self.told)
        self.proposals.chosen.connect(self.head_changed)
        self._empty = QStackedWidget()
        for words in (_NO_UNITS, _NO_PAPERS):
            act = (
                ("Mở trang Đơn vị", partial(self.wanted.emit, "page:units"))
                if words is _NO_UNITS
                else ("Thêm giấy tờ, hạn nộp…", self.edit_plan)
            )
            self._empty.addWidget(EmptyState(*words, primary=act, icon="papers"))
        self._stack = QStackedWidget()
        for widget in (self._papers(), self.meetings, self.proposals, self._empty):
            self._stack.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.views)
        row.addStretch(1)
        self.how = Choice()
        for key, title in due_words.HOW_CHOICES:
            self.how.addItem(title, key)
        self.how.setAccessibleName("Nhận bằng")
        self._how_title = label("Nhận bằng", "small")
        row.addWidget(self._how_title)
        row.addWidget(self.how)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)

    def _papers(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(Card.holding(self.grid), 1)
        foot = QHBoxLayout()
        foot.addWidget(Legend([LegendItem(*it) for it in legend_items()]))
        foot.addStretch(1)
        foot.addWidget(label(_KEYS, "small"))
        column.addLayout(foot)
        return holder

    # ---- what is shown

    def refresh(self, what: str) -> None:
        """Show the session as it is now."""
        season = self.session.season
        self._matrix = matrix(season, self.session.now().date())
        self.grid.show_matrix(self._matrix)
        self.meetings.refresh()
        self.proposals.refresh(self._matrix)
        self._show()

    def _show(self) -> None:
        found = self._matrix
        view = self.views.current
        if found is None:
            return
        nothing = not found.units or (view == _PAPERS and not found.papers)
        self._empty.setCurrentIndex(1 if found.units else 0)
        self._stack.setCurrentIndex(3 if nothing else view)
        for widget in (self.how, self._how_title):
            widget.setVisible(view == _PAPERS and not nothing)

    def _pick(self, view: int) -> None:
        if view == _PROPOSALS:
            self.proposals.start()
        self._show()
        self.head_changed.emit()

    def sentence(self) -> str:
        """Where the view in work stands; a file that can only be read says why."""
        if self.session.locked:
            return self.session.locked_reason
        view = self.views.current
        if view == _MEETINGS:
            return self.meetings.sentence()
        if view == _PROPOSALS:
            return due_words.proposals_sentence(self.proposals.found)
        return due_words.papers_sentence(self._matrix) if self._matrix else ""

    def primary(self) -> Button | None:
        """What is done most in the view in work; proposals have their buttons beside the sentence."""
        if self.session.locked or self._matrix is None or not self._matrix.units:
            return None
        if self.views.current == _MEETINGS:
            return "Ghi dự họp…", self.meetings.add
        if self.views.current == _PAPERS and self._matrix.papers:
            return "Đã nhận hôm nay", self.came_today
        return None

    def secondary(self) -> Sequence[Button]:
        """The year's papers and days."""
        if self.session.locked or self._matrix is None or not self._matrix.units:
            return ()
        return (
            (("Thêm giấy tờ, hạn nộp…", self.edit_plan),) if self.views.current == _PAPERS else ()
        )

    def show_target(self, target: str) -> None:
        """ "UNIT" or "UNIT/PAPER" of the matrix; "meetings" and "proposals" for the other views."""
        names = {"meetings": _MEETINGS, "proposals": _PROPOSALS}
        self.views.set_current(names.get(target, _PAPERS))
        self._pick(self.views.current)
        if target not in names:
            unit, _, paper = target.partition("/")
            self.grid.choose(unit, paper)
            self.grid.setFocus()

    # ---- what the clerk does

    def _name(self, unit: str) -> str:
        found = self.session.season.unit(unit)
        return found.name if found else ""

    def came_today(self) -> None:
        """The papers of the chosen cells came today; those that are there already stay as they are."""
        if self.session.locked:
            return
        how: How = self.how.currentData()
        today = self.session.now().date()
        cells = [it for it in self.grid.chosen_cells() if not _has(it, how)]
        if not cells:
            chosen = bool(self.grid.chosen_cells())
            what = "Giấy tờ ở ô đã chọn đã nhận rồi." if chosen else "Chọn ô của giấy tờ đã nhận."
            self.tell(what, "warn")
            return
        new = [Receipt(it.unit, it.paper.code, today, how) for it in cells]
        titles = list(dict.fromkeys(it.paper.title for it in cells))
        units = list(dict.fromkeys(self._name(it.unit) for it in cells))
        what = titles[0] if len(titles) == 1 else f"{len(titles)} giấy tờ"
        label_words = f"ghi đã nhận {what} của {due_words.names(units)}"
        if guard(self, lambda: self.session.change_facts((), new, label_words)):
            words = f"Đã ghi nhận ngày {text.day(today)}: {what} của {due_words.names(units)}."
            self.tell(words, "done", ("Hoàn tác", self.session.undo))

    def take_back(self) -> None:
        """Take out the last recorded arrival of each chosen cell; files of the inbox stay there."""
        if self.session.locked:
            return
        cells = self.grid.chosen_cells()
        last = [
            [it.receipt for it in cell.arrivals if it.submission is None][-1:] for cell in cells
        ]
        gone = [it for found in last for it in found]
        if not gone:
            inbox = any(cell.arrivals for cell in cells)
            self.tell(
                "Tệp này nhận qua mục nhận tệp; bỏ hay trả lại ở đó."
                if inbox
                else "Chưa có lần nhận nào ở ô đã chọn.",
                "warn",
            )
            return
        units = list(dict.fromkeys(self._name(it.unit) for it in gone))
        label_words = f"bỏ lần nhận giấy tờ của {due_words.names(units)}"
        guard(self, lambda: self.session.change_facts(gone, (), label_words))

    def open_cell(self, cell: Cell, *, anew: bool = False) -> None:
        """Ask for the particulars of an arrival, and write it; `anew`: one more beside the recorded."""
        if self.session.locked:
            return
        today = self.session.now().date()
        old, shown = draft(cell, today)
        if anew:
            old, shown = None, Receipt(cell.unit, cell.paper.code, today, self.how.currentData())
        elif old is None and shown.file:
            shown = self._with_pages(cell, shown)
        dialog = ReceiptDialog(cell, self._name(cell.unit), shown, self._count, self)
        values = self.ask(dialog)
        dialog.deleteLater()
        if values is None:
            return
        new = receipt_of(cell, values)
        if new != old:
            verb = "ghi" if old is None else "sửa"
            words = f"{verb} lần nhận {cell.paper.title} của {self._name(cell.unit)}"
            guard(self, lambda: self.session.change_fact(old, new, words))

    def _with_pages(self, cell: Cell, shown: Receipt) -> Receipt:
        """The draft with the pages of the file that the inbox keeps, where they can be told."""
        submission = from_inbox(cell)
        content = self.session.original(submission) if submission else None
        pages = count_pages(shown.file, content) if content else None
        return Receipt(cell.unit, shown.paper, shown.received, file=shown.file, pages=pages or 0)

    def _count(self) -> tuple[str, int | None] | None:
        path = self.pick_file()
        if path is None:
            return None
        found: list[int | None] = []

        def read() -> None:
            try:
                found.append(count_pages(path.name, path.read_bytes()))
            except OSError as error:
                raise AppError(
                    f"Không đọc được tệp “{path.name}”. Xem tệp còn ở đó không."
                ) from error

        return (path.name, found[0]) if guard(self, read) else None

    def edit_plan(self, paper: str = "") -> None:
        """Ask for due days and the block's own papers; from the day of `paper`, where it is named."""
        if self.session.locked:
            return
        box = PlanBox(self.session.season, paper, self)
        done, plan = self.ask_plan(box), box.plan()
        box.deleteLater()
        if done and plan != self.session.season.plan:
            words = f"sửa giấy tờ, hạn nộp năm {self.session.season.year}"
            guard(self, lambda: self.session.set_plan(plan, words))

    def _menu(self, place: QPoint) -> None:
        self.make_menu().popup(place)

    def _on(self, act: Callable[[Cell], object]) -> None:
        """Do something with the cell in work."""
        cell = self.grid.current_cell()
        if cell is not None:
            act(cell)

    def make_menu(self) -> QMenu:
        """What can be done with the chosen cells."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cell = self.grid.current_cell()
        can = cell is not None and not self.session.locked
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Đã nhận hôm nay\tDấu cách", self.came_today),
            ("Ghi chi tiết…\tEnter", partial(self._on, self.open_cell)),
            ("Ghi thêm một lần nhận…", partial(self._on, partial(self.open_cell, anew=True))),
            ("Bỏ lần nhận cuối\tDelete", self.take_back),
            ("Hạn nộp…", partial(self._on, lambda it: self.edit_plan(it.paper.code))),
        )
        for words, act in acts:
            menu.addAction(words, act).setEnabled(can)
        return menu


def _has(cell: Cell, how: How) -> bool:
    """Whether nothing new is said by noting that it came this way."""
    return cell.is_in and cell.how in (how, "both")

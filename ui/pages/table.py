"""Bảng chấm điểm: the table in force, whether it fits the frame, the rules behind it; and its editor."""

from dataclasses import replace
from functools import partial
from importlib import import_module

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.checking.faults import table_faults
from models.errors import Problem
from models.rulepack import RulePack
from models.table import ScoringTable
from models.tables import edit as table_edit
from models.tables import steps
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.builder import marks
from ui.builder.builder import PROBLEMS, Builder
from ui.builder.view_columns import Line, columns, row_style, section_columns
from ui.look import theme
from ui.pages.base import Page
from ui.rules.rules_view import RulesView
from ui.setup.losses import lost_to_table
from ui.table_life.panel import Panel
from ui.table_life.put_table import CRITERIA, may_put
from ui.table_life.strip import LifeStrip
from ui.widgets.cards import Badge, Card, EmptyState, Segments, clear, label
from ui.widgets.messages import Choice, ask, guard
from ui.widgets.records import RecordTable
from ui.widgets.scroll import ViewStack, scrolled

_SIDE = 272


class TablePage(Page):
    """Three views: the table, the rules with their documents, and what the block chose itself.

    "Sửa bảng" puts the builder in their place, with a draft of the table; `editing` tells.
    """

    key = "table"
    title = "Bảng chấm điểm"
    icon = "table"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.views = Segments(
            ["Bảng điểm", "Quy tắc: tổng điểm, thời hạn, hồ sơ", "Giá trị khối tự chọn"]
        )
        self.views.changed.connect(self._pick_view)
        self._view = 0
        self.table = RecordTable(columns(), same=lambda it: it.row.code, row_style=row_style)
        self.table.opened.connect(lambda line: self.edit(line.row.code))
        self.meter = label("", "figure")
        self.verdict = Badge()
        self.problems = QVBoxLayout()
        self.problems.setSpacing(theme.SPACE_S)
        self.rules = RulesView(session, jobs)
        self.rules.told.connect(self.tell)
        self.rules.file_wanted.connect(lambda: self.wanted.emit("pack-file"))
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.SPACE_M)
        beside.addWidget(Card.holding(self.table), 1)
        beside.addWidget(self._side())
        self._stack = ViewStack()
        self.builder = Builder()
        self.builder.changed.connect(self._show_draft)
        self.builder.told.connect(self.tell)
        self.builder.save_wanted.connect(self.save)
        for view in (row, self.rules, QWidget(), self._empty(), self.builder):
            self._stack.addWidget(view)
        self.editing = False
        self.panel: Panel | None = None
        self.add_tools(self.views)
        self.strip = LifeStrip(session, jobs)
        self.strip.told.connect(self.tell)
        self.body.addWidget(self.strip)
        self.body.addWidget(self._stack, 1)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "Chưa có bảng chấm điểm",
            "Bảng gồm mục, tiêu chí, điểm tối đa và hồ sơ kiểm chứng của từng tiêu chí.",
            ("Lập bảng", self.edit),
            ("Lấy bảng mẫu", self.take_sample),
            "table",
        )

    def _side(self) -> Card:
        side = Card("So với khung")
        side.setFixedWidth(theme.zoomed(_SIDE))
        side.head.addStretch(1)
        side.head.addWidget(self.verdict)
        side.body.addWidget(self.meter)
        side.body.addWidget(label("điểm nội dung · điểm thưởng", "small"))
        self.sections = RecordTable(section_columns(), fit=True)
        side.body.addWidget(self.sections)
        inner = QWidget()
        inner.setProperty("role", "plain")
        inner.setLayout(self.problems)
        self.problems.setContentsMargins(0, theme.SPACE_S, theme.SPACE_S, 0)
        side.body.addWidget(scrolled(inner), 1)
        return side

    # ---- showing

    def refresh(self, what: str) -> None:
        """The table, its check, and the rules as they are now."""
        season = self.session.season
        self.table.set_records(
            [Line.of(row, depth, season.pack) for depth, row in season.table.walk()]
        )
        self.meter.setText(marks.meter(season.table, season.pack).words)
        self.sections.set_records([Line.of(row, 0, season.pack) for row in season.table.rows])
        errors = steps.errors(season.table, season.pack)
        self._show_problems((*errors, *steps.open_warnings(season.table, season.pack)))
        self.rules.refresh()
        if self.editing:
            self.builder.rebase(season.table, season.pack)
        self._show_mode()

    def _show_mode(self) -> None:
        """The editor, a panel, or the views; with the buttons and the sentence that belong to it."""
        self.views.setVisible(not self.editing and self.panel is None)
        if self.editing:
            self.strip.hide()
            self._stack.setCurrentIndex(_BUILDER)
            self._show_draft()
        elif self.panel is not None:
            self.strip.hide()
            self.panel.refresh()
            self._stack.setCurrentWidget(self.panel)
            self.set_buttons(None)
        else:
            self.set_subtitle(self._where_from())
            self._show_view(self.views.current)

    def _pick_view(self, index: int) -> None:
        """Another view; a wrong value in the rules stays in sight."""
        kept = index if self.rules.check() else self._view
        self.views.set_current(kept)
        self._show_view(kept)

    def _show_view(self, index: int) -> None:
        self._view = index
        self.strip.refresh()
        self._show_buttons()
        if index:
            self.strip.hide()
        empty = index == 0 and not self.session.season.table.rows
        if index:
            self.rules.show_part(open_values=index == 2)
        self._stack.setCurrentIndex(3 if empty else min(index, 1))

    def _show_buttons(self) -> None:
        """At most one primary button: the next step of the table, here or in the strip."""
        rows = self.session.season.table.rows
        sources = ("Lấy bảng", self._sources())
        change = ("Sửa bảng", self.edit)
        send = ("Xuất biểu mẫu", lambda: self.wanted.emit("forms-out"))
        if self.session.locked:  # looking and writing papers change nothing in the file
            versions = ("Các bản đã có…", partial(self.show_panel, VERSIONS))
            self.set_buttons(None, (versions, send) if rows else (versions,))
        elif not rows:
            self.set_buttons(None, (sources,))
        elif self._view or self.strip.leads:
            self.set_buttons(None, (sources, send, change))
        elif self.verdict.text() != _FITS:
            self.set_buttons(change, (sources,))
        else:
            self.set_buttons(send, (sources, change))

    def _sources(self) -> QMenu:
        """Tables from elsewhere, and the versions there were."""
        menu = QMenu()
        for words, name in _PANELS.items():
            menu.addAction(words).triggered.connect(partial(self.show_panel, name))
        return menu

    def show_panel(self, name: str, _checked: bool = False) -> None:
        """Put import, last year's table or the versions in the place of the table; "" takes them away."""
        if not self.rules.check():
            return
        if self.panel is not None:
            self._stack.removeWidget(self.panel)
            self.panel.deleteLater()
            self.panel = None
        if name:
            module, _, kind = name.partition(":")
            made = getattr(import_module(f"ui.table_life.{module}"), kind)(self.session, self.jobs)
            made.told.connect(self.tell)
            made.done.connect(partial(self.show_panel, ""))
            self.panel = made
            self._stack.addWidget(made)
        self._show_mode()
        self.take_focus()

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        clear(self.problems)
        errors = [it for it in problems if it.severity == "error"]
        warnings = len(problems) - len(errors)
        if errors:
            self.verdict.show_state(f"{len(errors)} lỗi", "error")
        elif warnings:
            self.verdict.show_state(f"{warnings} cảnh báo", "warn")
        else:
            self.verdict.show_state(_FITS, "done")
        for problem in problems:
            words = label(problem.text, "", wrap=True)
            self.problems.addWidget(words)
        if not problems:
            self.problems.addWidget(
                label("Bảng khớp khung, không có gì phải sửa.", "muted", wrap=True)
            )
        self.problems.addStretch(1)

    def _where_from(self) -> str:
        table = self.session.season.table
        if not table.rows:
            return "Chưa có bảng nào. Có bảng rồi mới xuất được biểu mẫu tự chấm."
        parts = [f"Bản {table.version}", f"{len(table.criteria())} tiêu chí"]
        parts.append(table.life.number or "chưa ghi văn bản ban hành")
        return " · ".join(parts)

    def take_sample(self) -> None:
        """Put the sample's table in force; undo takes it back."""
        from ui.book import shipped

        if guard(self, lambda: self.session.set_table(shipped.sample().table)):
            self.tell("Đã lấy bảng mẫu. Sửa điểm và tiêu chí cho đúng bảng của khối.", "warn")

    # ---- editing

    def edit(self, code: str = "") -> None:
        """Open the editor on the table in force, on the row with this code."""
        if self.session.locked:
            self.tell(self.session.locked_reason, "warn")
            return
        if not self.rules.check():
            return
        if self.panel is not None:
            self.show_panel("")
        self.editing = True
        season = self.session.season
        self.builder.start(season.table, season.pack)
        self.builder.tree.go_to(table_edit.path_of(season.table, code) or (0,))
        self._show_mode()
        self.builder.tree.setFocus()

    def _show_draft(self) -> None:
        if not self.editing:
            return
        self.set_subtitle(self._draft_words())
        leave = "Thôi sửa" if self.builder.is_changed else "Đóng"
        self.set_buttons(("Lưu bảng", self.save_and_close), ((leave, self.leave),))

    def _draft_words(self) -> str:
        base, draft = self.session.season.table, self.builder.table
        life = base.life
        count = len(draft.criteria()) if draft.rows else 0
        saved = "có thay đổi chưa lưu" if self.builder.is_changed else "chưa có thay đổi"
        words = f"Đang sửa bản {base.version} · {count} tiêu chí · {saved}"
        if not life.is_open:
            paper = f" ({life.number})" if life.number else ""
            words = (
                f"Bản {base.version} đã ban hành{paper}: lưu thay đổi sẽ thành bản"
                f" {base.version + 1}, dự thảo · {saved}"
            )
        elif life.state == "opinion":
            words += " · bảng đang gửi xin ý kiến, sửa xong gửi lại"
        return words

    def save(self) -> bool:
        """Put the draft in force as one act and go on editing; False when it is not."""
        return self.builder.settle() and self._put_in_force()

    def _put_in_force(self) -> bool:
        builder = self.builder
        ready = table_edit.tidied(builder.table)
        fault = next((it.problem for it in table_faults(ready)), None)
        if fault is not None:
            builder.show_side(PROBLEMS)
            builder.go_to_problem(fault)
            self.tell(f"Chưa lưu được bảng. {fault.text}", "error")
            return False
        season = self.session.season
        table = replace(steps.with_rows(season.table, ready.rows), title=ready.title)
        if table == season.table:
            self.tell("Bảng không có gì thay đổi.")
            return True
        loss = lost_to_table(season, table)
        if not may_put(self, season, table):
            return False
        version = season.table.version
        if not guard(self, lambda: self.session.set_table(table, "sửa bảng chấm điểm")):
            return False
        if table.rows != builder.table.rows:  # what meant nothing is off now
            builder.take(table, "lưu bảng")
        builder.rebase(table, season.pack)
        self._tell_saved(table, version, "" if loss.is_none else loss.sentence(CRITERIA))
        return True

    def _tell_saved(self, table: ScoringTable, before: int, lost: str) -> None:
        words = "Đã lưu bảng chấm điểm."
        if table.version != before:
            words = f"Đã lưu thành bản {table.version}, dự thảo. Bản {before} đã ban hành vẫn giữ."
        wrong = marks.meter(table, self.session.season.pack)
        if wrong.tone in ("warn", "error"):
            words += f" Điểm nội dung: {wrong.difference}."
        self.tell(f"{words} {lost}".strip(), "done", ("Hoàn tác", self.session.undo))

    def save_and_close(self) -> None:
        """Put the draft in force and go back to the table."""
        if self.save():
            self._close_editor()

    def leave(self) -> None:
        """Back to the table; unsaved changes are asked about."""
        if self._may_leave():
            self._close_editor()

    def _close_editor(self) -> None:
        self.editing = False
        self.refresh("season")
        self.take_focus()

    def _may_leave(self) -> bool:
        """Whether nothing unsaved is lost: saved now, given up by the clerk, or nothing there."""
        if not self.builder.settle():
            return False
        if not self.builder.is_changed:
            return True
        choices = (Choice("drop", "Bỏ thay đổi", "danger"), Choice("save", "Lưu bảng", "primary"))
        words = "Bảng chấm điểm đang sửa có thay đổi chưa lưu. Bảng chưa cân điểm vẫn lưu được."
        answer = ask(self, "Lưu bảng đang sửa?", words, choices)
        return answer == "drop" or (answer == "save" and self.save())

    def settle(self) -> bool:
        """The page is to be left, or the file closed: a draft is saved, given up, or kept in sight."""
        if self.editing:
            if not self._may_leave():
                return False
            if self.builder.is_changed:  # given up: what is seen is what is in the file
                self._close_editor()
        return self.rules.settle()

    def keep(self) -> bool:
        """A draft is saved at once, also beside a refused value, unless that costs scores or issued forms. Changed
        rules count for all units: the clerk alone puts them in force."""
        settled = saved = True
        if self.editing:
            settled = self.builder.settle()
            saved = not self.builder.is_changed or self._put_in_force()
        return self.rules.settle() and settled and saved

    def take_pack(self, pack: RulePack, name: str) -> None:
        """Take the rule pack of the file called `name`, after a look at what would change."""
        if self.editing:
            self.tell("Lưu hoặc đóng bảng đang sửa, rồi lấy bộ quy tắc.", "warn")
            return
        self.show_panel("")
        self.views.set_current(1)
        self._pick_view(1)
        self.rules.take(pack, name)

    def take_focus(self) -> None:
        """The work in sight: the editor's tree, the first input of a panel, else the list."""
        if self.editing:
            self.builder.tree.setFocus()
        elif self.panel is not None:
            self.panel.take_focus()
        else:
            super().take_focus()

    def show_target(self, target: str) -> None:
        """ "edit" opens the editor; the code of a row goes to it."""
        if target == "edit" and not self.editing:
            self.edit()
        elif target == "open" and not self.editing:
            self._pick_view(2)
        elif not self.editing:
            self.table.select(lambda it: it.row.code == target)


_FITS = "Khớp khung"
_BUILDER = 4
VERSIONS = "versions:Versions"
_PANELS = {
    "Nhập từ tệp Excel, Word…": "import_table:ImportTable",
    "Lấy bảng của năm trước…": "copy_year:CopyYear",
    "Các bản đã có…": VERSIONS,
}
"""Words of the menu → module and class of `ui.table_life`, loaded when asked for."""

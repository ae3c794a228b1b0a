"""The strip over the table: draft → opinion → issue → lock, the next step, and what stands in its way."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.errors import Problem
from models.table import ScoringTable
from models.tables import steps
from models.tables.steps import Step
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.table_life.step_forms import DONE, ask_step
from ui.table_life.step_row import StepRow
from ui.table_life.warning_list import WarningList
from ui.table_life.words import NEXT, held_words, steps_of
from ui.widgets.cards import Badge, Card, button, clear, label
from ui.widgets.messages import guard


class LifeStrip(QWidget):
    """Shows `session.season.table`; each step is one act of the session, with undo.

    `told(text, tone)`: what was done. `changed_table(table)`: the table that is in force now.
    """

    told = Signal(str, str)
    changed_table = Signal(ScoringTable)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.steps = StepRow((2, 4, 3, 2))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.SPACE_S)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_M)
        top.addWidget(self.steps, 1)
        top.addLayout(self._buttons)
        self.badge = Badge()
        self.sentence = label("", "muted", wrap=True)
        self.look = button("Xem lỗi", self._toggle, "link")
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE_S)
        below.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(self.sentence, 1)
        below.addWidget(self.look)
        self.opinion = label("", "small", wrap=True)
        self.panel = WarningList()
        self.panel.accepted.connect(self._accept)
        self.panel.withdrawn.connect(self._withdraw)
        self.panel.hide()
        card = self._card = Card()
        card.body.setContentsMargins(theme.SPACE_M, theme.SPACE_SM, theme.SPACE_SM, theme.SPACE_SM)
        for row in (top, below):
            card.body.addLayout(row)
        card.body.addWidget(self.opinion)
        card.body.addWidget(self.panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self._stale = True
        self.errors: tuple[Problem, ...] = ()
        self.warnings: tuple[Problem, ...] = ()
        session.changed.connect(self._session_changed)
        if session.is_open:
            self.refresh()

    def _session_changed(self, what: str) -> None:
        """Scores change nothing here; what happens out of sight is looked at when it is shown."""
        self._stale = self._stale or what != "scores"
        if what == "file":
            self.panel.forget()
        if self._stale and self.isVisible() and self.session.is_open:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while it was hidden."""
        super().showEvent(event)
        if self._stale and self.session.is_open:
            self.refresh()

    # ---- showing

    def refresh(self) -> None:
        """Show the table in force as it is now, and the strip itself; without a table nothing is shown."""
        table, pack = self.session.season.table, self.session.season.pack
        held = self._held()
        self._stale = False
        self._card.setVisible(bool(table.rows))
        if self.parentWidget() is not None:  # alone it would become a window of its own
            self.setVisible(bool(table.rows))
        self.steps.show_steps(steps_of(table))
        self.errors = steps.errors(table, pack) if table.life.is_open else ()
        self.warnings = steps.open_warnings(table, pack) if table.life.is_open else ()
        opinion = table.life.opinion
        self.opinion.setText(f"Ý kiến trả lời: {opinion}")
        self.opinion.setVisible(bool(opinion) and table.life.state == "opinion")
        self._show_state(table)
        self._show_buttons(table)
        has_more = bool(self.errors or self.warnings or table.life.accepted)
        self.look.setVisible(has_more)
        if not has_more:
            self.panel.hide()
        self._fill_panel()
        self._name_look()
        if held is not None and not held.isVisibleTo(self):
            self._go_on(in_panel=self.panel.isAncestorOf(held))

    def _held(self) -> QWidget | None:
        """What has the keyboard, when it is something of the strip."""
        found = self.window().focusWidget()
        return found if found is not None and self.isAncestorOf(found) else None

    def _go_on(self, *, in_panel: bool) -> None:
        """What had the keyboard is gone: on to the next reason, or to the next step."""
        if in_panel and not self.panel.isHidden() and self.panel.keep_focus():
            return
        places = [self._buttons.itemAt(it) for it in reversed(range(self._buttons.count()))]
        buttons = [it.widget() for it in places if it is not None]
        if not self.look.isHidden():
            buttons.append(self.look)
        for made in buttons:
            if made is not None and made.isEnabled():
                made.show()  # what was just made is shown by an event, too late for the keyboard
                made.setFocus()
                return

    @property
    def leads(self) -> bool:
        """Whether the next thing to do with the table is the step that is offered here."""
        table = self.session.season.table
        step = steps.next_step(table)
        return table.life.is_open and bool(step) and not self.errors and self._possible(step)

    def _show_state(self, table: ScoringTable) -> None:
        errors, warnings = len(self.errors), len(self.warnings)
        if not table.life.is_open:
            accepted = len(table.life.accepted)
            more = f" Đã chấp nhận {accepted} cảnh báo khi ban hành." if accepted else ""
            self._say("", "muted", held_words(table) + more)
        elif errors:
            self._say(f"{errors} lỗi", "error", "Sửa hết lỗi mới ban hành được.")
        elif warnings:
            words = "Sửa, hoặc chấp nhận từng cảnh báo và ghi lý do, rồi mới ban hành được."
            self._say(f"{warnings} cảnh báo", "warn", words)
        else:
            accepted = len(table.life.accepted)
            words = f"Đã chấp nhận {accepted} cảnh báo." if accepted else ""
            self._say("Không còn lỗi" if accepted else "", "done", words)

    def _say(self, word: str, tone: str, sentence: str) -> None:
        """A table with nothing to be said of it gives its room to the rows."""
        self.badge.show_state(word, tone)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _show_buttons(self, table: ScoringTable) -> None:
        clear(self._buttons)
        step = steps.next_step(table)
        if not step or self.session.locked:
            return
        others = self._others(table, step)
        if others:
            menu = QMenu()
            for other in others:
                action = menu.addAction(_words(other, table))
                action.triggered.connect(partial(self.take, other))
                action.setEnabled(self._possible(other))
            if table.life.state == "opinion":
                back = menu.addAction("Lấy về dự thảo")
                back.triggered.connect(self._reopen)
            more = button("Việc khác", menu)
            self._buttons.addWidget(more)
        # An issued table waits for no step of its own: exporting the forms is what comes then.
        role = "primary" if self.leads else "secondary"
        made = button(_words(step, table), partial(self.take, step), role)
        made.setEnabled(self._possible(step))
        self._buttons.addWidget(made)

    def _possible(self, step: Step) -> bool:
        return step != "issue" or not (self.errors or self.warnings)

    @staticmethod
    def _others(table: ScoringTable, step: Step) -> tuple[Step, ...]:
        found: dict[str, tuple[Step, ...]] = {
            "draft": ("issue",),
            "opinion": ("answer", "issue"),
            "issued": ("new_version",),
        }
        return tuple(it for it in found.get(table.life.state, ()) if it != step)

    # ---- acting

    def take(self, step: Step, _checked: bool = False) -> None:
        """Ask for what the step needs and take it."""
        table, pack = self.session.season.table, self.session.season.pack
        made: list[ScoringTable | None] = []
        if guard(self, lambda: made.append(ask_step(self, step, table, pack))) and made[0]:
            label_of, said = DONE[step]
            self._put(made[0], label_of, said(made[0]))

    def _reopen(self) -> None:
        table = steps.reopen(self.session.season.table)
        self._put(table, "lấy bảng về dự thảo", "Bảng trở lại dự thảo.")

    def _accept(self, problem: object, note: str) -> None:
        table = self.session.season.table
        made: list[ScoringTable] = []
        if guard(self, lambda: made.append(steps.accept(table, problem, note))):  # type: ignore[arg-type]
            self._put(made[0], "chấp nhận cảnh báo của bảng", "")

    def _withdraw(self, accepted: object) -> None:
        table = steps.withdraw(self.session.season.table, accepted)  # type: ignore[arg-type]
        self._put(table, "bỏ chấp nhận cảnh báo", "")

    def _put(self, table: ScoringTable, act: str, said: str) -> None:
        if not guard(self, lambda: self.session.set_table(table, act)):
            return
        if said:
            self.told.emit(said, "done")
        self.changed_table.emit(table)

    # ---- the panel

    def _toggle(self) -> None:
        self.panel.setVisible(self.panel.isHidden())
        self._fill_panel()
        self._name_look()

    def _fill_panel(self) -> None:
        """Many problems are many labels: made only while they are looked at."""
        if not self.panel.isHidden():
            life = self.session.season.table.life
            may_accept = life.is_open and not self.session.locked
            self.panel.show_state(self.errors, self.warnings, life.accepted, may_accept=may_accept)

    def _name_look(self) -> None:
        what = "lỗi" if self.errors else "cảnh báo"
        self.look.setText(f"{'Xem' if self.panel.isHidden() else 'Ẩn'} {what}")


def _words(step: Step, table: ScoringTable) -> str:
    if step == "issue" and table.life.state == "draft":
        return "Ban hành không qua xin ý kiến…"
    return "Sửa trả lời…" if step == "answer" and table.life.answer else NEXT[step]

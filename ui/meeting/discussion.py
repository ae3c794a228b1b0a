"""Tab "Thảo luận": points proposed, decided and entered; the list of changes becomes the minutes."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.collected import Discussion
from models.collecting.taking import Taking
from models.meeting_day import attendance_sheet, discussion
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.tab import Tab
from ui.look import theme
from ui.meeting import discussion_forms as forms
from ui.meeting import discussion_rows as rows
from ui.meeting import discussion_tables as tables
from ui.meeting.discussion_card import TONES, DiscussionCard
from ui.meeting.discussion_rows import ScoreRow
from ui.meeting.discussion_tables import Entry
from ui.pages.base import Button
from ui.scores.why_view import WhyDrawer
from ui.widgets.cards import Card, EmptyState, Segments, label
from ui.widgets.choice import Choice
from ui.widgets.forms import FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.words import text

Ask = Callable[[FormDialog], dict[str, Any] | None]
_UNIT, _CRITERION = range(2)
SHOW = "page:meeting/presenter/discussion:{}"


class DiscussionTab(Tab):
    """Left the scores and all proposals, right the proposal in work or "Vì sao?"."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the forms in place of a person.
        self.ask: Ask = FormDialog.ask
        self._shown: tuple[tuple[str, str], ...] = ()
        self._wide = False
        self.views = Segments(("Theo đơn vị", "Theo tiêu chí"))
        self.views.changed.connect(lambda _view: self._fill_choice())
        self.choice = Choice()
        self.choice.setAccessibleName("Đơn vị hoặc tiêu chí")
        self.choice.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.currentIndexChanged.connect(lambda _place: self._show_scores())
        self.hint = label(
            "Enter: đề nghị sửa · Dấu cách: vì sao · F8: thông qua · F9: chọn để chiếu", "small"
        )
        self.changes = self._make_changes()
        self._changes_card = Card.holding(self.changes)
        self.card = DiscussionCard(
            {
                "accept": ("Thông qua…", lambda: self.decide(accept=True), "primary"),
                "reject": ("Không thông qua…", lambda: self.decide(accept=False), "secondary"),
                "withdraw": ("Rút đề nghị", self.withdraw, "secondary"),
                "show": ("Chọn để chiếu  F9", self.project, "secondary"),
            }
        )
        self.why = WhyDrawer()
        self.why.closed.connect(self._show_card)
        self.side = QStackedWidget()
        self.side.setFixedWidth(theme.DRAWER_WIDTH)
        self.side.addWidget(self.card)
        self.side.addWidget(self.why)
        self._table_card = Card.holding(QWidget())
        self.table = self._make_table()
        self._lay_out()
        for key, act in (("F8", lambda: self.decide(accept=True)), ("F9", self.project)):
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_S)
        top.addWidget(self.views)
        top.addWidget(self.choice, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE_S)
        left.addLayout(top)
        left.addWidget(self._table_card, 1)
        left.addWidget(self.hint)
        left.addWidget(self._changes_card)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_M)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        self._stack = QStackedWidget()
        self._stack.addWidget(work)
        self._stack.addWidget(
            EmptyState(
                "Chưa có điểm để thảo luận",
                "Ghi đơn vị và bảng chấm điểm trước. Ở đây nêu đề nghị sửa điểm, ghi hội nghị quyết định "
                "thế nào; biên bản lấy từ danh sách này.",
                ("Mở trang Chấm điểm", partial(self.wanted.emit, "page:scores")),
                icon="scores",
            )
        )
        self.body.addWidget(self._stack, 1)

    def _make_table(self) -> RecordTable:
        """The columns follow the stages in use."""
        head = "Tiêu chí" if self.views.current == _UNIT else "Đơn vị"
        table = tables.scores(head, self._shown, wide=self._wide)
        table.opened.connect(lambda _it: self.propose())
        table.chosen.connect(lambda _it: self._on_row())
        explain = QShortcut(QKeySequence(Qt.Key.Key_Space), table)
        explain.setContext(Qt.ShortcutContext.WidgetShortcut)
        explain.activated.connect(self.explain)
        layout = self._table_card.body
        old = layout.takeAt(layout.count() - 1)
        if old is not None and (widget := old.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        layout.addWidget(table, 1)
        table.show()  # now, not with the next event: the keyboard may be put into it at once
        return table

    def _make_changes(self) -> RecordTable:
        table = tables.changes()
        table.chosen.connect(lambda _it: self._show_card())
        table.clicked.connect(lambda _index: self._show_card())
        table.opened.connect(lambda _it: self.decide(accept=True))
        return table

    # ---- what is shown

    def refresh(self, what: str) -> None:
        """Show the session as it is now."""
        season = self.session.season
        ready = bool(season.units and season.table.criteria())
        self._stack.setCurrentIndex(0 if ready else 1)
        if not ready:
            return
        self._fill_choice()
        self.changes.set_records(
            [
                Entry(
                    place,
                    it,
                    self._unit(it.unit),
                    it.criterion,
                    discussion.superseded_by(season, it),
                )
                for place, it in enumerate(season.facts.discussions)
            ]
        )
        # While there is none the points have the room; the card beside them says how one is made.
        self._changes_card.setVisible(bool(self.changes.records))
        rows = min(len(self.changes.records), tables.CHANGES_SHOWN)
        self.changes.setFixedHeight(theme.ROW_HEIGHT + rows * theme.ROW_DENSE + theme.SPACE_XS)
        if what == "file":
            self._choose_open()
        self._show_side()

    def _unit(self, unit: str) -> str:
        found = self.session.season.unit(unit)
        return (found.short_name or found.name) if found else unit

    def _choose_open(self) -> None:
        """After the program was closed the proposal in work is in work again."""
        if self.changes.selected is None:
            self.changes.select(lambda it: it.it.outcome == "open")

    def _fill_choice(self) -> None:
        season = self.session.season
        wanted = self.choice.currentData()
        self.choice.blockSignals(True)
        self.choice.clear()
        if self.views.current == _UNIT:
            for unit in season.units:
                self.choice.addItem(unit.name, unit.id)
        else:
            for row in season.table.criteria():
                self.choice.addItem(f"{row.code} {row.title}", row.code)
        self.choice.setCurrentIndex(max(0, self.choice.findData(wanted)))
        self.choice.blockSignals(False)
        self._show_scores()

    def _show_scores(self) -> None:
        season, results = self.session.season, self.session.results
        stages = rows.stages_shown(season)
        wanted = "Tiêu chí" if self.views.current == _UNIT else "Đơn vị"
        wide = self._has_room()
        shown = self._shown, self._wide, self.table.rows.columns[0].title
        chosen = self.table.selected
        anew = shown != (stages, wide, wanted)
        if anew:
            self._shown, self._wide = stages, wide
            held = self.window().focusWidget() is self.table
            self.table = self._make_table()
            if held:
                self.table.setFocus()
        key = self.choice.currentData()
        if key is None:
            return
        made = rows.of_unit if self.views.current == _UNIT else rows.of_criterion
        self.table.set_records(made(season, results, key))
        if anew and chosen is not None:
            place = chosen.unit, chosen.row.code
            self.table.select(lambda it: (it.unit, it.row.code) == place)
        self.head_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The stages stand in columns where there is room for them."""
        super().resizeEvent(event)
        if self.session.is_open and self.choice.count() and self._has_room() != self._wide:
            self._show_scores()

    def _has_room(self) -> bool:
        """Whether the points of each stage can have a column beside titles that can still be read."""
        stages = rows.stages_shown(self.session.season)
        return self.width() - theme.DRAWER_WIDTH >= tables.needed(len(stages))

    def _on_row(self) -> None:
        """Another line: "Vì sao?" follows it while it is open, and its open proposal comes into work."""
        row = self.table.selected
        if row is not None and self.side.currentWidget() is self.why:
            self._explain(row)
        elif row is not None and row.is_score:
            self.changes.select(
                lambda it: (
                    it.it.outcome == "open"
                    and (it.it.unit, it.it.criterion) == (row.unit, row.row.code)
                )
            )
        self.head_changed.emit()

    def _row(self) -> ScoreRow | None:
        row = self.table.selected
        return row if row is not None and row.is_score else None

    def _show_side(self) -> None:
        row = self.table.selected
        if self.side.currentWidget() is self.why and row is not None:
            self._explain(row)
        else:
            self._show_card()

    def _show_card(self) -> None:
        """The proposal in work, with what it would do: for the operator only."""
        self.side.setCurrentWidget(self.card)
        season, entry = self.session.season, self.changes.selected
        it = entry.it if entry else None
        words = ""
        if it is not None and it.outcome == "open":
            found = discussion.what_if(season, self.session.results, self.session.standings, it)
            words = discussion.what_if_words(found) if found else ""
        self.card.show_discussion(season, it, words, self.session.locked_reason)
        self.head_changed.emit()

    def sentence(self) -> str:
        """How many proposals wait, and how many have changed points."""
        off = self.session.locked_reason
        if off:
            return off
        known = self.session.season.facts.discussions
        if not known:
            return "Chọn đơn vị hoặc tiêu chí, nêu đề nghị sửa điểm, ghi quyết định của hội nghị."
        counts = {it: sum(1 for one in known if one.outcome == it) for it in TONES}
        words = [f"{len(known)} đề nghị", f"{counts['accepted']} đã thông qua"]
        if counts["rejected"] + counts["withdrawn"]:
            words.append(f"{counts['rejected'] + counts['withdrawn']} không thông qua hoặc rút")
        if counts["open"]:
            words.append(f"{counts['open']} chờ quyết định")
        return ", ".join(words) + "."

    def primary(self) -> Button | None:
        """A new proposal; a decision stands beside the proposal itself."""
        if self.session.locked or self._row() is None or self._is_open():
            return None
        return "Đề nghị sửa điểm…", self.propose

    def secondary(self) -> Sequence[Button]:
        """Why the chosen points are what they are; a further proposal; the minutes."""
        found: list[Button] = [("Biên bản…", partial(self.wanted.emit, "page:documents/bien-ban"))]
        if self.table.selected is not None:
            found.append(("Vì sao?", self.explain))
        if self._row() is not None and self._is_open() and not self.session.locked:
            found.append(("Đề nghị sửa điểm…", self.propose))
        return found

    def _is_open(self) -> bool:
        entry = self.changes.selected
        return entry is not None and entry.it.outcome == "open"

    def show_target(self, target: str) -> None:
        """A unit's id, or "unit|criterion" for one score."""
        unit, _, criterion = target.partition("|")
        self.views.set_current(_UNIT)
        self._fill_choice()
        self.choice.setCurrentIndex(max(0, self.choice.findData(unit)))
        if criterion:
            self.table.select(lambda it: it.row.code == criterion)
        self.table.setFocus()

    # ---- what the clerk does

    def explain(self) -> None:
        """ "Vì sao?" of the chosen line, in place of the proposal."""
        row = self.table.selected
        if row is not None:
            self.side.setCurrentWidget(self.why)
            self.why.show()
            self._explain(row)

    def _explain(self, row: ScoreRow) -> None:
        """A criterion or section; of bonus, deductions and total the whole unit, which has their lines."""
        code = row.row.code if row.kind in ("score", "group") else ""
        self.why.explain(self.session.season, self.session.result(row.unit), code)

    def propose(self) -> None:
        """Ask for new points of the chosen line."""
        row, season = self._row(), self.session.season
        if row is None or self.session.locked:
            return
        dialog = forms.proposal_form(season, row.unit, row.row, row.counts, self)
        values = self.ask(dialog)
        dialog.deleteLater()
        if values is None:
            return
        results = self.session.results
        given = Discussion(row.unit, row.row.code, **values)

        def enter() -> None:
            made = discussion.propose(season, results, given)
            words = f"nêu đề nghị {discussion.change_words(season, made)}"
            self.session.change_fact(None, made, words)

        if guard(self, enter):
            last = len(self.session.season.facts.discussions) - 1
            self.changes.select(lambda it: it.place == last)
            self._show_card()

    def decide(self, *, accept: bool) -> None:
        """Ask how the meeting decided on the proposal in work, and enter it."""
        entry = self.changes.selected
        if entry is None or entry.it.outcome != "open" or self.session.locked:
            return
        season = self.session.season
        change = discussion.change_words(season, entry.it)
        present = attendance_sheet.sheet(season).present_base
        dialog = forms.decision_form(entry.it, change, present, self, accept=accept)
        values = self.ask(dialog)
        dialog.deleteLater()
        if values is not None:
            outcome = "accepted" if accept else "rejected"
            self._enter(entry.it, {**forms.decision_of(values), "outcome": outcome})

    def withdraw(self) -> None:
        """Who proposed it takes it back; it stays in the list."""
        entry = self.changes.selected
        if entry is not None and entry.it.outcome == "open" and not self.session.locked:
            self._enter(entry.it, {"outcome": "withdrawn"})

    def _enter(self, it: Discussion, decision: dict[str, object]) -> None:
        def enter() -> Taking:
            made = discussion.decide(self.session.season, self.session.results, it, decision)
            self.session.take_in(made.label, made)
            return made

        if guard(self, enter):
            told = f"Đã {self.session.undo_label}."
            if decision["outcome"] == "rejected":
                kept = "điểm như cũ" if it.old is None else f"{text.points_short(it.old)} điểm"
                told = f"Hội nghị không thông qua; giữ {kept}."
            self.tell(told, "done", ("Hoàn tác", self.session.undo))
            self.table.setFocus()  # the button that was pressed is gone

    def project(self) -> None:
        """Choose the proposal in work on the presenter, and say what shows it; the hall sees nothing yet."""
        entry = self.changes.selected
        if entry is not None:
            self.wanted.emit(SHOW.format(discussion.address(self.session.season, entry.place)))
            self.tell("Đã chọn cảnh này. Bấm Hiện (Enter) để hội trường thấy.", "action")

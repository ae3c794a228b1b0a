"""Chấm điểm: points by unit, by criterion, and the facts that add and take away; with "Vì sao?"."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from models.errors import Problem
from models.points import show_short
from models.season import Score, ScoreKey
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.pages.base import Page
from ui.scores.cell_menu import cell_menu, edit_note
from ui.scores.choosers import Chooser
from ui.scores.facts import FactsPanel
from ui.scores.grid import ScoreGrid
from ui.scores.grid_bar import KEYS, GridBar, guess_words
from ui.scores.layout import (
    Layout,
    by_criterion,
    by_section,
    by_unit,
    covers,
    row_state,
    unit_state,
)
from ui.scores.refusal import tell_refused
from ui.scores.standing_rows import tentative
from ui.scores.why_view import WhyDrawer
from ui.widgets.cards import Card, EmptyState, Segments, button, rule

BY_UNIT, BY_CRITERION, FACTS = range(3)
DRAWER_NEEDS = 1440


class ScoresPage(Page):
    """The page where points are entered. Every value goes through the session."""

    key = "scores"
    title = "Chấm điểm"
    icon = "scores"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.unit = ""
        self.criterion = ""
        self.stage = ""
        self._view = BY_UNIT
        self._drawer_wanted: bool | None = None
        self.views = Segments(["Theo đơn vị", "Theo tiêu chí", "Thưởng, trừ, không xét"])
        self.views.changed.connect(lambda _view: self._switch())
        self.units = Chooser("Đơn vị")
        self.units.setFixedWidth(theme.zoomed(290))
        self.criteria = Chooser("Mục, tiêu chí")
        self.criteria.setMinimumWidth(theme.zoomed(250))
        self.criteria.setMaximumWidth(theme.zoomed(480))
        self.stages = Chooser("Bước chấm")
        self.stages.setFixedWidth(theme.zoomed(150))
        self.grid = ScoreGrid(session)
        self.bar = GridBar()
        self.facts = FactsPanel(session)
        self.why = WhyDrawer()
        self.why.set_paper(
            lambda: self.wanted.emit(f"page:documents/phieu-diem/{self._unit_in_work()}")
        )
        self._open_why = button("Vì sao?", self.open_why, icon="info")
        # All tools at once would ask for more room than the smallest window has.
        self.criteria.hide()
        self.stages.hide()
        self._compose()
        self._connect()

    def _compose(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(theme.SPACE_S)
        for widget in (self.views, self.units, self.criteria, self.stages):
            tools.addWidget(widget, 3 if widget is self.criteria else 0)
        tools.addStretch(1)
        tools.addWidget(self._open_why)
        self.body.addLayout(tools)
        card = Card.holding(self.grid)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(rule())
        card.body.addWidget(self.bar)
        self._work = QStackedLayout()
        self._empty = QWidget()
        QVBoxLayout(self._empty).setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        across.setSpacing(theme.SPACE_M)
        across.addLayout(self._work, 1)
        across.addWidget(self.why)
        self.body.addLayout(across, 1)
        for part in (card, self.facts, self._empty):  # now: shown without a page it is a window
            self._work.addWidget(part)

    def _connect(self) -> None:
        self.units.picked.connect(self._pick_unit)
        self.units.turned.connect(self.turn)
        self.criteria.picked.connect(self._pick_criterion)
        self.criteria.turned.connect(self.turn)
        self.stages.picked.connect(self._pick_stage)
        grid = self.grid
        grid.typing.connect(self._typing)
        grid.ended.connect(self._show_bar)
        grid.panel.counted.connect(self._counted)
        grid.turned.connect(self.turn)
        grid.chosen.connect(self._chosen)
        grid.clicked.connect(self._clicked)
        grid.menu_asked.connect(lambda where: self.cell_menu().exec(where))
        grid.note_asked.connect(lambda index: edit_note(self, grid, index))
        grid.refused.connect(lambda words, bad: tell_refused(self, words, bad))
        self.why.closed.connect(self._why_closed)

    # ---- showing

    def refresh(self, what: str) -> None:
        """Show the session as it is now; after typed points only what changed is painted."""
        season = self.session.season
        self._view = self.views.current
        if not season.units or not season.table.criteria():
            self._show_empty()
            return
        if season.unit(self.unit) is None:
            self.unit = season.units[0].id
        if season.table.row(self.criterion) is None:
            self.criterion = season.table.rows[0].code
        self._fill_stages()
        self._show_tools()
        if self.views.current == FACTS:
            self._work.setCurrentIndex(1)
            self.facts.show_unit(self.unit)
        else:
            self._work.setCurrentIndex(0)
            self.grid.show_layout(self._layout())
        self._show_bar()
        self._show_why()
        self.set_subtitle(self._where_we_stand())

    def _layout(self) -> Layout:
        season = self.session.season
        if self.views.current == BY_UNIT:
            return by_unit(season, self.unit)
        row = season.table.row(self.criterion)
        if row is not None and row.is_criterion:
            return by_criterion(season, row.code)
        return by_section(season, self.criterion, self.stage)

    def _fill_stages(self) -> None:
        season = self.session.season
        section = season.table.section_of(self.criterion)
        offered = [it for it in season.pack.stages if section and covers(it, section.code)]
        if self.stage not in {it.code for it in offered}:
            # Entry from paper is mostly done at the second stage; the first comes in by forms.
            self.stage = offered[min(1, len(offered) - 1)].code if offered else ""
        self.stages.set_items([(it.code, it.name) for it in offered], self.stage)

    def _show_tools(self) -> None:
        season, view = self.session.season, self.views.current
        self.units.set_items([(it.id, it.name) for it in season.units], self.unit)
        rows = [
            (it.code, f"{'    ' * depth}{'Mục ' if depth == 0 else ''}{it.code}  {it.title}")
            for depth, it in season.table.walk()
        ]
        self.criteria.set_items(rows, self.criterion)
        own = season.table.row(self.criterion)
        self.views.show()
        tools = {
            self.units: view != BY_CRITERION,
            self.criteria: view == BY_CRITERION,
            self.stages: view == BY_CRITERION and own is not None and not own.is_criterion,
        }
        # What goes, goes first: all of them together are wider than the smallest window.
        for tool in sorted(tools, key=lambda it: tools[it]):
            tool.setVisible(tools[tool])
        next_one = "Tiêu chí tiếp theo →" if view == BY_CRITERION else "Đơn vị tiếp theo →"
        receive = ("Nhận biểu mẫu", lambda: self.wanted.emit("import-forms"))
        self.set_buttons((next_one, lambda: self.turn(1)), [receive])

    def _show_empty(self) -> None:
        season = self.session.season
        layout = self._empty.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        missing, page = ("đơn vị", "units") if not season.units else ("tiêu chí", "table")
        title = "Đơn vị" if page == "units" else "Bảng chấm điểm"
        layout.addWidget(
            EmptyState(
                "Chưa có gì để chấm",
                f"Khi có đơn vị và bảng chấm điểm, điểm được nhập ở đây. Sổ này chưa có {missing} nào.",
                (f"Mở trang {title}", lambda: self.wanted.emit(f"page:{page}")),
                icon="scores",
            )
        )
        self._work.setCurrentIndex(2)
        tools = (self.views, self.units, self.criteria, self.stages, self.why, self._open_why)
        for widget in tools:
            widget.hide()
        self.set_subtitle(f"Chưa có {missing}.")
        self.set_buttons(None)

    def _where_we_stand(self) -> str:
        season = self.session.season
        if self.views.current == BY_CRITERION:
            row = season.table.row(self.criterion)
            if row is None:
                return ""
            return f"{row.code} {row.title} · {row_state(season, row, self.stage)}"
        result = self.session.result(self.unit)
        parts = [result.unit.name]
        sources = {
            it.source for key, it in season.scores.items() if key.unit == self.unit and it.source
        }
        if sources:
            parts.append(f"có điểm nhận từ {', '.join(f'“{it}”' for it in sorted(sources)[:2])}")
        parts.append(unit_state(season, result))
        if result.provisional:
            parts.append("có điểm tạm tính")
        return " · ".join(parts)

    # ---- the line under the grid

    def _unit_in_work(self) -> str:
        """The unit that the line and the explanation speak of."""
        sheet = self.grid.scores.sheet
        row = self.grid.currentIndex().row()
        if (
            self.views.current == BY_CRITERION
            and sheet is not None
            and 0 <= row < len(sheet.layout.rows)
        ):
            return sheet.layout.rows[row].unit
        return self.unit

    def _show_bar(self, guess: str = "") -> None:
        if not self.session.is_open or not self.session.season.units:
            return
        standing = self.session.standing(self._unit_in_work())
        name = standing.result.unit.name if self.views.current == BY_CRITERION else ""
        ranked = sum(1 for it in self.session.standings if it.rank is not None)
        waiting = bool(tentative(self.session.season, self.session.standings))
        self.bar.show_standing(standing, ranked, name, guess, tentative=waiting)
        self.bar.show_keys(self.session.locked_reason or KEYS)

    def _typing(self, index: Any, words: str) -> None:
        key = self.grid.scores.key(index)
        value = (
            self.grid.scores.read(index, words) if self.grid.scores.holds_points(index) else None
        )
        if key is None or value is None or isinstance(value, Problem):
            self._show_bar()
            return
        self._show_bar(guess_words(show_short(value), self.session.rank_if(key, value)))

    def _counted(self, key: ScoreKey, entered: Score | None, value: Decimal | None) -> None:
        """The place the unit would have with the numbers in the panel."""
        guess = ""
        if entered is not None and value is not None and entered != self.session.season.score(*key):
            guess = guess_words(show_short(value), self.session.rank_if(key, entered))
        self._show_bar(guess)

    def _chosen(self, _index: Any) -> None:
        if self.views.current == BY_CRITERION and self.grid.scores.sheet is not None:
            self._show_bar()
            self._show_why()

    # ---- Vì sao?

    def _show_why(self, scope: str | None = None) -> None:
        wide = self.window().width() >= DRAWER_NEEDS
        facts = self.views.current == FACTS
        wanted = wide if self._drawer_wanted is None else self._drawer_wanted
        # The cards of the facts need the width; their own amounts say most of what the drawer would.
        wanted = wanted and (wide or not facts)
        self.why.setVisible(wanted)
        self._open_why.setVisible(not wanted and (wide or not facts))
        if wanted:
            self.why.explain(self.session.season, self.session.result(self._unit_in_work()), scope)

    def open_why(self, scope: str | None = None) -> None:
        """Open the explanation, of one row of the table when given."""
        self._drawer_wanted = True
        self._show_why(scope)

    def _why_closed(self) -> None:
        self._drawer_wanted = False
        self._show_why()
        self.grid.setFocus()

    def _clicked(self, index: Any) -> None:
        """Every figure and every criterion explains itself where the drawer is open."""
        sheet = self.grid.scores.sheet
        if sheet is None or not self.why.isVisible():
            return
        kind = sheet.layout.columns[index.column()].kind
        own = sheet.table_row(index.row(), index.column())
        if own is not None and kind not in {"unit", "evidence", "note"}:
            self._show_why(own.code)

    # ---- choosing

    def _switch(self) -> None:
        wanted = self.views.current
        self.views.set_current(self._view)
        if not self.grid.settle():  # a wrong value stays in sight
            return
        self.views.set_current(wanted)
        self.refresh("view")
        if self.views.current != FACTS:
            self.grid.setFocus()

    def _pick_unit(self, unit: str) -> None:
        if self.grid.settle():
            self.unit = unit
        self.refresh("view")

    def _pick_criterion(self, code: str) -> None:
        if self.grid.settle():
            self.criterion = code
        self.refresh("view")

    def _pick_stage(self, stage: str) -> None:
        if self.grid.settle():
            self.stage = stage
        self.refresh("view")

    def turn(self, step: int) -> None:
        """The next or the previous unit (or row of the table), round at the ends."""
        season = self.session.season
        if self.views.current == BY_CRITERION:
            codes = [it.code for _, it in season.table.walk()]
            self._pick_criterion(codes[(codes.index(self.criterion) + step) % len(codes)])
        else:
            units = [it.id for it in season.units]
            self._pick_unit(units[(units.index(self.unit) + step) % len(units)])

    def show_target(self, target: str) -> None:
        """Show one unit ("bnc"), and there a stage ("bnc|appraisal") or one cell of it
        ("bnc|block|II.1")."""
        unit, stage, criterion = [*target.split("|"), "", ""][:3]
        if self.session.season.unit(unit) is None or not self.grid.settle():
            return
        self.unit = unit
        if self.views.current == BY_CRITERION or stage:
            self.views.set_current(BY_UNIT)
        if self.isVisible() or stage:
            self.refresh("view")
        if stage:
            self.grid.go_to(stage, criterion)

    # ---- one cell

    def cell_menu(self) -> QMenu:
        """What can be done with the chosen cells."""
        return cell_menu(self, self.grid, self.open_why)

    # ---- keys of the page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn to the next unit wherever the keyboard is."""
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in steps and self.session.is_open and self.session.season.units:
            self.turn(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def settle(self) -> bool:
        """Enter what is typed in the grid; a refused value keeps its editor and the keyboard."""
        return self.grid.settle()

    def take_focus(self) -> None:
        """The grid is the work, where there is one."""
        if self._work.currentIndex() == 0:
            self.grid.setFocus()
        else:
            super().take_focus()

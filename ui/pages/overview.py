"""Tổng quan: what to do now, who still owes what, how the ranking stands, whether the data are safe."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.collecting.intake import form_stage
from models.ranks.ranking import Standing
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.work_state import Column as StateColumn
from ui.frame.work_state import Progress, asked_stages, has_points, progress, year_steps
from ui.look import theme
from ui.pages.base import Page, in_tab_order
from ui.todo.next_step import NextStep, some_names
from ui.todo.next_steps import steps_today
from ui.widgets.cards import Badge, Card, Legend, button
from ui.widgets.columns import Column
from ui.widgets.records import RecordTable
from ui.widgets.safety import SafetyCard
from ui.widgets.todo_list import TodoList, writes
from ui.widgets.unit_matrix import UnitMatrix, legend
from ui.widgets.year_line import YearLine
from ui.words import text

_NOTHING_LEFT = "Không còn việc nào chờ."


class OverviewPage(Page):
    """One screen, four cards, nothing to scroll in an ordinary block."""

    key = "overview"
    title = "Tổng quan"
    icon = "home"
    follows_day = True

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.year = YearLine()
        self.todo = TodoList(self.wanted.emit)
        self.ranking = _Places()
        self.safety = SafetyCard(lambda: self.wanted.emit("backup"))
        self.matrix: UnitMatrix | None = None
        self._columns: tuple[StateColumn, ...] = ()
        self._sample = Badge("dữ liệu minh hoạ", "muted")
        self._unofficial = Badge("chưa chính thức", "warn")
        self._todo_card = Card("Việc cần làm")
        self._todo_card.body.addWidget(self.todo, 1)
        self._matrix_card = Card("Ai còn thiếu gì")
        self._legend = Legend(legend(), wrap=True)
        (left_half, left), (right_half, right) = _half(), _half()
        left.addWidget(self._todo_card)
        left.addWidget(self._ranking_card(), 1)
        right.addWidget(self._matrix_card, 1)
        right.addWidget(self.safety)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(left_half, 4)
        row.addWidget(right_half, 3)
        self.body.addWidget(self.year)
        self.body.addLayout(row, 1)

    def _ranking_card(self) -> Card:
        card = Card("Xếp hạng tạm tính")
        card.head.addWidget(self._unofficial)
        card.head.addWidget(self._sample)
        card.head.addStretch(1)
        more = button("Xem xếp hạng", lambda: self.wanted.emit("page:ranking"), "link")
        card.head.addWidget(more)
        card.body.addWidget(self.ranking, 1)
        self.ranking.opened.connect(self._open_standing)
        self._ranking = card
        return card

    def take_focus(self) -> None:
        """What is to be done is the work here: the next Tab is its first button."""
        self.todo.setFocus()

    def refresh(self, what: str) -> None:
        """All four answers anew; a season of 60 units takes some ten milliseconds."""
        season = self.session.season
        state = progress(season)
        steps = self.session.once(steps_today)
        self.set_subtitle(self._where_we_stand(state))
        self.year.set_steps(year_steps(season, state))
        self._show_steps(steps)
        self._show_matrix(state)
        self._ranking.set_title("Xếp hạng" if season.is_final else "Xếp hạng tạm tính")
        # One mark: large letters leave no room for two, the top bar says both.
        self._unofficial.setVisible(not (season.is_final or season.is_sample))
        self._sample.setVisible(season.is_sample)
        self.ranking.show_standings(self.session.standings if has_points(season) else ())
        self.safety.show_session(self.session)

    def _show_steps(self, steps: tuple[NextStep, ...]) -> None:
        season = self.session.season
        closed = f"Kết quả đã chốt ngày {text.day(season.closed_on)}." if season.closed_on else ""
        self.todo.set_steps(steps, closed or _NOTHING_LEFT, self.session.read_only_reason)
        in_tab_order(self.todo, self.todo.findChildren(QPushButton))
        count = f" ({len(steps)})" if len(steps) > 1 else ""
        self._todo_card.set_title(f"Việc cần làm{count}")
        first = next((it for it in steps if not (self.session.read_only and writes(it))), None)
        wanted = first.wanted if first else "page:ranking"
        words = first.button if first else "Xem xếp hạng"
        self.set_buttons((words, lambda: self.wanted.emit(wanted)))

    def _show_matrix(self, state: Progress) -> None:
        """The columns come from the pack's stages: another pack makes another table."""
        body = self._matrix_card.body
        if self.matrix is None or self._columns != state.columns:
            if self.matrix is not None:
                body.removeWidget(self.matrix)
                self.matrix.deleteLater()
            self.matrix = UnitMatrix(state.columns)
            self.matrix.opened.connect(lambda it: self.wanted.emit(f"page:scores/{it.unit.id}"))
            self._columns = state.columns
            body.addWidget(self.matrix, 1)
            body.addWidget(self._legend)
        self.matrix.set_progress(state)
        self._legend.setVisible(bool(state.units))

    def _open_standing(self, standing: Standing) -> None:
        self.wanted.emit(f"page:scores/{standing.result.unit.id}")

    def _where_we_stand(self, state: Progress) -> str:
        season = self.session.season
        if season.is_final:
            return f"Kết quả năm {season.year} đã chốt."
        if not season.units or not season.table.rows:
            return "Sổ chưa thiết lập xong. Làm lần lượt các việc dưới đây."
        if not season.pack.stages:
            return "Bộ quy tắc chưa có bước chấm nào. Chọn bộ quy tắc ở “Lập sổ tiếp”."
        cells = zip(state.units, state.column(form_stage(season.pack)), strict=True)
        owing = [unit.short_name or unit.name for unit, cell in cells if not cell.done]
        units = len(state.units)
        counts = asked_stages(season, state)
        if not owing:
            # The form's own stage is told only where gaps are left in it: who sent it is said already.
            rest = [it.words() for it in counts[1:] if it.left]
            if counts and counts[0].left:
                rest.insert(0, f"còn trống {counts[0].left} điểm tự chấm")
            full = ", ".join(it.name.lower() for it in counts if it.complete == units)
            return "Mọi đơn vị có bảng tự chấm. " + (
                f"{_capital('; '.join(rest))}." if rest else f"Đã đủ điểm: {full}."
            )
        if len(owing) == units:
            return f"Chưa đơn vị nào trong {units} đơn vị nộp bảng tự chấm."
        done = f"{units - len(owing)} trên {units} đơn vị đã nộp bảng tự chấm"
        return f"{done}. Còn thiếu {some_names(owing)}."


def _half() -> tuple[QWidget, QVBoxLayout]:
    """One half of the page: how wide it is follows from the page alone, never from a long sentence."""
    half = QWidget()
    half.setProperty("role", "plain")
    half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(half)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE_M)
    return half, column


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class _Places(RecordTable):
    """The first places, as many as there is room for; never a row cut in half."""

    def __init__(self) -> None:
        super().__init__(
            [
                Column("Hạng", text.rank, width=64, bold=True),
                Column("Đơn vị", lambda it: it.result.unit.name, width=160, stretch=1, middle=True),
                Column("Tổng điểm", _total, width=150, align="right", bold=_is_ranked),
            ],
            row_style=lambda it: "normal" if _is_ranked(it) else "muted",
            same=lambda it: it.result.unit.id,
            empty="Chưa có điểm để xếp hạng.",
        )
        self._standings: tuple[Standing, ...] = ()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(3 * theme.ROW_HEIGHT + 2)
        self.horizontalHeader().hide()

    def show_standings(self, standings: tuple[Standing, ...]) -> None:
        """Show these; the ranked ones stand first, what the others lack is said in words."""
        self._standings = standings if any(map(_is_ranked, standings)) else ()
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, more places."""
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        room = max(1, self.viewport().height() // theme.ROW_HEIGHT)
        shown = self._standings[:room]
        if self.records != list(shown):
            self.set_records(shown)


def _is_ranked(standing: Standing) -> bool:
    return standing.rank is not None


def _total(standing: Standing) -> str:
    if standing.result.excluded is not None:
        return "không bình xét"
    missing = len(standing.result.missing)
    return f"còn {missing} tiêu chí" if missing else text.points(standing.total)

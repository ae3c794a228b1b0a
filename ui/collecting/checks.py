"""Đối chiếu, cảnh báo: scores that stand out, and whether the signed paper says what the file says."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting import checks_work as work
from ui.collecting.checks_warnings import WarningsPart
from ui.frame.tab import Tab
from ui.look import theme
from ui.pages.base import Button
from ui.widgets.cards import Badge, Segments, label
from ui.widgets.choice import Choice

if TYPE_CHECKING:
    from ui.collecting.paper_check import PaperCheckView

WARNINGS, PAPER = range(2)
PAPER_KEY = "paper"


class ChecksTab(Tab):
    """Two parts; the paper check is made when it is first looked at. Targets: a unit's id, "paper"."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.parts = Segments(("Cảnh báo", "Bản giấy khớp tệp"))
        self.parts.changed.connect(self._pick)
        self.parts.changed.connect(self.other_view)
        self.open_count, self.kept_count = Badge(), Badge()
        self.units = Choice()
        self.units.setAccessibleName("Đơn vị")
        self.units.setMinimumWidth(theme.zoomed(280))
        self.units.currentIndexChanged.connect(lambda _place: self._filter())
        self._filters = QWidget()
        row = QHBoxLayout(self._filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_SM)
        for widget in (self.open_count, self.kept_count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(label("Đơn vị", "muted"))
        row.addWidget(self.units)
        tools = QHBoxLayout()
        tools.setSpacing(theme.SPACE_SM)
        tools.addWidget(self.parts)
        tools.addWidget(self._filters, 1)
        tools.addStretch(0)  # keeps the parts narrow where there is nothing to filter
        self.body.addLayout(tools)
        self.warnings = WarningsPart(session)
        self.warnings.wanted.connect(self.wanted)
        self.warnings.changed.connect(self.head_changed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.warnings)
        self.body.addWidget(self._stack, 1)
        self._paper: PaperCheckView | None = None

    # ---- showing

    def _paper_check(self) -> "PaperCheckView":
        from ui.collecting.paper_check import PaperCheckView

        if self._paper is None:
            self._paper = PaperCheckView(self.session, self.jobs)
            self._paper.told.connect(self.told)
            self._stack.addWidget(self._paper)
        return self._paper

    def _pick(self, place: int) -> None:
        """The other part, as the session is now; a refused code stays in sight."""
        if self._stack.currentWidget() is self._paper and not self.settle():
            place = PAPER
        self.parts.set_current(place)
        self.refresh("file")
        self.head_changed.emit()

    def refresh(self, what: str) -> None:
        """The part in view as the session is now."""
        in_paper = self.parts.current == PAPER
        self._filters.setVisible(not in_paper)
        if in_paper:
            self._stack.setCurrentWidget(self._paper_check())
            self._paper_check().refresh(what)
            return
        self._stack.setCurrentWidget(self.warnings)
        self._fill_units()
        self.warnings.refresh()
        shown = self.warnings.all
        self.open_count.show_state(_count(len(shown.open), "phải hỏi lại"), "warn")
        self.kept_count.show_state(_count(shown.standing, "đã chấp nhận"), "done")

    def _fill_units(self) -> None:
        chosen = self.units.currentData() or ""
        self.units.blockSignals(True)
        self.units.clear()
        self.units.addItem("Tất cả đơn vị", "")
        for unit in self.session.season.units:
            self.units.addItem(unit.name, unit.id)
        self.units.setCurrentIndex(max(0, self.units.findData(chosen)))
        self.units.blockSignals(False)
        self.warnings.unit = self.units.currentData() or ""

    def _filter(self) -> None:
        self.warnings.show_unit(self.units.currentData() or "")

    def show_target(self, target: str) -> None:
        """The warnings of one unit, by its id, or the paper check."""
        if target == PAPER_KEY:
            self._pick(PAPER)
            return
        self._pick(WARNINGS)
        self.units.setCurrentIndex(max(0, self.units.findData(target)))

    def settle(self) -> bool:
        """Record the code that is being typed from a signed paper; False while it is refused."""
        return self._paper is None or self._paper.settle()

    # ---- head

    def sentence(self) -> str:
        """How many warnings wait, and how many were accepted."""
        if self.parts.current == PAPER:
            return self._paper_check().sentence()
        scores = self.session.season.scores.values()
        words = work.sentence(self.warnings.all, has_scores=any(it.is_filled for it in scores))
        return f"{words} {self.session.read_only_reason}".strip()

    def primary(self) -> Button | None:
        """Accept what is chosen."""
        chosen = self.warnings.chosen
        if self.parts.current == PAPER or not chosen or self.session.read_only:
            return None
        more = f" {len(chosen)}" if len(chosen) > 1 else ""
        return f"Chấp nhận{more}, ghi chú…", self.warnings.accept_chosen

    def secondary(self) -> Sequence[Button]:
        """Look at the scores behind the chosen warning."""
        if self.parts.current == PAPER or self.warnings.table.selected is None:
            return ()
        return (("Xem ô", self.warnings.show_cell),)


def _count(number: int, words: str) -> str:
    return f"{number} {words}" if number else ""

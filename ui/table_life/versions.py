"""The versions of the table and what changed from one to another."""

from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from exporters import write_paper
from models.papers.stamp import stamp_minute, stamped
from models.papers.table import table_changes
from models.table import ScoringTable
from models.tables.diff import differences
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.table_life.difference_table import change_lines, difference_table, summary
from ui.table_life.panel import Panel
from ui.table_life.words import version_name
from ui.widgets import files
from ui.widgets.cards import Card, button, label
from ui.widgets.choice import Choice
from ui.widgets.messages import guard, show_error


class Known(NamedTuple):
    """A table that can be compared, by the name it is offered under."""

    name: str
    table: ScoringTable


def known_tables(session: Session) -> tuple[Known, ...]:
    """Last years' tables, this year's earlier versions, then the table in force."""
    season = session.season
    found = [
        Known(f"Năm {year}", table)
        for year in session.file.years()
        if year < season.year and (table := session.file.snapshot(year).table).rows
    ]
    found += [Known(version_name(it), it) for it in season.earlier_tables]
    return (*found, Known(f"{version_name(season.table)}, đang dùng", season.table))


class Versions(Panel):
    """Two lists to choose from, the differences below, and a paper of them."""

    heading = "Các bản của bảng chấm điểm"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.known: tuple[Known, ...] = ()
        self.old, self.new = Choice(), Choice()
        self.old.setAccessibleName("So từ bản")
        self.new.setAccessibleName("So với bản")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        for words, combo in (("Từ", self.old), ("đến", self.new)):
            combo.setMinimumWidth(theme.zoomed(280))
            combo.currentIndexChanged.connect(self._show)
            row.addWidget(label(words, "muted"))
            row.addWidget(combo)
        self.summary = label("", "strong")
        row.addSpacing(theme.SPACE_S)
        row.addWidget(self.summary, 1)
        self.print = button("Xuất bảng so sánh…", self.export, icon="export")
        self.buttons.addWidget(self.print)
        self.table = difference_table("Hai bảng giống nhau.")
        self.body.addLayout(row)
        self.body.addWidget(Card.holding(self.table), 1)
        if session.is_open:
            self.refresh()

    def refresh(self) -> None:
        """The tables there are now; the newest change is shown first."""
        self.known = known_tables(self.session)
        for combo, place in ((self.old, len(self.known) - 2), (self.new, len(self.known) - 1)):
            combo.blockSignals(True)
            combo.clear()
            combo.addItems([it.name for it in self.known])
            combo.setCurrentIndex(max(0, place))
            combo.blockSignals(False)
        count = len(self.session.season.earlier_tables)
        self.sentence.setText(
            f"{count} bản trước được giữ lại."
            if count
            else "Chưa có bản trước: bản cũ được giữ lại khi sửa bảng đã ban hành."
        )
        self._show()

    @property
    def pair(self) -> tuple[Known, Known]:
        """The two tables that are compared."""
        return self.known[self.old.currentIndex()], self.known[self.new.currentIndex()]

    def _show(self) -> None:
        old, new = self.pair
        found = differences(old.table, new.table)
        self.table.set_records(change_lines(found))
        self.summary.setText(summary(found))
        self.print.setEnabled(bool(found))

    # ---- the paper

    def export(self) -> None:
        """Ask where, then write the comparison as a Word, PDF or Excel paper."""
        guard(self, self._export)

    def _export(self) -> None:
        season = self.session.season
        old, new = self.pair
        now = self.session.now()
        made = table_changes(season, (old.name, old.table), (new.name, new.table), now.date())
        paper = stamped(made, stamp_minute(season, now))
        target = files.ask_save(self, "Xuất bảng so sánh", f"{paper.file_stem}.docx", "word")
        if target is None:
            return

        def work(_report: object) -> None:
            write_paper(paper, target)

        def finished(_result: object) -> None:
            if isValid(self):
                self.told.emit(f"Đã ghi {target.name}.", "done")

        self.jobs.start("Đang ghi bảng so sánh", work, finished, partial(_failed, self))


def _failed(panel: Versions, error: Exception) -> None:
    if isValid(panel):
        show_error(panel, error)

"""Taking over the table of an earlier year, of this book or of another one, and what would change."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from models.table import ScoringTable
from models.tables import steps
from models.tables.diff import differences
from ui.book import other_file
from ui.book.jobs import Jobs
from ui.book.other_file import OtherTable
from ui.book.session import Session
from ui.look import theme
from ui.table_life.difference_table import change_lines, difference_table, summary
from ui.table_life.panel import Panel
from ui.table_life.rows_table import rows_table
from ui.widgets import files
from ui.widgets.cards import Card, EmptyState, button, label
from ui.widgets.choice import Choice
from ui.widgets.messages import guard, show_error


class Source(NamedTuple):
    """A table that can be taken over: what it is called, and its year."""

    name: str
    year: int
    table: ScoringTable


class CopyYear(Panel):
    """Choose a year; the list shows its rows, or what would change in the table there is."""

    heading = "Lấy bảng của năm trước"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._others: tuple[Source, ...] = ()
        self.sources: tuple[Source, ...] = ()
        self.choice = Choice()
        self.choice.setMinimumWidth(theme.zoomed(340))
        self.choice.setAccessibleName("Bảng của năm")
        self.choice.currentIndexChanged.connect(self._show)
        self.summary = label("", "strong")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(label("Bảng của", "muted"))
        row.addWidget(self.choice)
        row.addWidget(button("Chọn sổ khác…", self.choose_file, icon="folder"))
        row.addSpacing(theme.SPACE_S)
        row.addWidget(self.summary, 1)
        self._row = QWidget()
        self._row.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.take = button("Lấy bảng này", self.copy, "primary")
        self.buttons.addWidget(self.take)
        self.rows = rows_table()
        self.changes = difference_table()
        self._stack = QStackedWidget()
        empty = EmptyState(
            "Sổ này chưa có năm trước",
            "Chọn sổ của năm trước (.khoi). Sổ đó chỉ được đọc, không bị sửa.",
            ("Chọn sổ khác…", self.choose_file),
            icon="folder",
        )
        for view in (empty, Card.holding(self.rows), Card.holding(self.changes)):
            self._stack.addWidget(view)
        self.body.addWidget(self._row)
        self.body.addWidget(self._stack, 1)
        if session.is_open:
            self.refresh()

    def refresh(self) -> None:
        """The years of this book before the present one, then those of the books chosen since."""
        season = self.session.season
        own = [
            Source(f"Năm {year} của sổ này", year, table)
            for year in reversed(self.session.file.years())
            if year < season.year and (table := self.session.file.snapshot(year).table).rows
        ]
        self.sources = (*own, *self._others)
        kept = self.choice.currentText()
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([it.name for it in self.sources])
        self.choice.setCurrentIndex(max(0, self.choice.findText(kept)))
        self.choice.blockSignals(False)
        self._show()

    @property
    def source(self) -> Source | None:
        """The chosen table."""
        place = self.choice.currentIndex()
        return self.sources[place] if 0 <= place < len(self.sources) else None

    def _show(self) -> None:
        source, now = self.source, self.session.season.table
        self._row.setVisible(source is not None)
        self.take.setVisible(source is not None)
        if source is None:
            self.sentence.setText("Lấy các dòng của bảng cũ làm dự thảo, rồi sửa cho năm nay.")
            self._stack.setCurrentIndex(0)
            return
        made = self._made(source)
        if not now.rows:
            self.sentence.setText("Các dòng dưới đây sẽ thành dự thảo của năm nay.")
            self.rows.set_records(list(source.table.walk()))
            self.summary.setText(f"{len(source.table.criteria())} tiêu chí")
            self._stack.setCurrentIndex(1)
        else:
            self.sentence.setText(
                "Bảng đang có sẽ được thay. Dưới đây là những gì thay đổi."
                + ("" if now.life.is_open else f" Bảng thành bản {made.version}, là dự thảo.")
            )
            found = differences(now, made)
            self.changes.set_records(change_lines(found))
            self.summary.setText(summary(found))
            self._stack.setCurrentIndex(2)
        self.take.setEnabled(not self.session.locked and made.rows != now.rows)

    def _made(self, source: Source) -> ScoringTable:
        """The table that would be in force: a draft of this year with the rows of that one."""
        season = self.session.season
        copied = steps.copy_from(source.table)
        if season.table.rows:
            return steps.with_rows(season.table, copied.rows)
        title = copied.title.replace(str(source.year), str(season.year))
        return ScoringTable(copied.rows, season.table.version, title)

    def copy(self) -> None:
        """Put the chosen table in force."""
        source = self.source
        if source is not None:
            said = (
                f"Đã lấy {len(source.table.criteria())} tiêu chí của năm {source.year}. Sửa cho năm"
                " nay, rồi xem thay đổi ở Các bản."
            )
            self.put_in_force(self._made(source), f"lấy bảng của năm {source.year}", said)

    # ---- another book

    def choose_file(self) -> None:
        """Ask for another book."""
        path = files.ask_open(self, "Chọn sổ của năm trước", "block")
        if path is not None:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Read the tables of another book in the background."""
        now = self.session.now()
        guard(
            self,
            lambda: self.jobs.start(
                "Đang đọc sổ khác",
                lambda _report: other_file.tables_of(path, now),
                partial(self._read, path),
                self._failed,
            ),
        )

    def _read(self, path: Path, found: tuple[OtherTable, ...]) -> None:
        if not isValid(self):
            return
        made = tuple(
            Source(f"Năm {it.year}, {it.block} ({path.name})", it.year, it.table) for it in found
        )
        known = {it.name for it in made}
        self._others = (*(it for it in self._others if it.name not in known), *made)
        self.refresh()
        self.choice.setCurrentIndex(self.choice.findText(made[0].name))

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            show_error(self, error)

"""Văn bản: every paper the program makes, how it stands, and its files in a folder of the clerk's."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from models.block import Unit
from ui.book.jobs import Cancelled, Jobs, Report
from ui.book.session import Session
from ui.files import exporting, paper_work
from ui.files.exporting import FileToWrite, Overwrite
from ui.files.paper_work import KINDS, PaperKind
from ui.look import theme
from ui.pages.base import Page
from ui.widgets import files
from ui.widgets.cards import Card, button, label
from ui.widgets.choose_units import ChooseUnits
from ui.widgets.columns import Column
from ui.widgets.messages import Choice, ask, guard, show_error
from ui.widgets.paper_row import PaperRow
from ui.widgets.records import RecordTable
from ui.widgets.scroll import bring_into_view, scrolled
from ui.words import text

_LISTED = 200


@dataclass(frozen=True, slots=True)
class _Written:
    """One file that was written while the page was open."""

    path: Path
    when: datetime


class DocumentsPage(Page):
    """The papers in the order of the year, the folder they go to, and the files written so far."""

    key = "documents"
    title = "Văn bản"
    icon = "documents"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.folder: Path | None = None
        self._ticked: dict[str, frozenset[str]] = {}
        self._written: list[_Written] = []
        self.rows: dict[str, PaperRow] = {}
        self._asked_for: PaperRow | None = None
        papers = QWidget()
        papers.setProperty("role", "plain")
        column = QVBoxLayout(papers)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_S)
        for kind in KINDS:
            row = PaperRow(kind, partial(self.export, kind), partial(self._choose_units, kind))
            self.rows[kind.key] = row
            column.addWidget(row)
        column.addStretch(1)
        self.body.addWidget(scrolled(papers), 3)
        self.body.addWidget(self._files_card(), 1)

    def _files_card(self) -> Card:
        card = Card("Tệp đã ghi")
        self._where = label("", "muted")
        card.head.addStretch(1)
        card.head.addWidget(self._where)
        card.head.addWidget(button("Đổi thư mục…", self.choose_folder))
        card.head.addWidget(button("Mở thư mục", self._open_folder))
        self.table = RecordTable(
            [
                Column("Tệp", lambda it: it.path.name, width=320, stretch=1),
                Column("Ghi lúc", lambda it: _when(it, self.session.now()), width=130),
                Column("", lambda _it: "Mở", width=70, align="right", link=_open),
            ],
            same=lambda it: it.path,
            empty="Tệp vừa xuất sẽ hiện ở đây. Chương trình không bao giờ tự ghi đè tệp cũ.",
        )
        self.table.opened.connect(_open)
        card.body.addWidget(self.table, 1)
        return card

    # ---- showing

    def refresh(self, what: str) -> None:
        """The papers as they stand; the folder is the book's own until another is chosen."""
        if self.folder is None:
            self.folder = self.session.file.path.parent
        self._where.setText(f"Ghi vào {_short(self.folder)}")
        self._where.setToolTip(str(self.folder))
        season = self.session.season
        stop = paper_work.obstacle(season)
        shared = paper_work.shared(season, self.session.standings)
        told = ", ".join(words for words, _tone in shared)
        sentence = f"{f'Mọi văn bản: {told}. ' if told else ''}Chọn định dạng để ghi tệp."
        self.set_subtitle(f"{stop} nên chưa làm được văn bản." if stop else sentence)
        first = paper_work.next_paper(season)
        title = f"Xuất {first.title[:1].lower()}{first.title[1:]} (Word)"
        self.set_buttons(None if stop else (title, partial(self.export, first, ".docx")))
        self._show_papers()

    def _show_papers(self) -> None:
        season = self.session.season
        possible = not paper_work.obstacle(season)
        shared = paper_work.shared(season, self.session.standings)
        for kind in KINDS:
            found = paper_work.states(kind, season, self.session.standings)
            states = [it for it in found if it not in shared]
            chosen = len(self._units(kind))
            which = f"{chosen} đơn vị…" if chosen < len(season.units) else "Mọi đơn vị…"
            self.rows[kind.key].setVisible(paper_work.offered(kind, season))
            self.rows[kind.key].show_state(states, which, possible=possible)

    def show_target(self, target: str) -> None:
        """Bring one paper into view and the keyboard to it ("bang-tong-hop", "forms"), or that of one
        unit ("phieu-diem/<unit id>"), which is then the only one chosen."""
        key, _, unit = target.partition("/")
        row = self.rows.get(key)
        if row is not None:
            if unit:
                self._ticked[key] = frozenset({unit})
                self._show_papers()
            bring_into_view(row)
            self._asked_for = row

    def take_focus(self) -> None:
        """The keyboard goes to the paper that was asked for, else to where every page puts it."""
        row, self._asked_for = self._asked_for, None
        if row is None:
            super().take_focus()
        else:
            next(iter(row.formats.values())).setFocus()

    def _units(self, kind: PaperKind) -> tuple[Unit, ...]:
        """The units chosen for a paper; all of them until some are chosen."""
        ticked = self._ticked.get(kind.key)
        units = self.session.season.units
        chosen = tuple(it for it in units if ticked is None or it.id in ticked)
        return chosen or units

    def _choose_units(self, kind: PaperKind) -> None:
        present = {it.id for it in self._units(kind)}
        ticked = ChooseUnits(self.session.season.units, present, self).ask()
        if ticked is not None:
            self._ticked[kind.key] = ticked
            self._show_papers()

    def choose_folder(self) -> None:
        """Ask where the files shall go."""
        folder = files.ask_folder(self, "Chọn thư mục ghi văn bản")
        if folder is not None:
            self.folder = folder
            self.refresh("file")

    def _open_folder(self) -> None:
        if self.folder is not None:
            files.open_folder(self.folder)

    # ---- writing

    def export(self, kind: PaperKind, suffix: str) -> None:
        """Write one paper (of every chosen unit) in one format; asks before anything is replaced."""
        guard(self, lambda: self._export(kind, suffix))

    def _export(self, kind: PaperKind, suffix: str) -> None:
        assert self.folder is not None
        session = self.session
        made = paper_work.files(
            kind,
            session.season,
            self._units(kind),
            self.folder,
            suffix,
            session.now().date(),
            session.closed_versions(),
        )
        how = self._ask_overwrite(made)
        if how is None:
            return
        written: list[Path] = []

        def work(report: Report) -> None:
            exporting.write_files(made, written, report, how)

        def failed(error: Exception) -> None:
            if isValid(self):
                self._failed(error, written, len(made))

        title = f"Đang ghi {kind.title}"
        self.jobs.start(title, work, lambda _result: self._done(written), failed)

    def _ask_overwrite(self, made: tuple[FileToWrite, ...]) -> Overwrite | None:
        there = paper_work.present(made)
        if not there:
            return "number"
        answer = ask(
            self,
            "Tệp đã có" if len(there) == 1 else f"{len(there)} tệp đã có",
            paper_work.overwrite_words(there, self.session.now()),
            [
                Choice("replace", "Ghi đè", "danger"),
                Choice("number", "Ghi tệp có đánh số", "primary"),
            ],
        )
        return "replace" if answer == "replace" else "number" if answer == "number" else None

    def _done(self, written: list[Path]) -> None:
        if not isValid(self):
            return
        self._remember(written)
        if len(written) == 1:
            path = written[0]
            self.tell(f"Đã ghi {path.name}.", button=("Mở tệp", lambda: files.open_file(path)))
        else:
            folder = written[0].parent
            words = f"Đã ghi {len(written)} tệp vào {_short(folder)}."
            self.tell(words, button=("Mở thư mục", lambda: files.open_folder(folder)))

    def _failed(self, error: Exception, written: list[Path], wanted: int) -> None:
        self._remember(written)
        if isinstance(error, Cancelled):
            self.tell(f"Đã dừng. Đã ghi {len(written)} trên {wanted} tệp.", "warn")
            return
        if written:
            self.tell(f"Mới ghi được {len(written)} trên {wanted} tệp.", "warn")
        show_error(self, error)

    def _remember(self, written: list[Path]) -> None:
        now = self.session.now()
        older = [it for it in self._written if it.path not in written]
        self._written = [*(_Written(it, now) for it in reversed(written)), *older][:_LISTED]
        self.table.set_records(self._written)


def _when(written: _Written, now: datetime) -> str:
    return text.moment(written.when, now)


def _open(written: _Written) -> None:
    files.open_file(written.path)


def _short(folder: Path) -> str:
    """The last two parts of a folder, enough to know it by."""
    parts = folder.parts[-2:]
    return f"…/{'/'.join(parts)}" if len(folder.parts) > 3 else str(folder)

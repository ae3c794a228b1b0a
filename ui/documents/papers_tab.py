"""Tab "Văn bản": every paper under its step of the year, how far it is, and its files in a folder of the clerk's."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from models.block import Unit
from models.errors import AppError
from models.paper_record import PaperRecord
from models.papers.kinds import PAPERS, STEP_NAMES
from models.papers.words import Figures, calculate
from ui.book.jobs import Cancelled, Jobs, Report
from ui.book.session import Session
from ui.documents import paper_state
from ui.documents.paper_card import PaperCard
from ui.documents.paper_state import Exported, Line
from ui.documents.record_forms import Ask, ask_record, ask_signing, ask_texts
from ui.files import exporting, paper_work
from ui.files.exporting import FileToWrite, Overwrite
from ui.files.paper_work import FORMS, KINDS, PaperKind
from ui.frame.tab import Tab
from ui.look import theme
from ui.pages.base import Button
from ui.widgets import files
from ui.widgets.cards import Card, Tone
from ui.widgets.choose_units import ChooseUnits
from ui.widgets.columns import Column
from ui.widgets.forms import FormDialog
from ui.widgets.messages import Choice, ask, guard, show_error
from ui.widgets.records import RecordTable

_LEFT, _RIGHT = 5, 4


class PapersTab(Tab):
    """The list at the left; at the right the chosen paper with all that can be done with it."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the forms in place of a person.
        self.ask: Ask = FormDialog.ask
        self.folder: Path | None = None
        self.written: list[Path] = []
        self._ticked: dict[str, frozenset[str]] = {}
        self._figures: Figures | None = None
        self._filling = False
        self.card = PaperCard(self)
        self.table = RecordTable(
            (
                Column("Văn bản", _title, width=220, stretch=1),
                Column("Số", self._number, width=64),
                Column("Tình trạng", self._state, width=132, badge=True, tone=self._tone),
            ),
            same=lambda it: it.key,
            row_style=lambda it: "normal" if it.kind else "group",
        )
        self.table.setAccessibleName("Các văn bản của năm")
        self.table.chosen.connect(lambda _line: self._chosen())
        self.table.opened.connect(lambda _line: self.card.take_focus())
        listed = Card()
        listed.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(listed, _LEFT)
        row.addWidget(self.card, _RIGHT)
        self.body.addLayout(row, 1)

    # ---- showing

    def refresh(self, what: str) -> None:
        """The papers as they stand; the folder is the book's own until another is chosen."""
        if self.folder is None:
            self.folder = self.session.file.path.parent
        self._figures = None
        season = self.session.season
        self._filling = True
        offered = tuple(it for it in KINDS if paper_work.offered(it, season))
        self.table.set_records(paper_state.lines(offered))
        if self.kind is None:
            first = paper_work.next_paper(season)
            self.table.select(lambda it: it.key == first.key)
        self._filling = False
        self._show_card()

    @property
    def kind(self) -> PaperKind | None:
        """The paper that is chosen, None while a heading is."""
        line = self.table.selected
        return line.kind if line else None

    @property
    def figures(self) -> Figures:
        """The results all papers print, calculated when the first asks."""
        if self._figures is None:
            season, versions = self.session.season, self.session.closed_versions()
            self._figures = calculate(season, self.session.standings, versions)
        return self._figures

    def _chosen(self) -> None:
        """Another line was chosen; while the list is made anew the card waits for the end of it."""
        if not self._filling:
            self._show_card()

    def _show_card(self) -> None:
        self.card.show_kind(self.kind)
        self.head_changed.emit()

    def _number(self, line: Line) -> str:
        return self.record(line.kind).number if line.kind and not line.kind.per_unit else ""

    def _state(self, line: Line) -> str:
        return paper_state.state(self.session.season, line.kind.key)[0] if line.kind else ""

    def _tone(self, line: Line) -> Tone:
        return paper_state.state(self.session.season, line.kind.key)[1] if line.kind else "plain"

    def sentence(self) -> str:
        """What all papers have in common, and what to do."""
        season = self.session.season
        stop = paper_work.obstacle(season)
        if stop:
            return f"{stop}: mới làm được những văn bản không cần điểm."
        shared = paper_work.shared(season, self.session.standings)
        told = ", ".join(words for words, _tone in shared)
        return f"{f'Mọi văn bản: {told}. ' if told else ''}Chọn văn bản, rồi chọn định dạng để ghi tệp."

    def primary(self) -> Button | None:
        """The chosen paper in the format it is used in first."""
        kind = self.kind
        if kind is None or self.obstacle(kind):
            return None
        suffix = kind.suffixes[0]
        title = f"Xuất {kind.title[:1].lower()}{kind.title[1:]}"
        words = title if kind.key == FORMS else f"{title} ({paper_work.FORMAT_WORDS[suffix]})"
        return words, partial(self.export, kind, suffix)

    def secondary(self) -> Sequence[Button]:
        """What concerns all papers."""
        found: list[Button] = [("Xuất cả bộ…", self.export_all)]
        if not self.session.locked:
            found.insert(0, ("Phần ký, nơi nhận…", self.change_signing))
        return found

    def obstacle(self, kind: PaperKind) -> str:
        """Why this paper cannot be made yet, "" when it can."""
        if kind.per_unit and not self.session.season.units:
            return "Chưa có đơn vị nào"
        needs = kind.key == FORMS or PAPERS[kind.key].needs_table
        return paper_work.obstacle(self.session.season) if needs else ""

    def show_target(self, target: str) -> None:
        """One paper ("bang-tong-hop", "forms"), or that of one unit ("phieu-diem/<unit id>"), which is then the
        only one chosen."""
        key, _, unit = target.partition("/")
        if unit:
            self._ticked[key] = frozenset({unit})
        self._filling = True
        found = self.table.select(lambda it: it.key == key)
        self._filling = False
        if found:
            self._show_card()

    # ---- units and folder

    def units(self, kind: PaperKind) -> tuple[Unit, ...]:
        """The units chosen for a paper; all of them until some are chosen."""
        ticked = self._ticked.get(kind.key)
        units = self.session.season.units
        chosen = tuple(it for it in units if ticked is None or it.id in ticked)
        return chosen or units

    def choose_units(self, kind: PaperKind) -> None:
        """Ask which units a paper is made for."""
        present = {it.id for it in self.units(kind)}
        ticked = ChooseUnits(self.session.season.units, present, self).ask()
        if ticked is not None:
            self._ticked[kind.key] = ticked
            self._show_card()

    def choose_folder(self) -> None:
        """Ask where the files shall go."""
        folder = files.ask_folder(self, "Chọn thư mục ghi văn bản")
        if folder is not None:
            self.folder = folder
            self.refresh("file")

    # ---- what is noted of a paper

    def record(self, kind: PaperKind) -> PaperRecord:
        """What is noted of the paper: of a unit's one, that of the only unit chosen."""
        return self.session.season.plan.record(kind.key, self.unit_of(kind))

    def unit_of(self, kind: PaperKind) -> str:
        """The unit whose paper is meant, "" for a paper of the block or while several are chosen."""
        units = self.units(kind)
        return units[0].id if kind.per_unit and len(units) == 1 else ""

    def change_record(self, kind: PaperKind) -> None:
        """Ask for number, days and addressees."""
        paper, season = PAPERS[kind.key], self.session.season
        series = paper_state.series_of(season, paper)
        earlier = self.session.season_of(season.year - 1) if season.block.numbered_by_term else None
        before = paper_state.last_before(season, earlier, paper.code)
        today = self.session.now().date()
        made = ask_record(paper, self.record(kind), series, before, today, self.ask, self)
        self._keep(made, f"ghi số, ngày của {kind.title}")

    def change_texts(self, kind: PaperKind) -> None:
        """Ask for the places of the paper that the clerk writes."""
        made = ask_texts(PAPERS[kind.key], self.record(kind), self.ask, self)
        self._keep(made, f"sửa lời văn của {kind.title}")

    def attach(self, kind: PaperKind) -> None:
        """Note the clerk's own finished file of the paper."""
        path = files.ask_open(self, f"Chọn bản đã hoàn chỉnh của {kind.title}", "any")
        if path is not None:
            self._keep(
                replace(self.record(kind), file=path.name), f"gắn “{path.name}” vào {kind.title}"
            )

    def _keep(self, record: PaperRecord | None, label: str) -> None:
        if record is None or record == self.session.season.plan.record(record.kind, record.unit):
            return
        plan = self.session.season.plan.with_record(record)
        if guard(self, partial(self.session.set_plan, plan, label)):
            self.tell(f"Đã {label}.", button=("Hoàn tác", self.session.undo))

    def change_signing(self) -> None:
        """Ask who signs the block's papers and who gets them."""
        season = self.session.season
        made = ask_signing(season.block, self.ask, self)
        if made is not None and made != season.block:
            guard(self, partial(self.session.set_block, made, season.head, season.deputy))

    # ---- writing

    def export(self, kind: PaperKind, suffix: str) -> None:
        """Write one paper (of every chosen unit) in one format; asks before anything is replaced."""
        guard(
            self,
            lambda: self._export(
                self._of(kind), self._files(kind, suffix), f"Đang ghi {kind.title}"
            ),
        )

    def export_all(self) -> None:
        """Write every paper that can be made into a folder of its own, numbered in the order of the year."""
        guard(self, self._export_all)

    def preview(self, kind: PaperKind) -> None:
        """The paper as PDF in the program the system keeps for it; the clerk's folder is not touched."""
        guard(self, lambda: self._preview(kind))

    def _preview(self, kind: PaperKind) -> None:
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="so-khoi-xem-"))
        made = self._files(kind, ".pdf", folder)[:1]
        written: list[Path] = []

        def done(_result: object) -> None:
            files.open_file(written[0])

        self.jobs.start(
            f"Đang dựng {kind.title}",
            lambda report: exporting.write_files(made, written, report),
            done,
            lambda error: show_error(self, error),
        )

    def _files(
        self,
        kind: PaperKind,
        suffix: str,
        folder: Path | None = None,
        units: Sequence[Unit] = (),
    ) -> tuple[FileToWrite, ...]:
        session = self.session
        place = folder or self.folder
        assert place is not None
        return paper_work.files(
            kind, session.season, units or self.units(kind), place, suffix, session.now().date(),
            session.closed_versions(),
        )  # fmt: skip

    def _export_all(self) -> None:
        season = self.session.season
        assert self.folder is not None
        folder = self.folder / paper_work.dossier_name(season)
        made: list[FileToWrite] = []
        papers: list[Exported] = []
        kinds = [it.kind for it in self.table.records if it.kind and it.kind.key != FORMS]
        kinds = [it for it in kinds if not self.obstacle(it)]
        for number, kind in enumerate(kinds, 1):
            with_number = partial(paper_work.numbered, number)
            try:
                made += map(with_number, self._files(kind, kind.suffixes[0], folder))
            except AppError:  # nobody gets such a paper now: a reminder where nobody owes
                continue
            papers += self._of(kind)
        folder.mkdir(parents=True, exist_ok=True)
        self._export(papers, tuple(made), "Đang ghi cả bộ văn bản")

    def _export(
        self, papers: Sequence[Exported], made: tuple[FileToWrite, ...], title: str
    ) -> None:
        how = self._ask_overwrite(made)
        if how is None:
            return
        written: list[Path] = []

        def work(report: Report) -> None:
            exporting.write_files(made, written, report, how)

        def failed(error: Exception) -> None:
            if isValid(self):
                self._failed(error, written, len(made))

        book, year = self.session.file.path, self.session.season.year

        def done(_result: object) -> None:
            if not isValid(self):
                return
            # Another book or year may be open by now: what was written is not of it.
            same = self.session.is_open and (self.session.file.path, self.session.season.year) == (
                book,
                year,
            )
            self._done(papers if same else (), written)

        self.jobs.start(title, work, done, failed)

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

    def _done(self, papers: Sequence[Exported], written: list[Path]) -> None:
        self.written = [*reversed(written), *self.written]
        self._note_exported(papers)
        act: Callable[[], object]
        if len(written) == 1:
            path = written[0]
            self.tell(f"Đã ghi {path.name}.", button=("Mở tệp", lambda: files.open_file(path)))
        elif written:
            folder = written[0].parent
            act = partial(files.open_folder, folder)
            self.tell(
                f"Đã ghi {len(written)} tệp vào {paper_work.short(folder)}.",
                button=("Mở thư mục", act),
            )

    def _of(self, kind: PaperKind) -> tuple[Exported, ...]:
        return paper_state.exported(
            self.session.season, kind, self.units(kind), self.session.now().date()
        )

    def _note_exported(self, papers: Sequence[Exported]) -> None:
        """The day of the first export is kept; a later one changes nothing."""
        plan, today = self.session.season.plan, self.session.now().date()
        made = plan
        for key, unit in papers:
            record = made.record(key, unit)
            if record.exported is None:
                made = made.with_record(replace(record, exported=today))
        if made != plan and not self.session.read_only:
            guard(self, partial(self.session.set_plan, made, "ghi ngày xuất văn bản"))

    def _failed(self, error: Exception, written: list[Path], wanted: int) -> None:
        self.written = [*reversed(written), *self.written]
        if isinstance(error, Cancelled):
            self.tell(f"Đã dừng. Đã ghi {len(written)} trên {wanted} tệp.", "warn")
            return
        if written:
            self.tell(f"Mới ghi được {len(written)} trên {wanted} tệp.", "warn")
        show_error(self, error)


def _title(line: Line) -> str:
    return line.kind.title if line.kind else STEP_NAMES[line.step]

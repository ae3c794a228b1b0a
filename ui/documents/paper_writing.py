"""Writing papers from the page Văn bản: which units, which folder, nothing replaced unasked, what was written."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from models.block import Unit
from models.errors import AppError
from models.papers.kinds import PAPERS
from models.papers.stamp import stamp_minute
from ui.book.jobs import Cancelled, Jobs, Report
from ui.book.scratch import Scratch
from ui.book.session import Session
from ui.documents import paper_state
from ui.documents.paper_state import Exported
from ui.files import exporting, paper_work
from ui.files.exporting import FileToWrite, Overwrite
from ui.files.paper_work import FORMS, KINDS, PaperKind
from ui.frame.tab import Tab
from ui.widgets import files
from ui.widgets.choose_units import ChooseUnits
from ui.widgets.messages import Choice, ask, guard, show_error

_PRINTED_UNASKED = 3
"""So many papers go to the printer without a question."""


class PaperWriting(Tab):
    """The part of the tab that makes files; `show_choice` is called when other units are chosen."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.folder: Path | None = None
        self.written: list[Path] = []
        self._ticked: dict[str, frozenset[str]] = {}
        self._seen: Scratch | None = None
        session.closing.connect(self._drop_previews)

    def show_choice(self) -> None:
        """Show which units are chosen."""

    def obstacle(self, kind: PaperKind) -> str:
        """Why this paper cannot be made yet, "" when it can."""
        if kind.per_unit and not self.session.season.units:
            return "Chưa có đơn vị nào"
        needs = kind.key == FORMS or PAPERS[kind.key].needs_table
        return paper_work.obstacle(self.session.season) if needs else ""

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
            self.show_choice()

    def choose_folder(self) -> None:
        """Ask where the files shall go."""
        folder = files.ask_folder(self, "Chọn thư mục ghi văn bản")
        if folder is not None:
            self.folder = folder
            self.refresh("file")

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
        """The paper (of the first chosen unit) as PDF in the program the system keeps for it; the clerk's folder is
        not touched."""

        def shown(written: Sequence[Path]) -> None:
            files.open_file(written[0])

        guard(self, lambda: self._draw(kind, self._drawn(kind)[:1], shown))

    def print_out(self, kind: PaperKind) -> None:
        """The paper (of every chosen unit) to the printer; many are asked about first."""
        guard(self, lambda: self._print_out(kind))

    def _print_out(self, kind: PaperKind) -> None:
        made = self._drawn(kind)
        if len(made) <= _PRINTED_UNASKED or self._ask_print(len(made)):
            self._draw(kind, made, self._print)

    def _ask_print(self, number: int) -> bool:
        words = "Mỗi đơn vị một văn bản. Để in ít hơn, chọn đơn vị ở dòng “Làm cho”."
        choice = Choice("print", f"In {number} văn bản", "primary")
        return ask(self, f"In {number} văn bản?", words, [choice]) == "print"

    def _print(self, written: Sequence[Path]) -> None:
        opened = sum([not files.print_file(it) for it in written])
        if opened > 1:
            self.tell(f"Đã mở {opened} bản PDF. Bấm Ctrl+P ở từng bản để in.")
        elif opened:
            self.tell("Đã mở bản PDF. Bấm Ctrl+P ở đó để in.")
        else:
            self.tell(f"Đã gửi {len(written)} văn bản đến máy in.")

    def _drawn(self, kind: PaperKind) -> tuple[FileToWrite, ...]:
        return self._files(kind, ".pdf", self._preview_folder())

    def _draw(
        self,
        kind: PaperKind,
        made: Sequence[FileToWrite],
        then: Callable[[Sequence[Path]], None],
    ) -> None:
        """Write papers to be looked at or printed in the background, `then` do that."""
        written: list[Path] = []

        def done(_result: object) -> None:
            if isValid(self):
                then(written)

        self.jobs.start(
            f"Đang dựng {kind.title}",
            lambda report: exporting.write_files(made, written, report),
            done,
            lambda error: show_error(self, error),
        )

    def _preview_folder(self) -> Path:
        """One for all previews of a book: gone with it, at the latest with the program."""
        if self._seen is None:
            self._seen = Scratch("so-khoi-xem-")
        folder = self._seen.path
        folder.mkdir(exist_ok=True)
        return folder

    def _drop_previews(self) -> None:
        if self._seen is not None:
            self._seen.cleanup()
            self._seen = None

    def _files(
        self,
        kind: PaperKind,
        suffix: str,
        folder: Path | None = None,
        units: Sequence[Unit] = (),
    ) -> tuple[FileToWrite, ...]:
        session = self.session
        place, now = folder or self.folder, session.now()
        assert place is not None
        return paper_work.files(
            kind, session.season, units or self.units(kind), place, suffix, now.date(),
            session.closed_versions(), stamp_minute(session.season, now),
        )  # fmt: skip

    def _export_all(self) -> None:
        season = self.session.season
        assert self.folder is not None
        folder = self.folder / paper_work.dossier_name(season)
        made: list[FileToWrite] = []
        papers: list[Exported] = []
        kinds = [
            it
            for it in KINDS
            if it.key != FORMS and paper_work.offered(it, season) and not self.obstacle(it)
        ]
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
            exporting.write_files(made, written, report, how, files.to_trash)

        def failed(error: Exception) -> None:
            if isValid(self):
                self._failed(error, written, len(made))

        still = self._same_year()

        def done(_result: object) -> None:
            if isValid(self):
                self._done(papers if still() else (), written)

        self.jobs.start(title, work, done, failed)

    def _same_year(self) -> Callable[[], bool]:
        """Asked when a job is done: whether its book and year are still open. What it made is of no other."""
        book, year = self.session.file.path, self.session.season.year

        def still() -> bool:
            now = self.session
            return (
                isValid(self) and now.is_open and (now.file.path, now.season.year) == (book, year)
            )

        return still

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
        self.written = list(dict.fromkeys([*reversed(written), *self.written]))
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
        self.written = list(dict.fromkeys([*reversed(written), *self.written]))
        if isinstance(error, Cancelled):
            self.tell(f"Đã dừng. Đã ghi {len(written)} trên {wanted} tệp.", "warn")
            return
        if written:
            self.tell(f"Mới ghi được {len(written)} trên {wanted} tệp.", "warn")
        show_error(self, error)

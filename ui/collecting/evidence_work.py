"""The slow acts of the tab "Hồ sơ kiểm chứng": files in, all files read through, zips out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from exporters import write_paper
from models.collected import EvidenceFile
from models.collecting.evidence import State
from models.papers.evidence import unit_evidence
from models.papers.stamp import stamp_minute, stamped
from ui.book.evidence_acts import LARGE, Brought, Packed
from ui.book.jobs import Cancelled, Jobs, Report
from ui.book.session import Session
from ui.collecting import evidence_rows as words
from ui.files.form_files import collect
from ui.frame.tab import Tab
from ui.pages.base import Button
from ui.widgets import files, messages
from ui.widgets.files import Kind
from ui.widgets.messages import Choice, ask, guard, show_error

_MOST_SAID = 8


class EvidenceWork(Tab):
    """What is done to files runs as a job; what it gave is recorded afterwards as one act.

    `unit` is the unit in view, `book` the file and year it belongs to; `states` is how each recorded file
    is, `read` what the last check of all files found.
    """

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.unit = ""
        self.book: tuple[Path, int] | None = None
        self.states: dict[str, State] = {}
        self.read: dict[str, State] = {}

    def show_code(self, code: str) -> None:
        """Choose the row of a criterion."""

    # ---- adding

    def add_files(self, code: str, paths: Sequence[Path]) -> None:
        """Copy files (and those of folders) in for a criterion of the chosen unit, then record them."""
        if paths:
            guard(self, partial(self._add, code, paths))

    def _add(self, code: str, paths: Sequence[Path]) -> None:
        found = collect(paths)
        looked = self.session.look_at_evidence(found)
        brought = Brought(self.unit, code, refused=[it.refused for it in looked if it.refused])
        taken = [it for it in looked if not it.refused]
        large = [it for it in taken if it.size > LARGE]
        if large:
            answer = self._ask_large([(it.path.name, it.size) for it in large])
            if answer is None:
                return
            taken = taken if answer == "copy" else [it for it in taken if it not in large]
        if not taken:
            self._refuse(brought)
            return
        work = self.session.evidence_bringer(brought, [it.path for it in taken])
        self._start("Đang chép hồ sơ", work, brought)

    def _start(self, title: str, work: Callable[[Report], None], brought: Brought) -> None:
        def failed(error: Exception) -> None:
            self._take(brought, error)

        self.jobs.start(title, work, lambda _it: self._take(brought), failed)

    def _ask_large(self, large: Sequence[tuple[str, int]]) -> str | None:
        shown = "; ".join(f"“{name}” {words.size(size)}" for name, size in large[:5])
        return ask(
            self,
            "Tệp rất lớn",
            f"{shown}. Chép vào thì thư mục hồ sơ và tệp nén gửi đi cũng lớn theo.",
            [Choice("skip", "Bỏ tệp lớn"), Choice("copy", "Vẫn chép", "primary")],
        )

    def _take(self, brought: Brought, error: Exception | None = None) -> None:
        """Record what was brought in, also what was done before a stop."""
        if not isValid(self) or not self.session.is_open:
            return
        if self.book != (self.session.file.path, self.session.season.year):
            return  # another book was opened meanwhile: the copies are strangers of the first
        if brought.shared and self._ask_shared(brought):
            brought.added += [it for it, _ in brought.shared]
        unit = self.session.season.unit(brought.unit)
        name = unit.name if unit else ""
        label_of_act = f"thêm hồ sơ {brought.criterion} của {name}"
        if not guard(self, lambda: self.session.add_evidence(brought, label_of_act)):
            return
        said = words.brought_words(brought)
        undo: Button = ("Hoàn tác", self.session.undo)
        if said:
            recorded = bool(brought.added or brought.renewed)
            self.tell(said, "done" if recorded else "warn", undo if recorded else None)
            self.show_code(brought.criterion)
        self._refuse(brought)
        if isinstance(error, Cancelled):
            self.tell(f"Đã dừng. {said or 'Chưa thêm tệp nào.'}", "warn")
        elif error is not None:
            show_error(self, error)

    def _ask_shared(self, brought: Brought) -> bool:
        answer = ask(
            self,
            "Tệp này đơn vị đã có",
            words.shared_words(brought),
            [Choice("add", f"Dùng cho cả {brought.criterion}", "primary")],
        )
        return answer == "add"

    def _refuse(self, brought: Brought) -> None:
        if not brought.refused:
            return
        shown = brought.refused[:_MOST_SAID]
        left = len(brought.refused) - len(shown)
        lines = "\n".join((*shown, *((f"Và {left} tệp khác.",) if left else ())))
        messages.tell(self, f"Chưa nhận {len(brought.refused)} tệp", lines)

    def record_stranger(self, file: EvidenceFile, code: str, title: str) -> None:
        """Read a file of the folder that no record names, then record it for a criterion."""
        brought = Brought(file.unit, code)
        named = replace(file, title=title)
        work = self.session.evidence_adopter(brought, [named])
        self._start("Đang đọc tệp", work, brought)

    # ---- the list

    def write_list(self, kind: Kind) -> None:
        """Ask where, and write the list of evidence of the unit in view."""
        season, unit, now = self.session.season, self.unit, self.session.now()
        lacking = [it for it, how in self.states.items() if how not in ("ok", "changed")]
        made = unit_evidence(season, unit, now.date(), lacking)
        report = stamped(made, stamp_minute(season, now))
        suffix = files.FILTERS[kind][1]
        target = files.ask_save(self, "Ghi danh mục hồ sơ", f"{report.file_stem}{suffix}", kind)
        if target is None:
            return

        def done(_result: object) -> None:
            if isValid(self):
                show: Button = ("Mở tệp", lambda: files.open_file(target))
                self.tell(f"Đã ghi “{target.name}”.", button=show)

        guard(
            self,
            lambda: self.jobs.start(
                "Đang ghi danh mục", lambda _report: write_paper(report, target), done, self._fail
            ),
        )

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            show_error(self, error)

    # ---- all files

    def check(self) -> None:
        """Read every recorded file through in the background."""
        found: dict[str, State] = {}
        total, book = len(self.states), self.book

        def end(error: Exception | None = None) -> None:
            if not isValid(self) or not self.session.is_open or self.book != book:
                return
            self.read.update(found)
            self.refresh("checked")
            self.head_changed.emit()
            self.tell(*words.checked_words(found, total))
            if error is not None:
                show_error(self, error)

        work = self.session.evidence_checker(found)
        guard(self, lambda: self.jobs.start("Đang kiểm tra hồ sơ", work, lambda _it: end(), end))

    def pack(self, units: Sequence[str]) -> None:
        """Ask for a folder and write the zip of each of these units into it."""
        folder = files.ask_folder(self, "Chọn thư mục ghi tệp nén") if units else None
        if folder is None:
            return
        packed: list[Packed] = []

        def end(error: Exception | None = None) -> None:
            if isValid(self):
                self._packed(packed, len(units), folder, error)

        work = self.session.evidence_packer(units, folder, packed)
        guard(self, lambda: self.jobs.start("Đang tạo tệp nén", work, lambda _it: end(), end))

    def _packed(
        self, packed: Sequence[Packed], wanted: int, folder: Path, error: Exception | None
    ) -> None:
        show: Button = ("Mở thư mục", lambda: files.open_folder(folder))
        if error is not None:
            self.tell(
                f"Đã ghi {len(packed)} trên {wanted} tệp nén.", "warn", show if packed else None
            )
            show_error(self, error)
            return
        name = f" “{packed[0].path.name}”" if wanted == 1 else f" {len(packed)} tệp nén"
        self.tell(f"Đã ghi{name}.", button=show)
        left = words.left_words(self.session.season, packed) if self.session.is_open else ""
        if left:
            messages.tell(self, "Có tệp không như khi nhận", left)

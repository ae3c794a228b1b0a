"""Nhận biểu mẫu: read the units' files, see what each would change, then accept. Nothing before."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from models.intake import FormReading, Preview, previews
from models.season import Season
from ui import theme
from ui.form_back import carry_over, copy_message, is_earlier, mark_file
from ui.form_files import collect
from ui.import_words import badge, can_accept, detail, summary, title
from ui.jobs import Cancelled, Jobs, Report
from ui.pages.base import Button, Page
from ui.session import Session
from ui.widgets.cards import Card, EmptyState, Tone
from ui.widgets.columns import Column
from ui.widgets.files import ask_folder, ask_open_many
from ui.widgets.form_cells import FormCells
from ui.widgets.messages import guard, show_error
from ui.widgets.problem_card import ProblemCard
from ui.widgets.records import RecordTable


class _Held(NamedTuple):
    """A reading, what of the season decided what it says, and the file on the disk: a zip holds many."""

    reading: FormReading
    against: tuple[object, ...]
    file: Path


class ImportPage(Page):
    """The list of what was read. Its readings are held anew against the season at every change.

    Whether a form fits is decided while it is read: once the block, the rules, the table or the units
    are others than they were then, the file is read again before anything of it can be accepted.
    """

    key = "import"
    title = "Nhận biểu mẫu"
    icon = "import"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.previews: tuple[Preview, ...] = ()
        self._readings: dict[str, _Held] = {}
        self._off: set[str] = set()
        self._old: set[str] = set()
        self._left_out = 0
        self._source: tuple[object, ...] = ()
        # The next job may only start once the one that ends has handed over what it did.
        jobs.finished.connect(self._read_again, Qt.ConnectionType.QueuedConnection)
        self.table = RecordTable(self._columns(), same=lambda it: it.reading.path)
        self.table.chosen.connect(lambda _it: self._show_problems())
        self.table.opened.connect(self.show_cells)
        self.problems = ProblemCard(
            (
                ("Chuyển sang biểu mẫu bản mới…", lambda: self._back(carry_over)),
                ("Chép lời nhắn", lambda: self._back(copy_message)),
                ("Lưu tệp đánh dấu lỗi…", lambda: self._back(mark_file)),
                ("Bỏ tệp này ra", self._drop_chosen),
            )
        )
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(Card.holding(self.table), 1)
        column.addWidget(self.problems)
        empty = EmptyState(
            "Thả tệp biểu mẫu vào đây",
            "Kéo tệp các đơn vị gửi về, hoặc cả thư mục. Xem trước rồi mới nhận.",
            ("Chọn tệp…", self.choose_files),
            ("Chọn thư mục…", self.choose_folder),
            "import",
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)  # first: what a stack shows without a page is a window
        self._stack.addWidget(filled)
        self._stack.addWidget(empty)
        self.setAcceptDrops(True)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        shortcut.activated.connect(self._drop_chosen)

    # ---- showing

    def refresh(self, what: str) -> None:
        """Hold the readings against the season as it is now."""
        source = (self.session.file.path, self.session.season.year)
        if source != self._source:
            self._forget()
        self._source = source
        self._show()
        self._read_again()

    def _outdated(self) -> set[str]:
        """The paths of the files that were read against something else than what is in force now."""
        against = _against(self.session.season)
        return {path for path, held in self._readings.items() if held.against != against}

    def _read_again(self) -> None:
        """Read what is outdated, as soon as no other job is running."""
        if self.session.is_open and not self.jobs.busy and (old := self._outdated()):
            self._read(tuple(dict.fromkeys(self._readings[path].file for path in old)))

    def _show(self) -> None:
        fresh = not self.previews
        held = [it.reading for it in self._readings.values()]
        self.previews = previews(self.session.season, held)
        self._old = self._outdated()
        self._stack.setCurrentIndex(0 if self.previews else 1)
        self.table.set_records(self.previews)
        if fresh and self.previews:
            # What cannot be accepted is shown first: it is what the clerk must act on.
            worst = min(self.previews, key=lambda it: (it.state != "refused", not it.problems))
            self.table.select(lambda it: it is worst)
        self._show_words()
        self._show_problems()

    def _show_words(self) -> None:
        chosen = self.chosen()
        add: list[Button] = [
            ("Thêm thư mục…", self.choose_folder),
            ("Thêm tệp…", self.choose_files),
        ]
        if not self.previews:
            self.set_subtitle("Chưa có tệp nào. Điểm chỉ được ghi sau khi anh/chị xem và bấm Nhận.")
            self.set_buttons(None)
            return
        words = summary(self.previews, self._left_out)
        if self._old:
            words = f"Sổ vừa đổi quy tắc, bảng điểm hoặc đơn vị: đang đọc lại {len(self._old)} tệp."
        if self.session.read_only:
            words = f"{words} Chưa nhận được: {self.session.read_only_reason}"
        self.set_subtitle(words)
        waiting = any(can_accept(it) for it in self.previews)
        add.append(("Bỏ qua" if waiting else "Xóa danh sách", self.clear))
        accept = (f"Nhận {len(chosen)} đơn vị", self.accept) if chosen else None
        self.set_buttons(accept, add)

    def _show_problems(self) -> None:
        preview: Preview | None = self.table.selected
        self.problems.show_preview(preview)
        carry, _message, mark, _drop = self.problems.acts
        carry.setVisible(preview is not None and is_earlier(preview))
        # A file that is no form has no cells to be marked.
        mark.setVisible(preview is not None and bool(preview.reading.lines))

    def _back(self, act: Callable[[Page, Preview], object]) -> None:
        """Something for the unit whose form is chosen."""
        preview: Preview | None = self.table.selected
        if preview is not None:
            act(self, preview)

    def chosen(self) -> list[Preview]:
        """The forms that are ticked and can be accepted."""
        return [it for it in self.previews if self._ticked(it)]

    def _ticked(self, preview: Preview) -> bool | None:
        if self.session.read_only or not can_accept(preview) or preview.reading.path in self._old:
            return None
        return preview.reading.path not in self._off

    def _tick(self, preview: Preview, on: bool) -> None:
        if on:
            self._off.discard(preview.reading.path)
        else:
            self._off.add(preview.reading.path)
        self._show_words()

    # ---- reading

    def choose_files(self) -> None:
        """Ask for files and read them."""
        self.add_files(ask_open_many(self, "Chọn biểu mẫu các đơn vị gửi về", "forms"))

    def choose_folder(self) -> None:
        """Ask for a folder and read the workbooks in it."""
        folder = ask_folder(self, "Chọn thư mục có biểu mẫu")
        if folder is not None:
            self.add_files([folder])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read these files and folders in the background, then show what they say."""

        def add() -> None:
            files, left_out = collect(paths)
            self._left_out += left_out
            if files:
                self._read(files)
            elif paths:
                self.set_subtitle("Thư mục này không có tệp Excel nào. Chọn thư mục khác.")

        guard(self, add)

    def _read(self, files: tuple[Path, ...]) -> None:
        from exporters.score_form import read_all

        season = self.session.season
        against = _against(season)
        done: list[tuple[_Held, ...]] = []  # one for each file

        def work(report: Report) -> None:
            for number, path in enumerate(files):
                report(number, len(files), path.name)
                done.append(tuple(_Held(it, against, path) for it in read_all(path, season)))

        def failed(error: Exception) -> None:
            # What should have been read again and was not is out, or it would be tried for ever.
            left = set(files[len(done) :])
            dropped = [
                path
                for path, held in self._readings.items()
                if held.file in left and held.against != against
            ]
            for path in dropped:
                del self._readings[path]
            self._take(done)
            if not isValid(self):
                return
            if isinstance(error, Cancelled):
                out = f" {len(dropped)} tệp chưa đọc lại đã ra khỏi danh sách." if dropped else ""
                self.tell(f"Đã dừng sau {len(done)} trên {len(files)} tệp.{out}", "warn")
            else:
                show_error(self, error)

        def start() -> None:
            self.jobs.start("Đang đọc biểu mẫu", work, lambda _result: self._take(done), failed)

        guard(self, start)

    def _take(self, read: list[tuple[_Held, ...]]) -> None:
        for file in read:
            # A file read again, mended in the meantime, takes the place of its earlier readings.
            found = {held.reading.path: held for held in file}
            gone = {path for path, held in self._readings.items() if held.file == file[0].file}
            for path in gone - found.keys():
                del self._readings[path]
            self._readings |= found
        if self.session.is_open and isValid(self):
            # The file may have been closed, and this page with it, while the forms were read.
            self._show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere on the page; a book is left to the window."""
        paths = _dropped(event)
        if paths and not any(it.suffix.lower() == ".khoi" for it in paths):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.add_files(_dropped(event))

    # ---- acts

    def accept(self) -> None:
        """Enter the ticked forms, one act for each unit."""
        chosen = self.chosen()
        taken: list[int] = []
        if not guard(self, lambda: taken.append(self.session.accept(chosen))):
            return
        if taken[0] == 1 and chosen[0].unit:
            undo: Button | None = ("Hoàn tác", self.session.undo)
            self.tell(f"Đã nhận biểu mẫu của {chosen[0].unit.name}.", button=undo)
        else:
            self.tell(f"Đã nhận {taken[0]} đơn vị. Hoàn tác (Ctrl+Z) lấy lại từng đơn vị một.")

    def clear(self) -> None:
        """Empty the list; nothing that was accepted changes."""
        self._forget()
        self._show()

    def _forget(self) -> None:
        self._readings.clear()
        self._off.clear()
        self._left_out = 0

    def _drop_chosen(self) -> None:
        preview: Preview | None = self.table.selected
        if preview is not None:
            self._readings.pop(preview.reading.path, None)
            self._show()

    def show_cells(self, preview: Preview) -> None:
        """All cells of one form in a box."""
        if preview.unit is not None and preview.reading.lines:
            FormCells(self.session.season, preview, self).exec()

    def _columns(self) -> list[Column]:
        link: Callable[[Preview], object] = self.show_cells
        return [
            Column("", width=44, checked=self._ticked, toggle=self._tick),
            Column(
                "Đơn vị và tệp",
                title,
                width=240,
                stretch=2,
                bold=True,
                middle=True,
                second=lambda it: it.reading.name,
            ),
            Column("Kết quả", lambda it: badge(it)[1], width=150, badge=True, tone=_tone),
            Column("Chi tiết", detail, width=300, stretch=5),
            Column("", _cells_words, width=106, align="right", link=link),
        ]


def _against(season: Season) -> tuple[object, ...]:
    """All of a season that decides what a form says; the order of the units does not."""
    return season.block.name, season.year, season.pack, season.table, frozenset(season.units)


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _tone(preview: Preview) -> Tone:
    return badge(preview)[0]


def _cells_words(preview: Preview) -> str:
    return "Xem từng ô" if preview.unit is not None and preview.reading.lines else ""

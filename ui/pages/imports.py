"""Nhận biểu mẫu: the inbox. Files are kept as they come, looked at, then accepted. Nothing before."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from models.collecting.inbox import Entry
from models.errors import AppError
from ui.book.inbox import Batch, Inbox
from ui.book.inbox_acts import EntryActs
from ui.book.jobs import Cancelled, Jobs
from ui.book.session import Session
from ui.files.form_files import collect
from ui.look import theme
from ui.pages.base import Button, Page
from ui.widgets.cards import Card, EmptyState, Segments, Tone
from ui.widgets.columns import Column
from ui.widgets.files import ask_folder, ask_open_many
from ui.widgets.messages import guard, show_error
from ui.widgets.problem_card import ProblemCard
from ui.widgets.records import RecordTable
from ui.words import inbox_words, text

_MOST_BYTES = 500 * 1024 * 1024
_VIEWS: tuple[tuple[str, Callable[[Entry], bool]], ...] = (
    ("Tất cả", lambda _it: True),
    ("Chờ xem", lambda it: it.is_waiting),
    ("Đã nhận", lambda it: it.submission.state == "taken"),
    ("Để riêng, trả lại", lambda it: it.submission.state in ("set_aside", "returned")),
)


class ImportPage(Page):
    """The list of what came in, held anew against the season at every change."""

    key = "import"
    title = "Nhận biểu mẫu"
    icon = "import"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.inbox = Inbox(session)
        self.acts = EntryActs(self, self.inbox)
        self._off: set[int] = set()
        self._reading: set[int] = set()  # what is to be read again before it can be accepted
        self._source: tuple[object, ...] = ()
        self._failed: set[int] = set()  # what could not be read again is not tried for ever
        # The next job may only start once the one that ends has handed over what it did.
        jobs.finished.connect(self._read_again, Qt.ConnectionType.QueuedConnection)
        self.views = Segments([title for title, _ in _VIEWS])
        self.views.changed.connect(lambda _place: self._show_list())
        self.table = RecordTable(self._columns(), same=lambda it: it.submission.id)
        self.table.chosen.connect(lambda _it: self._show_entry())
        self.table.opened.connect(self.acts.show_cells)
        self.more = QMenu(self)
        self.more.aboutToShow.connect(lambda: self.acts.fill(self.more, self.selected))
        self.problems = ProblemCard(
            (
                ("Chuyển sang biểu mẫu bản mới…", partial(self._on_entry, self.acts.carry)),
                ("Trả lại đơn vị…", partial(self._on_entry, self.acts.send_back)),
                ("Chép lời nhắn", partial(self._on_entry, self.acts.copy_message)),
                ("Lưu tệp đánh dấu lỗi…", partial(self._on_entry, self.acts.mark)),
                ("Thông tin tệp…", partial(self._on_entry, self.acts.describe)),
                ("Việc khác", self.more),
            )
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)  # first: what a stack shows without a page is a window
        self._stack.addWidget(self._filled())
        self._stack.addWidget(self._empty())
        self.setAcceptDrops(True)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        shortcut.activated.connect(lambda: self._on_entry(self.acts.set_aside))

    def _filled(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Card.holding(self.table), 1)
        column.addWidget(self.problems)
        return made

    def _empty(self) -> EmptyState:
        return EmptyState(
            "Thả tệp các đơn vị gửi về vào đây",
            "Kéo tệp, tệp nén hoặc cả thư mục. Bản gốc được giữ lại; xem trước rồi mới nhận.",
            ("Chọn tệp…", self.choose_files),
            ("Chọn thư mục…", self.choose_folder),
            "import",
        )

    # ---- showing

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every file of the inbox, in the order of the list."""
        return self.inbox.entries

    @property
    def selected(self) -> Entry | None:
        """The file the keyboard stands on."""
        found: Entry | None = self.table.selected
        return found

    def refresh(self, what: str) -> None:
        """Hold what was read against the season as it is now."""
        source = (self.session.file.path, self.session.season.year)
        if source != self._source:
            self.inbox.forget()
            self._off.clear()
            self._failed.clear()
            self._source = source
        self._show()
        self._read_again()

    def _read_again(self) -> None:
        """Read what is outdated, as soon as no other job is running."""
        if not isValid(self) or not self.session.is_open or self.jobs.busy:
            return
        found = [it for it in self.inbox.outdated if it.id not in self._failed]
        if found:
            batch = Batch()
            self._run(self.inbox.reader_again(found, batch), batch, len(found))

    def _show(self) -> None:
        self.inbox.refresh()
        self._reading = {it.id for it in self.inbox.outdated}
        self._stack.setCurrentIndex(0 if self.entries else 1)
        self._show_list()

    def _show_list(self) -> None:
        fresh = not self.table.records
        wanted = _VIEWS[self.views.current][1]
        shown = [it for it in self.entries if wanted(it)]
        self.table.set_records(shown)
        if fresh and shown:
            # What cannot be accepted is shown first: it is what the clerk must act on.
            worst = min(shown, key=lambda it: (not it.is_waiting, it.can_take))
            self.table.select(lambda it: it is worst)
        self._show_words()
        self._show_entry()

    def _show_words(self) -> None:
        chosen = self.chosen()
        add: list[Button] = [
            ("Thư mục theo dõi…", lambda: self.wanted.emit("watch-folder")),
            ("Thêm thư mục…", self.choose_folder),
            ("Thêm tệp…", self.choose_files),
        ]
        if not self.entries:
            self.set_subtitle("Chưa có tệp nào. Điểm chỉ được ghi sau khi anh/chị xem và bấm Nhận.")
            self.set_buttons(None, add[:1])
            return
        words = inbox_words.summary(self.entries)
        if old := len([it for it in self.inbox.outdated if it.id not in self._failed]):
            words = f"Đang đọc {old} tệp theo quy tắc, bảng điểm và đơn vị hiện nay."
        if self.session.read_only:
            words = f"{words} Chưa nhận được: {self.session.read_only_reason}"
        self.set_subtitle(words)
        self.set_buttons((f"Nhận {len(chosen)} tệp", self.accept) if chosen else None, add)

    def _show_entry(self) -> None:
        entry = self.selected
        self.problems.show_entry(entry, self._heading(entry) if entry else "")
        carry, back, message, mark, about, _more = self.problems.acts
        form = entry is not None and entry.preview is not None
        carry.setVisible(self.acts.is_earlier(entry))
        # One act for what goes back; for what only has warnings message and copy each by themselves.
        refused = self.acts.can_send_back(entry) and bool(self.problems.lines)
        back.setVisible(refused)
        message.setVisible(form and bool(self.problems.lines) and not refused)
        # A file that is no form has no cells to be marked.
        about.setEnabled(
            entry is not None and entry.submission.id > 0 and not self.session.read_only
        )
        mark.setVisible(self.acts.can_mark(entry) and bool(self.problems.lines) and not refused)

    def _heading(self, entry: Entry) -> str:
        name = inbox_words.unit_name(self.session.season, entry)
        return entry.submission.name if name == "—" else f"{name}: {entry.submission.name}"

    def _on_entry(self, act: Callable[[Entry], object]) -> None:
        """Something about the file that is chosen."""
        entry = self.selected
        if entry is not None:
            act(entry)

    def chosen(self) -> list[Entry]:
        """The files that are ticked and can be accepted."""
        return [it for it in self.entries if self._ticked(it)]

    def _ticked(self, entry: Entry) -> bool | None:
        number = entry.submission.id
        if self.session.read_only or not entry.can_take or number < 0:
            return None
        if number in self._reading:
            return None
        return number not in self._off

    def _tick(self, entry: Entry, on: bool) -> None:
        if on:
            self._off.discard(entry.submission.id)
        else:
            self._off.add(entry.submission.id)
        self._show_words()

    # ---- reading

    def choose_files(self) -> None:
        """Ask for files and read them."""
        self.add_files(ask_open_many(self, "Chọn tệp các đơn vị gửi về", "forms"))

    def choose_folder(self) -> None:
        """Ask for a folder and read the files in it."""
        folder = ask_folder(self, "Chọn thư mục có tệp các đơn vị gửi về")
        if folder is not None:
            self.add_files([folder])

    def add_files(self, paths: Sequence[Path], *, watched: bool = False) -> None:
        """Read these files and folders in the background, keep them, and show what they say.

        Of `watched` ones, which came by themselves, it is said that they came.
        """

        def add() -> None:
            files = collect(paths)
            _bearable(files)
            if files:
                batch = Batch()
                self._run(self.inbox.reader(files, batch), batch, len(files), watched=watched)
            elif paths:
                self.set_subtitle("Thư mục này không có tệp nào. Chọn thư mục khác.")

        guard(self, add)

    def _run(
        self, work: Callable[..., object], batch: Batch, count: int, *, watched: bool = False
    ) -> None:
        season, source = self.session.season, self._source

        def take() -> None:
            # The file may have been closed, and this page with it, while the forms were read.
            if not self.session.is_open or not isValid(self) or source != self._source:
                return
            guard(self, lambda: self.inbox.take(batch, season))
            self._show()
            if batch.read and not watched:  # what came is what the clerk looks at next
                self.table.select(lambda it: it.is_waiting)
            if watched:
                self._tell_watched(len(batch.read))
            elif batch.twice:
                self.tell(inbox_words.had_before(batch.twice))

        def failed(error: Exception) -> None:
            read = {it.of for it in batch.read}
            self._failed |= {it.id for it in self.inbox.outdated} - read
            take()
            if not isValid(self):
                return
            if isinstance(error, Cancelled):
                self.tell(f"Đã dừng sau {batch.files} trên {count} tệp.", "warn")
            else:
                show_error(self, error)

        def start() -> None:
            self.jobs.start("Đang đọc tệp", work, lambda _result: take(), failed)

        guard(self, start)

    def _tell_watched(self, count: int) -> None:
        if count:
            see = None if self.isVisible() else ("Xem", lambda: self.wanted.emit("page:import"))
            self.tell(f"{count} tệp mới từ thư mục theo dõi, đang chờ xem.", button=see)

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

    # ---- accepting

    def accept(self) -> None:
        """Enter the ticked files; one press is one act to be undone."""
        chosen = self.chosen()
        if not chosen:
            return
        taken: list[int] = []
        if not guard(self, lambda: taken.append(self.inbox.accept(chosen))):
            return
        unit = inbox_words.unit_name(self.session.season, chosen[0])
        words = f"Đã nhận tệp của {unit}." if taken[0] == 1 else f"Đã nhận {taken[0]} tệp."
        self.tell(words, button=("Hoàn tác", self.session.undo))

    def _columns(self) -> list[Column]:
        link: Callable[[Entry], object] = self.acts.show_cells
        return [
            Column("", width=44, checked=self._ticked, toggle=self._tick),
            Column(
                "Đơn vị và tệp",
                lambda it: inbox_words.unit_name(self.session.season, it),
                width=240,
                stretch=3,
                bold=True,
                middle=True,
                second=lambda it: it.submission.name,
            ),
            Column(
                "Nhận lúc",
                inbox_words.came,
                width=104,
                second=lambda it: it.submission.sender,
            ),
            Column(
                "Kết quả", lambda it: inbox_words.badge(it)[1], width=150, badge=True, tone=_tone
            ),
            Column(
                "Chi tiết",
                lambda it: inbox_words.detail(self.session.season, it),
                width=250,
                stretch=5,
                wrap=True,
            ),
            Column("", self._cells_words, width=112, align="right", link=link),
        ]

    def _cells_words(self, entry: Entry) -> str:
        if not self.acts.has_lines(entry):
            return ""
        return "Xem từng ô" if entry.form is not None else "Xem từng dòng"


def _bearable(files: Sequence[Path]) -> None:
    """The book keeps every file that comes in: what would make it too large to be copied stays out."""
    size = sum(it.stat().st_size for it in files if it.is_file())
    if size > _MOST_BYTES:
        raise AppError(
            f"{len(files)} tệp nặng {text.file_size(size)}, quá lớn để giữ trong sổ. Chọn ít tệp hơn, hoặc"
            " thả hồ sơ kiểm chứng ở trang Hồ sơ."
        )


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _tone(entry: Entry) -> Tone:
    return inbox_words.badge(entry)[0]

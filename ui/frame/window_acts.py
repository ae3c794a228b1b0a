"""What the acts of the menu and the palette do. Each is one short method, found by the act's id."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QPoint

from models.errors import AppError
from models.help_text import MEETING_CARD, STORY, TROUBLE, UNIT_SHEET
from ui.frame.actions import Entry
from ui.look import theme
from ui.widgets import messages
from ui.widgets.messages import guard

if TYPE_CHECKING:
    from ui.frame.main_window import MainWindow
    from ui.help.window import HelpWindow


class WindowActs:
    """The acts of one window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._session = window.session
        self._help_window: HelpWindow | None = None
        self._acts: dict[str, Callable[[], object]] = {
            "new": self._new,
            "open": self._open,
            "sample": self.open_sample,
            "continue-setup": self._continue_setup,
            "edit-table": partial(window.do, "page:table/edit"),
            "backup": self._back_up,
            "close": self._close,
            "import-forms": self._import_forms,
            "watch-folder": self._watch_folder,
            "forms-out": self._forms_out,
            "export-papers": partial(window.show_page, "documents"),
            "hall": self._open_hall,
            "undo": self.undo,
            "redo": self._redo,
            "palette": self.palette,
            "zoom-in": partial(window.letters.change, 1),
            "zoom-out": partial(window.letters.change, -1),
            "zoom-usual": partial(window.letters.change, 0),
            "help": self._help,
            "selftest": self._test_itself,
            "update": partial(self._ask_update, "Cập nhật từ tệp", "update"),
            "pack-file": partial(self._ask_update, "Lấy bộ quy tắc từ tệp", "pack"),
            "news": self._tell_news,
            "help-story": partial(self._read, STORY),
            "help-trouble": partial(self._read, TROUBLE),
            "manual": self._open_manual,
            "meeting-card": partial(self._write_leaflet, MEETING_CARD),
            "unit-sheet": partial(self._write_leaflet, UNIT_SHEET),
            "about": self._about,
            "quit": self._quit,
        }

    def run(self, wish: str) -> None:
        """Do the act; an expected failure is shown as advice. An unknown id is a fault of the program."""
        guard(self._window, self._acts[wish])

    # ---- files

    def _new(self) -> None:
        from ui.new_block import NewBlock

        self._need_rest()
        NewBlock(self._session, self._window.jobs, self._window, anew=True).exec()

    def _continue_setup(self) -> None:
        from ui.new_block import NewBlock

        NewBlock(self._session, self._window.jobs, self._window).exec()

    def _open(self) -> None:
        from ui.widgets import files

        self._need_rest()
        path = files.ask_open(self._window, "Mở sổ", "block")
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a block's file; the one that is open stays when it cannot be."""

        def act() -> None:
            self._need_rest()
            self._session.open(path)

        if self._window.settle():
            guard(self._window, act)

    def _need_rest(self) -> None:
        """A file is not taken away from a job that is still at work on it."""
        if self._window.jobs.busy:
            message = "Đang có việc chạy với sổ này. Chờ việc đó xong hoặc bấm dừng rồi làm lại."
            raise AppError(message)

    def open_sample(self) -> None:
        """Open the user's own copy of the sample block, made when there is none."""
        from ui.book import places, shipped

        self._need_rest()
        path = places.sample_file()
        if path.exists():
            self._session.open(path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._session.create(path, shipped.sample())

    def forget(self, path: Path) -> None:
        """Take a missing file off the list of recent ones."""
        self._window.recent.forget(path)
        self._window.start.show_recent(self._window.recent.paths())

    def _close(self) -> None:
        self._need_rest()
        self._session.close()
        self._window.show_file()

    def _quit(self) -> None:
        self._window.close()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files dropped on the window: a book is opened, forms go to the import page."""
        books = [path for path in paths if path.suffix.lower() == ".khoi"]
        forms = [path for path in paths if path not in books]
        if books:
            self.open_path(books[0])
        elif forms and not self._session.is_open:
            self._window.notice.say("Mở sổ của khối trước, rồi kéo biểu mẫu vào lại.", "warn")
        elif forms:
            guard(self._window, partial(self._give_forms, forms))

    # ---- work

    def _import_forms(self) -> None:
        self._window.show_page("import")

    def _give_forms(self, paths: Sequence[Path]) -> None:
        if self._session.read_only:
            raise AppError(self._session.read_only_reason)
        if self._window.show_page("import"):
            page: Any = self._window.pages["import"]
            page.add_files(paths)

    def _watch_folder(self) -> None:
        """Ask which folder to watch; one that is watched already may be left."""
        from ui.widgets import files

        watch = self._window.watch
        if watch.folder is not None:
            choices = (
                messages.Choice("other", "Chọn thư mục khác…"),
                messages.Choice("stop", "Thôi theo dõi"),
            )
            words = f"Đang theo dõi “{watch.folder}”: tệp mới ở đó tự vào danh sách nhận."
            answer = messages.ask(self._window, "Thư mục theo dõi", words, choices)
            if answer == "stop":
                watch.choose(None)
            if answer != "other":
                return
        folder = files.ask_folder(self._window, "Chọn thư mục chứa tệp các đơn vị gửi về")
        if folder is not None:
            watch.choose(folder)
            text = f"Tệp mới trong “{folder.name}” sẽ tự vào danh sách nhận. Điểm chỉ ghi khi bấm Nhận."
            self._window.notice.say(text, "done")

    def take_watched(self, paths: list[Path]) -> None:
        """New files of the watched folder go to the inbox, whatever page is in view."""
        if self._window.jobs.busy:
            self._window.watch.put_off(paths)
            return
        page: Any = self._window.page("import")
        page.catch_up()
        page.add_files(paths, watched=True)

    def _forms_out(self) -> None:
        from ui.widgets import files

        season = self._session.season
        if not season.units or not season.table.criteria():
            message = "Cần có đơn vị và bảng chấm điểm rồi mới xuất biểu mẫu được."
            raise AppError(message)
        folder = files.ask_folder(self._window, "Chọn thư mục ghi biểu mẫu")
        if folder is not None:
            self.write_forms(folder)

    def write_forms(self, folder: Path) -> None:
        """Write every unit's form into a folder, in the background."""
        from ui.files import exporting
        from ui.widgets import files
        from ui.widgets.messages import guard

        season = self._session.season

        def done(written: tuple[Path, ...]) -> None:
            if self._session.is_open and self._session.season.table == season.table:
                guard(self._window, self._session.note_forms_sent)
            text = f"Đã ghi {len(written)} biểu mẫu vào “{folder.name}”. Gửi mỗi đơn vị tệp mang tên mình."
            self._window.notice.say(text, "done", ("Mở thư mục", lambda: files.open_folder(folder)))

        work = partial(exporting.write_forms, season, season.units, folder)
        self._window.jobs.start("Xuất biểu mẫu", work, done, self._failed)

    def _back_up(self) -> None:
        from exporters.files import free_name
        from ui.widgets import files

        folder = files.ask_folder(self._window, "Chọn USB hoặc thư mục để sao lưu")
        if folder is None:
            return
        now = self._session.now()
        path = self._session.file.path
        target = free_name(folder / f"{path.stem} {now:%Y-%m-%d %Hh%M}{path.suffix}")

        def done(copy: Any) -> None:
            self._session.note_copy(copy)
            text = f"Đã sao lưu và kiểm tra: {target.name}."
            evidence = self._session.evidence_folder().parent
            if evidence.is_dir():
                text += f" Thư mục “{evidence.name}” chép riêng."
            self._window.notice.say(text, "done", ("Mở thư mục", lambda: files.open_folder(folder)))

        self._window.jobs.start("Sao lưu", self._session.copier(target), done, self._failed)

    def _open_hall(self) -> None:
        """Show the presenter, and from there the hall."""
        if self._window.show_page("meeting", "presenter"):
            page: Any = self._window.pages["meeting"]
            page.tab.open_hall()

    def _failed(self, error: Exception) -> None:
        from ui.book.jobs import Cancelled

        if isinstance(error, Cancelled):
            text = "Đã dừng. Những tệp ghi xong trước đó vẫn còn."
            self._window.notice.say(text, "warn")
        else:
            messages.show_error(self._window, error)

    # ---- undo

    def undo(self) -> None:
        """Take back the last act; what cannot be taken back is said."""
        guard(self._window, self._session.undo)

    def _redo(self) -> None:
        self._session.redo()

    # ---- finding and help

    def palette(self) -> None:
        """Open the command palette under the search field."""
        from ui.widgets.palette import Palette

        window = self._window
        palette = Palette(self.entries(), window)
        palette.adjustSize()
        left = window.width() - palette.width() - theme.SPACE_M  # under the search field
        palette.move(window.mapToGlobal(QPoint(left, theme.TOPBAR_HEIGHT)))
        palette.open()
        palette.field.setFocus()

    def entries(self) -> list[Entry]:
        """Everything the palette finds now: pages, acts, units."""
        window = self._window
        specs = [it for it in window.specs() if window.can(it) and it.id != "palette"]
        specs.sort(key=lambda it: it.group != "page")
        found = [
            Entry(
                it.text, it.shortcut.replace("+", " "), it.icon, partial(window.do, it.id), it.words
            )
            for it in specs
        ]
        if self._session.is_open:
            found += [
                Entry(
                    unit.name,
                    "Chấm điểm",
                    "unit",
                    partial(window.do, f"page:scores/{unit.id}"),
                    unit.short_name,
                )
                for unit in self._session.season.units
            ]
        return found

    def _help(self) -> None:
        """The help of the page and the tab in view."""
        from ui.help.here import place_in_view

        window = self._window
        self.helper().show_beside(place_in_view(window.current_key, window.current_page))

    def _read(self, page: str) -> None:
        from ui.help.library import Place

        self.helper().show_beside(Place(page))

    def helper(self) -> "HelpWindow":
        """The window of the help, made when it is first asked for."""
        if self._help_window is None:
            from ui.help.window import HelpWindow

            self._help_window = HelpWindow(self._window)
            self._help_window.wanted.connect(self._go_from_help)
        return self._help_window

    def _go_from_help(self, wish: str) -> None:
        """A link of the help to a page of the program: the clerk goes on working there."""
        if not self._session.is_open:
            self._window.notice.say("Tạo sổ, mở sổ hoặc xem sổ mẫu trước, rồi bấm lại.", "warn")
        self._window.activateWindow()
        self._window.do(wish)

    def _open_manual(self) -> None:
        from ui.files.leaflets import manual
        from ui.widgets import files

        files.open_file(manual())

    def _write_leaflet(self, name: str) -> None:
        """A page of the help to print: written where the clerk says, as Word or PDF."""
        from exporters import write_paper
        from ui.files import leaflets
        from ui.widgets import files

        session = self._session
        season = session.season if session.is_open else None
        report = leaflets.report(name, season, session.now().date())
        asked = leaflets.question(name)
        kinds = (messages.Choice("word", "Word"), messages.Choice("pdf", "PDF để in", "primary"))
        kind = messages.ask(self._window, asked.title, asked.sentence, kinds)
        if kind is None:
            return
        file = files.ask_save(self._window, asked.title, report.file_stem, kind)  # type: ignore[arg-type]
        if file is None:
            return
        # Guarded by itself: to try a held file again is to write again, not to be asked again.
        if not guard(self._window, partial(write_paper, report, file)):
            return
        told = f"Đã ghi “{file.name}”."
        self._window.notice.say(told, "done", ("Mở tệp", lambda: files.open_file(file)))

    def _test_itself(self) -> None:
        from ui.selftest.box import SelfTestBox

        self._need_rest()
        box = SelfTestBox(self._session, self._window.jobs, self._window)
        box.begin()
        box.exec()

    def _ask_update(self, title: str, kind: Literal["update", "pack"]) -> None:
        from ui.widgets import files

        self._need_rest()
        path = files.ask_open(self._window, title, kind)
        if path is not None:
            self.update_from(path)

    def update_from(self, path: Path) -> None:
        """Tell what a file from a stick is, and do what the clerk chooses to do with it."""
        from ui.updates.box import UpdateBox

        if not self._window.settle():  # the window may be closed afterwards
            return
        window = self._window
        box = UpdateBox(self._session, window.jobs, window.settings, path, window)
        box.begin()
        box.exec()
        if box.chosen == "take" and self._window.show_page("table"):
            page: Any = self._window.pages["table"]
            page.take_pack(box.pack, path.name)
        elif box.chosen == "install":
            self._window.close()

    def _tell_news(self) -> None:
        from ui.updates.news import NewsBox

        NewsBox(self._window).exec()

    def _about(self) -> None:
        from PySide6.QtWidgets import QApplication

        version = QApplication.applicationVersion()
        text = (
            f"Phiên bản {version}. Chấm điểm, xếp hạng và làm văn bản cho một khối thi đua, chạy trên"
            " máy này, không cần mạng, không gửi dữ liệu đi đâu. Giấy phép MIT; phông chữ IBM Plex"
            " Sans và Liberation theo giấy phép SIL OFL."
        )
        messages.tell(self._window, messages.NAME, text)

"""The window: its frame, a stack of pages made when first shown, and the way from a wish to an act.

It knows no rules: pages show the session, `ui.frame.window_acts` carries out what is asked for.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from models.errors import AppError
from ui.book.clock import assumed_words
from ui.book.day_watch import DayWatch
from ui.book.folder_watch import FolderWatch
from ui.book.jobs import Jobs
from ui.book.recent import Recent
from ui.book.session import Session
from ui.frame import actions, window_state
from ui.frame.actions import ActionSpec
from ui.frame.letters import Letters
from ui.frame.page_list import PAGES, PageSpec
from ui.frame.window_acts import WindowActs
from ui.look import icons, theme
from ui.pages.base import Page, in_tab_order
from ui.pages.start import StartPage
from ui.widgets.cards import press_with_enter
from ui.widgets.frame import SideBar, StatusBar, TopBar
from ui.widgets.notice import Notice, PageArea
from ui.widgets.progress import ProgressStrip
from ui.widgets.scroll import ScrollWhenSmall, ViewStack, show_focus

NAME = "Sổ Khối thi đua"
FIRST_SIZE = QSize(1280, 760)
COUNT_AFTER = 300  # milliseconds after the last change


class MainWindow(QWidget):
    """The one window, with the file at `path` opened in it; its size, the recent files and the confirmed keys are
    kept in the folder `settings`."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        settings: Path,
        path: Path | None = None,
        pages: Sequence[PageSpec] = PAGES,
    ) -> None:
        super().__init__()
        self.session, self.jobs, self.settings = session, jobs, settings
        self.recent = Recent(settings)
        self._settings = QSettings(str(settings / "cua-so.ini"), QSettings.Format.IniFormat)
        self.letters = Letters(self, self._settings)  # first: all is made for its size
        self._specs = {page.key: page for page in pages}
        self.pages: dict[str, Page] = {}
        self.setObjectName("window")
        self.setMinimumSize(QSize(*theme.MINIMUM_SIZE).boundedTo(self.screen().availableSize()))
        self.setAcceptDrops(True)
        self.acts = WindowActs(self)
        self._build()
        self.acts_by_id = self._make_actions()
        self._fill_menu()
        # What waits is looked through when the hands rest: it stands in nobody's way.
        self._counting = QTimer(self, singleShot=True, interval=COUNT_AFTER)
        self._counting.timeout.connect(self._show_counts)
        session.changed.connect(self._on_changed)
        self.watch = FolderWatch(self._settings, session, self)
        self.watch.found.connect(self.acts.take_watched)
        self.days = DayWatch(session, self)
        jobs.finished.connect(self._show_state)
        self._restore_geometry()
        self._open_first(path)

    def _build(self) -> None:
        self.top = TopBar()
        self.side = SideBar(tuple(self._specs.values()))
        self.status = StatusBar()
        area = PageArea()
        self.notice = area.notice
        self._read_only = Notice(closable=False)
        self._stack = ViewStack()
        area.column.addWidget(self._read_only)
        area.column.addWidget(ProgressStrip(self.jobs))
        area.column.addWidget(ScrollWhenSmall(self._stack, QSize(*theme.LEAST_PAGE)), 1)
        centre = QHBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self.side)
        centre.addWidget(area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addLayout(centre, 1)
        layout.addWidget(self.status)
        self.side.chosen.connect(self.show_page)
        self.side.helped.connect(partial(self.do, "help"))
        self.top.searched.connect(self.acts.palette)
        self.status.undone.connect(self.acts.undo)
        self.notice.left.connect(self._focus_page)

    # ---- acts

    def _make_actions(self) -> dict[str, QAction]:
        made = {}
        for spec in self.specs():
            act = QAction(spec.text, self)
            if spec.shortcut:
                act.setShortcut(spec.shortcut)
            if spec.id == "zoom-in":  # "+" without the shift key
                act.setShortcuts([spec.shortcut, "Ctrl+="])  # type: ignore[list-item]  # texts do
            act.triggered.connect(lambda _checked=False, wish=spec.id: self.do(wish))
            self.addAction(act)
            made[spec.id] = act
        return made

    def specs(self) -> tuple[ActionSpec, ...]:
        """Every act, those of the pages as well."""
        return (*actions.ACTIONS, *actions.page_actions(tuple(self._specs.values())))

    def can(self, spec: ActionSpec) -> bool:
        """Whether the act can be done now."""
        session = self.session
        return actions.possible(spec, is_open=session.is_open, writable=not session.read_only)

    def do(self, wish: str) -> None:
        """Carry out an act by its id, or go to a page: "page:scores/<unit id>"."""
        spec = next((it for it in self.specs() if it.id == wish), None)
        if spec is not None and not self.can(spec):
            if self.session.read_only:
                self.notice.say(
                    f"“{spec.text}” cần ghi vào sổ. {self.session.read_only_reason}", "warn"
                )
            return
        if spec is not None and spec.group in ("file", "work") and not self.settle():
            return
        if wish.startswith("page:"):
            key, _, target = wish.removeprefix("page:").partition("/")
            self.show_page(key, target)
        else:
            self.acts.run(wish)

    def _fill_menu(self) -> None:
        menu = QMenu(self)
        self._recent_menu = QMenu("Mở gần đây", menu)
        helps = QMenu("Hướng dẫn", menu)
        inside = {"recent": self._recent_menu, "helps": helps}
        for listed, names in ((menu, actions.MENU_OF_BLOCK), (helps, actions.MENU_OF_HELP)):
            for name in names:
                if name == "":
                    listed.addSeparator()
                elif name in inside:
                    listed.addMenu(inside[name])
                else:
                    listed.addAction(self.acts_by_id[name])
        menu.aboutToShow.connect(self._dress_menu)
        self.top.name.setMenu(menu)

    def _dress_menu(self) -> None:
        """Icons and recent files are made when the menu opens, to keep the start short."""
        for spec in actions.ACTIONS:
            self.acts_by_id[spec.id].setIcon(icons.icon(spec.icon, theme.INK))
        self._recent_menu.clear()
        for path in self.recent.paths():
            there = path.exists()
            act = self._recent_menu.addAction(
                path.stem if there else f"{path.stem} (không thấy tệp)"
            )
            act.setToolTip(str(path))
            act.setEnabled(there)
            act.triggered.connect(lambda _checked=False, path=path: self.acts.open_path(path))
        self._recent_menu.setEnabled(not self._recent_menu.isEmpty())

    # ---- pages

    @cached_property
    def start(self) -> StartPage:
        """What stands in the window while no file is open, made when it is first needed."""
        made = StartPage()
        made.wanted.connect(self.do)
        made.opened.connect(self.acts.open_path)
        made.forgotten.connect(self.acts.forget)
        self._stack.addWidget(made)
        return made

    @property
    def current_key(self) -> str:
        """The key of the page in view, "start" when no file is open."""
        shown = self._stack.currentWidget()
        return next((key for key, page in self.pages.items() if page is shown), "start")

    @property
    def current_page(self) -> Page | None:
        """The page in view, None when no file is open."""
        return self.pages.get(self.current_key)

    def settle(self, *, unasked: bool = False) -> bool:
        """Enter what is being typed on the page in view; False while a refused value stands there."""
        shown = self.current_page
        if shown is None:
            return True
        QGuiApplication.inputMethod().commit()  # a letter still being composed belongs to it
        return shown.keep() if unasked else shown.settle()

    def show_page(self, key: str, target: str = "") -> bool:
        """Bring a page into view, made now if it was never shown; `target` is one thing on it.

        False when the page in view cannot be left, or there is no such page.
        """
        if not self.session.is_open or key not in self._specs:
            return False
        if key != self.current_key and not self.settle():
            self.side.show_page(self.current_key)
            return False
        self.notice.hide()
        self._stack.setCurrentWidget(self.page(key))
        self.side.show_page(key)
        if target:
            self.pages[key].show_target(target)
        self.pages[key].take_focus()
        # The pages are made after the frame, but the notice lies at the foot of them.
        last = self.previousInFocusChain() or self
        in_tab_order(last, self.notice.findChildren(QPushButton))
        return True

    def page(self, key: str) -> Page:
        """The page, made now if it was never shown."""
        if key not in self.pages:
            made: Page = self._specs[key].load()(self.session, self.jobs, self._stack)
            made.wanted.connect(self.do)
            made.told.connect(self._tell)
            self.pages[key] = made
            made.catch_up()  # cheaper than once it is shown: nothing is laid out or painted twice
            self._stack.addWidget(made)
        return self.pages[key]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key; where it goes is scrolled into view."""
        moved = super().focusNextPrevChild(forward)
        show_focus(self)
        return moved

    def _focus_page(self) -> None:
        """The notice is gone: the keyboard goes back to the work."""
        if self.current_key in self.pages:
            self.pages[self.current_key].take_focus()
        else:
            self.start.first.setFocus()

    def _tell(self, text: str, tone: str, act: tuple[str, Callable[[], object]] | None) -> None:
        if text:
            self.notice.say(text, tone, act)
        else:
            self.notice.expire()

    # ---- the session

    def throw_pages(self) -> None:
        """Every page is made anew when it is next shown."""
        for page in self.pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self.pages = {}

    def show_file(self) -> None:
        """Another file is open, or none: pages of the old one are thrown away."""
        self.throw_pages()
        self.side.setVisible(self.session.is_open)
        self.status.setVisible(self.session.is_open)
        self._show_state()
        if self.session.is_open:
            self.recent.add(self.session.file.path)
            self.show_page("overview")
            if doubt := window_state.clock_doubt(self.session):
                self.notice.say(doubt, "warn")
        else:
            self.start.show_recent(self.recent.paths())
            self._stack.setCurrentWidget(self.start)
            self.start.first.setFocus()

    def _on_changed(self, what: str) -> None:
        if what == "file":
            self.show_file()
            return
        self._refresh_pages(what)
        self._show_state()

    def _refresh_pages(self, what: str) -> None:
        """Pages in view show what changed, the others when they are looked at.

        A copy that was made and midnight come by themselves: nothing that is being typed on another page may be
        disturbed by them.
        """
        if what == "copy":
            if "overview" in self.pages:
                self.pages["overview"].session_changed(what)
            return
        if what != "day":
            self.notice.expire()
        for page in tuple(self.pages.values()):
            if what == "day" and not page.follows_day:
                page.look_anew()
            else:
                page.session_changed(what)

    def _show_state(self) -> None:
        session = self.session
        for spec in self.specs():
            # In a file that can only be read the keys still answer: `do` says why nothing is done.
            refused = session.read_only and spec.needs == "writable"
            self.acts_by_id[spec.id].setEnabled(self.can(spec) or refused)
        if not session.read_only:
            self.acts_by_id["undo"].setEnabled(bool(session.undo_label))
            self.acts_by_id["redo"].setEnabled(bool(session.redo_label))
        self._read_only.hide()
        day = assumed_words(session.assumed_today)
        assumed = f"{day} · " if day else ""
        if not session.is_open:
            self.setWindowTitle(f"{assumed}{NAME}")
            self.top.show_block("", "", "", "muted", sample=False)
            return
        season = session.season
        practice = "TẬP DƯỢT · " if season.meeting.is_rehearsal else ""
        self.setWindowTitle(f"{assumed}{practice}{season.block.name} · {season.year} — {NAME}")
        state = window_state.year_state(session)
        year = f"Năm {season.year}"
        self.top.show_block(season.block.name, year, *state, sample=season.is_sample)
        self.status.show_saved(*window_state.saved(session))
        copied = window_state.backed_up(session)
        self.status.show_backup(*copied)
        self.status.show_undo(session.undo_label)
        self.status.file.set_whole(session.file.path.name)
        self._counting.start()
        if session.read_only:
            self._read_only.say(session.read_only_reason, "error")

    def _show_counts(self) -> None:
        if self.session.is_open:
            self.side.show_counts(window_state.waiting(self.session))

    # ---- files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are taken; what they are is looked at when they are dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A .khoi file is opened, everything else goes to the import of forms."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.acts.take_files(paths)

    # ---- the window itself

    def _restore_geometry(self) -> None:
        kept = self._settings.value("geometry")
        if kept is None or not self.restoreGeometry(kept):
            room = self.screen().availableSize()  # less what the window's own frame takes
            self.resize(FIRST_SIZE.boundedTo(room - QSize(20, 40)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the running job, remember the window's place, close the file.

        While a refused value stands in sight the window stays: it would be lost without a word.
        """
        if not self.settle():
            event.ignore()
            return
        self.jobs.cancel()
        self.jobs.wait()
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.sync()
        self.session.close()
        super().closeEvent(event)

    def _open_first(self, path: Path | None) -> None:
        """Open the file named at the start; what goes wrong is said on the start page."""
        try:
            if path is not None:
                self.session.open(path)
        except AppError as error:
            self.notice.say(str(error), "error")
        if path is None or not self.session.is_open:
            self.show_file()

"""Tab "Điều khiển màn chiếu": what the hall sees, what comes next, and the four keys of the show."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from models.errors import AppError
from models.hall.scenes import Scene
from models.meeting_day import agenda
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.tab import Tab
from ui.hall.layout import lay_out
from ui.hall.screens import HallScreens, Screen
from ui.hall.window import KEYS
from ui.look import theme
from ui.meeting.presenter_hall import HallDesk, settings
from ui.meeting.presenter_keys import KeyRow
from ui.meeting.presenter_list import Entry, groups
from ui.meeting.presenter_parts import Picture, SceneTree
from ui.meeting.presenter_show import Show, name_of
from ui.meeting.presenter_side import ClockCard, CountdownCard, MessageCard, NextCard, NotesCard
from ui.meeting.run_sheet_clock import ItemClock
from ui.pages.base import Button
from ui.widgets.cards import Badge, Card, button, label, restyle
from ui.widgets.notice import Notice

KEEP_AFTER = 250
"""Milliseconds from the key to the writing: the hall changes first, and its fade is not disturbed."""
_TICK = 200
_LIST_WIDTH, _SIDE_WIDTH = 264, 264


class PresenterTab(Tab):
    """Selecting a scene prepares it; only the keys of the show change what the hall sees."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        parent: QWidget | None = None,
        screens: HallScreens | None = None,
    ) -> None:
        super().__init__(session, jobs, parent)
        self.show_ = Show(session, self)
        self.show_.page = self._page
        self.clock = ItemClock.of(session)
        self.screens = screens or HallScreens(settings(), parent=self)
        self.desk = HallDesk(self.screens, self._own_screen, self)
        self._look = self._make_look()
        self._head: tuple[str, ...] = ()
        self._build()
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._keeping.timeout.connect(self.keep)
        self._ticking = QTimer(self, interval=_TICK)
        self._ticking.timeout.connect(self._tick)
        self._watched: QObject | None = None
        self.show_.changed.connect(self._on_shown)
        self.clock.failed.connect(self.tell)
        session.changed.connect(self._mark_hall)
        session.closing.connect(self.settle)
        session.keeping.connect(self.settle)
        self.desk.changed.connect(self._show_all)
        self.desk.told.connect(self.tell)
        self.desk.wished.connect(self.do)

    # ---- building

    def _build(self) -> None:
        self.tree = SceneTree()
        self.tree.chosen.connect(self._choose)
        card = Card.holding(self.tree)
        card.setFixedWidth(theme.zoomed(_LIST_WIDTH))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(card)
        row.addLayout(self._centre(), 1)
        row.addLayout(self._side())
        self.body.addLayout(row, 1)

    def _centre(self) -> QVBoxLayout:
        self.state = Badge()
        self.rehearsal = Badge("TẬP DƯỢT", "warn")
        self.before = button("Đã chiếu", QMenu())
        self.before.menu().aboutToShow.connect(self._list_before)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_S)
        self._caption = label("Hội trường đang thấy", "small")
        head.addWidget(self._caption)
        head.addStretch(1)
        for widget in (self.rehearsal, self.state, self.before):
            head.addWidget(widget)
        self.picture = Picture("Hội trường đang thấy")
        self.hint = Notice(closable=False)
        keys = KeyRow(self.do)
        self.buttons = keys.buttons
        self.message = MessageCard()
        self.message.edited.connect(self._typed)
        self.countdown = CountdownCard(self.show_.countdown)
        self.countdown.edited.connect(self._typed)
        self.countdown.started.connect(self._start_or_halt)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_S)
        column.addLayout(head)
        column.addWidget(self.picture)
        column.addWidget(keys)
        for below in (self.hint, self.message, self.countdown):
            column.addWidget(below)
        column.addStretch(1)
        return column

    def _side(self) -> QVBoxLayout:
        self.following = NextCard()
        self.notes = NotesCard()
        self.time = ClockCard()
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_SM)
        for card in (self.following, self.notes, self.time):
            card.setFixedWidth(theme.zoomed(_SIDE_WIDTH))
            column.addWidget(card, 1 if card is self.notes else 0)
        return column

    # ---- the page's head

    def sentence(self) -> str:
        """Where the hall stands."""
        now = self.show_.current
        frozen = f"{now.scene.frozen:%H:%M}" if now is not None and now.scene.frozen else ""
        return self.desk.sentence(frozen, covered=self.show_.covered)

    def primary(self) -> Button | None:
        """Opening the hall, while it is not open."""
        if self.desk.is_open:
            return None
        return ("Mở màn chiếu", self.open_hall)

    def secondary(self) -> Sequence[Button]:
        """Going on after a power cut, another screen, the end."""
        found: list[Button] = []
        if self.show_.current is None and self.show_.unfinished() is not None:
            found.append(("Tiếp tục chiếu cảnh đang dở", self.resume))
        if not isValid(self._look):  # it went with its button when another tab was looked at
            self._look = self._make_look()
        found.append(("Cách chiếu", self._look))
        if self.desk.state == "window":
            found.append(("Toàn màn hình", self.desk.toggle_full))
        if self.desk.state != "closed":
            found.append(("Dừng chiếu", self.desk.stop))
        return found

    def _make_look(self) -> QMenu:
        made = QMenu()
        made.aboutToShow.connect(lambda: self.desk.fill(self._look))
        return made

    def _own_screen(self) -> Screen | None:
        return self.window().screen()

    # ---- the keys of the show

    def do(self, wish: str) -> None:
        """One key of the show: "show", "next", "back", "cover"; "leave" and "full" on one screen; "stop"."""
        acts: dict[str, Callable[[], object]] = {
            "show": self.show_.show,
            "next": self.show_.next,
            "back": self.show_.back,
            "cover": self.show_.cover,
            "leave": self.desk.leave,
            "full": self.desk.toggle_full,
            "stop": self.desk.stop,
        }
        self._try(acts[wish])

    def _try(self, act: Callable[[], object]) -> None:
        """What cannot be shown is said in the strip: a box might come to stand before the hall."""
        try:
            act()
        except AppError as error:
            self.tell(str(error), "warn")

    def open_hall(self) -> None:
        """Open the hall; when it is open in a window, fill the screen or leave it again (F5)."""
        if self.desk.state == "window":
            self.desk.open()
            self.desk.toggle_full()
        else:
            self.show_.hang_backdrop()
            self.desk.paint(self.show_.in_hall, fade=False)
            self.desk.open()
            if self.desk.state == "on":  # the keyboard stays with the clerk
                self.window().activateWindow()

    def resume(self) -> None:
        """After a power cut: the scene that was shown last, as it was frozen."""
        self.show_.resume()
        if not self.desk.is_open:
            self.open_hall()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The clicker's keys, where no field takes them."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        wish = "show" if enter else KEYS.get(event.key())
        if wish in ("show", "next", "back", "cover"):
            if not event.isAutoRepeat():
                self.do(wish)
            event.accept()
        else:
            super().keyPressEvent(event)

    # ---- choosing

    def _choose(self, entry: Entry) -> None:
        self.show_.prepare(self._with_words(entry))
        self._show_coming()

    def show_target(self, target: str) -> None:
        """Choose one line of the list ("discussion:0"); the hall sees nothing of it, but of "result:1", the
        confirmed result of a vote, where the hall is open: it was asked for by "Chiếu kết quả"."""
        kind, _, about = target.partition(":")
        line = ("ballot" if kind == "result" else kind, about, "")
        for entry in (it for group in self.tree.groups for it in group.entries):
            if entry.line == line:
                self.tree.pick(entry.line)
                self._choose(entry)
                if kind == "result" and self.desk.is_open:
                    self.do("show")

    def _with_words(self, entry: Entry) -> Entry:
        if not entry.is_typed:
            return entry
        card = self.message if entry.kind == "message" else self.countdown
        return replace(entry, about=card.about())

    def _typed(self) -> None:
        """Words of the chosen scene were changed: the picture of what comes follows."""
        entry = self.tree.entry()
        if entry is not None and entry.is_typed:
            self._choose(entry)

    def _start_or_halt(self) -> None:
        count = self.show_.countdown
        if count.is_running:
            count.halt()
        else:
            if count.left() == 0:
                count.set(60 * self.countdown.chosen_minutes())
            count.start()
        self._tick()
        if not self._keeping.isActive():
            self._keeping.start()

    def _list_before(self) -> None:
        menu = self.before.menu()
        menu.clear()
        for place in self.show_.shown_before():
            frame = self.show_.frames[place]
            time = f"{frame.scene.frozen:%H:%M}" if frame.scene.frozen else ""
            act = menu.addAction(f"{time}  {name_of(frame)}")
            act.triggered.connect(lambda _checked=False, it=place: self.show_.go_to(it))

    # ---- showing

    def refresh(self, what: str) -> None:
        """The list and what comes next as the book is now; the hall stays as it was frozen."""
        self.tree.set_groups(groups(self.session.season))
        if self.show_.prepared is None:  # the first key of the clicker opens the meeting
            known = self.tree.groups[0].entries
            at = self.session.season.meeting.at
            first = next((it for it in known if at and it.item == at), known[0])
            self.tree.pick(first.line)
            self.show_.prepare(first)
        self._show_all()

    def _on_shown(self, fade: bool) -> None:
        """The hall first, then the clerk's own pictures, then the file."""
        self.desk.paint(self.show_.in_hall, fade=fade)
        now = self.show_.current
        if now is not None:
            self.tree.pick(now.entry.line)
            self.tree.mark(now.entry.line)
        self._show_all()
        if not self._keeping.isActive():  # keys that follow one another do not put it off
            self._keeping.start()

    def _mark_hall(self, _what: str) -> None:
        self.desk.mark(self.show_.in_hall)

    def _show_all(self) -> None:
        if not self.session.is_open:
            return
        season, show = self.session.season, self.show_
        for picture in (self.picture, self.following.picture):
            picture.canvas.set_look("dark" if self.screens.dark else "light")
        self.picture.show_scene(show.in_hall, self.desk.size(), "Chưa chiếu cảnh nào.")
        captions = {"closed": "Khi mở màn sẽ thấy", "lost": "Cắm lại dây sẽ thấy"}
        self._caption.setText(captions.get(self.desk.state, "Hội trường đang thấy"))
        self.state.show_state("" if season.is_final else "CHƯA CHÍNH THỨC", "error")
        self.rehearsal.setVisible(season.meeting.is_rehearsal)
        self.before.setVisible(bool(show.frames))
        self.buttons["back"].setEnabled(show.can_go_back())
        self.buttons["cover"].setEnabled(show.current is not None)
        self.buttons["cover"].set_words("Bỏ che" if show.covered else "Che")
        # Before the hall is open, opening it is what comes next.
        restyle(self.buttons["next"], role="primary" if self.desk.is_open else "secondary")
        if not show.is_stale():
            self.hint.hide()
        elif self.hint.isHidden():
            again = ("Hiện lại", partial(self._try, show.show_again))
            self.hint.say(
                "Số liệu đã đổi từ lúc đóng băng. Hội trường vẫn thấy số cũ.", "warn", again
            )
        self.notes.show_item(agenda.current(season.meeting))
        self._show_coming()
        self._tick()
        head = (self.sentence(), *(self.primary() or ())[:1], *(it[0] for it in self.secondary()))
        if head != self._head:  # the buttons are made anew by it
            self._head = head
            self.head_changed.emit()

    def _show_coming(self) -> None:
        comes = self.show_.coming()
        self.following.words.setText(comes.words)
        scene = self.show_.marked(comes.frame.scene) if comes.frame else None
        self.following.picture.show_scene(scene, self.desk.size(), "–")
        self.buttons["next"].setEnabled(scene is not None)
        entry = self.show_.prepared
        typing = entry is not None and entry.is_typed and entry.kind == "message"
        self.message.setVisible(typing)
        self.countdown.setVisible(not typing or self.show_.countdown.is_running)

    def _page(self, scene: Scene) -> tuple[int, int]:
        size = self.desk.size()
        made = lay_out(scene, size.width(), size.height())
        return made.page, made.pages

    def _tick(self) -> None:
        """The clock, what is left of the item, and the countdown; nothing else moves by itself."""
        now = self.show_.current
        if now is not None and now.scene.kind == "countdown" and not self.show_.covered:
            scene = self.show_.in_hall
            if scene != self.picture.scene:
                self.desk.paint(scene, fade=False)
                self.picture.show_scene(scene, self.desk.size())
        self.countdown.show_time()
        item = agenda.current(self.session.season.meeting) if self.session.is_open else None
        left = 60 * item.minutes - self.clock.used(item) if item and item.minutes else None
        clock = f"{self.session.now():%H:%M}"
        self.time.show_time(clock, left, stands=not self.clock.is_running)

    # ---- in the file

    def keep(self) -> None:
        """Write what the hall shows and where the meeting stands, so that a power cut loses neither."""
        self._keeping.stop()
        now = self.show_.current
        if now is None or not self.session.is_open:
            return
        # Where nothing can be written the show goes on, only unwritten.
        if self.session.read_only or self.session.season.is_final:
            return
        words, item = f"chiếu “{name_of(now)}”", now.entry.item
        self._try(lambda: self.clock.note(self.show_.noted, words, item))

    def settle(self) -> bool:
        """What waits to be written is written before the page is left."""
        if self._keeping.isActive():
            self.keep()
        self.clock.keep()
        return True

    # ---- the clerk's window

    def showEvent(self, event: QShowEvent) -> None:
        """The clock runs; the hall ends with the clerk's window."""
        super().showEvent(event)
        self._ticking.start()
        if self._watched is not self.window():
            self._watched = self.window()
            self._watched.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """On another page nothing here needs a clock but the countdown in the hall."""
        super().hideEvent(event)
        if not self.desk.is_open:
            self._ticking.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The clerk's window is closed (not minimised): so is the hall."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.desk.stop()
        return False

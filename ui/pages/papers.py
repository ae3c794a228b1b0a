"""Hồ sơ: what the units owe and sent beside their points, each part of it a tab."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.collecting.tab import Tab
from ui.collecting.tabs import TABS
from ui.jobs import Jobs
from ui.pages.base import Page
from ui.session import Session
from ui.widgets.cards import Segments


class PapersPage(Page):
    """The tabs are made when they are first looked at, and refreshed only while they are in view."""

    key = "papers"
    title = "Hồ sơ"
    icon = "papers"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.tabs = Segments([it.title for it in TABS])
        self.tabs.changed.connect(self._pick)
        self._stack = QStackedWidget()
        self._made: dict[int, Tab] = {}
        self._current = 0
        self.add_tools(self.tabs)
        self.body.addWidget(self._stack, 1)

    @property
    def tab(self) -> Tab:
        """The tab in view."""
        return self._tab(self._current)

    def _tab(self, place: int) -> Tab:
        if place not in self._made:
            tab: Tab = TABS[place].load()(self.session, self.jobs)
            tab.told.connect(self.told)
            tab.wanted.connect(self.wanted)
            tab.head_changed.connect(self._show_head)
            self._made[place] = tab
            self._stack.addWidget(tab)
        return self._made[place]

    def _pick(self, place: int) -> None:
        """Another tab; a refused value stays in sight."""
        if not self.tab.settle():
            self.tabs.set_current(self._current)
            return
        self._current = place
        self._show("file")

    def refresh(self, what: str) -> None:
        """The tab in view as the session is now; the others when they are looked at."""
        self._show(what)

    def _show(self, what: str) -> None:
        self._stack.setCurrentWidget(self.tab)
        self.tab.refresh(what)
        self._show_head()

    def _show_head(self) -> None:
        self.set_subtitle(self.tab.sentence())
        primary, others = self.tab.primary(), list(self.tab.secondary())
        named = [primary[0]] if primary else []
        if not any("Nhận biểu mẫu" in it for it in (*named, *(words for words, _ in others))):
            others.insert(0, ("Nhận biểu mẫu", lambda: self.wanted.emit("page:import")))
        self.set_buttons(primary, others)

    def show_target(self, target: str) -> None:
        """A tab by its key, and one thing in it: "due", "due/<unit id>"."""
        key, _, inside = target.partition("/")
        place = next((i for i, it in enumerate(TABS) if it.key == key), None)
        if place is None:
            return
        self.tabs.set_current(place)
        self._pick(place)
        if inside:
            self.tab.show_target(inside)

    def settle(self) -> bool:
        """Enter what is still being typed in the tab."""
        return self._current not in self._made or self.tab.settle()

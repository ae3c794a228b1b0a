"""A page whose work is parted into tabs; each is made when it is first looked at."""

from PySide6.QtWidgets import QWidget

from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.tab import Tab, TabSpec
from ui.look import theme
from ui.pages.base import Button, Page
from ui.widgets.cards import Segments
from ui.widgets.scroll import ViewStack


class TabbedPage(Page):
    """The tabs are made when they are first looked at, and refreshed only while they are in view.

    `specs` are its tabs; `buttons` may add to those of the tab in view.
    """

    specs: tuple[TabSpec, ...] = ()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.tabs = Segments([it.title for it in self.specs], role="tab")
        self.tabs.changed.connect(self._pick)
        self._stack = ViewStack()
        self._made: dict[int, Tab] = {}
        self._current = 0
        # Most tabs have a row of views of their own below: the page gives its work what height it can.
        head = self.layout()
        assert head is not None
        head.setSpacing(theme.SPACE_XS)
        self.body.setSpacing(theme.SPACE_S)
        self.add_tools(self.tabs)
        self.body.addWidget(self._stack, 1)

    @property
    def tab(self) -> Tab:
        """The tab in view."""
        return self._tab(self._current)

    @property
    def where(self) -> str:
        """The tab in view."""
        return self.specs[self._current].key

    def _tab(self, place: int) -> Tab:
        if place not in self._made:
            tab: Tab = self.specs[place].load()(self.session, self.jobs)
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
        if place != self._current:
            self.told.emit("", "", None)  # what was told is of the tab that was left
        self._current = place
        self._show("file")

    def first(self) -> int:
        """The tab that is looked at first."""
        return 0

    def refresh(self, what: str) -> None:
        """The tab in view as the session is now; the others when they are looked at."""
        if not self._made:
            self._current = self.first()
            self.tabs.set_current(self._current)
        self._show(what)

    def _show(self, what: str) -> None:
        self._stack.setCurrentWidget(self.tab)
        self.tab.refresh(what)
        self._show_head()

    def _show_head(self) -> None:
        self.set_subtitle(self.tab.sentence())
        self.set_buttons(*self.buttons())

    def buttons(self) -> tuple[Button | None, list[Button]]:
        """The primary button and the others, as the tab in view has them."""
        return self.tab.primary(), list(self.tab.secondary())

    def show_target(self, target: str) -> None:
        """A tab by its key, and one thing in it: "due", "due/<unit id>"."""
        key, _, inside = target.partition("/")
        place = next((i for i, it in enumerate(self.specs) if it.key == key), None)
        if place is None:
            return
        self.tabs.set_current(place)
        self._pick(place)
        if inside:
            self.tab.show_target(inside)

    def settle(self) -> bool:
        """Enter what is still being typed in the tab."""
        return self._current not in self._made or self.tab.settle()

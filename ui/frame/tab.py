"""What every tab of a page has: it shows the session, and tells the page its head and buttons; tabs as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.pages.base import Button


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab: its key, its word, and where its class stands; its module is imported when it is looked at."""

    key: str
    title: str
    module: str
    name: str

    def load(self) -> Any:
        """The class of the tab, made as `Class(session, jobs)`."""
        return getattr(import_module(self.module), self.name)


class Tab(QWidget):
    """One tab, made when it is first looked at.

    `told` carries a line for the strip of the window (text, tone, button; "" when it has had its time), `wanted` the id of an act or a
    page, as those of a page; `head_changed` asks the page to take `sentence`, `primary` and `secondary`
    anew.
    """

    told = Signal(str, str, object)
    wanted = Signal(str)
    head_changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.SPACE_S)

    def refresh(self, what: str) -> None:
        """Show the session as it is now; `what` says what changed ("file", "season", "inbox", "scores")."""

    def sentence(self) -> str:
        """One plain sentence of where we stand."""
        return ""

    def primary(self) -> Button | None:
        """The next thing to do here, or None."""
        return None

    def secondary(self) -> Sequence[Button]:
        """The other acts of the whole tab, from the left."""
        return ()

    def show_target(self, target: str) -> None:
        """Show one thing of the tab (a unit's id), as asked by "page:papers/tab/target"."""

    def settle(self) -> bool:
        """Enter what is still being typed; False while a refused value stands."""
        return True

    def other_view(self, _place: int = 0) -> None:
        """Another view of the tab is looked at: what was told is of the one that was left."""
        self.told.emit("", "", None)

    def tell(self, text: str, tone: str = "done", button: Button | None = None) -> None:
        """Say in a quiet strip of the window what was done, with at most one button."""
        self.told.emit(text, tone, button)

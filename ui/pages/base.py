"""What every page has: title, one sentence of where we stand, its buttons, and room for the work."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui import theme
from ui.jobs import Jobs
from ui.session import Session
from ui.widgets.cards import button, clear, label

Button = tuple[str, Callable[[], object] | QMenu]


class Page(QWidget):
    """A page shows the session and asks the window for what is not its own.

    `wanted` carries the id of an action ("import-forms") or of a page ("page:scores",
    "page:scores/<unit id>"). `refresh` is called when the session changed and the page is in view;
    a hidden page is refreshed when it is shown.
    """

    key = ""
    title = ""
    icon = ""
    wanted = Signal(str)
    told = Signal(str, str, object)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self._stale = True
        self._shown_buttons: list[tuple[str, str, Callable[[], object] | QMenu]] = []
        self._subtitle = label("", "subtitle", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(self.title, "title"))
        words.addWidget(self._subtitle)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.SPACE_S)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addLayout(self._buttons)
        head.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE_M)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_M)
        layout.addLayout(head)
        layout.addLayout(self.body, 1)

    def set_subtitle(self, text: str) -> None:
        """One plain sentence of where we stand."""
        self._subtitle.setText(text)

    def add_tools(self, *widgets: QWidget) -> None:
        """A row under the head for what chooses the view (segments, lists), from the left."""
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_SM)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.body.addLayout(row)

    def set_buttons(self, primary: Button | None, secondary: Sequence[Button] = ()) -> None:
        """The page's buttons: `secondary` from the left, the one primary at the far right.

        Buttons that stay the same are kept, so that the keyboard's place is not lost by a refresh.
        """
        wanted = [("secondary", *it) for it in secondary]
        wanted += [("primary", *primary)] if primary else []
        kept = [(role, text) for role, text, _ in wanted] == [it[:2] for it in self._shown_buttons]
        menus = any(isinstance(it[2], QMenu) for it in (*wanted, *self._shown_buttons))
        self._shown_buttons = wanted
        if kept and not menus:
            return
        clear(self._buttons)
        for place, (role, text, act) in enumerate(wanted):
            made = button(
                text, act if isinstance(act, QMenu) else partial(self._press, place), role
            )
            self._buttons.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)

    def _press(self, place: int) -> None:
        act = self._shown_buttons[place][2]
        if not isinstance(act, QMenu):
            act()

    def tell(self, text: str, tone: str = "done", button: Button | None = None) -> None:
        """Say in a quiet strip of the window what was done, with at most one button."""
        self.told.emit(text, tone, button)

    def show_target(self, target: str) -> None:
        """Show one thing of the page (a unit's id), as asked by "page:key/target"."""

    def refresh(self, what: str) -> None:
        """Show the session as it is now; `what` says what changed ("file", "season", "scores")."""

    def session_changed(self, what: str) -> None:
        """Called by the window; work is done only for a page in view."""
        if self.isVisible():
            self.refresh(what)
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was hidden."""
        if self._stale and self.session.is_open:
            self._stale = False
            self.refresh("file")
        super().showEvent(event)

"""What every page has: title, one sentence of where we stand, its buttons, and room for the work."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.errors import AppError
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.widgets.cards import button, label
from ui.widgets.messages import show_error

Button = tuple[str, Callable[[], object] | QMenu]


class Page(QWidget):
    """A page shows the session and asks the window for what is not its own.

    `wanted` carries the id of an action ("import-forms") or of a page ("page:scores",
    "page:scores/<unit id>"), `told` a line for the strip of the window, "" when it has had its time.
    `refresh` is called when the session changed and the page is in view; a hidden page is refreshed when
    it is shown.
    """

    key = ""
    title = ""
    icon = ""
    follows_day = False
    """Whether it tells what is due today and has nothing that could be typed at midnight."""
    wanted = Signal(str)
    told = Signal(str, str, object)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.setAccessibleName(self.title)
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

        Buttons that stay the same are kept, and where the one with the keyboard goes, the page's main work takes
        it: else Enter would press what comes first in the window.
        """
        wanted = [("secondary", *it) for it in secondary]
        wanted += [("primary", *primary)] if primary else []
        before, self._shown_buttons = self._shown_buttons, wanted
        if [_looks(it) for it in wanted] == [_looks(it) for it in before]:
            self._renew_menus()
            return
        focus = QApplication.focusWidget()
        leaving = self._head_buttons()
        had = next((it.text() for it in leaving if it is focus), None)
        for gone in leaving:
            self._buttons.removeWidget(gone)
        for place, (role, text, act) in enumerate(wanted):
            made = button(
                text, act if isinstance(act, QMenu) else partial(self._press, place), role
            )
            self._buttons.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        # Last: the keyboard goes from a button that is hidden into the page, which may then want other buttons.
        for gone in leaving:
            gone.hide()
            gone.deleteLater()
        if had is not None:
            same = next((it for it in self._head_buttons() if it.text() == had), None)
            QTimer.singleShot(0, self, same.setFocus if same else self.take_focus)

    def _head_buttons(self) -> list[QPushButton]:
        places = (self._buttons.itemAt(it) for it in range(self._buttons.count()))
        found = [it.widget() for it in places if it is not None]
        return [it for it in found if isinstance(it, QPushButton)]

    def _renew_menus(self) -> None:
        """What a menu offers may have changed though its button has not."""
        for made, (_role, _text, act) in zip(
            self._head_buttons(), self._shown_buttons, strict=True
        ):
            old = made.menu()
            if isinstance(act, QMenu) and act is not old and not old.isVisible():
                act.setParent(made, act.windowFlags())
                made.setMenu(act)
                old.deleteLater()

    def _press(self, place: int) -> None:
        act = self._shown_buttons[place][2]
        if not isinstance(act, QMenu):
            act()

    def tell(self, text: str, tone: str = "done", button: Button | None = None) -> None:
        """Say in a quiet strip of the window what was done, with at most one button."""
        self.told.emit(text, tone, button)

    def show_target(self, target: str) -> None:
        """Show one thing of the page (a unit's id), as asked by "page:key/target"."""

    @property
    def where(self) -> str:
        """What is in view as `show_target` takes it, "" for the page as it opens."""
        return ""

    def refresh(self, what: str) -> None:
        """Show the session as it is now; `what` says what changed ("file", "season", "scores", "day")."""

    def settle(self) -> bool:
        """Enter what is still being typed, before the page is left or the file closed.

        False while a refused value stands: the page keeps it in sight and must not be left.
        """
        return True

    def keep(self) -> bool:
        """The PC is being shut down and nobody can answer: write what is typed or drafted, and leave the page as
        it is. False when something is left that would be lost."""
        return self.settle()

    def take_focus(self) -> None:
        """Put the keyboard where the page's main work is: its first list, else the button that leads, else its
        first one."""
        buttons = self.findChildren(QPushButton)
        leading = [it for it in buttons if it.property("role") == "primary"]
        for found in (*self.findChildren(QAbstractItemView), *leading, *buttons):
            takes = found.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and found.isEnabled() and found.isVisibleTo(self):
                found.setFocus()
                return

    def session_changed(self, what: str) -> None:
        """Called by the window; work is done only for a page in view."""
        if self.isVisible():
            self._refresh(what)
        else:
            self.look_anew()

    def look_anew(self) -> None:
        """Refresh it when it is next brought into view."""
        self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was hidden."""
        self.catch_up()
        super().showEvent(event)

    def catch_up(self) -> None:
        """Show the session as it is now, if that was put off."""
        if self._stale and self.session.is_open:
            self._stale = False
            self._refresh("file")

    def _refresh(self, what: str) -> None:
        """Refresh; what goes wrong is told once Qt has finished the event it is in the middle of.

        On Python 3.11 an error that leaves an event handler of PySide 6.11 ends the whole process.
        """
        try:
            self.refresh(what)
        except AppError as error:
            QTimer.singleShot(0, self, partial(show_error, self.window(), error))
        except Exception as error:  # noqa: BLE001 - handed to the crash box, never swallowed
            fault = (type(error), error, error.__traceback__)
            QTimer.singleShot(0, lambda: sys.excepthook(*fault))


def _looks(shown: tuple[str, str, object]) -> tuple[str, str, bool]:
    """How a button looks: its role, its words, and whether it opens a menu."""
    role, text, act = shown
    return role, text, isinstance(act, QMenu)


def in_tab_order(first: QWidget, others: Sequence[QWidget]) -> None:
    """The Tab key goes from `first` through `others`: what is made late stands where it is seen.

    Qt orders nothing after a widget that takes no keyboard, so `first` takes it for this moment.
    """
    policy = first.focusPolicy()
    first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for before, widget in pairwise((first, *others)):
        QWidget.setTabOrder(before, widget)
    first.setFocusPolicy(policy)

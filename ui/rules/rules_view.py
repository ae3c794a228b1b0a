"""The rules as a view of a page: the editor is made when it is first looked at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.rulepack import RulePack
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.rules.page_specs import OPEN, PAGES

if TYPE_CHECKING:
    from ui.rules.editor import PackEditor

FIRST = PAGES[1].key


class RulesView(QWidget):
    """Holds a `PackEditor`; `told` says what was done (sentence, tone), `file_wanted` that a pack is to come from
    a file: it is looked at as every file from outside is."""

    told = Signal(str, str)
    file_wanted = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self.editor: PackEditor | None = None
        self._part: bool | None = None
        self._kept: bool | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def refresh(self) -> None:
        """Show the session as it is now; the part in view, shown anew after it, stays where it is."""
        self._kept = self._part
        if self.editor is not None:
            self.editor.refresh()

    def show_part(self, *, open_values: bool = False) -> None:
        """The rules with their documents, or what the sources leave open.

        Once after a `refresh` the place where the clerk is on that part is kept.
        """
        same, self._kept, self._part = self._kept is open_values, None, open_values
        if same and self.editor is not None:
            return
        if self.editor is None:
            from ui.rules.editor import PackEditor  # here: the page opens on its table

            self.editor = PackEditor(self.session, self.jobs)
            self.editor.told.connect(self.told)
            self.editor.file_wanted.connect(self.file_wanted)
            self._column.addWidget(self.editor)
        at_open = PAGES[self.editor.list.currentRow()].key == OPEN
        if open_values:
            self.editor.show_open_values()
        elif at_open:
            self.editor.show_page(FIRST)

    def take(self, pack: RulePack, name: str) -> None:
        """Take the pack of a file, after a look at what would change; the rules are in view."""
        if self.editor is not None and self.editor.settle():
            self.editor.take(pack, name)

    def check(self) -> bool:
        """Take what is being typed; False while it is wrong, with the keyboard on it."""
        return self.editor is None or self.editor.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another view took the place of this one: neither part is in view any more."""
        super().hideEvent(event)
        if self.isHidden():  # not only because the page is hidden
            self._part = self._kept = None

    def settle(self) -> bool:
        """The page is to be left: changes come into force, go, or keep it in sight (False)."""
        return self.editor is None or self.editor.leave()

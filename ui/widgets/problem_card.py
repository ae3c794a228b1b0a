"""One file of the inbox below the list: what is wrong with it, in words with what to do, and its acts."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.collecting.inbox import Entry
from models.errors import Problem
from ui.look import theme
from ui.widgets.cards import Card, button
from ui.widgets.scroll import ScrollArea

_MOST_HIGH = 150


class ProblemCard(Card):
    """Hidden while no file is chosen; only its head shows while there is nothing to be said about it."""

    def __init__(
        self,
        acts: Sequence[tuple[str, Callable[[], object] | QMenu]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.head.addStretch(1)
        self.acts = [button(*it) for it in acts]
        for made in self.acts:
            self.head.addWidget(made)
        self._scroll = ScrollArea()
        self.body.addWidget(self._scroll)
        self.lines: tuple[str, ...] = ()
        self.hide()

    def show_entry(self, entry: Entry | None, heading: str) -> None:
        """The problems of this file under its heading; none hides the card."""
        problems = entry.preview.problems if entry and entry.preview else ()
        self.lines = tuple(it.text for it in problems)
        self.setVisible(entry is not None)
        self._scroll.setVisible(bool(problems))
        self.set_title(heading)
        if not problems:
            return
        inner = QWidget()
        inner.setProperty("role", "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_S)
        for problem in problems:
            column.addWidget(_words(problem))
        column.addStretch(1)
        self._scroll.setWidget(inner)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower card breaks its lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the words need, up to a limit from where they scroll."""
        inner = self._scroll.widget()
        if inner is None:
            return
        width = self.width() - 2 * theme.SPACE_M
        needed = inner.heightForWidth(width) + theme.SPACE_XS
        self._scroll.setFixedHeight(min(_MOST_HIGH, max(needed, theme.ROW_HEIGHT)))


def _words(problem: Problem) -> QLabel:
    """Place in bold, what happened, then the advice in muted type."""
    end = "" if problem.where.endswith("…") else "."
    where = f"<b>{escape(problem.where)}{end}</b> " if problem.where else ""
    advice = f" <span style='color:{theme.MUTED}'>{escape(problem.advice)}</span>"
    made = QLabel(f"{where}{escape(problem.what)}{advice if problem.advice else ''}")
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made

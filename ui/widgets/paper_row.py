"""One kind of paper on the page Văn bản: what it is, how it stands, and a button for each format."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.files.paper_work import FORMAT_WORDS, PaperKind, Tone
from ui.look import theme
from ui.widgets.cards import Badge, Card, button, clear, label


class PaperRow(Card):
    """Calls `export(suffix)` and, for papers of each unit, `choose()`."""

    def __init__(
        self,
        kind: PaperKind,
        export: Callable[[str], object],
        choose: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.kind = kind
        self.body.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(theme.SPACE_S)
        title = QHBoxLayout()
        title.setSpacing(theme.SPACE_S)
        title.addWidget(label(kind.title, "section"))
        title.addLayout(self._badges)
        title.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(title)
        words.addWidget(label(kind.about, "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addLayout(words, 1)
        self.choice = button("", choose)
        self.choice.setVisible(False)
        row.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignVCenter)
        self.formats: dict[str, QPushButton] = {}
        for suffix in kind.suffixes:
            made = button(kind.format_words(suffix), partial(export, suffix))
            made.setAccessibleName(f"{kind.title}: {FORMAT_WORDS[suffix]}")
            self.formats[suffix] = made
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def show_state(
        self, states: Sequence[tuple[str, Tone]], choice: str, *, possible: bool
    ) -> None:
        """Badges, the words on the button that chooses units, and whether anything can be made."""
        clear(self._badges)
        for words, tone in states:
            self._badges.addWidget(Badge(words, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        self.choice.setText(choice)
        self.choice.setVisible(self.kind.per_unit)
        for it in (self.choice, *self.formats.values()):
            it.setEnabled(possible)

"""The votes of one round as a table: a unit, its figures, its share, and its result in words."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from models.ballot import Ballot
from models.season import Season
from models.voting.ballots import names_of
from models.voting.ballots_faults import by_points, name_of, votes_of
from models.voting.counting import Outcome
from ui.look import theme
from ui.meeting import vote_words as words
from ui.meeting.vote_figures import Figure
from ui.widgets.cards import Badge, Card, clear, label, restyle

_VOTES: tuple[str, ...] = ("votes", "against")
_MOST_COLUMNS = 5
_FIGURE, _SHARE = 66, 76
_LONGEST = "Không đạt: cần 20/20, đạt 10, thiếu 10"
"""So much room every result has."""


class VoteRows(Card):
    """`votes`: (unit's id, "votes" or "against") → its field; `results`: unit's id → share and result.
    `watch` is told of each field that is made, and what it counts."""

    def __init__(self, watch: Callable[[Figure, str], None]) -> None:
        super().__init__("Số phiếu")
        self._watch = watch
        self.votes: dict[tuple[str, str], Figure] = {}
        self.results: dict[str, tuple[QLabel, Badge]] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE_SM)
        self._grid.setVerticalSpacing(theme.SPACE_XS)
        self._grid.setColumnStretch(0, 1)
        self.need = label("", "small")
        self.head.addStretch(1)
        self.head.addWidget(self.need)
        self.body.addLayout(self._grid)

    def show_results(self, ballot: Ballot, found: Outcome) -> None:
        """What each unit has, grey while the sums do not hold, and what is needed."""
        self.need.setText(words.need(ballot, found))
        self._share_head.setText(words.share_title(ballot) if not by_points(ballot) else "")
        for candidate, (part, badge) in self.results.items():
            votes = votes_of(ballot.count, candidate).votes if found.is_known else None
            part.setText("" if by_points(ballot) else words.percent(ballot, votes))
            restyle(part, role="" if found.is_known else "muted")
            badge.show_state(*words.badge(ballot, found, candidate))

    def make(self, season: Season, ballot: Ballot, notes: Mapping[str, str]) -> None:
        """A line for each unit; the figures are new and empty."""
        clear(self._grid)
        self.votes, self.results = {}, {}
        kinds = _VOTES if ballot.style == "agree" else _VOTES[:1]
        titles = [words.votes_title(ballot), "Không đồng ý"][: len(kinds)]
        if by_points(ballot):
            kinds, titles = (), []
        heads = ["Đơn vị", *titles]
        self._make_heads(heads)
        names = names_of(season)
        share = len(heads)
        for row, candidate in enumerate(ballot.candidates, 1):
            name = name_of(ballot, candidate, names)
            self._grid.addLayout(_named(name, notes.get(candidate, "")), row, 0)
            for column, kind in enumerate(kinds, 1):
                what = f"số {heads[column].lower().removeprefix('số ')} của {name}"
                made = Figure(f"{heads[column]}, {name}")
                made.setFixedWidth(theme.zoomed(_FIGURE))
                self.votes[candidate, kind] = made
                self._watch(made, what)
                self._grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignRight)
                made.show()  # now: it may be given the keyboard before the layout shows it
            part, badge = label(), Badge()
            part.setMinimumWidth(theme.zoomed(_SHARE))
            part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.results[candidate] = (part, badge)
            self._grid.addWidget(part, row, share)
            self._grid.addWidget(badge, row, share + 1)

    def _make_heads(self, heads: Sequence[str]) -> None:
        """The titles of the columns, which stay where they are whatever the results say."""
        share, result = len(heads), len(heads) + 1
        longest = Badge(_LONGEST, parent=self)
        longest.ensurePolished()
        widths = {0: 0, share: _SHARE, result: longest.sizeHint().width()}
        longest.deleteLater()
        bottom = Qt.AlignmentFlag.AlignBottom
        for column, title in enumerate((*heads, "", "Kết quả")):
            narrow = 0 < column < result
            head = label(title, "small", wrap=narrow)
            width = widths.get(column, _FIGURE)
            if narrow:
                head.setFixedWidth(width)
            side = Qt.AlignmentFlag.AlignRight if narrow else Qt.AlignmentFlag.AlignLeft
            head.setAlignment(side | bottom)
            self._grid.addWidget(head, 0, column, side | bottom)
            self._grid.setColumnMinimumWidth(column, width)
            if column == share:
                self._share_head = head
        for column in range(result + 1, _MOST_COLUMNS):
            self._grid.setColumnMinimumWidth(column, 0)


def _named(name: str, note: str) -> QVBoxLayout:
    """A unit, and what helps to choose it."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(label(name, "strong", wrap=True))
    if note:
        column.addWidget(label(note, "small", wrap=True))
    return column

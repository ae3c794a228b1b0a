"""The counting desk: papers and votes of one round typed in, faults as sentences, results once all holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.ballot import Ballot, Count, VoteLine
from models.errors import Problem
from models.ranks.ranking import Standing
from models.season import Season
from models.voting.ballots import LeftOut, names_of
from models.voting.ballots_faults import (
    PAPERS,
    SECOND,
    Spot,
    by_hands,
    by_points,
    located_faults,
    uncounted,
    votes_of,
)
from models.voting.counting import Outcome, faults, outcome
from ui.look import theme
from ui.meeting import vote_words as words
from ui.meeting.vote_figures import Figure, Voters, Walked
from ui.meeting.vote_rows import VoteRows
from ui.widgets.cards import Badge, Card, label, restyle
from ui.widgets.scroll import scrolled


class CountingDesk(QWidget):
    """One round. `counted` carries the whole count and what was entered in words, `is_second` says which
    of the two counts it is; `voters_entered` the members and who is there, with the words; `left` that the
    clerk wants back to the list."""

    counted = Signal(object, str)
    voters_entered = Signal(int, int, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_second = False
        self._ballot: Ballot | None = None
        self._made_for: object = None
        self.papers: dict[str, Figure] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_S)
        layout.addLayout(self._head())
        layout.addWidget(self._strip())
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_SM)
        column.addWidget(self._papers())
        self.rows = VoteRows(self._watch)
        self.rows.body.addLayout(self._who_counted())
        column.addWidget(self.rows)
        self.left_out = label("", "small", wrap=True)
        column.addWidget(self.left_out)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.SPACE_S)
        column.addLayout(self.foot)
        column.addStretch(1)
        self._area = scrolled(inner)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self._area, 1)
        self.keys = label("", "small")
        layout.addWidget(self.keys)

    def _head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        row = QHBoxLayout()
        self.title = label("", "section", wrap=True)
        self.badge = Badge()
        row.addWidget(self.title, 1)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        self.rule = label("", "small", wrap=True)
        column.addWidget(self.rule)
        return column

    def _strip(self) -> QFrame:
        """What is wrong, or what came out, always in sight."""
        self.strip = QFrame()
        self.strip.setProperty("role", "notice")
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(theme.SPACE_SM, theme.SPACE_S, theme.SPACE_SM, theme.SPACE_S)
        row.setSpacing(theme.SPACE_M)
        column = QVBoxLayout()
        column.setSpacing(2)
        row.addLayout(column, 1)
        self.near = QHBoxLayout()
        row.addLayout(self.near)
        self.lines = [(label("", "strong", wrap=True), label("", "", wrap=True)) for _ in range(2)]
        for what, advice in self.lines:
            column.addWidget(what)
            column.addWidget(advice)
        return self.strip

    def _papers(self) -> Card:
        self._papers_card = Card("Phiếu")
        self.voters = Voters(self._watch_voters)
        self._papers_card.head.addWidget(self.voters, 1)
        self._paper_fields = QWidget()
        row = QGridLayout(self._paper_fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(theme.SPACE_SM)
        row.setVerticalSpacing(2)
        for column, (key, title) in enumerate(words.PAPER_TITLES.items()):
            row.addWidget(label(title, "small"), 0, column)
            made = Figure(title)
            self.papers[key] = made
            row.addWidget(made, 1, column)
            row.setColumnStretch(column, 1)
            self._watch(made, f"phiếu {title[:1].lower()}{title[1:].partition(' (')[0]}")
        self._papers_card.body.addWidget(self._paper_fields)
        return self._papers_card

    def _who_counted(self) -> QHBoxLayout:
        self.counted_by = Walked("Người kiểm phiếu")
        self.counted_by.setPlaceholderText("Họ tên")
        self.counted_by.setFixedWidth(theme.zoomed(220))
        self.counted_by.editingFinished.connect(self._name_entered)
        self.counted_by.moved.connect(lambda step: self._walk(self.counted_by, step))
        self._who = label("Người kiểm", "small")
        self._who.setBuddy(self.counted_by)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addStretch(1)
        row.addWidget(self._who)
        row.addWidget(self.counted_by)
        return row

    def _watch(self, made: Figure, what: str) -> None:
        made.entered.connect(lambda: self._entered(made, what))
        made.moved.connect(lambda step: self._walk(made, step))

    def _watch_voters(self, made: Figure, what: str) -> None:
        made.entered.connect(lambda: self._voters_typed(made, what))
        made.moved.connect(lambda step: self._walk(made, step))

    # ---- showing

    @property
    def votes(self) -> dict[tuple[str, str], Figure]:
        """(Unit's id, "votes" or "against") → its field."""
        return self.rows.votes

    @property
    def figures(self) -> list[Figure]:
        """The fields in the order in which one counts; those that are not asked for are left out."""
        if self._ballot is None or by_points(self._ballot):
            return []
        papers = () if by_hands(self._ballot) else tuple(self.papers.values())
        return [*papers, *self.votes.values()]

    @property
    def _fields(self) -> list[Walked]:
        """All fields in their order, with those who can vote before and who counted behind."""
        if self._ballot is None or by_points(self._ballot):
            return []
        return [*self.voters.figures.values(), *self.figures, self.counted_by]

    def show_ballot(
        self,
        season: Season,
        standings: Sequence[Standing],
        ballot: Ballot,
        left: Sequence[LeftOut],
        wrong: Sequence[Problem] = (),
        *,
        notes: Mapping[str, str],
        read_only: bool,
    ) -> None:
        """The round as it stands; fields are made anew only for another paper. `wrong`: what is wrong between
        this round and other votes; `notes`: what stands below the name of a unit."""
        method = ballot.threshold.method if ballot.threshold else ""
        told = tuple(notes.items())
        made_for = (ballot.code, ballot.candidates, ballot.style, method, self.is_second, told)
        anew = self._made_for != made_for
        self._ballot = ballot
        if anew:
            self._made_for = made_for
            self.rows.make(season, ballot, notes)
            self._order_keys()
        count = self._count(ballot)
        open_ = not (read_only or ballot.is_closed or by_points(ballot))
        # Here, not on the card that scrolls away: nobody may take one count for the other.
        second = " – kiểm lần hai" if self.is_second else ""
        self.title.setText(f"{ballot.title}{second}")
        self.rule.setText(words.about(season, ballot))
        self._dress(season, ballot)
        for key, made in self.voters.figures.items():
            made.show_value(getattr(ballot, key) or None)
            made.setReadOnly(not open_)
        for key, made in self.papers.items():
            made.show_value(getattr(count, key))
            made.setReadOnly(not open_)
        for (candidate, kind), made in self.votes.items():
            made.show_value(getattr(votes_of(count, candidate), kind))
            made.setReadOnly(not open_)
        if anew or not self.counted_by.isModified():
            self.counted_by.setText(count.counted_by)
        self.counted_by.setReadOnly(not open_)
        self.left_out.setText(words.left_out(season, left, ballot))
        self.left_out.setVisible(bool(self.left_out.text()))
        self._show_result(season, standings, ballot, wrong)

    def _dress(self, season: Season, ballot: Ballot) -> None:
        """Only what this way of voting has: hands have no papers, points neither."""
        hands, points = by_hands(ballot), by_points(ballot)
        self._papers_card.setVisible(not points)
        self._paper_fields.setVisible(not hands)
        self._papers_card.set_title("Người dự" if hands else "Phiếu")
        self.rows.set_title("Thứ hạng" if points else "Giơ tay" if hands else "Số phiếu")
        self.voters.source.setText(words.voters(season, ballot))
        self._who.setText("Người đếm" if hands else "Người kiểm")
        for made in (self._who, self.counted_by):
            made.setVisible(not points)

    def _count(self, ballot: Ballot) -> Count:
        return (ballot.second or Count()) if self.is_second else ballot.count

    def _order_keys(self) -> None:
        """Tab goes through the fields as one counts."""
        for one, other in pairwise(self._fields):
            QWidget.setTabOrder(one, other)

    def _show_result(
        self,
        season: Season,
        standings: Sequence[Standing],
        ballot: Ballot,
        others: Sequence[Problem],
    ) -> None:
        names = names_of(season)
        found = outcome(ballot, names, standings)
        located = located_faults(ballot, names)
        wrong = (*faults(ballot, names), *others)
        if self.is_second and ballot.second is not None and uncounted(ballot, ballot.second):
            # A blind count is told nothing of the first.
            located = tuple(it for it in located if it.problem.where == SECOND)
            wrong = tuple(it.problem for it in located)
        self.badge.show_state(*words.state(ballot, found))
        self.rows.show_results(ballot, found)
        self._mark({spot: it.problem.text for it in reversed(located) for spot in it.spots})
        if wrong:
            self._say("error", words.in_full(wrong))
        else:
            self._say_result(ballot, found)

    def _say_result(self, ballot: Ballot, found: Outcome) -> None:
        if found.is_known:
            twice = ballot.second is not None and not ballot.is_closed
            told = "Hai lần kiểm như nhau." if twice else ""
            tone = "warn" if found.tied or found.left else "done"
            self._say(tone, [words.tie(ballot, found) or (found.words, told)])
        elif words.awaits_second(ballot):
            head = "Kiểm lần hai: người khác đếm lại từ đầu." if self.is_second else ""
            self._say("action", [(head or "Chờ kiểm lần hai.", found.waiting)])
        elif ballot.threshold is None:
            advice = "Bấm Sửa, chọn cách quyết định; phiếu vẫn kiểm được."
            self._say("warn", [(found.waiting, advice)])
        else:
            self._say("action", [("", found.waiting)])

    def _say(self, tone: str, told: list[tuple[str, str]]) -> None:
        restyle(self.strip, tone=tone)
        more = len(told) - len(self.lines)
        for place, (what, advice) in enumerate(self.lines):
            one, other = told[place] if place < len(told) else ("", "")
            if more > 0 and place == len(self.lines) - 1:
                other = f"{other} Còn {more} chỗ chưa khớp nữa."
            what.setText(one)
            advice.setText(other)
            what.setVisible(bool(one))
            advice.setVisible(bool(other))

    def _mark(self, wrong: Mapping[Spot, str]) -> None:
        """Red where the figures contradict each other, and on no other; the field says why."""
        second = self.is_second
        fields = {Spot(key): made for key, made in self.voters.figures.items()}
        fields |= {Spot(key, "", second): made for key, made in self.papers.items()}
        fields |= {Spot(kind, unit, second): made for (unit, kind), made in self.votes.items()}
        for spot, made in fields.items():
            restyle(made, bad="true" if spot in wrong else "false")
            made.setToolTip(wrong.get(spot, ""))

    # ---- typing

    def _entered(self, made: Figure, what: str) -> None:
        if self._ballot is None:
            return
        value = "bỏ trống" if made.value is None else str(made.value)
        self.counted.emit(self._typed(self._ballot), f"{what} {value}")

    def _voters_typed(self, made: Figure, what: str) -> None:
        value = "bỏ trống" if made.value is None else str(made.value)
        members, present = (it.value or 0 for it in self.voters.figures.values())
        self.voters_entered.emit(members, present, f"{what} {value}")

    def _name_entered(self) -> None:
        self.counted_by.setModified(False)
        ballot = self._ballot
        if ballot is None or self.counted_by.text().strip() == self._count(ballot).counted_by:
            return
        self.counted.emit(self._typed(ballot), "người kiểm")

    def _typed(self, ballot: Ballot) -> Count:
        """All that stands in the fields."""
        lines = []
        for candidate in ballot.candidates:
            line = VoteLine(candidate, self.votes[candidate, "votes"].value)
            if (candidate, "against") in self.votes:
                line = replace(line, against=self.votes[candidate, "against"].value)
            if line != VoteLine(candidate):
                lines.append(line)
        who = self.counted_by.text().strip()
        if by_hands(ballot):
            return Count(votes=tuple(lines), counted_by=who)
        issued, returned, valid, invalid, blank = (self.papers[key].value for key, _ in PAPERS)
        return Count(issued, returned, valid, invalid, blank, tuple(lines), who)

    def _walk(self, made: Walked, step: int) -> None:
        fields = self._fields
        place = fields.index(made) + step
        if 0 <= place < len(fields):
            self._go_to(fields[place])

    def _go_to(self, field: Walked) -> None:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(field, 0, theme.SPACE_L)

    def focus_first(self) -> None:
        """The keyboard into the first figure that is not counted, else into the first."""
        ballot, fields = self._ballot, self.figures
        if ballot is not None and by_hands(ballot):
            fields = [*self.voters.figures.values(), *fields]
        wanted = next((it for it in fields if it.value is None), next(iter(fields), None))
        if wanted is not None:
            self._go_to(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; a field that is being typed in has taken it before."""
        if event.key() == Qt.Key.Key_Escape:
            self.settle()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def settle(self) -> None:
        """Enter what is still being typed."""
        for made in (*self.voters.figures.values(), *self.figures):
            made.finish()
        self._name_entered()

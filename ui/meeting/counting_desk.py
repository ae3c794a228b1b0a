"""The counting desk: papers and votes of one round typed in, faults as sentences, results once all holds."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.ballot import Ballot, Count, VoteLine
from models.ballots import LeftOut, names_of
from models.ballots_faults import (
    PAPERS,
    by_hands,
    by_points,
    most_voters,
    name_of,
    uncounted,
    votes_of,
)
from models.counting import faults, outcome
from models.errors import Problem
from models.ranking import Standing
from models.season import Season
from ui import theme
from ui.meeting import vote_words as words
from ui.widgets.cards import Badge, Card, clear, label, restyle
from ui.widgets.scroll import scrolled

_VOTES: tuple[str, ...] = ("votes", "against")
_MOST_COLUMNS = 5
_FIGURE, _SHARE, _RESULT = 66, 76, 178


class Figure(QLineEdit):
    """A whole number, empty for "not counted". Enter and Down go on, Up goes back."""

    moved = Signal(int)
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,5}"), self))
        self._shown: int | None = None
        self.editingFinished.connect(self.finish)

    @property
    def value(self) -> int | None:
        """What stands in the field, None when it is empty."""
        return int(self.text()) if self.text() else None

    def show_value(self, value: int | None) -> None:
        """Show a value; what is being typed is left alone."""
        if self.hasFocus() and self.isModified():
            return
        self._shown = value
        if self.value != value:
            self.setText("" if value is None else str(value))

    def finish(self) -> None:
        """Enter what was typed, if anything was."""
        self.setModified(False)
        if self.value != self._shown:
            self._shown = self.value
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows walk from field to field."""
        steps = {
            Qt.Key.Key_Return: 1,
            Qt.Key.Key_Enter: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.finish()
        self.moved.emit(step)


class CountingDesk(QWidget):
    """One round. `counted` carries the whole count and what was entered in words, `is_second` says which
    of the two counts it is."""

    counted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_second = False
        self._ballot: Ballot | None = None
        self._made_for: object = None
        self.papers: dict[str, Figure] = {}
        self.votes: dict[tuple[str, str], Figure] = {}
        self._results: dict[str, tuple[QWidget, Badge]] = {}
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
        self._votes_card = Card("Số phiếu")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE_SM)
        self._grid.setVerticalSpacing(theme.SPACE_XS)
        self._grid.setColumnStretch(0, 1)
        self._votes_card.body.addLayout(self._grid)
        column.addWidget(self._votes_card)
        self.left_out = label("", "small", wrap=True)
        column.addWidget(self.left_out)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.SPACE_S)
        column.addLayout(self.foot)
        column.addStretch(1)
        area = scrolled(inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(area, 1)

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
        column = QVBoxLayout(self.strip)
        column.setContentsMargins(theme.SPACE_SM, theme.SPACE_S, theme.SPACE_SM, theme.SPACE_S)
        column.setSpacing(2)
        self.lines = [(label("", "strong", wrap=True), label("", "", wrap=True)) for _ in range(2)]
        for what, advice in self.lines:
            column.addWidget(what)
            column.addWidget(advice)
        return self.strip

    def _papers(self) -> Card:
        self._papers_card = Card("Phiếu")
        self.counted_by = QLineEdit()
        self.counted_by.setPlaceholderText("Họ tên")
        self.counted_by.setAccessibleName("Người kiểm phiếu")
        self.counted_by.setFixedWidth(220)
        self.counted_by.editingFinished.connect(self._name_entered)
        self._papers_card.head.addStretch(1)
        who = label("Người kiểm", "small")
        who.setBuddy(self.counted_by)
        self._papers_card.head.addWidget(who)
        self._papers_card.head.addWidget(self.counted_by)
        row = QGridLayout()
        row.setHorizontalSpacing(theme.SPACE_SM)
        row.setVerticalSpacing(2)
        for column, (key, title) in enumerate(words.PAPER_TITLES.items()):
            row.addWidget(label(title, "small"), 0, column)
            made = Figure(title)
            self.papers[key] = made
            row.addWidget(made, 1, column)
            row.setColumnStretch(column, 1)
            self._watch(made, f"phiếu {title[:1].lower()}{title[1:].partition(' (')[0]}")
        self._papers_card.body.addLayout(row)
        return self._papers_card

    def _watch(self, made: Figure, what: str) -> None:
        made.entered.connect(lambda: self._entered(made, what))
        made.moved.connect(lambda step: self._walk(made, step))

    # ---- showing

    @property
    def figures(self) -> list[Figure]:
        """The fields in the order in which one counts; those that are not asked for are left out."""
        if self._ballot is None or by_points(self._ballot):
            return []
        papers = () if by_hands(self._ballot) else tuple(self.papers.values())
        return [*papers, *self.votes.values()]

    def show_ballot(
        self,
        season: Season,
        standings: Sequence[Standing],
        ballot: Ballot,
        left: Sequence[LeftOut],
        wrong: Sequence[Problem] = (),
        *,
        read_only: bool,
    ) -> None:
        """The round as it stands; fields are made anew only for another paper. `wrong`: what is wrong between
        this round and other votes."""
        method = ballot.threshold.method if ballot.threshold else ""
        made_for = (ballot.code, ballot.candidates, ballot.style, method, self.is_second)
        if self._made_for != made_for:
            self._made_for = made_for
            self._make_rows(season, ballot)
        self._ballot = ballot
        count = self._count(ballot)
        open_ = not (read_only or ballot.is_closed or by_points(ballot))
        self.title.setText(ballot.title)
        self.rule.setText(words.about(season, ballot))
        self._papers_card.setVisible(not by_points(ballot))
        self._votes_card.set_title("Thứ hạng" if by_points(ballot) else "Số phiếu")
        self._papers_card.set_title("Phiếu, kiểm lần hai" if self.is_second else "Phiếu")
        for key, made in self.papers.items():
            made.show_value(getattr(count, key))
            made.setReadOnly(not open_)
            made.setEnabled(not by_hands(ballot))
        for (candidate, kind), made in self.votes.items():
            made.show_value(getattr(votes_of(count, candidate), kind))
            made.setReadOnly(not open_)
        if not self.counted_by.hasFocus():
            self.counted_by.setText(count.counted_by)
        self.counted_by.setReadOnly(not open_)
        self.left_out.setText(words.left_out(season, left, ballot))
        self.left_out.setVisible(bool(self.left_out.text()))
        self._show_result(season, standings, ballot, wrong)

    def _count(self, ballot: Ballot) -> Count:
        return (ballot.second or Count()) if self.is_second else ballot.count

    def _make_rows(self, season: Season, ballot: Ballot) -> None:
        clear(self._grid)
        self.votes, self._results = {}, {}
        kinds = _VOTES if ballot.style == "agree" else _VOTES[:1]
        titles = [words.votes_title(ballot), "Không đồng ý"][: len(kinds)]
        if by_points(ballot):
            kinds, titles = (), []
        heads = ["Đơn vị", *titles]
        share, result = len(heads), len(heads) + 1
        for column, title in enumerate((*heads, "", "Kết quả")):
            head = label(title, "small", wrap=0 < column < result)
            side = (
                Qt.AlignmentFlag.AlignRight if 0 < column < result else Qt.AlignmentFlag.AlignLeft
            )
            head.setAlignment(side | Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(head, 0, column)
            # The columns stay where they are whatever the results say.
            widths = {0: 0, share: _SHARE, result: _RESULT}
            self._grid.setColumnMinimumWidth(column, widths.get(column, _FIGURE))
            if column == share:
                self._share_head = head
        for column in range(result + 1, _MOST_COLUMNS):
            self._grid.setColumnMinimumWidth(column, 0)
        names = names_of(season)
        for row, candidate in enumerate(ballot.candidates, 1):
            name = name_of(ballot, candidate, names)
            self._grid.addWidget(label(name, "strong", wrap=True), row, 0)
            for column, kind in enumerate(kinds, 1):
                what = f"số {heads[column].lower().removeprefix('số ')} của {name}"
                made = Figure(f"{heads[column]}, {name}")
                made.setFixedWidth(_FIGURE)
                self.votes[candidate, kind] = made
                self._watch(made, what)
                self._grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignRight)
            part, badge = label(), Badge()
            part.setMinimumWidth(_SHARE)
            part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._results[candidate] = (part, badge)
            self._grid.addWidget(part, row, share)
            self._grid.addWidget(badge, row, result)

    def _show_result(
        self,
        season: Season,
        standings: Sequence[Standing],
        ballot: Ballot,
        others: Sequence[Problem],
    ) -> None:
        names = names_of(season)
        found = outcome(ballot, names, standings)
        wrong = (*faults(ballot, names), *others)
        if self.is_second and ballot.second is not None and uncounted(ballot, ballot.second):
            wrong = tuple(
                it for it in wrong if it.where
            )  # a blind count is told nothing of the first
        self.badge.show_state(*words.state(ballot, found))
        self._share_head.setText(words.share_title(ballot) if not by_points(ballot) else "")
        for candidate, (part, badge) in self._results.items():
            votes = votes_of(ballot.count, candidate).votes if found.is_known else None
            part.setText("" if by_points(ballot) else words.percent(ballot, votes))  # type: ignore[attr-defined]
            restyle(part, role="" if found.is_known else "muted")
            badge.show_state(*words.badge(ballot, found, candidate))
            line = found.line(candidate)
            badge.setToolTip(line.words if line else "")
        self._mark(ballot, {it.code for it in wrong})
        if wrong:
            self._say("error", words.in_full(wrong))
        elif self.is_second and not found.is_known:
            self._say("action", [("Kiểm lần hai: người khác đếm lại từ đầu.", found.waiting)])
        elif not found.is_known:
            open_rule = ballot.threshold is None
            advice = "Bấm Sửa, chọn cách quyết định; phiếu vẫn kiểm được." if open_rule else ""
            told = (found.waiting, advice) if open_rule else ("", found.waiting)
            self._say("warn" if open_rule else "action", [told])
        else:
            self._say("warn" if found.tied or found.left else "done", [(found.words, "")])

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

    def _mark(self, ballot: Ballot, codes: set[str]) -> None:
        """Red where the figures contradict each other."""
        count = self._count(ballot)
        bad = {pile for code in codes for pile in words.WRONG_PILES.get(code, ())}
        for key, made in self.papers.items():
            restyle(made, bad="true" if key in bad else "false")
        hands = most_voters(ballot)
        most = (hands[0] if hands else None) if by_hands(ballot) else count.valid
        for (candidate, _), made in self.votes.items():
            line = votes_of(count, candidate)
            over = most is not None and (line.votes or 0) + (line.against or 0) > most
            whole = "vote-sum-over-seats" in codes
            restyle(made, bad="true" if (over and most) or whole else "false")

    # ---- typing

    def _entered(self, made: Figure, what: str) -> None:
        if self._ballot is None:
            return
        value = "bỏ trống" if made.value is None else str(made.value)
        self.counted.emit(self._typed(self._ballot), f"{what} {value}")

    def _name_entered(self) -> None:
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

    def _walk(self, made: Figure, step: int) -> None:
        fields = self.figures
        place = fields.index(made) + step
        if 0 <= place < len(fields):
            fields[place].setFocus(Qt.FocusReason.TabFocusReason)

    def focus_first(self) -> None:
        """The keyboard into the first figure that is not counted, else into the first."""
        fields = self.figures
        wanted = next((it for it in fields if it.value is None), next(iter(fields), None))
        if wanted is not None:
            wanted.setFocus()

    def settle(self) -> None:
        """Enter what is still being typed."""
        for made in self.figures:
            made.finish()
        self._name_entered()

"""Bỏ phiếu: every vote of the meeting with its rounds, and the counting desk of the chosen one."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from models.ballot import Ballot
from models.voting.ballots_faults import by_hands, by_points
from models.voting.counting import drawable
from models.voting.vote_rounds import next_round
from models.voting.votes_together import faults_of_meeting
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.meeting import vote_words as words
from ui.meeting.vote_acts import VoteActs
from ui.pages.base import Button
from ui.widgets.cards import Card, EmptyState, button, clear

_LIST_WIDTH = 244
_PRINT, _COUNT, _LOTS = "In phiếu…", "Đếm tay giơ", "Ghi kết quả bốc thăm…"
_SHOW = "Chiếu kết quả"


class VotesTab(VoteActs):
    """The list of the rounds at the left, the desk at the right."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.table.horizontalHeader().hide()
        self.table.chosen.connect(lambda _it: self._chosen())
        self.table.opened.connect(lambda _it: self.desk.focus_first())
        card = Card.holding(self.table)
        card.setFixedWidth(theme.zoomed(_LIST_WIDTH))
        card.body.addLayout(self._list_foot())
        filled = QWidget()
        row = QHBoxLayout(filled)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_M)
        row.addWidget(card)
        row.addWidget(self.desk, 1)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        self._stack.addWidget(filled)
        self._empty = QWidget()
        self._empty_place = QVBoxLayout(self._empty)
        self._stack.addWidget(self._empty)
        self.desk.left.connect(self.table.setFocus)
        for keys, act in (
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("F2", self.change),
            ("Delete", self.remove),
            ("Ctrl+N", self.add_award),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _list_foot(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(theme.SPACE_XS, theme.SPACE_S, theme.SPACE_XS, 0)
        column.setSpacing(theme.SPACE_S)
        self._list = button("Danh sách trên phiếu…", self.choose_candidates)
        self._list.setToolTip("Đơn vị nào có tên và theo thứ tự nào")
        column.addWidget(self._list)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        self._change = button("Sửa…", self.change)
        self._change.setToolTip("Sửa tỷ lệ, số suất, số người (F2)")
        self._remove = button("Xóa", self.remove, "danger")
        self._remove.setToolTip("Xóa vòng bỏ phiếu này (Delete)")
        row.addWidget(self._change)
        row.addStretch(1)
        row.addWidget(self._remove)
        column.addLayout(row)
        return column

    # ---- showing

    def refresh(self, what: str) -> None:
        """List and desk as the meeting is now."""
        if not self.session.is_open:
            return
        if what == "file":
            self._led = None
        ballots = self.session.season.meeting.ballots
        before = self.table.selected
        # While the list is made anew nothing is chosen: the desk must not go, the keyboard is in it.
        self.table.blockSignals(True)
        self.table.set_records(ballots)
        if ballots and self.table.selected is None:
            self.table.select(lambda it: not it.is_closed) or self.table.select(lambda _it: True)
        self.table.blockSignals(False)
        after = self.table.selected
        if before is None or after is None or before.code != after.code:
            self.desk.is_second = False
        self._stack.setCurrentIndex(0 if ballots else 1)
        if not ballots:
            self._show_empty()
        self.show_ballot()

    def _show_empty(self) -> None:
        clear(self._empty_place)
        can = bool(self.session.season.units) and not self.session.locked
        word = self.session.season.block.word.lower()
        self._empty_place.addWidget(
            EmptyState(
                "Chưa có lần bỏ phiếu nào",
                "Tạo lần suy tôn hay bầu: chương trình lấy danh sách từ xếp hạng, in phiếu, rồi kiểm"
                " số phiếu ngay tại đây.",
                (f"Suy tôn {self.award}…", self.add_award) if can else None,
                (f"Bầu Trưởng {word}…", partial(self.add, "head")) if can else None,
                "meeting",
            )
        )

    def _chosen(self) -> None:
        self.desk.is_second = False
        self.show_ballot()

    def show_ballot(self) -> None:
        """The chosen round on the desk, and what can be done with it."""
        ballot = self.ballot
        self.desk.setVisible(ballot is not None)
        for made in (self._change, self._list, self._remove):
            made.setEnabled(ballot is not None and not self.session.locked)
        if ballot is not None:
            if ballot.second is None:
                self.desk.is_second = False
            self._change.setEnabled(not self.session.locked and not ballot.is_closed)
            self._list.setEnabled(
                not self.session.locked and not ballot.is_closed and not ballot.follows
            )
            self.desk.show_ballot(
                self.session.season,
                self.session.standings,
                ballot,
                self.left_out(ballot),
                faults_of_meeting(self.session.season, self.session.standings, ballot.code),
                notes=words.notes(ballot, self.years) if ballot.purpose != "award" else {},
                read_only=self.session.locked,
            )
            self._list.setText(f"{words.lists(ballot)}…")
            self._show_foot(ballot)
            primary = self.primary()
            told = "" if self.session.locked else words.keys(ballot, primary[0] if primary else "")
            self.desk.keys.setText(told)
            self.desk.keys.setVisible(bool(told))
        self.head_changed.emit()

    def _show_foot(self, ballot: Ballot) -> None:
        """What can be done with the chosen round beside counting it."""
        made = [] if self.session.locked else self._acts(ballot)
        shown = [text for text, _ in made]
        if getattr(self, "_foot_shown", None) == shown:
            return
        self._foot_shown = shown
        clear(self.desk.foot)
        clear(self.desk.near)
        before: QWidget = self.desk.counted_by
        for text, act in made:
            link = button(text, act, "link")
            # Lots are one of the two ways out of a tie: beside the words that say so.
            (self.desk.near if text == _LOTS else self.desk.foot).addWidget(link)
            self.setTabOrder(before, link)
            before = link
        self.desk.foot.addStretch(1)

    def _acts(self, ballot: Ballot) -> list[tuple[str, Callable[[], object]]]:
        found = self.outcome_of(ballot)
        if ballot.is_closed:
            return [("Mở lại để sửa", self.reopen)]
        made: list[tuple[str, Callable[[], object]]] = []
        if not by_hands(ballot) and not by_points(ballot):
            if ballot.second is None:
                made.append(("Mở bảng kiểm lần hai", self.start_second))
            else:
                told = "Xem lần kiểm đầu" if self.desk.is_second else "Xem lần kiểm hai"
                made += [(told, self.switch_count), ("Bỏ lần kiểm hai", self.drop_second)]
        if drawable(ballot, found):
            made.append((_LOTS, self.enter_lots))
        if ballot.lots is not None:
            made.append(("Bỏ kết quả bốc thăm", self.drop_lots))
        return made

    def show_target(self, target: str) -> None:
        """One round by its code."""
        self.table.select(lambda it: it.code == target)

    def sentence(self) -> str:
        """How many votes have a result; why nothing can be written."""
        ballots = self.session.season.meeting.ballots
        closed = sum(1 for it in ballots if it.is_closed)
        told = f"{closed} trên {len(ballots)} vòng bỏ phiếu đã xác nhận kết quả." if ballots else ""
        if not ballots:
            told = "Suy tôn, bầu Trưởng, Phó Trưởng cho năm sau."
        wrong = faults_of_meeting(self.session.season, self.session.standings)
        told = f"{told} {wrong[0].what}" if wrong else told
        return f"{told} {self.session.locked_reason or self._next_words()}".strip()

    def _next_words(self) -> str:
        """What comes after the votes that are confirmed."""
        ballots = self.session.season.meeting.ballots
        if not any(it.is_closed for it in ballots):
            return ""
        if not all(it.is_closed for it in ballots):
            return "Tiếp theo: kiểm phiếu vòng chưa xác nhận."
        if any(it.purpose == "head" for it in ballots):
            return "Tiếp theo: chiếu kết quả, rồi sang thẻ Chốt kết quả."
        return f"Tiếp theo: chiếu kết quả, rồi bầu Trưởng {self.session.season.block.word.lower()}."

    def show_result(self) -> None:
        """The confirmed result in the hall; where the hall is not open, it is chosen to be shown."""
        if self.ballot is not None:
            self.wanted.emit(f"page:meeting/presenter/result:{self.ballot.code}")

    def primary(self) -> Button | None:
        """What brings the chosen round on: the result, the next round, else the papers, or the hands."""
        ballot = self.ballot
        if ballot is None or self.session.locked:
            return None
        found = self.outcome_of(ballot)
        again = (f"Bỏ phiếu vòng {ballot.round + 1}", self.start_run_off)
        follows = next_round(self.session.season.meeting, ballot.code)
        if ballot.is_closed:
            return again if found.run_off and follows is None else (_SHOW, self.show_result)
        if words.awaits_second(ballot):
            return None if self.desk.is_second else ("Kiểm lần hai", self.switch_count)
        if found.is_known:
            return again if found.tied else ("Xác nhận kết quả", self.confirm)
        if words.is_begun(ballot) or by_points(ballot):
            return None
        return (_COUNT, self.desk.focus_first) if by_hands(ballot) else (_PRINT, self.print_papers)

    def secondary(self) -> Sequence[Button]:
        """New votes, the papers, what follows an election."""
        if self.session.locked or not self.session.season.units:
            return ()
        ballot, made = self.ballot, list[Button]()
        if ballot is not None:
            made += self._further(ballot)
            primary = self.primary()
            if (
                not by_points(ballot)
                and not by_hands(ballot)
                and (primary is None or primary[0] != _PRINT)
            ):
                made.append((_PRINT, self.print_papers))
            made.append(("Bỏ phiếu mới", self._menu()))
        return made

    def _further(self, ballot: Ballot) -> list[Button]:
        found = self.outcome_of(ballot)
        if not ballot.is_closed:
            if found.tied:
                return [("Xác nhận kết quả", self.confirm)]
            if found.run_off:
                return [(f"Bỏ phiếu vòng {ballot.round + 1}", self.start_run_off)]
        elif ballot.purpose != "award" and (told := self.next_leaders()):
            office = told.partition(" năm ")[0]
            return [(f"Ghi {office} năm sau vào chương trình", self.note_next_year)]
        return []

    def _menu(self) -> QMenu:
        menu = QMenu()
        word = self.session.season.block.word.lower()
        awards = [it.award for it in self.session.season.pack.quotas] or [self.award]
        for award in awards:
            menu.addAction(f"Suy tôn {award}…", partial(self.add, "award", award))
        menu.addAction("Suy tôn hình thức khác…", partial(self.add, "award", ""))
        menu.addSeparator()
        menu.addAction(f"Bầu Trưởng {word}…", partial(self.add, "head"))
        menu.addAction(f"Bầu Phó Trưởng {word}…", partial(self.add, "deputy"))
        return menu

    def go_on(self) -> None:
        """The primary button by key, with what is being typed entered first."""
        self.settle()
        primary = self.primary()
        if primary is not None and not isinstance(primary[1], QMenu):
            primary[1]()

    def settle(self) -> bool:
        """Enter the figure that is being typed."""
        if self.ballot is not None:
            self.desk.settle()
        return True

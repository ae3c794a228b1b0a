"""What can be done with the votes of the meeting: each act is one change that can be undone."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from models.ballot import Ballot, Count, Lots, Purpose
from models.meeting import Meeting
from models.voting.ballots import Led, LeftOut, candidates, names_of, new_ballot
from models.voting.ballots_faults import by_hands
from models.voting.counting import Outcome, drawable, outcome, reopened, run_off, with_candidates
from models.voting.vote_rounds import find, next_round, with_ballot, without_ballot
from models.voting.votes_together import confirm
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.tab import Tab
from ui.meeting import vote_notes, vote_paper
from ui.meeting import vote_words as words
from ui.meeting.counting_desk import CountingDesk
from ui.meeting.vote_form import BallotDialog, CandidatesBox, lots_dialog
from ui.widgets.columns import Column
from ui.widgets.messages import Choice, ask, guard
from ui.widgets.records import RecordTable

_AWARD = "Cờ thi đua"


class VoteActs(Tab):
    """The list of the rounds and the desk, with the acts on the chosen round; `VotesTab` lays them out."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        column = Column(
            "Lần bỏ phiếu",
            words.listed_title,
            width=200,
            stretch=1,
            bold=True,
            middle=True,
            second=self.line_of,
            tooltip=lambda it: it.title,
        )
        self.table = RecordTable([column], same=lambda it: it.code)
        self.desk = CountingDesk()
        self.desk.counted.connect(self._counted)
        self.desk.voters_entered.connect(self._voters_entered)
        self._led: tuple[Led, ...] | None = None

    def line_of(self, ballot: Ballot) -> str:
        """Round and state of a vote, below its title in the list."""
        state = words.state(ballot, self.outcome_of(ballot))[0]
        which = words.listed_round(ballot, self.session.season.meeting)
        return f"{which} · {state[:1].lower()}{state[1:]}"

    def show_ballot(self) -> None:
        """Show the chosen round anew."""

    # ---- what stands

    @property
    def ballot(self) -> Ballot | None:
        """The chosen round as it is in the file."""
        chosen = self.table.selected
        return find(self.session.season.meeting, chosen.code) if chosen is not None else None

    def outcome_of(self, ballot: Ballot) -> Outcome:
        """What the round gives now."""
        return outcome(ballot, names_of(self.session.season), self.session.standings)

    def left_out(self, ballot: Ballot) -> tuple[LeftOut, ...]:
        """Who is not on the paper of this vote, and why; a later round lists nobody."""
        season = self.session.season
        if ballot.follows:
            return ()
        return candidates(season, self.session.standings, ballot.purpose, ballot.award)[1]

    # ---- acts

    def _write(self, meeting: Meeting, label: str) -> bool:
        return guard(self, lambda: self.session.set_meeting(meeting, label))

    def _put(self, ballot: Ballot, label: str) -> bool:
        meeting = with_ballot(self.session.season.meeting, ballot)
        return self._write(meeting, f"{label} – {ballot.title}, vòng {ballot.round}")

    @property
    def award(self) -> str:
        """The award that is voted about first: that of the first quota."""
        return next((it.award for it in self.session.season.pack.quotas), _AWARD)

    def add_award(self) -> None:
        """A new vote about that award."""
        self.add("award", self.award)

    def add(self, purpose: Purpose, award: str = "") -> None:
        """Ask how the vote is held; its paper is filled in from ranking and rules."""
        season = self.session.season
        if self.session.locked or not season.units:
            return
        blank = new_ballot(season, self.session.standings, purpose, award)
        box = BallotDialog(season, blank, is_new=True, parent=self)
        values = box.ask()
        if values is None:
            return
        made = box.ballot_of(values)
        if made.award != award:
            chosen, _ = candidates(season, self.session.standings, purpose, made.award)
            made = with_candidates(made, chosen, names_of(season))
        if self._put(made, "tạo lần bỏ phiếu"):
            self.table.select(lambda it: it.code == made.code)
            self.table.setFocus()

    def change(self) -> None:
        """Ask anew by which rule the chosen round is decided."""
        ballot = self.ballot
        if ballot is None or ballot.is_closed or self.session.locked:
            return
        box = BallotDialog(self.session.season, ballot, is_new=False, parent=self)
        values = box.ask()
        if values is not None and (made := box.ballot_of(values)) != ballot:
            self._put(made, "sửa lần bỏ phiếu")

    def choose_candidates(self) -> None:
        """Who stands on the paper, and in which order."""
        ballot = self.ballot
        if ballot is None or ballot.is_closed or self.session.locked:
            return
        season, standings = self.session.season, self.session.standings
        years = self.years if ballot.purpose != "award" else ()
        asked = CandidatesBox(season, standings, ballot, self.left_out(ballot), years, self).ask()
        if asked is None:
            return
        chosen, order = asked
        made = replace(with_candidates(ballot, chosen, names_of(season)), order=order)
        count = _only(ballot.count, chosen)
        second = _only(ballot.second, chosen) if ballot.second is not None else None
        if (chosen, order) != (ballot.candidates, ballot.order):
            label = f"sửa {words.lists(ballot).lower()}"
            self._put(replace(made, count=count, second=second), label)

    @property
    def years(self) -> tuple[Led, ...]:
        """Who led the block in each year of the file; the other years are read once."""
        season = self.session.season
        if self._led is None:
            others = (it for it in self.session.file.years() if it != season.year)
            found = [self.session.season_of(year) for year in others]
            self._led = tuple(Led(it.year, it.head, it.deputy) for it in found if it is not None)
        return (*self._led, Led(season.year, season.head, season.deputy))

    def remove(self) -> None:
        """Take the chosen round out; undo brings it back."""
        ballot, meeting = self.ballot, self.session.season.meeting
        if ballot is None or self.session.locked:
            return
        after = next_round(meeting, ballot.code)
        if after is not None:
            self.tell(
                f"Đã có vòng {after.round} sau vòng này. Xóa vòng {after.round} trước.", "warn"
            )
            return
        label = f"xóa lần bỏ phiếu {ballot.title}, vòng {ballot.round}"
        if ballot.is_closed:
            title = f"Xóa {ballot.title}, vòng {ballot.round}, đã xác nhận kết quả"
            verbs = (Choice("remove", "Xóa vòng đã xác nhận", "danger"),)
            if ask(self, title, words.lost(ballot), verbs) is None:
                return
            label = f"xóa kết quả đã xác nhận – {ballot.title}, vòng {ballot.round}"
        if self._write(without_ballot(meeting, ballot.code), label):
            self.tell(f"Đã {label}.", button=("Hoàn tác", self.session.undo))

    def _counted(self, count: Count, what: str) -> None:
        ballot = self.ballot
        if ballot is None or ballot.is_closed or self.session.locked:
            return
        second = self.desk.is_second
        made = replace(ballot, second=count) if second else replace(ballot, count=count)
        if made != ballot:
            act = "đếm tay" if by_hands(ballot) else "kiểm phiếu"
            self._put(made, f"{act}{' lần hai' if second else ''}: {what}")

    def _voters_entered(self, members: int, present: int, what: str) -> None:
        ballot = self.ballot
        if ballot is None or ballot.is_closed or self.session.locked:
            return
        made = replace(ballot, members=members, present=present)
        if made != ballot:
            self._put(made, f"sửa {what}")

    def confirm(self) -> None:
        """The result of this round stands."""
        ballot = self.ballot
        if ballot is None or not self.outcome_of(ballot).is_known:
            return
        season, standings = self.session.season, self.session.standings

        def act() -> None:
            made = confirm(season, standings, ballot)
            if self._put(made, "xác nhận kết quả"):
                self.tell(made.result, button=("Hoàn tác", self.session.undo))

        guard(self, act)

    def reopen(self) -> None:
        """Count on in a round whose result was confirmed, as long as nothing rests on it."""
        ballot = self.ballot
        if ballot is None or self.session.locked:
            return
        after = next_round(self.session.season.meeting, ballot.code)
        if after is not None:
            self.tell(
                f"Vòng {after.round} dựa vào kết quả này. Xóa vòng {after.round} trước.", "warn"
            )
            return
        if self._put(reopened(ballot), "mở lại kiểm phiếu"):
            self.table.setFocus()

    def start_run_off(self) -> None:
        """Confirm this round and make the next one between those it left, as one act."""
        ballot = self.ballot
        if ballot is None:
            return

        def act() -> None:
            season, standings = self.session.season, self.session.standings
            made = run_off(ballot, standings)
            meeting = with_ballot(season.meeting, confirm(season, standings, ballot))
            label = f"tạo vòng {made.round} – {ballot.title}"
            self.session.set_meeting(with_ballot(meeting, made), label)
            self.table.select(lambda it: it.code == made.code)
            self.desk.focus_first()

        guard(self, act)

    def start_second(self) -> None:
        """An empty second count: whoever counts again does not see the first."""
        ballot = self.ballot
        if ballot is not None and self._put(replace(ballot, second=Count()), "mở kiểm lần hai"):
            self.switch_count()

    def switch_count(self) -> None:
        """Between the first and the second count."""
        self.desk.settle()
        self.desk.is_second = not self.desk.is_second
        self.show_ballot()
        self.desk.focus_first()

    def drop_second(self) -> None:
        """Go on without a second count."""
        ballot = self.ballot
        if ballot is not None and self._put(replace(ballot, second=None), "bỏ lần kiểm hai"):
            self.table.setFocus()

    def enter_lots(self) -> None:
        """Write down lots that were drawn by hand between equals."""
        ballot = self.ballot
        if ballot is None:
            return
        found = self.outcome_of(ballot)
        equal = drawable(ballot, found)
        names = names_of(self.session.season)
        values = lots_dialog(names, equal, found.left, self).ask()
        if values is None:
            return
        drawn = tuple(it for it in equal if values[it])
        lots = Lots(equal, drawn, values["witnesses"], self.session.now())
        if self._put(replace(ballot, lots=lots), "ghi bốc thăm"):
            self.table.setFocus()  # the link that was pressed is gone

    def drop_lots(self) -> None:
        """The lots no longer hold."""
        ballot = self.ballot
        if ballot is not None and self._put(replace(ballot, lots=None), "bỏ kết quả bốc thăm"):
            self.table.setFocus()

    def print_papers(self) -> None:
        """The papers as a PDF."""
        ballot = self.ballot
        if ballot is not None:
            vote_paper.save(self, ballot)

    def next_leaders(self) -> str:
        """Who leads the block next year by the confirmed votes, "" while nobody."""
        return vote_notes.words_of(self.session.season, self.session.standings)

    def note_next_year(self) -> None:
        """Who leads the block next year into the agenda; this year's head stays."""
        made = vote_notes.noted(self.session.season, self.session.standings)
        if made is None:
            self.tell(
                "Chương trình chưa có mục nào để ghi. Lập chương trình hội nghị trước.", "warn"
            )
        elif self._write(made, "ghi Trưởng, Phó Trưởng năm sau vào chương trình"):
            told = self.next_leaders()
            self.tell(f"Đã ghi vào chương trình: {told}.", button=("Hoàn tác", self.session.undo))


def _only(count: Count, candidates: Sequence[str]) -> Count:
    """The count without the lines of units that no longer stand on the paper."""
    return replace(count, votes=tuple(it for it in count.votes if it.candidate in candidates))

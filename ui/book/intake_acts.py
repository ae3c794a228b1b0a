"""Acts on what comes in from the units: files, forms, recorded facts, the year's plan."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.collecting.taking import Taking
from models.dates.moving import with_meeting
from models.errors import AppError
from models.facts import Fact, FactLists, kind_of
from models.season import Score, ScoreKey, Season
from models.submission import Submission
from models.year_plan import YearPlan
from storage.audit import Act
from storage.book_rows.records import normal
from ui.book.open_book import OpenBook


class IntakeActs(OpenBook):
    """What comes in is kept first, and entered only when the clerk accepts it."""

    def arrive(self, arrivals: Sequence[tuple[Submission, bytes]]) -> tuple[Submission, ...]:
        """Keep files that came in with their originals. It cannot be undone: nothing is ever thrown away."""
        names = f"“{arrivals[0][0].name}”" if len(arrivals) == 1 else f"{len(arrivals)} tệp"
        kept = self.file.arrive(self.season.year, arrivals, Act(self.now(), f"lưu {names} đã nhận"))
        self._set_season(self.file.snapshot(self.season.year))
        self.saved_at = self.now()
        self.changed.emit("inbox")
        return kept

    def original(self, submission: Submission) -> bytes | None:
        """The bytes of a file as it came; None where only its record was handed over."""
        return self.file.original(submission)

    def has_original(self, submission: Submission) -> bool:
        """Whether the bytes of a file are kept."""
        return self.file.has_original(submission)

    def change_submissions(self, submissions: Sequence[Submission], label: str) -> None:
        """Write what became of files that came in."""
        self.take_in(label, Taking(label, submissions=tuple(submissions)))

    def take_in(self, label: str, *takings: Taking) -> None:
        """Accept what came in, each taking a transaction of its own, all of them one act to be undone."""
        done: list[tuple[Taking, Taking, FactLists]] = []
        stopped: list[AppError] = []

        def forward(what: str) -> None:
            done.clear()
            stopped.clear()
            season = self.season
            try:
                for it in takings:
                    season = self._enter(it, season, what if len(takings) == 1 else it.label, done)
            except AppError as error:
                if not done:
                    raise
                stopped.append(error)  # what was taken in until then stays, and can be undone

        def backward(what: str) -> None:
            for it, back, lists in reversed(done):
                act = Act(self.now(), what, source=it.source)
                self.file.take_in(self.season.year, back, act, lists)

        self._do_and_reload(label, forward, backward)
        if stopped:
            words = f"Đã nhận {len(done)} trên {len(takings)} rồi dừng. {stopped[0]}"
            raise AppError(words) from stopped[0]

    def _enter(
        self,
        taking: Taking,
        season: Season,
        what: str,
        done: list[tuple[Taking, Taking, FactLists]],
    ) -> Season:
        """Take one in; gives the season as far as the next one needs it."""
        scores = {key: normal(it) for key, it in taking.scores.items()}
        known = {it.id: it for it in season.submissions}
        act = Act(self.now(), what, source=taking.source)
        lists = self.file.take_in(season.year, replace(taking, scores=scores), act)
        before = {key: season.score(*key) for key in scores}
        was = tuple(known[it.id] for it in taking.submissions)
        done.append((taking, Taking(taking.label, scores=before, submissions=was), lists))
        return season.with_scores(scores)

    def set_scores(self, changes: Mapping[ScoreKey, Score], label: str, source: str = "") -> None:
        """Enter scores as one act; those that change nothing are left out."""
        kept = {key: normal(it) for key, it in changes.items()}
        new = {key: it for key, it in kept.items() if self.season.score(*key) != it}
        if not new:
            return
        old = {key: self.season.score(*key) for key in new}

        def write(values: Mapping[ScoreKey, Score], what: str) -> None:
            act = Act(self.now(), what, source=source)
            self.file.set_scores(self.season.year, values, act)
            self._set_season(self.season.with_scores(values))

        self._do(label, "scores", lambda it: write(new, it), lambda it: write(old, it))

    def change_fact(self, old: Fact | None, new: Fact | None, label: str) -> None:
        """Add (`old` None), change, or take out (`new` None) one recorded fact."""
        year = self.season.year
        place = None
        if old is not None:
            place = getattr(self.season.facts, kind_of(old)).index(old)
        self._do_and_reload(
            label,
            lambda it: self.file.change_fact(year, old, new, Act(self.now(), it)),
            lambda it: self.file.change_fact(year, new, old, Act(self.now(), it), place),
        )

    def change_facts(self, old: Sequence[Fact], new: Sequence[Fact], label: str) -> None:
        """Put facts in the place of others (known by their value) as one act."""
        self.take_in(label, Taking(label, old_facts=tuple(old), new_facts=tuple(new)))

    def note_forms_sent(self) -> None:
        """Note that the units' forms of the present table were written, so that nobody is asked to again."""
        season, plan = self.season, self.season.plan
        if self.locked or plan.forms_version == season.table.version:
            return
        sent = replace(plan, forms_sent=self.now().date(), forms_version=season.table.version)
        self.set_plan(sent, "ghi ngày xuất biểu mẫu")

    def set_plan(self, plan: YearPlan, label: str) -> None:
        """Change what the head has fixed for the year: meeting day, things to do, papers, due days, letters.

        A meeting that gets another day is noted as moved.
        """
        old, year = self.season.plan, self.season.year
        if plan.meeting != old.meeting and plan.moves == old.moves:
            rest = replace(self.season, plan=replace(plan, meeting=old.meeting))
            plan = with_meeting(rest, plan.meeting, self.now().date()).plan
        self._do_and_reload(
            label,
            lambda it: self.file.set_plan(year, plan, Act(self.now(), it)),
            lambda it: self.file.set_plan(year, old, Act(self.now(), it)),
        )

"""Acts on what comes in from the units: files, forms, recorded facts, the year's plan."""

from collections.abc import Mapping, Sequence

from models.facts import Fact, kind_of
from models.season import Score, ScoreKey
from models.submission import Submission
from models.year_plan import YearPlan
from storage.audit import Act
from storage.block_file import TakenIn
from storage.records import normal
from ui.open_book import OpenBook


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

    def change_submissions(self, submissions: Sequence[Submission], label: str) -> None:
        """Write what became of files that came in."""
        old = {it.id: it for it in self.season.submissions}
        before = [old[it.id] for it in submissions]
        year = self.season.year

        def write(values: Sequence[Submission], what: str) -> None:
            self.file.change_submissions(year, values, Act(self.now(), what))

        self._do_and_reload(
            label, lambda it: write(submissions, it), lambda it: write(before, it), "inbox"
        )

    def take_in(
        self,
        label: str,
        source: str = "",
        *,
        scores: Mapping[ScoreKey, Score] | None = None,
        old_facts: Sequence[Fact] = (),
        new_facts: Sequence[Fact] = (),
        submissions: Sequence[Submission] = (),
    ) -> None:
        """Accept what came in as one act: scores, facts in place of others, and the states of the files."""
        season, year = self.season, self.season.year
        given = {key: normal(it) for key, it in (scores or {}).items()}
        before = {key: season.score(*key) for key in given}
        known = {it.id: it for it in season.submissions}
        was = tuple(known[it.id] for it in submissions)
        old, new = tuple(old_facts), tuple(new_facts)
        forward = TakenIn(given, old, new, tuple(submissions))
        backward = TakenIn(before, new, old, was)

        def write(what: str, values: TakenIn) -> None:
            self.file.take_in(year, values, Act(self.now(), what, source=source))

        self._do_and_reload(label, lambda it: write(it, forward), lambda it: write(it, backward))

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
        year = self.season.year
        self._do_and_reload(
            label,
            lambda it: self.file.change_facts(year, old, new, Act(self.now(), it)),
            lambda it: self.file.change_facts(year, new, old, Act(self.now(), it)),
        )

    def set_plan(self, plan: YearPlan, label: str) -> None:
        """Change what the head has fixed for the year: meeting day, papers, due days, letters."""
        old, year = self.season.plan, self.season.year
        self._do_and_reload(
            label,
            lambda it: self.file.set_plan(year, plan, Act(self.now(), it)),
            lambda it: self.file.set_plan(year, old, Act(self.now(), it)),
        )

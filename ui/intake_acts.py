"""Acts on what comes in from the units: files, forms, recorded facts, the year's plan."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.facts import Fact, kind_of
from models.intake import Preview
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

    def take_in(self, taken: TakenIn, label: str, source: str = "") -> None:
        """Accept what came in as one act: scores, facts, and the states of the files."""
        season, year = self.season, self.season.year
        scores = {key: normal(it) for key, it in taken.scores.items()}
        known = {it.id: it for it in season.submissions}
        back = TakenIn(
            {key: season.score(*key) for key in scores},
            taken.new_facts,
            taken.old_facts,
            tuple(known[it.id] for it in taken.submissions),
        )

        def write(what: str, values: TakenIn) -> None:
            self.file.take_in(year, values, Act(self.now(), what, source=source))

        self._do_and_reload(
            label,
            lambda it: write(it, replace(taken, scores=scores)),
            lambda it: write(it, back),
            "season",
        )

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

    def accept(self, previews: Sequence[Preview]) -> int:
        """Take in forms that were looked at, each as one act; returns how many. Refused ones stay out."""
        taken = [it for it in previews if it.state in ("new", "changed") and it.unit]
        for preview in taken:
            label = f"nhận biểu mẫu của {preview.unit.name if preview.unit else ''}"
            self.set_scores(preview.scores(), label, source=preview.reading.name)
        return len(taken)

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

"""Season: the immutable snapshot of one block-year that everything is computed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from models.block import Block, Unit
from models.closed import Closing
from models.facts import Facts
from models.meeting import Meeting
from models.rulepack import OpenValue, RulePack
from models.submission import Submission
from models.table import ScoringTable
from models.year_plan import YearPlan


class ScoreKey(NamedTuple):
    """Where a score stands: which unit, which criterion, which stage (ids and codes)."""

    unit: str
    criterion: str
    stage: str


class Input(NamedTuple):
    """One number behind the points of a criterion with a rule: `key` of its input field, the value."""

    key: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Score:
    """What one stage says of one criterion of one unit.

    `inputs` are what was counted or measured, ordered by key; the points of a criterion with a rule are
    computed from them. `points` typed beside no inputs stand as they are.
    `points` None means that nothing was entered: empty is not zero. `source` is the name of the file
    the value came from, empty when typed by hand. `provisional` marks a value that rests on a
    classification not yet official (HD 1560/SNV-TĐKT, II.1 note).
    """

    points: Decimal | None = None
    evidence: str = ""
    note: str = ""
    source: str = ""
    provisional: bool = False
    inputs: tuple[Input, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether points or numbers were entered (empty is not zero)."""
        return self.points is not None or bool(self.inputs)


NO_SCORE = Score()


@dataclass(frozen=True, slots=True)
class Season:
    """One year of one block. `head` and `deputy` are unit ids, empty until they are named.

    `closed_on` is the day the result was closed; until then everything is "chưa chính thức".
    `is_sample` marks illustrative data ("dữ liệu minh hoạ") on screen and paper. `earlier_tables` are
    the issued versions that `table` took the place of, oldest first. `submissions` are the files that
    came in, in the order of arrival. `closings` are the closed versions of its result, the first one first.
    """

    block: Block
    year: int
    pack: RulePack
    table: ScoringTable = field(default_factory=ScoringTable)
    units: tuple[Unit, ...] = ()
    head: str = ""
    deputy: str = ""
    scores: Mapping[ScoreKey, Score] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    closed_on: date | None = None
    is_sample: bool = False
    earlier_tables: tuple[ScoringTable, ...] = ()
    plan: YearPlan = field(default_factory=YearPlan)
    submissions: tuple[Submission, ...] = ()
    meeting: Meeting = field(default_factory=Meeting)
    closings: tuple[Closing, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether the year's result has been closed."""
        return self.closed_on is not None

    def signing_year(self, printed_on: date) -> int:
        """The year in which a paper is signed: that of the closing, or of the meeting that is over, since
        papers of December may be printed anew in January."""
        if self.closed_on is not None:
            return self.closed_on.year
        meeting = self.plan.meeting
        return meeting.year if meeting is not None and meeting < printed_on else printed_on.year

    @property
    def undecided(self) -> tuple[OpenValue, ...]:
        """The values that the sources leave open and the block has not settled.

        What the sections are worth is settled by a scoring table as well.
        """
        by_table = "sections.max_points" if self.table.rows else ""
        settled = (*self.pack.decided, by_table)
        return tuple(it for it in self.pack.open_values if it.field not in settled)

    def unit(self, unit_id: str) -> Unit | None:
        """The unit with this id, or None."""
        return next((unit for unit in self.units if unit.id == unit_id), None)

    def score(self, unit: str, criterion: str, stage: str) -> Score:
        """What that stage says; an empty `Score` when it says nothing."""
        return self.scores.get(ScoreKey(unit, criterion, stage), NO_SCORE)

    def with_scores(self, changes: Mapping[ScoreKey, Score]) -> "Season":
        """This season with some scores set; an empty `Score` takes its key out."""
        merged = dict(self.scores)
        for key, score in changes.items():
            if score == NO_SCORE:
                merged.pop(key, None)
            else:
                merged[key] = score
        return replace(self, scores=merged)

"""What the head fixed for this year beside the rules: meeting day, things to do, papers asked for, letters."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from models.duties import Deadline, RequiredPaper
from models.paper_record import PaperRecord

MarkState = Literal["done", "waived", "snoozed"]


@dataclass(frozen=True, slots=True)
class PaperDue:
    """The day that the year's plan sets for a paper, in place of the pack's; `paper` is its code.

    The day itself is late unless `day_counts` ("trước ngày 05/12": the 5th is late).
    """

    paper: str
    day: date
    day_counts: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter by its number and day; `file` is the name of the file it came or went as."""

    number: str = ""
    issued: date | None = None
    file: str = ""

    @property
    def is_written(self) -> bool:
        """Whether anything says that there is such a letter."""
        return bool(self.number or self.issued)


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing to do of the block's own plan; when, who and what stand in `deadline`.

    `drive` is the drive or movement it belongs to, `in_charge` the office or persons in words where the
    kind of owner does not say it, `result` what is to come of it.
    """

    deadline: Deadline
    drive: str = ""
    in_charge: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the clerk noted of one thing to do; `key` names it, one that recurs with its month ("code@2026-03").

    done: on `day`, with `result` in words and the `file` that came of it. waived: on `day`, for `reason`.
    snoozed: not to be reminded of before `day`, for `reason`.
    """

    key: str
    state: MarkState
    day: date
    reason: str = ""
    result: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """The meeting went from the day `old` to the day `new` (None: no day); `noted` is when that was decided."""

    noted: date
    old: date | None
    new: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which offices are closed, or (`works`) a Saturday or Sunday on which they work instead."""

    day: date
    name: str = ""
    works: bool = False


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The year as the head has fixed it, as far as it has.

    `papers` are those the block asks for beside the pack's. `appraisal_request` is the letter that asks
    the Board to appraise (board-appraisal), `appraisal` its answer: until then the points of the
    sections it appraises wait. `forms_sent` is the day on which the units' forms were written, from the
    version `forms_version` of the table. `items` are the block's own things to do, `marks` what was noted of
    these and of the pack's, `moves` how the meeting was moved, oldest first, `days_off` the holidays that
    count, in the order of days; `template` names the plan the items were taken from.
    `written` is what is noted of the papers the head writes; `stamps`: these carry at their foot which copy they are
    (`models.papers.stamp`).
    """

    meeting: date | None = None
    papers: tuple[RequiredPaper, ...] = ()
    dues: tuple[PaperDue, ...] = ()
    appraisal_request: Letter = Letter()
    appraisal: Letter = Letter()
    forms_sent: date | None = None
    forms_version: int = 0
    items: tuple[PlanItem, ...] = ()
    marks: tuple[Mark, ...] = ()
    moves: tuple[Move, ...] = ()
    days_off: tuple[DayOff, ...] = ()
    template: str = ""
    written: tuple[PaperRecord, ...] = ()
    stamps: bool = False

    def record(self, kind: str, unit: str = "") -> PaperRecord:
        """What is noted of a paper; of one of which nothing is, an empty record."""
        known = (it for it in self.written if (it.kind, it.unit) == (kind, unit))
        return next(known, None) or PaperRecord(kind, unit)

    def with_record(self, record: PaperRecord) -> "YearPlan":
        """The plan with this record in the place of the one of the same paper; an empty one is left out."""
        same = (record.kind, record.unit)
        kept = [record if (it.kind, it.unit) == same else it for it in self.written]
        if record not in kept:
            kept.append(record)
        empty = PaperRecord(*same)
        return replace(self, written=tuple(it for it in kept if it != empty))

    def mark(self, key: str) -> Mark | None:
        """What was noted of this thing to do, or None."""
        return next((it for it in self.marks if it.key == key), None)

    def with_mark(self, mark: Mark) -> "YearPlan":
        """The plan with this note, in the place of an earlier one of the same thing to do."""
        others = self.without_mark(mark.key)
        return replace(others, marks=(*others.marks, mark))

    def without_mark(self, key: str) -> "YearPlan":
        """The plan without what was noted of this thing to do."""
        return replace(self, marks=tuple(it for it in self.marks if it.key != key))

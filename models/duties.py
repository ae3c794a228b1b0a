"""What a regulation asks of the year besides points: days to keep and papers to hand in, as data."""

from dataclasses import dataclass
from typing import Literal

DeadlineKind = Literal[
    "before",
    "window",
    "month",
    "quarter",
    "every_month",
    "every_quarter",
    "after_meeting",
    "after_item",
    "announced",
]
Owner = Literal["head", "deputy", "units", "board", "council"]
Bound = Literal["within", "not_before"]
Roll = Literal["none", "next", "previous"]
COUNTED: tuple[DeadlineKind, ...] = ("after_meeting", "after_item")
"""The kinds that are counted from another day."""
RECURRING: tuple[DeadlineKind, ...] = ("every_month", "every_quarter")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day or span of the year, every year anew.

    before: before `day`/`month` (the day itself is late unless `day_counts`). window: `day`/`month` …
    `last_day`/`last_month`. month: within `month` (to `last_month` where given). Either may go over the turn of
    the year (15/12 … 15/01). quarter: within `quarter`
    (1–4). every_month: every month from `month` to `last_month` (0: all twelve), to the end of its `day` (0: its
    last day). every_quarter: every quarter, to the end of `day` of its last month (0: its last day).
    after_meeting: `days` after the meeting (`earlier`: before it; `working` days or calendar days), and before
    `day`/`month` where given. after_item: the same, counted from the last day of the item with the code `item`.
    announced: the day will be told.

    `bound` "not_before" makes a counted day the first one allowed, in place of the last one. `roll` says where
    a last day goes that falls on a weekend or holiday. `years` after the year of the season (1: the next year).
    `paper` is the kind of the program's paper that is made by it, "" for none.
    """

    code: str
    title: str
    kind: DeadlineKind
    owner: Owner = "head"
    month: int = 0
    day: int = 0
    last_month: int = 0
    last_day: int = 0
    days: int = 0
    working: bool = False
    day_counts: bool = False
    rule: str = ""
    quarter: int = 0
    item: str = ""
    earlier: bool = False
    bound: Bound = "within"
    roll: Roll = "none"
    years: int = 0
    paper: str = ""


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """A paper that every unit (or the head) hands in; `deadline` is a deadline's code, "" for none.

    `pages` at most (0: any), `originals` signed and sealed copies (0: not said).
    """

    code: str
    title: str
    owner: Owner = "units"
    deadline: str = ""
    pages: int = 0
    originals: int = 0
    rule: str = ""

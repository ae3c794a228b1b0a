"""What a regulation asks of the year besides points: days to keep and papers to hand in, as data."""

from dataclasses import dataclass
from typing import Literal

DeadlineKind = Literal["before", "window", "month", "after_meeting", "announced"]
Owner = Literal["head", "units", "board", "council"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day or span of the year, every year anew.

    before: before `day`/`month` (the day itself is late unless `day_counts`). window: `day`/`month` …
    `last_day`/`last_month`. month: within `month` (to `last_month` where given). after_meeting: `days`
    after the meeting (`working` days or calendar days), and before `day`/`month` where given. announced:
    the day will be told.
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

"""The board: what is overdue, due today, soon or later, done, waived or put off, on a given day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.collecting.paper_matrix import Matrix, matrix
from models.dates.items import Task, tasks
from models.season import Season
from models.year_plan import Mark

Group = Literal["overdue", "today", "week", "month", "later", "untold", "snoozed", "done", "waived"]
GROUP_NAMES: dict[Group, str] = {
    "overdue": "Quá hạn",
    "today": "Hôm nay",
    "week": "7 ngày tới",
    "month": "30 ngày tới",
    "later": "Sau đó",
    "untold": "Chưa có ngày",
    "snoozed": "Tạm gác",
    "done": "Đã xong",
    "waived": "Không làm",
}
_WEEK, _MONTH = 7, 30
_CAME = frozenset({"received", "in_time", "late", "waived"})
_ORDER = {group: place for place, group in enumerate(GROUP_NAMES)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One task on the board. `left` counts the days to the last day in time (below 0: over, None: no day).

    `owing` are the ids of the units whose paper has not come. `mark` is what the clerk noted, None when
    nothing; a paper that every unit has handed in is done without a mark.
    """

    task: Task
    group: Group
    left: int | None
    mark: Mark | None = None
    owing: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.group not in ("done", "waived")


def board(season: Season, today: date) -> tuple[Entry, ...]:
    """Every task of the year on `today`: by group, then by its day; what has no day stays in the plan's order."""
    found = tasks(season)
    owing = _owing(season, today) if any(it.paper for it in found) else {}
    marks = {it.key: it for it in season.plan.marks}
    entries = [_entry(it, marks.get(it.key), owing, today) for it in found]
    return tuple(sorted(entries, key=_place))


def counts(entries: Sequence[Entry]) -> dict[Group, int]:
    """How many stand in each group."""
    return {group: sum(it.group == group for it in entries) for group in GROUP_NAMES}


def due_now(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """What somebody must be reminded of: overdue, and due today."""
    return tuple(it for it in entries if it.group in ("overdue", "today"))


def percent_done(entries: Sequence[Entry]) -> int | None:
    """Whole percent of what is to be done that is done, rounded down; waived ones are not counted. None: nothing to do."""
    asked = [it for it in entries if it.group != "waived"]
    if not asked:
        return None
    return 100 * sum(it.group == "done" for it in asked) // len(asked)


def _owing(season: Season, today: date) -> dict[str, tuple[str, ...]]:
    """Paper → the units it has not come from."""
    all_: Matrix = matrix(season, today)
    return {
        paper.code: tuple(row[place].unit for row in all_.cells if row[place].state not in _CAME)
        for place, paper in enumerate(all_.papers)
    }


def _entry(task: Task, mark: Mark | None, owing: dict[str, tuple[str, ...]], today: date) -> Entry:
    left = None if task.due.last is None else (task.due.last - today).days
    units = owing.get(task.paper.code, ()) if task.paper else ()
    if mark is not None and mark.state in ("done", "waived"):
        return Entry(task, "done" if mark.state == "done" else "waived", left, mark, units)
    if task.paper and not units:
        return Entry(task, "done", left, mark)
    if mark is not None and mark.state == "snoozed" and today < mark.day:
        return Entry(task, "snoozed", left, mark, units)
    return Entry(task, _group(left), left, mark, units)


def _group(left: int | None) -> Group:
    if left is None:
        return "untold"
    if left < 0:
        return "overdue"
    if left == 0:
        return "today"
    return "week" if left <= _WEEK else "month" if left <= _MONTH else "later"


def _place(it: Entry) -> tuple[int, date]:
    return _ORDER[it.group], it.task.due.last or date.max

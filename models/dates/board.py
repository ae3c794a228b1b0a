"""The board: what is overdue, due today, soon or later, done, waived or put off, on a given day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from models.collecting.paper_matrix import CellState, matrix
from models.dates.items import Task, tasks
from models.paper_record import PaperRecord
from models.season import Season
from models.year_plan import Mark, YearPlan

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
_CAME: frozenset[CellState] = frozenset({"received", "in_time", "late", "waived"})
_ORDER = {group: place for place, group in enumerate(GROUP_NAMES)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One task on the board. `left` counts the days to the last day in time (below 0: over, None: no day).

    `owing` are the ids of the units whose paper has not come; a file in the inbox on which nobody has decided
    is no reason to remind its unit, but the task stays open. `mark` is what the clerk noted, None when nothing; a
    paper that every unit has handed in is done without a mark. `sent` is the paper of the block by whose sending the
    task is done, None where the clerk's own note counts or nothing was sent.
    """

    task: Task
    group: Group
    left: int | None
    mark: Mark | None = None
    owing: tuple[str, ...] = ()
    sent: PaperRecord | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.group not in ("done", "waived")


def board(season: Season, today: date) -> tuple[Entry, ...]:
    """Every task of the year on `today`: by group, then by its day; what has no day stays in the plan's order."""
    found = tasks(season)
    papers = _papers(season, today) if any(it.paper for it in found) else {}
    marks = {it.key: it for it in reversed(season.plan.marks)}
    entries = [
        _entry(it, marks.get(it.key), papers, today, _sent(season, it, today)) for it in found
    ]
    return tuple(sorted(entries, key=_place))


def sent_now(season: Season, record: PaperRecord, today: date) -> YearPlan:
    """The plan with this note of a paper; what is done by its sending and was put off until then waits no more."""
    plan = season.plan.with_record(record)
    if record.sent is None or record.sent == season.plan.record(record.kind, record.unit).sent:
        return plan
    noted = replace(season, plan=plan)
    for it in tasks(season):
        mark = plan.mark(it.key)
        by_this = it.deadline.paper == record.kind and _sent(noted, it, today) is not None
        if by_this and mark is not None and mark.state == "snoozed":
            plan = plan.without_mark(it.key)
    return plan


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


class _Papers(NamedTuple):
    """Of one paper: the units it has not come from, and whether it is there from all."""

    owing: tuple[str, ...] = ()
    is_in: bool = False


def _papers(season: Season, today: date) -> dict[str, _Papers]:
    """How every paper stands, by its code."""
    found = matrix(season, today)
    told = {}
    for place, paper in enumerate(found.papers):
        cells = [row[place] for row in found.cells]
        out = [it for it in cells if it.state not in _CAME]
        owing = tuple(it.unit for it in out if it.state != "waiting")
        told[paper.code] = _Papers(owing, bool(cells) and not out)
    return told


def _sent(season: Season, task: Task, today: date) -> PaperRecord | None:
    """The paper a task yields, once it was sent: the last one where every unit gets its own. Which month's a paper
    is cannot be told, so what recurs is never done by one."""
    code = task.deadline.paper
    if not code or task.month:
        return None
    sent = {
        it.unit: it
        for it in season.plan.written
        if it.kind == code and it.sent is not None and it.sent <= today
    }
    if "" in sent:
        return sent[""]
    if not season.units or any(it.id not in sent for it in season.units):
        return None
    return max(sent.values(), key=lambda it: it.sent or date.min)


def _entry(
    task: Task,
    mark: Mark | None,
    papers: dict[str, _Papers],
    today: date,
    sent: PaperRecord | None,
) -> Entry:
    left = None if task.due.last is None else (task.due.last - today).days
    of_units = papers[task.paper.code] if task.paper else _Papers()
    sent = None if mark else sent  # what the clerk noted of the task itself goes before
    group: Group
    if mark is not None and mark.state in ("done", "waived"):
        group = "done" if mark.state == "done" else "waived"
    elif of_units.is_in or sent is not None:
        group = "done"
    elif mark is not None and today < mark.day:
        group = "snoozed"
    else:
        group = _group(task, left, today)
    return Entry(task, group, left, mark, of_units.owing, sent)


def _group(task: Task, left: int | None, today: date) -> Group:
    first = task.due.first
    if left is None and first is not None:
        # It may be done from a day on and never is overdue: told on that day, then it stays without nagging.
        left = (first - today).days if first >= today else _MONTH + 1
    if left is None:
        return "untold"
    if left < 0:
        return "overdue"
    if left == 0:
        return "today"
    return "week" if left <= _WEEK else "month" if left <= _MONTH else "later"


def _place(it: Entry) -> tuple[int, date]:
    due = it.task.due
    return _ORDER[it.group], due.last or due.first or date.max

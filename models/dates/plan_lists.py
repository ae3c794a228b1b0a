"""The year as lists: filtered by owner, quarter, drive, state; grouped by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.dates.board import Entry, Group
from models.dates.due_days import Due
from models.duties import Owner
from models.year_plan import YearPlan

STANDING, UNTOLD = "Thường xuyên trong năm", "Chưa có ngày"
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to show: of an `owner`, due in a `quarter` (1–4, 0: any), of a `drive`, in one of `groups`
    (empty: any).
    """

    owner: Owner | None = None
    quarter: int = 0
    drive: str = ""
    groups: frozenset[Group] = frozenset()


def filtered(entries: Iterable[Entry], wanted: Wanted) -> tuple[Entry, ...]:
    """The entries that are wanted, in their order; a span belongs to every quarter it touches."""
    return tuple(
        it
        for it in entries
        if wanted.owner in (None, it.task.deadline.owner)
        and (not wanted.quarter or wanted.quarter in _quarters(it.task.due))
        and (not wanted.drive or (it.task.own is not None and it.task.own.drive == wanted.drive))
        and (not wanted.groups or it.group in wanted.groups)
    )


def drives(plan: YearPlan) -> tuple[str, ...]:
    """The drives and movements of the plan, each once, in its order."""
    return tuple(dict.fromkeys(it.drive for it in plan.items if it.drive))


def by_month(entries: Sequence[Entry]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The entries under the months in which they are due, in the order of their days.

    First what goes on for more than a quarter, last what has no day yet.
    """
    groups: dict[tuple[date, str], list[Entry]] = {}
    for it in entries:
        groups.setdefault(_month(it.task.due), []).append(it)
    found = []
    for (_, title), group in sorted(groups.items()):
        group.sort(key=lambda it: it.task.due.last or date.max)
        found.append((title, tuple(group)))
    return tuple(found)


def _month(due: Due) -> tuple[date, str]:
    """What the months are put in order by, and how this one is called."""
    if due.last is None:
        return date.max, UNTOLD
    if due.first is not None and _months(due.first, due.last) > _QUARTER:
        return date.min, STANDING
    return due.last.replace(day=1), f"Tháng {due.last.month}/{due.last.year}"


def _months(first: date, last: date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month + 1


def _quarters(due: Due) -> set[int]:
    if due.last is None:
        return set()
    first = due.first or due.last
    months = range(first.month - 1, first.month - 1 + max(1, _months(first, due.last)))
    return {it % 12 // _QUARTER + 1 for it in months}

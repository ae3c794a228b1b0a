"""The year as one list of days: what the calendar file, the wall calendar and the month list all say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from models.dates.board import Entry, board
from models.dates.due_days import Due
from models.dates.moving import MEETING
from models.dates.plan_words import who
from models.dates.workdays import with_weekday
from models.season import Season
from models.texts import few

LineState = Literal["open", "done", "waived"]
MEETING_LINE = "day:meeting"
"""The key of the meeting itself; no code of a thing to do has a colon but those of papers ("paper:…")."""
_BY_PLAN = "kế hoạch năm của khối"


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One thing of the year with its day: `key` names it for good, `who` does it, `drive` is what it belongs to.

    `told` are the sentences behind it: until when and why, the source, what has been noted. Of one that was put
    off nobody is reminded before `quiet_until`.
    """

    key: str
    title: str
    due: Due
    who: str
    state: LineState = "open"
    told: tuple[str, ...] = ()
    drive: str = ""
    quiet_until: date | None = None

    @property
    def day(self) -> date | None:
        """The last day in time; where nobody knows it, the first day allowed, if any."""
        return self.due.last or self.due.first


def calendar_lines(season: Season, today: date) -> tuple[CalendarLine, ...]:
    """All that is to be done in the year, and the meeting, in the order of their days; what has no day is last."""
    entries = board(season, today)
    planned = _planned(season, entries)
    found = [_line(season, it) for it in entries if it not in planned]
    found += _meeting(season, planned)
    return tuple(sorted(found, key=lambda it: (it.day is None, it.day or date.max)))


def _planned(season: Season, entries: Sequence[Entry]) -> list[Entry]:
    """What the plan or the pack says of the meeting: once its day is fixed the meeting stands there itself, and
    not a second time."""
    if season.plan.meeting is None:
        return []
    return [it for it in entries if it.task.deadline.code == MEETING]


def withdrawn(season: Season, today: date) -> tuple[CalendarLine, ...]:
    """What stood in the calendar before and does so no more, with the day it had.

    The day until which the meeting had to be held, once its own day is fixed. All that had a day as long as the
    meeting had one, when it was taken off its day and no other is known.
    """
    plan = season.plan
    if plan.meeting is not None:
        return tuple(_line(season, it) for it in _planned(season, board(season, today)))
    if not plan.moves:
        return ()
    before = replace(season, plan=replace(plan, meeting=plan.moves[-1].old))
    dated = {it.key for it in calendar_lines(season, today) if it.day is not None}
    return tuple(
        it for it in calendar_lines(before, today) if it.day is not None and it.key not in dated
    )


def without_day(lines: Sequence[CalendarLine]) -> tuple[CalendarLine, ...]:
    """What waits for its day."""
    return tuple(it for it in lines if it.day is None)


def _line(season: Season, it: Entry) -> CalendarLine:
    state: LineState = "open" if it.is_open else "done" if it.group == "done" else "waived"
    does = who(it.task.deadline, it.task.own, season)
    own = it.task.own
    told = (*_of_due(it.task.due), f"Người làm: {does}.", *_noted(season, it))
    if own and own.result:
        told = (*told, f"Kết quả cần có: {own.result.rstrip('.')}.")
    drive = own.drive if own else ""
    quiet = it.mark.day if it.mark and it.group == "snoozed" else None
    return CalendarLine(it.task.key, it.task.title, it.task.due, does, state, told, drive, quiet)


def _of_due(due: Due) -> Iterator[str]:
    yield f"Hạn: {due.words}."
    if due.reason:
        yield f"Cách tính: {due.reason}."
    if due.clash:
        yield due.clash
    yield f"Căn cứ: {due.source}."


def _noted(season: Season, it: Entry) -> Iterator[str]:
    """What the clerk noted, and from whom the paper has not come."""
    mark = it.mark
    if mark is not None and mark.state == "done":
        result = f": {mark.result.rstrip('.')}" if mark.result else ""
        yield f"Đã xong ngày {mark.day:%d/%m/%Y}{result}."
    elif mark is not None:
        word = "Quyết định không làm" if mark.state == "waived" else "Tạm gác đến"
        reason = f": {mark.reason.rstrip('.')}" if mark.reason else ""
        yield f"{word} ngày {mark.day:%d/%m/%Y}{reason}."
    if it.owing and it.is_open:
        names = [unit.name for unit in season.units if unit.id in it.owing]
        yield f"Còn thiếu của {few(names, 'đơn vị')}."


def _meeting(season: Season, planned: Sequence[Entry]) -> Iterator[CalendarLine]:
    """`planned` is the item of the plan, or the day of the pack, by which it has to be held."""
    day = season.plan.meeting
    if day is None:
        return
    due = Due(day, with_weekday(day), f"{day:%d/%m}", _BY_PLAN)
    place = season.meeting.place
    told = [f"{season.meeting.name}: {due.words}."]
    told += [f"Địa điểm: {place.rstrip('.')}."] if place else []
    state: LineState = "open"
    for it in planned:
        bound = _line(season, it)
        told += bound.told
        state = bound.state
    does = f"Cả {season.block.word.lower()}"
    yield CalendarLine(MEETING_LINE, season.meeting.name, due, does, state, tuple(told))

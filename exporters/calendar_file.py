"""The year as an .ics file for Outlook, Google and phones: all-day events with alarms and lasting ids.

A calendar that imports it again finds each event by its UID and takes the newer one (RFC 5545, 3.8.4.7 and
3.8.7.4). The UID comes from the number that every copy of a book has, the year and the key of the thing to do:
it stays when the block, the thing or its day is renamed or moved, and when the file is copied to another PC.
SEQUENCE and LAST-MODIFIED come from the moment of writing: what is written later counts as newer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from exporters.files import save
from models.papers.calendar_lines import CalendarLine, calendar_lines, withdrawn, without_day
from models.papers.words import block_year, plain_name
from models.season import Season

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar

DAYS_BEFORE = 3
MORNING = time(7, 30)
_OURS = UUID("6d4c1d0e-0f0b-5c0e-9a43-6b686f690008")
_START = datetime(2020, 1, 1, tzinfo=UTC)
"""What SEQUENCE counts seconds from, so that it stays below 2^31 for sixty years."""
_DAY = timedelta(days=1)
_LONGEST_BAR = timedelta(days=14)
"""A longer span (a month, a quarter) would be a bar over all that stands below it: it is shown on its last day."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the file: how many events, and what waits for its day and is therefore not in it."""

    events: int
    without_day: tuple[CalendarLine, ...]


def file_name(season: Season) -> str:
    """ "Lich Khoi Thi dua cac co quan Tinh uy 2023.ics"."""
    return f"{plain_name(f'Lich {season.block.name}', 90)} {season.year}.ics"


def write(
    season: Season,
    target: Path,
    *,
    moment: datetime,
    book: int,
    days_before: int = DAYS_BEFORE,
    morning: time = MORNING,
) -> Written:
    """Write the calendar of the year at `target`.

    `moment` is now on this PC; `book` the number of the book (`BlockFile.number`), 0 for one without any,
    which is then known by the block's name. An alarm rings `days_before` days before the last day in time (0: none)
    and on the day itself, both at `morning`; none of what is over, done or waived. Done stays in the calendar with
    its name saying so; one put off rings on the day it was put off to; waived and withdrawn is cancelled. Raises `AppError` when the file cannot be put there.
    """
    from icalendar import Calendar

    lines = calendar_lines(season, moment.date())
    made = Calendar()
    made.add("prodid", "-//So Khoi thi dua//VI")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", block_year(season))
    stamp = moment.astimezone(UTC).replace(microsecond=0)
    mark = str(book) if book else season.block.name
    alarms = _Alarms(moment.replace(tzinfo=None), days_before, morning)
    for it in lines:
        _add(made, it, f"{mark}/{season.year}/{it.key}", stamp, alarms)
    for it in withdrawn(season, moment.date()):
        _add(made, it, f"{mark}/{season.year}/{it.key}", stamp, None)
    save(target, made.to_ical())
    return Written(len(made.subcomponents), without_day(lines))


@dataclass(frozen=True, slots=True)
class _Alarms:
    """When the alarms ring; those before `now` would all ring at once when the file is imported."""

    now: datetime
    days_before: int
    morning: time

    def of(self, line: CalendarLine, first: date) -> Iterator["Alarm"]:
        """The alarms of one event, which starts on `first`: times are counted from its first midnight."""
        from icalendar import Alarm

        day = line.day
        assert day is not None
        quiet = line.quiet_until or date.min
        days = {day - self.days_before * _DAY, day, *([quiet] if line.quiet_until else [])}
        for rings in (datetime.combine(it, self.morning) for it in sorted(days) if it >= quiet):
            if rings < self.now:
                continue
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", line.title)
            alarm.add("trigger", rings - datetime.combine(first, time()))
            yield alarm


def _add(
    to: "Calendar", line: CalendarLine, name: str, stamp: datetime, alarms: _Alarms | None
) -> None:
    """The event of one line; without alarms one that was withdrawn."""
    from icalendar import Event

    if line.day is None:
        return
    first = min(line.due.first or line.day, line.day)
    if line.day - first > _LONGEST_BAR:
        first = line.day
    event: Event = Event()
    event.add("uid", str(uuid5(_OURS, name)))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", int((stamp - _START).total_seconds()))
    event.add("dtstart", first)
    event.add("dtend", line.day + _DAY)
    event.add("summary", f"Đã xong: {line.title}" if line.state == "done" else line.title)
    event.add("description", "\n".join(line.told))
    event.add("categories", ["Thi đua", *([line.drive] if line.drive else [])])
    gone = alarms is None or line.state == "waived"
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a day to keep takes nobody's time
    if alarms is not None and line.state == "open":
        for alarm in alarms.of(line, first):
            event.add_component(alarm)
    to.add_component(event)

"""Days looked for one by one in a list of all days: nothing is shared with the program's calculation."""

from datetime import date, timedelta

from models.duties import Deadline
from models.year_plan import DayOff

ALL = tuple(date(2019, 1, 1) + timedelta(days=it) for it in range(365 * 14))
PLACES = {day: place for place, day in enumerate(ALL)}
MONTHS: dict[tuple[int, int], list[date]] = {}
for _day in ALL:
    MONTHS.setdefault((_day.year, _day.month), []).append(_day)
Span = tuple[date | None, date | None]


def works(day: date, days_off: tuple[DayOff, ...]) -> bool:
    noted = [it for it in days_off if it.day == day]
    if any(it.works for it in noted):
        return True
    return not noted and f"{day:%a}" not in ("Sat", "Sun")


def counted(
    start: date, count: int, days_off: tuple[DayOff, ...], *, working: bool, earlier: bool
) -> date:
    """The day at the end of a finger that moves over the calendar."""
    at = PLACES[start]
    while count:
        at += -1 if earlier else 1
        if not working or works(ALL[at], days_off):
            count -= 1
    return ALL[at]


def in_month(year: int, month: int) -> list[date]:
    return MONTHS[year, month]


def day_of(year: int, month: int, day: int) -> date:
    return next(it for it in in_month(year, month) if it.day == day)


def cap_of(it: Deadline, year: int) -> date | None:
    """The last day before a fixed one, the day itself where it counts."""
    if not it.day:
        return None
    bound = day_of(year, it.month, it.day)
    return bound if it.day_counts else ALL[PLACES[bound] - 1]


def span(it: Deadline, season: int, anchor: date | None, days_off: tuple[DayOff, ...]) -> Span:
    """First and last day of what comes once."""
    year = season + it.years
    cap: date | None = None
    if it.kind == "announced":
        return None, None
    if it.kind == "before":
        first, last = None, cap_of(it, year)
    elif it.kind == "window":
        first = day_of(year, it.month, it.day)
        last = day_of(year, it.last_month, it.last_day)
        if last < first:
            last = day_of(year + 1, it.last_month, it.last_day)
    elif it.kind == "month":
        end = it.last_month or it.month
        first = in_month(year, it.month)[0]
        last = in_month(year + (end < it.month), end)[-1]
    elif it.kind == "quarter":
        first = in_month(year, (1, 4, 7, 10)[it.quarter - 1])[0]
        last = in_month(year, (3, 6, 9, 12)[it.quarter - 1])[-1]
    else:
        cap = cap_of(it, year)
        if anchor is None:
            return None, rolled(it, None, cap, cap, days_off)
        day = counted(anchor, it.days, days_off, working=it.working, earlier=it.earlier)
        if it.bound == "not_before":
            first, last = day, cap
        else:
            first, last = None, day if cap is None else min(day, cap)
    return first, rolled(it, first, last, cap, days_off)


def rolled(
    it: Deadline,
    first: date | None,
    last: date | None,
    cap: date | None,
    days_off: tuple[DayOff, ...],
) -> date | None:
    if last is None or it.roll == "none":
        return last
    at = PLACES[last]
    while not works(ALL[at], days_off):
        at += 1 if it.roll == "next" else -1
    if cap is not None and ALL[at] > cap:
        return last
    if first is not None and ALL[at] < first:
        return last
    return ALL[at]

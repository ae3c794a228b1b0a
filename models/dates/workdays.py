"""Days as offices count them: weekdays, holidays, swapped days, and days counted after a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from models.duties import Roll
from models.year_plan import DayOff

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_SATURDAY = 5
_DAY = timedelta(days=1)


def with_weekday(day: date) -> str:
    """A day that must be kept: "05/12/2023 (thứ Ba)"."""
    return f"{day:%d/%m/%Y} ({WEEKDAYS[day.weekday()]})"


@dataclass(frozen=True)
class WorkDays:
    """Which days offices work: Monday to Friday without `closed`, and the Saturdays and Sundays `opened`.

    The one place that decides it, for everything counted in working days.
    """

    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()

    @classmethod
    def of(cls, days_off: Iterable[DayOff]) -> "WorkDays":
        """By the block's list of holidays and swapped days."""
        known = tuple(days_off)
        return cls(
            frozenset(it.day for it in known if not it.works),
            frozenset(it.day for it in known if it.works),
        )

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""
        if day in self.opened:
            return True
        return day.weekday() < _SATURDAY and day not in self.closed

    def counted(self, day: date, count: int, *, working: bool) -> date:
        """The day `count` calendar or working days after `day` (below 0: before it); `day` is not counted."""
        if not working:
            return day + timedelta(days=count)
        step = _DAY if count > 0 else -_DAY
        left = abs(count)
        while left > 0:
            day += step
            left -= self.is_working(day)
        return day

    def rolled(self, day: date, roll: Roll) -> date:
        """`day`, or where it falls on no working day the next or previous one that is."""
        step = {"none": timedelta(0), "next": _DAY, "previous": -_DAY}[roll]
        while step and not self.is_working(day):
            day += step
        return day

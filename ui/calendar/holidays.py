"""The public holidays of a year as days off of the plan."""

from models.year_plan import DayOff
from resources import public_holidays


def days_off(year: int) -> tuple[DayOff, ...]:
    """Those of the year and of the first months after it, which deadlines counted from December reach."""
    return tuple(DayOff(day, name, works) for day, name, works in public_holidays.days_off(year))

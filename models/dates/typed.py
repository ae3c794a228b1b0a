"""A day as a clerk types it: 5/12, 05.12.2023, 05-12-23, 05122023, "ngày 5 tháng 12 năm 2023"."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from models.dates.workdays import WEEKDAYS
from models.errors import Problem
from models.texts import clean, fold

FIRST_YEAR, LAST_YEAR = 1900, 2100
_LEAP_YEAR = 2024  # of a day without a year nobody can say that there is no 29/02
_CENTURY_TURN = 70  # a year of two figures: 69 is 2069, 70 is 1970
_SEP = r"\s*[/.\-– ]\s*"
_IN_YEAR = r"(?:(?:,? ?nam ?|[ ,/-] ?)(?P<y>\d{2}|\d{4}))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<d>\d{{1,2}}){_SEP}(?P<m>\d{{1,2}})(?:{_SEP}(?P<y>\d{{2}}|\d{{4}}))?",
        rf"(?P<y>\d{{4}}){_SEP}(?P<m>\d{{1,2}}){_SEP}(?P<d>\d{{1,2}})",
        r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4}|\d{2})?",
        rf"(?:ngay )?(?:mung )?(?P<d>\d{{1,2}})[ -]?(?:thang|thg)[ .]?(?P<m>\d{{1,2}}){_IN_YEAR}",
    )
)
_NAMED = {fold(name): number for number, name in enumerate(WEEKDAYS)}
_WEEKDAY = re.compile(
    rf"(?:(?P<before>{'|'.join(_NAMED)}),? )?(?P<day>.*?)(?: ?\(?(?P<after>{'|'.join(_NAMED)})\)?)?"
)


def read(written: str, year: int | None = None) -> date | Problem | None:
    """The day that was written, None for nothing, or what is wrong with it.

    `year` is that of a day written without one; where nobody knows it such a day is not understood. A weekday
    written beside the day has to be its own.
    """
    found = _match(written)
    if found is None or isinstance(found, Problem):
        return found
    day = _day(found.day, found.month, _year(found.year, year))
    if found.weekday and isinstance(day, date) and day.weekday() != _NAMED[found.weekday]:
        named = WEEKDAYS[_NAMED[found.weekday]]
        what = f"{day:%d/%m/%Y} là {WEEKDAYS[day.weekday()]}, không phải {named}."
        return _problem("day-weekday", what, "Xem lại ngày hoặc thứ.")
    return day


def read_near(written: str, other: date) -> date | Problem | None:
    """As `read`; of a day without a year the one that is nearest to another day ("5/1" on 28/12 is of next year)."""
    found = [read(written, other.year + years) for years in (0, -1, 1)]
    days = [it for it in found if isinstance(it, date)]
    return min(days, key=lambda it: abs(it - other)) if days else found[0]


def day_and_month(written: str) -> tuple[int, int] | Problem | None:
    """Day and month where the year is said elsewhere ("5/12"): no year and no weekday stand beside it. Else as
    `read`."""
    found = _match(written)
    if found is None:
        return None
    if isinstance(found, Problem):
        return _problem(found.code, found.what, "Ghi ngày như 05/12.")
    if found.year or found.weekday:
        what = "Ở đây chỉ ghi ngày và tháng, như 05/12."
        return _problem("day-with-year", what, "Năm chọn ở ô “Của năm”.")
    return _impossible(found.day, found.month, None) or (found.day, found.month)


class _Written(NamedTuple):
    """What stands there: the day and month as numbers, year and weekday as written, "" where there is none."""

    day: int
    month: int
    year: str
    weekday: str


def _match(written: str) -> _Written | Problem | None:
    if not clean(written).strip():
        return None
    text = fold(clean(written)).rstrip(".")
    parts = _WEEKDAY.fullmatch(text)
    bare = parts["day"] if parts else text
    found = next((it for form in _FORMS if (it := form.fullmatch(bare))), None)
    if found is None:
        return _problem("day-unread", "Chưa đọc được ngày.", "Ghi ngày như 05/12/2023.")
    weekday = parts and (parts["before"] or parts["after"])
    return _Written(int(found["d"]), int(found["m"]), found["y"] or "", weekday or "")


def _year(written: str | None, known: int | None) -> int | None:
    if not written:
        return known
    year = int(written)
    if len(written) == 4:
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def _day(day: int, month: int, year: int | None) -> date | Problem:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        what = f"Năm {year:04} chắc ghi nhầm."
        return _problem("day-year", what, f"Ghi năm từ {FIRST_YEAR} đến {LAST_YEAR}.")
    if (wrong := _impossible(day, month, year)) is not None:
        return wrong
    if year is None:
        return _problem("day-without-year", "Ngày chưa có năm.", "Ghi đủ ngày/tháng/năm.")
    return date(year, month, day)


def _impossible(day: int, month: int, year: int | None) -> Problem | None:
    """None where the calendar of that year has the day; without a year, where some year has it."""
    if 1 <= month <= 12 and 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]:
        return None
    of_year = f"/{year}" if year else ""
    what = f"Không có ngày {day:02}/{month:02}{of_year}."
    return _problem("day-impossible", what, "Xem lại ngày và tháng.")


def _problem(code: str, what: str, advice: str) -> Problem:
    return Problem(code, what, advice)

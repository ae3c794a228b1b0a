"""How papers call those who run the block, what it awards, other papers of the year, and days."""

import re
from datetime import date

from models.dates.due_days import Due
from models.dates.workdays import WEEKDAYS
from models.meeting_day.after_meeting import is_recorded
from models.meeting_day.agenda import minutes_of_day
from models.paper_record import PaperRecord
from models.papers.numbers import number_of
from models.papers.office import day_words
from models.papers.report import nfc
from models.papers.words import BLANK
from models.ranks.flag_line import flag_award
from models.ranks.winners import Winners
from models.season import Season

_TO_A_DAY = re.compile(r"\b(trước|hết|từ) (?=\d\d/\d\d/\d{4})")
_ONE_DIGIT = re.compile(r"\b(\d) (?=ngày\b)")


def head_name(season: Season) -> str:
    """The unit that runs the block this year; its office while nobody is named."""
    unit = season.unit(season.head)
    return nfc(unit.name if unit else f"Trưởng {season.block.word.lower()}")


def members_name(season: Season) -> str:
    """ "Các cơ quan, đơn vị thành viên Khối Thi đua …"."""
    return f"Các cơ quan, đơn vị thành viên {season.block.name}"


def flag_name(season: Season) -> str:
    """The flag as the pack or a vote calls it, "Cờ thi đua" where neither does."""
    return flag_award(season) or "Cờ thi đua"


def paper_words(season: Season, record: PaperRecord, code: str) -> str:
    """Number and day of another paper of the year: "số 05/KH-KTĐ ngày 02/03/2023"; "" while it has neither.

    A letter has no `code` of its own.
    """
    number = number_of(season, record, code)
    said = [f"số {number}"] if number else []
    said += [f"ngày {record.issued:%d/%m/%Y}"] if record.issued else []
    return nfc(" ".join(said))


def basis_words(season: Season, won: Winners) -> str:
    """What an award rests on. That there was no vote is said only where the meeting is on record."""
    if won.by or won.is_open or is_recorded(season):
        return won.basis
    return "theo điểm"


def meeting_paper_words(season: Season) -> str:
    """The minutes of the meeting as other papers rest on them."""
    told = paper_words(season, season.plan.record("bien-ban"), "BB")
    if not told and season.closings and season.closings[0].document:
        return season.closings[0].document
    if not told and season.plan.meeting:
        told = f"ngày {season.plan.meeting:%d/%m/%Y}"
    return f"Biên bản {season.meeting.name} {told or f'ngày {3 * BLANK}'}"


def until(due: Due) -> str:
    """Until when, as a plan says it: "trước ngày 05/12/2023 (thứ Ba)", "trong 05 ngày sau hội nghị, …"."""
    return _ONE_DIGIT.sub(r"0\1 ", _TO_A_DAY.sub(r"\1 ngày ", due.words))


def meeting_time(season: Season) -> str:
    """When the meeting is: "08 giờ 00, ngày 19 tháng 12 năm 2023 (thứ Ba)"; places to write what is not known."""
    day = season.plan.meeting
    weekday = f" ({WEEKDAYS[day.weekday()]})" if day else ""
    return f"{hour_words(season)}, {day_words(day, _year(season, day))}{weekday}"


def hour_words(season: Season) -> str:
    """When it begins: "08 giờ 00"; places to write it while nobody has said."""
    start = minutes_of_day(season.meeting.begins)
    return f"{BLANK} giờ {BLANK}" if start is None else clock_words(start)


def clock_words(minutes: int) -> str:
    """Minutes since midnight as an hour: "08 giờ 30"; past midnight the hours begin anew."""
    hour, minute = divmod(minutes, 60)
    return f"{hour % 24:02} giờ {minute:02}"


def _year(season: Season, day: date | None) -> int:
    return day.year if day else season.year

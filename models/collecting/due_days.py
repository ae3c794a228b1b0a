"""Until when a paper is in time: the year's plan, else the deadline of the rule pack, in days and words."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.duties import Deadline, DeadlineKind, RequiredPaper
from models.season import Season

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_SATURDAY = 5
_DAY = timedelta(days=1)
_BY_PLAN = "kế hoạch năm của khối"
_UNTOLD = "chờ thông báo"
_NO_MEETING = "chưa ghi ngày hội nghị"


@dataclass(frozen=True, slots=True)
class Due:
    """`last` is the last day in time, None while nobody can know it.

    `words` say it in full ("trước 05/12/2023 (thứ Ba)"), `short` for the head of a column ("trước
    05/12"); `source` names the paper it stands in.
    """

    last: date | None
    words: str
    short: str
    source: str

    def days_over(self, day: date) -> int:
        """How many calendar days `day` is past the last day in time; 0 when it is not, or nobody knows."""
        return 0 if self.last is None else max(0, (day - self.last).days)


def due_day(paper: RequiredPaper, season: Season) -> Due | None:
    """Until when `paper` must be in this year, or None where neither plan nor pack says so."""
    own = next((it for it in season.plan.dues if it.paper == paper.code), None)
    if own is not None:
        return _until(own.day, _BY_PLAN, counts=own.day_counts)
    pack = season.pack
    deadline = next((it for it in pack.deadlines if it.code == paper.deadline), None)
    if not paper.deadline or deadline is None:
        return None
    return _KINDS[deadline.kind](deadline, season, pack.citation(deadline.rule) or pack.name)


def with_weekday(day: date) -> str:
    """A day that must be kept: "05/12/2023 (thứ Ba)"."""
    return f"{day:%d/%m/%Y} ({WEEKDAYS[day.weekday()]})"


def is_working(day: date) -> bool:
    """Whether offices work on `day`: every day but Saturday and Sunday.

    The one place that decides it, for everything counted in working days.
    """
    return day.weekday() < _SATURDAY


def days_after(day: date, count: int, *, working: bool) -> date:
    """The day `count` calendar or working days after `day`; that day itself is not counted."""
    if not working:
        return day + timedelta(days=count)
    while count > 0:
        day += _DAY
        count -= is_working(day)
    return day


def _until(day: date, source: str, *, counts: bool) -> Due:
    """ "Before" a day means that the day itself is late, unless somebody said that it counts."""
    if counts:
        return Due(day, f"đến hết {with_weekday(day)}", f"đến {day:%d/%m}", source)
    return Due(day - _DAY, f"trước {with_weekday(day)}", f"trước {day:%d/%m}", source)


def _before(it: Deadline, season: Season, source: str) -> Due:
    return _until(date(season.year, it.month, it.day), source, counts=it.day_counts)


def _window(it: Deadline, season: Season, source: str) -> Due:
    first = date(season.year, it.month, it.day)
    last = date(season.year, it.last_month, it.last_day)
    words = f"từ {first:%d/%m/%Y} đến hết {with_weekday(last)}"
    return Due(last, words, f"{first:%d/%m}–{last:%d/%m}", source)


def _month(it: Deadline, season: Season, source: str) -> Due:
    month = it.last_month or it.month
    last = date(season.year, month, monthrange(season.year, month)[1])
    span = f"tháng {it.month}" if month == it.month else f"tháng {it.month} đến tháng {month}"
    words = f"trong {span}, đến hết {with_weekday(last)}"
    return Due(last, words, f"đến {last:%d/%m}", source)


def _after_meeting(it: Deadline, season: Season, source: str) -> Due:
    """So many days after the meeting and before a fixed day where there is one, whichever is sooner."""
    cap = _before(it, season, source) if it.day else None
    kind = "ngày làm việc" if it.working else "ngày"
    span = f"trong {it.days} {kind} sau hội nghị"
    meeting = season.plan.meeting
    if meeting is None:
        if cap is None:
            return Due(None, f"{span}, {_NO_MEETING}", _NO_MEETING, source)
        return Due(cap.last, f"{span} ({_NO_MEETING}) và {cap.words}", cap.short, source)
    last = days_after(meeting, it.days, working=it.working)
    if cap is not None and cap.last is not None and cap.last < last:
        return Due(cap.last, f"{span} và {cap.words}", cap.short, source)
    return Due(last, f"{span}, đến hết {with_weekday(last)}", f"đến {last:%d/%m}", source)


def _announced(_it: Deadline, _season: Season, source: str) -> Due:
    return Due(None, _UNTOLD, _UNTOLD, source)


_KINDS: dict[DeadlineKind, Callable[[Deadline, Season, str], Due]] = {
    "before": _before,
    "window": _window,
    "month": _month,
    "after_meeting": _after_meeting,
    "announced": _announced,
}

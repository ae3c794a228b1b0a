"""Until when a thing is in time: by the year's plan, else by the rule pack; in days, words and reason."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.dates.workdays import WorkDays, with_weekday
from models.duties import COUNTED, Deadline, DeadlineKind, RequiredPaper
from models.season import Season

_DAY = timedelta(days=1)
_BY_PLAN = "kế hoạch năm của khối"
_UNTOLD = "chờ thông báo"
_NO_MEETING = "chưa ghi ngày hội nghị"
_MONTHS_OF_QUARTER = 3
_LONGEST_CHAIN = 100  # of items counted from each other; more is no plan, and would only run long


@dataclass(frozen=True, slots=True)
class Due:
    """`last` is the last day in time, None while nobody can know it; `first` the first day allowed, if any.

    `words` say it in full ("trước 05/12/2023 (thứ Ba)"), `short` for the head of a column ("trước
    05/12"); `source` names the paper it stands in. `reason` shows how a counted day came about ("19/12 + 5
    ngày, không quá 24/12"), `clash` says what does not fit together, "" when all does.
    """

    last: date | None
    words: str
    short: str
    source: str
    first: date | None = None
    reason: str = ""
    clash: str = ""

    def days_over(self, day: date) -> int:
        """How many calendar days `day` is past the last day in time; 0 when it is not, or nobody knows."""
        return 0 if self.last is None else max(0, (day - self.last).days)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What days are counted from: its day, None while nobody knows it, and how it is called."""

    day: date | None
    called: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Counting:
    """One question for a day: of which season, by which working days, from which anchor, in which source."""

    season: Season
    workdays: WorkDays
    anchor: Anchor
    source: str
    month: int = 0

    def day(self, it: Deadline, month: int, day: int) -> date:
        """This day and month of the year meant; a day that the month does not have is its last one."""
        return _day_of(self.season.year + it.years, month, day)

    def day_from(self, first: date, it: Deadline, month: int, day: int) -> date:
        """The same, of the year after where it would lie before `first`: 15/12 to 15/01."""
        year = self.season.year + it.years
        last = _day_of(year, month, day)
        return last if last >= first else _day_of(year + 1, month, day)


def _day_of(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def due_day(paper: RequiredPaper, season: Season) -> Due | None:
    """Until when `paper` must be in this year, or None where neither plan nor pack says so."""
    own = next((it for it in season.plan.dues if it.paper == paper.code), None)
    if own is not None:
        return _until(own.day, _BY_PLAN, counts=own.day_counts)
    deadline = named(season, paper.deadline) if paper.deadline else None
    return None if deadline is None else due(deadline, season)


def source_of(deadline: Deadline, season: Season) -> str:
    """The paper a deadline stands in: document and clause of the pack, or the block's own plan."""
    by = season.pack.name if deadline in season.pack.deadlines else _BY_PLAN
    return season.pack.citation(deadline.rule) or by


def due(
    deadline: Deadline, season: Season, month: int = 0, workdays: WorkDays | None = None
) -> Due:
    """Until when this is in time; of one that recurs, the occurrence in `month` (of a quarter: its last).

    `workdays` are those of the season where the caller, asking for many, has them.
    """
    known = workdays or WorkDays.of(season.plan.days_off)
    return _due(deadline, season, known, month, frozenset())


def months(deadline: Deadline) -> tuple[int, ...]:
    """The months in which a recurring deadline comes due; (0,) for one that comes once."""
    if deadline.kind == "every_quarter":
        return (3, 6, 9, 12)
    if deadline.kind == "every_month":
        return tuple(range(deadline.month or 1, (deadline.last_month or 12) + 1))
    return (0,)


def named(season: Season, code: str) -> Deadline | None:
    """The thing to do with this code: of the block's plan first, else of the pack."""
    own = (it.deadline for it in season.plan.items if it.deadline.code == code)
    of_pack = (it for it in season.pack.deadlines if it.code == code)
    return next(own, None) or next(of_pack, None)


def _due(
    deadline: Deadline, season: Season, workdays: WorkDays, month: int, asked: frozenset[str]
) -> Due:
    anchor = _anchor(deadline, season, workdays, asked)
    counting = Counting(season, workdays, anchor, source_of(deadline, season), month)
    found = _KINDS[deadline.kind](deadline, counting)
    return _rolled(deadline, found, counting)


def _anchor(
    deadline: Deadline, season: Season, workdays: WorkDays, asked: frozenset[str]
) -> Anchor:
    if deadline.kind == "after_meeting":
        return Anchor(season.plan.meeting, "hội nghị", _NO_MEETING)
    if deadline.kind != "after_item":
        return Anchor(None, "", "")
    other = named(season, deadline.item)
    # A rule that leads back to itself is refused when it is written; here it only must not run for ever.
    asked |= {deadline.code}
    if other is None or other.code in asked or len(asked) > _LONGEST_CHAIN:
        return Anchor(None, "việc chưa rõ", "việc làm mốc chưa rõ")
    last = _due(other, season, workdays, months(other)[-1], asked).last
    return Anchor(last, f"“{other.title}”", f"việc làm mốc “{other.title}” chưa có ngày")


def _until(day: date, source: str, *, counts: bool) -> Due:
    """ "Before" a day means that the day itself is late, unless somebody said that it counts."""
    if counts:
        return Due(day, f"đến hết {with_weekday(day)}", f"đến {day:%d/%m}", source)
    return Due(day - _DAY, f"trước {with_weekday(day)}", f"trước {day:%d/%m}", source)


def _before(it: Deadline, ask: Counting) -> Due:
    return _until(ask.day(it, it.month, it.day), ask.source, counts=it.day_counts)


def _window(it: Deadline, ask: Counting) -> Due:
    first = ask.day(it, it.month, it.day)
    last = ask.day_from(first, it, it.last_month, it.last_day)
    words = f"từ {first:%d/%m/%Y} đến hết {with_weekday(last)}"
    return Due(last, words, f"{first:%d/%m}–{last:%d/%m}", ask.source, first)


def _month(it: Deadline, ask: Counting) -> Due:
    end = it.last_month or it.month
    first = ask.day(it, it.month, 1)
    last = ask.day_from(first, it, end, 31)
    span = f"tháng {it.month}" if end == it.month else f"tháng {it.month} đến tháng {end}"
    words = f"trong {span}, đến hết {with_weekday(last)}"
    return Due(last, words, f"đến {last:%d/%m}", ask.source, first)


def _quarter(it: Deadline, ask: Counting) -> Due:
    end = it.quarter * _MONTHS_OF_QUARTER
    first, last = ask.day(it, end - 2, 1), ask.day(it, end, 31)
    words = f"trong quý {_ROMAN[it.quarter]}, đến hết {with_weekday(last)}"
    return Due(last, words, f"đến {last:%d/%m}", ask.source, first)


def _every(it: Deadline, ask: Counting) -> Due:
    month = ask.month or months(it)[0]
    start = month if it.kind == "every_month" else month - 2
    first, last = ask.day(it, start, 1), ask.day(it, month, it.day or 31)
    span = f"tháng {month}" if it.kind == "every_month" else f"quý {_ROMAN[month // 3]}"
    words = f"của {span}, đến hết {with_weekday(last)}"
    return Due(last, words, f"đến {last:%d/%m}", ask.source, first)


def _counted(it: Deadline, ask: Counting) -> Due:
    """So many days after (or before) the anchor, and before a fixed day where there is one: the sooner."""
    cap = _cap(it, ask)
    span, anchor = _span(it, ask.anchor.called), ask.anchor
    if anchor.day is None:
        if cap is None:
            return Due(None, f"{span}, {anchor.unknown}", anchor.unknown, ask.source)
        return replace(cap, words=f"{span} ({anchor.unknown}) và {cap.words}")
    count = -it.days if it.earlier else it.days
    day = ask.workdays.counted(anchor.day, count, working=it.working)
    sum_ = f"{anchor.day:%d/%m}"
    if it.days:
        sum_ += f" {'−' if it.earlier else '+'} {it.days} {_unit(it)}"
    reason = sum_ if cap is None or cap.last is None else f"{sum_}, không quá {cap.last:%d/%m}"
    if it.bound == "not_before":
        return _from(day, span, cap, ask.source, reason)
    if cap is not None and cap.last is not None and cap.last < day:
        counted = sum_ if it.days else f"Cùng ngày {anchor.called}"
        clash = (
            f"{counted} là {day:%d/%m/%Y}, quá hạn {cap.short}: phải xong trong "
            f"{with_weekday(cap.last)}."
        )
        return replace(cap, words=f"{span} và {cap.words}", reason=reason, clash=clash)
    words = f"{span}, đến hết {with_weekday(day)}"
    return Due(day, words, f"đến {day:%d/%m}", ask.source, reason=reason)


def _cap(it: Deadline, ask: Counting) -> Due | None:
    """The fixed day before which a counted one has to lie, or None."""
    if it.kind not in COUNTED or not (it.day and it.month):
        return None
    return _before(it, ask)


def _unit(it: Deadline) -> str:
    return "ngày làm việc" if it.working else "ngày"


def _span(it: Deadline, called: str) -> str:
    """What is asked, in words; "within" so many days before something means no later than that."""
    if it.days == 0:
        return f"cùng ngày {called}" if it.bound == "within" else f"từ ngày {called}"
    side = "trước" if it.earlier else "sau"
    head = "từ" if it.bound == "not_before" else "chậm nhất" if it.earlier else "trong"
    return f"{head} {it.days} {_unit(it)} {side} {called}"


def _from(first: date, span: str, cap: Due | None, source: str, reason: str) -> Due:
    """Not before `first`; until the cap, where there is one."""
    words, short = f"{span}: từ {with_weekday(first)}", f"từ {first:%d/%m}"
    if cap is None or cap.last is None:
        return Due(None, words, short, source, first, reason)
    clash = ""
    if cap.last < first:
        clash = f"Không làm trước {first:%d/%m/%Y} nhưng hạn là {cap.short}: chọn lại một ngày."
    return Due(cap.last, f"{words}, {cap.words}", cap.short, source, first, reason, clash)


def _announced(_it: Deadline, ask: Counting) -> Due:
    return Due(None, _UNTOLD, _UNTOLD, ask.source)


def _rolled(it: Deadline, found: Due, ask: Counting) -> Due:
    """A last day that is no working day goes where the rule says; the reason tells it.

    It never goes past the fixed day that binds it, nor before the first day allowed.
    """
    if it.roll == "none" or found.last is None:
        return found
    day = ask.workdays.rolled(found.last, it.roll)
    if day == found.last:
        return found
    cap = _cap(it, ask)
    told = f"{found.last:%d/%m} là ngày nghỉ"
    if cap is not None and cap.last is not None and day > cap.last:
        return _with_told(found, f"{told}, không chuyển sang {day:%d/%m} vì hạn là {cap.short}")
    if found.first is not None and day < found.first:
        return _with_told(found, f"{told}, không chuyển về trước {found.first:%d/%m}")
    told = f"{told}, chuyển {'sang' if it.roll == 'next' else 'về'} {with_weekday(day)}"
    return replace(_with_told(found, told), last=day, short=f"đến {day:%d/%m}")


def _with_told(found: Due, told: str) -> Due:
    """The same day; words and reason tell what was thought of it."""
    reason = f"{found.reason}; {told}" if found.reason else told
    return replace(found, words=f"{found.words}; {told}", reason=reason)


_ROMAN = ("", "I", "II", "III", "IV")
_KINDS: dict[DeadlineKind, Callable[[Deadline, Counting], Due]] = {
    "before": _before,
    "window": _window,
    "month": _month,
    "quarter": _quarter,
    "every_month": _every,
    "every_quarter": _every,
    "after_meeting": _counted,
    "after_item": _counted,
    "announced": _announced,
}

"""The day of a thing to do as people write it: "trước 05/12", "tháng 6", "quý II", "hội nghị + 5 ngày".

`words` writes a rule, `read` understands it again, together with the other ways in which offices write it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from models.checking.duty_faults import of_deadline
from models.dates import typed
from models.duties import Deadline, DeadlineKind
from models.errors import Problem
from models.texts import clean, fold

UNTOLD = "chờ thông báo"
_WHOLE_YEAR = "cả năm"
_ROMAN = ("", "I", "II", "III", "IV")
_PLAIN = Deadline("", "", "announced")
_DAY_FIELDS = (
    *("kind", "month", "day", "last_month", "last_day", "days", "working", "day_counts"),
    *("quarter", "item", "earlier", "bound", "roll", "years"),
)
_ADVICE = "Ghi như: trước 05/12; tháng 6; quý II; hằng tháng; hội nghị + 5 ngày; chờ thông báo."

_YEAR = r"(?:(?:/| |, ?)(?:nam )?(?P<{}>\d{{4}}))?"
_COUNT = r"(?P<days>\d{1,6}) ngay(?P<working> lam viec)?"
_ANCHOR = r"(?:(?:to chuc )?(?P<meeting>(?:hop|hoi nghi)(?: tong ket)?)|[“”\"](?P<title>.+?)[“”\"])"
_ROLL = re.compile(r"(?P<rule>.+?)[,;]? ?gap ngay nghi (?:thi )?(?P<way>sang|ve) ngay .+")
_CAPPED = re.compile(
    r"(?P<rule>.+?)[ ,;]+(?:va |nhung )?(?P<cap>(?:truoc|den|khong qua)\b[^\d]*\d.*)"
)
_SINGLE = re.compile(r"(?P<side>truoc|den het|den|han|khong qua|trong)? ?(?P<day>.+)")
_WINDOW = re.compile(r"(?:tu )?(?P<first>\d.*?) ?(?:[-–—]|den het|den) ?(?P<last>\d.*)")
_DAY_WORD = re.compile(r"\bngay (?=\d)")
_BARE_DAY = re.compile(r"\d{1,2}")
_MONTH_OF_LAST = re.compile(r"\D*\d{1,2}(?P<rest> ?[/. ] ?(?:thang )?\d{1,2}.*)")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a rule is read by: the year of days written without one, and the items by code and title."""

    year: int
    titles: Mapping[str, str] = field(default_factory=dict)


def same_day(one: Deadline, other: Deadline) -> bool:
    """Whether both are due by the same rule, whatever they are called."""
    return all(getattr(one, it) == getattr(other, it) for it in _DAY_FIELDS)


# ---- written


def words(it: Deadline, year: int, titles: Mapping[str, str]) -> str:
    """The rule in short words; `titles` are those of the items by their codes."""
    said = _WORDS[it.kind](it, year, titles)
    if it.roll == "none":
        return said
    way = "sang ngày làm việc sau" if it.roll == "next" else "về ngày làm việc trước"
    return f"{said}, gặp ngày nghỉ {way}"


def _of_year(it: Deadline, year: int, *, turns: bool = False) -> str:
    """The year where it is another one; `turns`: of the end of a span that goes over the turn of the year."""
    return f"/{year + it.years + turns}" if it.years else ""


def _before_words(it: Deadline, year: int, _titles: Mapping[str, str]) -> str:
    side = "đến hết" if it.day_counts else "trước"
    return f"{side} {it.day:02}/{it.month:02}{_of_year(it, year)}"


def _window_words(it: Deadline, year: int, _titles: Mapping[str, str]) -> str:
    turns = (it.last_month, it.last_day) < (it.month, it.day)
    first, last = f"{it.day:02}/{it.month:02}", f"{it.last_day:02}/{it.last_month:02}"
    return f"{first}{_of_year(it, year)} – {last}{_of_year(it, year, turns=turns)}"


def _month_words(it: Deadline, year: int, _titles: Mapping[str, str]) -> str:
    of_year = _of_year(it, year)
    if (it.month, it.last_month) == (1, 12) and not of_year:
        return _WHOLE_YEAR
    if it.last_month in (0, it.month):
        return f"tháng {it.month}{of_year}"
    of_last = _of_year(it, year, turns=it.last_month < it.month)
    return f"tháng {it.month}{of_year} – tháng {it.last_month}{of_last}"


def _quarter_words(it: Deadline, year: int, _titles: Mapping[str, str]) -> str:
    return f"quý {_ROMAN[it.quarter]}{_of_year(it, year)}"


def _every_month_words(it: Deadline, _year: int, _titles: Mapping[str, str]) -> str:
    first, last = it.month or 1, it.last_month or 12
    span = f" từ tháng {first} đến tháng {last}" if (first, last) != (1, 12) else ""
    return f"hằng tháng{span}{f', đến ngày {it.day}' if it.day else ''}"


def _every_quarter_words(it: Deadline, _year: int, _titles: Mapping[str, str]) -> str:
    return f"hằng quý{f', đến ngày {it.day} tháng cuối quý' if it.day else ''}"


def _counted_words(it: Deadline, year: int, titles: Mapping[str, str]) -> str:
    anchor = "hội nghị"
    if it.kind == "after_item":
        anchor = f"“{titles.get(it.item, '…')}”"
    unit = "ngày làm việc" if it.working else "ngày"
    said = f"{anchor} {'-' if it.earlier else '+'} {it.days} {unit}"
    if it.days == 0:
        said = f"cùng ngày {anchor}"
    if it.bound == "not_before":
        said = f"từ {said}"
    cap = f", {_before_words(it, year, titles)}" if it.day and it.month else ""
    return f"{said}{cap}"


def _untold_words(_it: Deadline, _year: int, _titles: Mapping[str, str]) -> str:
    return UNTOLD


_WORDS: dict[DeadlineKind, Callable[[Deadline, int, Mapping[str, str]], str]] = {
    "before": _before_words,
    "window": _window_words,
    "month": _month_words,
    "quarter": _quarter_words,
    "every_month": _every_month_words,
    "every_quarter": _every_quarter_words,
    "after_meeting": _counted_words,
    "after_item": _counted_words,
    "announced": _untold_words,
}


# ---- read


def read(written: str, base: Deadline, asking: Asking) -> Deadline | Problem:
    """`base` with the day that was written, or what is wrong with it; nothing written is a day to be told.

    A day without "trước" is itself in time. Days without a year are those of the year asked for.
    """
    text = fold(clean(written)).strip(" .;")
    rolled = _ROLL.fullmatch(text)
    made = _read(rolled["rule"] if rolled else text, asking)
    if isinstance(made, Problem):
        return made
    if rolled:
        made = replace(made, roll="next" if rolled["way"] == "sang" else "previous")
    found: dict[str, Any] = {it: getattr(made, it) for it in _DAY_FIELDS}
    made = replace(base, **found)
    fault = next(of_deadline(made, "", asking.year), None)
    if fault is not None:
        problem = fault[1]
        return Problem(problem.code, problem.what, problem.advice)
    return made


def _read(text: str, asking: Asking) -> Deadline | Problem:
    if text in ("", fold(UNTOLD), "chua co ngay", "se thong bao", "thong bao sau"):
        return _PLAIN
    for form, made in _FORMS:
        found = form.fullmatch(text)
        if found is not None:
            return made(found, asking)
    capped = _CAPPED.fullmatch(text)
    counted = _counted(capped["rule"], asking) if capped else None
    if capped and isinstance(counted, Deadline):
        return _with_cap(counted, _single(capped["cap"], asking))
    counted = _counted(text, asking)
    if counted is not None:
        return counted
    return _days(text, asking)


def _with_cap(it: Deadline, cap: Deadline | Problem) -> Deadline | Problem:
    if isinstance(cap, Problem):
        return cap
    return replace(it, month=cap.month, day=cap.day, day_counts=cap.day_counts, years=cap.years)


def _days(text: str, asking: Asking) -> Deadline | Problem:
    """A single day, else two days with a dash or "đến" between them."""
    text = _DAY_WORD.sub("", text)
    window = _WINDOW.fullmatch(text)
    single = _single(text, asking)
    # "7-14/12" is a span, and never the 7th of a 14th month.
    if window is None or (
        isinstance(single, Deadline) and not _BARE_DAY.fullmatch(window["first"])
    ):
        return single
    first, last = window["first"], window["last"]
    rest = _MONTH_OF_LAST.fullmatch(last) if _BARE_DAY.fullmatch(first) else None
    if rest is None and isinstance(single, Deadline):
        return single
    start = _single(first + rest["rest"] if rest else first, asking)
    end = _single(last, asking)
    if isinstance(start, Problem):
        return start
    if isinstance(end, Problem):
        return end
    ends_later = (end.month, end.day) >= (start.month, start.day)
    if start.years > end.years or (start.years < end.years and ends_later):
        what = "Ngày cuối trước ngày đầu, hoặc sau ngày đầu hơn một năm."
        return _problem("window-backwards", what, "Sửa một trong hai ngày.")
    return replace(start, kind="window", day_counts=False, last_month=end.month, last_day=end.day)


def _single(text: str, asking: Asking) -> Deadline | Problem:
    parts = _SINGLE.fullmatch(text)
    if parts is None:
        return _unread()
    day = typed.read(_DAY_WORD.sub("", parts["day"]), asking.year)
    if isinstance(day, Problem):
        return _unread() if day.code == "day-unread" else day
    if day is None:
        return _unread()
    years = day.year - asking.year
    if years not in (0, 1):
        what = f"Ngày {day:%d/%m/%Y} không thuộc năm {asking.year} hoặc năm {asking.year + 1}."
        return _problem("day-other-year", what, "Xem lại năm.")
    counts = parts["side"] != "truoc"
    kept = replace(_PLAIN, kind="before", month=day.month, day=day.day)
    return replace(kept, day_counts=counts, years=years)


def _counted(text: str, asking: Asking) -> Deadline | Problem | None:
    for form in _COUNTED:
        found = form.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        days = int(parts.get("days") or 0)
        code = "" if parts["meeting"] else _code(parts["title"], asking.titles)
        if code is None:
            what = "Hạn tính từ một việc không có trong kế hoạch."
            return _problem("item-unknown", what, "Ghi đúng tên việc làm mốc trong ngoặc kép.")
        return replace(
            _PLAIN,
            kind="after_item" if code else "after_meeting",
            item=code,
            days=days,
            working=bool(parts.get("working")),
            earlier=(parts.get("side") or "+") in ("truoc", "-", "−", "–"),
            bound="not_before" if parts.get("from") else "within",
        )
    return None


def _code(title: str, titles: Mapping[str, str]) -> str | None:
    wanted = title.strip()
    return next((code for code, it in titles.items() if fold(it) == wanted), None)


def _years(written: str | None, asking: Asking) -> int | Problem:
    years = int(written) - asking.year if written else 0
    if years in (0, 1):
        return years
    what = f"Năm {written} không phải năm {asking.year} hoặc năm {asking.year + 1}."
    return _problem("day-other-year", what, "Xem lại năm.")


def _in_month(found: re.Match[str], asking: Asking) -> Deadline | Problem:
    """A month, or several, also over the turn of the year ("tháng 12 đến tháng 1/2024")."""
    parts = found.groupdict()
    month, last = int(parts["month"]), int(parts.get("last") or 0)
    turn = 1 if 0 < last < month else 0
    years = _years(parts["y"], asking)
    end = _years(parts.get("last_y"), asking)
    if isinstance(years, Problem):
        return years
    if isinstance(end, Problem):
        return end
    if parts.get("last_y"):
        years = years if parts["y"] else end - turn
        if years < 0 or end != years + turn:
            what = "Tháng cuối trước tháng đầu, hoặc sau tháng đầu hơn một năm."
            return _problem("window-backwards", what, "Sửa một trong hai tháng.")
    return replace(_PLAIN, kind="month", month=month, last_month=last, years=years)


def _in_quarter(found: re.Match[str], asking: Asking) -> Deadline | Problem:
    years = _years(found["y"], asking)
    if isinstance(years, Problem):
        return years
    told = found["quarter"].upper()
    quarter = int(told) if told.isdigit() else _ROMAN.index(told)
    return replace(_PLAIN, kind="quarter", quarter=quarter, years=years)


def _each_month(found: re.Match[str], _asking: Asking) -> Deadline | Problem:
    parts = found.groupdict()
    first, last = int(parts.get("first") or 0), int(parts.get("last") or 0)
    day = _day_of_month(parts["day"], exclusive=parts.get("side") == "truoc")
    if isinstance(day, Problem):
        return day
    return replace(_PLAIN, kind="every_month", month=first, last_month=last, day=day)


def _each_quarter(found: re.Match[str], _asking: Asking) -> Deadline | Problem:
    day = _day_of_month(found["day"], exclusive=False)
    return day if isinstance(day, Problem) else replace(_PLAIN, kind="every_quarter", day=day)


def _day_of_month(written: str | None, *, exclusive: bool) -> int | Problem:
    day = int(written) - exclusive if written else 0
    if written and exclusive and day == 0:
        what = "Trước ngày 1 là ngày của tháng trước."
        return _problem("day-impossible", what, "Ghi ngày từ 2, hoặc chỉ ghi hằng tháng.")
    if written and not 1 <= day <= 31:
        return _problem("day-impossible", f"Không có ngày {written}.", "Ghi ngày từ 1 đến 31.")
    return day


def _all_year(_found: re.Match[str], _asking: Asking) -> Deadline | Problem:
    return replace(_PLAIN, kind="month", month=1, last_month=12)


def _unread() -> Problem:
    return _problem("due-unread", "Chưa đọc được hạn.", _ADVICE)


def _problem(code: str, what: str, advice: str) -> Problem:
    return Problem(code, what, advice)


_COUNTED = tuple(
    re.compile(form)
    for form in (
        rf"(?P<from>tu )?{_ANCHOR} ?(?P<side>[+−–-]) ?{_COUNT}",
        rf"(?:(?P<from>tu )|trong (?:vong )?)?\+? ?{_COUNT} (?P<side>sau|truoc|ke tu)(?: khi| ngay)? {_ANCHOR}",
        rf"(?P<side>sau|truoc)(?: khi| ngay)? {_ANCHOR} {_COUNT}",
        rf"(?P<side>sau) {_COUNT} {_ANCHOR}",
        rf"(?P<from>tu )?(?:cung ngay |vao ngay |ngay )?{_ANCHOR}",
    )
)
_IN_MONTH = r"(?:trong )?(?:thang |t)(?P<month>\d{1,2})" + _YEAR.format("y")
_FORMS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], Asking], Deadline | Problem]], ...
] = (
    (re.compile(_IN_MONTH), _in_month),
    (re.compile(r"(?P<month>\d{1,2}) ?/ ?(?P<y>\d{4})"), _in_month),
    (
        re.compile(
            rf"(?:tu )?{_IN_MONTH} ?(?:[-–—]|den het|den) ?(?:thang )?(?P<last>\d{{1,2}})"
            + _YEAR.format("last_y")
        ),
        _in_month,
    ),
    (
        re.compile(r"(?:trong )?quy (?P<quarter>iv|i{1,3}|[1-4])" + _YEAR.format("y")),
        _in_quarter,
    ),
    (
        re.compile(
            r"(?:hang|moi) thang(?:,? tu thang (?P<first>\d{1,2}) den thang (?P<last>\d{1,2}))?"
            r"(?:,? (?:(?P<side>truoc)|den het|den)? ?(?:ngay )?(?P<day>\d{1,2}))?"
        ),
        _each_month,
    ),
    (
        re.compile(r"(?:(?P<side>truoc)|den het|den)? ?ngay (?P<day>\d{1,2}) (?:hang|moi) thang"),
        _each_month,
    ),
    (
        re.compile(
            r"(?:hang|moi) quy(?:,? (?:den het|den)? ?ngay (?P<day>\d{1,2})(?: thang cuoi(?: quy)?)?)?"
        ),
        _each_quarter,
    ),
    (
        re.compile(r"ca nam|trong nam|quanh nam|thuong xuyen(?: trong nam)?"),
        _all_year,
    ),
)

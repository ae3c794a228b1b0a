"""What no plan of a year can mean, and what in it is doubtful: own things to do, days off, marks, moves.

`plan_faults` is what days would be counted wrongly by; it is refused wherever a plan comes in. `CHECKS` tell
the same and what is doubtful, as the checks of a season.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from models.checking.duty_faults import of_anchors, of_deadline
from models.checking.placed import Fault, fault
from models.collecting.paper_matrix import asked_papers
from models.dates.items import PAPER_KEY, tasks
from models.dates.workdays import with_weekday
from models.errors import Problem
from models.season import Season

_IN_KEYS = "@:"
"""Signs that keys of things to do are put together with."""
_SATURDAY = 5


def plan_faults(season: Season) -> Iterator[Fault]:
    """What would make the days of the year wrong; items are held against each other and the pack's only when
    they are sound by themselves.
    """
    yield from own_faults(season)
    if not any((*_items(season), *_codes(season))):
        yield from _anchors(season)


def own_faults(season: Season) -> Iterator[Fault]:
    """Those of the plan alone: whatever the pack says, such a plan cannot be."""
    yield from _items(season)
    yield from _codes(season)
    yield from _days_off(season)


def _items(season: Season) -> Iterator[Fault]:
    for number, item in enumerate(season.plan.items):
        place = f"plan.items[{number}].deadline"
        if not item.deadline.title.strip():
            what = f"Việc thứ {number + 1} của kế hoạch chưa ghi nội dung."
            yield fault(f"{place}.title", "plan-title-blank", what, "Ghi việc phải làm.")
        yield from of_deadline(item.deadline, place, season.year)


def _codes(season: Season) -> Iterator[Fault]:
    """Codes name the items in marks and for days counted from them: each its own, and no other key."""
    seen: set[str] = set()
    for number, item in enumerate(season.plan.items):
        code, place = item.deadline.code, f"plan.items[{number}].deadline.code"
        name = f"Việc “{item.deadline.title}”"
        if not code.strip():
            yield fault(place, "plan-code-blank", f"{name} chưa có mã.", "Ghi mã.")
        elif any(sign in code for sign in _IN_KEYS):
            what = f"{name} có mã “{code}”."
            yield fault(place, "plan-code-sign", what, "Ghi mã không có dấu @ và dấu hai chấm.")
        elif code in seen:
            what = f"Hai việc của kế hoạch cùng mã “{code}”."
            yield fault(place, "plan-code-twice", what, "Đổi một mã.")
        seen.add(code)


def _anchors(season: Season) -> Iterator[Fault]:
    """Own items stand before the pack's of the same code, so they may spoil what is counted from these."""
    own = [it.deadline for it in season.plan.items]
    codes = {it.code for it in own}
    of_pack = [(n, it) for n, it in enumerate(season.pack.deadlines) if it.code not in codes]
    places = [f"plan.items[{n}].deadline.item" for n in range(len(own))]
    places += [f"pack.deadlines[{n}].item" for n, _ in of_pack]
    for it in of_anchors((*own, *(one for _, one in of_pack)), "{}"):
        yield Fault(places[int(it.place)], it.problem)


def _days_off(season: Season) -> Iterator[Fault]:
    seen: dict[date, bool] = {}
    for number, it in enumerate(season.plan.days_off):
        place = f"plan.days_off[{number}].day"
        if it.day not in seen:
            seen[it.day] = it.works
        elif seen[it.day] == it.works:
            what = f"Ngày {with_weekday(it.day)} ghi hai lần trong danh sách ngày nghỉ."
            yield fault(place, "day-off-twice", what, "Bỏ một dòng.")
        else:
            what = f"Ngày {with_weekday(it.day)} vừa ghi nghỉ, vừa ghi làm bù."
            yield fault(place, "day-off-both", what, "Bỏ dòng không đúng.")


def _told(season: Season) -> Iterator[Problem]:
    for it in plan_faults(season):
        yield it.problem


def _warning(code: str, what: str, advice: str) -> Problem:
    return Problem(code, what, advice, severity="warning")


def _marks_known(season: Season) -> Iterator[Problem]:
    """What was noted of things that are no longer there is kept: they may come back."""
    if any(plan_faults(season)):  # then nobody can say which things there are
        return
    known = {it.key for it in tasks(season)}
    lost = sum(it.key not in known for it in season.plan.marks)
    if lost:
        what = f"Có {lost} ghi nhận (đã xong, tạm gác hoặc không làm) của việc không còn trong kế hoạch."
        advice = "Sổ vẫn giữ; đưa việc đó trở lại thì ghi nhận lại có hiệu lực."
        yield _warning("mark-unknown", what, advice)


def _marks_once(season: Season) -> Iterator[Problem]:
    titles = {it.deadline.code: it.deadline.title for it in season.plan.items}
    titles |= {it.code: it.title for it in season.pack.deadlines}
    titles |= {PAPER_KEY + it.code: it.title for it in asked_papers(season)}
    for key, times in Counter(it.key for it in season.plan.marks).items():
        if times > 1:
            code, _, month = key.partition("@")
            of_month = f" (tháng {month[-2:]}/{month[:-3]})" if month else ""
            what = f"Việc “{titles.get(code, code)}”{of_month} có {times} ghi nhận trái nhau hoặc lặp lại."
            yield Problem("mark-twice", what, "Giữ một ghi nhận.")
    without = sum(it.state != "done" and not it.reason.strip() for it in season.plan.marks)
    if without:
        what = f"Có {without} việc tạm gác hoặc không làm mà chưa ghi lý do."
        yield _warning("mark-reason", what, "Ghi lý do.")


def _papers_asked(season: Season) -> Iterator[Problem]:
    """The days and papers of the plan against what is asked for."""
    of_pack = {it.code for it in season.pack.papers if it.owner == "units"}
    for code, times in Counter(it.code for it in season.plan.papers).items():
        title = next(it.title for it in season.plan.papers if it.code == code)
        if times > 1 or code in of_pack:
            what = f"Giấy tờ “{title}” của kế hoạch cùng mã với một giấy tờ khác nên không được theo dõi riêng."
            yield _warning("plan-paper-twice", what, "Bỏ bớt, hoặc đổi mã.")
    asked = {it.code: it.title for it in asked_papers(season)}
    days = Counter(it.paper for it in season.plan.dues)
    for code in (code for code, times in days.items() if times > 1):
        what = f"Giấy tờ “{asked.get(code, code)}” có {days[code]} hạn nộp trong kế hoạch."
        yield _warning("plan-due-twice", what, "Giữ một hạn.")
    lost = sum(code not in asked for code in days)
    if lost:
        what = f"Kế hoạch đặt hạn cho {lost} giấy tờ không còn yêu cầu nộp."
        yield _warning("plan-due-unknown", what, "Sổ vẫn giữ; bỏ hạn nếu không dùng nữa.")


def _days_likely(season: Season) -> Iterator[Problem]:
    """Days that are possible, but probably typed wrongly."""
    for it in season.plan.days_off:
        if it.works and it.day.weekday() < _SATURDAY:
            what = f"Ngày {with_weekday(it.day)} ghi làm bù, nhưng vốn là ngày làm việc."
            yield _warning("day-works-anyway", what, "Ghi lại ngày làm bù, hoặc bỏ dòng này.")
    if season.plan.meeting is not None:
        yield from _far(season, "Ngày hội nghị", (season.plan.meeting,), "meeting-far")
    days = (it.day for it in season.plan.days_off)
    yield from _far(season, "Ngày nghỉ", days, "day-off-far")


def _far(season: Season, name: str, days: Iterable[date], code: str) -> Iterator[Problem]:
    """A season reaches into the next year, and what is counted back from its beginning into the last one."""
    for day in days:
        if not season.year - 1 <= day.year <= season.year + 1:
            what = f"{name} ghi {day:%d/%m/%Y}, cách năm thi đua {season.year} hơn một năm."
            yield _warning(code, what, "Xem lại năm của ngày này.")


def _moves_lead(season: Season) -> Iterator[Problem]:
    """The moves of the meeting lead, one after the other, to the day it has."""
    moves = season.plan.moves
    ends = (*(it.old for it in moves[1:]), season.plan.meeting)
    for move, following in zip(moves, ends, strict=False):
        if move.old == move.new:
            what = f"Lần dời hội nghị ghi {move.noted:%d/%m/%Y} không đổi ngày."
            yield _warning("move-idle", what, "Bỏ lần dời này.")
        if move.new != following:
            what = (
                f"Lần dời hội nghị ghi {move.noted:%d/%m/%Y} chuyển sang {_shown(move.new)}, "
                f"nhưng sau đó ngày hội nghị là {_shown(following)}."
            )
            yield _warning("move-gap", what, "Xem lại ngày hội nghị.")


def _shown(day: date | None) -> str:
    return "chưa có ngày" if day is None else f"{day:%d/%m/%Y}"


CHECKS = (
    _told,
    _marks_known,
    _marks_once,
    _papers_asked,
    _days_likely,
    _moves_lead,
)

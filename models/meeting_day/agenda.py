"""The run sheet of the year-end meeting: what is proposed, where it stands, how long each item took.

The two parts and their contents are those of the year-end plan S0 (DOMAIN.md, "meeting day"); the order
inside them, the minutes and the scenes are a proposal that the clerk edits.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from models.dates.workdays import with_weekday
from models.errors import AppError
from models.meeting import AgendaItem, Meeting, SceneKind
from models.season import Season

PARTS = {
    1: "Phần I. Tổng kết, thảo luận, thống nhất điểm",
    2: "Phần II. Bình xét, suy tôn, công bố, bầu",
}
_MINUTE = 60
_HOUR = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def proposed(season: Season) -> tuple[AgendaItem, ...]:
    """The agenda of the two parts (S0, 2.5) as a proposal; no source fixes the minutes."""
    year, word = season.year, season.block.word.lower()
    flag = season.pack.quotas[0].award if season.pack.quotas else "Cờ thi đua"
    head = f"Bầu Trưởng {word}, Phó Trưởng {word} năm {year + 1}"
    praise = "Công bố khen thưởng điển hình tiên tiến của khối"
    about = {"countdown": "10 Tham luận", "message": praise}
    rows: tuple[tuple[int, str, int, SceneKind, str], ...] = (
        (1, "Khai mạc, giới thiệu đại biểu", 10, "opening", ""),
        (
            1,
            f"Báo cáo tổng kết năm {year}; phương hướng, nhiệm vụ, giải pháp năm {year + 1}",
            30,
            "agenda",
            "Báo cáo tổng kết của khối",
        ),
        (1, "Thảo luận, tham luận của điển hình tiên tiến", 40, "countdown", "Các bản tham luận"),
        (
            1,
            "Thống nhất điểm của từng đơn vị",
            45,
            "ranking",
            "Bảng tổng hợp kết quả chấm điểm",
        ),
        (1, "Công bố kết quả chấm điểm", 15, "reveal", ""),
        (2, f"Bình xét, suy tôn đề nghị tặng {flag}", 25, "ballot", "Phiếu suy tôn"),
        (2, praise, 15, "message", ""),
        (2, head, 20, "ballot", "Phiếu bầu"),
        (2, "Bế mạc", 10, "closing", ""),
    )
    return tuple(
        AgendaItem(
            str(number),
            title,
            part,
            minutes=minutes,
            scene=scene,
            about=about.get(scene, ""),
            handout=handout,
        )
        for number, (part, title, minutes, scene, handout) in enumerate(rows, 1)
    )


# ---- time


def planned(items: Sequence[AgendaItem]) -> int:
    """Minutes planned for these items together."""
    return sum(it.minutes for it in items)


def used(items: Sequence[AgendaItem]) -> int:
    """Seconds used so far for these items together."""
    return sum(it.seconds for it in items)


def minutes_of_day(hour: str) -> int | None:
    """ "08:30" as minutes since midnight, None for what is no hour of the day."""
    found = _HOUR.fullmatch(hour.strip())
    return int(found[1]) * _MINUTE + int(found[2]) if found else None


def clock(seconds: int) -> str:
    """A span of time as a clerk reads it: "7 phút", "1 giờ 05 phút"; below a minute "0 phút"."""
    hours, minutes = divmod(max(0, seconds) // _MINUTE, _MINUTE)
    return f"{hours} giờ {minutes:02} phút" if hours else f"{minutes} phút"


def over(item: AgendaItem, seconds: int) -> bool:
    """Whether `seconds` are more than was planned for the item (nothing planned: never)."""
    return bool(item.minutes) and seconds > item.minutes * _MINUTE


# ---- where the meeting stands


def current(meeting: Meeting) -> AgendaItem | None:
    """The item the meeting stands at, None before it has begun."""
    return next((it for it in meeting.agenda if it.code == meeting.at), None)


def following(meeting: Meeting) -> AgendaItem | None:
    """The item after the one it stands at, the first before it has begun; None at the end."""
    codes = [it.code for it in meeting.agenda]
    place = codes.index(meeting.at) + 1 if meeting.at in codes else 0
    return meeting.agenda[place] if place < len(codes) else None


def with_time(meeting: Meeting, seconds: int) -> Meeting:
    """The meeting with so many seconds more used for the item it stands at."""
    return replace(
        meeting,
        agenda=tuple(
            replace(it, seconds=it.seconds + max(0, seconds)) if it.code == meeting.at else it
            for it in meeting.agenda
        ),
    )


def stand_at(meeting: Meeting, code: str, seconds: int = 0) -> Meeting:
    """The meeting at another item, with the `seconds` that the one before took. What it left is done."""
    left = with_time(meeting, seconds)
    agenda = tuple(
        replace(it, done=True)
        if it.code == meeting.at != code
        else replace(it, done=False)
        if it.code == code
        else it
        for it in left.agenda
    )
    return replace(left, agenda=agenda, at=code)


def carried(meeting: Meeting, now: Meeting, before: Meeting | None = None) -> Meeting:
    """`meeting` as an older state of the same meeting, with what `now` says of its course: where it
    stands, what the hall shows, the seconds used. Taking back an edit must not turn the clock back.

    An item that the older state lacks stays while the meeting stands at it or has used time for it. Of a
    deletion that is done again `before` is the state it was first done to: time used by then went with it.
    """
    gone = {it.code: it.seconds for it in before.agenda} if before else {}
    codes, after = {it.code for it in meeting.agenda}, ""
    for it in now.agenda:
        if it.code not in codes and (it.code == now.at or it.seconds > gone.get(it.code, 0)):
            meeting = with_item(meeting, it, after)
        after = it.code
    known = {it.code: it for it in now.agenda}
    agenda = tuple(
        replace(it, seconds=known[it.code].seconds, done=known[it.code].done)
        if it.code in known
        else it
        for it in meeting.agenda
    )
    at = now.at if any(it.code == now.at for it in agenda) else meeting.at
    return replace(meeting, agenda=agenda, at=at, shown=now.shown)


# ---- editing


def new_code(items: Sequence[AgendaItem]) -> str:
    """A code that no item has; it never says where the item stands."""
    known = {it.code for it in items}
    return next(str(it) for it in range(1, len(items) + 2) if str(it) not in known)


def with_item(meeting: Meeting, item: AgendaItem, after: str = "") -> Meeting:
    """The meeting with `item` changed, or put in after the item `after` ("" or another part: at the end
    of its part)."""
    known = {it.code: it for it in meeting.agenda}
    before = known.get(item.code)
    if before is not None and before.part == item.part:
        agenda = [item if it.code == item.code else it for it in meeting.agenda]
        return replace(meeting, agenda=tuple(agenda))
    agenda = [it for it in meeting.agenda if it.code != item.code]
    beside = known.get(after)
    if beside is not None and beside.part == item.part:
        place = agenda.index(beside) + 1
    else:
        place = sum(1 for it in agenda if it.part <= item.part)
    agenda.insert(place, item)
    return replace(meeting, agenda=tuple(agenda))


def without_item(meeting: Meeting, code: str) -> Meeting:
    """The meeting without an item. Raises `AppError` for the one it stands at."""
    if code == meeting.at:
        raise AppError("Hội nghị đang ở nội dung này. Chuyển sang nội dung khác rồi xóa.")
    return replace(meeting, agenda=tuple(it for it in meeting.agenda if it.code != code))


def moved(meeting: Meeting, code: str, step: int) -> Meeting:
    """The meeting with an item one place up (−1) or down (+1); at the edge of a part it goes into the
    other part."""
    agenda = list(meeting.agenda)
    place = next(i for i, it in enumerate(agenda) if it.code == code)
    item, other = agenda[place], place + step
    beyond = agenda[other].part if 0 <= other < len(agenda) else (1 if step < 0 else 2)
    if beyond != item.part:
        agenda[place] = replace(item, part=beyond)
    elif 0 <= other < len(agenda):
        agenda[place], agenda[other] = agenda[other], item
    return replace(meeting, agenda=tuple(agenda))


def when_words(season: Season) -> str:
    """The day of the meeting with its weekday, "" while the plan has none."""
    return with_weekday(season.plan.meeting) if season.plan.meeting else ""

"""What has to be done by a day: season → the next dated things to do, the most pressing first. No Qt."""

from collections.abc import Iterator

from models.dates.board import Entry, board
from models.meeting_day.agenda import when_words
from models.texts import few
from ui.todo.next_step import FIRST, Desk, NextStep
from ui.words import task_words as words

_SHOWN = 4
_NEAR = ("overdue", "today", "week")
_WEEK = 7  # days
_SOON = ("Hôm nay", "Ngày mai")


def left_to_meeting(desk: Desk) -> int | None:
    """Days to the meeting while it is near; None before that, after it and where no day is known."""
    day = desk.season.plan.meeting
    if day is None or desk.today is None or desk.season.is_final:
        return None
    left = (day - desk.today).days
    return left if 0 <= left <= _WEEK else None


def meeting_near(desk: Desk) -> Iterator[NextStep]:
    """The meeting of this week, whatever else is due."""
    left = left_to_meeting(desk)
    if left is None:
        return
    meeting = desk.season.meeting
    where = " · ".join(it for it in (meeting.begins, meeting.place) if it)
    yield NextStep(
        "meeting", "warn", _SOON[left] if left < len(_SOON) else f"Còn {left} ngày",
        f"{meeting.name} {when_words(desk.season)}", where or "chưa ghi giờ, địa điểm",
        "Mở trang Hội nghị", "page:meeting/agenda",
    )  # fmt: skip


def dated(desk: Desk) -> Iterator[NextStep]:
    """Overdue, due today and within seven days; the papers of the units in one line, those overdue have their own."""
    if desk.today is None:
        return
    near = [it for it in board(desk.season, desk.today) if it.group in _NEAR]
    papers = [it for it in near if it.task.paper and it.group != "overdue"]
    found = [it for it in near if not it.task.paper]
    for entry in found[:_SHOWN]:
        yield _step(entry, desk)
    if papers:
        yield _papers(papers, desk)
    rest = len(found) - _SHOWN
    if rest > 0:
        yield NextStep(
            "dated-more", "warn", f"{rest} việc nữa", "Việc quá hạn hoặc đến hạn trong 7 ngày tới",
            "xem tất cả ở trang Lịch và hạn", "Xem lịch", "page:calendar", rest, "việc đến hạn",
        )  # fmt: skip


def _step(entry: Entry, desk: Desk) -> NextStep:
    badge, tone = words.badge(entry)
    deed = words.deed(entry)
    return NextStep(
        f"dated-{entry.task.key}", tone, badge, words.title(entry, desk.season),
        words.detail(entry, desk.season), deed.words if deed.wanted else "Xem việc",
        deed.wanted or f"page:calendar/board/{entry.task.key}",
    )  # fmt: skip


def _papers(entries: list[Entry], desk: Desk) -> NextStep:
    """What the units are to hand in soon, under the day that comes first."""
    if len(entries) == 1:
        return _step(entries[0], desk)
    badge, tone = words.badge(entries[0])
    units = {unit for it in entries for unit in it.owing}
    said = f"{len(units)} đơn vị còn thiếu {len(entries)} loại giấy tờ sắp đến hạn"
    return NextStep(
        "dated-papers", tone, badge, said, few([it.task.title for it in entries], "loại", FIRST),
        "Xem ai còn thiếu", "page:papers/due", len(entries), "loại giấy tờ",
    )  # fmt: skip

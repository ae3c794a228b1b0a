"""What has to be done by a day: season → the next dated things to do, the most pressing first. No Qt."""

from collections.abc import Iterator

from models.dates.board import Entry, board
from models.texts import few
from ui.todo.next_step import FIRST, Desk, NextStep
from ui.words import task_words as words

_SHOWN = 4
_NEAR = ("overdue", "today", "week")


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

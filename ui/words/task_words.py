"""A thing to do in words: how it stands, whose it is, until when, and the one act that does it. No Qt."""

from datetime import date
from typing import NamedTuple

from models.dates.board import Entry, Group
from models.dates.items import Task
from models.dates.moving import MEETING
from models.dates.plan_words import who
from models.dates.workdays import with_weekday
from models.paper_record import PaperRecord
from models.season import Season
from models.texts import few
from ui.todo.next_step import Tone
from ui.words import text

OPEN_GROUPS: tuple[Group, ...] = (
    "overdue", "today", "week", "month", "later", "untold", "snoozed",
)  # fmt: skip
CLOSED_GROUPS: tuple[Group, ...] = ("done", "waived")
_SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


class Deed(NamedTuple):
    """What does a thing to do: the words of its button, and the act or page; "" asks how it went."""

    words: str
    wanted: str


def badge(entry: Entry) -> tuple[str, Tone]:
    """ "Quá 1 ngày" · "Hôm nay" · "Còn 5 ngày"; with its colour."""
    if entry.group == "done":
        return "Đã xong", "done"
    if entry.group == "waived":
        return "Không làm", "muted"
    if entry.group == "snoozed":
        return "Tạm gác", "muted"
    if entry.left is None:
        first = entry.task.due.first
        return (f"Từ {first:%d/%m}" if first else "Chưa có ngày"), "muted"
    if entry.left < 0:
        return f"Quá {-entry.left} ngày", "error"
    if entry.left == 0:
        return "Hôm nay", "warn"
    return f"Còn {entry.left} ngày", "warn" if entry.group == "week" else "muted"


def title(entry: Entry, season: Season) -> str:
    """What is to be done; a paper of the units with how many still owe it."""
    owing = len(entry.owing)
    if entry.task.paper and owing and entry.is_open:
        return f"{entry.task.title}: {owing} trên {len(season.units)} đơn vị chưa nộp"
    return entry.task.title


def detail(entry: Entry, season: Season) -> str:
    """Until when in full, and how a counted day came about; of one that is settled, what was noted."""
    mark = entry.mark
    if mark is not None and mark.state == "done":
        said = [f"xong {text.day(mark.day)}", mark.result, mark.file]
        return " · ".join(it for it in said if it)
    if mark is not None and mark.state == "waived":
        return f"không làm: {mark.reason}"
    if mark is not None and entry.group == "snoozed":
        return f"nhắc lại {text.day(mark.day)}: {mark.reason}"
    if entry.sent is not None and entry.sent.sent is not None:
        return f"xong {text.day(entry.sent.sent)} · {_sent_words(entry.sent, season)}"
    due = entry.task.due
    if entry.owing and entry.is_open and entry.left is not None and entry.left < 0:
        named = [it.short_name or it.name for it in season.units if it.id in entry.owing]
        return f"{few(named, 'đơn vị', 3)} · {due.words}"
    return f"{due.words} ({due.reason})" if due.reason else due.words


def _sent_words(record: PaperRecord, season: Season) -> str:
    """ "đã gửi Kế hoạch tổng kết số 05/KH-KTĐ"."""
    from models.papers.kinds import PAPERS  # all papers: only once one was sent
    from models.papers.numbers import number_of

    paper = PAPERS.get(record.kind)
    number = number_of(season, record, paper.code if paper else "")
    said = ("đã gửi", paper.title if paper else "văn bản", f"số {number}" if number else "")
    return " ".join(it for it in said if it)


def when(task: Task) -> str:
    """The last day, with its weekday in two letters: "T3 19/12"."""
    last, first = task.due.last, task.due.first
    if last is None:
        return f"từ {first:%d/%m}" if first else text.NOTHING
    return f"{weekday(last)} {last:%d/%m}"


def weekday(day: date) -> str:
    """The weekday in two letters: "T3", "CN"."""
    return _SHORT[day.weekday()]


def when_in_full(task: Task) -> str:
    """The last day with year and weekday, its source and its reason, for a tooltip."""
    last = task.due.last
    day = f"Hạn {with_weekday(last)}" if last else ""
    lines = (day, task.due.words, task.due.reason, task.due.clash, f"Theo {task.due.source}")
    return "\n".join(it for it in lines if it)


def owner(task: Task, season: Season) -> str:
    """Who does it, as the block calls them."""
    return who(task.deadline, task.own, season)


def deed(entry: Entry) -> Deed:
    """The one act that does it: the matrix of papers, the paper to write, the meeting; else noting it done."""
    if not entry.is_open:
        return Deed("", "")
    if entry.task.paper:
        return Deed("Xem ai còn thiếu", "page:papers/due")
    if entry.task.deadline.paper:
        return Deed("Soạn văn bản", f"page:documents/{entry.task.deadline.paper}")
    if entry.task.deadline.code == MEETING:
        return Deed("Mở hội nghị", "page:meeting")
    return Deed("Ghi đã xong", "")

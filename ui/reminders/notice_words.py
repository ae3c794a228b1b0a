"""The words of one notice: how much is due, and the first things by name. No Qt."""

from collections.abc import Sequence
from typing import NamedTuple

from models.dates.board import Entry
from ui.reminders.books import BookDue

NAMED = 3
"""How many things to do a notice names; the others are counted."""
_LONGEST = 60


class Notice(NamedTuple):
    """What is shown."""

    title: str
    body: str


def notice(found: Sequence[BookDue]) -> Notice:
    """One notice for all books; there is something due in at least one of them."""
    entries = [(it, entry) for it in found for entry in it.entries]
    entries.sort(key=lambda it: it[1].left or 0)
    late = sum(entry.group == "overdue" for _, entry in entries)
    today = len(entries) - late
    counted = [f"{late} việc quá hạn"] if late else []
    counted += [f"{today} việc đến hạn hôm nay"] if today else []
    lines = [_line(it, entry, several=len(found) > 1) for it, entry in entries[:NAMED]]
    if len(entries) > NAMED:
        lines.append(f"và {len(entries) - NAMED} việc khác")
    return Notice(", ".join(counted), "\n".join(lines))


def _line(it: BookDue, entry: Entry, *, several: bool) -> str:
    title = entry.task.title
    title = f"{title[:_LONGEST].rstrip()}…" if len(title) > _LONGEST else title
    left = entry.left or 0
    when = f"quá hạn {-left} ngày" if left < 0 else "hôm nay"
    owing = f", còn {len(entry.owing)} đơn vị" if entry.owing else ""
    block = f"{it.block}: " if several else ""
    return f"{block}{title} ({when}{owing})"

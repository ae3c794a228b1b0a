"""The words of closing and opening a year, the same in the window and on the command line. No Qt."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.closed import LEFT_OPEN
from models.points import show
from models.season import Season

if TYPE_CHECKING:  # the session loads this file, and the window need not wait for the checks
    from models.meeting_day.closing import Value


def closing_label(season: Season) -> str:
    """The act of closing, as the history names it."""
    number = len(season.closings)
    return f"chốt bản đính chính {number:02}" if number else f"chốt kết quả năm {season.year}"


def opening_label(season: Season) -> str:
    """The act of opening a closed year, as the history names it."""
    return f"mở đính chính kết quả năm {season.year}"


def accounted(reason: str, left: Mapping[str, str]) -> str:
    """The reason that is kept with a closed version: its own, then what was left open and why.

    `left`: title of an open point → why it may stay open, "" where `reason` says it.
    """
    named = "; ".join(
        f"{title} ({why.rstrip('.')})" if why else title for title, why in left.items()
    )
    parts = (reason.strip().rstrip("."), f"{LEFT_OPEN}{named}" if named else "")
    return ". ".join(it for it in parts if it)


def said(value: "Value") -> str:
    """One side of a difference between two versions."""
    if value is None:
        return "–"
    return value if isinstance(value, str) else show(value)

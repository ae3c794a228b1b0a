"""What the frame of the window says of the session, as plain texts. No widget."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from models.collecting.intake import form_stage
from ui.book.clock import assumed_words, time_doubt, zone_doubt
from ui.book.session import Session
from ui.frame.work_state import progress
from ui.words import text

if TYPE_CHECKING:
    from ui.todo.next_step import NextStep


class Said(NamedTuple):
    """A short text and its tone."""

    text: str
    tone: str


REHEARSAL = "TẬP DƯỢT"


def year_state(session: Session) -> Said:
    """Where the year stands, for the badge in the top bar; before anything else an assumed day and a rehearsal
    say so.
    """
    said = _practised(session)
    if day := assumed_words(session.assumed_today):
        return Said(f"{day} · {said.text}", "error" if session.read_only else "warn")
    return said


def _practised(session: Session) -> Said:
    said = _year_state(session)
    if session.season.meeting.is_rehearsal:
        return Said(f"{REHEARSAL} · {said.text}", "error" if session.read_only else "warn")
    return said


def _year_state(session: Session) -> Said:
    season = session.season
    if session.read_only:
        return Said("Chỉ xem", "error")
    if season.is_final:
        return Said("Đã chốt kết quả", "done")
    if not season.units or not season.table.criteria() or not season.pack.stages:
        return Said("Đang lập sổ", "muted")
    if not all(it.done for it in progress(season).column(form_stage(season.pack))):
        if season.table.life.is_open and (season.table.version > 1 or not season.scores):
            asked = season.table.life.state == "opinion"
            return Said(
                "Bảng chấm điểm đang xin ý kiến" if asked else "Bảng chấm điểm dự thảo", "muted"
            )
        return Said("Đang thu bảng điểm", "action")
    return Said("Chưa chính thức", "warn")


def saved(session: Session) -> Said:
    """When the last change was saved, or that nothing can be; why is said above the page."""
    if session.read_only:
        return Said("● Chỉ xem", "error")
    if session.saved_at is None:
        return Said("● Mọi thay đổi đã lưu", "done")
    return Said(f"● Đã lưu {text.moment(session.saved_at, session.now())}", "done")


def backed_up(session: Session) -> Said:
    """When the last whole copy was made, or that there is none."""
    if session.backup_problem is not None:
        return Said(session.backup_problem.text, "warn")
    if session.last_backup is None:
        # A file that is only looked at is not copied at opening: that is nothing to warn of.
        return Said("", "small") if session.read_only else Said("Chưa có bản sao lưu", "warn")
    when = session.last_backup.when
    moment = text.moment(when, session.now())
    day = "hôm nay " if when.date() == session.now().date() else ""
    return Said(f"Sao lưu tốt lần cuối: {day}{moment}", "small")


def clock_doubt(session: Session) -> str:
    """What to look at when the PC's clock cannot be right: against the last act of the book, or by its zone;
    or "".

    Only for a book that is worked on: every act and every paper takes its day from that clock.
    """
    if session.locked or session.season.is_sample or session.assumed_today is not None:
        return ""
    last = session.history(limit=1)
    return (time_doubt(last[0].when, session.now()) if last else "") or zone_doubt(session.zone())


class Waits(NamedTuple):
    """How many things wait, and what they are, in words."""

    number: int
    words: str


def waiting(session: Session) -> dict[str, Waits]:
    """Page → the things that wait on it and should not wait longer."""
    # The year's checks are loaded with the first file, not with the empty window.
    from ui.todo.next_steps import steps_today

    found: dict[str, list[NextStep]] = {}
    for step in session.once(steps_today):
        if step.tone in ("error", "warn") and step.wanted.startswith("page:"):
            key = step.wanted.removeprefix("page:").partition("/")[0]
            found.setdefault(key, []).append(step)
    return {key: _waits(steps) for key, steps in found.items()}


def _waits(steps: Sequence["NextStep"]) -> Waits:
    """What is counted in one line: "14 giấy tờ quá hạn, 20 đề nghị"; the rest a line each."""
    counted = ", ".join(f"{it.count} {it.things}" for it in steps if it.things)
    lines = [counted, *(it.sentence for it in steps if not it.things)]
    return Waits(sum(it.count for it in steps), "\n".join(filter(None, lines)))

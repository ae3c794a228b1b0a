"""What the frame of the window says of the session, as plain texts. No widget."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.collecting.intake import form_stage
from ui.book.clock import HOME, assumed_words, zone_name
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
_CLOCK_SLACK = timedelta(minutes=5)  # a clock that sets itself right goes back a little
_LONG, _YEAR = timedelta(days=153), timedelta(days=366)
"""A book rests four months at most (from the inspection in July to the reports of November, S1 III)."""


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
    return _time_doubt(session) or _zone_doubt(session.zone())


def _time_doubt(session: Session) -> str:
    now = session.now()
    for act in session.history(limit=1):
        if act.when > now + _CLOCK_SLACK:
            return (
                f"Ngày giờ của máy là {now:%d/%m/%Y %H:%M}, trước lần ghi gần nhất của sổ:"
                f" {act.when:%d/%m/%Y %H:%M}. Xem lại ngày giờ của máy rồi hãy ghi tiếp; nếu máy đang đúng thì"
                " cứ làm, lịch sử vẫn giữ đúng thứ tự."
            )
        apart = now - act.when
        if apart > _LONG:
            long = "một năm" if apart > _YEAR else f"{apart.days // 31} tháng"
            return (
                f"Sổ này ghi lần gần nhất ngày {act.when:%d/%m/%Y}, cách ngày của máy ({now:%d/%m/%Y}) hơn"
                f" {long}. Nếu ngày của máy sai, sửa lại trước khi ghi: ngày đó đi vào lịch sử và văn bản."
            )
    return ""


def _zone_doubt(offset: timedelta | None) -> str:
    """Days are those of Viet Nam; in another zone "today" begins and ends at another hour."""
    if offset is None or offset == HOME:
        return ""
    return (
        f"Múi giờ của máy là {zone_name(offset)}, giờ Việt Nam là {zone_name(HOME)}: ngày “hôm nay” và giờ ghi "
        "trong lịch sử có thể lệch. Đặt lại múi giờ của máy nếu đang làm việc ở Việt Nam."
    )


class Waits(NamedTuple):
    """How many things wait, and what they are, in words."""

    number: int
    words: str


def waiting(session: Session) -> dict[str, Waits]:
    """Page → the things that wait on it and should not wait longer."""
    # The year's checks are loaded with the first file, not with the empty window.
    from ui.todo.next_steps import next_steps

    found: dict[str, list[NextStep]] = {}
    for step in next_steps(
        session.season, session.results, session.standings, session.now().date()
    ):
        if step.tone in ("error", "warn") and step.wanted.startswith("page:"):
            key = step.wanted.removeprefix("page:").partition("/")[0]
            found.setdefault(key, []).append(step)
    return {key: _waits(steps) for key, steps in found.items()}


def _waits(steps: Sequence["NextStep"]) -> Waits:
    """What is counted in one line: "14 giấy tờ quá hạn, 20 đề nghị"; the rest a line each."""
    counted = ", ".join(f"{it.count} {it.things}" for it in steps if it.things)
    lines = [counted, *(it.sentence for it in steps if not it.things)]
    return Waits(sum(it.count for it in steps), "\n".join(filter(None, lines)))

"""A new meeting day: what moves with it, and what then no longer fits together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.collecting.paper_matrix import SELF_SCORE
from models.dates.due_days import Due, due
from models.dates.items import Task, tasks
from models.dates.workdays import WorkDays, with_weekday
from models.duties import COUNTED
from models.errors import Problem
from models.season import Season
from models.year_plan import Move

MEETING = "meeting"
"""The code of the deadline that binds the day of the meeting itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """One task whose day is another one after the move."""

    task: Task
    old: Due
    new: Due


def with_meeting(season: Season, day: date | None, noted: date, reason: str = "") -> Season:
    """The season with its meeting on `day`. The move is kept; the same day again is none, nor is the first day
    that is set at all.
    """
    plan = season.plan
    if plan.meeting == day:
        return season
    moves = plan.moves
    if plan.meeting is not None or moves:
        moves = (*moves, Move(noted, plan.meeting, day, reason))
    return replace(season, plan=replace(plan, meeting=day, moves=moves))


def changes(before: Season, after: Season) -> tuple[Change, ...]:
    """What is due on another day in `after` than in `before`, in the order of the new days."""
    old = {it.key: it for it in tasks(before)}
    found = [
        Change(it, old[it.key].due, it.due)
        for it in tasks(after)
        if it.key in old and _days(old[it.key].due) != _days(it.due)
    ]
    return tuple(sorted(found, key=lambda it: it.new.last or it.new.first or date.max))


def conflicts(season: Season) -> tuple[Problem, ...]:
    """What does not fit together in the days of the year; nothing is changed by it."""
    workdays = WorkDays.of(season.plan.days_off)
    return (
        *_of_meeting(season, workdays),
        *_without_holidays(season),
        *_of_tasks(season, workdays),
    )


def _days(it: Due) -> tuple[date | None, date | None]:
    return it.first, it.last


def _warning(code: str, where: str, what: str, advice: str) -> Problem:
    return Problem(code, what, advice, where, "warning")


def _of_meeting(season: Season, workdays: WorkDays) -> Iterator[Problem]:
    day = season.plan.meeting
    if day is None:
        return
    where = "Ngày hội nghị"
    if not workdays.is_working(day):
        what = f"Hội nghị rơi vào ngày nghỉ {with_weekday(day)}."
        yield _warning("meeting-day-off", where, what, "Chọn ngày khác nếu không họp ngày nghỉ.")
    # Both the block's own bound and the regulation's, which the own one does not lift.
    known = (*(it.deadline for it in season.plan.items), *season.pack.deadlines)
    for bound in (it for it in known if it.code == MEETING):
        until = due(bound, season)
        if until.last is not None and until.last < day:
            what = f"Hội nghị {with_weekday(day)} sau hạn “{bound.title}” ({until.words})."
            advice = "Chọn ngày sớm hơn, hoặc xin ý kiến cơ quan cấp trên."
            yield _warning("meeting-after-bound", where, what, advice)


def _without_holidays(season: Season) -> Iterator[Problem]:
    """Days counted in working days while no holiday is known: the day may come out too early."""
    found = next((it for it in tasks(season) if it.deadline.working), None)
    if found and not season.plan.days_off:
        what = "Hạn tính theo ngày làm việc nhưng chưa có danh sách ngày nghỉ lễ của năm."
        yield _warning("no-days-off", found.title, what, "Bấm Lấy lịch nghỉ lễ, rồi xem lại hạn.")


def _of_tasks(season: Season, workdays: WorkDays) -> Iterator[Problem]:
    for it in tasks(season):
        if it.due.clash:
            advice = "Sửa hạn hoặc ngày hội nghị."
            yield _warning("due-clash", it.title, it.due.clash, advice)
        last = it.due.last
        if last is None:
            continue
        # A span ends on any day; one that was counted is a day somebody has to keep.
        if it.deadline.kind in COUNTED and not workdays.is_working(last):
            what = f"Hạn rơi vào ngày nghỉ {with_weekday(last)}."
            advice = "Làm xong trước ngày nghỉ, hoặc cho hạn chuyển sang ngày làm việc."
            yield _warning("due-day-off", it.title, what, advice)
        if it.paper and it.paper.code == SELF_SCORE:
            yield from _of_scores(season, it, last)
        yield from _after_pack(season, it, last)


def _of_scores(season: Season, it: Task, last: date) -> Iterator[Problem]:
    """The units' scores come after the form went out and before the meeting speaks of them."""
    sent, meeting = season.plan.forms_sent, season.plan.meeting
    if sent is not None and last < sent:
        what = f"Hạn nộp {with_weekday(last)} trước ngày xuất biểu mẫu {sent:%d/%m/%Y}."
        advice = "Lùi hạn nộp, hoặc gửi biểu mẫu sớm hơn."
        yield _warning("due-before-form", it.title, what, advice)
    if meeting is not None and meeting <= last:
        what = f"Hạn nộp {with_weekday(last)} không trước ngày hội nghị {meeting:%d/%m/%Y}."
        yield _warning("due-after-meeting", it.title, what, "Đặt hạn nộp trước ngày hội nghị.")


def _after_pack(season: Season, it: Task, last: date) -> Iterator[Problem]:
    """A day of the block's plan that is later than what the pack's regulation asks for."""
    wanted = it.paper.deadline if it.paper else it.deadline.code if it.own else ""
    bound = next((one for one in season.pack.deadlines if one.code == wanted), None)
    known = due(bound, season) if bound else None
    if known and known.last and known.last < last:
        what = f"Kế hoạch của khối để {with_weekday(last)}, quy định là {known.words} ({known.source})."
        yield _warning("due-after-bound", it.title, what, "Đặt hạn sớm hơn.")

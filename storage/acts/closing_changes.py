"""Closing a year: the season is frozen as a document, and nothing of it changes until it is opened again.

What comes after the meeting by its nature is still entered (`Later`): it stands beside the closed version,
which is a document of its own. Every function runs inside the caller's transaction.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.closed import Closing
from models.collected import Explanation
from models.collecting.taking import Taking
from models.errors import AppError
from models.facts import Fact, FactLists, with_replaced
from models.hall.scenes_record import from_text
from models.meeting import Meeting
from models.scores.entries import appraising
from models.season import ScoreKey, Season
from models.submission import Submission
from models.year_plan import Letter, YearPlan
from storage import audit
from storage.acts import changes
from storage.acts.lookups import season_of
from storage.audit import Act
from storage.book_rows import closing_rows, records, rows
from storage.book_rows.records import normal

CLOSED = "Năm {year} đã chốt kết quả. Muốn sửa, mở một lần đính chính ở trang Hội nghị."


_CLASSES = ("class_decisions", "classifications")
"""Decisions of the bodies above: they come when they come."""
LOADED = "Nạp từ tài liệu"
"""Why there is a closed version of a year that came in closed."""


@dataclass(frozen=True, slots=True)
class Later:
    """What an intention touches, where it may be of the kind that comes after the meeting: the scores of a
    stage after it (`Stage.after_meeting`) and the explanations to them, the decisions of the bodies above,
    the letters of an appraisal after it, what became of a file that came in. Nothing at all: files that
    are only kept. `lists` are whole lists of facts, put instead of `old_facts` and `new_facts`.
    """

    scores: Collection[ScoreKey] = ()
    old_facts: Sequence[Fact] = ()
    new_facts: Sequence[Fact] = ()
    lists: FactLists | None = None
    submissions: Sequence[Submission] = ()
    plan: YearPlan | None = None

    @classmethod
    def of_fact(cls, old: Fact | None, new: Fact | None) -> "Later":
        """One fact that is added, changed or taken out."""
        gone, come = ([] if it is None else [it] for it in (old, new))
        return cls(old_facts=gone, new_facts=come)

    @classmethod
    def of_taking(cls, taking: Taking, lists: FactLists | None) -> "Later":
        """Scores, facts and files' states taken in or put back as one act."""
        return cls(
            taking.scores, taking.old_facts, taking.new_facts, lists, submissions=taking.submissions
        )

    def is_all(self, season: Season, closed: Season) -> bool:
        """Whether nothing of it belongs to the `closed` version of the season."""
        stages = _later_stages(season)
        return (
            (self.plan is None or _later_in_plan(season, self.plan))
            and all(ScoreKey(*it).stage in stages for it in self.scores)
            and self._adds_only(season, closed)
            and self._takes_nothing_in(season, closed)
        )

    def _adds_only(self, season: Season, closed: Season) -> bool:
        """What is in the closed version stays, and what comes beside it may come later."""
        lists = self.lists
        if lists is None:
            lists = with_replaced(season.facts, normal(self.old_facts), normal(self.new_facts))
        for kind, after in lists.items():
            known: tuple[Fact, ...] = getattr(season.facts, kind)
            come = Counter(after) - Counter(known)
            if Counter(after) == Counter(known):
                continue
            if Counter(getattr(closed.facts, kind)) - Counter(after):
                return False
            if kind not in _CLASSES and not (
                kind == "explanations" and all(_answers_later(season, it) for it in come)
            ):
                return False
        return True

    def _takes_nothing_in(self, season: Season, closed: Season) -> bool:
        """A file may be set aside or sent back; it is entered only with scores that come later, and what
        the closed version had entered stays so."""
        known = {it.id: it.state for it in season.submissions}
        both = zip(season.submissions, closed.submissions, strict=False)  # in the order of arrival
        settled = {now.id for now, then in both if then.state == "taken"}
        entered = [it for it in self.submissions if "taken" in (it.state, known.get(it.id))]
        return not settled & {it.id for it in self.submissions} and (
            not entered or bool(self.scores)
        )


def _later_stages(season: Season) -> list[str]:
    return [it.code for it in season.pack.stages if it.after_meeting]


def _answers_later(season: Season, fact: Fact) -> bool:
    """Whether an explanation is about points that a stage after the meeting gave."""
    assert isinstance(fact, Explanation)
    return any(
        season.score(fact.unit, fact.criterion, it).is_filled for it in _later_stages(season)
    )


def _later_in_plan(season: Season, plan: YearPlan) -> bool:
    """What is noted of things to do and of papers comes at any time; letters of an appraisal after the meeting do, too."""
    same = replace(season.plan, marks=plan.marks, written=plan.written, stamps=plan.stamps)
    if same == plan:
        return True
    stage = appraising(season.pack)
    same = replace(same, appraisal_request=plan.appraisal_request, appraisal=plan.appraisal)
    return stage is not None and stage.after_meeting and same == plan


def refuse_closed(db: sqlite3.Connection, year: int, later: Later | None = None) -> None:
    """Raises `AppError` while the year is closed, unless all that is touched comes `later`."""
    if rows.closed_on(db, year) is None:
        return
    if later is not None:
        season = season_of(db, year)
        if later.is_all(season, _last_version(db, season) or season):
            return
    raise AppError(CLOSED.format(year=year))


def _last_version(db: sqlite3.Connection, season: Season) -> Season | None:
    """What the newest closing froze; None where there is none."""
    from storage import exchange

    number = season.closings[-1].number if season.closings else 0
    body = closing_rows.body(db, season.year, number)
    return None if body is None else exchange.load(body)


def add_season(db: sqlite3.Connection, season: Season, act: Act) -> None:
    """The rows of a new season; of one that comes in closed the first version is what came in."""
    changes.add_season(db, season, act)
    if season.closed_on is not None:
        closing = _freeze(db, season_of(db, season.year), season.closed_on, reason=LOADED)
        audit.write(db, act, "close", season.year, new=closing)


def set_meeting(db: sqlite3.Connection, year: int, meeting: Meeting, act: Act) -> None:
    """Write the meeting: its agenda, where it stands, what the hall shows, its votes."""
    old, new = _meeting(db, year), normal(meeting)
    if old != new:
        rows.update_meeting(db, year, new)
        audit.write(db, act, "meeting", year, old=old, new=new)


def note_meeting(db: sqlite3.Connection, year: int, meeting: Meeting, act: Act) -> Meeting:
    """Write the course of the meeting (where it stands, time used, what the hall shows); gives it as stored.

    It is written at every key of the show: neither the rest of the season is read for it, nor does its
    entry repeat the run sheet or the picture. Where more than the course differs, all of it is told.
    """
    old, new = _meeting(db, year), normal(meeting)
    if old == new:
        return new
    if _uncoursed(old) != _uncoursed(new):
        set_meeting(db, year, meeting, act)
        return new
    rows.update_meeting(db, year, new)
    sides = _course(old), _course(new)
    told = [{key: side[key] for key in side if sides[0][key] != sides[1][key]} for side in sides]
    audit.write(db, act, "course", year, old=told[0], new=told[1])
    return new


def _meeting(db: sqlite3.Connection, year: int) -> Meeting:
    row = db.execute("SELECT meeting FROM seasons WHERE year = ?", (year,)).fetchone()
    if row is None:
        raise AppError(f"Tệp này không có năm thi đua {year}.")
    return records.from_text(row[0], Meeting)


def _uncoursed(meeting: Meeting) -> Meeting:
    agenda = tuple(replace(it, seconds=0, done=False) for it in meeting.agenda)
    return replace(meeting, agenda=agenda, at="", shown=None)


def _course(meeting: Meeting) -> dict[str, Any]:
    """What an entry tells of the course, item by item; of what the hall shows its kind and time alone."""
    shown = meeting.shown
    told: dict[str, Any] = {"at": meeting.at, "shown": None}
    if shown is not None:
        told["shown"] = {
            "kind": _kind_of(shown.scene),
            "frozen": shown.frozen.isoformat(),
            "covered": shown.covered,
        }
    for it in meeting.agenda:
        told[f"seconds {it.code}"] = it.seconds
        told[f"done {it.code}"] = it.done
    return told


def _kind_of(scene: str) -> str:
    """The kind of a scene as `models.hall.scenes` wrote it, "" where it cannot be read."""
    try:
        return from_text(scene).kind
    except AppError:
        return ""


def close_year(
    db: sqlite3.Connection, year: int, closed_on: date, act: Act, program: str, document: str = ""
) -> Closing:
    """Freeze the year as it stands; gives the record of this version.

    The first closing is number 0; each further one a corrigendum, which must have a reason and change
    something. The reason is that of the act, which also accounts for what was left open; the act's day
    is today.
    """
    from models.meeting_day.closing import closing_fault

    refuse_closed(db, year)
    season = season_of(db, year)
    fault = closing_fault(season, closed_on, act.when.date())
    if fault:
        raise AppError(fault)
    if season.closings and not act.reason.strip():
        raise AppError("Đính chính phải có lý do.")
    before = _last_version(db, season)
    if before is not None and _result(before) == _result(season):
        number = season.closings[-1].number
        raise AppError(
            f"Chưa có gì thay đổi so với bản chốt số {number:02}. Sửa xong rồi mới chốt."
        )
    rows.update_closed_on(db, year, closed_on)
    season = replace(season, closed_on=closed_on)
    closing = _freeze(db, season, closed_on, program, act.reason, document)
    audit.write(db, act, "close", year, new=closing)
    return closing


def _result(season: Season) -> str:
    """All that a closing freezes but its day, what the hall happens to show, and what is noted of things to do and
    of papers, which makes no other result."""
    from storage import exchange

    meeting = replace(season.meeting, shown=None)
    plan = replace(season.plan, marks=(), written=(), stamps=False)
    return exchange.dumps(replace(season, closed_on=None, meeting=meeting, plan=plan))


def _freeze(
    db: sqlite3.Connection,
    season: Season,
    closed_on: date,
    program: str = "",
    reason: str = "",
    document: str = "",
) -> Closing:
    """Keep the season as it stands as its next closed version, with what its figures came to."""
    from models.ranks.fingerprint import fingerprint
    from models.ranks.ranking import rank
    from models.scores.scoring import score
    from storage import exchange

    body = exchange.dumps(season)
    number = len(season.closings)
    before = season.closings[-1].sha256 if season.closings else ""
    mark = closing_rows.mark_of(number, before, body)
    pack = f"{season.pack.id} {season.pack.version}"
    figures = fingerprint(rank(score(season), season.pack))
    closing = normal(Closing(number, closed_on, mark, program, pack, reason, document, figures))
    closing_rows.insert(db, season.year, closing, body)
    return closing


def open_year(db: sqlite3.Connection, year: int, act: Act) -> None:
    """Open a closed year for a corrigendum; the closed versions stay. The act must give a reason."""
    season = season_of(db, year, scores=False)
    if season.closed_on is None:
        raise AppError(f"Năm {year} chưa chốt kết quả nên không cần mở lại.")
    if not act.reason.strip():
        raise AppError("Ghi lý do đính chính trước khi mở lại kết quả đã chốt.")
    rows.update_closed_on(db, year, None)
    audit.write(db, act, "reopen", year, old=season.closed_on, new=None)


def keep_closed(db: sqlite3.Connection, year: int, act: Act) -> None:
    """Give a corrigendum up: the newest closed version is in force again. Only while nothing that it froze
    was changed."""
    season = season_of(db, year)
    if season.closed_on is not None or not season.closings:
        raise AppError(f"Năm {year} không có lần đính chính nào đang mở.")
    before = _last_version(db, season)
    if before is None or _result(_frozen(before)) != _result(_frozen(season)):
        raise AppError(
            "Đã có sửa đổi từ khi mở đính chính. Hoàn tác các sửa đổi đó, hoặc chốt bản đính chính."
        )
    last = season.closings[-1]
    rows.update_closed_on(db, year, last.closed_on)
    audit.write(db, act, "close", year, new=last)


def _frozen(season: Season) -> Season:
    """The season without what may come after a closing."""
    late = {it.code for it in season.pack.stages if it.after_meeting}
    facts = replace(season.facts, class_decisions=(), classifications=(), explanations=())
    scores = {key: it for key, it in season.scores.items() if key.stage not in late}
    plan = replace(season.plan, marks=(), written=(), stamps=False)
    stage = appraising(season.pack)
    if stage is not None and stage.after_meeting:
        plan = replace(plan, appraisal_request=Letter(), appraisal=Letter())
    return replace(season, scores=scores, facts=facts, submissions=(), plan=plan)

"""Closing a year: the season is frozen as a document, and nothing of it changes until it is opened again.

What comes after the meeting by its nature is still entered (`Later`): it stands beside the closed version,
which is a document of its own. Every function runs inside the caller's transaction.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from models.closed import Closing
from models.entries import appraising
from models.errors import AppError
from models.facts import Fact, FactLists, kind_of
from models.meeting import Meeting
from models.season import ScoreKey, Season
from models.taking import Taking
from models.year_plan import YearPlan
from storage import audit, closing_rows, rows
from storage.audit import Act
from storage.lookups import season_of
from storage.records import normal

CLOSED = "Năm {year} đã chốt kết quả. Muốn sửa, mở một lần đính chính ở trang Hội nghị."


_LATER_FACTS = frozenset({"class_decisions", "classifications"})
"""Decisions of the bodies above: they come when they come."""


@dataclass(frozen=True, slots=True)
class Later:
    """What an intention touches, where it may be of the kind that comes after the meeting: the scores of a
    stage after it (`Stage.after_meeting`), the decisions of the bodies above, the letters of an appraisal
    after it. `other`: it touches something else as well.
    """

    scores: Iterable[ScoreKey] = ()
    facts: Iterable[str] = ()
    plan: YearPlan | None = None
    other: bool = False

    @classmethod
    def of_facts(cls, facts: Iterable[Fact | None]) -> "Later":
        """Facts that are added, changed or taken out."""
        return cls(facts=[kind_of(it) for it in facts if it is not None])

    @classmethod
    def of_taking(cls, taking: Taking, lists: FactLists | None) -> "Later":
        """Scores and facts taken in or put back as one act; a file that came in is something else."""
        kinds = [kind_of(it) for it in (*taking.old_facts, *taking.new_facts)]
        return cls(taking.scores, (*kinds, *(lists or {})), other=bool(taking.submissions))

    def is_all(self, season: Season) -> bool:
        """Whether nothing of it belongs to the closed result."""
        later = {it.code for it in season.pack.stages if it.after_meeting}
        letters = self.plan is None or _letters_only(season, self.plan)
        return (
            not self.other
            and letters
            and all(ScoreKey(*it).stage in later for it in self.scores)
            and all(it in _LATER_FACTS for it in self.facts)
        )


def _letters_only(season: Season, plan: YearPlan) -> bool:
    stage = appraising(season.pack)
    same = replace(season.plan, appraisal_request=plan.appraisal_request, appraisal=plan.appraisal)
    return stage is not None and stage.after_meeting and same == plan


def refuse_closed(db: sqlite3.Connection, year: int, later: Later | None = None) -> None:
    """Raises `AppError` while the year is closed, unless all that is touched comes `later`."""
    if rows.closed_on(db, year) is None:
        return
    if later is None or not later.is_all(season_of(db, year, scores=False)):
        raise AppError(CLOSED.format(year=year))


def set_meeting(db: sqlite3.Connection, year: int, meeting: Meeting, act: Act) -> None:
    """Write the meeting: its agenda, where it stands, what the hall shows, its votes."""
    old, new = season_of(db, year, scores=False).meeting, normal(meeting)
    if old != new:
        rows.update_meeting(db, year, new)
        audit.write(db, act, "meeting", year, old=old, new=new)


def close_year(
    db: sqlite3.Connection, year: int, closed_on: date, act: Act, program: str, document: str = ""
) -> Closing:
    """Freeze the year as it stands; gives the record of this version.

    The first closing is number 0; each further one a corrigendum, which must have a reason. The reason is
    that of the act, which also accounts for what was left open.
    """
    import hashlib

    from storage import exchange

    refuse_closed(db, year)
    rows.update_closed_on(db, year, closed_on)
    season = season_of(db, year)
    body = exchange.dumps(season)
    number = len(season.closings)
    if number and not act.reason.strip():
        raise AppError("Đính chính phải có lý do.")
    closing = normal(
        Closing(
            number,
            closed_on,
            hashlib.sha256(body.encode()).hexdigest(),
            program,
            f"{season.pack.id} {season.pack.version}",
            act.reason,
            document,
        )
    )
    closing_rows.insert(db, year, closing, body)
    audit.write(db, act, "close", year, new=closing)
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

"""Closing a year: the season is frozen as a document, and nothing of it changes until it is opened again.

Every function runs inside the caller's transaction.
"""

import sqlite3
from datetime import date

from models.closed import Closing
from models.errors import AppError
from models.meeting import Meeting
from storage import audit, closing_rows, rows
from storage.audit import Act
from storage.lookups import season_of
from storage.records import normal

CLOSED = "Năm {year} đã chốt kết quả. Muốn sửa, mở một lần đính chính ở trang Hội nghị."


def refuse_closed(db: sqlite3.Connection, year: int) -> None:
    """Raises `AppError` while the year is closed."""
    if rows.closed_on(db, year) is not None:
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

    The first closing is number 0; each further one a corrigendum, whose reason is that of the act.
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
            act.reason if number else "",
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

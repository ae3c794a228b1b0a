"""Row ↔ record for the closed versions of a result. Transactions belong to the caller."""

import sqlite3

from models.closed import Closing
from storage.records import from_text, to_text


def read(db: sqlite3.Connection, year: int) -> tuple[Closing, ...]:
    """The closed versions, the first one first."""
    rows = db.execute("SELECT record FROM closings WHERE season = ? ORDER BY number", (year,))
    return tuple(from_text(record, Closing) for (record,) in rows.fetchall())


def insert(db: sqlite3.Connection, year: int, closing: Closing, body: str) -> None:
    """Add one with the exchange document it froze."""
    db.execute(
        "INSERT INTO closings (season, number, record, body) VALUES (?, ?, ?, ?)",
        (year, closing.number, to_text(closing), body),
    )


def body(db: sqlite3.Connection, year: int, number: int) -> str | None:
    """The exchange document of a closed version, or None."""
    row = db.execute(
        "SELECT body FROM closings WHERE season = ? AND number = ?", (year, number)
    ).fetchone()
    return None if row is None else str(row[0])

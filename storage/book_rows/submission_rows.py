"""Row ↔ record for the files that came in, and their originals. Transactions belong to the caller."""

import sqlite3
from dataclasses import replace

from models.submission import Submission
from storage.book_rows.records import from_text, to_text


def read(db: sqlite3.Connection, year: int) -> tuple[Submission, ...]:
    """The files that came in, in the order of arrival."""
    rows = db.execute("SELECT id, body FROM submissions WHERE season = ? ORDER BY id", (year,))
    return tuple(replace(from_text(body, Submission), id=row) for row, body in rows.fetchall())


def insert(db: sqlite3.Connection, year: int, submission: Submission) -> Submission:
    """Add one at the end; gives it back with its number."""
    body = to_text(replace(submission, id=0))
    cursor = db.execute("INSERT INTO submissions (season, body) VALUES (?, ?)", (year, body))
    return replace(submission, id=int(cursor.lastrowid or 0))


def update(db: sqlite3.Connection, submission: Submission) -> None:
    """Write every field of one."""
    body = to_text(replace(submission, id=0))
    db.execute("UPDATE submissions SET body = ? WHERE id = ?", (body, submission.id))


def keep_original(db: sqlite3.Connection, sha256: str, content: bytes) -> None:
    """Keep the bytes of a file, once."""
    db.execute(
        "INSERT INTO originals (sha256, content) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (sha256, content),
    )


def original(db: sqlite3.Connection, sha256: str) -> bytes | None:
    """The bytes kept under this hash, or None."""
    row = db.execute("SELECT content FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else bytes(row[0])


def has_original(db: sqlite3.Connection, sha256: str) -> bool:
    """Whether the bytes of this hash are kept."""
    row = db.execute("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    return row is not None

"""Row ↔ record for the closed versions of a result. Transactions belong to the caller."""

import sqlite3

from models.closed import Closing
from models.errors import AppError
from storage.book_rows.records import from_text, to_text


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


def mark_of(number: int, before: str, body: str) -> str:
    """The hash of a closed version. Its number and the hash of the version before are hashed with it, so that no
    two versions have one mark."""
    import hashlib

    return hashlib.sha256(f"{number}\n{before}\n{body}".encode()).hexdigest()


def whole_body(db: sqlite3.Connection, year: int, number: int) -> str | None:
    """The same as `body`, held against its mark. Raises `AppError` where somebody else changed it."""
    text = body(db, year, number)
    marks = {it.number: it.sha256 for it in read(db, year)}
    if text is not None and mark_of(number, marks.get(number - 1, ""), text) != marks.get(number):
        message = (
            f"Bản chốt số {number:02} năm {year} không khớp mã của nó: tệp đã bị sửa bằng chương trình khác."
            " Mở bản sao lưu."
        )
        raise AppError(message)
    return text

"""What is looked at before a file is trusted, from its first hundred bytes to a full check."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from models.errors import AppError, Problem
from storage import migrations
from storage.connection import APPLICATION_ID
from storage.failures import DAMAGED, MISSING, NOT_A_BOOK, DamagedFileError

_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\0"
NEWER = (
    "Tệp “{name}” do phiên bản mới hơn của chương trình tạo nên chưa mở được. "
    "Cập nhật chương trình rồi mở lại; tệp còn nguyên."
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes say. `book` tells one book from another: every copy of it has the same."""

    is_sqlite: bool
    application: int
    book: int


def header(path: Path) -> Header:
    """Read the first bytes without SQLite, so that nothing is touched. Raises `OSError`."""
    with path.open("rb") as file:
        data = file.read(_HEADER_BYTES)
    whole = len(data) == _HEADER_BYTES and data.startswith(_MAGIC)
    application = int.from_bytes(data[68:72], "big")
    return Header(whole, application, int.from_bytes(data[60:64], "big"))


def look(path: Path) -> None:
    """Refuse what cannot be a book. Raises `AppError`, or `OSError` when it cannot be read."""
    if path.is_dir():
        raise AppError(f"“{path.name}” là thư mục. Chọn một tệp có đuôi .khoi.")
    if not path.exists():
        raise AppError(MISSING.format(name=path.name))
    if not path.stat().st_size:
        raise DamagedFileError(f"Tệp “{path.name}” trống, không có dữ liệu nào.")
    found = header(path)
    if not found.is_sqlite or found.application != APPLICATION_ID:
        raise AppError(NOT_A_BOOK.format(name=path.name))


def check_quickly(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a damaged file and a file of a newer program. Raises `AppError`."""
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise DamagedFileError(DAMAGED.format(name=path.name))
    if migrations.unknown(connection):
        raise AppError(NEWER.format(name=path.name))


def check_fully(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Everything SQLite can find wrong, as values for the command that checks a file."""
    problems = [
        Problem("file-damaged", text, "Mở bản sao lưu gần nhất còn tốt.")
        for (text,) in connection.execute("PRAGMA integrity_check(20)").fetchall()
        if text != "ok"
    ]
    problems += [
        Problem(
            "file-orphan",
            f"dòng {row} nhắc tới một dòng không có trong bảng “{parent}”.",
            "Mở bản sao lưu gần nhất còn tốt.",
            where=f"Bảng “{table}”",
        )
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall()
    ]
    return tuple(problems)

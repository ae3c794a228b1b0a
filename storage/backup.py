"""Copies of the file: one at every opening after a change, checked, the last twenty kept.

A copy is made by SQLite's own backup, into memory, so that a slow disk never keeps the file from being
written meanwhile; from there it goes beside its place, is read again, and is moved there: what carries
the name of a copy is a whole one.
"""

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.errors import AppError
from storage.checks import check_fully, header
from storage.connection import APPLICATION_ID, connect
from storage.failures import DAMAGED, DamagedFileError, check_name, told

KEPT = 20
SUFFIX = ".khoi"
_STAMP = "%Y-%m-%d %H%M%S"
# SQLite counts changes and schemas in these bytes of the first page; a copy may differ in them.
_COUNTERS = (slice(24, 28), slice(40, 44), slice(92, 100))
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy. `verified`: it was read through and found whole, or is byte for byte the file."""

    path: Path
    when: datetime
    verified: bool


def folder_of(path: Path, backups: Path) -> Path:
    """Where the copies of this file stand."""
    return backups / path.stem


def newest(
    path: Path, backups: Path | None, now: datetime, book: int | None = None
) -> Backup | None:
    """The newest copy that is whole; with `book` only a copy of that book."""
    if backups is None:
        return None
    for copy in reversed(_copies(folder_of(path, backups), book, now)):
        if _is_whole(copy):
            return Backup(copy, _time_of(copy), verified=True)
    return None


def at_open(path: Path, backups: Path, now: datetime) -> Backup:
    """Copy the file, unless the newest copy says the same. Raises `AppError`.

    Called before the file is connected, or with no transaction open: reading the bytes of a file drops
    the locks that this process holds on it.
    """
    folder = folder_of(path, backups)
    book = header(path).book
    last = next(reversed(_copies(folder, book, now)), None)
    if last is not None and _same(path, last):
        return Backup(last, _time_of(last), verified=True)
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    made = _copy_to(path, _free_name(folder, now), now)
    others = [it for it in _copies(folder, book, now) if it != made.path]
    for old in others[: -(KEPT - 1)]:
        with contextlib.suppress(OSError):  # a copy more than needed harms nobody
            old.unlink()
    return made


def keep(path: Path, backups: Path, now: datetime) -> Backup:
    """A copy among those that are made at opening, of a file that is open; what is too many goes at the next opening.

    Uses a connection of its own, so it may run on the worker thread. Raises `AppError`.
    """
    folder = folder_of(path, backups)
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return _copy_to(path, _free_name(folder, now), now)


def backup_to(path: Path, target: Path, now: datetime) -> Backup:
    """The copy a clerk asks for ("Sao lưu ra USB") of the file at `path`, open or not.

    Replaces what is at `target`. Uses a connection of its own, so it may run on the worker thread.
    """
    check_name(target)
    if target.exists() and target.samefile(path):
        raise AppError("Đây là chính tệp đang mở. Chọn thư mục hoặc ổ đĩa khác để sao lưu.")
    return _copy_to(path, target, now)


def _copy_to(path: Path, target: Path, now: datetime) -> Backup:
    """Write a checked copy beside `target`, then give it the name. Raises `AppError`."""
    beside = target.with_name(f"~{target.name}.tmp")
    with told(target, new=True):
        try:
            beside.unlink(missing_ok=True)
            _copy(path, beside)
            beside.replace(target)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    return Backup(target, now, verified=True)


def _copy(path: Path, beside: Path) -> None:
    closing = contextlib.closing
    with beside.open("xb") as file:
        file.write(_image(path))
        file.flush()
        os.fsync(file.fileno())
    with closing(connect(beside, read_only=True)) as copy:
        if check_fully(copy):
            raise AppError(f"Bản sao của “{path.name}” vừa ghi đọc lại không đúng. Thử ổ đĩa khác.")


def _image(path: Path) -> bytes:
    """The bytes of the file at one moment between two transactions."""
    closing = contextlib.closing
    with closing(connect(path, read_only=True)) as source, closing(_memory()) as copy:
        [size] = source.execute("PRAGMA page_size").fetchone()
        copy.execute(f"PRAGMA page_size = {size}")
        source.backup(copy)
        try:
            return copy.serialize()
        except sqlite3.OperationalError as error:  # its own first pages cannot be followed
            raise DamagedFileError(DAMAGED.format(name=path.name)) from error


def _memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def _copies(folder: Path, book: int | None, now: datetime) -> list[Path]:
    """The copies in the folder from old to new, those of another book of the same name left out.

    They are named after the PC's clock. Where one has the name of a time yet to come, that clock was or is
    wrong: then the acts that they hold tell which is older.
    """
    try:
        names = sorted(it for it in folder.iterdir() if it.suffix == SUFFIX and it.name[0] != "~")
    except OSError:
        return []
    found = [it for it in names if _is_of(it, book)]
    is_sure = not found or _time_of(found[-1]) <= now
    return found if is_sure else sorted(found, key=_acts)


def _acts(copy: Path) -> int:
    """How many acts the history of a copy holds; 0 where it cannot be read."""
    try:
        with contextlib.closing(connect(copy, read_only=True)) as connection:
            [last] = connection.execute("SELECT max(id) FROM audit").fetchone()
    except sqlite3.Error:
        return 0
    return last or 0


def _is_of(copy: Path, book: int | None) -> bool:
    try:
        found = header(copy)
    except OSError:
        return False
    return found.application == APPLICATION_ID and book in {None, found.book}


def _is_whole(copy: Path) -> bool:
    try:
        with contextlib.closing(connect(copy, read_only=True)) as connection:
            return not check_fully(connection)
    except sqlite3.Error:
        return False


def _same(path: Path, copy: Path) -> bool:
    """Whether both hold the same bytes, the counters of SQLite aside."""
    try:
        if path.stat().st_size != copy.stat().st_size:
            return False
        with path.open("rb") as one, copy.open("rb") as other:
            if _without_counters(one.read(4096)) != _without_counters(other.read(4096)):
                return False
            while chunk := one.read(_CHUNK):
                if chunk != other.read(_CHUNK):
                    return False
    except OSError:
        return False
    return True


def _without_counters(page: bytes) -> bytes:
    data = bytearray(page)
    for place in _COUNTERS:
        data[place] = bytes(place.stop - place.start)
    return bytes(data)


def _free_name(folder: Path, now: datetime) -> Path:
    stamp = now.strftime(_STAMP)
    number = 1
    while True:
        name = folder / f"{stamp}{f' ({number})' if number > 1 else ''}{SUFFIX}"
        if not name.exists():
            return name
        number += 1


def _time_of(copy: Path) -> datetime:
    try:
        # Not strptime: its first call takes longer than all else here, and this is on the way to the window.
        day, time = copy.stem[:10], copy.stem[11:17]
        return datetime.fromisoformat(f"{day}T{time[:2]}:{time[2:4]}:{time[4:]}")
    except ValueError:
        return datetime.fromtimestamp(copy.stat().st_mtime)  # noqa: DTZ006 - local, like the stamps

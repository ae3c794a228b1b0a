"""Making a file, and opening one: look, lock, connect, check, bring up to date, copy."""

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.errors import AppError, Problem
from models.season import Season
from storage import backup, checks, locking, migrations
from storage.acts import closing_changes, unit_changes
from storage.audit import Act
from storage.connection import connect, prepare, writing
from storage.failures import DamagedFileError, check_name, told


@dataclass(slots=True)
class Opened:
    """What opening gives. `reason` says why nothing can be written, "" when it can."""

    connection: sqlite3.Connection
    hold: locking.Hold
    last_backup: backup.Backup | None = None
    backup_problem: Problem | None = None


def create(path: Path, season: Season, act: Act) -> None:
    """Write a whole new file beside `path`, then give it the name. Raises `AppError`."""
    import secrets

    check_name(path)
    beside = path.with_name(f"~{path.name}.{secrets.token_hex(4)}.tmp")
    with told(path, new=True):
        if path.exists():
            raise AppError(f"Đã có tệp “{path.name}” ở thư mục này. Chọn tên khác.")
        try:
            beside.touch(exist_ok=False)
            with contextlib.closing(connect(beside, read_only=False)) as connection:
                migrations.apply(connection)
                # Tells the copies of this book from those of another one with the same name.
                connection.execute(f"PRAGMA user_version = {secrets.randbelow(2**31 - 1) + 1}")
                with writing(connection):
                    closing_changes.add_season(connection, unit_changes.complete(season), act)
            beside.rename(path)  # on Windows this refuses a file that has come up meanwhile
            _sync_folder(path.parent)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def open_file(path: Path, now: datetime, backups: Path | None) -> Opened:
    """Open an existing file for writing, or for reading where it cannot be written.

    Raises `AppError`; a damaged file is told together with the newest good copy.
    """
    check_name(path)
    with told(path):
        try:
            checks.look(path)
        except DamagedFileError as error:
            raise AppError(f"{error} {_way_out(path, now, backups, None)}") from error
        book = checks.header(path).book
        hold = locking.take(path)
        try:
            return _open_held(path, now, backups, hold)
        except DamagedFileError as error:
            hold.release()
            raise AppError(f"{error} {_way_out(path, now, backups, book)}") from error
        except BaseException:
            hold.release()
            raise


def _open_held(path: Path, now: datetime, backups: Path | None, hold: locking.Hold) -> Opened:
    read_only = bool(hold.reason)
    with told(path):
        connection = connect(path, read_only=read_only)
        opened = Opened(connection, hold)
        try:
            checks.check_quickly(connection, path)
            late = migrations.waiting(connection)
            if late and read_only:
                opened.connection = newer_copy(connection)
                connection.close()
            elif late:
                _migrate(opened, path, now, backups)
            elif backups is not None and not read_only:
                _back_up(opened, path, now, backups)
        except BaseException:
            opened.connection.close()
            connection.close()
            raise
    return opened


def _back_up(opened: Opened, path: Path, now: datetime, backups: Path) -> None:
    """The copy at opening; a failure is told and keeps nobody from working."""
    try:
        opened.last_backup = backup.at_open(path, backups, now)
    except AppError as error:
        opened.backup_problem = Problem(
            "backup-failed",
            f"Chưa sao lưu được: {error}",
            "Vẫn làm việc được; nên sao lưu ra USB hôm nay.",
            severity="warning",
        )


def _migrate(opened: Opened, path: Path, now: datetime, backups: Path | None) -> None:
    """Bring an older file up to date, never without a copy of it as it was."""
    folder = backups if backups is not None else path.with_name("Bản sao lưu")
    opened.last_backup = backup.at_open(path, folder, now)
    try:
        migrations.apply(opened.connection)
    except Exception as error:
        raise AppError(
            f"Chưa nâng cấp được tệp “{path.name}” lên phiên bản này; tệp còn nguyên như trước, "
            f"bản sao ở “{opened.last_backup.path}”. Mở lại bằng phiên bản cũ và báo lỗi này."
        ) from error


def newer_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """An older file that cannot be written is brought up to date in memory only."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        prepare(memory)
        connection.backup(memory)
        migrations.apply(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def _way_out(path: Path, now: datetime, backups: Path | None, book: int | None) -> str:
    good = backup.newest(path, backups, now, book)
    if good is None:
        return "Không tìm thấy bản sao lưu nào; tìm bản chép ở USB hoặc thư điện tử."
    return f"Bản sao lưu tốt gần nhất: {good.when:%d/%m/%Y %H:%M}, “{good.path}”."


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows does that by itself and opens no folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

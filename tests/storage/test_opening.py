"""Opening: what is refused and how it is told, the lock, the rights, what is left behind."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import filelock
import pytest

from models.errors import AppError
from models.season import Score
from storage import backup, connection, locking
from storage.block_file import BlockFile
from storage.looking import newest_season
from tests.storage.samples import NOW, SEASON, YEAR, D, act, key, new_book, saved_book

ROOT = Path(__file__).parents[2]
NOBODY = 65534


def opening(path: Path, backups: Path | None = None) -> str:
    """What is said when the file cannot be opened; the file must stay as it is."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(AppError) as told:
        BlockFile.open(path, now=NOW, backups=backups)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not locking.lock_path(path).exists()
    return str(told.value)


# ---- files that are no book


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04" + bytes(200), b"SQLite format 3\0"])
def test_other_files_are_told_apart(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "báo cáo.khoi"
    path.write_bytes(content)
    assert "“báo cáo.khoi” không phải là sổ khối thi đua" in opening(path)


def test_a_foreign_database_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "khác.khoi"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE seasons (year)")
    assert "không phải là sổ khối thi đua" in opening(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert opening(tmp_path / "a.khoi").startswith("Không tìm thấy “a.khoi”")
    assert "là thư mục" in opening(tmp_path)


def test_a_newer_program_made_it(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('khoi', '9999_later', '')"
        )
        db.commit()
    before = path.read_bytes()
    assert "phiên bản mới hơn" in opening(path, tmp_path / "bk")
    assert not (tmp_path / "bk").exists()
    with pytest.raises(AppError, match="Cập nhật chương trình"):
        newest_season(path)
    assert path.read_bytes() == before


# ---- damage


def damaged(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "empty":
        path.write_bytes(b"")
    elif how == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif how == "first page":
        path.write_bytes(data[:100] + bytes(3996) + data[4096:])
    else:
        path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


@pytest.mark.parametrize("how", ["empty", "truncated", "first page", "pages"])
def test_damage_names_the_newest_good_copy(tmp_path: Path, how: str) -> None:
    path, backups = saved_book(tmp_path), tmp_path / "bk"
    with BlockFile.open(path, now=NOW, backups=backups) as book:
        assert book.last_backup
        copy = book.last_backup.path
    later = copy.with_name("2026-12-31 000000.khoi")
    shutil.copy(copy, later)
    damaged(later, "pages")
    damaged(path, how)
    said = opening(path, backups)
    assert ("trống" if how == "empty" else "bị hỏng") in said
    assert f"Bản sao lưu tốt gần nhất: 20/11/2026 08:30, “{copy}”" in said


def test_damage_without_a_copy_says_so(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    damaged(path, "pages")
    assert "Không tìm thấy bản sao lưu nào" in opening(path, tmp_path / "bk")


def test_the_copy_of_another_book_of_the_same_name_is_not_offered(tmp_path: Path) -> None:
    backups = tmp_path / "bk"
    for folder in ("2025", "2026"):
        (tmp_path / folder).mkdir()
    other = saved_book(tmp_path / "2025")
    BlockFile.open(other, now=NOW, backups=backups).close()
    path = saved_book(tmp_path / "2026")
    damaged(path, "pages")
    assert "Không tìm thấy bản sao lưu nào" in opening(path, backups)


def test_unreadable_content_is_a_problem_of_the_check(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE seasons SET pack = '{}'")
        db.commit()
    with BlockFile.open(path, now=NOW) as book:
        with pytest.raises(AppError, match="bị hỏng"):
            book.snapshot()
        assert [it.code for it in book.problems()] == ["file-unreadable"]


def test_damage_while_the_file_is_open_is_a_problem_of_the_check(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    with BlockFile.open(path, now=NOW) as book:
        damaged(path, "pages")
        assert book.problems()


def test_orphans_are_a_problem_of_the_check(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE scores SET unit = 'xx' WHERE unit = 'dv'")
        db.commit()
    with BlockFile.open(path, now=NOW) as book:
        assert {it.code for it in book.problems()} == {"file-orphan"}


# ---- one program writes


def test_a_second_program_only_reads(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        code = (
            "import sys; from pathlib import Path; from datetime import datetime\n"
            "from storage.block_file import BlockFile\n"
            "book = BlockFile.open(Path(sys.argv[1]), now=datetime(2026, 1, 1))\n"
            "sys.stdout.buffer.write(f'{book.read_only} {book.read_only_reason}'.encode())\n"
            "assert book.snapshot().units\n"
        )
        command = [sys.executable, "-c", code, str(book.path)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        said = done.stdout.decode()
        assert said.startswith("True Tệp đang được mở ở chương trình khác")
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert done.stdout.decode() == "False "


def test_every_write_of_a_read_only_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    with new_book(tmp_path) as first, BlockFile.open(first.path, now=NOW) as second:
        assert second.read_only
        for do in (
            lambda: second.set_scores(YEAR, {key("dv", "II"): Score(D(1))}, act()),
            lambda: second.remove_unit(YEAR, "dv", act()),
            lambda: second.set_block(YEAR, SEASON.block, "", "", act()),
        ):
            with pytest.raises(AppError) as told:
                do()
            assert str(told.value) == second.read_only_reason
        first.set_scores(YEAR, {key("dv", "II"): Score(D(7))}, act())
        assert second.snapshot().score(*key("dv", "II")).points == D(7)


def test_a_lock_file_left_by_a_kill_stops_nobody(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    locking.lock_path(path).write_bytes(b"")
    with BlockFile.open(path, now=NOW) as book:
        assert not book.read_only
    assert not locking.lock_path(path).exists()


def test_a_disk_without_locks_keeps_nobody_from_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(lock: filelock.BaseFileLock) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    path = saved_book(tmp_path)
    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    with BlockFile.open(path, now=NOW) as book:
        book.set_scores(YEAR, {key("dv", "II"): Score(D(1))}, act())


def test_a_file_that_another_program_holds_is_told_and_works_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_WAIT_SECONDS", 0.05)
    with new_book(tmp_path) as book, closing(sqlite3.connect(book.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AppError, match="đang bị chương trình khác giữ"):
            book.set_scores(YEAR, {key("dv", "II"): Score(D(1))}, act())
        other.rollback()
        book.set_scores(YEAR, {key("dv", "II"): Score(D(1))}, act())
        assert len(book.history()) == 2


# ---- rights


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, which would pass every lock of the disk."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everyone can reach, as pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@needs_modes
def test_a_protected_file_opens_for_reading(open_folder: Path) -> None:
    path = saved_book(open_folder)
    path.chmod(0o444)
    with as_nobody(), BlockFile.open(path, now=NOW) as book:
        assert book.read_only_reason == locking.FILE_PROTECTED
        assert book.snapshot() == SEASON


@needs_modes
def test_a_file_in_a_protected_folder_opens_for_reading(open_folder: Path) -> None:
    path = saved_book(open_folder)
    path.chmod(0o666)
    open_folder.chmod(0o555)
    with as_nobody(), BlockFile.open(path, now=NOW, backups=open_folder / "bk") as book:
        assert book.read_only_reason == locking.FOLDER_PROTECTED
        assert book.snapshot() == SEASON
        assert (book.last_backup, book.backup_problem) == (None, None)


@needs_modes
def test_an_unreadable_file_and_a_protected_target_are_told(open_folder: Path) -> None:
    path = saved_book(open_folder)
    path.chmod(0)
    with as_nobody(), pytest.raises(AppError, match="Không có quyền đọc hoặc ghi “khối 1"):
        BlockFile.open(path, now=NOW)
    open_folder.chmod(0o555)
    with as_nobody(), pytest.raises(AppError, match="Không có quyền"):
        new_book(open_folder, name="mới.khoi")
    assert list(open_folder.iterdir()) == [path]


@needs_modes
def test_a_folder_that_cannot_be_searched_is_told(open_folder: Path) -> None:
    path = saved_book(open_folder)
    open_folder.chmod(0)
    with as_nobody():
        with pytest.raises(AppError, match="Không có quyền đọc hoặc ghi"):
            BlockFile.open(path, now=NOW)
        with pytest.raises(AppError, match="Không có quyền đọc hoặc ghi"):
            new_book(open_folder, name="mới.khoi")


@needs_modes
def test_a_backup_that_fails_is_told_and_stops_nobody(open_folder: Path) -> None:
    path = saved_book(open_folder)
    path.chmod(0o666)
    backups = open_folder / "bk"
    backups.mkdir(mode=0o555)
    with as_nobody(), BlockFile.open(path, now=NOW, backups=backups) as book:
        assert not book.read_only
        assert book.last_backup is None
        assert book.backup_problem
        assert book.backup_problem.severity == "warning"
        assert "Chưa sao lưu được: Không có quyền" in book.backup_problem.text
    assert backup.newest(path, backups, NOW) is None


def test_the_number_tells_a_book_and_its_copies_from_other_books(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    path = saved_book(first)
    shutil.copy(path, second / "chép.khoi")
    with (
        BlockFile.open(path, now=NOW) as book,
        BlockFile.open(second / "chép.khoi", now=NOW) as copied,
        new_book(second) as other,
    ):
        assert book.number == copied.number > 0
        assert other.number not in {0, book.number}

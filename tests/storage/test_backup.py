"""Copies at opening: whole, not needlessly repeated, the last twenty kept, and on another disk."""

import io
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.errors import AppError
from models.season import Score
from storage import backup, checks, connection
from storage.block_file import BlockFile
from storage.connection import connect
from tests.storage.samples import NOW, SEASON, YEAR, D, act, key, saved_book


def open_at(path: Path, backups: Path, minutes: int, *, changed: bool) -> backup.Backup:
    with BlockFile.open(path, now=NOW + timedelta(minutes=minutes), backups=backups) as book:
        assert book.backup_problem is None
        assert book.last_backup
        if changed:
            book.set_scores(YEAR, {key("dv", "II"): Score(D(minutes))}, act(minutes=minutes))
        return book.last_backup


def test_the_copy_is_the_file_as_it_was_opened(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    made = open_at(path, tmp_path / "bk", 0, changed=True)
    assert made == backup.Backup(
        tmp_path / "bk" / "khối 1" / "2026-11-20 083000.khoi", NOW, verified=True
    )
    with closing(connect(made.path, read_only=True)) as db:
        assert checks.check_fully(db) == ()
    with BlockFile.open(made.path, now=NOW) as copy:
        assert copy.snapshot() == SEASON


def test_an_unchanged_file_is_not_copied_again(tmp_path: Path) -> None:
    path, backups = saved_book(tmp_path), tmp_path / "bk"
    first = open_at(path, backups, 0, changed=False)
    assert open_at(path, backups, 1, changed=True) == first
    third = open_at(path, backups, 2, changed=False)
    assert third.path != first.path
    assert open_at(path, backups, 3, changed=False) == third


def test_a_damaged_copy_is_no_reason_to_make_none(tmp_path: Path) -> None:
    path, backups = saved_book(tmp_path), tmp_path / "bk"
    first = open_at(path, backups, 0, changed=False)
    data = bytearray(first.path.read_bytes())
    data[100:150] = bytes(50)  # the root of everything
    first.path.write_bytes(data)
    second = open_at(path, backups, 1, changed=False)
    assert second.path != first.path


def test_the_last_twenty_are_kept(tmp_path: Path) -> None:
    path, backups = saved_book(tmp_path), tmp_path / "bk"
    made = [open_at(path, backups, minute, changed=True).path for minute in range(23)]
    assert sorted((backups / "khối 1").iterdir()) == made[-backup.KEPT :]


def test_two_copies_in_one_second_have_two_names(tmp_path: Path) -> None:
    path, backups = saved_book(tmp_path), tmp_path / "bk"
    one = open_at(path, backups, 0, changed=True)
    two = open_at(path, backups, 0, changed=False)
    assert one.path != two.path
    assert one.when == two.when


def test_copies_of_a_namesake_are_neither_counted_nor_removed(tmp_path: Path) -> None:
    backups = tmp_path / "bk"
    (tmp_path / "2025").mkdir()
    other = open_at(saved_book(tmp_path / "2025"), backups, 0, changed=False)
    path = saved_book(tmp_path)
    for minute in range(1, 23):
        open_at(path, backups, minute, changed=True)
    assert other.path.exists()
    assert len(list(other.path.parent.iterdir())) == backup.KEPT + 1


def test_a_copy_to_another_disk_while_the_file_is_open(tmp_path: Path) -> None:
    path, target = saved_book(tmp_path), tmp_path / "USB" / "khối 1 (20-11-2026).khoi"
    target.parent.mkdir()
    target.write_bytes(b"an old copy")
    with BlockFile.open(path, now=NOW) as book:
        book.set_scores(YEAR, {key("dv", "II"): Score(D(3))}, act())
        made = backup.backup_to(path, target, NOW)
        season = book.snapshot()
    assert made == backup.Backup(target, NOW, verified=True)
    assert [it.name for it in target.parent.iterdir()] == [target.name]
    with BlockFile.open(target, now=NOW) as copy:
        assert copy.snapshot() == season


def test_the_file_is_written_while_a_slow_disk_takes_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_WAIT_SECONDS", 0.0)
    path, target = saved_book(tmp_path), tmp_path / "USB" / "a.khoi"
    target.parent.mkdir()
    with BlockFile.open(path, now=NOW) as book:

        class SlowDisk(io.FileIO):
            """Between the bytes of the copy the clerk goes on working."""

            def write(self, data: Any) -> int:
                book.set_scores(YEAR, {key("dv", "II"): Score(D(9))}, act())
                return super().write(data)

        def slow(self: Path, mode: str = "r") -> io.FileIO:
            return SlowDisk(self, mode) if self.parent == target.parent else io.FileIO(self, mode)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", slow)
            backup.backup_to(path, target, NOW)
        assert book.snapshot().score(*key("dv", "II")).points == D(9)
    with BlockFile.open(target, now=NOW) as copy:
        assert copy.snapshot() == SEASON


def test_a_copy_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    with BlockFile.open(path, now=NOW) as book:
        with pytest.raises(AppError, match=r"Không tìm thấy thư mục “.*USB”"):
            backup.backup_to(path, tmp_path / "USB" / "a.khoi", NOW)
        with pytest.raises(AppError, match="chính tệp đang mở"):
            backup.backup_to(path, path, NOW)
        assert book.snapshot() == SEASON


def test_a_copy_kept_while_the_file_is_open_is_one_of_those_of_the_openings(tmp_path: Path) -> None:
    path, backups = saved_book(tmp_path), tmp_path / "bk"
    with BlockFile.open(path, now=NOW, backups=backups) as book:
        book.set_scores(YEAR, {key("dv", "II"): Score(D(7))}, act())
        made = backup.keep(path, backups, NOW + timedelta(minutes=1))
        assert backup.newest(path, backups, NOW + timedelta(hours=1)) == made
        book.set_scores(YEAR, {key("dv", "II"): Score(D(8))}, act())  # its lock is still held
    with BlockFile.open(made.path, now=NOW) as copy:
        assert copy.snapshot().score("dv", "II", "self").points == 7
    unchanged = open_at(made.path, backups, 2, changed=False)
    assert unchanged.verified

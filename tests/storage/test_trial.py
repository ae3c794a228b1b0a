"""A backup is tried for real: what comes back is held against the book, which is only read."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import AppError
from models.season import Score
from storage import trial
from storage.backup import Backup, backup_to
from storage.block_file import BlockFile
from storage.trial import back_up_and_restore
from tests.storage.samples import NOW, SEASON, YEAR, D, act, key, new_book, saved_book
from tests.storage.test_intake_changes import CONTENT, came

OLD_FILES = Path(__file__).parents[1] / "data" / "old_files"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "thử"
    folder.mkdir()
    return folder


def test_a_book_that_is_being_worked_on_comes_back_whole(tmp_path: Path, place: Path) -> None:
    with new_book(tmp_path) as book:
        book.add_season(replace(SEASON, year=YEAR + 1), act("thêm năm"))
        book.close_year(YEAR, NOW.date(), act("chốt"), "0.4.0")
        made = back_up_and_restore(book.path, place, NOW)
        assert made.years == (YEAR, YEAR + 1)
        book.set_scores(YEAR + 1, {key("dv", "II"): Score(D(5))}, act())  # nobody lost its lock
        with BlockFile.open(made.path, now=NOW) as again:
            assert not again.read_only
            assert again.snapshot(YEAR) == book.snapshot(YEAR)
    assert made.size > 10_000


def test_what_comes_back_otherwise_is_told(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_book(tmp_path)
    other = saved_book(tmp_path, replace(SEASON, head="", deputy=""), "khác.khoi")

    def of_another(_path: Path, target: Path, now: object) -> Backup:
        return backup_to(other, target, NOW)

    monkeypatch.setattr(trial, "backup_to", of_another)
    with pytest.raises(AppError, match="khác với sổ"):
        back_up_and_restore(path, place, NOW)


OTHER_ROWS = {
    "history": "UPDATE audit SET what = what || ' ' WHERE id = 1",
    "reason": "UPDATE audit SET reason = 'khác' WHERE id = (SELECT max(id) FROM audit)",
    "original": "UPDATE originals SET content = zeroblob(length(content))",
    "file that came in": "UPDATE submissions SET body = replace(body, 'bdv.xlsx', 'khac.xlsx')",
    "closed version": "UPDATE closings SET body = body || ' '",
    "score": "UPDATE scores SET note = 'khác' WHERE unit = 'tc'",
    "lost original": "DELETE FROM originals",
}


@pytest.mark.parametrize("changed", OTHER_ROWS)
def test_no_row_of_the_copy_may_differ(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    """The triggers stand again after the change: nothing but the row itself tells of it."""

    def with_other_row(path: Path, target: Path, now: object) -> Backup:
        copy = backup_to(path, target, NOW)
        with closing(sqlite3.connect(target)) as db, db:
            asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            kept = db.execute(asked).fetchall()
            for name, _ in kept:
                db.execute(f"DROP TRIGGER {name}")
            assert db.execute(OTHER_ROWS[changed]).rowcount > 0
            for _, statement in kept:
                db.execute(statement)
        return copy

    with new_book(tmp_path) as book:
        book.arrive(YEAR, [(came(), CONTENT)], act("lưu tệp đã nhận"))
        book.close_year(YEAR, NOW.date(), act("chốt"), "0.4.0")
        assert back_up_and_restore(book.path, place, NOW).years == (YEAR,)
        monkeypatch.setattr(trial, "backup_to", with_other_row)
        with pytest.raises(AppError, match="khác với sổ"):
            back_up_and_restore(book.path, place, NOW)


def test_a_change_between_copy_and_look_is_no_fault(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_book(tmp_path) as book:
        made: list[Path] = []

        def then_write(path: Path, target: Path, now: object) -> Backup:
            copy = backup_to(path, target, NOW)
            if not made:
                book.set_scores(YEAR, {key("dv", "II"): Score(D(5))}, act())
            made.append(target)
            return copy

        monkeypatch.setattr(trial, "backup_to", then_write)
        assert back_up_and_restore(book.path, place, NOW).years == (YEAR,)
    assert len(made) == 2


def test_a_damaged_book_is_told(tmp_path: Path, place: Path) -> None:
    path = saved_book(tmp_path)
    data = bytearray(path.read_bytes())
    data[8192:12288] = b"\xff" * 4096
    path.write_bytes(data)
    with pytest.raises(AppError):
        back_up_and_restore(path, place, NOW)


def test_an_older_book_is_tried_and_left_as_it_is(tmp_path: Path, place: Path) -> None:
    path = Path(shutil.copy(OLD_FILES / "0003_rules.khoi", tmp_path / "cũ.khoi"))
    before = path.read_bytes()
    assert back_up_and_restore(path, place, NOW).years == (YEAR,)
    assert path.read_bytes() == before

"""Files of every older version open; a step that fails leaves the file as it was."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.errors import AppError
from models.season import Score
from models.table_life import TableLife
from storage import backup, migrations
from storage.block_file import BlockFile
from storage.connection import connect
from tests.storage.samples import NOW, SEASON, YEAR, D, act, key, saved_book

ROOT = Path(__file__).parents[2]
OLD_FILES = ROOT / "tests" / "data" / "old_files"
OLD_SEASON = replace(
    SEASON,
    # These versions knew no inputs, and of an issued table only one text.
    scores={it: score for it, score in SEASON.scores.items() if not score.inputs},
    table=replace(
        SEASON.table, version=3, life=TableLife("issued", number="Số 05/KH-KTĐ ngày 10/02/2026")
    ),
)


def old_book(folder: Path, last_step: str) -> Path:
    """A copy of a file that the version of the program with this last step wrote itself."""
    return Path(shutil.copy(OLD_FILES / f"{last_step}.khoi", folder / "cũ.khoi"))


def test_there_is_a_file_of_every_older_version() -> None:
    assert [it.stem for it in sorted(OLD_FILES.glob("*.khoi"))] == list(migrations.STEPS)[:-1]


@pytest.mark.parametrize("step", list(migrations.STEPS)[:-1])
def test_a_file_of_every_older_version_opens(tmp_path: Path, step: str) -> None:
    path = old_book(tmp_path, step)
    before = path.read_bytes()
    with BlockFile.open(path, now=NOW, backups=tmp_path / "bk") as book:
        assert book.snapshot() == OLD_SEASON
        assert book.problems() == ()
        known = len(book.history())
        book.set_scores(YEAR, {key("dv", "II"): Score(D(1))}, act())
        assert len(book.history()) == known + 1
        assert book.last_backup
        assert book.last_backup.verified
        copy = book.last_backup.path
    assert path.read_bytes() != before
    with closing(connect(copy, read_only=True)) as db:
        assert migrations.applied(db)[-1] == step


def test_a_copy_is_made_even_where_no_folder_is_named(tmp_path: Path) -> None:
    path = old_book(tmp_path, "0001_seasons")
    with BlockFile.open(path, now=NOW) as book:
        assert book.last_backup
        assert book.last_backup.path.is_relative_to(tmp_path / "Bản sao lưu")


def test_an_old_file_without_rights_is_read_as_it_would_be(tmp_path: Path) -> None:
    path = old_book(tmp_path, "0001_seasons")
    before = path.read_bytes()
    with BlockFile.open(path, now=NOW) as first:
        assert not first.read_only
        path.write_bytes(before)
        with BlockFile.open(path, now=NOW) as second:
            assert second.read_only
            assert second.snapshot() == OLD_SEASON
            assert second.history() == ()
            assert path.read_bytes() == before


def _breaks_half_way(db: Any) -> None:
    db["extra"].create({"id": int}, strict=True)
    db.conn.execute("UPDATE units SET name = 'x'")
    db.conn.execute("INSERT INTO nowhere VALUES (1)")


def _works(db: Any) -> None:
    db["extra"].create({"id": int, "text": str}, pk="id", strict=True)


def test_a_failing_step_leaves_the_file_and_keeps_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, backups = saved_book(tmp_path), tmp_path / "bk"
    before = path.read_bytes()
    monkeypatch.setitem(migrations.STEPS, "9003_works", _works)
    monkeypatch.setitem(migrations.STEPS, "9004_breaks", _breaks_half_way)
    with pytest.raises(AppError, match=r"Chưa nâng cấp được tệp “khối 1\.khoi”") as told:
        BlockFile.open(path, now=NOW, backups=backups)
    assert path.read_bytes() == before
    copy = backup.newest(path, backups, NOW)
    assert copy
    assert str(copy.path) in str(told.value)
    monkeypatch.undo()
    with BlockFile.open(path, now=NOW) as book:
        assert book.snapshot() == SEASON


def test_without_a_copy_there_is_no_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_book(tmp_path)
    before = path.read_bytes()
    monkeypatch.setitem(migrations.STEPS, "9003_works", _works)
    in_the_way = tmp_path / "bk"
    in_the_way.write_bytes(b"a file, not a folder")
    with pytest.raises(AppError):
        BlockFile.open(path, now=NOW, backups=in_the_way)
    assert path.read_bytes() == before


def test_a_new_step_is_applied_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved_book(tmp_path)
    calls: list[str] = []

    def counted(db: Any) -> None:
        calls.append("x")
        _works(db)

    step: Callable[[Any], None] = counted
    monkeypatch.setitem(migrations.STEPS, "9003_works", step)
    for _ in range(2):
        with BlockFile.open(path, now=NOW, backups=tmp_path / "bk") as book:
            assert book.snapshot() == SEASON
    assert calls == ["x"]


def test_every_table_is_strict(tmp_path: Path) -> None:
    with closing(sqlite3.connect(saved_book(tmp_path))) as db:
        kinds = dict(db.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
    own = {name for name in kinds if not name.startswith(("sqlite_", "_sqlite_"))}
    assert own == {
        *("seasons", "units", "scores", "facts", "audit", "earlier_tables"),
        *("submissions", "originals", "closings"),
    }
    assert all(kinds[name] for name in own)


def test_opening_a_current_file_imports_no_heavy_library(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    code = (
        "import sys; from pathlib import Path; from datetime import datetime\n"
        "from storage.block_file import BlockFile\n"
        "BlockFile.open(Path(sys.argv[1]), now=datetime(2026, 1, 1)).snapshot()\n"
        "assert not {'sqlite_utils', 'jsonschema'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=True)

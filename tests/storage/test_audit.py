"""The history can be neither changed nor removed, not even with another SQLite tool."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.samples import saved_book

COPY = "SELECT id, happened, kind, 'bịa', season, unit, criterion, stage, old, new, reason, source"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET what = 'bịa'",
        "DELETE FROM audit",
        f"REPLACE INTO audit {COPY} FROM audit",
        f"INSERT OR REPLACE INTO audit {COPY} FROM audit",
        "UPDATE OR REPLACE audit SET id = id + 1",
    ],
)
def test_direct_tampering_is_refused(tmp_path: Path, statement: str) -> None:
    with closing(sqlite3.connect(saved_book(tmp_path))) as db:
        before = db.execute("SELECT * FROM audit").fetchall()
        assert before
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
        assert db.execute("SELECT * FROM audit").fetchall() == before

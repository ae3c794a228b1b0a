"""A full disk: nothing is half entered, the clerk is told, and work goes on after some room is made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import AppError
from models.season import Score, ScoreKey
from storage.block_file import BlockFile
from tests.storage.samples import SEASON, TABLE, UNITS, YEAR, D, act, new_book

LARGE: dict[ScoreKey, Score] = {
    ScoreKey(unit.id, row.code, stage.code): Score(D(1), "văn bản " * 200)
    for unit in UNITS
    for row in TABLE.criteria()
    for stage in SEASON.pack.stages
}


@pytest.fixture
def full(tmp_path: Path) -> Iterator[BlockFile]:
    with new_book(tmp_path) as book:
        [pages] = book._db.execute("PRAGMA page_count").fetchone()
        book._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        yield book


def test_nothing_of_a_form_is_entered_and_the_file_stays_usable(full: BlockFile) -> None:
    with pytest.raises(AppError, match=r"đã đầy: thay đổi vừa rồi chưa được ghi"):
        full.set_scores(YEAR, LARGE, act("nhận biểu mẫu"))
    assert full.snapshot() == SEASON
    assert len(full.history()) == 1
    assert full.problems() == ()
    full._db.execute("PRAGMA max_page_count = 100000")
    full.set_scores(YEAR, LARGE, act("nhận biểu mẫu"))
    assert full.snapshot() == SEASON.with_scores(LARGE)


def test_small_changes_still_go_in(full: BlockFile) -> None:
    key = ScoreKey("dv", "II", "self")
    full.set_scores(YEAR, {key: Score(D(2))}, act())
    assert full.snapshot().score(*key).points == D(2)

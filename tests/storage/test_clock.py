"""The PC's clock is wrong: the history stays in its order, and the newest copies are those that are kept."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.errors import AppError
from models.season import Score
from storage import backup
from storage.block_file import Act, BlockFile
from tests.storage.samples import NOW, YEAR, D, key, saved_book

BATTERY_DEAD = datetime(2009, 1, 1, 0, 3)
FAR_AHEAD = datetime(2099, 5, 4, 8, 0)


def open_at(path: Path, now: datetime, points: int) -> Path:
    """Open, which makes a copy of what was there, and enter something; gives the copy."""
    with BlockFile.open(path, now=now, backups=path.parent / "bk") as book:
        assert book.last_backup
        made = book.last_backup.path
        assert made.exists(), "the copy just made is not thrown away"
        entry = Act(now, f"lần {points}")
        book.set_scores(YEAR, {key("dv", "II"): Score(D(points))}, entry)
    return made


def filled(path: Path) -> list[Path]:
    """As many copies as are kept."""
    return [open_at(path, NOW + timedelta(minutes=it), it) for it in range(backup.KEPT)]


@pytest.mark.parametrize("wrong", [BATTERY_DEAD, FAR_AHEAD])
def test_entries_stand_in_the_order_of_the_acts(wrong: datetime, tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    for number, now in enumerate((NOW, wrong, NOW + timedelta(hours=1)), 1):
        open_at(path, now, number)
    with BlockFile.open(path, now=NOW) as book:
        assert [it.what for it in book.history(limit=3)] == ["lần 3", "lần 2", "lần 1"]
        assert book.history()[1].when == wrong
        assert book.problems() == ()


def test_a_clock_set_back_throws_no_new_copy_away(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    before = filled(path)
    late = [open_at(path, BATTERY_DEAD + timedelta(minutes=it), 90 + it) for it in range(3)]
    assert {*late, *before[3:]} == set((tmp_path / "bk" / path.stem).iterdir())
    last = open_at(path, NOW + timedelta(days=1), 99)
    assert last.exists()


def test_a_clock_that_was_far_ahead_keeps_no_new_copy_out(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    ahead = [open_at(path, FAR_AHEAD + timedelta(minutes=it), it + 50) for it in range(3)]
    after = filled(path)
    assert set(after) == set((tmp_path / "bk" / path.stem).iterdir())
    assert not any(it.exists() for it in ahead)


@pytest.mark.parametrize(
    ("times", "now"),
    [((NOW, BATTERY_DEAD), BATTERY_DEAD + timedelta(hours=1)), ((FAR_AHEAD, NOW), NOW)],
)
def test_the_copy_offered_for_a_damaged_file_is_the_newest(
    times: tuple[datetime, datetime], now: datetime, tmp_path: Path
) -> None:
    path = saved_book(tmp_path)
    made = [open_at(path, it, number) for number, it in enumerate(times, 1)]
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(AppError) as told:
        BlockFile.open(path, now=now, backups=tmp_path / "bk")
    assert f"“{made[-1]}”" in str(told.value)

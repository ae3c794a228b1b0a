"""The program is killed while it writes: whatever it acknowledged is there, all of it, and nothing by half.

A short run of `tests.storage.soak`, which kills five hundred times.
"""

import random
import shutil
from pathlib import Path

import pytest

from storage.block_file import BlockFile
from tests.storage.kill_child import TASKS
from tests.storage.kills import Trial, assert_no_half_closing, content, kill, kill_each, start
from tests.storage.samples import NOW, SEASON, new_book

CALLS = 6  # of each task: every kind of its calls
ROUNDS = 11  # of one kill at each of the five tasks


@pytest.mark.slow
def test_no_kill_loses_or_halves_anything(tmp_path: Path) -> None:
    chance = random.Random(20261120)
    trials = [Trial(task, tmp_path, chance) for task in TASKS]
    for _ in range(ROUNDS):
        kill_each(trials)
    assert all(it.calls > ROUNDS for it in trials)


@pytest.mark.parametrize("task", TASKS)
def test_at_no_moment_of_a_call_is_it_done_by_half(task: str, tmp_path: Path) -> None:
    """The disk as every statement finds it is what a kill would leave there."""
    season, call = TASKS[task]
    with new_book(tmp_path, season) as book:
        book._db.execute("PRAGMA cache_size = 1")  # the file itself changes long before the end
        for number in range(1, CALLS + 1):
            before = content(book.path)
            left: list[Path] = []

            def look(statement: str, left: list[Path] = left) -> None:
                if not statement.startswith("SELECT"):
                    left.append(left_by_a_kill(book.path, tmp_path / str(len(left))))

            book._db.set_trace_callback(look)
            call(book, number)
            book._db.set_trace_callback(None)
            whole = (before, content(book.path))
            assert len(left) >= 3, "begin, change, commit"
            for path in left:
                with BlockFile.open(path, now=NOW) as found:
                    assert found.problems() == ()
                    assert_no_half_closing(found)
                assert content(path) in whole
                shutil.rmtree(path.parent)


def left_by_a_kill(path: Path, folder: Path) -> Path:
    """The book with its journal as they are on the disk now."""
    folder.mkdir()
    for it in path.parent.glob(f"{path.name}*"):
        shutil.copy(it, folder)
    return folder / path.name


@pytest.mark.slow
def test_a_kill_while_a_file_is_made_leaves_nothing_or_a_whole_file(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    for _ in range(5):
        acknowledged = kill(start("create", tmp_path), chance)
        made = sorted(tmp_path.glob("[0-9]*.khoi"))
        assert not acknowledged or tmp_path / f"{acknowledged}.khoi" in made
        for path in made:
            with BlockFile.open(path, now=NOW) as book:
                assert book.problems() == ()
                assert book.snapshot() == SEASON
    assert made

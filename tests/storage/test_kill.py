"""The program is killed fifty times while it writes: whatever it acknowledged is there, all of it."""

import random
import subprocess
import sys
import time
from pathlib import Path

from models.season import Season
from storage.block_file import BlockFile
from tests.storage import kill_child
from tests.storage.samples import NOW, SEASON, saved_book

KILLS = 50
MOST_CALLS = 6
LONGEST_PAUSE = 0.003  # seconds, about two calls: the kill falls anywhere inside one


def run_and_kill(task: str, path: Path, chance: random.Random) -> int:
    """Start the child and kill it some calls later; gives the last call it acknowledged."""
    command = [sys.executable, str(Path(kill_child.__file__)), task, str(path)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    with child:
        assert child.stdout.readline() == "ready\n"
        lines = [child.stdout.readline() for _ in range(chance.randint(0, MOST_CALLS))]
        time.sleep(chance.uniform(0, LONGEST_PAUSE))
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
    assert child.returncode != 0
    acknowledged = [int(it) for it in lines if it.endswith("\n")]
    return acknowledged[-1] if acknowledged else 0


def expected(calls: int) -> Season:
    season = SEASON
    for number in range(1, calls + 1):
        season = season.with_scores(kill_child.call(SEASON, number))
    return season


def test_fifty_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    chance = random.Random(20261120)
    total = 0
    for _ in range(KILLS):
        # What the file was seen to hold is known as well, though the call was never acknowledged.
        acknowledged = max(total, run_and_kill("enter", path, chance))
        with BlockFile.open(path, now=NOW) as book:
            assert not book.read_only
            assert book.problems() == ()
            total = len(book.history(limit=1_000_000)) - 1
            # One call may have become durable just before its acknowledgement could be printed.
            assert acknowledged <= total <= acknowledged + 1
            assert book.snapshot() == expected(total)
    assert total > KILLS


def test_a_kill_while_a_file_is_made_leaves_nothing_or_a_whole_file(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    for _ in range(10):
        acknowledged = run_and_kill("create", tmp_path, chance)
        made = sorted(tmp_path.glob("[0-9]*.khoi"))
        assert not acknowledged or tmp_path / f"{acknowledged}.khoi" in made
        for path in made:
            with BlockFile.open(path, now=NOW) as book:
                assert book.problems() == ()
                assert book.snapshot() == SEASON
    assert made

"""The program is killed while files come in: an acknowledged one is there, with the bytes it came with."""

import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from models.season import Season
from models.submission import Submission
from storage.block_file import BlockFile
from tests.storage import arrive_child
from tests.storage.samples import NOW, SEASON, saved_book

KILLS = 15
MOST_CALLS = 8
LONGEST_PAUSE = 0.006  # seconds, about two calls: the kill falls anywhere inside one


def run_and_kill(path: Path, chance: random.Random) -> int:
    """Start the child and kill it some calls later; gives the last call it acknowledged."""
    command = [sys.executable, str(Path(arrive_child.__file__)), str(path)]
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


def expected(calls: int) -> tuple[Season, list[tuple[Submission, bytes]]]:
    """The season after so many calls, its files left out, and the files with their bytes."""
    season = SEASON
    kept: list[tuple[Submission, bytes]] = []
    for call in range(1, calls + 1):
        if call % 2:
            number = len(kept)
            for place, (it, data) in enumerate(arrive_child.arrivals(call), 1):
                kept.append((replace(it, id=number + place), data))
        else:
            entered = arrive_child.taken(kept[-2][0], call)
            kept[-2] = (entered.submissions[0], kept[-2][1])
            season = season.with_scores(entered.scores)
    return season, kept


@pytest.mark.slow
def test_no_kill_loses_a_file_that_was_acknowledged(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    chance = random.Random(20261205)
    total = 0
    for _ in range(KILLS):
        # What the file was seen to hold is known as well, though the call was never acknowledged.
        acknowledged = max(total, run_and_kill(path, chance))
        with BlockFile.open(path, now=NOW) as book:
            assert not book.read_only
            assert book.problems() == ()
            total = len(book.history(limit=1_000_000)) - 1
            # One call may have become durable just before its acknowledgement could be printed.
            assert acknowledged <= total <= acknowledged + 1
            season, kept = expected(total)
            found = book.snapshot()
            assert found.submissions == tuple(it for it, _ in kept)
            assert [book.original(it) for it in found.submissions] == [data for _, data in kept]
            assert found.scores == season.scores
    assert total > 2 * KILLS

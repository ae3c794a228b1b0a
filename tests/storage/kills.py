"""Killing a program at work, again and again, and holding its file against one that was never killed."""

import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from storage.block_file import BlockFile
from storage.connection import connect
from storage.locking import lock_path
from tests.storage import kill_child
from tests.storage.kill_child import TASKS, calls_in
from tests.storage.samples import NOW, YEAR, saved_book

MOST_CALLS = 6
LONGEST_PAUSE = {"close": 0.03, "issue": 0.015}
"""Seconds from the last call that was waited for until the kill, by task; else `PAUSE`."""
PAUSE = 0.008  # about two calls: the kill falls anywhere inside one

Content = dict[str, list[tuple[Any, ...]]]


def start(task: str, path: Path) -> subprocess.Popen[str]:
    """The program with one task; it waits until it is told to begin."""
    command = [sys.executable, str(Path(kill_child.__file__)), task, str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def kill(child: subprocess.Popen[str], chance: random.Random, pause: float = PAUSE) -> int:
    """Let the child begin and kill it some calls later; gives the last call it acknowledged, or 0."""
    assert child.stdout
    assert child.stdin
    with child:
        assert child.stdout.readline() == "ready\n"
        child.stdin.write("\n")
        child.stdin.flush()
        lines = [child.stdout.readline() for _ in range(chance.randint(0, MOST_CALLS))]
        time.sleep(chance.uniform(0, pause))
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
    assert child.returncode != 0
    acknowledged = [int(it) for it in lines if it.endswith("\n")]
    return acknowledged[-1] if acknowledged else 0


class Trial:
    """One book whose program is killed at one task, and its peer, on which the same calls are made in peace.

    `calls` are known to be in the book. `halfway` counts the kills inside a write: they left a journal.
    """

    def __init__(self, task: str, folder: Path, chance: random.Random) -> None:
        season, self._call = TASKS[task]
        self._task, self._chance = task, chance
        self.path = saved_book(folder, season, f"{task}.khoi")
        self._peer = folder / f"{task} (không bị tắt).khoi"
        shutil.copy(self.path, self._peer)
        self.calls = 0
        self.halfway = 0

    def start(self) -> subprocess.Popen[str]:
        """The program on this book."""
        return start(self._task, self.path)

    def kill(self, child: subprocess.Popen[str]) -> None:
        """Kill it, and look at everything that it left."""
        pause = LONGEST_PAUSE.get(self._task, PAUSE)
        # What the file was seen to hold is known as well, though the call was never acknowledged.
        acknowledged = max(self.calls, kill(child, self._chance, pause))
        journal = self.path.with_name(f"{self.path.name}-journal")
        self.halfway += journal.exists()
        with BlockFile.open(self.path, now=NOW) as book:
            assert not book.read_only, "the lock is free"
            assert book.problems() == ()
            total = calls_in(book)
            # One call may have become durable just before its acknowledgement could be printed.
            assert acknowledged <= total <= acknowledged + 1
            assert_no_half_closing(book)
        assert not lock_path(self.path).exists()
        self._catch_up(total)
        assert content(self.path) == content(self._peer)

    def _catch_up(self, total: int) -> None:
        """The calls that the killed book holds are made on its peer, too."""
        with BlockFile.open(self._peer, now=NOW) as peer:
            peer._db.execute(
                "PRAGMA synchronous = OFF"
            )  # nobody kills it: it need not wait for the disk
            for number in range(self.calls + 1, total + 1):
                self._call(peer, number)
        self.calls = total


def kill_each(trials: Sequence[Trial]) -> None:
    """One kill of each; their programs start together, which takes longest."""
    for trial, child in [(it, it.start()) for it in trials]:
        trial.kill(child)


def content(path: Path) -> Content:
    """Every row of every table."""
    with closing(connect(path, read_only=True)) as db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return {
            name: db.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names.fetchall()
        }


def assert_no_half_closing(book: BlockFile) -> None:
    """A closed year has its version, the version a mark that fits, and the history its entry."""
    acts = [it for it in book.history(limit=1_000_000) if it.kind in {"close", "reopen"}]
    season = book.snapshot()
    assert season.is_final == (bool(acts) and acts[0].kind == "close")
    numbers = {it.new["number"] for it in acts if it.kind == "close"}
    assert numbers == {it.number for it in season.closings}
    if season.is_final:
        assert season.closed_on == season.closings[-1].closed_on
    before = ""
    rows = sorted(content(book.path)["closings"], key=lambda it: it[1])
    assert len(rows) == len(season.closings)
    for it, (_, number, record, body) in zip(season.closings, rows, strict=True):
        mark = hashlib.sha256(f"{number}\n{before}\n{body}".encode()).hexdigest()
        assert mark == it.sha256 == json.loads(record)["sha256"]
        assert book.closed_version(YEAR, number).is_final
        before = mark

"""The program that `test_kill_arrivals` kills: files are kept and taken in without end.

Run as a script with the file as its one argument; it tells every call that has come back. Odd calls keep
two files, the even call after it takes the first of them in.
"""

import hashlib
import random
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from models.season import Score, ScoreKey
from models.submission import SCORES, Submission
from models.taking import Taking
from storage.block_file import BlockFile
from tests.storage.kill_child import tell
from tests.storage.samples import NOW, SEASON, YEAR, D, act

LARGE = 300_000
"""More bytes than SQLite keeps of a transaction before it writes into the file."""


def arrivals(call: int) -> list[tuple[Submission, bytes]]:
    """The two files that call `call` keeps, the same at every run; every fifth call brings a large one."""
    chance = random.Random(call)
    sizes = (LARGE if call % 5 == 0 else 700, 40)
    found = []
    for place, size in enumerate(sizes):
        unit = SEASON.units[(call + place) % len(SEASON.units)].id
        data = chance.randbytes(size)
        digest = hashlib.sha256(data).hexdigest()
        name = f"lần {call} › {place}.xlsx"
        found.append((Submission(0, name, NOW, digest, size, unit=unit, kind=SCORES), data))
    return found


def taken(first: Submission, call: int) -> Taking:
    """What call `call` enters from a file that was kept."""
    key = ScoreKey(first.unit, "I.1", "self")
    score = Score(D(call % 40), source=first.name)
    done = (replace(first, state="taken"),)
    return Taking(f"lần {call}", first.name, {key: score}, submissions=done)


def work(path: Path) -> None:
    with BlockFile.open(path, now=NOW) as book:
        done = len(book.history(limit=1_000_000)) - 1
        tell("ready")
        for call in count(done + 1):
            if call % 2:
                book.arrive(YEAR, arrivals(call), act(f"lần {call}"))
            else:
                entered = taken(book.snapshot().submissions[-2], call)
                book.take_in(YEAR, entered, act(entered.label, source=entered.source))
            tell(call)


if __name__ == "__main__":
    work(Path(sys.argv[1]))

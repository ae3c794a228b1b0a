"""Kills the program at work, five hundred times unless told: `python -m tests.storage.soak [--kills N] [--seed N]`.

A fifth of the kills at each task: entering, taking in, issuing a table, discussing, closing and opening. Stops
at the first thing lost and leaves the files; the tests do sixty kills.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.storage.kill_child import TASKS
from tests.storage.kills import Trial, kill_each

ROUNDS_OF_A_BOOK = 20  # a file grows with every call, and every kill looks through all of it


def soak(rounds: int, seed: int, folder: Path) -> list[Trial]:
    """So many rounds of one kill at each task; gives the books."""
    chance = random.Random(seed)
    trials: list[Trial] = []
    for number in range(rounds):
        if number % ROUNDS_OF_A_BOOK == 0:
            place = folder / str(number)
            place.mkdir()
            trials += [Trial(task, place, chance) for task in TASKS]
        kill_each(trials[-len(TASKS) :])
        sys.stdout.write(f"\r{(number + 1) * len(TASKS)} kills")
        sys.stdout.flush()
    return trials


def main() -> None:
    """Kill, and say what it came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261120)
    asked = parser.parse_args()
    rounds = -(-asked.kills // len(TASKS))
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    sys.stdout.write(f"In {folder}\n")
    began = time.monotonic()
    trials = soak(rounds, asked.seed, folder)
    sys.stdout.write(
        f", {sum(it.halfway for it in trials)} of them inside a write, {sum(it.calls for it in trials)} calls"
        f" acknowledged or found; nothing lost. {time.monotonic() - began:.0f} s\n"
    )


if __name__ == "__main__":
    main()

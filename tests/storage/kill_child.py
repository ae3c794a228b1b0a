"""The program that `test_kill` kills. It works without end and tells every call that has come back.

Run as a script: "enter FILE" enters a score, then a form, over and over; "create FOLDER" makes files.
"""

import sys
from decimal import Decimal
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from models.season import Input, Score, ScoreKey, Season
from storage.block_file import BlockFile
from tests.storage.samples import NOW, SEASON, YEAR, act

Scores = dict[ScoreKey, Score]


def call(season: Season, number: int) -> Scores:
    """What call `number` sets: even ones a form of all cells of one unit, odd ones one cell."""
    unit = season.units[number % len(season.units)].id
    cells = [ScoreKey(unit, row.code, "self") for row in season.table.criteria()]
    inputs = (Input("plan", Decimal(number)), Input("result", Decimal(1)))
    value = Score(Decimal(number), f"lần {number}", source="biểu mẫu.xlsx", inputs=inputs)
    return dict.fromkeys(cells if number % 2 == 0 else cells[:1], value)


def enter(path: Path) -> None:
    with BlockFile.open(path, now=NOW) as book:
        season = book.snapshot()
        done = len(book.history(limit=1_000_000)) - 1
        tell("ready")
        for number in count(done + 1):
            book.set_scores(YEAR, call(season, number), act(f"lần {number}"))
            tell(number)


def create(folder: Path) -> None:
    done = len(list(folder.iterdir()))
    for number in count(done + 1):
        BlockFile.create(folder / f"{number}.khoi", SEASON, act("tạo sổ")).close()
        tell(number if number > done + 1 else "ready")  # the first call also imports libraries


def tell(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    {"enter": enter, "create": create}[sys.argv[1]](Path(sys.argv[2]))

"""The program that is killed: it makes the calls of one task without end and tells each that has come back.

Run as a script with the name of the task and the file; it tells "ready", waits for a line, and begins.
Every call leaves one entry in the history, so that the entries tell how many calls the file holds; what
call `number` does depends on nothing but that number and the calls before it.
"""

import hashlib
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from models.collected import Discussion
from models.collecting.taking import Taking
from models.meeting import AgendaItem, Meeting, Shown
from models.season import Input, Score, ScoreKey, Season
from models.submission import SCORES, Submission
from models.table import ScoringTable
from models.tables import steps
from storage.block_file import BlockFile
from tests.storage.samples import NOW, SEASON, YEAR, D, act, key

DAY = NOW.date()
LARGE = 300_000
"""More bytes than SQLite keeps of a transaction before it writes into the file."""
_I, _II = SEASON.table.rows
ISSUABLE = replace(SEASON.table, rows=(replace(_I, max_points=D("60.5")), _II))
ITEM = AgendaItem("1", "Thảo luận điểm")


def enter(book: BlockFile, number: int) -> None:
    """Even calls enter a form of all cells of one unit, odd ones one cell."""
    unit = SEASON.units[number % len(SEASON.units)].id
    cells = [ScoreKey(unit, row.code, "self") for row in SEASON.table.criteria()]
    inputs = (Input("plan", Decimal(number)), Input("result", Decimal(1)))
    value = Score(Decimal(number), f"lần {number}", source="biểu mẫu.xlsx", inputs=inputs)
    changed = dict.fromkeys(cells if number % 2 == 0 else cells[:1], value)
    book.set_scores(YEAR, changed, act(f"lần {number}"))


def take_in(book: BlockFile, number: int) -> None:
    """Odd calls keep two files that came in, the even call after it takes the first of them in."""
    if number % 2:
        book.arrive(YEAR, arrivals(number), act(f"lần {number}"))
        return
    first = book.snapshot().submissions[-2]
    score = Score(D(number % 40), source=first.name)
    done = (replace(first, state="taken"),)
    scores = {key(first.unit, "I.1"): score}
    book.take_in(YEAR, Taking(f"lần {number}", first.name, scores, submissions=done), act("nhận"))


def arrivals(number: int) -> list[tuple[Submission, bytes]]:
    """The two files that call `number` keeps, the same at every run; every fifth call brings a large one."""
    chance = random.Random(number)
    sizes = (LARGE if number % 5 == 0 else 700, 40)
    found = []
    for place, size in enumerate(sizes):
        unit = SEASON.units[(number + place) % len(SEASON.units)].id
        data = chance.randbytes(size)
        digest = hashlib.sha256(data).hexdigest()
        name = f"lần {number} › {place}.xlsx"
        found.append((Submission(0, name, NOW, digest, size, unit=unit, kind=SCORES), data))
    return found


def issue(book: BlockFile, number: int) -> None:
    """The table goes one step on: opinion, answer, issue, lock; then the next version without, or with,
    its last section, whose scores go and come."""
    table = book.snapshot().table
    back: dict[ScoreKey, Score] = {}
    match steps.next_step(table):
        case "send":
            made = steps.send(table, f"{number}/CV", DAY)
        case "answer":
            made = steps.answer(table, f"{number}/SNV", DAY)
        case "issue":
            made = steps.issue(table, SEASON.pack, f"{number}/KH", DAY)
        case "lock":
            made = steps.lock(table)
        case _:
            made, back = _other_rows(table, number)
    book.set_table(YEAR, made, act(f"lần {number}"), back)


def _other_rows(table: ScoringTable, number: int) -> tuple[ScoringTable, dict[ScoreKey, Score]]:
    whole = len(table.rows) == len(ISSUABLE.rows)
    made = steps.with_rows(table, ISSUABLE.rows[:1] if whole else ISSUABLE.rows)
    return made, {} if whole else {key("tc", "II"): Score(D(number % 20))}


def discuss(book: BlockFile, number: int) -> None:
    """A meeting: something is proposed, shown, agreed (which sets points), and the agenda goes on."""
    meeting = book.snapshot().meeting
    asked = Discussion("tc", "II", D(20), D(number // 5 % 20), by="Ban Dân vận")
    shown = Shown(f"cảnh {number}", NOW)
    match number % 5:
        case 1:
            book.change_fact(YEAR, None, asked, act("nêu đề nghị"))
        case 2:
            book.note_meeting(YEAR, replace(meeting, shown=shown), act("chiếu"))
        case 3:
            agreed = {key("tc", "II", "agreed"): Score(asked.new, f"lần {number}")}
            decided = replace(asked, outcome="accepted")
            taking = Taking("thống nhất", scores=agreed, old_facts=(asked,), new_facts=(decided,))
            book.take_in(YEAR, taking, act("thống nhất"))
        case 4:
            book.note_meeting(YEAR, replace(meeting, shown=None), act("thôi chiếu"))
        case _:
            agenda = (replace(ITEM, seconds=number),)
            book.set_meeting(YEAR, Meeting(agenda=agenda, place=f"lần {number}"), act("sửa"))


def close(book: BlockFile, number: int) -> None:
    """The year is closed, opened and corrected; every second time it is first left as it was closed."""
    why = act(f"lần {number}", reason="Cộng sai mục II")
    match number % 8:
        case 1 | 4:
            book.close_year(YEAR, DAY, why, "0.4.0")
        case 6:
            book.keep_closed(YEAR, why)
        case 2 | 5 | 7:
            book.open_year(YEAR, why)
        case _:
            book.set_scores(YEAR, {key("dv", "II"): Score(D(number), f"lần {number}")}, why)


TASKS: dict[str, tuple[Season, Callable[[BlockFile, int], None]]] = {
    "enter": (SEASON, enter),
    "take in": (SEASON, take_in),
    "issue": (replace(SEASON, table=ISSUABLE), issue),
    "discuss": (SEASON, discuss),
    "close": (SEASON, close),
}
"""What each task begins with, and its calls, counted from 1."""


def calls_in(book: BlockFile) -> int:
    """How many calls the file holds: its entries without the one of its making."""
    return book.history(limit=1)[0].id - 1


def work(task: str, path: Path) -> None:
    with BlockFile.open(path, now=NOW) as book:
        _, call = TASKS[task]
        begin()
        for number in count(calls_in(book) + 1):
            call(book, number)
            tell(number)


def create(folder: Path) -> None:
    """Files are made, one after the other."""
    done = len(list(folder.iterdir()))
    BlockFile.create(
        folder / f"{done + 1}.khoi", SEASON, act("tạo sổ")
    ).close()  # imports libraries
    begin()
    for number in count(done + 2):
        BlockFile.create(folder / f"{number}.khoi", SEASON, act("tạo sổ")).close()
        tell(number)


def begin() -> None:
    tell("ready")
    if not sys.stdin.readline():
        sys.exit()  # whoever would kill this program is gone


def tell(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "create":
        create(Path(sys.argv[2]))
    else:
        work(sys.argv[1], Path(sys.argv[2]))

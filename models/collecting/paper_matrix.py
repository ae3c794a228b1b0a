"""Which unit has handed in which paper, on time or late: computed from what is recorded of arrivals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from models.block import Unit
from models.collected import How, Receipt
from models.dates.due_days import Due, due_day
from models.duties import RequiredPaper
from models.season import Season
from models.submission import SCORES, Submission

SELF_SCORE = "self-score"
"""The code of the required paper that a self-score form is."""

CellState = Literal[
    "not_due", "waiting", "missing", "returned", "received", "in_time", "late", "waived"
]
Key = tuple[str, str]
"""A unit's id and the code of a paper."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One arrival of a paper: recorded (`receipt`), or a file that only the inbox knows (`submission`).

    `is_inbox_day`: of its day nothing is known but that the file was put into the book then.
    """

    receipt: Receipt
    submission: Submission | None = None
    is_inbox_day: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """How one paper stands with one unit.

    not_due: nothing complete yet, and not asked for yet. waiting: whether it is there, or was in time,
    hangs on a file of the inbox on which nobody has decided. missing: the last day is over. returned: it
    came and went back for `reason`; it is as missing as one that never came. received: complete, but
    without a day to judge by. in_time, late: by the first complete arrival, on `received`; a file that a
    later one of the unit took the place of is one, a file that was set aside is none. waived: late or
    missing, and the block makes no deduction. `days` is how many days it is late, or overdue today, by
    what has been decided. `arrivals` in the order of their days; `how` joins those that were complete;
    `waiting` counts files in the inbox that nobody has decided on; `notices` are sentences about pages
    and originals.
    """

    unit: str
    paper: RequiredPaper
    due: Due | None
    state: CellState
    days: int = 0
    received: date | None = None
    how: How | None = None
    reason: str = ""
    arrivals: tuple[Arrival, ...] = ()
    waiting: int = 0
    notices: tuple[str, ...] = ()

    @property
    def is_in(self) -> bool:
        """Whether a complete one has come."""
        return any(it.receipt.complete for it in self.arrivals)

    @property
    def is_inbox_day(self) -> bool:
        """Whether `received` is but the day on which a file was put into the book."""
        complete = (it for it in self.arrivals if it.receipt.complete)
        return next((it.is_inbox_day for it in complete), False)


@dataclass(frozen=True)
class Matrix:
    """Unit × paper; `cells[i][j]` belongs to `units[i]` and `papers[j]`, `dues[j]` to `papers[j]`."""

    units: tuple[Unit, ...]
    papers: tuple[RequiredPaper, ...]
    dues: tuple[Due | None, ...]
    cells: tuple[tuple[Cell, ...], ...]


def asked_papers(season: Season) -> tuple[RequiredPaper, ...]:
    """The papers that every unit hands in: those of the pack, then the block's own of this year."""
    asked = (*(it for it in season.pack.papers if it.owner == "units"), *season.plan.papers)
    found: dict[str, RequiredPaper] = {}
    for paper in asked:
        found.setdefault(paper.code, paper)
    return tuple(found.values())


def late_key(paper: str) -> str:
    """The key of the proposal to deduct for a paper that came late."""
    return f"late:{paper}"


def missing_key(paper: str) -> str:
    """The key of the proposal to deduct for a paper that has not come."""
    return f"missing:{paper}"


def matrix(season: Season, today: date) -> Matrix:
    """How every paper stands with every unit on `today`."""
    papers = asked_papers(season)
    dues = tuple(due_day(it, season) for it in papers)
    replaced = _replaced(season)
    arrivals = _arrivals(season, replaced)
    waiting: dict[Key, list[date]] = {}
    for it in season.submissions:
        if it.state == "waiting" and it.id not in replaced:
            waiting.setdefault(_key(it), []).append(it.day)
    waived = {(it.unit, it.about) for it in season.facts.waivers}

    def cell(unit: Unit, paper: RequiredPaper, due: Due | None) -> Cell:
        key = (unit.id, paper.code)
        given = tuple(sorted(arrivals.get(key, ()), key=_by_day))
        about = {(unit.id, late_key(paper.code)), (unit.id, missing_key(paper.code))}
        made = _cell(unit.id, paper, due, given, today)
        return _finished(made, waiting.get(key, []), is_waived=not about.isdisjoint(waived))

    cells = tuple(
        tuple(cell(unit, paper, due) for paper, due in zip(papers, dues, strict=True))
        for unit in season.units
    )
    return Matrix(season.units, papers, dues, cells)


def _key(it: Submission) -> Key:
    return it.unit, SELF_SCORE if it.kind == SCORES else it.kind


def _replaced(season: Season) -> frozenset[int]:
    """The files that nobody decided on since a later one of the unit was entered in their place."""
    newest: dict[Key, tuple[datetime, int]] = {}
    for it in season.submissions:
        if it.state == "taken":
            newest[_key(it)] = max(newest.get(_key(it), (it.arrived, it.id)), (it.arrived, it.id))
    return frozenset(
        it.id
        for it in season.submissions
        if it.state == "waiting"
        and it.unit
        and (it.arrived, it.id) < newest.get(_key(it), (it.arrived, it.id))
    )


def _arrivals(season: Season, replaced: frozenset[int]) -> dict[Key, list[Arrival]]:
    """Every arrival that is recorded, and every file of the inbox that counts as one and is not."""
    noted = _noted(season)
    found: dict[Key, list[Arrival]] = {}
    for place, receipt in enumerate(season.facts.receipts):
        file = noted.get(place)
        arrival = Arrival(receipt, is_inbox_day=file is not None and file.received is None)
        found.setdefault((receipt.unit, receipt.paper), []).append(arrival)
    written = {it.id for it in noted.values()}
    for it in season.submissions:
        if it.id in replaced or (it.state in ("taken", "returned") and it.id not in written):
            found.setdefault(_key(it), []).append(_from_inbox(it))
    return found


def _noted(season: Season) -> Mapping[int, Submission]:
    """Place of a recorded arrival → the file of the inbox that it tells of: by unit, paper, name and day,
    the newest first. A file that went back is not what a complete arrival tells of."""
    files: dict[tuple[Key, str, date | None], list[Submission]] = {}
    for it in reversed(season.submissions):
        if it.state in ("taken", "returned"):
            files.setdefault((_key(it), it.name, it.day), []).append(it)
    found = {}
    for place, receipt in enumerate(season.facts.receipts):
        left = files.get(((receipt.unit, receipt.paper), receipt.file, receipt.received), [])
        fit = [it for it in left if it.state == ("taken" if receipt.complete else "returned")]
        # An arrival that was entered and then written down as faulty is still the same one.
        fit += [it for it in left if not receipt.complete and it.state == "taken"]
        if fit:
            found[place] = fit[0]
            left.remove(fit[0])
    return found


def _from_inbox(it: Submission) -> Arrival:
    back = it.state == "returned"
    reason = (it.reason or "tệp có lỗi, đã gửi lại đơn vị") if back else ""
    unit, code = _key(it)
    receipt = Receipt(unit, code, it.day, "file", not back, reason, file=it.name)
    return Arrival(receipt, it, is_inbox_day=it.received is None)


def _by_day(it: Arrival) -> tuple[date, bool]:
    """What has no day stands first, where it is seen."""
    return it.receipt.received or date.min, it.is_inbox_day


def _cell(
    unit: str, paper: RequiredPaper, due: Due | None, arrivals: tuple[Arrival, ...], today: date
) -> Cell:
    complete = [it.receipt for it in arrivals if it.receipt.complete]
    if complete:
        first = complete[0].received
        over = due.days_over(first) if due is not None and first is not None else 0
        judged = due is not None and due.last is not None and first is not None
        state: CellState = "received" if not judged else "late" if over else "in_time"
        return Cell(unit, paper, due, state, over, first, _how(complete), "", arrivals)
    over = due.days_over(today) if due is not None else 0
    if arrivals:
        last = arrivals[-1].receipt
        return Cell(unit, paper, due, "returned", over, last.received, None, last.reason, arrivals)
    return Cell(unit, paper, due, "missing" if over else "not_due", over)


def _finished(cell: Cell, waiting: Sequence[date], *, is_waived: bool) -> Cell:
    """`waiting` are the days of the files that nobody has decided on."""
    state, first = cell.state, min(waiting, default=None)
    may_be_in_time = first is not None and cell.received is not None and first < cell.received
    if is_waived and cell.days:
        state = "waived"
    elif waiting and (not cell.is_in or (state == "late" and may_be_in_time)):
        state = "waiting"
    return replace(cell, state=state, waiting=len(waiting), notices=_notices(cell))


def _how(complete: list[Receipt]) -> How:
    ways = {it.how for it in complete}
    return complete[0].how if len(ways) == 1 else "both"


def _notices(cell: Cell) -> tuple[str, ...]:
    """What was counted of a complete paper and is not as asked; 0 means that nobody counted."""
    complete = [it.receipt for it in cell.arrivals if it.receipt.complete]
    pages = next((it.pages for it in reversed(complete) if it.pages), 0)
    originals = max((it.originals for it in complete), default=0)
    found = []
    if cell.paper.pages and pages > cell.paper.pages:
        found.append(f"{pages} trang, quy định {cell.paper.pages} trang A4")
    if 0 < originals < cell.paper.originals:
        found.append(f"{originals:02} bản chính, quy định {cell.paper.originals:02}")
    return tuple(found)

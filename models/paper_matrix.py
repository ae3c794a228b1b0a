"""Which unit has handed in which paper, on time or late: computed from what is recorded of arrivals."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from models.block import Unit
from models.collected import How, Receipt
from models.due_days import Due, due_day
from models.duties import RequiredPaper
from models.season import Season
from models.submission import SCORES, Submission

SELF_SCORE = "self-score"
"""The code of the required paper that a self-score form is."""

CellState = Literal["not_due", "missing", "returned", "received", "in_time", "late", "waived"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One arrival of a paper: recorded by hand (`receipt`), or a file of the inbox (`submission`)."""

    receipt: Receipt
    submission: Submission | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """How one paper stands with one unit.

    not_due: nothing complete yet, and not asked for yet. missing: the last day is over. returned: it came
    and went back for `reason`; it is as missing as one that never came. received: complete, but without
    a day to judge by. in_time, late: by the first complete arrival, on `received`. waived: late or
    missing, and the block makes no deduction. `days` is how many days it is late, or overdue today.
    `arrivals` in the order of their days; `how` joins those that were complete; `waiting` counts files
    in the inbox that nobody has entered; `notices` are sentences about pages and originals.
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


@dataclass(frozen=True)
class Matrix:
    """Unit × paper; `cells[i][j]` belongs to `units[i]` and `papers[j]`, `dues[j]` to `papers[j]`."""

    units: tuple[Unit, ...]
    papers: tuple[RequiredPaper, ...]
    dues: tuple[Due | None, ...]
    cells: tuple[tuple[Cell, ...], ...]

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Cell]:
        """(unit id, paper code) → its cell."""
        return {(it.unit, it.paper.code): it for row in self.cells for it in row}


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
    arrivals: dict[tuple[str, str], list[Arrival]] = {}
    for receipt in season.facts.receipts:
        arrivals.setdefault((receipt.unit, receipt.paper), []).append(Arrival(receipt))
    noted = {(it.unit, it.paper, it.file) for it in season.facts.receipts if it.file}
    waiting: dict[tuple[str, str], int] = {}
    for it in season.submissions:
        code = SELF_SCORE if it.kind == SCORES else it.kind
        if it.state in ("taken", "returned") and (it.unit, code, it.name) not in noted:
            arrivals.setdefault((it.unit, code), []).append(_from_inbox(it, code))
        elif it.state == "waiting":
            waiting[it.unit, code] = waiting.get((it.unit, code), 0) + 1
    waived = {(it.unit, it.about) for it in season.facts.waivers}

    def cell(unit: Unit, paper: RequiredPaper, due: Due | None) -> Cell:
        key = (unit.id, paper.code)
        given = tuple(sorted(arrivals.get(key, ()), key=_by_day))
        about = {(unit.id, late_key(paper.code)), (unit.id, missing_key(paper.code))}
        made = _cell(unit.id, paper, due, given, today)
        return _finished(made, waiting.get(key, 0), is_waived=not about.isdisjoint(waived))

    cells = tuple(
        tuple(cell(unit, paper, due) for paper, due in zip(papers, dues, strict=True))
        for unit in season.units
    )
    return Matrix(season.units, papers, dues, cells)


def _from_inbox(it: Submission, code: str) -> Arrival:
    taken = it.state == "taken"
    reason = "" if taken else it.reason or "tệp có lỗi, đã gửi lại đơn vị"
    receipt = Receipt(it.unit, code, it.arrived.date(), "file", taken, reason, file=it.name)
    return Arrival(receipt, it)


def _by_day(it: Arrival) -> date:
    """What has no day stands first, where it is seen."""
    return it.receipt.received or date.min


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


def _finished(cell: Cell, waiting: int, *, is_waived: bool) -> Cell:
    state: CellState = "waived" if is_waived and cell.days else cell.state
    return replace(cell, state=state, waiting=waiting, notices=_notices(cell))


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

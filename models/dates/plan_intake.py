"""The year's plan as a sheet that comes back: what accepting its rows would change.

`exporters.forms.plan_form` finds the rows; nothing is entered here. `Preview.accepted` gives the plan.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from models.checking.duty_faults import of_anchors
from models.dates.day_rules import Asking, same_day, words
from models.dates.plan_edit import fresh_code, put, removed
from models.dates.plan_rows import (
    HEADS,
    KEYS,
    TITLE,
    WHEN,
    RowReading,
    SheetRow,
    read_item,
    read_mark,
    row_texts,
    titles,
)
from models.errors import Problem
from models.season import Season
from models.texts import name_key
from models.year_plan import Mark, PlanItem, YearPlan

_ARROW, _EMPTY = "\N{RIGHTWARDS ARROW}", "trống"
State = Literal["new", "changed", "same", "refused", "missing"]


@dataclass(frozen=True, slots=True)
class Change:
    """What accepting one row does: `old` becomes `new`, `old_mark` becomes `new_mark`; `moved` tells it in
    words ("Hạn: tháng 6 → quý II"). missing: the file does not have `old` any more.
    """

    state: State
    old: PlanItem | None
    new: PlanItem | None
    old_mark: Mark | None = None
    new_mark: Mark | None = None
    moved: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        """What the row is about."""
        it = self.new or self.old
        return it.deadline.title if it else ""

    @property
    def code(self) -> str:
        """The code of the thing to do, "" of a refused new one."""
        it = self.new or self.old
        return it.deadline.code if it else ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting a file would do. `problems` are those of the whole file; an error there changes nothing."""

    name: str
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, state: State) -> tuple[Change, ...]:
        """The rows in this state."""
        return tuple(it for it in self.changes if it.state == state)

    def accepted(self, season: Season, remove: Collection[str] = ()) -> YearPlan:
        """The plan with what is new and changed; `remove` are codes of missing items to take out."""
        for it in self.changes:
            if it.state in ("new", "changed") and it.new is not None:
                plan = put(season, it.new) if it.new != it.old else season.plan
                if it.new_mark != it.old_mark:
                    kept = (mark for mark in plan.marks if mark != it.old_mark)
                    added = (it.new_mark,) if it.new_mark else ()
                    plan = replace(plan, marks=(*kept, *added))
                season = replace(season, plan=plan)
            elif it.state == "missing" and it.code in remove:
                season = replace(season, plan=removed(season, it.code).plan)
        return season.plan


def preview(name: str, rows: Sequence[SheetRow], season: Season, today: date) -> Preview:
    """Hold the rows of a file against the plan. `today` is the day on which something was dropped, where the
    row has none.
    """
    codes = _codes(rows, season)
    known = titles(season) | {
        code: it.texts[TITLE] for code, it in zip(codes, rows, strict=True) if it.texts.get(TITLE)
    }
    asking = Asking(season.year, known)
    changes = [
        _change(RowReading(row, code, season, asking, today, []))
        for row, code in zip(rows, codes, strict=True)
    ]
    changes = _without_loops(changes, rows, season)
    named = set(codes)
    missing = (it for it in season.plan.items if it.deadline.code not in named)
    changes += [Change("missing", it, None, season.plan.mark(it.deadline.code)) for it in missing]
    return Preview(name, tuple(changes))


def _codes(rows: Sequence[SheetRow], season: Season) -> list[str]:
    """Which item each row is: by its hidden code, else by its title; else a new one.

    A row that was copied in the sheet carries the code of its model: the one with the title keeps it. A code
    that the year does not know is that of an item taken out since: it comes back as a new one.
    """
    own = {it.deadline.code: name_key(it.deadline.title) for it in season.plan.items}
    keys = [name_key(row.texts.get(TITLE, "")) for row in rows]
    known = own.keys() | {it.code for it in season.pack.deadlines}
    keeps: dict[str, int] = {}
    for place, row in enumerate(rows):
        holder = keeps.get(row.code)
        if row.code in known and (
            holder is None or keys[holder] != own.get(row.code) == keys[place]
        ):
            keeps[row.code] = place
    found = ["" for _ in rows]
    for code, place in keeps.items():
        found[place] = code
    taken = set(keeps)
    for place, key in enumerate(keys):
        if not found[place]:
            named = (code for code, title in own.items() if title == key and code not in taken)
            found[place] = next(named, "") or fresh_code(season, taken)
            taken.add(found[place])
    return found


def _change(reading: RowReading) -> Change:
    season, code = reading.season, reading.code
    old = next((it for it in season.plan.items if it.deadline.code == code), None)
    old_mark = season.plan.mark(code)
    new = read_item(reading, old)
    new_mark = read_mark(reading, new) if new else old_mark
    problems = tuple(reading.problems)
    if new is None or reading.is_refused:
        return Change("refused", old, new, old_mark, old_mark, problems=problems)
    if old is None:
        return Change("new", None, new, old_mark, new_mark, problems=problems)
    state: State = "changed" if (new, new_mark) != (old, old_mark) else "same"
    moved = _moved(reading, old, new, new_mark)
    return Change(state, old, new, old_mark, new_mark, moved, problems)


def _moved(reading: RowReading, old: PlanItem, new: PlanItem, mark: Mark | None) -> tuple[str, ...]:
    """Every column that differs: "Hạn: trước 05/12 → trước 06/12"."""
    season = reading.season
    marks = [it for it in season.plan.marks if it.key != reading.code]
    plan = replace(season.plan, marks=(*marks, *((mark,) if mark else ())))
    before, after = row_texts(old, season), row_texts(new, replace(season, plan=plan))
    # A day that is counted from a renamed item is still the same day.
    if same_day(old.deadline, new.deadline):
        after[WHEN] = before[WHEN]
    else:
        after[WHEN] = words(new.deadline, season.year, reading.asking.titles)
    return tuple(
        f"{HEADS[key]}: {before[key] or _EMPTY} {_ARROW} {after[key] or _EMPTY}"
        for key in KEYS
        if key in before and before[key] != after[key]
    )


def _without_loops(
    changes: Sequence[Change], rows: Sequence[SheetRow], season: Season
) -> list[Change]:
    """Refused are rows that count their day from one that leads back to them, recurs or is refused itself, and
    rows that would make that of a day which others are counted from.
    """
    found = list(changes)
    while True:
        everything = {it.code: it for it in season.pack.deadlines}
        everything |= {it.deadline.code: it.deadline for it in season.plan.items}
        entering = {
            it.code: place for place, it in enumerate(found) if it.state in ("new", "changed")
        }
        for place in entering.values():
            new = found[place].new
            assert new is not None, "what enters is an item"
            everything[new.deadline.code] = new.deadline
        deadlines = list(everything.values())
        wrong: dict[int, Problem] = {}
        for fault in of_anchors(deadlines, "{}"):
            deadline = deadlines[int(fault.place)]
            place = entering.get(deadline.code, entering.get(deadline.item, -1))
            if place >= 0:
                wrong.setdefault(place, fault.problem)
        if not wrong:
            return found
        for place, problem in wrong.items():
            found[place] = _refused(found[place], rows[place].problem(WHEN, problem))


def _refused(it: Change, problem: Problem) -> Change:
    told = (*it.problems, problem)
    return replace(it, state="refused", new_mark=it.old_mark, moved=(), problems=told)

"""Papers and forms to files: one way for the window (in a job) and for the console. No Qt.

The files are named first, so that the clerk can be asked before one is replaced; what stands in them
is made only while they are written.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Literal, Protocol

from exporters import write_paper
from exporters.files import Aside, free_name
from exporters.forms import score_form
from models.block import Unit
from models.errors import AppError
from models.papers.kinds import Paper, find, need
from models.papers.marks import REHEARSAL_STEM, closing_mark
from models.papers.report import Report
from models.papers.stamp import stamped
from models.papers.words import Figures, calculate
from models.season import Season

Overwrite = Literal["replace", "number"]
Progress = Callable[[int, int, str], None]
"""Told before each file: how many are done, of how many, the name of the next; it may raise to stop."""


class Write(Protocol):
    """Writes one file; `aside` as in `exporters.files.save`."""

    def __call__(self, target: Path, aside: Aside | None = None) -> None:
        """Raises AppError when the file cannot be made or put there."""
        ...


@dataclass(frozen=True, slots=True)
class FileToWrite:
    """One file: where it goes, what it is called on screen, and how it is written."""

    target: Path
    name: str
    write: Write


_OF_MEETING = frozenset({"bien-ban", "bien-ban-kiem-phieu", "dinh-chinh"})
"""Papers of what was closed: what is entered after the meeting is not in them."""


def silent(_done: int, _total: int, _name: str) -> None:
    """The progress of work that nobody watches."""


def form_files(season: Season, units: Iterable[Unit], folder: Path) -> tuple[FileToWrite, ...]:
    """The form of each unit as a file of `folder`; one of a rehearsal is named so."""
    rehearsal = REHEARSAL_STEM if season.meeting.is_rehearsal else ""
    return _unique(
        [
            FileToWrite(
                folder / f"{rehearsal}{score_form.file_name(season, it)}",
                it.name,
                partial(score_form.write, season, it),
            )
            for it in units
        ]
    )


def paper_files(
    names: Iterable[str],
    season: Season,
    units: Sequence[Unit],
    folder: Path,
    suffixes: Sequence[str],
    printed_on: date,
    versions: tuple[Season, ...] | None = None,
    stamp_at: datetime | None = None,
) -> tuple[FileToWrite, ...]:
    """The papers `names` (of each of `units` where one is made for every unit) in every format.

    The points are calculated once for all of them, when the first is written. `versions`: all closed
    versions (`ui.book.closed_versions`); the corrigendum of a closed year is made from the newest, the minutes
    from the first. `stamp_at`: the minute that is printed at their foot (`models.papers.stamp.stamp_minute`). Raises
    AppError for a name that is not known and for a season that
    lacks units or a table, and when there is nothing to write since no unit is to get such a paper.
    """
    kinds = [(name, find(name)) for name in names]
    need(season, [kind for _, kind in kinds])
    closed = versions[-1] if versions and season.is_final else None
    if closed:  # numbers, days and texts of papers are noted after the closing, too
        closed = replace(closed, plan=replace(closed.plan, written=season.plan.written))
    now = cache(partial(calculate, season, versions=versions))
    then = cache(partial(calculate, closed or season, versions=versions))
    made = []
    for key, kind in kinds:
        told, figures = (closed, then) if closed and key in _OF_MEETING else (season, now)
        mark = closing_mark(told, closed) if closed else ""
        for unit in kind.units(told, units, printed_on) if kind.per_unit else (None,):
            unit_id = unit.id if unit else ""
            make = partial(_made, kind, told, figures, unit_id, printed_on, mark, stamp_at)
            write = partial(_write_paper, make)
            name = unit.name if unit else kind.title
            stem = kind.stem(told, unit_id)
            made += [FileToWrite(folder / f"{stem}{it}", name, write) for it in suffixes]
    if not made:
        said = (it.for_nobody(season, printed_on) for _, it in kinds if it.for_nobody)
        raise AppError(next(said, "Chưa chọn văn bản nào. Chọn văn bản cần xuất."))
    return _unique(made)


def _write_paper(make: Callable[[], Report], target: Path, aside: Aside | None = None) -> None:
    write_paper(make(), target, aside)


def _made(
    kind: Paper,
    season: Season,
    figures: Callable[[], Figures],
    unit_id: str,
    printed_on: date,
    mark: str,
    stamp_at: datetime | None,
) -> Report:
    return stamped(kind.make(season, figures(), unit_id, printed_on, mark), stamp_at)


def _unique(made: Sequence[FileToWrite]) -> tuple[FileToWrite, ...]:
    """Units whose names differ only in accents still get a file each."""
    seen: set[str] = set()
    found = []
    for it in made:
        target, number = it.target, 2
        while target.name.lower() in seen:
            target = it.target.with_name(f"{it.target.stem} ({number}){it.target.suffix}")
            number += 1
        seen.add(target.name.lower())
        found.append(FileToWrite(target, it.name, it.write))
    return tuple(found)


def write_files(
    made: Sequence[FileToWrite],
    written: list[Path],
    report: Progress = silent,
    how: Overwrite = "number",
    aside: Aside | None = None,
) -> None:
    """Write them one after the other; `written` is filled as they are done, also when one fails.

    "number" never touches a file that is there; with "replace" each goes `aside` only once its new one is whole.
    Raises AppError when one cannot be written; called again with the
    same `written` it goes on there.
    """
    for number, it in enumerate(made[len(written) :], len(written)):
        report(number, len(made), it.name)
        target = it.target if how == "replace" else free_name(it.target)
        it.write(target, aside)
        written.append(target)
    report(len(made), len(made), "")


def write_forms(
    season: Season, units: Sequence[Unit], folder: Path, report: Progress = silent
) -> tuple[Path, ...]:
    """Write the form of each unit into `folder`, never over a file that is there; the new files.

    Raises AppError when one cannot be written; those before it stay.
    """
    written: list[Path] = []
    write_files(form_files(season, units, folder), written, report)
    return tuple(written)


def write_papers(
    season: Season,
    names: Iterable[str],
    folder: Path,
    suffixes: Sequence[str],
    printed_on: date,
    report: Progress = silent,
    versions: tuple[Season, ...] | None = None,
    stamp_at: datetime | None = None,
) -> tuple[Path, ...]:
    """Write papers of all units into `folder`, never over a file that is there; the new files.

    Raises AppError as `paper_files` does, and when one cannot be written; those before it stay.
    """
    written: list[Path] = []
    made = paper_files(
        names, season, season.units, folder, suffixes, printed_on, versions, stamp_at
    )
    write_files(made, written, report)
    return tuple(written)

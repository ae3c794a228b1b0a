"""Which papers can be made, how they stand, and the files they become. No Qt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from exporters.files import free_name
from models.block import Unit
from models.ranking import Standing
from models.season import Season
from ui import text
from ui.jobs import Report
from ui.work_state import progress

Tone = Literal["done", "warn", "error", "muted"]
Overwrite = Literal["replace", "number"]


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One line of the page: what the paper is, its formats, and whether one is made for each unit."""

    key: str
    title: str
    about: str
    per_unit: bool
    suffixes: tuple[str, ...]


KINDS = (
    PaperKind(
        "bang-tong-hop",
        "Bảng tổng hợp kết quả chấm điểm",
        "Điểm từng mục, điểm thưởng, điểm trừ, tổng và hạng của mọi đơn vị, kèm phụ lục giải thích.",
        per_unit=False,
        suffixes=(".docx", ".pdf", ".xlsx"),
    ),
    PaperKind(
        "phieu-diem",
        "Phiếu điểm từng đơn vị",
        "Mỗi đơn vị một tệp: điểm từng tiêu chí qua các vòng chấm, và vì sao ra tổng điểm.",
        per_unit=True,
        suffixes=(".docx", ".pdf", ".xlsx"),
    ),
    PaperKind(
        "forms",
        "Biểu mẫu tự chấm gửi đơn vị",
        "Mỗi đơn vị một tệp Excel có sẵn tiêu chí và điểm tối đa; đơn vị điền rồi gửi lại.",
        per_unit=True,
        suffixes=(".xlsx",),
    ),
)
FORMAT_WORDS = {".docx": "Word", ".pdf": "PDF", ".xlsx": "Excel"}


@dataclass(frozen=True, slots=True)
class FileToWrite:
    """One file: where it goes, what it is called on screen, and how it is written."""

    target: Path
    name: str
    write: Callable[[Path], None]


def obstacle(season: Season) -> str:
    """Why no paper can be made yet, "" when one can."""
    if not season.units:
        return "Chưa có đơn vị nào"
    return "" if season.table.criteria() else "Chưa có bảng chấm điểm"


def states(
    kind: PaperKind, season: Season, standings: Sequence[Standing]
) -> list[tuple[str, Tone]]:
    """The badges of a paper: what the clerk must know before sending it out."""
    stop = obstacle(season)
    if stop:
        return [(stop, "error")]
    found: list[tuple[str, Tone]] = []
    units = len(season.units)
    if kind.key == "forms":
        arrived = sum(1 for it in progress(season).column("self") if it.done)
        found.append((f"{arrived}/{units} đơn vị đã nộp", "done" if arrived == units else "muted"))
    else:
        complete = sum(1 for it in standings if it.result.total is not None)
        if complete < units:
            found.append((f"còn thiếu điểm {units - complete} đơn vị", "warn"))
        if not season.is_final:
            found.append(("chưa chính thức", "warn"))
        elif complete == units:
            found.append(("chính thức", "done"))
    if season.is_sample:
        found.append(("dữ liệu minh hoạ", "muted"))
    return found


def files(
    kind: PaperKind,
    season: Season,
    standings: Sequence[Standing],
    units: Sequence[Unit],
    folder: Path,
    suffix: str,
    printed_on: date,
) -> tuple[FileToWrite, ...]:
    """The files of one export, each with a name of its own. Raises AppError when none can be made."""
    if kind.key == "forms":
        return _unique([_form(season, unit, folder) for unit in units])
    from exporters import write_paper
    from models.reports import build

    made = []
    for unit in units if kind.per_unit else (None,):
        report = build(
            kind.key,
            season,
            unit.id if unit else None,
            standings=standings,
            printed_on=printed_on,
        )
        name = unit.name if unit else kind.title
        target = folder / f"{report.file_stem}{suffix}"
        made.append(FileToWrite(target, name, partial(write_paper, report)))
    return _unique(made)


def _form(season: Season, unit: Unit, folder: Path) -> FileToWrite:
    from exporters import score_form

    target = folder / score_form.file_name(season, unit)
    return FileToWrite(target, unit.name, lambda path: score_form.write(season, unit, path))


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


def present(made: Iterable[FileToWrite]) -> tuple[Path, ...]:
    """The targets that are there already."""
    return tuple(it.target for it in made if it.target.exists())


def overwrite_words(there: Sequence[Path], now: datetime) -> str:
    """Which files would be replaced, by name and time; the question before any is."""
    shown = [f"“{it.name}” ghi lúc {_written(it, now)}" for it in there[:3]]
    more = f" và {len(there) - 3} tệp khác" if len(there) > 3 else ""
    return f"Thư mục đã có {'; '.join(shown)}{more}. Ghi đè thì nội dung cũ mất hẳn."


def _written(path: Path, now: datetime) -> str:
    when = datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - the clerk's own clock
    return (
        f"{text.day(when)} {when:%H:%M}" if when.date() != now.date() else f"{when:%H:%M} hôm nay"
    )


def write_files(
    made: Sequence[FileToWrite], how: Overwrite, report: Report, written: list[Path]
) -> None:
    """Write them one after the other; `written` is filled as they are done, also when one fails."""
    for number, it in enumerate(made):
        report(number, len(made), it.name)
        target = it.target if how == "replace" else free_name(it.target)
        it.write(target)
        written.append(target)
    report(len(made), len(made), "")

"""The unit's form (bảng tự chấm điểm): written for a unit, read back when it returns.

The one door to the form; what it is made of stands in `score_form_layout`.
"""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from exporters import files, workbook_zip
from exporters.score_form_read import content, read, read_bytes
from exporters.score_form_write import build
from models.block import Unit
from models.errors import AppError
from models.intake import FormReading
from models.season import Season

__all__ = ["file_name", "file_of", "original", "read", "read_all", "write"]

_LONGEST_NAME = 120
_SUFFIX = ".xlsx"


def write(season: Season, unit: Unit, target: Path) -> None:
    """Write the form of `unit` to `target`, with the self scores that the season already has.

    Raises AppError when the file cannot be written; what stood there before is then untouched.
    """
    files.save(target, build(season, unit))


def read_all(path: Path, season: Season) -> tuple[FormReading, ...]:
    """What the file says, and each file of a zip as a reading of its own: "tệp.zip › BDV.xlsx".

    At least one reading; nothing is raised for a bad file.
    """
    data, problem = content(path)
    if problem:
        return (FormReading(str(path), problems=(problem,)),)
    reading = read_bytes(str(path), path.name, data, season)
    if not (_is_archive(reading) and data.startswith(b"PK")):
        return (reading,)
    problem = workbook_zip.refusal(data)
    if problem:
        return (FormReading(str(path), problems=(problem,)),)
    return tuple(_member(path, it, season) for it in workbook_zip.members(data))


def _member(path: Path, member: workbook_zip.Member, season: Season) -> FormReading:
    name = f"{path}{workbook_zip.ARROW}{member.name}"
    if member.problem:
        return FormReading(name, problems=(member.problem,))
    last = member.name.rsplit(workbook_zip.ARROW, maxsplit=1)[-1]
    reading = read_bytes(name, last, member.data, season)
    return replace(reading, problems=(workbook_zip.NESTED,)) if _is_archive(reading) else reading


def _is_archive(reading: FormReading) -> bool:
    return any(it.code == "file-archive" for it in reading.problems)


def original(reading: FormReading) -> bytes:
    """The bytes of the unit's own file; of a zip those of the file inside. Raises AppError when they
    cannot be had any more."""
    file = file_of(reading)
    data, problem = content(file)
    if problem is not None:
        raise AppError(f"“{reading.name}”: {problem.what} {problem.advice}")
    inside = reading.path.removeprefix(str(file)).removeprefix(workbook_zip.ARROW)
    if not inside:
        return data
    for member in workbook_zip.members(data):
        if member.name == inside and member.problem is None:
            return member.data
    raise AppError(f"“{file.name}” không còn tệp “{inside}”. Nhận lại tệp nén.")


def file_of(reading: FormReading) -> Path:
    """The file on the disk that a reading came from: the zip for a file inside it."""
    parts = reading.path.split(workbook_zip.ARROW)
    tried = [Path(workbook_zip.ARROW.join(parts[:count])) for count in range(len(parts), 0, -1)]
    # A folder may have such an arrow in its own name.
    return next((path for path in tried if path.is_file()), tried[-1])


def file_name(season: Season, unit: Unit) -> str:
    """A name for the form's file: "Bang tu cham diem 2023 - Ban Dan van Tinh uy.xlsx"; from
    the second version of the table on with its number ("Bang tu cham diem 2023 ban 2 - …").

    Without accents, since the file travels through mail, Zalo and USB sticks; at most 120 letters,
    allowed on Windows, and different for every unit of the block whatever its name.
    """
    taken: set[str] = set()
    for other in season.units:
        stem = _free_stem(season, other, taken)
        if other.id == unit.id:
            return stem + _SUFFIX
        taken.add(stem.lower())
    return _free_stem(season, unit, taken) + _SUFFIX


def _free_stem(season: Season, unit: Unit, taken: set[str]) -> str:
    # A second version of the table must not be taken for the first.
    version = f" ban {season.table.version}" if season.table.version > 1 else ""
    plain = f"Bang tu cham diem {season.year}{version} - {_ascii(unit.name) or 'don vi'}"
    number, ending = 1, ""
    while True:
        stem = plain[: _LONGEST_NAME - len(_SUFFIX) - len(ending)].rstrip(" .-") + ending
        if stem.lower() not in taken:
            return stem
        number += 1
        ending = f" ({number})"


def _ascii(text: str) -> str:
    """Letters without accents; what no file system likes becomes a space."""
    folded = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    bare = folded.encode("ascii", "ignore").decode("ascii")
    return " ".join(re.sub(r"[^A-Za-z0-9 ()_,.-]", " ", bare).split()).strip(" .-")

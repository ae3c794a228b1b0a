"""The unit's form (bảng tự chấm điểm): written for a unit, read back when it returns.

The one door to the form; what it is made of stands in `score_form_layout`.
"""

import re
import unicodedata
from pathlib import Path

from exporters import files
from exporters.forms.score.read import read
from exporters.forms.score.write import build
from models.block import Unit
from models.season import Season

__all__ = ["file_name", "read", "write"]

_LONGEST_NAME = 120
_SUFFIX = ".xlsx"


def write(season: Season, unit: Unit, target: Path, aside: files.Aside | None = None) -> None:
    """Write the form of `unit` to `target`, with the self scores that the season already has.

    Raises AppError when the file cannot be written; what stood there before is then untouched.
    """
    files.save(target, build(season, unit), aside)


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

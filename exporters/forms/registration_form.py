"""The registration form (bản đăng ký thi đua): written for a unit, read back when it returns.

The one door to the form; what it is made of stands in `registration_form_layout`.
"""

from pathlib import Path

from exporters import files
from exporters.forms.registration.read import read
from exporters.forms.registration.write import build
from models.block import Unit
from models.papers.words import plain_name
from models.season import Season

__all__ = ["file_name", "read", "write"]

_SUFFIX = ".xlsx"


def write(season: Season, unit: Unit, target: Path, aside: files.Aside | None = None) -> None:
    """Write the form of `unit` to `target`, with what the season says it has registered already.

    Raises AppError when the file cannot be written; what stood there before is then untouched.
    """
    files.save(target, build(season, unit), aside)


def file_name(season: Season, unit: Unit) -> str:
    """A name for the form's file: "Dang ky thi dua 2023 - 02 Ban Dan van Tinh uy.xlsx".

    Without accents, since the file travels through mail, Zalo and USB sticks; the number parts units of
    one plain name.
    """
    place = [it.id for it in season.units].index(unit.id) + 1
    return plain_name(f"Dang ky thi dua {season.year} - {place:02} {unit.name}") + _SUFFIX

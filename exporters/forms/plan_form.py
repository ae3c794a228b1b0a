"""The year's plan as a sheet of Excel: written, and read back when it was worked on there.

The one door to the sheet; what it is made of stands in `plan/`.
"""

from pathlib import Path

from exporters import files
from exporters.forms.plan.read import read
from exporters.forms.plan.write import build
from models.papers.words import plain_name
from models.season import Season

__all__ = ["file_name", "read", "write"]


def write(season: Season, target: Path) -> None:
    """Write the plan of `season` to `target`, its items with their days, states and notes.

    Raises AppError when the file cannot be written; what stood there before is then untouched.
    """
    files.save(target, build(season))


def file_name(season: Season) -> str:
    """A name for the file, without accents: "Ke hoach nam 2023.xlsx"."""
    return f"{plain_name(f'Ke hoach nam {season.year}')}.xlsx"

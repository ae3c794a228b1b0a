"""Writing files in the background: plain functions for ui.jobs that get records and give paths."""

from collections.abc import Sequence
from pathlib import Path

from exporters.files import free_name
from models.block import Unit
from models.season import Season
from ui.jobs import Report


def write_forms(
    season: Season, units: Sequence[Unit], folder: Path, report: Report
) -> tuple[Path, ...]:
    """Write the form of each unit into `folder`, never over a file that is there; the new files.

    Raises AppError when one cannot be written; those before it stay.
    """
    from exporters import score_form

    written = []
    for done, unit in enumerate(units):
        report(done, len(units), unit.name)
        target = free_name(folder / score_form.file_name(season, unit))
        score_form.write(season, unit, target)
        written.append(target)
    report(len(units), len(units), "")
    return tuple(written)

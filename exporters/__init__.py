"""Papers and forms out, forms in: a neutral `Report` becomes Excel, Word or PDF."""

from collections.abc import Callable
from pathlib import Path

from models.errors import AppError
from models.papers.report import Report

Writer = Callable[[Report, Path], None]


def _excel(report: Report, target: Path) -> None:
    from exporters.papers.excel import write

    write(report, target)


def _word(report: Report, target: Path) -> None:
    from exporters.papers.word import write

    write(report, target)


def _pdf(report: Report, target: Path) -> None:
    from exporters.papers.pdf import write

    write(report, target)


FORMATS: dict[str, Writer] = {".xlsx": _excel, ".docx": _word, ".pdf": _pdf}
"""Suffix of a file → its writer; each imports its library when first used."""


def write_paper(report: Report, target: Path) -> None:
    """Write `report` at `target`, in the format of its suffix.

    Raises AppError for a suffix that is not known, and when the file cannot be written.
    """
    writer = FORMATS.get(target.suffix.lower())
    if writer is None:
        known = ", ".join(FORMATS)
        raise AppError(f"Không ghi được tệp “{target.name}”: chọn một trong các đuôi {known}.")
    writer(report, target)

"""Papers and forms out, forms in: a neutral `Report` becomes Excel, Word or PDF."""

from collections.abc import Callable
from pathlib import Path

from exporters.files import Aside
from models.errors import AppError
from models.papers.report import Report

Writer = Callable[[Report, Path, Aside | None], None]


def _excel(report: Report, target: Path, aside: Aside | None) -> None:
    from exporters.papers.excel import write

    write(report, target, aside)


def _word(report: Report, target: Path, aside: Aside | None) -> None:
    from exporters.papers.word import write

    write(report, target, aside)


def _pdf(report: Report, target: Path, aside: Aside | None) -> None:
    from exporters.papers.pdf import write

    write(report, target, aside)


FORMATS: dict[str, Writer] = {".xlsx": _excel, ".docx": _word, ".pdf": _pdf}
"""Suffix of a file → its writer; each imports its library when first used."""


def write_paper(report: Report, target: Path, aside: Aside | None = None) -> None:
    """Write `report` at `target`, in the format of its suffix; `aside` as in `exporters.files.save`.

    Raises AppError for a suffix that is not known, and when the file cannot be written.
    """
    writer = FORMATS.get(target.suffix.lower())
    if writer is None:
        known = ", ".join(FORMATS)
        raise AppError(f"Không ghi được tệp “{target.name}”: chọn một trong các đuôi {known}.")
    writer(report, target, aside)

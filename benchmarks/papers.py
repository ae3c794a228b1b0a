"""All papers of a season at once, and the bare libraries writing as many files with as many pages."""

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from docx import Document
from pypdf import PdfReader
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from benchmarks.blocks import large_block
from exporters import write_paper
from models.errors import AppError
from models.papers.kinds import PAPERS
from models.papers.words import calculate

_DAY = date(2023, 12, 19)
_ROWS, _COLUMNS = 30, 5
"""A page of a usual table."""


def ours(folder: Path, suffix: str) -> tuple[float, list[Path]]:
    """Seconds to build and write every paper of 20 units that can be made, and the files."""
    season = large_block(20, 24)
    begun = time.perf_counter()
    figures = calculate(season)
    written: list[Path] = []
    for paper in PAPERS.values():
        if not paper.offered(season):
            continue
        for unit in [it.id for it in season.units] if paper.per_unit else [""]:
            target = folder / f"{paper.key}-{unit}{suffix}"
            try:
                write_paper(paper.make(season, figures, unit, _DAY), target)
            except AppError:
                continue
            written.append(target)
    return time.perf_counter() - begun, written


def pages(files: Sequence[Path]) -> list[int]:
    """How many pages each PDF has."""
    return [len(PdfReader(it).pages) for it in files]


def bare_pdf(folder: Path, counts: Sequence[int]) -> float:
    """Seconds in which reportlab alone writes files of so many pages, a table of wrapped text on each."""
    begun = time.perf_counter()
    style = getSampleStyleSheet()["BodyText"]
    for number, count in enumerate(counts):
        story: list[object] = []
        for _ in range(count):
            rows = [[Paragraph("Điểm 9,50", style)] * _COLUMNS for _ in range(_ROWS)]
            story += [Table(rows, repeatRows=1), PageBreak()]
        SimpleDocTemplate(str(folder / f"bare{number}.pdf")).build(story)
    return time.perf_counter() - begun


def bare_docx(folder: Path, counts: Sequence[int]) -> float:
    """The same with python-docx."""
    begun = time.perf_counter()
    for number, count in enumerate(counts):
        document = Document()
        for _ in range(count):
            table = document.add_table(_ROWS, _COLUMNS)
            for row in table.rows:
                for cell in row.cells:
                    cell.text = "Điểm 9,50"
            document.add_page_break()
        document.save(str(folder / f"bare{number}.docx"))
    return time.perf_counter() - begun

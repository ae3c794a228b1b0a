"""Reading papers back: every figure of a .xlsx, .docx or .pdf in the order a person reads them.

A figure is a cell that holds nothing but points, a rank or "–"; figures inside sentences are text.
"""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import openpyxl
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from pypdf import PdfReader

from exporters.papers.fonts import text_width
from exporters.papers.layout import Type
from models.papers.report import Report
from models.points import MINUS, show, show_signed

FIGURE = re.compile(rf"(?:[+{MINUS}] )?{MINUS}?\d[\d.]*(?:,\d+)?(?: =)?|–")


def figures(path: Path) -> list[str]:
    """All figures of the paper at `path`, by its suffix."""
    cells = {".xlsx": _xlsx_cells, ".docx": _docx_cells, ".pdf": _pdf_cells}[path.suffix](path)
    return [it for it in cells if FIGURE.fullmatch(it)]


def report_figures(report: Report) -> list[str]:
    """All figures that the report itself says, in the same order."""
    cells = [
        cell.text
        for part in report.parts
        for table in part.tables
        for row in table.rows
        for cell in row.cells
    ]
    return [it for it in cells if FIGURE.fullmatch(it)]


def pdf_pages(path: Path) -> list[str]:
    """The text of every page, header included."""
    return [page.extract_text() for page in PdfReader(path).pages]


class Line(NamedTuple):
    """A line of text of a PDF: its page from 0, where its baseline begins (points from the lower left corner), its
    size and face, by how much each blank was stretched, and whether it stands outside the running text."""

    page: int
    x: float
    y: float
    text: str
    size: float
    bold: bool
    italic: bool
    stretched: float
    outside: bool

    @property
    def width(self) -> float:
        kind = Type(self.size, self.bold, self.italic)
        return text_width(self.text, kind) + self.text.count(" ") * self.stretched

    @property
    def centre(self) -> float:
        return self.x + self.width / 2


def pdf_lines(path: Path) -> list[Line]:
    """Every line of the PDF in the order in which it is drawn."""
    found: list[Line] = []
    for number, page in enumerate(PdfReader(path).pages):
        stretch = [0.0]

        def before(operator: bytes, given: list[float], *_rest: object) -> None:
            if operator == b"Tw":
                stretch[0] = float(given[0])  # noqa: B023  # called within this turn of the loop

        def take(
            text: str, cm: list[float], tm: list[float], font: dict[str, str] | None, size: float
        ) -> None:
            if text.strip() and font:
                face = font["/BaseFont"]
                place = (cm[4] + tm[4], cm[5] + tm[5])
                look = (float(size), "Bold" in face, "Italic" in face)
                outside = not cm[4] and not cm[5]
                line = Line(number, *place, text.strip(), *look, stretch[0], outside)  # noqa: B023
                found.append(line)

        page.extract_text(visitor_operand_before=before, visitor_text=take)
    return found


def docx_paragraphs(path: Path) -> list[WordParagraph]:
    """Every paragraph of the document, also those in tables, from top to bottom."""
    document = Document(str(path))
    return [WordParagraph(it, document) for it in document.element.body.iter(qn("w:p"))]


def words(path: Path) -> str:
    """The whole text with single spaces, as it can be searched."""
    if path.suffix == ".pdf":
        text = " ".join(pdf_pages(path))
    elif path.suffix == ".docx":
        document = Document(str(path))
        text = " ".join([*(it.text for it in document.paragraphs), *_docx_cells(path)])
    else:
        text = " ".join(_xlsx_cells(path))
    return " ".join(text.split())


def is_nfc(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def _docx_cells(path: Path) -> list[str]:
    rows = [row for table in Document(str(path)).tables for row in table.rows]
    cells = [
        cell for row in rows for cell in row._tr.tc_lst
    ]  # `row.cells` walks the table each time
    return [
        " ".join(it.text or "" for it in cell.iter() if it.tag.endswith("}t")) for cell in cells
    ]


def _xlsx_cells(path: Path) -> list[str]:
    return [cell for _name, rows in sheets(path) for row in rows for cell in row]


def sheets(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Every sheet of a workbook by its name: its rows with the cells that say something, as Vietnamese Excel shows
    them."""
    # Read-only is twice as fast: nothing is made of the cells that are merged.
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    for sheet in book:
        rows = ([it for it in row if it.value is not None] for row in sheet.iter_rows())
        yield sheet.title, [[_shown(it.value, it.number_format) for it in row] for row in rows]
    book.close()


def _shown(value: object, number_format: str) -> str:
    """A cell as Vietnamese Excel shows it. What the format would hide is shown, so that it fails."""
    if not isinstance(value, int | float):
        return str(value)
    number = Decimal(repr(round(value, 9)))
    first = number_format.replace("\\", "").replace('"', "").split(";", maxsplit=1)[0]
    decimals = len(first.partition(".")[2])
    return show_signed(number, decimals) if first.startswith("+") else show(number, decimals)


def _pdf_cells(path: Path) -> list[str]:
    """One entry for each text object, that is for each cell or paragraph; page headers left out."""
    found: list[str] = []
    for page in PdfReader(path).pages:
        objects: list[tuple[bool, list[str]]] = []

        def begin(operator: bytes, _args: object, cm: list[float], _tm: object) -> None:
            if operator == b"BT":
                in_header = not cm[4] and not cm[5]  # drawn on the page itself, not by a flowable
                objects.append((in_header, []))  # noqa: B023  # called within this turn of the loop

        def take(text: str, *_rest: object) -> None:
            if objects:  # noqa: B023
                objects[-1][1].append(text)  # noqa: B023

        page.extract_text(visitor_operand_before=begin, visitor_text=take)
        cells = (parts for in_header, parts in objects if not in_header)
        found.extend(" ".join("".join(parts).split()) for parts in cells)
    return found


def recalculated(path: Path, folder: Path) -> Path:
    """`path` with every result thrown away and worked out again by LibreOffice.

    openpyxl writes formulas without their results, so nothing of ours can be read back.
    """
    bare = folder / f"bare-{path.name}"
    book = openpyxl.load_workbook(path)
    book.save(bare)
    return office_convert(bare, folder / "recalculated", "xlsx")


def has_office() -> bool:
    return shutil.which("soffice") is not None


def office_convert(path: Path, folder: Path, suffix: str) -> Path:
    """`path` in another format, by LibreOffice with a profile of its own."""
    folder.mkdir(exist_ok=True)
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{suffix}"

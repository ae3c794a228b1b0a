"""What a paper says, read back as lines a person can follow, and whether Word and PDF say the same."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from tests.exporters.reading import pdf_lines, sheets


def word_lines(path: Path) -> list[str]:
    """The body of a .docx from top to bottom: a line for each paragraph and each row of a table."""
    document = Document(str(path))
    found = []
    for it in document.element.body.iterchildren():
        if it.tag == qn("w:p"):
            found.append(WordParagraph(it, document).text)
        elif it.tag == qn("w:tbl"):
            found += _rows(WordTable(it, document))
    return [" / ".join(it.split("\n")).rstrip() for it in found]


def _rows(table: WordTable) -> Iterator[str]:
    for row in table.rows:
        words = (" / ".join(_texts(it)) for it in row._tr.tc_lst)
        yield " | ".join(words)


def _texts(cell: object) -> list[str]:
    """The paragraphs of a cell that say something, also those of a table within it."""
    found = (WordParagraph(it, None).text for it in cell.iter(qn("w:p")))  # type: ignore[attr-defined]
    return [it for it in found if it.strip()]


def sheet_lines(path: Path) -> list[str]:
    """Every row of a workbook that says something, as Vietnamese Excel shows it, below the name of its sheet."""
    found = []
    for name, rows in sheets(path):
        lines = [" | ".join(it).replace("\n", " / ") for it in rows if it]
        found += [f"[{name}]", *lines]
    return found


def difference(docx: Path, pdf: Path) -> str:
    """Where the PDF begins to say something else than the Word file, "" where they say the same.

    What stands outside the running text (banner, page number) is left out, and so is the head of a table that a
    page repeats; blanks do not count, as lines break elsewhere.
    """
    document = Document(str(docx))
    paragraphs = document.element.body.iter(qn("w:p"))
    word = squeezed("".join(WordParagraph(it, document).text for it in paragraphs))
    heads = _heads(document)
    at = 0
    lines = (it for it in pdf_lines(pdf) if not it.outside)
    for number, page in groupby(lines, key=lambda it: it.page):
        said = squeezed("".join(it.text for it in page))
        if not word.startswith(said, at):
            again = (
                it for it in heads if said.startswith(it) and word.startswith(said[len(it) :], at)
            )
            said = said.removeprefix(next(again, ""))
        if not word.startswith(said, at):
            same = next(i for i in range(len(said) + 1) if not word.startswith(said[: i + 1], at))
            place = f"trang {number + 1}"
            return f"{place}: PDF “…{said[same:][:60]}”, Word “…{word[at + same :][:60]}”"
        at += len(said)
    return f"Word còn “{word[at:][:60]}”" if at < len(word) else ""


def _heads(document: WordDocument) -> list[str]:
    """The heads of its tables, as the rows that Word repeats."""
    return [
        squeezed("".join(text.text or "" for text in row.iter(qn("w:t"))))
        for row in document.element.body.iter(qn("w:tr"))
        if row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None
    ]


def squeezed(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())

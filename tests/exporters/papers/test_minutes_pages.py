"""How minutes fall on pages: a heading with its table, the signature with text, the backdrop in its frame."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from exporters import write_paper
from models.papers.kinds import build
from models.papers.report import Content, Paragraph, Report, Signature, Signer
from tests.exporters.paper_samples import PRINTED_ON, season
from tests.exporters.papers.test_papers_pages import rows_paper
from tests.exporters.reading import has_office, office_convert, pdf_pages

OFFICE = pytest.mark.skipif(not has_office(), reason="LibreOffice (soffice) is not installed")
LEAD = (Paragraph("MUC", "heading"), Paragraph("Cau mot."), Paragraph("Cau hai."))
ENDS = (Paragraph("Kết quả."), Paragraph("Kết luận", "heading"), Paragraph("Chủ trì kết luận."))
SIGNED = Signature((Signer("THƯ KÝ", name="BINH"), Signer("CHỦ TRÌ", name="AN")))
BASE = rows_paper(1, legend=0, landscape=False)


def paper(before: int, rows: int, *after: Content) -> Report:
    """`before` lines of text, a heading with two sentences and its table, then `after`."""
    table = rows_paper(rows, legend=0, landscape=False).parts[0].contents[0]
    text = tuple(Paragraph(f"Câu trước {number}.") for number in range(before))
    part = replace(BASE.parts[0], contents=(*text, *LEAD, table, *after))
    return replace(BASE, parts=(part,))


def begun(pages: list[str]) -> int:
    """How many rows stand on the page of the heading; all that leads to the table must stand there."""
    [page] = [it for it in pages if "MUC" in it]
    assert "Cau mot." in page
    assert "Cau hai." in page
    assert "STT" in page
    return page.count("dòng ")


@pytest.mark.parametrize("rows", [2, 4, 5, 14])
def test_a_heading_in_the_pdf_never_stands_apart_from_its_table(rows: int, tmp_path: Path) -> None:
    """A short table stays whole; a long one begins below its heading, so that no page ends half empty."""
    found = []
    for before in range(32):
        target = tmp_path / "paper.pdf"
        write_paper(paper(before, rows, *ENDS, SIGNED), target)
        found.append(begun(pdf_pages(target)))
    assert min(found) >= (rows if rows <= 4 else 2)
    assert max(found) == rows
    if rows > 5:
        assert sum(it < rows for it in found) > 0, "some break inside the table"


def test_the_signature_in_the_pdf_takes_text_with_it_and_no_rows(tmp_path: Path) -> None:
    """Else the last rows would leave a gap where they could have stood."""
    alone = set()
    for before in range(12, 32):
        target = tmp_path / "paper.pdf"
        write_paper(paper(before, 8, *ENDS, Paragraph("Câu cuối."), SIGNED), target)
        [page] = [it for it in pdf_pages(target) if "BINH" in it]
        assert "Chủ trì kết luận." in page
        assert "Câu cuối." in page
        alone.add("dòng" not in page)
    assert alone == {True, False}


def test_word_ties_a_heading_to_the_first_rows_and_text_to_the_signature(tmp_path: Path) -> None:
    target = tmp_path / "paper.docx"
    write_paper(paper(2, 9, *ENDS, Paragraph("Câu cuối."), SIGNED), target)
    document = Document(str(target))
    tied = {it.text: bool(it.paragraph_format.keep_with_next) for it in document.paragraphs}
    assert {it for it, keep in tied.items() if keep and it} == {
        *("MUC", "Cau mot.", "Cau hai."),
        *("Kết luận", "Chủ trì kết luận.", "Câu cuối."),
    }
    rows = document.tables[1].rows
    kept = [bool(it.cells[1].paragraphs[0].paragraph_format.keep_with_next) for it in rows]
    assert kept == [True, True, *[False] * 6, True, False], "the head, a row; the last but one"
    write_paper(paper(2, 4), target)
    rows = Document(str(target)).tables[1].rows
    kept = [bool(it.cells[1].paragraphs[0].paragraph_format.keep_with_next) for it in rows]
    assert kept == [True] * 4 + [False], "a short one as a whole"


@OFFICE
@pytest.mark.office
@pytest.mark.slow
def test_a_heading_in_word_never_stands_apart_from_its_table(tmp_path: Path) -> None:
    found = set()
    for before in (10, 13, 16, 19):
        target = tmp_path / f"paper{before}.docx"
        write_paper(paper(before, 14, *ENDS, SIGNED), target)
        found.add(begun(pdf_pages(office_convert(target, tmp_path / "office", "pdf"))))
    assert min(found) >= 1
    assert len(found) > 1, "the table stands at different heights"


def test_the_backdrop_stands_in_a_frame_without_a_letterhead(tmp_path: Path) -> None:
    report = build("maket", season(), printed_on=PRINTED_ON)
    [text] = report.parts[0].contents
    assert isinstance(text, Paragraph)
    pdf, word = tmp_path / "maket.pdf", tmp_path / "maket.docx"
    write_paper(report, pdf)
    write_paper(report, word)
    [page] = pdf_pages(pdf)
    assert "MAKET HỘI NGHỊ" in page
    assert "Độc lập" not in page
    sizes: dict[str, float] = {}
    PdfReader(pdf).pages[0].extract_text(
        visitor_text=lambda said, _matrix, _text, _font, size: sizes.update({said.strip(): size})
    )
    for line in text.text.splitlines():
        assert sizes[line] == 24
    document = Document(str(word))
    assert not document.tables
    framed = [it for it in document.paragraphs if it.text == text.text]
    borders = framed[0]._p.pPr.find(qn("w:pBdr"))
    assert [it.tag for it in borders] == [
        qn(f"w:{it}") for it in ("top", "left", "bottom", "right")
    ]

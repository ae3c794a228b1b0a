"""The pages of a paper that a unit sent: what Word wrote down, and nothing where nobody counted."""

import io

import docx
import pytest

from exporters.incoming.page_count import count_pages
from tests.exporters.page_samples import WORD, package, saved


@pytest.mark.parametrize("program", [WORD, "Microsoft Macintosh Word", "Microsoft Word"])
def test_the_number_that_word_wrote_down(program: str) -> None:
    assert count_pages("Tóm tắt.docx", saved(program)) == 2
    assert count_pages("TOM TAT.DOCX", saved(program, Pages="11")) == 11


@pytest.mark.parametrize(
    "content",
    [
        saved("LibreOffice/7.6$Linux_X86_64"),
        saved("WPS Office_11.2.0.11486"),
        saved(""),
        saved(Pages=""),
        saved(Pages="0"),
        saved(Pages="hai"),
        saved(Pages="²"),
        saved(Words=""),
        saved(Words="0"),
        package(None),
        package("<Properties"),
        package('<!DOCTYPE x [<!ENTITY a "2">]><Properties><Pages>&a;</Pages></Properties>'),
        b"",
        b"PK\x03\x04 cut off",
        saved()[:-30],
    ],
)
def test_nothing_where_nobody_counted(content: bytes) -> None:
    assert count_pages("Tóm tắt.docx", content) is None


def test_a_library_that_keeps_the_template_of_an_empty_paper_has_not_counted() -> None:
    """python-docx leaves "1 page, 0 words, Microsoft Macintosh Word" in everything it writes."""
    document = docx.Document()
    for _ in range(200):
        document.add_paragraph("Nội dung của báo cáo.")
    file = io.BytesIO()
    document.save(file)
    assert count_pages("Báo cáo.docx", file.getvalue()) is None


@pytest.mark.parametrize("name", ["Tóm tắt.doc", "Ảnh.jpg", "không đuôi"])
def test_other_formats_are_not_counted(name: str) -> None:
    assert count_pages(name, saved()) is None


def test_the_pages_of_a_pdf_are_counted() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(2):
        writer.add_blank_page(595, 842)
    file = io.BytesIO()
    writer.write(file)
    assert count_pages("Tóm tắt.PDF", file.getvalue()) == 2
    for damaged in (b"", b"%PDF-1.4", file.getvalue()[:80]):
        assert count_pages("Tóm tắt.pdf", damaged) is None

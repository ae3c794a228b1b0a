"""The printed manual: all of the help, its contents with pages, small enough to be kept; the kept one is not older."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

import resources
from models.help_text import MANUAL, HelpPage
from scripts import manual, manual_pdf, manual_word

LARGEST = 3_000_000
"""Bytes of the PDF that is kept with the sources."""


def outline(found: list[object]) -> Iterator[str]:
    for it in found:
        if isinstance(it, list):
            yield from outline(it)
        else:
            yield str(it["/Title"])  # type: ignore[index]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def texts(pages: list[HelpPage]) -> Iterator[str]:
    for page in pages:
        yield page.title
        for block in page.blocks:
            for text in [cell for row in block.rows for cell in row] or [block.text]:
                yield "".join(it.text for it in manual.printed(text))


def test_the_kept_manual_says_what_the_help_says_now() -> None:
    """Make it anew with `python -m scripts.manual` when this fails."""
    kept = resources.manual()
    assert kept.stat().st_size < LARGEST
    reader = PdfReader(kept)
    numbers = r"SổKhốithiđua\d+$"  # at the foot of every page
    whole = "".join(re.sub(numbers, "", squeezed(it.extract_text())) for it in reader.pages)
    pages = manual.chapters()
    assert [it for it in texts(pages) if squeezed(it) not in whole] == []
    named = [it for page in pages for it in (page.title, *page.headings)]
    assert list(outline(reader.outline)) == named
    pictures = sum(it.kind == "picture" for page in pages for it in page.blocks)
    assert sum(len(it.images) for it in reader.pages) == pictures


def test_its_contents_name_the_page_of_every_chapter() -> None:
    reader = PdfReader(resources.manual())
    words = [" ".join(it.extract_text().split()) for it in reader.pages]
    contents = " ".join(words[1:4])
    for page in manual.chapters():
        numbers = re.findall(rf"{re.escape(page.title)}[ .]+(\d+)", contents)
        assert any(words[int(it) - 1].startswith(page.title) for it in numbers), page.title


@pytest.mark.slow
def test_the_same_text_gives_the_same_file(tmp_path: Path) -> None:
    alone = ("overview", "history", "phim-tat")  # they lead nowhere else
    pages = [it for it in manual.chapters() if it.name in alone]
    for name in ("mot.pdf", "hai.pdf"):
        manual_pdf.write(pages, tmp_path / name)
    assert (tmp_path / "mot.pdf").read_bytes() == (tmp_path / "hai.pdf").read_bytes()


def test_the_word_file_has_every_heading_where_word_finds_it(tmp_path: Path) -> None:
    pages = manual.chapters()
    manual_word.write(pages, tmp_path / "so.docx")
    document = Document(str(tmp_path / "so.docx"))
    heads = [it.text for it in document.paragraphs if it.style.name.startswith("Heading")]
    assert heads == [it for page in pages for it in (page.title, *page.headings)]
    codes = [it.text for it in document.element.iter(qn("w:instrText"))]
    assert codes == ['TOC \\o "1-2" \\h \\z']
    assert "PAGE" in document.sections[0].footer._element.xml
    assert len(document.inline_shapes) == sum(
        it.kind == "picture" for page in pages for it in page.blocks
    )


def test_a_link_into_the_program_is_left_out_on_paper() -> None:
    line = "**Ở đâu:** trang “Đơn vị”. [Mở trang này](go:units)"
    assert "".join(it.text for it in manual.printed(line)) == "Ở đâu: trang “Đơn vị”."
    kept = list(manual.printed("Đọc [Lập sổ](setup#Bước 1: Khối)."))
    assert [it.target for it in kept] == ["", "setup#Bước 1: Khối", ""]


def test_every_picture_of_the_help_is_one_of_the_tour() -> None:
    names = [it.target for page in manual.chapters() for it in page.blocks if it.kind == "picture"]
    assert len(names) > 25
    assert len(names) == len(set(names))
    for name in names:
        assert manual.picture(name).is_file()
    with pytest.raises(LookupError, match="0 pictures"):
        manual.picture("khong-co")
    assert [it.name for it in manual.chapters()] == list(MANUAL)

"""A letter for each guest in one document: each with its own heading and its own pages."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from exporters import write_paper
from models.block import PaperStyle
from models.meeting import Guest
from models.paper_record import PaperRecord
from models.papers.kinds import build
from models.papers.prose import blanks
from models.papers.report import Paragraph
from models.season import Season
from tests.exporters.reading import pdf_pages
from tests.models.papers_of_the_year import DAY, year

KEY = "giay-moi-khach"
GUESTS = (
    Guest("Bà Lê Thị Một", "Phó Giám đốc", "Sở Nội vụ"),
    Guest("Ông Trần Văn Hai", "", "Báo Lào Cai"),
    Guest("Ông Lý Văn Ba"),
)
MOTTO: dict[PaperStyle, str] = {
    "state": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "party": "ĐẢNG CỘNG SẢN VIỆT NAM",
}


def given(style: PaperStyle) -> Season:
    made = year(style)
    plan = made.plan.with_record(PaperRecord(KEY, number="21", issued=DAY))
    return replace(made, plan=plan, meeting=replace(made.meeting, guests=GUESTS))


@pytest.mark.parametrize("style", ["state", "party"])
def test_each_guest_has_a_page_that_is_a_whole_letter(style: PaperStyle, tmp_path: Path) -> None:
    report = build(KEY, given(style), printed_on=DAY)
    target = tmp_path / "moi.pdf"
    write_paper(report, target)
    pages = [" ".join(it.split()) for it in pdf_pages(target)]
    assert len(pages) == len(GUESTS)
    named = (
        "Bà Lê Thị Một, Phó Giám đốc, Sở Nội vụ.",
        "Ông Trần Văn Hai, Báo Lào Cai.",
        "Ông Lý Văn Ba.",
    )
    for page, who in zip(pages, named, strict=True):
        assert f"trân trọng kính mời: {who}" in page
        assert MOTTO[style] in page
        assert "21/GM-" in page or "21-GM/" in page
        assert "GIẤY MỜI" in page
        assert "Nơi nhận" in page
        assert sum(it.name in page for it in GUESTS) == 1
        assert "Đề nghị đơn vị mang theo" not in page, "a guest has no evidence to bring"


@pytest.mark.parametrize("style", ["state", "party"])
def test_a_long_letter_counts_its_own_pages(style: PaperStyle, tmp_path: Path) -> None:
    report = build(KEY, given(style), printed_on=DAY)
    more = (Paragraph("Nội dung hội nghị."),) * 25
    parts = tuple(replace(it, contents=(*more, *it.contents)) for it in report.parts)
    target = tmp_path / "moi.pdf"
    write_paper(replace(report, parts=parts), target)
    pages = pdf_pages(target)
    assert len(pages) == 2 * len(GUESTS)
    starts = [it.split()[0] for it in pages]
    assert starts[1::2] == ["2"] * len(GUESTS)
    assert not any(it.isdigit() for it in starts[::2])


def test_word_and_excel_hold_the_same_letters(tmp_path: Path) -> None:
    report = build(KEY, given("state"), printed_on=DAY)
    word, excel = tmp_path / "moi.docx", tmp_path / "moi.xlsx"
    write_paper(report, word)
    write_paper(report, excel)
    document = Document(str(word))
    assert len(document.sections) == len(GUESTS)
    words = "\n".join(cell.text for it in document.tables for row in it.rows for cell in row.cells)
    assert words.count(MOTTO["state"]) == len(GUESTS)
    numbers = [it._sectPr.xpath("w:pgNumType/@w:start") for it in document.sections]
    assert numbers == [["1"]] * len(GUESTS)
    heads = [it.first_page_header.paragraphs[0].text.strip() for it in document.sections]
    assert heads == [""] * len(GUESTS)
    book = openpyxl.load_workbook(excel)
    assert book.sheetnames == ["Giấy mời 01", "Giấy mời 02", "Giấy mời 03"]
    for sheet in book:
        assert any(MOTTO["state"] in str(cell.value) for row in sheet for cell in row)


def test_without_guests_it_says_where_they_are_noted() -> None:
    made = given("state")
    made = replace(made, meeting=replace(made.meeting, guests=()))
    report = build(KEY, made, printed_on=DAY)
    assert len(report.parts) == 1
    assert any("ghi khách mời ở trang Hội nghị" in it for it in blanks(report))


def test_what_is_blank_in_all_letters_is_listed_once() -> None:
    made = given("state")
    made = replace(made, meeting=replace(made.meeting, chair=""))
    left = blanks(build(KEY, made, printed_on=DAY))
    assert [it for it in left if "Chủ trì" in it] == [
        "Chủ trì: người chủ trì, ghi ở trang Hội nghị"
    ]

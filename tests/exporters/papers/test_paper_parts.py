"""The parts of official papers one by one: offices, letters, blanks, rows to sign, headings, properties of the file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from pypdf import PdfReader

from exporters import write_paper
from exporters.papers.layout import LETTERHEADS
from models.block import PaperStyle
from models.papers.report import Paragraph, Part, Report, Signature, Signer
from tests.exporters import whole_paper
from tests.exporters.reading import Line, docx_paragraphs, pdf_lines
from tests.exporters.whole_paper import annexed, letter, whole

Make = Callable[..., Report]
_MM = 72 / 25.4
BOTH = pytest.mark.parametrize("style", ["state", "party"])


def written(report: Report, folder: Path, suffix: str) -> Path:
    target = folder / f"paper{suffix}"
    write_paper(report, target)
    return target


def line_of(lines: list[Line], text: str) -> Line:
    return next(it for it in lines if it.text.startswith(text))


@pytest.mark.parametrize(
    ("office", "bold"),
    [
        ("TRƯỞNG KHỐI", [False]),
        ("K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN", [True, False]),
        (
            "T/M BAN THƯỜNG VỤ\nK/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nkiêm\nTRƯỞNG KHỐI",
            [True, True, False, False, False],
        ),
    ],
)
def test_one_to_five_lines_of_an_office_each_as_the_party_sets_it(
    office: str, bold: list[bool], tmp_path: Path
) -> None:
    made = whole("party")
    part = replace(
        made.parts[0],
        contents=(Paragraph("Một."), Paragraph("Hai."), Signature((Signer(office, name="Tên"),))),
    )
    report = replace(made, parts=(part,))
    lines = pdf_lines(written(report, tmp_path, ".pdf"))
    wanted = office.split("\n")
    found = [it for it in lines if it.text in wanted]
    assert [(it.text, it.bold) for it in found] == list(zip(wanted, bold, strict=True))
    docx = docx_paragraphs(written(report, tmp_path, ".docx"))
    set_so = [(it.text, bool(it.runs[0].font.bold)) for it in docx if it.text in wanted]
    assert set_so == list(zip(wanted, bold, strict=True))


@pytest.mark.parametrize(
    "text", ["V/v xin ý kiến", "v/v xin ý kiến", "Về việc xin ý kiến", "xin ý kiến"]
)
def test_what_a_letter_is_about_is_named_once_however_it_was_typed(text: str) -> None:
    heading = replace(letter().heading, about=text)
    assert LETTERHEADS["state"].about_line(heading) == "V/v xin ý kiến"
    assert LETTERHEADS["party"].about_line(heading) == "Về việc xin ý kiến"


def test_a_place_still_to_be_filled_stands_in_a_frame_in_every_format(tmp_path: Path) -> None:
    report = whole()
    blank = next(
        it
        for it in docx_paragraphs(written(report, tmp_path, ".docx"))
        if it.text == whole_paper.BLANK
    )
    assert blank._p.pPr.find(qn("w:pBdr")) is not None
    sheet = openpyxl.load_workbook(written(report, tmp_path, ".xlsx")).worksheets[0]
    cell = next(it for row in sheet.iter_rows() for it in row if it.value == whole_paper.BLANK)
    assert cell.border.top.style == cell.border.left.style == "thin"
    filled = replace(
        report,
        parts=(
            replace(
                report.parts[0],
                contents=tuple(
                    replace(it, role="line")
                    if isinstance(it, Paragraph) and it.role == "blank"
                    else it
                    for it in report.parts[0].contents
                ),
            ),
        ),
    )
    with_blank, without = (boxes(written(it, tmp_path, ".pdf")) for it in (report, filled))
    assert with_blank == without + 1, "a shaded frame"


def boxes(path: Path) -> int:
    """How many rectangles the first page draws."""
    found: list[bytes] = []

    def before(operator: bytes, *_rest: object) -> None:
        if operator == b"re":
            found.append(operator)

    PdfReader(path).pages[0].extract_text(visitor_operand_before=before)
    return len(found)


@BOTH
def test_rows_that_are_to_be_signed_are_tall(style: PaperStyle, tmp_path: Path) -> None:
    report = whole(style)
    lines = pdf_lines(written(report, tmp_path, ".pdf"))
    first, second = line_of(lines, whole_paper.UNIT), line_of(lines, "Báo Lào Cai")
    assert first.y - second.y >= 15 * _MM
    grid = Document(str(written(report, tmp_path, ".docx"))).tables[2]
    assert all(row.height.mm >= 15 for row in grid.rows[1:])


@BOTH
def test_headings_are_found_by_the_navigation_of_word_and_by_the_outline_of_the_pdf(
    style: PaperStyle, tmp_path: Path
) -> None:
    mark = "-" if style == "party" else "."
    wanted = [
        (1, "TỜ TRÌNH"),
        (2, f"I{mark} MỤC ĐÍCH, YÊU CẦU"),
        (3, f"1{mark} Mục đích"),
        (4, "a) Đánh giá đúng kết quả của từng đơn vị"),
        (2, "Ký giao ước"),
        (1, "PHỤ LỤC"),
    ]
    docx = written(annexed(style), tmp_path, ".docx")
    found = [
        (int(it.style.name.removeprefix("Heading ")), it.text)
        for it in docx_paragraphs(docx)
        if it.style.name.startswith("Heading")
    ]
    assert found == wanted
    assert list(outline(PdfReader(written(annexed(style), tmp_path, ".pdf")).outline, 1)) == wanted


def outline(found: list[Any], level: int) -> Iterator[tuple[int, str]]:
    for it in found:
        if isinstance(it, list):
            yield from outline(it, level + 1)
        else:
            yield level, it.title


@pytest.mark.parametrize(
    ("make", "title"), [(whole, "TỜ TRÌNH – Về việc"), (letter, "xin ý kiến thẩm định")]
)
def test_files_tell_their_language_title_and_author(make: Make, title: str, tmp_path: Path) -> None:
    report = make()
    properties = Document(str(written(report, tmp_path, ".docx"))).core_properties
    reader = PdfReader(written(report, tmp_path, ".pdf"))
    assert properties.title.startswith(title)
    assert reader.metadata.title.startswith(title)
    assert properties.author == reader.metadata.author == report.heading.issuer
    assert properties.language == reader.trailer["/Root"]["/Lang"] == "vi-VN"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_paper_without_a_letter_or_a_code_has_no_number() -> None:
    for it in LETTERHEADS.values():
        assert it.number_line(replace(whole().heading, code="")) == ""
        assert it.addressees(replace(whole().heading, to=())) == ()


def test_an_empty_part_is_no_page_of_titles(tmp_path: Path) -> None:
    report = replace(letter(), parts=(Part("Trống", "", "", ()),))
    lines = pdf_lines(written(report, tmp_path, ".pdf"))
    assert lines[-1].text == "Kính gửi: Sở Nội vụ tỉnh Lào Cai"


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (("Sở Nội vụ.",), ("Kính gửi: Sở Nội vụ",)),
        ((".....",), ("Kính gửi: .....",)),
        (("- Sở Nội vụ;", "....."), ("Kính gửi:", "- Sở Nội vụ;", "- ......")),
    ],
)
def test_addressees_end_as_the_form_wants_and_dots_to_write_on_stay(
    given: tuple[str, ...], lines: tuple[str, ...]
) -> None:
    assert LETTERHEADS["state"].addressees(replace(letter().heading, to=given)) == lines


@BOTH
def test_phan_with_its_title_stands_in_the_middle(style: PaperStyle, tmp_path: Path) -> None:
    made = whole(style)
    texts = ("Phần I", "TÌNH HÌNH TỔ CHỨC")
    contents = (*(Paragraph(it, "part") for it in texts), Paragraph("I. KẾT QUẢ", "part"))
    report = replace(made, parts=(replace(made.parts[0], contents=contents),))
    lines = pdf_lines(written(report, tmp_path, ".pdf"))
    middle = (210 + 30 - 15) / 2 * _MM
    docx = docx_paragraphs(written(report, tmp_path, ".docx"))
    for text in texts:
        assert line_of(lines, text).centre == pytest.approx(middle, abs=0.5)
        found = next(it for it in docx if it.text == text)
        assert found.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert not found.paragraph_format.first_line_indent
    numbered = line_of(lines, "I- KẾT" if style == "party" else "I. KẾT")
    assert numbered.x == pytest.approx(40 * _MM, abs=0.5)

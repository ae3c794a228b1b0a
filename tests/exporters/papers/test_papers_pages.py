"""How papers fall on pages: heads repeated, rows whole, page numbers, a signature never alone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from exporters import write_paper
from models.block import PaperStyle
from models.papers.kinds import build
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    Report,
    Row,
    Signature,
    Signer,
    Table,
)
from models.season import Score, ScoreKey
from tests.exporters.paper_samples import LONG_NAMES, NAMES, PRINTED_ON, season
from tests.exporters.reading import has_office, office_convert, pdf_pages

OFFICE = pytest.mark.skipif(not has_office(), reason="LibreOffice (soffice) is not installed")
BASE = build("bang-tong-hop", season(), printed_on=PRINTED_ON)
SIGNING = "NGUYEN VAN A"
SIGNED = Signature((Signer("THƯ KÝ"), Signer("TRƯỞNG KHỐI", "Ban Nội chính Tỉnh ủy", SIGNING)))


def rows_paper(rows: int, *, legend: int, landscape: bool) -> Report:
    """A paper with a table of `rows` rows, `legend` paragraphs and a signature."""
    columns = (Column("n", "STT", 10, "center"), Column("name", "Đơn vị", 60))
    body = tuple(
        Row(f"r{number}", (Cell(str(number)), Cell(f"dòng {number} {LONG_NAMES[0]}")))
        for number in range(1, rows + 1)
    )
    notes = [Paragraph(f"- ghi chú {number}", "note") for number in range(legend)]
    contents: tuple[Content, ...] = (Table(columns, body), *notes, SIGNED)
    part = replace(BASE.parts[0], contents=contents, landscape=landscape)
    return replace(BASE, parts=(part,))


def lonely(pages: list[str]) -> Iterator[str]:
    """Pages with the signature that carry neither a row nor a note."""
    for page in pages:
        if SIGNING in page and not re.search(r"dòng \d+|ghi chú \d+", page):
            yield page


@pytest.mark.parametrize("legend", [0, 1, 6])
@pytest.mark.parametrize("landscape", [True, False], ids=["landscape", "portrait"])
def test_the_signature_in_the_pdf_is_never_alone(
    legend: int, landscape: bool, tmp_path: Path
) -> None:
    broken = 0
    for rows in range(5, 41):
        target = tmp_path / "paper.pdf"
        write_paper(rows_paper(rows, legend=legend, landscape=landscape), target)
        pages = pdf_pages(target)
        broken += len(pages) > 1
        assert sum(SIGNING in page for page in pages) == 1
        assert not list(lonely(pages)), f"{rows} rows"
        assert sum(page.count("STT") for page in pages) == len(
            [page for page in pages if "dòng" in page]
        )
    assert broken > 5


@pytest.mark.parametrize("landscape", [True, False], ids=["landscape", "portrait"])
def test_the_last_row_of_the_pdf_is_never_alone(landscape: bool, tmp_path: Path) -> None:
    broken = 0
    for rows in range(5, 41):
        target = tmp_path / "paper.pdf"
        write_paper(rows_paper(rows, legend=4, landscape=landscape), target)
        counts = [page.count("dòng ") for page in pdf_pages(target)]
        broken += len([it for it in counts if it]) > 1
        assert 1 not in counts, f"{rows} rows"
    assert broken > 5


@pytest.mark.parametrize("style", ["state", "party"])
def test_twelve_units_with_notes_and_signatures_stay_on_one_page(
    style: str, tmp_path: Path
) -> None:
    target = tmp_path / "paper.pdf"
    names = (
        *NAMES,
        "Công an tỉnh",
        "Bộ Chỉ huy Quân sự tỉnh",
        "Báo Nhân dân tại Lào Cai và Yên Bái",
    )
    write_paper(build("bang-tong-hop", season(names, style), printed_on=PRINTED_ON), target)
    first, second, *_ = pdf_pages(target)
    assert all(name in " ".join(first.split()) for name in names)
    assert "TRƯỞNG KHỐI" in first
    assert "STT" not in second


@OFFICE
@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize(("style", "long", "next_number"), [("party", 2, 2), ("state", 3, 1)])
def test_a_result_that_fits_one_page_as_pdf_does_in_word(
    style: PaperStyle, long: int, next_number: int, tmp_path: Path
) -> None:
    names = (*NAMES, *LONG_NAMES[:long])
    target = tmp_path / "paper.docx"
    write_paper(build("bang-tong-hop", season(names, style), printed_on=PRINTED_ON), target)
    first, second, *_ = pdf_pages(office_convert(target, tmp_path / "office", "pdf"))
    assert "PHÓ TR" in first  # of what LibreOffice writes only plain letters can be read back
    assert "STT" not in second
    assert re.match(rf"\s*{next_number}\b", second)


def test_only_running_text_is_set_wider_than_single_in_word(tmp_path: Path) -> None:
    """The page was fitted with single lines; wider ones put its last rows on the next."""
    target = tmp_path / "paper.docx"
    text = replace(BASE.parts[0], contents=(Paragraph("Câu."), Paragraph("- ghi chú", "note")))
    write_paper(replace(BASE, parts=(text,)), target)
    document = Document(str(target))
    assert document.styles["Normal"].paragraph_format.line_spacing == 1
    own = {it.text: it.paragraph_format.line_spacing for it in document.paragraphs}
    assert own["Câu."] == 1.15
    assert own["- ghi chú"] is None


@OFFICE
@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("legend", [0, 3])
def test_the_signature_in_word_is_never_alone(legend: int, tmp_path: Path) -> None:
    broken = 0
    for rows in (7, 8, 9, 10, 11, 20):
        target = tmp_path / f"paper{rows}.docx"
        write_paper(rows_paper(rows, legend=legend, landscape=True), target)
        pages = pdf_pages(office_convert(target, tmp_path / "office", "pdf"))
        broken += len(pages) > 1
        assert sum(SIGNING in page for page in pages) == 1
        assert not list(lonely(pages)), f"{rows} rows"
    assert broken


def test_word_repeats_heads_keeps_rows_whole_and_ties_the_signature(tmp_path: Path) -> None:
    target = tmp_path / "paper.docx"
    write_paper(rows_paper(12, legend=0, landscape=True), target)
    table = Document(str(target)).tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    tied = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert tied[-3:] == [True, True, True]
    assert not tied[5]
    write_paper(rows_paper(12, legend=4, landscape=True), target)
    table = Document(str(target)).tables[1]
    tied = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert [bool(it) for it in tied[-4:]] == [False, True, True, True], (
        "three rows go with the notes"
    )


@pytest.mark.parametrize("style", ["state", "party"])
def test_pages_are_numbered_from_the_second_and_the_annex_of_the_state_for_itself(
    style: str, tmp_path: Path
) -> None:
    target = tmp_path / "paper.pdf"
    names = LONG_NAMES[:20]
    write_paper(build("bang-tong-hop", season(names, style), printed_on=PRINTED_ON), target)
    pages = pdf_pages(target)
    annex = next(number for number, page in enumerate(pages) if "GIẢI TRÌNH" in page)
    assert annex > 1
    assert "\n1\n" not in f"\n{pages[0]}"[:60]
    first = 1 if style == "state" else annex + 1
    for start, group in ((2, pages[1:annex]), (first, pages[annex:])):
        for number, page in enumerate(group, start=start):
            assert re.match(rf"\s*{number}\s*CHƯA CHÍNH THỨC", page)


def test_the_banners_stand_once_on_every_page_of_the_pdf(tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    write_paper(build("bang-tong-hop", season(LONG_NAMES[:20]), printed_on=PRINTED_ON), target)
    pages = pdf_pages(target)
    assert len(pages) > 3
    assert {page.count("CHƯA CHÍNH THỨC · DỮ LIỆU MINH HOẠ") for page in pages} == {1}


def test_the_banners_stand_once_on_every_page_of_word(tmp_path: Path) -> None:
    target = tmp_path / "paper.docx"
    write_paper(BASE, target)
    document = Document(str(target))
    below_title = [it.text for it in document.paragraphs if "CHÍNH THỨC" in it.text]
    assert len(below_title) == 1
    headers = [
        "CHÍNH THỨC" in header.paragraphs[0].text
        for section in document.sections
        for header in (section.first_page_header, section.header)
    ]
    assert headers == [False, True, True, True], "only the first page has them below its title"


def test_the_banners_are_repeated_with_the_head_of_the_workbook(tmp_path: Path) -> None:
    target = tmp_path / "paper.xlsx"
    write_paper(BASE, target)
    for sheet in openpyxl.load_workbook(target):
        first, last = (int(it.strip("$")) for it in sheet.print_title_rows.split(":"))
        assert sheet.cell(first, 1).value == "CHƯA CHÍNH THỨC · DỮ LIỆU MINH HOẠ"
        assert sheet.cell(last, 1).value in ("STT", "Nội dung")
        assert last - first == 2
        assert not sheet.oddHeader.right.text, "the header would say it twice on the first page"


def test_the_pdf_embeds_parts_of_its_fonts_and_names_itself(tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    write_paper(BASE, target)
    reader = PdfReader(target)
    fonts = {
        name: font.get_object()
        for page in reader.pages
        for name, font in page["/Resources"]["/Font"].items()
    }
    used = [it for it in fonts.values() if "/FontDescriptor" in it]
    assert used
    assert all("/FontFile2" in it["/FontDescriptor"] for it in used)
    assert all(re.match(r"/[A-Z]{6}\+", it["/BaseFont"]) for it in used)
    assert reader.metadata.title.startswith("BẢNG TỔNG HỢP KẾT QUẢ CHẤM ĐIỂM")
    assert len(target.read_bytes()) < 300_000


@pytest.mark.parametrize("length", [400, 4000, 12000])
def test_very_long_evidence_neither_stops_the_pdf_nor_is_cut_off(
    length: int, tmp_path: Path
) -> None:
    key = ScoreKey("u0", "III.3", "block")
    evidence = " ".join(f"văn-bản-{number}" for number in range(length // 12)) + " HẾT"
    made = season().with_scores({key: Score(season().scores[key].points, evidence)})
    target = tmp_path / "sheet.pdf"
    write_paper(build("phieu-diem", made, "u0", printed_on=PRINTED_ON), target)
    text = " ".join(pdf_pages(target))
    assert "HẾT" in text
    assert f"văn-bản-{length // 24}" in text.replace("\n", "")


# The order the schema asks for; Word calls a file that breaks it damaged.
ORDERS = {
    "w:trPr": ["w:cantSplit", "w:tblHeader"],
    "w:tcPr": ["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:vAlign"],
    "w:tblPr": [
        "w:tblStyle",
        "w:tblW",
        "w:jc",
        "w:tblBorders",
        "w:tblLayout",
        "w:tblCellMar",
        "w:tblLook",
    ],
    "w:pPr": [
        "w:pStyle",
        "w:keepNext",
        "w:keepLines",
        "w:pBdr",
        "w:tabs",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:rPr",
        "w:sectPr",
    ],
    "w:sectPr": [
        "w:headerReference",
        "w:footerReference",
        "w:type",
        "w:pgSz",
        "w:pgMar",
        "w:pgNumType",
        "w:cols",
        "w:titlePg",
        "w:docGrid",
    ],
}


@pytest.mark.parametrize("name", ["bang-tong-hop", "phieu-diem"])
def test_properties_in_the_word_file_stand_in_the_order_of_the_schema(
    name: str, tmp_path: Path
) -> None:
    target = tmp_path / "paper.docx"
    write_paper(build(name, season(), "u0", printed_on=PRINTED_ON), target)
    body = Document(str(target)).element.body
    for tag, order in ORDERS.items():
        expected = [qn(it) for it in order]
        found = list(body.iter(qn(tag)))
        assert found
        for element in found:
            places = [expected.index(child.tag) for child in element]
            assert places == sorted(places), [child.tag for child in element]
            if tag != "w:sectPr":
                assert len(places) == len(set(places))


def test_word_uses_one_family_for_every_script_and_hides_the_first_number(tmp_path: Path) -> None:
    target = tmp_path / "paper.docx"
    write_paper(BASE, target)
    document = Document(str(target))
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{it}")) for it in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }
    for place, section in enumerate(document.sections):
        assert section.different_first_page_header_footer
        assert "PAGE" in "".join(section.header._element.itertext())
        first = "".join(section.first_page_header._element.itertext())
        assert ("PAGE" in first) == bool(place), "only the paper's first page has no number"
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_in_word_the_pages_of_a_party_paper_run_on_through_all_its_parts(tmp_path: Path) -> None:
    target = tmp_path / "paper.docx"
    report = build("bang-tong-hop", season(NAMES, "party"), printed_on=PRINTED_ON)
    write_paper(replace(report, parts=(*report.parts, report.parts[-1])), target)
    sections = Document(str(target)).sections
    starts = [it._sectPr.find(qn("w:pgNumType")) is not None for it in sections]
    assert starts == [True, False, False]


@pytest.mark.parametrize("notes", [1, 2])
def test_notes_that_end_a_paper_keep_its_last_rows_and_begin_no_empty_page(
    notes: int, tmp_path: Path
) -> None:
    broken = 0
    for rows in range(14, 30):
        target = tmp_path / "paper.pdf"
        made = rows_paper(rows, legend=notes, landscape=True)
        part = replace(made.parts[0], contents=made.parts[0].contents[:-1])
        write_paper(replace(made, parts=(part,)), target)
        pages = pdf_pages(target)
        broken += len(pages) > 1
        for page in pages:
            assert "dòng" in page, f"{rows} rows: a page without one"
        assert sum(page.count("ghi chú") for page in pages[-1:]) == notes
    assert broken > 5


def test_in_word_notes_that_end_a_paper_keep_its_last_rows(tmp_path: Path) -> None:
    made = rows_paper(12, legend=2, landscape=True)
    part = replace(made.parts[0], contents=made.parts[0].contents[:-1])
    target = tmp_path / "paper.docx"
    write_paper(replace(made, parts=(part,)), target)
    rows = Document(str(target)).tables[1].rows
    tied = [bool(it.cells[0].paragraphs[0].paragraph_format.keep_with_next) for it in rows]
    assert tied[-3:] == [True, True, True]
    assert not tied[5]


@pytest.mark.parametrize(
    ("lines", "tables", "banners", "repeated", "frozen"),
    [
        (0, 1, ("NHÁP",), ["NHÁP", "STT"], True),
        (2, 1, ("NHÁP",), ["NHÁP", "câu 0", "câu 1", "STT"], True),
        (2, 1, (), ["STT"], True),
        (3, 1, ("NHÁP",), ["NHÁP"], False),
        (3, 1, (), ["STT"], False),
        (3, 2, (), [], False),
        (30, 2, ("NHÁP",), ["NHÁP"], False),
    ],
)
def test_no_page_of_the_workbook_repeats_the_text_above_a_table(
    lines: int,
    tables: int,
    banners: tuple[str, ...],
    repeated: list[str],
    frozen: bool,
    tmp_path: Path,
) -> None:
    made = rows_paper(3, legend=0, landscape=False)
    [table, _] = made.parts[0].contents
    text = tuple(Paragraph(f"câu {number}") for number in range(lines))
    part = replace(made.parts[0], contents=(*text, *(table,) * tables, SIGNED))
    target = tmp_path / "paper.xlsx"
    write_paper(replace(made, parts=(part,), banners=banners), target)
    [sheet] = openpyxl.load_workbook(target)
    rows = [int(it.strip("$")) for it in (sheet.print_title_rows or "1:0").split(":")]
    values = (sheet.cell(it, 1).value for it in range(rows[0], rows[1] + 1))
    assert [it for it in values if it] == repeated
    assert bool(sheet.freeze_panes) == frozen

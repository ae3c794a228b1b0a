"""How papers with running text, signatures and wide tables fall on pages."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from exporters import write_paper
from exporters.papers.columns import laid_out
from exporters.papers.layout import LETTERHEADS, scaled
from models.block import PaperStyle
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    ParagraphRole,
    Part,
    Report,
    Row,
    Table,
)
from tests.exporters.reading import Line, has_office, office_convert, pdf_lines
from tests.exporters.whole_paper import BODY, SIGNER_NAME, signed, table, whole

OFFICE = pytest.mark.skipif(not has_office(), reason="LibreOffice (soffice) is not installed")
STYLES: tuple[PaperStyle, ...] = ("state", "party")
OFFICES = ("KT. TRƯỞNG BAN", "K/T TRƯỞNG BAN NỘI CHÍNH")


def paper(style: PaperStyle, *contents: Content) -> Report:
    made = whole(style)
    return replace(made, parts=(replace(made.parts[0], contents=(*contents, signed(style))),))


def above_signature(path: Path) -> list[Line]:
    """The lines of text on the page of the signature that stand above it."""
    lines = pdf_lines(path)
    names = [it for it in lines if it.text == SIGNER_NAME]
    assert len(names) == 1
    office = next(it for it in lines if it.text in OFFICES)
    assert office.page == names[0].page, "the signature in one piece"
    return [it for it in lines if it.page == office.page and it.y > office.y + 3 and not it.outside]


def sixty(style: PaperStyle) -> Report:
    """Tables of one to sixty rows with their signatures in one document, each on pages of its own."""
    parts = tuple(
        Part(f"Bảng {rows}", "BẢNG", "(Kèm theo)", (table(rows), signed(style)))
        for rows in range(1, 61)
    )
    return replace(whole(style), parts=parts)


def check_rows_beside(lines: list[Line]) -> None:
    """Each of the sixty signatures has at least two rows above it."""
    offices = [it for it in lines if it.text.startswith(("KT.", "K/T"))]
    assert len(offices) == 60
    for rows, office in enumerate(offices, 1):
        beside = {it.text for it in lines if it.page == office.page and it.y > office.y + 3}
        assert {str(it) for it in range(max(1, rows - 1), rows + 1)} <= beside, rows
    assert len({it.page for it in lines}) > 65, "some take more than a page"


@pytest.mark.parametrize("style", STYLES)
def test_after_a_table_of_any_length_the_signature_takes_rows_with_it(
    style: PaperStyle, tmp_path: Path
) -> None:
    target = tmp_path / "paper.pdf"
    write_paper(sixty(style), target)
    check_rows_beside(pdf_lines(target))


@pytest.mark.parametrize("style", STYLES)
def test_after_text_of_any_length_the_signature_takes_two_lines_with_it(
    style: PaperStyle, tmp_path: Path
) -> None:
    target = tmp_path / "paper.pdf"
    pages = set()
    for lines in range(1, 70, 2):
        long = Paragraph(" ".join([BODY] * (1 + lines // 3)))
        short = tuple(Paragraph(f"Câu {it}.") for it in range(lines % 3))
        write_paper(paper(style, Paragraph("Mở đầu.", "part"), long, *short), target)
        found = above_signature(target)
        pages.add(found[0].page)
        assert len({it.y for it in found}) >= 2, lines
    assert pages == {0, 1, 2}


@pytest.mark.parametrize("role", ["heading", "part", "section", "point"])
def test_a_heading_is_never_the_last_line_of_a_page(role: ParagraphRole, tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    for lines in range(14, 34):
        before = tuple(Paragraph(f"Câu {it}.") for it in range(lines))
        heading = Paragraph("1. Đầu đề", role)
        write_paper(paper("state", *before, heading, Paragraph("Sau đầu đề."), *before[:4]), target)
        found = pdf_lines(target)
        headings = [it for it in found if "Đầu đề" in it.text]
        after = [it for it in found if it.text == "Sau đầu đề."]
        assert [it.page for it in headings] == [it.page for it in after], lines


@OFFICE
@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_in_word_too_the_signature_is_never_alone(style: PaperStyle, tmp_path: Path) -> None:
    target = tmp_path / "paper.docx"
    write_paper(sixty(style), target)
    check_rows_beside(pdf_lines(office_convert(target, tmp_path / "office", "pdf")))


# ---- tables too wide for their page


def wide(sections: int) -> Table:
    columns = (
        Column("number", "STT", 11, "center"),
        Column("unit", "Đơn vị", 60),
        *(Column(f"s{it}", f"Mục {it}", 20, "right") for it in range(sections)),
    )
    rows = tuple(
        Row(
            f"u{unit}",
            (
                Cell(str(unit)),
                Cell(f"Đơn vị số {unit}"),
                *(Cell(f"{unit},{it:02}") for it in range(sections)),
            ),
        )
        for unit in range(1, 4)
    )
    group = Row("g", (Cell("Nhóm", span=len(columns)),), "group")
    return Table(columns, (group, *rows))


@pytest.mark.parametrize("sections", [5, 20, 40, 90])
@pytest.mark.parametrize("available", [165.0, 252.0, 375.0])
def test_no_column_is_lost_and_none_is_narrower_than_its_words(
    sections: int, available: float
) -> None:
    whole_table = wide(sections)
    parts, size = laid_out(whole_table, LETTERHEADS["state"], available)
    assert size >= 10
    keys = [it.key for it in whole_table.columns]
    assert [it.key for part in parts for it in part.columns if it.key[0] == "s"] == keys[2:]
    for part in parts:
        assert [it.key for it in part.columns][:2] == ["number", "unit"], "whose row it is"
        widths = scaled(tuple(it.width for it in part.columns), available)
        assert min(widths[2:]) >= 9
        for row in part.rows:
            assert sum(it.span for it in row.cells) == len(part.columns)
    assert (len(parts) > 1) == (sections * 9.5 > available - 40)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_table_too_wide_is_parted_with_the_names_in_each_part(
    suffix: str, tmp_path: Path
) -> None:
    target = tmp_path / f"paper{suffix}"
    write_paper(paper("state", wide(40)), target)
    if suffix == ".docx":
        tables = [it for it in Document(str(target)).tables if it.rows[0].cells[0].text == "STT"]
        said = [cell.text for it in tables for row in it.rows for cell in row.cells]
        for it in tables:
            assert sum(column.width for column in it.columns) <= Mm(166)
        count = len(tables)
    else:
        said = [it.text for it in pdf_lines(target)]
        count = said.count("STT")
    assert count > 2
    assert said.count("Đơn vị số 2") == count
    for number in range(40):
        assert said.count(f"2,{number:02}") == 1


def test_a_column_too_narrow_for_a_word_takes_width_from_the_others(tmp_path: Path) -> None:
    columns = (Column("a", "Tên", 120), Column("b", "Kiểm-chứng-dài", 10))
    one = Table(
        columns,
        (
            Row(
                "r",
                (Cell("Đơn vị"), Cell("không-ngắt-dòng")),
            ),
        ),
    )
    target = tmp_path / "paper.pdf"
    write_paper(paper("state", one), target)
    said = [it.text for it in pdf_lines(target)]
    assert "Kiểm-chứng-dài" in said
    assert "không-ngắt-dòng" in said
    (part,), _ = laid_out(one, LETTERHEADS["state"], 165)
    assert sum(it.width for it in part.columns) == pytest.approx(165)


def test_columns_that_are_wide_enough_keep_their_proportions() -> None:
    given = table()
    assert laid_out(given, LETTERHEADS["state"], 165) == ((given,), 11)
    assert all(a.key != b.key for a, b in pairwise(given.columns))

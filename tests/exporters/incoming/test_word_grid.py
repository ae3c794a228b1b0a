"""Grids out of Word documents: merged cells, tracked changes, numbers that Word makes by itself."""

import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml

from exporters.incoming.table_grid import read_grids
from tests.exporters.grid_files import document, refused, texts

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_every_word_table_of_more_than_one_row_is_a_grid(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_table(1, 2)  # the heading of the paper: State and body
    table = made.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "TT", "hai\ndòng"
    made.save(str(tmp_path / "a.docx"))
    [grid] = read_grids(tmp_path / "a.docx")
    assert (grid.name, grid.source) == ("Bảng 2", "word")
    assert texts(grid) == [["TT", ""], ["", "hai\ndòng"]]
    assert grid.cell_words(1, 1) == "Bảng 2, hàng 2, cột 2"


def test_merged_cells_of_word_are_known(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(4, 3)
    table.cell(0, 2).text, table.cell(3, 2).text = "x", "y"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "ngang"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "dọc"
    table.cell(1, 0).merge(table.cell(2, 1)).text = "cả hai"
    made.save(str(tmp_path / "a.docx"))
    [grid] = read_grids(tmp_path / "a.docx")
    assert texts(grid) == [["ngang", "", "x"], ["cả hai", "", "dọc"], ["", "", ""], ["", "", "y"]]
    assert [[cell.anchor for cell in row] for row in grid.rows] == [
        [None, (0, 0), None],
        [None, (1, 0), None],
        [(1, 0), (1, 0), (1, 2)],
        [None, None, None],
    ]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(2, 1)
    paragraph = table.cell(0, 0).paragraphs[0]._p
    paragraph.append(parse_xml(f"<w:del {NS}><w:r><w:delText>cũ</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {NS}><w:r><w:t>mới</w:t></w:r></w:ins>"))
    table.cell(1, 0).text = "x"
    made.save(str(tmp_path / "a.docx"))
    assert texts(read_grids(tmp_path / "a.docx")[0]) == [["mới"], ["x"]]


def test_a_table_inside_a_cell_is_a_grid_of_its_own(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(2, 1)
    table.cell(0, 0).text = "ngoài"
    table.cell(1, 0).text = "ngoài nữa"
    inner = table.cell(1, 0).add_table(2, 1)
    inner.cell(0, 0).text, inner.cell(1, 0).text = "trong", "nữa"
    made.save(str(tmp_path / "a.docx"))
    outer, own = read_grids(tmp_path / "a.docx")
    assert texts(outer) == [["ngoài"], ["ngoài nữa"]]
    assert (own.name, texts(own)) == ("Bảng 2", [["trong"], ["nữa"]])


def numbering(document: Any, *levels: tuple[str, str]) -> str:
    """A list of these kinds and texts; the number that paragraphs name."""
    root = document.part.numbering_part.element
    parts = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(levels)
    )
    root.append(parse_xml(f'<w:abstractNum {NS} w:abstractNumId="90">{parts}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NS} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return "90"


def numbered(cell: Any, number: str, depth: int) -> None:
    properties = cell.paragraphs[0]._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_numbers_that_word_makes_by_itself_are_read(tmp_path: Path) -> None:
    made = docx.Document()
    number = numbering(
        made, ("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "•")
    )
    depths = [0, 1, 2, 2, 1, 0, 1, 3]
    table = made.add_table(len(depths), 2)
    for row, depth in zip(table.rows, depths, strict=True):
        numbered(row.cells[0], number, depth)
        row.cells[1].text = "x"
    made.save(str(tmp_path / "a.docx"))
    [grid] = read_grids(tmp_path / "a.docx")
    assert [row[0].text for row in grid.rows] == "I. 1. a) b) 2. II. 1. -".split()


def test_numbers_of_several_levels_are_put_together(tmp_path: Path) -> None:
    made = docx.Document()
    number = numbering(made, ("decimal", "%1"), ("decimal", "%1.%2."))
    table = made.add_table(4, 1)
    for row, depth in zip(table.rows, [0, 1, 1, 0], strict=True):
        numbered(row.cells[0], number, depth)
        row.cells[0].paragraphs[0].add_run("Họp")
    made.save(str(tmp_path / "a.docx"))
    [grid] = read_grids(tmp_path / "a.docx")
    assert [row[0].text for row in grid.rows] == ["1 Họp", "1.1. Họp", "1.2. Họp", "2 Họp"]


def test_a_document_without_tables_is_refused(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Kế hoạch")
    made.save(str(tmp_path / "kế hoạch.docx"))
    assert refused(tmp_path / "kế hoạch.docx") == (
        "Văn bản “kế hoạch.docx” không có bảng nào từ hai hàng trở lên. Chọn tệp khác."
    )


def test_a_word_table_larger_than_any_scoring_table_is_refused(tmp_path: Path) -> None:
    document(tmp_path / "a.docx", [["x"] * 61] * 2)
    assert refused(tmp_path / "a.docx").startswith("“Bảng 1” có 1 hàng × 61 cột, nhiều nhất")


def test_a_document_with_macros_is_refused_with_a_way_out(tmp_path: Path) -> None:
    document(tmp_path / "a.docx", [["x"], ["y"]])
    out = tmp_path / "b.docm"
    with zipfile.ZipFile(tmp_path / "a.docx") as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            )
            new.writestr(name, data)
    assert refused(out).startswith("Đây là văn bản có macro hoặc văn bản mẫu (.docm, .dotx).")

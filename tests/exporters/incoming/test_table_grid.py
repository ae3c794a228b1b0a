"""Grids out of real files: sheets and Word tables as they stand, and a sentence for what cannot be read."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from exporters.incoming.table_grid import read_grids, shown
from models.table_reading.mapping import guess
from models.table_reading.reader import read
from tests.exporters import office
from tests.exporters.grid_files import document, refused, texts, workbook
from tests.models.grid_drawing import outline

# ---- workbooks


def test_a_sheet_is_read_from_its_first_cell_so_that_addresses_are_those_of_excel(
    tmp_path: Path,
) -> None:
    path = workbook(tmp_path / "a.xlsx", {"B3": "Nội dung", "C4": 7.5})
    [grid] = read_grids(path)
    assert (grid.name, grid.source) == ("Bảng điểm", "sheet")
    assert texts(grid) == [["", "", ""], ["", "", ""], ["", "Nội dung", ""], ["", "", "7,5"]]
    assert grid.cell_words(3, 2) == "Trang “Bảng điểm”, ô C4"


def test_merged_cells_have_their_text_once_and_name_the_first(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "I", "B1": "Nhóm", "C3": 1}, ("B1:C2", "A1:A2"))
    [grid] = read_grids(path)
    assert texts(grid) == [["I", "Nhóm", ""], ["", "", ""], ["", "", "1"]]
    assert [cell.anchor for cell in grid.rows[1]] == [(0, 0), (0, 1), (0, 1)]
    assert grid.shown(1, 2) == "Nhóm"


def test_a_merged_cell_may_reach_beyond_the_last_text(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "Bảng chấm điểm", "A2": "1"}, ("A1:F1",))
    [grid] = read_grids(path)
    assert [cell.anchor for cell in grid.rows[0]] == [None, *[(0, 0)] * 5]


def test_formulas_without_a_result_errors_and_dates_are_noted(tmp_path: Path) -> None:
    values = {"A1": "=SUM(B1:B2)", "B1": "#REF!", "C1": dt.date(2026, 5, 2), "D1": "x"}
    path = workbook(tmp_path / "a.xlsx", values)
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active["B1"].data_type = "e"
    book.save(path)
    [grid] = read_grids(path)
    assert [cell.flaw for cell in grid.rows[0]] == ["hollow", "error", "date", ""]
    assert grid.rows[0][2].text == "02/05/2026"


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (1.1, "General", "1,1"),
        (1.1, "0.00", "1,10"),
        (20.0, "General", "20"),
        (1000.0, "#,##0", "1000"),
        (0.05, "0%", "5%"),
        (7.25, "0.0", "7,25"),
        (0.00001, "General", "0,00001"),
        (1e300, "General", f"1{'0' * 300}"),
        # The noise of binary sums is not what anybody wrote.
        (1.85 * 3, "General", "5,55"),
        (0.1 + 0.2, "0.00", "0,30"),
        (0.3 - 0.1 - 0.2, "General", "0"),
        (0.1 * 3, "0%", "30%"),
        (True, "General", "TRUE"),
        (dt.datetime(2026, 1, 2, 3, 4), "General", "02/01/2026 03:04"),
        (dt.time(1, 2), "General", "01:02:00"),
    ],
)
def test_values_are_shown_as_a_vietnamese_excel_shows_them(
    value: object, number_format: str, expected: str
) -> None:
    assert shown(value, number_format) == expected


def test_the_number_format_keeps_the_last_zero_of_a_code(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = 1.1
    book.active["A1"].number_format = "0.00"
    book.active["A2"] = "  thụt"
    book.active["A3"] = "thụt theo Excel"
    book.active["A3"].alignment = Alignment(indent=3)
    book.save(tmp_path / "a.xlsx")
    [grid] = read_grids(tmp_path / "a.xlsx")
    assert [(row[0].text, row[0].indent) for row in grid.rows] == [
        ("1,10", 0),
        ("thụt", 1),
        ("thụt theo Excel", 3),
    ]


def test_hidden_and_empty_sheets_are_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("Điểm")
    assert first is not None
    first["A1"], second["A1"] = "ẩn", "hiện"
    first.sheet_state = "hidden"
    book.create_sheet("Trống")
    book.active = 1
    book.save(tmp_path / "a.xlsx")
    assert [grid.name for grid in read_grids(tmp_path / "a.xlsx")] == ["Điểm"]


def test_a_workbook_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "trống.xlsx", {})
    assert refused(path) == "Tệp “trống.xlsx” không có trang nào có dữ liệu. Chọn tệp khác."


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("A5001", "“Bảng điểm” có 5001 hàng × 1 cột, nhiều nhất 5000 hàng × 60 cột."),
        ("BI1", "“Bảng điểm” có 1 hàng × 61 cột, nhiều nhất 5000 hàng × 60 cột."),
        ("XFD1048576", "Trang “Bảng điểm” có dữ liệu ở tận ô XFD1048576."),
    ],
)
def test_a_sheet_larger_than_any_table_is_refused(address: str, words: str, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "TT", address: "x"})
    assert refused(path).startswith(words)


def test_the_largest_sheet_is_read(tmp_path: Path) -> None:
    [grid] = read_grids(workbook(tmp_path / "a.xlsx", {"A1": "TT", "BH5000": "x"}))
    assert (len(grid.rows), grid.width) == (5000, 60)


@pytest.mark.office
@pytest.mark.skipif(office.SOFFICE is None, reason="no LibreOffice")
def test_an_old_workbook_is_read_with_its_merged_cells(tmp_path: Path) -> None:
    made = workbook(tmp_path / "a.xlsx", {"A1": "Nhóm", "A3": 7.5}, ("A1:B2",))
    [grid] = read_grids(office.convert(made, "xls", tmp_path / "out"))
    assert texts(grid) == [["Nhóm", ""], ["", ""], ["7,5", ""]]
    assert grid.rows[1][1].anchor == (0, 0)


@pytest.mark.office
@pytest.mark.skipif(office.SOFFICE is None, reason="no LibreOffice")
def test_an_open_document_sheet_is_refused_because_its_merged_cells_stay_unknown(
    tmp_path: Path,
) -> None:
    made = workbook(tmp_path / "a.xlsx", {"A1": "x"})
    path = office.convert(made, "ods", tmp_path / "out")
    assert refused(path).startswith("Đây là bảng tính OpenDocument (.ods).")


# ---- what is neither


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "<w")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DAMAGED = "Tệp bị hỏng hoặc tải về chưa hết. Tải lại tệp rồi chọn lại."
BAD = {
    "empty": (b"", "Tệp rỗng (0 byte)."),
    "photo": (b"\xff\xd8\xff\xe0" + bytes(50), "Đây là ảnh chụp. Cần tệp Excel (.xlsx, .xls)"),
    "pdf": (b"%PDF-1.7", "Đây là tệp PDF."),
    "text": (b"TT;N\xe1\xbb\x99i dung", "Đây không phải là tệp Excel hay Word."),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "Đây là văn bản đời cũ"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "Tệp đặt mật khẩu"),
    "broken xls": (OLE + "Workbook".encode("utf-16-le"), DAMAGED),
    "docx of one part": (zipped("word/document.xml"), DAMAGED),
    "xlsx of one part": (zipped("xl/workbook.xml"), DAMAGED),
    "archive": (zipped("a.xlsx"), "Đây là tệp nén."),
    "web page": (b"<html><table>", "Đây là trang web"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_workbook_and_no_document_is_refused_with_a_way_out(
    kind: str, tmp_path: Path
) -> None:
    data, words = BAD[kind]
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(data)
    assert refused(path).startswith(words)


def test_a_file_cut_short_is_damaged(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", {"A1": "x"}).read_bytes()
    (tmp_path / "b.xlsx").write_bytes(whole[: len(whole) // 2])
    assert refused(tmp_path / "b.xlsx") == DAMAGED


def test_a_file_whose_sheet_is_broken_is_damaged(tmp_path: Path) -> None:
    made = workbook(tmp_path / "a.xlsx", {"A1": "x"})
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[:120] if "sheet1" in name else data)
    made.write_bytes(out.getvalue())
    assert refused(made) == DAMAGED


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.xlsx") == "Không còn tệp “a.xlsx”. Chọn lại tệp."
    assert refused(tmp_path) == f"“{tmp_path.name}” là thư mục. Chọn một tệp Excel hoặc Word."


# ---- the whole way


ROWS = [
    ["TT", "Nội dung", "Điểm tối đa", "Hồ sơ kiểm chứng"],
    ["I", "Nhiệm vụ chính trị", "60", ""],
    ["1", "Hoàn thành chương trình", "20 điểm", "Báo cáo"],
    ["2", "Văn bản", "40", ""],
    ["a", "Đúng hạn", "15,5", "Sổ văn bản"],
    ["b", "Chất lượng", "24,5", "Ý kiến"],
    ["", "Tổng cộng", "60", ""],
]
OUTLINE = [
    "I 60 Nhiệm vụ chính trị",
    "I.1 20 Hoàn thành chương trình",
    "I.2 40 Văn bản",
    "I.2.a 15.5 Đúng hạn",
    "I.2.b 24.5 Chất lượng",
]


def test_the_same_table_in_excel_and_in_word_gives_the_same_rows(tmp_path: Path) -> None:
    cells = {
        f"{'BCDE'[column]}{row + 4}": text
        for row, line in enumerate(ROWS)
        for column, text in enumerate(line)
    }
    workbook(tmp_path / "a.xlsx", {"A1": "PHỤ LỤC", **cells}, ("A1:E1",))
    document(tmp_path / "a.docx", ROWS)
    made = []
    for name in ("a.xlsx", "a.docx"):
        [grid] = read_grids(tmp_path / name)
        found = read(grid, guess(grid))
        assert found.problems == ()
        assert outline(found) == OUTLINE
        made.append(found.rows)
    assert made[0] == made[1]

"""What goes back to the unit: its own file with the faults marked, and the message that goes with it."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms import score_form
from exporters.forms.identity import GUIDE, HIDDEN
from exporters.forms.score.layout import SHEET
from exporters.forms.score.marked import LIST, MARKS, write_marked
from exporters.forms.score.message import message
from models.collecting.intake import FormReading
from models.errors import AppError, Problem
from tests.exporters import office, ruled_samples
from tests.exporters.filling import column_of, fill, put, row_of, sheet_of, written
from tests.exporters.form_samples import FULL, SEASON, USUAL

NUMBERS = {code: float(value) for code, value in FULL.items()}
RED, AMBER = (f"FF{MARKS[it][1:]}" for it in ("error", "warning"))
YELLOW = "FFFFF9DB"
OVER = "[Khối] Lỗi: Đơn vị ghi 25 điểm, tối đa 20. Sửa còn 20 hoặc thấp hơn."


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = written(SEASON, USUAL, tmp_path)
    fill(path, NUMBERS)
    return path


@pytest.fixture
def bad(good: Path) -> Path:
    """Two wrong cells, a remark below the table, one empty cell, a comment of the unit's own."""
    book = openpyxl.load_workbook(good)
    sheet = sheet_of(book)
    sheet[put(sheet, "I.1", 25)].comment = Comment("Theo Báo cáo số 9", "Văn phòng")
    put(sheet, "I.2.a", "khá")
    put(sheet, "II.1", None)
    sheet["H60"] = "chưa xong"
    sheet["G8"].comment = Comment("Chờ số liệu", "Văn phòng")
    book.save(good)
    return good


def marked(path: Path, season: Any = SEASON) -> Path:
    target = path.with_name("gửi lại.xlsx")
    write_marked(score_form.read(path, season), path.read_bytes(), target)
    return target


def fill_of(sheet: Worksheet, cell: str) -> str:
    return str(sheet[cell].fill.fgColor.rgb)


def links_of(sheet: Worksheet) -> dict[str, str]:
    """The cells of the list that lead somewhere, and where to."""
    return {it.coordinate: it.hyperlink.location for it in sheet["B"] if it.hyperlink}


def test_every_named_cell_is_filled_and_says_why(bad: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(marked(bad)))
    assert [fill_of(sheet, it) for it in ("F8", "F10", "H60", "F11")] == [RED, RED, AMBER, YELLOW]
    assert sheet["F8"].comment.text == f"Theo Báo cáo số 9\n{OVER}"
    assert sheet["F8"].comment.author == "Văn phòng"
    assert sheet["F10"].comment.text == (
        "[Khối] Lỗi: “khá” không phải là số điểm. Ghi số, ví dụ 9,5."
    )
    assert sheet["H60"].comment.text.startswith("[Khối] Cần xem lại: Nội dung ghi ngoài bảng")
    assert sheet["G8"].comment.text == "Chờ số liệu"
    assert sheet["F8"].value == 25
    assert not sheet["F8"].protection.locked


def test_the_first_sheet_lists_every_problem_with_a_way_to_its_cell(bad: Path) -> None:
    book = openpyxl.load_workbook(marked(bad))
    assert book.sheetnames == [LIST, SHEET, GUIDE, HIDDEN]
    assert book.active.title == LIST
    assert [it.title for it in book.worksheets if it.sheet_view.tabSelected] == [LIST]
    sheet = book[LIST]
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        "CÁC CHỖ CẦN SỬA TRONG BẢNG TỰ CHẤM ĐIỂM",
        "Đơn vị: Ban Dân vận Tỉnh ủy",
        f"Tệp: {bad.name}",
        "Sửa các ô tô đỏ ngay trong tệp này, lưu lại rồi gửi lại cho khối.",
    ]
    rows = [[it.value for it in row] for row in sheet.iter_rows(min_row=5, max_col=5)]
    assert rows[0] == ["STT", "Ô", "Nội dung sai", "Cách sửa", "Mức"]
    assert rows[1] == [
        "1",
        "F8",
        "Tiêu chí I.1 Hoàn thành các nhiệm vụ được giao trong…: Đơn vị ghi 25 điểm, tối đa 20.",
        "Sửa còn 20 hoặc thấp hơn.",
        "Lỗi",
    ]
    assert [(row[0], row[4]) for row in rows[1:]] == [
        ("1", "Lỗi"),
        ("2", "Lỗi"),
        ("3", "Cần xem lại"),
        ("4", "Cần xem lại"),
    ]
    assert links_of(sheet) == {
        "B6": f"'{SHEET}'!F8",
        "B7": f"'{SHEET}'!F10",
        "B8": f"'{SHEET}'!H60",
    }
    assert rows[4][1:4] == [
        "–",
        "Còn trống 1 tiêu chí: II.1.",
        "Ghi bổ sung nếu còn thiếu.",
    ]


def test_the_list_prints_on_portrait_a4_with_its_heading(bad: Path) -> None:
    sheet = openpyxl.load_workbook(marked(bad))[LIST]
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation) == (9, "portrait")
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$5:$5"
    assert all(it.alignment.wrap_text for row in sheet["A5:E9"] for it in row)


def test_the_mended_copy_is_read_as_the_same_form(bad: Path) -> None:
    target = marked(bad)
    assert score_form.read(target, SEASON).problems == score_form.read(bad, SEASON).problems
    book = openpyxl.load_workbook(target)
    sheet = sheet_of(book)
    put(sheet, "I.1", 19.5)
    put(sheet, "I.2.a", 14.25)
    put(sheet, "II.1", 12)
    sheet["H60"] = None
    book.save(target)
    reading = score_form.read(target, SEASON)
    assert (reading.unit, reading.problems) == (USUAL.id, ())
    assert {it.criterion: it.points for it in reading.lines} == {
        code: Decimal(value) for code, value in FULL.items()
    }


def test_the_form_itself_survives(bad: Path) -> None:
    before, after = (openpyxl.load_workbook(it) for it in (bad, marked(bad)))
    assert after[HIDDEN].sheet_state == "veryHidden"
    for name in (SHEET, GUIDE, HIDDEN):
        one, other = before[name], after[name]
        assert all(
            other[cell.coordinate].value == cell.value
            and other[cell.coordinate].protection.locked == cell.protection.locked
            for row in one.iter_rows()
            for cell in row
        )
        assert other.protection.sheet
        assert other.column_dimensions["A"].hidden == one.column_dimensions["A"].hidden
    one, other = before[SHEET], after[SHEET]
    assert one.data_validations.dataValidation == other.data_validations.dataValidation
    assert len(one.data_validations.dataValidation) == len(FULL)
    rules = [
        [
            (str(it.sqref), [rule.formula for rule in it.rules])
            for it in sheet.conditional_formatting
        ]
        for sheet in (one, other)
    ]
    assert rules[0] == rules[1] != []
    assert other.print_title_rows == one.print_title_rows
    assert other.oddFooter.left.text == one.oddFooter.left.text


def test_results_and_growing_rows_stay_in_the_file(tmp_path: Path) -> None:
    """A phone shows the stored results; a row must still grow with what the unit types."""
    season = ruled_samples.SEASON
    path = written(season, ruled_samples.UNIT, tmp_path)
    problem = Problem("x", "Sai.", "Sửa.", sheet=SHEET, cell="F9")
    reading = FormReading(str(path), ruled_samples.UNIT.id, problems=(problem,))
    target = tmp_path / "gửi lại.xlsx"
    write_marked(reading, path.read_bytes(), target)
    stored = [openpyxl.load_workbook(it, data_only=True)[SHEET] for it in (path, target)]
    values = [{it.coordinate: it.value or 0 for row in sheet for it in row} for sheet in stored]
    assert values[0] == values[1]
    texts = []
    for it, part in ((path, "sheet1"), (target, "sheet2")):
        with zipfile.ZipFile(it) as archive:
            texts.append(archive.read(f"xl/worksheets/{part}.xml").decode())
    fixed = [re.findall(r'<row r="(\d+)"[^>]* customHeight="1"', text) for text in texts]
    assert fixed[0] == fixed[1]
    silenced = [re.findall(r"<ignoredError [^>]*>", text) for text in texts]
    assert silenced[0] == silenced[1] != []
    assert score_form.read(target, season).problems == score_form.read(path, season).problems


def test_a_second_return_takes_the_first_marks_off(bad: Path) -> None:
    first = marked(bad)
    book = openpyxl.load_workbook(first)
    put(sheet_of(book), "I.1", 20)
    sheet_of(book)["H60"] = None
    book.save(first)
    second = first.with_name("lần hai.xlsx")
    write_marked(score_form.read(first, SEASON), first.read_bytes(), second)
    book = openpyxl.load_workbook(second)
    sheet = sheet_of(book)
    assert book.sheetnames == [LIST, SHEET, GUIDE, HIDDEN]
    assert fill_of(sheet, "F8") == YELLOW
    assert sheet["F8"].comment.text == "Theo Báo cáo số 9"
    assert (sheet["H60"].fill.fill_type, sheet["H60"].comment) == (None, None)
    assert fill_of(sheet, "F10") == RED
    assert sheet["F10"].comment.text.count("[Khối]") == 1
    assert [it.value for it in book[LIST]["E"][5:]] == ["Lỗi", "Cần xem lại"]


def test_problems_of_one_cell_share_a_comment_and_the_error_colours_it(good: Path) -> None:
    reading = FormReading(
        str(good),
        USUAL.id,
        problems=(
            Problem("b", "Lạ.", "Xem lại.", severity="warning", sheet=SHEET, cell="F8"),
            Problem("a", "=Sai.", "Xin đơn vị sửa.", sheet=SHEET, cell="F8"),
            Problem("c", "Ô gộp.", sheet=SHEET, cell="C3"),
            Problem("d", "Trang mất.", sheet="Không có", cell="F8"),
            Problem("e", "Ô lạ.", sheet=SHEET, cell="chỗ nào"),
        ),
    )
    target = good.with_name("gửi lại.xlsx")
    write_marked(reading, good.read_bytes(), target)
    book = openpyxl.load_workbook(target)
    sheet = sheet_of(book)
    assert sheet["F8"].comment.text == "[Khối] Lỗi: =Sai. Sửa.\n[Khối] Cần xem lại: Lạ. Xem lại."
    assert fill_of(sheet, "F8") == RED
    assert sheet["B3"].comment.text == "[Khối] Lỗi: Ô gộp."  # the cell that shows the area
    assert book[LIST]["C6"].data_type == "s"
    assert links_of(book[LIST]) == {
        "B6": f"'{SHEET}'!F8",
        "B7": f"'{SHEET}'!B3",
        "B10": f"'{SHEET}'!F8",
    }


def test_a_cell_at_the_end_of_the_sheet_is_marked_without_filling_the_memory(good: Path) -> None:
    book = openpyxl.load_workbook(good)
    sheet_of(book)["XFD1048576"] = "x"
    book.save(good)
    sheet = sheet_of(openpyxl.load_workbook(marked(good)))
    assert fill_of(sheet, "XFD1048576") == RED
    assert "rất xa bảng. Xóa nội dung ô đó rồi gửi lại." in sheet["XFD1048576"].comment.text


def test_a_text_in_two_looks_keeps_them_and_is_read_whole(bad: Path) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.load_workbook(bad, rich_text=True)
    put(
        sheet_of(book),
        "I.3",
        CellRichText("Báo cáo ", TextBlock(InlineFont(b=True), "số 7")),
        "note",
    )
    book.save(bad)
    target = marked(bad)
    sheet = sheet_of(openpyxl.load_workbook(target, rich_text=True))
    kept = sheet.cell(row_of(sheet, "I.3"), column_of(sheet, "note")).value
    assert [str(it) for it in kept] == ["Báo cáo ", "số 7"]
    reading = score_form.read(target, SEASON)
    assert next(it.note for it in reading.lines if it.criterion == "I.3") == "Báo cáo số 7"


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", b"PK\x03\x04 hong", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600],
    ids=["empty", "photo", "broken zip", "old excel"],
)
def test_what_cannot_be_written_is_said_and_writes_nothing(data: bytes, tmp_path: Path) -> None:
    reading = FormReading("/thu/tep.zip › Ban A/bieu mau.xls", problems=(Problem("x", "Sai."),))
    with pytest.raises(AppError) as caught:
        write_marked(reading, data, tmp_path / "ra.xlsx")
    assert str(caught.value) == (
        "Không đánh dấu được vào tệp “bieu mau.xls”; gửi đơn vị lời nhắn kèm một biểu mẫu mới."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_with_a_broken_or_endless_part_is_refused(good: Path, tmp_path: Path) -> None:
    def changed(part: str, old: bytes, new: bytes) -> bytes:
        target = tmp_path / "khác.xlsx"
        with zipfile.ZipFile(good) as source, zipfile.ZipFile(target, "w") as out:
            for it in source.infolist():
                content = source.read(it)
                out.writestr(it, content.replace(old, new) if it.filename == part else content)
        return target.read_bytes()

    sheet = "xl/worksheets/sheet1.xml"
    for data in (
        changed(sheet, b"</sheetData>", b""),
        changed(
            sheet, b'<mergeCell ref="B3', b'<mergeCell ref="A1:XFD1048576"/><mergeCell ref="B3'
        ),
    ):
        assert data != good.read_bytes()
        with pytest.raises(AppError, match="Không đánh dấu được"):
            write_marked(FormReading(str(good)), data, tmp_path / "ra.xlsx")
    assert not (tmp_path / "ra.xlsx").exists()


def test_a_file_that_could_not_be_read_is_not_marked(good: Path, tmp_path: Path) -> None:
    damaged = FormReading(str(good), problems=(Problem("file-damaged", "Tệp bị hỏng."),))
    with pytest.raises(AppError, match="Không đánh dấu được"):
        write_marked(damaged, good.read_bytes(), tmp_path / "ra.xlsx")
    assert not (tmp_path / "ra.xlsx").exists()


def test_the_units_own_file_is_never_written_over(bad: Path) -> None:
    before = bad.read_bytes()
    with pytest.raises(AppError, match="Chọn tên khác"):
        write_marked(score_form.read(bad, SEASON), before, bad)
    assert bad.read_bytes() == before


def test_message_names_the_file_and_every_fault(bad: Path) -> None:
    reading = score_form.read(bad, SEASON)
    reading = replace(reading, problems=reading.problems[::-1])  # errors come first all the same
    text = message(reading, "Ban Dân vận Tỉnh ủy", "Khối thi đua các cơ quan Tỉnh ủy")
    place = "Trang “Bảng chấm điểm”"
    assert text.split("\n") == [
        "Kính gửi Ban Dân vận Tỉnh ủy,",
        "",
        (
            f"Khối thi đua các cơ quan Tỉnh ủy đã nhận tệp “{bad.name}” nhưng chưa vào sổ được:"
            " tệp có 2 lỗi và 2 chỗ cần xem lại."
        ),
        "",
        (
            f"1. Lỗi – {place}, ô F10, tiêu chí I.2.a Ban hành và thực hiện kế hoạch cải cách…:"
            " “khá” không phải là số điểm. Ghi số, ví dụ 9,5."
        ),
        (
            f"2. Lỗi – {place}, ô F8, tiêu chí I.1 Hoàn thành các nhiệm vụ được giao trong…:"
            " Đơn vị ghi 25 điểm, tối đa 20. Sửa còn 20 hoặc thấp hơn."
        ),
        f"3. Cần xem lại – {place}: Còn trống 1 tiêu chí: II.1. Ghi bổ sung nếu còn thiếu.",
        (
            f"4. Cần xem lại – {place}, ô H60: Nội dung ghi ngoài bảng, không nhận vào sổ."
            " Chuyển vào đúng dòng tiêu chí nếu cần khối nhận."
        ),
        "",
        "Đề nghị đơn vị sửa các chỗ trên, lưu tệp dạng .xlsx rồi gửi lại cho khối.",
        "Trân trọng cảm ơn.",
    ]


def test_message_speaks_to_the_unit_about_warnings_files_and_nothing(tmp_path: Path) -> None:
    photo = tmp_path / "anh.xlsx"
    photo.write_bytes(b"\xff\xd8\xff")
    text = message(score_form.read(photo, SEASON), "Ban A", "Khối 1")
    assert "1. Lỗi – Đây là ảnh chụp, không phải biểu mẫu Excel. Gửi lại tệp .xlsx đã điền." in text
    warning = Problem("x", "Lạ.", "Xem lại.", severity="warning")
    text = message(FormReading("a.xlsx", problems=(warning,)), "Ban A", "Khối 1")
    assert "Khối 1 đã nhận tệp “a.xlsx”; có 1 chỗ cần xem lại." in text
    assert "Đề nghị đơn vị xem lại các chỗ trên, sửa nếu cần" in text
    text = message(FormReading("a.xlsx"), "Ban A", "Khối 1")
    assert "Khối 1 đã nhận tệp “a.xlsx”, không thấy lỗi nào." in text
    assert "Đề nghị" not in text


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(office.SOFFICE is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_mends_and_saves_the_marked_copy(bad: Path, tmp_path: Path) -> None:
    target = marked(bad)
    flat = office.convert(target, "fods", tmp_path / "flat")
    points, note = 5, 7
    assert "[Khối] Lỗi" in flat.read_text(encoding="utf-8")
    office.fill_flat(flat, {("tc:I.1", points): 19.5, ("tc:I.2.a", points): 14.25})
    back = office.convert(flat, "xlsx", tmp_path / "back")
    reading = score_form.read(back, SEASON)
    assert reading.unit == USUAL.id
    assert {it.severity for it in reading.problems} == {"warning"}
    book = openpyxl.load_workbook(back)
    assert book.sheetnames[0] == LIST
    assert sheet_of(book).cell(row_of(sheet_of(book), "I.1"), points + 1).value == 19.5
    assert sheet_of(book).cell(60, note + 1).value == "chưa xong"

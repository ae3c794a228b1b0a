"""A faulty registration form goes back as a self-score form does: marked, with a message."""

from pathlib import Path

import openpyxl
import pytest

from exporters.forms import registration_form as form
from exporters.forms.registration import layout
from exporters.forms.score.marked import LIST, MARKS, write_marked
from exporters.forms.score.message import message
from tests.exporters.form_samples import SEASON, USUAL
from tests.exporters.forms.test_registration_form import opened, put

RED, AMBER = (f"FF{MARKS[it][1:]}" for it in ("error", "warning"))


@pytest.fixture
def bad(tmp_path: Path) -> tuple[Path, str, str]:
    """A level in words and a kind that nobody chose; the addresses of both cells."""
    path = tmp_path / "dang ky BDV.xlsx"
    form.write(SEASON, USUAL, path)
    with opened(path) as sheet:
        put(sheet, "ct:1", name="Sáng kiến", section="Mục I")
        (level,) = put(sheet, "ct:1", registered="mười hai")
        put(sheet, "dh:1", name="Cờ thi đua", whom="Tập thể")
        (kind,) = put(sheet, "dh:1", kind=None)
    return path, level, kind


def test_the_cells_are_marked_and_listed_on_the_first_sheet(bad: tuple[Path, str, str]) -> None:
    path, level, kind = bad
    target = path.with_name("can sua.xlsx")
    write_marked(form.read(path, SEASON), path.read_bytes(), target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[0] == LIST
    listed, sheet = book[LIST], book[layout.SHEET]
    assert listed["A1"].value == "CÁC CHỖ CẦN SỬA TRONG BẢN ĐĂNG KÝ THI ĐUA"
    assert listed["A2"].value == f"Đơn vị: {USUAL.name}"
    rows = [[it.value for it in row] for row in listed.iter_rows(min_row=6, max_col=5)]
    assert rows == [
        [
            *("1", level, "“Sáng kiến”: “mười hai” không phải là số."),
            *("Ghi một số, ví dụ 12,5.", "Lỗi"),
        ],
        [
            *("2", kind, "“Cờ thi đua”: Chưa chọn cột “Loại”."),
            *("Chọn trong danh sách của ô.", "Cần xem lại"),
        ],
    ]
    assert [str(sheet[it].fill.fgColor.rgb) for it in (level, kind)] == [RED, AMBER]
    assert sheet[level].comment.text == (
        "[Khối] Lỗi: “mười hai” không phải là số. Ghi một số, ví dụ 12,5."
    )
    assert sheet[level].value == "mười hai"


def test_the_unit_mends_the_marked_copy_and_the_marks_go(bad: tuple[Path, str, str]) -> None:
    path, level, kind = bad
    target = path.with_name("can sua.xlsx")
    write_marked(form.read(path, SEASON), path.read_bytes(), target)
    with opened(target) as sheet:
        sheet[level].value = 12.5
    reading = form.read(target, SEASON)
    assert [it.code for it in reading.problems] == ["registration-choice-open"]
    assert [str(it.registered) for it in reading.targets] == ["12.5"]
    again = path.with_name("can sua lan hai.xlsx")
    write_marked(reading, target.read_bytes(), again)
    book = openpyxl.load_workbook(again)
    sheet = book[layout.SHEET]
    assert book.sheetnames.count(LIST) == 1
    assert sheet[level].comment is None
    assert str(sheet[level].fill.fgColor.rgb) == "FFFFF9DB"
    assert str(sheet[kind].fill.fgColor.rgb) == AMBER


def test_the_message_says_what_came_and_speaks_to_the_unit(bad: tuple[Path, str, str]) -> None:
    path, level, kind = bad
    told = message(form.read(path, SEASON), USUAL.name, SEASON.block.name).splitlines()
    sheet = layout.SHEET
    assert told == [
        f"Kính gửi {USUAL.name},",
        "",
        (
            f"{SEASON.block.name} đã nhận bản đăng ký thi đua, tệp “dang ky BDV.xlsx” nhưng chưa vào sổ"
            " được: tệp có 1 lỗi và 1 chỗ cần xem lại."
        ),
        "",
        (
            f"1. Lỗi – Trang “{sheet}”, ô {level}, “Sáng kiến”: “mười hai” không phải là số."
            " Ghi một số, ví dụ 12,5."
        ),
        (
            f"2. Cần xem lại – Trang “{sheet}”, ô {kind}, “Cờ thi đua”: Chưa chọn cột “Loại”."
            " Chọn trong danh sách của ô."
        ),
        "",
        "Đề nghị đơn vị sửa các chỗ trên, lưu tệp dạng .xlsx rồi gửi lại cho khối.",
        "Trân trọng cảm ơn.",
    ]


def test_a_form_without_its_columns_asks_for_no_points(bad: tuple[Path, str, str]) -> None:
    path, _, _ = bad
    with opened(path) as sheet:
        for column in range(2, sheet.max_column + 1):
            sheet.cell(1, column).value = None
    told = message(form.read(path, SEASON), USUAL.name, SEASON.block.name)
    assert "Khối gửi biểu mẫu mới; chép số liệu sang biểu mẫu đó rồi gửi lại." in told

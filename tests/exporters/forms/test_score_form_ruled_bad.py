"""Input rows that come back broken: each one a sentence with its place, nothing raised, nothing lost."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms import score_form
from models.collecting.intake import FormReading, previews
from tests.exporters.filling import column_of, put, row_of, sheet_of, written
from tests.exporters.ruled_samples import INPUTS, POINTS, SEASON, UNIT, given

FULL = given(SEASON, INPUTS, POINTS)
Breaking = Callable[[Worksheet], object]
PLACE = "Trang “Bảng chấm điểm”, ô "


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return written(FULL, UNIT, tmp_path)


def broken(path: Path, breaking: Breaking) -> FormReading:
    book = openpyxl.load_workbook(path)
    breaking(sheet_of(book))
    book.save(path)
    return score_form.read(path, FULL)


def cell(row_id: str, value: object) -> Breaking:
    return lambda sheet: put(sheet, row_id, value)


COUNT = "Ghi số nguyên từ 0 trở lên (báo cáo)."
SHARE = "Ghi số từ 0 đến 100 (%). Ghi 95 cho 95%, không gõ dấu %."
PICK = "Ghi 0 nếu không có, nếu có thì ghi số từ 1 đến 3 (điểm)."


@pytest.mark.parametrize(
    ("row_id", "value", "code", "said"),
    [
        (
            "sl:I.1#cham",
            "nhiều",
            "input-not-a-number",
            (f"{PLACE}F9, tiêu chí I.1 Chế độ thông tin, báo cáo, “Báo cáo chậm”:"
            f" “nhiều” không phải là số. {COUNT}"),
        ),
        ("sl:I.1#cham", -1, "input-below", f"Đơn vị ghi −1, thấp nhất 0. {COUNT}"),
        ("sl:I.1#cham", "-2 báo cáo", "input-below", f"“-2 báo cáo”, thấp nhất 0. {COUNT}"),
        ("sl:I.1#cham", 2.5, "input-not-whole", f"Đơn vị ghi 2,5, không phải số nguyên. {COUNT}"),
        ("sl:I.1#cham", "2,5", "input-not-whole", f"“2,5”, không phải số nguyên. {COUNT}"),
        ("sl:I.1#cham", True, "input-not-a-number", f"Ô không chứa số liệu đọc được. {COUNT}"),
        ("sl:I.1#cham", 1e300, "input-not-a-number", f"Ô không chứa số liệu đọc được. {COUNT}"),
        ("sl:I.1#cham", "1.000", "input-ambiguous", "“1.000” có thể đọc là 1 hoặc 1.000."),
        (
            "sl:I.1#cham",
            datetime(2023, 5, 9),
            "input-date",
            (f"Ô chứa ngày giờ (09/05/2023), không phải số liệu. {COUNT} Nếu vẫn thành ngày thì đổi"
            " kiểu ô sang Số."),
        ),
        ("sl:I.1#cham", "#N/A", "cell-error", "Công thức trong ô bị lỗi."),
        ("sl:I.1#cham", "=1*2", "cell-not-calculated", "Ô có công thức nhưng tệp không lưu kết quả."),
        ("sl:II.1#value", 101, "input-over", f"Đơn vị ghi 101, cao nhất 100. {SHARE}"),
        ("sl:II.1#value", "120%", "input-over", f"Đơn vị ghi “120%”, cao nhất 100. {SHARE}"),
        ("sl:I.4#chon", 4, "input-over", f"Đơn vị ghi 4, cao nhất 3. {PICK}"),
        ("sl:I.4#chon", 0.5, "input-between", f"Đơn vị ghi 0,5, chỉ nhận 0 hoặc từ 1 đến 3. {PICK}"),
        ("sl:II.4#yes", "đang làm", "input-flag", "“đang làm” không phải Có hoặc Không. Chọn Có"),
        ("sl:II.4#yes", 2, "input-flag", "“2” không phải Có hoặc Không. Chọn Có hoặc Không."),
        (
            "sl:II.5#",
            "Xuất sắc",
            "input-level",
            "“Xuất sắc” không có trong danh sách mức. Chọn một mức: Tốt; Khá; Đạt; Chưa đạt.",
        ),
        ("sl:II.5#", 5, "input-level", "“5” không có trong danh sách mức."),
    ],
)  # fmt: skip
def test_bad_number(row_id: str, value: object, code: str, said: str, good: Path) -> None:
    reading = broken(good, cell(row_id, value))
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == (code, "error")
    assert said in problem.text
    criterion = row_id.removeprefix("sl:").partition("#")[0]
    assert f"tiêu chí {criterion} " in problem.where
    (line,) = [it for it in reading.lines if it.criterion == criterion]
    assert problem.cell in line.input_cells
    assert len(reading.lines) == len(SEASON.table.criteria())
    (preview,) = previews(FULL, [reading])
    assert (preview.state, preview.changes) == ("refused", ())


def test_a_percentage_that_excel_divided_is_only_a_warning(good: Path) -> None:
    reading = broken(good, cell("sl:II.1#value", 0.945))
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == ("input-small-percent", "warning")
    assert problem.what == "Đơn vị ghi 0,945%; có thể là 94,5%."
    (preview,) = previews(FULL, [reading])
    assert preview.changes[0].moved == ("tỷ lệ đạt 94,5% → 0,945%",)


def insert_above(sheet: Worksheet, row_id: str) -> None:
    row = row_of(sheet, row_id)
    sheet.insert_rows(row)
    sheet.cell(row, column_of(sheet, "points")).value = 5


def copy_row(sheet: Worksheet, row_id: str) -> None:
    source, target = row_of(sheet, row_id), sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(target, column).value = sheet.cell(source, column).value


BROKEN: dict[str, tuple[Breaking, str, str]] = {
    "input row removed": (
        lambda sheet: sheet.delete_rows(row_of(sheet, "sl:I.1#thieu")),
        "form-input-missing",
        (
            "Trang “Bảng chấm điểm”: Tiêu chí I.1 thiếu dòng số liệu: Không có báo cáo. Xuất biểu mẫu"
            " mới cho đơn vị, nhờ đơn vị chép điểm sang."
        ),
    ),
    "list of levels removed": (
        lambda sheet: sheet.delete_rows(row_of(sheet, "sl:II.5#")),
        "form-input-missing",
        "Tiêu chí II.5 thiếu dòng số liệu: Mức xếp loại.",
    ),
    "input row twice": (
        lambda sheet: copy_row(sheet, "sl:I.2#tinh"),
        "form-row-twice",
        (
            "Tiêu chí I.2, số liệu “Cấp tỉnh”, có hai dòng. Xin đơn vị xóa dòng chép thừa rồi gửi lại."
        ),
    ),
    "criterion's own row twice": (
        lambda sheet: copy_row(sheet, "I.2"),
        "form-row-twice",
        "Tiêu chí I.2 có hai dòng.",
    ),
    "row inserted among the numbers": (
        lambda sheet: insert_above(sheet, "sl:I.2#coso"),
        "form-row-foreign",
        "Dòng này không có trong biểu mẫu khối gửi.",
    ),
    "two levels": (
        lambda sheet: put(sheet, "sl:II.6#m3", "Có"),
        "input-levels",
        "Tiêu chí II.6 chọn 2 mức: Mức 2: hoàn thành nhiệm vụ",
    ),
    "own row removed": (
        lambda sheet: sheet.delete_rows(row_of(sheet, "I.6")),
        "form-row-missing",
        "Biểu mẫu thiếu dòng của 1 tiêu chí: I.6.",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_rows(name: str, good: Path) -> None:
    breaking, code, said = BROKEN[name]
    reading = broken(good, breaking)
    (problem,) = [it for it in reading.problems if it.severity == "error"]
    assert problem.code == code
    assert said in problem.text
    assert previews(FULL, [reading])[0].state == "refused"


def test_moved_input_rows_still_read_right(good: Path) -> None:
    def swap(sheet: Worksheet) -> None:
        one, two = row_of(sheet, "sl:I.1#cham"), row_of(sheet, "sl:II.2#value")
        for column in range(1, sheet.max_column + 1):
            a, b = sheet.cell(one, column), sheet.cell(two, column)
            a.value, b.value = b.value, a.value

    reading = broken(good, swap)
    assert [it.state for it in previews(FULL, [reading])] == ["same"]


def test_cut_and_bent_bytes_never_raise(good: Path) -> None:
    data = good.read_bytes()
    for at in range(0, len(data), 397):
        good.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        reading = score_form.read(good, FULL)
        assert reading.problems or len(reading.lines) == len(SEASON.table.criteria())

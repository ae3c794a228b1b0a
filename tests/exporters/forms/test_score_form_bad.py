"""What units send back broken: each one a sentence, nothing raised, nothing entered, nothing lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms import score_form
from exporters.forms.identity import HIDDEN
from exporters.forms.score.layout import SHEET
from models.collecting.intake import FormReading, previews
from models.table import TableRow
from storage.book_rows.records import normal
from tests.exporters.filling import column_of, fill, put, row_of, sheet_of, written
from tests.exporters.form_samples import FULL, SEASON, USUAL

NUMBERS = {code: float(value) for code, value in FULL.items()}
Breaking = Callable[[Worksheet], object]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = written(SEASON, USUAL, tmp_path)
    fill(path, NUMBERS)
    return path


def broken(path: Path, breaking: Breaking) -> FormReading:
    book = openpyxl.load_workbook(path)
    breaking(sheet_of(book))
    book.save(path)
    return score_form.read(path, SEASON)


def only(reading: FormReading) -> tuple[str, str]:
    (problem,) = reading.problems
    return problem.code, problem.text


def cell(code: str, value: object, key: str = "points") -> Breaking:
    return lambda sheet: put(sheet, code, value, key)


PLACE = "Trang “Bảng chấm điểm”, ô "
I1 = f"{PLACE}F8, tiêu chí I.1 Hoàn thành các nhiệm vụ được giao trong"


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (25, "points-over-maximum", "Đơn vị ghi 25 điểm, tối đa 20. Sửa còn 20 hoặc thấp hơn."),
        (
            20.25,
            "points-over-maximum",
            "Đơn vị ghi 20,25 điểm, tối đa 20. Sửa còn 20 hoặc thấp hơn.",
        ),
        ("21 đ", "points-over-maximum", "Đơn vị ghi “21 đ”, tối đa 20. Sửa còn 20 hoặc thấp hơn."),
        (
            -1,
            "points-below-floor",
            "Đơn vị ghi −1 điểm, thấp nhất 0. Sửa thành 0 hoặc cao hơn; điểm trừ do khối ghi riêng.",
        ),
        (
            9.3,
            "points-off-step",
            "Đơn vị ghi 9,3 điểm, lẻ hơn bước điểm 0,25 của khối. Sửa thành bội số của 0,25.",
        ),
        (
            "9,555",
            "points-off-step",
            "Đơn vị ghi “9,555”, lẻ hơn bước điểm 0,25 của khối. Sửa thành bội số của 0,25.",
        ),
        ("khá", "points-not-a-number", "“khá” không phải là số điểm. Ghi số, ví dụ 9,5."),
        (
            True,
            "points-not-a-number",
            "Ô chứa giá trị đúng/sai, không phải số điểm. Ghi số, ví dụ 9,5.",
        ),
        (
            1e300,
            "points-not-a-number",
            "Số trong ô quá lớn, không phải số điểm. Ghi số, ví dụ 9,5.",
        ),
        (
            datetime(2023, 5, 9),
            "points-date",
            (
                "Ô chứa ngày giờ (09/05/2023), không phải số điểm. Ghi lại số điểm, ví dụ 9,5; nếu vẫn"
                " thành ngày thì đổi kiểu ô sang Số."
            ),
        ),
        (
            "#N/A",
            "cell-error",
            "Công thức trong ô bị lỗi. Ghi thẳng giá trị thay cho công thức.",
        ),
        (
            "=5*2",
            "cell-not-calculated",
            (
                "Ô có công thức nhưng tệp không lưu kết quả. Mở tệp bằng Excel, lưu lại rồi nhận lại,"
                " hoặc ghi thẳng giá trị thay cho công thức."
            ),
        ),
    ],
)
def test_bad_points(value: object, code: str, said: str, good: Path) -> None:
    reading = broken(good, cell("I.1", value))
    assert only(reading) == (code, f"{I1}…: {said}")
    problem = reading.problems[0]
    assert (problem.sheet, problem.cell, problem.severity) == (SHEET, "F8", "error")
    assert [it.points for it in reading.lines if it.criterion == "I.1"] == [None]
    assert len(reading.lines) == len(FULL)
    (preview,) = previews(SEASON, [reading])
    assert (preview.state, preview.changes) == ("refused", ())


@pytest.mark.parametrize(("key", "column"), [("evidence", "H"), ("note", "I")])
def test_text_that_cannot_be_read_is_not_taken_for_empty(key: str, column: str, good: Path) -> None:
    (problem,) = broken(good, cell("I.3", "=A1&B1", key)).problems
    assert (problem.code, problem.cell) == ("cell-not-calculated", f"{column}12")


def test_every_bad_cell_is_named_at_once(good: Path) -> None:
    def breaking(sheet: Worksheet) -> None:
        put(sheet, "I.1", 21)
        put(sheet, "II.2", "x")
        put(sheet, "III.2", -1)

    cells = [it.cell for it in broken(good, breaking).problems]
    assert cells == ["F8", "F15", "F18"]


# ---- rows and sheets


def insert(sheet: Worksheet, *, value: object, above: str = "I.3") -> None:
    row = row_of(sheet, above)
    sheet.insert_rows(row)
    sheet.cell(row, column_of(sheet, "points")).value = value


def copy_row(sheet: Worksheet) -> None:
    source, target = row_of(sheet, "I.3"), sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(target, column).value = sheet.cell(source, column).value


BROKEN_SHEETS: dict[str, tuple[Breaking, str, str]] = {
    "rows removed": (
        lambda sheet: sheet.delete_rows(row_of(sheet, "I.2.b"), 2),
        "form-row-missing",
        (
            "Trang “Bảng chấm điểm”: Biểu mẫu thiếu dòng của 2 tiêu chí: I.2.b, I.3. Xuất biểu mẫu mới"
            " cho đơn vị, nhờ đơn vị chép điểm sang."
        ),
    ),
    "row inserted": (
        lambda sheet: insert(sheet, value=5),
        "form-row-foreign",
        (
            f"{PLACE}F12: Dòng này không có trong biểu mẫu khối gửi. Xin đơn vị xóa dòng chèn thêm, ghi"
            " vào đúng dòng tiêu chí rồi gửi lại."
        ),
    ),
    "row copied": (
        copy_row,
        "form-row-twice",
        f"{PLACE}F21 và ô F12: Tiêu chí I.3 có hai dòng. Xin đơn vị xóa dòng chép thừa rồi gửi lại.",
    ),
    "row id of another table": (
        lambda sheet: (
            setattr(sheet.cell(sheet.max_row, 1), "value", "tc:IX.9")
            or setattr(sheet.cell(sheet.max_row, 6), "value", 3)
        ),
        "form-outside",
        f"{PLACE}F20: Nội dung ghi ngoài bảng, không nhận vào sổ. Xem có cần nhập tay không.",
    ),
    "written below the table": (
        lambda sheet: setattr(sheet.cell(60, 8), "value", "chưa xong"),
        "form-outside",
        f"{PLACE}H60: Nội dung ghi ngoài bảng, không nhận vào sổ. Xem có cần nhập tay không.",
    ),
    "column removed": (
        lambda sheet: sheet.delete_cols(column_of(sheet, "note")),
        "form-column-missing",
        (
            "Trang “Bảng chấm điểm”: Biểu mẫu thiếu cột ghi điểm, hồ sơ hoặc ghi chú. Xuất biểu mẫu mới"
            " cho đơn vị, nhờ đơn vị chép điểm sang."
        ),
    ),
    "hidden column removed": (
        lambda sheet: sheet.delete_cols(1),
        "form-sheet-missing",
        (
            "Biểu mẫu không còn trang “Bảng chấm điểm”, hoặc dòng ẩn đầu trang đã bị xóa. Xuất biểu mẫu"
            " mới cho đơn vị, nhờ đơn vị chép điểm sang."
        ),
    ),
    "sheet copied": (
        lambda sheet: sheet.parent.copy_worksheet(sheet),
        "form-sheet-twice",
        (
            "Biểu mẫu có 2 trang bảng chấm điểm: “Bảng chấm điểm” và “Bảng chấm điểm Copy”. Hỏi đơn vị"
            " trang nào là bản chính, xóa trang kia rồi nhận lại."
        ),
    ),
    "hidden sheet gone": (
        lambda sheet: sheet.parent.remove(sheet.parent[HIDDEN]),
        "form-identity-missing",
        (
            "Biểu mẫu mất phần thông tin ẩn nên không biết là của đơn vị nào. Xin đơn vị ghi vào chính"
            " tệp khối đã gửi, không chép trang sang tệp khác."
        ),
    ),
    "a cell at the end of the world": (
        lambda sheet: setattr(sheet["XFD1048576"], "value", "x"),
        "form-cell-far",
        f"{PLACE}XFD1048576: Có chữ hoặc số nằm rất xa bảng. Xin đơn vị xóa nội dung ô đó rồi gửi lại.",
    ),
}


@pytest.mark.parametrize("name", BROKEN_SHEETS)
def test_broken_sheet(name: str, good: Path) -> None:
    breaking, code, text = BROKEN_SHEETS[name]
    assert only(broken(good, breaking)) == (code, text)


def test_inserted_empty_row_harms_nothing(good: Path) -> None:
    reading = broken(good, lambda sheet: insert(sheet, value=None))
    assert reading.problems == ()
    assert {it.criterion: it.points for it in reading.lines} == {
        code: Decimal(value) for code, value in FULL.items()
    }


def test_remark_below_the_table_does_not_keep_the_form_out(good: Path) -> None:
    reading = broken(good, BROKEN_SHEETS["written below the table"][0])
    assert reading.problems[0].severity == "warning"
    assert previews(SEASON, [reading])[0].state == "new"


# ---- what is missing in it


def test_empty_cells_are_one_warning(good: Path) -> None:
    def breaking(sheet: Worksheet) -> None:
        for code in ("I.1", "II.2"):
            put(sheet, code, None)

    reading = broken(good, breaking)
    assert only(reading) == (
        "form-blank",
        (
            "Trang “Bảng chấm điểm”: Còn trống 2 tiêu chí: I.1, II.2. Nhận được; nhắc đơn vị bổ sung nếu"
            " cần."
        ),
    )
    assert reading.problems[0].severity == "warning"
    assert reading.lines[0].points is None


def test_untouched_form_is_refused(tmp_path: Path) -> None:
    reading = score_form.read(written(SEASON, USUAL, tmp_path), SEASON)
    assert only(reading) == (
        "form-empty",
        "Trang “Bảng chấm điểm”: Biểu mẫu chưa ghi điểm nào. Xin đơn vị gửi tệp đã điền.",
    )
    assert reading.problems[0].severity == "error"


def test_points_without_evidence_are_one_warning(tmp_path: Path) -> None:
    path = written(SEASON, USUAL, tmp_path)
    fill(path, NUMBERS, evidence="")
    assert only(score_form.read(path, SEASON)) == (
        "form-no-evidence",
        (
            "Trang “Bảng chấm điểm”: Có điểm nhưng chưa ghi hồ sơ kiểm chứng ở 7 tiêu chí: I.1, I.2.a,"
            " I.2.b, I.3, II.1, II.2 …. Nhận được; nhắc đơn vị bổ sung nếu cần."
        ),
    )
    without = replace(SEASON, pack=replace(SEASON.pack, evidence_required=False))
    assert score_form.read(path, without).problems == ()


@pytest.mark.parametrize("value", ["1\n0", "9 5", "9²"])
def test_two_numbers_in_a_cell_are_never_joined(value: str, good: Path) -> None:
    code, _ = only(broken(good, cell("I.1", value)))
    assert code == "points-not-a-number"


def test_copied_column_is_refused(good: Path) -> None:
    def copy_points(sheet: Worksheet) -> None:
        source, target = column_of(sheet, "points"), sheet.max_column + 1
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, target).value = sheet.cell(row, source).value
        sheet.cell(row_of(sheet, "I.1"), target).value = 1

    reading = broken(good, copy_points)
    code, text = only(reading)
    assert code == "form-column-twice"
    assert "Cột “Đơn vị tự chấm” có 2 lần: F, " in text
    assert reading.lines == ()


def test_a_form_of_a_table_that_means_something_else_is_refused(good: Path) -> None:
    def swapped(row: TableRow) -> TableRow:
        return replace(row, title=f"{row.title} khác", rows=tuple(map(swapped, row.rows)))

    table = replace(SEASON.table, rows=tuple(map(swapped, SEASON.table.rows)))
    assert only(score_form.read(good, replace(SEASON, table=table)))[0] == "form-table-changed"


def test_taken_in_again_a_form_is_the_same(good: Path) -> None:
    def odd_text(sheet: Worksheet) -> None:
        put(sheet, "I.1", "Báo cáo\u2028số 5", "evidence")
        put(sheet, "I.2", "a\x85b", "note")

    reading = broken(good, odd_text)
    (first,) = previews(SEASON, [reading])
    kept = normal(tuple(first.scores().values()))
    season = SEASON.with_scores(dict(zip(first.scores(), kept, strict=True)))
    assert [it.state for it in previews(season, [reading])] == ["same"]
    assert "Báo cáo\nsố 5" in {it.evidence for it in kept}

"""What units send back broken: each one a sentence, nothing raised, nothing entered, nothing lost."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exporters import score_form
from exporters.score_form_layout import HIDDEN, SHEET
from models.block import Block
from models.intake import FormReading, previews
from models.season import Season
from tests.exporters.filling import change_identity, column_of, fill, put, row_of, sheet_of, written
from tests.exporters.form_samples import FULL, SEASON, USUAL, filled

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
            "points-error-cell",
            "Công thức trong ô bị lỗi. Ghi số điểm thay cho công thức.",
        ),
        (
            "=5+5",
            "points-not-calculated",
            (
                "Ô có công thức nhưng tệp không lưu kết quả. Mở tệp bằng Excel, lưu lại rồi nhận lại,"
                " hoặc ghi số điểm thay cho công thức."
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


# ---- whose form


OTHER_SEASONS: dict[str, tuple[Season, str, str]] = {
    "year": (
        replace(SEASON, year=2024),
        "form-other-year",
        (
            "Biểu mẫu năm 2023 của Ban Dân vận Tỉnh ủy, sổ đang mở là năm 2024. Xin đơn vị gửi biểu mẫu"
            " năm 2024."
        ),
    ),
    "block": (
        replace(SEASON, block=Block("Khối các sở")),
        "form-other-block",
        (
            "Biểu mẫu của “Khối thi đua các cơ quan Tỉnh ủy”, sổ đang mở là “Khối các sở”. Lấy đúng tệp;"
            " nếu khối vừa đổi tên thì xuất biểu mẫu mới cho đơn vị."
        ),
    ),
    "version": (
        replace(SEASON, table=replace(SEASON.table, version=2)),
        "form-other-table",
        (
            "Biểu mẫu của Ban Dân vận Tỉnh ủy theo bảng chấm điểm bản 1, khối đang dùng bản 2. Xuất biểu"
            " mẫu mới cho đơn vị, nhờ đơn vị chép điểm sang."
        ),
    ),
    "table": (
        replace(SEASON, table=replace(SEASON.table, rows=SEASON.table.rows[:2])),
        "form-table-changed",
        (
            "Bảng chấm điểm đã sửa sau khi xuất biểu mẫu của Ban Dân vận Tỉnh ủy. Xuất biểu mẫu mới cho"
            " đơn vị, nhờ đơn vị chép điểm sang."
        ),
    ),
    "unit": (
        replace(SEASON, units=SEASON.units[1:]),
        "form-unit-unknown",
        (
            "“Ban Dân vận Tỉnh ủy” không có trong danh sách đơn vị năm 2023. Xem lại trang Đơn vị; nếu"
            " đơn vị đã sáp nhập hoặc lập lại thì xuất biểu mẫu mới."
        ),
    ),
}


@pytest.mark.parametrize("name", OTHER_SEASONS)
def test_form_of_another_season(name: str, good: Path) -> None:
    season, code, text = OTHER_SEASONS[name]
    reading = score_form.read(good, season)
    assert only(reading) == (code, text)
    assert (reading.unit, reading.lines) == ("", ())


def test_old_form_does_not_stand_in_the_way_of_the_right_one(good: Path, tmp_path: Path) -> None:
    season = replace(SEASON, table=replace(SEASON.table, version=2))
    (tmp_path / "moi").mkdir()
    right = written(season, USUAL, tmp_path / "moi")
    fill(right, NUMBERS)
    readings = [score_form.read(path, season) for path in (good, right)]
    assert [it.state for it in previews(season, readings)] == ["refused", "new"]


@pytest.mark.parametrize(
    ("values", "code", "text"),
    [
        (
            {"layout": "2"},
            "form-newer-program",
            (
                "Biểu mẫu do bản chương trình mới hơn tạo ra. Cập nhật chương trình trên máy này rồi nhận"
                " lại."
            ),
        ),
        *(
            (
                values,
                "form-identity-broken",
                (
                    "Thông tin ẩn của biểu mẫu bị mất hoặc bị sửa. Xuất biểu mẫu mới cho đơn vị, nhờ đơn"
                    " vị chép điểm sang."
                ),
            )
            for values in ({"layout": "x"}, {"unit": "u-quy"}, {"form": "0000-0000"}, {"year": ""})
        ),
    ],
)
def test_identity_that_does_not_fit(
    values: dict[str, str], code: str, text: str, good: Path
) -> None:
    change_identity(good, **values)
    assert only(score_form.read(good, SEASON)) == (code, text)


def test_case_and_spaces_of_the_blocks_name_do_not_matter(good: Path) -> None:
    season = replace(SEASON, block=Block(" KHỐI THI ĐUA các cơ quan Tỉnh ủy "))
    assert score_form.read(good, season).problems == ()


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


# ---- damage


@pytest.mark.parametrize("share", [0.2, 0.5])
@pytest.mark.parametrize(
    "part",
    [
        "worksheets/sheet1.xml",
        "worksheets/sheet3.xml",
        "sharedStrings.xml",
        "workbook.xml",
        "styles.xml",
    ],
)
def test_broken_off_inside(part: str, share: float, tmp_path: Path) -> None:
    path = written(filled(SEASON, USUAL, FULL), USUAL, tmp_path)
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            cut = int(len(content) * share) if name == f"xl/{part}" else len(content)
            target.writestr(name, content[:cut])
    path.write_bytes(out.getvalue())
    assert only(score_form.read(path, SEASON)) == (
        "file-damaged",
        "Tệp bị hỏng hoặc tải về chưa hết. Tải lại tệp; nếu vẫn lỗi, xin đơn vị gửi lại.",
    )


def test_cut_and_bent_bytes_never_raise(good: Path) -> None:
    data = good.read_bytes()
    for cut in range(1, len(data), 997):
        good.write_bytes(data[:cut])
        assert score_form.read(good, SEASON).problems
    for at in range(0, len(data), 131):
        good.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        reading = score_form.read(good, SEASON)
        assert reading.problems or len(reading.lines) == len(FULL)


def test_far_cell_without_an_address_is_seen(good: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                row = b'<row r="1048576"><c t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
                content = re.sub(rb"</sheetData>", row, content)
            target.writestr(name, content)
    good.write_bytes(out.getvalue())
    assert only(score_form.read(good, SEASON))[0] == "form-cell-far"

"""Forms of another season, and forms whose bytes are damaged: each one a sentence, nothing raised."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exporters.forms import score_form
from models.block import Block
from models.collecting.intake import FormReading, previews
from models.season import Season
from models.table import ScoringTable
from models.table_life import TableLife
from tests.exporters.filling import change_identity, fill, written
from tests.exporters.form_samples import FULL, SEASON, USUAL, filled

NUMBERS = {code: float(value) for code, value in FULL.items()}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = written(SEASON, USUAL, tmp_path)
    fill(path, NUMBERS)
    return path


def only(reading: FormReading) -> tuple[str, str]:
    (problem,) = reading.problems
    return problem.code, problem.text


# ---- whose form


ISSUED = replace(
    SEASON.table,
    life=TableLife("locked", number="05/KH-KTĐ", issued_on=date(2023, 2, 10)),
)
_II = SEASON.table.rows[1]
NEXT = ScoringTable(
    (
        SEASON.table.rows[0],
        replace(_II, rows=(_II.rows[0], replace(_II.rows[1], title="Đoàn thể, hội quần chúng"))),
    ),
    version=2,
)

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
    "earlier version": (
        replace(SEASON, table=NEXT, earlier_tables=(ISSUED, replace(NEXT, rows=NEXT.rows[:1]))),
        "form-earlier-table",
        (
            "Biểu mẫu của Ban Dân vận Tỉnh ủy làm theo bảng chấm điểm bản 1 (05/KH-KTĐ ngày"
            " 10/02/2023), khối đang dùng bản 2. Chuyển sang biểu mẫu bản 2 rồi gửi đơn vị xem"
            " lại; 5 trên 6 tiêu chí không đổi, điểm đã ghi được giữ."
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

"""A zip of several forms: each file its own reading under a telling name; what cannot be opened says why."""

import struct
import zipfile
from pathlib import Path

import pytest

from exporters.forms import score_form
from exporters.incoming import workbook_zip
from models.collecting.intake import FormReading
from tests.exporters.arriving import read_all
from tests.exporters.bad_form_files import KEPT, good, zipped
from tests.exporters.form_samples import SEASON, USUAL


def read(path: Path, data: bytes) -> tuple[FormReading, ...]:
    path.write_bytes(data)
    return read_all(path, SEASON)


@pytest.fixture
def zip_path(tmp_path: Path) -> Path:
    return tmp_path / "Ban Dan van.zip"


def codes(readings: tuple[FormReading, ...]) -> list[str]:
    return [problem.code for it in readings for problem in it.problems]


def test_each_file_of_a_zip_is_a_reading_of_its_own(zip_path: Path, tmp_path: Path) -> None:
    form = good(tmp_path).read_bytes()
    photo = b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(50)
    readings = read(
        zip_path,
        zipped(
            ("BDV.xlsx", form),
            ("Gửi khối/BDV cũ.xls", (KEPT / "good.xls").read_bytes()),
            ("Gửi khối/", b""),
            ("ảnh.jpg", photo),
            ("__MACOSX/._BDV.xlsx", b"x"),
            ("Thumbs.db", b"x"),
            ("~$BDV.xlsx", b"x"),
        ),
    )
    assert [it.name for it in readings] == [
        "Ban Dan van.zip › BDV.xlsx",
        "Ban Dan van.zip › Gửi khối › BDV cũ.xls",
        "Ban Dan van.zip › ảnh.jpg",
    ]
    assert [(it.unit, len(it.lines)) for it in readings] == [(USUAL.id, 8), (USUAL.id, 8), ("", 0)]
    assert codes(readings) == ["file-photo"]


def test_a_single_file_gives_what_read_gives(tmp_path: Path) -> None:
    path = good(tmp_path)
    assert read_all(path, SEASON) == (score_form.read(path, SEASON),)
    missing = tmp_path / "khong co.zip"
    assert codes(read_all(missing, SEASON)) == ["file-missing"]


def test_a_zip_inside_a_zip_is_told(zip_path: Path, tmp_path: Path) -> None:
    form = good(tmp_path).read_bytes()
    readings = read(zip_path, zipped(("trong.zip", zipped(("BDV.xlsx", form))), ("BDV.xlsx", form)))
    assert [it.text for it in readings[0].problems] == [
        "Đây là tệp nén nằm trong tệp nén khác. Giải nén, rồi nhận từng tệp .xlsx bên trong."
    ]
    assert readings[1].problems == ()


def test_a_zip_with_a_password_is_told_file_by_file(zip_path: Path, tmp_path: Path) -> None:
    data = bytearray(zipped(("BDV.xlsx", good(tmp_path).read_bytes())))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, central + 8, 1)
    (reading,) = read(zip_path, bytes(data))
    assert reading.name == "Ban Dan van.zip › BDV.xlsx"
    (problem,) = reading.problems
    assert problem.what == "Tệp nén đặt mật khẩu nên không đọc được."
    assert problem.advice == "Xin đơn vị nén lại không đặt mật khẩu, hoặc gửi thẳng tệp .xlsx."


def test_a_damaged_file_leaves_the_others_readable(zip_path: Path, tmp_path: Path) -> None:
    form = good(tmp_path).read_bytes()
    data = bytearray(zipped(("a.xlsx", form), ("b.xlsx", form)))
    data[200:240] = bytes(40)
    first, second = read(zip_path, bytes(data))
    assert codes((first,)) == ["file-archive-broken"]
    assert (second.problems, len(second.lines)) == ((), 8)


@pytest.mark.parametrize("parts", [(), (("a/", b""),)])
def test_a_zip_without_files(zip_path: Path, parts: tuple[tuple[str, bytes], ...]) -> None:
    (reading,) = read(zip_path, zipped(*parts))
    assert [it.text for it in reading.problems] == [
        "Tệp nén không có tệp nào bên trong. Xin đơn vị gửi thẳng các tệp .xlsx."
    ]


def test_a_file_without_a_name(zip_path: Path) -> None:
    data = bytearray(zipped(("abcd.xlsx", b"x")))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 28, 0)
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 32, len("abcd.xlsx"))
    (reading,) = read(zip_path, bytes(data))
    assert reading.name == "Ban Dan van.zip › (không tên)"
    assert codes((reading,)) == ["file-archive-broken"]


def test_too_many_files(zip_path: Path) -> None:
    many = [(f"{number}.xlsx", b"x") for number in range(workbook_zip.MOST_FILES + 1)]
    assert codes(read(zip_path, zipped(*many))) == ["file-archive-many"]
    assert len(read(zip_path, zipped(*many[1:]))) == workbook_zip.MOST_FILES


def test_a_bomb_is_refused_before_it_is_unpacked(zip_path: Path) -> None:
    data = bytearray(zipped(*((f"{number}.xlsx", bytes(1000)) for number in range(3))))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<I", data, at + 24, 400 * 1024 * 1024)
    assert codes(read(zip_path, bytes(data))) == ["file-archive-large"]


def test_one_file_that_is_too_large(zip_path: Path, tmp_path: Path) -> None:
    form = good(tmp_path).read_bytes()
    readings = read(zip_path, zipped(("to.xlsx", bytes(65 * 1024 * 1024)), ("BDV.xlsx", form)))
    assert codes(readings) == ["file-too-large"]


def test_a_workbook_that_says_less_than_it_holds_is_too_large(tmp_path: Path) -> None:
    data = bytearray(zipped(("xl/workbook.xml", bytes(80 * 1024 * 1024))))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 1000)
    path = tmp_path / "BDV.xlsx"
    assert codes(read(path, bytes(data))) == ["file-too-large"]


def test_names_that_a_mac_writes_without_saying_so(zip_path: Path, tmp_path: Path) -> None:
    form = good(tmp_path).read_bytes()
    with zipfile.ZipFile(zip_path, "w") as archive:
        archive.writestr("Bảng chấm.xlsx", form)
    data = bytearray(zip_path.read_bytes())
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        struct.pack_into("<H", data, data.index(mark) + at, 0)
    (reading,) = read(zip_path, bytes(data))
    assert reading.name == "Ban Dan van.zip › Bảng chấm.xlsx"

"""What a file really is: told by its content, each kind with its own sentence, whatever its name."""

import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from exporters.forms import score_form
from tests.exporters.form_samples import SEASON

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ASK = "Xin đơn vị gửi tệp .xlsx đã điền."
RESAVE = "Mở bằng Excel, lưu lại dạng .xlsx (Excel Workbook) rồi nhận lại."
WORD = f"Đây là văn bản Word, không phải biểu mẫu Excel. {ASK}"
PHOTO = (
    "Đây là ảnh chụp, không phải biểu mẫu Excel. Xin đơn vị gửi tệp .xlsx đã điền, hoặc nhập tay"
    " theo ảnh."
)
ARCHIVE = "Đây là tệp nén. Giải nén, rồi nhận từng tệp .xlsx bên trong."
OLD_EXCEL = f"Đây là tệp Excel đời cũ (.xls). {RESAVE}"
WEB_PAGE = f"Đây là trang web lưu dưới tên bảng tính, không phải tệp Excel. {RESAVE}"
SHORTCUT = (
    "Đây là lối tắt (shortcut), không phải chính tệp. Mở thư mục chứa tệp gốc rồi chọn tệp đó."
)
LOCK = (
    "Đây là tệp tạm do Excel hoặc LibreOffice tạo khi đang mở biểu mẫu. Đóng biểu mẫu, rồi chọn tệp"
    " cùng tên không có “~$” hoặc “.~lock” ở đầu."
)
UNKNOWN = f"Đây không phải là tệp Excel. {ASK}"
DAMAGED = "Tệp bị hỏng hoặc tải về chưa hết. Tải lại tệp; nếu vẫn lỗi, xin đơn vị gửi lại."


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(100)


def zipped(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


ODF = "application/vnd.oasis.opendocument."
LOCK_BYTES = b"\4" + b"Lan ".ljust(54) + b"\4\0" + "Lan ".ljust(54).encode("utf-16-le")
KINDS = {
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(50), "file-photo", PHOTO),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "file-photo", PHOTO),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(50), "file-photo", PHOTO),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", "file-photo", PHOTO),
    "pdf": (
        b"%PDF-1.7\n...",
        "file-pdf",
        (
            "Đây là tệp PDF (bản in hoặc bản quét), không phải biểu mẫu Excel. Xin đơn vị gửi tệp .xlsx"
            " đã điền, hoặc nhập tay theo bản in."
        ),
    ),
    "docx": (zipped("[Content_Types].xml", "word/document.xml"), "file-word", WORD),
    "odt": (zipped("content.xml", mimetype=f"{ODF}text"), "file-word", WORD),
    "doc": (stream("WordDocument"), "file-word", WORD),
    "rtf": (b"{\\rtf1\\ansi", "file-word", WORD),
    "pptx": (
        zipped("ppt/presentation.xml"),
        "file-slides",
        f"Đây là tệp trình chiếu, không phải biểu mẫu Excel. {ASK}",
    ),
    "xls": (stream("Workbook"), "file-old-excel", OLD_EXCEL),
    "xls 5.0": (stream("Book"), "file-old-excel", OLD_EXCEL),
    "xlsb": (
        zipped("xl/workbook.bin"),
        "file-binary-excel",
        f"Đây là tệp Excel nhị phân (.xlsb). {RESAVE}",
    ),
    "password": (
        stream("EncryptionInfo") + "EncryptedPackage".encode("utf-16-le"),
        "file-password",
        (
            "Tệp đặt mật khẩu nên không đọc được. Xin đơn vị bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm"
            " việc) rồi gửi lại."
        ),
    ),
    "other ole": (OLE, "file-unknown", UNKNOWN),
    "ods": (
        zipped("content.xml", mimetype=f"{ODF}spreadsheet"),
        "file-ods",
        (
            "Đây là bảng tính OpenDocument (.ods). Mở bằng LibreOffice hoặc Excel, lưu lại dạng .xlsx rồi"
            " nhận lại."
        ),
    ),
    "zip": (zipped("don vi 1.xlsx", "don vi 2.xlsx"), "file-archive", ARCHIVE),
    "empty zip": (zipped(), "file-archive", ARCHIVE),
    "rar": (b"Rar!\x1a\x07\x00", "file-archive", ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c\0", "file-archive", ARCHIVE),
    "web page": (b"\xef\xbb\xbf\r\n<html><table><tr><td>1", "file-web-page", WEB_PAGE),
    "web page in utf-16": ("\ufeff<!DOCTYPE html>".encode("utf-16-le"), "file-web-page", WEB_PAGE),
    "mht": (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "file-web-page", WEB_PAGE),
    "xml 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "file-old-xml",
        f"Đây là bảng tính XML đời 2003. {RESAVE}",
    ),
    "nothing": (
        b"",
        "file-empty",
        "Tệp rỗng (0 byte). Tải lại tệp; nếu vẫn rỗng, xin đơn vị gửi lại.",
    ),
    "shortcut": (b"L\0\0\0\x01\x14\x02\0" + bytes(60), "file-shortcut", SHORTCUT),
    "web shortcut": (b"[InternetShortcut]\r\nURL=https://", "file-shortcut", SHORTCUT),
    "lock": (LOCK_BYTES, "file-lock", LOCK),
    "text": ("Mã;Điểm\nI.1;9,5".encode(), "file-unknown", UNKNOWN),
    "noise": (bytes(range(256)), "file-unknown", UNKNOWN),
    "cut": (workbook()[:-30], "file-damaged", DAMAGED),
    "begins like a workbook": (b"PK\x03\x04" + bytes(80), "file-damaged", DAMAGED),
    "not our workbook": (
        workbook(),
        "form-not-ours",
        (
            "Đây là bảng tính Excel nhưng không phải biểu mẫu chấm điểm của khối. Xin đơn vị gửi tệp biểu"
            " mẫu khối đã gửi, sau khi điền."
        ),
    ),
}


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ""])
@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_told_by_content(kind: str, suffix: str, tmp_path: Path) -> None:
    data, code, text = KINDS[kind]
    path = tmp_path / f"Ban Dan van{suffix}"
    path.write_bytes(data)
    reading = score_form.read(path, SEASON)
    (problem,) = reading.problems
    assert (problem.code, problem.text) == (code, text)
    assert (reading.unit, reading.lines) == ("", ())


@pytest.mark.parametrize("name", ["~$Ban Dan van.xlsx", ".~lock.Ban Dan van.xlsx#"])
def test_lock_files_are_known_by_name_too(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x03Lan")
    assert [it.text for it in score_form.read(path, SEASON).problems] == [LOCK]


def test_length_of_the_sample_lock_file_is_excels() -> None:
    assert len(LOCK_BYTES) == 165


def test_unpacked_size_is_looked_at_before_unpacking(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(65 * 1024 * 1024))
    path = tmp_path / "a.xlsx"
    path.write_bytes(out.getvalue())
    assert [it.text for it in score_form.read(path, SEASON).problems] == [
        "Tệp quá lớn so với một biểu mẫu chấm điểm. Kiểm tra lại có đúng tệp không."
    ]


def test_missing_file(tmp_path: Path) -> None:
    (problem,) = score_form.read(tmp_path / "khong co.xlsx", SEASON).problems
    assert (problem.code, problem.text) == ("file-missing", "Không còn tệp này. Chọn lại tệp.")


def test_name_that_no_system_takes(tmp_path: Path) -> None:
    (problem,) = score_form.read(tmp_path / ("a" * 300), SEASON).problems
    assert problem.code == "file-unreadable"
    assert problem.text.endswith("Chép tệp vào máy rồi nhận lại.")


def test_folder(tmp_path: Path) -> None:
    (problem,) = score_form.read(tmp_path, SEASON).problems
    assert problem.code == "file-folder"
    assert problem.text == "Đây là thư mục, không phải tệp. Chọn các tệp .xlsx bên trong."


@pytest.mark.skipif(
    os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0,
    reason="an administrator may read everything",
)
def test_file_without_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    path.chmod(0)
    (problem,) = score_form.read(path, SEASON).problems
    assert problem.code == "file-no-rights"


def test_another_workbook_is_named_whatever_its_sheets_are_called(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Bảng chấm điểm"
    book.create_sheet("_khoi")["A1"] = "abc"
    book.save(tmp_path / "a.xlsx")
    (problem,) = score_form.read(tmp_path / "a.xlsx", SEASON).problems
    assert problem.code == "form-not-ours"

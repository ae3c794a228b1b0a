"""What a file really is, told by its content and never by its name.

Units send photos, scans, Word files and web pages named .xlsx; each gets a sentence of its own.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache

from models.errors import Problem

_ASK = "Xin đơn vị gửi tệp .xlsx đã điền."
_RESAVE = "Mở bằng Excel, lưu lại dạng .xlsx (Excel Workbook) rồi nhận lại."
_LARGEST = 64 * 1024 * 1024
_TIGHTEST = 1032  # what one byte can unpack to at most
_LOCK_SIZE = 165  # the file "~$…" that Excel keeps beside an open workbook
_LONGEST_USER = 54

_DAMAGED = Problem(
    "file-damaged",
    "Tệp bị hỏng hoặc tải về chưa hết.",
    "Tải lại tệp; nếu vẫn lỗi, xin đơn vị gửi lại.",
)
_TOO_LARGE = Problem(
    "file-too-large",
    "Tệp quá lớn so với một biểu mẫu chấm điểm.",
    "Kiểm tra lại có đúng tệp không.",
)
_PHOTO = Problem(
    "file-photo",
    "Đây là ảnh chụp, không phải biểu mẫu Excel.",
    "Xin đơn vị gửi tệp .xlsx đã điền, hoặc nhập tay theo ảnh.",
)
_PDF = Problem(
    "file-pdf",
    "Đây là tệp PDF (bản in hoặc bản quét), không phải biểu mẫu Excel.",
    "Xin đơn vị gửi tệp .xlsx đã điền, hoặc nhập tay theo bản in.",
)
_WORD = Problem("file-word", "Đây là văn bản Word, không phải biểu mẫu Excel.", _ASK)
_SLIDES = Problem("file-slides", "Đây là tệp trình chiếu, không phải biểu mẫu Excel.", _ASK)
_OLD_EXCEL = Problem("file-old-excel", "Đây là tệp Excel đời cũ (.xls).", _RESAVE)
_BINARY_EXCEL = Problem("file-binary-excel", "Đây là tệp Excel nhị phân (.xlsb).", _RESAVE)
_PASSWORD = Problem(
    "file-password",
    "Tệp đặt mật khẩu nên không đọc được.",
    "Xin đơn vị bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi gửi lại.",
)
_ODS = Problem(
    "file-ods",
    "Đây là bảng tính OpenDocument (.ods).",
    "Mở bằng LibreOffice hoặc Excel, lưu lại dạng .xlsx rồi nhận lại.",
)
_ARCHIVE = Problem(
    "file-archive", "Đây là tệp nén.", "Giải nén, rồi nhận từng tệp .xlsx bên trong."
)
_WEB_PAGE = Problem(
    "file-web-page", "Đây là trang web lưu dưới tên bảng tính, không phải tệp Excel.", _RESAVE
)
_OLD_XML = Problem("file-old-xml", "Đây là bảng tính XML đời 2003.", _RESAVE)
_EMPTY = Problem(
    "file-empty", "Tệp rỗng (0 byte).", "Tải lại tệp; nếu vẫn rỗng, xin đơn vị gửi lại."
)
_SHORTCUT = Problem(
    "file-shortcut",
    "Đây là lối tắt (shortcut), không phải chính tệp.",
    "Mở thư mục chứa tệp gốc rồi chọn tệp đó.",
)
_LOCK = Problem(
    "file-lock",
    "Đây là tệp tạm do Excel hoặc LibreOffice tạo khi đang mở biểu mẫu.",
    "Đóng biểu mẫu, rồi chọn tệp cùng tên không có “~$” hoặc “.~lock” ở đầu.",
)
_UNKNOWN = Problem("file-unknown", "Đây không phải là tệp Excel.", _ASK)

_STARTS = (
    (b"\xff\xd8\xff", _PHOTO),
    (b"\x89PNG", _PHOTO),
    (b"GIF8", _PHOTO),
    (b"BM", _PHOTO),
    (b"II*\0", _PHOTO),
    (b"MM\0*", _PHOTO),
    (b"{\\rtf", _WORD),
    (b"L\0\0\0\x01\x14\x02\0", _SHORTCUT),
    (b"[InternetShortcut]", _SHORTCUT),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
)
_HEIF = (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1", b"ftypavif")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB = re.compile(
    rb"<(?:!doctype html|html|head|body|table|meta|style|div)\b|mime-version:", re.IGNORECASE
)


def not_a_workbook(name: str, data: bytes) -> Problem | None:
    """Why a file with this name and content cannot be an .xlsx workbook, or None when it can.

    Nothing is raised, whatever the bytes are.
    """
    checks: tuple[Callable[[str, bytes], Problem | None], ...] = (
        _nothing_or_too_much,
        _lock_file,
        _by_first_bytes,
        _office_before_2007,
        _text,
        _zip,
    )
    return next((found for check in checks if (found := check(name, data))), None)


def damaged() -> Problem:
    """The sentence for a workbook that breaks off while it is read."""
    return _DAMAGED


def locked() -> Problem:
    """The sentence for a workbook with a password that shows only when it is opened."""
    return _PASSWORD


def _nothing_or_too_much(_name: str, data: bytes) -> Problem | None:
    if not data:
        return _EMPTY
    return _TOO_LARGE if len(data) > _LARGEST else None


def _lock_file(name: str, data: bytes) -> Problem | None:
    by_name = name.startswith(("~$", ".~lock.")) and not data.startswith(b"PK")
    by_content = len(data) == _LOCK_SIZE and 0 < data[0] <= _LONGEST_USER
    return _LOCK if by_name or by_content else None


def _by_first_bytes(_name: str, data: bytes) -> Problem | None:
    for start, problem in _STARTS:
        if data.startswith(start):
            return problem
    if data[4:12].startswith(_HEIF) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return _PHOTO
    return _PDF if b"%PDF-" in data[:1024] else None


def _office_before_2007(_name: str, data: bytes) -> Problem | None:
    """OLE files: the names of the streams inside tell the program, and the password."""
    if not data.startswith(_OLE):
        return None
    streams = (
        ("EncryptedPackage", _PASSWORD),
        ("WordDocument", _WORD),
        ("PowerPoint Document", _SLIDES),
        ("Workbook", _OLD_EXCEL),
        ("Book", _OLD_EXCEL),
    )
    for stream, problem in streams:
        if stream.encode("utf-16-le") in data:
            return problem
    return _UNKNOWN


def _text(_name: str, data: bytes) -> Problem | None:
    if data.startswith(b"PK"):
        return None
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and start.startswith(b"<?xml"):
        return _OLD_XML
    if start.startswith(b"<") or start[:13].lower() == b"mime-version:":
        return _WEB_PAGE if _WEB.search(start) else _UNKNOWN
    return _UNKNOWN


@lru_cache(maxsize=1)
def opened(data: bytes) -> zipfile.ZipFile:
    """The zip in these bytes, its directory read once for all who look into it one after the other."""
    return zipfile.ZipFile(io.BytesIO(data))


def _zip(_name: str, data: bytes) -> Problem | None:
    try:
        archive = opened(data)
        names = set(archive.namelist())
        mimetype = archive.open("mimetype").read(80) if "mimetype" in names else b""
        too_large = _unpacks_too_large(archive, data)
    except Exception:  # noqa: BLE001 - a broken archive fails in a dozen ways, all meaning the same
        return _DAMAGED
    known = (
        (b"opendocument.text" in mimetype or "word/document.xml" in names, _WORD),
        (b"opendocument.presentation" in mimetype or "ppt/presentation.xml" in names, _SLIDES),
        (b"opendocument.spreadsheet" in mimetype, _ODS),
        ("xl/workbook.bin" in names, _BINARY_EXCEL),
        ("xl/workbook.xml" in names, None),
    )
    for fits, problem in known:
        if fits:
            return _TOO_LARGE if too_large else problem
    return _ARCHIVE


def _unpacks_too_large(archive: zipfile.ZipFile, data: bytes) -> bool:
    """Whether the parts are too large together, also when the archive says less than is in it."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > _LARGEST:
        return True
    if sum(part.compress_size for part in parts) * _TIGHTEST <= _LARGEST:
        return False
    return any(
        _holds_more(part, data) for part in parts if part.compress_type == zipfile.ZIP_DEFLATED
    )


def _holds_more(part: zipfile.ZipInfo, data: bytes) -> bool:
    name, extra = struct.unpack_from("<HH", data, part.header_offset + 26)
    start = part.header_offset + 30 + name + extra
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        made = unpacker.decompress(data[start : start + part.compress_size], part.file_size + 1)
    except zlib.error:
        return False  # damage shows itself when the part is read
    return len(made) > part.file_size

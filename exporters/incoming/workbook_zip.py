"""What lies in a zip that a unit sent: each file as bytes with a telling name, or why it is not read."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from models.errors import Problem
from models.texts import clean

ARROW = " › "
"""Between the zip and the file inside it: "tệp.zip › BDV.xlsx"."""

MOST_FILES = 200
_LARGEST_FILE = 64 * 1024 * 1024
_LARGEST = 512 * 1024 * 1024
_ENCRYPTED = 1
_UTF_8 = 0x800
_NAMELESS = "(không tên)"
_NOISE = frozenset({".ds_store", "thumbs.db", "desktop.ini"})

_ASK = "Xin đơn vị gửi thẳng các tệp .xlsx."
_PASSWORD = Problem(
    "file-archive-password",
    "Tệp nén đặt mật khẩu nên không đọc được.",
    "Xin đơn vị nén lại không đặt mật khẩu, hoặc gửi thẳng tệp .xlsx.",
)
NESTED = Problem(
    "file-archive-nested",
    "Đây là tệp nén nằm trong tệp nén khác.",
    "Giải nén, rồi nhận từng tệp .xlsx bên trong.",
)
_TOO_LARGE = Problem(
    "file-too-large",
    "Tệp quá lớn so với một biểu mẫu chấm điểm.",
    "Kiểm tra lại có đúng tệp không.",
)
_BROKEN = Problem(
    "file-archive-broken",
    "Tệp nén hỏng ở tệp này, không giải nén được.",
    "Tải lại tệp nén; nếu vẫn lỗi, xin đơn vị gửi lại.",
)
_EMPTY = Problem("file-archive-empty", "Tệp nén không có tệp nào bên trong.", _ASK)
_BOMB = Problem("file-archive-large", "Tệp nén bung ra quá lớn.", _ASK)
_MANY = Problem(
    "file-archive-many",
    f"Tệp nén có hơn {MOST_FILES} tệp bên trong.",
    "Giải nén, rồi chọn riêng các biểu mẫu.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a zip: its bytes, or the problem that keeps them out."""

    name: str
    data: bytes = b""
    problem: Problem | None = None


def refusal(data: bytes) -> Problem | None:
    """Why the zip as a whole is not opened, or None."""
    found = _files(data)
    if not found:
        return _EMPTY
    if len(found) > MOST_FILES:
        return _MANY
    return _BOMB if sum(it.file_size for it in found) > _LARGEST else None


def members(data: bytes) -> Iterator[Member]:
    """The files of a zip that was not refused, one at a time, in its own order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for it in _files(data):
            yield _member(archive, it)


def _files(data: bytes) -> list[zipfile.ZipInfo]:
    """The files that somebody put in: no folders, nothing that a system adds by itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [it for it in archive.infolist() if not _is_noise(it.filename)]


def _is_noise(name: str) -> bool:
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1].lower()
    is_folder = name.endswith(("/", "\\"))
    return (
        is_folder
        or name.startswith("__MACOSX/")
        or last in _NOISE
        or last.startswith(("~$", ".~lock."))
    )


def _member(archive: zipfile.ZipFile, it: zipfile.ZipInfo) -> Member:
    name = _shown(it)
    if it.flag_bits & _ENCRYPTED:
        return Member(name, problem=_PASSWORD)
    if it.file_size > _LARGEST_FILE:
        return Member(name, problem=_TOO_LARGE)
    try:
        data = archive.read(it)
    except Exception:  # noqa: BLE001 - a broken archive fails in a dozen ways, all meaning the same
        return Member(name, problem=_BROKEN)
    return Member(name, data)


def _shown(it: zipfile.ZipInfo) -> str:
    """The name with its folders: "Ban A › BDV.xlsx". Programs on a Mac do not say that it is UTF-8."""
    name = it.filename
    if not it.flag_bits & _UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return (
        ARROW.join(part for part in clean(name).replace("\\", "/").split("/") if part) or _NAMELESS
    )

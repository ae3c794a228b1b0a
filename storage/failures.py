"""What SQLite and the disk can refuse, told in one sentence of Vietnamese.

The cause is read from SQLite's own result code and from errno, never from the English text. An error
that is none of the expected ones is a fault of the program and passes through as it is.
"""

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import AppError
from models.texts import clean

_DISK_FULL = (
    "Ổ đĩa chứa “{name}” đã đầy: thay đổi vừa rồi chưa được ghi, dữ liệu trước đó còn nguyên. "
    "Dọn bớt tệp trên ổ đĩa rồi làm lại."
)
_NO_ROOM_FOR_NEW = (
    "Ổ đĩa có thư mục “{folder}” đã đầy nên chưa ghi được “{name}”; sổ và các tệp đã có còn nguyên. "
    "Dọn bớt tệp trên ổ đĩa đó hoặc chọn ổ đĩa khác rồi làm lại."
)
_NO_RIGHTS = "Không có quyền đọc hoặc ghi “{name}”. Kiểm tra quyền của thư mục, hoặc chép tệp sang thư mục khác rồi mở."
_UNREADABLE = "Không đọc hoặc ghi được “{name}”. Kiểm tra ổ đĩa, USB hoặc thư mục mạng còn nối không rồi làm lại."
_BUSY = "“{name}” đang bị chương trình khác giữ. Đóng chương trình đó rồi làm lại."
_CANNOT_OPEN = (
    "Không mở được “{name}”. Kiểm tra tệp và thư mục còn đó không, và có quyền đọc, ghi không."
)
NOT_A_BOOK = (
    "Tệp “{name}” không phải là sổ khối thi đua. Chọn tệp có đuôi .khoi do chương trình tạo."
)
DAMAGED = "Tệp “{name}” bị hỏng: một phần dữ liệu không đọc được."
FOLDER_MISSING = "Không tìm thấy thư mục “{name}”. Thư mục có thể đã bị chuyển, đổi tên hoặc nằm trên USB chưa cắm."
_BAD_NAME = "Không dùng được tên “{name}”: tên quá dài hoặc có ký tự không cho phép. Chọn tên khác."
_MOVED = (
    "Tệp đã bị chuyển, đổi tên hoặc thay bằng tệp khác khi đang mở nên thay đổi vừa rồi chưa được ghi. "
    "Đóng sổ, tìm tệp “{name}” ở chỗ mới rồi mở lại. Nếu tệp đã bị xóa, lấy lại từ Thùng rác hoặc mở bản "
    "sao lưu gần nhất."
)
_CUT_OFF = (
    "Một chương trình bị tắt khi đang ghi dở “{name}”, nên ở đây chưa đọc được. Đóng sổ rồi mở lại ở nơi ghi "
    "được tệp: phần ghi dở tự được bỏ, những gì đã lưu còn nguyên."
)
MISSING = "Không tìm thấy “{name}”. Tệp có thể đã bị chuyển, đổi tên hoặc nằm trên USB chưa cắm."

_BY_EXTENDED_CODE = {
    sqlite3.SQLITE_READONLY_DBMOVED: _MOVED,
    sqlite3.SQLITE_READONLY_ROLLBACK: _CUT_OFF,
}
_BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: _DISK_FULL,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _NO_RIGHTS,
    sqlite3.SQLITE_PERM: _NO_RIGHTS,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_IOERR: _UNREADABLE,
}
_DAMAGE_CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BY_ERRNO = {
    errno.ENOENT: MISSING,
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EACCES: _NO_RIGHTS,
    errno.EPERM: _NO_RIGHTS,
    errno.EROFS: _NO_RIGHTS,
    errno.ENAMETOOLONG: _BAD_NAME,
    errno.EINVAL: _BAD_NAME,
    errno.EILSEQ: _BAD_NAME,
}
_PRIMARY_CODE = 0xFF  # the extended result codes of SQLite keep the primary one in the low byte


class DamagedFileError(AppError):
    """The file's own content cannot be read any more; a backup is needed."""


@contextmanager
def told(path: Path, *, new: bool = False) -> Iterator[None]:
    """Turn what SQLite or the disk refuses about `path` into an `AppError` fit to show; with `new` it is a
    file of its own that is being made, not the book that is open."""
    try:
        yield
    except sqlite3.Error as error:
        extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
        if extended in _BY_EXTENDED_CODE:
            raise AppError(_BY_EXTENDED_CODE[extended].format(name=path.name)) from error
        code = extended & _PRIMARY_CODE
        if code in _DAMAGE_CODES:
            raise DamagedFileError(DAMAGED.format(name=path.name)) from error
        sentence = _BY_SQLITE_CODE.get(code)
        if sentence is None:
            raise
        raise AppError(_about(path, sentence, new=new)) from error
    except OSError as error:
        sentence = _BY_ERRNO.get(error.errno or 0, _UNREADABLE)
        raise AppError(_about(path, sentence, new=new)) from error


def _about(path: Path, sentence: str, *, new: bool) -> str:
    if new and sentence is _DISK_FULL:
        sentence = _NO_ROOM_FOR_NEW
    return sentence.format(name=path.name, folder=path.parent)


def check_name(path: Path) -> None:
    """Refuse a name that no disk takes, and a folder that is not there. Raises `AppError`."""
    with told(path):
        # Python itself refuses these two before any disk is asked.
        if "\0" in str(path) or not _encodable(path):
            shown = clean(path.name)
            raise AppError(_BAD_NAME.format(name=shown))
        # The disk is asked through the parent's own status: is_dir() would keep the reason to itself.
        with told(path.parent):
            try:
                folder = stat.S_ISDIR(path.parent.stat().st_mode)
            except (FileNotFoundError, NotADirectoryError):
                folder = False
        if not folder:
            raise AppError(FOLDER_MISSING.format(name=path.parent))


def _encodable(path: Path) -> bool:
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True

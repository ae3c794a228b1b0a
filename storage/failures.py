"""What SQLite and the disk can refuse, told in one sentence of Vietnamese.

The cause is read from SQLite's own result code and from errno, never from the English text. An error
that is none of the expected ones is a fault of the program and passes through as it is.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import AppError

_DISK_FULL = (
    "Ổ đĩa chứa “{name}” đã đầy: thay đổi vừa rồi chưa được ghi, dữ liệu trước đó còn nguyên. "
    "Dọn bớt tệp trên ổ đĩa rồi làm lại."
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
MISSING = "Không tìm thấy “{name}”. Tệp có thể đã bị chuyển, đổi tên hoặc nằm trên USB chưa cắm."

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
}
_PRIMARY_CODE = 0xFF  # the extended result codes of SQLite keep the primary one in the low byte


class DamagedFileError(AppError):
    """The file's own content cannot be read any more; a backup is needed."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite or the disk refuses about `path` into an `AppError` fit to show."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY_CODE
        if code in _DAMAGE_CODES:
            raise DamagedFileError(DAMAGED.format(name=path.name)) from error
        sentence = _BY_SQLITE_CODE.get(code)
        if sentence is None:
            raise
        raise AppError(sentence.format(name=path.name)) from error
    except OSError as error:
        sentence = _BY_ERRNO.get(error.errno or 0, _UNREADABLE)
        raise AppError(sentence.format(name=path.name)) from error

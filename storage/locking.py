"""One program at a time writes a block; the others read it.

The lock is the operating system's own on a small file beside the book ("~$NAME", as Office does), so a
program that is killed leaves no lock behind, only the small file.
"""

from __future__ import annotations

import contextlib
import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

ELSEWHERE = (
    "Tệp đang được mở ở chương trình khác nên ở đây chỉ xem được. "
    "Đóng chương trình kia rồi mở lại tệp để nhập."
)
FILE_PROTECTED = (
    "Tệp không cho ghi nên chỉ xem được. Bỏ dấu “chỉ đọc” của tệp hoặc chép tệp sang chỗ khác."
)
FOLDER_PROTECTED = (
    "Thư mục chứa tệp không cho ghi nên chỉ xem được. Chép tệp vào máy rồi mở để nhập."
)
_NO_LOCKS_HERE = (errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK, errno.EINVAL)


@dataclass(frozen=True, slots=True)
class Hold:
    """The right to write a file, or the reason why there is none ("" when there is)."""

    reason: str
    lock: BaseFileLock | None = None

    def release(self) -> None:
        """Give the right back; harmless when there was none."""
        if self.lock is None:
            return
        name = Path(self.lock.lock_file)
        if os.name != "nt":
            # Taken away while still held: whoever waits for it sees that its file is gone and starts anew.
            with contextlib.suppress(OSError):
                name.unlink(missing_ok=True)
        self.lock.release()


def lock_path(path: Path) -> Path:
    """The small file that carries the lock of `path`."""
    real = path.resolve()
    return real.with_name(f"~${real.name}")


def take(path: Path) -> Hold:
    """Try to become the one program that writes `path`; never waits."""
    try:
        # The rights are tried, not computed: a share or an ACL may refuse what the mode allows.
        with path.open("r+b"):
            pass
    except OSError:
        return Hold(FILE_PROTECTED)
    from filelock import FileLock, Timeout

    lock = FileLock(lock_path(path), timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        return Hold(ELSEWHERE)
    except OSError as error:
        # Where the disk knows no such locks SQLite's own still keep every transaction apart.
        return Hold("" if error.errno in _NO_LOCKS_HERE else FOLDER_PROTECTED)
    return Hold("", lock)

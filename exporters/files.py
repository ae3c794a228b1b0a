"""Writing a file so that what stood there before is whole until the new one is."""

import contextlib
import errno
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from models.errors import AppError, HeldFileError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_WINDOWS_FULL = {39, 112}
_PROGRAMS = {".xlsx": "Excel", ".docx": "Word", ".pdf": "chương trình xem PDF"}
_MEANT = "\\\\?\\"
_LONG = 240
"""Letters of a path from which Windows must be told that it is meant: without its own setting for long paths
it takes 259, and the name written beside is longer than some."""

Aside = Callable[[Path], object]
"""Takes a file that is about to be replaced out of the way, to the recycle bin. Where it cannot, the file stays."""


def save(target: Path, data: bytes, aside: Aside | None = None) -> None:
    """Put `data` at `target`: written beside it, forced to the disk, then put in its place at once.

    `aside` is given what stood there once the new file lies whole beside it, never sooner. Raises AppError, and
    leaves the old file untouched, when the folder is missing or closed to us, the disk is full, or another program
    (Excel) holds the target open (`HeldFileError`).
    """
    path = meant(target)
    beside = path.with_name(f".~{secrets.token_hex(6)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        _discard(beside)
        raise AppError(_not_written(target, error)) from error
    if aside and path.is_file():
        aside(target)
    try:
        beside.replace(path)
    except OSError as error:
        _discard(beside)
        held = isinstance(error, PermissionError) and not path.is_dir()
        raise (HeldFileError if held else AppError)(_not_replaced(target, error)) from error
    _settle(path.parent)


def meant(path: Path) -> Path:
    """`path` as this system must be asked for it: on Windows a long one in the form of `long_path`."""
    return Path(long_path(str(path.absolute()))) if os.name == "nt" else path


def exists(path: Path) -> bool:
    """Whether `save` would find something at `path`."""
    return meant(path).exists()


def long_path(path: str) -> str:
    r"""A full path of Windows so that one of more than 259 letters is taken, too: "\\?\C:\…"."""
    if len(path) < _LONG or path.startswith(_MEANT):
        return path
    return f"{_MEANT}UNC{path[1:]}" if path.startswith("\\\\") else f"{_MEANT}{path}"


def free_name(target: Path) -> Path:
    """`target`, or the first numbered name beside it that is free: "Bảng điểm (2).xlsx"."""
    number, free = 2, target
    while exists(free):
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
        number += 1
    return free


def _discard(beside: Path) -> None:
    with contextlib.suppress(OSError):
        beside.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Force the new name to the disk too, where the system lets a folder be opened (not Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _not_written(target: Path, error: OSError) -> str:
    folder = target.parent
    if error.errno in _FULL or getattr(error, "winerror", None) in _WINDOWS_FULL:
        return f"Ổ đĩa đầy, chưa ghi được “{target.name}”. Xóa bớt tệp hoặc chọn ổ đĩa khác."
    if isinstance(error, FileNotFoundError):
        return f"Không còn thư mục “{folder}”. Chọn thư mục khác."
    if isinstance(error, NotADirectoryError):
        return f"“{folder}” không phải là thư mục. Chọn thư mục khác."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"Không có quyền ghi vào thư mục “{folder}”. Chọn thư mục khác."
    return (
        f"Chưa ghi được “{target.name}”. Kiểm tra ổ đĩa còn chỗ và còn nối không, rồi thử lại hoặc chọn"
        " thư mục khác."
    )


def _not_replaced(target: Path, error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return f"Tên tệp “{target.name}” quá dài. Chọn tên ngắn hơn."
    if meant(target).is_dir():
        return f"“{target.name}” là một thư mục. Chọn tên tệp khác."
    if isinstance(error, PermissionError):
        program = _PROGRAMS.get(target.suffix.lower(), "chương trình khác")
        return (
            f"Không thay được “{target.name}”: tệp đang mở trong {program} hoặc bị khóa."
            " Đóng tệp đó rồi làm lại, hoặc chọn tên khác."
        )
    return _not_written(target, error)

"""Which files to read as forms: files and folders as they are chosen or dropped. No Qt."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.errors import AppError

FORM_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".docx", ".zip")
_LOCK = "~$"
# A whole disk chosen by mistake must not hold the window up; nothing is ever left out unsaid.
MOST_FORMS = 2000
MOST_ENTRIES = 100_000


def collect(chosen: Iterable[Path], *, workbooks_only: bool = True) -> tuple[tuple[Path, ...], int]:
    """The files to read, each once, and how many of the folders' files were left out.

    A file that was chosen itself is always read, so that it can be said what is wrong with it; out of
    a folder and its sub-folders come workbooks only (or every file), never hidden ones nor Excel's lock
    files, those of one folder sorted by their paths. Raises AppError when a folder cannot be searched,
    or holds more than `MOST_FORMS` files to read or `MOST_ENTRIES` files at all.
    """
    files: dict[Path, None] = {}
    others: set[Path] = set()
    for path in chosen:
        if not _is_folder(path):
            files[path] = None
            continue
        found: list[Path] = []
        for inner in _inside(path):
            if not workbooks_only or inner.suffix.lower() in FORM_SUFFIXES:
                found.append(inner)
            else:
                others.add(inner)
            if len(found) > MOST_FORMS or len(found) + len(others) > MOST_ENTRIES:
                raise AppError(_too_many(path))
        files |= dict.fromkeys(sorted(found))
    return tuple(files), len(others - files.keys())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # an odd name or a closed folder: reading it as a file says what is wrong
        return False


def _inside(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        where = Path(error.filename or folder).name
        message = f"Không xem được thư mục “{where}”. Kiểm tra quyền của thư mục rồi chọn lại."
        raise AppError(message) from error

    for inner, _folders, names in os.walk(folder, onerror=refuse):
        for name in names:
            if not name.startswith((".", _LOCK)):
                yield Path(inner, name)


def _too_many(folder: Path) -> str:
    return (
        f"Thư mục “{folder.name or folder}” có quá nhiều tệp, chưa đọc tệp nào."
        " Chọn thư mục chỉ chứa biểu mẫu các đơn vị gửi về."
    )

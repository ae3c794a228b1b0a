"""Which files are meant: files and folders as they are chosen or dropped. No Qt."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.errors import AppError

_LOCK = "~$"
_NOISE = frozenset({"thumbs.db", "desktop.ini"})
# A whole disk chosen by mistake must not hold the window up; nothing is ever left out unsaid.
MOST_FILES = 2000


def collect(chosen: Iterable[Path]) -> tuple[Path, ...]:
    """The files meant, each once: a folder stands for every file in it and in its sub-folders.

    Of a folder never hidden files, Excel's lock files and what Windows adds by itself; those of one folder
    are sorted by their paths. Raises AppError when a folder cannot be searched, or holds more than
    `MOST_FILES`.
    """
    files: dict[Path, None] = {}
    for path in chosen:
        if not _is_folder(path):
            files[path] = None
            continue
        found: list[Path] = []
        for inner in _inside(path):
            found.append(inner)
            if len(found) > MOST_FILES:
                raise AppError(_too_many(path))
        files |= dict.fromkeys(sorted(found))
    return tuple(files)


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
            if not name.startswith((".", _LOCK)) and name.lower() not in _NOISE:
                yield Path(inner, name)


def _too_many(folder: Path) -> str:
    return (
        f"Thư mục “{folder.name or folder}” có quá nhiều tệp, chưa đọc tệp nào."
        " Chọn thư mục chỉ chứa tệp các đơn vị gửi về."
    )

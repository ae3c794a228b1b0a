"""Checks of folders: can they be written, is there room, do they lie where a book may lie. No Qt."""

import contextlib
import secrets
import shutil
from pathlib import Path

from ui.selftest.task import Found, Task, doubtful, good, name_of, wrong
from ui.selftest.where import where

_MEGABYTE = 1_000_000
LITTLE, LEAST = 500 * _MEGABYTE, 50 * _MEGABYTE
"""Free bytes below which it is said, and below which the next copies may fail: twenty copies of a book with its
original files, and the papers of a year."""
_TRIED = b"thu ghi " * 512


def data_folder(task: Task) -> Found:
    """The program's own folder, of copies and the log."""
    with contextlib.suppress(
        OSError
    ):  # what keeps it from being made keeps the file from being written
        task.data.mkdir(parents=True, exist_ok=True)
    return folder_of(task.data, "Thư mục dữ liệu của chương trình")


def book_folder(task: Task) -> Found:
    """The folder of the book."""
    assert task.book is not None
    return folder_of(task.book.parent, "Thư mục chứa sổ")


def folder_of(folder: Path, called: str) -> Found:
    """Whether a file can be written, read back and taken away, and how much room there is."""
    tried = folder / f"~{secrets.token_hex(6)}.tmp"
    try:
        try:
            tried.write_bytes(_TRIED)
            same = tried.read_bytes() == _TRIED
        finally:
            tried.unlink(missing_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return wrong(
            f"{called} không ghi được.",
            "Kiểm tra quyền ghi của thư mục, ổ đĩa có đầy hoặc bị khóa không, rồi kiểm tra lại.",
            name_of(error),
        )
    if not same:
        return wrong(
            f"{called} đọc lại khác với khi ghi: ổ đĩa có thể sắp hỏng.",
            "Sao lưu ra USB ngay, rồi nhờ kiểm tra ổ đĩa.",
        )
    return _room(called, free)


def _room(called: str, free: int) -> Found:
    room = f"còn trống {size_words(free)}"
    if free < LEAST:
        return wrong(
            f"{called} ghi được nhưng ổ đĩa gần đầy, {room}.",
            "Xóa bớt tệp trên ổ đĩa này trước khi làm tiếp.",
        )
    if free < LITTLE:
        return doubtful(
            f"{called} ghi được, nhưng ổ đĩa chỉ {room}.",
            "Dọn bớt tệp để còn chỗ cho bản sao lưu và văn bản.",
        )
    return good(f"{called} ghi được, {room}.")


def size_words(count: int) -> str:
    """ "12,3 GB", "480 MB"."""
    if count >= 1000 * _MEGABYTE:
        return f"{count / (1000 * _MEGABYTE):.1f} GB".replace(".", ",")
    return f"{count // _MEGABYTE} MB"


def place(task: Task) -> Found:
    """Whether the book, or without one the program's folder, lies on a disk of this PC."""
    own = task.book is not None
    found = where(task.book.parent if task.book is not None else task.data)
    what = "Sổ" if own else "Thư mục dữ liệu"
    if found.kind == "cloud":
        return doubtful(
            f"{what} nằm trong thư mục {found.name} tự đồng bộ: hai máy cùng mở có thể sinh hai bản, và"
            " dữ liệu đi ra ngoài cơ quan.",
            "Chuyển sổ sang thư mục của riêng máy này; chỉ chép bản sao lưu vào đó khi được phép.",
            found.name,
        )
    if found.kind == "network":
        return doubtful(
            f"{what} nằm trên ổ mạng: mạng đứt khi đang ghi thì thay đổi cuối không được lưu, và khóa chống"
            " hai máy cùng ghi có thể không có tác dụng.",
            "Chép sổ vào máy này để làm, cuối ngày chép bản sao lưu lên ổ mạng.",
            found.name,
        )
    if found.kind == "stick":
        return doubtful(
            f"{what} nằm trên USB: rút ra khi đang mở thì thay đổi cuối không được lưu.",
            "Chép sổ vào máy này để làm, và dùng USB để sao lưu.",
        )
    return good(f"{what} nằm trên ổ đĩa của máy này, không qua mạng hay đám mây.")

"""Reminders switched on and off from the command line. No Qt."""

import argparse
from pathlib import Path

from models.errors import AppError
from ui.book import places
from ui.reminders import memory, process, startup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `remind` takes; without anything, or with --once alone, main.py starts the reminder itself."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--once", action="store_true", help="xem một lần rồi kết thúc")
    which.add_argument("--on", type=Path, metavar="SỔ.khoi", help="bật nhắc việc của một sổ")
    which.add_argument("--off", type=Path, metavar="SỔ.khoi", help="tắt nhắc việc của một sổ")
    which.add_argument(
        "--startup", choices=("on", "off"), help="khởi động cùng máy, riêng cho người dùng này"
    )
    which.add_argument("--stop", action="store_true", help="dừng chương trình nhắc việc đang chạy")
    which.add_argument("--list", action="store_true", help="các sổ đang bật nhắc việc")


def remind(options: argparse.Namespace) -> list[str]:
    """Carry out one of them; the lines to print. Raises `AppError` when it cannot be done."""
    folder = places.settings()
    if options.on is not None or options.off is not None:
        return [_switch(folder, options.on or options.off, on=options.on is not None)]
    if options.startup:
        startup.switch(on=options.startup == "on")
        if options.startup == "off":
            process.stop(folder)
            return ["Từ nay nhắc việc không khởi động cùng máy."]
        return ["Từ lần đăng nhập sau, nhắc việc khởi động cùng máy."]
    if options.stop:
        stopped = process.stop(folder)
        return ["Nhắc việc dừng trong vài giây." if stopped else "Nhắc việc không chạy."]
    if options.list:
        return _listed(folder)
    process.run(["--once"] if options.once else [])
    return []


def _switch(folder: Path, book: Path, *, on: bool) -> str:
    if on and not book.is_file():
        raise AppError(f"Không tìm thấy “{book.name}”. Kiểm tra lại tên.")
    memory.switch(folder, book, on=on)
    return f"Đã {'bật' if on else 'tắt'} nhắc việc của sổ “{book.name}”."


def _listed(folder: Path) -> list[str]:
    books = memory.read_or_none(folder).books
    known = [str(it) for it in books] or ["Chưa bật nhắc việc cho sổ nào."]
    return [*known, f"Khởi động cùng máy: {'có' if startup.is_on() else 'không'}."]

"""Asking for files and folders with Vietnamese filters; the last folder is remembered while it runs."""

import os
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QFile, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

Kind = Literal[
    "block",
    "forms",
    "tables",
    "word",
    "pdf",
    "excel",
    "json",
    "pack",
    "any",
    "mail",
    "calendar",
    "update",
]

FILTERS: dict[Kind, tuple[str, str]] = {
    "block": ("Sổ khối thi đua (*.khoi)", ".khoi"),
    "forms": (
        "Biểu mẫu Excel, Word, tệp nén (*.xlsx *.xlsm *.xls *.xlsb *.ods *.docx *.zip)",
        ".xlsx",
    ),
    "tables": ("Bảng Excel, Word (*.xlsx *.xlsm *.xls *.docx)", ".xlsx"),
    "word": ("Văn bản Word (*.docx)", ".docx"),
    "pdf": ("Tệp PDF (*.pdf)", ".pdf"),
    "excel": ("Bảng tính Excel (*.xlsx)", ".xlsx"),
    "json": ("Dữ liệu mở (*.json)", ".json"),
    "pack": ("Bộ quy tắc (*.json)", ".json"),
    "calendar": ("Tệp lịch (*.ics)", ".ics"),
    "mail": ("Thư điện tử (*.eml)", ".eml"),
    "update": ("Bộ cài, bản chạy từ USB, bộ quy tắc (*.exe *.zip *.json)", ".exe"),
    "any": ("Mọi tài liệu (*)", ""),
}

_last: dict[str, str] = {}


def ask_open(parent: QWidget | None, title: str, kind: Kind) -> Path | None:
    """One existing file, or None."""
    name, _ = QFileDialog.getOpenFileName(parent, title, _start(), _filters(kind))
    return _remember(name)


def ask_open_many(parent: QWidget | None, title: str, kind: Kind) -> list[Path]:
    """Several existing files; an empty list when none was chosen."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, _start(), _filters(kind))
    if names:
        _remember(names[0])
    return [Path(name) for name in names]


def ask_save(parent: QWidget | None, title: str, name: str, kind: Kind) -> Path | None:
    """Where to write a file called `name`; the ending is added when it is missing."""
    # A new book is kept with the clerk's documents, not where the units' forms were taken from.
    proposed = str(Path(_documents() if kind == "block" else _start()) / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, FILTERS[kind][0])
    path = _remember(chosen)
    if path is not None and path.suffix.lower() != FILTERS[kind][1]:
        path = path.with_name(path.name + FILTERS[kind][1])
    return path


def ask_folder(parent: QWidget | None, title: str) -> Path | None:
    """One folder, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, title, _start())
    if chosen:
        _last["folder"] = chosen
    return Path(chosen) if chosen else None


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own file window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_file(path: Path) -> None:
    """Open a file with the program the system keeps for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def print_file(path: Path) -> bool:
    """Hand a file to the printer through the program the system keeps for it. False where the system knows no such
    way: then it is opened, to be printed from there."""
    start = getattr(os, "startfile", None)
    if start is not None:
        try:
            start(path, "print")
        except OSError:  # the program that shows it does not print by itself
            pass
        else:
            return True
    open_file(path)
    return False


def to_trash(path: Path) -> None:
    """Move a file to the system's recycle bin, from any thread. Where a drive has none (USB, network) it stays."""
    QFile.moveToTrash(str(path))


def _filters(kind: Kind) -> str:
    return f"{FILTERS[kind][0]};;Mọi tệp (*)"


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _start() -> str:
    return _last.get("folder") or _documents()


def _remember(name: str) -> Path | None:
    if not name:
        return None
    _last["folder"] = str(Path(name).parent)
    return Path(name)

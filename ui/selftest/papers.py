"""Checks of what papers are made with: type, PDF, the office programs that open them. No Qt."""

import shutil
import sys

from exporters import write_paper
from exporters.papers.fonts import files
from exporters.papers.read_back import LETTERS, missing_letters, text_of_pdf
from models.papers.report import Cell, Column, Heading, Paragraph, Part, Report, Row, Table
from resources import path
from ui.selftest.task import Found, Task, doubtful, good, wrong

_AGAIN = "Cài lại chương trình từ bộ cài gốc."
_SHEETS = {"excel.exe": "Excel", "soffice.exe": "LibreOffice", "et.exe": "WPS Office"}
_TEXTS = {"winword.exe": "Word", "soffice.exe": "LibreOffice", "wps.exe": "WPS Office"}
_ELSEWHERE = {"libreoffice": "LibreOffice", "soffice": "LibreOffice", "et": "WPS Office"}
_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"


def fonts(_task: Task) -> Found:
    """Every file of type that ships, and those that papers are set in, has every letter of Vietnamese."""
    looked = dict.fromkeys([*sorted(path("fonts").glob("*.ttf")), *files()])
    lacking = [it.name for it in looked if missing_letters(it)]
    if lacking:
        return wrong(
            f"Có {len(lacking)} tệp phông chữ thiếu chữ tiếng Việt.", _AGAIN, ", ".join(lacking)
        )
    return good(f"Đủ {len(looked)} tệp phông chữ, mỗi tệp đủ chữ tiếng Việt có dấu.")


def pdf(task: Task) -> Found:
    """A page with every letter is written by the writer of all papers, and read back letter by letter."""
    target = task.folder / "trang-thu.pdf"
    write_paper(trial_page(task), target)
    lacking = set(LETTERS) - set(text_of_pdf(target))
    if lacking:
        return wrong(
            "Trang thử ghi ra PDF rồi đọc lại thì thiếu chữ.", _AGAIN, "".join(sorted(lacking))
        )
    return good("Đã ghi một trang PDF thử và đọc lại đủ mọi chữ tiếng Việt.")


def trial_page(task: Task) -> Report:
    """The page that is written to try the printing."""
    table = Table(
        (Column("a", "Chữ", 150),), (Row("1", (Cell(LETTERS),)), Row("2", (Cell("1.234,56"),)))
    )
    return Report(
        file_stem="Trang thu",
        style="state",
        heading=Heading("", "Sổ Khối thi đua"),
        parts=(Part("Thử", "TRANG THỬ", "Đọc lại", (Paragraph(LETTERS), table)),),
        printed_on=task.now.date(),
        is_annex=True,
    )


def office(_task: Task) -> Found:
    """Which programs of this PC open what the program writes."""
    if sys.platform == "win32":
        sheets = [it for name, it in _SHEETS.items() if _is_registered(name)]
        texts = [it for name, it in _TEXTS.items() if _is_registered(name)]
    else:
        sheets = texts = [it for name, it in _ELSEWHERE.items() if shutil.which(name)]
    found = ", ".join(dict.fromkeys([*sheets, *texts]))
    if sheets and texts:
        return good(f"Có {found} để mở và in văn bản, bảng tính.")
    lacking = "Word" if sheets else "Excel" if texts else "Excel, Word hay LibreOffice"
    return doubtful(
        f"Chưa thấy {lacking} trên máy này: tệp .docx hoặc .xlsx xuất ra chưa mở được ở đây, PDF không ảnh hưởng.",
        "Nhờ cài thêm, hoặc xuất PDF để in.",
        found,
    )


def _is_registered(program: str) -> bool:
    """Whether Windows knows where a program is, for all users or for this one."""
    import winreg

    for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):  # type: ignore[attr-defined,unused-ignore]
        for bits in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY):  # type: ignore[attr-defined,unused-ignore]
            try:
                access = winreg.KEY_READ | bits  # type: ignore[attr-defined,unused-ignore]
                key = f"{_APP_PATHS}\\{program}"
                winreg.OpenKey(root, key, 0, access).Close()  # type: ignore[attr-defined,unused-ignore]
            except OSError:
                continue
            return True
    return False

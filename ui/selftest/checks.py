"""All checks of the self-test in their order, run one after the other. No Qt.

A new check is one function in the module it belongs to and one line here; its code never changes.
"""

import locale
import platform
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from models.self_test import Finding, SelfTest
from ui.book import places
from ui.book.scratch import Scratch
from ui.frame.version import VERSION
from ui.selftest import book, folders, notices, papers
from ui.selftest.task import Check, Task

CHECKS = (
    Check("fonts", "Phông chữ", papers.fonts),
    Check("pdf", "In ra PDF", papers.pdf),
    Check("office", "Word, Excel", papers.office),
    Check("data-folder", "Thư mục dữ liệu", folders.data_folder),
    Check("book-folder", "Thư mục chứa sổ", folders.book_folder, needs_book=True),
    Check("place", "Nơi để sổ", folders.place),
    Check("backup", "Sao lưu, khôi phục", book.backup),
    Check("calculation", "Tính sổ mẫu", book.calculation),
    Check("results", "Tính lại các năm", book.results),
    Check("clock", "Ngày giờ", book.clock),
    Check("notification", "Thông báo", notices.notification),
    Check("startup", "Khởi động cùng máy", notices.start),
)
Progress = Callable[[int, int, str], None]
"""Told before each check: how many are done, of how many, the title of the next; it may raise to stop."""


def run(
    path: Path | None,
    now: datetime,
    offset: timedelta | None,
    report: Progress,
    seen: Sequence[Finding] = (),
    system: Sequence[tuple[str, str]] = (),
) -> SelfTest:
    """Test the program on this PC, with the book at `path`, or the sample where it is None.

    `seen` are findings, and `system` facts, that the window has looked at itself. What `report` raises stops the test;
    the folder it worked in goes in any case.
    """
    wanted = [it for it in CHECKS if path is not None or not it.needs_book]
    found = list(seen)
    # What cannot be taken away goes the next time: a file that a virus scanner holds is no reason to stop.
    with Scratch("so-khoi-thu-") as folder:
        given = (path, folder.path, places.data(), places.settings(), now, offset)
        task = Task(*given)
        for number, check in enumerate(wanted):
            report(number, len(wanted), check.title)
            found.append(check.run(task))
        report(len(wanted), len(wanted), "")
    return SelfTest(now, (*system_facts(), *system), tuple(found))


def system_facts() -> tuple[tuple[str, str], ...]:
    """What the program and the PC are; neither the PC's name nor the user's."""
    bits = "64 bit" if sys.maxsize > 2**32 else "32 bit"
    name = f"{platform.system()} {platform.release()} ({platform.version()}), {bits}"
    return (
        ("Chương trình", f"Sổ Khối thi đua {VERSION}"),
        ("Hệ điều hành", name),
        ("Python", platform.python_version()),
        ("Ngôn ngữ, mã chữ", f"{locale.getlocale()[0] or '–'}, {locale.getpreferredencoding()}"),
    )

"""The self-test without a window. No Qt."""

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from models.errors import AppError
from models.papers.self_test import STATES
from models.self_test import SelfTest, summary
from ui.book.clock import Clock
from ui.frame.version import VERSION

SCHEMA = 1
"""Of the JSON; a new one only when a key goes or changes its meaning."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `selftest` takes; without a book the sample is used."""
    parser.add_argument("file", type=Path, nargs="?", metavar="SỔ.khoi")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--to", type=Path, metavar="TRANG.pdf", help="ghi trang gửi người hỗ trợ")


def selftest(options: argparse.Namespace) -> Iterator[str]:
    """Run every check that needs no window; the lines to print. Raises `AppError` before them when it cannot begin,
    after them when something is at fault."""
    found = _test(options.file, options.to)
    if options.json:
        yield json.dumps(as_json(found), ensure_ascii=False, indent=1)
    else:
        yield from lines(found)
    if not found.is_good:
        first = found.of("fault")[0]
        raise AppError(f"{summary(found.findings)} Lỗi đầu tiên: {first.title}. {first.text}")


def _test(book: Path | None, page: Path | None) -> SelfTest:
    from ui.files.exporting import silent
    from ui.selftest import checks

    if book is not None and not book.is_file():
        raise AppError(f"Không tìm thấy “{book.name}”. Kiểm tra lại tên.")
    if page is not None and page.exists():
        raise AppError(f"Đã có tệp “{page.name}”. Chọn tên khác hoặc xóa tệp cũ trước.")
    found = checks.run(book, datetime.now(), Clock().offset(), silent)
    if page is not None:
        from exporters import write_paper
        from models.papers.self_test import self_test_page

        write_paper(self_test_page(found), page)
    return found


def as_json(found: SelfTest) -> dict[str, Any]:
    """What --json prints."""
    return {
        "schema": SCHEMA,
        "program": VERSION,
        "when": found.when.isoformat(timespec="seconds"),
        "ok": found.is_good,
        "system": [{"name": name, "value": value} for name, value in found.system],
        "results": [
            {
                "code": it.code,
                "state": it.state,
                "title": it.title,
                "text": it.text,
                "todo": it.todo,
                "detail": it.detail,
            }
            for it in found.findings
        ],
    }


def lines(found: SelfTest) -> list[str]:
    """The findings, a line each, and how it stands as a whole."""
    told = [
        " ".join(filter(None, (f"{STATES[it.state]}: {it.title}. {it.text}", it.todo)))
        for it in found.findings
    ]
    return [*told, summary(found.findings)]

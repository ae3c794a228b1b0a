"""Sổ Khối thi đua: `main.py [--today NGÀY] [SỔ.khoi]` opens the window, `main.py COMMAND …` works without one.

Commands and their exit codes are described in docs/CLI.md.
"""

import gc
import sys
from datetime import date
from pathlib import Path

COMMANDS = (
    "sample",
    "forms",
    "import",
    "ranking",
    "export",
    "check",
    "dump",
    "load",
    "close",
    "reopen",
    "closings",
    "vote",
    "count",
    "remind",
    "selftest",
)


def main(arguments: list[str]) -> int:
    """Start the program; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            # The same bytes on every system, line ends as well.
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    if arguments[:1] == ["remind"] and set(arguments[1:]) <= {"--once"}:
        # Started with the PC: nothing is loaded that it does not need.
        from ui.reminders import process

        return process.run(arguments[1:])
    if arguments and arguments[0] in (*COMMANDS, "-h", "--help"):
        from ui.command_line import console

        return console.run(arguments)
    today, wrong = None, ""
    if arguments[:1] == ["--today"]:
        today, wrong = _today(arguments[1:2])
        arguments = arguments[2:]
        if arguments and arguments[0] in COMMANDS:
            wrong = "--today chỉ dùng khi mở cửa sổ."
    if wrong:
        print(wrong, file=sys.stderr)
        return 2
    if len(arguments) > 1 or (
        arguments and arguments[0].startswith("-") and arguments != ["--sample"]
    ):
        print(
            f"Lệnh chưa đúng. Các lệnh: {', '.join(COMMANDS)}; hoặc tên một tệp .khoi.",
            file=sys.stderr,
        )
        return 2
    # Nothing loaded on the way to the window is garbage; ui.desktop turns the search on again.
    gc.disable()
    from ui.desktop import run

    sample = arguments == ["--sample"]
    return run(None if sample or not arguments else Path(arguments[0]), sample=sample, today=today)


def _today(given: list[str]) -> tuple[date | None, str]:
    """The day to be taken for today, and what is wrong with it."""
    from models.errors import AppError
    from ui.book.clock import typed_today

    try:
        return typed_today("".join(given)), ""
    except AppError as error:
        return None, str(error)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""The reminder itself: `main.py remind` stays and tells once a day, `main.py remind --once` tells and ends. No Qt.

It looks at the books the clerk switched on, says in one notice what is overdue or due today, and keeps still when
nothing is. What goes wrong with a book is one sentence in the log; the other books are told of all the same.
"""

import contextlib
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import AppError
from ui.book import places
from ui.reminders import memory

if TYPE_CHECKING:
    from ui.reminders.books import BookDue
    from ui.reminders.notice_words import Notice

Show = Callable[[str, str], bool]
Tell = Callable[[str], None]

SETTLE = 20.0
"""Seconds until the first look: at log-on the desktop needs its time, and its notices may not come up yet."""
TICK = 5.0
"""Seconds between two looks at whether it is to end."""
AGAIN = 1800.0
"""Seconds until a day without a notice is looked at again: a book may come, a paper fall due, the day end."""
LOG_BYTES = 500_000
_TOKEN = "nhac-viec.chay"  # noqa: S105  # no secret: the name of a file


def run(arguments: list[str]) -> int:
    """Start it; always 0, since nobody looks at the exit code of what starts with the PC."""
    tell = _Log()
    if "--once" in arguments:
        _guarded(tell)
        return 0
    stay(places.settings(), lambda: _guarded(tell))
    return 0


def stay(
    folder: Path, look: Callable[[], object], tick: float = TICK, settle: float = SETTLE
) -> None:
    """Look now and again until another reminder takes over or `stop` is called."""
    token = os.urandom(8).hex()
    if not _begin(folder, token):
        return
    day, due = datetime.now().date(), time.monotonic() + settle
    while _goes_on(folder, token):
        # After a night asleep the day is another one though hardly a minute has passed on this clock.
        today = datetime.now().date()
        if day != today or time.monotonic() >= due:
            look()
            day, due = today, time.monotonic() + AGAIN
        time.sleep(min(tick, max(0.0, due - time.monotonic())))


def stop(folder: Path) -> bool:
    """Let a reminder that stays end within a few seconds; whether one was there."""
    try:
        (folder / _TOKEN).unlink()
    except OSError:
        return False
    return True


def remind(folder: Path, now: datetime, show: Show, tell: Tell) -> "Notice | None":
    """One look: tell what is due, unless that was done today. What was shown, None when nothing was."""
    try:
        known = memory.read(folder)
    except ValueError:
        tell(
            "Không đọc được thiết lập nhắc việc: mở chương trình và bật lại nhắc việc cho từng sổ."
        )
        return None
    if known.is_done(now.date()):
        return None
    found = [due for it in known.books if (due := _due(it, now.date(), tell)) is not None]
    if not found:
        return None
    from ui.reminders.notice_words import notice

    words = notice(found)
    try:
        appeared = show(*words)
    except OSError:
        tell("Không hiện được thông báo nhắc việc: máy không cho chương trình dùng vùng thông báo.")
        return None
    # A notice stands for some time, in which the clerk may have switched a book off in the window.
    known = replace(memory.read_or_none(folder), tried=now)
    for it in found if appeared else ():
        if it.path in known.books:
            known = known.with_shown(it.path, it.keys)
    try:
        memory.write(folder, known)
    except AppError as error:
        tell(f"Không ghi được là đã nhắc việc: {error}")
    return words


def _due(path: Path, today: date, tell: Tell) -> "BookDue | None":
    from ui.reminders.books import due_in

    try:
        return due_in(path, today)
    except Exception as error:  # noqa: BLE001  # one book must not silence the others
        tell(f"Chưa nhắc được việc của sổ “{path.name}”: {error}")
        return None


def _guarded(tell: "_Log") -> None:
    """One look that never ends the process: a fault of the program goes to the log, too."""
    try:
        remind(places.settings(), datetime.now(), _show, tell)
    except Exception as error:  # noqa: BLE001  # nobody is there to see it
        tell(f"Lỗi của chương trình khi nhắc việc: {type(error).__name__} {error}")


def _show(title: str, body: str) -> bool:
    if sys.platform == "win32":
        from ui.reminders import windows_notice

        return windows_notice.show(title, body, _open_window)
    from ui.reminders import linux_notice

    return linux_notice.show(title, body)


def _open_window() -> None:
    """Start the program as the clerk does."""
    import subprocess

    from ui.reminders.startup import command

    with contextlib.suppress(OSError):
        subprocess.Popen(command()[:-1], close_fds=True)  # noqa: S603


class _Log:
    """Each sentence goes to the log once a day, however often it is said.

    A plain file: Python's own logging would be a twentieth of all the memory this process takes.
    """

    def __init__(self) -> None:
        self._said: set[tuple[date, str]] = set()

    def __call__(self, sentence: str) -> None:
        now, file = datetime.now(), places.reminder_log()
        if (now.date(), sentence) in self._said:
            return
        self._said.add((now.date(), sentence))
        line = sentence.replace("\n", " ")
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.exists() and file.stat().st_size > LOG_BYTES:
                file.replace(file.with_suffix(".cu.log"))
            with file.open("a", encoding="utf-8") as log:
                log.write(f"{now:%Y-%m-%d %H:%M:%S} {line}\n")


def _begin(folder: Path, token: str) -> bool:
    """Take over from a reminder that is running already; False when the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _TOKEN).write_text(f"{token} {os.getpid()}", encoding="ascii")
    except OSError:
        return False
    return True


def _goes_on(folder: Path, token: str) -> bool:
    try:
        return (folder / _TOKEN).read_text(encoding="ascii", errors="replace").startswith(token)
    except OSError:
        return False

"""The screen of the tour: two monitors without a wire, the program on one thread, the clerk on another.

A click that opens a box returns only when the box is closed. So the clerk lives on a thread of its own
and hands every movement over to the thread of the window; what a box shows is seen while it is open.
"""

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BEAMER = (1920, 1080)
LATEST = 30.0
"""Seconds after which the window is held to be stuck."""
_REST = 0.03


def set_up(folder: Path, size: tuple[int, int], scale: str) -> None:
    """Before anything of Qt is imported: the clerk's screen, the beamer beside it, folders of their own."""
    monitors = []
    left = 0
    for name, (width, height) in (("MAY-TINH", size), ("MAY-CHIEU", BEAMER)):
        one = {"name": name, "x": left, "y": 0, "width": width, "height": height}
        monitors.append(one | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1})
        left += width
    plan = folder / "man-hinh.json"
    plan.write_text(json.dumps({"screens": monitors}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={plan}"
    os.environ["QT_SCALE_FACTOR"] = scale
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = str(folder)


class Screen:
    """The thread of the window, asked from the clerk's thread. `busy` tells of work in the background."""

    def __init__(self, busy: Callable[[], bool]) -> None:
        from PySide6.QtCore import QObject, Qt, Signal

        class Bell(QObject):
            rung = Signal(object)

        self._bell = Bell()
        self._bell.rung.connect(lambda act: act(), Qt.ConnectionType.QueuedConnection)
        self._busy = busy
        self.faults: list[BaseException] = []

    def ask(self, wish: Callable[[], Any]) -> Any:
        """What `wish` gives on the window's thread; None when it opened a box that is still there."""
        answer: list[Any] = []
        done, alive = threading.Event(), threading.Event()

        def act() -> None:
            try:
                answer.append(wish())
            except BaseException as error:  # noqa: BLE001 - handed to the clerk's thread
                self.faults.append(error)
            done.set()

        self._bell.rung.emit(act)
        self._bell.rung.emit(alive.set)
        if not alive.wait(LATEST):
            message = "the window does not answer"
            raise TimeoutError(message)
        done.wait(_REST)
        self._raise()
        return answer[0] if answer else None

    def leave(self, act: Callable[[], Any]) -> None:
        """The last wish: nobody waits for its end."""
        self._bell.rung.emit(act)

    def settle(self) -> None:
        """Wait for timers, for the work in the background, and for what follows it."""
        end = time.monotonic() + 4 * LATEST
        calm = 0
        while calm < 3:
            time.sleep(_REST)
            calm = 0 if self.ask(self._busy) else calm + 1
            if time.monotonic() > end:
                message = "the work in the background does not end"
                raise TimeoutError(message)

    def _raise(self) -> None:
        if self.faults:
            raise self.faults.pop(0)

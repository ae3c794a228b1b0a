"""No sleep and no screen saver while the hall is shown. Where the system cannot be asked, nothing is done."""

import logging
import sys
from collections.abc import Callable

log = logging.getLogger(__name__)

CONTINUOUS = 0x80000000
SYSTEM_REQUIRED = 0x00000001
DISPLAY_REQUIRED = 0x00000002
"""The flags of SetThreadExecutionState (Windows API, winbase.h)."""

Ask = Callable[[int], object]


class Awake:
    """Asks Windows to stay awake between `hold` and `release`; both may be called any number of times.

    The wish belongs to the thread that asked: call it from that of the window. It never raises: a screen
    that goes dark is a nuisance, a hall that does not open would be worse.
    """

    def __init__(self, ask: Ask | None = None) -> None:
        self._ask = ask or _ask_of_system()
        self.held = False

    def hold(self) -> None:
        """Neither sleep nor screen saver from now on."""
        if not self.held:
            self.held = True
            self._say(CONTINUOUS | SYSTEM_REQUIRED | DISPLAY_REQUIRED)

    def release(self) -> None:
        """As the user has set it up again."""
        if self.held:
            self.held = False
            self._say(CONTINUOUS)

    def _say(self, flags: int) -> None:
        if self._ask is None:
            return
        try:
            self._ask(flags)
        except (OSError, ValueError, AttributeError):
            log.exception("the system could not be asked to stay awake")


def _ask_of_system() -> Ask | None:
    if sys.platform != "win32":
        return None
    try:
        import ctypes

        ask: Ask = ctypes.windll.kernel32.SetThreadExecutionState
    except (OSError, AttributeError):
        return None
    return ask

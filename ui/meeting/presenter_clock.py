"""The countdown for papers: told by the running of time, so that a jump of the computer's clock is not seen."""

import time
from collections.abc import Callable

SOON = 60
"""Seconds from the end on which the time is shown as nearly over."""


class Countdown:
    """Seconds that run down; it can be halted and goes on with what is left.

    `seconds` is a clock that never jumps (`time.monotonic`).
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._left = 0.0
        self._since: float | None = None
        self.was_set = False

    @property
    def is_running(self) -> bool:
        """Whether it runs and has not come to its end."""
        return self._since is not None and self.left() > 0

    def left(self) -> int:
        """Whole seconds to the end, a begun one counted; 0 when it is over."""
        gone = 0.0 if self._since is None else self._seconds() - self._since
        return max(0, -int(-(self._left - gone) // 1))

    def set(self, seconds: int) -> None:
        """Stand still with so many seconds left."""
        self._left, self._since = float(seconds), None
        self.was_set = True

    def start(self) -> None:
        """Run from what is left."""
        if self._since is None:
            self._since = self._seconds()

    def halt(self) -> None:
        """Stand still; what is left stays."""
        if self._since is not None:
            self._left = max(0.0, self._left - (self._seconds() - self._since))
            self._since = None

    def words(self) -> str:
        """ "04:59"."""
        minutes, seconds = divmod(self.left(), 60)
        return f"{minutes:02}:{seconds:02}"

    def tone(self) -> str:
        """How it is coloured: "warn" in the last minute, "error" when it is over."""
        left = self.left()
        if left > SOON:
            return "action"
        return "warn" if left else "error"

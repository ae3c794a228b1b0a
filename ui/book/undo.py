"""The clerk's last acts and how each is taken back. An undone act is a new act in the record."""

from collections.abc import Callable
from dataclasses import dataclass

LIMIT = 50


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: what it is called on screen, what it changes, how it is done and how it is taken back."""

    label: str
    what: str
    forward: Callable[[str], None]
    backward: Callable[[str], None]


class History:
    """Bounded undo and redo of deeds; each function gets the words that go into the record."""

    def __init__(self) -> None:
        self._done: list[Deed] = []
        self._undone: list[Deed] = []

    def do(self, deed: Deed) -> None:
        """Do it and remember it. When it fails nothing is remembered."""
        deed.forward(deed.label)
        self._done = [*self._done[-LIMIT + 1 :], deed]
        self._undone.clear()

    def undo(self) -> Deed | None:
        """Take the last act back and return it; None when there is none."""
        if not self._done:
            return None
        self._done[-1].backward(f"Hoàn tác: {self._done[-1].label}")
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Deed | None:
        """Do the last undone act again and return it; None when there is none."""
        if not self._undone:
            return None
        self._undone[-1].forward(f"Làm lại: {self._undone[-1].label}")
        self._done.append(self._undone.pop())
        return self._done[-1]

    def clear(self) -> None:
        """Forget everything (another file is open)."""
        self._done.clear()
        self._undone.clear()

    @property
    def undo_label(self) -> str:
        """What undo would take back, "" when nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, "" when nothing."""
        return self._undone[-1].label if self._undone else ""

"""The draft that is being edited, with its own undo: every state is an immutable table. Knows no Qt."""

from typing import NamedTuple

from models.table import ScoringTable
from models.tables.edit import Path

LIMIT = 200


class State(NamedTuple):
    """The table after one act: what the act is called, where the clerk stood, and what merges with it."""

    label: str
    table: ScoringTable
    path: Path
    merge: str = ""


class Draft:
    """Snapshots one after another; `base` is the table that stands in the file."""

    def __init__(self, base: ScoringTable) -> None:
        self.base = base
        self._done = [State("", base, (0,) if base.rows else ())]
        self._undone: list[State] = []

    @property
    def table(self) -> ScoringTable:
        """The draft as it is now."""
        return self._done[-1].table

    @property
    def is_changed(self) -> bool:
        """Whether the draft says something else than the table in the file."""
        now = self.table
        return (now.rows, now.title) != (self.base.rows, self.base.title)

    @property
    def undo_label(self) -> str:
        """What undo takes back, "" when nothing."""
        return self._done[-1].label

    @property
    def redo_label(self) -> str:
        """What redo does again, "" when nothing."""
        return self._undone[-1].label if self._undone else ""

    def do(self, label: str, table: ScoringTable, path: Path, merge: str = "") -> bool:
        """Take a new state in; False when nothing is different.

        Acts with the same `merge` (typing in one field) are taken back together.
        """
        if table == self.table:
            return False
        if merge and self._done[-1].merge == merge:
            self._done.pop()
        self._done.append(State(label, table, path, merge))
        # The first state is the one to go back to; it is never dropped by the limit.
        del self._done[1 : max(1, len(self._done) - LIMIT)]
        self._undone.clear()
        return True

    def undo(self) -> State | None:
        """Go one act back; the state that was left, None when there was none."""
        if len(self._done) < 2:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> State | None:
        """Do the act again that was taken back; its state."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    def pause(self) -> None:
        """What comes next is an act of its own, even in the same field."""
        self._done[-1] = self._done[-1]._replace(merge="")

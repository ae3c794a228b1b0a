"""The closed list to choose from, as every form has it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class Choice(QComboBox):
    """A list that the wheel passes over: it scrolls the form and never changes what is chosen.

    The open list is a view of its own and scrolls as ever. One filter on the whole application would do
    the same and cost 30 ms of every start: Qt hands it thousands of events, and for the first one of
    each hidden helper PySide makes Python classes of everything it knows.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        """An ignored wheel goes on to what stands around the field, in the end its scroll area."""
        event.ignore()

    def offer(self, items: Sequence[tuple[Any, str]]) -> None:
        """Put in these (value, words) pairs; what was chosen stays chosen where it is still there, and nothing
        is told of it."""
        if [self.itemText(at) for at in range(self.count())] == [words for _, words in items]:
            return
        chosen = self.currentData()
        was = self.blockSignals(True)
        self.clear()
        for value, words in items:
            self.addItem(words, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(was)

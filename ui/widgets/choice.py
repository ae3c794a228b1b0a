"""The closed list to choose from, as every form has it."""

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

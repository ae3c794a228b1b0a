"""The problems of the draft as a list; a click or Enter goes to the row."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from models.errors import Problem
from ui.look import icons, theme

_BESIDE = 56  # the icon and the room around the words


class ProblemList(QListWidget):
    """Errors first. `wanted` carries the problem whose row is to be shown."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems: tuple[Problem, ...] = ()
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Những chỗ cần xem lại")
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these; the chosen one stays chosen while it is there."""
        ordered = tuple(sorted(problems, key=lambda it: it.severity != "error"))
        if ordered == self.problems and self.count():
            return
        place = self.currentRow()
        self.problems = ordered
        self.clear()
        for problem in ordered:
            error = problem.severity == "error"
            colour = theme.ERROR if error else theme.WARN
            item = QListWidgetItem(icons.icon("warning", colour), problem.text, self)
            word = "Lỗi" if error else "Cảnh báo"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{word}: {problem.text}")
        if not ordered:
            item = QListWidgetItem("Bảng khớp khung, không có gì phải sửa.", self)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._fit()
        self.setCurrentRow(min(place, self.count() - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower list breaks its lines elsewhere; Qt itself would measure them for another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Every item as high as its words."""
        width = self.viewport().width() - _BESIDE
        for place in range(self.count()):
            item = self.item(place)
            flags = int(Qt.TextFlag.TextWordWrap)
            room = self.fontMetrics().boundingRect(QRect(0, 0, width, 0), flags, item.text())
            item.setSizeHint(QSize(width, room.height() + 2 * theme.SPACE_S))

    def _go(self, item: QListWidgetItem) -> None:
        place = self.row(item)
        if place < len(self.problems):
            self.wanted.emit(self.problems[place])

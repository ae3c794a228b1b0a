"""What is new: the program's list of changes, as it is kept for everybody, version by version."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.book import shipped
from ui.frame.version import VERSION
from ui.look import theme
from ui.updates.changes import Change, changes
from ui.widgets.cards import label
from ui.widgets.messages import Box
from ui.widgets.scroll import scrolled

_SIZE = QSize(760, 620)


class NewsBox(Box):
    """All versions, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Có gì mới", parent)
        room = self.screen().availableSize() - QSize(theme.SPACE_L, 3 * theme.SPACE_L)
        self.resize(_SIZE.boundedTo(room))
        self.add_text("Có gì mới", "section")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_M, 0)
        column.setSpacing(theme.SPACE_S)
        for it in changes(shipped.changes()):
            _add(column, it)
        column.addStretch(1)
        area = scrolled(inner)
        area.setAccessibleName("Thay đổi qua các phiên bản")
        self.body.addWidget(area, 1)
        self.add_button("Đóng", self.accept, "primary")


def _add(column: QVBoxLayout, it: Change) -> None:
    now = " · bản đang dùng" if it.version == VERSION else ""
    column.addWidget(label(f"Phiên bản {it.version}{now}", "strong"))
    for text in it.intro:
        column.addWidget(label(text, "muted", wrap=True))
    for text in it.points:
        point = label(text, wrap=True)
        point.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(label("•", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(point, 1)
        column.addLayout(row)
    column.addSpacing(theme.SPACE_M)

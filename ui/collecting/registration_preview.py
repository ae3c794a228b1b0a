"""What one registration form says, line by line against the book; it enters nothing."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from models.collecting.registration import RegistrationPreview
from ui.collecting.registration_words import badge, lines, title
from ui.widgets.cards import Badge, Card, label
from ui.widgets.columns import Column
from ui.widgets.messages import Box
from ui.widgets.records import RecordTable


class RegistrationLines(Box):
    """Problems first, then every target and title with what accepting the form does to it."""

    def __init__(self, preview: RegistrationPreview, parent: QWidget | None = None) -> None:
        super().__init__(f"Bản đăng ký của {title(preview)}", parent)
        card = Card(title(preview))
        tone, words = badge(preview)
        card.head.addWidget(Badge(words, tone))
        card.head.addStretch(1)
        card.head.addWidget(label(preview.reading.name, "small"))
        self.add_text(
            "Nhận thì chỉ tiêu, danh hiệu của đơn vị thay bằng nội dung trong tệp; kết quả, điểm thưởng, ghi "
            "chú đã ghi cho chỉ tiêu cùng tên được giữ.",
            "muted",
        )
        self.lines = RecordTable(_columns(), empty="Không đọc được dòng nào trong tệp này.")
        self.lines.set_records(lines(preview))
        card.body.addWidget(self.lines, 1)
        self.body.addWidget(card, 1)
        self.add_button("Đóng", self.accept, "primary")

    def sizeHint(self) -> QSize:
        """Wide enough to read what changes."""
        return QSize(960, 560)


def _columns() -> list[Column]:
    return [
        Column("", lambda it: it.mark, width=96, badge=True, tone=lambda it: it.tone),
        Column(
            "Nội dung",
            lambda it: it.name,
            width=340,
            stretch=1,
            wrap=True,
            tooltip=lambda it: it.name,
        ),
        Column(
            "Chi tiết",
            lambda it: it.what,
            width=340,
            stretch=1,
            wrap=True,
            tooltip=lambda it: it.what,
        ),
    ]

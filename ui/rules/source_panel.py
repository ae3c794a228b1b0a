"""The panel beside the values: where the one that the clerk looks at comes from, in the source's words."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look import theme
from ui.rules.sources import Source
from ui.widgets.cards import Badge, Card, clear, label
from ui.widgets.scroll import scrolled

WIDTH = 240
_HINT = "Chọn một giá trị hoặc một dòng để xem lấy từ quy tắc nào, văn bản nào."


class SourcePanel(Card):
    """Rule, its text, document and clause, validity; or that the block chose, or has still to choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Nguồn", parent)
        self.setFixedWidth(theme.zoomed(WIDTH))
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        self._column.setSpacing(theme.SPACE_S)
        self.body.addWidget(scrolled(inner), 1)
        self.show_source(None)

    def show_source(self, source: Source | None) -> None:
        """Show one source, or how to get one."""
        clear(self._column)
        if source is None:
            self._column.addWidget(label(_HINT, "muted", wrap=True))
        else:
            if source.tone in ("action", "warn", "error"):
                words = "Ngoài thời hạn hiệu lực" if source.tone == "error" else source.short
                self._column.addWidget(Badge(words, source.tone))
            for words, role in ((source.title, "strong"), (source.text, ""), (source.place, "small")):  # fmt: skip
                if words:
                    self._column.addWidget(label(words, role, wrap=True))
        self._column.addStretch(1)

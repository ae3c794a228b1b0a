"""What stands in the window while no file is open: the ways to get one, and the files opened last."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.look import theme
from ui.widgets.cards import Card, button, label

if TYPE_CHECKING:
    from ui.widgets.records import RecordTable

WIDTH = 760


class StartPage(QWidget):
    """`wanted` carries "new", "open", "sample", "help-story"; `opened` and `forgotten` a recent file."""

    wanted = Signal(str)
    opened = Signal(Path)
    forgotten = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QWidget()
        column.setFixedWidth(theme.zoomed(WIDTH))
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE_S)
        inner.addWidget(label("Sổ Khối thi đua", "title"))
        inner.addWidget(
            label(
                "Chấm điểm, xếp hạng và làm văn bản cho một khối thi đua. Mỗi khối là một tệp .khoi"
                " trên máy này; không cần mạng.",
                "subtitle",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.SPACE_M, 0, theme.SPACE_M)
        row.setSpacing(theme.SPACE_S)
        self.first = button("Tạo sổ mới…", lambda: self.wanted.emit("new"), "primary", "plus")
        row.addWidget(self.first)
        for text, wish, icon in (("Mở sổ…", "open", "open"), ("Xem sổ mẫu", "sample", "rules")):
            made = button(text, partial(self.wanted.emit, wish), icon=icon)
            made.setMinimumHeight(theme.PRIMARY_HEIGHT)
            row.addWidget(made)
        row.addStretch(1)
        inner.addLayout(row)
        story = button(
            "Mới nhận việc? Đọc năm đầu tiên: từ tháng 1 đến hội nghị",
            partial(self.wanted.emit, "help-story"),
            "link",
        )
        inner.addWidget(story, 0, Qt.AlignmentFlag.AlignLeft)
        self._recent = Card("Sổ mở gần đây")
        self._recent.hide()
        self.table: RecordTable | None = None
        inner.addWidget(self._recent)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """The files opened last; the card is hidden when there are none."""
        if paths:
            self.table = self.table or self._make_table()
        if self.table is not None:
            self.table.set_records(paths)
        self._recent.setVisible(bool(paths))

    def _make_table(self) -> "RecordTable":
        # Loaded when there is something to show: a first start has no recent files.
        from ui.widgets.columns import Column
        from ui.widgets.records import RecordTable

        table = RecordTable(
            [
                Column("Sổ", _name, second=_folder, bold=True, width=300, stretch=1),
                Column("", _state, badge=True, tone=lambda _it: "warn", width=150),
                Column("", _verb, link=self._press, align="right", width=150),
            ],
            row_style=lambda it: "normal" if it.exists() else "muted",
            fit=True,
        )
        table.horizontalHeader().hide()
        table.opened.connect(self._press)
        self._recent.body.addWidget(table)
        return table

    def _press(self, path: Path) -> None:
        (self.opened if path.exists() else self.forgotten).emit(path)


def _name(path: Path) -> str:
    return path.stem


def _folder(path: Path) -> str:
    return str(path.parent)


def _state(path: Path) -> str:
    return "" if path.exists() else "Không thấy tệp"


def _verb(path: Path) -> str:
    return "Mở" if path.exists() else "Bỏ khỏi danh sách"

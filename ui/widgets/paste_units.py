"""The box that takes a list of units copied out of Excel: a preview, and nothing entered before."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from models.block import Unit
from ui.files.unit_list import (
    PASTE_WORDS,
    SHORT_NAME,
    PastedUnit,
    PasteState,
    read_pasted,
    unread_words,
)
from ui.look import theme
from ui.widgets.cards import Card, Tone, label
from ui.widgets.columns import Column
from ui.widgets.messages import Box
from ui.widgets.records import RecordTable
from ui.words import text

_TONES: dict[PasteState, Tone] = {"new": "done", "present": "muted", "twice": "warn"}
_INTRO = (
    "Chép cột tên đơn vị trong Excel rồi dán vào ô dưới đây, mỗi đơn vị một dòng. Có dòng tiêu đề"
    " (Tên đơn vị, Tên ngắn, Loại hình, Tổ chức đảng, Công đoàn) thì đọc đủ các cột."
)


class PasteUnits(Box):
    """`ask` gives the units to add: those that the block does not have yet."""

    def __init__(self, present: Sequence[Unit], parent: QWidget | None = None) -> None:
        super().__init__("Dán danh sách đơn vị", parent)
        self._present = present
        self._found: tuple[PastedUnit, ...] = ()
        self.add_text("Dán danh sách đơn vị", "section")
        self.add_text(_INTRO, "muted")
        self.input = QPlainTextEdit()
        self.input.setPlaceholderText("Dán ở đây (Ctrl+V)")
        self.input.setTabChangesFocus(True)
        show_lines(self.input)
        self.input.setAccessibleName("Danh sách dán từ Excel")
        self.body.addWidget(self.input)
        self.preview = RecordTable(_columns(), empty="Chưa đọc được đơn vị nào.")
        self.preview.setMinimumSize(720, 200)
        self.body.addWidget(Card.holding(self.preview), 1)
        self._summary = label("", "muted", wrap=True)
        self.body.addWidget(self._summary)
        self.add_button("Thôi", self.reject)
        self.add = self.add_button("Thêm", self.accept, "primary")
        self.input.textChanged.connect(self._read)
        clipboard = QGuiApplication.clipboard().text()
        self.input.setPlainText(clipboard if "\n" in clipboard.strip() else "")
        self._read()

    def _read(self) -> None:
        self._found = read_pasted(self.input.toPlainText(), self._present)
        self.preview.set_records(self._found)
        new, left = len(self.units()), len(self._found) - len(self.units())
        self.add.setText(f"Thêm {new} đơn vị" if new else "Thêm")
        self.add.setEnabled(bool(new))
        skipped = f" {left} dòng trùng sẽ được bỏ qua." if left else ""
        unread = unread_words(self.input.toPlainText())
        words = f"Chưa có gì được ghi.{skipped} {unread}".rstrip()
        self._summary.setText(words if self._found else "")

    def units(self) -> tuple[Unit, ...]:
        """What would be added."""
        return tuple(it.unit for it in self._found if it.state == "new")

    def ask(self) -> tuple[Unit, ...]:
        """Show the box; the units to add, none when the clerk left it."""
        return self.units() if self.exec() else ()


def show_lines(field: QPlainTextEdit, lines: int = 8) -> None:
    """Make a field for pasting so high that this many lines of the list are seen in it."""
    frame = 2 * (field.frameWidth() + int(field.document().documentMargin()) + theme.SPACE_XS)
    field.setFixedHeight(lines * field.fontMetrics().lineSpacing() + frame)


def _columns() -> list[Column]:
    return [
        Column("Đơn vị", lambda it: it.unit.name, width=260, stretch=1, wrap=True),
        Column(SHORT_NAME, lambda it: it.unit.short_name or text.NOTHING, width=120, middle=True),
        Column("Đảng", lambda it: _yes(it.unit.has_party), width=64, align="center"),
        Column("Công đoàn", lambda it: _yes(it.unit.has_union), width=92, align="center"),
        Column(
            "Kết quả",
            lambda it: PASTE_WORDS[it.state],
            width=140,
            badge=True,
            tone=lambda it: _TONES[it.state],
        ),
    ]


def _yes(value: bool) -> str:
    return "Có" if value else "Không"

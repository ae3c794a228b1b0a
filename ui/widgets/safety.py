"""Whether the data are safe: the file, its newest copy, and the button for a copy on a stick."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.book.session import Session
from ui.look import theme
from ui.widgets.cards import Card, Legend, LegendItem, Shape, Tone, button, clear
from ui.words import text

Line = tuple[Tone, Shape, str]


def safety_lines(session: Session) -> tuple[Line, ...]:
    """What can be said of the open file, one state each."""
    lines: list[Line] = []
    if session.read_only:
        lines.append(("warn", "half", "Chỉ xem, không ghi được vào sổ này"))
    lines.append(("done", "dot", "Tệp đã kiểm tra khi mở: nguyên vẹn"))
    backup, problem = session.last_backup, session.backup_problem
    if problem is not None:
        lines.append(("error", "cross", problem.text))
    if backup is not None:
        when = text.moment(backup.when, session.now())
        words = f"Sao lưu lần cuối: {when}" + (", đã đọc lại đúng" if backup.verified else "")
        lines.append(("done", "dot", words))
    elif problem is None and not session.read_only:
        lines.append(("warn", "ring", "Chưa có bản sao lưu nào"))
    return tuple(lines)


class SafetyCard(Card):
    """The lines, and the button at the right of the heading."""

    def __init__(self, back_up: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("Dữ liệu an toàn", parent)
        self.head.addStretch(1)
        self.head.addWidget(button("Sao lưu ra USB", back_up, icon="backup"))
        self._lines = QGridLayout()
        self._lines.setSpacing(theme.SPACE_XS)
        self.body.addLayout(self._lines)

    def show_session(self, session: Session) -> None:
        """Say how it stands now."""
        clear(self._lines)
        for row, (tone, shape, words) in enumerate(safety_lines(session)):
            item = LegendItem(words, theme.tone_colours(tone)[0], shape)
            self._lines.addWidget(Legend([item]), row, 0)

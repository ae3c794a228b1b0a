"""What stands around the picture for the presenter's eyes alone: text, countdown, notes, clock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit

from models.meeting import AgendaItem
from ui.look import theme
from ui.meeting.presenter_clock import Countdown
from ui.meeting.presenter_list import COUNT_MINUTES, COUNT_WORDS
from ui.meeting.presenter_parts import Picture
from ui.widgets.cards import Badge, Card, button, label
from ui.widgets.choice import Choice

MINUTES = (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60)


class MessageCard(Card):
    """The text of a message: its first line is shown large, the others under it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(theme.zoomed(64))
        self.field.setAccessibleName("Lời nhắn")
        self.field.setPlaceholderText("Dòng đầu chữ lớn, các dòng sau chữ nhỏ. Bấm Hiện để chiếu.")
        self.field.textChanged.connect(self.edited)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        title = label("Lời nhắn", "strong")
        row.addWidget(title)
        row.setAlignment(title, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.field, 1)
        self.body.addLayout(row)

    def about(self) -> str:
        """The text as it will be shown."""
        return self.field.toPlainText().strip()


class CountdownCard(Card):
    """The countdown for papers: minutes, what is waited for, start and pause. It also runs unseen."""

    edited = Signal()
    started = Signal()

    def __init__(self, countdown: Countdown) -> None:
        super().__init__("Đếm ngược")
        self._countdown = countdown
        self.minutes = Choice()
        for number in MINUTES:
            self.minutes.addItem(f"{number} phút", number)
        self.minutes.setCurrentIndex(MINUTES.index(COUNT_MINUTES))
        self.minutes.setAccessibleName("Số phút đếm ngược")
        self.words = QLineEdit(COUNT_WORDS)
        self.words.setAccessibleName("Đếm ngược cho việc gì")
        self.left = Badge("", "muted")
        self.starter = button("Bắt đầu", self.started.emit)
        self.minutes.currentIndexChanged.connect(lambda _place: self.edited.emit())
        self.words.textChanged.connect(self.edited)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.minutes)
        row.addWidget(self.words, 1)
        row.addWidget(self.starter)
        self.head.addStretch(1)
        self.head.addWidget(self.left)
        self.body.addLayout(row)
        self.show_time()

    def about(self) -> str:
        """Minutes and words, as the scene asks for them."""
        return f"{self.chosen_minutes()} {self.words.text().strip()}".strip()

    def chosen_minutes(self) -> int:
        """How long it is to run."""
        return int(self.minutes.currentData())

    def show_time(self) -> None:
        """What is left, in the colour of its urgency."""
        runs = self._countdown.is_running
        left = self._countdown.left()
        words = self._countdown.words() if self._countdown.was_set else ""
        self.left.show_state(words, self._countdown.tone())
        self.starter.setText("Tạm dừng" if runs else "Chạy tiếp" if left else "Bắt đầu")


class NextCard(Card):
    """What the next key will show: in words and as a picture."""

    def __init__(self) -> None:
        super().__init__("Tiếp theo")
        self.words = label("", wrap=True)
        self.picture = Picture("Cảnh tiếp theo")
        self.body.addWidget(self.words)
        self.body.addWidget(self.picture)


class NotesCard(Card):
    """The item of the run sheet in work: who speaks, what is handed out, what the clerk noted."""

    def __init__(self) -> None:
        super().__init__("Chỉ mình anh/chị thấy")
        self.item = label("", "strong", wrap=True)
        self.words = label("", "muted", wrap=True)
        self.body.addWidget(self.item)
        self.body.addWidget(self.words)
        self.body.addStretch(1)

    def show_item(self, item: AgendaItem | None) -> None:
        """The item the meeting stands at, or what to do where there is none."""
        self.item.setVisible(item is not None)
        if item is None:
            self.words.setText("Chọn một nội dung của chương trình để xem ghi chú tại đây.")
            return
        self.item.setText(item.title)
        handout = f"Phát: {item.handout}" if item.handout else ""
        told = [it for it in (item.person, handout, item.note) if it]
        self.words.setText("\n".join(told) if told else "Nội dung này không có ghi chú.")


class ClockCard(Card):
    """The time of day, and how many minutes the item in work still has."""

    def __init__(self) -> None:
        super().__init__()
        self.caption = label("", "small")
        self.time = label("", "clock")
        for made in (self.caption, self.time):
            made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.body.addWidget(made)
        font = self.time.font()
        font.setPointSizeF(theme.FONT_TITLE * 1.35)
        font.setWeight(font.Weight.DemiBold)
        self.time.setFont(font)

    def show_time(self, clock: str, left: int | None, *, stands: bool) -> None:
        """`clock` "10:07"; `left` seconds of the item in work, None where nothing was planned; whether
        its time is not being counted just now."""
        if left is None:
            self.caption.setText("Giờ")
            self.time.setText(clock)
            return
        over = left < 0
        words = "mục này quá" if over else "mục này còn"
        self.caption.setText(f"Giờ · {words}, đang dừng" if stands else f"Giờ · {words}")
        minutes = -left // 60 if over else -(-left // 60)
        self.time.setText(f"{clock} · {minutes}′")

"""The guide for a new file: five steps that can be left at any time and taken up again later."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.season import Season
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import icons, theme
from ui.setup.block_step import BlockStep
from ui.setup.forms_step import FormsStep
from ui.setup.rules_step import RulesStep
from ui.setup.step import Step, set_role
from ui.setup.steps import SetupStep, first_open, setup_steps
from ui.setup.table_step import TableStep
from ui.setup.units_step import UnitsStep
from ui.widgets.cards import button, press_with_enter
from ui.widgets.messages import guard
from ui.widgets.notice import Notice
from ui.widgets.scroll import show_focus

if TYPE_CHECKING:
    from ui.help.window import HelpWindow

STEPS: tuple[type[Step], ...] = (BlockStep, UnitsStep, RulesStep, TableStep, FormsStep)
SIZE = QSize(1080, 720)


class NewBlock(QDialog):
    """The guide. The file is made after the first step; every step writes when it is left by "Tiếp"."""

    def __init__(
        self, session: Session, jobs: Jobs, parent: QWidget | None = None, *, anew: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Lập sổ")
        room = self.screen().availableSize() - QSize(theme.SPACE_L, 2 * theme.SPACE_L)
        self.resize(SIZE.boundedTo(room))
        self.session = session
        self._help: HelpWindow | None = None
        self._list = _StepList()
        self._list.chosen.connect(self.show_step)
        self._stack = QStackedWidget()
        self.steps: list[Step] = [kind(session, jobs) for kind in STEPS]
        self.notice = Notice()
        for step in self.steps:
            self._stack.addWidget(step)
            step.dropped.connect(self._tell)
            step.acted.connect(self._offer)
        # "Hoàn tác" takes back the last act of all, so it goes as soon as there is another one.
        session.changed.connect(self._session_changed)
        self._back = button("Quay lại", lambda: self.show_step(self.current - 1))
        self._next = button("Tiếp", self.go_on, "primary")
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_S)
        foot.addWidget(button("Để sau", self.reject))
        helps = button("Hướng dẫn", self.show_help, "quiet", "help")
        helps.setToolTip("Hướng dẫn của bước này (F1)")
        helps.setShortcut("F1")
        foot.addWidget(helps)
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self._next)
        right = QVBoxLayout()
        right.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        right.setSpacing(theme.SPACE_M)
        right.addWidget(self.notice)
        right.addWidget(self._stack, 1)
        right.addLayout(foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._list)
        whole.addLayout(right, 1)
        self._block = self.steps[0]
        if anew and isinstance(self._block, BlockStep):
            self._block.begin_anew()
        self.show_step(first_open(self._season))

    @property
    def _season(self) -> Season | None:
        """The season of the file that is being set up; None before it is made."""
        return None if self._block.fresh else self.session.season

    @property
    def current(self) -> int:
        """The place of the step in view, from 0."""
        return self._stack.currentIndex()

    def show_step(self, place: int) -> None:
        """Bring a step into view; those after the first need the file."""
        if place and self._season is None:
            return
        self._stack.setCurrentIndex(place)
        step = self.steps[place]
        step.refresh()
        self._back.setVisible(place > 0)
        self._next.setText(step.next_text)
        self._offer()
        self._list.show_steps(setup_steps(self._season), place)
        # The last step has one button only: while that is not to be pressed yet, Enter goes on.
        done = place + 1 == len(self.steps) and not step.waits_for_act
        (self._next if done else step).setFocus()

    def _offer(self) -> None:
        """One blue button: the step's own act while it waits for it, else going on.

        Enter presses the button that has the focus; Qt does so only for those that may be default.
        """
        waits = self.steps[self.current].waits_for_act
        set_role(self._next, "secondary" if waits else "primary")
        for made in self.findChildren(QPushButton):
            made.setAutoDefault(True)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key; where it goes is scrolled into view."""
        moved = super().focusNextPrevChild(forward)
        show_focus(self)
        return moved

    def show_help(self) -> None:
        """The help of the step in view, beside the guide."""
        from ui.help import library
        from ui.help.window import HelpWindow

        if self._help is None:
            self._help = HelpWindow(self)
            self._help.wanted.connect(self._not_yet)
        heading = library.page("setup").headings[self.current]
        self._help.show_beside(library.Place("setup", heading))

    def _not_yet(self, _wish: str) -> None:
        """A link of the help to a page of the program: the guide lies over it."""
        self.activateWindow()
        self.notice.say("Đóng phần lập sổ rồi bấm lại.", "warn")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, also one that was made after the step came."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def _tell(self, words: str) -> None:
        self.notice.say(words, "warn", ("Hoàn tác", self.take_back))

    def _session_changed(self, _what: str) -> None:
        self.notice.hide()

    def take_back(self) -> None:
        """Undo what the strip tells of."""
        if guard(self, self.session.undo):
            self.show_step(self.current)

    def go_on(self) -> None:
        """Write what was entered and go to the next step; after the last one close."""
        if not self.steps[self.current].commit():
            return
        if self.current + 1 == len(self.steps):
            self.accept()
        else:
            self.show_step(self.current + 1)


class _StepList(QFrame):
    """The steps at the left: done, in view, or still to come."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "steps")
        self.setFixedWidth(theme.zoomed(232))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.SPACE_S, theme.SPACE_L, theme.SPACE_S, theme.SPACE_L)
        self._column.setSpacing(theme.SPACE_XS)
        self._lines = [_StepLine(place) for place in range(len(STEPS))]
        for line in self._lines:
            line.clicked.connect(lambda _on=False, place=line.place: self.chosen.emit(place))
            self._column.addWidget(line)
        self._column.addStretch(1)

    def show_steps(self, steps: tuple[SetupStep, ...], current: int) -> None:
        """How far each step has come, and which is in view."""
        for place, (line, step) in enumerate(zip(self._lines, steps, strict=True)):
            line.show_step(step, current=place == current)


_LINE = QSize(216, 66)


class _StepLine(QAbstractButton):
    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place
        self._step: SetupStep | None = None
        self._current = False
        self.setFixedHeight(_LINE.height())

    def show_step(self, step: SetupStep, *, current: bool) -> None:
        self._step, self._current = step, current
        state = "xong" if step.done else "chưa xong"
        self.setAccessibleName(f"Bước {self.place + 1}: {step.title}, {state}")
        self.setToolTip(step.sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return _LINE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the step that has the focus, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._step is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._current or self.hasFocus():
            painter.setBrush(QColor(theme.ACTION_TINT if self._current else theme.HOVER))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.ACTION))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        circle = QRectF(10, 9, 22, 22)
        ink = theme.DONE if self._step.done else theme.ACTION if self._current else theme.MUTED
        painter.setBrush(QColor(theme.CARD))
        painter.setPen(QColor(ink))
        painter.drawEllipse(circle)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self._current else QFont.Weight.Medium)
        painter.setFont(font)
        if self._step.done:
            icons.paint(painter, "check", circle.adjusted(4, 4, -4, -4), ink)
        else:
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self.place + 1))
        painter.setPen(QColor(theme.INK))
        room = self.rect().adjusted(42, 8, -8, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, self._step.title)
        font.setWeight(QFont.Weight.Normal)
        font.setPointSizeF(theme.FONT_SMALL)
        painter.setFont(font)
        painter.setPen(QColor(theme.MUTED))
        room = self.rect().adjusted(42, 28, -8, 0)
        words = two_lines(self._step.sentence, painter.fontMetrics(), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, words)


def two_lines(words: str, metrics: QFontMetrics, width: int) -> str:
    """The words in at most two lines; only what does not fit into the second one is cut."""
    first, rest = "", words.split()
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= width:
        first = f"{first} {rest.pop(0)}".strip()
    second = metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width)
    return "\n".join(line for line in (first, second) if line)

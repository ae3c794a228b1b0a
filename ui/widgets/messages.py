"""What the program says in a box of its own: advice, a question with verbs, or a crash with Copy."""

import logging
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.errors import AppError, HeldFileError
from ui.book.jobs import Cancelled
from ui.look import theme
from ui.widgets.cards import button, label, press_with_enter
from ui.widgets.scroll import show_focus

NAME = "Sổ Khối thi đua"
TEXT_WIDTH = 460

log = logging.getLogger(__name__)


class Choice(NamedTuple):
    """One answer: what it is called in code, the verb on its button, and the button's role."""

    key: str
    verb: str
    role: str = "secondary"


class Box(QDialog):
    """A dialog in the program's look: text from the top, buttons at the foot, the last one primary."""

    unseen: ClassVar[bool] = False
    """Whether nobody is there to answer (`nobody_answers`)."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE_SM)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.SPACE_S)
        self.foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_L)
        layout.addLayout(self.body, 1)
        layout.addLayout(self.foot)
        self._preferred: QPushButton | None = None

    def add_text(self, text: str, role: str = "") -> None:
        """A paragraph of the message; it can be selected and copied."""
        words = label(text, role, wrap=True)
        words.setMinimumWidth(theme.zoomed(TEXT_WIDTH))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(words)

    def add_button(
        self, text: str, act: Callable[[], object], role: str = "secondary"
    ) -> QPushButton:
        """A button at the foot, to the right of those before it; from a field the primary one answers to Enter."""
        made = button(text, act, role)
        self.foot.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        if role == "primary":
            made.setDefault(True)
            self._preferred = made
        return made

    def exec(self) -> int:
        """Show it until it is answered; 0, as if it had been closed, where nobody can answer."""
        if Box.unseen:
            log.warning("not shown, nobody could answer: %s", type(self).__name__)
            return 0
        return super().exec()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for the button that has the keyboard before it is for the primary one."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key; where it goes is scrolled into view."""
        moved = super().focusNextPrevChild(forward)
        show_focus(self)
        return moved

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard starts in the first field, else on the primary button."""
        super().showEvent(event)
        if self._preferred is not None and not isinstance(self.focusWidget(), QWidget):
            self._preferred.setFocus()


class AskBox(Box):
    """A question; `answer` is the key of the pressed button, None when the box was closed."""

    def __init__(
        self,
        title: str,
        text: str,
        choices: Sequence[Choice],
        detail: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.answer: str | None = None
        self.add_text(title, "section")
        self.add_text(text)
        if detail:
            self.add_text(detail, "small")
        for choice in choices:
            self.add_button(choice.verb, partial(self._take, choice.key), choice.role)

    def _take(self, key: str) -> None:
        self.answer = key
        self.accept()


@contextmanager
def nobody_answers() -> Iterator[None]:
    """Inside it no box is shown, every question counts as closed unanswered. The system ends a program at log-off
    that waits for an answer, with all that it had not written."""
    Box.unseen = True
    try:
        yield
    finally:
        Box.unseen = False


def ask(
    parent: QWidget | None, title: str, text: str, choices: Sequence[Choice], detail: str = ""
) -> str | None:
    """Ask with verbs on the buttons ("Thôi" is added by itself); the chosen key, None for none."""
    box = AskBox(title, text, (Choice("", "Thôi"), *choices), detail, parent)
    box.exec()
    return box.answer or None


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Say one thing that must be read before going on."""
    AskBox(title, text, (Choice("", "Đã hiểu", "primary"),), parent=parent).exec()


def show_error(parent: QWidget | None, error: Exception) -> None:
    """Say what went wrong: advice for an expected failure, the crash box for a fault of the program.

    A cancelled job is no failure: nothing is shown.
    """
    if isinstance(error, Cancelled):
        return
    if isinstance(error, HeldFileError) and error.again is not None:
        if _once_more(parent, error):
            guard(parent, error.again)
        return
    if isinstance(error, AppError):
        tell(parent, "Không làm được", str(error))
        return
    log.error("a fault of the program", exc_info=error)
    CrashBox(error, parent=parent).exec()


def guard(parent: QWidget | None, act: Callable[[], object]) -> bool:
    """Do `act`; an AppError is shown. Whether it went well. What failed since another program holds a file can be
    tried again."""
    while True:
        try:
            act()
        except HeldFileError as error:
            if not _once_more(parent, error):
                return False
        except AppError as error:
            show_error(parent, error)
            return False
        else:
            return True


def _once_more(parent: QWidget | None, error: HeldFileError) -> bool:
    again = [Choice("again", "Thử lại", "primary")]
    return ask(parent, "Tệp đang mở", str(error), again) == "again"


class CrashBox(Box):
    """A fault of the program: what to do, and everything a helper needs to find it, ready to copy."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__("Chương trình gặp lỗi", parent)
        self.report = crash_report(error)
        self.add_text("Chương trình gặp lỗi", "section")
        self.add_text(
            "Dữ liệu đã lưu đến thao tác trước đó. Anh/chị có thể làm tiếp; nếu lỗi lặp lại, đóng"
            " chương trình rồi mở lại, và gửi nội dung dưới đây cho người hỗ trợ."
        )
        shown = QPlainTextEdit(self.report)
        shown.setReadOnly(True)
        shown.setMinimumSize(560, 200)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName("Nội dung lỗi")
        self.body.addWidget(shown)
        self.add_button("Sao chép", lambda: QGuiApplication.clipboard().setText(self.report))
        self.add_button("Đóng", self.accept, "primary")


def crash_report(error: BaseException) -> str:
    """Versions, where the log is, and the trace of the fault."""
    import platform

    from PySide6 import __version__ as qt_for_python

    logs = [
        Path(handler.baseFilename)
        for handler in logging.getLogger().handlers
        if isinstance(handler, logging.FileHandler)
    ]
    lines = [
        f"{NAME} {QGuiApplication.applicationVersion()}".strip(),
        f"Python {platform.python_version()} · PySide6 {qt_for_python} · Qt {qVersion()}",
        f"Hệ điều hành: {platform.system()} {platform.release()}",
        f"Nhật ký: {logs[0] if logs else 'không có'}",
        "",
        "".join(traceback.format_exception(error)).strip(),
    ]
    return "\n".join(lines)

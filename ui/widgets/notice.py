"""The quiet strip under the top bar: what was just done, or why the file can only be read."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.cards import Tone, button, label, restyle
from ui.widgets.messages import guard

_ICONS = {"done": "check", "warn": "warning", "error": "warning"}
_WORDS = {"done": "Xong", "warn": "Lưu ý", "error": "Lỗi"}


class Notice(QFrame):
    """One sentence with at most one button and a cross; it stays until it is closed or replaced.

    A sentence that offers to take something back is only true until the next change: see `expire`.
    """

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.SPACE_L, 6, theme.SPACE_M, 6)
        self._row.setSpacing(theme.SPACE_S)
        self._mark = label()
        self._text = label("", wrap=True)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._text, 1)
        self._extra: QWidget | None = None
        self._passing = False
        if closable:
            close = button("", self.hide, "quiet")
            close.setIcon(icons.icon("cross"))
            close.setFixedSize(30, 30)
            close.setToolTip("Đóng")
            close.setAccessibleName("Đóng thông báo")
            self._row.addWidget(close)
        self.hide()

    def say(
        self,
        text: str,
        tone: Tone = "done",
        act: tuple[str, Callable[[], object]] | None = None,
        *,
        passing: bool = False,
    ) -> None:
        """Show this sentence in place of the one before; a `passing` one goes at the next change.

        An act that cannot be done is told in a box of its own.
        """
        self._passing = passing
        colour = theme.tone_colours(tone)[0]
        name = _ICONS.get(tone, "info")
        self._mark.setPixmap(icons.pixmap(name, theme.ICON_SIZE, self.devicePixelRatioF(), colour))
        self._text.setText(text)
        self._mark.setAccessibleName(_WORDS.get(tone, "Thông tin"))
        if self._extra is not None:
            self._extra.hide()
            self._extra.deleteLater()
            self._extra = None
        if act is not None:
            self._extra = button(act[0], partial(guard, self.window(), act[1]))
            self._row.insertWidget(2, self._extra)
        restyle(self, tone=tone)
        self.show()

    def expire(self) -> None:
        """The session changed: what was offered to be taken back is no longer the last act."""
        if self._passing:
            self.hide()

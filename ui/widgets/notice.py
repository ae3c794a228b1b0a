"""The quiet strip: what was just done, at the foot of the window, or why the file can only be read."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.look import icons, theme
from ui.widgets.cards import Tone, button, label, restyle
from ui.widgets.messages import guard

_ICONS = {"done": "check", "warn": "warning", "error": "warning"}
SOON, LATER = 6_000, 15_000
"""How long a notice stays while the work goes on, in milliseconds: a plain one; one to be acted on."""
_WORDS = {"done": "Xong", "warn": "Lưu ý", "error": "Lỗi"}


class Notice(QFrame):
    """One sentence with at most one button and a cross; it stays until it is closed or replaced.

    What it tells is of one step: with the next change, or on another view, it goes (`expire`), but not an
    error. One that `floats` lies where a `PageArea` puts it, over the status bar: so it goes some seconds
    after the clerk went on working, but not one that tells an error, and not while mouse or keyboard
    is on it. `left` is emitted when it goes while the keyboard is on it, `seen` before it comes or
    says something else (True) and once it went (False).
    """

    left = Signal()
    seen = Signal(bool)

    def __init__(
        self, parent: QWidget | None = None, *, closable: bool = True, floats: bool = False
    ) -> None:
        super().__init__(parent)
        self._floats = floats
        self.setProperty("role", "notice")
        self.setProperty("floats", "true" if floats else "false")
        self._row = QHBoxLayout(self)
        # One that floats is with its button as high as the status bar and half the empty foot of a page, so
        # that the last card keeps its lower edge and the air below it.
        edge = 3 if floats else 5
        self._row.setContentsMargins(theme.SPACE_L, edge, theme.SPACE_M, edge)
        self._row.setSpacing(theme.SPACE_S)
        self._mark = label()
        self._text = label("", wrap=True)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._text, 1)
        self._extra: QWidget | None = None
        self._stays = False
        self._watched: QObject | None = None
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.timeout.connect(self._go)
        self._close = self._closer() if closable else None
        self.hide()

    def _closer(self) -> QPushButton:
        made = button("", self.hide, "quiet")
        made.setFixedSize(28, 28)
        made.setToolTip("Đóng")
        made.setAccessibleName("Đóng thông báo")
        self._row.addWidget(made)
        return made

    def say(
        self,
        text: str,
        tone: Tone = "done",
        act: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show this sentence in place of the one before.

        An act that cannot be done is told in a box of its own.
        """
        self._going.stop()
        self._stays = tone == "error"
        self._going.setInterval(SOON if tone == "done" and act is None else LATER)
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
            self._extra = button(
                act[0],
                partial(guard, self.window(), act[1]),
                "link" if self._floats else "secondary",
            )
            self._row.insertWidget(2, self._extra)
            self._extra.show()
        if self._close is not None:
            self._close.setIcon(icons.icon("cross"))
        restyle(self, tone=tone)
        self.show()

    def height_for(self, width: int) -> int:
        """How high the words need it to be."""
        return max(self._row.heightForWidth(width), self._row.minimumSize().height())

    def setVisible(self, visible: bool) -> None:
        """Tell that it comes or goes, and when the keyboard was on what goes out of sight."""
        holder = self.window().focusWidget()
        held = self.isVisible() and not visible and holder is not None
        held = held and self.isAncestorOf(holder)
        if visible:  # it finds its place first: what comes up under the mouse would stay there
            self.seen.emit(True)
        super().setVisible(visible)
        if not visible:
            self.seen.emit(False)
        if held:
            self.left.emit()

    # ---- going by itself

    def showEvent(self, event: QShowEvent) -> None:
        """From now on the clerk's work is looked at: keys and mouse of the window, and the keyboard's place.

        A filter on the window, not on the application: that would be handed the events of every widget.
        """
        super().showEvent(event)
        self._watched = self.window().windowHandle() if self._floats else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing is looked at any more."""
        super().hideEvent(event)
        self._going.stop()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            QApplication.instance().focusChanged.disconnect(self._focus_moved)  # type: ignore[union-attr]
            self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key or a press of the mouse is work; the event goes its way."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self._work_goes_on()
        return False

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and not self.isAncestorOf(new):
            self._work_goes_on()

    def _work_goes_on(self) -> None:
        if not self._stays and not self._going.isActive():
            self._going.start()

    def _go(self) -> None:
        holder = self.window().focusWidget()
        held = holder is not None and self.isAncestorOf(holder)
        if held or self.underMouse():
            self._going.start()
        else:
            self.hide()

    def expire(self) -> None:
        """Something else was done, or another view is looked at: what was told is of a step that is over."""
        if not self._stays:
            self.hide()


class PageArea(QWidget):
    """What stands beside the side bar, one below the other in `column`; the notice lies at the foot of
    the window.

    Over the page it would hide the fields and buttons that are needed next; in the flow it would move
    them under the mouse, and a second click of a double click would meet another button. So it lies over
    the status bar, which says less, and over half the empty foot of the page. What is left of a longer one
    the page gives: it ends so much higher, and its top stays where it is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.notice = Notice(self, floats=True)
        self.notice.seen.connect(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The notice keeps to the foot."""
        super().resizeEvent(event)
        self._place(not self.notice.isHidden())

    def _place(self, seen: bool) -> None:
        given = 0
        if seen:
            window = self.window()
            if self.notice.parentWidget() is not window:
                self.notice.setParent(window)
            height = self.notice.height_for(window.width())
            top = window.height() - height
            self.notice.setGeometry(0, top, window.width(), height)
            self.notice.raise_()
            given = self.mapTo(window, QPoint(0, self.height())).y() - top - theme.SPACE_S
        self.column.setContentsMargins(0, 0, 0, max(0, given))

"""The window that the hall sees: a scene and nothing else, neither frame nor cursor nor box."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.hall.awake import Awake
from ui.hall.canvas import HallCanvas
from ui.hall.screens import Screen

TITLE = "Màn chiếu"
Key = Qt.Key

KEYS: dict[int, str] = {
    Key.Key_Return: "show",
    Key.Key_Enter: "show",
    Key.Key_Space: "next",
    Key.Key_PageDown: "next",
    Key.Key_Right: "next",
    Key.Key_PageUp: "back",
    Key.Key_Left: "back",
    Key.Key_B: "cover",
    Key.Key_Period: "cover",
    Key.Key_Escape: "leave",
    Key.Key_F5: "full",
}
"""The keys of a presenter's clicker, and those of one screen (Esc, F5) → what is wished."""


class HallWindow(QWidget):
    """`show_on` fills the hall's screen; `show_window` is the same on the only screen, in a window.

    Keys are not answered here: `wished` hands them to the presenter ("next", "back", "cover", "leave",
    "full"; "stop" when it was closed).
    """

    wished = Signal(str)

    def __init__(self, awake: Awake | None = None) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("hall")
        self.setWindowTitle(TITLE)
        # The program ends with the clerk's window, whatever the hall still shows.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.canvas = HallCanvas()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self._awake = awake or Awake()
        self._screen: Screen | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def on_screen(self) -> Screen | None:
        """The hall's own screen that it fills; None in one-screen mode."""
        return self._screen

    def show_on(self, screen: Screen) -> None:
        """Fill this screen; the keyboard stays with the clerk's window."""
        self._leave_screen()
        self._screen = screen
        self.hide()
        self._dress(frameless=True, above=True)
        if isinstance(screen, QScreen):
            screen.geometryChanged.connect(self._follow)
            self.setScreen(screen)
        self._fill(screen.geometry())

    def show_window(self, near: QRect) -> None:
        """One-screen mode: a window in the middle of `near` (logical pixels), three quarters of its width."""
        self._leave_screen()
        self.hide()
        self._dress(frameless=False, above=False)
        width = near.width() * 3 // 4
        place = QRect(0, 0, width, width * 9 // 16)
        place.moveCenter(near.center())
        self.setGeometry(place)
        self.showNormal()
        self._take_keyboard()

    def toggle_full(self) -> None:
        """One-screen mode: from the window to the whole screen and back."""
        if self._screen is not None:
            return
        if self.isFullScreen():
            self.setCursor(Qt.CursorShape.ArrowCursor)
            self.showNormal()
        else:
            self.setCursor(Qt.CursorShape.BlankCursor)
            self.showFullScreen()
        self._take_keyboard()

    def leave(self) -> None:
        """Show nothing any more. To be called while the screen is still known to the system."""
        self._leave_screen()
        self.hide()

    def _dress(self, *, frameless: bool, above: bool) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=frameless)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, on=frameless)
        # Nothing of the desktop may come before it on the projector.
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on=above)
        shape = Qt.CursorShape.BlankCursor if frameless else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def _fill(self, place: QRect) -> None:
        # The place comes first: full screen is taken on the screen where the window stands.
        self.setGeometry(place)
        self.showFullScreen()

    def _follow(self, place: QRect) -> None:
        """The projector changed its resolution."""
        if self.isVisible():
            self.setGeometry(place)

    def _leave_screen(self) -> None:
        if isinstance(self._screen, QScreen):
            self._screen.geometryChanged.disconnect(self._follow)
        self._screen = None

    def _take_keyboard(self) -> None:
        self.raise_()
        self.activateWindow()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The clicker's keys go to the presenter; a key held down counts once."""
        wish = KEYS.get(event.key())
        if wish is None:
            event.ignore()
            return
        event.accept()
        if not event.isAutoRepeat():
            self.wished.emit(wish)

    def event(self, event: QEvent) -> bool:
        """No tooltip and no menu ever appears here."""
        silent = (QEvent.Type.ToolTip, QEvent.Type.ContextMenu, QEvent.Type.WhatsThis)
        return True if event.type() in silent else super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The computer stays awake while the hall looks on."""
        self._awake.hold()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """It may sleep again."""
        self._awake.release()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes it by the system's own ways ends the show."""
        self.wished.emit("stop")
        super().closeEvent(event)

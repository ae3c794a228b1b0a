"""The icon beside the clock while the window is open: how much is due, and the way back to the window.

Loaded after the first picture only: what is needed for it is no part of the start.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from models.dates.board import board, counts
from ui.book.session import Session
from ui.look import icons, theme

NAME = "Sổ Khối thi đua"
_SIZES = (16, 20, 24, 32, 48)
_MOST = 99
_REST = 500
"""Milliseconds after the last change."""


class Tray(QObject):
    """The icon with its menu. `window` is brought to the front, `show_due` shows what is due in it."""

    def __init__(self, session: Session, window: QWidget, show_due: Callable[[], object]) -> None:
        super().__init__(window)
        self._session, self._window, self._show_due = session, window, show_due
        self._state: tuple[int, int, bool] | None = None
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu(window)
        self.menu.addAction("Mở", self._open)
        self._due = self.menu.addAction("Việc đến hạn", self._open_due)
        self.menu.addSeparator()
        self.menu.addAction("Thoát", window.close)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        # Counted when the hands rest: a key press in the score grid must not wait for it.
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.refresh)
        session.changed.connect(lambda _what: self._rest.start())
        self.refresh()
        self.icon.show()
        app = QApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(
            self.icon.hide
        )  # else Windows leaves it there until the mouse comes by

    def refresh(self) -> None:
        """Count anew; the icon is painted only when a figure is another one."""
        late, today = self._counted()
        is_open = self._session.is_open
        if (late, today, is_open) == self._state:
            return
        self._state = late, today, is_open
        self.icon.setToolTip(f"{NAME}\n{_words(late, today, is_open=is_open)}")
        self._due.setEnabled(is_open)
        self.icon.setIcon(_picture(late + today, late=bool(late)))

    def _counted(self) -> tuple[int, int]:
        if not self._session.is_open:
            return 0, 0
        found = counts(board(self._session.season, self._session.now().date()))
        return found["overdue"], found["today"]

    def _activated(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how != QSystemTrayIcon.ActivationReason.Context:
            self._open()

    def _open(self) -> None:
        """Bring the window to the front, also when it was made small."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _open_due(self) -> None:
        self._open()
        self._show_due()


def after_start(session: Session, window: QWidget, show_due: Callable[[], object]) -> Tray | None:
    """Make the tray icon where the desktop has a place for one, and let the start-up entry find this program.

    None where there is no such place.
    """
    from ui.reminders import startup

    startup.renew()
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    return Tray(session, window, show_due)


def _words(late: int, today: int, *, is_open: bool) -> str:
    if not is_open:
        return "Chưa mở sổ nào"
    counted = [f"{late} việc quá hạn"] if late else []
    counted += [f"{today} việc đến hạn hôm nay"] if today else []
    return ", ".join(counted) or "Không có việc đến hạn"


def _picture(count: int, *, late: bool) -> QIcon:
    """The calendar, with the number in a disc below it while something is due."""
    made = QIcon()
    for size in _SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.CARD))
        painter.drawRoundedRect(QRectF(0, 0, size, size), size / 5, size / 5)
        icons.paint(painter, "calendar", QRectF(0, 0, size, size), theme.ACTION)
        if count:
            _disc(painter, size, count, theme.ERROR if late else theme.WARN)
        painter.end()
        made.addPixmap(picture)
    return made


def _disc(painter: QPainter, size: int, count: int, colour: str) -> None:
    text = str(count) if count <= _MOST else f"{_MOST}+"
    across = size * (0.62, 0.8, 1.0)[len(text) - 1]
    box = QRectF(size - across, size - size * 0.62, across, size * 0.62)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(max(6, round(size * (0.5, 0.46, 0.36)[len(text) - 1])))
    painter.setFont(font)
    painter.setPen(QColor(theme.CARD))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

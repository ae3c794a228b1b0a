"""Which screen is the hall's: found by itself, remembered by name and serial number, plugged in and out."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRect, QSettings, Signal
from PySide6.QtGui import QGuiApplication

from ui.hall.motion import system_is_still

EXTEND = (
    "Máy chỉ thấy một màn hình. Nối máy chiếu, bấm phím Windows+P, chọn Mở rộng; màn chiếu tự"
    " chuyển sang máy chiếu."
)
"""What to do with one screen only; a projector that duplicates the desktop is one screen, too."""
_NAME, _SERIAL, _DARK, _STILL = "hall/name", "hall/serial", "hall/dark", "hall/still"


class Screen(Protocol):
    """What is asked of a QScreen."""

    def name(self) -> str:
        """As the system calls it."""

    def serialNumber(self) -> str:
        """ "" where the screen does not tell it."""

    def geometry(self) -> QRect:
        """Its place in the desktop, in logical pixels."""


class HallScreens(QObject):
    """The screens of this computer as the hall needs them.

    `source` is the application, or in tests what stands for it: `screens()` with the signals `screenAdded`
    and `screenRemoved`. `added` and `removed` hand them on. The choice is kept in `settings`;
    `system_still` tells whether the system asks for no movement.
    """

    added = Signal(object)
    removed = Signal(object)

    def __init__(
        self,
        settings: QSettings,
        source: Any = None,
        parent: QObject | None = None,
        *,
        system_still: Callable[[], bool] = system_is_still,
    ) -> None:
        super().__init__(parent)
        self._system_still = system_still
        self._settings = settings
        self._source = source if source is not None else _application()
        self._source.screenAdded.connect(self.added.emit)
        self._source.screenRemoved.connect(self.removed.emit)

    def all(self) -> tuple[Screen, ...]:
        """Every screen, the first one first."""
        return tuple(self._source.screens())

    def others(self, own: Screen | None) -> tuple[Screen, ...]:
        """The screens that the window does not stand on."""
        return tuple(it for it in self.all() if it is not own and it != own)

    def of_hall(self, own: Screen | None) -> Screen | None:
        """The screen for the hall: the one chosen before where it is there, else the first other one.

        None when the window's own is the only one.
        """
        others = self.others(own)
        alike = [it for it in others if self._likeness(it)]
        return max(alike, key=self._likeness) if alike else next(iter(others), None)

    def choose(self, screen: Screen) -> None:
        """Remember this one for the next time."""
        self._settings.setValue(_NAME, screen.name())
        self._settings.setValue(_SERIAL, screen.serialNumber())
        self._settings.sync()

    @property
    def dark(self) -> bool:
        """Whether the hall is shown light letters on a dark ground."""
        return self._settings.value(_DARK) == "1"

    @property
    def still(self) -> bool:
        """Whether scenes change without any movement: as the clerk chose, before that as the system is set."""
        chosen = self._settings.value(_STILL)
        return self._system_still() if chosen is None else chosen == "1"

    def set_look(self, *, dark: bool, still: bool) -> None:
        """Remember how the hall is shown."""
        self._settings.setValue(_DARK, "1" if dark else "0")
        if still != self.still:
            self._settings.setValue(_STILL, "1" if still else "0")
        self._settings.sync()

    def _likeness(self, screen: Screen) -> int:
        """How surely this is the screen that was chosen: its serial number says more than its name."""
        name, serial = (str(self._settings.value(it) or "") for it in (_NAME, _SERIAL))
        same_name = bool(name) and name == screen.name()
        same_serial = bool(serial) and serial == screen.serialNumber()
        return 2 * same_serial + same_name

    def words(self, screen: Screen) -> str:
        """ "Màn hình 2 (1920 × 1080)"."""
        screens = self.all()
        number = screens.index(screen) + 1 if screen in screens else len(screens) + 1
        size = screen.geometry().size()
        return f"Màn hình {number} ({size.width()} × {size.height()})"


def _application() -> Any:
    return QGuiApplication.instance()

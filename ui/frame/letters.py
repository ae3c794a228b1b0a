"""The size of letters in one window: Ctrl + and Ctrl −, kept for the next start."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication

from ui.look import style, zoom

if TYPE_CHECKING:
    from ui.frame.main_window import MainWindow

_KEPT = "zoom"


class Letters(QObject):
    """Puts the size on that was kept; to be made before anything of the window is. `percent` is the size now."""

    def __init__(self, window: "MainWindow", settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        window.installEventFilter(self)
        self.percent = zoom.kept(settings.value(_KEPT))
        if self.percent != zoom.USUAL:
            self._put_on()

    def change(self, step: int) -> None:
        """One step larger (1), smaller (−1) or as usual (0). Not while the hall is shown: its page is made anew."""
        window = self._window
        percent = zoom.next_step(self.percent, step)
        if any(
            it.objectName() == "hall" and it.isVisible() for it in QApplication.topLevelWidgets()
        ):
            window.notice.say("Đóng màn chiếu rồi đổi cỡ chữ.", "warn")
        elif window.settle():
            if percent != self.percent:
                self.percent = percent
                self._settings.setValue(_KEPT, percent)
                self._put_on()
                self._renew()
            window.notice.say(f"Cỡ chữ {percent} %.", "done")

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The system's theme has changed, and with it the type of some widgets."""
        if event.type() == QEvent.Type.ThemeChange:
            style.put_fonts(_application())
        return False

    def _put_on(self) -> None:
        zoom.apply(_application(), self.percent)

    def _renew(self) -> None:
        """Pages are made for one size of letters: made anew they stand where they stood."""
        window = self._window
        for part in (window.top, window.side, window.status):
            part.fit()
        key, page = window.current_key, window.current_page
        where = page.where if page is not None else ""
        window.throw_pages()
        if window.session.is_open:
            window.show_page(key, where)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app

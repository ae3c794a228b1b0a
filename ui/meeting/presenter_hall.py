"""The hall from the presenter's side: where it is shown, and what happens when the projector goes and comes."""

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, QRect, QSettings, QSize, QTimer, Signal
from PySide6.QtWidgets import QMenu

from models.hall.scenes import Scene
from ui.book import places
from ui.hall.screens import EXTEND, HallScreens, Screen
from ui.hall.window import HallWindow

State = Literal["closed", "on", "window", "lost"]
"""Not shown · on its own screen · in a window of the only screen · its screen was unplugged."""
FULL_HD = QSize(1920, 1080)
LOST = "Màn chiếu đã mất tín hiệu, hội trường không thấy gì của máy này. Cắm lại dây, cảnh đang dở tự hiện."
BACK = "Đã thấy lại màn chiếu. Hội trường thấy đúng cảnh lúc trước."


class HallDesk(QObject):
    """Holds the one `HallWindow`. `own` gives the screen of the clerk's window.

    `changed`: another state; `told`: a sentence for the clerk with its tone; `wished`: a key pressed in
    the hall's window.
    """

    changed = Signal()
    told = Signal(str, str)
    wished = Signal(str)

    def __init__(
        self,
        screens: HallScreens,
        own: Callable[[], Screen | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.screens = screens
        self.state: State = "closed"
        self.window: HallWindow | None = None
        self._own = own
        self._scene: Scene | None = None
        screens.added.connect(self._on_added)
        screens.removed.connect(self._on_removed)

    # ---- acts

    def open(self) -> None:
        """Show the hall on its screen; with one screen only, in a window."""
        screen = self.screens.of_hall(self._own())
        if screen is not None:
            self._fill(screen)
        elif self.state != "window":
            own = self._own()
            near = own.geometry() if own is not None else QRect(0, 0, 1280, 720)
            self._hall().show_window(near)
            self._set("window")

    def stop(self) -> None:
        """The hall is shown no longer; what it would show is kept."""
        if self.window is not None:
            self.window.leave()
        self._set("closed")

    def move_to(self, screen: Screen) -> None:
        """Show the hall on this screen, now and the next time."""
        self.screens.choose(screen)
        if self.state != "closed":
            self._fill(screen)
        self.changed.emit()

    def look(self, *, dark: bool, still: bool) -> None:
        """Light or dark, moving or not: now and the next time."""
        self.screens.set_look(dark=dark, still=still)
        if self.window is not None:
            self._dress(self.window)
        self.changed.emit()

    def fill(self, menu: QMenu) -> None:
        """On which screen, and how it looks."""
        menu.clear()
        others = self.screens.others(self._own())
        now = self.screens.of_hall(self._own())
        for screen in others if len(others) > 1 else ():
            act = menu.addAction(self.screens.words(screen))
            act.setCheckable(True)
            act.setChecked(screen == now)
            act.triggered.connect(lambda _checked=False, it=screen: self.move_to(it))
        if not menu.isEmpty():
            menu.addSeparator()
        dark, still = self.screens.dark, self.screens.still
        for words, on, change in (
            ("Nền tối", dark, partial(self.look, dark=not dark, still=still)),
            ("Chuyển cảnh không động", still, partial(self.look, dark=dark, still=not still)),
        ):
            act = menu.addAction(words)
            act.setCheckable(True)
            act.setChecked(on)
            act.triggered.connect(lambda _checked=False, it=change: it())

    def toggle_full(self) -> None:
        """One-screen mode: the whole screen, or the window again."""
        if self.window is not None and self.state == "window":
            self.window.toggle_full()

    def leave(self) -> None:
        """Esc on one screen: from the whole screen to the window, from the window to nothing."""
        if self.window is None or self.state != "window":
            return
        if self.window.isFullScreen():
            self.window.toggle_full()
        else:
            self.stop()

    def paint(self, scene: Scene | None, *, fade: bool) -> None:
        """What the hall sees from now on, also when it is opened later."""
        self._scene = scene
        if self.window is not None and self.state in ("on", "window") and scene is not None:
            self.window.canvas.show_scene(scene, fade)

    def mark(self, scene: Scene | None) -> None:
        """Paint the scene of the hall anew where its marks are others by now: a result opened again is
        unofficial at once, whatever page the clerk looks at."""
        if scene is not None and self._scene is not None and scene.marks != self._scene.marks:
            self.paint(scene, fade=False)

    # ---- what is so

    @property
    def is_open(self) -> bool:
        """Whether the hall sees something of this program."""
        return self.state in ("on", "window")

    def size(self) -> QSize:
        """How large the hall's picture is, in logical pixels; Full HD where there is no hall yet."""
        if self.state == "window" and self.window is not None:
            return self.window.canvas.size()
        screen = self.screens.of_hall(self._own())
        return FULL_HD if screen is None else screen.geometry().size()

    def where(self) -> str:
        """Where the hall is shown, or will be: "Màn hình 2 (1920 × 1080)"; "" with one screen only."""
        screen = self.window.on_screen if self.window is not None and self.state == "on" else None
        screen = screen or self.screens.of_hall(self._own())
        return "" if screen is None else self.screens.words(screen)

    def sentence(self, frozen: str, *, covered: bool) -> str:
        """Where we stand; `frozen` is when the scene in the hall was frozen ("10:03"), "" for none."""
        if self.state == "lost":
            return LOST
        if self.state == "closed":
            where = self.where()
            return f"Chưa mở màn chiếu. Bấm F5 để chiếu lên {where}." if where else EXTEND
        where = self.where() or "Cửa sổ chiếu"
        if covered:
            return f"{where} đang che. Bấm phím B để hiện lại."
        if self.state == "window":
            return f"{EXTEND} F5: toàn màn hình, Esc: trở về."
        if not frozen:
            return f"{where} đã mở, chưa có cảnh nào. Chọn một cảnh rồi bấm Hiện."
        return f"{self.where()} đang chiếu: bản đóng băng lúc {frozen}. Hội trường không thấy cửa sổ này."

    # ---- plugged in and out

    def _on_removed(self, screen: Screen) -> None:
        """Before the system puts the hall's window over the clerk's, it is taken away."""
        if self.state == "on" and self.window is not None and self.window.on_screen == screen:
            self._lose()
        else:
            # Where the clerk's own screen went, the system now moves this window onto the hall's.
            QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        if self.state == "on" and self.window is not None and self.window.on_screen == self._own():
            self._lose()
        self.changed.emit()

    def _lose(self) -> None:
        if self.window is not None:
            self.window.leave()
        self._set("lost")
        self.told.emit(LOST, "warn")

    def _on_added(self, _screen: Screen) -> None:
        """A projector: a hall that waits for one, or stands in a window, goes there."""
        screen = self.screens.of_hall(self._own())
        if self.state in ("lost", "window") and screen is not None:
            self._fill(screen)
            self.told.emit(BACK, "done")
        self.changed.emit()

    # ---- inside

    def _hall(self) -> HallWindow:
        if self.window is None:
            self.window = HallWindow()
            self.window.wished.connect(self.wished)
            self.destroyed.connect(self.window.deleteLater)
            self._dress(self.window)
        if self._scene is not None:
            self.window.canvas.show_scene(self._scene, False)
        return self.window

    def _dress(self, window: HallWindow) -> None:
        window.canvas.set_look("dark" if self.screens.dark else "light")
        window.canvas.animations = not self.screens.still

    def _fill(self, screen: Screen) -> None:
        hall = self._hall()
        if self.state != "on" or hall.on_screen != screen:
            hall.show_on(screen)
        self._set("on")

    def _set(self, state: State) -> None:
        self.state = state
        self.changed.emit()


def settings() -> QSettings:
    """Where the window keeps which screen was chosen and how it looks."""
    return QSettings(str(places.settings() / "cua-so.ini"), QSettings.Format.IniFormat)

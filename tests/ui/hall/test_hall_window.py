"""The window of the hall: where it stands, what it hears, and that it shows a scene and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.hall.scenes import Scene
from tests.ui.hall_samples import FakeScreen
from ui.hall.awake import CONTINUOUS, DISPLAY_REQUIRED, SYSTEM_REQUIRED, Awake
from ui.hall.canvas import HallCanvas
from ui.hall.window import HallWindow

ROOT = Path(__file__).resolve().parents[3]
HERE = QRect(0, 0, 1366, 768)
Key = Qt.Key


@pytest.fixture
def asked() -> list[int]:
    return []


@pytest.fixture
def hall(qtbot: QtBot, asked: list[int]) -> HallWindow:
    made = HallWindow(Awake(asked.append))
    qtbot.addWidget(made)
    made.canvas.show_scene(Scene("message", big="Kính chào"), False)
    return made


def test_it_fills_the_halls_screen_without_frame_or_cursor(hall: HallWindow) -> None:
    hall.show_on(FakeScreen("EPSON"))
    assert hall.isFullScreen()
    assert hall.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert hall.cursor().shape() == Qt.CursorShape.BlankCursor
    assert [type(it) for it in hall.findChildren(QWidget)] == [HallCanvas]
    assert hall.canvas.size() == hall.size()
    assert not hall.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    assert hall.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_the_real_second_screen_is_filled(tmp_path: Path) -> None:
    """Two screens side by side, as the system itself tells them."""
    config = tmp_path / "screens.json"
    one = '{{"name":"{}","x":{},"y":0,"width":{},"height":{},"logicalDpi":96,"logicalBaseDpi":96,"dpr":1}}'
    both = f"{one.format('LAPTOP', 0, 1366, 768)},{one.format('BEAMER', 1366, 1024, 768)}"
    config.write_text(f'{{"screens":[{both}]}}', encoding="utf-8")
    script = """
import sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from ui.hall.screens import HallScreens
from ui.hall.window import HallWindow
app = QApplication([])
clerk = QWidget(); clerk.show(); clerk.activateWindow()
screens = HallScreens(QSettings(sys.argv[1], QSettings.Format.IniFormat))
hall = HallWindow(); hall.show_on(screens.of_hall(clerk.screen()))
app.processEvents()
print(hall.screen().name(), *hall.geometry().getRect())
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.ini")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["BEAMER", "1366", "0", "1024", "768"]


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (Key.Key_Space, "next"),
        (Key.Key_PageDown, "next"),
        (Key.Key_Right, "next"),
        (Key.Key_PageUp, "back"),
        (Key.Key_Left, "back"),
        (Key.Key_B, "cover"),
        (Key.Key_Period, "cover"),
        (Key.Key_Escape, "leave"),
        (Key.Key_F5, "full"),
    ],
)
def test_the_keys_of_a_clicker_go_to_the_presenter(
    hall: HallWindow, qtbot: QtBot, key: Key, wish: str
) -> None:
    hall.show_on(FakeScreen("EPSON"))
    with qtbot.waitSignal(hall.wished) as heard:
        qtbot.keyClick(hall, key)
    assert heard.args == [wish]


def test_a_key_held_down_counts_once_and_others_do_nothing(hall: HallWindow, qtbot: QtBot) -> None:
    hall.show_on(FakeScreen("EPSON"))
    heard: list[str] = []
    hall.wished.connect(heard.append)
    no = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        hall, QKeyEvent(QEvent.Type.KeyPress, Key.Key_PageDown, no, "", autorep=True)
    )
    qtbot.keyClick(hall, Key.Key_A)
    letter = QKeyEvent(QEvent.Type.KeyPress, ord("Ă"), no, "ă")  # no key of Qt's own list
    QApplication.sendEvent(hall, letter)
    assert heard == []


def test_on_one_screen_it_is_a_window_and_f5_fills_the_screen(hall: HallWindow) -> None:
    hall.show_window(HERE)
    assert not hall.isFullScreen()
    assert not hall.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert hall.on_screen is None
    hall.toggle_full()
    assert hall.isFullScreen()
    assert hall.cursor().shape() == Qt.CursorShape.BlankCursor
    hall.toggle_full()
    assert not hall.isFullScreen()


def test_its_own_screen_is_never_left_by_f5(hall: HallWindow) -> None:
    hall.show_on(FakeScreen("EPSON"))
    hall.toggle_full()
    assert hall.isFullScreen()


def test_no_tooltip_appears_there(hall: HallWindow) -> None:
    hall.show_on(FakeScreen("EPSON"))
    asks = QHelpEvent(QEvent.Type.ToolTip, QPoint(9, 9), QPoint(9, 9))
    assert hall.event(asks)


def test_the_computer_stays_awake_while_it_shows(hall: HallWindow, asked: list[int]) -> None:
    hall.show_on(FakeScreen("EPSON"))
    assert asked == [CONTINUOUS | SYSTEM_REQUIRED | DISPLAY_REQUIRED]
    hall.leave()
    assert asked[1:] == [CONTINUOUS]
    hall.leave()
    assert len(asked) == 2


def test_a_system_that_cannot_be_asked_does_no_harm() -> None:
    def refuse(_flags: int) -> None:
        raise OSError

    awake = Awake(refuse)
    awake.hold()
    awake.release()
    assert not awake.held


def test_closing_it_by_the_systems_own_ways_is_told(hall: HallWindow, qtbot: QtBot) -> None:
    hall.show_window(HERE)
    with qtbot.waitSignal(hall.wished) as heard:
        hall.close()
    assert heard.args == ["stop"]

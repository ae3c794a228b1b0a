"""Which screen is the hall's."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.hall_samples import FakeScreen, FakeScreens
from ui.hall.motion import GET_CLIENT_AREA_ANIMATION, system_is_still
from ui.hall.screens import HallScreens

WALL, BEAMER, TWIN = FakeScreen("TV", "77"), FakeScreen("EPSON", "42"), FakeScreen("EPSON", "43")


def screens(folder: Path, source: FakeScreens) -> HallScreens:
    return HallScreens(QSettings(str(folder / "a.ini"), QSettings.Format.IniFormat), source)


def test_the_hall_is_the_screen_where_the_window_is_not(qtbot: QtBot, tmp_path: Path) -> None:
    found = screens(tmp_path, FakeScreens(WALL))
    own = QGuiApplication.primaryScreen()
    assert found.of_hall(own) is WALL
    assert found.others(own) == (WALL,)
    assert screens(tmp_path, FakeScreens()).of_hall(own) is None


@pytest.mark.parametrize(
    ("there", "wanted"),
    [
        ((WALL, BEAMER), BEAMER),
        ((WALL, TWIN, BEAMER), BEAMER),
        ((WALL, TWIN), TWIN),  # another one of the same make
        ((WALL, FakeScreen("HDMI-2", "42")), "HDMI-2"),  # the same one in another socket
        ((WALL,), WALL),
    ],
)
def test_the_choice_is_remembered_by_serial_number_and_name(
    qtbot: QtBot, tmp_path: Path, there: tuple[FakeScreen, ...], wanted: FakeScreen | str
) -> None:
    screens(tmp_path, FakeScreens(WALL, BEAMER)).choose(BEAMER)
    found = screens(tmp_path, FakeScreens(*there)).of_hall(QGuiApplication.primaryScreen())
    assert found is not None
    assert found is wanted or found.name() == wanted


def test_screens_without_a_name_are_not_alike(qtbot: QtBot, tmp_path: Path) -> None:
    nameless = FakeScreen("", "")
    screens(tmp_path, FakeScreens(WALL, nameless)).choose(nameless)
    found = screens(tmp_path, FakeScreens(WALL, nameless))
    assert found.of_hall(QGuiApplication.primaryScreen()) is WALL


def test_plugging_in_and_out_is_handed_on(qtbot: QtBot, tmp_path: Path) -> None:
    source = FakeScreens()
    found = screens(tmp_path, source)
    with qtbot.waitSignal(found.added) as came:
        source.plug(BEAMER)
    with qtbot.waitSignal(found.removed) as gone:
        source.unplug(BEAMER)
    assert came.args == gone.args == [BEAMER]


def test_a_screen_is_called_by_its_number_and_size(qtbot: QtBot, tmp_path: Path) -> None:
    found = screens(tmp_path, FakeScreens(WALL, BEAMER))
    assert found.words(BEAMER) == "Màn hình 3 (1280 × 720)"


def test_how_the_hall_looks_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    first = screens(tmp_path, FakeScreens())
    assert (first.dark, first.still) == (False, False)
    first.set_look(dark=True, still=False)
    again = screens(tmp_path, FakeScreens())
    assert (again.dark, again.still) == (True, False)


@pytest.mark.parametrize("system", [True, False])
def test_without_a_choice_movement_is_as_the_system_has_it(system: bool, tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    screens = HallScreens(kept, FakeScreens(), system_still=lambda: system)
    assert screens.still == system
    screens.set_look(dark=True, still=screens.still)
    assert HallScreens(kept, FakeScreens(), system_still=lambda: not system).still != system
    screens.set_look(dark=True, still=not system)
    assert HallScreens(kept, FakeScreens(), system_still=lambda: system).still != system


@pytest.mark.parametrize(("answer", "still"), [(True, False), (False, True), (None, False)])
def test_what_windows_says_of_its_animations(answer: bool | None, still: bool) -> None:
    asked: list[int] = []

    def ask(wish: int) -> bool | None:
        asked.append(wish)
        return answer

    assert system_is_still(ask) == still
    assert asked == [GET_CLIENT_AREA_ANIMATION]

"""The icon beside the clock: its figure, its words, its menu; and that it costs the start nothing."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.year_plan import Mark
from tests.models.year_samples import SEASON, planned
from ui.book.day_watch import DayWatch
from ui.book.session import Session
from ui.reminders import tray
from ui.reminders.tray import Tray

# The offscreen platform has no place for such icons, which the program asks before it makes one.
pytestmark = pytest.mark.qt_log_ignore(
    "systemTrayWindowChanged", "does not support (raise|propagateSizeHints)"
)
ROOT = Path(__file__).resolve().parents[3]


class Clock:
    now = datetime(2023, 12, 5, 8, 0)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[Session]:
    made = Session(None, clock)
    made.create(tmp_path / "khối 1.khoi", SEASON)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def comes(qtbot: QtBot, it: Tray, words: str) -> None:
    """The last line of the tooltip becomes this, once the hands have rested."""
    qtbot.waitUntil(lambda: it.icon.toolTip().split("\n")[-1] == words)


def made(session: Session, window: QWidget, shown: list[str]) -> Tray:
    return Tray(session, window, lambda: shown.append("due"))


def test_the_tooltip_counts_and_follows_the_book(
    session: Session, window: QWidget, qtbot: QtBot
) -> None:
    it = made(session, window, [])
    assert it.icon.toolTip() == ("Sổ Khối thi đua\n3 việc quá hạn, 1 việc đến hạn hôm nay")
    marks = tuple(Mark(key, "done", date(2023, 12, 5)) for key in ("pledge", "plan", "own"))
    before = it.icon.icon().cacheKey()
    session.set_plan(planned(marks=marks).plan, "ghi việc đã xong")
    comes(qtbot, it, "1 việc đến hạn hôm nay")
    assert it.icon.icon().cacheKey() != before
    session.set_plan(
        planned(marks=(*marks, Mark("paper:self-score", "waived", date(2023, 12, 5)))).plan, "x"
    )
    comes(qtbot, it, "Không có việc đến hạn")
    session.close()
    session.changed.emit("file")
    comes(qtbot, it, "Chưa mở sổ nào")


def test_at_midnight_other_things_are_due(
    session: Session, window: QWidget, clock: Clock, qtbot: QtBot
) -> None:
    it, days = made(session, window, []), DayWatch(session, window)
    clock.now = datetime(2023, 12, 6, 0, 1)
    days.look()
    comes(qtbot, it, "4 việc quá hạn")


def test_the_menu_opens_the_window_shows_what_is_due_and_ends(
    session: Session, window: QWidget, qtbot: QtBot
) -> None:
    shown: list[str] = []
    it = made(session, window, shown)
    acts = {act.text(): act for act in it.menu.actions() if act.text()}
    assert list(acts) == ["Mở", "Việc đến hạn", "Thoát"]
    window.showMinimized()
    acts["Việc đến hạn"].trigger()
    assert not window.isMinimized()
    assert shown == ["due"]
    acts["Thoát"].trigger()
    assert not window.isVisible()


@pytest.mark.parametrize(("count", "late"), [(0, False), (7, True), (42, False), (1200, True)])
def test_every_figure_is_another_picture(count: int, late: bool, qtbot: QtBot) -> None:
    picture = tray._picture(count, late=late)
    other = tray._picture(count + 1 if count < 99 else 1, late=late)
    for size in (16, 32):
        image = picture.pixmap(size, size).toImage()
        assert image.width() == size
        assert image != other.pixmap(size, size).toImage()


def test_there_is_one_only_where_the_desktop_has_a_place_for_it(
    session: Session, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    found = tray.after_start(session, window, lambda: None)
    assert (found is None) == (not tray.QSystemTrayIcon.isSystemTrayAvailable())


def test_the_start_loads_nothing_of_it() -> None:
    code = "import sys, ui.desktop; sys.exit(any('reminders' in it for it in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0

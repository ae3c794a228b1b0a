"""Screens that are plugged in and out by hand, and a presenter before a small block."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRect, QSettings, Signal
from PySide6.QtGui import QGuiApplication

from models.hall.scenes import Scene
from models.meeting import AgendaItem, Meeting, SceneKind
from models.season import Score, ScoreKey, Season
from tests.ui.score_samples import sample
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.hall.screens import HallScreens
from ui.meeting.presenter import PresenterTab

NOW = datetime(2023, 12, 19, 10, 3)
CHANGED = ScoreKey("Ban Dân vận", "I.2", "block")
AGENDA = (
    AgendaItem("a", "Khai mạc", minutes=10, scene="opening"),
    AgendaItem(
        "b", "Thống nhất điểm", minutes=45, scene="ranking", person="Văn phòng", note="Chậm"
    ),
    AgendaItem("c", "Công bố", minutes=15, scene="reveal"),
    AgendaItem("d", "Bế mạc", scene="closing"),
)


class FakeScreen:
    """What a QScreen tells."""

    def __init__(self, name: str, serial: str = "", place: QRect | None = None) -> None:
        self._name, self._serial = name, serial
        self._place = place or QRect(1366, 0, 1280, 720)

    def name(self) -> str:
        return self._name

    def serialNumber(self) -> str:
        return self._serial

    def geometry(self) -> QRect:
        return self._place


class FakeScreens(QObject):
    """Stands for the application: its own screen is the real one, the others are plugged in and out."""

    screenAdded = Signal(object)  # noqa: N815 - Qt's own name
    screenRemoved = Signal(object)  # noqa: N815 - Qt's own name

    def __init__(self, *others: FakeScreen) -> None:
        super().__init__()
        self.others = list(others)

    def screens(self) -> list[Any]:
        return [QGuiApplication.primaryScreen(), *self.others]

    def plug(self, screen: FakeScreen) -> None:
        self.others.append(screen)
        self.screenAdded.emit(screen)

    def unplug(self, screen: FakeScreen) -> None:
        self.others.remove(screen)
        self.screenRemoved.emit(screen)


class Clocks:
    """The computer's clock and the running of time, each moved by hand."""

    def __init__(self) -> None:
        self.now, self.run = NOW, 0.0


def with_agenda(made: Season | None = None) -> Season:
    return replace(made or sample(), meeting=Meeting(agenda=AGENDA))


def a_session(folder: Path, season: Season | None = None, clocks: Clocks | None = None) -> Session:
    """The block in a real file; opened again where the file is there."""
    kept = clocks or Clocks()
    session = Session(folder / "sao-luu", clock=lambda: kept.now)
    path = folder / "khoi.khoi"
    if path.exists():
        session.open(path)
    else:
        session.create(path, season or with_agenda())
    return session


def presenter(
    session: Session, folder: Path, screens: FakeScreens, add: Callable[[Any], None]
) -> PresenterTab:
    """The tab as the window would make it."""
    settings = QSettings(str(folder / "cua-so.ini"), QSettings.Format.IniFormat)
    tab = PresenterTab(session, Jobs(), screens=HallScreens(settings, screens))
    add(tab)
    tab.resize(1000, 560)
    tab.show()
    tab.refresh("file")
    session.changed.connect(tab.refresh)
    return tab


def making(
    folder: Path, screens: FakeScreens, clocks: Clocks, add: Callable[[Any], None]
) -> Iterator[Callable[[], PresenterTab]]:
    """Starts the presenter on the book of `folder`, as often as it is called; the books are closed at the end."""
    made: list[Session] = []

    def start() -> PresenterTab:
        session = a_session(folder, clocks=clocks)
        made.append(session)
        return presenter(session, folder, screens, add)

    yield start
    for session in made:
        session.close()


def choose(tab: PresenterTab, kind: SceneKind, about: str = "", item: str = "") -> None:
    """Click a line of the list."""
    entry = next(
        it for group in tab.tree.groups for it in group.entries if it.line == (kind, about, item)
    )
    tab.tree.pick(entry.line)
    tab.tree.chosen.emit(entry)


def show(tab: PresenterTab, kind: SceneKind, about: str = "", item: str = "") -> Scene:
    choose(tab, kind, about, item)
    tab.do("show")
    return hall(tab)


def hall(tab: PresenterTab) -> Scene:
    """What hangs in the hall: in its window where it is open, and always in the presenter's picture."""
    scene = tab.picture.scene
    assert scene is not None
    if tab.desk.is_open:
        assert tab.desk.window is not None
        assert tab.desk.window.canvas.scene == scene
    return scene


def comes(tab: PresenterTab) -> Scene:
    """The picture of what comes next."""
    scene = tab.following.picture.scene
    assert scene is not None
    return scene


def figures(scene: Scene) -> list[tuple[str, str]]:
    return [(it.text, it.figure) for it in scene.rows]


def change_a_score(tab: PresenterTab) -> None:
    tab.session.set_scores({CHANGED: Score(Decimal(1))}, "sửa điểm")

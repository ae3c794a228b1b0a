"""Ways of Windows that can be seen here: a dark system, log-off, printing through another program."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.look.test_theme import contrast
from tests.ui.score_samples import opened, sample
from ui import desktop
from ui.book.clock import Clock
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.look import style
from ui.scores.editor import CellEditor
from ui.scores.grid import ScoreGrid
from ui.widgets import files

Role, Group = QPalette.ColorRole, QPalette.ColorGroup
READ = (
    (Role.WindowText, Role.Window),
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.ButtonText, Role.Button),
    (Role.PlaceholderText, Role.Base),
    (Role.HighlightedText, Role.Highlight),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.Link, Role.Base),
    (Role.LinkVisited, Role.Base),
)


class System(QObject):
    """Stands for the application: nobody but Qt can make what its own signal carries."""

    commitDataRequest = Signal(object)  # noqa: N815 - as Qt calls it


@pytest.fixture
def dark(qapp: QApplication) -> Iterator[None]:
    """A system whose windows are black, its letters white."""
    before = qapp.font(), qapp.palette(), qapp.styleSheet()
    system = QPalette(QColor("#202020"), QColor("#202020"))
    for role in (Role.Text, Role.WindowText, Role.ButtonText, Role.BrightText, Role.ToolTipText):
        system.setColor(role, QColor("#FFFFFF"))
    qapp.setPalette(system)
    yield
    qapp.setFont(before[0])
    qapp.setPalette(before[1])
    qapp.setStyleSheet(before[2])


@pytest.mark.parametrize("group", [Group.Active, Group.Inactive])
@pytest.mark.parametrize(("text", "ground"), READ)
def test_a_dark_system_leaves_nothing_unreadable_in_the_light_look(
    dark: None, qapp: QApplication, text: Role, ground: Role, group: Group
) -> None:
    style.apply(qapp)
    now = qapp.palette()
    colours = (now.color(group, it).name() for it in (text, ground))
    assert contrast(*colours) >= 4.5


def test_the_title_bar_and_the_boxes_for_files_are_asked_to_be_light_as_well(
    dark: None, qapp: QApplication
) -> None:
    style.apply(qapp)
    assert qapp.styleHints().colorScheme() != Qt.ColorScheme.Dark
    assert qapp.palette().color(Role.Base) == QColor("#FFFFFF")


def test_log_off_enters_what_is_being_typed_and_writes_what_waits(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = opened(tmp_path, sample())
    path = session.file.path
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat")
    qtbot.addWidget(window)
    window.resize(1300, 760)
    window.show()
    window.activateWindow()
    window.show_file()
    window.do("page:scores/Ban Dân vận")
    grid = window.findChildren(ScoreGrid)[0]
    grid.setCurrentIndex(grid.scores.index(3, 4))
    grid.setFocus()
    QTest.keyClicks(grid, "1")
    QTest.keyClicks(grid.viewport().findChildren(CellEditor)[-1], "2,5")
    waits: list[str] = []
    session.closing.connect(lambda: waits.append("written"))
    system = System()
    desktop.follow_log_off(system, window)  # type: ignore[arg-type]
    system.commitDataRequest.emit(None)
    assert waits == ["written"]
    assert session.is_open  # another program may still stop the log-off
    session.close()
    again = Session(tmp_path / "sao-luu", Clock())
    again.open(path)
    points = again.season.score("Ban Dân vận", "I.3", "block").points
    again.close()
    assert str(points) == "12.5"


def test_qt_tells_of_the_log_off_by_this_name(qapp: QApplication) -> None:
    assert hasattr(qapp, "commitDataRequest")


def test_a_paper_is_printed_by_the_program_that_shows_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[tuple[Path, str]] = []
    monkeypatch.setattr("os.startfile", lambda *it: asked.append(it), raising=False)
    assert files.print_file(tmp_path / "a.pdf")
    assert asked == [(tmp_path / "a.pdf", "print")]


def test_where_nothing_prints_by_itself_the_paper_is_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(*_it: object) -> None:
        raise OSError(1155, "No application is associated")

    opened_files: list[Path] = []
    monkeypatch.setattr("os.startfile", refused, raising=False)
    monkeypatch.setattr(files, "open_file", opened_files.append)
    assert not files.print_file(tmp_path / "a.pdf")
    assert opened_files == [tmp_path / "a.pdf"]

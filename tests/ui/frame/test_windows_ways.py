"""Ways of Windows that can be seen here: a dark system, log-off, printing through another program."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.meeting import AgendaItem
from models.season import Score, ScoreKey
from models.tables import edit
from tests.ui.builder_samples import session_of
from tests.ui.look.test_theme import contrast
from tests.ui.score_samples import opened, sample
from ui import desktop
from ui.book.clock import Clock
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.look import style
from ui.meeting.run_sheet_clock import ItemClock
from ui.pages.table import TablePage
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

    def __init__(self) -> None:
        super().__init__()
        self.held_up = False

    def cancel(self) -> None:
        self.held_up = True

    def log_off(self, window: MainWindow) -> bool:
        """Log-off with this window open; whether it goes on."""
        self.held_up = False
        desktop.follow_log_off(self, window)  # type: ignore[arg-type]
        self.commitDataRequest.emit(self)
        return not self.held_up


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
    session.keeping.connect(lambda: waits.append("written"))
    assert System().log_off(window)
    assert waits == ["written"]
    assert session.is_open  # another program may still stop the log-off
    session.close()
    again = Session(tmp_path / "sao-luu", Clock())
    again.open(path)
    points = again.season.score("Ban Dân vận", "I.3", "block").points
    again.close()
    assert str(points) == "12.5"


@pytest.fixture
def table_window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The editor of the table is open; a box that is shown all the same is closed and fails the test."""
    session = session_of(tmp_path)
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat")
    qtbot.addWidget(window)
    window.show()
    window.show_file()
    window.do("edit-table")
    shown: list[QWidget] = []

    def close_box() -> None:
        box = QApplication.activeModalWidget()
        if box is not None:
            shown.append(box)
            box.close()

    watch = QTimer(window, interval=50)
    watch.timeout.connect(close_box)
    watch.start()
    yield window
    watch.stop()
    session.close()
    assert shown == []


def renamed(page: TablePage, code: str, field: str, words: str) -> None:
    page.builder.tree.go_to(edit.path_of(page.builder.table, code) or ())
    page.builder.enter(page.builder.tree.node, field, words)  # type: ignore[arg-type]


def table_page(window: MainWindow) -> TablePage:
    page = window.pages["table"]
    assert isinstance(page, TablePage)
    return page


def titles_in_file(window: MainWindow) -> list[str]:
    return [it.title for it in window.session.file.snapshot().table.criteria()]


def test_log_off_saves_the_draft_of_the_table_and_asks_nothing(table_window: MainWindow) -> None:
    page = table_page(table_window)
    renamed(page, "I.1", "title", "Tên khác")
    assert System().log_off(table_window)
    assert "Tên khác" in titles_in_file(table_window)
    assert page.editing  # who stops the log-off goes on where he was
    assert not page.builder.is_changed


def test_a_refused_value_holds_the_log_off_up_and_the_draft_beside_it_is_saved(
    table_window: MainWindow, qtbot: QtBot
) -> None:
    page = table_page(table_window)
    renamed(page, "III.1", "title", "Tên khác")
    page.builder.tree.go_to((0, 0), 2)
    page.builder.tree._begin()
    editor = page.builder.tree.cells.editor
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "abc")
    assert not System().log_off(table_window)
    assert "Tên khác" in titles_in_file(table_window)
    still = page.builder.tree.cells.editor
    assert still is not None
    assert still.text() == "abc"
    page.builder.tree.cells.close()


def test_a_draft_that_costs_scores_is_not_put_in_force_by_a_log_off(
    table_window: MainWindow,
) -> None:
    page, session = table_page(table_window), table_window.session
    session.set_scores({ScoreKey("u1", "I.1", "self"): Score(Decimal(18))}, "chấm")
    renamed(page, "I.1", "code", "I.9")
    assert not System().log_off(table_window)
    assert session.season.score("u1", "I.1", "self").points == Decimal(18)
    assert page.builder.is_changed
    renamed(page, "I.9", "code", "I.1")  # nothing left to ask when the window goes


def test_changed_rules_are_not_put_in_force_by_a_log_off(table_window: MainWindow) -> None:
    page = table_page(table_window)
    page.save_and_close()
    table_window.do("page:table/open")
    assert page.rules.editor is not None
    page.rules.editor.draft.put({"board": "Phòng Thi đua"})
    assert not System().log_off(table_window)
    assert page.rules.editor.draft.is_dirty
    page.rules.editor.discard()


def test_after_a_stopped_log_off_the_time_of_the_item_is_counted_on(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = opened(tmp_path, sample())
    seconds = [0.0]
    clock = ItemClock(session, lambda: seconds[0])
    item = AgendaItem("1", "Khai mạc", minutes=10)
    session.set_meeting(replace(session.season.meeting, agenda=(item,)), "chương trình")
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat")
    qtbot.addWidget(window)
    window.show_file()
    clock.go_on()
    seconds[0] = 25
    assert System().log_off(window)
    assert session.file.snapshot().meeting.agenda[0].seconds == 25
    assert clock.is_running
    seconds[0] = 40
    clock.keep()
    assert session.file.snapshot().meeting.agenda[0].seconds == 40
    session.close()


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

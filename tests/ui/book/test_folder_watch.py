"""A watched folder: new files are found once they stopped growing, each once, also by the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from exporters.forms import score_form
from tests.ui.page_samples import filled, season, session_of
from ui.book.folder_watch import FolderWatch
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "cua-so.ini"), QSettings.Format.IniFormat)


def test_a_file_is_found_when_it_has_stopped_growing_and_only_once(
    tmp_path: Path, settings: QSettings
) -> None:
    session = session_of(tmp_path, season())
    watch = FolderWatch(settings, session)
    found: list[list[str]] = []
    watch.found.connect(lambda paths: found.append([it.name for it in paths]))
    folder = tmp_path / "zalo"
    folder.mkdir()
    watch.choose(folder)
    growing = folder / "a.xlsx"
    growing.write_bytes(b"1")
    (folder / "~$a.xlsx").write_bytes(b"lock")
    (folder / "b.xlsx.part").write_bytes(b"half")
    watch.look()
    growing.write_bytes(b"12")
    watch.look()
    assert found == []
    watch.look()
    watch.look()
    assert found == [["a.xlsx"]]
    watch.put_off([growing])
    watch.look()
    assert found == [["a.xlsx"], ["a.xlsx"]]
    growing.write_bytes(b"another")
    watch.look()
    watch.look()
    assert len(found) == 3
    session.close()


def test_the_folder_is_remembered_for_its_book_and_can_be_left(
    tmp_path: Path, settings: QSettings
) -> None:
    session = session_of(tmp_path, season())
    FolderWatch(settings, session).choose(tmp_path)
    again = FolderWatch(settings, session)
    assert again.folder == tmp_path
    again.choose(None)
    assert again.folder is None
    session.close()
    assert again.folder is None


def test_a_folder_that_is_away_is_waited_for(tmp_path: Path, settings: QSettings) -> None:
    session = session_of(tmp_path, season())
    watch = FolderWatch(settings, session)
    watch.choose(tmp_path / "usb")
    watch.look()
    assert watch.folder == tmp_path / "usb"
    session.close()


def test_the_window_brings_new_files_to_the_inbox_whatever_page_is_in_view(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = Session()
    path = session_of(tmp_path, season()).file.path
    session.open(path)
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat")
    qtbot.addWidget(window)
    folder = tmp_path / "zalo"
    folder.mkdir()
    window.watch.choose(folder)
    given = filled(season(), "self")
    score_form.write(given, given.units[2], folder / "u3.xlsx")
    window.watch.look()
    with qtbot.waitSignal(window.jobs.finished):
        window.watch.look()
    qtbot.waitUntil(lambda: len(session.season.submissions) == 1)
    assert window.current_key != "import"
    assert session.season.scores == {}
    window.jobs.wait()
    session.close()

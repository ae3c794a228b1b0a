"""Books come and go in one window: nothing of the old one stays, and what is odd about a new one is said."""

import gc
import weakref
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from models.season import Season
from storage.audit import Act
from storage.block_file import BlockFile
from tests.ui.light_pages import NOW, small_season
from tests.ui.light_pages import PAGES as LIGHT_PAGES
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame import window_state
from ui.frame.main_window import MainWindow
from ui.frame.page_list import PAGES
from ui.frame.tabbed_page import TabbedPage
from ui.widgets.safety import safety_lines

FILES = 4
Refs = list[tuple[str, "weakref.ref[Any]"]]


def books(folder: Path, how_many: int) -> list[Path]:
    """Copies of the sample that may be written."""
    season = replace(shipped.sample(), is_sample=False)
    made = [folder / f"Khối {number}.khoi" for number in range(how_many)]
    for path in made:
        BlockFile.create(path, season, Act(NOW, "tạo sổ")).close()
    return made


def look_through(window: MainWindow) -> Refs:
    """Show every page with every tab and the table builder, and enter something; gives what there is of it."""
    session = window.session
    session.set_points(next(iter(session.season.scores)), None)
    session.undo()
    seen: Refs = [("file", weakref.ref(session.file))]
    for spec in PAGES:
        window.show_page(spec.key)
        page = window.pages[spec.key]
        seen.append((spec.key, weakref.ref(page)))
        if isinstance(page, TabbedPage):
            for tab in page.specs:
                page.show_target(tab.key)
                QCoreApplication.processEvents()
                seen.append((f"{spec.key}/{tab.key}", weakref.ref(page.tab)))
        QCoreApplication.processEvents()
    window.show_page("table", "edit")
    return seen


def alive(seen: Refs) -> Counter[str]:
    """What is still there once Qt and Python have thrown away what they may."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    return Counter(name for name, it in seen if it() is not None)


def seasons() -> int:
    """How many snapshots there are, those that only the undo would need as well."""
    return sum(type(it) is Season for it in gc.get_objects())


@pytest.mark.slow
def test_nothing_of_a_closed_book_stays(qtbot: QtBot, tmp_path: Path) -> None:
    session = Session(clock=lambda: NOW)
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat")
    qtbot.addWidget(window)
    window.show()
    seen: Refs = []
    before = seasons()
    for number, path in enumerate(books(tmp_path, FILES)):
        session.open(path)  # in place of the one before, or from the start page
        seen += look_through(window)
        if number % 2:
            window.do("close")
    assert alive(seen) == {}
    assert seasons() <= before + 1, "the work state remembers the last one it was asked about"
    assert window.current_key == "start"


def test_a_closed_year_may_be_looked_at_years_later(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "Khối cũ.khoi"
    season = replace(small_season(), closed_on=NOW.date())
    BlockFile.create(path, season, Act(NOW, "tạo sổ")).close()
    session = Session(clock=lambda: datetime(2030, 1, 1))
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat", path, pages=LIGHT_PAGES)
    qtbot.addWidget(window)
    window.show()
    assert not window.notice.isVisible()
    session.close()


# ---- another program


def test_a_book_that_was_busy_is_opened_again_by_the_same_way(qtbot: QtBot, tmp_path: Path) -> None:
    [path] = books(tmp_path, 1)
    with BlockFile.open(path, now=NOW):
        session = Session(tmp_path / "sao-luu", clock=lambda: NOW)
        window = MainWindow(session, Jobs(), tmp_path / "cai-dat", path, pages=LIGHT_PAGES)
        qtbot.addWidget(window)
        window.show()
        assert window.session.read_only
        assert "mở lại tệp" in window._read_only._text.text()
    window.acts.open_path(path)
    assert not session.read_only
    assert not window._read_only.isVisible()
    assert session.last_backup
    session.close()


def test_a_copy_that_failed_is_told_once(qtbot: QtBot, tmp_path: Path) -> None:
    [path] = books(tmp_path, 1)
    (tmp_path / "sao-luu").write_bytes(b"")
    session = Session(tmp_path / "sao-luu", clock=lambda: NOW)
    session.open(path)
    for said in (window_state.backed_up(session).text, safety_lines(session)[1][2]):
        assert said.count("Chưa sao lưu được") == 1
        assert "sao lưu ra USB hôm nay" in said
    session.close()

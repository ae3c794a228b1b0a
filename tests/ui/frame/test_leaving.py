"""Leaving a page, a file or the window loses nothing; the keyboard, the notice and jobs at that moment."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.errors import AppError
from models.season import ScoreKey
from tests.ui.light_pages import PAGES, open_session
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.pages.scores import ScoresPage
from ui.scores.editor import CellEditor


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = open_session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session, tmp_path: Path) -> MainWindow:
    made = MainWindow(session, Jobs(), tmp_path / "cai-dat", pages=PAGES)
    qtbot.addWidget(made)
    made.show()
    return made


def shown_with_scores(
    qtbot: QtBot, session: Session, folder: Path
) -> tuple[MainWindow, ScoresPage]:
    window = MainWindow(session, Jobs(), folder / "cai-dat")
    window.show_file()
    qtbot.addWidget(window)
    window.resize(1280, 740)
    window.show()
    window.show_page("scores")
    page = window.pages["scores"]
    assert isinstance(page, ScoresPage)
    return window, page


def type_in(page: ScoresPage, words: str) -> ScoreKey:
    """Type in the chosen cell as a clerk does, without ending it."""
    key = page.grid.scores.key(page.grid.currentIndex())
    assert key is not None
    QTest.keyClicks(page.grid, words[0])
    QTest.keyClicks(page.grid.viewport().findChildren(CellEditor)[-1], words[1:])
    return key


LEAVE: dict[str, Callable[[MainWindow, Path], object]] = {
    "the window closed": lambda it, _other: it.close(),
    "the file closed": lambda it, _other: it.do("close"),
    "another file opened": lambda it, other: it.acts.open_path(other),
    "another page": lambda it, _other: it.do("page:units"),
    "the side bar": lambda it, _other: it.side.chosen.emit("units"),
}


@pytest.mark.parametrize("way", LEAVE)
def test_what_is_being_typed_is_entered_before_it_is_left(
    way: str, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = session.file.path
    other = open_session(tmp_path / "khác")
    other.close()
    window, page = shown_with_scores(qtbot, session, tmp_path)
    key = type_in(page, "7,5")
    LEAVE[way](window, tmp_path / "khác" / path.name)
    session.close()
    session.open(path)
    assert session.season.score(*key).points == Decimal("7.5")


@pytest.mark.parametrize("way", LEAVE)
def test_a_refused_value_keeps_its_place_in_sight(
    way: str, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = session.file.path
    other = open_session(tmp_path / "khác")
    other.close()
    window, page = shown_with_scores(qtbot, session, tmp_path)
    type_in(page, "999")
    LEAVE[way](window, tmp_path / "khác" / path.name)
    assert window.isVisible()
    assert window.current_key == "scores"
    assert session.file.path == path
    editor = page.grid.viewport().findChildren(CellEditor)[-1]
    assert (editor.text(), editor.isVisible()) == ("999", True)
    assert page.grid.word.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    window.close()
    assert not window.isVisible()


def test_the_keyboard_starts_in_the_work_of_the_page(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    window, page = shown_with_scores(qtbot, session, tmp_path)
    assert window.focusWidget() is page.grid
    window.show_page("overview")
    overview = window.pages["overview"]
    assert window.focusWidget() is overview.todo  # type: ignore[attr-defined]
    window.show_page("units")
    assert window.focusWidget() is window.pages["units"].table  # type: ignore[attr-defined]


def test_tab_goes_from_the_frame_through_the_page_to_the_notice(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    unit = session.season.units[0].id
    window, _page = shown_with_scores(qtbot, session, tmp_path)
    session.set_points(ScoreKey(unit, "I.1", "self"), Decimal(5))
    window.show_page("overview")
    page = window.pages["overview"]
    page.tell("Đã sửa.", button=("Hoàn tác", session.undo))
    places: list[str] = []
    widget = window.nextInFocusChain()
    while widget is not window:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            owners = {"top": window.top, "side": window.side, "notice": window.notice, "page": page}
            places += [it for it, owner in owners.items() if owner.isAncestorOf(widget)]
        widget = widget.nextInFocusChain()
    assert list(dict.fromkeys(places)) == ["top", "side", "page", "notice"]
    assert places == sorted(places, key=["top", "side", "page", "notice"].index)


def test_a_file_is_not_taken_from_a_running_job(
    window: MainWindow, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.widgets.messages.show_error", lambda _, it: said.append(str(it)))
    go_on = Event()
    with qtbot.waitSignal(window.jobs.finished):
        window.jobs.start("Sao lưu", lambda _: go_on.wait(5), lambda _: None, lambda _: None)
        for wish in ("close", "sample", "new", "open"):
            window.do(wish)
        window.acts.open_path(session.file.path)
        assert session.is_open
        assert len(said) == 5
        assert "Chờ việc đó xong" in said[0]
        go_on.set()
    window.do("close")
    assert not session.is_open


def notice_button(window: MainWindow) -> QPushButton:
    return next(it for it in window.notice.findChildren(QPushButton) if it.text())


def test_what_was_told_goes_with_the_next_change_but_not_an_error(
    window: MainWindow, session: Session
) -> None:
    first, second = session.season.units
    session.change_unit(replace(first, short_name="Dân vận"))
    window.pages["overview"].tell("Đã sửa.", button=("Hoàn tác", session.undo))
    session.change_unit(replace(second, short_name="VP"))
    assert not window.notice.isVisible()
    window.pages["overview"].tell("Đã ghi.", button=("Mở thư mục", list))
    session.undo()
    assert not window.notice.isVisible()
    window.pages["overview"].tell("Không ghi được.", "error")
    session.redo()
    assert window.notice.isVisible()


def test_the_offer_to_undo_takes_back_once(window: MainWindow, session: Session) -> None:
    first = session.season.units[0]
    session.change_unit(replace(first, short_name="Dân vận"))
    window.pages["overview"].tell("Đã sửa.", button=("Hoàn tác", session.undo))
    notice_button(window).click()
    assert session.season.units[0] == first
    assert not window.notice.isVisible()


def test_an_offer_that_cannot_be_kept_is_told(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.widgets.messages.show_error", lambda _, it: said.append(str(it)))

    def refuse() -> None:
        message = "Ổ đĩa đầy."
        raise AppError(message)

    window.pages["overview"].tell("Đã ghi.", button=("Thử lại", refuse))
    notice_button(window).click()
    assert said == ["Ổ đĩa đầy."]


@pytest.mark.parametrize("view", [1, 2])
def test_a_refused_value_keeps_its_view(
    view: int, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    window, page = shown_with_scores(qtbot, session, tmp_path)
    key = type_in(page, "99999")
    QTest.mouseClick(page.views.findChildren(QPushButton)[view], Qt.MouseButton.LeftButton)
    assert page.views.current == 0
    editor = page.grid.viewport().findChildren(CellEditor)[-1]
    assert editor.isVisible()
    assert editor.text() == "99999"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QTest.mouseClick(page.views.findChildren(QPushButton)[view], Qt.MouseButton.LeftButton)
    assert page.views.current == view
    assert window.show_page("units")
    assert session.season.score(*key).points is None

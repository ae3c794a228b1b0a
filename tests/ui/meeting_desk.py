"""A clerk at a meeting: the real window with its real pages over one real book, boxes filled in as they come.

Nothing is patched: a form that comes up is found as the modal box it is, filled in and closed with its own
button; one that nobody expected is dismissed and told.
"""

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.hall import scenes
from models.hall.scenes import Scene
from models.meeting import SceneKind
from models.papers.kinds import build
from models.papers.report import Report, Table
from models.season import Season
from tests.ui.hall_samples import choose, hall
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.command_line import console
from ui.frame.main_window import MainWindow
from ui.frame.tab import Tab
from ui.meeting.presenter import PresenterTab
from ui.widgets.forms import FormDialog

Key = Qt.Key
MORNING = datetime(2023, 12, 19, 8)


class Desk:
    """The window at 1366×768 with the book `Khoi.khoi` of a folder, made from `given` or opened again."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        given: Season | None = None,
    ) -> None:
        self.qtbot, self.folder, self._capsys = qtbot, folder, capsys
        self.moment = MORNING
        self.session = Session(folder / "sao-luu", clock=lambda: self.moment)
        self.path = folder / "Khoi.khoi"
        if given is None:
            self.session.open(self.path)
        else:
            self.session.create(self.path, given)
        self.window = MainWindow(self.session, Jobs(), folder / "cai-dat")
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self._answers: list[dict[str, Any]] = []
        self._seen: QWidget | None = None
        self.unexpected: list[str] = []
        self.doubts: list[str] = []
        self.boxes = QTimer(self.window, interval=5)
        self.boxes.timeout.connect(self._look_for_a_box)
        self.boxes.start()

    def end(self) -> None:
        """The window is closed, and the book with it."""
        self.boxes.stop()
        self.window.close()
        self.session.close()

    # ---- boxes

    def answer(self, **values: Any) -> None:
        """A form that will come up is filled in like this and closed with its own button."""
        self._answers.append(values)

    def _look_for_a_box(self) -> None:
        box = QApplication.activeModalWidget()
        if box is None or box is self._seen:
            self._seen = box
            return
        self._seen = box
        if isinstance(box, FormDialog) and self._answers:
            self._fill(box, self._answers.pop(0))
        elif isinstance(box, QDialog):
            self.unexpected.append(" ".join(it.text() for it in box.findChildren(QLabel)))
            box.reject()

    def _fill(self, box: FormDialog, values: dict[str, Any]) -> None:
        try:
            for name, value in values.items():
                _type(box.form.input(name), value)
            box.finish()
            if not box.result() and not box.form.wrong():  # a doubt is asked about once
                self.doubts.append(box.windowTitle())
                box.finish()
        finally:
            if not box.result():
                self.unexpected.append(f"“{box.windowTitle()}”: {box.form.wrong()}")
                box.reject()

    def _settled(self) -> None:
        assert self.unexpected == []
        assert self._answers == [], "the box that was expected did not come up"

    # ---- the window

    def tab(self, key: str, inside: str = "") -> Any:
        """A tab of the page "Hội nghị", and one thing in it."""
        self.window.do(f"page:meeting/{key}/{inside}".rstrip("/"))
        page: Any = self.window.pages["meeting"]
        found = page.tab
        assert isinstance(found, Tab)
        return found

    def press(self, words: str, *, of: QWidget | None = None) -> None:
        """The visible button with these words."""
        page = of or self.window.pages[self.window.current_key]

        def shown() -> list[QPushButton]:
            found = [it for it in page.findChildren(QPushButton) if it.text() == words]
            return [it for it in found if it.isVisible() and it.isEnabled()]

        self.qtbot.waitUntil(lambda: bool(shown()))  # those of the head are made anew
        QTest.mouseClick(shown()[0], Qt.MouseButton.LeftButton)
        self._settled()

    def pick(self, button: str, words: str) -> None:
        """An entry of the menu of a button."""
        QApplication.processEvents()
        page = self.window.pages[self.window.current_key]
        found = next(it for it in page.findChildren(QPushButton) if it.text() == button)
        menu = found.menu()
        assert isinstance(menu, QMenu)
        next(it for it in menu.actions() if it.text() == words).trigger()
        self._settled()

    def key(self, on: QWidget, key: Qt.Key) -> None:
        """One key pressed in a widget that has the keyboard, and what came of it."""
        on.activateWindow()  # without a window manager a closed box gives the keyboard to nobody
        self.qtbot.waitUntil(on.isActiveWindow)
        on.setFocus()
        QTest.keyClick(on, key)
        self._settled()

    # ---- the hall

    @property
    def presenter(self) -> PresenterTab:
        """The tab that steers the hall, in view."""
        found = self.tab("presenter")
        assert isinstance(found, PresenterTab)
        return found

    def show(self, kind: SceneKind, about: str = "", item: str = "") -> Scene:
        """A line of the presenter's list chosen, and shown with Enter."""
        tab = self.presenter
        choose(tab, kind, about, item)
        self.key(tab.tree, Key.Key_Return)
        return hall(tab)

    def clicker(self, key: Qt.Key) -> Scene:
        """A key of the clicker in the hall's own window."""
        tab = self.presenter
        assert tab.desk.window is not None
        self.key(tab.desk.window, key)
        return hall(tab)

    def kept(self) -> Scene:
        """What the file says hangs in the hall."""
        shown = self.session.file.snapshot(self.session.season.year).meeting.shown
        assert shown is not None
        return scenes.from_text(shown.scene)

    # ---- what is told

    def said(self, *words: object) -> Any:
        """What the command line says of the file, read from the disk."""
        self._capsys.readouterr()
        assert console.run([str(it) for it in words]) == 0
        return json.loads(self._capsys.readouterr().out)

    def minutes(self) -> Report:
        """The minutes as they would be printed now."""
        return build("bien-ban", self.session.season, printed_on=self.moment.date())


class Windows:
    """The windows of one test over one folder, each on its own subfolder; all are closed at the end."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        patch: pytest.MonkeyPatch,
    ) -> None:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):  # no user's own folders are touched
            patch.setenv(name, str(folder / "nguoi dung"))
        self._qtbot, self._folder, self._capsys = qtbot, folder, capsys
        self._made: list[Desk] = []

    def start(self, given: Season) -> Desk:
        """A new book in a new window."""
        return self._add("so", given)

    def after_a_power_cut(self, before: Desk) -> Desk:
        """What is on the disk at this moment, opened elsewhere: in the first window nothing was closed."""
        before.boxes.stop()
        folder = self._folder / "sau mat dien"
        folder.mkdir()
        shutil.copy(before.path, folder / before.path.name)
        return self._add(folder.name, None)

    def _add(self, name: str, given: Season | None) -> Desk:
        folder = self._folder / name
        folder.mkdir(exist_ok=True)
        self._made.append(Desk(self._qtbot, folder, self._capsys, given))
        return self._made[-1]

    def end(self) -> None:
        """Close them all."""
        for it in self._made:
            it.end()


def _type(made: Any, value: Any) -> None:
    """One field of a form filled in."""
    if hasattr(made, "findData"):
        place = made.findData(value)
        assert place >= 0, value
        made.setCurrentIndex(place)
    elif hasattr(made, "setPlainText"):
        made.setPlainText(value)
    elif hasattr(made, "setChecked"):
        made.setChecked(value)
    else:
        made.setText(str(value))


def tables(report: Report, *columns: str) -> list[Table]:
    """The tables of a paper with these columns first, in order."""
    found = [it for part in report.parts for it in part.tables]
    return [it for it in found if tuple(one.key for one in it.columns)[: len(columns)] == columns]


def texts(report: Report) -> list[str]:
    """The paragraphs of a paper."""
    found = (it for part in report.parts for it in part.contents)
    return [it.text for it in found if hasattr(it, "text")]

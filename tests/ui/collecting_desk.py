"""A clerk's desk for a whole collection: the real pages over one real book, a clock, boxes answered by hand.

Units fill their forms with `fill_form` and `word_form`; nothing here writes into the book itself.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.collecting.inbox import Entry
from models.season import ScoreKey, Season
from tests.exporters.bad_form_word import COLUMNS, add_table
from tests.exporters.filling import fill
from ui.book import inbox_acts
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting import registration
from ui.collecting.tabs import TABS
from ui.files import form_back
from ui.pages.base import Page
from ui.pages.imports import ImportPage
from ui.pages.papers import PapersPage
from ui.pages.scores import ScoresPage
from ui.scores.editor import CellEditor
from ui.widgets import messages
from ui.widgets.choose_units import ChooseUnits
from ui.widgets.forms import FormDialog
from ui.words.inbox_words import badge

Key = Qt.Key
EVIDENCE = "Báo cáo số 12"


class Desk:
    """The pages "Nhận biểu mẫu", "Hồ sơ" and "Chấm điểm", each shown when it is first asked for."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        given: Season,
        start: datetime,
        patch: pytest.MonkeyPatch,
    ) -> None:
        self.qtbot = qtbot
        self.moment = start
        self.session = Session(folder / "sao-luu", clock=lambda: self.moment)
        self.session.create(folder / "Khoi.khoi", given)
        self.jobs = Jobs()
        self.told: list[str] = []
        self.sent = folder / "gui ve"
        self.out = folder / "gui di"
        for it in (self.sent, self.out):
            it.mkdir()
        self._answers: dict[str, Any] | None = None
        self._pages: dict[type[Page], Page] = {}
        patch.setattr(FormDialog, "ask", lambda box: self._asked(box))  # noqa: PLW0108 - `self` is the box
        patch.setattr(ChooseUnits, "ask", lambda box: frozenset(it.id for it in box._units))
        patch.setattr(registration.files, "ask_folder", lambda *_: self.out)
        for module in (form_back, inbox_acts):
            patch.setattr(module, "ask_save", lambda _on, _title, name, _kind: self.out / name)
        patch.setattr(messages, "tell", self._unexpected)
        patch.setattr(inbox_acts, "tell", self._unexpected)

    def _unexpected(self, _on: QWidget | None, title: str, words: str) -> None:
        raise AssertionError(f"{title}: {words}")

    # ---- boxes

    def answer(self, **values: Any) -> None:
        """The next form is filled in like this and closed with its own button."""
        self._answers = values

    def _asked(self, box: FormDialog) -> dict[str, Any] | None:
        """Fill in the box that just came up."""
        values, self._answers = self._answers, None
        assert values is not None, f"nobody expected the box “{box.windowTitle()}”"
        for name, value in values.items():
            made = box.form.input(name)
            if hasattr(made, "findData"):
                place = made.findData(value)
                assert place >= 0, (name, value)
                made.setCurrentIndex(place)
            elif hasattr(made, "setPlainText"):
                made.setPlainText(value)
            else:
                made.setText(value)
        box.finish()
        assert box.result(), f"“{box.windowTitle()}” does not take {values}: {box.form.wrong()}"
        return box.form.values()

    # ---- pages

    def at(self, day: int, month: int, hour: int = 8, minute: int = 0) -> None:
        """It is this day of the year now, and never an earlier one."""
        moment = datetime(self.moment.year, month, day, hour, minute)
        assert moment > self.moment
        self.moment = moment

    def page(self, kind: type[Page]) -> Any:
        """A page in view."""
        if kind not in self._pages:
            made = self._pages[kind] = kind(self.session, self.jobs)
            made.told.connect(lambda words, _tone, _act: self.told.append(words))
            self.session.changed.connect(made.session_changed)
            self.qtbot.addWidget(made)
            made.resize(1300, 640)
            made.show()
            made.activateWindow()
        return self._pages[kind]

    def tab(self, key: str, inside: str = "") -> Any:
        """A tab of the page "Hồ sơ" in view, and one thing in it."""
        page = self.page(PapersPage)
        page.show_target(f"{key}/{inside}")
        found = page.tab
        assert type(found).__name__ == next(it.name for it in TABS if it.key == key)
        return found

    def idle(self) -> None:
        """Wait for the work in the background, and for what follows it."""
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=20_000)

    # ---- the inbox

    @property
    def inbox(self) -> ImportPage:
        """The page "Nhận biểu mẫu"."""
        made: ImportPage = self.page(ImportPage)
        return made

    def read(self, *paths: Path) -> None:
        """Files come in."""
        with self.qtbot.waitSignal(self.jobs.finished, timeout=20_000):
            self.inbox.add_files(paths)
        self.idle()

    def accept(self, count: int) -> None:
        """Enter what is ticked, once so many files are ready to be entered."""
        self.qtbot.waitUntil(lambda: len(self.inbox.chosen()) == count, timeout=20_000)
        self.inbox.accept()
        assert not self.inbox.chosen()

    def entry(self, name: str) -> Entry:
        """The newest file of this name."""
        return next(it for it in self.inbox.entries if it.submission.name == name)

    def badges(self, *names: str) -> dict[str, str]:
        """What the list says of the newest file of each name."""
        return {it: badge(self.entry(it))[1] for it in names}

    # ---- the score grid

    def scores(self, unit: str) -> ScoresPage:
        """The page "Chấm điểm" at one unit."""
        page: ScoresPage = self.page(ScoresPage)
        page.show_target(unit)
        return page

    def go_to(self, page: ScoresPage, key: ScoreKey) -> None:
        """The keyboard in one cell."""
        sheet, grid = page.grid.scores.sheet, page.grid
        assert sheet is not None
        places = [
            (row, column)
            for row in range(len(sheet.layout.rows))
            for column, it in enumerate(sheet.layout.columns)
            if it.kind == "points" and sheet.score_key(row, column) == key
        ]
        grid.setCurrentIndex(grid.scores.index(*places[0]))
        grid.setFocus()

    def type(self, key: ScoreKey, words: str) -> CellEditor:
        """Points typed into one cell; gives the editor that was typed into."""
        page = self.scores(key.unit)
        self.go_to(page, key)
        QTest.keyClicks(page.grid, words[0])
        editor = page.grid.viewport().findChildren(CellEditor)[-1]
        if words[1:]:  # as an input method does it: not every letter is a key
            event = QInputMethodEvent()
            event.setCommitString(words[1:])
            QApplication.sendEvent(editor, event)
        QTest.keyClick(editor, Key.Key_Return)
        return editor

    def paste(self, key: ScoreKey, words: str) -> ScoresPage:
        """Text from Excel pasted at one cell."""
        page = self.scores(key.unit)
        self.go_to(page, key)
        QGuiApplication.clipboard().setText(words)
        QTest.keyClick(page.grid, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        return page

    def paste_column(self, unit: str, stage: str, points: Mapping[str, str]) -> None:
        """One column of a unit pasted from its first criterion down; what has no points stays blank."""
        table = self.session.season.table
        rows = [row for section in table.rows for _, row in section.walk()]
        start = next(place for place, row in enumerate(rows) if row.code in points)
        lines = [points.get(row.code, "") for row in rows[start:]]
        before = self.session.season
        self.paste(ScoreKey(unit, rows[start].code, stage), "\n".join(lines) + "\n")
        assert self.session.season is not before, f"nothing was pasted for {unit}"


# ---- what units do with their forms


def fill_form(path: Path, points: Mapping[str, str], *, evidence: str = EVIDENCE) -> Path:
    """Points into a form as figures ("7,5" is a figure, "khá" a text)."""
    fill(path, {code: _value(it) for code, it in points.items()}, evidence=evidence)
    return path


def _value(words: str) -> float | str:
    try:
        return float(words.replace(",", "."))
    except ValueError:
        return words


def word_form(
    path: Path, season: Season, head: Sequence[str], points: Mapping[str, str], evidence: str
) -> Path:
    """The table of the form in a Word file, below these lines."""
    rows = [list(COLUMNS)]
    for section in season.table.rows:
        for _, row in section.walk():
            most = "" if row.max_points is None else f"{row.max_points:f}".replace(".", ",")
            own = points.get(row.code, "")
            rows.append([row.code, row.title, most, own, evidence if own else "", ""])
    document = docx.Document()
    for line in head:
        document.add_paragraph(line)
    add_table(document, rows)
    document.save(str(path))
    return path

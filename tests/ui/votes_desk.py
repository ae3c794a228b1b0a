"""The tab "Bỏ phiếu" over a real book, its figures typed by keyboard, its boxes answered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.award_rules import Threshold
from models.ballot import Ballot, Count, VoteLine
from models.meeting import Meeting
from models.season import Season
from tests.ui.page_samples import filled, season, session_of
from ui.book.jobs import Jobs
from ui.meeting.votes import VotesTab
from ui.widgets import messages
from ui.widgets.forms import FormDialog

Key = Qt.Key
HANDS = Threshold("own", "Khối quyết định", "hands", "present", 1, 2)
HALF = Threshold("own", "Khối quyết định", "ballot", "valid", 1, 2)
HEAD = Ballot(
    "truong-1",
    "Bầu Trưởng khối năm 2024",
    "head",
    candidates=("u1", "u2", "u3"),
    threshold=HALF,
    members=5,
    present=5,
)


def counted(*votes: int, papers: int = 5) -> Count:
    lines = tuple(VoteLine(it, n) for it, n in zip(HEAD.candidates, votes, strict=True))
    return Count(papers, papers, papers, 0, 0, lines)


class Desk:
    """The tab over a real book; boxes are answered, never shown."""

    def __init__(
        self, qtbot: QtBot, folder: Path, given: Season, patch: pytest.MonkeyPatch
    ) -> None:
        self.session = session_of(folder, given)
        self.tab = VotesTab(self.session, Jobs())
        self.session.changed.connect(self.tab.refresh)
        qtbot.addWidget(self.tab)
        self.told: list[str] = []
        self.said: list[str] = []
        self.tab.told.connect(lambda words, _tone, _button: self.told.append(words))
        self.answers: dict[str, Any] | None = None
        patch.setattr(FormDialog, "ask", lambda box: self._ask(box))  # noqa: PLW0108 - `self` is the box
        patch.setattr(messages, "tell", lambda _on, _title, words: self.said.append(words))
        self.tab.resize(1000, 560)
        self.tab.show()
        self.tab.activateWindow()
        self.tab.refresh("file")
        qtbot.waitUntil(self.tab.isActiveWindow)

    def _ask(self, box: FormDialog) -> dict[str, Any] | None:
        for name, value in (self.answers or {}).items():
            made = box.form.input(name)
            if hasattr(made, "setCurrentIndex"):
                made.setCurrentIndex(made.findData(value))
            elif hasattr(made, "setChecked"):
                made.setChecked(value)
            else:
                made.setText(str(value))
        box.finish()
        self.wrong = box.form.wrong()
        return box.form.values() if box.result() else None

    @property
    def ballots(self) -> tuple[Ballot, ...]:
        return self.session.season.meeting.ballots

    @property
    def ballot(self) -> Ballot:
        made = self.tab.ballot
        assert made is not None
        return made

    def type(self, *figures: int) -> None:
        """Figures typed one after the other from the first field on, each with Enter."""
        fields = self.tab.desk.figures
        QApplication.processEvents()  # fields just made are shown
        fields[0].setFocus()
        for field, figure in zip(fields, figures, strict=False):
            assert field.hasFocus()
            field.selectAll()
            QTest.keyClicks(field, str(figure))
            QTest.keyClick(field, Key.Key_Return)

    def badges(self) -> list[str]:
        return [badge.text() for _, badge in self.tab.desk.rows.results.values()]

    def strip(self) -> str:
        shown = [it for pair in self.tab.desk.lines for it in pair if not it.isHidden()]
        return " ".join(it.text() for it in shown)

    def press(self, words: str) -> None:
        """A button of the head by its words."""
        primary = self.tab.primary()
        made = [*([primary] if primary else []), *self.tab.secondary()]
        act = next(act for text, act in made if text == words)
        assert callable(act)
        act()

    def link(self, words: str) -> None:
        """An act below the desk by its words."""
        acts: dict[str, Callable[[], object]] = dict(self.tab._acts(self.ballot))
        acts[words]()


def primary(desk: Desk) -> str:
    found = desk.tab.primary()
    return found[0] if found else ""


Make = Callable[..., Desk]
"""Makes a desk of these votes; what else the season has by name."""


def making(qtbot: QtBot, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Make]:
    """What makes the desks of one test; their books are closed at its end."""
    made: list[Desk] = []

    def build(*ballots: Ballot, **changes: Any) -> Desk:
        meeting = changes.pop("meeting", Meeting())
        given = filled(season(meeting=replace(meeting, ballots=ballots), **changes), "block")
        made.append(Desk(qtbot, folder, given, patch))
        return made[-1]

    yield build
    for it in made:
        it.session.close()


def marked(desk: Desk) -> set[str]:
    """The fields in red: "issued", "present", "u1 votes"."""
    face = desk.tab.desk
    fields: dict[str, Any] = {**face.voters.figures, **face.papers}
    fields |= {f"{unit} {kind}": it for (unit, kind), it in face.votes.items()}
    return {key for key, it in fields.items() if it.property("bad") == "true"}

"""The tab "Giấy tờ phải nộp" over a real file, for its tests: four units in every state."""

from datetime import datetime
from pathlib import Path
from typing import Any

from models.season import Season
from tests.ui.score_samples import opened
from ui.book.jobs import Jobs
from ui.collecting.due_papers import DuePapersTab
from ui.widgets.forms import FormDialog

NOW = datetime(2023, 12, 8, 9, 0)
TODAY = NOW.date()
DRAWING = """
    Ban Dân vận: report=04/12 summary=06/12:2p
    Ban Nội chính: report=06/12:paper
    Ban Tổ chức: report=03/12:thiếu_dấu
    Báo Lào Cai:
"""


def made_tab(folder: Path, qtbot: Any, given: Season) -> DuePapersTab:
    session = opened(folder, given, lambda: NOW)
    tab = DuePapersTab(session, Jobs())
    qtbot.addWidget(tab)
    tab.resize(1100, 620)
    tab.show()
    tab.refresh("file")
    session.changed.connect(tab.refresh)
    return tab


def told(tab: DuePapersTab) -> list[str]:
    heard: list[str] = []
    tab.told.connect(lambda words, *_: heard.append(words))
    return heard


def lines(tab: DuePapersTab) -> list[str]:
    """The matrix as it is copied, a line each."""
    return tab.grid.as_text().splitlines()


def undo_label(tab: DuePapersTab) -> str:
    return tab.session.undo_label


def answer(tab: DuePapersTab, **values: Any) -> list[FormDialog]:
    """Fill the next boxes in place of the clerk."""
    asked: list[FormDialog] = []

    def fill(dialog: FormDialog) -> dict[str, Any]:
        asked.append(dialog)
        return {**dialog.form.values(), **values}

    tab.ask = tab.proposals.ask = fill
    return asked

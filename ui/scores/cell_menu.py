"""The menu of a cell of the score grid, and the note of a stage's score."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from models.season import ScoreKey
from ui.scores.grid import ScoreGrid
from ui.scores.refusal import ask_note
from ui.widgets.messages import guard


def cell_menu(page: QWidget, grid: ScoreGrid, open_why: Callable[[str], None]) -> QMenu:
    """What can be done with the chosen cells; `open_why` explains a row of the table."""
    scores, session, index = grid.scores, grid.session, grid.currentIndex()
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    key = scores.key(index)
    can = key is not None and not session.read_only
    figures = can and scores.holds_points(index)
    own = scores.sheet.table_row(index.row(), index.column()) if scores.sheet else None
    verb = "Sửa số liệu" if scores.asks_numbers(index) else "Sửa"
    menu.addAction(f"{verb}\tF2", lambda: grid.edit(index)).setEnabled(can)
    note = menu.addAction("Ghi chú…\tShift+F2", lambda: edit_note(page, grid, index))
    note.setEnabled(can)
    mark = menu.addAction("Tạm tính\tCtrl+T", grid.acts.toggle_provisional)
    mark.setEnabled(figures)
    mark.setCheckable(True)
    mark.setChecked(figures and key is not None and session.season.score(*key).provisional)
    menu.addSeparator()
    menu.addAction("Chép\tCtrl+C", grid.acts.copy)
    menu.addAction("Dán\tCtrl+V", grid.acts.paste).setEnabled(not session.read_only)
    menu.addAction("Xóa điểm\tDelete", grid.acts.clear_cells).setEnabled(can)
    menu.addSeparator()
    code = own.code if own is not None else ""
    menu.addAction("Vì sao?", lambda: open_why(code))
    return menu


def edit_note(page: QWidget, grid: ScoreGrid, index: Any) -> None:
    """Ask for the note of the score that a cell shows, and write it."""
    key: ScoreKey | None = grid.scores.key(index)
    season = grid.session.season
    if key is None or grid.session.read_only:
        grid.explain(grid.scores.why_not(index))
        return
    stage = season.pack.stage(key.stage)
    where = f"{key.criterion} · {stage.name if stage else ''}"
    words = ask_note(page, where, season.score(*key).note)
    if words is not None:
        guard(page, lambda: grid.scores.set_note(key, words))

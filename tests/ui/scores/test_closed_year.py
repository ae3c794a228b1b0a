"""A closed year on the page of scores: it is told before anything is typed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from tests.ui.score_samples import opened, sample
from tests.ui.scores.test_score_grid import UNIT, at, shown
from ui.scores.editor import CellEditor


def test_nothing_is_typed_and_the_page_may_be_left(tmp_path: Path, qtbot: Any) -> None:
    session = opened(tmp_path, sample())
    page = shown(session, qtbot)
    session.close_year(session.now().date(), "0.1.0")
    at(page.grid, 1, 4)
    QTest.keyClicks(page.grid, "5")
    assert page.grid.viewport().findChildren(CellEditor) == []
    assert page.grid.word.text() == session.locked_reason
    assert page.grid.word.text().startswith("Năm 2023 đã chốt kết quả.")
    assert page.settle()
    session.close()


def test_points_after_the_meeting_are_typed(tmp_path: Path, qtbot: Any) -> None:
    made = sample()
    stages = tuple(replace(it, after_meeting=it.code == "appraisal") for it in made.pack.stages)
    session = opened(tmp_path, replace(made, pack=replace(made.pack, stages=stages)))
    session.close_year(session.now().date(), "0.1.0")
    page = shown(session, qtbot)
    row = next(
        it
        for it in range(page.grid.scores.rowCount())
        if (key := page.grid.scores.key(page.grid.scores.index(it, 5))) and key.criterion == "III.1"
    )
    assert page.grid.scores.enter(page.grid.scores.index(row, 5), "5") == ""
    assert session.season.score(UNIT, "III.1", "appraisal").points == 5
    session.close()

"""Going to one stage or one cell of a unit from elsewhere in the window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.season import Score, ScoreKey
from tests.ui.score_samples import opened, sample
from tests.ui.scores.test_score_grid import UNIT, shown
from ui.pages.scores import BY_CRITERION, BY_UNIT, ScoresPage


@pytest.fixture
def page(tmp_path: Path, qtbot: Any) -> Iterator[ScoresPage]:
    session = opened(tmp_path, sample())
    page = shown(session, qtbot)
    yield page
    session.close()


def here(page: ScoresPage) -> ScoreKey:
    found = page.grid.scores.key(page.grid.currentIndex())
    assert found is not None
    return found


def test_a_stage_is_gone_to_where_its_first_point_lacks(page: ScoresPage) -> None:
    page.views.set_current(BY_CRITERION)
    page.refresh("view")
    page.show_target(f"{UNIT}|appraisal")
    assert page.views.current == BY_UNIT
    assert here(page) == ScoreKey(UNIT, "III.1", "appraisal")
    page.session.set_scores({here(page): Score(page.session.season.pack.step)}, "nhập điểm")
    page.show_target(f"{UNIT}|appraisal")
    assert here(page) == ScoreKey(UNIT, "III.2", "appraisal")


def test_one_cell_is_gone_to_whatever_stands_in_it(page: ScoresPage) -> None:
    page.show_target(f"{UNIT}|block|II.1")
    assert here(page) == ScoreKey(UNIT, "II.1", "block")
    assert page.session.season.score(*here(page)).is_filled
    page.show_target("không có|block|II.1")
    assert here(page) == ScoreKey(UNIT, "II.1", "block")

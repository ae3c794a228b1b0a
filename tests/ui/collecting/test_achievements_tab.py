"""Awards and models of the units: entered, changed, taken out, refused where the counts cannot be."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.collected import Commended, Exemplar
from tests.ui.page_samples import filled, season, session_of
from ui.book.jobs import Jobs
from ui.collecting.achievements import AchievementsTab, _wrong
from ui.widgets.forms import FormDialog


@pytest.fixture
def tab(tmp_path: Path, qtbot: Any) -> Iterator[AchievementsTab]:
    session = session_of(tmp_path, filled(season(), "self"))
    made = AchievementsTab(session, Jobs())
    qtbot.addWidget(made)
    made.show()
    made.refresh("file")
    session.changed.connect(made.refresh)
    yield made
    made.close()
    session.close()


def answering(tab: AchievementsTab, **answers: Any) -> None:
    def fill(dialog: FormDialog) -> dict[str, Any]:
        return {**dialog.form.values(), **answers}

    tab.ask = fill


def test_an_award_is_entered_changed_and_taken_out(tab: AchievementsTab) -> None:
    assert tab.primary() is None
    answering(tab, unit="u1", title="Bằng khen", level="province", whom="collective", proposed=3)
    tab.add()
    made = Commended("u1", "Bằng khen", proposed=3)
    assert tab.session.season.facts.commended == (made,)
    lines = tab.tables[0].as_text(tab.tables[0].records).split("\t")
    assert (lines[1], lines[4], lines[5]) == ("Bằng khen", "3", "–")  # empty is not zero
    answering(tab, granted=0)
    tab.change(made)
    assert tab.session.season.facts.commended[0].granted == 0
    tab.remove(tab.session.season.facts.commended[0])
    assert tab.session.season.facts.commended == ()
    tab.session.undo()
    assert len(tab.session.season.facts.commended) == 1


def test_a_model_stands_in_its_own_list(tab: AchievementsTab) -> None:
    tab.choice.set_current(1)
    tab.refresh("season")
    answering(tab, unit="u2", name="Phòng Tổng hợp", whom="collective", deeds="Hoàn thành sớm")
    tab.add()
    assert tab.session.season.facts.exemplars == (
        Exemplar("u2", "Phòng Tổng hợp", deeds="Hoàn thành sớm"),
    )
    assert tab.sentence() == "1 điển hình đã ghi."


@pytest.mark.parametrize(
    ("proposed", "granted", "small", "wrong"),
    [
        (3, 3, 3, {}),
        (None, 2, None, {}),
        (3, 4, None, {"granted": "Nhiều hơn số đã trình (3)."}),
        (3, 2, 3, {"small": "Nhiều hơn số đã có quyết định (2)."}),
    ],
)
def test_counts_that_cannot_be_are_told(
    proposed: int | None, granted: int | None, small: int | None, wrong: dict[str, str]
) -> None:
    assert _wrong({"proposed": proposed, "granted": granted, "small": small}) == wrong

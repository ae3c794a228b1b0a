"""A whole collection, from the registration forms to the appraisal letter, played on the real pages.

Nine units of the Party offices of Lào Cai send what units send: forms saved by other programs, a Word table,
a zip, two faulty forms (`collecting_forms`), late and wrong papers (`collecting_steps`). The end state is compared with
tests/golden/thu-ho-so.txt; UPDATE_GOLDEN=1 writes it anew.
"""

import os
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.season import Season
from storage import exchange
from tests.models.papers.test_reports import GOLDEN, UPDATE
from tests.ui import collecting_forms as forms
from tests.ui import collecting_steps as steps
from tests.ui.collected_text import text_of
from tests.ui.collecting_desk import Desk

D = Decimal
BONUS = {"btc": D(1)}
"""The one unit that exceeded what it registered."""
DEDUCTED = {"btg": D(1), "vptu": D(1)}
"""An absence and a late report; the pack takes one point."""


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path, forms.GIVEN, datetime(forms.YEAR, 1, 10, 8), monkeypatch)
    yield made
    made.session.close()


@pytest.mark.slow
def test_a_whole_collection_ends_as_it_is_stored(desk: Desk) -> None:
    steps.pledges(desk)
    forms.registrations(desk)
    steps.half_year(desk)
    forms.forms_come_in(desk)
    forms.faulty_forms_go_back_and_come_again(desk)
    steps.papers(desk)
    forms.a_unit_sends_another_version(desk)
    steps.signed_papers(desk)
    steps.evidence(desk)
    steps.the_block_scores(desk)
    steps.proposals_are_decided(desk)
    steps.the_appraisal(desk)
    steps.a_doubt_is_kept(desk)
    session, today = desk.session, desk.session.now().date()
    nothing_was_lost(session.season)
    assert {it.unit.id: it.total for it in session.results} == added_up()
    told = text_of(session.season, session.history(limit=1000), today)
    golden = GOLDEN / "thu-ho-so.txt"
    if os.environ.get(UPDATE):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")
    stands_on_disk(desk, told, today)


def nothing_was_lost(season: Season) -> None:
    """What each unit wrote stands to the last figure, whatever its form went through."""
    for unit in forms.UNITS:
        sent = forms.points_of(unit, "self") | (forms.CHANGED if unit == "tct" else {})
        found = {code: season.score(unit, code, "self") for code in sent}
        assert {code: it.points for code, it in found.items()} == numbers(sent)
        assert {it.evidence for it in found.values()} == {forms.EVIDENCE}


def added_up() -> dict[str, Decimal]:
    """The totals as one adds them up on paper: the block's points, section III as the Board has it."""
    found = {}
    for unit in forms.UNITS:
        counted = numbers(forms.points_of(unit, "block") | forms.points_of(unit, "appraisal"))
        if unit == "bnc":
            counted["I.1.1"] = D(forms.BY_HAND.replace(",", "."))
        total = sum(counted.values(), D(0))
        found[unit] = total + BONUS.get(unit, D(0)) - DEDUCTED.get(unit, D(0))
    return found


def numbers(points: forms.Points) -> dict[str, Decimal]:
    return {code: D(it.replace(",", ".")) for code, it in points.items()}


def stands_on_disk(desk: Desk, told: str, today: date) -> None:
    """The same when the book is opened again, every original still there; and in the open format."""
    session = desk.session
    path = session.file.path
    session.close()
    session.open(path)
    assert session.file.problems() == ()
    assert text_of(session.season, session.history(limit=1000), today) == told
    assert all(session.original(it) for it in session.season.submissions)
    again = exchange.load(exchange.dumps(session.season))
    assert text_of(again, session.history(limit=1000), today) == told


def test_going_to_a_paper_with_ctrl_held_down_chooses_that_one_alone(desk: Desk) -> None:
    """Else "Đã nhận hôm nay" would be written for the papers that were chosen before."""
    tab = steps.due_tab(desk)
    tab.grid.choose("bnc", "unit-year")
    QTest.keyPress(tab.grid, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    tab.grid.choose("btg", "one-page")
    QTest.keyRelease(tab.grid, Qt.Key.Key_Control)
    assert [(it.unit, it.paper.code) for it in tab.grid.chosen_cells()] == [("btg", "one-page")]

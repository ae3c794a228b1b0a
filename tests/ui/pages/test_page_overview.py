"""The overview: its lists follow the session, its buttons ask for the right act."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.rulepack import Stage
from models.season import ScoreKey, Season
from tests.ui.page_samples import filled, season, session_of
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.window_state import year_state
from ui.pages.overview import OverviewPage
from ui.widgets.safety import safety_lines

Open = Callable[[Season], OverviewPage]


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens a page in view on a file with the season given."""
    sessions: list[Session] = []

    def make(given: Season) -> OverviewPage:
        session = session_of(tmp_path, given)
        sessions.append(session)
        page = OverviewPage(session, Jobs())
        session.changed.connect(page.session_changed)
        qtbot.addWidget(page)
        page.resize(1178, 692)
        page.show()
        return page

    yield make
    for it in sessions:
        it.close()


def text_of(page: OverviewPage) -> str:
    return page._subtitle.text()


def test_it_says_who_is_missing_and_offers_the_first_thing_to_do(qtbot: QtBot, show: Open) -> None:
    page = show(filled(season(), "self", ["u1", "u2", "u3", "u4"]))
    assert text_of(page) == "4 trên 5 đơn vị đã nộp bảng tự chấm. Còn thiếu Trường Chính trị."
    primary = next(it for it in page.findChildren(QPushButton) if it.property("role") == "primary")
    with qtbot.waitSignal(page.wanted) as asked:
        qtbot.mouseClick(primary, Qt.MouseButton.LeftButton)
    assert asked.args == ["import-forms"]


def test_a_line_does_what_its_button_says(qtbot: QtBot, show: Open) -> None:
    page = show(filled(season(), "self"))
    line = page.findChild(QPushButton, "stage-block")
    assert isinstance(line, QPushButton)
    with qtbot.waitSignal(page.wanted) as asked:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert asked.args == ["page:scores/u1|block"]


def test_an_entered_score_shows_at_once(show: Open) -> None:
    page = show(filled(season(), "self", ["u1", "u2"]))
    assert page.matrix is not None
    assert page.matrix.records[2].cells[0].mark == "open"
    page.session.set_points(ScoreKey("u3", "I.1", "self"), Decimal(20))
    assert page.matrix.records[2].cells[0].mark == "part"
    assert text_of(page).startswith("3 trên 5")


def test_only_units_with_a_total_hold_a_place(show: Open) -> None:
    page = show(filled(season(), "self", ["u1", "u2"]))
    shown = page.ranking.as_text(page.ranking.records).splitlines()
    assert shown[0] == "1\tBan Nội chính Tỉnh ủy\t95,00"
    assert shown[2].endswith("còn 6 tiêu chí")


def test_sample_data_are_marked(show: Open) -> None:
    page = show(season(is_sample=True))
    assert page._sample.isVisibleTo(page)
    assert not page._unofficial.isVisibleTo(page)


def test_figures_of_a_real_block_are_marked_while_they_are_not_final(show: Open) -> None:
    page = show(season())
    assert page._unofficial.isVisibleTo(page)
    assert not page._sample.isVisibleTo(page)


def test_a_fresh_block_is_told_how_to_begin(show: Open) -> None:
    page = show(replace(season(), units=(), head="", deputy=""))
    assert text_of(page) == "Sổ chưa thiết lập xong. Làm lần lượt các việc dưới đây."


def test_safety_tells_of_the_last_copy_and_asks_for_one(
    qtbot: QtBot, show: Open, tmp_path: Path
) -> None:
    page = show(season())
    assert [tone for tone, _, _ in safety_lines(page.session)] == ["done", "done"]
    button = next(it for it in page.safety.findChildren(QPushButton) if "USB" in it.text())
    with qtbot.waitSignal(page.wanted) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["backup"]


def test_safety_without_a_copy_warns(tmp_path: Path) -> None:
    session = Session()
    session.create(tmp_path / "a.khoi", season())
    assert safety_lines(session)[-1][2] == "Chưa có bản sao lưu nào"
    second = Session()
    second.open(tmp_path / "a.khoi")
    assert [it[2] for it in safety_lines(second)] == [
        "Chỉ xem, không ghi được vào sổ này",
        "Tệp đã kiểm tra khi mở: nguyên vẹn",
    ]
    second.close()
    session.close()


def test_a_cell_of_the_matrix_explains_itself(show: Open) -> None:
    page = show(filled(season(), "self", ["u1"]))
    assert page.matrix is not None
    index = page.matrix.model().index(0, 1)
    words = index.data(Qt.ItemDataRole.ToolTipRole)
    assert words == "Ban Nội chính Tỉnh ủy · Tự chấm: đủ 6 tiêu chí"


OWN_STAGES = (Stage("tu-cham", "Tự chấm"), Stage("khoi", "Khối chấm"))


def test_the_first_stage_may_have_any_name(show: Open) -> None:
    given = season()
    given = replace(given, pack=replace(given.pack, stages=OWN_STAGES))
    page = show(filled(given, "tu-cham", ["u1", "u2", "u3", "u4"]))
    assert text_of(page) == "4 trên 5 đơn vị đã nộp bảng tự chấm. Còn thiếu Trường Chính trị."
    assert year_state(page.session).text == "Đang thu bảng điểm"


def test_without_any_stage_it_says_what_is_missing(show: Open) -> None:
    """A file of an earlier version may hold such rules; none can be made any more."""
    page = show(season())
    old = page.session.season
    page.session._set_season(replace(old, pack=replace(old.pack, stages=())))
    page.session_changed("season")
    assert "chưa có bước chấm nào" in text_of(page)
    assert year_state(page.session).text == "Đang lập sổ"

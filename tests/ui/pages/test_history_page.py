"""The history page: every act, by unit, with what changed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.facts import Reminder
from models.scores.criterion_inputs import as_inputs
from models.season import Score, ScoreKey
from tests.ui.light_pages import open_session
from tests.ui.page_samples import session_of
from tests.ui.ruled_samples import season as ruled_season
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.pages import history
from ui.pages.history import HistoryPage


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = open_session(tmp_path)
    first, second = made.season.units
    made.set_points(ScoreKey(first.id, "I.1", "self"), Decimal("19.5"))
    made.set_points(ScoreKey(first.id, "I.1", "self"), Decimal(20))
    both = {ScoreKey(second.id, code, "self"): Score(Decimal(5)) for code in ("I.1", "I.2")}
    made.set_scores(both, "nhận biểu mẫu của Văn phòng Tỉnh ủy", source="VP.xlsx")
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> HistoryPage:
    made = HistoryPage(session, Jobs())
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    return made


def lines(page: HistoryPage) -> list[list[str]]:
    return [it.split("\t") for it in page.table.as_text(page.table.records).splitlines()]


def test_the_newest_act_stands_first_with_what_changed(page: HistoryPage) -> None:
    assert [(it[1], it[3], it[4]) for it in lines(page)] == [
        ("Nhận biểu mẫu của Văn phòng Tỉnh ủy", "2 ô điểm", "VP.xlsx"),
        ("Sửa điểm I.1 của Ban Dân vận Tỉnh ủy", "I.1: 19,5 → 20", ""),
        ("Sửa điểm I.1 của Ban Dân vận Tỉnh ủy", "I.1: – → 19,5", ""),
        ("Tạo sổ Khối thi đua các cơ quan Tỉnh ủy", "", ""),
    ]


def test_it_can_be_narrowed_to_one_unit(page: HistoryPage, session: Session) -> None:
    page.show_target(session.season.units[1].id)
    assert [it[1] for it in lines(page)] == ["Nhận biểu mẫu của Văn phòng Tỉnh ủy"]


def test_the_chosen_act_is_told_in_full(page: HistoryPage) -> None:
    page.table.select(lambda it: it.source == "VP.xlsx")
    assert page._drawer.isVisible()
    said = [it.text() for it in page._drawer.findChildren(QLabel)]
    assert "Từ tệp: VP.xlsx" in said
    assert "I.2 · tự chấm · Văn phòng Tỉnh ủy" in said
    assert said.count("– → 5") == 2
    columns = range(len(page.table.rows.columns))
    shown = [page.table.rows.columns[it].title for it in columns if page.table.columnWidth(it)]
    assert shown == ["Lúc", "Việc", "Đơn vị"], "the drawer says the rest, the act has the room"
    page._drawer.close_drawer()
    assert all(page.table.columnWidth(it) for it in columns)


@pytest.fixture
def ruled(tmp_path: Path) -> Iterator[Session]:
    made = session_of(tmp_path, ruled_season())
    yield made
    made.close()


def test_numbers_behind_points_are_told_before_and_after(qtbot: QtBot, ruled: Session) -> None:
    session, unit = ruled, ruled.season.units[0].id
    counts = {"absent": Decimal(0), "late": Decimal(2), "wrong": Decimal(0)}
    key = ScoreKey(unit, "I.1", "self")
    session.set_scores({key: Score()}, "xóa điểm I.1")
    session.set_scores({key: Score(inputs=as_inputs(counts))}, "ghi số liệu I.1")
    session.set_scores({key: Score(inputs=as_inputs(counts | {"late": Decimal(3)}))}, "sửa I.1")
    made = HistoryPage(session, Jobs())
    qtbot.addWidget(made)
    made.show()
    told = [it[3] for it in lines(made)][:2]
    assert told == [
        "I.1: văn bản gửi chậm 2 → 3",
        "I.1: văn bản gửi chậm trống → 2; vắng họp không lý do trống → 0; số liệu báo cáo sai trống → 0",
    ]
    made.table.select(lambda it: it.what == "sửa I.1")
    assert "văn bản gửi chậm 2 → 3" in [it.text() for it in made._drawer.findChildren(QLabel)]


def test_what_was_lost_stands_in_the_list_and_beside_it(
    page: HistoryPage, session: Session
) -> None:
    reminder = Reminder(session.season.units[0].id, "12-CV/TU", date(2023, 4, 12))
    session.change_fact(None, reminder, "ghi văn bản")
    session.change_fact(reminder, None, "bỏ văn bản")
    page.session_changed("facts")
    told = "Bỏ văn bản nhắc nhở “12-CV/TU”: 12/04/2023"
    assert lines(page)[0][3] == told
    entry = page.table.records[0]
    assert page._in_full(entry) == told
    page.table.select(lambda it: it.what == "bỏ văn bản")
    said = [it.text() for it in page._drawer.findChildren(QLabel)]
    assert "Bỏ văn bản nhắc nhở “12-CV/TU” · BDV" in said
    assert "12/04/2023" in said


def test_an_act_on_very_much_tells_how_much_is_not_shown(
    page: HistoryPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_LINES", 1)
    page.table.select(lambda it: it.source == "VP.xlsx")
    said = [it.text() for it in page._drawer.findChildren(QLabel)]
    assert said.count("– → 5") == 1
    assert said[-1] == "Còn 1 thay đổi nữa."


def test_undoing_is_an_act_as_well(page: HistoryPage, session: Session) -> None:
    session.undo()
    page.session_changed("scores")
    assert lines(page)[0][1] == "Hoàn tác: nhận biểu mẫu của Văn phòng Tỉnh ủy"


def test_the_list_is_copied_with_its_titles(page: HistoryPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.told):
        page._copy()
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0].startswith("Lúc\tViệc")
    assert len(copied) == 5

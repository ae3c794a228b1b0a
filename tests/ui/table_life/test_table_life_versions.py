"""Versions side by side, and the table of an earlier year taken over."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.errors import AppError
from models.season import Score, ScoreKey
from models.table import ScoringTable
from models.tables import steps
from storage.block_file import Act
from tests.exporters.reading import words as words_of
from tests.ui.life_samples import DRAFT, answer_box, buttons, draft_session, issue, shown
from tests.ui.page_samples import NOW, season, session_of
from ui.book import other_file
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.table_life.copy_year import CopyYear
from ui.table_life.versions import Versions
from ui.widgets import files

RENAMED = replace(DRAFT.rows[1], title="Xây dựng Đảng và hệ thống chính trị")
OTHER = (DRAFT.rows[0], RENAMED, replace(DRAFT.rows[2], rows=DRAFT.rows[2].rows[:1]))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = draft_session(tmp_path)
    yield made
    made.close()


def lines(panel: Versions | CopyYear) -> list[tuple[str, ...]]:
    table = panel.table if isinstance(panel, Versions) else panel.changes
    return [(it.difference.kind, it.difference.code, it.what) for it in table.records]


def versions(qtbot: QtBot, session: Session) -> Versions:
    made = Versions(session, Jobs())
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_earlier_version_stands_beside_the_present_one(qtbot: QtBot, session: Session) -> None:
    session.set_table(steps.with_rows(issue(session), OTHER))
    panel = versions(qtbot, session)
    assert [it.name for it in panel.known] == [
        "Bản 1 (05/KH-KTĐ ngày 10/02/2023)",
        "Bản 2 (dự thảo), đang dùng",
    ]
    assert lines(panel) == [("changed", "II", "nội dung"), ("removed", "III.2", "cả dòng")]
    assert panel.summary.text() == "Bỏ 1 dòng, sửa 1."
    panel.old.setCurrentIndex(1)
    assert lines(panel) == []
    assert panel.summary.text() == "Hai bảng giống nhau."
    assert not panel.print.isEnabled()


def test_any_two_versions_can_be_compared(qtbot: QtBot, session: Session) -> None:
    second = steps.with_rows(issue(session), (DRAFT.rows[0], RENAMED, DRAFT.rows[2]))
    session.set_table(second)
    session.set_table(steps.with_rows(issue(session), OTHER))
    panel = versions(qtbot, session)
    assert [it.table.version for it in panel.known] == [1, 2, 3]
    assert lines(panel) == [("removed", "III.2", "cả dòng")]
    panel.old.setCurrentIndex(0)
    panel.new.setCurrentIndex(1)
    assert lines(panel) == [("changed", "II", "nội dung")]


def test_without_an_earlier_version_it_says_when_there_will_be_one(
    qtbot: QtBot, session: Session
) -> None:
    panel = versions(qtbot, session)
    assert panel.sentence.text().startswith("Chưa có bản trước")
    with qtbot.waitSignal(panel.done):
        buttons(panel)["Quay lại bảng"].click()


def test_the_comparison_is_written_as_a_paper(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.set_table(steps.with_rows(issue(session), OTHER))
    panel = versions(qtbot, session)
    target = tmp_path / "so sanh.docx"
    monkeypatch.setattr(files, "ask_save", lambda *_args: target)
    with qtbot.waitSignal(panel.told) as told:
        buttons(panel)["Xuất bảng so sánh…"].click()
    assert told.args == ["Đã ghi so sanh.docx.", "done"]
    words = words_of(target)
    assert "BẢNG SO SÁNH THAY ĐỔI" in words
    assert "Xây dựng Đảng và hệ thống chính trị" in words


# ---- an earlier year


def with_last_year(session: Session) -> None:
    last = season(year=2022, table=replace(issued(), title="Bảng chấm điểm năm 2022"))
    session.file.add_season(last, Act(NOW, "thêm năm"))


def issued() -> ScoringTable:
    return steps.lock(
        steps.issue(replace(DRAFT, rows=OTHER_YEAR), season().pack, "3/KH", NOW.date())
    )


OTHER_YEAR = (
    DRAFT.rows[0],
    RENAMED,
    DRAFT.rows[2],
)


def copier(qtbot: QtBot, session: Session) -> CopyYear:
    made = CopyYear(session, Jobs())
    qtbot.addWidget(made)
    made.show()
    return made


def test_last_years_table_shows_what_would_change(qtbot: QtBot, session: Session) -> None:
    with_last_year(session)
    panel = copier(qtbot, session)
    assert panel.choice.currentText() == "Năm 2022 của sổ này"
    assert lines(panel) == [("changed", "II", "nội dung")]
    with qtbot.waitSignals([panel.changed_table, panel.done]):
        buttons(panel)["Lấy bảng này"].click()
    table = session.season.table
    assert (table.rows, table.version, table.life.state) == (OTHER_YEAR, 1, "draft")
    assert session.undo_label == "lấy bảng của năm 2022"
    session.undo()
    assert session.season.table == DRAFT


def test_an_empty_table_is_filled_under_this_years_name(qtbot: QtBot, session: Session) -> None:
    with_last_year(session)
    session.set_table(ScoringTable())
    panel = copier(qtbot, session)
    assert [it[1].code for it in panel.rows.records][:3] == ["I", "I.1", "I.2"]
    panel.copy()
    table = session.season.table
    assert (table.title, table.version, table.life.state) == ("Bảng chấm điểm năm 2023", 1, "draft")


def test_over_an_issued_table_it_becomes_the_next_version(qtbot: QtBot, session: Session) -> None:
    with_last_year(session)
    issue(session)
    panel = copier(qtbot, session)
    assert "Bảng thành bản 2, là dự thảo." in panel.sentence.text()
    answer_box("Lập bản 2", [])
    panel.copy()
    assert session.season.table.version == 2
    assert [it.version for it in session.season.earlier_tables] == [1]


def test_scores_never_go_unasked(qtbot: QtBot, session: Session) -> None:
    small = replace(DRAFT, rows=(*DRAFT.rows[:2], OTHER[2]))
    last = season(year=2022, table=small)
    session.file.add_season(last, Act(NOW, "thêm năm"))
    session.set_scores({ScoreKey("u1", "III.2", "self"): Score(Decimal(5))}, "chấm")
    panel = copier(qtbot, session)
    seen: list[str] = []
    answer_box("Thôi", seen)
    panel.copy()
    assert any("Bỏ 1 điểm của 1 đơn vị ở tiêu chí III.2" in it for it in seen)
    assert session.season.table == DRAFT
    answer_box("Bỏ 1 điểm và đổi bảng", seen)
    panel.copy()
    assert session.season.table.rows == small.rows
    session.undo()
    assert session.season.score("u1", "III.2", "self").points == 5


def test_another_book_is_read_and_not_touched(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "cu").mkdir()
    old = session_of(tmp_path / "cu", season(year=2022, table=issued()))
    path = old.file.path
    old.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    panel = copier(qtbot, session)
    assert any("Sổ này chưa có năm trước" in it for it in shown(panel))
    panel.read_file(path)
    qtbot.waitUntil(lambda: bool(panel.sources))
    assert panel.choice.currentText().startswith("Năm 2022, Khối thi đua các cơ quan Tỉnh ủy")
    assert lines(panel) == [("changed", "II", "nội dung")]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [it.name for it in path.parent.iterdir() if it.is_file()] == [path.name]


def test_a_book_that_is_open_elsewhere_is_still_read(tmp_path: Path, session: Session) -> None:
    (found,) = other_file.tables_of(session.file.path, NOW)
    assert (found.year, found.table) == (2023, DRAFT)


@pytest.mark.parametrize("content", [b"", b"xin chao", None])
def test_what_is_no_book_is_refused_with_a_sentence(
    tmp_path: Path, session: Session, content: bytes | None
) -> None:
    path = tmp_path / "la.khoi"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AppError, match=r"\."):
        other_file.tables_of(path, NOW)


def test_a_damaged_book_is_told_by_its_own_name(tmp_path: Path, session: Session) -> None:
    path = tmp_path / "Khối bạn.khoi"
    content = bytearray(session.file.path.read_bytes())
    content[4096:] = bytes([7]) * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(AppError, match=r"“Khối bạn\.khoi”") as told:
        other_file.tables_of(path, NOW)
    assert "copy" not in str(told.value)


def test_a_book_without_a_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cu").mkdir()
    old = session_of(tmp_path / "cu", season(table=ScoringTable()))
    with pytest.raises(AppError, match="chưa có bảng chấm điểm nào"):
        other_file.tables_of(old.file.path, NOW)
    old.close()

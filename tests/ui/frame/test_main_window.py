"""The window with light pages: it builds, switches, remembers, and asks for the right acts."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.block import Unit
from models.season import ScoreKey
from tests.ui.light_pages import NOW, PAGES, CountingPage, open_session
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.actions import ACTIONS, MENU_OF_BLOCK, MENU_OF_HELP, page_actions
from ui.frame.main_window import MainWindow
from ui.frame.page_list import PAGES as REAL_PAGES
from ui.look import theme
from ui.widgets import files


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = open_session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session, tmp_path: Path) -> Iterator[MainWindow]:
    CountingPage.made = 0
    made = MainWindow(session, Jobs(), tmp_path / "cai-dat", pages=PAGES)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = MainWindow(Session(), Jobs(), tmp_path / "cai-dat", pages=PAGES)
    qtbot.addWidget(made)
    made.show()
    return made


# ---- pages


def test_only_the_page_in_view_is_made(window: MainWindow) -> None:
    assert window.current_key == "overview"
    assert list(window.pages) == ["overview"]
    window.do("page:scores")
    assert list(window.pages) == ["overview", "scores"]
    window.do("page:overview")
    assert window.current_key == "overview"
    assert len(window.pages) == 2


def test_keys_go_to_pages(window: MainWindow, qtbot: QtBot) -> None:
    assert window.acts_by_id["page:scores"].shortcut().toString() == "Alt+2"
    window.acts_by_id["page:scores"].trigger()
    assert window.current_key == "scores"


def test_a_page_may_ask_for_another_with_a_target(window: MainWindow) -> None:
    window.pages["overview"].wanted.emit("page:scores/ab-12")
    scores = window.pages["scores"]
    assert isinstance(scores, CountingPage)
    assert scores.target == "ab-12"


def test_a_change_refreshes_the_page_in_view_and_the_other_when_it_is_shown(
    window: MainWindow, session: Session
) -> None:
    window.do("page:scores")
    overview, scores = window.pages["overview"], window.pages["scores"]
    assert isinstance(overview, CountingPage)
    assert isinstance(scores, CountingPage)
    before = len(overview.refreshed)
    session.add_unit(Unit("Báo Lào Cai"))
    assert scores.refreshed[-1] == "season"
    assert len(overview.refreshed) == before
    window.do("page:overview")
    assert len(overview.refreshed) == before + 1


def test_another_file_throws_the_old_pages_away(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    old = window.pages["overview"]
    session.open(session.file.path)
    assert window.pages["overview"] is not old


def test_the_side_bar_says_what_waits(window: MainWindow) -> None:
    window.side.show_counts({"scores": (34, "14 giấy tờ quá hạn, 20 đề nghị")})
    row = window.side._buttons["scores"]
    assert row.toolTip() == "Chấm điểm (Alt+2)\n14 giấy tờ quá hạn, 20 đề nghị"
    assert row.accessibleName() == "Chấm điểm, 34 việc chờ"
    window.side.show_counts({})
    assert (row.toolTip(), row.accessibleName()) == ("Chấm điểm (Alt+2)", "Chấm điểm")


def test_what_a_page_says_stands_in_the_notice(window: MainWindow) -> None:
    window.pages["overview"].tell("Đã ghi 9 biểu mẫu.")
    assert window.notice.isVisible()
    assert "Đã ghi 9 biểu mẫu." in [it.text() for it in window.notice.findChildren(QLabel)]


def test_the_notice_moves_nothing_and_lies_over_the_status_bar(window: MainWindow) -> None:
    """Of the page it covers the empty foot alone: what is needed next stays in sight."""
    page = window.pages["overview"]
    before = page.geometry(), page.mapTo(window, QPoint(0, 0))
    page.tell("Đã nhận biểu mẫu của Ban Dân vận.", button=("Hoàn tác", window.session.undo))
    assert (page.geometry(), page.mapTo(window, QPoint(0, 0))) == before
    for size in ((1180, 680), (1280, 760)):
        window.resize(*size)
        QApplication.processEvents()
        assert window.notice.geometry().bottom() == window.rect().bottom()
        assert window.notice.width() == window.width()
        assert window.notice.y() >= foot(window, page)
    assert window.childAt(window.width() // 2, window.height() - 5) in (
        window.notice,
        *window.notice.findChildren(QLabel),
    )


def foot(window: MainWindow, page: QWidget) -> int:
    """Where the work of a page ends, in the window, with a little air below its last card."""
    room = page.contentsRect().adjusted(0, 0, 0, theme.SPACE_S - theme.SPACE_M)
    return page.mapTo(window, room.bottomLeft()).y()


def test_a_long_notice_takes_the_room_it_needs_and_gives_it_back(window: MainWindow) -> None:
    window.resize(1280, 760)
    page = window.pages["overview"]
    before = page.geometry()
    page.tell("Không ghi được biểu mẫu của đơn vị này. " * 12, "warn")
    QApplication.processEvents()
    assert page.mapTo(window, QPoint(0, 0)).y() == window.top.height()
    assert page.height() < before.height()
    assert window.notice.y() >= foot(window, page)
    window.notice.hide()
    QApplication.processEvents()
    assert page.geometry() == before


def test_a_long_notice_is_as_high_as_its_words(window: MainWindow) -> None:
    window.resize(1180, 680)
    window.notice.say("Đã ghi.")
    low = window.notice.height()
    window.notice.say("Không ghi được biểu mẫu của đơn vị này. " * 12)
    assert window.notice.height() > low
    assert window.notice._text.height() >= window.notice._text.heightForWidth(
        window.notice._text.width()
    )


def test_the_keyboard_goes_back_to_the_page_when_the_notice_goes(
    window: MainWindow, session: Session
) -> None:
    session.set_points(ScoreKey(session.season.units[0].id, "I.1", "self"), Decimal(5))
    assert window.status._undo.focusPolicy() == Qt.FocusPolicy.NoFocus
    page = window.pages["overview"]
    work = QPushButton("việc", page)
    work.show()
    page.tell("Đã ghi.")
    close = window.notice.findChildren(QPushButton)[0]
    close.setFocus()
    close.click()
    assert not window.notice.isVisible()
    assert window.focusWidget() is work


# ---- what the frame says


def test_the_frame_says_where_we_stand(window: MainWindow, session: Session) -> None:
    assert window.windowTitle() == "Khối thi đua các cơ quan Tỉnh ủy · 2023 — Sổ Khối thi đua"
    assert window.top.name.text() == "Khối thi đua các cơ quan Tỉnh ủy"
    assert window.top.state.text() == "Bảng chấm điểm dự thảo"
    assert window.status.saved.whole == "● Mọi thay đổi đã lưu"
    assert window.status.backup.whole == "Sao lưu tốt lần cuối: hôm nay 14:32"
    assert window.status.file.whole == "Khoi 2023.khoi"
    table = session.season.table
    session.set_table(replace(table, life=replace(table.life, state="opinion")))
    assert window.top.state.text() == "Bảng chấm điểm đang xin ý kiến"


def test_a_change_is_told_as_saved_and_can_be_undone(window: MainWindow, session: Session) -> None:
    unit = session.season.units[0]
    value = session.read_points("I.1", "19,5")
    session.set_points(ScoreKey(unit.id, "I.1", "self"), value)  # type: ignore[arg-type]
    assert window.status.saved.whole == "● Đã lưu 14:32"
    assert "sửa điểm I.1 của Ban Dân vận Tỉnh ủy" in window.status._undo.toolTip()
    window.acts_by_id["undo"].trigger()
    assert session.season.score(unit.id, "I.1", "self").points is None
    assert window.acts_by_id["redo"].isEnabled()
    window.acts_by_id["redo"].trigger()
    assert session.season.score(unit.id, "I.1", "self").points == value


def test_a_read_only_file_is_told_once_in_red_and_not_written(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    second = Session()
    second.open(session.file.path)
    window = MainWindow(second, Jobs(), tmp_path / "b", pages=PAGES)
    qtbot.addWidget(window)
    window.show()
    assert window.status.saved.whole == "● Chỉ xem"
    assert window.status.saved.property("role") == "error"
    assert window.status.backup.whole == ""
    assert window._read_only.isVisible()
    assert window._read_only._text.text() == second.read_only_reason
    window.acts_by_id["import-forms"].trigger()
    assert window.current_key == "overview"
    assert window.notice._text.text() == (
        f"“Nhận biểu mẫu…” cần ghi vào sổ. {second.read_only_reason}"
    )
    second.close()


def test_without_a_file_the_start_page_offers_the_ways_to_one(empty: MainWindow) -> None:
    assert empty.current_key == "start"
    assert not empty.side.isVisible()
    assert not empty.acts_by_id["backup"].isEnabled()
    shown = [it.text() for it in empty.start.findChildren(QPushButton)]
    assert shown[:3] == ["Tạo sổ mới…", "Mở sổ…", "Xem sổ mẫu"]
    assert "năm đầu tiên" in shown[3]


def test_closing_the_file_goes_back_to_the_start(window: MainWindow, session: Session) -> None:
    path = session.file.path
    window.do("close")
    assert window.current_key == "start"
    assert window.pages == {}
    assert window.start.table.records == [path]


def test_a_missing_recent_file_is_marked_and_can_be_forgotten(
    empty: MainWindow, tmp_path: Path
) -> None:
    empty.recent.add(tmp_path / "mất.khoi")
    empty.start.show_recent(empty.recent.paths())
    assert "Không thấy tệp" in empty.start.table.as_text(empty.start.table.records)
    empty.start.table.opened.emit(tmp_path / "mất.khoi")
    assert empty.recent.paths() == ()


# ---- files


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    window.dropEvent(
        QDropEvent(QPointF(9, 9), action, data, button, Qt.KeyboardModifier.NoModifier)
    )


def test_a_dropped_book_is_opened(empty: MainWindow, tmp_path: Path) -> None:
    made = open_session(tmp_path)
    path = made.file.path
    made.close()
    drop(empty, path)
    assert empty.session.file.path == path
    assert empty.recent.paths() == (path,)
    empty.session.close()


def test_dropped_forms_go_to_the_import_page(window: MainWindow, tmp_path: Path) -> None:
    drop(window, tmp_path / "a.xlsx", tmp_path / "b.xls")
    assert window.current_key == "import"
    assert window.pages["import"].files == [tmp_path / "a.xlsx", tmp_path / "b.xls"]  # type: ignore[attr-defined]


def test_forms_dropped_without_a_file_are_answered(empty: MainWindow, tmp_path: Path) -> None:
    drop(empty, tmp_path / "a.xlsx")
    assert empty.notice.isVisible()


def test_a_file_that_is_no_book_is_refused_with_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "x.khoi"
    path.write_text("không phải sổ", encoding="utf-8")
    window = MainWindow(Session(), Jobs(), tmp_path / "cai-dat", path, PAGES)
    qtbot.addWidget(window)
    window.show()
    assert window.current_key == "start"
    assert window.notice.isVisible()


def test_forms_are_written_in_the_background(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "biểu mẫu"
    folder.mkdir()
    with qtbot.waitSignal(window.jobs.finished):
        window.acts.write_forms(folder)
    assert len(list(folder.glob("*.xlsx"))) == 2
    session = window.session
    qtbot.waitUntil(lambda: session.season.plan.forms_version == session.season.table.version)
    assert session.season.plan.forms_sent == session.now().date()
    with qtbot.waitSignal(window.jobs.finished):
        window.acts.write_forms(folder)
    assert len(list(folder.glob("*.xlsx"))) == 4


def test_a_copy_is_made_on_the_stick_and_named_by_its_day(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    monkeypatch.setattr("ui.widgets.files.ask_folder", lambda *_: stick)
    with qtbot.waitSignal(window.jobs.finished):
        window.do("backup")
    assert [it.name for it in stick.iterdir()] == ["Khoi 2023 2023-12-06 14h32.khoi"]
    assert "Đã sao lưu và kiểm tra" in window.notice._text.text()


def test_a_copy_made_by_hand_is_the_last_one_from_then_on(
    window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    overview = window.pages["overview"]
    assert isinstance(overview, CountingPage)
    copy = session.copier(tmp_path / "USB.khoi")(None)
    session.note_copy(replace(copy, when=NOW.replace(hour=16)))
    assert window.status.backup.whole == "Sao lưu tốt lần cuối: hôm nay 16:32"
    assert overview.refreshed[-1] == "copy"
    window.do("close")
    assert session.last_backup is None


def test_a_new_book_is_proposed_among_the_documents_not_among_the_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []

    def answer(_parent: object, _title: str, where: str, _filter: str) -> tuple[str, str]:
        proposed.append(Path(where))
        return str(tmp_path / "biểu mẫu" / "a"), ""

    monkeypatch.setattr(files.QFileDialog, "getSaveFileName", answer)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    monkeypatch.setattr(files, "_last", {})
    assert files.ask_save(None, "Ghi", "a.pdf", "pdf") == tmp_path / "biểu mẫu" / "a.pdf"
    files.ask_save(None, "Ghi", "b.pdf", "pdf")
    files.ask_save(None, "Nơi để sổ", "Khối.khoi", "block")
    assert [it.parent for it in proposed] == [
        Path(documents),
        tmp_path / "biểu mẫu",
        Path(documents),
    ]


# ---- the window


def test_closing_the_window_closes_the_file(window: MainWindow, session: Session) -> None:
    window.close()
    assert not session.is_open


# ---- acts as data


def test_every_act_can_be_carried_out() -> None:
    ids = [it.id for it in ACTIONS]
    assert len(ids) == len(set(ids))
    assert set(MENU_OF_BLOCK) <= {*ids, "", "recent", "helps"}
    assert set(MENU_OF_HELP) <= {*ids, ""}


def test_every_act_of_the_list_has_its_deed(window: MainWindow) -> None:
    assert {it.id for it in ACTIONS} == set(window.acts._acts)


def test_no_two_acts_share_a_shortcut() -> None:
    keys = [it.shortcut for it in (*ACTIONS, *page_actions(REAL_PAGES)) if it.shortcut]
    assert len(keys) == len(set(keys))


def test_the_palette_offers_pages_acts_and_units(window: MainWindow) -> None:
    texts = [it.text for it in window.acts.entries()]
    assert texts.index("Tổng quan") < texts.index("Mở sổ…") < texts.index("Ban Dân vận Tỉnh ủy")
    entry = next(it for it in window.acts.entries() if it.text == "Ban Dân vận Tỉnh ủy")
    entry.run()
    assert window.current_key == "scores"

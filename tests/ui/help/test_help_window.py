"""The help beside the work: opened where the clerk is, found without accents, walked back and forth."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser
from pytestqt.qtbot import QtBot

import resources
from models.help_text import ALL, CONTENTS, STORY, TROUBLE
from models.texts import fold
from storage.audit import Act
from storage.block_file import BlockFile
from tests.ui.light_pages import NOW
from tests.ui.page_samples import season
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.actions import page_actions
from ui.frame.main_window import MainWindow
from ui.frame.page_list import PAGES
from ui.help import as_html, library
from ui.help.library import Place
from ui.help.window import HelpWindow
from ui.new_block import NewBlock
from ui.widgets.frame import SideBar


@pytest.fixture
def help_window(qtbot: QtBot) -> HelpWindow:
    made = HelpWindow()
    qtbot.addWidget(made)
    made.show_beside(Place(CONTENTS))
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    book = tmp_path / "Khối.khoi"
    BlockFile.create(book, season(), Act(NOW, "Tạo sổ")).close()
    session = Session(tmp_path / "sao-luu", clock=lambda: NOW)
    made = MainWindow(session, Jobs(), tmp_path / "cai-dat", book)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    session.close()


def _blocks(text: QTextBrowser) -> Iterator[QTextBlock]:
    block = text.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def read_in(window: MainWindow) -> Place:
    return window.acts.helper().place


# ---- where it opens


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        ("page:overview", Place("overview")),
        ("page:papers/appraisal", Place("papers", "Thẩm định")),
        ("page:papers/due/meetings", Place("papers", "Dự họp")),
        ("page:papers/due/proposals", Place("papers", "Đề nghị trừ điểm")),
        ("page:calendar/plan", Place("calendar", "Kế hoạch năm")),
        ("page:meeting/votes", Place("meeting", "Bỏ phiếu")),
        ("page:documents/register", Place("documents", "Sổ văn bản")),
        ("page:scores", Place("scores", "Theo đơn vị")),
        ("page:table", Place("table", "Bảng điểm")),
        ("page:import", Place("import")),
    ],
)
def test_f1_opens_the_help_of_the_page_and_the_tab_in_view(
    window: MainWindow, qtbot: QtBot, wish: str, place: Place
) -> None:
    window.do(wish)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    helper = window.acts.helper()
    assert helper.isVisible()
    assert helper.place == place
    assert library.page(place.page).title in helper.windowTitle()


def test_the_heading_of_the_tab_stands_at_the_top(window: MainWindow) -> None:
    window.do("page:papers/registers")
    window.do("help")
    text = window.acts.helper().text
    heading = next(it for it in _blocks(text) if it.text() == "Sổ ghi nhận")
    cursor = QTextCursor(heading)
    assert 0 <= text.cursorRect(cursor).top() < text.viewport().height() / 2


def test_the_work_goes_on_beside_it(window: MainWindow) -> None:
    window.do("help")
    assert not window.acts.helper().isModal()
    window.do("page:units")
    assert window.current_key == "units"
    assert read_in(window) == Place("overview"), "nothing moves without the clerk"


def test_the_side_bar_leads_to_it(window: MainWindow, qtbot: QtBot) -> None:
    window.do("page:ranking")
    qtbot.mouseClick(window.side.help, Qt.MouseButton.LeftButton)
    assert read_in(window) == Place("ranking")
    assert window.current_key == "ranking"


def test_without_a_book_it_tells_how_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(Session(), Jobs(), tmp_path / "cai-dat")
    qtbot.addWidget(window)
    window.show()
    window.do("help")
    assert read_in(window) == Place("start")
    window.start.wanted.emit("help-story")
    assert read_in(window) == Place(STORY)
    window.acts.helper().text.anchorClicked.emit(QUrl("go:units"))
    said = [it.text() for it in window.notice.findChildren(QLabel)]
    assert any("xem sổ mẫu" in it for it in said)


def test_every_step_of_a_new_book_has_its_help(window: MainWindow, qtbot: QtBot) -> None:
    guide = NewBlock(window.session, window.jobs, window)
    qtbot.addWidget(guide)
    for place, said in enumerate(("Khối", "Đơn vị", "Quy tắc", "Bảng chấm điểm", "Biểu mẫu")):
        guide.show_step(place)
        guide.show_help()
        assert guide._help is not None
        assert guide._help.place == Place("setup", f"Bước {place + 1}: {said}")


# ---- links


def test_in_the_guide_a_link_to_a_page_says_what_to_do_first(
    window: MainWindow, qtbot: QtBot
) -> None:
    guide = NewBlock(window.session, window.jobs, window)
    qtbot.addWidget(guide)
    guide.show()
    guide.show_help()
    assert guide._help is not None
    guide._help.text.anchorClicked.emit(QUrl("go:units"))
    said = [it.text() for it in guide.notice.findChildren(QLabel) if it.isVisible()]
    assert "Đóng phần lập sổ rồi bấm lại." in said


def test_a_task_of_the_story_leads_to_its_page(window: MainWindow) -> None:
    window.do("help-story")
    window.acts.helper().text.anchorClicked.emit(QUrl("go:calendar/plan"))
    assert window.current_key == "calendar"
    page = window.pages["calendar"]
    assert page.tabs.text == "Kế hoạch năm"  # type: ignore[attr-defined]


def test_a_link_between_pages_is_followed_and_walked_back(help_window: HelpWindow) -> None:
    help_window.text.anchorClicked.emit(QUrl("papers#Sổ ghi nhận"))
    assert help_window.place == Place("papers", "Sổ ghi nhận")
    help_window.text.anchorClicked.emit(QUrl("truc-trac"))
    help_window._back.click()
    assert help_window.place == Place("papers", "Sổ ghi nhận")
    help_window._forward.click()
    assert help_window.place == Place(TROUBLE)
    help_window._back.click()
    help_window._back.click()
    assert help_window.place == Place(CONTENTS)
    assert not help_window._back.isEnabled()
    help_window.show_place(Place("units"))
    assert not help_window._forward.isEnabled(), "what lay ahead is forgotten"


@pytest.mark.parametrize("name", ALL)
def test_every_heading_of_a_page_can_be_reached(help_window: HelpWindow, name: str) -> None:
    page = library.page(name)
    help_window.show_place(Place(name))
    text = help_window.text.toPlainText()
    assert page.title in text
    for heading in page.headings:
        assert heading in text
        assert f'name="{as_html.anchor(heading)}"' in as_html.html(page)


# ---- finding


def test_it_finds_without_accents_and_enter_opens_the_place(
    help_window: HelpWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(help_window.field, "dinh chinh")
    assert help_window.list.isVisible()
    assert any(it.place == Place("meeting", "Chốt kết quả") for it in help_window.found)
    qtbot.keyClick(help_window.field, Qt.Key.Key_Down)
    chosen = help_window.found[1].place
    qtbot.keyClick(help_window.field, Qt.Key.Key_Return)
    assert help_window.place == chosen
    assert help_window.text.isVisible()
    assert help_window.field.text() == ""


def test_a_heading_is_found_before_running_text() -> None:
    found = library.search("so ghi nhan")
    assert found[0].place == Place("papers", "Sổ ghi nhận")
    assert all(it.place for it in found)
    assert library.search("  ") == []


def test_the_words_shown_hold_what_was_asked_for() -> None:
    found = {it.place: it.words for it in library.search("bản đóng băng")}
    assert "bản đóng băng" in found["meeting", "Điều khiển màn chiếu"][:80]


def test_a_key_press_folds_the_query_and_no_page_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    first = library.search("biểu mẫu")
    folded: list[str] = []

    def counted(words: str) -> str:
        folded.append(words)
        return fold(words)

    monkeypatch.setattr(library, "fold", counted)
    assert library.search("biểu mẫu") == first
    assert folded == ["biểu mẫu"]


def test_what_is_nowhere_says_so(help_window: HelpWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(help_window.field, "khong co dau")
    help_window.field.setText("zzzz")
    assert help_window._nothing.isVisible()
    qtbot.keyClick(help_window.field, Qt.Key.Key_Return)
    assert help_window.place == Place(CONTENTS)
    qtbot.keyClick(help_window.field, Qt.Key.Key_Escape)
    assert help_window.text.isVisible()
    qtbot.keyClick(help_window.field, Qt.Key.Key_Escape)
    assert not help_window.isVisible()


def test_the_tenth_page_has_the_key_that_its_row_and_the_help_name(qapp: QApplication) -> None:
    in_bar = [it for it in PAGES if it.in_side_bar]
    assert len(in_bar) == 10
    assert page_actions(PAGES)[-1].shortcut == "Alt+0"
    rows = [it.toolTip() for it in SideBar(PAGES)._buttons.values()]
    assert rows[-1].startswith("Lịch sử (Alt+0)")
    assert "Alt+0" in resources.help_text("phim-tat")

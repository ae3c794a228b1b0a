"""The tab "Giấy tờ phải nộp": the matrix, its keys, and the box of one cell."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from models.collected import Receipt
from models.duties import RequiredPaper
from models.submission import Submission
from tests.exporters.page_samples import saved
from tests.models.paper_drawing import season
from tests.ui.due_desk import DRAWING, NOW, TODAY, answer, lines, made_tab, told, undo_label
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting import due_words
from ui.collecting.due_papers import DuePapersTab
from ui.collecting.due_receipt import ReceiptDialog
from ui.widgets.forms import FormDialog


@pytest.fixture
def tab(tmp_path: Path, qtbot: Any) -> Iterator[DuePapersTab]:
    made = made_tab(tmp_path, qtbot, season(DRAWING))
    yield made
    made.session.close()


# ---- the matrix


def test_units_stand_down_and_papers_across(tab: DuePapersTab) -> None:
    assert lines(tab) == [
        "Đơn vị\tBáo cáo\tBảng tự chấm\tTóm tắt\tBáo cáo thành tích",
        "Ban Dân vận\t04/12 · tệp\tchưa có\t06/12 · 2 trang\tchưa có",
        "Ban Nội chính\t06/12 · trễ 2 ngày\tchưa có\tchưa đến hạn\tchưa có",
        "Ban Tổ chức\ttrả lại · quá 4 ngày\tchưa có\tchưa đến hạn\tchưa có",
        "Báo Lào Cai\tchưa có · quá 4 ngày\tchưa có\tchưa đến hạn\tchưa có",
    ]
    assert [tab.grid.papers.due_line(it) for it in range(5)] == [
        "",
        "trước 05/12",
        "chưa ghi hạn",
        "trước 11/12",
        "chưa ghi hạn",
    ]
    assert tab.sentence() == (
        "3 trên 16 giấy tờ đã nhận, 2 quá hạn, 1 nhận trễ, 1 trả lại. 2 giấy tờ chưa ghi hạn nộp."
    )


def test_a_cell_tells_all_that_is_known_of_it(tab: DuePapersTab) -> None:
    tip = tab.grid.papers.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.splitlines() == [
        "Ban Dân vận · Tóm tắt",
        "Hạn trước 11/12/2023 (thứ Hai) (theo kế hoạch năm của khối).",
        "Nhận 06/12/2023 (thứ Tư), tệp, 2 trang.",
        "2 trang, quy định 1 trang A4.",
    ]
    head = tab.grid.papers.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "Hạn trước 05/12/2023 (thứ Ba), theo kế hoạch năm của khối." in head


def test_space_notes_that_it_came_today_for_all_chosen_units(tab: DuePapersTab, qtbot: Any) -> None:
    heard = told(tab)
    tab.grid.choose_column(3)
    tab.how.setCurrentIndex(1)
    qtbot.keyClick(tab.grid, Qt.Key.Key_Space)
    came = [it for it in tab.session.season.facts.receipts if it.paper == "summary"]
    # What came as a file came on paper, too; nobody is written down twice.
    assert [(it.unit, it.received, it.how) for it in came[1:]] == [
        (unit, TODAY, "paper")
        for unit in ("Ban Dân vận", "Ban Nội chính", "Ban Tổ chức", "Báo Lào Cai")
    ]
    assert tab.grid.papers.cell(tab.grid.papers.index(0, 3)).how == "both"  # type: ignore[union-attr]
    assert undo_label(tab) == "ghi đã nhận Tóm tắt của 4 đơn vị"
    assert heard == ["Đã ghi nhận ngày 08/12/2023: Tóm tắt của 4 đơn vị."]
    qtbot.keyClick(tab.grid, Qt.Key.Key_Space)
    assert heard[-1] == "Giấy tờ ở ô đã chọn đã nhận rồi."
    tab.session.undo()
    assert [it.how for it in tab.session.season.facts.receipts if it.paper == "summary"] == ["file"]


def test_delete_takes_the_last_arrival_out(tab: DuePapersTab, qtbot: Any) -> None:
    heard = told(tab)
    tab.grid.choose("Ban Nội chính", "report")
    qtbot.keyClick(tab.grid, Qt.Key.Key_Delete)
    assert not [it for it in tab.session.season.facts.receipts if it.unit == "Ban Nội chính"]
    assert undo_label(tab) == "bỏ lần nhận giấy tờ của Ban Nội chính"
    qtbot.keyClick(tab.grid, Qt.Key.Key_Delete)
    assert heard == ["Chưa có lần nhận nào ở ô đã chọn."]


def test_the_choice_and_the_place_stay_when_something_changes(
    tab: DuePapersTab, qtbot: Any
) -> None:
    tab.grid.choose("Báo Lào Cai", "report")
    qtbot.keyClick(tab.grid, Qt.Key.Key_Space)
    here = tab.grid.current_cell()
    assert here is not None
    assert (here.unit, here.paper.code, here.state) == ("Báo Lào Cai", "report", "late")
    tab.show_target("Ban Tổ chức/summary")
    here = tab.grid.current_cell()
    assert here is not None
    assert (here.unit, here.paper.code) == ("Ban Tổ chức", "summary")


def test_the_names_stay_in_view_while_the_papers_scroll(tmp_path: Path, qtbot: Any) -> None:
    given = season(DRAWING)
    more = tuple(RequiredPaper(f"own-{n}", f"Giấy tờ {n}") for n in range(12))
    tab = made_tab(tmp_path, qtbot, replace(given, plan=replace(given.plan, papers=more)))
    tab.grid.choose("Ban Dân vận", "own-11")
    bar = tab.grid.horizontalScrollBar()
    assert bar.value() > 0
    assert tab.grid._frozen.x() == 0
    assert tab.grid._frozen.width() == tab.grid.columnWidth(0)
    tab.grid.choose("Ban Dân vận", "report")
    index = tab.grid.papers.index(0, 1)
    assert tab.grid.visualRect(index).left() >= tab.grid._frozen.width() - 1
    tab.session.close()


def test_copying_gives_the_matrix_to_excel(tab: DuePapersTab, qtbot: Any) -> None:
    qtbot.keyClick(tab.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Đơn vị\tBáo cáo\t")


# ---- one cell


def test_enter_asks_for_the_particulars(tab: DuePapersTab, qtbot: Any) -> None:
    asked = answer(tab, received=date(2023, 12, 7), how="both", pages=1, file="tóm tắt.docx")
    tab.grid.choose("Báo Lào Cai", "summary")
    qtbot.keyClick(tab.grid, Qt.Key.Key_Return)
    assert asked[0].windowTitle() == "Tóm tắt – Báo Lào Cai"
    assert tab.session.season.facts.receipts[-1] == Receipt(
        "Báo Lào Cai", "summary", date(2023, 12, 7), "both", pages=1, file="tóm tắt.docx"
    )
    assert undo_label(tab) == "ghi lần nhận Tóm tắt của Báo Lào Cai"
    answer(tab, pages=3)
    qtbot.keyClick(tab.grid, Qt.Key.Key_Return)
    found = [it for it in tab.session.season.facts.receipts if it.unit == "Báo Lào Cai"]
    assert [it.pages for it in found] == [3]
    assert undo_label(tab) == "sửa lần nhận Tóm tắt của Báo Lào Cai"


def test_a_paper_that_went_back_arrives_anew(tab: DuePapersTab) -> None:
    tab.grid.choose("Ban Tổ chức", "report")
    answer(tab)
    cell = tab.grid.current_cell()
    assert cell is not None
    tab.open_cell(cell)
    found = [it for it in tab.session.season.facts.receipts if it.unit == "Ban Tổ chức"]
    assert [(it.complete, it.received) for it in found] == [
        (False, date(2023, 12, 3)),
        (True, TODAY),
    ]


def test_the_box_says_at_once_what_is_late_and_asks_for_the_reason(tab: DuePapersTab) -> None:
    tab.grid.choose("Báo Lào Cai", "report")
    seen: list[tuple[str, bool, dict[str, str]]] = []

    def look(dialog: FormDialog) -> None:
        assert isinstance(dialog, ReceiptDialog)
        form = dialog.form
        form.input("complete").setCurrentIndex(1)
        form.input("received").set_day(date(2023, 12, 6))
        late = form.input("received").accessibleDescription()
        dialog.finish()
        seen.append((late, form.input("reason").isVisibleTo(dialog), form.wrong()))

    tab.ask = look
    cell = tab.grid.current_cell()
    assert cell is not None
    tab.open_cell(cell)
    assert seen == [("Trễ 2 ngày.", True, {"reason": "Chưa ghi lý do trả lại."})]


def test_name_and_pages_are_taken_from_a_file_or_said_to_be_uncounted(
    tab: DuePapersTab, tmp_path: Path
) -> None:
    paper = tmp_path / "tóm tắt.pdf"
    paper.write_bytes(b"%PDF-1.7")
    tab.pick_file = lambda: paper
    seen: list[tuple[str, str, str]] = []

    def look(dialog: FormDialog) -> None:
        assert isinstance(dialog, ReceiptDialog)
        dialog.picker.click()
        form = dialog.form
        pages = form.input("pages")
        seen.append((form.input("file").text(), pages.text(), pages.accessibleDescription()))

    tab.ask = look
    tab.grid.choose("Báo Lào Cai", "summary")
    cell = tab.grid.current_cell()
    assert cell is not None
    tab.open_cell(cell)
    assert seen == [
        ("tóm tắt.pdf", "", "Tệp này chưa đếm được số trang; mở tệp, xem rồi ghi số trang.")
    ]


def test_a_file_of_the_inbox_is_written_down_once_it_is_looked_at(tab: DuePapersTab) -> None:
    session = tab.session
    moment = datetime(2023, 12, 7, 10, 0)
    content = saved(Pages="2")
    digest = hashlib.sha256(content).hexdigest()
    name, unit = "tóm tắt.docx", "Báo Lào Cai"
    new = Submission(0, name, moment, digest, len(content), unit=unit, kind="summary")
    (kept,) = session.arrive([(new, content)])
    session.change_submissions([replace(kept, state="taken")], "nhận tệp")
    assert lines(tab)[4].split("\t")[3] == "07/12 · tệp"
    answer(tab)
    tab.grid.choose("Báo Lào Cai", "summary")
    cell = tab.grid.current_cell()
    assert cell is not None
    tab.open_cell(cell)
    assert session.season.facts.receipts[-1] == Receipt(
        "Báo Lào Cai", "summary", date(2023, 12, 7), pages=2, file="tóm tắt.docx"
    )
    assert lines(tab)[4].split("\t")[3] == "07/12 · 2 trang"


def waiting_file(tab: DuePapersTab, unit: str, day: date, **more: Any) -> Submission:
    """Put a file that says that it is the unit's report into the inbox."""
    content = f"{unit} {day}".encode()
    moment = datetime(day.year, day.month, day.day, 10, 0)
    digest = hashlib.sha256(content).hexdigest()
    new = Submission(0, "bao cao.pdf", moment, digest, len(content), unit=unit, kind="report")
    (kept,) = tab.session.arrive([(replace(new, **more), content)])
    return kept


def test_a_file_that_waits_is_neither_missing_nor_late(tab: DuePapersTab) -> None:
    file = waiting_file(tab, "Báo Lào Cai", date(2023, 12, 4))
    waiting_file(tab, "Ban Nội chính", date(2023, 12, 4))
    assert [it.split("\t")[1] for it in lines(tab)[2:]] == [
        "06/12 · 1 tệp chờ xem",
        "trả lại · quá 4 ngày",
        "chờ xem · 1 tệp",
    ]
    tip = tab.grid.papers.index(3, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.endswith("1 tệp trong mục nhận tệp chưa xem. Xem rồi mới biết có trễ hay không.")
    assert tab.sentence().startswith("3 trên 16 giấy tờ đã nhận, 1 quá hạn, 2 chờ xem, 1 trả lại.")
    assert [it.unit.name for it in tab.proposals.found] == ["Ban Tổ chức"]
    tab.session.change_submissions([replace(file, state="set_aside")], "để riêng")
    assert lines(tab)[4].split("\t")[1] == "chưa có · quá 4 ngày"
    assert [it.unit.name for it in tab.proposals.found] == ["Ban Tổ chức", "Báo Lào Cai"]


def test_the_first_of_two_files_is_told_with_the_day_of_the_book(tab: DuePapersTab) -> None:
    waiting_file(tab, "Báo Lào Cai", date(2023, 12, 4))
    later = waiting_file(tab, "Báo Lào Cai", date(2023, 12, 7), received=date(2023, 12, 6))
    tab.session.change_submissions([replace(later, state="taken")], "nhận tệp")
    assert lines(tab)[4].split("\t")[1] == "04/12 · tệp"
    tip = tab.grid.papers.index(3, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.splitlines()[2:] == [
        "Đưa vào sổ ngày 04/12/2023 (thứ Hai), tệp, sau có bản thay.",
        "Nhận 06/12/2023 (thứ Tư), tệp.",
    ]
    answer(tab)
    tab.grid.choose("Báo Lào Cai", "report")
    cell = tab.grid.current_cell()
    assert cell is not None
    tab.open_cell(cell)
    # The file that was taken is written down, with the day of its mail.
    noted = tab.session.season.facts.receipts[-1]
    assert (noted.received, noted.file) == (date(2023, 12, 6), "bao cao.pdf")
    assert lines(tab)[4].split("\t")[1] == "04/12 · tệp"


def test_the_menu_offers_what_the_keys_do(tab: DuePapersTab) -> None:
    menu = tab.make_menu()
    assert [it.text().split("\t")[0] for it in menu.actions()] == [
        "Đã nhận hôm nay",
        "Ghi chi tiết…",
        "Ghi thêm một lần nhận…",
        "Bỏ lần nhận cuối",
        "Hạn nộp…",
    ]
    assert all(it.isEnabled() for it in menu.actions())
    menu.deleteLater()


# ---- a file that can only be read


def test_a_file_that_can_only_be_read_takes_nothing(
    tab: DuePapersTab, tmp_path: Path, qtbot: Any
) -> None:
    second = Session(clock=lambda: NOW)
    second.open(tmp_path / "khoi.khoi")
    assert second.read_only
    other = DuePapersTab(second, Jobs())
    qtbot.addWidget(other)
    other.refresh("file")
    other.grid.choose("Báo Lào Cai", "report")
    cell = other.grid.current_cell()
    assert cell is not None
    for act in (other.came_today, other.take_back, other.edit_plan, other.meetings.add):
        act()
    other.open_cell(cell)
    other.proposals.accept()
    assert other.primary() is None
    assert other.sentence() == second.read_only_reason
    assert not any(it.isEnabled() for it in other.make_menu().actions())
    assert not other.proposals.accepts.isEnabled()
    assert second.season.facts == tab.session.season.facts
    second.close()


def test_every_state_has_a_mark_of_its_own_shape_or_tone() -> None:
    marks = [due_words.MARKS[state] for _, state in due_words.LEGEND]
    assert len(set(marks)) == len(marks)

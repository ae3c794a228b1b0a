"""A table taken from a file: four steps, real workbooks and Word files, nothing half entered."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from models.season import Score, ScoreKey
from models.table import ScoringTable
from tests.ui.life_samples import DRAFT, answer_box, buttons, draft_session, issue
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.table_life import import_table
from ui.table_life.import_table import COLUMNS, FILE, GRID, RESULT, ImportTable

HEAD = ("TT", "Nội dung, tiêu chí", "Điểm tối đa", "Hồ sơ kiểm chứng")
GOOD = (
    HEAD,
    ("I", "Thực hiện nhiệm vụ chính trị", 50),
    (1, "Hoàn thành chỉ tiêu", "30 điểm", "Báo cáo"),
    (2, "Cải cách hành chính", "20", "Quyết định"),
    ("II", "Xây dựng Đảng", 45),
    (1, "Xếp loại tổ chức đảng", 25, "Thông báo"),
    (2, "Đoàn thể", 20, "Thông báo"),
    ("", "Tổng cộng", 95),
)
CODES = ["I", "I.1", "I.2", "II", "II.1", "II.2"]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = draft_session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> ImportTable:
    made = ImportTable(session, Jobs())
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    return made


def workbook(folder: Path, *sheets: Sequence[Sequence[object]], merge: Sequence[str] = ()) -> Path:
    book = Workbook()
    book.remove(book.active)
    for number, lines in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Trang {number}")
        for line in lines:
            sheet.append(list(line))
        for cells in merge:
            sheet.merge_cells(cells)
    path = folder / "bang cham diem.xlsx"
    book.save(path)
    return path


def word(folder: Path, *tables: Sequence[Sequence[object]]) -> Path:
    document = Document()
    for lines in tables:
        made = document.add_table(len(lines), max(map(len, lines)))
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                made.cell(row, column).text = str(text)
        document.add_paragraph("")
    path = folder / "ke hoach.docx"
    document.save(str(path))
    return path


def read(qtbot: QtBot, panel: ImportTable, path: Path) -> None:
    panel.read_file(path)
    qtbot.waitUntil(lambda: panel.path == path and not panel.jobs.busy)


def step(panel: ImportTable) -> int:
    return panel._stack.currentIndex()


def problems(panel: ImportTable) -> list[str]:
    return [it.text for it in panel.result.problems.shown]


def combo_of(panel: ImportTable, column: int) -> QComboBox:
    return panel.columns.combos[column]


def choose(panel: ImportTable, column: int, words: str) -> None:
    combo = combo_of(panel, column)
    place = combo.findText(words)
    assert place >= 0
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def test_a_workbook_becomes_the_table(qtbot: QtBot, panel: ImportTable, tmp_path: Path) -> None:
    panel.session.set_table(ScoringTable())
    read(qtbot, panel, workbook(tmp_path, GOOD))
    assert step(panel) == COLUMNS, "one sheet is not asked about"
    assert [combo_of(panel, it).currentText() for it in range(4)] == [
        "Mã (TT, STT)",
        "Nội dung, tiêu chí",
        "Điểm tối đa",
        "Hồ sơ kiểm chứng",
    ]
    assert [panel.picks[it].text() for it in ("header", "first", "last")] == ["1", "2", "8"]
    buttons(panel)["Tiếp"].click()
    assert [it[1].code for it in panel.result.rows.records] == CODES
    assert panel.session.season.table == ScoringTable(), "looking enters nothing"
    with qtbot.waitSignals([panel.changed_table, panel.done]):
        buttons(panel)["Lập bảng này"].click()
    table = panel.session.season.table
    assert [row.code for _, row in table.walk()] == CODES
    assert (table.version, table.life.state) == (1, "draft")
    assert panel.session.undo_label == "nhập bảng chấm điểm từ tệp"
    assert step(panel) == FILE


def test_the_right_table_of_a_word_file_is_chosen(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    heading = (("UBND TỈNH", "CỘNG HÒA XÃ HỘI"), ("Số: 5", "Lào Cai"))
    read(qtbot, panel, word(tmp_path, heading, GOOD))
    assert step(panel) == GRID
    assert [it.name for it in panel.choices.records] == [it.name for it in panel.grids]
    assert len(panel.choices.selected.rows) == len(GOOD), "the longest is proposed"
    buttons(panel)["Tiếp"].click()
    assert step(panel) == COLUMNS
    buttons(panel)["Tiếp"].click()
    assert [it[1].code for it in panel.result.rows.records] == CODES


def test_the_meaning_of_a_column_is_changed_by_hand(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    odd = tuple((line[0], line[1], "x", *line[2:]) for line in GOOD[1:-1])
    read(qtbot, panel, workbook(tmp_path, (("a", "b", "c", "d", "e"), *odd)))
    choose(panel, 0, "Mã (TT, STT)")
    choose(panel, 1, "Nội dung, tiêu chí")
    choose(panel, 3, "Điểm tối đa")
    choose(panel, 4, "Hồ sơ kiểm chứng")
    panel.picks["first"].setText("2")
    panel.picks["first"].editingFinished.emit()
    assert combo_of(panel, 2).currentText() == "Không dùng"
    assert panel.found.is_ready
    assert [row.code for top in panel.found.rows for _, row in top.walk()] == CODES
    choose(panel, 1, "Không dùng")
    assert "Chưa chọn cột nội dung." in panel.first_problem.text()
    assert panel.verdict.text() == "1 lỗi"


def test_the_rows_to_read_are_chosen_by_number(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    read(qtbot, panel, workbook(tmp_path, GOOD))
    panel.picks["last"].setText("4")
    panel.picks["last"].editingFinished.emit()
    assert [row.code for top in panel.found.rows for _, row in top.walk()] == ["I", "I.1", "I.2"]
    qtbot.keyClick(panel.picks["last"], Qt.Key.Key_Up)
    assert panel.mapping.last == 4
    panel.picks["last"].setText("9999")
    panel.picks["last"].editingFinished.emit()
    assert panel.picks["last"].text() == str(len(GOOD))


def test_rows_are_added_behind_those_there_are(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    read(qtbot, panel, workbook(tmp_path, GOOD))
    panel.review()
    buttons(panel)["Thêm vào bảng"].click()
    table = panel.session.season.table
    assert [row.title for row in table.rows[3:]] == [
        "Thực hiện nhiệm vụ chính trị",
        "Xây dựng Đảng",
    ]
    codes = [row.code for _, row in table.walk()]
    assert len(set(codes)) == len(codes), "a code that is taken gets a free one"
    panel.session.undo()
    assert panel.session.season.table == DRAFT


def test_what_would_change_is_shown_before(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    read(qtbot, panel, workbook(tmp_path, GOOD))
    panel.review()
    kinds = {(it.difference.kind, it.difference.code) for it in panel.result.changes.records}
    assert ("removed", "III") in kinds
    assert ("changed", "II.1") in kinds


def test_over_an_issued_table_it_becomes_the_next_version(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    issue(panel.session)
    read(qtbot, panel, workbook(tmp_path, GOOD))
    panel.review()
    seen: list[str] = []
    answer_box("Thôi", seen)
    panel.replace_table()
    assert any("không nhận nữa" in it for it in seen)
    assert panel.session.season.table.version == 1
    answer_box("Lập bản 2", seen)
    panel.replace_table()
    table = panel.session.season.table
    assert (table.version, table.life.state, table.life.number) == (2, "draft", "")
    assert [it.version for it in panel.session.season.earlier_tables] == [1]


def test_scores_that_would_go_are_asked_about(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    panel.session.set_scores({ScoreKey("u2", "III.2", "self"): Score(note="ghi")}, "x")
    read(qtbot, panel, workbook(tmp_path, GOOD))
    panel.review()
    seen: list[str] = []
    answer_box("Thôi", seen)
    panel.replace_table()
    assert any("tiêu chí III.2" in it for it in seen)
    assert panel.session.season.table == DRAFT
    assert step(panel) == RESULT, "the work of the clerk is still there"


# ---- bad input: a sentence with the row and the way out, nothing entered

PARENTS = ("Mã", "Nội dung", "Điểm tối đa", "Thuộc mục")
BAD: dict[str, tuple[Sequence[Sequence[object]], Sequence[str]]] = {
    "formula as text": ((HEAD, ("I", "Mục", "=SUM"), (1, "Một", 5)), ("C2", "Công thức")),
    "percentage": ((HEAD, ("I", "Mục", 20), (1, "Một", "120%")), ("C3", "phần trăm")),
    "code twice": ((HEAD, ("I", "Mục", 20), (1, "Một", 5), (1, "Hai", 5)), ("hàng 3, 4", "I.1")),
    "lost parent": (
        (PARENTS, ("I", "Mục", 20, ""), ("I.1", "Một", 5, "IX")),
        ("hàng 3", "IX"),
    ),
    "cycle": (
        (PARENTS, ("A1", "Một", 5, "A2"), ("A2", "Hai", 5, "A1")),
        ("hàng", "A1"),
    ),
    "below zero": ((HEAD, ("I", "Mục", 20), (1, "Một", -5)), ("C3", "0")),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_with_its_place_and_enters_nothing(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path, name: str
) -> None:
    lines, wanted = BAD[name]
    path = workbook(tmp_path, lines)
    if name == "formula as text":
        as_text(path, "C2", "=SUM(C3:C9)")
    read(qtbot, panel, path)
    panel.review()
    errors = [it for it in panel.result.problems.shown if it.severity == "error"]
    assert errors
    assert all(it.advice for it in errors), "each says what to do"
    assert any(all(word in it.text for word in wanted) for it in errors), [it.text for it in errors]
    for words in ("Thêm vào bảng", "Thay bảng hiện có"):
        assert not buttons(panel)[words].isEnabled()
    panel.replace_table()
    panel.append()
    assert panel.session.season.table == DRAFT


def test_a_thousand_rows_with_merged_cells_are_read_and_their_faults_told(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    lines: list[Sequence[object]] = [HEAD]
    for section in range(1, 21):
        lines.append((f"{section}", f"Mục {section}", 50, ""))
        lines += [
            (chr(97 + it % 5) + str(it), f"Tiêu chí {section}.{it}", 1, "Báo cáo")
            for it in range(50)
        ]
    lines[17] = (*lines[17][:2], "mười", "Báo cáo")
    merges = [f"D{at}:D{at + 2}" for at in range(60, 1000, 51)]
    read(qtbot, panel, workbook(tmp_path, lines, merge=merges))
    assert panel.columns.view.rowSpan(59, 3) == 3
    panel.review()
    assert any("C18" in it and "mười" in it for it in problems(panel))
    assert not panel.found.is_ready


def test_a_wrong_cell_is_marked_in_the_file_as_it_was_read(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    read(qtbot, panel, workbook(tmp_path, (HEAD, ("I", "Mục", 20), (1, "Một", "12%"))))
    model = panel.columns.model
    assert model.data(model.index(2, 2), Qt.ItemDataRole.BackgroundRole) is not None
    assert model.data(model.index(2, 1), Qt.ItemDataRole.BackgroundRole) is None


def test_a_file_that_is_no_table_is_refused_in_words(
    qtbot: QtBot, panel: ImportTable, tmp_path: Path
) -> None:
    path = tmp_path / "anh.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    seen: list[str] = []
    answer_box("Đã hiểu", seen)
    panel.read_file(path)
    qtbot.waitUntil(lambda: bool(seen))
    assert any("ảnh" in it for it in seen)
    assert step(panel) == FILE


def test_a_dropped_folder_is_refused_in_words(
    panel: ImportTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(import_table, "show_error", lambda _at, error: seen.append(str(error)))
    folder = tmp_path / "Bảng các năm"
    folder.mkdir()
    drop(panel, folder)
    assert seen == ["“Bảng các năm” là thư mục. Thả một tệp Excel hoặc Word."]
    assert not panel.jobs.busy


def test_a_dropped_file_is_read(qtbot: QtBot, panel: ImportTable, tmp_path: Path) -> None:
    path = workbook(tmp_path, GOOD)
    drop(panel, path)
    qtbot.waitUntil(lambda: panel.path == path)
    assert step(panel) == COLUMNS


def drop(panel: ImportTable, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, button, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    panel.dropEvent(QDropEvent(QPointF(5, 5), copy, data, button, no_key.NoModifier))


def as_text(path: Path, cell: str, text: str) -> None:
    """Put a formula into a cell as the text it looks like."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    book.active[cell].value = text
    book.active[cell].data_type = "s"
    book.save(path)

"""T02, T03, T04, T07, T11 and T12 of the domain's collection, entered through the screen alone.

From a new file with the empty pack that ships and no table, a clerk types the table in the builder and the
regulation in the pack editor; what stands in the file afterwards is the target, and it scores the example
that was worked out by hand. Two tables also come in as the Excel and Word documents they were.

What may differ from the target, and is compared through `Codes`: codes nobody is asked for (of items:
1, 2, 3 … in their order; of documents, rules and stages: made from their words), and the pack's id, made
from its name.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from models.block import Block
from models.checking.checks import check_pack, check_table
from models.rulepack import RulePack
from models.season import Season
from tests.models.drawn_season import drawn, filled, load
from tests.models.hand_scored import HAND_SCORED
from tests.ui.entered_codes import Codes
from tests.ui.entering import (
    button,
    complete_table,
    enter_pack,
    enter_table,
    pack_editor,
    press,
    write,
)
from tests.ui.pack_desk import fail_at_refusals
from tests.ui.page_samples import session_of
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.pages.table import TablePage
from ui.rules.parts import Scene
from ui.rules.values import OPEN_VALUES
from ui.table_life.import_table import ImportTable


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    fail_at_refusals(monkeypatch)
    empty = shipped.find_pack("trong")
    assert empty is not None
    made = session_of(tmp_path, Season(Block("Khối thi đua"), 2026, empty))
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> TablePage:
    made = TablePage(session, Jobs())
    session.changed.connect(made.session_changed)
    qtbot.addWidget(made)
    made.resize(1178, 700)
    made.show()
    return made


def assert_entered(session: Session, target: Season) -> Codes:
    """What stands in the file, read anew, is the target's table and pack."""
    path = session.file.path
    session.close()
    session.open(path)
    season = session.season
    codes = Codes.between(target, season.table, season.pack)
    for _, row in season.table.walk():
        made = [it.code for it in row.rule.items] if row.rule else []
        assert made == [str(it) for it in range(1, len(made) + 1)]
    assert season.table == codes.table(target.table)
    assert season.pack.id not in ("trong", "")
    assert season.pack == replace(codes.pack(target.pack), id=season.pack.id)
    assert check_pack(season.pack) == ()
    assert all(it.severity != "error" for it in check_table(season.table, season.pack))
    return codes


def assert_scored(session: Session, name: str, codes: Codes) -> None:
    """The units of the hand-scored example, put into the file, rank as they do by hand."""
    example = HAND_SCORED[name]
    season = filled(session.season, codes.drawing(example.units))
    session.add_units(season.units)
    session.set_scores(season.scores, "chấm điểm")
    facts = season.facts
    for fact in (*facts.not_applicable, *facts.class_decisions):
        session.change_fact(None, fact, "ghi sự việc")
    assert (session.season.units, session.season.facts) == (season.units, facts)
    assert drawn(session.season) == example.ranking


@pytest.mark.parametrize("name", HAND_SCORED)
def test_a_table_and_its_regulation_are_typed_in(
    page: TablePage, session: Session, name: str
) -> None:
    target = load(name)
    shown = enter_table(page, target.table)
    enter_pack(pack_editor(page), target, shown)
    assert_scored(session, name, assert_entered(session, target))


# ---- the same tables out of documents; an import knows no rules of criteria

DOCUMENTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "t04": (
        ("STT", "Nội dung, tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Bộ thẩm định"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("I", "Chế độ báo cáo", "20"),
        ("1", "Báo cáo định kỳ", "10"),
        ("1.1", "Gửi đúng hạn", "2"),
        ("1.2", "Đúng thẩm quyền", "1"),
        ("1.3", "Nội dung báo cáo (giả định)", "7"),
        ("2", "Báo cáo đột xuất, chuyên đề (giả định)", "10"),
        ("VIII", "Công nghệ thông tin", "10"),
        ("1", "Có kế hoạch ứng dụng công nghệ thông tin", "2"),
        ("2", "Tỷ lệ văn bản ký số", "1,5"),
        ("3", "Tỷ lệ văn bản tiếp nhận điện tử", "1,5 điểm"),
        ("4", "Nhiệm vụ khác (giả định)", "5"),
        ("B", "Bậc tỷ lệ của năm 2017", "4"),
        ("1", "Tỷ lệ hoàn thành nhiệm vụ; điểm của bậc (giả định)", "4"),
        ("", "Tổng cộng", "34"),
    ),
    "t12a": (
        ("TT", "Nội dung thi đua", "Điểm chuẩn", "Đào tạo đề nghị", "Trung tâm đề nghị", "Ghi chú"),
        ("A", "Tiêu chí", "100"),
        ("1", "Giảng dạy (giả định)", "60"),
        ("2", "Nền nếp (giả định)", "40"),
        ("B", "Điểm cộng"),
        ("1", "Thành tích", "30"),
        ("C", "Điểm trừ"),
        ("1", "Vi phạm", "50"),
    ),
}
HEADING = (("SỞ TƯ PHÁP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 12/BC", "Độc lập - Tự do"))
SIGNED = ("", "Người chấm", "", "Thủ trưởng đơn vị")


def workbook(folder: Path, lines: Sequence[Sequence[str]], title: str) -> Path:
    """A sheet with its name merged over the columns, figures as numbers where they are whole, a signature."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title.upper()])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(lines[0]))
    sheet.append([])
    for line in lines:
        sheet.append([int(it) if it.isdecimal() else it or None for it in line])
    sheet.append([])
    sheet.append(list(SIGNED))
    path = folder / "bang cham diem.xlsx"
    book.save(path)
    return path


def word(folder: Path, lines: Sequence[Sequence[str]], title: str) -> Path:
    """A paper whose heading is a table, too, and whose scoring table has lines of sections in bold."""
    document = Document()
    for rows in (HEADING, lines):
        made = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                run = made.cell(at, column).paragraphs[0].add_run(text)
                run.bold = row[0] in ("I", "VIII", "A", "B", "C")
        document.add_paragraph(title)
    path = folder / "bang cham diem.docx"
    document.save(str(path))
    return path


def imported(qtbot: QtBot, page: TablePage, path: Path) -> None:
    """The file is dropped on the panel; what the program guesses is looked at and taken."""
    page.show_panel("import_table:ImportTable")
    panel = page.panel
    assert isinstance(panel, ImportTable)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(lambda: panel.path == path and not panel.jobs.busy)
    while panel.result.isHidden():
        press(button(panel, "Tiếp"))
    press(button(panel, "Lập bảng này"))
    assert page.panel is None


@pytest.mark.parametrize("made_as", [workbook, word])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_table_comes_out_of_its_document_and_gets_its_rules(
    qtbot: QtBot,
    page: TablePage,
    session: Session,
    tmp_path: Path,
    name: str,
    made_as: Callable[[Path, Sequence[Sequence[str]], str], Path],
) -> None:
    target = load(name)
    imported(qtbot, page, made_as(tmp_path, DOCUMENTS[name], target.table.title))
    bare = [replace(row, rule=None, rows=()) for _, row in target.table.walk()]
    read = [replace(row, rows=()) for _, row in session.season.table.walk()]
    assert read == bare, "codes, titles, maxima, kinds of sections: nothing of it is typed again"
    shown = complete_table(page, target.table)
    enter_pack(pack_editor(page), target, shown)
    assert_scored(session, name, assert_entered(session, target))


# ---- what stood in the way of typing a whole regulation in


def test_the_name_of_the_table_is_typed_kept_and_taken_back_as_one_act(
    page: TablePage, session: Session
) -> None:
    press(button(page, "Lập bảng"))
    builder = page.builder
    write(builder.title, "Bảng chấm")
    write(builder.title, "Bảng chấm điểm  năm 2026 ")
    assert builder.table.title == "Bảng chấm điểm năm 2026"
    builder.undo()
    assert (builder.table.title, builder.title.text()) == ("", "")
    builder.redo()
    assert builder.title.text() == "Bảng chấm điểm năm 2026"
    press(button(page, "Lưu bảng"))
    assert session.season.table.title == "Bảng chấm điểm năm 2026"


def test_a_settled_value_may_be_taken_out_of_the_open_ones(
    page: TablePage, session: Session
) -> None:
    editor = pack_editor(page)
    form = editor.pages["totals"].values
    assert form is not None
    write(form.form.input("total"), "100")
    assert editor.draft.pack.decided == ("total",)
    editor.show_page("open")
    made = editor.pages["open"].lists["open_values"]
    assert made.table.select(lambda it: it.record.field == "total")
    press(made.remove_button)
    press(editor.bar.apply_button)
    assert session.season.pack.total == 100
    assert session.season.pack.decided == ()
    assert "total" not in {it.field for it in session.season.pack.open_values}


@pytest.mark.parametrize("pack", shipped.packs(), ids=lambda it: it.id)
def test_every_value_that_packs_leave_open_can_be_written_as_open(pack: RulePack) -> None:
    part = next(it for it in OPEN_VALUES.parts if it.name == "field")
    offered = {value for value, _ in part.choices_in(Scene(pack))}
    assert {it.field for it in pack.open_values} <= offered

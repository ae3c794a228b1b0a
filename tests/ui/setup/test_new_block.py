"""The guide for a new file: five steps, left and taken up again."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.table_life import TableLife
from tests.ui.light_pages import NOW
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.new_block import NewBlock, two_lines
from ui.setup.block_step import BlockStep
from ui.setup.forms_step import FormsStep
from ui.setup.rules_step import RulesStep
from ui.setup.steps import NO_PACK, setup_steps
from ui.setup.table_step import TableStep
from ui.setup.units_step import UnitsStep
from ui.table_life.import_table import ImportTable

TABLE = "I\tNhiệm vụ\t60\t\n1\tA\t60\tBáo cáo\nII\tĐảng\t20\t\n1\tB\t20\tSổ\nIII\tThi đua\t15\t\n1\tC\t15\tSổ"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session(tmp_path / "sao-luu", clock=lambda: NOW)
    yield made
    made.close()


def guide(qtbot: QtBot, session: Session, jobs: Jobs | None = None) -> NewBlock:
    made = NewBlock(session, jobs or Jobs())
    qtbot.addWidget(made)
    made.show()
    return made


def begin(qtbot: QtBot, session: Session, tmp_path: Path) -> NewBlock:
    """The guide after its first step."""
    made = guide(qtbot, session)
    block = made.steps[0]
    assert isinstance(block, BlockStep)
    block.form.input("name").setText("Khối Tỉnh ủy")
    block.form.input("place").setText("Lào Cai")
    block.target = tmp_path / "Khoi 2023.khoi"
    made.go_on()
    return made


def test_nothing_is_made_before_the_first_step_is_right(qtbot: QtBot, session: Session) -> None:
    made = guide(qtbot, session)
    made.go_on()
    assert made.current == 0
    assert not session.is_open
    made.show_step(2)
    assert made.current == 0


def test_the_first_step_makes_the_file_with_what_is_known(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    made = begin(qtbot, session, tmp_path)
    assert made.current == 1
    assert session.season.block.name == "Khối Tỉnh ủy"
    assert session.season.block.place == "Lào Cai"
    assert session.season.year == 2023
    assert session.season.pack == NO_PACK
    assert (tmp_path / "Khoi 2023.khoi").exists()


def test_pasted_units_are_shown_then_entered(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    made = begin(qtbot, session, tmp_path)
    step = made.steps[1]
    assert isinstance(step, UnitsStep)
    step.text.setPlainText("Ban Dân vận\tBDV\nVăn phòng\tVP\n\nBan Dân vận\tBDV")
    assert [it.state for it in step.table.records] == ["new", "new", "twice"]
    assert step._told.text() == "2 đơn vị mới · bỏ qua 1 dòng trùng · bỏ qua 1 dòng trống"
    step._set_trait(step.table.records[1], "has_party", on=False)
    made.go_on()
    units = session.season.units
    assert [(it.name, it.short_name, it.has_party) for it in units] == [
        ("Ban Dân vận", "BDV", True),
        ("Văn phòng", "VP", False),
    ]
    made.show_step(1)
    step._set_trait(step.table.records[0], "has_union", on=False)
    assert not session.season.units[0].has_union


def test_the_chosen_pack_comes_into_force_with_the_blocks_values(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    made = begin(qtbot, session, tmp_path)
    made.show_step(2)
    step = made.steps[2]
    assert isinstance(step, RulesStep)
    step.choice.setCurrentIndex(step.choice.findData("lao-cai-3666"))
    assert step.open_view is not None
    entry = step.open_view.entry("step")
    entry.open_choice()
    assert entry.form is not None
    entry.form.input("step").setText("0,25")
    made.go_on()
    assert session.season.pack.id == "lao-cai-3666"
    assert session.season.pack.step == Decimal("0.25")
    assert session.season.pack.decided == ("step",)
    assert made.current == 3


def test_the_table_is_held_against_the_frame_while_it_is_pasted(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    made = begin(qtbot, session, tmp_path)
    pack = shipped.find_pack("lao-cai-3666")
    assert pack is not None
    session.set_pack(pack)
    made.show_step(3)
    step = made.steps[3]
    assert isinstance(step, TableStep)
    step.text.setPlainText(TABLE.replace("15", "10"))
    assert step.meter.text() == "Nội dung 90/95 · thưởng 5"
    assert "lỗi" in step._verdict.text()
    step.text.setPlainText(TABLE)
    assert step.meter.text() == "Nội dung 95/95 · thưởng 5"
    assert step._verdict.text() == "Đúng khung điểm"
    made.go_on()
    assert [it.code for it in session.season.table.criteria()] == ["I.1", "II.1", "III.1"]


def test_a_table_that_cannot_be_read_stays_in_the_field(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    made = begin(qtbot, session, tmp_path)
    made.show_step(3)
    step = made.steps[3]
    assert isinstance(step, TableStep)
    step.text.setPlainText("I\tA\tmười")
    made.go_on()
    assert made.current == 3
    assert step.text.toPlainText() == "I\tA\tmười"
    assert session.season.table.rows == ()


def test_the_table_of_the_sample_can_be_taken(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    made = begin(qtbot, session, tmp_path)
    made.show_step(3)
    step = made.steps[3]
    assert isinstance(step, TableStep)
    step.take_sample()
    made.go_on()
    assert session.season.table.rows == shipped.sample().table.rows


def test_the_last_step_writes_a_form_for_every_unit(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    begin(qtbot, session, tmp_path).close()
    session.set_pack(shipped.packs()[0])
    session.set_table(shipped.sample().table)
    for unit in shipped.sample().units[:2]:
        session.add_unit(unit)
    jobs = Jobs()
    made = guide(qtbot, session, jobs)
    assert made.current == 4
    step = made.steps[4]
    assert isinstance(step, FormsStep)
    with qtbot.waitSignal(jobs.finished):
        step.write(tmp_path)
    assert len(list(tmp_path.glob("*.xlsx"))) == 2
    assert step.told.text().startswith("Đã ghi 2 biểu mẫu")


def test_forms_of_a_draft_wait_for_its_issue_and_the_step_says_so(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    begin(qtbot, session, tmp_path).close()
    made = guide(qtbot, session)
    made.show_step(4)
    step = made.steps[4]
    assert isinstance(step, FormsStep)
    assert (step.told.text(), step.told.property("role")) == (
        "Cần có đơn vị và bảng chấm điểm trước.",
        "warn",
    )
    session.set_pack(shipped.packs()[0])
    session.set_table(replace(shipped.sample().table, life=TableLife()))
    session.add_unit(shipped.sample().units[0])
    made.show_step(4)
    assert "còn là dự thảo" in step.told.text()
    assert step._write.isEnabled()
    assert not step.waits_for_act, "going on is what is to be done"
    assert made.focusWidget() is made._next
    session.set_table(shipped.sample().table)
    made.show_step(4)
    assert step.told.text() == ""
    assert step.waits_for_act


def test_it_is_taken_up_at_the_first_step_that_is_not_done(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    begin(qtbot, session, tmp_path).reject()
    path = session.file.path
    session.open(path)
    assert guide(qtbot, session).current == 1
    for unit in shipped.sample().units[:2]:
        session.add_unit(unit)
    assert guide(qtbot, session).current == 2
    session.set_pack(shipped.packs()[0])
    assert guide(qtbot, session).current == 3
    assert [it.done for it in setup_steps(session.season)] == [True, True, True, False, False]


def test_the_first_step_of_a_file_that_exists_changes_it(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    begin(qtbot, session, tmp_path).close()
    made = guide(qtbot, session)
    made.show_step(0)
    step = made.steps[0]
    assert isinstance(step, BlockStep)
    assert step.form.input("year").isReadOnly()
    step.form.input("name").setText("Khối mới")
    made.go_on()
    assert session.season.block.name == "Khối mới"
    assert session.undo_label == "sửa thông tin khối"


def test_an_open_file_stays_open_until_the_new_one_is_made(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    begin(qtbot, session, tmp_path).close()
    old = session.file.path
    made = NewBlock(session, Jobs(), anew=True)
    qtbot.addWidget(made)
    made.show()
    assert made.current == 0
    block = made.steps[0]
    assert isinstance(block, BlockStep)
    assert not block.form.input("name").text()
    made.show_step(1)
    assert made.current == 0
    assert session.file.path == old
    block.form.input("name").setText("Khối khác")
    block.target = tmp_path / "Khac.khoi"
    made.go_on()
    assert made.current == 1
    assert session.file.path == tmp_path / "Khac.khoi"


def test_no_box_is_left_open(qtbot: QtBot, session: Session) -> None:
    guide(qtbot, session).reject()
    assert QApplication.activeModalWidget() is None


# ---- the step of the rules


def rules_step(qtbot: QtBot, session: Session, tmp_path: Path) -> tuple[NewBlock, RulesStep]:
    made = begin(qtbot, session, tmp_path)
    made.activateWindow()
    made.show_step(2)
    step = made.steps[2]
    assert isinstance(step, RulesStep)
    return made, step


def test_no_pack_is_taken_that_was_not_chosen(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    made, step = rules_step(qtbot, session, tmp_path)
    assert step.choice.currentIndex() == -1
    assert step.choice.placeholderText() == "Chọn bộ quy tắc"
    assert step.open_view is None
    made.go_on()
    assert made.current == 2
    assert step.refused.isVisible()
    assert session.season.pack == NO_PACK
    step.choice.setCurrentIndex(0)
    assert not step.refused.isVisible()
    made.go_on()
    assert made.current == 3
    assert session.season.pack.id == step.choice.itemData(0)


def test_enter_in_a_value_chooses_it_and_stays_in_the_step(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    made, step = rules_step(qtbot, session, tmp_path)
    step.choice.setCurrentIndex(step.choice.findData("trong"))
    assert step.open_view is not None
    assert step.draft is not None
    entry = step.open_view.entry("total")
    entry.choose_button.setFocus()
    QTest.keyClick(entry.choose_button, Qt.Key.Key_Return)
    assert entry.form is not None
    entry.form.input("total").setText("115")
    QTest.keyClick(entry.form.input("total"), Qt.Key.Key_Return)
    assert made.current == 2
    assert step.draft.pack.total == Decimal(115)
    assert "total" in step.draft.pack.decided
    after = made.focusWidget()
    assert after in [it.choose_button for it in step.open_view.entries]
    QTest.keyClick(after, Qt.Key.Key_Return)
    assert made.current == 2
    assert any(it.is_open for it in step.open_view.entries)


def test_a_step_without_a_table_says_how_to_get_one(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    made = begin(qtbot, session, tmp_path)
    made.show_step(3)
    step = made.steps[3]
    assert isinstance(step, TableStep)
    assert step.meter.isHidden()
    assert any("Chưa có bảng nào." in it.text() for it in step.findChildren(QLabel))
    opened: list[bool] = []

    def leave() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        panel = box.findChild(ImportTable)
        assert panel is not None
        opened.append(panel.isVisible())
        assert panel.put_in_force(shipped.sample().table, "nhập bảng", "Đã nhập bảng.")

    QTimer.singleShot(0, leave)
    step.import_file()
    assert opened == [True]
    assert session.season.table.rows == shipped.sample().table.rows
    assert step.table.records
    assert not step.meter.isHidden()
    assert made.notice.isVisible()


def test_the_sentence_of_a_step_goes_on_in_a_second_line(qtbot: QtBot) -> None:
    metrics = QFontMetrics(QApplication.font())
    words = "Tên khối, năm, cơ quan ban hành"
    width = metrics.horizontalAdvance("Tên khối, năm, cơ quan")
    assert two_lines(words, metrics, width) == "Tên khối, năm, cơ quan\nban hành"
    assert two_lines("6 đơn vị", metrics, width) == "6 đơn vị"
    assert two_lines(words * 3, metrics, width).endswith("…")

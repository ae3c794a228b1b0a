"""The strip over the table: where it stands, the next step, and what stands in its way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.criterion_rule import CriterionRule, Item
from models.table import ScoringTable
from models.tables import steps
from tests.ui.life_samples import DAY, DRAFT, answer_form, buttons, draft_session, issue, shown
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.table_life.strip import LifeStrip

FIRST = DRAFT.rows[0]
BARE = replace(
    DRAFT,
    rows=(
        replace(FIRST, rows=(replace(FIRST.rows[0], evidence=""), FIRST.rows[1])),
        *DRAFT.rows[1:],
    ),
)
OVER = CriterionRule("deduct", (Item("1", "Văn bản chậm", Decimal(25), "văn bản"),))
TWICE = replace(
    BARE,
    rows=(
        replace(BARE.rows[0], rows=(BARE.rows[0].rows[0], replace(FIRST.rows[1], rule=OVER))),
        *DRAFT.rows[1:],
    ),
)
"""Two warnings: no evidence, and an item that takes off more than the criterion has."""
SHORT = replace(DRAFT, rows=(replace(FIRST, max_points=Decimal(45)), *DRAFT.rows[1:]))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = draft_session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def strip(qtbot: QtBot, session: Session) -> LifeStrip:
    made = LifeStrip(session, Jobs())
    qtbot.addWidget(made)
    made.resize(1100, 300)
    made.show()
    return made


def progress(strip: LifeStrip) -> list[str]:
    return [cell.accessibleName() for cell in strip.steps.cells]


def state(strip: LifeStrip) -> str:
    return strip.session.season.table.life.state


def test_the_whole_way_is_walked_by_the_one_button(qtbot: QtBot, strip: LifeStrip) -> None:
    told: list[str] = []
    strip.told.connect(lambda words, _tone: told.append(words))
    answer_form({"number": "12/CV-KTĐ", "day": DAY})
    buttons(strip)["Gửi xin ý kiến…"].click()
    assert state(strip) == "opinion"
    answer_form({"number": "345/SNV", "day": date(2023, 2, 20), "opinion": "Nhất trí."})
    buttons(strip)["Ghi trả lời…"].click()
    assert "Ý kiến trả lời: Nhất trí." in shown(strip)
    answer_form({"number": "05/KH-KTĐ", "day": date(2023, 3, 1)})
    with qtbot.waitSignal(strip.changed_table) as changed:
        buttons(strip)["Ban hành…"].click()
    assert isinstance(changed.args[0], ScoringTable)
    assert state(strip) == "issued"
    buttons(strip)["Khóa bảng"].click()
    assert progress(strip) == [
        "Dự thảo, đã xong: Bản 1",
        "Xin ý kiến, đã xong: Trả lời 345/SNV, 20/02/2023",
        "Ban hành, đã xong: 05/KH-KTĐ, 01/03/2023",
        "Khóa, bước hiện tại: đã khóa",
    ]
    assert told == [
        "Đã ghi công văn 12/CV-KTĐ.",
        "Đã ghi trả lời 345/SNV.",
        "Đã ban hành bảng chấm điểm bản 1. Tiếp theo: xuất biểu mẫu.",
        "Đã khóa bảng chấm điểm bản 1.",
    ]


def test_each_step_is_one_act_that_can_be_taken_back(strip: LifeStrip) -> None:
    answer_form({"number": "12/CV-KTĐ", "day": DAY})
    buttons(strip)["Gửi xin ý kiến…"].click()
    assert strip.session.undo_label == "gửi bảng xin ý kiến"
    strip.session.undo()
    assert state(strip) == "draft"
    assert "Gửi xin ý kiến…" in buttons(strip)


def test_a_wrong_day_stays_in_the_form_with_its_sentence(strip: LifeStrip) -> None:
    strip.session.set_table(steps.send(DRAFT, "12/CV", date(2023, 2, 20)))
    seen: list[str] = []
    answer_form({"number": "345/SNV", "day": DAY}, seen)
    buttons(strip)["Ghi trả lời…"].click()
    assert any("Ngày trả lời 10/02/2023 trước ngày gửi" in it for it in seen)
    assert strip.session.season.table.life.answer == ""


def test_errors_block_the_issue_with_their_number_and_can_be_seen(strip: LifeStrip) -> None:
    strip.session.set_table(steps.send(SHORT, "12/CV", DAY))
    strip.session.set_table(steps.answer(strip.session.season.table, "3/SNV", DAY))
    errors = len(strip.errors)
    assert errors > 0
    assert strip.badge.text() == f"{errors} lỗi"
    assert not buttons(strip)["Ban hành…"].isEnabled()
    buttons(strip)["Xem lỗi"].click()
    assert any("các dòng con cộng lại 50" in it for it in shown(strip))
    assert "Ẩn lỗi" in buttons(strip)


def test_warnings_are_accepted_one_by_one_with_a_note_that_is_kept(strip: LifeStrip) -> None:
    strip.session.set_table(BARE)
    assert strip.badge.text() == f"{len(strip.warnings)} cảnh báo"
    buttons(strip)["Xem cảnh báo"].click()
    buttons(strip)["Chấp nhận"].click()
    assert strip.session.season.table.life.accepted == (), "no reason, nothing accepted"
    wanted = len(strip.warnings)
    for _ in range(wanted):
        strip.panel.findChildren(QLineEdit)[-1].setText("Đơn vị gửi sau")
        note = next(it for it in strip.panel.findChildren(QLineEdit) if it.isVisible())
        note.setText("Đơn vị gửi sau")
        buttons(strip)["Chấp nhận"].click()
    assert not strip.warnings
    assert {it.note for it in strip.session.season.table.life.accepted} == {"Đơn vị gửi sau"}
    assert any("Lý do: Đơn vị gửi sau" in it for it in shown(strip))
    strip.session.set_table(
        steps.issue(strip.session.season.table, strip.session.season.pack, "5", DAY)
    )
    assert f"Đã chấp nhận {wanted} cảnh báo khi ban hành." in strip.sentence.text()


def test_an_accepted_warning_can_count_again(strip: LifeStrip) -> None:
    warning = steps.open_warnings(BARE, strip.session.season.pack)[0]
    strip.session.set_table(steps.accept(BARE, warning, "Được"))
    before = len(strip.warnings)
    buttons(strip)["Xem cảnh báo"].click()
    buttons(strip)["Bỏ chấp nhận"].click()
    assert len(strip.warnings) == before + 1


def test_an_issued_table_says_what_a_change_means(strip: LifeStrip) -> None:
    issue(strip.session)
    assert strip.sentence.text() == (
        "Đã ban hành: muốn sửa thì lập bản 2. Khi đó bản 1 vẫn được giữ, nhưng biểu mẫu của bản"
        " 1 không nhận nữa."
    )
    strip.take("lock")
    buttons(strip)["Lập bản mới"].click()
    table = strip.session.season.table
    assert (table.version, table.life.state) == (2, "draft")
    assert [it.version for it in strip.session.season.earlier_tables] == [1]
    strip.session.undo()
    assert strip.session.season.table.life.state == "locked"
    assert strip.session.season.earlier_tables == ()


def test_a_file_to_look_at_offers_no_step(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    second = Session(None, clock=session.now)
    second.open(session.file.path)
    assert second.read_only
    strip = LifeStrip(second, Jobs())
    qtbot.addWidget(strip)
    strip.show()
    assert list(buttons(strip)) == []
    assert any("Dự thảo" in it for it in shown(strip))
    second.close()


def test_nothing_is_shown_without_a_table(strip: LifeStrip) -> None:
    strip.session.set_table(ScoringTable())
    assert shown(strip) == []


# ---- the keyboard


def two_warnings(strip: LifeStrip) -> list[QLineEdit]:
    """The fields for the reasons of a table with two warnings."""
    strip.session.set_table(TWICE)
    if strip.panel.isHidden():
        strip.look.click()
    return notes(strip)


def notes(strip: LifeStrip) -> list[QLineEdit]:
    QApplication.processEvents()
    return [it for it in strip.panel.findChildren(QLineEdit) if it.isVisible()]


def held(strip: LifeStrip) -> QWidget | None:
    QApplication.processEvents()
    return strip.focusWidget()


def test_typed_reasons_stay_when_another_warning_is_accepted(
    qtbot: QtBot, strip: LifeStrip
) -> None:
    first, second = two_warnings(strip)
    second.setText("Gửi sau")
    first.setFocus()
    first.setText("Không có hồ sơ")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    [left] = notes(strip)
    assert left.text() == "Gửi sau"
    assert held(strip) is left, "the keyboard goes on to the next reason"
    strip.session.undo()
    assert [it.text() for it in notes(strip)] == ["", "Gửi sau"]
    strip.session.set_block(replace(strip.session.season.block, name="Khối khác"), "u1", "u2")
    assert [it.text() for it in notes(strip)] == ["", "Gửi sau"]


def test_a_change_elsewhere_does_not_take_the_keyboard_from_a_reason(strip: LifeStrip) -> None:
    _, second = two_warnings(strip)
    second.setFocus()
    second.setText("Gửi")
    strip.session.set_block(replace(strip.session.season.block, name="Khối khác"), "u1", "u2")
    assert held(strip) is second
    table = strip.session.season.table
    strip.session.set_table(steps.send(table, "12/CV", DAY))
    assert notes(strip)[1].text() == "Gửi"
    assert held(strip) is notes(strip)[1]


def test_after_the_last_reason_the_keyboard_is_on_the_next_step(
    qtbot: QtBot, strip: LifeStrip
) -> None:
    strip.session.set_table(BARE)
    strip.look.click()
    while strip.warnings:
        note = notes(strip)[0]
        note.setFocus()
        note.setText("Được")
        qtbot.keyClick(note, Qt.Key.Key_Return)
    assert held(strip) is buttons(strip)["Gửi xin ý kiến…"]


def test_after_a_step_the_keyboard_is_on_the_next_one(strip: LifeStrip) -> None:
    answer_form({"number": "12/CV-KTĐ", "day": DAY})
    step = buttons(strip)["Gửi xin ý kiến…"]
    step.setFocus()
    step.click()
    assert held(strip) is buttons(strip)["Ghi trả lời…"]
    strip.session.set_table(steps.issue(DRAFT, strip.session.season.pack, "5", DAY))
    lock = buttons(strip)["Khóa bảng"]
    lock.setFocus()
    lock.click()
    assert held(strip) is buttons(strip)["Lập bản mới"]


def test_reasons_of_one_file_are_not_seen_in_another(strip: LifeStrip, tmp_path: Path) -> None:
    two_warnings(strip)[0].setText("Của sổ này")
    (tmp_path / "khác").mkdir()
    other = draft_session(tmp_path / "khác", table=TWICE)
    path = other.file.path
    other.close()
    strip.session.open(path)
    assert [it.text() for it in notes(strip)] == ["", ""]

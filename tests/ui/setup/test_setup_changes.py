"""The guide over a file that has scores: nothing goes unasked, nothing wrong is put in force."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.rulepack import Stage
from models.season import Score, ScoreKey, Season
from tests.ui.page_samples import TABLE as SMALL
from tests.ui.page_samples import filled, season, session_of
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.new_block import NewBlock
from ui.setup.losses import Loss, lost_to_pack, lost_to_table
from ui.setup.rules_step import RulesStep
from ui.setup.table_step import TableStep
from ui.widgets.messages import AskBox


def guide(qtbot: QtBot, session: Session) -> NewBlock:
    made = NewBlock(session, Jobs())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def scored(tmp_path: Path) -> Iterator[Session]:
    """The small block with a self score of every unit and a note of one."""
    given = filled(season(), "self")
    made = session_of(tmp_path, given)
    made.set_scores({ScoreKey("u1", "III.2", "block"): Score(note="xem lại")}, "ghi chú")
    yield made
    made.close()


def table_step(qtbot: QtBot, session: Session) -> tuple[NewBlock, TableStep]:
    made = guide(qtbot, session)
    made.show_step(3)
    step = made.steps[3]
    assert isinstance(step, TableStep)
    return made, step


def as_pasted(given: Season, *without: str) -> str:
    """The table of a season as four columns, without some rows."""
    return "\n".join(
        f"{row.code}\t{row.title}\t{row.max_points}\t{row.evidence}"
        for _, row in given.table.walk()
        if row.code not in without
    )


def answer(verb: str) -> list[str]:
    """Press this button in the next question; what the question said is added to the list."""
    seen: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, AskBox)
        seen.extend(it.text() for it in box.findChildren(QLabel))
        buttons = {it.text(): it for it in box.findChildren(QPushButton)}
        seen.extend(buttons)
        buttons.get(verb, buttons["Thôi"]).click()

    QTimer.singleShot(0, press)
    return seen


def test_the_same_table_pasted_again_is_no_act(qtbot: QtBot, scored: Session) -> None:
    own = replace(SMALL.rows[0].rows[0], deduct_each=Decimal("0.5"))
    section = replace(SMALL.rows[0], rows=(own, SMALL.rows[0].rows[1]))
    scored.set_table(replace(SMALL, rows=(section, *SMALL.rows[1:])))
    before = scored.season.table
    acts = len(scored.history())
    made, step = table_step(qtbot, scored)
    step.text.setPlainText(as_pasted(scored.season))
    assert step.carried.text() == (
        "Giữ mức trừ/lần của 1 dòng đang có (I.1): bảng dán không có cột này."
    )
    assert step.carried.isVisible()
    made.go_on()
    assert made.current == 4
    assert scored.season.table == before
    assert len(scored.history()) == acts


def test_a_changed_table_is_the_next_version_of_the_same_table(
    qtbot: QtBot, scored: Session
) -> None:
    made, step = table_step(qtbot, scored)
    step.text.setPlainText(as_pasted(scored.season).replace("Công tác", "Việc"))
    seen = answer("Lập bản 2")
    made.go_on()
    assert "biểu mẫu của bản 1" in " ".join(seen)
    table = scored.season.table
    assert (table.version, table.title, table.life.state) == (2, SMALL.title, "draft")
    assert scored.season.earlier_tables == (SMALL,)
    assert len(scored.season.scores) == 31


def test_scores_go_only_after_a_question_with_their_numbers(qtbot: QtBot, scored: Session) -> None:
    made, step = table_step(qtbot, scored)
    step.text.setPlainText(as_pasted(scored.season, "I.2", "III.2"))
    seen = answer("Thôi")
    made.go_on()
    assert (
        "Bỏ 10 điểm và 1 ô ghi chú, hồ sơ của 5 đơn vị ở tiêu chí I.2, III.2."
        "\n\nLấy lại được bằng Hoàn tác (Ctrl+Z)." in " ".join(seen)
    )
    assert made.current == 3
    assert len(scored.season.scores) == 31
    assert step.text.toPlainText()
    answer("Bỏ 10 điểm và 1 ô ghi chú, hồ sơ và lập bản 2")
    made.go_on()
    assert made.current == 4
    assert len(scored.season.scores) == 20
    assert made.notice.isVisible()
    assert any(
        it.text() == "Đã bỏ 10 điểm và 1 ô ghi chú, hồ sơ của 5 đơn vị ở tiêu chí I.2, III.2."
        for it in made.notice.findChildren(QLabel)
    )
    next(it for it in made.notice.findChildren(QPushButton) if it.text() == "Hoàn tác").click()
    assert len(scored.season.scores) == 31
    assert scored.season.table == SMALL
    assert not made.notice.isVisible()


def test_undo_is_offered_only_for_the_last_act(qtbot: QtBot, scored: Session) -> None:
    made, step = table_step(qtbot, scored)
    step.text.setPlainText(as_pasted(scored.season, "I.2"))
    answer("Bỏ 5 điểm và lập bản 2")
    made.go_on()
    assert made.notice.isVisible()
    scored.set_points(ScoreKey("u1", "I.1", "self"), Decimal(3))
    assert not made.notice.isVisible()


def test_losses_are_counted_by_what_the_file_would_drop(scored: Session) -> None:
    given = scored.season
    section = replace(SMALL.rows[2], rows=())
    assert lost_to_table(given, SMALL).is_none
    assert lost_to_table(given, replace(SMALL, rows=(*SMALL.rows[:2], section))) == Loss(
        10, 1, 5, ("III.1", "III.2")
    )
    pack = replace(given.pack, stages=(Stage("block", "Khối chấm"),))
    assert lost_to_pack(given, pack) == Loss(30, 0, 5, ("Tự chấm",))
    many = Loss(36, 0, 9, tuple(f"I.{number}" for number in range(1, 9)))
    assert many.sentence("tiêu chí") == (
        "Bỏ 36 điểm của 9 đơn vị ở tiêu chí I.1, I.2, I.3, I.4, I.5, I.6 và 2 tiêu chí khác."
    )


def test_a_table_with_a_code_twice_is_not_put_in_force(qtbot: QtBot, scored: Session) -> None:
    made, step = table_step(qtbot, scored)
    step.text.setPlainText("I\tA\t20\tx\nI.1\tB\t10\tx\nI.1\tC\t10\tx")
    made.go_on()
    assert made.current == 3
    assert scored.season.table == SMALL
    told = [it.text() for it in step.findChildren(QLabel) if it.property("role") == "error"]
    told.remove(step.refused.text())
    assert told[0].startswith("Dòng 2, 3: Mã I.1 ghi ở 2 dòng")


def test_why_the_step_is_not_left_is_said_until_something_is_mended(
    qtbot: QtBot, scored: Session
) -> None:
    made, step = table_step(qtbot, scored)
    step.text.setPlainText("I\tA\tmười")
    assert not step.refused.isVisible()
    made.go_on()
    assert made.current == 3
    assert step.refused.isVisible()
    assert step.refused.text() == (
        "Chưa đi tiếp được vì bảng dán chưa đọc đúng. Sửa lỗi đầu tiên ở bên phải, hoặc xóa trắng ô này để làm sau."
    )
    step.text.setPlainText("I\tA\tmười\nII\tB\tba")
    assert not step.refused.isVisible()
    made.go_on()
    assert "Sửa 2 lỗi đầu ở bên phải" in step.refused.text()


def test_a_table_that_does_not_fit_yet_may_still_be_kept(qtbot: QtBot, scored: Session) -> None:
    made, step = table_step(qtbot, scored)
    step.text.setPlainText(as_pasted(scored.season).replace("\t8\t", "\t7\t"))
    assert "lỗi" in step._verdict.text()
    answer("Lập bản 2")
    made.go_on()
    assert made.current == 4


def test_figures_that_no_regulation_can_mean_are_refused_at_their_field(
    qtbot: QtBot, scored: Session
) -> None:
    made = guide(qtbot, scored)
    made.show_step(2)
    step = made.steps[2]
    assert isinstance(step, RulesStep)
    before = scored.season.pack
    assert step.open_view is not None
    entry = step.open_view.entry("rounding")
    entry.open_choice()
    qtbot.waitUntil(lambda: not entry.form.input("rounding").visibleRegion().isEmpty())
    assert entry.form is not None
    entry.form.input("decimals").setText("30")
    made.go_on()
    assert made.current == 2
    error = entry.form._rows["decimals"].error
    assert error.text() == "Ghi số nguyên từ 0 đến 6."
    qtbot.waitUntil(lambda: not error.visibleRegion().isEmpty())
    assert scored.season.pack == before
    assert scored.undo_label == "ghi chú"


def test_a_pack_that_cannot_be_meant_is_told_under_the_form(qtbot: QtBot, scored: Session) -> None:
    made = guide(qtbot, scored)
    made.show_step(2)
    step = made.steps[2]
    assert isinstance(step, RulesStep)
    before = scored.season.pack
    assert before.bonus is not None
    bonus = replace(before.bonus, total_max=Decimal(-5))
    step._packs[before.id] = replace(before, bonus=bonus, stages=())
    step._show_values()
    made.go_on()
    assert made.current == 2
    assert step.refused.isVisible()
    assert "Phải có ít nhất một bước chấm." in step.refused.text()
    assert scored.season.pack == before


def test_a_pack_with_other_stages_asks_before_scores_go(qtbot: QtBot, scored: Session) -> None:
    made = guide(qtbot, scored)
    made.show_step(2)
    step = made.steps[2]
    assert isinstance(step, RulesStep)
    before = scored.season.pack
    step._packs[before.id] = replace(before, stages=before.stages[1:])
    step._show_values()
    seen = answer("Bỏ 30 điểm và đổi bộ quy tắc")
    made.go_on()
    assert any("Bỏ 30 điểm của 5 đơn vị ở bước chấm Tự chấm." in it for it in seen)
    assert made.current == 3
    assert len(scored.season.scores) == 1
    made.take_back()
    assert len(scored.season.scores) == 31
    assert scored.season.pack == before


def test_the_guide_fits_a_small_screen(qtbot: QtBot, scored: Session) -> None:
    """1366 × 768 at 150 %, less the bar of the desktop."""
    made, step = table_step(qtbot, scored)
    step.text.setPlainText("\n".join(f"I.{place}\tA\tx" for place in range(20)))
    for place in range(5):
        made.show_step(place)
        QApplication.processEvents()
        least = made.minimumSizeHint()
        assert (least.width() <= 880, least.height() <= 450) == (True, True), (place, least)

"""The code of the signed paper typed unit by unit, and the blind second entry."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from models.collected import SecondEntry, SignedPaper
from models.collecting.check_code import check_code
from models.collecting.paper_check import PaperCheck
from models.season import ScoreKey
from storage.block_file import BlockFile
from tests.exporters.ruled_samples import INPUTS, POINTS, SEASON, UNIT, given
from tests.ui.score_samples import NOW, opened, self_scored
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting.paper_check import PaperCheckView
from ui.collecting.second_entry import KEEP, TAKE, SecondEntryDialog

DAY = NOW.date()
FIRST, SECOND, THIRD = "Ban Dân vận", "Ban Nội chính", "Ban Tổ chức"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = opened(tmp_path, self_scored())
    yield made
    made.close()


def shown(session: Session, qtbot: Any) -> PaperCheckView:
    view = PaperCheckView(session, Jobs())
    qtbot.addWidget(view)
    session.changed.connect(view.refresh)
    view.show()
    view.refresh("file")
    return view


@pytest.fixture
def view(session: Session, qtbot: Any) -> PaperCheckView:
    return shown(session, qtbot)


def code(session: Session, unit: str) -> str:
    return check_code(session.season, unit, "self")


def typed(view: PaperCheckView, words: str, qtbot: Any) -> None:
    view.code.selectAll()
    qtbot.keyClicks(view.code, words)
    qtbot.keyClick(view.code, Qt.Key.Key_Return)


def chosen(view: PaperCheckView) -> str:
    check = view.current
    assert check is not None
    return check.unit.name


def row(view: PaperCheckView, unit: str) -> PaperCheck:
    found: PaperCheck = next(it for it in view.table.records if it.unit.name == unit)
    return found


def test_an_equal_code_is_recorded_and_the_next_unit_follows(
    view: PaperCheckView, qtbot: Any
) -> None:
    session, told = view.session, []
    view.told.connect(lambda *words: told.append(words[:2]))
    assert chosen(view) == FIRST
    typed(view, code(session, FIRST).replace("-", ""), qtbot)
    assert session.season.facts.signed_papers == (SignedPaper(FIRST, code(session, FIRST), DAY),)
    assert row(view, FIRST).state == "equal"
    assert told == [(f"{FIRST}: Bản giấy và tệp bằng nhau.", "done")]
    assert chosen(view) == SECOND
    assert view.code.text() == ""
    typed(view, code(session, SECOND), qtbot)
    assert view.sentence() == "Đã đối chiếu 2/3 đơn vị, tất cả bằng nhau."
    assert session.undo_label == f"ghi mã bản giấy của {SECOND}"
    session.undo()
    assert row(view, SECOND).state == "none"


def test_another_code_stays_in_view_with_what_to_do(view: PaperCheckView, qtbot: Any) -> None:
    told: list[tuple[str, str]] = []
    view.told.connect(lambda *words: told.append(words[:2]))
    typed(view, "0000-01", qtbot)
    assert chosen(view) == FIRST
    ours = code(view.session, FIRST)
    assert view._words.text() == (
        f"Bản giấy khác tệp: mã trên giấy 0000-01, mã của điểm đã nhận {ours}."
    )
    assert view._advice.text().startswith("Hỏi đơn vị bản nào là bản chính.")
    assert told[-1][1] == "error"
    assert view.sentence() == "Đã đối chiếu 1/3 đơn vị, 1 bản giấy khác tệp."
    qtbot.keyClick(view.code, Qt.Key.Key_Return)
    assert chosen(view) == SECOND, "seen once, Enter goes on"


def test_the_code_of_another_unit_is_named(view: PaperCheckView, qtbot: Any) -> None:
    typed(view, code(view.session, THIRD), qtbot)
    assert f"mã của {THIRD}" in view._words.text()


def test_what_is_no_code_stays_with_the_sentence(view: PaperCheckView, qtbot: Any) -> None:
    typed(view, "4827-1", qtbot)
    assert view.code.text() == "4827-1"
    assert "mã có 6 chữ số" in view._error.text()
    assert view.session.season.facts.signed_papers == ()
    assert not view.settle()
    qtbot.keyClicks(view.code, "6")
    assert view._error.isHidden()
    view.day.setText("31/2/2023")
    qtbot.keyClick(view.code, Qt.Key.Key_Return)
    assert "Không có ngày 31/02/2023" in view._error.text()


def test_an_emptied_code_takes_the_paper_out(view: PaperCheckView, qtbot: Any) -> None:
    typed(view, "0000-01", qtbot)
    view.code.clear()
    qtbot.keyClick(view.code, Qt.Key.Key_Return)
    assert view.session.season.facts.signed_papers == ()
    assert view.session.undo_label == f"bỏ mã bản giấy của {FIRST}"


def test_arrows_go_up_and_down_and_keep_what_was_typed(view: PaperCheckView, qtbot: Any) -> None:
    qtbot.keyClicks(view.code, code(view.session, FIRST))
    qtbot.keyClick(view.code, Qt.Key.Key_Down)
    assert (chosen(view), row(view, FIRST).state) == (SECOND, "equal")
    qtbot.keyClick(view.code, Qt.Key.Key_Up)
    assert view.code.text() == code(view.session, FIRST)


def test_a_click_on_another_unit_records_what_was_typed(view: PaperCheckView, qtbot: Any) -> None:
    qtbot.keyClicks(view.code, code(view.session, FIRST))
    view.table.select(lambda it: it.unit.id == THIRD)
    assert (chosen(view), row(view, FIRST).state) == (THIRD, "equal")
    assert view.code.text() == ""
    qtbot.keyClicks(view.code, "12")
    view.table.select(lambda it: it.unit.id == SECOND)
    assert (chosen(view), view.code.text()) == (THIRD, "12")
    assert view._error.text()


def test_undo_takes_the_code_out_of_the_field_as_well(view: PaperCheckView, qtbot: Any) -> None:
    typed(view, "0000-01", qtbot)
    view.session.undo()
    assert view.code.text() == ""
    assert view.settle()
    assert view.session.season.facts.signed_papers == ()


def test_a_changed_score_makes_an_equal_paper_differ(view: PaperCheckView, qtbot: Any) -> None:
    typed(view, code(view.session, FIRST), qtbot)
    view.session.set_points(ScoreKey(FIRST, "I.1", "self"), Decimal(3))
    assert row(view, FIRST).state == "different"


def test_a_file_that_can_only_be_read_takes_no_code(
    session: Session, tmp_path: Path, qtbot: Any
) -> None:
    session.close()
    path = tmp_path / "khoi.khoi"
    other = BlockFile.open(path, now=NOW)
    reader = Session(clock=lambda: NOW)
    reader.open(path)
    view = shown(reader, qtbot)
    assert reader.read_only
    assert view.code.isReadOnly()
    assert not view.again.isEnabled()
    assert view._advice.text() == reader.read_only_reason
    view.save()
    assert reader.season.facts.signed_papers == ()
    reader.close()
    other.close()


# ---- the second entry


@pytest.fixture
def dialog(view: PaperCheckView, qtbot: Any) -> Iterator[SecondEntryDialog]:
    made = again(view, qtbot)
    yield made
    made.hide()  # before the file is closed: a cell that loses the keyboard is checked


def again(view: PaperCheckView, qtbot: Any, unit: str = FIRST) -> SecondEntryDialog:
    made = next(it for it in view.session.season.units if it.id == unit)
    dialog = SecondEntryDialog(view.session, made, "self", view)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def fill(dialog: SecondEntryDialog, qtbot: Any, **other: str) -> None:
    """Type what is there already, but for some criteria."""
    season, unit = dialog._session.season, dialog._unit.id
    for cell in dialog.cells:
        points = season.score(unit, cell.slot.criterion, "self").points
        words = other.get(cell.slot.criterion.replace(".", "_"), f"{points}".replace(".", ","))
        qtbot.keyClicks(cell.line, words)
        qtbot.keyClick(cell.line, Qt.Key.Key_Return)


def test_the_first_entry_is_hidden_and_enter_goes_down(
    dialog: SecondEntryDialog, qtbot: Any
) -> None:
    assert all(it.is_empty for it in dialog.cells)
    assert len(dialog.cells) == 9
    qtbot.keyClicks(dialog.cells[0].line, "19.5")
    qtbot.keyClick(dialog.cells[0].line, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.cells[1].line
    assert dialog.cells[0].value() == Decimal("19.5")
    qtbot.keyClicks(dialog.cells[1].line, "14,25")
    assert dialog.cells[1].value() == Decimal("14.25")
    assert dialog._state.text().startswith("Đã nhập 2/9 ô.")


def test_a_wrong_value_stays_with_the_sentence(dialog: SecondEntryDialog, qtbot: Any) -> None:
    qtbot.keyClicks(dialog.cells[0].line, "99")
    qtbot.keyClick(dialog.cells[0].line, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.cells[0].line
    assert "Tối đa 20 điểm. Anh/chị nhập 99." in dialog.cells[0].words.text()
    dialog.go_on()
    assert dialog._steps.currentIndex() == 0


def test_differences_are_settled_one_by_one_and_entered(
    view: PaperCheckView, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = view.session
    typed(view, "0000-01", qtbot)
    check = view.current
    assert check is not None
    dialogs: list[SecondEntryDialog] = []

    def answer(dialog: SecondEntryDialog) -> bool:
        dialogs.append(dialog)
        dialog.show()
        fill(dialog, qtbot, I_1="18,5", I_3="", III_1="5")
        dialog.go_on()
        assert [it.difference.key.criterion for it in dialog.table.records] == [
            "I.1",
            "I.3",
            "III.1",
        ]
        dialog.go_on()
        assert not dialog.is_settled
        assert not dialog._next.isEnabled()
        dialog.choose(dialog.table.records[0], TAKE)
        assert [it.difference.key.criterion for it in dialog.table.selected_records] == ["I.3"]
        dialog.choose(dialog.table.records[1], TAKE)
        dialog.choose(dialog.table.records[2], KEEP)
        dialog.go_on()
        return dialog.result() == SecondEntryDialog.DialogCode.Accepted

    monkeypatch.setattr(view, "ask", answer)
    before = session.season.score(FIRST, "III.1", "self")
    qtbot.mouseClick(view.again, Qt.MouseButton.LeftButton)
    assert session.season.score(FIRST, "I.1", "self").points == Decimal("18.5")
    assert session.season.score(FIRST, "I.3", "self").points is None
    assert session.season.score(FIRST, "III.1", "self") == before
    note = "Lấy điểm lần hai ở 2 chỗ."
    assert session.season.facts.second_entries == (SecondEntry(FIRST, "self", DAY, 3, note),)
    assert row(view, FIRST).second is not None
    texts = [column.text(row(view, FIRST)) for column in view.table.rows.columns]
    assert texts[-1] == "3 chỗ khác · 06/12/2023"
    session.undo()
    session.undo()
    assert session.season.score(FIRST, "I.1", "self").points == Decimal(20)
    assert not session.season.facts.second_entries


def test_the_same_twice_is_recorded_without_a_change(
    view: PaperCheckView, dialog: SecondEntryDialog, qtbot: Any
) -> None:
    session, check = view.session, view.current
    assert check is not None
    fill(dialog, qtbot)
    assert dialog.focusWidget() is dialog._next, "behind the last cell stands the button"
    dialog.go_on()
    assert dialog.table.records == []
    dialog.go_on()
    assert dialog.result() == SecondEntryDialog.DialogCode.Accepted
    scores = dict(session.season.scores)
    view.enter(check, dialog)
    assert dict(session.season.scores) == scores
    assert session.season.facts.second_entries == (SecondEntry(FIRST, "self", DAY),)


def test_leaving_gives_up_what_was_typed_only_when_said_twice(
    dialog: SecondEntryDialog, qtbot: Any
) -> None:
    qtbot.keyClicks(dialog.cells[0].line, "5")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog._state.text() == "Bấm Thôi lần nữa để bỏ 1 ô đã nhập."
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_numbers_levels_and_yes_or_no_are_typed_by_short_keys(tmp_path: Path, qtbot: Any) -> None:
    season = given(replace(SEASON, units=(UNIT,)), INPUTS, POINTS)
    session = opened(tmp_path, season)
    view = shown(session, qtbot)
    dialog = again(view, qtbot, UNIT.id)
    cells = {(it.slot.criterion, it.slot.key): it for it in dialog.cells}
    good = {
        ("II.5", ""): ("2", Decimal(2)),
        ("II.4", "yes"): ("c", Decimal(1)),
        ("I.5", "b"): ("không", Decimal(0)),
        ("I.1", "cham"): ("3 báo cáo", Decimal(3)),
        ("III.3", ""): ("-0,5", Decimal("-0.5")),
    }
    for key, (words, value) in good.items():
        cells[key].line.setText(words)
        assert cells[key].check()
        assert cells[key].value() == value
    cells["II.5", ""].line.setText("chưa đạt")
    assert cells["II.5", ""].value() == Decimal(4)
    wrong = {("II.5", ""): "5", ("II.4", "yes"): "2", ("I.1", "cham"): "1,5"}
    for key, words in wrong.items():
        cells[key].line.setText(words)
        assert not cells[key].check()
        assert cells[key].words.text()
    dialog.hide()
    session.close()

"""The tab "Đối chiếu, cảnh báo": what stands out is listed, let stand with a note, and asked again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.collected import Explanation, KeptWarning
from models.season import Score, ScoreKey, Season
from storage.audit import Act
from tests.models.drawing import D, season
from tests.ui.score_samples import NOW, opened
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting.checks import PAPER, WARNINGS, ChecksTab
from ui.collecting.checks_work import KeptRow, OpenRow
from ui.widgets.forms import FormDialog

LESS = "I.1=20 I.2=15 I.3=15 I.4=9 II.1=12 II.2=7 III.1=6 III.2=5 III.3=3"
DRAWING = f"""
    Ban A: {LESS} I.1=14 I.1@self=20
    Ban B: {LESS}
    Ban C: {LESS} I.4=10 II.2=8 III.3=4
"""
FAR = "Khối chấm 14, đơn vị tự chấm 20 trên 20 điểm, chưa ghi lý do."
FULL = "Đạt 95 trên 95 điểm, bằng mức tối đa."
Make = Callable[[Season], ChecksTab]


@pytest.fixture
def make(tmp_path: Path, qtbot: QtBot) -> Iterator[Make]:
    sessions: list[Session] = []

    def made(given: Season) -> ChecksTab:
        session = opened(tmp_path / str(len(sessions)), given)
        sessions.append(session)
        return shown(session, qtbot)

    yield made
    for session in sessions:
        session.close()


def shown(session: Session, qtbot: QtBot) -> ChecksTab:
    tab = ChecksTab(session, Jobs())
    qtbot.addWidget(tab)
    tab.resize(1000, 600)
    tab.show()
    tab.refresh("file")
    session.changed.connect(tab.refresh)
    return tab


def drawn(tab: ChecksTab) -> list[str]:
    """The table as lines: unit, place, sentence, state."""
    lines = tab.warnings.table.records
    return [f"{it.unit} | {it.place} | {it.what} | {it.state}" for it in lines]


def answering(tab: ChecksTab, note: str | None) -> list[FormDialog]:
    """Write the note in place of the clerk; None leaves the form."""
    asked: list[FormDialog] = []

    def fill(dialog: FormDialog) -> dict[str, Any] | None:
        asked.append(dialog)
        return None if note is None else {"note": note}

    tab.warnings.ask = fill
    return asked


def press(tab: ChecksTab) -> None:
    """The primary button of the page."""
    button = tab.primary()
    assert button is not None
    act = button[1]
    assert callable(act)
    act()


def test_what_stands_out_is_listed_and_the_first_is_chosen(make: Make) -> None:
    tab = make(season(DRAWING))
    assert drawn(tab) == [
        f"Ban C | Cả bảng | {FULL} | Phải hỏi lại",
        f"Ban A | I.1 | {FAR} | Phải hỏi lại",
    ]
    assert tab.sentence() == "2 cảnh báo chưa xử lý ở 2 đơn vị."
    assert tab.open_count.text() == "2 phải hỏi lại"
    assert tab.kept_count.isHidden()
    assert tab.warnings.words.text() == (
        f"{FULL} Hỏi lại: đơn vị có thật không thiếu sót ở tiêu chí nào?"
    )


def test_a_warning_is_let_stand_with_a_note_and_undone(make: Make) -> None:
    tab = make(season(DRAWING))
    asked = answering(tab, "Đã hỏi Ban C")
    press(tab)
    assert asked[0].form.wrong() == {"note": "Chưa ghi ghi chú."}
    session = tab.session
    assert list(session.season.facts.kept_warnings) == [
        KeptWarning("Ban C", "", "full-marks", FULL, "Đã hỏi Ban C", NOW.date())
    ]
    assert session.undo_label == "chấp nhận cảnh báo: Ban C"
    assert drawn(tab) == [
        f"Ban A | I.1 | {FAR} | Phải hỏi lại",
        f"Ban C | Cả bảng | {FULL} | Đã chấp nhận",
    ]
    assert tab.warnings.table.records[1].note == "Ghi chú 06/12/2023: Đã hỏi Ban C"
    assert tab.sentence() == "1 cảnh báo chưa xử lý ở 1 đơn vị. Đã chấp nhận 1."
    session.undo()
    assert len(tab.warnings.chosen) == 1
    assert not session.season.facts.kept_warnings
    assert tab.sentence() == "2 cảnh báo chưa xử lý ở 2 đơn vị."


def test_a_form_that_is_left_changes_nothing(make: Make) -> None:
    tab = make(season(DRAWING))
    answering(tab, None)
    press(tab)
    assert tab.session.undo_label == ""


def test_several_are_let_stand_as_one_act(make: Make) -> None:
    tab = make(season(DRAWING))
    answering(tab, "Thống nhất tại cuộc họp")
    tab.warnings.table.selectAll()
    button = tab.primary()
    assert button is not None
    assert button[0] == "Chấp nhận 2, ghi chú…"
    assert tab.warnings.words.text().startswith("Đang chọn 2 cảnh báo")
    press(tab)
    assert tab.session.undo_label == "chấp nhận 2 cảnh báo"
    assert tab.open_count.isHidden()
    assert tab.sentence() == "Không có cảnh báo nào chưa xử lý. Đã chấp nhận 2."
    assert tab.primary() is None
    tab.session.undo()
    assert tab.session.season.facts.kept_warnings == ()


def test_another_figure_is_asked_again_and_takes_the_place_of_the_old(make: Make) -> None:
    tab = make(season(DRAWING))
    answering(tab, "Đã hỏi")
    tab.warnings.table.selectAll()
    press(tab)
    key = ScoreKey("Ban A", "I.1", "block")
    tab.session.set_scores({key: Score(D(13))}, "sửa điểm")
    again = FAR.replace("14", "13")
    assert drawn(tab) == [
        f"Ban A | I.1 | {again} | Đã đổi, hỏi lại",
        f"Ban C | Cả bảng | {FULL} | Đã chấp nhận",
        f"Ban A | I.1 | {FAR} | Không còn đúng",
    ]
    asked = answering(tab, "Đã hỏi lại")
    tab.warnings.accept((tab.warnings.table.records[0],))
    assert asked[0].form.values() == {"note": "Đã hỏi"}, "the old note is at hand"
    assert drawn(tab) == [
        f"Ban C | Cả bảng | {FULL} | Đã chấp nhận",
        f"Ban A | I.1 | {again} | Đã chấp nhận",
    ]


def test_an_answered_explanation_takes_no_accepted_warning_off_the_sheet(make: Make) -> None:
    """It is said why one is no longer true, and only those that are true are counted."""
    tab = make(season(DRAWING))
    answering(tab, "Đã hỏi")
    tab.warnings.table.selectAll()
    press(tab)
    told = Explanation("Ban A", "I.1", "Có báo cáo", answer="Giữ điểm")
    tab.session.change_fact(None, told, "thêm giải trình")
    assert drawn(tab) == [
        f"Ban C | Cả bảng | {FULL} | Đã chấp nhận",
        f"Ban A | I.1 | {FAR} Sau đó đã có giải trình được trả lời. | Đã chấp nhận",
    ]
    assert "In trên phiếu điểm" in tab.warnings.table.records[1].words
    assert tab.kept_count.text() == "2 đã chấp nhận"
    key = ScoreKey("Ban A", "I.1", "block")
    tab.session.set_scores({key: Score(D(13))}, "sửa điểm")
    gone = tab.warnings.table.records[1]
    assert gone.state == "Không còn đúng"
    assert "Điểm đã đổi nên câu này không còn đúng, không in trên phiếu điểm." in gone.words
    assert tab.kept_count.text() == "1 đã chấp nhận"
    assert tab.sentence() == "Không có cảnh báo nào chưa xử lý. Đã chấp nhận 1."


def test_an_acceptance_is_taken_back_by_key_or_link(make: Make, qtbot: QtBot) -> None:
    tab = make(season(DRAWING))
    answering(tab, "Đã hỏi")
    press(tab)
    table = tab.warnings.table
    table.select(lambda it: isinstance(it, KeptRow))
    with qtbot.waitActive(tab):
        tab.activateWindow()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert tab.session.season.facts.kept_warnings == ()
    assert tab.session.undo_label == "bỏ chấp nhận cảnh báo: Ban C"
    tab.session.undo()
    assert [type(it) for it in table.records] == [OpenRow, KeptRow]
    link = table.rows.columns[4]
    assert [link.text(it) for it in table.records] == ["Chấp nhận…", "Bỏ chấp nhận"]
    assert link.link is not None
    link.link(table.records[1])
    assert tab.session.season.facts.kept_warnings == ()


def test_enter_asks_for_the_note(make: Make, qtbot: QtBot) -> None:
    tab = make(season(DRAWING))
    asked = answering(tab, "Đã hỏi")
    qtbot.keyClick(tab.warnings.table, Qt.Key.Key_Return)
    assert len(asked) == 1
    tab.warnings.table.select(lambda it: isinstance(it, KeptRow))
    qtbot.keyClick(tab.warnings.table, Qt.Key.Key_Return)
    assert len(asked) == 1, "an accepted one is only looked at"


def test_a_warning_of_the_whole_block_is_kept_for_every_unit(make: Make) -> None:
    full = LESS.replace("II.2=7", "II.2=8")
    tab = make(season(f"Ban A: {full}\nBan B: {full}"))
    what = "Cả 2 đơn vị đều đạt điểm tối đa của mục II."
    assert drawn(tab) == [f"Cả khối | II | {what} | Phải hỏi lại"]
    assert tab.sentence() == "1 cảnh báo chưa xử lý."
    answering(tab, "Chấm đúng")
    press(tab)
    assert [it.unit for it in tab.session.season.facts.kept_warnings] == ["Ban A", "Ban B"]
    assert drawn(tab) == [f"Cả khối | II | {what} | Đã chấp nhận"]
    tab.warnings.give_up(tab.warnings.table.records[0])
    assert tab.session.season.facts.kept_warnings == ()


def test_the_list_is_narrowed_to_a_unit(make: Make) -> None:
    tab = make(season(DRAWING))
    tab.show_target("Ban A")
    assert [it.unit for it in tab.warnings.table.records] == ["Ban A"]
    assert tab.units.currentText() == "Ban A"
    tab.refresh("season")
    assert [it.unit for it in tab.warnings.table.records] == ["Ban A"], "the choice stays"
    tab.units.setCurrentIndex(tab.units.findData("Ban B"))
    assert drawn(tab) == []
    assert tab.primary() is None
    assert tab.secondary() == ()
    assert tab.warnings.words.text() == ""


def test_the_scores_of_a_warning_are_one_press_away(make: Make, qtbot: QtBot) -> None:
    tab = make(season(DRAWING))
    with qtbot.waitSignal(tab.wanted) as wanted:
        tab.warnings.table.rows.columns[5].link(tab.warnings.table.records[1])  # type: ignore[misc]
    assert wanted.args == ["page:scores/Ban A"]
    ((words, act),) = tab.secondary()
    assert words == "Xem ô"
    assert callable(act)
    with qtbot.waitSignal(tab.wanted) as wanted:
        act()
    assert wanted.args == ["page:scores/Ban C"]


def test_nothing_to_ask_says_what_would_be_here(make: Make, qtbot: QtBot) -> None:
    tab = make(season("Ban A:"))
    assert tab.sentence() == "Chưa có điểm nào để hỏi lại."
    assert not tab.warnings.table.isVisible()
    assert tab.primary() is None
    calm = make(season(f"Ban A: {LESS}"))
    assert calm.sentence() == "Không có cảnh báo nào chưa xử lý."
    assert not calm.warnings.table.isVisible()


def test_last_year_in_the_same_file_is_compared(make: Make) -> None:
    tab = make(season(f"Ban A: {LESS}"))
    before = replace(season(f"Ban A: {LESS.replace('I.1=20', 'I.1=5')}"), year=2022)
    tab.session.file.add_season(before, Act(NOW, "thêm năm 2022"))
    tab.refresh("file")
    assert drawn(tab) == [
        (
            "Ban A | Cả bảng | Năm nay 92 trên 100 điểm, năm 2022 77 trên 100: tăng 15% mức tối đa. | "
            "Phải hỏi lại"
        )
    ]


def test_a_read_only_file_is_only_looked_at(make: Make, qtbot: QtBot) -> None:
    kept = KeptWarning("Ban C", "", "full-marks", FULL, "Đã hỏi", date(2023, 12, 5))
    given = season(DRAWING)
    first = make(replace(given, facts=replace(given.facts, kept_warnings=(kept,))))
    session = Session(clock=first.session.now)
    session.open(first.session.file.path)
    tab = shown(session, qtbot)
    assert tab.primary() is None
    assert session.read_only_reason in tab.sentence()
    assert [tab.warnings.table.rows.columns[4].text(it) for it in tab.warnings.table.records] == [
        "",
        "",
    ]
    asked = answering(tab, "Đã hỏi")
    tab.warnings.accept_chosen()
    tab.warnings.give_up(tab.warnings.table.records[1])
    assert asked == []
    assert session.season.facts.kept_warnings == (kept,)
    session.close()


def test_the_paper_check_is_the_other_part(make: Make) -> None:
    tab = make(season(DRAWING))
    tab.show_target("paper")
    assert tab.parts.current == PAPER
    assert not tab.units.isVisible()
    assert not tab.warnings.isVisible()
    tab.show_target("Ban A")
    assert tab.warnings.isVisible()
    assert [it.unit for it in tab.warnings.table.records] == ["Ban A"]


def test_a_refused_code_of_a_paper_is_not_left(make: Make) -> None:
    tab = make(season(DRAWING))
    assert tab.settle()
    tab.show_target("paper")
    tab._paper_check().code.setText("không phải mã")
    assert not tab.settle()
    tab.show_target("Ban A")
    assert tab.parts.current == PAPER
    tab._paper_check().code.setText("")
    tab.show_target("Ban A")
    assert tab.parts.current == WARNINGS

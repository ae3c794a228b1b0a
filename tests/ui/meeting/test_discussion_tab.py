"""The tab "Thảo luận": proposing, deciding, what-if for the operator, undo that names what it undoes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from models.facts import DisciplineFault, Target
from models.hall.scenes import build, to_text
from models.meeting_day import discussion
from models.points import show_short
from models.season import ScoreKey
from tests.models.drawing import D
from tests.ui.score_samples import opened, sample
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.meeting.discussion import DiscussionTab
from ui.widgets.cards import small
from ui.widgets.cell import PAD
from ui.widgets.forms import FormDialog

Key = Qt.Key
UNIT = "Văn phòng"


@pytest.fixture
def tab(tmp_path: Path, qtbot: Any) -> Iterator[DiscussionTab]:
    made = shown(opened(tmp_path, sample()), qtbot)
    yield made
    made.session.close()


def shown(session: Session, qtbot: Any) -> DiscussionTab:
    made = DiscussionTab(session, Jobs())
    qtbot.addWidget(made)
    made.resize(1120, 560)
    made.show()
    made.activateWindow()
    made.refresh("file")
    session.changed.connect(made.refresh)
    return made


def answer(tab: DiscussionTab, **answers: str) -> list[FormDialog]:
    """Fill the next box as a clerk types; it must be taken."""
    asked: list[FormDialog] = []

    def fill(dialog: FormDialog) -> dict[str, Any] | None:
        asked.append(dialog)
        for name, words in answers.items():
            made = dialog.form.input(name)
            if hasattr(made, "findData"):
                made.setCurrentIndex(made.findData(words))
            elif hasattr(made, "setPlainText"):
                made.setPlainText(words)
            else:
                made.setText(words)
        dialog.finish()
        return dialog.form.values() if dialog.result() else None

    tab.ask = fill
    return asked


def propose(tab: DiscussionTab, criterion: str, new: str) -> None:
    tab.show_target(f"{UNIT}|{criterion}")
    answer(tab, new=new, by="Ông X", why="Báo cáo chậm")
    QTest.keyClick(tab.table, Key.Key_Return)


def changes(tab: DiscussionTab) -> list[str]:
    return tab.changes.as_text(tab.changes.records).splitlines()


def official(tab: DiscussionTab, criterion: str) -> str:
    points = tab.session.result(UNIT).lines[criterion].points
    return "–" if points is None else show_short(points)


def test_proposed_accepted_and_taken_back_as_one_act(tab: DiscussionTab) -> None:
    propose(tab, "III.2", "3,5")
    assert changes(tab) == [f"1\t{UNIT}\tIII.2\t5 → 3,5\tÔng X\tChờ quyết định"]
    assert official(tab, "III.2") == "5"
    answer(tab, method="agreement")
    QTest.keyClick(tab.table, Key.Key_F8)
    assert official(tab, "III.2") == "3,5"
    assert tab.session.season.score(UNIT, "III.2", "agreed").points is not None
    assert tab.session.undo_label == f"thống nhất III.2 của {UNIT} 5 → 3,5"
    tab.session.undo()
    assert official(tab, "III.2") == "5"
    assert ScoreKey(UNIT, "III.2", "agreed") not in tab.session.season.scores
    assert changes(tab)[0].endswith("Chờ quyết định"), "the proposal is open again"
    newest = tab.session.history()[0]
    assert newest.what == f"Hoàn tác: thống nhất III.2 của {UNIT} 5 → 3,5"


def test_a_contested_point_is_another_line_from_the_agreed_one(tab: DiscussionTab) -> None:
    for new in ("3,5", "4,5"):
        propose(tab, "III.2", new)
        answer(tab)
        tab.decide(accept=True)
    assert [it.split("\t")[3] for it in changes(tab)] == ["5 → 3,5", "3,5 → 4,5"]
    assert [it.split("\t")[5] for it in changes(tab)] == ["Đã thay bằng 4,5", "Thông qua"]
    assert official(tab, "III.2") == "4,5"


def test_a_decided_point_is_recalled_when_it_is_raised_again(tab: DiscussionTab) -> None:
    propose(tab, "III.2", "3,5")
    answer(tab, method="hands", for_="3", against="1", abstained="1")
    tab.decide(accept=True)
    tab.show_target(f"{UNIT}|III.2")
    answer(tab, new="4,5", by="Ông Y", why="Đã gia hạn")
    [asked] = asking(tab)
    assert "Hội nghị đã thống nhất 3,5 (giơ tay 3–1–1). Nêu lại?" in asked
    answer(tab)
    tab.decide(accept=False)
    answer(tab, new="4", by="Ông Y", why="Nêu lại")
    [asked] = asking(tab)
    assert "Hội nghị đã không thông qua đề nghị 4,5. Nêu lại?" in asked


def asking(tab: DiscussionTab) -> list[str]:
    """Press "Đề nghị sửa điểm…"; what the form says above its fields."""
    fill, said = tab.ask, list[str]()

    def look(dialog: FormDialog) -> dict[str, Any] | None:
        said.append(" ".join(it.text() for it in dialog.findChildren(QLabel)))
        return fill(dialog)

    tab.ask = look
    tab.propose()
    return said


def test_the_rows_of_a_unit_add_up_to_its_total(tab: DiscussionTab) -> None:
    tab.session.change_fact(None, DisciplineFault(UNIT, "absent", "Vắng họp"), "x")
    tab.session.change_fact(None, Target(UNIT, "Văn bản đúng hạn", "I", D(90), result=D(98)), "x")
    tab.show_target(UNIT)
    shown = {it.row.code: it for it in tab.table.records}
    sections = [it.code for it in tab.session.season.table.sections()]
    amounts = [it for it in tab.table.records if it.kind == "amount"]
    said = tab.table.as_text(tab.table.records[-3:]).splitlines()
    assert [it.split("\t")[0] for it in said] == ["Điểm thưởng", "Điểm trừ", "Tổng điểm"]
    assert said[1].endswith("\t− 1,00")
    whole = sum((it.counts for it in (*(shown[code] for code in sections), *amounts)), D(0))
    assert whole == shown["=total"].counts == tab.session.result(UNIT).total
    tab.table.select(lambda it: it.row.code == "=deductions")
    assert tab.primary() is None, "nothing can be proposed about a sum"
    tab.propose()
    assert tab.session.season.facts.discussions == ()
    QTest.keyClick(tab.table, Key.Key_Space)
    assert any("Vắng họp" in f"{it.label} {it.detail}" for it in tab.why.shown.entries)


def test_more_rows_are_in_sight_and_no_outcome_is_cut(tab: DiscussionTab) -> None:
    tab.show_target(UNIT)

    def heights() -> set[int]:
        return {tab.table.rowHeight(it) for it in range(len(tab.table.records))}

    assert heights() == {theme.ROW_DENSE}, "words that have room in one line take one"
    tab.resize(930, 560)  # the stages go below the title
    assert heights() == {theme.ROW_DENSE, theme.ROW_DENSE_TWO}
    assert tab.table.rowHeight(len(tab.table.records) - 1) == theme.ROW_DENSE
    assert not tab.changes.isVisible()
    propose(tab, "I.1", "10")
    assert tab.changes.height() == theme.ROW_HEIGHT + theme.ROW_DENSE + theme.SPACE_XS
    place = [it.title for it in tab.changes.rows.columns].index("Kết quả")
    font = small(tab.changes.font())
    font.setWeight(QFont.Weight.Medium)
    needed = QFontMetrics(font).horizontalAdvance("Không thông qua") + 20 + 2 * PAD
    assert tab.changes.columnWidth(place) >= needed


def test_a_rejected_proposal_says_which_points_stay(tab: DiscussionTab, qtbot: Any) -> None:
    propose(tab, "III.2", "3,5")
    answer(tab)
    with qtbot.waitSignal(tab.told) as told:
        tab.decide(accept=False)
    assert told.args[0] == "Hội nghị không thông qua; giữ 5 điểm."
    assert tab.table.hasFocus(), "the button that was pressed is gone"


def test_rejected_and_withdrawn_change_no_point(tab: DiscussionTab) -> None:
    before = tab.session.season.scores
    propose(tab, "I.1", "10")
    answer(tab, method="hands", for_="1", against="4")
    tab.decide(accept=False)
    propose(tab, "I.1", "11")
    tab.withdraw()
    assert [it.split("\t")[-1] for it in changes(tab)] == ["Không thông qua", "Đã rút"]
    assert tab.session.season.scores == before


def test_hands_that_speak_against_are_asked_about_once(tab: DiscussionTab) -> None:
    propose(tab, "I.1", "10")
    asked = answer(tab, method="hands", for_="2", against="3")
    tab.decide(accept=True)
    assert not asked[0].result(), "the doubt is shown first"
    assert tab.session.season.facts.discussions[0].outcome == "open"


def test_the_box_refuses_points_over_the_maximum(tab: DiscussionTab) -> None:
    propose(tab, "III.2", "5,5")
    assert tab.session.season.facts.discussions == ()


def test_what_if_is_for_the_operator_and_never_in_the_scene(tab: DiscussionTab) -> None:
    propose(tab, "I.1", "1")
    told = tab.card.what_if.text()
    assert told.startswith("Nếu thông qua: tổng ")
    assert tab.card.what_if_head.text() == "Chỉ người điều khiển thấy"
    session = tab.session
    scene = build(
        "discussion",
        discussion.address(session.season, 0),
        session.season,
        session.results,
        session.standings,
    )
    assert "Nếu thông qua" not in to_text(scene)
    assert "hạng" not in to_text(scene).lower()
    answer(tab)
    tab.decide(accept=True)
    assert tab.card.what_if.isHidden(), "what is decided is no longer foreseen"


def test_the_presenter_is_asked_for_the_proposal_in_work(tab: DiscussionTab, qtbot: Any) -> None:
    propose(tab, "I.1", "10")
    tab.withdraw()
    propose(tab, "I.2", "10")
    with qtbot.waitSignal(tab.wanted) as caught:
        QTest.keyClick(tab.table, Key.Key_F9)
    assert caught.args == [f"page:meeting/presenter/discussion:{UNIT}|I.2|1"]
    assert tab.card.buttons["show"].text() == "Chọn để chiếu  F9"
    with qtbot.waitSignal(tab.told) as told:
        tab.project()
    assert told.args[0] == "Đã chọn cảnh này. Bấm Hiện (Enter) để hội trường thấy."


def test_one_criterion_over_all_units_and_back(tab: DiscussionTab) -> None:
    tab.views.set_current(1)
    tab._fill_choice()
    tab.choice.setCurrentIndex(tab.choice.findData("I.1"))
    told = tab.table.as_text(tab.table.records).splitlines()
    assert [it.split("\t")[0] for it in told] == [it.name for it in tab.session.season.units]
    tab.table.select(lambda it: it.unit == UNIT)
    answer(tab, new="10", by="Ông X", why="Vì")
    tab.propose()
    assert changes(tab)[0].startswith(f"1\t{UNIT}\tI.1\t20 → 10")


def test_why_follows_the_chosen_line(tab: DiscussionTab) -> None:
    tab.show_target(f"{UNIT}|I.1")
    QTest.keyClick(tab.table, Key.Key_Space)
    assert tab.side.currentWidget() is tab.why
    tab.table.select(lambda it: it.row.code == "I.2")
    assert tab.why.shown.title.startswith("I.2")
    tab.why.close_drawer()
    assert tab.side.currentWidget() is tab.card


@pytest.mark.parametrize("width", [930, 1120])
def test_stages_have_columns_or_a_line_below(tab: DiscussionTab, width: int) -> None:
    tab.resize(width, 560)
    titles = [it.title for it in tab.table.rows.columns]
    assert ("Khối chấm" in titles) == (width == 1120)
    room = tab.table.viewport().width()
    assert sum(it.width for it in tab.table.rows.columns) <= room


def test_reopened_in_the_discussion_the_open_proposal_is_in_work(
    tab: DiscussionTab, qtbot: Any
) -> None:
    propose(tab, "I.1", "10")
    path = tab.session.file.path
    tab.session.close()
    again = Session()
    again.open(path)
    other = shown(again, qtbot)
    assert other.card.points.text() == "20 → 10"
    again.close()


def test_after_closing_everything_can_only_be_looked_at(tab: DiscussionTab) -> None:
    propose(tab, "I.1", "10")
    tab.session.close_year(tab.session.now().date(), "0.1.0")
    assert tab.sentence().startswith("Năm 2023 đã chốt kết quả.")
    assert not tab.card.buttons["accept"].isEnabled()
    before = tab.session.season
    tab.decide(accept=True)
    tab.withdraw()
    tab.propose()
    assert tab.session.season == before

"""The tab "Thẩm định": its three steps, the letters as acts, the differences, the explanations."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from models.collected import Explanation
from models.season import Season
from models.year_plan import Letter, YearPlan
from tests.models.collecting.test_appraisal import ANSWER, BOARD, FIRST_TWO, THREE, drawn
from tests.ui.score_samples import opened
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting.appraisal import REQUEST, RESULT, AppraisalTab
from ui.widgets.cards import EmptyState
from ui.widgets.forms import FormDialog

ASKED = Letter("12/CV-KTĐ", date(2023, 12, 5), "Cong van 12.pdf")


@pytest.fixture
def tab(tmp_path: Path, qtbot: Any) -> Iterator[AppraisalTab]:
    made = shown(opened(tmp_path, drawn()), qtbot)
    yield made
    made.session.close()


def shown(session: Session, qtbot: Any) -> AppraisalTab:
    made = AppraisalTab(session, Jobs())
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.refresh("file")
    session.changed.connect(made.refresh)
    return made


def of(folder: Path, qtbot: Any, given: Season) -> AppraisalTab:
    return shown(opened(folder, given), qtbot)


def answering(holder: Any, **answers: Any) -> list[FormDialog]:
    asked: list[FormDialog] = []

    def fill(dialog: FormDialog) -> dict[str, Any]:
        asked.append(dialog)
        return {**dialog.form.values(), **answers}

    holder.ask = fill
    return asked


def steps(tab: AppraisalTab) -> list[str]:
    return [f"{it.name.text()}: {it.words.text()}" for it in tab.steps]


def test_the_three_steps_follow_the_two_letters_and_the_points(tab: AppraisalTab) -> None:
    assert tab.sentence() == "Điểm mục III của 2 đơn vị chờ văn bản thẩm định của Ban Thi đua."
    assert tab.state.text() == "2 đơn vị chờ thẩm định"
    primary = tab.primary()
    assert primary is not None
    assert primary[0] == "Ghi văn bản đề nghị…"
    answering(tab, number="12/CV-KTĐ", issued=date(2023, 12, 5), file="Cong van 12.pdf")
    primary[1]()  # type: ignore[operator]
    assert tab.session.season.plan.appraisal_request == ASKED
    assert tab.table._empty.startswith("Điểm thẩm định đã nhập không khác")
    assert tab.session.undo_label == "ghi văn bản đề nghị thẩm định"
    assert tab.state.text() == "2 đơn vị chờ thẩm định"
    primary = tab.primary()
    assert primary is not None
    assert primary[0] == "Ghi văn bản kết quả…"
    asked = answering(tab, number="88/BTĐKT")
    primary[1]()  # type: ignore[operator]
    assert "hết chờ thẩm định" in told(asked[0])
    assert tab.state.text() == "Đã có kết quả"
    assert [it.waiting for it in tab.session.results] == [(), (), ()]
    assert steps(tab) == [
        "✓ 1. Đề nghị thẩm định: Số 12/CV-KTĐ ngày 05/12/2023 · Cong van 12.pdf",
        "✓ 2. Kết quả thẩm định: Số 88/BTĐKT",
        "3. Nhập điểm thẩm định: Đã nhập 2 trên 9 điểm. Ô để trống giữ điểm trước thẩm định.",
    ]
    assert tab.sentence() == "Đã nhập 2 trên 9 điểm thẩm định, 1 điểm khác khối chấm."
    primary = tab.primary()
    assert primary is not None
    assert primary[0] == "Nhập điểm thẩm định"
    tab.session.undo()
    assert tab.state.text() == "2 đơn vị chờ thẩm định"


def told(dialog: FormDialog) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(it.text() for it in dialog.findChildren(QLabel))


def test_a_result_dated_before_its_request_is_asked_about_and_not_refused(
    tmp_path: Path, qtbot: Any
) -> None:
    given = drawn(plan=YearPlan(appraisal_request=ASKED))
    tab = of(tmp_path, qtbot, given)
    said: list[str] = []

    def fill(dialog: FormDialog) -> dict[str, Any] | None:
        dialog.form.input("number").setText("88/BTĐKT")
        dialog.form.input("issued").setText("01/12/2023")
        dialog.show()
        dialog.finish()
        assert dialog.isVisible()
        said.append(told(dialog))
        assert dialog._ok.text() == "Vẫn lưu"
        dialog.form.input("issued").setText("06/12/2023")
        assert "Xem lại ngày" not in told(dialog), "another day, another question"
        assert dialog._ok.text() == "Lưu"
        dialog.form.input("issued").setText("01/12/2023")
        dialog.finish()
        dialog.finish()
        assert dialog.result()
        return dialog.form.values()

    tab.ask = fill
    tab.write(RESULT)
    assert "Ngày kết quả trước ngày đề nghị 05/12/2023. Xem lại ngày." in said[0]
    assert tab.session.season.plan.appraisal.issued == date(2023, 12, 1)
    asked = answering(tab)
    tab.write(REQUEST)
    assert asked[0]._doubts() == {
        "issued": "Ngày đề nghị sau ngày kết quả 01/12/2023. Xem lại ngày."
    }


def test_a_letter_is_taken_out_by_its_own_button_and_brought_back(
    tmp_path: Path, qtbot: Any
) -> None:
    tab = of(tmp_path, qtbot, drawn(plan=ANSWER))
    heard: list[Any] = []
    tab.told.connect(lambda words, _tone, act: heard.append((words, act)))

    def press(dialog: FormDialog) -> dict[str, Any] | None:
        found = [it for it in dialog.findChildren(QPushButton) if it.text() == "Xóa văn bản này"]
        for it in found:
            it.click()
        return dialog.form.values() if found else None

    tab.ask = press
    tab.write(REQUEST)
    assert heard == [], "there is none to take out"
    tab.write(RESULT)
    assert tab.session.season.plan.appraisal == Letter()
    ((words, act),) = heard
    assert words == "Đã bỏ văn bản kết quả thẩm định."
    act[1]()
    assert tab.session.season.plan.appraisal == ANSWER.appraisal


def test_a_file_alone_is_no_letter_and_an_emptied_one_is_taken_out(
    tmp_path: Path, qtbot: Any
) -> None:
    tab = of(tmp_path, qtbot, drawn(plan=ANSWER))
    asked = answering(tab, number="", issued=None, file="")
    tab.write(RESULT)
    assert tab.session.season.plan.appraisal == Letter()
    assert tab.session.undo_label == "bỏ văn bản kết quả thẩm định"
    asked = answering(tab)
    tab.write(REQUEST)
    dialog = asked[0]
    assert dialog._check is not None
    empty = {"number": "", "issued": None, "file": ""}
    assert dialog._check({**empty, "file": "a.pdf"}) == {"number": "Ghi số hoặc ngày của văn bản."}
    assert dialog._check(empty) == {}
    assert tab.session.season.plan == YearPlan()
    tab.session.close()


def test_the_differences_are_listed_and_lead_to_the_unit(tab: AppraisalTab, qtbot: Any) -> None:
    assert tab.table.as_text(tab.table.records) == "Ban A\tIII.1\t5,00\t4,50\t− 0,50"
    with qtbot.waitSignal(tab.wanted) as caught:
        tab.table.opened.emit(tab.table.records[0])
    assert caught.args == ["page:scores/Ban A"]
    with qtbot.waitSignal(tab.wanted) as caught:
        tab._export.click()
    assert caught.args == ["page:documents/so-sanh-tham-dinh"]


def test_the_table_of_the_request_is_exported_on_the_page_of_papers(
    tab: AppraisalTab, qtbot: Any
) -> None:
    (press,) = [it for it in tab.findChildren(QPushButton) if it.text() == "Xuất bảng kèm theo…"]
    with qtbot.waitSignal(tab.wanted) as caught:
        press.click()
    assert caught.args == ["page:documents/de-nghi-tham-dinh"]


def test_a_pack_that_appraises_the_first_ranks_names_them(tmp_path: Path, qtbot: Any) -> None:
    drawing = "Ban A: all=max\nBan B: all=max I.1=19\nBan C: all=max I.1=18"
    tab = of(tmp_path, qtbot, drawn(drawing, FIRST_TWO))
    assert tab._card._title.text() == (
        "Ban Thi đua thẩm định mục I, II, III của 2 đơn vị xếp hạng 1–2"
    )
    assert tab.state.text() == "2 đơn vị chờ thẩm định"
    tab.session.close()


def test_a_pack_without_an_appraisal_says_so_and_what_to_do(tmp_path: Path, qtbot: Any) -> None:
    bare = replace(BOARD, stages=BOARD.stages[:2])
    tab = of(tmp_path, qtbot, drawn("Ban A: all=max", bare))
    assert tab.primary() is None
    (empty,) = [it for it in tab.findChildren(EmptyState) if it.isVisible()]
    with qtbot.waitSignal(tab.wanted) as caught:
        empty.findChildren(QPushButton)[0].click()
    assert caught.args == ["page:table"]
    tab.session.close()


def test_an_explanation_is_added_answered_changed_and_taken_out(tab: AppraisalTab) -> None:
    card, session = tab.explanations, tab.session
    asked = answering(card, unit="Ban A", criterion="III.1", text="Đã gửi bổ sung")
    card.add()
    new = session.season.facts.explanations[0]
    assert new == Explanation("Ban A", "III.1", "Đã gửi bổ sung")
    assert session.undo_label == "thêm giải trình của Ban A"
    assert card.badge.text() == "1 chưa trả lời"
    answering(card, answer="Cộng lại 0,5 điểm")
    card.answer(new)
    answered = session.season.facts.explanations[0]
    assert (answered.answer, answered.answered) == ("Cộng lại 0,5 điểm", session.now().date())
    assert card.badge.text() == ""
    asked = answering(card, document="25/CV")
    card.change(answered)
    changed = session.season.facts.explanations[0]
    assert changed == replace(answered, document="25/CV")
    assert "III.1 Nội dung III.1 (6 còn 4,5)" in [
        asked[0].form.input("criterion").itemText(at)
        for at in range(asked[0].form.input("criterion").count())
    ]
    card.remove(changed)
    assert session.season.facts.explanations == ()
    for _ in range(4):
        session.undo()
    assert session.undo_label == ""


def test_a_day_without_an_answer_answers_nothing(tab: AppraisalTab) -> None:
    card, session = tab.explanations, tab.session
    it = Explanation("Ban A", "III.1", "Đã gửi bổ sung")
    session.change_fact(None, it, "thêm")
    answering(card)
    card.answer(it)
    assert session.season.facts.explanations == (it,)
    assert session.undo_label == "thêm"


def test_the_form_tells_what_the_chosen_unit_was_cut_on(tab: AppraisalTab) -> None:
    seen = []

    def look(dialog: FormDialog) -> None:
        unit = dialog.form.input("unit")
        unit.setCurrentIndex(unit.findData("Ban A"))
        seen.append(told(dialog))

    tab.explanations.ask = look
    tab.explanations.add()
    assert "Điểm thấp hơn tự chấm: III.1: 6 còn 4,5." in seen[0]


def test_a_read_only_file_writes_no_letter_and_no_answer(tmp_path: Path, qtbot: Any) -> None:
    it = Explanation("Ban A", "III.1", "Đã gửi bổ sung")
    given = drawn(THREE)
    first = opened(tmp_path, replace(given, facts=replace(given.facts, explanations=(it,))))
    second = Session(clock=first.now)
    second.open(first.file.path)
    tab = shown(second, qtbot)
    assert tab.primary() is None
    assert tab.sentence() == second.read_only_reason
    assert not tab.buttons[REQUEST].isEnabled()
    answering(tab, number="1")
    answering(tab.explanations, answer="x", text="y")
    tab.write(REQUEST)
    tab.explanations.add()
    tab.explanations.answer(it)
    tab.explanations.change(it)
    tab.explanations.remove(it)
    assert second.season.plan == YearPlan()
    assert second.season.facts.explanations == (it,)
    second.close()
    first.close()

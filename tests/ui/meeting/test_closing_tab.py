"""The tab "Chốt kết quả": what is open, closing, correcting, looking back, a copy to practise on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QPushButton

from models.collected import Attendance
from models.errors import AppError
from models.facts import Exclusion
from models.hall import scenes
from models.season import Score, ScoreKey, Season
from tests.models.drawing import D
from tests.models.meeting_day.test_closing import BLOCK_LAST, WHOLE, drawn, in_meeting, vote
from tests.ui import score_samples
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame import window_state
from ui.meeting.closing import ClosingTab
from ui.meeting.closing_views import ChangesBox, VersionBox
from ui.widgets import files, messages
from ui.widgets.forms import FormDialog

DAY = date(2023, 12, 19)
OPEN = {
    "open:attendance": "Phiếu điểm danh giấy",
}


def opened(folder: Path, made: Season) -> Session:
    """A session on the day of the meeting."""
    return score_samples.opened(folder, made, lambda: datetime(2023, 12, 19, 16))


@pytest.fixture
def tab(tmp_path: Path, qtbot: Any) -> Iterator[ClosingTab]:
    made = shown(opened(tmp_path, drawn()), qtbot)
    yield made
    made.session.close()


def shown(session: Session, qtbot: Any) -> ClosingTab:
    made = ClosingTab(session, Jobs())
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.refresh("file")
    session.changed.connect(made.refresh)
    return made


def answering(tab: ClosingTab, **answers: Any) -> list[FormDialog]:
    asked: list[FormDialog] = []

    def fill(dialog: FormDialog) -> dict[str, Any]:
        asked.append(dialog)
        return {**dialog.form.values(), **answers}

    tab.ask = fill
    return asked


def press(tab: ClosingTab, words: str) -> None:
    first = tab.primary()
    found = dict([*(() if first is None else (first,)), *tab.secondary()])
    found[words]()


def close(tab: ClosingTab, **answers: Any) -> None:
    answering(tab, day=DAY, document="BB 07", **answers)
    tab.close_year()


def correct(tab: ClosingTab) -> None:
    """Open a corrigendum, give Ban B its full points, close it anew."""
    answering(tab, reason="Cộng sai mục I")
    press(tab, "Mở đính chính…")
    tab.session.set_scores({ScoreKey("Ban B", "I.1", "agreed"): Score(D(20))}, "sửa")
    close(tab)


def boxes(tab: ClosingTab) -> list[Any]:
    """The boxes that were shown, with their rows as text."""
    found: list[Any] = []
    tab.show_box = lambda box: found.append((type(box), box.table.as_text(box.table.records)))  # type: ignore[attr-defined]
    return found


def test_a_result_with_nothing_open_is_closed_by_the_primary_button(tab: ClosingTab) -> None:
    assert tab.sentence() == "Mọi việc đã xong, chốt được kết quả."
    assert tab.state.text() == "đã đủ"
    assert [it.code for it in tab.checks.records] == [
        *("scores", "provisional", "doubts", "inbox", "appraisal", "proposals"),
        *("attendance", "discussions", "counts", "ties"),
    ]
    answering(tab, day=DAY, document="BB 07")
    press(tab, "Chốt kết quả…")
    season = tab.session.season
    [made] = season.closings
    assert (made.closed_on, made.document, made.reason) == (DAY, "BB 07", "")
    assert tab.sentence() == f"Đã chốt kết quả ngày 19/12/2023, bản 00, mã {made.short}."
    assert window_state.year_state(tab.session) == ("Đã chốt kết quả", "done")
    assert tab.open_card.isHidden()
    assert [it.title for it in tab.winners.records] == ["Cờ thi đua"]
    with pytest.raises(AppError, match="mở một lần đính chính"):
        tab.session.set_scores({ScoreKey("Ban B", "I.1", "block"): Score(D(1))}, "x")


def test_what_is_open_leads_to_its_page_or_is_accounted_for(tmp_path: Path, qtbot: Any) -> None:
    made = drawn()
    made = replace(made, facts=replace(made.facts, attendance=()))
    tab = shown(opened(tmp_path, made), qtbot)
    assert tab.sentence() == "Còn 1 việc trước khi chốt kết quả."
    with qtbot.waitSignal(tab.wanted) as wanted:
        press(tab, "Còn 1 việc")
    assert wanted.args == ["page:meeting/agenda/people"]
    [asked] = answering_and_close(tab)
    assert not asked.form.check(), "an open point must be accounted for"
    close(tab, **OPEN)
    [closing] = tab.session.season.closings
    assert closing.reason == "Còn mở khi chốt: Dự hội nghị (Phiếu điểm danh giấy)"
    tab.session.close()


def answering_and_close(tab: ClosingTab) -> list[FormDialog]:
    """The form as it stands empty; nothing is closed."""
    asked: list[FormDialog] = []

    def look(dialog: FormDialog) -> None:
        asked.append(dialog)

    tab.ask = look
    tab.close_year()
    assert not tab.session.season.closings
    return asked


def test_a_corrigendum_is_opened_with_a_reason_and_closed_as_a_version(tab: ClosingTab) -> None:
    close(tab)
    answering(tab, reason="Cộng sai mục I")
    press(tab, "Mở đính chính…")
    assert tab.sentence() == (
        "Đang đính chính bản 00. Chưa sửa số liệu nào: sửa điểm ở thẻ Thảo luận, hoặc bấm Thôi đính chính."
    )
    assert "Sửa điểm…" in [it[0] for it in tab.secondary()]
    assert not tab.session.season.is_final
    assert tab.session.undo_label == ""
    asked = answering(tab, day=DAY, document="CV 12")
    tab.session.set_scores({ScoreKey("Ban B", "I.1", "agreed"): Score(D(19))}, "sửa")
    assert tab.sentence() == "Đang đính chính bản 00. Mọi việc đã xong, chốt được kết quả."
    assert "Sửa điểm…" not in [it[0] for it in tab.secondary()]
    press(tab, "Chốt kết quả…")
    assert asked[0].windowTitle() == "Chốt bản đính chính 01"
    last = tab.session.season.closings[-1]
    assert (last.number, last.reason, last.document) == (1, "Cộng sai mục I", "CV 12")
    assert [it.number for it in tab.versions.records] == [1, 0]
    assert tab.versions.selected == last
    assert last.reason
    assert last.reason in tab._reason_in_full.text()
    assert tab._reason_in_full.isVisible()


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [(date(2023, 12, 18), 18), (DAY, 19), (date(2023, 12, 20), 19), (None, 19)],
)
def test_the_day_of_closing_is_that_of_a_meeting_that_is_over(
    tab: ClosingTab, meeting: date | None, expected: int
) -> None:
    plan = replace(tab.session.season.plan, meeting=meeting)
    tab.session.set_plan(plan, "ngày họp")
    [asked] = answering_and_close(tab)
    assert asked.form.values()["day"] == date(2023, 12, expected)


def test_what_stays_open_asks_for_a_reason_and_recalls_it_in_a_corrigendum(
    tmp_path: Path, qtbot: Any
) -> None:
    made = drawn()
    made = replace(made, facts=replace(made.facts, attendance=()))
    tab = shown(opened(tmp_path, made), qtbot)
    [asked] = answering_and_close(tab)
    assert asked.form.input("open:attendance").accessibleName() == "Lý do để mở: dự hội nghị"
    why = "Phiếu (giấy) còn ở Ban A; sẽ gửi"
    close(tab, **{"open:attendance": why})
    assert tab.reason.isHidden()
    answering(tab, reason="Cộng sai mục I")
    press(tab, "Mở đính chính…")
    assert tab.reason.text() == "Lý do đính chính: Cộng sai mục I"
    assert tab.reason.isVisible()
    tab.session.set_scores({ScoreKey("Ban B", "I.1", "agreed"): Score(D(20))}, "sửa")
    forms = answering(tab, day=DAY)
    tab.close_year()
    assert forms[0].form.values()["open:attendance"] == why
    assert tab.reason.isHidden()
    tab.session.close()


def test_the_result_table_of_an_old_version_is_written(
    tab: ClosingTab, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(tab)
    first = tab.session.season.closings[0]
    correct(tab)
    names: list[str] = []

    def where(_on: object, _title: str, name: str, _kind: str) -> Path:
        names.append(name)
        return tmp_path / name

    monkeypatch.setattr(files, "ask_save", where)
    boxes: list[Any] = []
    tab.show_box = lambda box: boxes.append(box) or [it.click() for it in buttons(box)]  # type: ignore[func-returns-value]
    tab.look(first)
    assert names == [
        f"Bang tong hop ket qua cham diem 2023 - bản 00{it}" for it in (".xlsx", ".pdf")
    ]
    words = " ".join(it.extract_text() for it in PdfReader(tmp_path / names[1]).pages)
    assert f"Bản chốt số 00 · mã {first.short}" in words
    assert "85,00" in words, "the points of that version, not those of the corrigendum"


def buttons(box: Any) -> list[QPushButton]:
    return [it for it in box.findChildren(QPushButton) if it.text().startswith("Xuất ")]


def test_old_versions_open_again_and_differences_are_shown(tab: ClosingTab) -> None:
    close(tab)
    assert not tab.compare_button.isEnabled()
    correct(tab)
    seen = boxes(tab)
    tab.compare_button.click()
    tab.look_button.click()
    tab.look(tab.session.season.closings[0])
    kinds, texts = [it[0] for it in seen], [it[1] for it in seen]
    assert kinds == [ChangesBox, VersionBox, VersionBox]
    assert "Ban B\tHạng\t2\t1 =" in texts[0]
    assert "Tổng điểm\t85,00\t95,00" in texts[0]
    assert texts[1].startswith("1 =\tBan A")
    assert texts[2].startswith("1\tBan A")


def test_while_a_corrigendum_is_open_its_changes_are_shown(tab: ClosingTab) -> None:
    close(tab)
    tab.session.open_year("Cộng sai")
    seen = boxes(tab)
    tab.session.set_scores({ScoreKey("Ban B", "I.1", "agreed"): Score(D(20))}, "sửa")
    assert tab.compare_button.isEnabled()
    tab.compare_button.click()
    assert "Tổng điểm\t85,00\t95,00" in seen[0][1]


def test_the_meeting_says_who_won_and_who_runs_the_block_next_year(
    tmp_path: Path, qtbot: Any
) -> None:
    made = in_meeting(drawn(), vote("1", 7, 2), vote("h", 1, 8, award="", purpose="head"))
    tab = shown(opened(tmp_path, made), qtbot)
    close(tab)
    assert tab.winners.as_text(tab.winners.records).splitlines() == [
        "Cờ thi đua\tBan A\ttheo kết quả bỏ phiếu",
        "Trưởng khối năm 2024\tBan B\ttheo kết quả bỏ phiếu",
    ]
    assert "Thông báo Trưởng khối năm 2024: Ban B" in tab.duties.as_text(tab.duties.records)
    tab.session.close()


def test_a_rehearsal_is_a_copy_that_says_so_and_leaves_the_file_alone(
    tab: ClosingTab, qtbot: Any
) -> None:
    real = tab.session.file.path
    before = tab.session.season
    with qtbot.waitSignal(tab.jobs.finished, timeout=20000):
        press(tab, "Tập dượt…")
    copy = tab.session.file.path
    assert copy.name == "khoi - TẬP DƯỢT.khoi"
    assert tab.session.season.meeting.is_rehearsal
    assert window_state.year_state(tab.session).text.startswith("TẬP DƯỢT · ")
    assert "Tập dượt…" not in [it[0] for it in tab.secondary()]
    with pytest.raises(AppError, match="Đây đã là bản tập dượt"):
        tab.session.rehearsal()
    close(tab)
    assert window_state.year_state(tab.session).text == "TẬP DƯỢT · Đã chốt kết quả"
    tab.session.open(real)
    assert tab.session.season == before
    with qtbot.waitSignal(tab.jobs.finished, timeout=20000):
        tab.rehearse()
    assert tab.session.file.path.name == "khoi - TẬP DƯỢT (2).khoi"
    assert sorted(it.name for it in real.parent.glob("*.khoi") if it.name[0] != "~") == [
        "khoi - TẬP DƯỢT (2).khoi",
        "khoi - TẬP DƯỢT.khoi",
        "khoi.khoi",
    ]


def test_a_closed_year_has_nothing_to_rehearse(tab: ClosingTab) -> None:
    close(tab)
    with pytest.raises(AppError, match="không còn gì để tập dượt"):
        tab.session.rehearsal()


def test_a_file_that_is_only_read_offers_no_act(
    tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(tmp_path, drawn())
    second = Session()
    second.open(first.file.path)
    tab = shown(second, qtbot)
    assert tab.sentence() == second.read_only_reason != ""
    assert tab.primary() is None
    assert not tab.secondary()
    told: list[Exception] = []
    monkeypatch.setattr(messages, "show_error", lambda _parent, error: told.append(error))
    close(tab)
    assert str(told[0]) == second.read_only_reason
    second.close()
    first.close()


def season_of_units(*names: str) -> Season:
    """Units with long names, for the widths of the columns."""
    made = drawn(WHOLE)
    units = tuple(replace(it, name=name) for it, name in zip(made.units, names, strict=True))
    there = tuple(Attendance(it.id, "Hội nghị tổng kết", DAY) for it in units)
    facts = replace(made.facts, attendance=there, exclusions=(Exclusion("Ban C", "Vi phạm"),))
    return replace(made, units=units, facts=facts)


def test_a_closing_day_before_the_meeting_is_refused(tmp_path: Path, qtbot: Any) -> None:
    made = season_of_units(*(f"Văn phòng đại diện Báo Nhân dân thường trú {it}" for it in range(3)))
    later = date(2023, 12, 25)
    there = tuple(replace(it, held=later) for it in made.facts.attendance)
    made = replace(made, plan=replace(made.plan, meeting=later))
    made = replace(made, facts=replace(made.facts, attendance=there))
    tab = shown(opened(tmp_path, made), qtbot)
    said: list[str] = []

    def fill(dialog: FormDialog) -> None:
        dialog.form.input("day").setText("19/12/2023")
        dialog.finish()
        said.extend(it.text() for it in dialog.findChildren(QLabel))

    tab.ask = fill
    tab.close_year()
    assert any(it.startswith("Ngày chốt 19/12/2023 trước ngày hội nghị 25/12/2023.") for it in said)
    assert not tab.session.season.is_final
    tab.session.close()


def test_points_after_the_meeting_change_nothing_of_who_won(tmp_path: Path, qtbot: Any) -> None:
    tab = shown(opened(tmp_path, drawn(pack=BLOCK_LAST)), qtbot)
    close(tab)
    before = tab.winners.as_text(tab.winners.records)
    assert before.startswith("Cờ thi đua\tBan A")
    later = {ScoreKey("Ban A", it, "appraisal"): Score(D(0)) for it in ("I.1", "I.2")}
    tab.session.set_scores(later, "nhập thẩm định")
    assert tab.session.standings[0].result.unit.name == "Ban B"
    # Nor of what the hall is shown of the closed result.
    season, results, standings = tab.session.official()
    assert standings[0].result.unit.name == "Ban A"
    scene = scenes.build("ranking", "", season, results, standings)
    assert not scene.unofficial
    assert "Ban A" in str(scene.rows[0])
    assert tab.winners.as_text(tab.winners.records) == before
    tab.session.close()


def test_a_document_that_was_closed_elsewhere_is_shown_with_its_version(
    tmp_path: Path, qtbot: Any
) -> None:
    tab = shown(opened(tmp_path, drawn(closed_on=DAY)), qtbot)
    [made] = tab.versions.records
    assert tab.sentence() == f"Đã chốt kết quả ngày 19/12/2023, bản 00, mã {made.short}."
    # A book that an earlier program made from such a document has no version yet.
    tab.session._season = replace(tab.session.season, closings=())
    tab.refresh("season")
    assert tab.sentence() == "Đã chốt kết quả ngày 19/12/2023, không có bản chốt nào trong sổ."
    tab.session.close()


def test_a_corrigendum_opened_by_mistake_is_given_up(tab: ClosingTab) -> None:
    close(tab)
    answering(tab, reason="Nhầm")
    press(tab, "Mở đính chính…")
    press(tab, "Thôi đính chính")
    assert tab.session.season.is_final
    assert [it.number for it in tab.session.season.closings] == [0]

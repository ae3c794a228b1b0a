"""The counting desk looked at closely: hands, the two counts, who can vote, keys alone, sums that cannot be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.award_rules import Threshold
from models.ballot import Count, VoteLine
from models.block import Unit
from models.collected import Attendance, Presence
from models.facts import Facts
from models.meeting import Meeting
from models.points import show
from models.rulepack import Quota, Rule
from models.voting.ballots import candidates
from models.voting.counting import confirmed
from models.year_plan import YearPlan
from tests.models.drawing import D
from tests.ui.page_samples import UNITS, season
from tests.ui.votes_desk import HALF, HANDS, HEAD, Key, Make, counted, making, marked, primary
from ui.look import style
from ui.meeting.vote_form import BallotDialog, CandidatesBox, print_dialog
from ui.meeting.vote_words import note

DAY = date(2023, 12, 19)


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    yield from making(qtbot, tmp_path, monkeypatch)


def answering(verb: str) -> list[str]:
    """Press the button with this verb in the box that comes up; what the box said."""
    said: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(5, press)
            return
        said.extend(it.text() for it in box.findChildren(QLabel))
        next(it for it in box.findChildren(QPushButton) if it.text() == verb).click()

    QTimer.singleShot(0, press)
    return said


# ---- a show of hands


def test_a_show_of_hands_has_no_papers(make: Make) -> None:
    desk = make(replace(HEAD, threshold=HANDS, style="agree", present=4))
    face = desk.tab.desk
    assert not any(it.isVisible() for it in face.papers.values())
    assert [it.value for it in face.voters.figures.values() if it.isVisible()] == [5, 4]
    assert [it.accessibleName() for it in face.figures[:2]] == [
        "Đồng ý, Ban Nội chính Tỉnh ủy",
        "Không đồng ý, Ban Nội chính Tỉnh ủy",
    ]
    desk.type(3, 1, 2, 1, 1, 3)
    assert desk.ballot.count.issued is None
    assert desk.badges() == ["Đạt: cần 3/4, đạt 3"] + [
        f"Không đạt: cần 3/4, đạt {it}, thiếu {3 - it}" for it in (2, 1)
    ]
    assert face.rows.need.text() == "Cần 3/4 trên số có mặt"
    assert "Mở bảng kiểm lần hai" not in dict(desk.tab._acts(desk.ballot))


def test_a_show_of_hands_never_speaks_of_paper(make: Make) -> None:
    desk = make(replace(HEAD, threshold=HANDS, present=4))
    assert primary(desk) == "Đếm tay giơ"
    assert desk.tab.desk.keys.text().startswith("Enter: ô tiếp theo. Ctrl+Enter: Đếm tay giơ.")
    assert "In phiếu…" not in [it[0] for it in desk.tab.secondary()]
    assert desk.tab.line_of(desk.ballot) == "Vòng 1 · chưa đếm"
    assert desk.tab._list.text() == "Danh sách biểu quyết…"
    desk.tab.go_on()
    assert desk.tab.desk.votes["u1", "votes"].hasFocus()
    desk.type(3)
    assert desk.session.undo_label.startswith("đếm tay: số tay giơ của Ban Nội chính")
    box = CandidatesBox(
        desk.session.season, desk.session.standings, desk.ballot, desk.tab.left_out(desk.ballot), ()
    )
    assert "phiếu" not in " ".join(it.text() for it in box.findChildren(QLabel))
    box.deleteLater()


def test_the_form_takes_a_base_that_fits_the_way(make: Make, qtbot: QtBot) -> None:
    box = BallotDialog(make(HEAD).session.season, replace(HEAD, threshold=None), is_new=True)
    qtbot.addWidget(box)

    def base_of(way: str) -> str:
        field = box.form.input("way")
        field.setCurrentIndex(field.findData(way))
        return str(box.form.values()["base"])

    assert base_of("own-ballot") == "valid"
    assert base_of("own-hands") == "present"
    assert base_of("own-ballot") == "valid"
    field = box.form.input("base")
    field.setCurrentIndex(field.findData("members"))
    assert base_of("own-hands") == "members", "what fits is left alone"


def test_two_votes_with_one_title_are_told_apart(make: Make) -> None:
    follows = replace(HEAD, code="truong-1.2", round=2, follows="truong-1")
    desk = make(HEAD, follows, replace(HEAD, code="x", title="Bầu lại"))
    assert desk.tab.line_of(desk.ballots[1]) == "Vòng 2 · chưa kiểm", "one vote, its second round"
    ballots = (HEAD, follows, replace(HEAD, code="truong-2"))
    desk.session.set_meeting(replace(desk.session.season.meeting, ballots=ballots), "x")
    assert [desk.tab.line_of(it) for it in ballots] == [
        f"Lần {which} · chưa kiểm" for which in ("1, vòng 1", "1, vòng 2", "2, vòng 1")
    ]


# ---- the second count


def test_the_state_waits_for_the_second_count_in_words(make: Make) -> None:
    desk = make(replace(HEAD, count=counted(3, 1, 1)))
    desk.link("Mở bảng kiểm lần hai")
    assert desk.tab.desk.badge.text() == "Chờ kiểm lần hai"
    assert desk.tab.line_of(desk.ballot) == "Vòng 1 · chờ kiểm lần hai"
    desk.link("Xem lần kiểm đầu")
    assert desk.strip().startswith("Chờ kiểm lần hai. Kiểm lần hai chưa xong: phát ra,")
    desk.press("Kiểm lần hai")
    assert desk.tab.desk.is_second


def test_exactly_what_differs_is_marked_in_both_counts(make: Make) -> None:
    second = replace(counted(3, 2, 0), blank=None)
    desk = make(replace(HEAD, count=counted(3, 1, 1), second=second))
    assert desk.tab.desk.badge.text() == "Hai lần kiểm khác nhau"
    assert desk.badges() == ["Chờ hai lần kiểm khớp"] * 3
    assert marked(desk) == {"blank", "u2 votes", "u3 votes"}
    assert desk.strip().startswith(
        "Kiểm lần hai: Phiếu trắng: lần đầu 0, lần hai chưa ghi."
        " Đếm lại chồng phiếu trắng, rồi sửa lần kiểm sai."
    )
    told = desk.tab.desk.votes["u2", "votes"].toolTip()
    assert told.endswith("Đếm lại chồng phiếu của Ban Tổ chức Tỉnh ủy, rồi sửa lần kiểm sai.")
    desk.link("Xem lần kiểm hai")
    assert desk.tab.desk.title.text() == "Bầu Trưởng khối năm 2024 – kiểm lần hai"
    assert marked(desk) == {"blank", "u2 votes", "u3 votes"}
    desk.type(5, 5, 5, 0, 0, 3, 1, 1)
    assert marked(desk) == set()
    assert primary(desk) == "Xác nhận kết quả"


# ---- who can vote


def attended(*ways: Presence) -> dict[str, Any]:
    lines = (
        Attendance(unit.id, Meeting().name, DAY, how)
        for unit, how in zip(UNITS, ways, strict=False)
    )
    return {"facts": Facts(attendance=tuple(lines)), "plan": YearPlan(meeting=DAY)}


def test_who_can_vote_is_from_the_attendance_and_can_be_overwritten(make: Make) -> None:
    noted = attended("present", "late", "absent", "present", "present")
    desk = make(replace(HEAD, present=4), **noted)
    voters = desk.tab.desk.voters
    assert voters.source.text() == "Theo điểm danh: 4/5 có mặt."
    field = voters.figures["present"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "3")
    QTest.keyClick(field, Key.Key_Return)
    assert (desk.ballot.members, desk.ballot.present) == (5, 3)
    assert voters.source.text() == "Khác điểm danh hiện nay: 4/5 có mặt."
    assert desk.session.undo_label == "sửa số có mặt 3 – Bầu Trưởng khối năm 2024, vòng 1"
    assert desk.tab.desk.papers["issued"].hasFocus()


def test_without_attendance_the_last_vote_tells_who_can_vote(make: Make) -> None:
    desk = make(replace(HEAD, members=4, present=3))
    source = desk.tab.desk.voters.source
    assert source.text() == "Ghi tay: 3/4 có mặt. Điểm danh chưa xong."
    desk.answers = {"way": "open"}
    desk.tab.add("deputy")
    assert (desk.ballot.purpose, desk.ballot.members, desk.ballot.present) == ("deputy", 4, 3)
    assert source.text() == "Theo lần bỏ phiếu trước: 3/4 có mặt. Điểm danh chưa xong."


# ---- a confirmed round is not deleted by the way


def test_a_confirmed_round_is_deleted_only_after_being_asked(make: Make) -> None:
    won = confirmed(replace(HEAD, count=counted(3, 1, 1)))
    desk = make(won)
    said = answering("Thôi")
    desk.tab.remove()
    assert list(desk.ballots) == [won]
    assert said[:2] == [
        "Xóa Bầu Trưởng khối năm 2024, vòng 1, đã xác nhận kết quả",
        (
            f"Mất số phiếu đã kiểm và kết quả đã xác nhận. {won.result}"
            " Lấy lại được bằng Hoàn tác (Ctrl+Z)."
        ),
    ]
    answering("Xóa vòng đã xác nhận")
    desk.tab.remove()
    assert len(desk.ballots) == 0
    told = "xóa kết quả đã xác nhận – Bầu Trưởng khối năm 2024, vòng 1"
    assert desk.session.undo_label == told
    desk.session.undo()
    assert list(desk.ballots) == [won]


# ---- results in sight


@pytest.mark.parametrize("width", [1366, 1280, 1180])
def test_results_are_never_cut_off(make: Make, width: int) -> None:
    name = "Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục tỉnh"
    units = tuple(Unit(f"{name} {it}", f"u{it}") for it in range(1, 6))
    votes = tuple(VoteLine(it, 10, 10) for it in HEAD.candidates)
    count = Count(20, 20, 20, 0, 0, votes)
    two_thirds = Threshold("own", "Khối quyết định", "ballot", "valid", 2, 3, True)
    given = replace(HEAD, style="agree", threshold=two_thirds, members=20, present=20, count=count)
    desk = make(given, units=units)
    desk.tab.setStyleSheet(style.sheet())
    side, margins = 200, 48
    desk.tab.resize(width - side - margins, 560)
    QApplication.processEvents()
    assert desk.badges() == ["Không đạt: cần 14/20, đạt 10, thiếu 4"] * 3
    room = desk.tab.desk._area.viewport()
    for _, badge in desk.tab.desk.rows.results.values():
        assert badge.width() >= badge.sizeHint().width()
        right = badge.mapTo(room, QPoint(badge.width(), 0)).x()
        assert right <= room.width()


# ---- by keys alone


def press(*keys: Qt.Key | str) -> None:
    for key in keys:
        on = QApplication.focusWidget()
        assert on is not None, "the keyboard is nowhere"
        if isinstance(key, str):
            QTest.keyClicks(on, key)
        else:
            QTest.keyClick(on, key)


def entered(*figures: int) -> None:
    for it in figures:
        press(str(it), Key.Key_Return)


def confirm_by_key() -> None:
    on = QApplication.focusWidget()
    assert on is not None
    QTest.keyClick(on, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_whole_count_with_keys_only(make: Make) -> None:
    other = replace(HEAD, code="pho-1", title="Bầu Phó Trưởng khối năm 2024", purpose="deputy")
    desk = make(other, HEAD)
    desk.tab.table.setFocus()
    press(Key.Key_Down, Key.Key_Return)
    assert desk.ballot.code == HEAD.code
    assert desk.tab.desk.papers["issued"].hasFocus()
    entered(5, 5, 5, 0, 0, 2, 2, 1)
    assert desk.tab.desk.counted_by.hasFocus()
    press("Ông An", Key.Key_Return)
    assert desk.ballot.count == replace(counted(2, 2, 1), counted_by="Ông An")
    assert desk.tab.desk.keys.text() == (
        "Enter: ô tiếp theo. Ctrl+Enter: Xác nhận kết quả. Esc: về danh sách."
    )
    confirm_by_key()
    assert desk.ballot.is_closed
    assert desk.tab.desk.keys.text() == "Ctrl+Enter: Bỏ phiếu vòng 2. Esc: về danh sách."
    confirm_by_key()
    assert (desk.ballot.round, desk.ballot.candidates) == (2, ("u1", "u2"))
    assert desk.tab.desk.counted_by.text() == ""
    assert desk.tab.desk.papers["issued"].hasFocus()
    entered(5, 5, 5, 0, 0, 3)
    press("2")
    confirm_by_key()  # what is being typed is entered first
    assert desk.ballot.elected == ("u1",)
    press(Key.Key_Escape)
    assert desk.tab.table.hasFocus()


def test_tab_goes_as_one_counts_and_esc_takes_back(make: Make) -> None:
    desk = make(HEAD)
    face = desk.tab.desk
    face.voters.figures["members"].setFocus()
    order = [*list(face.voters.figures.values())[1:], *face.figures, face.counted_by]
    for field in order:
        press(Key.Key_Tab)
        assert field.hasFocus(), field.accessibleName()
    press(Key.Key_Tab)
    link = QApplication.focusWidget()
    assert isinstance(link, QPushButton)
    assert link.text() == "Mở bảng kiểm lần hai"
    face.papers["valid"].setFocus()
    press("7", Key.Key_Escape)
    assert face.papers["valid"].hasFocus()
    assert (face.papers["valid"].text(), desk.ballot.count.valid) == ("", None)
    press(Key.Key_Escape)
    assert desk.tab.table.hasFocus()


def test_enter_brings_the_next_field_into_sight(make: Make) -> None:
    units = tuple(Unit(f"Đơn vị thứ {it}", f"u{it}") for it in range(1, 21))
    desk = make(replace(HEAD, candidates=tuple(it.id for it in units)), units=units)
    last = desk.tab.desk.votes["u20", "votes"]
    assert last.visibleRegion().isEmpty()
    desk.tab.desk.votes["u19", "votes"].setFocus()
    press(Key.Key_Return)
    assert last.hasFocus()
    assert not last.visibleRegion().isEmpty()


# ---- who is to be chosen


def test_who_served_when_stands_at_the_names(make: Make) -> None:
    desk = make(replace(HEAD, candidates=("u1", "u2")), deputy="u2")
    told = [it.text() for it in desk.tab.desk.rows.findChildren(QLabel)]
    assert told[told.index("Ban Nội chính Tỉnh ủy") + 1] == "Trưởng 2023"
    assert told[told.index("Ban Tổ chức Tỉnh ủy") + 1] == "Phó Trưởng 2023"


# ---- a share is law only where its source is named


def test_a_rule_without_its_document_is_the_blocks_own(make: Make) -> None:
    share = replace(HALF, rule="ty-le")
    plain = season()
    pack = replace(
        plain.pack, rules=(*plain.pack.rules, Rule("ty-le", "Tỷ lệ phiếu", "Theo thông lệ"))
    )
    desk = make(replace(HEAD, threshold=share), pack=pack)
    assert desk.tab.desk.rule.text() == (
        "Phiếu kín, trên 1/2 số phiếu hợp lệ, do khối quy định. Vòng 1."
    )


def test_only_sheets_on_which_the_list_fits_are_offered(qtbot: QtBot) -> None:
    layouts = {"A4-1": "A4, một phiếu một trang", "A4-2": "A4, hai phiếu một trang"}
    box = print_dialog(HEAD, layouts, ["A4-1"], None)
    qtbot.addWidget(box)
    field: Any = box.form.input("layout")
    assert [field.itemText(it) for it in range(field.count())] == ["A4, một phiếu một trang"]
    told = [it.text() for it in box.findChildren(QLabel)]
    assert "3 đơn vị không đủ chỗ trên khổ “A4, hai phiếu một trang”." in told


def test_every_unit_of_the_list_has_its_rank_in_one_style(make: Make) -> None:
    desk = make(HEAD)
    given, standings = desk.session.season, desk.session.standings
    given = replace(given, pack=replace(given.pack, quotas=(Quota("Cờ", "number", D(1)),)))
    _, left = candidates(given, standings, "award", "Cờ")
    places = {it.result.unit.id: it for it in standings}
    told = {it.unit: note(it.unit, "award", standings, (), it) for it in left}
    second = next(it for it in left if it.unit == "u2")
    assert told["u2"] == f"Hạng 2, {show(places['u2'].total or D(0))} điểm; ngoài 1 suất"
    tied = [replace(it, tied=True) for it in standings]
    assert note("u2", "award", tied, (), second).startswith("Hạng 2 =, ")
    assert (
        note("u1", "award", standings, (), None)
        == f"Hạng 1, {show(places['u1'].total or D(0))} điểm"
    )

"""The tab "Bỏ phiếu": votes made, counted by keyboard, refused, counted twice, run off, drawn by lots."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.award_rules import Threshold
from models.ballot import Count
from models.facts import Exclusion, Facts
from models.meeting import AgendaItem, Meeting
from models.voting.ballots import names_of
from models.voting.counting import confirmed, reopened
from tests.ui.votes_desk import HEAD, Key, Make, counted, making, primary
from ui.meeting import vote_paper
from ui.meeting.counting_desk import Figure
from ui.meeting.vote_form import CandidatesBox


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    yield from making(qtbot, tmp_path, monkeypatch)


def test_an_empty_tab_offers_the_first_vote(make: Make) -> None:
    desk = make()
    assert desk.tab._stack.currentIndex() == 1
    assert desk.tab.primary() is None
    desk.answers = {"award": "Cờ thi đua", "seats": 1, "way": "own-ballot", "numerator": 2} | {
        "denominator": 3,
        "at_least": True,
        "base": "valid",
        "present": 5,
    }
    desk.tab.add_award()
    (made,) = desk.ballots
    assert made.title == "Suy tôn đề nghị tặng Cờ thi đua"
    assert made.candidates == ("u1", "u2", "u3", "u5", "u4")  # in the order of the ranks
    assert made.threshold == Threshold("own", "Khối quyết định", "ballot", "valid", 2, 3, True)
    assert (made.members, made.present, made.seats, made.style) == (5, 5, 1, "agree")
    assert primary(desk) == "In phiếu…"
    assert "do khối quy định" in desk.tab.desk.rule.text()
    assert desk.session.undo_label.startswith("tạo lần bỏ phiếu – Suy tôn đề nghị")
    desk.session.undo()
    assert desk.ballots == ()


def test_a_share_larger_than_one_is_refused_in_the_box(make: Make) -> None:
    desk = make()
    desk.answers = {"seats": 1, "way": "own-ballot", "numerator": 3, "denominator": 2}
    desk.tab.add("head")
    assert desk.ballots == ()


def test_seats_are_never_invented(make: Make) -> None:
    desk = make()
    desk.answers = {"way": "open"}
    desk.tab.add_award()
    assert desk.ballots == ()
    assert desk.wrong == {"seats": "Chưa ghi số suất."}


def test_counting_by_keyboard_gives_the_result(make: Make) -> None:
    desk = make(HEAD)
    assert desk.badges() == ["Chờ đủ số"] * 3
    desk.type(5, 5, 5, 0, 0, 3, 1)
    assert desk.badges() == ["Chờ đủ số"] * 3
    assert primary(desk) == ""
    desk.type(5, 5, 5, 0, 0, 3, 1, 1)
    assert desk.ballot.count == counted(3, 1, 1)
    assert desk.badges() == [
        "Đạt: cần 3/5, đạt 3",
        "Không đạt: cần 3/5, đạt 1, thiếu 2",
        "Không đạt: cần 3/5, đạt 1, thiếu 2",
    ]
    assert desk.session.undo_label == (
        "kiểm phiếu: số phiếu của Ban Dân vận Tỉnh ủy 1 – Bầu Trưởng khối năm 2024, vòng 1"
    )
    assert primary(desk) == "Xác nhận kết quả"
    desk.press("Xác nhận kết quả")
    assert desk.ballot.is_closed
    assert desk.told[-1] == "Trúng cử: Ban Nội chính Tỉnh ủy."
    assert all(it.isReadOnly() for it in desk.tab.desk.figures)
    assert desk.ballot.elected == ("u1",)
    assert desk.ballot.result == "Trúng cử: Ban Nội chính Tỉnh ủy."
    desk.link("Mở lại để sửa")
    assert desk.ballot == reopened(desk.ballot)


def test_a_second_vote_for_one_office_is_not_confirmed(make: Make) -> None:
    won = confirmed(replace(HEAD, count=counted(3, 1, 1)))
    other = replace(HEAD, code="truong-2", count=counted(1, 3, 1))
    desk = make(won, other)
    desk.tab.show_target("truong-2")
    desk.press("Xác nhận kết quả")
    assert desk.said == [
        (
            "2 lần bỏ phiếu cho Trưởng khối chọn 2 đơn vị, chỉ có 1 suất."
            " Giữ một lần, mở lại hoặc xóa lần kia."
        )
    ]
    assert not desk.ballot.is_closed


def test_reached_without_a_seat_is_the_word_of_the_minutes(make: Make) -> None:
    desk = make(replace(HEAD, style="agree", count=counted(5, 4, 1)))
    assert desk.badges() == [
        "Đạt: cần 3/5, đạt 5",
        "Đạt, ngoài số suất",
        "Không đạt: cần 3/5, đạt 1, thiếu 2",
    ]


def test_votes_that_contradict_each_other_are_told(make: Make) -> None:
    won = confirmed(replace(HEAD, count=counted(3, 1, 1)))
    desk = make(won, replace(won, code="truong-2", elected=("u2",)))
    assert "2 lần bỏ phiếu cho Trưởng khối" in desk.tab.sentence()
    assert desk.strip().startswith("2 lần bỏ phiếu cho Trưởng khối chọn 2 đơn vị")


def test_a_unit_that_is_gone_keeps_its_name_on_the_desk(make: Make) -> None:
    paper = replace(HEAD, candidates=("u1", "x"), names=("", "Ban đã giải thể"))
    desk = make(paper)
    assert desk.tab.desk.votes["x", "votes"].accessibleName() == "Số phiếu, Ban đã giải thể"
    assert "Ban đã giải thể có tên trên phiếu" in desk.strip()


def test_sums_that_cannot_be_keep_the_results_grey(make: Make) -> None:
    desk = make(HEAD)
    desk.type(5, 5, 4, 2, 0, 3, 1, 0)
    assert desk.strip() == (
        "Hợp lệ 4 + không hợp lệ 2 = 6, nhưng thu về 5."
        " Đếm lại chồng phiếu không hợp lệ, hoặc số thu về."
    )
    assert desk.badges() == ["Chờ đủ số"] * 3
    assert primary(desk) == ""
    bad = {key for key, it in desk.tab.desk.papers.items() if it.property("bad") == "true"}
    assert bad == {"returned", "valid", "invalid"}
    desk.type(5, 5, 4, 1)
    assert desk.strip() == "Trúng cử: Ban Nội chính Tỉnh ủy."
    assert desk.badges()[0] == "Đạt: cần 3/4, đạt 3"


def test_35_papers_came_back_of_34(make: Make) -> None:
    desk = make(replace(HEAD, members=40, present=34))
    desk.type(34, 35)
    assert desk.strip().startswith("Thu về 35, nhưng phát ra chỉ 34. Đếm lại chồng phiếu thu về")
    assert desk.tab.desk.badge.text() == "Số chưa khớp"


def test_an_emptied_figure_is_not_zero(make: Make) -> None:
    desk = make(replace(HEAD, count=counted(3, 1, 1)))
    field = desk.tab.desk.votes["u3", "votes"]
    field.setFocus()
    field.clear()
    QTest.keyClick(field, Key.Key_Up)
    assert desk.tab.desk.votes["u2", "votes"].hasFocus()
    assert [it.candidate for it in desk.ballot.count.votes] == ["u1", "u2"]
    assert desk.strip() == "Chưa đếm: số phiếu của Ban Dân vận Tỉnh ủy."


def test_the_second_count_is_blind_and_must_match(make: Make) -> None:
    desk = make(replace(HEAD, count=counted(3, 1, 1)))
    desk.link("Mở bảng kiểm lần hai")
    assert {it.value for it in desk.tab.desk.figures} == {None}
    assert primary(desk) == ""
    desk.type(5, 5, 5, 0, 0, 2, 2)
    assert "lần đầu" not in desk.strip()
    desk.type(5, 5, 5, 0, 0, 2, 2, 1)
    assert desk.strip().startswith("Kiểm lần hai: Ban Nội chính Tỉnh ủy: lần đầu 3, lần hai 2.")
    assert primary(desk) == ""
    desk.type(5, 5, 5, 0, 0, 3, 1, 1)
    assert desk.strip() == "Trúng cử: Ban Nội chính Tỉnh ủy. Hai lần kiểm như nhau."
    assert primary(desk) == "Xác nhận kết quả"
    desk.link("Xem lần kiểm đầu")
    assert not desk.tab.desk.is_second
    desk.link("Bỏ lần kiểm hai")
    assert desk.ballot.second is None


def test_nobody_is_elected_without_a_rule(make: Make) -> None:
    desk = make(replace(HEAD, threshold=None, count=counted(5, 0, 0)))
    assert desk.strip().startswith("Chưa quyết định tỷ lệ cần đạt.")
    assert desk.badges() == ["Chờ đủ số"] * 3
    assert primary(desk) == ""
    desk.answers = {"way": "own-ballot", "numerator": 1, "denominator": 2, "at_least": False}
    desk.tab.change()
    assert desk.badges()[0] == "Đạt: cần 3/5, đạt 5"
    assert desk.session.undo_label.startswith("sửa lần bỏ phiếu")


def test_a_run_off_is_one_key_and_keeps_the_earlier_round(make: Make) -> None:
    given = replace(HEAD, style="agree", count=counted(4, 4, 1))
    desk = make(given)
    assert desk.badges()[:2] == ["Bằng phiếu: cần 3/5, đạt 4"] * 2
    assert primary(desk) == "Bỏ phiếu vòng 2"
    assert desk.strip() == (
        "Ban Nội chính Tỉnh ủy và Ban Tổ chức Tỉnh ủy bằng phiếu ở 1 suất."
        " Bỏ phiếu vòng 2, hoặc ghi kết quả bốc thăm."
    )
    desk.press("Bỏ phiếu vòng 2")
    first, second = desk.ballots
    assert first == confirmed(given, names_of(desk.session.season))
    assert (second.code, second.candidates, second.round, second.count) == (
        "truong-1.2",
        ("u1", "u2"),
        2,
        Count(),
    )
    assert desk.ballot == second
    desk.tab.show_target("truong-1")
    desk.tab.remove()
    desk.link("Mở lại để sửa")
    assert desk.told[-2:] == [
        "Đã có vòng 2 sau vòng này. Xóa vòng 2 trước.",
        "Vòng 2 dựa vào kết quả này. Xóa vòng 2 trước.",
    ]
    desk.session.undo()
    assert desk.ballots == (given,)


def test_lots_are_entered_with_witnesses(make: Make) -> None:
    desk = make(replace(HEAD, style="agree", count=counted(4, 4, 1)))
    [link] = desk.tab.desk.strip.findChildren(QPushButton)
    assert link.text() == "Ghi kết quả bốc thăm…", "beside the words that name it"
    desk.answers = {"u1": True, "u2": True, "witnesses": "Ông An"}
    desk.link("Ghi kết quả bốc thăm…")
    assert desk.ballot.lots is None
    desk.answers = {"u2": True, "witnesses": ""}
    desk.link("Ghi kết quả bốc thăm…")
    assert desk.ballot.lots is None
    desk.answers = {"u2": True, "witnesses": "Ông An, Bà Bình"}
    desk.link("Ghi kết quả bốc thăm…")
    lots = desk.ballot.lots
    assert lots is not None
    assert (lots.among, lots.chosen, lots.witnesses) == (("u1", "u2"), ("u2",), "Ông An, Bà Bình")
    assert desk.badges()[1] == "Trúng thăm: cần 3/5, đạt 4"
    assert "Bốc thăm chọn Ban Tổ chức Tỉnh ủy." in desk.strip()
    assert desk.tab.table.hasFocus(), "the link that was pressed is gone"
    desk.link("Bỏ kết quả bốc thăm")
    assert desk.ballot.lots is None


def test_points_alone_decide_without_papers(make: Make) -> None:
    points = Threshold("own", "Theo điểm", "points")
    ballot = replace(HEAD, purpose="award", threshold=points, candidates=("u2", "u1"), seats=1)
    desk = make(ballot)
    assert desk.tab.desk.figures == []
    assert desk.badges() == ["Ngoài số suất", "Đạt: hạng 1"]
    assert desk.strip() == "Được suy tôn: Ban Nội chính Tỉnh ủy."


def test_who_is_left_out_is_told_with_the_reason(make: Make, qtbot: QtBot) -> None:
    facts = Facts(exclusions=(Exclusion("u5", "Sai phạm nghiêm trọng"),))
    desk = make(replace(HEAD, purpose="award", award="Cờ thi đua"), facts=facts)
    left_out = desk.tab.desk.left_out.text()
    assert "Trường Chính trị tỉnh: không bình xét, suy tôn: Sai phạm nghiêm trọng" in left_out
    box = CandidatesBox(
        desk.session.season, desk.session.standings, desk.ballot, desk.tab.left_out(desk.ballot), ()
    )
    qtbot.addWidget(box)
    assert box._checked("u5") is None
    assert box._checked("u4") is False
    assert box._notes["u1"].startswith("Hạng 1, ")
    assert box._notes["u5"] == "Không bình xét, suy tôn: Sai phạm nghiêm trọng"
    box._toggle("u4", True)
    box.order.setCurrentIndex(box.order.findData("drawn"))
    box.table.select(lambda it: it == "u4")
    for _ in range(4):
        box.move_chosen(-1)
    assert (box.candidates, box.chosen_order) == (("u4", "u1", "u2", "u3"), "drawn")


def test_a_changed_list_drops_the_votes_of_those_taken_off(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make(replace(HEAD, count=counted(3, 1, 1)))
    monkeypatch.setattr(CandidatesBox, "ask", lambda _box: (("u2", "u1"), "drawn"))
    desk.tab.choose_candidates()
    assert (desk.ballot.candidates, desk.ballot.order) == (("u2", "u1"), "drawn")
    assert [it.candidate for it in desk.ballot.count.votes] == ["u1", "u2"]
    assert desk.tab.desk.votes["u2", "votes"].value == 1


def test_papers_are_printed(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make(HEAD)
    names: list[str] = []

    def where(_on: object, _title: str, name: str, _kind: str) -> Path:
        names.append(name)
        return tmp_path / name

    monkeypatch.setattr(vote_paper.files, "ask_save", where)
    desk.answers = {"layout": "A4-4", "copies": 6}
    desk.press("In phiếu…")
    assert names == ["Phieu Bau Truong khoi nam 2024 - 2023.pdf"]
    assert len(PdfReader(tmp_path / names[0]).pages) == 2
    assert desk.told[-1] == f"Đã ghi 6 phiếu, 2 trang A4, vào “{names[0]}”."


def test_the_elected_are_noted_and_this_years_head_stays(make: Make) -> None:
    agenda = (
        AgendaItem("a", "Khai mạc"),
        AgendaItem("b", "Bầu Trưởng khối", 2, note="Tổ kiểm phiếu"),
    )
    won = replace(HEAD, count=counted(1, 3, 1), is_closed=True)
    desk = make(won, meeting=Meeting(agenda=agenda))
    desk.press("Ghi Trưởng khối năm sau vào chương trình")
    desk.press("Ghi Trưởng khối năm sau vào chương trình")
    note = desk.session.season.meeting.agenda[1].note
    assert note == "Tổ kiểm phiếu\nTrưởng khối năm 2024: Ban Tổ chức Tỉnh ủy"
    assert desk.session.season.head == "u1"


def test_a_closed_year_can_only_be_looked_at(make: Make) -> None:
    desk = make(replace(HEAD, count=counted(3, 1, 1)))
    desk.session.close_year(desk.session.now().date(), "1")
    desk.tab.refresh("season")
    assert primary(desk) == ""
    assert list(desk.tab.secondary()) == []
    assert "đã chốt" in desk.tab.sentence()
    assert all(it.isReadOnly() for it in desk.tab.desk.figures)
    foot = desk.tab.desk.foot
    items = [foot.itemAt(it) for it in range(foot.count())]
    assert [it.widget() for it in items if it is not None] == [None]


def test_what_is_being_typed_is_entered_when_the_tab_is_left(make: Make) -> None:
    desk = make(HEAD)
    field: Figure = desk.tab.desk.papers["issued"]
    field.setFocus()
    QTest.keyClicks(field, "5")
    assert desk.ballot.count.issued is None
    assert desk.tab.settle()
    assert desk.ballot.count.issued == 5


def test_after_a_confirmed_vote_the_tab_says_what_is_next(make: Make) -> None:
    award = replace(HEAD, code="co", title="Suy tôn", purpose="award", award="Cờ thi đua")
    desk = make(confirmed(replace(award, count=counted(3, 1, 1))))
    assert primary(desk) == "Chiếu kết quả"
    assert desk.tab.sentence().endswith("Tiếp theo: chiếu kết quả, rồi bầu Trưởng khối.")
    wanted: list[str] = []
    desk.tab.wanted.connect(wanted.append)
    desk.tab.go_on()
    assert wanted == ["page:meeting/presenter/result:co"]
    meeting = desk.session.season.meeting
    head = confirmed(replace(HEAD, count=counted(3, 1, 1)))
    both = (*meeting.ballots, head)
    desk.session.set_meeting(replace(meeting, ballots=both), "bầu")
    assert desk.tab.sentence().endswith("Tiếp theo: chiếu kết quả, rồi sang thẻ Chốt kết quả.")
    desk.session.set_meeting(replace(meeting, ballots=(*meeting.ballots, HEAD)), "bầu")
    assert desk.tab.sentence().endswith("Tiếp theo: kiểm phiếu vòng chưa xác nhận.")

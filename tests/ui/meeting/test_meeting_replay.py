"""A whole meeting on the sample block, played through the window: attendance, discussion, reveal, ballots
with a recount and a run-off, election, closing, corrigendum 01.

At every step the figures of screen, hall, minutes and JSON are one and the same, and those of a table that
was worked out by hand. The real window, the hall in one-screen mode; nothing is patched.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.hall import scenes
from models.meeting_day.closing import checklist, open_points
from models.papers.kinds import build
from tests.ui.hall_samples import hall
from tests.ui.meeting_desk import Desk, Windows, texts
from tests.ui.meeting_figures import changes, closed, of, revealed, same, vote_same
from ui.book import shipped

Key = Qt.Key
FLAG = "Cờ thi đua của UBND tỉnh"
AT_FIRST = """
    1   bnc   96,75
    2 = btc   96,50
    2 = vptu  96,50
    4   ubkt  92,75
    5   bdv   90,00
    6   blc   89,00
    7   btg   88,50
    8   nktu  87,00
    9   tct   85,50
    10  bnd   77,50
    –   duk   91,00
"""
AGREED = """
    1 = btc   96,50
    1 = vptu  96,50
    3   bnc   96,25
    4   ubkt  92,75
    5   blc   90,00
    6   bdv   90,00
    7   btg   88,50
    8   nktu  87,00
    9   tct   85,50
    10  bnd   77,50
    –   duk   91,00
"""
CORRECTED = """
    1 = btc   96,50
    1 = vptu  96,50
    3   bnc   96,25
    4   ubkt  92,75
    5   blc   90,00
    6   bdv   90,00
    7   btg   88,50
    8   nktu  87,00
    9   tct   85,50
    10  bnd   78,00
    –   duk   91,00
"""
OPEN = {
    "open:appraisal": "Ban chưa thẩm định hai đơn vị này",
    "open:provisional": "Chờ xếp loại đảng viên cuối năm",
    "open:proposals": "Thường trực khối xem xét sau hội nghị",
}


@pytest.fixture
def desk(
    qtbot: QtBot,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    windows = Windows(qtbot, tmp_path, capsys, monkeypatch)
    yield windows.start(shipped.sample())
    windows.end()


# ---- the meeting


def test_a_whole_meeting_says_the_same_everywhere(desk: Desk) -> None:
    desk.window.acts_by_id["hall"].trigger()
    assert desk.presenter.desk.state == "window"
    same(desk, AT_FIRST)
    attendance(desk)
    discussion(desk)
    same(desk, AGREED)
    reveal(desk)
    flag(desk)
    same(desk, AGREED)
    election(desk)
    first = closing(desk)
    same(desk, AGREED, final=True)
    corrigendum(desk, first)
    same(desk, CORRECTED, final=True)
    stands_on_disk(desk)


def attendance(desk: Desk) -> None:
    """One key a unit; nobody's points move by it."""
    desk.tab("agenda")
    desk.press("Đề xuất chương trình")
    desk.answer(chair="Ông An, Trưởng khối", secretary="Bà Bình", place="Hội trường Tỉnh ủy")
    desk.press("Thông tin hội nghị…")
    desk.press("Bắt đầu hội nghị")
    people = desk.tab("agenda", "people/bnc").people
    desk.key(people.units, Key.Key_1)
    desk.key(people.units, Key.Key_2)
    people.choose("bnd")
    desk.key(people.units, Key.Key_4)
    desk.press("Còn lại có mặt")
    words = "10/11 đơn vị có mặt (1 đến muộn), 1 vắng có lý do"
    assert words in desk.tab("agenda", "people").sentence()
    assert f"Đơn vị thành viên: {words}." in texts(desk.minutes())
    same(desk, AT_FIRST)


def discussion(desk: Desk) -> None:
    """Two changes: one by agreement, shown to the hall as it is proposed; one by a show of hands."""
    desk.moment += timedelta(hours=1)
    ranking = same(desk, AT_FIRST)
    talk = desk.tab("discussion", "bnc|I.2.1")
    desk.answer(new="9,25", by="Ông Cường", why="Báo cáo quý III chậm")
    desk.key(talk.table, Key.Key_Return)
    assert talk.card.what_if.text() == (
        "Nếu thông qua: tổng 96,75 → 96,25, hạng 1 → 3; BTC hạng 2 = → 1 =; VPTU hạng 2 = → 1 =."
    )
    tab = desk.presenter
    assert hall(tab) == ranking, "what is proposed and foreseen does not reach the hall by itself"
    desk.tab("discussion")
    desk.key(talk.table, Key.Key_F9)
    assert hall(tab) == ranking
    desk.key(tab.tree, Key.Key_Return)
    asked = hall(tab)
    assert (asked.kind, asked.big) == ("discussion", "9,75 → 9,25")
    talk = desk.tab("discussion", "bnc|I.2.1")
    desk.answer(method="agreement")
    desk.key(talk.table, Key.Key_F8)
    assert hall(tab) == asked, "what hangs in the hall is a frozen copy"
    assert of(desk.session.standings).startswith("1 = | btc")
    talk = desk.tab("discussion", "blc|I.1.1")
    desk.answer(new="11,5", by="Bà Dung", why="Đã bổ sung minh chứng", evidence="Công văn 15")
    desk.key(talk.table, Key.Key_Return)
    desk.answer(method="hands", for_="8", against="2")
    desk.key(talk.table, Key.Key_F8)
    accepted = "Thông qua, hội nghị thống nhất", "Thông qua, giơ tay: đồng ý 8, không đồng ý 2"
    assert changes(desk.minutes()) == [
        ("9,75", "9,25", accepted[0]),
        ("10,50", "11,50", accepted[1]),
    ]
    shown = desk.show("discussion", "blc|I.1.1|1")
    assert (shown.big, shown.rows[-1].text) == ("10,50 → 11,50", accepted[1])


def reveal(desk: Desk) -> None:
    """From the last rank up, units of one rank together; the two at the flag line are not announced."""
    whole = desk.show("reveal")
    assert revealed(desk, whole) == [
        ["bnd"],
        ["tct"],
        ["nktu"],
        ["btg"],
        ["bdv"],
        ["blc"],
        ["ubkt"],
        ["bnc"],
        ["btc", "vptu"],
        ["duk"],
    ]
    assert whole.banner == "", "nobody is chosen yet"
    assert [it.key for it in whole.rows if it.tone == "undecided"] == ["btc", "vptu"]
    assert whole.note == (
        f"Theo điểm, trước khi bỏ phiếu: 2 đơn vị bằng điểm ở 1 suất {FLAG}, hội nghị phân định."
    )
    for _ in range(3):
        desk.clicker(Key.Key_PageUp)
    assert hall(desk.presenter) == scenes.at_step(whole, scenes.steps(whole) - 3)


def count(desk: Desk, *figures: int) -> Any:
    """Figures typed at the desk from the first field on, each with Enter."""
    votes = desk.tab("votes")
    QApplication.processEvents()
    for field, figure in zip(votes.desk.figures, figures, strict=True):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, str(figure))
        QTest.keyClick(field, Key.Key_Return)
    return votes


def link(desk: Desk, words: str) -> None:
    desk.press(words, of=desk.tab("votes"))


def told(votes: Any) -> str:
    return str(votes.desk.lines[0][0].text())


def flag(desk: Desk) -> None:
    """The two at the line: 11 papers of 10, a second count that differs, a tie, a second round."""
    desk.tab("votes")
    share = {"way": "own-ballot", "numerator": 1, "denominator": 2, "at_least": False}
    desk.answer(**share, style="choose", base="valid")
    desk.press(f"Suy tôn {FLAG}…")
    votes = desk.tab("votes")
    ballot = votes.ballot
    assert (ballot.candidates, ballot.members, ballot.present) == (("btc", "vptu"), 11, 10)
    waiting = desk.show("ballot", ballot.code)
    count(desk, 10, 11, 10, 0, 0, 5, 5)
    assert told(votes) == "Thu về 11, nhưng phát ra chỉ 10."
    count(desk, 10, 10, 10, 0, 0, 5, 5)
    link(desk, "Mở bảng kiểm lần hai")
    count(desk, 10, 10, 10, 0, 0, 6, 4)
    assert told(votes).startswith("Kiểm lần hai: Ban Tổ chức Tỉnh ủy: lần đầu 5, lần hai 6.")
    assert hall(desk.presenter) == waiting, "a count on its way is not for the hall"
    count(desk, 10, 10, 10, 0, 0, 5, 5)
    desk.press("Bỏ phiếu vòng 2")
    nobody = told_of(desk, ballot.code)
    again = "Vòng 2 giữa Ban Tổ chức Tỉnh ủy và Văn phòng Tỉnh ủy chưa ghi nhận kết quả."
    vote_same(desk, ballot.code, {"btc": 5, "vptu": 5}, nobody, printed=again)
    assert "ties" in left(desk)
    votes = count(desk, 10, 10, 9, 1, 0, 6, 3)
    assert votes.ballot.code == f"{ballot.code}.2"
    desk.press("Xác nhận kết quả")
    vote_same(desk, votes.ballot.code, {"btc": 6, "vptu": 3}, "Được suy tôn: Ban Tổ chức Tỉnh ủy.")
    assert "ties" not in left(desk)
    again = (
        "Hội nghị đã bỏ phiếu vòng 2 giữa Ban Tổ chức Tỉnh ủy và Văn phòng Tỉnh ủy: được suy tôn Ban Tổ "
        "chức Tỉnh ủy."
    )
    vote_same(desk, ballot.code, {"btc": 5, "vptu": 5}, nobody, printed=again)


def told_of(desk: Desk, code: str) -> str:
    found = next(it for it in desk.said("vote", desk.path, "--json") if it["code"] == code)
    assert found["outcome"]["elected"] == []
    assert sorted(found["outcome"]["run_off"]) == ["btc", "vptu"]
    return str(found["outcome"]["text"])


def left(desk: Desk) -> set[str]:
    """What is still open before the closing."""
    session, today = desk.session, desk.moment.date()
    found = checklist(session.season, session.results, session.standings, today)
    return {it.code for it in open_points(found)}


def election(desk: Desk) -> None:
    """Next year's head by ballot, the deputy by a show of hands."""
    desk.tab("votes")
    desk.answer(way="own-ballot", numerator=1, denominator=2, at_least=False, base="present")
    desk.pick("Bỏ phiếu mới", "Bầu Trưởng khối…")
    units = [it.id for it in desk.session.season.units]
    votes = dict.fromkeys(units, 0) | {"btc": 7, "vptu": 3}
    tab = count(desk, 10, 10, 10, 0, 0, *votes.values())
    desk.press("Xác nhận kết quả")
    vote_same(desk, tab.ballot.code, votes, "Trúng cử: Ban Tổ chức Tỉnh ủy.")
    desk.tab("votes")
    desk.answer(way="own-hands", numerator=2, denominator=3, at_least=True, base="present")
    desk.pick("Bỏ phiếu mới", "Bầu Phó Trưởng khối…")
    votes = {it: 0 for it in units if it != "btc"} | {"vptu": 7, "ubkt": 3}
    tab = count(desk, *votes.values())
    desk.press("Xác nhận kết quả")
    vote_same(desk, tab.ballot.code, votes, "Trúng cử: Văn phòng Tỉnh ủy.")


def closing(desk: Desk) -> str:
    """The result is closed; what hangs in the hall stays as it was frozen until it is shown anew."""
    before = desk.show("ranking")
    desk.tab("closing")
    assert left(desk) == {"appraisal", "proposals", "provisional"}
    desk.answer(**OPEN, document="Biên bản 07/BB-KTĐ")
    desk.press("Chốt, ghi lý do còn mở…")
    assert desk.session.season.is_final
    assert hall(desk.presenter) == before
    assert before.unofficial
    short = closed(desk, 0, AGREED)
    assert desk.minutes().mark == f"Bản chốt số 00 · mã {short}"
    won = {it.title: [unit.id for unit in it.units] for it in desk.tab("closing").winners.records}
    assert won == {
        FLAG: ["btc"],
        "Trưởng khối năm 2024": ["btc"],
        "Phó Trưởng khối năm 2024": ["vptu"],
    }
    return short


def corrigendum(desk: Desk, first: str) -> None:
    """A unit was added up wrongly: opened with a reason, changed, closed as 01; 00 stays as it was."""
    desk.moment += timedelta(days=3)
    desk.tab("closing")
    desk.answer(reason="Cộng sai điểm mục I")
    desk.press("Mở đính chính…")
    same(desk, AGREED)
    talk = desk.tab("discussion", "bnd|I.3.1")
    desk.answer(new="4", by="Ông An", why="Cộng sai")
    desk.key(talk.table, Key.Key_Return)
    desk.answer(method="agreement")
    desk.key(talk.table, Key.Key_F8)
    same(desk, CORRECTED)
    desk.tab("closing")
    desk.answer(**OPEN, document="Công văn 12/CV-KTĐ")
    desk.press("Chốt, ghi lý do còn mở…")
    assert closed(desk, 0, AGREED) == first
    second = closed(desk, 1, CORRECTED)
    assert second != first
    assert desk.minutes().mark == f"Bản chốt số 01 · mã {second}"
    accepted = "Thông qua, hội nghị thống nhất", "Thông qua, giơ tay: đồng ý 8, không đồng ý 2"
    assert [it[2] for it in changes(desk.minutes())] == list(accepted), "the meeting's own alone"
    versions = desk.session.closed_versions()
    paper = build(
        "dinh-chinh", desk.session.season, versions=versions, printed_on=desk.moment.date()
    )
    table, decided = paper.parts[0].tables
    assert [it.cells[3].text for it in decided.rows] == ["4,00"]
    figures = [tuple(it.text for it in row.cells[1:4]) for row in table.rows]
    assert ("Tổng điểm", "77,50", "78,00") in figures
    assert {row.key.partition(":")[0] for row in table.rows} == {"bnd"}


def stands_on_disk(desk: Desk) -> None:
    """The same when the book is opened again; nothing in it is damaged."""
    season = desk.session.season
    assert desk.session.file.problems() == ()
    desk.session.close()
    desk.session.open(desk.path)
    assert desk.session.season == season

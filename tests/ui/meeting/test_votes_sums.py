"""Every sum that cannot be, on the counting desk: its sentence names the pile, its fields are marked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.ballot import Count, Lots, VoteLine
from tests.ui.votes_desk import HANDS, HEAD, Make, counted, making, marked, primary

AGREE = replace(HEAD, style="agree")
BY_HANDS = replace(HEAD, threshold=HANDS)
U1 = "Ban Nội chính Tỉnh ủy"


def lines(*votes: tuple[str, int | None, int | None]) -> tuple[VoteLine, ...]:
    return tuple(VoteLine(*it) for it in votes)


CANNOT_BE = {
    "vote-seats": (
        replace(HEAD, seats=0),
        "Số suất phải từ 1 trở lên. Sửa số suất của lần bỏ phiếu.",
        "",
    ),
    "vote-candidate-twice": (
        replace(HEAD, candidates=("u1", "u1")),
        f"{U1} có tên 2 lần trên phiếu. Sửa danh sách trên phiếu, để mỗi đơn vị một dòng.",
        "u1 votes",
    ),
    "vote-present-over-members": (
        replace(HEAD, members=4),
        "Có mặt 5, thành viên chỉ 4. Xem lại số thành viên, số có mặt theo điểm danh.",
        "members, present",
    ),
    "vote-hands-on-papers": (
        replace(HEAD, threshold=replace(HANDS, base="valid")),
        (
            "Giơ tay thì không có phiếu, nhưng tỷ lệ lại tính trên số phiếu."
            " Sửa cách quyết định: tính trên số có mặt hoặc số thành viên."
        ),
        "",
    ),
    "vote-negative": (
        replace(HEAD, count=Count(votes=lines(("u1", -1, None)))),
        f"Phiếu của {U1} -1, nhỏ hơn 0. Đếm lại, ghi số từ 0 trở lên.",
        "u1 votes",
    ),
    "vote-issued-over-present": (
        replace(HEAD, present=4, count=Count(5)),
        "Phát ra 5 phiếu, có mặt chỉ 4. Đếm lại số phiếu phát ra, hoặc xem lại số có mặt.",
        "issued, present",
    ),
    "vote-issued-over-members": (
        replace(HEAD, present=0, count=Count(6)),
        "Phát ra 6 phiếu, thành viên chỉ 5. Đếm lại số phiếu phát ra, hoặc xem lại số thành viên.",
        "issued, members",
    ),
    "vote-returned-over-issued": (
        replace(HEAD, count=Count(4, 5)),
        "Thu về 5, nhưng phát ra chỉ 4. Đếm lại chồng phiếu thu về, hoặc số phát ra.",
        "issued, returned",
    ),
    "vote-papers-sum": (
        replace(HEAD, count=Count(5, 5, 3, 1)),
        (
            "Hợp lệ 3 + không hợp lệ 1 = 4, nhưng thu về 5."
            " Đếm lại chồng phiếu hợp lệ, hoặc số thu về."
        ),
        "returned, valid, invalid",
    ),
    "vote-blank-over-invalid": (
        replace(HEAD, count=Count(5, 5, 4, 1, 2)),
        (
            "Phiếu trắng 2, nhưng không hợp lệ chỉ 1."
            " Phiếu trắng nằm trong số không hợp lệ: đếm lại chồng phiếu trắng."
        ),
        "invalid, blank",
    ),
    "vote-not-on-paper": (
        replace(HEAD, count=Count(votes=lines(("u5", 1, None)))),
        (
            "Có số phiếu của Trường Chính trị tỉnh, nhưng đơn vị không có tên trên phiếu."
            " Sửa danh sách trên phiếu, hoặc kiểm lại từ đầu để bỏ số phiếu đó."
        ),
        "",
    ),
    "vote-line-twice": (
        replace(HEAD, count=Count(votes=lines(("u1", 1, None), ("u1", 2, None)))),
        f"Số phiếu của {U1} được ghi 2 lần. Đếm lại chồng phiếu của {U1}, ghi một lần.",
        "u1 votes",
    ),
    "vote-line-over-valid": (
        replace(HEAD, seats=2, count=Count(5, 5, 4, 1, 0, lines(("u1", 5, None)))),
        f"{U1}: 5 phiếu, nhưng hợp lệ chỉ 4. Đếm lại chồng phiếu của {U1}, hoặc số phiếu hợp lệ.",
        "u1 votes, valid",
    ),
    "vote-line-over-valid ": (
        replace(BY_HANDS, seats=2, count=Count(votes=lines(("u1", 6, None)))),
        f"{U1}: 6 tay giơ, nhưng có mặt chỉ 5. Đếm lại số tay giơ cho {U1}, hoặc số có mặt.",
        "u1 votes, present",
    ),
    "vote-agree-over-valid": (
        replace(AGREE, count=Count(5, 5, 4, 1, 0, lines(("u1", 3, 2)))),
        (
            f"{U1}: đồng ý 3 + không đồng ý 2 = 5, nhưng hợp lệ chỉ 4."
            f" Đếm lại hai chồng phiếu đồng ý, không đồng ý của {U1}, hoặc số phiếu hợp lệ."
        ),
        "u1 votes, u1 against, valid",
    ),
    "vote-sum-over-seats": (
        replace(HEAD, count=Count(5, 5, 5, 0, 0, lines(("u1", 3, None), ("u2", 3, None)))),
        (
            "Cộng 6 phiếu của các đơn vị, nhưng 5 phiếu × 1 suất = 5."
            " Đếm lại chồng phiếu của từng đơn vị, hoặc số phiếu hợp lệ."
        ),
        "u1 votes, u2 votes, u3 votes, valid",
    ),
    "vote-second-differs": (
        replace(HEAD, count=counted(3, 1, 1), second=counted(2, 1, 1)),
        (
            f"Kiểm lần hai: {U1}: lần đầu 3, lần hai 2."
            f" Đếm lại chồng phiếu của {U1}, rồi sửa lần kiểm sai."
        ),
        "u1 votes",
    ),
    "vote-lots-not-tied": (
        replace(AGREE, count=counted(4, 4, 1), lots=Lots(("u1", "u3"), ("u1",))),
        (
            "Kết quả bốc thăm không phải giữa các đơn vị đang bằng phiếu."
            " Bỏ kết quả bốc thăm cũ, bốc thăm lại giữa các đơn vị bằng phiếu."
        ),
        "",
    ),
    "vote-lots-seats": (
        replace(AGREE, count=counted(4, 4, 1), lots=Lots(("u1", "u2"), ("u1", "u2"))),
        (
            "Bốc thăm được 2 đơn vị, còn 1 suất."
            " Bỏ kết quả bốc thăm cũ, bốc thăm lại giữa các đơn vị bằng phiếu."
        ),
        "",
    ),
}


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    yield from making(qtbot, tmp_path, monkeypatch)


@pytest.mark.parametrize("code", CANNOT_BE)
def test_each_sum_that_cannot_be_names_the_pile_and_marks_it(make: Make, code: str) -> None:
    ballot, sentence, fields = CANNOT_BE[code]
    desk = make(ballot)
    assert desk.strip() == sentence
    assert marked(desk) == set(filter(None, fields.split(", ")))
    assert desk.tab.desk.badge.text() in ("Số chưa khớp", "Hai lần kiểm khác nhau")
    assert primary(desk) in ("", "In phiếu…", "Đếm tay giơ")
    twice = "Chờ hai lần kiểm khớp" if code == "vote-second-differs" else "Chờ đủ số"
    assert set(desk.badges()) == {twice}

"""The reminder to a unit: what it owes as a table, the rule with its clause, and never what has come."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from models.collected import Receipt, Waiver
from models.errors import AppError
from models.facts import DisciplineFault, Facts
from models.papers.kinds import PAPERS, build
from models.papers.reminder import debtors, debts, reminder_text
from models.papers.report import Signature
from models.season import Season
from models.submission import SCORES, Submission
from tests.models.year_samples import PACK, SEASON, received

# The report is due on 10/12, the self-score on 05/12 (that day counts).
RULE = (
    "Nộp văn bản không đúng hạn. Trừ 1 điểm một lần trong năm, dù vi phạm mấy lần "
    "(Hướng dẫn 1560/SNV-TĐKT, mục II.2b)."
)
SCORE, REPORT = "self-score", "report"


def late(unit: str, paper: str, day: int = 4, **more: object) -> Receipt:
    return Receipt(unit, paper, date(2023, 12, day), **more)  # type: ignore[arg-type]


ALL_IN = tuple(late(unit, paper) for unit in ("u1", "u2", "u3") for paper in (SCORE, REPORT))
BACK = late("u2", REPORT, 6, complete=False, reason="thiếu chữ ký")
WAITING = Submission(1, "tep.xlsx", datetime(2023, 12, 6, 8), "0" * 64, 10, unit="u1", kind=SCORES)
CASES: dict[str, tuple[Season, int, str]] = {
    "before every day nobody owes": (SEASON, 5, ""),
    "the day after": (SEASON, 6, "u1 self-score 1, u2 self-score 1, u3 self-score 1"),
    "the longest overdue first": (
        received(*ALL_IN[:3]),
        12,
        "u2 report 2, u3 self-score 7 report 2",
    ),
    "all came": (received(*ALL_IN), 31, ""),
    "what came late is there": (received(*ALL_IN[1:], late("u1", SCORE, 20)), 31, ""),
    "what went back is owed": (
        received(*(it for it in ALL_IN if (it.unit, it.paper) != ("u2", REPORT)), BACK),
        12,
        "u2 report 2",
    ),
    "and came again": (received(*ALL_IN, BACK), 12, ""),
    "what waits in the inbox is not said to be owed": (
        replace(received(*ALL_IN[1:]), submissions=(WAITING,)),
        31,
        "",
    ),
    "what was waived is asked of nobody": (
        replace(
            SEASON, facts=Facts(receipts=ALL_IN[1:], waivers=(Waiver("u1", "missing:self-score"),))
        ),
        31,
        "",
    ),
    "a deduction that counts does not pay the debt": (
        replace(
            SEASON,
            facts=Facts(
                receipts=ALL_IN[1:],
                discipline=(DisciplineFault("u1", "late_paper", about="missing:self-score"),),
            ),
        ),
        31,
        "u1 self-score 26",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_who_owes_what_since_when(name: str) -> None:
    season, day, expected = CASES[name]
    today = date(2023, 12, day)
    found = [
        f"{it.unit.id} " + " ".join(f"{cell.paper.code} {cell.days}" for cell in it.cells)
        for it in debts(season, today)
    ]
    assert ", ".join(found) == expected
    assert debtors(season, today) == tuple(it.split()[0] for it in found)


def test_the_letter_word_for_word() -> None:
    season = received(*(it for it in ALL_IN if it.unit != "u2"), BACK)
    made = build("nhac-nop", season, "u2", printed_on=date(2023, 12, 12))
    [part] = made.parts
    assert (made.heading.code, part.title) == ("TB", "THÔNG BÁO")
    assert part.subject == "Về việc nhắc nộp hồ sơ, văn bản\nKhối Thi đua số 1 năm 2023"
    [table] = part.tables
    assert [tuple(it.text for it in row.cells) for row in table.rows] == [
        (
            "1",
            "Kết quả tự chấm điểm",
            "đến hết 05/12/2023 (thứ Ba)\nkế hoạch năm của khối",
            "7 ngày",
            "02 bản chính",
        ),
        (
            "2",
            "Báo cáo tổng kết",
            "trước 11/12/2023 (thứ Hai)\nkế hoạch năm của khối",
            "2 ngày",
            "Bản nhận ngày 06/12/2023 đã trả lại vì thiếu chữ ký",
        ),
    ]
    texts = [it.text for it in part.contents if hasattr(it, "text")]
    assert texts == [
        "Kính gửi: Ban Tổ chức.",
        "Đến ngày 12/12/2023 (thứ Ba), khối chưa nhận được của đơn vị các văn bản đã quá hạn sau đây:",
        f"Quy định trừ điểm khi nộp muộn: {RULE}",
        "Đề nghị đơn vị gửi ngay các văn bản trên về Ban Nội chính.",
        "Văn bản nào đã gửi, đề nghị báo ngày gửi, cách gửi để khối kiểm tra lại./.",
    ]
    [signature] = [it for it in part.contents if isinstance(it, Signature)]
    assert signature.signers[0].office == "TRƯỞNG KHỐI"
    assert "- Như trên;" in signature.recipients


def test_the_short_message_says_the_same() -> None:
    assert reminder_text(SEASON, "u3", date(2023, 12, 6)) == (
        "Khối Thi đua số 1 năm 2023: nhắc nộp hồ sơ, văn bản.\n"
        "Kính gửi Văn phòng. Đến ngày 06/12/2023 (thứ Tư), khối chưa nhận được của đơn vị các văn bản đã "
        "quá hạn sau đây:\n"
        "1. Kết quả tự chấm điểm: hạn đến hết 05/12/2023 (thứ Ba); quá hạn 1 ngày; 02 bản chính.\n"
        f"Quy định trừ điểm khi nộp muộn: {RULE}\n"
        "Đề nghị đơn vị gửi ngay các văn bản trên về Ban Nội chính.\n"
        "Văn bản nào đã gửi, đề nghị báo ngày gửi, cách gửi để khối kiểm tra lại."
    )


def test_without_such_a_rule_no_points_are_named() -> None:
    season = replace(SEASON, pack=replace(PACK, deductions=()))
    text = reminder_text(season, "u3", date(2023, 12, 6))
    assert "điểm" not in text.replace("tự chấm điểm", "")


def test_a_unit_that_owes_nothing_gets_no_letter() -> None:
    season, day = received(*ALL_IN), date(2023, 12, 31)
    with pytest.raises(AppError, match=r"31/12/2023, Ban Tổ chức không thiếu"):
        build("nhac-nop", season, "u2", printed_on=day)
    with pytest.raises(AppError, match="không thiếu"):
        reminder_text(season, "u2", day)


def test_in_bulk_only_those_who_owe_are_written_to() -> None:
    kind, day = PAPERS["nhac-nop"], date(2023, 12, 12)
    season = received(*(it for it in ALL_IN if it.unit != "u2"))
    assert [it.id for it in kind.units(season, season.units, day)] == ["u2"]
    assert kind.units(season, season.units[2:], day) == ()
    assert len(PAPERS["phieu-diem"].units(season, season.units, day)) == 3


def test_a_season_without_a_table_can_remind_but_not_score() -> None:
    assert not SEASON.table.rows
    assert build("nhac-nop", SEASON, "u1", printed_on=date(2023, 12, 12)).parts
    with pytest.raises(AppError, match="chưa có bảng chấm điểm"):
        build("phieu-diem", SEASON, "u1", printed_on=date(2023, 12, 12))

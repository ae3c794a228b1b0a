"""The way of a table from draft to lock, and what stands in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.errors import AppError, Problem
from models.rulepack import RulePack
from models.table import ScoringTable
from models.table_life import AcceptedWarning, TableLife
from models.tables import steps
from tests.models.drawn_tables import drawn

PACK = RulePack("p", "Quy tắc", content_total=Decimal(95), evidence_required=True)
GOOD = drawn("I 60 Nhiệm vụ [Báo cáo]\nII 35 Xây dựng Đảng [Thông báo]")
BARE = drawn("I 60 Nhiệm vụ [Báo cáo]\nII 35 Xây dựng Đảng")
SHORT = drawn("I 60 Nhiệm vụ [Báo cáo]\nII 30 Xây dựng Đảng [Thông báo]")
DAY = date(2023, 2, 10)
LATER = date(2023, 2, 20)
LAST = date(2023, 3, 1)


def issued() -> ScoringTable:
    return steps.issue(GOOD, PACK, "05/KH-KTĐ", DAY)


def test_the_whole_way() -> None:
    table = GOOD
    assert steps.next_step(table) == "send"
    table = steps.send(table, " 12/CV-KTĐ ", DAY)
    assert (table.life.state, table.life.letter, table.life.sent) == ("opinion", "12/CV-KTĐ", DAY)
    assert steps.next_step(table) == "answer"
    table = steps.answer(table, "345/SNV-TĐKT", LATER, "Nhất trí.")
    assert (table.life.state, table.life.opinion) == ("opinion", "Nhất trí.")
    assert steps.next_step(table) == "issue"
    table = steps.issue(table, PACK, "05/KH-KTĐ", LAST)
    assert (table.life.state, table.life.number, table.life.issued_on) == (
        "issued",
        "05/KH-KTĐ",
        LAST,
    )
    assert steps.next_step(table) == "lock"
    table = steps.lock(table)
    assert (table.life.state, table.life.letter, table.rows) == ("locked", "12/CV-KTĐ", GOOD.rows)
    assert steps.next_step(table) == "new_version"


def test_a_new_version_is_a_draft_without_papers() -> None:
    for table in (issued(), steps.lock(issued())):
        new = steps.new_version(table)
        assert (new.version, new.life, new.rows) == (table.version + 1, TableLife(), table.rows)


def test_other_rows_make_a_new_version_only_after_the_issue() -> None:
    draft = steps.with_rows(GOOD, SHORT.rows)
    assert (draft.version, draft.rows) == (1, SHORT.rows)
    after = steps.with_rows(issued(), SHORT.rows)
    assert (after.version, after.life.state, after.rows) == (2, "draft", SHORT.rows)
    assert steps.with_rows(issued(), GOOD.rows) == issued()


def test_a_table_with_errors_may_be_sent_but_not_issued() -> None:
    sent = steps.send(SHORT, "12/CV", DAY)
    with pytest.raises(AppError, match=r"còn 1 lỗi\. Các mục cộng lại 90 điểm, khung là 95"):
        steps.issue(sent, PACK, "05/KH-KTĐ", LATER)


def test_a_warning_must_be_accepted_with_a_reason_before_the_issue() -> None:
    (warning,) = steps.open_warnings(BARE, PACK)
    with pytest.raises(AppError, match="Còn 1 cảnh báo chưa xem"):
        steps.issue(BARE, PACK, "05/KH-KTĐ", DAY)
    with pytest.raises(AppError, match="Ghi lý do"):
        steps.accept(BARE, warning, "  ")
    first = steps.accept(BARE, warning, "Hồ sơ gửi sau")
    table = steps.accept(first, warning, "Đơn vị đã biết")
    assert [it.note for it in table.life.accepted] == ["Đơn vị đã biết"]
    assert steps.open_warnings(table, PACK) == ()
    assert steps.issue(table, PACK, "05/KH-KTĐ", DAY).life.accepted == table.life.accepted
    assert steps.open_warnings(steps.withdraw(table, table.life.accepted[0]), PACK) == (warning,)


def test_a_warning_elsewhere_is_not_accepted_along() -> None:
    other = Problem("evidence-missing", "", where="Tiêu chí IX", severity="warning")
    table = steps.accept(BARE, other, "Được")
    assert len(steps.open_warnings(table, PACK)) == 1


def test_a_warning_that_says_something_else_must_be_accepted_anew() -> None:
    (warning,) = steps.open_warnings(BARE, PACK)
    table = steps.accept(BARE, warning, "Đơn vị đã biết")
    worse = replace(table, rows=tuple(replace(row, evidence="") for row in table.rows))
    assert [it.what[:9] for it in steps.open_warnings(worse, PACK)] == ["2 tiêu ch"]


def test_a_table_comes_back_from_the_board() -> None:
    sent = steps.answer(steps.send(GOOD, "12/CV", DAY), "345/SNV", LATER, "Sửa mục II")
    back = steps.reopen(sent)
    assert (back.life.state, back.life.letter, back.life.answer) == ("draft", "12/CV", "")
    again = steps.send(back, "15/CV", LAST)
    assert (again.life.letter, again.life.answered, again.life.opinion) == ("15/CV", None, "")


def test_last_years_table_begins_as_a_draft() -> None:
    last = replace(steps.lock(issued()), version=4, title="Bảng chấm điểm")
    assert steps.copy_from(last) == ScoringTable(GOOD.rows, title="Bảng chấm điểm")


ACCEPTED = AcceptedWarning("evidence-missing", "", "Được")
REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "send twice": (lambda: steps.send(steps.send(GOOD, "1/CV", DAY), "2/CV", DAY), "dự thảo"),
    "send nothing": (lambda: steps.send(ScoringTable(), "1/CV", DAY), "chưa có dòng nào"),
    "send without number": (lambda: steps.send(GOOD, " ", DAY), "Ghi số công văn gửi"),
    "answer unasked": (lambda: steps.answer(GOOD, "3/SNV", DAY), "chưa gửi xin ý kiến"),
    "answer before": (
        lambda: steps.answer(steps.send(GOOD, "1/CV", LATER), "3/SNV", DAY),
        "Ngày trả lời 10/02/2023 trước ngày gửi xin ý kiến 20/02/2023",
    ),
    "issue before": (
        lambda: steps.issue(steps.send(GOOD, "1/CV", LATER), PACK, "5/KH", DAY),
        "Ngày ban hành 10/02/2023 trước ngày gửi xin ý kiến 20/02/2023",
    ),
    "issue before the answer": (
        lambda: steps.issue(
            steps.answer(steps.send(GOOD, "1/CV", DAY), "3/SNV", LAST), PACK, "5/KH", LATER
        ),
        "Ngày ban hành 20/02/2023 trước ngày trả lời 01/03/2023",
    ),
    "issue twice": (lambda: steps.issue(issued(), PACK, "6/KH", DAY), "lập bản mới"),
    "issue without number": (lambda: steps.issue(GOOD, PACK, "", DAY), "Ghi số văn bản"),
    "lock a draft": (lambda: steps.lock(GOOD), "Ban hành bảng trước"),
    "reopen a draft": (lambda: steps.reopen(GOOD), "đang xin ý kiến"),
    "new version of a draft": (lambda: steps.new_version(GOOD), "không cần lập bản mới"),
    "accept an error": (
        lambda: steps.accept(SHORT, steps.errors(SHORT, PACK)[0], "Thôi"),
        "Lỗi phải sửa",
    ),
    "accept after issue": (
        lambda: steps.accept(issued(), Problem("x", "", severity="warning"), "Được"),
        "đã ban hành",
    ),
    "withdraw after issue": (lambda: steps.withdraw(issued(), ACCEPTED), "không sửa được nữa"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_refused_with_the_way_out(name: str) -> None:
    act, words = REFUSED[name]
    with pytest.raises(AppError, match=words):
        act()

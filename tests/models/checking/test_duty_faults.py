"""What no deadline of a regulation can mean: days of every year, long chains, papers that come again and again."""

from dataclasses import replace
from datetime import date

import pytest

from models.checking.checks import check_pack
from models.checking.duty_faults import of_anchors, of_deadline
from models.checking.faults import pack_faults
from models.duties import Deadline, RequiredPaper
from models.rulepack import LegalBasis, OpenValue, Rule, RulePack


def test_a_leap_day_of_every_year_is_none() -> None:
    found = [*of_deadline(Deadline("d", "Việc", "before", day=29, month=2), "x")]
    assert [(it.place, it.problem.what) for it in found] == [
        ("x.day", "Thời hạn “Việc” ghi ngày 29/02, không phải năm nào cũng có ngày đó.")
    ]


def test_a_span_over_the_turn_of_the_year_is_one() -> None:
    over = Deadline("d", "Việc", "window", month=12, day=15, last_month=1, last_day=15)
    assert [*of_deadline(over, "x")] == []
    assert [*of_deadline(Deadline("d", "Việc", "month", month=12, last_month=2), "x")] == []


def test_a_long_chain_is_no_plan() -> None:
    chain = [Deadline("0", "Đầu", "before", day=5, month=12)]
    chain += [
        Deadline(f"{it}", "Nối", "after_item", item=f"{it - 1}", days=1) for it in range(1, 60)
    ]
    found = [*of_anchors(chain, "{}")]
    assert {it.problem.code for it in found} == {"item-chain-long"}
    assert [int(it.place) for it in found] == [*range(51, 60)]


def test_a_chain_that_runs_into_a_circle_is_told_of_each() -> None:
    chain = [
        Deadline("a", "A", "after_item", item="b"),
        Deadline("b", "B", "after_item", item="c"),
        Deadline("c", "C", "after_item", item="b"),
        Deadline("d", "D", "after_item", item="lost"),
        Deadline("e", "E", "after_item", item="d"),
    ]
    found = [(it.place, it.problem.code) for it in of_anchors(chain, "{}")]
    circle = [(f"{it}", "item-circular") for it in range(3)]
    assert found == [*circle, ("3", "item-unknown")], "E has its anchor; it is D that has none"


def test_of_two_with_one_code_the_first_is_the_anchor() -> None:
    twice = [
        Deadline("a", "Một", "every_month"),
        Deadline("a", "Hai", "announced"),
        Deadline("b", "Sau", "after_item", item="a"),
    ]
    assert [it.problem.code for it in of_anchors(twice, "{}")] == ["item-recurs"]


def test_a_paper_is_handed_in_once() -> None:
    often = Deadline("often", "Báo cáo quý", "every_quarter")
    once = Deadline("once", "Báo cáo năm", "before", day=5, month=12)
    known = RulePack(
        "p",
        "Thử",
        deadlines=(often, once),
        papers=(
            RequiredPaper("a", "Báo cáo", deadline="often"),
            RequiredPaper("b", "Năm", deadline="once"),
        ),
    )
    told = [it for it in check_pack(known) if it.code == "deadline-recurs"]
    assert [it.text for it in told] == [
        (
            "Giấy tờ “Báo cáo” theo thời hạn “Báo cáo quý”, thời hạn này lặp lại nhiều lần trong năm. Chọn thời "
            "hạn chỉ có một ngày; mỗi kỳ một giấy tờ riêng."
        )
    ]


def pack(*deadlines: Deadline, **more: object) -> RulePack:
    return replace(RulePack("p", "Thử", deadlines=deadlines), **more)  # type: ignore[arg-type]


FINE = Deadline("d", "Việc", "before", day=5, month=12)
BASIS = LegalBasis("kh", "Kế hoạch 12", valid_from=date(2023, 5, 1), valid_to=date(2023, 4, 1))


@pytest.mark.parametrize(
    ("wrong", "place", "what"),
    [
        (
            pack(replace(FINE, kind="window", day=0, last_day=3, last_month=12)),
            "deadlines[0].day",
            "Thời hạn “Việc” chưa ghi đủ ngày, tháng.",
        ),
        (
            pack(replace(FINE, kind="after_meeting", days=-2)),
            "deadlines[0].days",
            "Thời hạn “Việc” ghi số ngày -2.",
        ),
        (
            pack(replace(FINE, kind="month", last_month=14)),
            "deadlines[0].month",
            "Thời hạn “Việc” ghi tháng 14.",
        ),
        (
            pack(replace(FINE, kind="month", month=13, last_month=2)),
            "deadlines[0].month",
            "Thời hạn “Việc” ghi tháng 13.",
        ),
        (
            pack(replace(FINE, kind="every_month", month=9, last_month=3)),
            "deadlines[0].last_month",
            "Thời hạn “Việc” từ tháng 9 đến tháng 3.",
        ),
        (
            pack(FINE, replace(FINE, code="e", kind="after_item", item="e")),
            "deadlines[1].item",
            "Thời hạn “Việc” tính từ “Việc”, việc này lại tính từ chính nó.",
        ),
        (pack(FINE, FINE), "deadlines[1].code", "Hai thời hạn cùng mã “d”."),
        (
            pack(legal_bases=(BASIS,)),
            "legal_bases[0].valid_to",
            "“Kế hoạch 12” hết hiệu lực 01/04/2023, trước ngày có hiệu lực 01/05/2023.",
        ),
        (
            pack(replace(FINE, rule="mất"), rules=(Rule("r", "Có", ""),)),
            "deadlines[0].rule",
            "Thời hạn “Việc” dựa vào quy tắc “mất”, bộ quy tắc không có quy tắc này.",
        ),
        (
            pack(decided=("lạ",)),
            "decided[0]",
            "“lạ” được ghi là đã quyết định, nhưng không có giá trị để mở nào như vậy.",
        ),
    ],
)
def test_each_with_its_place_and_sentence(wrong: RulePack, place: str, what: str) -> None:
    assert [(it.place, it.problem.what) for it in pack_faults(wrong)] == [(place, what)]


def test_two_values_to_settle_of_one_name() -> None:
    twice = pack(open_values=(OpenValue("x", "Một"), OpenValue("x", "Hai")))
    assert [it.problem.code for it in pack_faults(twice)] == ["open-values-twice"]

"""What no deadline of a regulation can mean: days of every year, long chains, papers that come again and again."""

from models.checking.checks import check_pack
from models.checking.duty_faults import of_anchors, of_deadline
from models.duties import Deadline, RequiredPaper
from models.rulepack import RulePack


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
    pack = RulePack(
        "p",
        "Thử",
        deadlines=(often, once),
        papers=(
            RequiredPaper("a", "Báo cáo", deadline="often"),
            RequiredPaper("b", "Năm", deadline="once"),
        ),
    )
    told = [it for it in check_pack(pack) if it.code == "deadline-recurs"]
    assert [it.text for it in told] == [
        "Giấy tờ “Báo cáo” theo thời hạn “Báo cáo quý”, thời hạn này lặp lại nhiều lần trong năm. Chọn thời "
        "hạn chỉ có một ngày; mỗi kỳ một giấy tờ riêng."
    ]

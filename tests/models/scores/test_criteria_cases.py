"""One worked example or more for every kind of criterion, the arithmetic beside it."""

from decimal import Decimal

import pytest

from models.criterion_rule import Band, CriterionRule, Item
from models.rulepack import RulePack
from models.scores.criteria import compute
from models.scores.criterion_words import describe
from models.scores.relative import compute_all
from models.table import TableRow

D = Decimal
PACK = RulePack("p", "P")
DAYS = (Band(D(2), high=D(0)), Band(D("1.5"), D(1), D(2)), Band(D(0), D(2), low_open=True))
AVERAGE = (
    Band(D(5), D(100)),
    Band(D(3), D(30), D(100), high_open=True),
    Band(D(0), high=D(30), high_open=True),
)


def row(maximum: str, rule: CriterionRule) -> TableRow:
    return TableRow("I.1", "Tiêu chí", D(maximum), rule=rule)


def numbers(drawing: str) -> dict[str, Decimal]:
    """ "plan=40 result=50" """
    pairs = (word.partition("=") for word in drawing.split())
    return {key: D(value.replace(",", ".")) for key, _, value in pairs}


LATE = Item("muon", "Đi muộn", D("0.5"), "lần")
RANGE = Item("cl", "Chất lượng", D(2), most=D(5))
GONE = Item("khong", "Không nộp", wipes=True)
BONUS = (Item("tp", "Giải tỉnh", D(3), "giải"), Item("p", "Giải phường", D(1), "giải"))
THREE = (Item("a", "Một", D(2)), Item("b", "Hai", D(2)), Item("c", "Ba", D(2)))
HALF = CriterionRule("plan", reached_percent=D(50))
OVER = CriterionRule("steps", base=D(6), step_percent=D(5), step_points=D("0.5"), under_points=D(1))


@pytest.mark.parametrize(
    ("maximum", "rule", "given", "points"),
    [
        ("15", CriterionRule("deduct", (LATE,)), "muon=3", "13.5"),  # 15 − 3 × 0,5
        ("1", CriterionRule("deduct", (LATE,)), "muon=3", "0"),  # 1 − 1,5: the pack's floor
        ("1", CriterionRule("deduct", (LATE,), floor=D(-5)), "muon=3", "-0.5"),
        ("10", CriterionRule("deduct", (LATE, RANGE)), "muon=2 cl=3,5", "5.5"),  # 10 − 1 − 3,5
        ("10", CriterionRule("deduct", (LATE, GONE)), "muon=0 khong=1", "0"),
        ("5", CriterionRule("per_case", BONUS), "tp=1 p=1", "4"),
        ("5", CriterionRule("per_case", BONUS), "tp=2 p=0", "5"),  # 6, at most 5
        ("5", CriterionRule("per_case", BONUS, highest_only=True), "tp=1 p=2", "3"),
        ("5", CriterionRule("mixed", (Item("c", "", D(1)), Item("t", "", D(-2)))), "c=3 t=1", "1"),
        ("10", CriterionRule("combination", THREE, all_points=D(10)), "a=1 b=1 c=0", "6"),
        ("10", CriterionRule("combination", THREE, all_points=D(10)), "a=1 b=1 c=1", "0"),
        ("20", CriterionRule("plan"), "plan=40 result=30", "15"),  # 20 × 30 : 40
        ("20", CriterionRule("plan"), "plan=40 result=50", "20"),
        ("20", CriterionRule("plan"), "plan=30 result=10", "6.67"),  # 6,666…
        ("20", CriterionRule("plan", below_plan="nothing"), "plan=40 result=39", "0"),
        ("20", HALF, "plan=40 result=40", "10"),  # half for reaching the plan
        ("20", HALF, "plan=40 result=60", "15"),  # 20 × 50 % × 60 : 40
        ("20", CriterionRule("plan", no_plan="full"), "plan=0 result=7", "20"),
        ("10", OVER, "plan=100 result=100", "6"),
        ("10", OVER, "plan=100 result=114", "7"),  # 14 %: two full steps of 5 %
        ("10", OVER, "plan=100 result=115", "7.5"),
        ("10", OVER, "plan=100 result=94", "4"),  # 6 % under: two begun steps
        ("10", OVER, "plan=100 result=95", "5"),
        ("2", CriterionRule("tiers", bands=DAYS, measure="days"), "value=2", "1.5"),
        ("2", CriterionRule("tiers", bands=DAYS, measure="days"), "value=3", "0"),
        ("4", CriterionRule("yes_no"), "yes=1", "4"),
        ("4", CriterionRule("yes_no"), "yes=0", "0"),
        (
            "5",
            CriterionRule("graded", (Item("t", "Tốt", D(5)), Item("k", "Khá", D(4)))),
            "k=1",
            "4",
        ),
        ("50", CriterionRule("other_body", factor_percent=D(50)), "value=87", "43.5"),
    ],
)
def test_points_by_hand(maximum: str, rule: CriterionRule, given: str, points: str) -> None:
    outcome = compute(row(maximum, rule), numbers(given), PACK)
    assert outcome.points == D(points), outcome.detail


def test_the_sum_stands_in_words_with_the_numbers_put_in() -> None:
    outcome = compute(row("15", CriterionRule("deduct", (LATE,))), numbers("muon=3"), PACK)
    assert outcome.detail == "15 − 3 lần × 0,5 (Đi muộn) = 13,5"


SERIOUS = CriterionRule("effect", (Item("kl", "Kỷ luật", effect="no_class", effect_from=D(2)),))
FAR = "0.000000000001"


@pytest.mark.parametrize(
    ("rule", "given", "said"),
    [
        (SERIOUS, "kl=0", "không có trường hợp nào"),
        (SERIOUS, "kl=1", "Kỷ luật: 1 lần, chưa tác động (từ 2 lần)"),
        (SERIOUS, "kl=2", "Kỷ luật: 2 lần"),
        (OVER, "plan=100 result=95", "95 : 100 = 95%: 6 − 1 lần 5% hụt × 1 = 5"),
        (OVER, "plan=100 result=99", "99 : 100 = 99%: 6 − 1 lần 5% hụt (kể cả phần lẻ) × 1 = 5"),
        (
            CriterionRule("tiers", bands=(Band(D(10), D(100)),), measure="ratio"),
            f"plan={FAR} result=999999999999999",
            (
                "999.999.999.999.999 : 0,000000000001 = 99.999.999.999.999.900.000.000.000.000%, "
                "bậc từ 100 trở lên: 10 điểm"
            ),
        ),
        (CriterionRule("yes_no"), "yes=1", "có: 10 điểm"),
        (CriterionRule("yes_no"), "yes=0", "không: 0 điểm"),
        (CriterionRule("yes_no"), "", "chưa ghi: có hay không"),
        (CriterionRule("graded", (Item("k", "Khá", D(4)),)), "k=1", "mức “Khá”: 4 điểm"),
        (CriterionRule("per_case", (Item("k", "Giải", D(4), "giải"),)), "k=1", "1 giải × 4 = 4"),
        (CriterionRule("per_case", (Item("k", "Giải", D(4)),)), "k=1", "1 lần × 4 (Giải) = 4"),
        (
            CriterionRule("tiers", bands=DAYS, measure="days"),
            "value=1,5",
            "1,5 ngày, bậc 1–2: 1,5 điểm",
        ),
        (
            CriterionRule("tiers", bands=DAYS, measure="percent"),
            "value=1",
            "1%, bậc 1–2: 1,5 điểm",
        ),
        (CriterionRule("tiers", measure="count"), "value=7", "7, không thuộc bậc nào: 0 điểm"),
        (CriterionRule("plan"), "plan=1", "chưa ghi: thực hiện"),
        (CriterionRule("plan"), "result=1", "chưa ghi: kế hoạch"),
        (
            CriterionRule("plan", below_plan="nothing"),
            "plan=1000000 result=1",
            "1 : 1.000.000 = 0,0001%, chưa đạt kế hoạch: 0 điểm",
        ),
    ],
)
def test_the_words_are_true(rule: CriterionRule, given: str, said: str) -> None:
    assert compute(row("10", rule), numbers(given), PACK).detail == said


def test_begun_steps_are_told_beforehand() -> None:
    assert describe(row("10", OVER), PACK) == (
        "Đạt kế hoạch 6 điểm; mỗi 5% vượt +0,5; mỗi 5% hụt, kể cả phần lẻ, −1."
    )


@pytest.mark.parametrize(
    ("rule", "first", "second", "said"),
    [
        (
            CriterionRule("average", bands=AVERAGE),
            "value=49998",
            "value=50002",
            "49.998 bằng 99,99% bình quân 50.000 của 2 đơn vị, bậc từ 30 đến dưới 100: 3 điểm",
        ),
        (
            CriterionRule("leader", reached_percent=D(60)),
            "plan=1000000 result=1000001",
            "plan=5 result=6",
            "6 + 4 × 0,0001% : 20% (vượt kế hoạch, so với cao nhất) = 6; làm tròn 2 chữ số lẻ",
        ),
        (
            CriterionRule("leader", reached_percent=D(60)),
            "plan=100000 result=119999",
            "plan=5 result=6",
            "6 + 4 × 19,99% : 20% (vượt kế hoạch, so với cao nhất) = 10; làm tròn 2 chữ số lẻ",
        ),
        (
            CriterionRule("leader", reached_percent=D(60)),
            "plan=5 result=5",
            "plan=5 result=6",
            "đạt kế hoạch 5: 6 điểm",
        ),
        (
            CriterionRule("leader"),
            "plan=0 result=0",
            "plan=0 result=0",
            "nhóm không có kế hoạch, chưa có kết quả: 0 điểm",
        ),
        (
            CriterionRule("leader", reached_percent=D(60)),
            f"plan={FAR} result=999999999999999",
            "plan=5 result=6",
            "vượt 99.999.999.999.999.899.999.999.999.900%, cao nhất khối: 10 điểm",
        ),
    ],
)
def test_the_words_of_comparisons_are_true(
    rule: CriterionRule, first: str, second: str, said: str
) -> None:
    inputs = {"A": numbers(first), "B": numbers(second)}
    assert compute_all(row("10", rule), inputs, PACK)["A"].detail == said


def block(rule: CriterionRule, drawing: str, apart: str = "") -> dict[str, Decimal | None]:
    """ "A plan=40 result=50" a line → unit → points out of 10."""
    lines = (line.split(" ", 1) for line in map(str.strip, drawing.splitlines()) if line)
    inputs = {unit: numbers(given) for unit, given in lines}
    found = compute_all(row("10", rule), inputs, PACK, frozenset(apart.split()))
    return {unit: it.points for unit, it in found.items()}


def test_the_leader_and_the_shares_of_the_others() -> None:
    rule = CriterionRule("leader", reached_percent=D(50))
    drawing = """
        A plan=40 result=60
        B plan=100 result=120
        C plan=50 result=50
        D plan=50 result=40
        E plan=0 result=30
        F plan=0 result=15
    """
    assert block(rule, drawing) == {
        "A": 10,  # 50 % over: the leader
        "B": 7,  # 5 + 5 × 20 % : 50 %
        "C": 5,  # reached
        "D": 4,  # 5 × 40 : 50
        "E": 10,  # without a plan: the best of their own group
        "F": 5,  # 10 × 15 : 30
    }
    assert block(rule, drawing, apart="A")["B"] == 10  # A is compared elsewhere: B leads
    assert block(rule, "A plan=40 result=40\nB plan=10 result=8") == {"A": 5, "B": 4}  # no leader


def test_against_the_average_of_the_block() -> None:
    rule = CriterionRule("average", bands=AVERAGE)
    # average 40: A 150 %, B 100 %, C 120 %, D 30 %, which still belongs to the band from 30 on
    drawing = "A value=60\nB value=40\nC value=48\nD value=12"
    assert block(rule, drawing) == {"A": 5, "B": 5, "C": 5, "D": 3}
    assert block(rule, "A value=10\nB value=1") == {"A": 5, "B": 0}  # 5,5: 181,8 % and 18,2 %
    assert block(rule, "A value=0\nB value=0") == {"A": 5, "B": 5}


@pytest.mark.parametrize("policy", [None, "leave_out", "substitute", "percent_cap"])
def test_a_plan_of_0_divides_nothing(policy: str | None) -> None:
    rule = CriterionRule("plan", no_plan=policy)  # type: ignore[arg-type]
    outcome = compute(row("20", rule), numbers("plan=0 result=7"), PACK)
    assert outcome.points is None
    assert outcome.policy == ("leave_out" if policy == "leave_out" else None)
    assert "kế hoạch" in outcome.detail

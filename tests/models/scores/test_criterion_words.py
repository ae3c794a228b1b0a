"""The sentence that says in table, form and paper how the points of a criterion come about."""

from decimal import Decimal
from typing import Any

import pytest

from models.criterion_rule import Band, CriterionRule, Item
from models.rulepack import RulePack
from models.scores.criterion_words import describe
from models.table import TableRow

D = Decimal
PACK = RulePack("p", "P", criterion_floor=D(-1))
LATE = Item("a", "Trễ hạn", D("0.5"))
PRIZE = Item("b", "Giải", D(2), "giải", most=D(5))
GONE = Item("c", "Không nộp", wipes=True)
THIRD = Item("d", "Đơn thư", D(1), "đơn", effect="no_class", effect_from=D(3))
AT_ONCE = Item("e", "Kỷ luật", effect="not_ranked")
OFTEN = Item("f", "Nhắc nhở", effect="lower_class", effect_from=D(2))
BANDS = (
    Band(D(5), D(95)),
    Band(D(3), D(50), D(95), high_open=True, effect="lower_class"),
)


def rule(kind: Any, *items: Item, **more: Any) -> CriterionRule:
    return CriterionRule(kind, items, **more)


WORDS: list[tuple[CriterionRule, str]] = [
    (
        rule("deduct", LATE, THIRD, GONE),
        (
            "Từ 20 điểm trừ dần. Trễ hạn: −0,5/lần; Đơn thư: −1/đơn, từ 3 đơn không xếp loại; "
            "Không nộp: trừ toàn bộ điểm."
        ),
    ),
    (
        rule("per_case", LATE, PRIZE, highest_only=True),
        "Trễ hạn: 0,5/lần; Giải: 2 đến 5/giải. Chỉ tính mức cao nhất. Tối đa 20 điểm.",
    ),
    (
        rule("per_case", AT_ONCE, OFTEN),
        (
            "Kỷ luật: 0/lần, không xếp hạng; Nhắc nhở: 0/lần, từ 2 lần hạ một bậc xếp loại. "
            "Tối đa 20 điểm."
        ),
    ),
    (
        rule("mixed", LATE, Item("z", "Chậm", D(-1)), AT_ONCE, base=D(5)),
        "Từ 5 điểm. Trễ hạn: +0,5/lần; Chậm: −1/lần; Kỷ luật: +0/lần, không xếp hạng.",
    ),
    (rule("mixed", LATE), "Trễ hạn: +0,5/lần."),
    (rule("combination", LATE), "Từ 20 điểm. Trễ hạn: −0,5."),
    (
        rule("combination", LATE, AT_ONCE, base=D(8), all_points=D(3)),
        "Từ 8 điểm. Trễ hạn: −0,5; Kỷ luật: −0, không xếp hạng. Đủ cả 2 trường hợp: −3.",
    ),
    (rule("plan"), "20 điểm × thực hiện : kế hoạch."),
    (
        rule("plan", reached_percent=D(50), no_plan="full"),
        (
            "Đạt kế hoạch được 50% của 20 điểm, hơn kém theo tỷ lệ. "
            "Không có kế hoạch giao: tính đủ điểm."
        ),
    ),
    (
        rule("plan", reached_percent=D(50), below_plan="nothing"),
        "Đạt kế hoạch được 50% của 20 điểm, vượt thì hơn theo tỷ lệ. Chưa đạt kế hoạch: 0 điểm.",
    ),
    (
        rule("steps", step_percent=D(5), step_points=D("0.5")),
        "Đạt kế hoạch 20 điểm; mỗi 5% vượt +0,5.",
    ),
    (
        rule("steps", base=D(6), step_points=D(1), under_points=D(2)),
        "Đạt kế hoạch 6 điểm; mỗi 1% vượt +1; mỗi 1% hụt, kể cả phần lẻ, −2.",
    ),
    (
        rule("tiers", bands=BANDS, measure="ratio"),
        (
            "Theo tỷ lệ thực hiện so với kế hoạch: từ 95% trở lên: 5; từ 50 đến dưới 95%: 3, "
            "hạ một bậc xếp loại."
        ),
    ),
    (
        rule("tiers", bands=BANDS[:1], measure="days"),
        "Theo số ngày chậm: từ 95 ngày trở lên: 5.",
    ),
    (
        rule("tiers", bands=BANDS[:1], unit_word="bài"),
        "Theo số lượng: từ 95 bài trở lên: 5.",
    ),
    (rule("tiers", bands=BANDS[:1]), "Theo số lượng: từ 95 trở lên: 5."),
    (rule("yes_no"), "Có: 20 điểm; không: 0."),
    (
        rule("graded", Item("x", "Tốt", D(20)), Item("y", "Yếu", effect="no_class")),
        "Tốt: 20; Yếu: 0, không xếp loại.",
    ),
    (rule("leader"), "Đạt kế hoạch được 20 điểm; chưa đạt thì theo tỷ lệ."),
    (
        rule("leader", reached_percent=D(70)),
        (
            "Đơn vị vượt kế hoạch nhiều nhất được 20 điểm; đạt kế hoạch được 70%, phần còn lại theo tỷ lệ "
            "vượt so với đơn vị dẫn đầu."
        ),
    ),
    (
        rule("average", bands=BANDS[:1]),
        "So với bình quân của khối: từ 95% trở lên: 5.",
    ),
    (
        rule("other_body", factor_percent=D(20), floor=D(2)),
        "20% số điểm do nơi khác chấm. Thấp nhất 2 điểm.",
    ),
    (rule("other_body", floor=D(0)), "100% số điểm do nơi khác chấm."),
    (rule("choice"), "Người chấm chọn từ mức thấp nhất đến 20 điểm."),
    (rule("choice", floor=D(-2)), "Người chấm chọn từ −2 đến 20 điểm."),
    (
        rule("effect", AT_ONCE, OFTEN, THIRD, LATE),
        (
            "Không tính điểm. Kỷ luật: không xếp hạng; Nhắc nhở từ 2 lần: hạ một bậc xếp loại; "
            "Đơn thư từ 3 đơn: không xếp loại; Trễ hạn: chưa chọn tác động."
        ),
    ),
]


@pytest.mark.parametrize(("made", "said"), WORDS, ids=lambda it: getattr(it, "kind", ""))
def test_a_rule_says_how_its_points_come_about(made: CriterionRule, said: str) -> None:
    assert describe(TableRow("I.1", "Tiêu chí", D(20), rule=made), PACK) == said


def test_a_criterion_without_a_maximum_names_none_and_a_judged_one_says_nothing() -> None:
    assert describe(TableRow("T.1", "Thưởng", rule=rule("per_case", LATE)), PACK) == (
        "Trễ hạn: 0,5/lần."
    )
    assert describe(TableRow("I.1", "Tiêu chí", D(20)), PACK) == ""

"""What does not apply to a unit: every policy on criterion and section, and what the ranking compares."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from models.award_rules import ClassBand
from models.checking.checks import check_season
from models.criterion_rule import CriterionRule, Item
from models.facts import Facts, NotApplicable, OwnDeduction
from models.ranks.classes import classify
from models.ranks.ranking import rank
from models.rulepack import OrganisationRule, RulePack
from models.scores.explanation import explained
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable
from tests.models.drawing import S3_RULES, D, row, season, table_of

PLAIN = RulePack(id="p", name="P")
FULL = "I.1=20 I.2=15 I.3=15 I.4=10 II.1=12 II.2=8 III.1=6 III.2=5 III.3=4"
WITHOUT_II = "I.1=20 I.2=15 I.3=15 I.4=10 III.1=6 III.2=5 III.3=4"
"""75 of 75 points; section II is left to the policies."""


def exempt(
    drawing: str, *facts: NotApplicable, pack: RulePack = PLAIN
) -> tuple[Season, UnitResult]:
    made = season(f"Ban A: {drawing}", pack)
    made = replace(made, facts=Facts(not_applicable=facts))
    return made, score(made)[0]


def ban_a(criterion: str, policy: str | None, **more: object) -> NotApplicable:
    return NotApplicable("Ban A", criterion, "không được giao", policy=policy, **more)  # type: ignore[arg-type]


CASES = [
    # row    policy         given                          total   share    what the share is
    ("II", "leave_out", f"{WITHOUT_II}", "75", "95"),  # 75/75 of 95
    ("II", "leave_out", WITHOUT_II.replace("I.1=20", "I.1=14"), "69", "87.4"),  # 69/75 of 95
    ("II.2", "leave_out", f"{WITHOUT_II} II.1=6", "81", "88.45"),  # 81/87 of 95 = 88,448…
    ("II", "full", WITHOUT_II, "95", None),
    ("II.2", "full", f"{WITHOUT_II} II.1=6", "89", None),
    ("II", "percent_cap", FULL, "85", None),  # half of 20
    ("II.1", "percent_cap", FULL, "89", None),  # half of 12
]


@pytest.mark.parametrize(("code", "policy", "given", "total", "share"), CASES)
def test_a_policy_gives(code: str, policy: str, given: str, total: str, share: str | None) -> None:
    _, result = exempt(given, ban_a(code, policy, percent=D(50)))
    assert result.total == D(total)
    assert result.share == (None if share is None else D(share))
    assert result.missing == ()
    assert any(step.rule == "not-applicable" for step in result.steps)


def test_without_a_policy_the_row_is_scored_and_asked_for_as_ever() -> None:
    _, result = exempt(WITHOUT_II, ban_a("II", None))
    assert result.total is None
    assert result.missing == ("II.1", "II.2")


def test_the_pack_gives_the_policy_where_the_fact_does_not() -> None:
    pack = replace(PLAIN, not_applicable="percent_cap", not_applicable_percent=D(25))
    _, result = exempt(FULL, ban_a("II", None), pack=pack)
    assert result.sections["II"] == D(5)
    assert [(it.rule, it.cut) for it in result.steps if it.cut] == [("section-cap", D(15))]


def test_another_criterion_stands_in_by_the_two_maxima() -> None:
    _, equal = exempt(f"{WITHOUT_II} II.1=9", ban_a("II.2", "substitute", substitute="II.1"))
    assert equal.groups["II.2"] == D(6)  # 9 of 12 is 6 of 8
    _, rounded = exempt(
        WITHOUT_II.replace("III.2=5", "III.2=1") + " II.1=12",
        ban_a("II.2", "substitute", substitute="III.1"),
        ban_a("III.1", "substitute", substitute="III.2"),
    )
    assert rounded.groups["III.1"] == D("1.2")  # 1 of 5 is 1,2 of 6, and again of 8:
    assert rounded.groups["II.2"] == D("1.6")


@pytest.mark.parametrize("other", ["III.9", "II.2"])
def test_what_cannot_stand_in_leaves_a_hole(other: str) -> None:
    _, result = exempt(f"{WITHOUT_II} II.1=9", ban_a("II.2", "substitute", substitute=other))
    assert (result.total, result.missing) == (None, ("II.2",))


def test_two_rows_that_stand_in_for_each_other_end() -> None:
    _, result = exempt(
        f"{WITHOUT_II} II.1=9",
        ban_a("II.2", "substitute", substitute="III.1"),
        ban_a("III.1", "substitute", substitute="II.2"),
    )
    assert result.missing == ("II.2", "III.1")


def test_the_share_goes_through_the_caps_of_the_unit() -> None:
    # Neither Party nor union: II counts at most 10. With II.1 left out 8 of 8 are reached, of 10 at most.
    _, result = exempt(
        f"{WITHOUT_II} II.2=8 no-party no-union", ban_a("II.1", "leave_out"), pack=S3_RULES
    )
    assert result.share == D(85)
    total = replace(PLAIN, total=D(90))
    _, capped = exempt(f"{WITHOUT_II} II.2=8", ban_a("II.1", "leave_out"), pack=total)
    assert (capped.total, capped.share) == (D(83), D(90))


def test_a_unit_whose_points_are_stated_later_still_leads() -> None:
    assert _compared(plans="A=10/12 B=10/11") == {"A": 10, "B": D("7.5"), "C": None}
    stated = {ScoreKey("A", "I", "appraisal"): Score(D("9.5"))}
    assert _compared(plans="A=10/12 B=10/11", more=stated) == {
        "A": D("9.5"),
        "B": D("7.5"),
        "C": None,
    }


def test_a_section_left_out_takes_its_criteria_out_of_the_comparison() -> None:
    away = NotApplicable("A", "II", policy="leave_out")
    assert _compared(away, plans="A=10/20 B=10/11", under="II")["B"] == 10


def test_nothing_that_applies_has_no_share() -> None:
    _, result = exempt("", *(ban_a(code, "leave_out") for code in ("I", "II", "III")))
    assert (result.total, result.share) == (D(0), None)


def test_shares_are_ranked_and_bonus_and_deductions_stand_outside() -> None:
    made = season(
        f"""
        Ban A: {WITHOUT_II.replace("I.1=20", "I.1=14")} late=1
        Ban B: {FULL.replace("I.1=20", "I.1=11.5")}
        """,
        S3_RULES,
    )
    left_out = NotApplicable("Ban A", "II", policy="leave_out")
    made = replace(made, facts=replace(made.facts, not_applicable=(left_out,)))
    placed = rank(score(made), made.pack)
    # A: 69/75 × 95 − 1 = 86,4 against B's 86,5
    assert table_of(placed) == ["1 Ban B 86,5", "2 Ban A 86,4"]
    told = [it.detail for it in placed[1].result.steps if it.rule == "share"]
    assert told == [
        "69 trên 75 điểm có thể đạt, tính trên 95: 87,4; cùng điểm thưởng, điểm trừ: 86,4"
    ]


def _compared(
    *facts: NotApplicable,
    plans: str,
    more: Mapping[ScoreKey, Score] | None = None,
    under: str = "",
) -> dict[str, Decimal | None]:
    rule = CriterionRule("leader", reached_percent=D(50))
    criterion = replace(row("I", "10"), rule=rule)
    table = ScoringTable((row(under, "10", criterion) if under else criterion,))
    scores = dict(more or {})
    for line in plans.split():
        unit, _, numbers = line.partition("=")
        plan, _, result = numbers.partition("/")
        inputs = (Input("plan", D(plan)), Input("result", D(result)))
        scores[ScoreKey(unit, "I", "self")] = Score(inputs=inputs)
    made = season("A:\nB:\nC:", PLAIN, table).with_scores(scores)
    made = replace(made, facts=Facts(not_applicable=facts))
    return {it.unit.name: it.total for it in score(made)}


def test_units_of_their_own_group_are_compared_among_themselves() -> None:
    assert _compared(plans="A=10/12 B=10/11 C=0/40") == {"A": 10, "B": D("7.5"), "C": 10}
    own = NotApplicable("B", "I", policy="own_group")
    # B leaves the comparison by excess and meets C, whose 40 is the best without a plan.
    assert _compared(own, plans="A=10/12 B=10/11 C=0/40") == {"A": 10, "B": D("2.75"), "C": 10}


def test_a_unit_that_is_left_out_does_not_lead() -> None:
    away = NotApplicable("A", "I", policy="leave_out")
    assert _compared(away, plans="A=10/20 B=10/11 C=10/10") == {"A": 0, "B": 10, "C": 5}


def test_the_sum_of_a_computed_line_is_told_below_its_section() -> None:
    rule = CriterionRule("plan")
    table = ScoringTable((row("I", "10", replace(row("I.1", "10"), rule=rule)),))
    key = ScoreKey("A", "I.1", "self")
    made = season("A:", PLAIN, table).with_scores(
        {key: Score(inputs=(Input("plan", D(30)), Input("result", D(20))))}
    )
    result = score(made)[0]
    told = [(it.kind, it.label, it.detail, it.points) for it in explained(made, result)]
    assert told == [
        ("sum", "Mục I", "Nội dung I", D("6.67")),
        (
            "line",
            "I.1 Nội dung I.1",
            "10 × 20 : 30 = 6,67; làm tròn 2 chữ số lẻ",
            D("6.67"),
        ),
    ]


# ---- what stands in, and what is left out in whole

NO_PLAN = CriterionRule("plan", no_plan="leave_out")
BELOW = CriterionRule("mixed", (Item("loi", "Lỗi", D(-5)),), base=D(0), floor=D(-10))
OTHERS = ScoringTable(
    (
        row("I", "20", row("I.1", "10"), replace(row("I.2", "10"), rule=NO_PLAN)),
        row("II", "20", row("II.1", "10"), replace(row("II.2", "10"), rule=BELOW)),
        replace(row("V", "10", row("V.1", "4"), row("V.2", "6")), role="deduction"),
        replace(row("VI", "10", row("VI.1", "10")), role="bonus"),
    )
)


def others(drawing: str, *facts: NotApplicable, pack: RulePack = PLAIN, **inputs: str) -> Season:
    """`I_2="plan=0 result=5"` are the numbers behind a criterion."""
    scores = {
        ScoreKey("Ban A", code.replace("_", "."), "block"): Score(
            inputs=tuple(
                Input(key, D(value)) for key, _, value in (it.partition("=") for it in said.split())
            )
        )
        for code, said in inputs.items()
    }
    made = season(f"Ban A: {drawing}", pack, OTHERS).with_scores(scores)
    return replace(made, facts=replace(made.facts, not_applicable=facts))


def found(season: Season) -> list[tuple[str, str]]:
    return [
        (it.code, it.where)
        for it in check_season(season)
        if it.code.startswith(("substitute", "nothing", "not-applicable"))
    ]


def test_what_is_left_out_itself_cannot_stand_in() -> None:
    instead = ban_a("I.1", "substitute", substitute="I.2")
    made = others("II.1=9", instead, I_2="plan=0 result=5", II_2="loi=0")
    result = score(made)[0]
    assert (result.total, result.missing) == (None, ("I.1",))
    assert found(made) == [("substitute-left-out", "Ban A, I.1 không áp dụng")]
    told = [it.detail for it in result.steps if it.scope == "I.1"]
    assert told == ["không được giao; lấy kết quả dòng I.2 thay, dòng đó chưa có điểm"]
    with_plan = others("II.1=9", instead, I_2="plan=10 result=5", II_2="loi=0")
    assert score(with_plan)[0].total == D(19)  # 5 + 5 + 9
    assert found(with_plan) == []


def test_a_group_that_is_left_out_in_part_cannot_stand_in() -> None:
    instead = ban_a("I", "substitute", substitute="II")
    made = others("II.1=9", instead, ban_a("II.2", "leave_out"))
    assert score(made)[0].missing == ("I",)
    assert found(made) == [("substitute-left-out", "Ban A, I không áp dụng")]
    full = others("II.1=9", instead, ban_a("II.2", "full"))
    assert (score(full)[0].total, found(full)) == (D(38), [])


def test_what_stands_in_keeps_the_floor_of_the_row() -> None:
    instead = ban_a("II.1", "substitute", substitute="II.2")
    result = score(others("I.1=9", instead, I_2="plan=10 result=10", II_2="loi=2"))[0]
    assert (result.groups["II.1"], result.total) == (D(0), D(9))  # 9 + 10 + 0 − 10
    assert [it.rule for it in result.steps if it.scope == "II.1"] == [
        "criterion-floor",
        "not-applicable",
    ]
    whole = score(others("I.1=9", ban_a("I", "substitute", substitute="II.2"), II_2="loi=2"))[0]
    assert whole.groups["I"] == D(0)


@pytest.mark.parametrize(("code", "taken", "given"), [("V.1", "1", "3"), ("V", "0", "3")])
def test_full_points_take_nothing_away(code: str, taken: str, given: str) -> None:
    contents = "I.1=10 II.1=10 V.1=4 V.2=1 VI.1=3"
    made = others(contents, ban_a(code, "full"), I_2="plan=1 result=1", II_2="loi=0")
    result = score(made)[0]
    assert (result.deductions, result.bonus) == (D(taken), D(given))
    assert result.total == D(33) - D(taken)
    (told,) = (it.detail for it in result.steps if it.rule == "not-applicable")
    assert told == "không được giao; không cộng, không trừ điểm"


def test_full_points_are_no_bonus_even_by_the_pack() -> None:
    pack = replace(PLAIN, not_applicable="full")
    made = others("I.1=10 II.1=10 VI.1=3", ban_a("VI.1", None), pack=pack)
    assert score(made)[0].bonus == D(0)


def test_a_unit_to_which_nothing_applies_has_no_place() -> None:
    gone = tuple(ban_a(code, "leave_out") for code in ("I.1", "II"))
    made = others("", *gone, I_2="plan=0 result=5")
    made = replace(made, pack=replace(PLAIN, classes=(ClassBand("Kém", D(0)),)))
    (standing,) = rank(score(made), made.pack)
    assert (standing.rank, standing.result.excluded) == (None, "không có nội dung nào áp dụng")
    assert found(made) == [("nothing-applies", "Ban A")]
    kind = classify(made, (standing,))["Ban A"]
    assert (kind.name, kind.why) == ("", ("không xếp loại: không có nội dung nào áp dụng",))
    one_left = others("I.1=4", ban_a("II", "leave_out"), I_2="plan=0 result=5")
    assert rank(score(one_left), PLAIN)[0].rank == 1
    assert found(one_left) == []


def test_a_row_without_points_makes_no_share_when_it_is_left_out() -> None:
    acts = CriterionRule("effect", (Item("a", "Kỷ luật", effect="no_class"),))
    table = ScoringTable((row("I", "10", row("I.1", "10"), replace(row("I.2", "0"), rule=acts)),))
    made = season("Ban A: I.1=9", PLAIN, table)
    made = replace(made, facts=Facts(not_applicable=(ban_a("I.2", "leave_out"),)))
    result = score(made)[0]
    assert (result.total, result.share) == (D(9), None)
    assert "share" not in {it.rule for it in result.steps}


def test_the_share_of_the_maximum_comes_before_the_blocks_own_deduction() -> None:
    cut = ban_a("I.3", "percent_cap", percent=D(50))
    made = season(f"Ban A: {FULL} own:I.3=1")
    made = replace(made, facts=replace(made.facts, not_applicable=(cut,)))
    result = score(made)[0]
    assert result.groups["I.3"] == D("4.5")  # 15, at most 7,5; − 3
    told = [it.detail for it in result.steps if it.scope == "I.3"]
    assert told[:2] == ["15 cắt còn 7,5 (tối đa 7,5)", "7,5 − 1 × 3 = 4,5"]


def test_half_a_section_is_rounded_and_comes_after_its_rows_as_in_every_section() -> None:
    table = ScoringTable((row("I", "10"), row("II", "10", deduct_each="0.5")))
    third = replace(S3_RULES, organisation=OrganisationRule("II", "a", "b", D("33.333")))
    made = season("Ban A: I=10 II=10 no-party no-union", third, table)
    assert score(made)[0].sections["II"] == D("3.33")
    own = replace(made, facts=Facts(own_deductions=(OwnDeduction("Ban A", "II", 2),)))
    assert score(own)[0].sections["II"] == D("3.33")  # 10 − 2 × 0,5 = 9, then at most 3,33
    many = replace(made, facts=Facts(own_deductions=(OwnDeduction("Ban A", "II", 16),)))
    assert score(many)[0].sections["II"] == D(2)  # 10 − 16 × 0,5


def test_a_computed_line_is_cut_to_its_share_before_the_blocks_own_deduction() -> None:
    table = ScoringTable((replace(row("I", "10", deduct_each="2"), rule=CriterionRule("plan")),))
    numbers = (Input("plan", D(10)), Input("result", D(9)))
    made = season("Ban A: own:I=1", PLAIN, table).with_scores(
        {ScoreKey("Ban A", "I", "self"): Score(inputs=numbers)}
    )
    half = ban_a("I", "percent_cap", percent=D(50))
    made = replace(made, facts=replace(made.facts, not_applicable=(half,)))
    assert score(made)[0].total == D(3)  # 9, at most 5; − 2


def test_rows_worth_nothing_keep_nobody_in_the_ranking() -> None:
    table = ScoringTable((row("I", "1", row("I.1", "1"), row("I.2", "0")),))
    made = season("Ban A: I.2=0", PLAIN, table)
    made = replace(made, facts=Facts(not_applicable=(ban_a("I.1", "leave_out"),)))
    assert score(made)[0].excluded == "không có nội dung nào áp dụng"


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        (ban_a("II.2", "leave_out"), "không tính, không kể vào điểm có thể đạt"),
        (ban_a("II.2", "full"), "tính đủ 8 điểm"),
        (ban_a("II.2", "substitute", substitute="II.1"), "lấy kết quả dòng II.1 thay"),
        (ban_a("II.2", "percent_cap", percent=D("12.5")), "tính tối đa 12,5% số điểm"),
        (ban_a("II.2", "percent_cap"), "chưa ghi tỷ lệ được tính"),
        (ban_a("II.2", "own_group"), "so riêng trong nhóm"),
        (ban_a("II.2", None), "chưa chọn cách tính"),
    ],
)
def test_what_holds_instead_is_told(policy: NotApplicable, told: str) -> None:
    _, result = exempt(FULL, policy)
    assert [(it.kind, it.detail) for it in result.steps if it.rule == "not-applicable"] == [
        ("note", f"không được giao; {told}")
    ]

"""What does not apply to a unit: every policy on criterion and section, and what the ranking compares."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from models.criterion_rule import CriterionRule
from models.explanation import explained
from models.facts import Facts, NotApplicable
from models.ranking import rank
from models.results import UnitResult
from models.rulepack import RulePack
from models.scoring import score
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
    assert told == ["69 trên 75 điểm có thể đạt, tính trên 95: 87,4"]


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

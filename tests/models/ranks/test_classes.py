"""Classes drawn as tables: bands, their conditions, effects, decisions, and quotas by size."""

from dataclasses import replace

import pytest

from models.award_rules import ClassBand
from models.criterion_rule import Band, CriterionRule, Item
from models.facts import ClassDecision, Exclusion
from models.ranks.classes import classify
from models.ranks.ranking import award_line, rank
from models.rulepack import Quota, RulePack, Tier
from models.scores.scoring import score
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable
from tests.models.drawing import D, row, season

FIGHT = Item("f", "đánh nhau", measure="vụ", effect="lower_class")
GONE = Item("g", "bỏ chuyên đề", effect="no_class")
OUT = Item("o", "vi phạm nghiêm trọng", effect="not_considered", effect_from=D(2))
TABLE = ScoringTable(
    (
        row("I", "120"),
        replace(row("V", "20"), role="deduction"),
        replace(row("VI", "0"), rule=CriterionRule("effect", items=(FIGHT, GONE, OUT))),
    )
)
BANDS = (
    ClassBand("Xuất sắc", D(90), over=True, deductions_most=D(6)),
    ClassBand("Tốt", D(80), none_of=("VI:f",)),
    ClassBand("Khá", D(65)),
)
PACK = RulePack(id="p", name="P", classes=BANDS)


def classes(drawing: str, pack: RulePack = PACK, **facts: object) -> dict[str, str]:
    return {unit: it.name for unit, it in classify(*_placed(drawing, pack, **facts)).items()}


def _placed(drawing: str, pack: RulePack, **facts: object) -> tuple[Season, tuple]:  # type: ignore[type-arg]
    """`f=1` after a unit counts an item of the effect row."""
    plain, effects = [], {}
    for line in drawing.strip().splitlines():
        name, _, words = line.strip().partition(":")
        mine = [it for it in words.split() if it[0] in "fgo"]
        plain.append(f"{name}:{' '.join(it for it in words.split() if it not in mine)}")
        if mine:
            inputs = tuple(Input(it[0], D(it[2:])) for it in sorted(mine))
            effects[ScoreKey(name, "VI", "block")] = Score(inputs=inputs)
    made = season("\n".join(plain), pack, TABLE).with_scores(effects)
    made = replace(made, facts=replace(made.facts, **facts))  # type: ignore[arg-type]
    return made, rank(score(made), made.pack)


def test_a_class_begins_at_its_lower_bound_and_none_falls_between() -> None:
    assert classes("A: I=90.01\nB: I=90\nC: I=80\nD: I=79.99\nE: I=64.5") == {
        "A": "Xuất sắc",
        "B": "Tốt",
        "C": "Tốt",
        "D": "Khá",
        "E": "",
    }


def test_the_cap_on_points_and_the_bands_of_a_kind() -> None:
    capped = replace(PACK, class_cap=D(90))
    assert classes("A: I=110", capped) == {"A": "Tốt"}
    others = (*BANDS, ClassBand("Tốt", D(60), unit_kind="khác"))
    made, placed = _placed("A: I=70\nB: I=70", replace(PACK, classes=others))
    units = (made.units[0], replace(made.units[1], kind="khác"))
    made = replace(made, units=units)
    placed = rank(score(made), made.pack)
    assert {unit: it.name for unit, it in classify(made, placed).items()} == {
        "A": "Khá",
        "B": "Tốt",
    }


def test_conditions_and_effects() -> None:
    #                          counted            class
    assert classes(
        """
        A: I=95
        B: I=85 f=1
        C: I=95 f=1
        D: I=95 g=1
        E: I=70 f=1
        """
    ) == {"A": "Xuất sắc", "C": "Tốt", "D": "", "B": "", "E": ""}
    made, placed = _placed("D: I=95 g=1\nE:", PACK)
    told = classify(made, placed)
    assert (told["D"].name, told["D"].why) == ("", ("không xếp loại: bỏ chuyên đề: 1 lần",))
    assert told["E"].name == ""
    # B: Tốt needs no fight → Khá, lowered by one → none. C: Xuất sắc has no such condition, lowered → Tốt.


def test_why_is_told_in_words() -> None:
    made, placed = _placed("B: I=85 f=1", PACK)
    assert classify(made, placed)["B"].why == (
        "không đạt Tốt: có 1 lần đánh nhau",
        "85 điểm, Khá từ 65",
        "hạ một bậc: đánh nhau: 1 vụ",
    )


def test_deductions_above_the_condition_cost_the_class() -> None:
    made = season("A: I=110\nB: I=110", PACK, TABLE).with_scores(
        {
            ScoreKey("A", "V", "block"): Score(D(6)),
            ScoreKey("B", "V", "block"): Score(D("6.5")),
        }
    )
    placed = rank(score(made), made.pack)
    assert [classify(made, placed)[it].name for it in "AB"] == ["Xuất sắc", "Tốt"]


def test_the_first_part_of_the_block_only() -> None:
    top = replace(PACK, classes=(ClassBand("Xuất sắc", D(80), top_percent=D(20)), *BANDS[1:]))
    ten = "\n".join(f"U{n}: I={100 - n}" for n in range(10))
    told = classes(ten, top)
    assert [told[f"U{n}"] for n in range(4)] == ["Xuất sắc", "Xuất sắc", "Tốt", "Tốt"]
    # Of 9 units 20 % are 1,8: the second is outside.
    assert classes("\n".join(ten.splitlines()[:9]), top)["U1"] == "Tốt"


def test_an_effect_can_keep_a_unit_out_from_its_number_of_cases_on() -> None:
    _, placed = _placed("A: I=95 o=1\nB: I=90 o=2", PACK)
    assert [(it.result.unit.name, it.rank) for it in placed] == [("A", 1), ("B", None)]
    assert placed[1].result.excluded == "vi phạm nghiêm trọng: 2 lần"
    _, both = _placed("A: I=95 o=2", PACK, exclusions=(Exclusion("A", "bị phê bình"),))
    assert both[0].result.excluded == "bị phê bình; vi phạm nghiêm trọng: 2 lần"


def test_the_competent_body_has_the_last_word_and_holes_have_no_class() -> None:
    decision = ClassDecision("A", "Khá", "QĐ 5")
    made, placed = _placed("A: I=99\nB:", PACK, class_decisions=(decision,))
    told = classify(made, placed)
    assert (told["A"].name, told["A"].decided) == ("Khá", True)
    assert told["A"].why == ("cấp có thẩm quyền quyết định (QĐ 5)",)
    made = replace(made, facts=replace(made.facts, class_decisions=(ClassDecision("A", "Khá"),)))
    assert classify(made, placed)["A"].why == ("cấp có thẩm quyền quyết định",)
    assert told["B"].why == ("chưa đủ điểm",)
    assert classify(replace(made, pack=replace(PACK, classes=())), placed) == {}


@pytest.mark.parametrize(
    ("units", "seats"), [(4, 0), (5, 1), (9, 1), (10, 2), (19, 2), (20, 3), (40, 3)]
)
def test_a_quota_by_the_size_of_the_block(units: int, seats: int) -> None:
    sizes = (Tier(5, 9, D(1)), Tier(10, 19, D(2)), Tier(20, None, D(3)))
    _, placed = _placed("\n".join(f"U{n}: I={n}" for n in range(units)), PACK)
    assert award_line(placed, Quota("Cờ", "by_size", sizes=sizes)).seats == seats


QUARREL = Item("f", "gây gổ", measure="vụ")
GUARDED = ScoringTable(
    (
        row("I", "90", row("I.1", "80"), replace(row("I.2", "10"), rule=CriterionRule("yes_no"))),
        replace(
            row(
                "V",
                "20",
                row("V.1", "5"),
                replace(row("V.2", "5"), rule=CriterionRule("per_case", (QUARREL,))),
                replace(
                    row("V.3", "5"),
                    rule=CriterionRule("per_case", (Item("h", "hồ sơ", D(2), most=D(5)),)),
                ),
            ),
            role="deduction",
        ),
    )
)


@pytest.mark.parametrize(
    ("forbidden", "scores", "found"),
    [
        ("V", {}, "Tốt"),
        ("V", {"V.2": "f=0"}, "Tốt"),
        ("V", {"V.1": "0"}, "Tốt"),
        ("V", {"V.2": "f=2"}, "có 2 lần Nội dung V"),
        ("V", {"V.1": "3", "V.2": "f=2"}, "có 3 lần Nội dung V"),
        ("V", {"V.1": "3"}, "có 1 lần Nội dung V"),
        ("V", {"V.3": "h=2.5"}, "có 1 lần Nội dung V"),
        ("V", {"V.2": "4"}, "chưa ghi số lần Nội dung V"),
        ("V.1", {"V.1": "3"}, "có 1 lần Nội dung V.1"),
        ("V.2:f", {"V.1": "3"}, "Tốt"),
        ("V.2", {"V.2": "4"}, "chưa ghi số lần Nội dung V.2"),
        ("I", {"V.2": "f=2"}, "Tốt"),
        ("I.1", {}, "Tốt"),  # judged: nothing is counted, the check says so
        ("I.2", {}, "có 1 lần Nội dung I.2"),
    ],
)
def test_a_class_forbids_whatever_is_counted_in_a_section(
    forbidden: str, scores: dict[str, str], found: str
) -> None:
    pack = RulePack("p", "P", classes=(ClassBand("Tốt", D(1), none_of=(forbidden,)),))
    given = {}
    for code, said in scores.items():
        key, _, value = said.partition("=")
        one = Score(inputs=(Input(key, D(value)),)) if value else Score(D(said))
        given[ScoreKey("A", code, "block")] = one
    yes = ScoreKey("A", "I.2", "block")
    given[yes] = Score(inputs=(Input("yes", D(1)),))
    made = season("A: I.1=80", pack, GUARDED).with_scores(given)
    told = classify(made, rank(score(made), pack))["A"]
    if found == "Tốt":
        assert told.name == "Tốt"
    else:
        assert (told.name, told.why[0]) == ("", f"không đạt Tốt: {found}")


@pytest.mark.parametrize(("rank_on", "found"), [("exact", "Khá"), ("rounded", "Tốt")])
def test_bands_of_a_kind_are_held_against_what_is_ranked(rank_on: str, found: str) -> None:
    bands = (ClassBand("Tốt", D(60), unit_kind="khác"), ClassBand("Khá", D(0), unit_kind="khác"))
    pack = replace(PACK, classes=bands, rank_on=rank_on)
    made, _ = _placed("A: I=59.996", pack)
    made = replace(made, units=(replace(made.units[0], kind="khác"),))
    assert classify(made, rank(score(made), pack))["A"].name == found


@pytest.mark.parametrize(
    ("measure", "found"), [("count", ""), ("days", ""), ("percent", "Tốt"), ("ratio", "Tốt")]
)
def test_bands_count_cases_only_where_they_measure_cases(measure: str, found: str) -> None:
    rule = CriterionRule("tiers", bands=(Band(D(10)),), measure=measure)  # type: ignore[arg-type]
    table = ScoringTable((row("I", "80"), replace(row("II", "10"), rule=rule)))
    pack = RulePack("p", "P", classes=(ClassBand("Tốt", D(1), none_of=("II",)),))
    inputs = (Input("value", D(2)), Input("plan", D(1)), Input("result", D(2)))
    made = season("A: I=80", pack, table).with_scores(
        {ScoreKey("A", "II", "block"): Score(inputs=inputs)}
    )
    assert classify(made, rank(score(made), pack))["A"].name == found


def test_points_of_a_plan_are_no_case_of_anything() -> None:
    table = ScoringTable((row("I", "80"), replace(row("II", "10"), rule=CriterionRule("plan"))))
    pack = RulePack("p", "P", classes=(ClassBand("Tốt", D(1), none_of=("II:f",)),))
    made = season("A: I=80 II=9", pack, table)
    assert classify(made, rank(score(made), pack))["A"].name == "Tốt"

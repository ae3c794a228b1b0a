"""What stands out in the scores: each check with a case that raises it and the nearest that does not."""

from dataclasses import replace

import pytest

from models.collected import EvidenceFile, Explanation
from models.collecting import outlier_checks
from models.collecting.doubts import Doubt, look_at
from models.collecting.outlier_checks import CHECKS, CODES, answered, doubts
from models.facts import NotApplicable, Target
from models.rulepack import RulePack, Stage
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from tests.models.drawing import S3_RULES, SMALL_TABLE, D, row, season

LESS = "I.1=20 I.2=15 I.3=15 I.4=9 II.1=12 II.2=7 III.1=6 III.2=5 III.3=3"
"""Nothing of note: each section a little below its maximum."""
BONUS_TABLE = ScoringTable(
    (*SMALL_TABLE.rows, replace(row("IV", "5", row("IV.1", "5")), role="bonus"))
)
PROVEN = replace(S3_RULES, evidence_required=True)


def found(made: Season, last_year: Season | None = None) -> list[str]:
    """What is asked, one line a doubt: unit, place, code, sentence."""
    return [_line(it) for it in doubts(look_at(made, last_year))]


def _line(it: Doubt) -> str:
    assert it.problem.severity == "warning"
    assert it.problem.advice.startswith("Hỏi lại: ")
    places = (it.unit, it.criterion, it.problem.code)
    return f"{' · '.join(x for x in places if x)} | {it.problem.what}"


def codes(made: Season, last_year: Season | None = None) -> list[str]:
    return [it.problem.code for it in doubts(look_at(made, last_year))]


def with_evidence(table: ScoringTable, *criteria: str) -> ScoringTable:
    """The table with documents asked for at these criteria."""

    def asked(it: TableRow) -> TableRow:
        words = "Báo cáo" if it.code in criteria else ""
        return replace(it, evidence=words, rows=tuple(asked(below) for below in it.rows))

    return replace(table, rows=tuple(asked(it) for it in table.rows))


# ---- nothing to ask


@pytest.mark.parametrize("drawing", ["", "Ban A:", f"Ban A: {LESS}", f"Ban A: {LESS}\nBan B:"])
def test_ordinary_scores_and_empty_years_are_not_asked_about(drawing: str) -> None:
    assert found(season(drawing)) == []
    assert found(season(drawing), season(drawing)) == []
    assert found(season(drawing, table=ScoringTable())) == []


# ---- full marks


def test_full_marks() -> None:
    made = season(f"Ban A: all=max\nBan B: {LESS}")
    assert found(made) == ["Ban A · full-marks | Đạt 95 trên 95 điểm, bằng mức tối đa."]
    doubt = doubts(look_at(made))[0]
    assert doubt.problem.where == "Ban A"


@pytest.mark.parametrize("word", ["III.3=3.99", "III.3=-"])
def test_a_hundredth_less_or_a_hole_is_not_full(word: str) -> None:
    assert codes(season(f"Ban A: all=max {word}")) == []


def test_full_is_what_the_unit_can_reach() -> None:
    half = season("Ban A: all=max no-party no-union")
    assert found(half) == ["Ban A · full-marks | Đạt 85 trên 85 điểm, bằng mức tối đa."]
    partly = season("Ban A: all=max II.1=- II.2=-")
    left_out = NotApplicable("Ban A", "II", policy="leave_out")
    made = replace(partly, facts=replace(partly.facts, not_applicable=(left_out,)))
    assert found(made) == ["Ban A · full-marks | Đạt 75 trên 75 điểm, bằng mức tối đa."]


def test_full_points_by_a_fact_hide_no_loss_elsewhere() -> None:
    partly = season("Ban A: all=max II.1=- II.2=- I.4=9")
    given = NotApplicable("Ban A", "II", policy="full")
    made = replace(partly, facts=replace(partly.facts, not_applicable=(given,)))
    assert codes(made) == []


def test_the_total_at_the_most_of_the_table_is_asked_about_too() -> None:
    pack = replace(S3_RULES, content_total=None)
    table = ScoringTable(
        (
            row("I", "100", row("I.1", "100")),
            replace(row("IV", "5", row("IV.1", "5")), role="bonus"),
        )
    )
    exceeded = "target:I=10/12/1"
    full = season(f"Ban A: I.1=97 IV.1=3 {exceeded}", pack, table)
    assert found(full) == ["Ban A · full-marks | Đạt 100 trên 100 điểm, bằng mức tối đa."]
    assert codes(season(f"Ban A: I.1=96 IV.1=2 {exceeded}", pack, table)) == []


# ---- a whole section


def test_a_section_at_its_maximum_in_all_units() -> None:
    other = LESS.replace("II.2=7", "II.2=8")
    made = season(f"Ban A: {other}\nBan B: {other}")
    assert found(made) == [
        "II · section-full | Cả 2 đơn vị đều đạt điểm tối đa của mục II.",
    ]
    assert doubts(look_at(made))[0].problem.where == "Cả khối, mục II"


@pytest.mark.parametrize("other", [LESS, LESS.replace("II.2=7", ""), ""])
def test_one_unit_below_or_without_points_is_enough(other: str) -> None:
    full = LESS.replace("II.2=7", "II.2=8")
    assert codes(season(f"Ban A: {full}\nBan B: {full}\nBan C: {other}")) == []


def test_a_single_unit_is_no_block() -> None:
    assert codes(season(f"Ban A: {LESS.replace('II.2=7', 'II.2=8')}")) == []


def test_units_the_section_does_not_apply_to_stand_aside() -> None:
    full = LESS.replace("II.2=7", "II.2=8")
    made = season(f"Ban A: {full}\nBan B: {full}\nBan C: {LESS} II.1=- II.2=-")
    left_out = NotApplicable("Ban C", "II", policy="leave_out")
    made = replace(made, facts=replace(made.facts, not_applicable=(left_out,)))
    assert [it for it in codes(made) if it == "section-full"] == ["section-full"]


# ---- last year


def year(drawing: str, number: int = 2022, pack: RulePack = S3_RULES) -> Season:
    return replace(season(drawing, pack), year=number)


def test_a_jump_is_measured_by_what_the_pack_says_where_a_section_has_no_maximum() -> None:
    pack = replace(S3_RULES, total=None)
    sections = (*SMALL_TABLE.rows[:2], replace(SMALL_TABLE.rows[2], max_points=None))
    before = year(f"Ban A: {LESS.replace('I.1=20', 'I.1=0')}", pack=pack)
    made = season(f"Ban A: {LESS}", pack, ScoringTable(sections))
    assert found(made, before) == [
        "Ban A · jump-last-year | Năm nay 92 trên 95 điểm, năm 2022 72 trên 95: tăng 21,1% mức tối đa."
    ]


def test_a_jump_against_last_year() -> None:
    before = year(f"Ban A: {LESS.replace('I.1=20', 'I.1=10')}")
    assert found(season(f"Ban A: {LESS}"), before) == [
        (
            "Ban A · jump-last-year | Năm nay 92 trên 100 điểm, năm 2022 82 trên 100: "
            "tăng 10% mức tối đa."
        )
    ]
    assert (
        "giảm 10% mức tối đa."
        in found(season(f"Ban A: {LESS.replace('I.1=20', 'I.1=10')}"), year(f"Ban A: {LESS}"))[0]
    )


def test_a_hundredth_less_is_no_jump() -> None:
    before = year(f"Ban A: {LESS.replace('I.1=20', 'I.1=10.01')}")
    assert codes(season(f"Ban A: {LESS}"), before) == []


@pytest.mark.parametrize(
    "before", ["Ban B: all=max", "Ban A:", f"Ban A: {LESS.split(maxsplit=1)[0]}"]
)
def test_without_a_total_last_year_nothing_jumped(before: str) -> None:
    assert codes(season(f"Ban A: {LESS}"), year(before)) == []


def test_tables_of_other_sizes_are_compared_by_their_share() -> None:
    table = ScoringTable((row("I", "50", row("I.1", "50")),))
    pack = replace(S3_RULES, total=D(50), content_total=None)
    before = replace(season("Ban A: I.1=46", pack, table), year=2022)
    assert codes(season(f"Ban A: {LESS}"), before) == []
    open_pack = replace(pack, total=None)
    before = replace(season("Ban A: I.1=30", open_pack, table), year=2022)
    assert "năm 2022 30 trên 50: tăng 32% mức tối đa." in found(season(f"Ban A: {LESS}"), before)[0]


def test_a_unit_is_known_by_its_name_where_its_id_is_another() -> None:
    before = year(f"Ban A: {LESS.replace('I.1=20', 'I.1=0')}")
    unit = replace(before.units[0], id="khác")
    scores = {key._replace(unit="khác"): it for key, it in before.scores.items()}
    before = replace(before, units=(unit,), scores=scores)
    assert codes(season(f"Ban A: {LESS}"), before) == ["jump-last-year"]


# ---- bonus


def test_a_bonus_section_without_an_exceeded_target() -> None:
    drawing = f"Ban A: {LESS} IV.1=2 target:I=10/10"
    assert found(season(drawing, table=BONUS_TABLE)) == [
        (
            "Ban A · IV · bonus-without-target | Có 2 điểm thưởng, nhưng đơn vị không có chỉ tiêu nào vượt "
            "mức đăng ký."
        )
    ]


@pytest.mark.parametrize(
    "words", ["IV.1=2 target:I=10/11", "IV.1=2 target:I.1=10/11", "IV.1=0 target:I=10/10", ""]
)
def test_bonus_with_an_exceeded_target_or_no_bonus(words: str) -> None:
    assert codes(season(f"Ban A: {LESS} {words}", table=BONUS_TABLE)) == []


def test_only_targets_that_the_rule_rewards_ground_a_bonus() -> None:
    other = season(f"Ban A: {LESS} IV.1=2 target:II=10/11", table=BONUS_TABLE)
    assert codes(other) == ["bonus-without-target"]
    elsewhere = season(f"Ban A: {LESS} IV.1=2\nBan B: {LESS} target:I=10/11", table=BONUS_TABLE)
    assert codes(elsewhere) == ["bonus-without-target"]


def test_a_pack_that_rewards_something_else_is_not_asked() -> None:
    pack = replace(S3_RULES, bonus=None)
    assert codes(season(f"Ban A: {LESS} IV.1=2 target:I=10/9/1", pack, BONUS_TABLE)) == []


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("target:I=10/10/1", "kết quả 10, đăng ký 10, chưa vượt"),
        ("target:I=10/-/1", "chưa ghi kết quả"),
        ("target:I=-/12/1", "đầu năm đơn vị không đăng ký"),
    ],
)
def test_a_bonus_proposed_for_a_target_that_is_not_exceeded(target: str, why: str) -> None:
    assert found(season(f"Ban A: {LESS} {target}")) == [
        f"Ban A · I · bonus-not-exceeded | Đề xuất thưởng 1 điểm cho “Chỉ tiêu I”, nhưng {why}."
    ]


@pytest.mark.parametrize("target", ["I=10/10.01/1", "I=10/10", "I=10/10/0", "I=10/-"])
def test_an_exceeded_target_or_none_proposed(target: str) -> None:
    assert codes(season(f"Ban A: {LESS} target:{target}")) == []


def test_fewer_can_be_better_than_registered() -> None:
    fewer = Target("Ban A", "Vụ việc", "I", D(10), D(9), better="lower", bonus=D(1))
    made = season(f"Ban A: {LESS}")
    assert codes(replace(made, facts=replace(made.facts, targets=(fewer,)))) == []
    more = replace(fewer, result=D(11))
    assert codes(replace(made, facts=replace(made.facts, targets=(more,)))) == [
        "bonus-not-exceeded"
    ]


# ---- evidence


def test_points_without_evidence_where_the_table_asks_for_it() -> None:
    table = with_evidence(SMALL_TABLE, "I.1", "I.3", "II.1")
    assert found(season(f"Ban A: {LESS}", PROVEN, table)) == [
        "Ban A · I · evidence-empty | Có điểm, chưa có hồ sơ kiểm chứng: I.1, I.3.",
        "Ban A · II · evidence-empty | Có điểm, chưa có hồ sơ kiểm chứng: II.1.",
    ]


def test_evidence_is_words_at_any_stage_or_a_file() -> None:
    made = season(f"Ban A: {LESS}", PROVEN, with_evidence(SMALL_TABLE, "I.1"))
    own = made.with_scores({ScoreKey("Ban A", "I.1", "self"): Score(D(20), "Báo cáo 5/BC")})
    assert codes(own) == []
    blank = made.with_scores({ScoreKey("Ban A", "I.1", "self"): Score(D(20), "  ")})
    assert codes(blank) == ["evidence-empty"]
    file = EvidenceFile("Ban A", "I.1", "Báo cáo", "BA/I.1.pdf")
    assert codes(replace(made, facts=replace(made.facts, evidence_files=(file,)))) == []
    other = replace(file, criterion="I.2")
    kept = replace(made, facts=replace(made.facts, evidence_files=(other,)))
    assert codes(kept) == ["evidence-empty"]


def test_no_points_no_column_or_no_rule_asks_for_no_evidence() -> None:
    asking = with_evidence(SMALL_TABLE, "I.1")
    nothing = LESS.replace("I.1=20", "I.1=0")
    assert codes(season(f"Ban A: {nothing}", PROVEN, asking)) == []
    assert codes(season(f"Ban A: {LESS}", PROVEN, SMALL_TABLE)) == []
    assert codes(season(f"Ban A: {LESS}", S3_RULES, asking)) == []


# ---- stages


def test_a_stage_far_from_the_units_own_points() -> None:
    made = season(f"Ban A: {LESS} I.1=16 I.1@self=20")
    assert found(made) == [
        "Ban A · I.1 · far-from-self | Khối chấm 16, đơn vị tự chấm 20 trên 20 điểm, chưa ghi lý do."
    ]
    assert codes(season(f"Ban A: {LESS} I.1=20 I.1@self=16")) == ["far-from-self"]


@pytest.mark.parametrize(
    "words", ["I.1=16.01 I.1@self=20", "I.1=16", "I.1=- I.1@self=20", "I.1=0 I.1@self=-"]
)
def test_nearer_or_with_nothing_to_compare(words: str) -> None:
    assert codes(season(f"Ban A: {LESS} {words}")) == []


def test_a_reason_at_a_later_stage_or_an_answer_to_the_unit_is_enough() -> None:
    made = season(f"Ban A: {LESS} I.1=16 I.1@self=20")
    later = ScoreKey("Ban A", "I.1", "block")
    assert codes(made.with_scores({later: Score(D(16), note="Thiếu 2 việc")})) == []
    own = ScoreKey("Ban A", "I.1", "self")
    assert codes(made.with_scores({own: Score(D(20), note="Đủ")})) == ["far-from-self"]
    asked = Explanation("Ban A", "I.1", "Xin xem lại")
    told = replace(asked, answer="Giữ nguyên vì thiếu báo cáo")
    for fact, expected in ((asked, ["far-from-self"]), (told, [])):
        assert codes(replace(made, facts=replace(made.facts, explanations=(fact,)))) == expected


def test_the_last_stage_that_counts_is_compared() -> None:
    agreed = season(f"Ban A: {LESS} I.1=10 I.1@self=20 I.1@agreed=18")
    assert codes(agreed) == []
    stages = tuple(replace(it, counts=it.code != "agreed") for it in S3_RULES.stages)
    beside = season(f"Ban A: {LESS} I.1@self=20 I.1@agreed=10", replace(S3_RULES, stages=stages))
    assert codes(beside) == []
    only = replace(S3_RULES, stages=(Stage("block", "Khối chấm"),))
    assert codes(season(f"Ban A: {LESS}", only)) == []


# ---- all of them


@pytest.fixture
def everything() -> tuple[Season, Season]:
    """A block in which every check finds something."""
    table = with_evidence(BONUS_TABLE, "I.1")
    made = season(
        f"Ban A: all=max IV.1=1 I.1@self=1 target:I=10/9/1\nBan B: {LESS} II.2=8", PROVEN, table
    )
    return made, year("Ban A: all=max I.1=0 I.2=0\nBan B: all=max")


def test_every_code_is_raised_by_its_check_and_named_once(
    everything: tuple[Season, Season],
) -> None:
    look = look_at(*everything)
    raised = [{it.problem.code for it in check(look)} for check in CHECKS]
    assert [sorted(it) for it in raised] == [[it] for it in CODES]


def test_without_last_year_a_jump_is_not_answered(everything: tuple[Season, Season]) -> None:
    made, before = everything
    assert answered(look_at(made, before)) == set(CODES)
    assert answered(look_at(made)) == set(CODES) - {outlier_checks.JUMP}


def test_known_results_are_taken_as_they_are(everything: tuple[Season, Season]) -> None:
    made, _ = everything
    look = look_at(made)
    again = look_at(made, results=tuple(look.results.values()))
    assert doubts(again) == doubts(look)

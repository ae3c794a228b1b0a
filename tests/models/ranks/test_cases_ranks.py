"""The worked cases on ranks (28–36), drawn as tables."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models.ranks.ranking import award_line
from models.rulepack import Quota, TieBreak
from tests.models.drawing import S3_RULES, standings, table_of

D = Decimal
BY_SECTION_ONE = replace(S3_RULES, tie_breaks=(TieBreak("section", "I"),))

FOUR = """
    Ban D: all=max I.1=18
    Ban C: all=max I.1=19
    Ban B: all=max II.1=11
    Ban A: all=max
"""


def test_case_28_competition_ranks() -> None:
    assert table_of(standings(FOUR)) == ["1 Ban A 95", "2 = Ban C 94", "2 = Ban B 94", "4 Ban D 93"]


def test_case_29_dense_ranks() -> None:
    dense = replace(S3_RULES, rank_style="dense")
    assert table_of(standings(FOUR, dense)) == [
        "1 Ban A 95",
        "2 = Ban C 94",
        "2 = Ban B 94",
        "3 Ban D 93",
    ]


def test_case_30_the_tie_break_that_decided_is_named() -> None:
    placed = standings(
        """
        Ban B: all=max I.1=17
        Ban A: all=max I.1=18 II.1=11
        """,
        BY_SECTION_ONE,
    )
    assert table_of(placed) == ["1 Ban A 92", "2 Ban B 92"]
    assert [it.tie_note for it in placed] == [
        "cùng điểm, phân định theo mục I cao hơn (58,00)",
        "cùng điểm, phân định theo mục I thấp hơn (57,00; 58,00)",
    ]


def test_case_31_equal_in_everything_stays_shared() -> None:
    placed = standings("Ban B: all=max I.1=19\nBan A: all=max I.2=14", BY_SECTION_ONE)
    assert table_of(placed) == ["1 = Ban B 94", "1 = Ban A 94"]
    assert placed[0].tie_note == "cùng điểm, bằng nhau ở mọi tiêu chí phân định"
    alone = standings("Ban B: all=max\nBan A: all=max")
    assert alone[0].tie_note == "cùng điểm, chưa có tiêu chí phân định"


def test_case_32_an_excluded_unit_stays_in_the_table() -> None:
    placed = standings("Ban A: all=max excluded\nBan B: all=max I.1=19\nBan C: all=max I.1=18")
    assert table_of(placed) == ["1 Ban B 94", "2 Ban C 93", "– Ban A 95"]
    assert placed[2].result.excluded == "Sai phạm nghiêm trọng"


def test_case_33_an_incomplete_unit_is_listed_without_a_rank() -> None:
    placed = standings("Ban A: I.1=20\nBan B: all=max I.1=19\nBan C: all=max")
    assert table_of(placed) == ["1 Ban C 95", "2 Ban B 94", "– Ban A"]


def test_case_34_rounded_or_exact() -> None:
    drawing = "Ban A: all=max I.1=18.335\nBan B: all=max I.1=18.334"
    rounded = replace(S3_RULES, rank_on="rounded", rounding="down", decimals=2)
    assert table_of(standings(drawing, rounded)) == ["1 = Ban A 93,33", "1 = Ban B 93,33"]
    assert table_of(standings(drawing)) == ["1 Ban A 93,335", "2 Ban B 93,334"]


def test_case_35_two_share_the_flag_place() -> None:
    placed = standings("Ban A: all=max I.1=19\nBan B: all=max I.1=19\nBan C: all=max I.1=10")
    line = award_line(placed, Quota("Cờ thi đua", "number", D(1)))
    assert [it.result.unit.name for it in line.undecided] == ["Ban A", "Ban B"]
    assert line.chosen == ()
    assert line.seats == 1


@pytest.mark.parametrize(("rounding", "seats"), [("down", 1), ("up", 2), ("half_up", 2)])
def test_case_36_twenty_percent_of_nine(rounding: str, seats: int) -> None:
    nine = "\n".join(f"Ban {i}: all=max I.1={20 - i}" for i in range(9))
    line = award_line(standings(nine), Quota("Cờ thi đua", "percent", D(20), rounding))  # type: ignore[arg-type]
    assert line.seats == seats
    assert [it.rank for it in line.chosen] == list(range(1, seats + 1))


def test_three_equal_totals_parted_in_two_steps() -> None:
    placed = standings(
        """
        Ban A: all=max I.1=19 II.1=11 III.1=5
        Ban B: all=max I.1=18 II.1=12 III.1=5
        Ban C: all=max I.1=18 II.1=11 III.1=6
        """,
        replace(S3_RULES, tie_breaks=(TieBreak("section", "I"), TieBreak("section", "II"))),
    )
    assert table_of(placed) == ["1 Ban A 92", "2 Ban B 92", "3 Ban C 92"]
    assert [it.tie_note.removeprefix("cùng điểm, phân định theo ") for it in placed] == [
        "mục I cao hơn (59,00)",
        "mục II cao hơn (20,00)",
        "mục II thấp hơn (19,00; 20,00)",
    ]


def test_who_stands_between_two_of_the_same_total_is_told_the_figure_above() -> None:
    placed = standings(
        """
        Ban C: all=max I.1=17 II.1=12 III.1=6
        Ban A: all=max I.1=19 II.1=10 III.1=6
        Ban B: all=max I.1=18 II.1=11 III.1=6
        """,
        BY_SECTION_ONE,
    )
    assert table_of(placed) == ["1 Ban A 92", "2 Ban B 92", "3 Ban C 92"]
    assert [it.tie_note.removeprefix("cùng điểm, phân định theo mục I ") for it in placed] == [
        "cao hơn (59,00)",
        "thấp hơn (58,00; 59,00)",
        "thấp hơn (57,00; 58,00)",
    ]


@pytest.mark.parametrize(
    ("drawing", "link", "won", "lost"),
    [
        (
            "Ban A: all=max I.1=19\nBan B: all=max reminders=2",
            TieBreak("fewest_deductions"),
            "ít điểm trừ hơn (0,00)",
            "nhiều điểm trừ hơn (1,00; 0,00)",
        ),
        (
            "Ban A: all=max I.1=19 target:I=10/12/1\nBan B: all=max",
            TieBreak("bonus"),
            "điểm thưởng cao hơn (1,00)",
            "điểm thưởng thấp hơn (0,00; 1,00)",
        ),
    ],
)
def test_who_lost_a_tie_is_told_so_in_its_own_words(
    drawing: str, link: TieBreak, won: str, lost: str
) -> None:
    placed = standings(drawing, replace(S3_RULES, tie_breaks=(link,)))
    assert [it.result.unit.name for it in placed] == ["Ban A", "Ban B"]
    assert [it.tie_note for it in placed] == [
        f"cùng điểm, phân định theo {it}" for it in (won, lost)
    ]


@pytest.mark.parametrize(
    ("seats", "chosen", "undecided"),
    [
        (0, "", ""),
        (1, "A", ""),
        (2, "A", "CB"),
        (3, "ACB", ""),
        (4, "ACBD", ""),
        (9, "ACBD", ""),
    ],
)
def test_a_line_drops_nobody_and_picks_nobody(seats: int, chosen: str, undecided: str) -> None:
    quota = Quota("Cờ thi đua", "number", D(seats))
    line = award_line(standings(FOUR), quota)
    assert (line.quota, line.seats) == (quota, seats)
    assert "".join(it.result.unit.name[-1] for it in line.chosen) == chosen
    assert "".join(it.result.unit.name[-1] for it in line.undecided) == undecided


def test_a_section_that_is_not_in_the_table_parts_nobody() -> None:
    gone = replace(S3_RULES, tie_breaks=(TieBreak("section", "IX"),))
    assert table_of(standings("Ban B: all=max I.1=19\nBan A: all=max I.2=14", gone)) == [
        "1 = Ban B 94",
        "1 = Ban A 94",
    ]


def test_a_section_of_nothing_is_worth_nothing_in_a_tie() -> None:
    equal = standings(
        """
        Ban A: all=max III.1=0 III.2=0 III.3=0
        Ban B: all=max I.1=19.5 III.1=0.5 III.2=0 III.3=0
        """,
        replace(S3_RULES, tie_breaks=(TieBreak("section", "III"),)),
    )
    assert table_of(equal) == ["1 Ban B 80", "2 Ban A 80"]

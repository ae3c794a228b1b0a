"""honest-provisional: points that rest on the year's official classification, until it is recorded."""

from dataclasses import replace
from datetime import date

from models.facts import Classification, Facts
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from tests.models.drawing import S3_RULES, season

PACK = replace(S3_RULES, provisional_sections=("II",))
TWO = season("Ban A: all=max\nBan B: all=max", PACK)
KNOWN = replace(TWO, facts=Facts(classifications=(Classification("Ban A", "QĐ 5"),)))


def provisional(given: Season, stage: str | None = None) -> list[list[str]]:
    return [
        [code for code, line in result.lines.items() if line.provisional]
        for result in score(given, stage)
    ]


def test_the_whole_section_is_provisional_until_the_classification_is_recorded() -> None:
    assert provisional(TWO) == [["II.1", "II.2"], ["II.1", "II.2"]]
    assert provisional(KNOWN) == [[], ["II.1", "II.2"]]
    assert [it.provisional for it in score(KNOWN)] == [False, True]
    states = [step.rule for step in score(KNOWN)[1].steps if step.kind == "state"]
    assert states == ["honest-provisional"]


def test_no_points_are_not_provisional_and_a_group_may_be_named() -> None:
    assert provisional(season("Ban A: II.1=5", PACK)) == [["II.1"]]
    one_row = replace(TWO, pack=replace(PACK, provisional_sections=("II.2",)))
    assert provisional(one_row) == [["II.2"], ["II.2"]]


def test_a_mark_by_hand_stays_after_the_classification() -> None:
    key = ScoreKey("Ban A", "I.1", "block")
    marked = KNOWN.with_scores({key: replace(KNOWN.score(*key), provisional=True)})
    assert provisional(marked)[0] == ["I.1"]


def test_a_closed_year_is_not_provisional() -> None:
    key = ScoreKey("Ban A", "I.1", "block")
    marked = TWO.with_scores({key: Score(TWO.score(*key).points, provisional=True)})
    assert provisional(replace(marked, closed_on=date(2023, 12, 25))) == [[], []]


def test_the_rule_speaks_of_the_official_line_only() -> None:
    assert provisional(TWO, "block") == [[], []]

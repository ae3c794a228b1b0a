"""While a unit has only its own points for a criterion, no line is drawn: a line would look like a decision."""

from dataclasses import replace
from datetime import date

import pytest

from models.ranks.flag_line import awaited, edge, flag
from models.ranks.ranking import rank
from models.rulepack import Quota, RulePack, Stage
from models.scores.scoring import score
from models.season import Season
from models.table import ScoringTable
from tests.models.drawing import S3_RULES, D, row, season

SELF, BLOCK = Stage("self", "Tự chấm"), Stage("block", "Khối chấm")
LAST = Stage("last", "Thống nhất", ("II",))
TABLE = ScoringTable(
    (
        row("I", "20", row("I.1", "10"), row("I.2", "10")),
        row("II", "10"),
        replace(row("IV", "5"), role="bonus"),
    )
)


def waits(drawing: str, *stages: Stage, **more: object) -> dict[str, str]:
    """Criterion of the first unit → the stage that has yet to score it."""
    made = season(drawing, RulePack("p", "P", stages=stages), TABLE)
    made = replace(made, **more)  # type: ignore[arg-type]
    return {code: it.code for code, it in awaited(made, score(made)[0]).items()}


@pytest.mark.parametrize(
    ("drawing", "stages", "expected"),
    [
        ("A: I.1@self=5 II@self=4 IV@self=1", (SELF, BLOCK), {"I.1": "block", "II": "block"}),
        ("A: I.1@self=5 I.1=4 I.2@self=3", (SELF, BLOCK), {"I.2": "block"}),
        ("A: I.1@self=5 I.1=-", (SELF, BLOCK), {"I.1": "block"}),
        ("A: I.1@self=5 II@self=4", (SELF, LAST), {"II": "last"}),
        ("A: I.1@self=5 II@self=4", (SELF, LAST, BLOCK), {"I.1": "block", "II": "last"}),
        ("A: I.1=5", (SELF, BLOCK), {}),
        ("A: I.1@self=5", (SELF,), {}),
        ("A: I.1@self=5", (SELF, replace(BLOCK, counts=False)), {}),
        ("A: I.1@self=5", (SELF, replace(BLOCK, ranks_to=1)), {}),
        ("A: I.1@self=5", (), {}),
        ("A: I.1@self=-", (SELF, BLOCK), {}),
    ],
)
def test_what_rests_on_the_form_alone(
    drawing: str, stages: tuple[Stage, ...], expected: dict[str, str]
) -> None:
    assert waits(drawing, *stages) == expected


def test_in_a_closed_year_what_counts_counts_for_good() -> None:
    assert waits("A: I.1@self=5", SELF, BLOCK, closed_on=date(2023, 12, 25)) == {}


def chosen(drawing: str, *awards: str) -> tuple[str, ...] | None:
    quotas = tuple(Quota(it, "number", D(1)) for it in awards)
    made: Season = season(drawing, replace(S3_RULES, quotas=quotas))
    found = flag(made, rank(score(made), made.pack))
    return None if found is None else (found.title, *found.chosen)


OWN = "I.1@self=20 " + " ".join(
    f"{code}={most}"
    for code, most in {
        "I.2": 15, "I.3": 15, "I.4": 10, "II.1": 12, "II.2": 8, "III.1": 6, "III.2": 5, "III.3": 4
    }.items()
)  # fmt: skip


def test_only_a_ranked_unit_with_points_of_its_own_keeps_the_line_away() -> None:
    rivals = "A: all=max\nB: all=max I.1=10"
    assert chosen(rivals, "Cờ thi đua") == ("Cờ thi đua", "A")
    assert chosen(f"{rivals}\nC: {OWN}", "Cờ thi đua") is None
    assert chosen(f"{rivals}\nC: {OWN} excluded", "Cờ thi đua") == ("Cờ thi đua", "A")
    assert chosen(f"{rivals}\nC: I.1@self=20", "Cờ thi đua") == ("Cờ thi đua", "A")


def test_the_flag_is_the_award_called_so_or_the_first_one() -> None:
    rivals = "A: all=max\nB: all=max I.1=10"
    assert chosen(rivals, "Bằng khen", "CỜ THI ĐUA của tỉnh") == ("CỜ THI ĐUA của tỉnh", "A")
    assert chosen(rivals, "Bằng khen", "Giấy khen") == ("Bằng khen", "A")
    assert chosen(rivals) is None
    assert edge((), None) == ""

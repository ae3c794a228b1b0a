"""A unit's score sheet from a small table: sections that are criteria themselves, caps, the total that was ranked."""

from dataclasses import replace
from datetime import date

from models.papers.kinds import build
from models.papers.report import Row, Table
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable
from tests.models.drawing import S3_RULES, D, row, season

TABLE = ScoringTable(
    (
        row("I", "10"),
        row("II", "5", row("II.1", "4"), row("II.2", "4")),
    )
)
DRAWN = "Ban A: I@self=9 II.1@self=4 II.2@self=4 I=8 II.1=3 II.2=4"


def sheet(made: Season) -> tuple[Table, ...]:
    return build("phieu-diem", made, "Ban A", printed_on=date(2023, 12, 19)).parts[0].tables


def by_key(table: Table) -> dict[str, Row]:
    return {it.key: it for it in table.rows}


def test_a_section_without_rows_is_set_as_a_section() -> None:
    rows = by_key(sheet(season(DRAWN, table=TABLE))[0])
    assert [rows[it].role for it in ("I", "II", "II.1")] == ["group", "group", "body"]


def test_the_sum_of_a_section_is_cut_at_its_maximum_in_every_column() -> None:
    table = sheet(season(DRAWN, table=TABLE))[0]
    cells = dict(zip([it.key for it in table.columns], by_key(table)["II"].cells, strict=True))
    for key in ("stage:self", "stage:block", "official"):
        assert cells[key].text == "5,00"
        formula = cells[key].formula
        assert formula is not None
        assert formula.cap == 5


def test_the_total_that_was_ranked_says_nothing_but_its_figure() -> None:
    pack = replace(S3_RULES, rank_on="rounded", decimals=1, step=D("0.001"))
    made = season(DRAWN, pack, TABLE)
    made = made.with_scores({ScoreKey("Ban A", "I", "block"): Score(D("8.005"))})
    (last,) = (it for it in sheet(made)[1].rows if it.key == "ranked")
    assert [it.text for it in last.cells][1:] == ["", "13,00"]

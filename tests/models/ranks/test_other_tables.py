"""Tables of other bodies, held as data alone and scored by hand (`hand_scored` has the arithmetic).

What a source does not say is marked "(giả định)" in the table's file.
"""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from models.checking.checks import check_pack, check_table
from models.ranks.classes import classify
from models.ranks.ranking import rank
from models.rulepack import TieBreak
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Season
from models.table import ScoringTable
from models.tables import edit, steps
from storage import exchange
from tests.models.drawn_season import drawn, filled, load
from tests.models.hand_scored import T02, T03, T04, T07, T11, T12A, T12B

NAMES = ("t02", "t03", "t04", "t07", "t11", "t12a", "t12b")


def result(season: Season, unit: str) -> UnitResult:
    return next(it for it in score(season) if it.unit.name == unit)


def lines(season: Season, unit: str) -> dict[str, str]:
    """The official points of every criterion of one unit."""
    found = result(season, unit).lines
    return {code: f"{it.points:f}" for code, it in found.items() if it.points is not None}


@pytest.mark.parametrize("name", NAMES)
def test_the_table_and_its_pack_have_no_error(name: str) -> None:
    season = load(name)
    assert check_pack(season.pack) == ()
    assert [
        it.text for it in check_table(season.table, season.pack) if it.severity == "error"
    ] == []
    assert season.pack.rules
    assert all(season.pack.citation(it.name) for it in season.pack.rules)


@pytest.mark.parametrize("name", NAMES)
def test_the_table_comes_about_by_edits_and_is_issued(name: str) -> None:
    """Row by row through the builder's own operations; every warning accepted with a reason."""
    season = load(name)
    table = ScoringTable(title=season.table.title)
    for path, row in edit.paths(season.table):
        table, place = edit.insert(table, path[:-1], "under")
        given = {it.name: getattr(row, it.name) for it in fields(row) if it.name != "rows"}
        table = edit.change(table, place, **given)
    assert table == season.table
    for problem in steps.open_warnings(table, season.pack):
        table = steps.accept(table, problem, "Khối đã thống nhất.")
    issued = steps.issue(table, season.pack, "05/KH-KTĐ", date(2026, 3, 1))
    assert issued.life.state == "issued"


@pytest.mark.parametrize("name", NAMES)
def test_the_season_survives_the_open_format(name: str) -> None:
    season = filled(load(name), "A (chủ nhiệm): decide=Tốt")
    assert exchange.load(exchange.dumps(season)) == season


# ---- T02: 950 + 50, −8 for each of three duties not done, the Board scores some items last


def test_t02_contents_bonus_and_penalty_of_1000() -> None:
    season = filled(load("t02"), T02.units)
    assert drawn(season) == T02.ranking
    b = result(season, "B")
    assert (b.bonus, b.deductions, b.cut) == (50, 8, 0)
    assert b.groups["T.1"] == 8


def test_t02_the_total_may_not_pass_1000() -> None:
    """Bonus lies inside the 1.000: what 950 + 50 leaves no room for is cut."""
    season = load("t02")
    pack = replace(season.pack, bonus_max=None)
    table = replace(
        season.table, rows=(*season.table.rows[:3], replace(season.table.rows[3], max_points=None))
    )
    season = filled(replace(season, pack=pack, table=table), "B: all=max C.1=30 C.2:sang-kien=6")
    found = result(season, "B")
    assert (found.total, found.cut, found.bonus) == (1000, 10, 60)  # 950 + 60 = 1.010


# ---- T03: cross-scoring by the sectors; +10 or +15 beyond 100


def test_t03_flags_on_top_of_100() -> None:
    season = filled(load("t03"), T03.units)
    assert drawn(season) == T03.ranking
    assert all(it.cut == 0 for it in score(season))


# ---- T04: tiers by percent and by days late, their ends open or closed


def test_t04_percent_and_days_late() -> None:
    season = filled(load("t04"), T04.units)
    assert drawn(season) == T04.ranking


@pytest.mark.parametrize(
    ("days", "points"),
    [(0, 2), (1, "1.5"), (2, "1.5"), (3, 1), (5, 1), (6, "0.5"), (10, "0.5"), (11, 0), (40, 0)],
)
def test_t04_every_day_late_has_its_tier(days: int, points: object) -> None:
    season = filled(load("t04"), f"A: I.1.1:value={days}")
    assert result(season, "A").lines["I.1.1"].points == Decimal(str(points))


# ---- T07: 100 for class teachers and 80 for others; every kind of deduction; classes by unit kind


def test_t07_two_attainable_maxima_and_every_deduction() -> None:
    season = filled(load("t07"), T07.units)
    assert drawn(season) == T07.ranking
    binh, dung = result(season, "Bình"), result(season, "Dũng")
    assert (binh.share, dung.share) == (Decimal("93.75"), Decimal("106.88"))
    assert binh.lines["V.1"].points == 5  # no duty week given: full points
    assert "IV.1" not in binh.missing
    assert dung.lines["VI.3"].points == 0
    assert result(season, "Ích").excluded


def test_t07_a_violation_takes_the_clean_classes() -> None:
    """98 of 100, but a violation of ethics: not Xuất sắc, not A, not B."""
    season = filled(load("t07"), "An (chủ nhiệm): all=max III.1:vi-pham=1 VI.1:hs-phuong=3")
    assert drawn(season) == ["1 An 98 C (Trung bình)"]


# ---- T11: all three together cost more than the sum; tie-break; score and cap on deductions


def test_t11_combination_tie_break_and_grades() -> None:
    season = filled(load("t11"), T11.units)
    assert drawn(season) == T11.ranking


def test_t11_the_tie_break_is_a_setting() -> None:
    season = filled(load("t11"), T11.units)
    by_study = replace(season, pack=replace(season.pack, tie_breaks=(TieBreak("section", "HT"),)))
    shared = replace(season, pack=replace(season.pack, tie_breaks=()))
    assert [it[:4].strip() for it in drawn(by_study)][:3] == ["1 6B", "2 =", "2 ="]
    assert [it[:6] for it in drawn(shared)][:3] == ["1 = 6A", "1 = 6B", "1 = 6E"]


def test_t11_one_point_too_many_deducted() -> None:
    """103 points, but 8 deducted: not Xuất sắc (at most 6), Mạnh (at most 10)."""
    drawing = "6A: all=max HT=80 CO.1:hoat-dong=3 TR.1:muon=4"  # 100 + 15 − 8 = 107
    assert drawn(filled(load("t11"), drawing)) == ["1 6A 107 Mạnh"]


# ---- T12: 100 + 15 − 15; half of the superior's score; only negative points; top 20 %


def test_t12a_bonus_and_deductions_each_have_their_cap() -> None:
    season = filled(load("t12a"), T12A.units)
    assert drawn(season) == T12A.ranking
    classes = classify(season, rank(score(season), season.pack))
    assert [unit for unit, it in classes.items() if it.decided] == ["D"]


def test_t12b_half_of_the_superior_and_the_top_fifth() -> None:
    season = filled(load("t12b"), T12B.units)
    assert drawn(season) == T12B.ranking

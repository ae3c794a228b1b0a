"""A tree of 230 rows and 1.000 points: built by edits, issued, scored and ranked for 12 units."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from models.block import Block, Unit
from models.criterion_rule import Band, CriterionRule, Item
from models.ranks.ranking import rank
from models.rulepack import RulePack
from models.scores.scoring import score
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from models.tables import edit, steps
from tests.models.slow_criteria import slow_block, slow_points

D = Decimal
PACK = RulePack(
    "b", "Bảng lớn", total=D(1000), content_total=D(950), bonus_max=D(50), evidence_required=True
)
RULES: tuple[CriterionRule | None, ...] = (
    None,
    CriterionRule("deduct", (Item("v", "Vi phạm", D("0.5")), Item("n", "Nặng", D(0), wipes=True))),
    CriterionRule("per_case", (Item("a", "Việc", D("0.75")), Item("b", "Việc lớn", D(2)))),
    CriterionRule("plan", reached_percent=D(80)),
    CriterionRule("tiers", bands=(Band(D(5), high=D(0)), Band(D(2), D(1), D(5)), Band(D(0), D(6)))),
    CriterionRule("yes_no"),
    CriterionRule("graded", (Item("t", "Tốt", D(5)), Item("k", "Khá", D(4)), Item("c", "Kém"))),
    CriterionRule("leader", reached_percent=D(70)),
    CriterionRule("average", bands=(Band(D(5), D(100)), Band(D(3), D(30), D(100), high_open=True))),
    CriterionRule("other_body", factor_percent=D(5)),
    CriterionRule("steps", base=D(4), step_percent=D(5), step_points=D("0.5"), under_points=D(1)),
    CriterionRule(
        "combination", tuple(Item(it, it, D(1)) for it in ("x", "y", "z")), all_points=D(5)
    ),
    CriterionRule("mixed", (Item("c", "Cộng", D(1)), Item("t", "Trừ", D("-1.5"))), base=D(2)),
    CriterionRule("choice"),
)
SHAPE = (("I", 10, 8, "5"), ("II", 10, 5, "5"), ("III", 8, 5, "5"), ("IV", 4, 2, "12.5"))
"""Section, its groups, the criteria of each group, the points of each criterion: 950 in all."""


def built() -> ScoringTable:
    """The table as a clerk builds it: one group made, copied, the section moved into its place."""
    table = ScoringTable(title="Bảng chấm điểm 1.000")
    for code, groups, criteria, each in reversed(SHAPE):
        table, section = edit.insert(table, (), "under")
        whole = groups * criteria * D(each)
        table = _named(table, section, f"Nội dung {code}", whole)
        table, group = edit.insert(table, section, "under")
        table = _named(table, group, "Nhóm", criteria * D(each))
        table, criterion = edit.insert(table, group, "under")
        table = _named(table, criterion, "Tiêu chí", D(each))
        for _ in range(criteria - 1):
            table = edit.duplicate(table, criterion).table
        for _ in range(groups - 1):
            table = edit.duplicate(table, group).table
        table = edit.move(table, (section,), (), 0).table
    table, bonus = edit.insert(table, (), "under")
    table = edit.change(_named(table, bonus, "Điểm thưởng", D(50)), bonus, role="bonus")
    for number in range(15):
        table, line = edit.insert(table, bonus, "under")
        table = _named(table, line, f"Thưởng {number}", D(4 if number < 10 else 2))
    return _with_rules(edit.renumber(table).table)


def _named(table: ScoringTable, path: edit.Path, title: str, points: Decimal) -> ScoringTable:
    return edit.change(table, path, title=title, max_points=points, evidence="Hồ sơ")


def _with_rules(table: ScoringTable) -> ScoringTable:
    """The kinds in turn on the criteria; the bonus lines count cases."""
    number = 0
    for path, row in tuple(edit.paths(table)):
        if not row.is_criterion:
            continue
        rule = RULES[number % len(RULES)] if path[0] < len(SHAPE) else RULES[2]
        table = edit.change(table, path, title=f"{row.title} {row.code}", rule=rule)
        number += 1
    return table


def issued(table: ScoringTable) -> ScoringTable:
    """Sent, answered, every warning let stand with a reason, issued."""
    table = steps.send(table, "12/CV-KTĐ", date(2026, 2, 2))
    table = steps.answer(table, "34/BTĐKT", date(2026, 2, 20))
    for problem in steps.open_warnings(table, PACK):
        table = steps.accept(table, problem, "Khối đã thống nhất.")
    return steps.issue(table, PACK, "05/KH-KTĐ", date(2026, 3, 1))


def entered(row: TableRow, chance: Random) -> Score:
    """A made-up entry of one unit; whole numbers around what is usual."""
    rule = row.rule
    if rule is None or rule.kind == "choice":
        assert row.max_points is not None
        return Score(D(chance.randint(0, int(row.max_points * 4))) / 4)
    if rule.kind in ("plan", "leader", "steps"):
        given = {"plan": D(chance.choice((40, 50, 60))), "result": D(chance.randint(30, 90))}
    elif rule.kind == "graded":
        given = {chance.choice(rule.items).code: D(1)}
    elif rule.kind == "yes_no":
        given = {"yes": D(chance.randint(0, 1))}
    elif rule.items:
        most = 1 if rule.kind == "combination" else 3
        given = {it.code: D(0 if it.wipes else chance.randint(0, most)) for it in rule.items}
    else:
        given = {"value": D(chance.randint(0, 100 if rule.kind != "tiers" else 8))}
    return Score(inputs=tuple(Input(key, given[key]) for key in sorted(given)))


@pytest.fixture(scope="module")
def season() -> Season:
    table = steps.lock(issued(built()))
    units = tuple(Unit(f"Đơn vị {number}", f"u{number}") for number in range(12))
    chance = Random(230)
    scores = {
        ScoreKey(unit.id, row.code, "self"): entered(row, chance)
        for unit in units
        for row in table.criteria()
    }
    del scores[ScoreKey("u11", table.criteria()[100].code, "self")]
    return Season(Block("Khối lớn"), 2026, PACK, table, units, scores=scores)


def slow_leaf(season: Season, row: TableRow) -> dict[str, Fraction | None]:
    """The points of one criterion for every unit, by the slow calculation."""
    given: dict[str, Mapping[str, Fraction]] = {}
    found: dict[str, Fraction | None] = {}
    for unit in season.units:
        score_here = season.score(unit.id, row.code, "self")
        given[unit.id] = {key: Fraction(value) for key, value in score_here.inputs}
        if row.rule is None or row.rule.kind == "choice":
            typed = score_here.points
            found[unit.id] = None if typed is None else Fraction(typed)
        elif not row.rule.is_relative:
            found[unit.id] = slow_points(row, given[unit.id], PACK).points
    if row.rule is not None and row.rule.is_relative:
        slow = slow_block(row, given, PACK, frozenset())
        found = {unit: it.points for unit, it in slow.items()}
    return found


def slow_row(season: Season, row: TableRow) -> dict[str, Fraction | None]:
    """The points of a row for every unit, at most its maximum; None where something is lacking."""
    if not row.rows:
        return slow_leaf(season, row)
    below = [slow_row(season, child) for child in row.rows]
    found: dict[str, Fraction | None] = {}
    for unit in season.units:
        parts = [it[unit.id] for it in below]
        known = [it for it in parts if it is not None]
        assert row.max_points is not None
        total = min(sum(known, Fraction(0)), Fraction(row.max_points))
        found[unit.id] = total if len(known) == len(parts) else None
    return found


def test_the_tree_has_230_rows_and_1000_points(season: Season) -> None:
    rows = [row for _, row in season.table.walk()]
    assert len(rows) == len({row.code for row in rows}) == 230
    assert sum(row.max_points or 0 for row in season.table.rows) == 1000
    assert [(it.code, it.max_points) for it in season.table.sections()] == [
        ("I", 400),
        ("II", 250),
        ("III", 200),
        ("IV", 100),
    ]
    assert {row.rule.kind for row in rows if row.rule} == {it.kind for it in RULES if it}


def test_it_is_issued_and_locked(season: Season) -> None:
    life = season.table.life
    assert (life.state, life.number, life.issued_on) == ("locked", "05/KH-KTĐ", date(2026, 3, 1))
    assert steps.errors(season.table, PACK) == ()


def test_totals_and_ranks_equal_the_slow_sum(season: Season) -> None:
    sums = [slow_row(season, section) for section in season.table.rows]
    slow: dict[str, Fraction] = {}
    for unit in season.units:
        parts = [it[unit.id] for it in sums]
        if None not in parts:
            slow[unit.id] = sum((it for it in parts if it is not None), Fraction(0))
    assert sorted(slow) == sorted(it.id for it in season.units if it.id != "u11")
    results = score(season)
    assert {it.unit.id: it.total for it in results if it.total is not None} == slow
    expected: dict[str, int | None] = {
        unit: 1 + sum(1 for other in slow.values() if other > mine) for unit, mine in slow.items()
    }
    placed = rank(results, season.pack)
    assert {it.result.unit.id: it.rank for it in placed} == {**expected, "u11": None}
    assert len(set(slow.values())) > 6


def test_a_change_of_one_unit_moves_the_others_where_units_are_compared(season: Season) -> None:
    """The new leader of one criterion takes from the shares of those that were over their plan too."""
    row = next(it for it in season.table.criteria() if it.rule and it.rule.kind == "leader")
    first = ScoreKey("u0", row.code, "self")
    far = Score(inputs=(Input("plan", D(40)), Input("result", D(400))))
    changed = replace(season, scores={**season.scores, first: far})
    before, after = score(season), score(changed)
    assert after[0].lines[row.code].points == row.max_points
    moved = [
        new.unit.id
        for old, new in zip(before[1:], after[1:], strict=True)
        if old.lines[row.code].points != new.lines[row.code].points
    ]
    assert moved
    slow = slow_leaf(changed, row)
    assert {it.unit.id: it.lines[row.code].points for it in after} == slow

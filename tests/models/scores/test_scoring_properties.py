"""Thousands of random blocks: the program against the slow calculation, and what must always hold."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.block import Block, Unit
from models.facts import (
    DisciplineFault,
    Exclusion,
    Facts,
    IneligibleDossiers,
    OwnDeduction,
    Reminder,
    Target,
)
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from tests.models.drawing import S3_RULES
from tests.models.slow_scoring import slow_ranks, slow_total

maxima = st.integers(0, 2500).map(lambda n: Decimal(n) / 100)
figures = st.one_of(st.none(), st.integers(0, 12).map(Decimal))
# Made once: hypothesis takes longer to make a strategy than to draw from it.
a_leaf = st.integers(0, 3).map(lambda n: n == 0)
each_fault = st.one_of(st.none(), st.just(Decimal("0.75")))
how_many_rows = st.integers(1, 3)
group_maxima = st.one_of(st.none(), maxima)
groups = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=6)
seeds = st.integers(0, 2**32)


@st.composite
def rows(draw: st.DrawFn, code: str, depth: int) -> TableRow:
    """A row of any depth; a group's own maximum may be lower than its parts, or missing."""
    if depth == 0 or draw(a_leaf):
        return TableRow(code, code, draw(maxima), deduct_each=draw(each_fault))
    children = tuple(
        draw(row(f"{code}.{number}", depth - 1)) for number in range(1, draw(how_many_rows) + 1)
    )
    return TableRow(code, code, draw(group_maxima), rows=children)


row = cache(rows)


@cache
def facts(units: int) -> st.SearchStrategy[Facts]:
    """Facts of units u0, u1 …; an own deduction names its criterion by a number, see `named`."""
    who = st.integers(0, units - 1).map(lambda n: f"u{n}")

    def some(
        most: int, record: type, *fields: st.SearchStrategy, **named: st.SearchStrategy
    ) -> st.SearchStrategy[tuple]:
        return st.lists(st.builds(record, who, *fields, **named), max_size=most).map(tuple)

    return st.builds(
        Facts,
        targets=some(
            12,
            Target,
            st.just("chỉ tiêu"),
            st.sampled_from(["I", "I", "II"]),
            registered=figures,
            result=figures,
            planned=figures,
            better=st.sampled_from(["higher", "lower"]),
            bonus=st.one_of(st.none(), st.integers(-1, 8).map(lambda n: Decimal(n) / 4)),
        ),
        reminders=some(8, Reminder, extended=st.booleans()),
        dossiers=some(5, IneligibleDossiers, st.integers(0, 9), st.sampled_from(["", "TB 1"])),
        discipline=some(4, DisciplineFault),
        own_deductions=some(4, OwnDeduction, st.integers(0, 80).map(str), st.integers(0, 6)),
        exclusions=some(1, Exclusion, st.just("sai phạm")),
    )


def named(made: Facts, codes: list[str]) -> Facts:
    own = (
        replace(it, criterion=codes[int(it.criterion) % len(codes)]) for it in made.own_deductions
    )
    return replace(made, own_deductions=tuple(own))


def drawn_scores(
    units: tuple[Unit, ...], codes: list[str], chance: Random
) -> dict[ScoreKey, Score]:
    """Points of one to three stages in most cells: some empty, many equal. From one seed: cell by cell hypothesis
    would take ten times as long as what is tested."""
    stages = [stage.code for stage in S3_RULES.stages]
    scores = {}
    for unit in units:
        for code in codes:
            if chance.randrange(31) == 0:
                continue
            for stage in chance.sample(stages, chance.randint(1, 3)):
                some = Decimal(chance.randint(-200, 3000)) / 100
                value = chance.choice((some, Decimal(5), None))
                scores[ScoreKey(unit.id, code, stage)] = Score(value)
    return scores


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    units = tuple(
        Unit(f"Đơn vị {n}", f"u{n}", has_party=party, has_union=union)
        for n, (party, union) in enumerate(draw(groups))
    )
    table = ScoringTable(tuple(draw(row(code, 2)) for code in ("I", "II", "III")))
    codes = [it.code for it in table.criteria()]
    scores = drawn_scores(units, codes, Random(draw(seeds)))
    made = named(draw(facts(len(units))), codes)
    return Season(Block("Khối"), 2023, S3_RULES, table, units, scores=scores, facts=made)


MANY = settings(max_examples=2000, deadline=None)
SOME = settings(max_examples=150, deadline=None)


@MANY
@given(seasons())
def test_totals_and_ranks_equal_the_slow_calculation(season: Season) -> None:
    results = score(season)
    for result in results:
        assert result.total == slow_total(season, result.unit.id)
    placed = rank(results, season.pack)
    assert {it.result.unit.id: it.rank for it in placed} == slow_ranks(season)


@SOME
@given(seasons(), st.randoms(use_true_random=False))
def test_the_order_of_units_never_changes_a_result(season: Season, chance: Random) -> None:
    shuffled = list(season.units)
    chance.shuffle(shuffled)
    other = replace(season, units=tuple(shuffled))
    before = {it.result.unit.id: (it.rank, it.total) for it in rank(score(season), season.pack)}
    after = {it.result.unit.id: (it.rank, it.total) for it in rank(score(other), season.pack)}
    assert before == after


@SOME
@given(seasons())
def test_a_deduction_never_raises_a_total(season: Season) -> None:
    unit = season.units[0].id
    more = {
        "reminders": (*season.facts.reminders, Reminder(unit)),
        "dossiers": (*season.facts.dossiers, IneligibleDossiers(unit, 3, "TB 2")),
        "discipline": (*season.facts.discipline, DisciplineFault(unit)),
        "own_deductions": (
            *season.facts.own_deductions,
            OwnDeduction(unit, season.table.criteria()[0].code, 1),
        ),
    }
    before = score(season)[0].total
    for kind, records in more.items():
        after = score(replace(season, facts=replace(season.facts, **{kind: records})))[0].total
        assert (after is None) == (before is None)
        if after is not None and before is not None:
            assert after <= before


@SOME
@given(seasons())
def test_parts_and_steps_add_up(season: Season) -> None:
    for result in score(season):
        if result.total is None:
            continue
        parts = sum((it for it in result.sections.values() if it is not None), Decimal(0))
        assert parts + result.bonus - result.deductions - result.cut == result.total
        assert sum(it.points for it in result.steps if it.kind == "sum") == result.total


@SOME
@given(seasons())
def test_every_cut_shows_in_the_steps(season: Season) -> None:
    """What the leaves give less the cuts on the way up is what the section shows."""
    for result in score(season):
        for section in season.table.rows:
            shown = result.sections[section.code]
            if shown is None:
                continue
            codes = {row.code for _, row in section.walk()}
            groups = {row.code for _, row in section.walk() if not row.is_criterion} | {
                section.code
            }
            cut = sum(
                it.cut
                for it in result.steps
                if it.kind == "cut" and it.scope in groups and it.rule != "line-cap"
            )
            lines = sum(
                (
                    it.points
                    for code, it in result.lines.items()
                    if code in codes and it.points is not None
                ),
                Decimal(0),
            )
            if section.is_criterion:
                continue
            assert lines - cut == shown

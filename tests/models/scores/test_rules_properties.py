"""Random blocks with rules of every kind, roles, caps and facts of "does not apply", against slow sums."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from models.block import Block, Unit
from models.facts import Facts, NotApplicable
from models.ranks.ranking import rank
from models.rulepack import RulePack, Stage
from models.scores.scoring import score
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, SectionRole, TableRow
from tests.models.criteria_strategies import RELATIVE, SINGLE, numbers, quarters
from tests.models.criteria_strategies import rows as criteria
from tests.models.slow_rules import STAGE, slow_sums

D = Decimal
KINDS = (*SINGLE, *RELATIVE)
POLICIES = ("leave_out", "full", "substitute", "percent_cap", "own_group")
caps = st.none() | quarters(0, 40)


@st.composite
def leaves(draw: st.DrawFn, code: str) -> TableRow:
    """A criterion that is judged, or computed by a rule of any kind."""
    if draw(st.integers(0, 3)) == 0:
        return TableRow(code, code, draw(quarters(0, 20)))
    made = draw(criteria(draw(st.sampled_from(KINDS))))
    return replace(made, code=code, title=code)


@st.composite
def sections(draw: st.DrawFn, code: str, role: SectionRole) -> TableRow:
    """A section of criteria and one group, worth what they are worth together."""
    below = [draw(leaves(f"{code}.{n}")) for n in range(1, draw(st.integers(1, 3)) + 1)]
    if draw(st.booleans()):
        inner = tuple(draw(leaves(f"{code}.g.{n}")) for n in (1, 2))
        below.append(TableRow(f"{code}.g", "Nhóm", worth(inner), rows=inner))
    most = worth(tuple(below)) if role == "content" else draw(caps)
    return TableRow(code, code, most, role=role, rows=tuple(below))


def worth(rows: tuple[TableRow, ...]) -> Decimal:
    return sum((it.max_points or D(0) for it in rows), D(0))


packs = st.builds(
    RulePack,
    id=st.just("p"),
    name=st.just("P"),
    total=caps,
    content_total=caps,
    bonus_over_total=st.booleans(),
    bonus_max=caps,
    deductions_max=caps,
    decimals=st.integers(1, 3),
    rounding=st.sampled_from(["half_up", "half_even", "down"]),
    stages=st.just((Stage(STAGE, "Tự chấm"),)),
    not_applicable_percent=st.sampled_from([D(50), D(30)]),
)


@st.composite
def exemptions(draw: st.DrawFn, units: list[str], table: ScoringTable) -> tuple[NotApplicable, ...]:
    """At most two rows of the contents for each unit; what stands in applies itself."""
    rows = [row for section in table.sections() for _, row in section.walk()]
    found = []
    for unit in units:
        chosen = draw(st.lists(st.sampled_from(rows), max_size=2, unique_by=lambda it: it.code))
        for row in chosen:
            policy = draw(st.sampled_from(POLICIES))
            if policy == "own_group" and (row.rows or row.rule is None or not row.rule.is_relative):
                continue
            others = [
                it.code
                for it in table.criteria()
                if it.code not in {below.code for some in chosen for _, below in some.walk()}
                and (section := table.section_of(it.code)) is not None
                and section.role == "content"
                and section.code not in {some.code for some in chosen}
            ]
            if policy == "substitute" and not others:
                continue
            other = draw(st.sampled_from(others)) if policy == "substitute" else ""
            found.append(NotApplicable(unit, row.code, policy=policy, substitute=other))
    return tuple(found)


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    """A whole block, with some lines left empty and some only stated as points."""
    tops = [
        draw(sections(code, "content")) for code in ("I", "II", "III")[: draw(st.integers(1, 3))]
    ]
    if draw(st.booleans()):
        tops.append(draw(sections("C", "bonus")))
    if draw(st.booleans()):
        tops.append(draw(sections("T", "deduction")))
    table = ScoringTable(tuple(tops))
    units = tuple(Unit(f"Đơn vị {n}", f"u{n}") for n in range(draw(st.integers(1, 4))))
    scores = {}
    for unit in units:
        for row in table.criteria():
            if draw(st.integers(0, 40)) == 0:
                continue
            if row.rule is None or row.rule.kind == "choice":
                entry = Score(draw(quarters(0, 24)))
            else:
                given = draw(numbers(row))
                entry = Score(inputs=tuple(Input(key, given[key]) for key in sorted(given)))
            scores[ScoreKey(unit.id, row.code, STAGE)] = entry
    facts = Facts(not_applicable=draw(exemptions([it.id for it in units], table)))
    return Season(Block("Khối"), 2026, draw(packs), table, units, scores=scores, facts=facts)


# A failing block is small enough to read; making it smaller still takes minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
MANY = settings(max_examples=200, deadline=None, phases=PHASES)
SOME = settings(max_examples=40, deadline=None, phases=PHASES)


@MANY
@given(seasons())
def test_totals_and_ranks_equal_the_slow_sums(season: Season) -> None:
    slow = slow_sums(season)
    results = score(season)
    for result in results:
        mine = slow[result.unit.id]
        assert result.total == mine.total
        assert (result.excluded is not None) == mine.is_out
    ranked = {unit: it.compared for unit, it in slow.items() if not it.is_out}
    expected = {
        unit: 1 + sum(1 for other in ranked.values() if other is not None and other > mine)
        for unit, mine in ranked.items()
        if mine is not None
    }
    placed = rank(results, season.pack)
    assert {it.result.unit.id: it.rank for it in placed if it.rank is not None} == expected


@SOME
@given(seasons())
def test_parts_and_steps_add_up(season: Season) -> None:
    for result in score(season):
        if result.total is None:
            continue
        parts = sum((it for it in result.sections.values() if it is not None), D(0))
        assert parts + result.bonus - result.deductions - result.cut == result.total
        assert sum(it.points for it in result.steps if it.kind == "sum") == result.total


@SOME
@given(seasons(), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(season: Season, chance: Random) -> None:
    shuffled = list(season.units)
    chance.shuffle(shuffled)
    after = {it.unit.id: it.total for it in score(replace(season, units=tuple(shuffled)))}
    assert {it.unit.id: it.total for it in score(season)} == after


@SOME
@given(seasons())
def test_bonus_and_deductions_keep_their_caps(season: Season) -> None:
    pack = season.pack
    for result in score(season):
        assert pack.bonus_max is None or result.bonus <= pack.bonus_max
        assert pack.deductions_max is None or result.deductions <= pack.deductions_max
        content = sum(
            (Fraction(it) for it in result.sections.values() if it is not None), Fraction(0)
        )
        kept = content + Fraction(result.bonus) - Fraction(result.cut)
        if pack.total is not None and not pack.bonus_over_total:
            assert kept <= pack.total

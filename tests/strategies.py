"""Made-up but valid seasons for property tests: `seasons()` and its parts."""

from decimal import Decimal

from hypothesis import strategies as st

from models.block import Block, Unit
from models.facts import (
    ClassDecision,
    Classification,
    DisciplineFault,
    Exclusion,
    Facts,
    IneligibleDossiers,
    NotApplicable,
    OwnDeduction,
    Reminder,
    Target,
)
from models.rulepack import (
    DEFAULT_STAGES,
    BonusRule,
    DeductionRule,
    FrameworkSection,
    OrganisationRule,
    RulePack,
    Stage,
    TieBreak,
    Tier,
)
from models.season import NO_SCORE, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from models.texts import name_key
from tests.rule_strategies import (
    STEP,
    classes,
    criterion_rules,
    dates,
    duties,
    inputs,
    legal_bases,
    lives,
    names,
    open_values,
    percents,
    points,
    policies,
    quotas,
    texts,
    thresholds,
)

units_of_id = st.builds(
    Unit,
    name=names,
    id=st.text("abcdef0123456789", min_size=1, max_size=6),
    short_name=texts,
    kind=st.sampled_from(["", "sở", "ban Đảng", "doanh nghiệp"]),
    has_party=st.booleans(),
    has_union=st.booleans(),
    contact=texts,
)


_SECTIONS = ("I", "II", "III")


@st.composite
def _rows(draw: st.DrawFn, code: str, depth: int) -> TableRow:
    below: tuple[TableRow, ...] = ()
    if depth > 1:
        count = draw(st.integers(1, 3))
        below = tuple(
            draw(_rows(f"{code}.{number + 1}", draw(st.integers(1, depth - 1))))
            for number in range(count)
        )
    return TableRow(
        code=code,
        title=draw(names),
        max_points=draw(st.none() | points()) if below else draw(points()),
        evidence=draw(texts),
        guidance=draw(texts),
        deduct_each=None if below else draw(st.none() | points(1)),
        role=draw(st.sampled_from(["content", "bonus", "deduction"]))
        if code in _SECTIONS
        else "content",
        rule=None if below else draw(st.none() | criterion_rules),
        rows=below,
    )


@st.composite
def tables(draw: st.DrawFn) -> ScoringTable:
    """One to three sections of depth 1 to 3."""
    sections = _SECTIONS[: draw(st.integers(1, 3))]
    rows = tuple(draw(_rows(code, draw(st.integers(1, 3)))) for code in sections)
    return ScoringTable(rows, draw(st.integers(1, 9)), draw(texts), draw(lives))


@st.composite
def _deductions(draw: st.DrawFn) -> tuple[DeductionRule, ...]:
    """The first of the three methods, up to all of them."""
    deductions = (
        DeductionRule(
            "deduct-reminder",
            "Nhắc nhở",
            "reminders",
            "per_case",
            draw(points(1)),
            draw(st.none() | points(2, 1)),
        ),
        DeductionRule(
            "deduct-dossier",
            "Hồ sơ",
            "dossiers",
            "tiers",
            tiers=(Tier(1, 5, draw(points(1))), Tier(6, None, draw(points(2)))),
            needs_notice=draw(st.booleans()),
        ),
        DeductionRule(
            "deduct-discipline",
            "Vi phạm",
            "discipline",
            "flat",
            draw(points(1)),
            each_time=draw(st.booleans()),
        ),
    )
    return deductions[: draw(st.integers(0, 3))]


@st.composite
def _totals(draw: st.DrawFn) -> dict[str, object]:
    """Totals, bonus and classes that fit each other."""
    most = draw(points(5, 1))
    bonus = BonusRule("total", "Thưởng", ("I",), most, Decimal(5), draw(st.none() | points(1)))
    over = draw(st.booleans())
    return {
        "total": draw(st.none() | st.just(Decimal(95 if over else 100))),
        "content_total": draw(st.none() | st.just(Decimal(95))),
        "bonus_over_total": over,
        "bonus": draw(st.none() | st.just(bonus)),
        "bonus_max": draw(st.none() | st.just(Decimal(5))),
        "deductions_max": draw(st.none() | points(20, 10)),
        "classes": draw(classes()),
        "class_cap": draw(st.none() | st.just(Decimal(100))),
    }


@st.composite
def packs(draw: st.DrawFn) -> RulePack:
    """Rules of every kind, each there or not, with figures of their own."""
    organisation = OrganisationRule("II", "total", "total", Decimal(50))
    sections = (
        FrameworkSection("I", "Mục một", draw(st.none() | points(60))),
        FrameworkSection("II", "Mục hai"),
    )
    stages = (Stage("self", "Tự chấm"), Stage("block", "Khối chấm", ("I",), counts=False))
    top = Stage("top", "Thẩm định", ranks_to=draw(st.integers(1, 3)), after_meeting=True)
    return RulePack(
        id="thu",
        name=draw(names),
        board=draw(st.sampled_from(["", "Ban Thi đua - Khen thưởng tỉnh"])),
        sections=sections,
        evidence_required=draw(st.booleans()),
        deductions=draw(_deductions()),
        organisation=draw(st.none() | st.just(organisation)),
        provisional_sections=draw(st.sampled_from([(), ("II",)])),
        stages=draw(st.sampled_from([DEFAULT_STAGES, stages, (*stages, top)])),
        criterion_floor=draw(points(0, -5)),
        step=draw(st.sampled_from([STEP, Decimal("0.01")])),
        decimals=draw(st.integers(0, 3)),
        rounding=draw(st.sampled_from(["half_up", "half_even", "down"])),
        rank_on=draw(st.sampled_from(["rounded", "exact"])),
        rank_style=draw(st.sampled_from(["competition", "dense"])),
        tie_breaks=(TieBreak("section", "I"), TieBreak("bonus"))[: draw(st.integers(0, 2))],
        quotas=tuple(draw(st.lists(quotas, max_size=2, unique_by=lambda it: it.award))),
        not_applicable=draw(policies),
        not_applicable_percent=draw(percents),
        thresholds=tuple(draw(st.lists(thresholds, max_size=2, unique_by=lambda it: it.code))),
        **draw(_totals()),  # type: ignore[arg-type]
        **draw(legal_bases()),  # type: ignore[arg-type]
        **draw(duties()),  # type: ignore[arg-type]
        **draw(open_values),  # type: ignore[arg-type]
    )


@st.composite
def facts(draw: st.DrawFn, units: tuple[Unit, ...], table: ScoringTable) -> Facts:
    """Up to three facts of each kind, about these units and criteria."""
    if not units:
        return Facts()
    unit = st.sampled_from([it.id for it in units])
    criterion = st.sampled_from([it.code for it in table.criteria()])
    section = st.sampled_from([it.code for it in table.rows])
    amount = st.none() | points(200)
    kinds = {
        "targets": st.builds(
            Target, unit, names, section, amount, amount, amount, texts, bonus=amount, note=texts
        ),
        "reminders": st.builds(Reminder, unit, texts, st.none() | dates, st.booleans(), texts),
        "dossiers": st.builds(IneligibleDossiers, unit, st.integers(0, 15), texts, texts),
        "discipline": st.builds(
            DisciplineFault,
            unit,
            st.sampled_from(["absent", "wrong_composition", "late_paper", "other"]),
            texts,
            st.none() | dates,
        ),
        "own_deductions": st.builds(OwnDeduction, unit, criterion, st.integers(0, 4), texts),
        "exclusions": st.builds(
            Exclusion, unit, names, texts, st.none() | dates, st.none() | dates
        ),
        "classifications": st.builds(Classification, unit, texts, st.none() | dates, texts),
        "not_applicable": st.builds(
            NotApplicable, unit, criterion, texts, texts, policies, criterion, st.none() | percents
        ),
        "class_decisions": st.builds(ClassDecision, unit, names, texts, st.none() | dates, texts),
    }
    return Facts(**{kind: tuple(draw(st.lists(each, max_size=3))) for kind, each in kinds.items()})


@st.composite
def scores(
    draw: st.DrawFn, units: tuple[Unit, ...], table: ScoringTable, pack: RulePack
) -> dict[ScoreKey, Score]:
    """Scores of some cells: missing, without points, and over the maximum too."""
    cells = [
        ScoreKey(unit.id, row.code, stage.code)
        for unit in units
        for row in table.criteria()
        for stage in pack.stages
    ]
    each = st.builds(Score, st.none() | points(15), texts, texts, texts, st.booleans(), inputs)
    return {key: it for key in cells if (it := draw(st.just(NO_SCORE) | each)) != NO_SCORE}


@st.composite
def seasons(draw: st.DrawFn, *, most_units: int = 4) -> Season:
    """A whole season whose parts belong together."""
    units = tuple(
        draw(
            st.lists(
                units_of_id,
                max_size=most_units,
                unique_by=(lambda it: it.id, lambda it: name_key(it.name)),
            )
        )
    )
    table, pack = draw(tables()), draw(packs())
    office = st.sampled_from(["", *(it.id for it in units)])
    return Season(
        block=Block(draw(names), draw(texts), draw(texts), draw(texts), draw(names)),
        year=draw(st.integers(2019, 2030)),
        pack=pack,
        table=table,
        units=units,
        head=draw(office),
        deputy=draw(office),
        scores=draw(scores(units, table, pack)),
        facts=draw(facts(units, table)),
        closed_on=draw(st.none() | dates),
        is_sample=draw(st.booleans()),
        earlier_tables=tuple(draw(st.lists(tables(), max_size=1))),
    )

"""Made-up parts of rules for property tests: rules of criteria, papers of tables, parts of packs.

What they draw contradicts nothing that `models.checking.faults` refuses; it need not make sense.
"""

from datetime import date
from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from models.award_rules import ClassBand, Threshold
from models.criterion_rule import (
    Band,
    CriterionKind,
    CriterionRule,
    Effect,
    Item,
    Measure,
    NotApplicablePolicy,
)
from models.duties import Deadline, RequiredPaper
from models.rulepack import LegalBasis, OpenValue, Quota, Rule, Tier
from models.season import Input
from models.table_life import AcceptedWarning, TableLife, TableState

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệộỡựỹĐƯ 0123456789-–,.()/%“”&<'\"\\\n"
texts = st.text(LETTERS, max_size=12)
names = st.text(LETTERS, min_size=1, max_size=12).filter(str.strip)
dates = st.dates(date(2019, 1, 1), date(2030, 12, 31))
STEP = Decimal("0.25")
codes = st.text("abcđ0123456789", min_size=1, max_size=4)
effects = st.none() | st.sampled_from(get_args(Effect))
policies = st.none() | st.sampled_from(get_args(NotApplicablePolicy))
percents = st.integers(0, 100).map(Decimal)


def points(highest: int = 12, lowest: int = 0) -> st.SearchStrategy[Decimal]:
    """Multiples of a quarter of a point."""
    return st.integers(lowest * 4, highest * 4).map(lambda quarters: quarters * STEP)


items = st.builds(
    Item,
    code=codes,
    title=names,
    points=points(lowest=-12),
    measure=texts,
    most=st.none() | points(),
    wipes=st.booleans(),
    effect=effects,
    effect_from=st.integers(1, 5).map(Decimal),
)
bands = st.builds(
    Band,
    points=points(),
    low=st.none() | points(100),
    high=st.none() | points(100),
    low_open=st.booleans(),
    high_open=st.booleans(),
    effect=effects,
)
criterion_rules = st.builds(
    CriterionRule,
    kind=st.sampled_from(get_args(CriterionKind)),
    items=st.lists(items, max_size=3, unique_by=lambda it: it.code).map(tuple),
    bands=st.lists(bands, max_size=3).map(tuple),
    measure=st.sampled_from(get_args(Measure)),
    floor=st.none() | points(lowest=-5),
    base=st.none() | points(),
    reached_percent=percents,
    below_plan=st.sampled_from(["share", "nothing"]),
    step_percent=st.integers(1, 10).map(Decimal),
    step_points=points(2),
    under_points=points(2),
    factor_percent=percents,
    all_points=st.none() | points(),
    highest_only=st.booleans(),
    no_plan=policies,
    unit_word=texts,
)
lives = st.builds(
    TableLife,
    state=st.sampled_from(get_args(TableState)),
    letter=texts,
    sent=st.none() | dates,
    answer=texts,
    answered=st.none() | dates,
    opinion=texts,
    number=texts,
    issued_on=st.none() | dates,
    accepted=st.lists(st.builds(AcceptedWarning, codes, texts, texts), max_size=2).map(tuple),
)
inputs = st.dictionaries(codes, points(200, -5), max_size=3).map(
    lambda found: tuple(Input(key, found[key]) for key in sorted(found))
)


@st.composite
def legal_bases(draw: st.DrawFn) -> dict[str, object]:
    """Documents and the rules that name them."""
    found = draw(st.lists(codes, max_size=2, unique=True))
    bases = tuple(
        LegalBasis(code, draw(names), draw(texts), draw(st.none() | dates), valid_from=draw(dates))
        for code in found
    )
    basis = st.sampled_from(["", *found])
    rules = (Rule("total", draw(names), draw(texts), draw(basis), draw(texts)),)
    return {"legal_bases": bases, "rules": draw(st.sampled_from([(), rules]))}


@st.composite
def classes(draw: st.DrawFn) -> tuple[ClassBand, ...]:
    """Falling bands, best first."""
    lowest = sorted(draw(st.sets(points(95), max_size=3)), reverse=True)
    return tuple(
        ClassBand(
            draw(names),
            each,
            draw(st.booleans()),
            draw(st.sampled_from(["", "sở"])),
            draw(st.none() | points()),
            draw(st.none() | percents),
            tuple(draw(st.lists(codes, max_size=2))),
        )
        for each in lowest
    )


@st.composite
def duties(draw: st.DrawFn) -> dict[str, object]:
    """One deadline of each kind, up to all of them, and a paper for the first."""
    day, days = st.integers(1, 28), st.integers(0, 25)
    found = (
        Deadline(
            "a", draw(names), "before", month=3, day=draw(day), day_counts=draw(st.booleans())
        ),
        Deadline("b", draw(names), "window", "board", 12, draw(st.integers(1, 10)), 12, 14),
        Deadline("c", draw(names), "month", "units", 6),
        Deadline("d", draw(names), "after_meeting", days=draw(days), working=draw(st.booleans())),
        Deadline("e", draw(names), "announced", "council"),
    )[: draw(st.integers(0, 5))]
    papers = (RequiredPaper("p", draw(names), deadline="a", pages=1, originals=draw(days)),)
    return {"deadlines": found, "papers": papers if found else ()}


thresholds = st.builds(
    Threshold,
    code=codes,
    title=names,
    base=st.sampled_from(["members", "present"]),
    method=st.sampled_from(["hands", "ballot", "points"]),
    numerator=st.integers(1, 2),
    denominator=st.integers(3, 5),
    at_least=st.booleans(),
    written_votes=st.booleans(),
)
quotas = st.one_of(
    st.builds(Quota, names, st.just("number"), st.integers(0, 9).map(Decimal)),
    st.builds(Quota, names, st.just("percent"), percents, st.sampled_from(["down", "up"])),
    st.builds(
        Quota,
        names,
        st.just("by_size"),
        sizes=st.just((Tier(1, 9, Decimal(1)), Tier(10, None, Decimal(2)))),
    ),
)
open_values = st.sampled_from(
    [
        {},
        {"open_values": (OpenValue("tie_breaks", "Khi bằng điểm"),)},
        {"open_values": (OpenValue("decimals", "Số lẻ", "x"),), "decided": ("decimals",)},
    ]
)

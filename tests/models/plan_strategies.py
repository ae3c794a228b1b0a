"""Years with things to do, days off, marks and a meeting, drawn at random; sound ones only."""

from datetime import date, timedelta

from hypothesis import strategies as st

from models.block import Block, Unit
from models.checking.plan_faults import plan_faults
from models.collected import Receipt
from models.duties import COUNTED, Deadline, RequiredPaper
from models.facts import Facts
from models.rulepack import RulePack
from models.season import Season
from models.year_plan import DayOff, Mark, PaperDue, PlanItem, YearPlan

YEAR = 2023
KINDS = (
    "before",
    "window",
    "month",
    "quarter",
    "every_month",
    "every_quarter",
    *COUNTED,
    "announced",
)
DAYS = st.dates(date(YEAR, 1, 1), date(YEAR + 1, 3, 31))


@st.composite
def deadlines(draw: st.DrawFn, code: str, earlier: tuple[str, ...]) -> Deadline:
    """Counted only from items that stand before it, so that nothing leads back to itself."""
    kind = draw(st.sampled_from([it for it in KINDS if it != "after_item" or earlier]))
    month = draw(st.integers(1, 12))
    has_cap = kind not in COUNTED or draw(st.booleans())
    return Deadline(
        code,
        f"Việc {code}",
        kind,
        draw(st.sampled_from(["head", "units", "board", "deputy"])),
        month=month if has_cap else 0,
        day=draw(st.integers(1, 28)) if has_cap else 0,
        last_month=month if kind == "window" else draw(st.integers(month, 12)),
        last_day=28,
        days=draw(st.integers(0, 20)),
        working=draw(st.booleans()),
        day_counts=draw(st.booleans()),
        quarter=draw(st.integers(1, 4)),
        item=draw(st.sampled_from(earlier)) if kind == "after_item" else "",
        earlier=draw(st.booleans()),
        bound=draw(st.sampled_from(["within", "not_before"])),
        roll=draw(st.sampled_from(["none", "next", "previous"])),
        years=draw(st.sampled_from([0, 0, 0, 1])),
    )


@st.composite
def _many(draw: st.DrawFn, prefix: str, known: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    found = known
    for number in range(draw(st.integers(0, 6))):
        once = tuple(it.code for it in found if not it.kind.startswith("every"))
        found = (*found, draw(deadlines(f"{prefix}{number}", once)))
    return found[len(known) :]


@st.composite
def planned(draw: st.DrawFn) -> Season:
    """A year with things to do of the pack and of the block's own, papers, marks, days off, a meeting."""
    pack_days = draw(_many("p", ()))
    own = draw(_many("o", pack_days))
    once = [it.code for it in pack_days if not it.kind.startswith("every")]
    papers = tuple(
        RequiredPaper(code, f"Giấy {code}", deadline=draw(st.sampled_from(["", *once])))
        for code in ("x", "y")
    )
    units = tuple(Unit(name, name.lower()) for name in "ABC")[: draw(st.integers(0, 3))]
    receipts = tuple(
        Receipt(unit.id, paper.code, draw(st.none() | DAYS), complete=draw(st.booleans()))
        for unit in units
        for paper in papers
        if draw(st.booleans())
    )
    closed = draw(st.sets(DAYS, max_size=12))
    plan = YearPlan(
        draw(st.none() | DAYS),
        dues=(PaperDue("y", draw(DAYS)),) if draw(st.booleans()) else (),
        items=tuple(PlanItem(it) for it in own),
        days_off=tuple(DayOff(it) for it in sorted(closed)),
    )
    pack = RulePack("p", "Thử", deadlines=pack_days, papers=papers)
    season = Season(
        Block("Khối"), YEAR, pack, units=units, facts=Facts(receipts=receipts), plan=plan
    )
    assert not [*plan_faults(season)]
    return season


@st.composite
def marks(draw: st.DrawFn, keys: tuple[str, ...]) -> tuple[Mark, ...]:
    """At most one of each thing, and one of something that is no longer there."""
    states = st.sampled_from(["done", "waived", "snoozed"])
    chosen = [it for it in (*keys, "gone") if draw(st.booleans())]
    return tuple(Mark(it, draw(states), draw(DAYS), "lý do") for it in chosen)


def after(day: date, most: int = 500) -> st.SearchStrategy[date]:
    """A day that is not before this one."""
    return st.integers(0, most).map(lambda it: day + timedelta(days=it))

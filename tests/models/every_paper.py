"""Every paper of a season: the sample with all that a paper can tell of, and seasons in which little or nothing is known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from models.block import Block, PaperStyle, Unit
from models.closed import Closing
from models.papers.kinds import PAPERS
from models.papers.report import Report
from models.papers.words import calculate
from models.rulepack import RulePack
from models.season import ScoreKey, Season
from tests.models.drawing import D
from tests.models.papers_of_the_year import DAY, year
from tests.models.year_papers import full

STYLES: tuple[PaperStyle, ...] = ("state", "party")
LATER = date(2023, 12, 22)


def whole(style: PaperStyle) -> Season:
    """The sample at the end of its year: meeting and votes, half-year figures, awards, models, texts, numbers."""
    made, told = year(style), full(style)
    plan = made.plan
    for it in told.plan.written:
        plan = plan.with_record(it)
    return replace(made, facts=told.facts, plan=plan)


def corrected(made: Season) -> tuple[Season, ...]:
    """Its two closed versions: one figure of the second is another."""
    first = replace(made, closings=(_closing(0, DAY),), closed_on=DAY)
    key = ScoreKey("blc", "I.1.1", "block")
    cut = replace(made.scores[key], points=D(9))
    both = (*first.closings, _closing(1, LATER))
    return first, replace(made.with_scores({key: cut}), closings=both, closed_on=LATER)


def _closing(number: int, day: date) -> Closing:
    return Closing(number, day, f"{number}" * 64, reason="Cộng sai", document="12-TB/KTĐ")


def empty(style: PaperStyle) -> Season:
    """A block of which only the name is known."""
    return Season(Block("Khối thi đua số 1", style=style), 2023, RulePack("p", "P"))


def unknown(style: PaperStyle) -> Season:
    """Units, rules and a table, and not one point, paper or day."""
    made = year(style)
    units = tuple(Unit(f"Cơ quan {it}", it.lower()) for it in "ABC")
    return replace(empty(style), units=units, pack=made.pack, table=made.table)


def papers(season: Season) -> Iterator[tuple[str, Report]]:
    """Every paper that the season can have, by its key; one of a unit for the last of those that get one."""
    versions = corrected(season) if season.scores else None
    figures = calculate(season, versions=versions)
    for key, it in PAPERS.items():
        if it.needs_table and not (season.units and season.table.rows):
            continue
        if it.per_unit:
            got = it.units(season, season.units, DAY)
            if got:
                yield key, it.make(season, figures, got[-1].id, DAY)
        elif it.offered(season):
            yield key, it.make(season, figures, "", DAY)
        elif versions and it.offered(versions[-1]):
            yield key, it.make(versions[-1], figures, "", DAY)

"""The explanation of a unit in full: its steps, with the sums behind criteria that have a rule.

Scoring leaves these sums unsaid, since it runs at every key press; they are worded here on demand.
"""

from collections.abc import Iterator

from models.points import ZERO
from models.scores.criterion_words import EFFECT_TITLES
from models.scores.results import LineResult, Step, UnitResult
from models.season import Season
from models.table import TableRow

SHARE = "share"
"""Rule name of the step that says what share of the attainable points a unit reached."""


def line_step(row: TableRow, line: LineResult | None) -> Step | None:
    """How the points of one criterion were computed, with the numbers put in; None without a rule."""
    if line is None or line.outcome is None:
        return None
    label, points = f"{row.code} {row.title}", line.points or ZERO
    return Step("line", "", label, line.outcome.detail, points, scope=row.code)


def explained(season: Season, result: UnitResult) -> tuple[Step, ...]:
    """The unit's steps; behind the step of each section the sums of its criteria (kind "line"), and at
    the end what criteria do beside points."""
    sections = {row.code: row for row in season.table.rows}
    made: list[Step] = []
    for step in result.steps:
        made.append(step)
        section = sections.get(step.scope)
        if section is not None and is_head(step):
            made += _lines(result, section)
    return (*made, *effect_steps(season, result))


def is_head(step: Step) -> bool:
    """Whether this is the step of a whole section: its sum, or that it is incomplete."""
    return bool(step.scope) and (step.kind == "sum" or step.rule == "section-incomplete")


def _lines(result: UnitResult, section: TableRow) -> Iterator[Step]:
    for _, row in section.walk():
        step = line_step(row, result.lines.get(row.code))
        if step is not None:
            yield step


def effect_steps(season: Season, result: UnitResult) -> tuple[Step, ...]:
    """What criteria do beside points: a lower class, no class, no rank."""
    steps = []
    for it in result.effects:
        title = EFFECT_TITLES[it.effect]
        row = season.table.row(it.scope)
        named = "" if row is None else f"{row.code} {row.title}: "
        label = f"{title[:1].upper()}{title[1:]}"
        steps.append(Step("note", f"effect-{it.effect}", label, f"{named}{it.why}", scope=it.scope))
    return tuple(steps)

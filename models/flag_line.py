"""Who stands above the line of the flag, and when no line may be drawn yet."""

from collections.abc import Mapping, Sequence

from models.intake import form_stage
from models.ranking import AwardLine, Standing, award_line
from models.results import UnitResult
from models.rulepack import Stage
from models.season import Season


def awaited(season: Season, result: UnitResult) -> Mapping[str, Stage]:
    """The criteria of a unit that rest on the form alone → the stage that has yet to score them.

    Empty once the year is closed: what counts then counts for good.
    """
    first = form_stage(season.pack)
    if season.is_final or not first:
        return {}
    later = season.pack.stages[1:]
    sections = season.table.section_codes()
    contents = {row.code for row in season.table.sections()}
    found = {}
    for code, line in result.lines.items():
        section = sections[code]
        if line.points is None or line.stage != first or section not in contents:
            continue
        due = [
            it
            for it in later
            if it.counts and not it.ranks_to and (not it.sections or section in it.sections)
        ]
        unit = result.unit.id
        if due and not any(season.score(unit, code, it.code).is_filled for it in due):
            found[code] = due[0]
    return found


def flag_line(season: Season, standings: Sequence[Standing]) -> AwardLine | None:
    """Who stands above the line of the pack's first award; None where the pack gives no number, and
    while a ranked unit has only its own points, since a line then looks like a decision."""
    if not season.pack.quotas:
        return None
    if any(it.rank is not None and awaited(season, it.result) for it in standings):
        return None
    return award_line(standings, season.pack.quotas[0])

"""Which criteria a unit must have points for, and which do not apply to it. Knows no Qt."""

from collections.abc import Mapping

from models.criterion_rule import UNSCORED, NotApplicablePolicy
from models.rulepack import Stage
from models.season import Season
from models.table import ScoringTable, TableRow

Absent = Mapping[tuple[str, str], NotApplicablePolicy]


def absent(season: Season) -> Absent:
    """(unit, row) → the policy that holds, for every row that is not scored because it does not apply;
    a section takes all its rows along."""
    found: dict[tuple[str, str], NotApplicablePolicy] = {}
    for fact in season.facts.not_applicable:
        policy = season.pack.not_applicable if fact.policy is None else fact.policy
        row = season.table.row(fact.criterion)
        if row is not None and policy in UNSCORED and policy is not None:
            found.update({(fact.unit, below.code): policy for _, below in row.walk()})
    return found


def must_have(row: TableRow) -> bool:
    """Whether an empty criterion of the contents is a hole: rules with an effect only ask for nothing."""
    return row.is_criterion and (row.rule is None or row.rule.kind != "effect")


def content_criteria(table: ScoringTable, stage: Stage | None = None) -> tuple[str, ...]:
    """The criteria whose empty cells are holes, from top to bottom; with a stage those it scores."""
    return tuple(
        row.code
        for section in table.sections()
        if stage is None or not stage.sections or section.code in stage.sections
        for _, row in section.walk()
        if must_have(row)
    )


def owed(season: Season, unit: str, stage: Stage | None = None) -> tuple[str, ...]:
    """The criteria that must have a value for this unit: not bonus, not deduction, not what does not
    apply to it."""
    codes = content_criteria(season.table, stage)
    if not season.facts.not_applicable:
        return codes
    without = absent(season)
    return tuple(it for it in codes if (unit, it) not in without)

"""Checks of a rule pack, a table and a whole season: one check, one small function, one code, one message.

Errors keep a table from being issued or a result from being right; warnings are shown and may stay.
"""

from models.checking import (
    fact_checks,
    plan_faults,
    rule_checks,
    score_checks,
    season_checks,
    table_checks,
)
from models.checking.faults import pack_faults
from models.errors import Problem
from models.rulepack import RulePack
from models.season import Season
from models.table import ScoringTable

_OF_TABLES = (*table_checks.CHECKS, *rule_checks.CHECKS)
_OF_SEASONS = (
    *season_checks.CHECKS,
    *plan_faults.CHECKS,
    *score_checks.CHECKS,
    *fact_checks.CHECKS,
)


def check_pack(pack: RulePack) -> tuple[Problem, ...]:
    """Everything in a rule pack that no regulation can mean; such a pack is not accepted."""
    return tuple(it.problem for it in pack_faults(pack))


def check_table(table: ScoringTable, pack: RulePack) -> tuple[Problem, ...]:
    """Everything wrong or doubtful in a scoring table, from top to bottom of each check."""
    return tuple(problem for check in _OF_TABLES for problem in check(table, pack))


def check_season(season: Season) -> tuple[Problem, ...]:
    """Everything wrong or doubtful in a block-year: its rules, its table, units, plan, scores and facts."""
    rules = (*check_pack(season.pack), *check_table(season.table, season.pack))
    return (*rules, *(problem for check in _OF_SEASONS for problem in check(season)))

"""Before the sums: which entry decides each criterion, what its rule makes of it, what does not apply.

Worked out once for the whole block, since some rules compare the units.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, cast

from models.criterion_rule import UNSCORED, NotApplicablePolicy
from models.points import ZERO
from models.rulepack import RulePack, Stage
from models.scores import criteria, relative
from models.scores.criterion_inputs import numbers
from models.scores.outcome import Outcome
from models.scores.results import LineResult
from models.season import Score, Season
from models.table import TableRow

Asked = Mapping[str, tuple[str, ...]]
"""Criterion → the stages to ask, the deciding one first."""
Covered = Mapping[str, frozenset[str]]
"""Stage that looks at ranks 1 … k only → the units it looks at."""
APPRAISAL, BOARD_APPRAISAL = "appraisal", "board-appraisal"
"""Code of the stage in which the Board appraises, and the name of the rule that asks for it."""


class Ruled(NamedTuple):
    """What a rule makes of the deciding entry of one unit: the line as it stands, and the outcome.

    `is_plain`: nothing follows but the points. `waiting` is the line while the criterion waits for the
    official classification.
    """

    line: LineResult
    outcome: Outcome
    is_plain: bool
    waiting: LineResult


class Exempt(NamedTuple):
    """A row that does not apply to a unit, with the policy that holds."""

    policy: NotApplicablePolicy | None
    reason: str
    substitute: str
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known before any unit is summed up.

    `asked`: unit → criterion → the stages to ask. `criteria`: section → its criteria. `ruled`: criterion
    with a rule → unit → what came of it. `exempt`: unit → row → why it does not apply. `provisional`
    criteria wait for the official classification, `classified` units have theirs. `reachable`: row → the
    most that can be reached on it. `awaited`: the stage whose letter has not come, with the units it looks
    at (None: all).
    """

    asked: Mapping[str, Asked]
    criteria: Mapping[str, tuple[str, ...]]
    section_of: Mapping[str, str]
    provisional: frozenset[str]
    classified: frozenset[str]
    is_official: bool
    exempt: Mapping[str, Mapping[str, Exempt]]
    ruled: Mapping[str, Mapping[str, Ruled]]
    reachable: Mapping[str, Decimal]
    awaited: Stage | None = None
    looked_at: frozenset[str] | None = None

    def waits(self, unit: str, section: str) -> bool:
        """Whether the unit's points of the section wait for the letter of the body that appraises."""
        stage = self.awaited
        if stage is None or (self.looked_at is not None and unit not in self.looked_at):
            return False
        return not stage.sections or section in stage.sections


def appraising(pack: RulePack) -> Stage | None:
    """The stage in which a body outside the block looks at its points, by a rule that the pack names
    (board-appraisal); None where the pack has none. A stage without a basis binds nobody."""
    stages = [it for it in pack.stages if it.rule and it.counts]
    return next(
        (it for it in stages if it.code == APPRAISAL or it.rule == BOARD_APPRAISAL),
        None,
    )


def awaited(season: Season) -> Stage | None:
    """The appraising stage while its letter has not been entered (number or day); typed figures alone
    are no letter. A closed year waits for nothing any more."""
    if season.is_final or season.plan.appraisal.is_written:
        return None
    return appraising(season.pack)


def make_plan(season: Season, stage: Stage | None, covered: Covered) -> Plan:
    """The plan for the official points (`stage` None) or for one stage's own."""
    asked = _asked(season, stage, covered)
    exempt = _exempt(season)
    waited = awaited(season) if stage is None else None
    return Plan(
        asked=asked,
        criteria={
            section.code: tuple(row.code for _, row in section.walk() if row.is_criterion)
            for section in season.table.rows
        },
        section_of=season.table.section_codes(),
        provisional=_provisional(season) if stage is None else frozenset(),
        classified=frozenset(it.unit for it in season.facts.classifications),
        is_official=stage is None,
        exempt=exempt,
        ruled=_ruled(season, stage, asked, exempt),
        reachable=_reachable(season.table.rows),
        awaited=waited,
        looked_at=covered.get(waited.code) if waited is not None and waited.ranks_to else None,
    )


def _asked(season: Season, chosen: Stage | None, covered: Covered) -> dict[str, Asked]:
    """Units that no limited stage parts share one mapping."""
    used = {key[2] for key in season.scores}
    made: dict[frozenset[str], Asked] = {}
    found = {}
    for unit in season.units:
        closed = frozenset(code for code, units in covered.items() if unit.id not in units)
        if closed not in made:
            stages = tuple(
                it for it in season.pack.stages if it.code in used and it.code not in closed
            )
            here = None if chosen is not None and chosen.code in closed else chosen
            last = None if chosen is None else season.pack.stages.index(chosen)
            made[closed] = _stages_of_criteria(season, stages, here, last)
        found[unit.id] = made[closed]
    return found


def _stages_of_criteria(
    season: Season, stages: tuple[Stage, ...], chosen: Stage | None, last: int | None
) -> dict[str, tuple[str, ...]]:
    """`chosen` alone where it looks, else the stages that count before place `last`, the last first."""
    order = list(season.pack.stages)
    earlier = tuple(
        it.code for it in reversed(stages) if it.counts and (last is None or order.index(it) < last)
    )
    asked: dict[str, tuple[str, ...]] = {}
    for section in season.table.rows:
        looks = chosen is not None and (not chosen.sections or section.code in chosen.sections)
        here = (chosen.code,) if chosen is not None and looks else earlier
        asked.update((row.code, here) for _, row in section.walk() if row.is_criterion)
    return asked


def _provisional(season: Season) -> frozenset[str]:
    """The criteria of the sections that rest on a classification not out yet (honest-provisional)."""
    if season.is_final:
        return frozenset()
    return frozenset(
        below.code
        for _, row in season.table.walk()
        if row.code in season.pack.provisional_sections
        for _, below in row.walk()
        if below.is_criterion
    )


def _exempt(season: Season) -> dict[str, dict[str, Exempt]]:
    pack = season.pack
    found: dict[str, dict[str, Exempt]] = {}
    for fact in season.facts.not_applicable:
        policy = pack.not_applicable if fact.policy is None else fact.policy
        percent = pack.not_applicable_percent if fact.percent is None else fact.percent
        made = Exempt(policy, fact.reason, fact.substitute, percent)
        found.setdefault(fact.unit, {})[fact.criterion] = made
    return found


def _reachable(rows: Iterable[TableRow]) -> dict[str, Decimal]:
    """Row → its maximum, or what its rows make together where it has none."""
    found: dict[str, Decimal] = {}

    def reach(row: TableRow) -> Decimal:
        below = sum((reach(it) for it in row.rows), ZERO)
        found[row.code] = below if row.max_points is None else row.max_points
        return found[row.code]

    for row in rows:
        reach(row)
    return found


# ---- criteria with a rule


@dataclass(frozen=True, slots=True)
class _Case:
    """All that the outcomes of one criterion follow from. `entries` decide; `compared` are the latest
    numbers of every unit, which the others are held against even where points were stated later."""

    row: TableRow
    rounding: tuple[int, str, Decimal]
    lenient: bool
    apart: frozenset[str]
    entries: Mapping[str, tuple[Score, str]]
    compared: Mapping[str, Score]

    def is_same(self, other: "_Case") -> bool:
        """Whether every record is the very same object: then the outcomes are, too."""
        return (
            self.row is other.row
            and (self.rounding, self.lenient, self.apart)
            == (other.rounding, other.lenient, other.apart)
            and self.entries.keys() == other.entries.keys()
            and self.compared.keys() == other.compared.keys()
            and all(
                entry is other.entries[unit][0] and stage == other.entries[unit][1]
                for unit, (entry, stage) in self.entries.items()
            )
            and all(entry is other.compared[unit] for unit, entry in self.compared.items())
        )


_memory: dict[tuple[str, str], tuple[_Case, Mapping[str, Ruled]]] = {}
"""(stage, criterion) → the last case and what came of it. A typed cell changes one criterion; the others
need not be worked out again, and records are immutable, so the very same ones give the same outcome."""


def forget() -> None:
    """Let go of the records of the last file."""
    _memory.clear()


def _ruled(
    season: Season,
    stage: Stage | None,
    asked: Mapping[str, Asked],
    exempt: Mapping[str, Mapping[str, Exempt]],
) -> dict[str, Mapping[str, Ruled]]:
    # The stages before a limited one are scored on their way: they have a place of their own.
    view = f"{stage.code if stage else ''}/{len(season.pack.stages)}"
    found: dict[str, Mapping[str, Ruled]] = {}
    for section in season.table.rows:
        for row, above in _rows_with_rule(section, frozenset()):
            found[row.code] = {}
            if row.rule is not None and row.rule.kind != "choice":
                case = _case(season, asked, exempt, row, above, lenient=section.role != "content")
                found[row.code] = _remembered((view, row.code), case, season.pack)
    return found


def _rows_with_rule(
    row: TableRow, above: frozenset[str]
) -> Iterator[tuple[TableRow, frozenset[str]]]:
    """The criteria with a rule, each with the codes of itself and of all it stands under."""
    here = above | {row.code}
    if row.is_criterion and row.rule is not None:
        yield row, here
    for child in row.rows:
        yield from _rows_with_rule(child, here)


def _case(
    season: Season,
    asked: Mapping[str, Asked],
    exempt: Mapping[str, Mapping[str, Exempt]],
    row: TableRow,
    above: frozenset[str],
    *,
    lenient: bool,
) -> _Case:
    scores = cast("Mapping[tuple[str, str, str], Score]", season.scores)
    relative_rule = row.rule is not None and row.rule.is_relative
    entries: dict[str, tuple[Score, str]] = {}
    compared: dict[str, Score] = {}
    code = row.code
    for unit in season.units:
        name = unit.id
        decided = False
        for stage in asked[name][code]:
            # A plain tuple finds what a ScoreKey put there, and is made four times as fast.
            entry = scores.get((name, code, stage))
            if entry is None or not (entry.inputs or entry.points is not None):
                continue
            if entry.inputs:
                if relative_rule:
                    compared[name] = entry
                if not decided:
                    entries[name] = (entry, stage)
                break
            if not relative_rule:
                break
            decided = True
    apart = set()
    for name, rows in exempt.items():
        # What does not apply as a whole does not apply in its parts.
        policies = {it.policy for at, it in rows.items() if at in above}
        if policies.intersection(UNSCORED):
            entries.pop(name, None)
            compared.pop(name, None)
        elif "own_group" in policies:
            apart.add(name)
    pack = season.pack
    rounding = (pack.decimals, pack.rounding, pack.criterion_floor)
    return _Case(row, rounding, lenient, frozenset(apart), entries, compared)


def _remembered(key: tuple[str, str], case: _Case, pack: RulePack) -> Mapping[str, Ruled]:
    before = _memory.get(key)
    if before is not None and before[0].is_same(case):
        return before[1]
    made = {}
    outcomes = _outcomes(case, pack)
    for unit, (entry, stage) in case.entries.items():
        outcome = outcomes[unit]
        line = LineResult(outcome.points, stage, entry.provisional, outcome)
        follows = outcome.effects or outcome.policy or entry.provisional
        plain = not follows and outcome.points is not None
        made[unit] = Ruled(line, outcome, plain, line._replace(provisional=True))
    _memory[key] = (case, made)
    return made


def _outcomes(case: _Case, pack: RulePack) -> dict[str, Outcome]:
    if case.row.rule is not None and case.row.rule.is_relative:
        given = {unit: numbers(entry.inputs) for unit, entry in case.compared.items()}
        return relative.compute_all(case.row, given, pack, case.apart)
    return {
        unit: criteria.compute(case.row, numbers(entry.inputs), pack, lenient=case.lenient)
        for unit, (entry, _) in case.entries.items()
    }

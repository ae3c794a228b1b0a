"""A whole season drawn as text: a table from `tests/models/tables`, and one line for each unit.

    Trường A (chủ nhiệm): all=max I.1:muon=2 III=14,5 III@board=12 na:IV=leave_out decide=Tốt

Words: `CODE=points`, `CODE:key=number` (a number behind the points), `CODE@stage…` (another stage than
the first that counts), `all=max` (judged criteria full, nothing counted, every yes, the first level),
`na:CODE=policy` (`-`: the pack's), `decide=class` (spaces as `_`). `-` leaves a criterion out.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import cast

from models.block import Unit
from models.criterion_rule import NotApplicablePolicy
from models.facts import ClassDecision, NotApplicable
from models.ranks.classes import classify
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import Input, Score, ScoreKey, Season
from models.table import TableRow
from storage import exchange

TABLES = Path(__file__).parent / "tables"
Cells = dict[tuple[str, str], dict[str, Decimal | None]]
"""(criterion, stage) → its numbers; the key "" stands for points."""


def load(name: str) -> Season:
    """The table and the pack of one body, without units."""
    return exchange.load((TABLES / f"{name}.json").read_text(encoding="utf-8"))


def filled(season: Season, drawing: str) -> Season:
    """The season with the drawn units, in the order of the lines."""
    for line in filter(None, (it.strip() for it in drawing.splitlines())):
        head, _, words = line.partition(":")
        season = _with_unit(season, head.strip(), words.split())
    return season


def drawn(season: Season) -> list[str]:
    """The ranking as lines: rank ("=" shared, "–" none), name, total, class."""
    standings = rank(score(season), season.pack)
    classes = classify(season, standings)
    lines = []
    for it in standings:
        mark = "–" if it.rank is None else f"{it.rank}{' =' if it.tied else ''}"
        total = it.result.total
        figure = "…" if total is None else f"{total.normalize():f}".replace(".", ",")
        found = classes.get(it.result.unit.id)
        name = found.name if found is not None else ""
        lines.append(" ".join(filter(None, (mark, it.result.unit.name, figure, name))))
    return lines


def _with_unit(season: Season, head: str, words: list[str]) -> Season:
    name, _, kind = head.rstrip(")").partition(" (")
    unit = Unit(name, name, kind=kind)
    cells: Cells = {}
    facts = season.facts
    stage = next(it.code for it in season.pack.stages if it.counts)
    for word in words:
        key, _, value = word.partition("=")
        if key == "all":
            cells.update(((row.code, stage), _best(row)) for row in _contents(season))
        elif key.startswith("na:"):
            policy = None if value == "-" else cast("NotApplicablePolicy", value)
            fact = NotApplicable(name, key.removeprefix("na:"), policy=policy)
            facts = replace(facts, not_applicable=(*facts.not_applicable, fact))
        elif key == "decide":
            decision = ClassDecision(name, value.replace("_", " "))
            facts = replace(facts, class_decisions=(*facts.class_decisions, decision))
        else:
            place, _, number = key.partition(":")
            code, _, other = place.partition("@")
            cell = cells.setdefault((code, other or stage), {})
            cell[number] = None if value == "-" else Decimal(value.replace(",", "."))
    scores = dict(season.scores)
    scores.update({ScoreKey(name, *place): _score(cell) for place, cell in cells.items()})
    return replace(season, units=(*season.units, unit), scores=scores, facts=facts)


def _contents(season: Season) -> Iterable[TableRow]:
    return (
        row for section in season.table.sections() for _, row in section.walk() if row.is_criterion
    )


def _best(row: TableRow) -> dict[str, Decimal | None]:
    """What a unit gets against which nothing can be said."""
    rule = row.rule
    if rule is None:
        return {"": row.max_points}
    if rule.kind == "yes_no":
        return {"yes": Decimal(1)}
    if rule.kind == "graded":
        return {rule.items[0].code: Decimal(1)}
    assert rule.items, f"nothing is the best for {rule.kind}"
    return {it.code: Decimal(0) for it in rule.items}


def _score(cell: dict[str, Decimal | None]) -> Score:
    inputs = {key: value for key, value in cell.items() if key and value is not None}
    return Score(cell.get(""), inputs=tuple(Input(key, inputs[key]) for key in sorted(inputs)))

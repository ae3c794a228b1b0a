"""What each intention about the units of a season does, with its audit entry.

Every function runs inside the caller's transaction; places count from 0.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from models.block import Unit
from models.errors import AppError
from models.facts import Fact
from models.season import NO_SCORE, Score, ScoreKey, Season
from models.texts import clean, same_name
from storage import audit
from storage.acts.changes import fact_document, facts_of, insert_fact
from storage.acts.lookups import codes_of, season_of, unit_of
from storage.audit import Act
from storage.book_rows import rows, score_rows
from storage.book_rows.records import normal


@dataclass(frozen=True, slots=True)
class RemovedUnit:
    """All that went with a unit, so that it can come back: its place, and each fact with its place."""

    unit: Unit
    position: int
    scores: Mapping[ScoreKey, Score] = field(default_factory=dict)
    facts: tuple[tuple[int, Fact], ...] = ()
    was_head: bool = False
    was_deputy: bool = False


def with_id(unit: Unit) -> Unit:
    """The unit with an id. Never one that was used before: forms sent out carry it."""
    if unit.id:
        return unit
    from uuid import uuid4

    return replace(unit, id=uuid4().hex[:12])


def complete(season: Season) -> Season:
    """The season as it is kept: cleaned, and every unit with an id."""
    units = tuple(with_id(normal(it)) for it in season.units)
    return replace(
        season,
        block=normal(season.block),
        pack=normal(season.pack),
        table=normal(season.table),
        units=units,
        scores={
            ScoreKey(*map(clean, key)): score_rows.kept(it)
            for key, it in season.scores.items()
            if it != NO_SCORE
        },
        facts=normal(season.facts),
        earlier_tables=normal(season.earlier_tables),
        plan=normal(season.plan),
        submissions=normal(season.submissions),
        meeting=normal(season.meeting),
    )


def add_unit(db: sqlite3.Connection, year: int, unit: Unit, act: Act, position: int | None) -> Unit:
    """Add a unit; gives it back with its id."""
    added = _add(db, year, unit, position)
    audit.write(db, act, "unit-add", year, subject=(added.id, "", ""), new=added)
    return added


def add_units(
    db: sqlite3.Connection, year: int, units: Sequence[Unit], act: Act
) -> tuple[Unit, ...]:
    """Add a list of units at the end, as one act; gives them back with their ids."""
    added = tuple(_add(db, year, unit, None) for unit in units)
    audit.write(db, act, "unit-add", year, new=added)
    return added


def _add(db: sqlite3.Connection, year: int, unit: Unit, position: int | None) -> Unit:
    added = with_id(normal(unit))
    season = season_of(db, year, scores=False)
    if season.unit(added.id) is not None:
        raise AppError(f"Khối đã có đơn vị mang mã “{added.id}”.")
    _check_name(season, added)
    _insert(db, season, added, position)
    return added


def change_unit(db: sqlite3.Connection, year: int, unit: Unit, act: Act) -> None:
    """Write the fields of the unit with this id."""
    season = season_of(db, year, scores=False)
    old, new = unit_of(season, unit.id), normal(unit)
    if old != new:
        _check_name(season, new)
        rows.update_unit(db, year, new)
        audit.write(db, act, "unit-change", year, subject=(new.id, "", ""), old=old, new=new)


def remove_unit(db: sqlite3.Connection, year: int, unit_id: str, act: Act) -> RemovedUnit:
    """Take a unit away with its scores, its facts and its office."""
    removed = _take_out(db, year, unit_id)
    subject = (unit_id, "", "")
    audit.write(db, act, "unit-remove", year, subject=subject, old=_document(removed))
    return removed


def remove_units(db: sqlite3.Connection, year: int, unit_ids: Sequence[str], act: Act) -> None:
    """Take a list of units away as one act: what undoing `add_units` does."""
    removed = [_take_out(db, year, unit_id) for unit_id in unit_ids]
    audit.write(db, act, "unit-remove", year, old=[_document(it) for it in removed])


def _take_out(db: sqlite3.Connection, year: int, unit_id: str) -> RemovedUnit:
    season = season_of(db, year, scores=False)
    unit = unit_of(season, unit_id)
    facts = list(facts_of(db, year, unit_id))
    removed = RemovedUnit(
        unit,
        season.units.index(unit),
        score_rows.read_scores(db, year, unit_id),
        tuple((place, fact) for place, _, fact in facts),
        season.head == unit_id,
        season.deputy == unit_id,
    )
    rows.delete_facts(db, [row for _, row, _ in facts])
    rows.delete_unit(db, year, unit_id)
    rows.order_units(db, year, [it.id for it in season.units if it.id != unit_id])
    head = "" if removed.was_head else season.head
    deputy = "" if removed.was_deputy else season.deputy
    rows.update_block(db, year, season.block, head, deputy)
    return removed


def restore_unit(db: sqlite3.Connection, year: int, removed: RemovedUnit, act: Act) -> None:
    """Put back what `remove_unit` took away."""
    season = season_of(db, year, scores=False)
    unit = removed.unit
    if season.unit(unit.id) is not None:
        raise AppError(f"“{unit.name}” đang có trong khối nên không cần khôi phục.")
    _check_name(season, unit)
    _insert(db, season, unit, removed.position)
    codes = codes_of(season_of(db, year, scores=False))
    # The table or the stages may have changed meanwhile; the audit still has what finds no place.
    kept = {key: it for key, it in removed.scores.items() if not codes.fault(key)}
    score_rows.put_scores(db, year, kept)
    for place, fact in removed.facts:
        insert_fact(db, year, fact, place)
    head = unit.id if removed.was_head and not season.head else season.head
    deputy = unit.id if removed.was_deputy and not season.deputy else season.deputy
    rows.update_block(db, year, season.block, head, deputy)
    subject = (unit.id, "", "")
    audit.write(db, act, "unit-restore", year, subject=subject, new=_document(removed))


def move_unit(db: sqlite3.Connection, year: int, unit_id: str, position: int, act: Act) -> None:
    """Move a unit to another place."""
    season = season_of(db, year, scores=False)
    unit_of(season, unit_id)
    order = [it.id for it in season.units]
    old = order.index(unit_id)
    order.remove(unit_id)
    order.insert(max(position, 0), unit_id)
    new = order.index(unit_id)
    if old != new:
        rows.order_units(db, year, order)
        audit.write(db, act, "unit-move", year, subject=(unit_id, "", ""), old=old, new=new)


def _check_name(season: Season, unit: Unit) -> None:
    if not unit.name.strip():
        raise AppError("Đơn vị chưa có tên. Ghi tên đơn vị.")
    if any(same_name(it.name, unit.name) and it.id != unit.id for it in season.units):
        raise AppError(f"Khối đã có đơn vị tên “{unit.name}”. Ghi thêm chữ để phân biệt.")


def _insert(db: sqlite3.Connection, season: Season, unit: Unit, position: int | None) -> None:
    order = [it.id for it in season.units]
    rows.insert_unit(db, season.year, unit, len(order))
    order.insert(len(order) if position is None else max(position, 0), unit.id)
    rows.order_units(db, season.year, order)


def _document(removed: RemovedUnit) -> dict[str, Any]:
    return {
        "unit": removed.unit,
        "position": removed.position,
        "scores": [audit.score_line(*it) for it in removed.scores.items()],
        "facts": [{"position": place, **fact_document(it)} for place, it in removed.facts],
        "was_head": removed.was_head,
        "was_deputy": removed.was_deputy,
    }

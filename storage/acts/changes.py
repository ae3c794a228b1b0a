"""What each intention about scores, facts and documents of a season does, with its audit entry.

Every function runs inside the caller's transaction; what changes nothing leaves no entry.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Literal

from models.block import Block
from models.checking.faults import Fault, pack_faults, table_faults
from models.collecting.intake import Change
from models.errors import AppError
from models.facts import FACT_KINDS, Fact, kind_of
from models.rulepack import RulePack
from models.season import NO_SCORE, Score, ScoreKey, Season
from models.table import ScoringTable
from models.texts import clean
from storage import audit
from storage.acts.lookups import codes_of, season_of, unit_of
from storage.audit import Act
from storage.book_rows import rows, score_rows
from storage.book_rows.records import normal, plain

Scores = Mapping[ScoreKey, Score]


def add_season(db: sqlite3.Connection, season: Season, act: Act) -> None:
    """The rows of a new season."""
    if season.year in rows.years(db):
        raise AppError(f"Tệp này đã có năm thi đua {season.year}.")
    # Here: nothing needs it while the window opens.
    from models.checking.plan_faults import own_faults

    tables = (season.table, *season.earlier_tables)
    _refuse(
        (
            *pack_faults(season.pack),
            *chain.from_iterable(map(table_faults, tables)),
            *own_faults(season),
        )
    )
    codes = codes_of(season)
    for fault in map(codes.fault, season.scores):
        if fault:
            raise AppError(fault)
    rows.insert_season(db, season)
    audit.write(db, act, "create", season.year, new=season.block)
    came = tuple(Change(key, NO_SCORE, it) for key, it in season.scores.items() if it != NO_SCORE)
    if act.source and came:  # what a file brings leaves the entry of every other way in
        audit.write_scores(db, act, season.year, came)


def _refuse(faults: Iterable[Fault]) -> None:
    """Rules or a table that make every figure wrong stay out; the first fault is told."""
    for fault in faults:
        raise AppError(fault.problem.text)


def set_scores(db: sqlite3.Connection, year: int, changes: Scores, act: Act) -> None:
    """Set scores, however many, with one entry."""
    done = put_scores(db, season_of(db, year, scores=False), changes)
    if done:
        audit.write_scores(db, act, year, done)


def put_scores(db: sqlite3.Connection, season: Season, changes: Scores) -> tuple[Change, ...]:
    """Write scores without an entry; gives those that changed."""
    codes = codes_of(season)
    done: list[Change] = []
    for given, score in changes.items():
        key = ScoreKey(*map(clean, given))
        if fault := codes.fault(key):
            raise AppError(fault)
        before = score_rows.read_score(db, season.year, key)
        change = Change(key, before, score_rows.kept(score))
        if change.old != change.new:
            done.append(change)
    if done:
        score_rows.put_scores(db, season.year, {it.key: it.new for it in done})
    return tuple(done)


def set_block(
    db: sqlite3.Connection, year: int, block: Block, head: str, deputy: str, act: Act
) -> None:
    """Set the block's own data and who runs it."""
    season = season_of(db, year, scores=False)
    for unit_id in filter(None, (head, deputy)):
        unit_of(season, unit_id)
    old = plain({"block": season.block, "head": season.head, "deputy": season.deputy})
    new = plain({"block": block, "head": head, "deputy": deputy})
    if old != new:
        rows.update_block(db, year, normal(block), head, deputy)
        audit.write(db, act, "block", year, old=old, new=new)


def set_pack(db: sqlite3.Connection, year: int, pack: RulePack, act: Act, back: Scores) -> Scores:
    """Set the rule pack; gives the scores of stages that went with it."""
    season = season_of(db, year)
    pack = normal(pack)
    _refuse(pack_faults(pack))
    stages = {it.code for it in pack.stages}
    gone = {key: it for key, it in season.scores.items() if key.stage not in stages}
    rows.update_pack(db, year, pack)
    _replace_document(db, year, act, ("pack", season.pack, pack), gone, back)
    return gone


def set_table(
    db: sqlite3.Connection, year: int, table: ScoringTable, act: Act, back: Scores
) -> Scores:
    """Set the scoring table; gives the scores of criteria that went with it.

    An issued table that it takes the place of stays among the season's earlier tables.
    """
    season = season_of(db, year)
    table = normal(table)
    _refuse(table_faults(table))
    criteria = {it.code for it in table.criteria()}
    gone = {key: it for key, it in season.scores.items() if key.criterion not in criteria}
    rows.update_table(db, year, table)
    before, after = season.earlier_tables, _earlier_tables(season, table)
    versions: dict[str, Any] = {}
    if before != after:
        rows.put_earlier_tables(db, year, after)
        versions = {"old": [it.version for it in before], "new": [it.version for it in after]}
    _replace_document(db, year, act, ("table", season.table, table), gone, back, versions)
    return gone


def _earlier_tables(season: Season, table: ScoringTable) -> tuple[ScoringTable, ...]:
    """The earlier tables once `table` is in force.

    Putting the newest of them in force again takes the act back that made it an earlier one.
    """
    earlier, replaced = season.earlier_tables, season.table
    if earlier and earlier[-1] == table != replaced:
        return earlier[:-1]
    is_other = (replaced.version, replaced.fingerprint()) != (table.version, table.fingerprint())
    return (*earlier, replaced) if is_other and not replaced.life.is_open else earlier


def _replace_document(
    db: sqlite3.Connection,
    year: int,
    act: Act,
    change: tuple[Literal["pack", "table"], Any, Any],
    gone: Scores,
    back: Scores,
    earlier_versions: Mapping[str, Any] | None = None,
) -> None:
    """Write scores and the entry; `earlier_versions` "old" and "new" go in where they changed."""
    kind, old, new = change
    if old == new and not back:
        return
    codes = codes_of(season_of(db, year, scores=False))
    for fault in map(codes.fault, back):
        if fault:
            raise AppError(fault)
    score_rows.put_scores(db, year, {**dict.fromkeys(gone, NO_SCORE), **back})
    sides = {
        side: {kind: document, "scores": [audit.score_line(*it) for it in scores.items()]}
        for side, document, scores in (("old", old, gone), ("new", new, back))
    }
    for side, versions in (earlier_versions or {}).items():
        sides[side]["earlier_versions"] = versions
    audit.write(db, act, kind, year, old=sides["old"], new=sides["new"])


def change_fact(
    db: sqlite3.Connection,
    year: int,
    old: Fact | None,
    new: Fact | None,
    act: Act,
    position: int | None,
) -> None:
    """Add, change or remove one fact, known by its value."""
    season = season_of(db, year, scores=False)
    before = None if old is None else normal(old)
    after = None if new is None else normal(new)
    about = after or before
    if about is None or before == after:
        return
    if after is not None:
        unit_of(season, after.unit)
    if before is None:
        assert after is not None
        insert_fact(db, year, after, position)
    else:
        row = row_of(db, year, before)
        if after is None:
            rows.delete_facts(db, [row])
        elif kind_of(before) == kind_of(after):
            rows.update_fact(db, row, after)
        else:
            raise AppError("Không đổi được loại của một mục đã ghi. Xoá mục đó rồi ghi mục mới.")
    subject = (about.unit, str(getattr(about, "criterion", "")), "")
    documents = [None if it is None else fact_document(it) for it in (before, after)]
    audit.write(db, act, "fact", year, subject=subject, old=documents[0], new=documents[1])


def insert_fact(db: sqlite3.Connection, year: int, fact: Fact, position: int | None) -> None:
    """Put a fact at its place among its kind, counted from 0; None is the end."""
    order = [row for row, _ in rows.read_facts(db, year, kind_of(fact))]
    row = rows.insert_fact(db, year, fact, len(order))
    order.insert(len(order) if position is None else position, row)
    rows.order_facts(db, order)


def facts_of(db: sqlite3.Connection, year: int, unit: str) -> Iterable[tuple[int, int, Fact]]:
    """The facts of one unit: place among their kind, number of the row, the fact."""
    for kind in FACT_KINDS:
        for place, (row, fact) in enumerate(rows.read_facts(db, year, kind)):
            if fact.unit == unit:
                yield place, row, fact


def fact_document(fact: Fact) -> dict[str, Any]:
    """A fact as it stands in the audit."""
    return {"kind": kind_of(fact), "fact": plain(fact)}


def row_of(db: sqlite3.Connection, year: int, wanted: Fact) -> int:
    """The number of the row of a fact, known by its value. Raises `AppError` when it is not there."""
    for row, fact in rows.read_facts(db, year, kind_of(wanted)):
        if fact == wanted:
            return row
    raise AppError("Mục cần sửa không còn như lúc mở ra. Mở lại danh sách rồi sửa.")

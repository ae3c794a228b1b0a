"""Row ↔ record: the statements that read and write one season. Transactions belong to the caller."""

import sqlite3
from collections.abc import Collection, Iterable
from datetime import date

from models.block import Block, Unit
from models.facts import FACT_KINDS, Fact, Facts, kind_of
from models.meeting import Meeting
from models.rulepack import RulePack
from models.season import Season
from models.table import ScoringTable
from models.year_plan import YearPlan
from storage.book_rows import closing_rows, score_rows, submission_rows
from storage.book_rows.records import from_text, to_text

_READ_UNITS = """
SELECT id, name, short_name, kind, has_party, has_union, contact
FROM units WHERE season = ? ORDER BY position, id
"""
_INSERT_UNIT = """
INSERT INTO units (season, position, id, name, short_name, kind, has_party, has_union, contact)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def years(db: sqlite3.Connection) -> tuple[int, ...]:
    """The years of the file, oldest first."""
    return tuple(year for (year,) in db.execute("SELECT year FROM seasons ORDER BY year"))


def read_season(db: sqlite3.Connection, year: int, *, scores: bool = True) -> Season:
    """The season, with its scores or without. Raises `ValueError` when something stored cannot be read."""
    row = db.execute(
        "SELECT block, pack, scoring_table, head, deputy, closed_on, is_sample, plan,"
        " meeting FROM seasons"
        " WHERE year = ?",
        (year,),
    ).fetchone()
    kinds = {kind: tuple(fact for _, fact in read_facts(db, year, kind)) for kind in FACT_KINDS}
    return Season(
        block=from_text(row[0], Block),
        year=year,
        pack=from_text(row[1], RulePack),
        table=from_text(row[2], ScoringTable),
        units=read_units(db, year),
        head=row[3],
        deputy=row[4],
        scores=score_rows.read_scores(db, year) if scores else {},
        facts=Facts(**kinds),  # type: ignore[arg-type]
        closed_on=None if row[5] is None else date.fromisoformat(row[5]),
        is_sample=bool(row[6]),
        earlier_tables=read_earlier_tables(db, year),
        plan=from_text(row[7], YearPlan),
        submissions=submission_rows.read(db, year),
        meeting=from_text(row[8], Meeting),
        closings=closing_rows.read(db, year),
    )


def insert_season(db: sqlite3.Connection, season: Season) -> None:
    """Everything of a new season."""
    db.execute(
        "INSERT INTO seasons"
        " (year, block, head, deputy, pack, scoring_table, closed_on, is_sample, plan, meeting)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            season.year,
            to_text(season.block),
            season.head,
            season.deputy,
            to_text(season.pack),
            to_text(season.table),
            season.closed_on.isoformat() if season.closed_on else None,
            season.is_sample,
            to_text(season.plan),
            to_text(season.meeting),
        ),
    )
    for position, unit in enumerate(season.units):
        insert_unit(db, season.year, unit, position)
    score_rows.put_scores(db, season.year, season.scores)
    for kind in FACT_KINDS:
        for position, fact in enumerate(getattr(season.facts, kind)):
            insert_fact(db, season.year, fact, position)
    put_earlier_tables(db, season.year, season.earlier_tables)
    for submission in season.submissions:
        submission_rows.insert(db, season.year, submission)


def update_block(db: sqlite3.Connection, year: int, block: Block, head: str, deputy: str) -> None:
    """Write the block's own data and who runs it."""
    db.execute(
        "UPDATE seasons SET block = ?, head = ?, deputy = ? WHERE year = ?",
        (to_text(block), head, deputy, year),
    )


def update_pack(db: sqlite3.Connection, year: int, pack: RulePack) -> None:
    """Write the rule pack."""
    db.execute("UPDATE seasons SET pack = ? WHERE year = ?", (to_text(pack), year))


def update_table(db: sqlite3.Connection, year: int, table: ScoringTable) -> None:
    """Write the scoring table."""
    db.execute("UPDATE seasons SET scoring_table = ? WHERE year = ?", (to_text(table), year))


def update_plan(db: sqlite3.Connection, year: int, plan: YearPlan) -> None:
    """Write the year's plan."""
    db.execute("UPDATE seasons SET plan = ? WHERE year = ?", (to_text(plan), year))


def update_meeting(db: sqlite3.Connection, year: int, meeting: Meeting) -> None:
    """Write the meeting."""
    db.execute("UPDATE seasons SET meeting = ? WHERE year = ?", (to_text(meeting), year))


def update_closed_on(db: sqlite3.Connection, year: int, closed_on: date | None) -> None:
    """Write the day of closing; None opens the year again."""
    day = None if closed_on is None else closed_on.isoformat()
    db.execute("UPDATE seasons SET closed_on = ? WHERE year = ?", (day, year))


def closed_on(db: sqlite3.Connection, year: int) -> str | None:
    """The day of closing as text, None while the year is open."""
    row = db.execute("SELECT closed_on FROM seasons WHERE year = ?", (year,)).fetchone()
    return None if row is None else row[0]


def read_earlier_tables(db: sqlite3.Connection, year: int) -> tuple[ScoringTable, ...]:
    """The issued tables that later ones took the place of, oldest first."""
    rows = db.execute("SELECT body FROM earlier_tables WHERE season = ? ORDER BY position", (year,))
    return tuple(from_text(body, ScoringTable) for (body,) in rows.fetchall())


def put_earlier_tables(db: sqlite3.Connection, year: int, tables: tuple[ScoringTable, ...]) -> None:
    """Write the list of earlier tables anew."""
    db.execute("DELETE FROM earlier_tables WHERE season = ?", (year,))
    db.executemany(
        "INSERT INTO earlier_tables (season, position, body) VALUES (?, ?, ?)",
        [(year, position, to_text(table)) for position, table in enumerate(tables)],
    )


def read_units(db: sqlite3.Connection, year: int) -> tuple[Unit, ...]:
    """The units in their order."""
    rows = db.execute(_READ_UNITS, (year,))
    return tuple(
        Unit(name, unit_id, short_name, kind, bool(has_party), bool(has_union), contact)
        for unit_id, name, short_name, kind, has_party, has_union, contact in rows.fetchall()
    )


def insert_unit(db: sqlite3.Connection, year: int, unit: Unit, position: int) -> None:
    """Add a unit at `position`, which the caller has made free."""
    db.execute(
        _INSERT_UNIT,
        (
            year,
            position,
            unit.id,
            unit.name,
            unit.short_name,
            unit.kind,
            unit.has_party,
            unit.has_union,
            unit.contact,
        ),
    )


def update_unit(db: sqlite3.Connection, year: int, unit: Unit) -> None:
    """Write every field of a unit but its place."""
    db.execute(
        "UPDATE units SET name = ?, short_name = ?, kind = ?, has_party = ?, has_union = ?,"
        " contact = ? WHERE season = ? AND id = ?",
        (
            unit.name,
            unit.short_name,
            unit.kind,
            unit.has_party,
            unit.has_union,
            unit.contact,
            year,
            unit.id,
        ),
    )


def delete_unit(db: sqlite3.Connection, year: int, unit_id: str) -> None:
    """Take a unit away with its scores; its facts must be gone already."""
    db.execute("DELETE FROM scores WHERE season = ? AND unit = ?", (year, unit_id))
    db.execute("DELETE FROM units WHERE season = ? AND id = ?", (year, unit_id))


def order_units(db: sqlite3.Connection, year: int, unit_ids: Iterable[str]) -> None:
    """Number the units in this order, from 0."""
    db.executemany(
        "UPDATE units SET position = ? WHERE season = ? AND id = ?",
        [(position, year, unit_id) for position, unit_id in enumerate(unit_ids)],
    )


def read_facts(db: sqlite3.Connection, year: int, kind: str) -> list[tuple[int, Fact]]:
    """The facts of one kind in their order, each with the number of its row."""
    record = FACT_KINDS[kind]
    rows = db.execute(
        "SELECT id, body FROM facts WHERE season = ? AND kind = ? ORDER BY position, id",
        (year, kind),
    )
    return [(row, from_text(body, record)) for row, body in rows.fetchall()]


def insert_fact(db: sqlite3.Connection, year: int, fact: Fact, position: int) -> int:
    """Add a fact; gives the number of its row."""
    cursor = db.execute(
        "INSERT INTO facts (season, unit, kind, position, body) VALUES (?, ?, ?, ?, ?)",
        (year, fact.unit, kind_of(fact), position, to_text(fact)),
    )
    return int(cursor.lastrowid or 0)


def update_fact(db: sqlite3.Connection, row: int, fact: Fact) -> None:
    """Write another fact of the same kind in the place of this one."""
    db.execute("UPDATE facts SET unit = ?, body = ? WHERE id = ?", (fact.unit, to_text(fact), row))


def delete_facts(db: sqlite3.Connection, rows: Collection[int]) -> None:
    """Take facts away."""
    db.executemany("DELETE FROM facts WHERE id = ?", [(row,) for row in rows])


def order_facts(db: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Number the facts of one kind in this order, from 0."""
    db.executemany("UPDATE facts SET position = ? WHERE id = ?", list(enumerate(rows)))

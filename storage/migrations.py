"""The only schema of the file, as named steps that are only ever added to.

`waiting` looks with plain sqlite3, because sqlite_utils costs a tenth of a second at the start and is
needed only when a file is made or is older than the program.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

from storage.connection import APPLICATION_ID

SET_NAME = "khoi"
TABLE = "_sqlite_migrations"
"""Where the file keeps which steps it has been through, and when."""
Step = Callable[[Any], None]


def _m0001_seasons(db: Any) -> None:
    """Seasons, their units, scores and facts."""
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _run(db, _SEASONS, _UNITS, _SCORES, _FACTS, _FACTS_ORDER)


def _m0002_audit(db: Any) -> None:
    """The record of who changed what and why; once written it can be neither changed nor removed."""
    _run(db, _AUDIT, _AUDIT_NO_UPDATE, _AUDIT_NO_DELETE, _AUDIT_NO_REPLACE)


def _m0003_rules(db: Any) -> None:
    """Numbers behind a score, the tables issued before, and a table's papers instead of one text."""
    _run(db, _INPUTS, _EARLIER_TABLES, _TABLE_LIFE)


def _m0004_collecting(db: Any) -> None:
    """The year's plan, and the files that came in with their originals."""
    _run(db, _PLAN, _SUBMISSIONS, _SUBMISSIONS_ORDER, _ORIGINALS)


def _m0005_meeting(db: Any) -> None:
    """The meeting, and the closed versions of a result with the season they froze."""
    _run(db, _MEETING, _CLOSINGS, _CLOSINGS_NO_UPDATE, _CLOSINGS_NO_DELETE)


STEPS: dict[str, Step] = {
    "0001_seasons": _m0001_seasons,
    "0002_audit": _m0002_audit,
    "0003_rules": _m0003_rules,
    "0004_collecting": _m0004_collecting,
    "0005_meeting": _m0005_meeting,
}
"""Every step in order. A name or a step that was ever released never changes."""


def applied(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Names of the steps that this file has been through."""
    known = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    ).fetchone()[0]
    if not known:
        return ()
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET_NAME,)
    )
    return tuple(name for (name,) in rows.fetchall())


def waiting(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Names of the steps that are still to be applied to this file."""
    done = applied(connection)
    return tuple(name for name in STEPS if name not in done)


def unknown(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Names of steps that this program does not know: a newer program made the file."""
    return tuple(name for name in applied(connection) if name not in STEPS)


def apply(connection: sqlite3.Connection, *, stop_before: str | None = None) -> None:
    """Apply what is waiting, all of it or nothing. `stop_before` makes files of older versions."""
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(SET_NAME)
    for name, step in STEPS.items():
        migrations(name=name)(step)
    db = Database(connection, execute_plugins=False)
    with db.atomic():
        migrations.apply(db, stop_before=stop_before)


def _run(db: Any, *statements: str) -> None:
    for statement in statements:
        db.conn.execute(statement)


_SEASONS = """
CREATE TABLE seasons (
    year INTEGER PRIMARY KEY,
    block TEXT NOT NULL,
    head TEXT NOT NULL,
    deputy TEXT NOT NULL,
    pack TEXT NOT NULL,
    scoring_table TEXT NOT NULL,
    closed_on TEXT,
    is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1))
) STRICT
"""
_UNITS = """
CREATE TABLE units (
    season INTEGER NOT NULL REFERENCES seasons (year),
    id TEXT NOT NULL CHECK (id <> ''),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    has_party INTEGER NOT NULL CHECK (has_party IN (0, 1)),
    has_union INTEGER NOT NULL CHECK (has_union IN (0, 1)),
    contact TEXT NOT NULL,
    PRIMARY KEY (season, id)
) STRICT, WITHOUT ROWID
"""
# Points are text in plain digits: exact at any number of decimals, and readable by any tool.
_SCORES = """
CREATE TABLE scores (
    season INTEGER NOT NULL,
    unit TEXT NOT NULL,
    criterion TEXT NOT NULL,
    stage TEXT NOT NULL,
    points TEXT CHECK (points NOT GLOB '*[^0-9.-]*' AND points <> ''),
    evidence TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    PRIMARY KEY (season, unit, criterion, stage),
    FOREIGN KEY (season, unit) REFERENCES units (season, id)
) STRICT, WITHOUT ROWID
"""
_FACTS = """
CREATE TABLE facts (
    id INTEGER PRIMARY KEY,
    season INTEGER NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    body TEXT NOT NULL,
    FOREIGN KEY (season, unit) REFERENCES units (season, id)
) STRICT
"""
_FACTS_ORDER = "CREATE INDEX facts_in_order ON facts (season, kind, position)"
_AUDIT = """
CREATE TABLE audit (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    happened TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    season INTEGER NOT NULL,
    unit TEXT NOT NULL,
    criterion TEXT NOT NULL,
    stage TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT
"""
_AUDIT_NO_UPDATE = """
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
"""
_AUDIT_NO_DELETE = """
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
"""
# REPLACE deletes without asking the trigger above, so an id may come only once.
_AUDIT_NO_REPLACE = """
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
"""
# Numbers that were counted or measured: a JSON object of text in plain digits, "" where there are none.
_INPUTS = """
ALTER TABLE scores ADD COLUMN inputs TEXT NOT NULL DEFAULT ''
CHECK (inputs = '' OR inputs GLOB '{"*}')
"""
_EARLIER_TABLES = """
CREATE TABLE earlier_tables (
    season INTEGER NOT NULL REFERENCES seasons (year),
    position INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (season, position)
) STRICT, WITHOUT ROWID
"""
# A table that named the paper it was issued by was issued.
_TABLE_LIFE = """
UPDATE seasons SET scoring_table = json_remove(
    CASE WHEN ifnull(json_extract(scoring_table, '$.issued'), '') = '' THEN scoring_table
    ELSE json_set(scoring_table, '$.life', json_object(
        'state', 'issued', 'number', json_extract(scoring_table, '$.issued')
    )) END, '$.issued'
)
"""
_PLAN = "ALTER TABLE seasons ADD COLUMN plan TEXT NOT NULL DEFAULT '{}'"
# A submission is never deleted: it is set aside with a reason.
_SUBMISSIONS = """
CREATE TABLE submissions (
    id INTEGER PRIMARY KEY,
    season INTEGER NOT NULL REFERENCES seasons (year),
    body TEXT NOT NULL
) STRICT
"""
_SUBMISSIONS_ORDER = "CREATE INDEX submissions_of_season ON submissions (season, id)"
# The same bytes sent twice are kept once.
_ORIGINALS = """
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID
"""
_MEETING = "ALTER TABLE seasons ADD COLUMN meeting TEXT NOT NULL DEFAULT '{}'"
# `body` is the exchange document of the season as it was closed.
_CLOSINGS = """
CREATE TABLE closings (
    season INTEGER NOT NULL REFERENCES seasons (year),
    number INTEGER NOT NULL CHECK (number >= 0),
    record TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (season, number)
) STRICT, WITHOUT ROWID
"""
_CLOSINGS_NO_UPDATE = """
CREATE TRIGGER closings_no_update BEFORE UPDATE ON closings
BEGIN SELECT RAISE(ABORT, 'a closed version never changes'); END
"""
_CLOSINGS_NO_DELETE = """
CREATE TRIGGER closings_no_delete BEFORE DELETE ON closings
BEGIN SELECT RAISE(ABORT, 'a closed version is never removed'); END
"""

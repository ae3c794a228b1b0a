"""The record of every change: one entry for one intention of the user, never changed afterwards."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from models.collecting.intake import Change
from models.season import NO_SCORE, Score, ScoreKey
from models.texts import clean
from storage.book_rows.records import to_text
from storage.book_rows.score_rows import inputs_of

Kind = Literal[
    "create",
    "scores",
    "block",
    "unit-add",
    "unit-change",
    "unit-remove",
    "unit-restore",
    "unit-move",
    "fact",
    "facts",
    "plan",
    "arrive",
    "submission",
    "meeting",
    "course",
    "close",
    "reopen",
    "pack",
    "table",
]

# An entry about several units names none of them by itself: its lines do, facts and files inside their own.
_READ = """
SELECT id, happened, kind, what, season, unit, criterion, stage, old, new, reason, source
FROM audit
WHERE (:kind IS NULL OR kind = :kind)
AND kind NOT IN (SELECT value FROM json_each(:without))
AND (:unit IS NULL OR unit = :unit
OR kind IN ('scores', 'facts', 'arrive', 'submission') AND unit = '' AND EXISTS (
    SELECT 1 FROM json_each(json_array(json(audit.old), json(audit.new))) AS side,
    json_each(side.value) AS line
    WHERE :unit IN (
        json_extract(line.value, '$.unit'),
        json_extract(line.value, '$.fact.unit'),
        json_extract(line.value, '$.submission.unit')
    )
))
ORDER BY id DESC LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class Act:
    """Who and why of one intention of the user.

    `what` is a Vietnamese phrase for the history ("Nhận biểu mẫu của Ban Dân vận"); `source` the name
    of the file the values came from, "" when entered by hand.
    """

    when: datetime
    what: str
    reason: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry. `old` and `new` are plain JSON values, None where there was or is nothing.

    `unit`, `criterion` and `stage` are filled when the whole entry is about that one, else "".
    """

    id: int
    when: datetime
    kind: Kind
    what: str
    year: int
    unit: str
    criterion: str
    stage: str
    old: Any
    new: Any
    reason: str
    source: str

    @property
    def scores(self) -> tuple[Change, ...]:
        """The scores that this entry set, old and new; empty for every other kind."""
        if self.kind != "scores":
            return ()
        # What came in with a file also tells its facts and what became of the file.
        old, new = (
            dict(_score_of(it) for it in side if "criterion" in it) for side in (self.old, self.new)
        )
        keys = dict.fromkeys((*old, *new))
        return tuple(Change(key, old.get(key, NO_SCORE), new.get(key, NO_SCORE)) for key in keys)


def write(
    connection: sqlite3.Connection,
    act: Act,
    kind: Kind,
    year: int,
    *,
    subject: tuple[str, str, str] = ("", "", ""),
    old: Any = None,
    new: Any = None,
) -> None:
    """Add one entry inside the caller's transaction; `subject` is unit, criterion, stage."""
    connection.execute(
        "INSERT INTO audit (happened, kind, what, season, unit, criterion, stage, old, new,"
        " reason, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            act.when.isoformat(),
            kind,
            clean(act.what),
            year,
            *subject,
            to_text(old),
            to_text(new),
            clean(act.reason),
            clean(act.source),
        ),
    )


def write_scores(
    connection: sqlite3.Connection, act: Act, year: int, changes: tuple[Change, ...]
) -> None:
    """Add the entry of one setting of scores, however many they are."""
    old, new = score_lines(changes)
    write(connection, act, "scores", year, subject=common_key(changes), old=old, new=new)


def common_key(changes: tuple[Change, ...]) -> ScoreKey:
    """What all of these scores are about: unit, criterion and stage, each "" where they differ."""
    columns = zip(*(change.key for change in changes), strict=True)
    return ScoreKey(*(_common(column) for column in columns)) if changes else ScoreKey("", "", "")


def score_lines(changes: tuple[Change, ...]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The scores before and after, as they stand in an entry."""
    return (
        [score_line(it.key, it.old) for it in changes if it.old != NO_SCORE],
        [score_line(it.key, it.new) for it in changes if it.new != NO_SCORE],
    )


def read(
    connection: sqlite3.Connection,
    limit: int,
    unit: str | None = None,
    kind: Kind | None = None,
    without: Collection[Kind] = (),
) -> tuple[AuditEntry, ...]:
    """The newest `limit` entries, newest first; with `unit` only those that touch this unit, with `kind`
    only those of this kind, and none of the kinds `without`."""
    asked = {"unit": unit, "kind": kind, "without": json.dumps(list(without)), "limit": limit}
    rows = connection.execute(_READ, asked).fetchall()
    return tuple(map(_entry, rows))


def _entry(row: tuple[Any, ...]) -> AuditEntry:
    number, happened, kind, what, year, unit, criterion, stage, old, new, reason, source = row
    return AuditEntry(
        number,
        datetime.fromisoformat(happened),
        kind,
        what,
        year,
        unit,
        criterion,
        stage,
        json.loads(old),
        json.loads(new),
        reason,
        source,
    )


def score_line(key: ScoreKey, score: Score) -> dict[str, Any]:
    """A score with its key as one JSON object; "inputs" stand in it only where there are some."""
    return {
        "unit": key.unit,
        "criterion": key.criterion,
        "stage": key.stage,
        "points": score.points,
        "evidence": score.evidence,
        "note": score.note,
        "source": score.source,
        "provisional": score.provisional,
        **({"inputs": dict(score.inputs)} if score.inputs else {}),
    }


def _score_of(line: dict[str, Any]) -> tuple[ScoreKey, Score]:
    points = None if line["points"] is None else Decimal(line["points"])
    key = ScoreKey(line["unit"], line["criterion"], line["stage"])
    inputs = inputs_of({name: Decimal(it) for name, it in line.get("inputs", {}).items()})
    texts = (line["evidence"], line["note"], line["source"])
    return key, Score(points, *texts, line["provisional"], inputs)


def _common(values: tuple[str, ...]) -> str:
    first = values[0]
    return first if all(it == first for it in values) else ""

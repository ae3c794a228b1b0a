"""Scores of one season, row ↔ record. Transactions belong to the caller.

Points and inputs are text in plain digits: exact at any number of decimals, and readable by any tool.
Inputs are one JSON object ("plan" → "100"), its keys in order, or "" where there are none.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from models.errors import AppError
from models.season import NO_SCORE, Input, Score, ScoreKey
from storage.book_rows.records import from_text, normal, to_text

_READ = """
SELECT unit, criterion, stage, points, evidence, note, source, provisional, inputs
FROM scores WHERE season = :year AND (:unit IS NULL OR unit = :unit)
"""
_READ_ONE = """
SELECT unit, criterion, stage, points, evidence, note, source, provisional, inputs
FROM scores WHERE season = ? AND unit = ? AND criterion = ? AND stage = ?
"""
_PUT = """
INSERT OR REPLACE INTO scores
(season, unit, criterion, stage, points, evidence, note, source, provisional, inputs)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_Row = tuple[str, str, str, str | None, str, str, str, int, str]


def kept(score: Score) -> Score:
    """The score as it is kept: cleaned, its inputs ordered by key.

    Raises `AppError` when one key has two numbers.
    """
    cleaned = normal(score)
    if not cleaned.inputs:
        return cleaned
    inputs = inputs_of(dict(cleaned.inputs))
    if len(inputs) != len(cleaned.inputs):
        raise AppError("Một ô số liệu của tiêu chí ghi hai số. Ghi một số cho mỗi ô.")
    return replace(cleaned, inputs=inputs)


def inputs_of(values: Mapping[str, Decimal]) -> tuple[Input, ...]:
    """The inputs of a score from key → number, in their order."""
    return tuple(Input(key, values[key]) for key in sorted(values))


def read_scores(
    db: sqlite3.Connection, year: int, unit: str | None = None
) -> dict[ScoreKey, Score]:
    """The scores of the season, or of one of its units. Raises `ValueError` where one is unreadable."""
    return dict(map(_score, db.execute(_READ, {"year": year, "unit": unit}).fetchall()))


def read_score(db: sqlite3.Connection, year: int, key: ScoreKey) -> Score:
    """One score, empty when there is none."""
    row = db.execute(_READ_ONE, (year, *key)).fetchone()
    return NO_SCORE if row is None else _score(row)[1]


def put_scores(db: sqlite3.Connection, year: int, scores: Mapping[ScoreKey, Score]) -> None:
    """Set scores; an empty one takes its row away."""
    db.executemany(
        "DELETE FROM scores WHERE season = ? AND unit = ? AND criterion = ? AND stage = ?",
        [(year, *key) for key, score in scores.items() if score == NO_SCORE],
    )
    db.executemany(
        _PUT,
        [
            (
                year,
                *key,
                None if score.points is None else f"{score.points:f}",
                score.evidence,
                score.note,
                score.source,
                score.provisional,
                to_text(dict(score.inputs)) if score.inputs else "",
            )
            for key, score in scores.items()
            if score != NO_SCORE
        ],
    )


def _score(row: _Row) -> tuple[ScoreKey, Score]:
    unit, criterion, stage, points, evidence, note, source, provisional, inputs = row
    try:
        value = None if points is None else Decimal(points)
    except InvalidOperation as error:
        raise ValueError(f"points of {unit} {criterion} {stage}: {points!r}") from error
    # Most scores have no inputs, and a block has thousands of scores.
    numbers = _numbers(inputs) if inputs else ()
    score = Score(value, evidence, note, source, bool(provisional), numbers)
    return ScoreKey(unit, criterion, stage), score


@lru_cache(maxsize=4096)  # the same few counts stand on many scores
def _numbers(text: str) -> tuple[Input, ...]:
    return inputs_of(from_text(text, dict[str, Decimal]))

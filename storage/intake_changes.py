"""What each intention about what comes in does: files, lists of facts, the year's plan; with its entry.

Every function runs inside the caller's transaction; what changes nothing leaves no entry.
"""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.errors import AppError
from models.facts import Fact
from models.season import Score, ScoreKey
from models.submission import Submission
from models.year_plan import YearPlan
from storage import audit, changes, rows, submission_rows
from storage.audit import Act
from storage.lookups import season_of, unit_of
from storage.records import normal


@dataclass(frozen=True, slots=True)
class TakenIn:
    """All that accepting what came in sets at once: scores, facts in place of others, files' states."""

    scores: Mapping[ScoreKey, Score]
    old_facts: tuple[Fact, ...] = ()
    new_facts: tuple[Fact, ...] = ()
    submissions: tuple[Submission, ...] = ()


def arrive(
    db: sqlite3.Connection, year: int, arrivals: Sequence[tuple[Submission, bytes]], act: Act
) -> tuple[Submission, ...]:
    """Keep files that came in, with their originals; gives them back with their numbers."""
    season_of(db, year, scores=False)
    kept = []
    for submission, content in arrivals:
        if hashlib.sha256(content).hexdigest() != submission.sha256:
            raise AppError(f"Tệp “{submission.name}” đổi trong lúc nhận. Nhận lại tệp.")
        submission_rows.keep_original(db, submission.sha256, content)
        kept.append(submission_rows.insert(db, year, normal(submission)))
    if kept:
        audit.write(db, act, "arrive", year, new=kept)
    return tuple(kept)


def change_submissions(
    db: sqlite3.Connection, year: int, submissions: Sequence[Submission], act: Act
) -> None:
    """Write what became of files that came in, found by their numbers."""
    old, new = _put_submissions(db, year, submissions)
    if new:
        units = {it.unit for it in (*old, *new)}
        subject = (units.pop() if len(units) == 1 else "", "", "")
        audit.write(db, act, "submission", year, subject=subject, old=old, new=new)


def take_in(db: sqlite3.Connection, year: int, taken: TakenIn, act: Act) -> None:
    """Accept what came in: its scores or facts leave the entry; the files' states go with it."""
    changes.set_scores(db, year, taken.scores, act)
    change_facts(db, year, taken.old_facts, taken.new_facts, act)
    if taken.scores or taken.old_facts or taken.new_facts:
        _put_submissions(db, year, taken.submissions)
    else:
        change_submissions(db, year, taken.submissions, act)


def change_facts(
    db: sqlite3.Connection, year: int, old: Sequence[Fact], new: Sequence[Fact], act: Act
) -> None:
    """Put facts in the place of others (known by their value), as one act; new ones go to the end."""
    season = season_of(db, year, scores=False)
    before = [normal(it) for it in old]
    after = [normal(it) for it in new]
    gone = [it for it in before if it not in after]
    come = [it for it in after if it not in before]
    if not (gone or come):
        return
    for fact in come:
        unit_of(season, fact.unit)
    rows.delete_facts(db, [changes.row_of(db, year, fact) for fact in gone])
    for fact in come:
        changes.insert_fact(db, year, fact, None)
    units = {it.unit for it in (*gone, *come)}
    subject = (units.pop() if len(units) == 1 else "", "", "")
    documents = [[changes.fact_document(it) for it in side] for side in (gone, come)]
    audit.write(db, act, "facts", year, subject=subject, old=documents[0], new=documents[1])


def set_plan(db: sqlite3.Connection, year: int, plan: YearPlan, act: Act) -> None:
    """Set what the head has fixed for the year."""
    old, new = season_of(db, year, scores=False).plan, normal(plan)
    if old != new:
        rows.update_plan(db, year, new)
        audit.write(db, act, "plan", year, old=old, new=new)


def _put_submissions(
    db: sqlite3.Connection, year: int, submissions: Sequence[Submission]
) -> tuple[list[Submission], list[Submission]]:
    """Those that changed, as they were and as they are."""
    known = {it.id: it for it in submission_rows.read(db, year)}
    old, new = [], []
    for given in submissions:
        submission = normal(given)
        if submission.id not in known:
            raise AppError(f"Tệp “{submission.name}” không còn trong danh sách đã nhận.")
        if known[submission.id] != submission:
            old.append(known[submission.id])
            new.append(submission)
            submission_rows.update(db, submission)
    return old, new

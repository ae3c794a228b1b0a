"""What each intention about what comes in does: files, lists of facts, the year's plan; with its entry.

Every function runs inside the caller's transaction; what changes nothing leaves no entry.
"""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from models.collecting.taking import Taking
from models.errors import AppError
from models.facts import Fact, FactLists, with_replaced
from models.season import Season
from models.submission import Submission
from models.year_plan import YearPlan
from storage import audit
from storage.acts import changes
from storage.acts.lookups import season_of, unit_of
from storage.audit import Act
from storage.book_rows import rows, submission_rows
from storage.book_rows.records import normal


def arrive(
    db: sqlite3.Connection, year: int, arrivals: Sequence[tuple[Submission, bytes]], act: Act
) -> tuple[Submission, ...]:
    """Keep files that came in, with their originals; gives them back with their numbers.

    Of a file that has a number already only the original was missing.
    """
    import hashlib  # here: it brings OpenSSL along, and nothing needs it while the window opens

    season_of(db, year, scores=False)
    kept = []
    for submission, content in arrivals:
        if hashlib.sha256(content).hexdigest() != submission.sha256:
            raise AppError(f"Tệp “{submission.name}” đổi trong lúc nhận. Nhận lại tệp.")
        submission_rows.keep_original(db, submission.sha256, content)
        new = not submission.id
        kept.append(submission_rows.insert(db, year, normal(submission)) if new else submission)
    if kept:
        audit.write(db, act, "arrive", year, new=kept)
    return tuple(kept)


def take_in(
    db: sqlite3.Connection, year: int, taking: Taking, act: Act, lists: FactLists | None = None
) -> FactLists:
    """Accept what came in: its scores, its facts and the files' states, with one entry.

    `lists` are whole lists of facts to be put instead: what taking it back puts back. Gives the lists of
    facts as they were.
    """
    season = season_of(db, year, scores=False)
    done = changes.put_scores(db, season, taking.scores)
    if lists is None:
        given = (normal(taking.old_facts), normal(taking.new_facts))
        lists = with_replaced(season.facts, *given)
    before, gone, come = _put_lists(db, season, lists)
    old, new = _put_submissions(db, year, taking.submissions)
    told = [
        [
            *scores,
            *(changes.fact_document(it) for it in facts),
            *({"submission": it} for it in submissions),
        ]
        for scores, facts, submissions in zip(
            audit.score_lines(done), (gone, come), (old, new), strict=True
        )
    ]
    kind: Literal["scores", "facts", "submission"] = (
        "scores" if done else "facts" if gone or come else "submission"
    )
    if done or gone or come or new:
        units = {it.key.unit for it in done} | {it.unit for it in (*gone, *come, *old, *new)}
        units.discard("")  # a file whose unit was not known yet
        _, criterion, stage = audit.common_key(done)
        subject = (units.pop() if len(units) == 1 else "", criterion, stage)
        audit.write(db, act, kind, year, subject=subject, old=told[0], new=told[1])
    return before


def change_submissions(
    db: sqlite3.Connection, year: int, submissions: Sequence[Submission], act: Act
) -> None:
    """Write what became of files that came in, found by their numbers."""
    take_in(db, year, Taking(act.what, submissions=tuple(submissions)), act)


def change_facts(
    db: sqlite3.Connection, year: int, old: Sequence[Fact], new: Sequence[Fact], act: Act
) -> FactLists:
    """Put facts in the place of others (known by their value), as one act; gives the lists as they were."""
    return take_in(db, year, Taking(act.what, old_facts=tuple(old), new_facts=tuple(new)), act)


def set_plan(db: sqlite3.Connection, year: int, plan: YearPlan, act: Act) -> None:
    """Set what the head has fixed for the year; refused for a fault that it did not have before (another
    pack may have left some).
    """
    # Here: nothing needs it while the window opens.
    from models.checking.plan_faults import plan_faults

    season = season_of(db, year, scores=False)
    old, new = season.plan, normal(plan)
    known = {it.problem for it in plan_faults(season)}
    for it in plan_faults(replace(season, plan=new)):
        if it.problem not in known:
            raise AppError(it.problem.text)
    if old != new:
        rows.update_plan(db, year, new)
        audit.write(db, act, "plan", year, old=old, new=new)


def _put_lists(
    db: sqlite3.Connection, season: Season, lists: FactLists
) -> tuple[FactLists, list[Fact], list[Fact]]:
    """Write whole lists; gives them as they were, and what went and came."""
    before: dict[str, tuple[Fact, ...]] = {}
    gone: Counter[Fact] = Counter()
    come: Counter[Fact] = Counter()
    for kind, after in lists.items():
        known: tuple[Fact, ...] = getattr(season.facts, kind)
        if known == after:
            continue
        before[kind] = known
        gone += Counter(known) - Counter(after)
        come += Counter(after) - Counter(known)
        for fact in come:
            unit_of(season, fact.unit)
        rows.delete_facts(db, [row for row, _ in rows.read_facts(db, season.year, kind)])
        for place, fact in enumerate(after):
            rows.insert_fact(db, season.year, fact, place)
    return before, list(gone.elements()), list(come.elements())


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

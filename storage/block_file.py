"""The file of one block: open, read as a `Season`, and one method for each intention of the user.

Every writing method is one durable transaction with one entry in the history, or, when it would change
nothing, neither. All of them raise `AppError`, and then nothing was entered: on a read-only file, a full
disk, a lost USB stick, and where the named year, unit, criterion, stage or fact is not there.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Self

from models.block import Block, Unit
from models.closed import Closing
from models.collecting.taking import Taking
from models.errors import AppError, Problem
from models.facts import Fact, FactLists
from models.meeting import Meeting
from models.rulepack import RulePack
from models.season import Score, ScoreKey, Season
from models.submission import Submission
from models.table import ScoringTable
from models.year_plan import YearPlan
from storage import audit, checks, opening
from storage.acts import changes, closing_changes, intake_changes, unit_changes
from storage.acts.closing_changes import Later
from storage.acts.lookups import season_of
from storage.acts.unit_changes import RemovedUnit
from storage.audit import Act, AuditEntry, Kind
from storage.backup import Backup
from storage.book_rows import closing_rows, rows, submission_rows
from storage.connection import connect, reading, writing
from storage.failures import DAMAGED, told

__all__ = ["Act", "AuditEntry", "BlockFile", "RemovedUnit"]


class BlockFile:
    """An open file, made by `create` or `open`, closed by `close` or at the end of a `with`.

    For one thread. `last_backup` is the copy that holds what the file held when it was opened;
    `backup_problem` tells why there is none.
    """

    def __init__(self, path: Path, opened: opening.Opened) -> None:
        self.path = path
        self.read_only_reason = opened.hold.reason
        self.last_backup: Backup | None = opened.last_backup
        self.backup_problem: Problem | None = opened.backup_problem
        self._hold = opened.hold
        self._db = opened.connection

    @classmethod
    def create(cls, path: Path, season: Season, act: Act) -> "BlockFile":
        """Make a new file with one season; a kill leaves nothing or the whole file under this name.

        Units without an id are given one. Raises `AppError` when there is a file already, or when it
        cannot be written.
        """
        opening.create(path, season, act)
        return cls.open(path, now=act.when)

    @classmethod
    def open(cls, path: Path, *, now: datetime, backups: Path | None = None) -> "BlockFile":
        """Open an existing file, and copy it into `backups` when it changed since the last copy.

        A file that cannot be written, or that another program has open, opens read-only. Raises
        `AppError` when it cannot be read, is damaged, or belongs to another or a newer program.
        """
        return cls(path, opening.open_file(path, now, backups))

    def only_look(self, reason: str) -> None:
        """Refuse every writing method from now on, with this sentence."""
        self.read_only_reason = self.read_only_reason or reason

    @property
    def read_only(self) -> bool:
        """Whether every writing method refuses; `read_only_reason` is why, as a sentence to show."""
        return bool(self.read_only_reason)

    @property
    def number(self) -> int:
        """What tells this book and every copy of it from other books; 0 in a file that has none."""
        with told(self.path):
            return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def close(self) -> None:
        """Close the file and free its lock; closing twice is harmless."""
        self._db.close()
        self._hold.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def years(self) -> tuple[int, ...]:
        """The years of this block, oldest first."""
        with told(self.path):
            return rows.years(self._db)

    def snapshot(self, year: int | None = None) -> Season:
        """One year as it stands in the file; None takes the newest."""
        with told(self.path), reading(self._db) as db:
            known = rows.years(db)
            if not known:
                raise AppError(f"Tệp “{self.path.name}” chưa có năm thi đua nào.")
            try:
                return season_of(db, known[-1] if year is None else year)
            except ValueError as error:
                damaged = DAMAGED.format(name=self.path.name)
                raise AppError(f"{damaged} Mở bản sao lưu gần nhất.") from error

    def history(
        self,
        limit: int = 200,
        unit: str | None = None,
        kind: Kind | None = None,
        without: Collection[Kind] = (),
    ) -> tuple[AuditEntry, ...]:
        """The newest entries, newest first; with `unit` only those that touch this unit, with `kind` only
        those of this kind, and none of the kinds `without`."""
        with told(self.path):
            return audit.read(self._db, limit, unit, kind, without)

    def problems(self) -> tuple[Problem, ...]:
        """A full check: the file's own structure, then whether every year can be read."""
        try:
            # A connection of its own reads the disk, not what this one remembers of it.
            with told(self.path), closing(connect(self.path, read_only=True)) as db:
                found = checks.check_fully(db)
            if found:
                return found
            for year in self.years():
                for it in self.snapshot(year).closings:
                    self.closed_version(year, it.number)
        except AppError as error:
            return (Problem("file-unreadable", str(error), where=self.path.name),)
        return ()

    def add_season(self, season: Season, act: Act) -> None:
        """Add another year of the same block; units without an id are given one. One that comes in closed
        gets its first closed version."""
        with self._change() as db:
            closing_changes.add_season(db, unit_changes.complete(season), act)

    def set_scores(self, year: int, changed: Mapping[ScoreKey, Score], act: Act) -> None:
        """Set any number of scores at once; an empty `Score` takes one away."""
        with self._change(year, Later(tuple(changed))) as db:
            changes.set_scores(db, year, changed, act)

    def set_block(self, year: int, block: Block, head: str, deputy: str, act: Act) -> None:
        """Set the block's own data; `head` and `deputy` are unit ids or ""."""
        with self._change(year) as db:
            changes.set_block(db, year, block, head, deputy, act)

    def add_unit(self, year: int, unit: Unit, act: Act, position: int | None = None) -> Unit:
        """Add a unit at a place counted from 0 (None: the end); gives it back with its id."""
        with self._change(year) as db:
            return unit_changes.add_unit(db, year, unit, act, position)

    def add_units(self, year: int, units: Sequence[Unit], act: Act) -> tuple[Unit, ...]:
        """Add a list of units at the end as one act; gives them back with their ids."""
        with self._change(year) as db:
            return unit_changes.add_units(db, year, units, act)

    def remove_units(self, year: int, unit_ids: Sequence[str], act: Act) -> None:
        """Take a list of units away as one act: what undoing `add_units` does."""
        with self._change(year) as db:
            unit_changes.remove_units(db, year, unit_ids, act)

    def change_unit(self, year: int, unit: Unit, act: Act) -> None:
        """Write the fields of the unit with this id."""
        with self._change(year) as db:
            unit_changes.change_unit(db, year, unit, act)

    def remove_unit(self, year: int, unit_id: str, act: Act) -> RemovedUnit:
        """Take a unit away with its scores, its facts and its office as head or deputy.

        Gives back what `restore_unit` needs; the audit entry holds the same.
        """
        with self._change(year) as db:
            return unit_changes.remove_unit(db, year, unit_id, act)

    def restore_unit(self, year: int, removed: RemovedUnit, act: Act) -> None:
        """Put back what `remove_unit` took away; an office only where nobody else holds it now."""
        with self._change(year) as db:
            unit_changes.restore_unit(db, year, removed, act)

    def move_unit(self, year: int, unit_id: str, position: int, act: Act) -> None:
        """Move a unit to a place counted from 0."""
        with self._change(year) as db:
            unit_changes.move_unit(db, year, unit_id, position, act)

    def change_fact(
        self, year: int, old: Fact | None, new: Fact | None, act: Act, position: int | None = None
    ) -> None:
        """Add (`old` None), change, or remove (`new` None) one fact, known by its value.

        A changed fact keeps its place. `position` is the place of an added one among its kind, counted
        from 0 (None: the end).
        """
        with self._change(year, Later.of_fact(old, new)) as db:
            changes.change_fact(db, year, old, new, act, position)

    def change_facts(
        self, year: int, old: Sequence[Fact], new: Sequence[Fact], act: Act
    ) -> FactLists:
        """Put facts in the place of others (known by their value) as one act; gives the lists as they were,
        which `take_in` puts back."""
        with self._change(year, Later(old_facts=old, new_facts=new)) as db:
            return intake_changes.change_facts(db, year, old, new, act)

    def set_plan(self, year: int, plan: YearPlan, act: Act) -> None:
        """Set what the head has fixed for the year: meeting day, papers, due days, letters."""
        with self._change(year, Later(plan=plan)) as db:
            intake_changes.set_plan(db, year, plan, act)

    def arrive(
        self, year: int, arrivals: Sequence[tuple[Submission, bytes]], act: Act
    ) -> tuple[Submission, ...]:
        """Keep files that came in with their originals; gives them back with their numbers."""
        with self._change(year, Later()) as db:
            return intake_changes.arrive(db, year, arrivals, act)

    def change_submissions(self, year: int, submissions: Sequence[Submission], act: Act) -> None:
        """Write what became of files that came in."""
        with self._change(year, Later(submissions=submissions)) as db:
            intake_changes.change_submissions(db, year, submissions, act)

    def take_in(
        self, year: int, taking: Taking, act: Act, lists: FactLists | None = None
    ) -> FactLists:
        """Accept what came in: scores, facts and the files' states in one transaction; gives the lists of
        facts as they were, which `lists` puts back."""
        with self._change(year, Later.of_taking(taking, lists)) as db:
            return intake_changes.take_in(db, year, taking, act, lists)

    def original(self, submission: Submission) -> bytes | None:
        """The bytes of a file as it came in; None where only its record was handed over."""
        with told(self.path):
            return submission_rows.original(self._db, submission.sha256)

    def set_meeting(self, year: int, meeting: Meeting, act: Act) -> None:
        """Write the meeting; a closed year keeps its own."""
        with self._change(year) as db:
            closing_changes.set_meeting(db, year, meeting, act)

    def note_meeting(self, year: int, meeting: Meeting, act: Act) -> Meeting:
        """Write the course of the meeting (where it stands, time used, what the hall shows) with a short
        entry of kind "course"; gives the meeting as it now stands in the file."""
        with self._change(year) as db:
            return closing_changes.note_meeting(db, year, meeting, act)

    def close_year(
        self, year: int, closed_on: date, act: Act, program: str, document: str = ""
    ) -> Closing:
        """Close the year's result: from then on every change of it is refused until it is opened again."""
        with self._change() as db:
            return closing_changes.close_year(db, year, closed_on, act, program, document)

    def open_year(self, year: int, act: Act) -> None:
        """Open a closed year for a corrigendum; the act must give a reason."""
        with self._change() as db:
            closing_changes.open_year(db, year, act)

    def keep_closed(self, year: int, act: Act) -> None:
        """Give an opened corrigendum up, as long as nothing was changed."""
        with self._change() as db:
            closing_changes.keep_closed(db, year, act)

    def closed_version(self, year: int, number: int) -> Season:
        """The season as it was closed. Raises `AppError` when there is no such version, or when it is no longer
        what its mark says."""
        from storage import exchange

        with told(self.path):
            body = closing_rows.whole_body(self._db, year, number)
        if body is None:
            raise AppError(f"Năm {year} không có bản chốt số {number}.")
        return exchange.load(body)

    def has_original(self, submission: Submission) -> bool:
        """Whether the bytes of a file that came in are kept."""
        with told(self.path):
            return submission_rows.has_original(self._db, submission.sha256)

    def set_pack(
        self, year: int, pack: RulePack, act: Act, back: Mapping[ScoreKey, Score] | None = None
    ) -> Mapping[ScoreKey, Score]:
        """Set the rule pack; gives back the scores of stages it no longer has, which go with it.

        `back` are scores to set in the same transaction: what undoing such a change puts back.
        """
        with self._change(year) as db:
            return changes.set_pack(db, year, pack, act, back or {})

    def set_table(
        self, year: int, table: ScoringTable, act: Act, back: Mapping[ScoreKey, Score] | None = None
    ) -> Mapping[ScoreKey, Score]:
        """Set the scoring table; gives back the scores of criteria it no longer has, as `set_pack`."""
        with self._change(year) as db:
            return changes.set_table(db, year, table, act, back or {})

    @contextmanager
    def _change(
        self, year: int | None = None, later: Later | None = None
    ) -> Iterator[sqlite3.Connection]:
        """A transaction; one about a `year` is refused while the year is closed, unless all that it
        touches comes `later` by its nature."""
        if self.read_only:
            raise AppError(self.read_only_reason)
        with told(self.path), writing(self._db) as db:
            if year is not None:
                closing_changes.refuse_closed(db, year, later)
            yield db

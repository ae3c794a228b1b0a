"""The open file with its season, its results and what can be taken back; the acts stand in `session`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Self, TypeVar

from models.errors import AppError, Problem
from models.ranks.ranking import Standing, rank
from models.scores import entries
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from storage.acts.closing_changes import CLOSED
from storage.audit import Act, AuditEntry, Kind
from storage.backup import Backup, backup_to, folder_of, keep
from storage.block_file import BlockFile
from ui.book.clock import Clock, assumed_words, looking_only
from ui.book.undo import Deed, History

# isort: split
# PySide reads the source text of every module loaded after it, 7 ms of the start: it comes last.
from PySide6.QtCore import QObject, Signal

Found = TypeVar("Found")


class OpenBook(QObject):
    """`season`, `results` and `standings` belong together at all times."""

    changed = Signal(str)
    closing = Signal()
    """The file, or the year's result, is about to be closed: what waits to be written is written now."""
    keeping = Signal()
    """What waits to be written is written now: the program may be ended, but the work goes on until then."""

    def __init__(
        self, backups: Path | None = None, clock: Callable[[], datetime] = datetime.now
    ) -> None:
        super().__init__()
        self._backups = backups
        self._clock = clock
        self._file: BlockFile | None = None
        self._season: Season | None = None
        self._history = History()
        self.results: tuple[UnitResult, ...] = ()
        self.standings: tuple[Standing, ...] = ()
        self.saved_at: datetime | None = None
        self._copy: Backup | None = None
        self._found: dict[object, object] = {}
        self._found_in: tuple[Season | None, date | None] = (None, None)

    # ---- the file

    @property
    def is_open(self) -> bool:
        """Whether a file is open; `season` may be asked for only then."""
        return self._file is not None

    @property
    def file(self) -> BlockFile:
        """The open file; an error of the program when there is none."""
        if self._file is None:
            message = "no file is open"
            raise RuntimeError(message)
        return self._file

    @property
    def season(self) -> Season:
        """The current snapshot; an error of the program when no file is open."""
        if self._season is None:
            message = "no file is open"
            raise RuntimeError(message)
        return self._season

    @property
    def read_only(self) -> bool:
        """Whether the open file can only be looked at; `read_only_reason` says why."""
        return self._file is not None and self._file.read_only

    @property
    def read_only_reason(self) -> str:
        """One Vietnamese sentence, "" when the file can be written."""
        return self._file.read_only_reason if self._file else ""

    @property
    def locked(self) -> bool:
        """Whether the work of the year stands still; `locked_reason` says why. What comes after the meeting
        by its nature (later stages, decisions) goes on in a closed year: it asks `read_only` alone."""
        return self.read_only or (self._season is not None and self._season.is_final)

    @property
    def locked_reason(self) -> str:
        """Why: the file can only be read, or the result is closed; "" while the work goes on."""
        if self.read_only or self._season is None or not self._season.is_final:
            return self.read_only_reason
        return CLOSED.format(year=self._season.year)

    @property
    def last_backup(self) -> Backup | None:
        """The newest verified copy: the one of the opening, or the clerk's own since then."""
        return self._copy or (self._file.last_backup if self._file else None)

    @property
    def backup_problem(self) -> Problem | None:
        """Why the backup at opening failed, or None."""
        return self._file.backup_problem if self._file else None

    def now(self) -> datetime:
        """The clock of the whole window."""
        return self._clock()

    @property
    def assumed_today(self) -> date | None:
        """The day that is taken for today in a rehearsal, None when it is the PC's own."""
        return self._clock.assumed if isinstance(self._clock, Clock) else None

    def zone(self) -> timedelta | None:
        """How far the PC's time lies before UTC, None where the clock is not the PC's."""
        return self._clock.offset() if isinstance(self._clock, Clock) else None

    def now_of_a_new_book(self) -> datetime:
        """The clock of a book that is still to be made, which does not stand on the day of an open sample."""
        given = self._clock.given if isinstance(self._clock, Clock) else None
        return self.now() if given else self.real_now()

    def real_now(self) -> datetime:
        """What the PC says, whatever is assumed: for copies, which are kept in the order of their real days."""
        return self._clock.real() if isinstance(self._clock, Clock) else self._clock()

    def open(self, path: Path) -> None:
        """Open `path` in place of the file that is open. Raises AppError; the old file stays then.

        The same file once more is nothing new, but for one that could only be read: perhaps whoever wrote
        it is done.
        """
        same = self._file is not None and self._file.path.resolve() == path.resolve()
        if same and (not self.read_only or self._is_looked_at):
            self.changed.emit("file")
            return
        opened = BlockFile.open(path, now=self.real_now(), backups=self._backups)
        self._take(opened)

    @property
    def _is_looked_at(self) -> bool:
        """Whether nothing but the assumed day keeps the open file from being written."""
        reason = looking_only(self.assumed_today, self._season) if self._season else ""
        return bool(reason) and self.read_only_reason == reason

    def create(self, path: Path, season: Season) -> None:
        """Make a new file with `season` and open it. Raises AppError when it cannot."""
        self._follow(season)
        try:
            if looking_only(self.assumed_today, season):
                day = assumed_words(self.assumed_today)
                raise AppError(f"{day}. Mở chương trình với ngày thật rồi hãy tạo sổ.")
            act = Act(self.now(), f"Tạo sổ {season.block.name}")
            BlockFile.create(path, season, act).close()
        finally:
            # What the book that is open writes when it closes carries its own day.
            self._follow(self._season)
        self.open(path)

    def _follow(self, season: Season | None) -> None:
        if isinstance(self._clock, Clock):
            self._clock.follow(season)

    def close(self) -> None:
        """Close the file, if one is open."""
        if self._file is not None:
            self.closing.emit()
            self._file.close()
        self._file = self._season = self._copy = None
        self._follow(None)
        self._history.clear()
        self.results = self.standings = ()
        self._found, self._found_in = {}, (None, None)
        entries.forget()

    def copier(self, target: Path) -> Callable[[object], Backup]:
        """Work for `Jobs`: a checked copy of the open file written to `target`. Raises AppError then."""
        path, now = self.file.path, self.real_now()
        return lambda _report: backup_to(path, target, now)

    def keeper(self) -> Callable[[object], Backup]:
        """Work for `Jobs`: a checked copy of the open file among the copies made at opening. Raises AppError then."""
        path, now = self.file.path, self.real_now()
        folder = self._backups or path.with_name("Bản sao lưu")
        return lambda _report: keep(path, folder, now)

    def note_copy(self, copy: Backup) -> None:
        """The clerk's own copy is made: it is now the last one. The file itself is not touched."""
        self._copy = copy
        self.changed.emit("copy")

    def _take(self, opened: BlockFile) -> None:
        """What cannot be understood is closed again, so that a copy can be put in its place."""
        try:
            season = opened.snapshot()
            results = score(season)
            standings = rank(results, season.pack)
        except AppError as error:
            opened.close()
            copies = folder_of(opened.path, self._backups) if self._backups else None
            where = f" Các bản sao lưu ở “{copies}”." if copies and copies.is_dir() else ""
            raise AppError(f"{error}{where}") from error
        except BaseException:
            opened.close()
            raise
        self.close()
        self._follow(season)
        if reason := looking_only(self.assumed_today, season):
            opened.only_look(reason)
        self._file, self._season = opened, season
        self.results, self.standings = results, standings
        self.saved_at = None
        self.changed.emit("file")

    # ---- what stands

    def result(self, unit: str) -> UnitResult:
        """The points of one unit."""
        return next(it for it in self.results if it.unit.id == unit)

    def standing(self, unit: str) -> Standing:
        """The place of one unit."""
        return next(it for it in self.standings if it.result.unit.id == unit)

    def once(self, find: Callable[[Self], Found]) -> Found:
        """What `find` finds in season, results and standings on this day; several that ask for it after one
        change are given the same."""
        season, day = self._season, self.now().date()
        if self._found_in[0] is not season or self._found_in[1] != day:
            self._found, self._found_in = {}, (season, day)
        if find not in self._found:
            self._found[find] = find(self)
        return self._found[find]  # type: ignore[return-value]  # what `find` itself gave

    def rank_if(self, key: ScoreKey, value: Decimal | Score | None) -> Standing:
        """The place the unit would have with other points, or another score; nothing is entered."""
        changed = value
        if not isinstance(changed, Score):
            changed = replace(self.season.score(*key), points=changed, inputs=())
        season = self.season.with_scores({key: changed})
        return next(it for it in rank(score(season), season.pack) if it.result.unit.id == key.unit)

    def season_of(self, year: int) -> Season | None:
        """Another year of the open file, None when it has none."""
        return self.file.snapshot(year) if year in self.file.years() else None

    def history(
        self, unit: str | None = None, limit: int = 200, kind: Kind | None = None
    ) -> tuple[AuditEntry, ...]:
        """The record of acts, newest first, without what only tells the course of a meeting."""
        without: tuple[Kind, ...] = ("course",)
        return self.file.history(limit, unit, kind, without)

    # ---- undo

    @property
    def undo_label(self) -> str:
        """What undo would take back, "" when nothing."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again, "" when nothing."""
        return self._history.redo_label

    def undo(self) -> None:
        """Take back the last act."""
        self._announce(self._history.undo())

    def redo(self) -> None:
        """Do the last undone act again."""
        self._announce(self._history.redo())

    # ---- inside

    def _do(
        self,
        label: str,
        what: str,
        forward: Callable[[str], None],
        backward: Callable[[str], None],
    ) -> None:
        deed = Deed(label, what, forward, backward)
        self._history.do(deed)
        self._announce(deed)

    def _announce(self, deed: Deed | None) -> None:
        if deed is not None:
            self.saved_at = self.now()
            self.changed.emit(deed.what)

    def _do_and_reload(
        self,
        label: str,
        forward: Callable[[str], None],
        backward: Callable[[str], None],
        what: str = "season",
    ) -> None:
        """Like `_do`, for acts after which the snapshot is read anew from the file."""

        def reloading(act: Callable[[str], None]) -> Callable[[str], None]:
            def run(words: str) -> None:
                act(words)
                self._set_season(self.file.snapshot(self.season.year))

            return run

        self._do(label, what, reloading(forward), reloading(backward))

    def _set_season(self, season: Season) -> None:
        self._season = season
        self.results = score(season)
        self.standings = rank(self.results, season.pack)

"""The open file, its season and its results. Every write of the window goes through here.

One signal says what changed ("file", "season", "scores" or "copy"); pages decide whether they care. Imports
no widget, so it runs the same in a test without a window.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from models import entries, points
from models.block import Block, Unit
from models.criteria import limits
from models.errors import AppError, Problem
from models.facts import Fact, kind_of
from models.intake import Preview
from models.ranking import Standing, rank
from models.results import UnitResult
from models.rulepack import RulePack
from models.scoring import score
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable
from storage.audit import Act, AuditEntry
from storage.backup import Backup, backup_to, folder_of
from storage.block_file import BlockFile, RemovedUnit
from storage.records import normal
from ui.undo import Deed, History

# isort: split
# PySide reads the source text of every module loaded after it, 7 ms of the start: it comes last.
from PySide6.QtCore import QObject, Signal


class Session(QObject):
    """See the module's docstring. `season`, `results` and `standings` belong together at all times."""

    changed = Signal(str)

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

    def open(self, path: Path) -> None:
        """Open `path` in place of the file that is open. Raises AppError; the old file stays then."""
        if self._file is not None and self._file.path.resolve() == path.resolve():
            self.changed.emit("file")
            return
        opened = BlockFile.open(path, now=self.now(), backups=self._backups)
        self._take(opened)

    def create(self, path: Path, season: Season) -> None:
        """Make a new file with `season` and open it. Raises AppError when it cannot."""
        made = BlockFile.create(path, season, Act(self.now(), f"Tạo sổ {season.block.name}"))
        made.close()
        self.open(path)

    def close(self) -> None:
        """Close the file, if one is open."""
        if self._file is not None:
            self._file.close()
        self._file = self._season = self._copy = None
        self._history.clear()
        self.results = self.standings = ()
        entries.forget()

    def copier(self, target: Path) -> Callable[[object], Backup]:
        """Work for `Jobs`: a checked copy of the open file written to `target`. Raises AppError then."""
        path, now = self.file.path, self.now()
        return lambda _report: backup_to(path, target, now)

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

    def rank_if(self, key: ScoreKey, value: Decimal | Score | None) -> Standing:
        """The place the unit would have with other points, or another score; nothing is entered."""
        changed = value
        if not isinstance(changed, Score):
            changed = replace(self.season.score(*key), points=changed, inputs=())
        season = self.season.with_scores({key: changed})
        return next(it for it in rank(score(season), season.pack) if it.result.unit.id == key.unit)

    def history(self, unit: str | None = None, limit: int = 200) -> tuple[AuditEntry, ...]:
        """The record of acts, newest first."""
        return self.file.history(limit=limit, unit=unit)

    # ---- scores

    def read_points(self, criterion: str, text: str) -> Decimal | Problem | None:
        """What `text` means as points of a criterion: a value, None for empty, or why not."""
        row, pack = self.season.table.row(criterion), self.season.pack
        lowest, highest = limits(row, pack) if row else (pack.criterion_floor, None)
        return points.parse(text, step=pack.step, lowest=lowest, highest=highest)

    def set_scores(self, changes: Mapping[ScoreKey, Score], label: str, source: str = "") -> None:
        """Enter scores as one act; those that change nothing are left out."""
        kept = {key: normal(it) for key, it in changes.items()}
        new = {key: it for key, it in kept.items() if self.season.score(*key) != it}
        if not new:
            return
        old = {key: self.season.score(*key) for key in new}

        def write(values: Mapping[ScoreKey, Score], what: str) -> None:
            act = Act(self.now(), what, source=source)
            self.file.set_scores(self.season.year, values, act)
            self._set_season(self.season.with_scores(values))

        self._do(label, "scores", lambda it: write(new, it), lambda it: write(old, it))

    def set_points(self, key: ScoreKey, value: Decimal | None) -> None:
        """Enter the points of one cell by hand; evidence and note of the cell stay."""
        old = self.season.score(*key)
        unit = self.season.unit(key.unit)
        label = f"sửa điểm {key.criterion} của {unit.name if unit else key.unit}"
        self.set_scores({key: replace(old, points=value, inputs=(), source="")}, label)

    def accept(self, previews: Sequence[Preview]) -> int:
        """Take in forms that were looked at, each as one act; returns how many. Refused ones stay out."""
        taken = [it for it in previews if it.state in ("new", "changed") and it.unit]
        for preview in taken:
            label = f"nhận biểu mẫu của {preview.unit.name if preview.unit else ''}"
            self.set_scores(preview.scores(), label, source=preview.reading.name)
        return len(taken)

    # ---- block, units, facts, rules, table

    def set_block(self, block: Block, head: str, deputy: str) -> None:
        """Change the block's own data and who is head and deputy."""
        old = self.season
        year = old.year

        def write(values: tuple[Block, str, str], what: str) -> None:
            self.file.set_block(year, *values, Act(self.now(), what))

        self._do_and_reload(
            "sửa thông tin khối",
            lambda it: write((block, head, deputy), it),
            lambda it: write((old.block, old.head, old.deputy), it),
        )

    def add_unit(self, unit: Unit) -> None:
        """Add a unit at the end of the block's list."""
        year = self.season.year
        made: list[Unit] = []

        def forward(what: str) -> None:
            added = self.file.add_unit(year, made[0] if made else unit, Act(self.now(), what))
            made[:] = [added]

        def backward(what: str) -> None:
            self.file.remove_unit(year, made[0].id, Act(self.now(), what))

        self._do_and_reload(f"thêm đơn vị {unit.name}", forward, backward)

    def add_units(self, units: Sequence[Unit]) -> None:
        """Add a pasted list of units at the end, as one act."""
        year = self.season.year
        made: tuple[Unit, ...] = tuple(units)

        def forward(what: str) -> None:
            nonlocal made
            made = self.file.add_units(year, made, Act(self.now(), what))

        def backward(what: str) -> None:
            self.file.remove_units(year, [it.id for it in made], Act(self.now(), what))

        self._do_and_reload(f"thêm {len(made)} đơn vị", forward, backward)

    def change_unit(self, unit: Unit) -> None:
        """Change a unit's data; it is found by its id."""
        old = self.season.unit(unit.id)
        if old is None:
            message = "Đơn vị này không còn trong sổ. Mở lại danh sách đơn vị."
            raise AppError(message)
        year = self.season.year
        self._do_and_reload(
            f"sửa đơn vị {old.name}",
            lambda it: self.file.change_unit(year, unit, Act(self.now(), it)),
            lambda it: self.file.change_unit(year, old, Act(self.now(), it)),
        )

    def remove_unit(self, unit_id: str) -> None:
        """Take a unit out with its scores and facts; undo brings all of it back."""
        unit = self.season.unit(unit_id)
        year = self.season.year
        removed: list[RemovedUnit] = []

        def forward(what: str) -> None:
            removed[:] = [self.file.remove_unit(year, unit_id, Act(self.now(), what))]

        def backward(what: str) -> None:
            self.file.restore_unit(year, removed[0], Act(self.now(), what))

        self._do_and_reload(f"xóa đơn vị {unit.name if unit else ''}", forward, backward)

    def move_unit(self, unit_id: str, position: int) -> None:
        """Give a unit another place in the block's list (0 is first)."""
        before = next(i for i, it in enumerate(self.season.units) if it.id == unit_id)
        year = self.season.year
        self._do_and_reload(
            f"chuyển vị trí {self.season.units[before].name}",
            lambda it: self.file.move_unit(year, unit_id, position, Act(self.now(), it)),
            lambda it: self.file.move_unit(year, unit_id, before, Act(self.now(), it)),
        )

    def change_fact(self, old: Fact | None, new: Fact | None, label: str) -> None:
        """Add (`old` None), change, or take out (`new` None) one recorded fact."""
        year = self.season.year
        place = None
        if old is not None:
            place = getattr(self.season.facts, kind_of(old)).index(old)
        self._do_and_reload(
            label,
            lambda it: self.file.change_fact(year, old, new, Act(self.now(), it)),
            lambda it: self.file.change_fact(year, new, old, Act(self.now(), it), place),
        )

    def set_pack(self, pack: RulePack) -> None:
        """Put another rule pack, or other values of it, in force for this year.

        Scores of stages that the new pack does not have go with the old one; undo brings them back.
        """
        old, year = self.season.pack, self.season.year
        lost: dict[ScoreKey, Score] = {}

        def forward(what: str) -> None:
            lost.update(self.file.set_pack(year, pack, Act(self.now(), what)))

        def backward(what: str) -> None:
            self.file.set_pack(year, old, Act(self.now(), what), back=lost)

        changed = (
            "sửa giá trị của bộ quy tắc" if pack.id == old.id else f"chọn bộ quy tắc {pack.name}"
        )
        self._do_and_reload(changed, forward, backward)

    def set_table(self, table: ScoringTable, label: str = "đổi bảng chấm điểm") -> None:
        """Put another scoring table in force for this year.

        Scores of criteria that the new table does not have go with the old one; undo brings them back.
        """
        old, year = self.season.table, self.season.year
        lost: dict[ScoreKey, Score] = {}

        def forward(what: str) -> None:
            lost.update(self.file.set_table(year, table, Act(self.now(), what)))

        def backward(what: str) -> None:
            self.file.set_table(year, old, Act(self.now(), what), back=lost)

        self._do_and_reload(label, forward, backward)

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
        self, label: str, forward: Callable[[str], None], backward: Callable[[str], None]
    ) -> None:
        """Like `_do`, for acts after which the snapshot is read anew from the file."""

        def reloading(act: Callable[[str], None]) -> Callable[[str], None]:
            def run(words: str) -> None:
                act(words)
                self._set_season(self.file.snapshot(self.season.year))

            return run

        self._do(label, "season", reloading(forward), reloading(backward))

    def _set_season(self, season: Season) -> None:
        self._season = season
        self.results = score(season)
        self.standings = rank(self.results, season.pack)

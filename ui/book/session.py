"""The open file and every act of the window that writes to it.

One signal says what changed ("file", "season", "scores", "copy" or "day"); pages decide whether they care. Imports
no widget, so it runs the same in a test without a window.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from models import points
from models.block import Block, Unit
from models.errors import AppError, Problem
from models.rulepack import RulePack
from models.scores.criteria import limits
from models.season import Score, ScoreKey
from models.table import ScoringTable
from storage.audit import Act
from storage.block_file import RemovedUnit
from ui.book.meeting_acts import MeetingActs


class Session(MeetingActs):
    """What is open (`OpenBook`), what comes in (`IntakeActs`, `EvidenceActs`), and the acts on scores, units
    and rules."""

    # ---- scores

    def read_points(self, criterion: str, text: str) -> Decimal | Problem | None:
        """What `text` means as points of a criterion: a value, None for empty, or why not."""
        row, pack = self.season.table.row(criterion), self.season.pack
        lowest, highest = limits(row, pack) if row else (pack.criterion_floor, None)
        return points.parse(text, step=pack.step, lowest=lowest, highest=highest)

    def set_points(self, key: ScoreKey, value: Decimal | None) -> None:
        """Enter the points of one cell by hand; evidence and note of the cell stay."""
        old = self.season.score(*key)
        unit = self.season.unit(key.unit)
        label = f"sửa điểm {key.criterion} của {unit.name if unit else key.unit}"
        self.set_scores({key: replace(old, points=value, inputs=(), source="")}, label)

    # ---- block, units, rules, table

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

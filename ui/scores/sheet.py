"""What stands in every cell of a score grid, and why a cell cannot be typed in. Knows no Qt.

A `Sheet` is made anew after each change; comparing the `row_marks` of two sheets tells which rows to
repaint.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from models.intake import form_stage
from models.points import ZERO
from models.results import UnitResult
from models.scoring import score
from models.season import Score, ScoreKey, Season
from models.table import TableRow
from ui import text
from ui.scores.layout import Column, Layout, covers

FORM, HAND, DIFFERS, PROVISIONAL, OVER = "form", "hand", "differs", "provisional", "over"
UNFINISHED = "*"


@dataclass(frozen=True)
class Sheet:
    """A layout filled from one season and its official results."""

    layout: Layout
    season: Season
    results: Mapping[str, UnitResult]

    @cached_property
    def _table(self) -> Mapping[str, TableRow]:
        return {row.code: row for _, row in self.season.table.walk()}

    @cached_property
    def _sections(self) -> Mapping[str, str]:
        return {row.code: top.code for top in self.season.table.rows for _, row in top.walk()}

    @cached_property
    def _staged(self) -> Mapping[tuple[str, str], UnitResult]:
        """(unit, stage) → what the one calculation says at that stage of the units and sections shown."""
        units = {row.unit for row in self.layout.rows}
        shown = tuple(it for it in self.season.units if it.id in units)
        rows = self.season.table.rows
        if any(it.criterion for it in self.layout.columns):
            codes = {self._sections.get(it.criterion) for it in self.layout.columns}
            rows = tuple(row for row in rows if row.code in codes)
        season = replace(self.season, units=shown, table=replace(self.season.table, rows=rows))
        stages = {it.stage for it in self.layout.columns if it.stage}
        return {(it.unit.id, code): it for code in stages for it in score(season, code)}

    def table_row(self, row: int, column: int) -> TableRow | None:
        """The row of the scoring table that a cell speaks of."""
        return self._table.get(self.layout.criterion(row, column))

    def is_group(self, row: int) -> bool:
        """Whether the whole row is a section or a group."""
        own = self._table.get(self.layout.rows[row].criterion)
        return own is not None and not own.is_criterion

    def applies(self, row: int, column: int) -> bool:
        """Whether the stage of a cell scores this row's section at all."""
        key = self.layout.key(row, column)
        stage = self.season.pack.stage(key.stage)
        return stage is None or covers(stage, self._sections.get(key.criterion, ""))

    def score_key(self, row: int, column: int) -> ScoreKey | None:
        """The score that typing in this cell changes, or None where nothing can be typed."""
        kind = self.layout.columns[column].kind
        own = self.table_row(row, column)
        if own is None or not own.is_criterion or kind not in {"points", "evidence", "note"}:
            return None
        if kind == "points":
            return self.layout.key(row, column) if self.applies(row, column) else None
        return self._words_key(self.layout.rows[row].unit, own.code, kind)

    def _words_key(self, unit: str, criterion: str, kind: str) -> ScoreKey:
        """Evidence belongs to the first stage, a note to the one that decides, unless written elsewhere."""
        section = self._sections[criterion]
        stages = [it.code for it in self.season.pack.stages if covers(it, section)]
        deciding = self.results[unit].lines[criterion].stage
        order = stages if kind == "evidence" else stages[::-1]
        for stage in order:
            if getattr(self.season.score(unit, criterion, stage), kind):
                return ScoreKey(unit, criterion, stage)
        stage = stages[0] if kind == "evidence" or not deciding else deciding
        return ScoreKey(unit, criterion, stage)

    def why_not(self, row: int, column: int) -> str:
        """One sentence why nothing can be typed in this cell, "" when it can."""
        if self.score_key(row, column) is not None:
            return ""
        kind = self.layout.columns[column].kind
        own = self.table_row(row, column)
        stage = self.season.pack.stage(self.layout.columns[column].stage)
        if kind == "points" and stage is not None and not self.applies(row, column):
            return f"{stage.name} chỉ chấm mục {', '.join(stage.sections)}."
        if own is not None and not own.is_criterion and kind != "title":
            return f"Điểm mục {own.code} do máy cộng từ các tiêu chí bên dưới."
        if kind == "official":
            return "Điểm tính do máy lấy từ bước chấm sau cùng. Sửa ở cột của bước chấm."
        return "Cột này lấy từ bảng chấm điểm. Sửa ở trang Bảng chấm điểm."

    # ---- texts

    def text(self, row: int, column: int) -> str:
        """What the cell shows."""
        it = self.layout.columns[column]
        own = self.table_row(row, column)
        if it.kind == "unit":
            unit = self.season.unit(self.layout.rows[row].unit)
            return unit.name if unit else ""
        if own is None:
            return ""
        if it.kind in {"code", "title"}:
            return own.code if it.kind == "code" else own.title
        if it.kind == "max":
            return "" if own.max_points is None else self._points(own.max_points)
        if it.kind in {"evidence", "note"}:
            return self.edit_text(row, column)
        if not self.applies(row, column):
            return ""
        value, complete = self.figure(row, column)
        return self._points(value) + ("" if complete or value is None else UNFINISHED)

    def _points(self, value: Decimal | None) -> str:
        """All figures of the grid with the pack's decimals, so that they stand under each other."""
        return text.points(value, self.season.pack.decimals)

    def edit_text(self, row: int, column: int) -> str:
        """What an editor starts with, and what goes to the clipboard of a cell that can be typed in."""
        key = self.score_key(row, column)
        if key is None:
            return ""
        entry = self.season.score(*key)
        kind = self.layout.columns[column].kind
        if kind == "points":
            return "" if entry.points is None else text.points_short(entry.points)
        return entry.evidence if kind == "evidence" else entry.note

    def copy_text(self, row: int, column: int) -> str:
        """The cell for another program: as shown, without the dash of an empty cell."""
        shown = self.text(row, column)
        return "" if shown == text.NOTHING else shown.removesuffix(UNFINISHED)

    def figure(self, row: int, column: int) -> tuple[Decimal | None, bool]:
        """The number of a cell, and whether it is complete (a sum so far is not)."""
        it = self.layout.columns[column]
        unit, code, stage = self.layout.key(row, column)
        own = self._table[code]
        if it.kind == "points" and own.is_criterion:
            return self.season.score(unit, code, stage).points, True
        result = self._staged[unit, stage] if stage else self.results[unit]
        if own.is_criterion:
            return result.lines[code].points, True
        whole = result.groups[code]
        if whole is not None:
            return whole, True
        lines = [result.lines[below.code].points for _, below in own.walk() if below.is_criterion]
        entered = [points for points in lines if points is not None]
        return (sum(entered, ZERO) if entered else None), False

    # ---- marks

    def marks(self, row: int, column: int) -> tuple[str, ...]:
        """What is special about the points of a cell; each mark has a shape and words."""
        entry = self._entry(row, column)
        if entry is None or entry.points is None:
            return ()
        own = self.table_row(row, column)
        found = []
        if entry.source:
            found.append(FORM)
        elif self.layout.columns[column].stage == form_stage(self.season.pack):
            # At the other stages typing is the rule; a mark on every cell would say nothing.
            found.append(HAND)
        before = self._before(row, column)
        if before is not None and before[1] != entry.points:
            found.append(DIFFERS)
        if entry.provisional:
            found.append(PROVISIONAL)
        if own is not None and own.max_points is not None and entry.points > own.max_points:
            found.append(OVER)
        return tuple(found)

    def _entry(self, row: int, column: int) -> Score | None:
        key = self.score_key(row, column)
        if key is None or self.layout.columns[column].kind != "points":
            return None
        return self.season.score(*key)

    def _before(self, row: int, column: int) -> tuple[str, Decimal] | None:
        """Name and points of the nearest earlier stage that has a value."""
        unit, code, stage = self.layout.key(row, column)
        earlier = list(self.season.pack.stages)
        while earlier and earlier.pop().code != stage:
            pass
        for it in reversed(earlier):
            points = self.season.score(unit, code, it.code).points
            if points is not None:
                return it.name, points
        return None

    def tip(self, row: int, column: int) -> str:
        """The words behind the marks of a cell, and what it does not have room for."""
        it = self.layout.columns[column]
        own = self.table_row(row, column)
        if it.kind in {"code", "title"} and own is not None:
            parts = (own.title, own.guidance, own.evidence and f"Minh chứng: {own.evidence}")
            return "\n".join(part for part in parts if part)
        if it.kind in {"evidence", "note", "unit"}:
            return self.text(row, column)
        if it.kind == "points" and own is not None and own.is_criterion:
            return "\n".join(self._points_tip(row, column, it, own))
        if own is not None and not own.is_criterion and it.kind in {"points", "official"}:
            value, complete = self.figure(row, column)
            if value is not None and not complete:
                return "Chưa đủ: cộng các tiêu chí đã có điểm"
        return ""

    def _points_tip(self, row: int, column: int, it: Column, own: TableRow) -> list[str]:
        entry = self._entry(row, column)
        if entry is None:
            return [self.why_not(row, column)]
        lines = []
        marks = self.marks(row, column)
        if FORM in marks:
            lines.append(f"Nhận từ tệp “{entry.source}”")
        elif entry.points is not None:
            lines.append("Nhập tay")
        before = self._before(row, column)
        if DIFFERS in marks and before is not None:
            lines.append(f"Khác {before[0]}: {text.points_short(before[1])}")
        if PROVISIONAL in marks:
            lines.append("Tạm tính: chờ kết quả xếp loại chính thức")
        if OVER in marks:
            lines.append(
                f"Vượt tối đa {text.points_short(own.max_points)} điểm, phần vượt bị cắt khi tính"
            )
        if entry.note:
            lines.append(f"Ghi chú: {entry.note}")
        return lines

    # ---- what changed

    @cached_property
    def row_marks(self) -> tuple[Hashable, ...]:
        """One value for each row, equal for two sheets of one layout when the row shows the same."""
        return tuple(self._mark_of_row(row) for row in range(len(self.layout.rows)))

    def _mark_of_row(self, row: int) -> Hashable:
        own = self.layout.rows[row]
        codes = (own.criterion,) if own.criterion else self._column_codes
        scores, result = self.season.scores, self.results[own.unit]
        # A plain tuple finds the entry of an equal ScoreKey, and is made in half the time.
        entries = [
            scores.get((own.unit, code, stage.code))  # type: ignore[call-overload]
            for code in codes
            for stage in self.season.pack.stages
        ]
        lines = [(result.lines.get(code), result.groups.get(code)) for code in codes]
        sums = [
            self.figure(row, index)
            for index, it in enumerate(self.layout.columns)
            if it.stage and not self._table[own.criterion or it.criterion].is_criterion
        ]
        return (*entries, *lines, *sums)

    @cached_property
    def _column_codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(it.criterion for it in self.layout.columns if it.criterion))

"""What stands in every cell of a score grid, and why a cell cannot be typed in. Knows no Qt.

A `Sheet` is made anew after each change; comparing the `row_marks` of two sheets tells which rows to
repaint.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from models.points import ZERO
from models.rulepack import Stage
from models.scores.criterion_words import POLICY_TITLES, describe
from models.scores.outcome import Outcome
from models.scores.results import UnitResult
from models.scores.scoring import units_of_stage
from models.season import Score, ScoreKey, Season
from models.table import TableRow
from ui.scores import entries
from ui.scores.foresee import sum_words
from ui.scores.layout import Layout, covers
from ui.scores.staged import Staged
from ui.todo.owed import Absent, absent
from ui.words import text

NOT_APPLICABLE = "không áp dụng"
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
    def _by_stage(self) -> Staged:
        units = frozenset(row.unit for row in self.layout.rows)
        sections = frozenset(row.code for row in self.season.table.rows)
        if any(it.criterion for it in self.layout.columns):
            columns = self.layout.columns
            sections = frozenset(self._sections.get(it.criterion, "") for it in columns)
        return Staged(self.season, units, sections)

    def staged(self, unit: str, stage: str) -> UnitResult:
        """What the one calculation says of a unit at a stage."""
        return self._by_stage.result(unit, stage)

    @cached_property
    def _absent(self) -> Absent:
        return absent(self.season)

    @cached_property
    def _outside(self) -> frozenset[str]:
        """The rows of bonus and deduction sections, where an empty cell is nothing."""
        tops = [row for row in self.season.table.rows if row.role != "content"]
        return frozenset(it.code for top in tops for _, it in top.walk())

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
        if stage is None:
            return True
        if not covers(stage, self._sections.get(key.criterion, "")):
            return False
        # What was entered while the unit stood among the first ranks stays in sight.
        return self._looked_at(key.unit, stage) or self.season.score(*key).is_filled

    def _looked_at(self, unit: str, stage: Stage) -> bool:
        """Whether the stage is for this unit: some look only at the first ranks."""
        return not stage.ranks_to or unit in self._first_ranks[stage.code]

    @cached_property
    def _first_ranks(self) -> Mapping[str, frozenset[str]]:
        stages = [it.code for it in self.season.pack.stages if it.ranks_to]
        return {it: units_of_stage(self.season, it) or frozenset() for it in stages}

    def score_key(self, row: int, column: int) -> ScoreKey | None:
        """The score that typing in this cell changes, or None where nothing can be typed."""
        kind = self.layout.columns[column].kind
        own = self.table_row(row, column)
        if own is None or not own.is_criterion or kind not in {"points", "evidence", "note"}:
            return None
        if kind == "points":
            key = self.layout.key(row, column)
            can = self.applies(row, column) and (key.unit, key.criterion) not in self._absent
            return key if can else None
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
            if not self._looked_at(self.layout.rows[row].unit, stage):
                return f"{stage.name} chỉ xét các đơn vị xếp hạng 1 đến {stage.ranks_to}."
            return f"{stage.name} chỉ chấm mục {', '.join(stage.sections)}."
        if own is not None and kind == "points" and own.is_criterion:
            return f"{own.code} không áp dụng cho đơn vị này. Đổi ở “Thưởng, trừ, không xét”."
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
        if self.is_absent(row, column):
            return NOT_APPLICABLE
        value, complete = self.figure(row, column)
        if not value and own.code in self._outside and not self._happened(row, column, own):
            return ""
        if own.is_criterion and (value is None or not own.max_points):
            return self._without_points(row, column, own, value)
        return self._points(value) + ("" if complete or value is None else UNFINISHED)

    def _happened(self, row: int, column: int, own: TableRow) -> bool:
        """Whether anything was entered below a row of a bonus or deduction section, even 0."""
        unit, _, stage = self.layout.key(row, column)
        lines = (self.staged(unit, stage) if stage else self.results[unit]).lines
        codes = [it.code for _, it in own.walk() if it.is_criterion]
        return any(lines[it].points is not None or lines[it].outcome for it in codes)

    def _without_points(self, row: int, column: int, own: TableRow, value: Decimal | None) -> str:
        """A criterion without points: nothing happened, nothing entered yet, or what only has effects."""
        unit, code, stage = self.layout.key(row, column)
        if own.rule is not None and own.rule.kind == "effect":
            line = (self.staged(unit, stage) if stage else self.results[unit]).lines[code]
            if line.outcome is None:
                return ""
            return "có" if line.outcome.effects else "không"
        return self._points(value)

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
            return entries.edit_text(self._table[key.criterion], entry)
        return entry.evidence if kind == "evidence" else entry.note

    def copy_text(self, row: int, column: int) -> str:
        """The cell for another program: as shown, without the dash of an empty cell."""
        shown = self.text(row, column)
        return "" if shown in {text.NOTHING, NOT_APPLICABLE} else shown.removesuffix(UNFINISHED)

    def figure(self, row: int, column: int) -> tuple[Decimal | None, bool]:
        """The number of a cell, and whether it is complete (a sum so far is not)."""
        it = self.layout.columns[column]
        unit, code, stage = self.layout.key(row, column)
        own = self._table[code]
        if it.kind == "points" and own.is_criterion:
            return self._value(unit, own, stage), True
        result = self.staged(unit, stage) if stage else self.results[unit]
        if own.is_criterion:
            return result.lines[code].points, True
        whole = result.groups[code]
        if whole is not None:
            return whole, True
        lines = [result.lines[below.code] for _, below in own.walk() if below.is_criterion]
        if not any(it.stage for it in lines):
            return None, False
        return sum((it.points for it in lines if it.points is not None), ZERO), False

    def _value(self, unit: str, row: TableRow, stage: str) -> Decimal | None:
        """Points of a criterion at a stage: as entered, or what its rule makes of the numbers."""
        entry = self.season.score(unit, row.code, stage)
        if row.rule is None or not entry.inputs:
            return entry.points
        outcome = self.outcome(unit, row.code, stage)
        return None if outcome is None else outcome.points

    def outcome(self, unit: str, code: str, stage: str) -> Outcome | None:
        """What the rule of a criterion makes of the numbers of a stage, None where it says nothing."""
        return self._by_stage.outcome(unit, code, stage)

    def sum_words(self, row: int, column: int) -> str:
        """The sum behind a computed figure, with the numbers put in; "" where there is none."""
        unit, code, stage = self.layout.key(row, column)
        if stage:
            outcome = self.outcome(unit, code, stage)
        else:
            line = self.results[unit].lines.get(code)
            outcome = None if line is None else line.outcome
        return "" if outcome is None else sum_words(outcome)

    def rule_words(self, row: TableRow) -> str:
        """How the points of a criterion come about, "" when they are judged."""
        return describe(row, self.season.pack)

    def why_absent(self, row: int, column: int) -> str:
        """What is not applied to the unit, and what holds instead."""
        unit, code, _ = self.layout.key(row, column)
        policy = self._absent.get((unit, code))
        if policy is None:
            return "Không có kế hoạch giao: không tính"
        return f"Không áp dụng cho đơn vị này: {POLICY_TITLES[policy]}"

    def is_absent(self, row: int, column: int) -> bool:
        """Whether a cell stands for something that does not apply to its unit, and shows no figure."""
        it = self.layout.columns[column]
        if it.kind not in {"points", "official"}:
            return False
        unit, code, stage = self.layout.key(row, column)
        own = self._table.get(code)
        if own is None:
            return False
        policy = self._absent.get((unit, code))
        if policy is None:
            return self._is_without_plan(unit, own, stage)
        if it.kind == "points" and own.is_criterion:
            return True
        return policy == "leave_out" or self.figure(row, column)[0] is None

    def _is_without_plan(self, unit: str, row: TableRow, stage: str) -> bool:
        """Numbers were entered and say themselves that the criterion does not apply."""
        if row.rule is None or not row.is_criterion or row.code in self._outside:
            return False
        if stage and not self.season.score(unit, row.code, stage).inputs:
            return False
        result = self.staged(unit, stage) if stage else self.results[unit]
        line = result.lines[row.code]
        empty = line.points is None and line.outcome is None and row.code not in result.missing
        return empty and row.rule.kind != "effect"

    # ---- marks

    def entry(self, row: int, column: int) -> Score | None:
        """What was entered in a cell of points, None where nothing can be."""
        key = self.score_key(row, column)
        if key is None or self.layout.columns[column].kind != "points":
            return None
        return self.season.score(*key)

    def before(self, row: int, column: int) -> tuple[str, Decimal] | None:
        """Name and points of the nearest earlier stage that has a value."""
        unit, code, stage = self.layout.key(row, column)
        earlier = list(self.season.pack.stages)
        while earlier and earlier.pop().code != stage:
            pass
        for it in reversed(earlier):
            points = self._value(unit, self._table[code], it.code)
            if points is not None:
                return it.name, points
        return None

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
        entered = [
            scores.get((own.unit, code, stage.code))  # type: ignore[call-overload]
            for code in codes
            for stage in self.season.pack.stages
        ]
        # Without the words of a rule: they are made anew each time and never equal.
        lines = [
            (*line[:3], result.groups.get(code))
            for code in codes
            if (line := result.lines.get(code)) is not None
        ]
        groups = [result.groups.get(code) for code in codes]
        return (*entered, *lines, *groups, *self._figures(row))

    def _figures(self, row: int) -> list[Hashable]:
        """What a row shows beyond its own entries: sums, and points that rules compute."""
        own = self.layout.rows[row]
        shown: list[Hashable] = []
        for column, it in enumerate(self.layout.columns):
            table_row = self._table.get(own.criterion or it.criterion)
            if not it.stage or table_row is None:
                continue
            if table_row.rule is not None or not table_row.is_criterion:
                shown.append(self.figure(row, column))
            if self._absent:
                shown.append(self.is_absent(row, column))
            if self._first_ranks:
                shown.append(self.applies(row, column))
        return shown

    @cached_property
    def _column_codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(it.criterion for it in self.layout.columns if it.criterion))

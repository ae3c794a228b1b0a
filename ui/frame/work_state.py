"""How far each unit and the whole year have come, read from the season. No Qt, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from models.block import Unit
from models.collecting.intake import form_stage
from models.rulepack import Stage
from models.scores.scoring import units_of_stage
from models.season import Score, Season
from models.table import ScoringTable
from ui.todo.owed import absent, content_criteria

Mark = Literal["done", "part", "open", "blocked"]
StepState = Literal["done", "now", "ahead"]

EVIDENCE = "evidence"
MARK_WORDS: dict[Mark, str] = {
    "done": "đủ",
    "part": "một phần",
    "open": "chưa có",
    "blocked": "thiếu, việc sau đang chờ",
}
_SHOWN_CODES = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the matrix: a stage of the pack, or the evidence of the self score."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one unit is with one column: `done` of `total` criteria, `left` what is missing."""

    mark: Mark
    done: int
    total: int
    left: tuple[str, ...]

    def words(self, unit: Unit, column: Column) -> str:
        """The cell as a sentence for a tooltip."""
        head = f"{unit.name} · {column.name}: "
        if not self.total:
            return head + "không có tiêu chí nào cần"
        if self.mark == "done":
            return f"{head}đủ {self.total} tiêu chí"
        shown = ", ".join(self.left[:_SHOWN_CODES])
        more = " …" if len(self.left) > _SHOWN_CODES else ""
        waits = "; việc sau đang chờ" if self.mark == "blocked" else ""
        return f"{head}{self.done}/{self.total} tiêu chí, còn {shown}{more}{waits}"


@dataclass(frozen=True, slots=True)
class Progress:
    """The matrix unit × column; `cells[i]` belongs to `units[i]`."""

    units: tuple[Unit, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def column(self, code: str) -> tuple[Cell, ...]:
        """The cells of one column from the first unit to the last; empty when there is no such one."""
        index = next((i for i, it in enumerate(self.columns) if it.code == code), None)
        return () if index is None else tuple(row[index] for row in self.cells)


@dataclass(frozen=True, slots=True)
class YearStep:
    """One station of the year's work; `detail` says how far it is ("7/9 đơn vị")."""

    name: str
    state: StepState
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StageCount:
    """One stage that is asked for by now: `complete` of `units`, and how many points are `left`."""

    name: str
    complete: int
    units: int
    left: int

    def words(self) -> str:
        """ "Khối chấm: 5 trên 11 đơn vị đủ, còn thiếu 40 điểm"."""
        if not self.left:
            return f"{self.name}: đủ {self.units} đơn vị"
        return (
            f"{self.name}: {self.complete} trên {self.units} đơn vị đủ, còn thiếu {self.left} điểm"
        )


def holds_changes(season: Season) -> frozenset[str]:
    """The stages over the whole table after the block's own: the meeting enters there only what it changes, so
    nothing is missing in them."""
    form = form_stage(season.pack)
    whole = [
        it.code
        for it in season.pack.stages
        if it.code != form and not it.sections and not it.ranks_to and not it.after_meeting
    ]
    return frozenset(whole[1:])


def asked_stages(season: Season, state: Progress) -> tuple[StageCount, ...]:
    """The stages that must be full before the result can be called complete, in the pack's order.

    The form's stage and the first one after it over the whole table are asked of every unit; the
    others (the Board's appraisal) only of the units they were begun for.
    """
    form = form_stage(season.pack)
    whole = next((it.code for it in season.pack.stages if it.code != form and not it.sections), "")
    changes = holds_changes(season)
    found = []
    for stage in season.pack.stages:
        if stage.code in changes:
            continue
        cells = [it for it in state.column(stage.code) if it.total]
        if stage.code not in {form, whole}:
            cells = [it for it in cells if it.done]
        if cells:
            complete = sum(1 for it in cells if not it.left)
            left = sum(len(it.left) for it in cells)
            found.append(StageCount(stage.name, complete, len(cells), left))
    return tuple(found)


def has_points(season: Season) -> bool:
    """Whether there is anything to rank: a table with criteria, and at least one score."""
    return bool(season.table.criteria()) and any(it.is_filled for it in season.scores.values())


_last: tuple[Season, Progress] | None = None


def progress(season: Season) -> Progress:
    """Who has what: the self form, its evidence, and every later stage of the pack.

    The frame, the next steps and the overview ask for the same season in turn: the last answer is kept.
    """
    global _last  # noqa: PLW0603 - a season never changes, so the answer about it never does
    if _last is None or _last[0] is not season:
        _last = season, _progress(season)
    return _last[1]


def _progress(season: Season) -> Progress:
    form = form_stage(season.pack)
    columns: list[Column] = []
    covered: dict[str, frozenset[str] | None] = {}
    changes = holds_changes(season)
    for stage in season.pack.stages:
        if stage.code in changes:
            continue
        columns.append(Column(stage.code, stage.name))
        covered[stage.code] = units_of_stage(season, stage.code)
        if stage.code == form and any(row.evidence for row in season.table.criteria()):
            columns.append(Column(EVIDENCE, "Minh chứng"))
    needed = {it.code: _needed(season, it.code) for it in columns}
    without = absent(season)
    begun = {key.stage for key, it in season.scores.items() if it.is_filled}
    rows = []
    for unit in season.units:
        counted = []
        for column in columns:
            looked_at = covered.get(column.code)
            left_aside = looked_at is not None and unit.id not in looked_at
            asked = () if left_aside else needed[column.code]
            codes = tuple(it for it in asked if (unit.id, it) not in without) if without else asked
            counted.append(_cell(season, unit.id, column.code, codes))
        rows.append(tuple(_blocked(season, columns, counted, begun)))
    return Progress(season.units, tuple(columns), tuple(rows))


def _needed(season: Season, column: str) -> tuple[str, ...]:
    """The criteria of the contents that a unit must have in one column, if they apply to it."""
    if column != EVIDENCE:
        return content_criteria(season.table, season.pack.stage(column))
    asked = {row.code for row in season.table.criteria() if row.evidence}
    return tuple(it for it in content_criteria(season.table) if it in asked)


def _cell(season: Season, unit: str, column: str, codes: tuple[str, ...]) -> Cell:
    if column == EVIDENCE:
        form = form_stage(season.pack)
        left = tuple(it for it in codes if not season.score(unit, it, form).evidence.strip())
    else:
        # A plain tuple finds what a ScoreKey put there, and is made four times as fast.
        scores = cast("Mapping[tuple[str, str, str], Score]", season.scores)
        left = tuple(
            code
            for code in codes
            if (it := scores.get((unit, code, column))) is None or not it.is_filled
        )
    done = len(codes) - len(left)
    mark: Mark = "done" if codes and not left else "part" if done else "open"
    return Cell(mark, done, len(codes), left)


def _blocked(
    season: Season, columns: list[Column], cells: list[Cell], begun: set[str]
) -> list[Cell]:
    """A missing self score blocks once the block has begun to score anybody; missing evidence
    blocks once this unit's own points are in and the pack asks for evidence."""
    form_code = form_stage(season.pack)
    later = any(stage.code in begun for stage in season.pack.stages if stage.code != form_code)
    by_code = {column.code: cell for column, cell in zip(columns, cells, strict=True)}
    form = by_code.get(form_code)

    def blocks(column: Column, cell: Cell) -> bool:
        if cell.mark != "open" or not cell.total:
            return False
        if column.code == form_code:
            return later
        if column.code == EVIDENCE:
            return season.pack.evidence_required and form is not None and form.done > 0
        return False

    return [
        Cell("blocked", it.done, it.total, it.left) if blocks(column, it) else it
        for column, it in zip(columns, cells, strict=True)
    ]


def _table_step(table: ScoringTable, criteria: int) -> tuple[str, bool, str]:
    """A later version that is not issued yet is what the year waits for."""
    if table.version > 1 and table.life.is_open:
        return "Bảng điểm", False, f"bản {table.version}, dự thảo"
    return "Bảng điểm", criteria > 0, f"{criteria} tiêu chí" if criteria else ""


def _forms_step(season: Season, forms_in: int) -> tuple[str, bool, str]:
    sent = season.plan.forms_sent if season.plan.forms_version == season.table.version else None
    words = f"xuất {sent:%d/%m/%Y}" if sent else "đã gửi" if forms_in else ""
    return "Biểu mẫu", bool(words), words


def year_steps(season: Season, state: Progress) -> tuple[YearStep, ...]:
    """The year as a line of stations, those after the meeting at its end; the first one that is not done is
    where we are."""
    units = len(season.units)
    criteria = len(season.table.criteria())
    forms_in = sum(1 for it in state.column(form_stage(season.pack)) if it.done)
    found: list[tuple[str, bool, str]] = [
        ("Khối", bool(season.block.name), ""),
        ("Đơn vị", units > 0, f"{units} đơn vị" if units else ""),
        _table_step(season.table, criteria),
        _forms_step(season, forms_in),
    ]
    stages = season.pack.stages
    changes = holds_changes(season)
    for it in stages:
        if it.code in changes:
            found.append(_changes_step(season, it))
        elif not it.after_meeting:
            found.append(_stage_step(it, state))
    closed = f"{season.closed_on:%d/%m/%Y}" if season.closed_on else ""
    found.append(("Chốt", season.is_final, closed))
    # A closed year waits for nothing that came before its closing.
    first = len(found) if season.is_final else 0
    found += [_stage_step(it, state) for it in stages if it.after_meeting]
    present = next((i for i, it in enumerate(found) if i >= first and not it[1]), len(found))
    return tuple(
        YearStep(name, "done" if done else "now" if i == present else "ahead", detail)
        for i, (name, done, detail) in enumerate(found)
    )


def _stage_step(stage: Stage, state: Progress) -> tuple[str, bool, str]:
    cells = [it for it in state.column(stage.code) if it.total]
    complete = sum(1 for it in cells if it.mark == "done")
    begun = any(it.done for it in cells)
    detail = f"{complete}/{len(cells)} đơn vị" if begun else ""
    return stage.name, bool(cells) and complete == len(cells), detail


def _changes_step(season: Season, stage: Stage) -> tuple[str, bool, str]:
    """What the meeting agrees on is done with the closing; until then how much it has changed."""
    count = sum(1 for key, it in season.scores.items() if key.stage == stage.code and it.is_filled)
    return stage.name, season.is_final, f"sửa {count} điểm" if count else ""

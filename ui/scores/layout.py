"""Which rows and columns a score grid has, and which stages still owe points. Knows no Qt."""

from dataclasses import dataclass
from typing import Literal

from models.ranks.flag_line import awaited
from models.rulepack import Stage
from models.scores.criterion_words import describe
from models.scores.results import UnitResult
from models.season import ScoreKey, Season
from models.table import TableRow
from ui.todo.owed import owed
from ui.words import text

ColumnKind = Literal["code", "title", "unit", "max", "points", "official", "evidence", "note"]

TEXT_KINDS = ("code", "title", "unit", "evidence", "note")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `criterion` is set where each column is a criterion, `stage` where points stand."""

    kind: ColumnKind
    title: str
    criterion: str = ""
    stage: str = ""
    tip: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the column holds words rather than figures."""
        return self.kind in TEXT_KINDS


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `criterion` is set where each row is a row of the table; `depth` 0 is a section."""

    unit: str
    criterion: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows × columns; the first `frozen` columns stay in view when the grid scrolls."""

    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    frozen: int = 1

    def criterion(self, row: int, column: int) -> str:
        """The code of the table's row that this cell speaks of, "" for none."""
        return self.rows[row].criterion or self.columns[column].criterion

    def key(self, row: int, column: int) -> ScoreKey:
        """Unit, row of the table and stage of this cell; parts are "" where they mean nothing."""
        stage = self.columns[column].stage
        return ScoreKey(self.rows[row].unit, self.criterion(row, column), stage)


def covers(stage: Stage, section: str) -> bool:
    """Whether points of a section are entered at this stage."""
    return not stage.sections or section in stage.sections


def only_form(season: Season, result: UnitResult) -> str:
    """ "mới có tự chấm", "12 tiêu chí mới có tự chấm"; "" when nothing rests on the form alone."""
    waiting = awaited(season, result)
    if not waiting:
        return ""
    words = f"mới có {season.pack.stages[0].name.lower()}"
    filled = sum(1 for it in result.lines.values() if it.points is not None)
    return words if len(waiting) == filled else f"{len(waiting)} tiêu chí {words}"


def expected(season: Season) -> tuple[Stage, ...]:
    """The stages that should have points by now: those begun anywhere in the block, and the one that
    follows the units' own."""
    begun = {key.stage for key, it in season.scores.items() if it.is_filled}
    stages = season.pack.stages
    return tuple(it for it in stages if it.code in begun or it in stages[1:2])


def unit_state(season: Season, result: UnitResult) -> str:
    """Whether a unit has all its points, and if not which are still owed."""
    if result.missing:
        return f"còn trống {len(result.missing)} tiêu chí"
    words = []
    for stage in expected(season):
        codes = owed(season, result.unit.id, stage)
        empty = [it for it in codes if not season.score(result.unit.id, it, stage.code).is_filled]
        # A stage for the first ranks only owes nothing to the others; who has begun it is one of them.
        if empty and not (stage.ranks_to and len(empty) == len(codes)):
            many = "" if len(empty) == len(codes) else f"{len(empty)} tiêu chí "
            words.append(f"{many}chưa có điểm {stage.name.lower()}")
    return ", ".join(words) or "đủ điểm mọi tiêu chí"


def row_state(season: Season, row: TableRow, stage_shown: str) -> str:
    """How many units still lack points of this row: of a criterion at every stage that should have
    them, of a group at the stage that is shown."""
    stages = [it for it in season.pack.stages if it.code == stage_shown]
    if row.is_criterion:
        stages = list(expected(season))
    words = []
    criteria = {it.code for _, it in row.walk() if it.is_criterion}
    for stage in stages:
        short = sum(
            any(
                not season.score(unit.id, it, stage.code).is_filled
                for it in owed(season, unit.id, stage)
                if it in criteria
            )
            for unit in season.units
            if not stage.ranks_to
        )
        if short:
            words.append(f"{short} đơn vị chưa đủ điểm {stage.name.lower()}")
    return ", ".join(words) or "mọi đơn vị đủ điểm"


def by_unit(season: Season, unit: str) -> Layout:
    """One unit: the table from top to bottom, one column for each stage."""
    rows = tuple(Row(unit, row.code, depth) for depth, row in season.table.walk())
    columns = (
        Column("code", "Mã"),
        Column("title", "Tiêu chí"),
        Column("max", "Tối đa"),
        *_stages(season),
        *_endings(),
    )
    return Layout(rows, columns, frozen=2)


def by_section(season: Season, section: str, stage: str) -> Layout:
    """All units at one stage: the criteria of a section side by side, its sum at the end."""
    row = season.table.row(section)
    criteria = [it for _, it in row.walk() if it.is_criterion] if row else []
    columns = [Column("unit", "Đơn vị")]
    columns += [
        Column("points", _head(it), it.code, stage, _head_tip(season, it)) for it in criteria
    ]
    if row is not None:
        tip = f"{row.title}: cộng theo cột đang xem, sau khi cắt theo mức tối đa"
        columns.append(Column("official", f"Cộng {row.code}", row.code, stage, tip))
    return Layout(tuple(Row(unit.id) for unit in season.units), tuple(columns), frozen=1)


def by_criterion(season: Season, criterion: str) -> Layout:
    """All units in one criterion, one column for each stage."""
    columns = (
        Column("unit", "Đơn vị"),
        *_stages(season, criterion),
        *_endings(criterion),
    )
    return Layout(tuple(Row(unit.id) for unit in season.units), columns, frozen=1)


def _stages(season: Season, criterion: str = "") -> tuple[Column, ...]:
    return tuple(
        Column("points", it.name, criterion, it.code, _scope_tip(it)) for it in season.pack.stages
    )


def _scope_tip(stage: Stage) -> str:
    """What the stage looks at, where it is not everything, and whether it counts."""
    words = [f"chỉ mục {', '.join(stage.sections)}"] if stage.sections else []
    if stage.ranks_to:
        words.append(f"chỉ các đơn vị xếp hạng 1 đến {stage.ranks_to}")
    if not stage.counts:
        words.append("để đối chiếu, không tính vào điểm")
    return f"{stage.name}: {'; '.join(words)}" if words else ""


def _endings(criterion: str = "") -> tuple[Column, ...]:
    tip = "Điểm của bước chấm sau cùng đã có, sau khi cắt theo mức tối đa"
    return (
        Column("official", "Điểm tính", criterion, tip=tip),
        Column("evidence", "Minh chứng", criterion, tip="Hồ sơ tài liệu kiểm chứng"),
        Column("note", "Ghi chú", criterion),
    )


def _head(row: TableRow) -> str:
    """Code and most on the first line, the title (cut where there is no room) on the second."""
    most = "" if row.max_points is None else f" ({text.points_short(row.max_points)})"
    return f"{row.code}{most}\n{row.title}"


def _head_tip(season: Season, row: TableRow) -> str:
    most = "" if row.max_points is None else f"Tối đa {text.points_short(row.max_points)} điểm"
    return "\n".join(it for it in (row.title, most, describe(row, season.pack)) if it)

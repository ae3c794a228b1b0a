"""Which rows and columns a score grid has: one unit, one section or one criterion. Knows no Qt."""

from dataclasses import dataclass
from typing import Literal

from models.rulepack import Stage
from models.season import ScoreKey, Season
from models.table import TableRow
from ui.text import points_short

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
    columns += [Column("points", _head(it), it.code, stage, it.title) for it in criteria]
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
    return f"{stage.name}: chỉ mục {', '.join(stage.sections)}" if stage.sections else ""


def _endings(criterion: str = "") -> tuple[Column, ...]:
    tip = "Điểm của bước chấm sau cùng đã có, sau khi cắt theo mức tối đa"
    return (
        Column("official", "Điểm tính", criterion, tip=tip),
        Column("evidence", "Minh chứng", criterion, tip="Hồ sơ tài liệu kiểm chứng"),
        Column("note", "Ghi chú", criterion),
    )


def _head(row: TableRow) -> str:
    return (
        row.code if row.max_points is None else f"{row.code}\ntối đa {points_short(row.max_points)}"
    )

"""Who still owes what: unit × stage as state dots, each with a tooltip in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from models.block import Unit
from ui.frame.work_state import MARK_WORDS, Cell, Mark, Progress
from ui.frame.work_state import Column as StateColumn
from ui.look import theme
from ui.widgets.cards import LegendItem, Shape, Tone
from ui.widgets.columns import Column
from ui.widgets.records import RecordTable

MARKS: dict[Mark, tuple[Shape, Tone]] = {
    "done": ("dot", "done"),
    "part": ("half", "warn"),
    "open": ("ring", "muted"),
    "blocked": ("cross", "error"),
}
_ROW_LEAST = 24
_HEADER = 42
_MARK_WIDTH = 47
_NARROW_NAME = 150
_LONG_NAME = 24
_EMPTY = "Khi có đơn vị và bảng chấm điểm, ở đây thấy đơn vị nào còn thiếu gì."
# Two words stand under each other in a narrow column: the sheet's own margins would cut them.
_HEADER_STYLE = f"QHeaderView::section {{ padding: 0 {theme.SPACE_XS}px; }}"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One unit with its cells, one for each column."""

    unit: Unit
    cells: tuple[Cell, ...]


def legend() -> tuple[LegendItem, ...]:
    """What the four marks mean."""
    return tuple(
        LegendItem(MARK_WORDS[mark], theme.tone_colours(tone)[0], shape)
        for mark, (shape, tone) in MARKS.items()
    )


class UnitMatrix(RecordTable):
    """A record table of dots. Rows grow to fill the room they are given, and scroll when there is none."""

    def __init__(self, columns: Sequence[StateColumn], parent: QWidget | None = None) -> None:
        made = [Column("", _name, width=_NARROW_NAME, stretch=1, tooltip=_full_name, middle=True)]
        made += [_mark_column(index, it) for index, it in enumerate(columns)]
        super().__init__(made, same=lambda it: it.unit.id, empty=_EMPTY, parent=parent)
        self.horizontalHeader().setFixedHeight(theme.zoomed(_HEADER))
        self.horizontalHeader().setStyleSheet(_HEADER_STYLE)
        self.verticalHeader().setMinimumSectionSize(_ROW_LEAST)
        self.setAccessibleName("Ai còn thiếu gì")

    def set_progress(self, state: Progress) -> None:
        """Show this state; it has the columns the table was made with."""
        rows = zip(state.units, state.cells, strict=True)
        self.set_records([MatrixRow(unit, cells) for unit, cells in rows])
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height among the rows, too."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        room = self.viewport().height() // max(1, len(self.records))
        self.verticalHeader().setDefaultSectionSize(min(theme.ROW_HEIGHT, max(_ROW_LEAST, room)))


def _name(row: MatrixRow) -> str:
    name = row.unit.name
    return name if len(name) <= _LONG_NAME else row.unit.short_name or name


def _full_name(row: MatrixRow) -> str:
    return row.unit.name


def _mark_column(index: int, column: StateColumn) -> Column:
    def cell(row: MatrixRow) -> Cell:
        return row.cells[index]

    return Column(
        # Two short words stand under each other, so that five columns fit beside the names.
        column.name.replace(" ", "\n", 1),
        lambda row: MARK_WORDS[cell(row).mark],
        align="center",
        width=_MARK_WIDTH,
        mark=lambda row: MARKS[cell(row).mark],
        tooltip=partial(_tooltip, column, index),
    )


def _tooltip(column: StateColumn, index: int, row: MatrixRow) -> str:
    return row.cells[index].words(row.unit, column)

"""The form's sheet while it is being drawn: what it is about, where its rows stand, its cell formats."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from exporters import score_form_layout as layout
from exporters import score_form_paper as paper
from exporters.score_form_fields import FormField, form_fields
from models.block import Unit
from models.intake import form_stage
from models.season import Score, Season
from models.table import TableRow
from models.table_grid import column_name

FONT = "Times New Roman"
YELLOW, GREY, RED, PALE_RED, HINT = "#FFF9DB", "#EDEFF2", "#B3261E", "#FDECEA", "#55606E"
TABLE_SIZE = 11
FIRST_ROWS = 5  # hidden keys, block, title, unit, count: the heading of the table comes next


@dataclass
class Form:
    """The sheet, drawn from top to bottom; every part adds its rows.

    `at_row`: row code → its row; `values`: row code → what its cell counts in the sums above it;
    `shown`: criterion → whether its score cell shows anything; `inputs`: criterion → its input fields
    with their rows.
    """

    season: Season
    unit: Unit
    workbook: Any
    sheet: Any
    bands: list[paper.Band] = field(default_factory=list)
    at_row: dict[str, int] = field(default_factory=dict)
    values: dict[str, Decimal] = field(default_factory=dict)
    shown: dict[str, bool] = field(default_factory=dict)
    inputs: dict[str, list[tuple[FormField, int]]] = field(default_factory=dict)
    formats: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.identity = layout.identity_of(self.season, self.unit)
        self.limits = layout.limits(self.season, self.unit)
        self.rows = list(self.season.table.walk())
        self.exempt = layout.not_asked(self.season, self.unit)
        self.free = layout.free_codes(self.season)
        asked = [it for it in self.season.table.criteria() if it.code not in self.exempt]
        self.fields = {it.code: form_fields(it) for it in asked}
        self.keys = paper.columns(self.season.table)
        self.column = {key: index for index, key in enumerate(self.keys, start=1)}
        ruled = any(row.rule is not None for _, row in self.rows)
        self.width = paper.widths(self.keys, [row.code for _, row in self.rows], ruled=ruled)
        count = len(self.rows) + sum(len(it) for it in self.fields.values())
        self.table_rows = range(FIRST_ROWS + 1, FIRST_ROWS + 1 + count)
        maxima = [it for it in self.limits.values() if it is not None]
        self.maximum_format = number_format(maxima)
        self.points_format = number_format([self.season.pack.step])

    def style(self, **wanted: object) -> Any:
        """A cell format; the same wishes give the same format."""
        size = TABLE_SIZE if "border" in wanted else 12
        properties = {"valign": "vcenter", "font_size": size, **wanted}
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(properties)
        return self.formats[key]

    def add_band(self, row_id: str, band: paper.Band) -> int:
        """Start the next row: its id in the hidden column, its height; returns its index."""
        row = len(self.bands)
        self.bands.append(band)
        self.sheet.set_row(row, band.height)
        self.sheet.write_string(row, 0, row_id)
        return row

    def merged(self, row: int, first: int, last: int, text: str, style: Any) -> None:
        """A text over several columns."""
        if first < last:
            self.sheet.merge_range(row, first, row, last, "", style)
        self.sheet.write_string(row, first, text, style)

    def span(self, column: int) -> str:
        """The rows of the table in one column: "$F$7:$F$40"."""
        letters = column_name(column)
        last = max(self.table_rows.stop, self.table_rows.start + 1)
        return f"${letters}${self.table_rows.start + 1}:${letters}${last}"

    def score(self, row: TableRow) -> Score:
        """What the unit's own stage says of a criterion so far."""
        return self.season.score(self.unit.id, row.code, form_stage(self.season.pack))


def number_format(values: Sequence[Decimal]) -> str:
    """As many decimals as these values need, and no more."""
    needed = max((-int(it.normalize().as_tuple().exponent) for it in values), default=0)
    return f"#,##0.{'0' * needed}" if needed > 0 else "#,##0"

"""The score form's sheet while it is being drawn: its columns, what it is about, where its rows stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from exporters.forms.paper import PAGE_WIDTH, width_for
from exporters.forms.pen import Pen
from exporters.forms.score import layout
from exporters.forms.score.fields import FormField, form_fields
from models.collecting.intake import form_stage
from models.season import Score
from models.table import ScoringTable, TableRow
from models.table_reading.grid import column_name

FIRST_ROWS = 5  # hidden keys, block, title, unit, count: the heading of the table comes next
_MAXIMUM_WIDTH, _POINTS_WIDTH = 62, 70
_SHARES = {
    layout.TITLE: 38,
    layout.GUIDANCE: 18,
    layout.REQUIRED: 18,
    layout.EVIDENCE: 24,
    layout.NOTE: 12,
}
_RULED_SHARES = {**_SHARES, layout.TITLE: 34, layout.GUIDANCE: 30, layout.REQUIRED: 14}
"""Where criteria have rules the guidance says them in full."""


@dataclass
class Form(Pen):
    """The score form's sheet; every part adds its rows.

    `at_row`: row code → its row; `values`: row code → what its cell counts in the sums above it;
    `shown`: criterion → whether its score cell shows anything; `inputs`: criterion → its input fields
    with their rows.
    """

    at_row: dict[str, int] = field(default_factory=dict)
    values: dict[str, Decimal] = field(default_factory=dict)
    shown: dict[str, bool] = field(default_factory=dict)
    inputs: dict[str, list[tuple[FormField, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.identity = layout.identity_of(self.season, self.unit)
        self.limits = layout.limits(self.season, self.unit)
        self.rows = list(self.season.table.walk())
        self.exempt = layout.not_asked(self.season, self.unit)
        self.free = layout.free_codes(self.season)
        asked = [it for it in self.season.table.criteria() if it.code not in self.exempt]
        self.fields = {it.code: form_fields(it) for it in asked}
        self.keys = columns(self.season.table)
        self.column = {key: index for index, key in enumerate(self.keys, start=1)}
        ruled = any(row.rule is not None for _, row in self.rows)
        self.width = widths(self.keys, [row.code for _, row in self.rows], ruled=ruled)
        count = len(self.rows) + sum(len(it) for it in self.fields.values())
        self.table_rows = range(FIRST_ROWS + 1, FIRST_ROWS + 1 + count)
        maxima = [it for it in self.limits.values() if it is not None]
        self.maximum_format = number_format(maxima)
        self.points_format = number_format([self.season.pack.step])

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


def columns(table: ScoringTable) -> list[str]:
    """The keys of the columns this table needs, from left to right."""
    rows = table.criteria()
    wanted = [layout.CODE, layout.TITLE, layout.MAXIMUM]
    if any(it.guidance.strip() or it.deduct_each is not None or it.rule for it in rows):
        wanted.append(layout.GUIDANCE)
    wanted.append(layout.POINTS)
    if any(row.evidence.strip() for row in rows):
        wanted.append(layout.REQUIRED)
    return [*wanted, layout.EVIDENCE, layout.NOTE]


def widths(keys: Sequence[str], codes: Sequence[str], *, ruled: bool = False) -> dict[str, int]:
    """Column key → pixels; together they fill the page at full size. `ruled`: criteria have rules."""
    fixed = {
        layout.CODE: min(max(width_for(codes), 44), 120),
        layout.MAXIMUM: _MAXIMUM_WIDTH,
        layout.POINTS: _POINTS_WIDTH,
    }
    known = _RULED_SHARES if ruled else _SHARES
    shares = {key: known[key] for key in keys if key not in fixed}
    room, parts = PAGE_WIDTH - sum(fixed.values()), sum(shares.values())
    return fixed | {key: room * share // parts for key, share in shares.items()}

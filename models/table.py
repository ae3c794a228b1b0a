"""The yearly scoring table (bảng chấm điểm): sections, groups and criteria of any depth."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from decimal import Decimal
from typing import Literal

from models.criterion_rule import CriterionRule
from models.table_life import TableLife

SectionRole = Literal["content", "bonus", "deduction"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the table. A row with `rows` under it is a section or group, else a criterion.

    `code` (I, I.2, I.2.a) is unique in the table. `max_points` is điểm tối đa, in points; None on a
    group means no cap of its own. `evidence` is the text of the column "Hồ sơ tài liệu kiểm chứng"
    (HD 1560/SNV-TĐKT, II.1). `deduct_each` is the block's own deduction per case (II.2b), points.
    `rule` says how the points come about (None: by judgement within 0 … maximum). `role` counts on top
    sections only: the points of a bonus section come on top of the contents, those of a deduction
    section are taken away; there an empty line means that nothing happened.
    """

    code: str
    title: str
    max_points: Decimal | None = None
    evidence: str = ""
    guidance: str = ""
    deduct_each: Decimal | None = None
    role: SectionRole = "content"
    rule: CriterionRule | None = None
    rows: tuple["TableRow", ...] = ()

    @property
    def is_criterion(self) -> bool:
        """Whether points are entered on this row itself."""
        return not self.rows

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "TableRow"]]:
        """This row and everything below it, with the depth, from top to bottom."""
        waiting = [(depth, self)]
        while waiting:
            place = waiting.pop()
            yield place
            below = place[1].rows
            if below:
                waiting += [(place[0] + 1, row) for row in reversed(below)]


@dataclass(frozen=True, slots=True)
class ScoringTable:
    """One version of the table; `rows` are its sections (mục I, II, III …), `life` its papers."""

    rows: tuple[TableRow, ...] = ()
    version: int = 1
    title: str = ""
    life: TableLife = field(default=TableLife())

    def walk(self) -> Iterator[tuple[int, TableRow]]:
        """Every row with its depth (sections have depth 0), from top to bottom."""
        for row in self.rows:
            yield from row.walk()

    def sections(self, role: SectionRole = "content") -> tuple[TableRow, ...]:
        """The top sections with this role."""
        return tuple(row for row in self.rows if row.role == role)

    def criteria(self) -> tuple[TableRow, ...]:
        """The rows that carry points, from top to bottom."""
        return tuple(row for section in self.rows for _, row in section.walk() if not row.rows)

    def row(self, code: str) -> TableRow | None:
        """The row with this code, or None."""
        return next((row for _, row in self.walk() if row.code == code), None)

    def section_of(self, code: str) -> TableRow | None:
        """The top section that holds the row with this code, or None when there is no such row."""
        for section in self.rows:
            if any(row.code == code for _, row in section.walk()):
                return section
        return None

    def section_codes(self) -> dict[str, str]:
        """The code of every row → the code of the top section that holds it."""
        return {row.code: section.code for section in self.rows for _, row in section.walk()}

    def fingerprint(self) -> str:
        """Eight characters that change when the meaning or the order of the rows changes.

        The meaning of a row is its code, title, maximum, deduction per case, role and rule.

        A form carries it, so that a form of another version is recognised by its inside.
        """
        last = _fingerprints.get("last")
        if last is not None and last[0] is self:
            return last[1]
        import hashlib  # here: it brings OpenSSL along, and nothing needs it while the window opens

        meant = [
            # repr keeps the parts apart whatever stands in them.
            (
                depth,
                row.code,
                row.title,
                _plain(row.max_points),
                _plain(row.deduct_each),
                *(
                    ()
                    if row.role == "content" and row.rule is None
                    else (row.role, _said(row.rule))
                ),
            )
            for depth, row in self.walk()
        ]
        made = hashlib.sha256(repr(meant).encode()).hexdigest()[:8].upper()
        _fingerprints["last"] = (self, made)
        return made


_fingerprints: dict[str, tuple[ScoringTable, str]] = {}
"""The last one made: all forms of a drop are held against the same table, and a table never changes."""


def _said(value: object) -> object:
    """A record as the names and values that differ from their defaults, numbers in one way of writing: a
    field that a later version adds does not make another rule of this one."""
    if isinstance(value, Decimal):
        return _plain(value)
    if isinstance(value, tuple):
        return tuple(_said(it) for it in value)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(
            (it.name, _said(getattr(value, it.name)))
            for it in fields(value)
            if it.default is MISSING or getattr(value, it.name) != it.default
        )
    return value


def _plain(points: Decimal | None) -> str:
    """One way to write equal numbers: 20 and 20.50 as "20" and "20.5"."""
    return "" if points is None else f"{points.normalize():f}"

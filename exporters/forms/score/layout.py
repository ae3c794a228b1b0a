"""What the unit's form is made of, known to its writer and its reader alike: names, ids, identity.

Cells are found by what they are, never by where they stand: column A of the sheet (hidden) carries an
id for every row, row 1 (hidden) a key for every column, and the very hidden sheet says whose form it
is. A moved row or column therefore still reads right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from exporters.forms import identity
from exporters.forms.identity import tidy
from models.block import Unit
from models.criterion_rule import UNSCORED
from models.points import ZERO
from models.scores.entries import Exempt
from models.scores.unit_sheet import percent_limit, section_limit
from models.season import Season
from models.table import TableRow
from models.table_reading.grid import column_name

SHEET = "Bảng chấm điểm"
MARK = "so-khoi-thi-dua/bang-tu-cham"

CRITERION, CRITERION_FREE = "tc:", "tk:"
COMPUTED, COMPUTED_FREE = "ct:", "ck:"
EXEMPT = "ka:"
"""Row ids of criteria, followed by the code: points entered, points computed from the input rows below,
nothing asked. Those that are free may stay empty (bonus, deductions, what only acts on class or rank)."""
FIELD, CHOICE = "sl:", "#"
"""Row id of an input row: code, "#" and input key; nothing behind "#" for a list of levels."""
GROUP = "nh:"
TOTAL = "tong"
OTHER = "bm"
"""Row ids: group followed by the code, the row of the total, all other printed rows."""

CODE, TITLE, MAXIMUM, GUIDANCE = "code", "title", "max", "guidance"
POINTS, REQUIRED, EVIDENCE, NOTE = "points", "required", "evidence", "note"
INPUTS = (POINTS, EVIDENCE, NOTE)
"""Column keys, in the order of the columns; the two that only some tables need may be left out."""


Limits = Mapping[str, Decimal | None]
"""Code → the most a unit can get on that row, in points; None where nothing limits it."""


@dataclass(frozen=True, slots=True)
class Identity(identity.Identity):
    """The form also depends on the version of the table it was made from."""

    table_version: str
    table: str

    mark: ClassVar[str] = MARK
    layout: ClassVar[int] = 1

    def parts(self) -> tuple[str, ...]:
        """What the id of the form follows from."""
        of_table = (self.table_version, self.table, str(self.layout))
        return (self.unit, self.block, self.year, *of_table)


def identity_of(season: Season, unit: Unit) -> Identity:
    """The identity of the form of `unit` in `season`."""
    return Identity(
        unit.id,
        tidy(unit.name),
        tidy(season.block.name),
        str(season.year),
        str(season.table.version),
        season.table.fingerprint(),
    )


def limits(season: Season, unit: Unit) -> Limits:
    """The limits of every row for this unit, after no-party-no-union-half and the shares of what
    applies to it only in part."""
    rows = [row for _, row in season.table.walk()]
    known: dict[str, Decimal | None] = {row.code: row.max_points for row in rows}
    known.update({row.code: section_limit(season, unit, row) for row in season.table.rows})
    exempt = exemptions(season, unit)
    for row in rows if exempt else ():
        found = exempt.get(row.code)
        if found is not None:
            most = known[row.code]
            known[row.code] = percent_limit(season.pack, found, reachable(row), most)
    return known


def exemptions(season: Season, unit: Unit) -> dict[str, Exempt]:
    """Row code → why and how it does not apply to this unit, the pack's policy put in. Full points are a
    matter of the contents: a bonus or deduction that does not apply counts nothing."""
    pack = season.pack
    facts = [it for it in season.facts.not_applicable if it.unit == unit.id]
    if not facts:
        return {}
    outside = {
        row.code for top in season.table.rows if top.role != "content" for _, row in top.walk()
    }
    found: dict[str, Exempt] = {}
    for fact in facts:
        policy = pack.not_applicable if fact.policy is None else fact.policy
        if policy == "full" and fact.criterion in outside:
            policy = "leave_out"
        percent = pack.not_applicable_percent if fact.percent is None else fact.percent
        found[fact.criterion] = Exempt(policy, fact.reason, fact.substitute, percent)
    return found


def not_asked(season: Season, unit: Unit) -> dict[str, Exempt]:
    """The rows that the form does not ask this unit for, with everything below them."""
    exempt = exemptions(season, unit)
    found: dict[str, Exempt] = {}
    if not exempt:
        return found
    for _, top in season.table.walk():
        given = exempt.get(top.code)
        if given is not None and given.policy in UNSCORED:
            for _, row in top.walk():
                found[row.code] = given if row is top else found.get(row.code, given)
    return found


def reachable(row: TableRow) -> Decimal:
    """The maximum of a row, or what its rows make together where it has none."""
    if row.max_points is not None:
        return row.max_points
    return sum((reachable(it) for it in row.rows), ZERO)


def free_codes(season: Season) -> frozenset[str]:
    """The criteria that may stay empty: an empty bonus or deduction means that nothing happened, and
    what only acts on class or rank has no points."""
    return frozenset(
        row.code
        for section in season.table.rows
        for _, row in section.walk()
        if section.role != "content" or (row.rule is not None and row.rule.kind == "effect")
    )


def address(row: int, column: int) -> str:
    """The name of a cell counted from 0: (11, 5) is "F12"."""
    return f"{column_name(column)}{row + 1}"


def spans(rows: Sequence[int], column: int) -> str:
    """Cells of one column as arguments of SUM, neighbours joined: "F8:F10,F12"."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    names = (
        address(run[0], column) + (f":{address(run[-1], column)}" if run[1:] else "")
        for run in runs
    )
    return ",".join(names)

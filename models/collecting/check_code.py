"""The check code of a unit's self-score form: six digits that follow from all it says.

The form works the code out by ordinary cell formulas and prints it beside the signature; the program works
it out of what it has. Equal codes say that the signed paper and the file agree. It guards against the
wrong print-out, not against fraud.

The arithmetic (`exporters.forms.score.check` writes the same as formulas): every cell that a form asks for
is a `Slot`, numbered from 1 in the order of the table. With P = 999983, the largest prime below 1,000,000:

    token(empty) = 0
    token(x)     = (scaled(x) + 444435) mod P
    scaled(x)    = round(x · 10⁶)          for |x| < 10⁸
                   round(x · 10²) · 10⁴    for |x| < 10¹²
                   round(x) · 10⁶          beyond; round() takes a half away from zero
    code         = (base + Σ 314159^number · token) mod P

`base` follows from unit, year, version and table. Each remainder is taken before the next product, so no
intermediate passes 2⁵³ as long as |x| < 10¹⁵, which is all that a form accepts: a double has it exactly.

What is certain: weights differ and none is 0 modulo P (314159 is a primitive root of it), so one changed
value, or two values swapped, always changes the code as long as their tokens differ. Tokens of two values
with up to two decimals differ while the values lie less than 9,999 apart (four decimals: 99, six: 0.99);
no value with up to two decimals below 4,444 is taken for an empty cell. Anything else (several changes,
money in đồng) is missed once in a million. Decimals beyond the sixth do not count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from models.criterion_rule import UNSCORED
from models.points import ZERO
from models.scores.criterion_inputs import InputField, input_fields
from models.season import Input, Score, Season
from models.table import ScoringTable, TableRow

PRIME = 999_983
WEIGHT = 314_159
OFFSET = 444_435
FINE, COARSE = 10**8, 10**12
"""Below the first six decimals count, below the second two, beyond none."""
_ONE = Decimal(1)
_MILLION = 10**6


@dataclass(frozen=True, slots=True)
class Slot:
    """One value that a form asks for. `key` is that of the input field; "" for points that are entered, and
    for the level of a graded criterion, whose value is the place of the level among `levels` (from 1)."""

    row: TableRow
    key: str
    number: int
    fields: tuple[InputField, ...] = ()

    @property
    def criterion(self) -> str:
        """The code of its criterion."""
        return self.row.code

    @property
    def levels(self) -> tuple[InputField, ...]:
        """The levels to choose one of, () for any other value."""
        return self.fields if self.fields and not self.key else ()

    @property
    def field(self) -> InputField | None:
        """The number that is asked for; None for points and levels."""
        return next((it for it in self.fields if it.key == self.key), None)

    @property
    def weight(self) -> int:
        """The factor of its token, from 1 to P − 1."""
        return pow(WEIGHT, self.number, PRIME)

    def value(self, score: Score) -> Decimal | None:
        """What a score says here; None: empty."""
        if not self.fields:
            return score.points
        given = {it.key: it.value for it in score.inputs}
        if self.key:
            return given.get(self.key)
        places = (at for at, it in enumerate(self.fields, start=1) if given.get(it.key, ZERO) > 0)
        return next((Decimal(at) for at in places), None)

    def inputs(self, value: Decimal | None) -> tuple[Input, ...]:
        """The numbers of a score that say `value` here; () for points and for nothing."""
        if value is None or not self.fields:
            return ()
        return (Input(self.key or self.fields[int(value) - 1].key, value if self.key else _ONE),)


def slots(table: ScoringTable) -> tuple[Slot, ...]:
    """All values that a form of this table asks for, from top to bottom."""
    return tuple(
        Slot(row, key, at, fields) for at, (row, key, fields) in enumerate(_keys(table), 1)
    )


def _keys(table: ScoringTable) -> Iterator[tuple[TableRow, str, tuple[InputField, ...]]]:
    for row in table.criteria():
        fields = input_fields(row)
        if not fields or fields[0].one_of:
            yield row, "", fields
        else:
            yield from ((row, it.key, fields) for it in fields)


def asked_slots(season: Season, unit_id: str) -> tuple[Slot, ...]:
    """The values that the form asks this unit for; what does not apply to it keeps its number."""
    unasked = _unasked(season, unit_id)
    return tuple(it for it in slots(season.table) if it.criterion not in unasked)


def _unasked(season: Season, unit_id: str) -> frozenset[str]:
    policies = {
        it.criterion: season.pack.not_applicable if it.policy is None else it.policy
        for it in season.facts.not_applicable
        if it.unit == unit_id
    }
    tops = [row for _, row in season.table.walk() if policies.get(row.code) in UNSCORED]
    return frozenset(row.code for top in tops for _, row in top.walk())


def token(value: Decimal | None) -> int:
    """The number that stands for a value, from 0 (empty) to P − 1."""
    if value is None:
        return 0
    parts = _MILLION if abs(value) < FINE else 100 if abs(value) < COARSE else 1
    whole = int((value * parts).to_integral_value(ROUND_HALF_UP))
    return (whole * (_MILLION // parts) + OFFSET) % PRIME


def base(season: Season, unit_id: str) -> int:
    """What the code of a form without any value is, as a number."""
    import zlib  # here: it is asked for when papers are compared, not while the window opens

    table = season.table
    parts = (unit_id, str(season.year), str(table.version), table.fingerprint())
    return zlib.crc32("\n".join(parts).encode()) % PRIME


def check_code(season: Season, unit_id: str, stage: str) -> str:
    """The code of what `stage` says of a unit: "4827-16".

    Points stated by hand on a criterion whose rule asks for numbers are not on the form and do not count.
    """
    total = base(season, unit_id)
    for slot in asked_slots(season, unit_id):
        value = slot.value(season.score(unit_id, slot.criterion, stage))
        total += slot.weight * token(value)
    return as_code(total % PRIME)


def as_code(number: int) -> str:
    """A number below P as it is printed: "0042-07"."""
    digits = f"{number:06}"
    return f"{digits[:4]}-{digits[4:]}"

"""One short text for all figures of a ranking, to tell later whether they still come out the same."""

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256

from models.ranks.ranking import Standing


def fingerprint(standings: Sequence[Standing]) -> str:
    """The hash of every unit's place and points, down to the criterion: equal figures give equal hashes, whatever
    the order, the names of the units or the words of the reasons."""
    return sha256("\n".join(sorted(_line(it) for it in standings)).encode()).hexdigest()


def _line(standing: Standing) -> str:
    it = standing.result
    places = (it.unit.id, standing.rank or "", "excluded" if it.excluded else "")
    points = (standing.total, it.total, it.bonus, it.deductions, it.cut)
    groups = (f"g:{code}={_plain(value)}" for code, value in sorted(it.groups.items()))
    lines = (f"c:{code}={_plain(line.points)}" for code, line in sorted(it.lines.items()))
    return "|".join(map(str, (*places, *map(_plain, points), *groups, *lines)))


def _plain(value: Decimal | None) -> str:
    """Without the zeros at its end, which are no other figure; "" where there is none."""
    return "" if value is None else f"{value.normalize():f}"

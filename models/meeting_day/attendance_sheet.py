"""Who takes part in the year-end meeting: one line a unit, counts in whole numbers, quorum, guests.

The lines are the recorded `Attendance` of the meeting's name and day; `models.collecting.proposals` proposes the
deductions from the same records, and votes take their bases (members, present) from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.block import Unit
from models.collected import Attendance, Presence
from models.meeting import Guest, Quorum
from models.season import Season

THERE: tuple[Presence, ...] = ("present", "late")
"""Who comes late is there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit; `record` None: nobody has noted yet how it takes part, which is not absence."""

    unit: Unit
    record: Attendance | None = None

    @property
    def presence(self) -> Presence | None:
        """How it takes part, None while that is not noted."""
        return self.record.presence if self.record else None

    @property
    def is_there(self) -> bool:
        """Whether the unit is represented."""
        return self.presence in THERE


@dataclass(frozen=True, slots=True)
class Sheet:
    """All units in the block's order, and the guests. `other_day` is the day under which records of the
    same name stand while none stands under the day of the plan."""

    lines: tuple[Line, ...]
    guests: tuple[Guest, ...] = ()
    quorum: Quorum | None = None
    other_day: date | None = None

    def count(self, *wanted: Presence) -> int:
        """How many units take part in one of these ways."""
        return sum(1 for it in self.lines if it.presence in wanted)

    @property
    def members(self) -> int:
        """How many units the block has."""
        return len(self.lines)

    @property
    def there(self) -> int:
        """How many units are represented, late ones too."""
        return self.count(*THERE)

    @property
    def unknown(self) -> int:
        """How many units nothing is noted of."""
        return sum(1 for it in self.lines if it.record is None)

    @property
    def wrong(self) -> tuple[Line, ...]:
        """The units that are there in the wrong composition."""
        return tuple(
            it for it in self.lines if it.is_there and it.record and it.record.wrong_composition
        )

    @property
    def present_base(self) -> int | None:
        """The base "present" of a vote: units represented; None while a unit is not noted."""
        return None if self.unknown else self.there

    @property
    def has_quorum(self) -> bool | None:
        """Whether the quorum is reached; None where the block has set none."""
        if self.quorum is None:
            return None
        return self.there >= quorum_needs(self.quorum, self.members)


def quorum_needs(quorum: Quorum, members: int) -> int:
    """How many units must be there, in whole numbers: 2/3 of 9 is 6 (≥), 7 (more than)."""
    whole, rest = divmod(quorum.numerator * members, quorum.denominator)
    return whole + (1 if rest or not quorum.at_least else 0)


def sheet(season: Season) -> Sheet:
    """The attendance of the season's meeting. A record without a day counts as one of the plan's day."""
    meeting, day = season.meeting, season.plan.meeting
    named = [it for it in season.facts.attendance if it.meeting == meeting.name]
    found: dict[str, Attendance] = {}
    for it in named:
        if it.held == day or (it.held is None and it.unit not in found):
            found[it.unit] = it
    other = None if found else next((it.held for it in named), None)
    lines = tuple(Line(unit, found.get(unit.id)) for unit in season.units)
    return Sheet(lines, meeting.guests, meeting.quorum, other)


def noted(
    season: Season, changes: Mapping[str, Presence]
) -> tuple[tuple[Attendance, ...], tuple[Attendance, ...]]:
    """The records before and after these units take part like this; who comes stays as noted."""
    return _changed(season, {unit: {"presence": it} for unit, it in changes.items()})


def described(
    season: Season, unit: str, values: Mapping[str, object]
) -> tuple[tuple[Attendance, ...], tuple[Attendance, ...]]:
    """The records before and after fields of one unit's record are set."""
    return _changed(season, {unit: values})


def _changed(
    season: Season, changes: Mapping[str, Mapping[str, object]]
) -> tuple[tuple[Attendance, ...], tuple[Attendance, ...]]:
    lines = {it.unit.id: it.record for it in sheet(season).lines}
    old: list[Attendance] = []
    new: list[Attendance] = []
    for unit, values in changes.items():
        record = lines[unit]
        blank = Attendance(unit, season.meeting.name)
        made = replace(record or blank, held=season.plan.meeting, **values)  # type: ignore[arg-type]
        if made == record:
            continue
        old += [record] if record else []
        new.append(made)
    return tuple(old), tuple(new)


def summary(found: Sheet) -> str:
    """ "7/9 đơn vị có mặt (1 đến muộn), 1 vắng, 1 vắng có lý do"."""
    late = found.count("late")
    words = [f"{found.there}/{found.members} đơn vị có mặt"]
    words[0] += f" ({late} đến muộn)" if late else ""
    for presence, told in (("absent", "vắng không lý do"), ("excused", "vắng có lý do")):
        number = sum(1 for it in found.lines if it.presence == presence)
        words += [f"{number} {told}"] if number else []
    words += [f"{found.unknown} chưa ghi"] if found.unknown else []
    words += [f"{len(found.wrong)} sai thành phần"] if found.wrong else []
    return ", ".join(words)


def quorum_words(found: Sheet) -> str:
    """The quorum as it stands, or that the block has set none."""
    quorum = found.quorum
    if quorum is None:
        return "Số đơn vị tối thiểu phải dự: chưa quy định."
    need = quorum_needs(quorum, found.members)
    share = f"{'từ' if quorum.at_least else 'quá'} {quorum.numerator}/{quorum.denominator}"
    basis = f" ({quorum.document})" if quorum.document else ""
    head = f"Khối quy định {share} số đơn vị phải dự{basis}: cần {need}/{found.members}"
    if found.has_quorum:
        return f"{head}, có {found.there}: đủ."
    lacks = f"{head}, có {found.there}, thiếu {need - found.there}"
    return f"{lacks}; còn {found.unknown} đơn vị chưa ghi." if found.unknown else f"{lacks}."

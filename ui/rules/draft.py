"""The pack as the clerk is changing it: nothing is in force before all of it can be meant."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from models.checking import award_faults, duty_faults, pack_faults
from models.checking.faults import Fault
from models.checking.faults import pack_faults as first_faults
from models.rulepack import OpenValue, RulePack
from models.season import Season
from ui.rules import values
from ui.rules.changes import Change, changes
from ui.rules.page_specs import record_place
from ui.rules.parts import Scene
from ui.rules.renames import renamed


class Draft(QObject):
    """A pack under change beside the one it started from. `changed` after every change."""

    changed = Signal()

    def __init__(self, season: Season, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.season = season
        self.base = season.pack
        self.pack = season.pack
        self._judged: tuple[RulePack, tuple[Fault, ...]] | None = None

    @property
    def scene(self) -> Scene:
        """What choices and words depend on."""
        return Scene(self.pack, self.season.table)

    @property
    def drafted(self) -> Season:
        """The season as it would be with the pack under change."""
        return replace(self.season, pack=self.pack)

    @property
    def is_dirty(self) -> bool:
        """Whether something differs from the pack it started from."""
        return self.pack != self.base

    def start(self, season: Season, pack: RulePack | None = None) -> None:
        """Start anew from the season's pack, or from another one."""
        self.season = season
        self.base = self.pack = season.pack if pack is None else pack
        self.changed.emit()

    def start_again(self, season: Season) -> None:
        """The same changes over a season whose pack is the same and whose table may be another."""
        self.season = season
        self.changed.emit()

    def take(self, pack: RulePack) -> None:
        """Put another pack in the place of the one under change."""
        if pack != self.pack:
            self.pack = pack
            self.changed.emit()

    def discard(self) -> None:
        """Back to the pack it started from."""
        self.take(self.base)

    def put(self, given: Mapping[str, Any]) -> None:
        """Set values by path. An open value that is set is settled with it."""
        made = values.put_all(self.pack, given)
        touched = [it for it in given if values.get(made, it) != values.get(self.pack, it)]
        found = (values.covering(made, it) for it in touched)
        self.take(_decided(made, [it.field for it in found if it is not None]))

    def put_list(self, key: str, records: tuple[Any, ...]) -> None:
        """Set a whole list; the open value that stands for it is settled with it."""
        self.put({key: records})

    def rename(self, key: str, old: str, new: str) -> None:
        """What names a record of a list goes along with its new name; the list itself is put after it."""
        self.take(renamed(self.pack, key, old, new))

    def decide(self, value: OpenValue) -> None:
        """The block keeps what stands there: that is its choice."""
        self.take(_decided(self.pack, [value.field]))

    def decide_rest(self) -> None:
        """The block keeps what stands at every open value that is not settled yet."""
        self.take(_decided(self.pack, [it.field for it in self.undecided]))

    def undecide(self, value: OpenValue) -> None:
        """The choice is open again; the value stays as it is."""
        left = tuple(it for it in self.pack.decided if it != value.field)
        self.take(replace(self.pack, decided=left))

    def is_decided(self, value: OpenValue) -> bool:
        """Whether the block has settled this open value."""
        return value not in self.undecided

    @property
    def undecided(self) -> tuple[OpenValue, ...]:
        """The open values that are not settled yet."""
        return self.drafted.undecided

    def faults(self) -> tuple[Fault, ...]:
        """What contradicts itself; such a pack is not put in force."""
        if self._judged is None or self._judged[0] is not self.pack:
            self._judged = self.pack, _all_faults(self.pack)
        return self._judged[1]

    def contradictions(self) -> dict[str, str]:
        """Place of every value that stands in a contradiction → what is wrong; the first fault leads."""
        found: dict[str, str] = {}
        for fault in self.faults():
            for place in places_of(self.pack, fault):
                found.setdefault(place, fault.problem.what)
        return found

    def changes(self) -> tuple[Change, ...]:
        """What differs from the pack it started from."""
        return changes(Scene(self.base, self.season.table), Scene(self.pack, self.season.table))


def _decided(pack: RulePack, fields: list[str]) -> RulePack:
    """The pack with these open values settled; what is no longer open is not settled either."""
    left = {it.field for it in pack.open_values}
    settled = dict.fromkeys((*pack.decided, *fields))
    return replace(pack, decided=tuple(it for it in settled if it in left))


def _all_faults(pack: RulePack) -> tuple[Fault, ...]:
    """What the domain refuses, and beside wrong single values also the contradictions elsewhere."""
    found = list(first_faults(pack))
    wrong = {it.place for it in found}
    for part in (pack_faults, award_faults, duty_faults):
        for check in part.AGAINST_EACH_OTHER:
            others = (it for it in check(pack) if wrong.isdisjoint(places_of(pack, it)))
            found += [it for it in others if it not in found]
    return tuple(found)


def places_of(pack: RulePack, fault: Fault) -> tuple[str, ...]:
    """Where the values stand that a fault speaks of, its own place first."""
    content = "total" if pack.content_total is None else "content_total"
    bonus = "bonus.total_max" if pack.bonus_max is None else "bonus_max"
    others = {
        "content-over-total": ("total",),
        "totals-differ": ("content_total", bonus),
        "sections-differ": (content,),
        "bonus-each-over-all": ("bonus.total_max",),
        "bonus-each-over-max": ("bonus.each_max",),
        "bonus-rule-over-all": ("bonus_max",),
        "deduction-over-all": ("deductions_max",),
        "class-over-class-cap": ("class_cap",),
        "class-over-total": ("total",),
        "class-cap-over-total": ("total",),
    }
    if fault.problem.code in ("classes-not-falling", "class-same-bound"):
        return (fault.place, *_band_above(pack, fault.place))
    return (fault.place, *others.get(fault.problem.code, ()))


def _band_above(pack: RulePack, place: str) -> tuple[str, ...]:
    """The place of the next higher class for the same units, () where there is none."""
    record = record_place(place)
    if record is None:
        return ()
    kind = pack.classes[record.number].unit_kind
    above = [i for i, it in enumerate(pack.classes[: record.number]) if it.unit_kind == kind]
    return tuple(f"{record.key}[{i}].{record.field}" for i in above[-1:])

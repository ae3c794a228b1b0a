"""What differs between two rule packs, value by value, in words. No Qt."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from models.rulepack import RulePack
from ui.rules.kinds import Kind
from ui.rules.parts import Scene
from ui.rules.values import KINDS, PLAIN, get, record_line

NOTHING = "không có"
DECIDED, UNDECIDED = "khối đã chọn", "chưa chọn"


class Change(NamedTuple):
    """One difference: where it is (a path), what it is called, before and after in words."""

    path: str
    what: str
    old: str
    new: str


def changes(old: Scene, new: Scene) -> tuple[Change, ...]:
    """Every value of `new` that differs from `old`, single values before lists."""
    lists = (it for kind in KINDS.values() for it in _list(kind, old, new))
    return (*_singles(old, new), *lists, *_settled(old, new))


def _settled(old: Scene, new: Scene) -> Iterator[Change]:
    """Open values of both packs that the block has settled in one of them only."""
    both = [it for it in new.pack.open_values if it in old.pack.open_values]
    for value in both:
        before, after = (value.field in it.pack.decided for it in (old, new))
        if before != after:
            words = [DECIDED if it else UNDECIDED for it in (before, after)]
            yield Change(value.field, f"Khối tự chọn “{value.title}”", *words)


def _singles(old: Scene, new: Scene) -> Iterator[Change]:
    for path, part in PLAIN.items():
        before, after = get(old.pack, path), get(new.pack, path)
        holder = path.partition(".")[0] + ".has"
        # The values of a record that one pack lacks are told by the line that says so.
        lacks = path != holder and holder in PLAIN and not get(new.pack, holder)
        if before != after and not lacks:
            yield Change(path, part.label, part.words(before, old), part.words(after, new))


def _list(kind: Kind, old: Scene, new: Scene) -> Iterator[Change]:
    before, after = _named(kind, old.pack), _named(kind, new.pack)
    for mark, record in before.items():
        if mark not in after:
            yield _change(kind, record, record_line(old.pack, kind, record), NOTHING)
    for mark, record in after.items():
        if mark not in before:
            yield _change(kind, record, NOTHING, record_line(new.pack, kind, record))
        elif record != before[mark]:
            yield from _record(kind, before[mark], record, old, new)
    kept = [it for it in before if it in after]
    if kept != [it for it in after if it in before]:
        names = (", ".join(kind.name(it[mark]) for mark in it if mark in kept) for it in (before, after))  # fmt: skip
        yield Change(kind.key, f"{kind.title}: thứ tự", *names)


def _named(kind: Kind, pack: RulePack) -> dict[Any, Any]:
    """The records by what tells them apart; where nothing does, by name and place among their equals."""
    found: dict[Any, Any] = {}
    for record in get(pack, kind.key):
        mark = kind.mark_of(record) if kind.mark else kind.name(record)
        number = 1
        while (mark, number) in found:
            number += 1
        found[mark, number] = record
    return found


def _change(kind: Kind, record: Any, old: str, new: str) -> Change:
    return Change(kind.key, f"{kind.one[:1].upper()}{kind.one[1:]} “{kind.name(record)}”", old, new)


def _record(kind: Kind, old: Any, new: Any, before: Scene, after: Scene) -> Iterator[Change]:
    place = f"{kind.one[:1].upper()}{kind.one[1:]} “{kind.name(new)}”"
    values, made = kind.values(old), kind.values(new)
    for part in kind.parts:
        one, other = values[part.name], made[part.name]
        if one != other and (part.matters(values) or part.matters(made)):
            words = (part.words(one, before), part.words(other, after))
            yield Change(kind.key, f"{place}: {part.label[:1].lower()}{part.label[1:]}", *words)

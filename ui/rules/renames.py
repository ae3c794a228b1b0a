"""When a rule or a deduction gets another name, everything that names it goes along. No Qt."""

from dataclasses import replace

from models.rulepack import RulePack
from ui.rules.values import KINDS, get, put

_SINGLE = ("bonus.name", "organisation.union_rule", "organisation.neither_rule")


def renamed(pack: RulePack, key: str, old: str, new: str) -> RulePack:
    """The pack where the record `old` of the list `key` is called `new` wherever it is named.

    The record itself keeps its name: it is changed by whoever changes the list.
    """
    if old == new:
        return pack
    if key == "rules":
        pack = _rule_renamed(pack, old, new)
    start, other = f"{key}.{old}.", f"{key}.{new}."
    values = tuple(
        replace(it, field=other + it.field.removeprefix(start))
        if it.field.startswith(start)
        else it
        for it in pack.open_values
    )
    decided = tuple(
        other + it.removeprefix(start) if it.startswith(start) else it for it in pack.decided
    )
    return replace(pack, open_values=values, decided=decided)


def _rule_renamed(pack: RulePack, old: str, new: str) -> RulePack:
    for kind in KINDS.values():
        if kind.source and kind.key != "rules":
            pack = put(
                pack,
                kind.key,
                tuple(
                    replace(it, **{kind.source: new}) if getattr(it, kind.source) == old else it
                    for it in get(pack, kind.key)
                ),
            )
    for path in _SINGLE:
        if get(pack, path) == old:
            pack = put(pack, path, new)
    # The deduction that rests on the rule is known by the rule's name.
    return renamed(pack, "deductions", old, new)

"""The values of a rule pack that its sources leave open, as fields of a form and back again.

Only what the pack names as open can be changed here; what a document fixes is shown by its text.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from models.ranking import tie_break_name
from models.rulepack import OpenValue, Quota, RulePack, TieBreak
from models.table import ScoringTable
from ui.widgets.forms import Field

AWARD = "Cờ thi đua"
MOST_DECIMALS = Decimal(6)
"""The most places a total is rounded to, as `models.faults` has it."""
LINKS = 3
"""How many links of the tie-break chain the form offers at least; a longer chain gets one more."""
NO_TABLE = ScoringTable()
_TIE = "tie."

EACH_TIME = ((False, "Trừ một lần trong năm"), (True, "Trừ từng lần vi phạm"))
RANK_STYLES = (
    ("competition", "1, 2, 2, 4 (sau đồng hạng bỏ một số)"),
    ("dense", "1, 2, 2, 3 (sau đồng hạng không bỏ số)"),
)
RANK_ON = (("exact", "Số chính xác, không làm tròn"), ("rounded", "Số đã làm tròn"))
ROUNDING = (
    ("half_up", "Từ nửa trở lên thì làm tròn lên"),
    ("half_even", "Nửa thì về số chẵn"),
    ("half_down", "Đúng nửa thì làm tròn xuống"),
    ("down", "Luôn cắt xuống"),
    ("up", "Luôn lên"),
)


def fields(pack: RulePack, table: ScoringTable = NO_TABLE) -> tuple[Field, ...]:
    """A field for every open value that can be chosen simply.

    Equal totals can be parted by the sections of the pack and by those of `table`.
    """
    made: list[Field] = []
    for value in pack.open_values:
        made += _tie_fields(pack, table, value) if value.field == "tie_breaks" else _of(pack, value)
    return tuple(made)


def told(pack: RulePack) -> tuple[OpenValue, ...]:
    """The open values that have no field here, to be shown as text."""
    return tuple(it for it in pack.open_values if it.field != "tie_breaks" and not _of(pack, it))


def _of(pack: RulePack, value: OpenValue) -> list[Field]:
    name, note = value.field, value.note
    if name == "rank_style":
        return [Field(name, "Cách ghi hạng", "choice", note, choices=RANK_STYLES)]
    if name == "rounding":
        return [
            Field("rank_on", "Xếp hạng theo", "choice", note, choices=RANK_ON),
            Field(
                "decimals", "Số chữ số lẻ của tổng", "whole", required=True, highest=MOST_DECIMALS
            ),
            Field("rounding", "Cách làm tròn", "choice", choices=ROUNDING),
        ]
    if name == "step":
        return [Field(name, "Bước điểm", "points", note, required=True, lowest=Decimal("0.01"))]
    if name == "criterion_floor":
        label = "Điểm thấp nhất của tiêu chí"
        return [Field(name, label, "points", note, required=True, lowest=None)]
    if name == "bonus.each_points" and pack.bonus is not None:
        label = "Thưởng mỗi chỉ tiêu vượt"
        return [Field(name, label, "points", note, highest=pack.bonus.each_max)]
    if name.startswith("deductions.") and name.endswith(".each_time"):
        return [Field(name, _rule_title(pack, name), "choice", note, choices=EACH_TIME)]
    if name == "quotas":
        return [Field("flags", f"Số đơn vị được đề nghị {AWARD}", "whole", note)]
    return []


def _rule_title(pack: RulePack, name: str) -> str:
    rule = name.split(".")[1]
    return next((it.title for it in pack.deductions if it.name == rule), rule)


def _tie_fields(pack: RulePack, table: ScoringTable, value: OpenValue) -> list[Field]:
    """A field for every link of the chain and at least one more, to add a link."""
    count = max(LINKS, len(pack.tie_breaks) + 1)
    choices = _tie_choices(pack, table)
    return [
        Field(
            f"{_TIE}{place}",
            "Khi cùng điểm, xét" if place == 0 else "rồi xét",
            "choice",
            value.note if place == count - 1 else "",
            choices=choices,
        )
        for place in range(count)
    ]


def _tie_choices(pack: RulePack, table: ScoringTable) -> tuple[tuple[str, str], ...]:
    codes = (*(it.code for it in pack.sections), *(it.code for it in table.rows))
    sections = [TieBreak("section", code) for code in dict.fromkeys(codes)]
    others = [TieBreak("bonus"), TieBreak("fewest_deductions")]
    links = dict.fromkeys((*sections, *others, *pack.tie_breaks))
    return (("", "Không xét thêm"), *((_key(it), _tie_title(it)) for it in links))


def _tie_title(link: TieBreak) -> str:
    name = tie_break_name(link)
    return name[:1].upper() + name[1:]


def _key(link: TieBreak) -> str:
    return f"section:{link.section}" if link.kind == "section" else link.kind


def values(pack: RulePack) -> dict[str, Any]:
    """What the pack has now, for the fields."""
    found: dict[str, Any] = {
        "rank_style": pack.rank_style,
        "rank_on": pack.rank_on,
        "decimals": pack.decimals,
        "rounding": pack.rounding,
        "step": pack.step,
        "criterion_floor": pack.criterion_floor,
        "bonus.each_points": pack.bonus.each_points if pack.bonus else None,
    }
    for rule in pack.deductions:
        found[f"deductions.{rule.name}.each_time"] = rule.each_time
    for place, link in enumerate(pack.tie_breaks):
        found[f"{_TIE}{place}"] = _key(link)
    flags = _flags(pack)
    found["flags"] = int(flags.value) if flags else None
    return found


def _flags(pack: RulePack) -> Quota | None:
    """The quota of flags, whoever gives the flag ("Cờ thi đua của UBND tỉnh")."""
    fitting = (it for it in pack.quotas if it.kind == "number" and it.award.startswith(AWARD))
    return next(fitting, None)


def with_values(pack: RulePack, given: Mapping[str, Any]) -> RulePack:
    """The pack with the chosen values; what has no field keeps its own."""
    plain = ("rank_style", "rank_on", "decimals", "rounding", "step", "criterion_floor")
    made = replace(pack, **{name: given[name] for name in plain if given.get(name) is not None})
    if made.bonus is not None and "bonus.each_points" in given:
        bonus = replace(made.bonus, each_points=given["bonus.each_points"])
        made = replace(made, bonus=bonus)
    deductions = tuple(
        replace(it, each_time=given.get(f"deductions.{it.name}.each_time", it.each_time))
        for it in made.deductions
    )
    made = replace(made, deductions=deductions)
    ties = sorted((name for name in given if name.startswith(_TIE)), key=_place)
    if ties:
        chosen = [given[name] for name in ties if given[name]]
        if chosen != [_key(it) for it in made.tie_breaks]:
            made = replace(made, tie_breaks=tuple(_link(it) for it in dict.fromkeys(chosen)))
    if "flags" in given:
        before, number = _flags(made), given["flags"]
        others = tuple(it for it in made.quotas if it is not before)
        name = before.award if before else AWARD
        mine = (Quota(name, "number", Decimal(number)),) if number else ()
        made = replace(made, quotas=(*mine, *others))
    return made


def _place(name: str) -> int:
    return int(name.removeprefix(_TIE))


def _link(chosen: str) -> TieBreak:
    kind, _, section = chosen.partition(":")
    if kind == "section":
        return TieBreak("section", section)
    return TieBreak("bonus") if kind == "bonus" else TieBreak("fewest_deductions")

"""What changed between the rules of one criterion, part by part, in words."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from models.criterion_rule import Band, CriterionRule, Item
from models.points import show_short
from models.scores.criterion_words import EFFECT_TITLES, JUDGED, KIND_TITLES, POLICY_TITLES

RULE = "quy tắc chấm"
_MEASURES = {
    "count": "số lần",
    "days": "số ngày",
    "percent": "phần trăm",
    "ratio": "tỷ lệ so kế hoạch",
}
_BELOW = {"share": "tính theo tỷ lệ", "nothing": "0 điểm"}
_PARTS = {
    "items": "các việc được đếm",
    "bands": "các bậc",
    "measure": "đơn vị đo",
    "floor": "điểm thấp nhất",
    "base": "điểm gốc",
    "reached_percent": "phần trăm điểm khi đạt kế hoạch",
    "below_plan": "khi chưa đạt kế hoạch",
    "step_percent": "mỗi bước, phần trăm",
    "step_points": "điểm mỗi bước vượt",
    "under_points": "điểm mỗi bước hụt",
    "factor_percent": "hệ số, phần trăm",
    "all_points": "điểm khi vi phạm tất cả",
    "highest_only": "chỉ lấy lần cao nhất",
    "no_plan": "khi không có kế hoạch",
    "unit_word": "tên đơn vị đo",
}


def rule_changes(
    old: CriterionRule | None, new: CriterionRule | None
) -> Iterator[tuple[str, str, str]]:
    """What is not the same, as (part, old words, new words); nothing exactly when both are equal.

    A rule of another kind is told by the two kinds; then the parts that differ follow.
    """
    if old == new:
        return
    if old is None or new is None or old.kind != new.kind:
        yield RULE, kind_words(old), kind_words(new)
    before, after = old or CriterionRule("choice"), new or CriterionRule("choice")
    for name, words in _PARTS.items():
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield f"{RULE}, {words}", _words(name, was), _words(name, now)


def kind_words(rule: CriterionRule | None) -> str:
    """The name of a rule's kind."""
    return JUDGED if rule is None else KIND_TITLES[rule.kind]


def _words(name: str, value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Decimal):
        return show_short(value)
    if name == "items":
        return "; ".join(map(_item, value))
    if name == "bands":
        return "; ".join(map(_band, value))
    known: dict[str, Mapping[Any, str]] = {
        "measure": _MEASURES,
        "below_plan": _BELOW,
        "no_plan": POLICY_TITLES,
    }
    return known.get(name, {}).get(value, str(value))


def _item(item: Item) -> str:
    """ "a. Trễ báo cáo: 0,5 mỗi lần, 1 lần hết điểm": every part that is not left as it comes."""
    amount = show_short(item.points)
    if item.most is not None:
        amount += f" đến {show_short(item.most)}"
    said = [amount + (f" mỗi {item.measure}" if item.measure else "")]
    said += ["một lần là hết điểm"] if item.wipes else []
    if item.effect is not None:
        said.append(f"từ {show_short(item.effect_from)} lần {EFFECT_TITLES[item.effect]}")
    elif item.effect_from != 1:
        said.append(f"từ {show_short(item.effect_from)} lần")
    return f"{item.code}. {item.title}: {', '.join(said)}"


def _band(band: Band) -> str:
    """ "từ 90 đến dưới 100: 8": open ends are left out."""
    ends = []
    if band.low is not None:
        ends.append(f"{'trên' if band.low_open else 'từ'} {show_short(band.low)}")
    if band.high is not None:
        ends.append(f"đến{' dưới' if band.high_open else ''} {show_short(band.high)}")
    effect = f", {EFFECT_TITLES[band.effect]}" if band.effect is not None else ""
    return f"{' '.join(ends) or 'mọi mức'}: {show_short(band.points)}{effect}"
